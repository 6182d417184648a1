//! Laid-out pages as what is to be brought onto pages: paragraphs with the ways in
//! which they can be set, other blocks, what stands free between them.

use std::collections::{BTreeMap, BTreeSet};

use super::extents::{Extent, Extents};
use super::parts::{Part, Parts, Shape, block_at};
use super::proof::{self, Measures, Paragraph, Proof};
use crate::paginate::{
    ENTRY_SPLIT, Flow, HEAD_LOW, Item, LINE, LIST_SPLIT, NEVER, OPEN_ORPHAN, ORPHAN, Opens, Place,
    Row, Setting, TURNED_LEAD, WIDOW, of_marks,
};

/// A line of a note, in lines of the text: `note-line` in `templates/shared/grid.typ`.
const NOTE_LINE: f64 = 0.79;
/// Above notes stands a line with a rule: `separator` in `templates/shared/pages.typ`.
const SEPARATOR: i32 = LINE;
/// A paragraph within another block is set otherwise if its marks weigh so much less.
const WORTH_IT: u32 = 3;

/// Stands for the byte of what has none.
const UNTRACED: usize = usize::MAX;

/// A text to be brought onto pages, and what it is in the project.
pub(super) struct Model {
    pub flow: Flow,
    /// Beside every item of the flow: what it is.
    pub entries: Vec<Entry>,
    /// Paragraphs within other blocks and within notes that are better set otherwise: by
    /// number, how much wider their letters stand.
    pub nested: BTreeMap<usize, i32>,
}

/// What an item of the flow is.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// By what `fit.typ` speaks of it.
    pub key: String,
    /// The paragraph's number, if it is one.
    pub paragraph: Option<usize>,
    /// For every setting, how much wider its letters stand, in thousandths of an em.
    pub tracking: Vec<i32>,
    /// For every setting, the byte of `main.typ` with which each row begins.
    pub bytes: Vec<Vec<usize>>,
}

impl Model {
    /// The byte with which a page begins, if it can be traced.
    pub(super) fn byte(&self, place: Place) -> Option<usize> {
        let bytes = self.entries.get(place.item)?.bytes.get(place.setting)?;
        bytes.get(place.row).copied().filter(|byte| *byte != UNTRACED)
    }
}

/// Paragraphs by number, set with other tracking.
pub(super) type Trials = BTreeMap<usize, Vec<(i32, Paragraph)>>;

/// A layout that was read.
pub(super) struct Read<'r> {
    pub parts: &'r Parts,
    pub measures: &'r Measures,
    pub proof: &'r Proof,
    pub extents: &'r Extents,
    pub trials: &'r Trials,
    /// How many pages the whole has.
    pub pages: usize,
}

