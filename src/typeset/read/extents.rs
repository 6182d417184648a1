//! How high the blocks and the notes of the text stand on their pages, with all that
//! belongs to them: grounds, insets, pictures.

use std::collections::HashMap;

use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::FootnoteElem;
use typst_layout::PagedDocument;

use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::{Parts, Shape, block_at, note_at};
use crate::typeset::write::rules;

/// A block, or what of it is in one column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(in crate::typeset) struct Extent {
    /// The column, counted from 0 through all pages: where a page has one, the page.
    pub stand: usize,
    /// From the page's top, in points.
    pub top: f64,
    /// From the same, in points.
    pub bottom: f64,
}

/// What stands on the pages of the text.
#[derive(Default)]
pub(in crate::typeset) struct Extents {
    /// What every block takes up, column by column.
    pub blocks: Vec<Vec<Extent>>,
    /// The notes in the order of their marks: the byte of `main.typ` before the mark,
    /// and how high the note is, in points.
    pub notes: Vec<(usize, f64)>,
    /// How high the notes of every column are together, in points.
    pub feet: Vec<f64>,
}

/// Reads what stands on the pages of the text, which begins on page `first`.
pub(in crate::typeset) fn extents(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
    first: usize,
) -> Extents {
    let mut reader = Reader {
        desk,
        parts,
        measures,
        page: 0,
        pictures: 0,
        code: 0,
        within_code: None,
        byte: 0,
        notes: Notes::default(),
    };
    let mut blocks = vec![Vec::new(); parts.blocks.len()];
    for (page, laid_out) in document.pages().iter().enumerate().skip(first) {
        reader.page = page;
        let mut seen = reader.frame(&laid_out.frame, Point::zero());
        // Heads above pages have the words of the text, but not its place.
        seen.retain(|it| it.bottom > measures.top + 0.1 && it.top < measures.foot - 0.1);
        seen.sort_by_key(|it| it.stand);
        for Seen { block, stand, top, bottom } in seen {
            let Some(of_block) = blocks.get_mut(block) else { continue };
            match of_block.last_mut() {
                Some(Extent { stand: same, top: highest, bottom: lowest }) if *same == stand => {
                    *highest = top.min(*highest);
                    *lowest = bottom.max(*lowest);
                }
                _ => of_block.push(Extent { stand, top, bottom }),
            }
        }
    }
    add_breaks(&mut blocks, parts, measures);
    let (notes, feet) = reader.notes.all(document.pages().len() * measures.columns.max(1));
    Extents { blocks, notes, feet }
}

/// Breaks of the text are drawn by templates, so that nothing of them can be traced: they
/// stand below what is before them, or above what follows.
fn add_breaks(blocks: &mut [Vec<Extent>], parts: &Parts, measures: &Measures) {
    let height = rules::BREAK * measures.lead;
    for (number, part) in parts.blocks.iter().enumerate() {
        if part.shape != Shape::Break || blocks.get(number).is_none_or(|it| !it.is_empty()) {
            continue;
        }
        let is_told = |at: &usize| parts.blocks.get(*at).is_some_and(|it| !it.shape.floats());
        let first = |at: usize| blocks.get(at).and_then(|it| it.first()).copied();
        let last = |at: usize| blocks.get(at).and_then(|it| it.last()).copied();
        let after = (number + 1..blocks.len()).filter(is_told).find_map(first);
        let before = (0..number).rev().filter(is_told).find_map(last);
        let Some(Extent { stand, top: bottom, .. }) = after else { continue };
        let top = before.filter(|it| it.stand == stand).map_or(bottom - height, |it| it.bottom);
        if let Some(own) = blocks.get_mut(number) {
            own.push(Extent { stand, top, bottom: top + height });
        }
    }
}

/// A piece of a block within a frame.
#[derive(Clone, Copy)]
struct Seen {
    block: usize,
    /// Its column, counted through all pages.
    stand: usize,
    top: f64,
    bottom: f64,
}

/// Notes: their marks and what stands at feet is put together when all is read, since
/// Typst now and then leaves a note on the page before its mark.
#[derive(Default)]
struct Notes {
    /// By what they are known: the byte before the mark.
    marks: HashMap<Location, usize>,
    /// What is logically elsewhere: the column, whose it is, how high.
    pieces: Vec<(usize, Location, f64)>,
    /// The byte of the mark whose note is looked at.
    within: Option<usize>,
}

impl Notes {
    /// All notes by the bytes of their marks, and how high they are in every column.
    fn all(self, columns: usize) -> (Vec<(usize, f64)>, Vec<f64>) {
        let mut heights: HashMap<Location, f64> = HashMap::new();
        let mut feet = vec![0.0; columns];
        for (stand, mark, height) in self.pieces {
            if self.marks.contains_key(&mark) {
                *heights.entry(mark).or_default() += height;
                feet.get_mut(stand).into_iter().for_each(|all| *all += height);
            }
        }
        let height = |mark| heights.get(mark).copied().unwrap_or_default();
        let mut notes: Vec<(usize, f64)> =
            self.marks.iter().map(|(mark, byte)| (*byte, height(mark))).collect();
        notes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        (notes, feet)
    }
}

