//! A choice of pages as what `fit.typ` says, and what the layout made of it.

use std::collections::BTreeMap;

use crate::paginate::{Choice, Item, LINE, Page, Place};
use crate::typeset::decide::fit::{Fit, Sunk};
use crate::typeset::decide::flow::Model;
use crate::typeset::read::proof::Proof;
use crate::typeset::write::parts::Parts;

/// The choice, written down.
pub(in crate::typeset) fn fit(choice: &Choice, model: &Model, plain: &Fit, parts: &Parts) -> Fit {
    let mut fit = plain.clone();
    fit.tuning = model.nested.clone();
    fit.divided.clear();
    fit.short.clear();
    fit.opened.clear();
    fit.sunk.clear();
    for (setting, entry) in choice.settings.iter().zip(&model.entries) {
        let tuning = entry.tunings.get(*setting).copied().unwrap_or_default();
        if tuning.divides_all {
            fit.divided.extend(divided(entry.bytes.get(*setting).into_iter().flatten(), parts));
        }
        if let Some(number) = entry.paragraph.filter(|_| !tuning.is_none()) {
            fit.tuning.insert(number, tuning);
        }
    }
    for (item, lines) in choice.pages.iter().filter_map(|page| page.short) {
        if let Some(entry) = model.entries.get(item) {
            fit.short.insert(entry.key.clone(), lines.unsigned_abs());
        }
    }
    for page in &choice.pages {
        for (item, more) in &page.opened {
            let Some(entry) = model.entries.get(*item) else { continue };
            if *item == page.start.item {
                let below = model.flow.items.iter().skip(item + 1).find(|it| !it.floats);
                let below = below.map_or(0, gap_above);
                fit.sunk.insert(entry.key.clone(), Sunk { lines: *more / LINE, below });
            } else {
                let gap = model.flow.items.get(*item).map_or(0, gap_above);
                *fit.opened.entry(entry.key.clone()).or_insert(gap) += more;
            }
        }
    }
    fit
}

/// The places within words with an apostrophe at which lines begin, by number.
pub(in crate::typeset) fn divided<'b>(
    lines: impl Iterator<Item = &'b usize>,
    parts: &Parts,
) -> impl Iterator<Item = usize> {
    lines.filter_map(|byte| parts.divisions.binary_search(byte).ok())
}

/// What stands free above an item, in thousandths of a line.
fn gap_above(item: &Item) -> i32 {
    let setting = item.settings.first();
    setting.and_then(|setting| setting.rows.first()).map_or(0, |row| row.gap)
}

/// A page that the layout ended elsewhere than was chosen.
pub(in crate::typeset) struct Missed {
    /// Where it began, and where the next one should have begun.
    pub turn: (Place, Place),
    /// Whether it holds less than was thought.
    pub is_tight: bool,
}

/// The first pages, after others that are as they should be, that the layout ended
/// elsewhere than was chosen; and how many pages there are in all that it did not end so.
pub(in crate::typeset) fn missed(
    choice: &Choice,
    model: &Model,
    proof: &Proof,
    parts: &Parts,
) -> (Vec<Missed>, usize) {
    let columns = model.flow.columns.max(1);
    let stand = |page: &Page| (page.number - 1) * columns + page.column;
    let pages = columns_of_lines(proof, parts, columns);
    // The column of a line, and that of the one before it.
    let found = |place: Place| model.byte(place).map(|byte| pages.get(&byte).copied());
    let begins = |found: Option<Option<(usize, Option<usize>)>>, stand: usize| match found {
        None => true,
        Some(None) => false,
        Some(Some((here, before))) => here == stand && before.is_none_or(|before| before < stand),
    };
    // Pages that nothing but floats stand on begin where the next one does.
    let mut turns: Vec<Page> = Vec::new();
    for page in &choice.pages {
        if turns.last().is_some_and(|last| last.start == page.start) {
            turns.pop();
        }
        turns.push(page.clone());
    }
    let pairs = turns.windows(2).filter_map(|pair| match pair {
        [one, other] => Some((one, other)),
        _ => None,
    });
    let (mut is_lost, mut lost) = (false, 0);
    let mut missed = Vec::new();
    for (one, other) in pairs {
        // What stands behind the text has rules of its own.
        let is_text = model.flow.items.get(other.start.item).is_some_and(|item| item.anchors);
        let found = found(other.start);
        let holds = !is_text || begins(found, stand(other));
        if !holds && !is_lost {
            // What stands before it came onto its page already.
            let is_tight = found.flatten().is_some_and(|(here, before)| {
                here > stand(other) || before.is_some_and(|before| before >= stand(other))
            });
            missed.push(Missed { turn: (one.start, other.start), is_tight });
        }
        is_lost = !holds;
        lost += usize::from(is_lost);
    }
    (missed, lost)
}

/// For the byte with which each line begins: its column, counted from 0 through all pages,
/// and that of the line before it.
fn columns_of_lines(
    proof: &Proof,
    parts: &Parts,
    columns: usize,
) -> BTreeMap<usize, (usize, Option<usize>)> {
    let mut stands: BTreeMap<usize, usize> = BTreeMap::new();
    let text = proof.paragraphs.iter().filter(|paragraph| !paragraph.in_note);
    let lines = text.flat_map(|it| &it.lines);
    stands.extend(lines.map(|line| (line.byte, line.page * columns + line.column)));
    let floats = |number: usize| parts.blocks.get(number).is_some_and(|part| part.shape.floats());
    let blocks = proof.rows.blocks.iter().enumerate().filter(|(number, _)| !floats(*number));
    for row in blocks.flat_map(|(_, rows)| rows) {
        stands.entry(row.byte).or_insert(row.stand);
    }
    let mut before = None;
    stands.into_iter().map(|(byte, stand)| (byte, (stand, before.replace(stand)))).collect()
}
