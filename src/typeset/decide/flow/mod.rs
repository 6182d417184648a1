//! Laid-out pages as what is to be brought onto pages: paragraphs with the ways in
//! which they can be set, other blocks, what stands free between them.

mod blocks;
mod openers;
mod prose;

use std::collections::{BTreeMap, BTreeSet};

use openers::Openers;

use crate::paginate::{
    Air, Flow, HEAD_LOW, Item, LINE, NEVER, OPEN_ORPHAN, Place, Row, STRANDED, Setting, TURNED_LEAD,
};
use crate::typeset::decide::tuning::Tuning;
use crate::typeset::read::extents::{Extent, Extents};
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{Paragraph, Proof};
use crate::typeset::write::parts::{Part, Parts, Shape};
use crate::typeset::write::rules::{self, NOTE_LINE};

/// What stands between the text and its notes, in thousandths of a line.
const SEPARATOR: i32 = rules::SEPARATOR * LINE;
/// Stands for the byte of what has none.
const UNTRACED: usize = usize::MAX;

/// A text to be brought onto pages, and what it is in the project.
pub(in crate::typeset) struct Model {
    pub flow: Flow,
    /// Beside every item of the flow: what it is.
    pub entries: Vec<Entry>,
    /// Paragraphs within other blocks and within notes that are better set otherwise: by
    /// number.
    pub nested: BTreeMap<usize, Tuning>,
}

/// What an item of the flow is.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Entry {
    /// By what `fit.typ` speaks of it.
    pub key: String,
    /// The paragraph's number, if it is one.
    pub paragraph: Option<usize>,
    /// For every setting, how it is had.
    pub tunings: Vec<Tuning>,
    /// For every setting, the byte of `main.typ` with which each row begins.
    pub bytes: Vec<Vec<usize>>,
}

impl Model {
    /// The byte with which a page begins, if it can be traced.
    pub(in crate::typeset) fn byte(&self, place: Place) -> Option<usize> {
        let bytes = self.entries.get(place.item)?.bytes.get(place.setting)?;
        bytes.get(place.row).copied().filter(|byte| *byte != UNTRACED)
    }
}

/// Paragraphs by number, set otherwise.
pub(in crate::typeset) type Trials = BTreeMap<usize, Vec<(Tuning, Paragraph)>>;

/// A layout that was read.
pub(in crate::typeset) struct Read<'r> {
    pub parts: &'r Parts,
    pub measures: &'r Measures,
    pub proof: &'r Proof,
    pub extents: &'r Extents,
    pub trials: &'r Trials,
    /// The level of the heads that open chapters.
    pub chapter_level: usize,
    /// How many pages the whole has.
    pub pages: usize,
}