struct Reader<'r> {
    desk: &'r Desk<'r>,
    parts: &'r Parts,
    measures: &'r Measures,
    /// The page at hand.
    page: usize,
    /// How many floating pictures were met.
    pictures: usize,
    /// How many pieces of code were met.
    code: usize,
    /// The code that nothing of the text has followed yet: the block, and its byte.
    within_code: Option<(usize, usize)>,
    /// The last byte of the text that was met.
    byte: usize,
    notes: Notes,
}

impl Reader<'_> {
    /// What stands within a frame; a frame around one block alone counts as a whole.
    fn frame(&mut self, frame: &Frame, at: Point) -> Vec<Seen> {
        let mut all: Vec<Seen> = Vec::new();
        for (place, item) in frame.items() {
            let here = at + *place;
            match item {
                FrameItem::Group(group) => {
                    let moved = here + Point::new(group.transform.tx, group.transform.ty);
                    let mark = group.parent.map(|parent| parent.location);
                    if let Some(mark) = mark {
                        let height = group.frame.height().to_pt();
                        let stand = self.measures.stand(self.page, moved.x.to_pt());
                        self.notes.pieces.push((stand, mark, height));
                    }
                    let known = mark.and_then(|mark| self.notes.marks.get(&mark).copied());
                    let before = self.notes.within;
                    self.notes.within = known.or(before);
                    let mut within = self.frame(&group.frame, moved);
                    self.notes.within = before;
                    if let Some(whole) = self.whole(&within, here, &group.frame) {
                        within = vec![whole];
                    }
                    all.extend(within);
                }
                FrameItem::Text(text) => {
                    let byte = text.glyphs.iter().find_map(|glyph| {
                        let (span, offset) = glyph.span;
                        Some(self.desk.start_of(span)? + usize::from(offset))
                    });
                    let last = text.glyphs.iter().rev().find_map(|glyph| {
                        let (span, offset) = glyph.span;
                        Some(self.desk.start_of(span)? + usize::from(offset))
                    });
                    let byte = byte.filter(|byte| note_at(&self.parts.notes, *byte).is_none());
                    if self.notes.within.is_some() {
                        continue;
                    }
                    let (y, lead) = (here.y.to_pt(), self.measures.lead);
                    let is_text = y > self.measures.top && y < self.measures.foot + 0.5;
                    let block = match byte.filter(|_| is_text) {
                        Some(byte) => {
                            self.byte = last.unwrap_or(byte).max(byte);
                            self.within_code.take_if(|(_, code)| *code < byte);
                            block_at(&self.parts.blocks, byte)
                        }
                        None => self.within_code.filter(|_| is_text).map(|(block, _)| block),
                    };
                    let (top, bottom) =
                        (y - rules::ASCENT * lead, y + (1.0 - rules::ASCENT) * lead);
                    let stand = self.measures.stand(self.page, here.x.to_pt());
                    all.extend(block.map(|block| Seen { block, stand, top, bottom }));
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(note) = content.to_packed::<FootnoteElem>()
                        && let Some(mark) = note.location()
                        && !note.is_ref()
                    {
                        let byte = self.notes.within.unwrap_or(self.byte);
                        self.notes.marks.entry(mark).or_insert(byte);
                    }
                    all.extend(self.marked(content, here));
                }
                _ => {}
            }
        }
        all
    }

    /// A picture that floats, or code, where their templates mark them: their own words,
    /// if they have any, cannot be traced.
    fn marked(&mut self, content: &Content, at: Point) -> Option<Seen> {
        let label = content.label()?.resolve();
        let byte = match label.as_str() {
            rules::PICTURE => {
                self.pictures += 1;
                self.parts.figures.get(self.pictures - 1)?.bytes.start
            }
            rules::VERBATIM => {
                self.code += 1;
                *self.parts.code.get(self.code - 1)?
            }
            _ => return None,
        };
        let block = block_at(&self.parts.blocks, byte)?;
        if label.as_str() == rules::VERBATIM {
            self.within_code = Some((block, byte));
        }
        let (x, y) = (at.x.to_pt(), at.y.to_pt());
        let stand = self.measures.stand(self.page, x);
        Some(Seen { block, stand, top: y, bottom: y })
    }

    /// The frame as a piece of the only block in it. Frames of blocks are hard; soft
    /// ones are lines, and what of a page is left for the flow of the text.
    fn whole(&self, within: &[Seen], at: Point, frame: &Frame) -> Option<Seen> {
        let block = within.first()?.block;
        let (top, height) = (at.y.to_pt(), frame.height().to_pt());
        let is_pages = height > self.measures.foot - self.measures.top - self.measures.lead;
        let floats = self.parts.blocks.get(block)?.shape.floats();
        let alone = frame.kind().is_hard() && within.iter().all(|it| it.block == block);
        let stand = self.measures.stand(self.page, at.x.to_pt());
        (alone && (floats || !is_pages)).then_some(Seen { block, stand, top, bottom: top + height })
    }
}
