//! Paragraphs of the text: all the ways in which each can be set, and what is best for
//! one within another block.

use std::collections::BTreeMap;

use super::{Entry, Read};
use crate::paginate::{Item, LINE, NEVER, ORPHAN, Row, Setting, of_marks, spaces};
use crate::typeset::decide::tuning::Tuning;
use crate::typeset::read::extents::Extent;
use crate::typeset::read::proof::{self, Paragraph};
use crate::typeset::write::parts::{Part, Shape};

/// A paragraph within another block is set otherwise if its marks weigh so much less.
const WORTH_IT: u32 = 3;
/// And one of the text, if it has as many lines, if it costs so much less.
const BETTER: u32 = 20;

impl Read<'_> {
    /// A paragraph, with all its settings.
    pub(super) fn prose(
        &self,
        own: usize,
        part: &Part,
        set: &Paragraph,
        extents: &[Extent],
    ) -> (Item, Entry) {
        let mut entry = Entry { key: own.to_string(), paragraph: Some(own), ..Entry::default() };
        let mut settings: Vec<Setting> = Vec::new();
        let height: i32 = extents.iter().map(|it| self.lines(it.bottom - it.top)).sum();
        // What is higher than its lines has a picture in one of them, or an initial.
        let more = height - LINE * i32::try_from(set.lines.len()).unwrap_or(i32::MAX);
        let holds = self.parts.paragraphs.get(own).is_some_and(|part| part.holds);
        for (tuning, paragraph, price) in self.ways(own, set) {
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
            entry.tunings.push(tuning);
        }
        (Item { settings, anchors: true, ..Item::default() }, entry)
    }

    /// A paragraph as it is, with its price, and for every other number of lines that it may
    /// have the cheapest way to it; for its own, if one is much cheaper.
    fn ways<'p>(&'p self, own: usize, set: &'p Paragraph) -> Vec<(Tuning, &'p Paragraph, u32)> {
        let price = self.price(set, false);
        let mut best: BTreeMap<usize, (u32, Tuning, &Paragraph)> = BTreeMap::new();
        for (tuning, other) in self.trials.get(&own).into_iter().flatten() {
            let way = (self.price(other, true), *tuning, other);
            let count = other.lines.len();
            let is_as_good = count == set.lines.len() && way.0 + BETTER > price;
            let is_best = best.get(&count).is_none_or(|best| (way.0, way.1) < (best.0, best.1));
            if count > 0 && !is_as_good && is_best {
                best.insert(count, way);
            }
        }
        let others = best.into_values().map(|(price, tuning, set)| (tuning, set, price));
        std::iter::once((Tuning::default(), set, price)).chain(others).collect()
    }

    /// A paragraph within another block as it is set best: how, and its lines.
    pub(super) fn best(&self, number: usize) -> Option<(Tuning, &Paragraph)> {
        let now = self.proof.paragraphs.get(number)?;
        let weigh = |set: &Paragraph| proof::weigh(set, self.proof.space, self.measures);
        // The height of a note is known as it is.
        let has_room = |set: &Paragraph| !set.in_note || set.lines.len() <= now.lines.len();
        let others = self.trials.get(&number).into_iter().flatten();
        let others = others.filter(|(_, set)| !set.lines.is_empty() && has_room(set));
        let best = others.min_by_key(|(tuning, set)| (weigh(set), *tuning));
        let best = best.filter(|(_, set)| weigh(set) + WORTH_IT <= weigh(now));
        Some(best.map_or((Tuning::default(), now), |(tuning, set)| (*tuning, set)))
    }

    /// See [`Model`].
    pub(super) fn nested(&self) -> BTreeMap<usize, Tuning> {
        let all = self.trials.keys().filter(|number| !self.parts.is_text(**number));
        all.filter_map(|number| Some((*number, self.best(*number)?.0)))
            .filter(|(_, tuning)| !tuning.is_none())
            .collect()
    }

    /// How badly a paragraph is set.
    fn price(&self, paragraph: &Paragraph, tuned: bool) -> u32 {
        let space = self.proof.space;
        let weight = proof::weigh(paragraph, space, self.measures);
        let filled = paragraph.lines.split_last().map_or(&[][..], |(_, filled)| filled);
        let spacing =
            filled.iter().filter_map(proof::Line::space).map(|wide| spaces(wide / space)).sum();
        let hyphens = paragraph.lines.iter().map(|line| line.is_hyphenated);
        of_marks(weight, if self.measures.justified { spacing } else { 0.0 }, hyphens, tuned)
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
