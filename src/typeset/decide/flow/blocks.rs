//! Blocks that are no paragraphs: where Typst divides them, and what that costs.

use super::{Entry, Read, UNTRACED};
use crate::paginate::{
    ENTRY_SPLIT, Item, LINE, LIST_SPLIT, NEVER, ORPHAN, Row, Setting, TABLE_SPLIT, WIDOW,
};
use crate::typeset::decide::tuning::Tuning;
use crate::typeset::read::extents::Extent;
use crate::typeset::read::proof::{self, Paragraph};
use crate::typeset::write::parts::{Part, Shape};
use crate::typeset::write::rules;

impl Read<'_> {
    /// A block that is no paragraph.
    pub(super) fn block(&self, number: usize, part: &Part, extents: &[Extent]) -> (Item, Entry) {
        let lines = self.proof.rows.blocks.get(number).map_or(&[][..], Vec::as_slice);
        let height: i32 = extents.iter().map(|it| self.lines(it.bottom - it.top)).sum();
        let half = self.lines(self.measures.foot - self.measures.top) / 2;
        let is_divided = match part.shape {
            Shape::Head(_) | Shape::Part | Shape::Break | Shape::Whole => false,
            Shape::Table => {
                self.entries(part).len() + 1 > rules::LONGEST_TABLE || extents.len() > 1
            }
            Shape::Box | Shape::Code => height > half || extents.len() > 1,
            _ => true,
        };
        let mut bytes: Vec<usize> = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        if is_divided {
            self.divide(part, lines, extents, &mut rows, &mut bytes);
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
        self.join_whole(part, &mut bytes, &mut rows);
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
        let entry =
            Entry { key, paragraph: None, tunings: vec![Tuning::default()], bytes: vec![bytes] };
        let repeats = if part.shape == Shape::Table && rows.len() > 1 { LINE } else { 0 };
        let settings = vec![Setting { rows, price: 0 }];
        (Item { settings, anchors, repeats, ..Item::default() }, entry)
    }

    /// A block line by line, with what it costs to divide it there.
    fn divide(
        &self,
        part: &Part,
        lines: &[proof::Row],
        extents: &[Extent],
        rows: &mut Vec<Row>,
        bytes: &mut Vec<usize>,
    ) {
        let (shape, below) = (part.shape, (1.0 - rules::ASCENT) * self.measures.lead);
        let first_entry = self.entries(part).iter().map(|it| it.bytes.start).min();
        for extent in extents {
            let from = lines.partition_point(|it| it.stand < extent.stand);
            let until = lines.partition_point(|it| it.stand <= extent.stand);
            let here = lines.get(from..until).unwrap_or_default();
            let mut top = extent.top;
            for (at, line) in here.iter().enumerate() {
                let before = bytes.last().copied().filter(|last| *last > line.byte);
                // The head of a table comes again on every page.
                if before.is_some() && shape == Shape::Table {
                    top = line.y + below;
                    continue;
                }
                // Who a poem is by is written before it, and stands below its last line.
                if before.is_some() {
                    rows.last_mut().into_iter().for_each(|row| row.after = NEVER);
                }
                // What has stanzas is divided between them, if it is not its title that was left.
                let is_title = bytes.last() < first_entry.as_ref();
                let has_gaps = match shape {
                    Shape::Verse => !is_title,
                    Shape::Mixed => rows.iter().any(|row| row.gap > 0),
                    _ => false,
                };
                let is_last = at + 1 == here.len();
                let bottom = if is_last { extent.bottom } else { line.y + below };
                let mut row = Row { height: self.lines(bottom - top), ..Row::default() };
                if at > 0 && row.height >= 2 * LINE - LINE / 10 && !is_last {
                    (row.gap, row.height) = (row.height - LINE, LINE);
                } else if at == 0 && !rows.is_empty() && has_gaps {
                    row.gap = LINE;
                }
                top = bottom;
                rows.push(row);
                bytes.push(before.map_or(line.byte, |last| last + 1));
            }
        }
        let count = rows.len();
        let (first, last) = match shape {
            Shape::Verse | Shape::Back => (0, 0),
            Shape::List => (LIST_SPLIT, LIST_SPLIT),
            _ => (ORPHAN, WIDOW),
        };
        let mut held = vec![(Some(0), first), (count.checked_sub(2), last)];
        if shape == Shape::List {
            // Two lines of it are half as lonely as one.
            held.extend([(Some(1), first / 2), (count.checked_sub(3), last / 2)]);
        }
        if shape == Shape::Table {
            // Its head is a row of it, and two rows are as lonely as a line.
            held.extend([(Some(1), first), (Some(2), first / 2), (count.checked_sub(3), last / 2)]);
        }
        for (at, price) in held {
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
            let Some((tuning, set)) = self.best(number) else { continue };
            if tuning.is_none() {
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
    pub(super) fn within(&self, part: &Part) -> std::ops::Range<usize> {
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

    /// The entries, stanzas or rows within a block.
    fn entries(&self, part: &Part) -> &[Part] {
        let all = &self.parts.entries;
        let from = all.partition_point(|it| it.bytes.end <= part.bytes.start);
        let until = all.partition_point(|it| it.bytes.end <= part.bytes.end);
        all.get(from..until).unwrap_or_default()
    }

    /// Nor does it leave those of an entry of a list alone. A list is better divided
    /// between entries.
    fn hold_entries(&self, part: &Part, bytes: &[usize], rows: &mut [Row]) {
        let entries = self.entries(part);
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
                if entry.shape == Shape::Table {
                    // A row is rather not cut in two.
                    row.after = row.after.max(if is_last { TABLE_SPLIT } else { TABLE_SPLIT * 3 });
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

    /// What is set in one piece is one row: it comes onto a page with all its notes, or not
    /// at all.
    fn join_whole(&self, part: &Part, bytes: &mut Vec<usize>, rows: &mut Vec<Row>) {
        for entry in self.entries(part).iter().filter(|it| it.shape == Shape::Whole) {
            let first = bytes.partition_point(|byte| *byte < entry.bytes.start);
            let last = bytes.partition_point(|byte| *byte < entry.bytes.end);
            let Some([head, others @ ..]) = rows.get_mut(first..last) else { continue };
            head.height += others.iter().map(|row| row.gap + row.height).sum::<i32>();
            head.after = others.last().map_or(head.after, |row| row.after);
            rows.drain(first + 1..last);
            bytes.drain(first + 1..last);
        }
    }
}
