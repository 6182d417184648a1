//! Which blocks begin pages wherever they stand, as a template may want it of heads.

use std::collections::BTreeSet;

use super::{Read, SEPARATOR};
use crate::paginate::{Item, LINE, NEVER, Opens};
use crate::typeset::read::extents::Extent;
use crate::typeset::write::parts::Shape;

/// What the first layout tells of that.
pub(super) struct Openers {
    /// Shapes of which every block but the first begins a page.
    shapes: BTreeSet<Shape>,
    /// Whether something floats in a column, column by column.
    floats: Vec<bool>,
}

impl Openers {
    pub(super) fn of(read: &Read<'_>) -> Self {
        Self { shapes: openers(read), floats: floats(read) }
    }

    /// Whether a block has to begin a page.
    pub(super) fn opens(
        &self,
        read: &Read<'_>,
        shape: Shape,
        (end, begin): (&Extent, &Extent),
        (item, room): (&Item, i32),
    ) -> Opens {
        match shape {
            Shape::Part => Opens::Page,
            shape if self.shapes.contains(&shape) => {
                opens(read, &self.floats, end, begin, item, room)
            }
            _ => Opens::Anywhere,
        }
    }
}

impl Read<'_> {
    /// Whether what begins behind that is the first of another page.
    fn begins_page(&self, end: &Extent, begin: &Extent) -> bool {
        let page = self.measures.page(begin.stand);
        self.measures.page(end.stand) < page && begin.stand == page * self.measures.columns.max(1)
    }
}

/// Whether something floats in a column, column by column.
fn floats(read: &Read<'_>) -> Vec<bool> {
    let mut floats = vec![false; read.pages * read.measures.columns.max(1)];
    let blocks = read.parts.blocks.iter().zip(&read.extents.blocks);
    for (_, extents) in blocks.filter(|(part, _)| part.shape.floats()) {
        for extent in extents {
            floats.get_mut(extent.stand).into_iter().for_each(|floats| *floats = true);
        }
    }
    floats
}

/// The shapes of blocks that begin pages wherever they stand, as a template may want it of
/// heads.
fn openers(read: &Read<'_>) -> BTreeSet<Shape> {
    let (mut openers, mut others) = (BTreeSet::new(), BTreeSet::new());
    let mut before: Option<Extent> = None;
    for (part, extents) in read.parts.blocks.iter().zip(&read.extents.blocks) {
        let (Some(begin), Some(end)) = (extents.first(), extents.last()) else { continue };
        if part.shape.floats() {
            continue;
        }
        match before {
            Some(before) if read.begins_page(&before, begin) => drop(openers.insert(part.shape)),
            Some(_) => drop(others.insert(part.shape)),
            None => {}
        }
        before = Some(*end);
    }
    openers.difference(&others).copied().collect()
}

/// Whether a block has to begin a page: it does, and there was room before it.
fn opens(
    read: &Read<'_>,
    floats: &[bool],
    end: &Extent,
    begin: &Extent,
    item: &Item,
    room: i32,
) -> Opens {
    let floats = floats.get(end.stand).copied().unwrap_or(true);
    if !read.begins_page(end, begin) || floats {
        return Opens::Anywhere;
    }
    let notes = read.extents.feet.get(end.stand).copied().unwrap_or_default();
    let notes = if notes > 0.0 { SEPARATOR + read.lines(notes) } else { 0 };
    let rest = room - read.lines(end.bottom - read.measures.top) - notes;
    let rows = item.settings.first().map_or(&[][..], |setting| setting.rows.as_slice());
    // What follows a head comes with it.
    let mut need = 4 * LINE;
    for row in rows {
        need += row.gap + row.height + row.notes;
        if row.after != NEVER {
            break;
        }
    }
    match read.measures.page(begin.stand) - read.measures.page(end.stand) {
        _ if rest < need => Opens::Anywhere,
        1 => Opens::Page,
        _ => Opens::Recto,
    }
}