/// What is to be brought onto pages. None if there is no text.
pub(in crate::typeset) fn model(read: &Read<'_>) -> Option<Model> {
    let (gaps, openers) = (learnt(read), Openers::of(read));
    let mut flow = Flow {
        room: room(read.measures),
        opening: 0,
        opening_spans: false,
        columns: read.measures.columns,
        first_page: read.proof.first + 1,
        separator: SEPARATOR,
        note_line: (NOTE_LINE * f64::from(LINE)) as i32,
        other_pages: 0,
        last_page: None,
        barred: BTreeSet::new(),
        tight: BTreeMap::new(),
        items: Vec::new(),
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut before: Option<usize> = None;
    let mut last_page = read.proof.first;
    for (number, part) in read.parts.blocks.iter().enumerate() {
        let extents = read.extents.blocks.get(number).map_or(&[][..], Vec::as_slice);
        if part.shape.floats() {
            flow.items.push(float(read, part.shape, extents, flow.room));
            entries.push(Entry::default());
            last_page = last_page.max(extents.last().map_or(0, |it| read.measures.page(it.stand)));
            continue;
        }
        let (Some(begin), Some(end)) = (extents.first(), extents.last()) else { continue };
        let (mut item, entry) = read.item(number, part, extents);
        // Pictures of a chapter stay in it: `head` in `templates/shared/blocks.typ`.
        item.flushes =
            matches!(part.shape, Shape::Head(level) if usize::from(level) == read.chapter_level);
        match before {
            None => {
                flow.opening = read.lines(begin.top - read.measures.top).max(0);
                flow.opening_spans = read.spans(begin);
            }
            Some(other) => {
                let gap = gap(read, &gaps, other, number);
                each_first(&mut item, |row| row.gap = gap);
                let ahead = read.parts.blocks.get(other).map_or(Shape::Mixed, |it| it.shape);
                item.air = air(ahead, part.shape, gap);
                let end = read.extents.blocks.get(other).and_then(|it| it.last()).unwrap_or(begin);
                item.opens = openers.opens(read, part.shape, (end, begin), (&item, flow.room));
                read.join(other, number, &mut flow, &mut item);
            }
        }
        last_page = last_page.max(read.measures.page(end.stand));
        flow.items.push(item);
        entries.push(entry);
        before = Some(number);
    }
    flow.other_pages = read.pages - (last_page + 1 - read.proof.first).min(read.pages);
    before.map(|_| Model { flow, entries, nested: read.nested() })
}

/// How many whole lines a page holds, in thousandths of one, and a trace.
pub(in crate::typeset) fn room(measures: &Measures) -> i32 {
    lines(measures.foot - measures.top, measures) / LINE * LINE + 2
}

/// Points in thousandths of a line, to the nearest fiftieth: what is whole is whole.
fn lines(points: f64, measures: &Measures) -> i32 {
    (points / measures.lead * 50.0).round() as i32 * (LINE / 50)
}

/// What floats, with what keeps it free of the text.
fn float(read: &Read<'_>, shape: Shape, extents: &[Extent], room: i32) -> Item {
    let height = extents.first().map_or(room, |it| read.lines(it.bottom - it.top));
    let (gap, height) = match shape {
        Shape::FullPage => (0, room / LINE * LINE),
        Shape::FloatingTable => (2 * LINE, height),
        _ => (LINE, height),
    };
    let row = Row { gap, height, ..Row::default() };
    let settings = vec![Setting { rows: vec![row], price: 0 }];
    Item { settings, floats: true, ..Item::default() }
}

fn each_first(item: &mut Item, mut change: impl FnMut(&mut Row)) {
    item.settings.iter_mut().filter_map(|it| it.rows.first_mut()).for_each(&mut change);
}

/// What stands free between blocks of two shapes, where they stand on one page.
type Gaps = BTreeMap<(Shape, Shape), i32>;

fn learnt(read: &Read<'_>) -> Gaps {
    let mut gaps = Gaps::new();
    let mut before: Option<(Shape, Extent)> = None;
    for (part, extents) in read.parts.blocks.iter().zip(&read.extents.blocks) {
        let (Some(begin), Some(end)) = (extents.first(), extents.last()) else { continue };
        if part.shape.floats() {
            continue;
        }
        if let Some((shape, other)) = before.filter(|(_, other)| other.stand == begin.stand) {
            gaps.entry((shape, part.shape)).or_insert(read.lines(begin.top - other.bottom).max(0));
        }
        before = Some((part.shape, *end));
    }
    gaps
}

/// What stands free between two blocks, in thousandths of a line.
fn gap(read: &Read<'_>, gaps: &Gaps, one: usize, other: usize) -> i32 {
    let of = |number: usize| read.extents.blocks.get(number);
    if let (Some(end), Some(begin)) =
        (of(one).and_then(|it| it.last()), of(other).and_then(|it| it.first()))
        && end.stand == begin.stand
    {
        return read.lines(begin.top - end.bottom).max(0);
    }
    let shape = |number: usize| read.parts.blocks.get(number).map(|part| part.shape);
    let (Some(one), Some(other)) = (shape(one), shape(other)) else { return 0 };
    gaps.get(&(one, other)).copied().unwrap_or_else(|| {
        // The larger of what the one wants below it and the other above it, as they have it
        // beside others.
        let below = gaps.iter().filter(|((above, _), _)| *above == one).map(|(_, gap)| *gap).min();
        let above =
            gaps.iter().filter(|((_, below), _)| *below == other).map(|(_, gap)| *gap).min();
        below.unwrap_or(usual(one).1).max(above.unwrap_or(usual(other).0))
    })
}

/// How the space around a block may be opened that follows another. What stands below a
/// head belongs to it and stays as near.
fn air(before: Shape, shape: Shape, gap: i32) -> Air {
    match shape {
        _ if matches!(before, Shape::Head(_) | Shape::Part | Shape::Break) => Air::None,
        Shape::Break => Air::Around,
        _ if gap < LINE => Air::None,
        Shape::Head(_) => Air::Above,
        Shape::Prose | Shape::Opening | Shape::Speaker | Shape::Part | Shape::Back => Air::None,
        Shape::Float | Shape::WideFloat | Shape::FloatingTable => Air::None,
        Shape::FullPage => Air::None,
        _ => Air::Around,
    }
}

/// What stands free above and below a block, as `templates/shared/` has it.
fn usual(shape: Shape) -> (i32, i32) {
    match shape {
        Shape::Prose | Shape::Opening | Shape::Speaker | Shape::Break => (0, 0),
        Shape::Head(1) => (2 * LINE, LINE),
        Shape::Head(_) => (LINE, 0),
        Shape::Back => (2 * LINE, 0),
        _ => (LINE, LINE),
    }
}

impl Read<'_> {
    /// See [`lines`].
    fn lines(&self, points: f64) -> i32 {
        lines(points, self.measures)
    }

    /// The same to the nearest thousandth.
    fn fine(&self, points: f64) -> i32 {
        (points / self.measures.lead * f64::from(LINE)).round() as i32
    }

    /// Whether what stands above the first block stands above all columns of its page.
    fn spans(&self, first: &Extent) -> bool {
        let page = self.measures.page(first.stand);
        let beside = self.extents.blocks.iter().flatten();
        let mut beside = beside.filter(|it| self.measures.page(it.stand) == page);
        beside.all(|it| it.top > first.top - 0.1)
    }

    fn item(&self, number: usize, part: &Part, extents: &[Extent]) -> (Item, Entry) {
        let is_prose = matches!(part.shape, Shape::Prose | Shape::Opening | Shape::Speaker);
        let paragraphs = &self.parts.paragraphs;
        let own = paragraphs.partition_point(|it| it.bytes.start < part.bytes.start);
        let set = self.proof.paragraphs.get(own).filter(|it| is_prose && !it.lines.is_empty());
        match set {
            Some(set) => self.prose(own, part, set, extents),
            None => self.block(number, part, extents),
        }
    }

    /// Notes stand at the foot of the page of their marks.
    fn add_notes(&self, part: &Part, bytes: &[usize], rows: &mut [Row]) {
        let notes = &self.extents.notes;
        let from = notes.partition_point(|(byte, _)| *byte < part.bytes.start);
        let until = notes.partition_point(|(byte, _)| *byte < part.bytes.end);
        for (byte, height) in notes.get(from..until).unwrap_or_default() {
            let row = bytes.partition_point(|start| start <= byte).saturating_sub(1);
            if let Some(row) = rows.get_mut(row) {
                // Of the last two lines have to be there, and two overleaf.
                let line = self.fine(NOTE_LINE * self.measures.lead).max(1);
                let height = (self.fine(*height) - line * self.saved_lines(*byte)).max(line);
                let lines = height / line;
                let least = if lines < 4 { height } else { height / lines * 2 };
                row.least_notes = row.notes + least;
                row.notes += height;
            }
        }
    }

    /// How many lines a note saves that is set otherwise than it was, by the byte before its
    /// mark.
    fn saved_lines(&self, byte: usize) -> i32 {
        let notes = &self.parts.notes;
        let note = notes.get(notes.partition_point(|note| note.bytes.end <= byte));
        let Some(note) = note else { return 0 };
        let saved = self.within(note).filter_map(|number| {
            let (now, (_, best)) = (self.proof.paragraphs.get(number)?, self.best(number)?);
            Some(now.lines.len().saturating_sub(best.lines.len()))
        });
        i32::try_from(saved.sum::<usize>()).unwrap_or_default()
    }

    /// What two blocks that follow one another ask of each other.
    fn join(&self, before: usize, number: usize, flow: &mut Flow, item: &mut Item) {
        let shape =
            |number: usize| self.parts.blocks.get(number).map_or(Shape::Mixed, |it| it.shape);
        let (one, other) = (shape(before), shape(number));
        let Some(ahead) = flow.items.iter_mut().rev().find(|item| !item.floats) else { return };
        let announces = |number: usize| {
            let part = self.parts.blocks.get(number)?;
            let all = &self.parts.paragraphs;
            let own = all.partition_point(|it| it.bytes.start < part.bytes.start);
            Some(self.proof.paragraphs.get(own)?.lines.last()?.text.ends_with(':'))
        };
        let price = match (one, other) {
            (Shape::Speaker, _) => STRANDED,
            (Shape::Prose | Shape::Opening, Shape::Prose | Shape::Opening | Shape::Head(_)) => 0,
            (Shape::Prose | Shape::Opening, _) if announces(before) == Some(true) => TURNED_LEAD,
            _ => 0,
        };
        for last in ahead.settings.iter_mut().filter_map(|it| it.rows.last_mut()) {
            last.after = last.after.max(price);
        }
        if matches!(one, Shape::Head(_) | Shape::Part | Shape::Break) {
            for setting in &mut item.settings {
                match setting.rows.as_mut_slice() {
                    [only] if only.after != NEVER => only.after += OPEN_ORPHAN / 6,
                    [_, second, ..] if second.after != NEVER => second.after += HEAD_LOW,
                    _ => {}
                }
            }
        }
    }
}