/// What is to be brought onto pages. None if there is no text.
pub(super) fn model(read: &Read<'_>) -> Option<Model> {
    let (gaps, floats) = (learnt(read), floats(read));
    let mut flow = Flow {
        room: read.lines(read.measures.foot - read.measures.top) / LINE * LINE + 2,
        opening: 0,
        first_page: read.proof.first + 1,
        separator: SEPARATOR,
        note_line: (NOTE_LINE * f64::from(LINE)) as i32,
        other_pages: 0,
        last_page: None,
        barred: BTreeSet::new(),
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
            continue;
        }
        let (Some(begin), Some(end)) = (extents.first(), extents.last()) else { continue };
        let (mut item, entry) = read.item(number, part, extents);
        match before {
            None => flow.opening = read.lines(begin.top - read.measures.top).max(0),
            Some(other) => {
                let gap = gap(read, &gaps, other, number);
                each_first(&mut item, |row| row.gap = gap);
                let end = read.extents.blocks.get(other).and_then(|it| it.last()).unwrap_or(begin);
                item.opens = if part.shape == Shape::Part {
                    Opens::Page
                } else {
                    opens(read, &floats, end, begin, &item, flow.room)
                };
                read.join(other, number, &mut flow, &mut item);
            }
        }
        last_page = last_page.max(end.page);
        flow.items.push(item);
        entries.push(entry);
        before = Some(number);
    }
    flow.other_pages = read.pages - (last_page + 1 - read.proof.first).min(read.pages);
    before.map(|_| Model { flow, entries, nested: read.nested() })
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
        if let Some((shape, other)) = before.filter(|(_, other)| other.page == begin.page) {
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
        && end.page == begin.page
    {
        return read.lines(begin.top - end.bottom).max(0);
    }
    let shape = |number: usize| read.parts.blocks.get(number).map(|part| part.shape);
    let (Some(one), Some(other)) = (shape(one), shape(other)) else { return 0 };
    gaps.get(&(one, other)).copied().unwrap_or_else(|| usual(one).1.max(usual(other).0))
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

/// Whether something floats on a page, page by page.
fn floats(read: &Read<'_>) -> Vec<bool> {
    let mut floats = vec![false; read.pages];
    let blocks = read.parts.blocks.iter().zip(&read.extents.blocks);
    for (_, extents) in blocks.filter(|(part, _)| part.shape.floats()) {
        for extent in extents {
            floats.get_mut(extent.page).into_iter().for_each(|floats| *floats = true);
        }
    }
    floats
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
    let floats = floats.get(end.page).copied().unwrap_or(true);
    if end.page >= begin.page || floats {
        return Opens::Anywhere;
    }
    let notes = read.extents.feet.get(end.page).copied().unwrap_or_default();
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
    match begin.page - end.page {
        _ if rest < need => Opens::Anywhere,
        1 => Opens::Page,
        _ => Opens::Recto,
    }
}

impl Read<'_> {
    /// Points in thousandths of a line, to the nearest fiftieth: what is whole is whole.
    fn lines(&self, points: f64) -> i32 {
        (points / self.measures.lead * 50.0).round() as i32 * (LINE / 50)
    }

    /// The same to the nearest thousandth.
    fn fine(&self, points: f64) -> i32 {
        (points / self.measures.lead * f64::from(LINE)).round() as i32
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

    /// A paragraph, with all its settings.
    fn prose(&self, own: usize, part: &Part, set: &Paragraph, extents: &[Extent]) -> (Item, Entry) {
        let mut entry = Entry { key: own.to_string(), paragraph: Some(own), ..Entry::default() };
        let mut settings: Vec<Setting> = Vec::new();
        let height: i32 = extents.iter().map(|it| self.lines(it.bottom - it.top)).sum();
        // What is higher than its lines has a picture in one of them, or an initial.
        let more = height - LINE * i32::try_from(set.lines.len()).unwrap_or(i32::MAX);
        let holds = self.parts.paragraphs.get(own).is_some_and(|part| part.holds);
        let trials = self.trials.get(&own).into_iter().flatten();
        for (tracking, paragraph) in std::iter::once((0, set)).chain(trials.map(|(t, p)| (*t, p))) {
            let price = self.price(paragraph, tracking != 0);
            let as_it_is = settings.first().map(|it| (it.rows.len(), it.price));
            if as_it_is.is_some_and(|(rows, known)| {
                paragraph.lines.is_empty() || (rows == paragraph.lines.len() && price + 20 > known)
            }) {
                continue;
            }
            let bytes: Vec<usize> = paragraph.lines.iter().map(|line| line.byte).collect();
            let mut rows = lines_of(paragraph, part.shape);
            if let Some(first) = rows.first_mut() {
                first.height += more.max(0);
            }
            self.add_notes(part, &bytes, &mut rows);
            if holds {
                rows.iter_mut().for_each(|row| row.after = NEVER);
            }
            settings.push(Setting { rows, price });
            entry.bytes.push(bytes);
            entry.tracking.push(tracking);
        }
        (Item { settings, anchors: true, ..Item::default() }, entry)
    }

    /// A paragraph within another block as it is set best: its tracking, and its lines.
    fn best(&self, number: usize) -> Option<(i32, &Paragraph)> {
        let now = self.proof.paragraphs.get(number)?;
        let weigh = |set: &Paragraph| proof::weigh(set, self.proof.space, self.measures);
        // The height of a note is known as it is.
        let has_room = |set: &Paragraph| !set.in_note || set.lines.len() <= now.lines.len();
        let others = self.trials.get(&number).into_iter().flatten();
        let others = others.filter(|(_, set)| !set.lines.is_empty() && has_room(set));
        let best = others.min_by_key(|(tracking, set)| (weigh(set), *tracking));
        let best = best.filter(|(_, set)| weigh(set) + WORTH_IT <= weigh(now));
        Some(best.map_or((0, now), |(tracking, set)| (*tracking, set)))
    }

    /// See [`Model`].
    fn nested(&self) -> BTreeMap<usize, i32> {
        let is_nested = |number: usize| {
            let start = self.parts.paragraphs.get(number).map(|part| part.bytes.start);
            let block = start.and_then(|start| block_at(&self.parts.blocks, start));
            let block = block.and_then(|block| self.parts.blocks.get(block));
            block.is_some_and(|block| Some(block.bytes.start) != start)
        };
        let all = self.trials.keys().filter(|number| is_nested(**number));
        all.filter_map(|number| Some((*number, self.best(*number)?.0)))
            .filter(|(_, tracking)| *tracking != 0)
            .collect()
    }

    /// How badly a paragraph is set.
    fn price(&self, paragraph: &Paragraph, tuned: bool) -> u32 {
        let space = self.proof.space;
        let weight = proof::weigh(paragraph, space, self.measures);
        let filled = paragraph.lines.split_last().map_or(&[][..], |(_, filled)| filled);
        let off = |wide: f64| {
            let by = wide / space - 1.0;
            if by > 0.0 { (by / 0.5).powi(2) } else { (by / 0.25).powi(2) }
        };
        let spacing = filled.iter().filter_map(proof::Line::space).map(off).sum();
        let hyphens = paragraph.lines.iter().filter(|line| line.is_hyphenated).count();
        of_marks(weight, if self.measures.justified { spacing } else { 0.0 }, hyphens, tuned)
    }

    /// A block that is no paragraph.
    fn block(&self, number: usize, part: &Part, extents: &[Extent]) -> (Item, Entry) {
        let lines = self.proof.rows.blocks.get(number).map_or(&[][..], Vec::as_slice);
        let height: i32 = extents.iter().map(|it| self.lines(it.bottom - it.top)).sum();
        let half = self.lines(self.measures.foot - self.measures.top) / 2;
        let is_divided = match part.shape {
            Shape::Head(_) | Shape::Part | Shape::Break | Shape::Whole => false,
            Shape::Box | Shape::Code | Shape::Table => height > half || extents.len() > 1,
            _ => true,
        };
        let mut bytes: Vec<usize> = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        if is_divided {
            self.divide(part.shape, lines, extents, &mut rows, &mut bytes);
        }
        if rows.is_empty() && is_divided && height > half {
            // Code: its lines cannot be traced, but it has them.
            let count = usize::try_from(height / LINE).unwrap_or_default();
            rows.resize(count, Row { height: LINE, ..Row::default() });
            bytes.resize(count, UNTRACED);
            for at in [Some(0), count.checked_sub(2)] {
                at.and_then(|at| rows.get_mut(at)).into_iter().for_each(|row| row.after = NEVER);
            }
        }
        if rows.is_empty() {
            rows.push(Row { height, ..Row::default() });
            bytes.push(lines.first().map_or(UNTRACED, |line| line.byte));
        }
        self.set_paragraphs(part, is_divided, &mut bytes, &mut rows);
        self.hold_paragraphs(part, &bytes, &mut rows);
        self.hold_entries(part, &bytes, &mut rows);
        self.add_notes(part, &bytes, &mut rows);
        if let Some(last) = rows.last_mut() {
            last.after = match part.shape {
                Shape::Head(_) | Shape::Part | Shape::Break => NEVER,
                _ => 0,
            };
        }
        let key = match &part.head {
            Some(id) => format!("h:{id}"),
            None => format!("b{number}"),
        };
        let anchors = !matches!(part.shape, Shape::Back | Shape::Part);
        let entry = Entry { key, paragraph: None, tracking: vec![0], bytes: vec![bytes] };
        let repeats = if part.shape == Shape::Table && rows.len() > 1 { LINE } else { 0 };
        let settings = vec![Setting { rows, price: 0 }];
        (Item { settings, anchors, repeats, ..Item::default() }, entry)
    }

    /// A block line by line, with what it costs to divide it there.
    fn divide(
        &self,
        shape: Shape,
        lines: &[proof::Row],
        extents: &[Extent],
        rows: &mut Vec<Row>,
        bytes: &mut Vec<usize>,
    ) {
        let lead = self.measures.lead;
        for extent in extents {
            let from = lines.partition_point(|it| it.page < extent.page);
            let until = lines.partition_point(|it| it.page <= extent.page);
            let here = lines.get(from..until).unwrap_or_default();
            let mut top = extent.top;
            for (at, line) in here.iter().enumerate() {
                // The head of a table comes again on every page.
                if bytes.last().is_some_and(|last| *last > line.byte) {
                    top = line.y + 0.24 * lead;
                    continue;
                }
                let is_last = at + 1 == here.len();
                let bottom = if is_last { extent.bottom } else { line.y + 0.24 * lead };
                let mut row = Row { height: self.lines(bottom - top), ..Row::default() };
                if at > 0 && row.height >= 2 * LINE - LINE / 10 && !is_last {
                    (row.gap, row.height) = (row.height - LINE, LINE);
                } else if at == 0 && !rows.is_empty() && shape == Shape::Verse {
                    row.gap = LINE;
                }
                top = bottom;
                rows.push(row);
                bytes.push(line.byte);
            }
        }
        let count = rows.len();
        let (first, last) = match shape {
            Shape::Verse | Shape::Back => (0, 0),
            Shape::List => (LIST_SPLIT, LIST_SPLIT),
            _ => (ORPHAN, WIDOW),
        };
        for (at, price) in [(Some(0), first), (count.checked_sub(2), last)] {
            if let Some(row) = at.and_then(|at| rows.get_mut(at)) {
                row.after = row.after.max(price);
            }
        }
    }

    /// Paragraphs within a block that are set otherwise may have other lines.
    fn set_paragraphs(
        &self,
        part: &Part,
        is_divided: bool,
        bytes: &mut Vec<usize>,
        rows: &mut Vec<Row>,
    ) {
        for number in self.within(part) {
            let Some(now) = self.proof.paragraphs.get(number).filter(|it| !it.in_note) else {
                continue;
            };
            let Some((tracking, set)) = self.best(number) else { continue };
            if tracking == 0 {
                continue;
            }
            let count = |set: &Paragraph| i32::try_from(set.lines.len()).unwrap_or_default();
            if !is_divided {
                let more = LINE * (count(set) - count(now));
                rows.iter_mut().take(1).for_each(|row| row.height += more);
                continue;
            }
            let first = now.lines.first().and_then(|it| bytes.binary_search(&it.byte).ok());
            let last = now.lines.last().and_then(|it| bytes.binary_search(&it.byte).ok());
            let (Some(first), Some(last)) = (first, last) else { continue };
            if first > last || last >= rows.len() {
                continue;
            }
            let gap = rows.get(first).map_or(0, |row| row.gap);
            let lines = set.lines.iter().enumerate().map(|(at, _)| Row {
                gap: if at == 0 { gap } else { 0 },
                height: LINE,
                ..Row::default()
            });
            rows.splice(first..=last, lines);
            bytes.splice(first..=last, set.lines.iter().map(|line| line.byte));
        }
    }

    /// The paragraphs within a block, by number.
    fn within(&self, part: &Part) -> std::ops::Range<usize> {
        let all = &self.parts.paragraphs;
        let from = all.partition_point(|it| it.bytes.start < part.bytes.start);
        from..all.partition_point(|it| it.bytes.start < part.bytes.end)
    }

    /// Typst does not leave the first or the last line of a paragraph alone.
    fn hold_paragraphs(&self, part: &Part, bytes: &[usize], rows: &mut [Row]) {
        for number in self.within(part) {
            let Some((_, set)) = self.best(number).filter(|(_, set)| !set.in_note) else {
                continue;
            };
            let count = set.lines.len();
            for at in [0, count.saturating_sub(2)].into_iter().take_while(|_| count > 1) {
                let row = set.lines.get(at).and_then(|it| bytes.binary_search(&it.byte).ok());
                if let Some(row) = row.and_then(|row| rows.get_mut(row)) {
                    row.after = NEVER;
                }
            }
        }
    }

    /// Nor does it leave those of an entry of a list alone. A list is better divided
    /// between entries.
    fn hold_entries(&self, part: &Part, bytes: &[usize], rows: &mut [Row]) {
        let all = &self.parts.entries;
        let from = all.partition_point(|it| it.bytes.end <= part.bytes.start);
        let until = all.partition_point(|it| it.bytes.end <= part.bytes.end);
        let entries = all.get(from..until).unwrap_or_default();
        // A title stays with the first of them.
        let is_titled = matches!(part.shape, Shape::Verse | Shape::List);
        if let Some(start) = entries.iter().map(|it| it.bytes.start).min().filter(|_| is_titled) {
            let title = bytes.partition_point(|byte| *byte < start);
            rows.iter_mut().take(title).for_each(|row| row.after = NEVER);
        }
        for entry in entries {
            let first = bytes.partition_point(|byte| *byte < entry.bytes.start);
            let last = bytes.partition_point(|byte| *byte < entry.bytes.end);
            let Some(lines) = rows.get_mut(first..last) else { continue };
            let count = lines.len();
            for (at, row) in lines.iter_mut().enumerate() {
                let is_last = at + 1 == count;
                if entry.shape == Shape::Whole && !is_last {
                    row.after = NEVER;
                    continue;
                }
                let is_held = at == 0 || at + 2 == count;
                row.after = match row.after {
                    after if is_last => {
                        if entry.holds {
                            NEVER
                        } else {
                            after
                        }
                    }
                    _ if is_held => NEVER,
                    after => after.max(ENTRY_SPLIT),
                };
            }
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
                let height = self.fine(*height);
                let lines = height / self.fine(NOTE_LINE * self.measures.lead).max(1);
                let least = if lines < 4 { height } else { height / lines * 2 };
                row.least_notes = row.notes + least;
                row.notes += height;
            }
        }
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
            (Shape::Speaker, _) => ORPHAN,
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

/// The lines of a paragraph. Typst leaves neither its first nor its last alone.
fn lines_of(paragraph: &Paragraph, shape: Shape) -> Vec<Row> {
    let count = paragraph.lines.len();
    let held = |at: usize| {
        let initial = shape == Shape::Opening && at == 2 && count > 4;
        count > 1 && (at == 0 || at + 2 == count || initial)
    };
    let after = |at: usize| match shape {
        _ if held(at) => NEVER,
        // The lines beside an initial do not end a page.
        Shape::Opening if at == 1 => ORPHAN / 2,
        _ => 0,
    };
    let row = |(at, line): (usize, &proof::Line)| Row {
        height: LINE,
        after: after(at),
        is_hyphenated: line.is_hyphenated,
        ..Row::default()
    };
    paragraph.lines.iter().enumerate().map(row).collect()
}
