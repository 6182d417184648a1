//! Which paragraphs could be set otherwise, by letters a trace closer or wider or by more
//! hyphens, and what they would be like.

use std::collections::BTreeMap;

use crate::typeset::decide::flow::Trials;
use crate::typeset::decide::tuning::Tuning;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{self, Line, Paragraph, Proof};

/// How much closer or wider letters are set, in thousandths of an em. Together with
/// what justification may do, they stay within 20.
const CLOSER: i32 = -12;
const WIDER: i32 = 12;
/// Faults of less weight are no reason to set a paragraph otherwise.
const WORTH_IT: u32 = 3;
/// What justification gives beside, in parts of a line.
const SLACK: f64 = 0.02;

/// Spaces so many times as wide as they should be are a reason to divide words.
const LOOSE: f64 = 1.4;

/// What is laid out to see paragraphs closer and wider: so many layouts, for each the
/// paragraphs and how they are set. Where lines are loose words are divided more readily.
pub(in crate::typeset) fn wanted(
    proof: &Proof,
    measures: &Measures,
) -> [BTreeMap<usize, Tuning>; 2] {
    let mut rounds = [BTreeMap::new(), BTreeMap::new()];
    let [first, second] = &mut rounds;
    for (number, paragraph) in proof.paragraphs.iter().enumerate() {
        let divides = measures.justified && is_loose(paragraph, proof.space);
        let tuned = |letters| Tuning { letters, divides };
        let (closer, wider) = may_change(paragraph, proof.space, measures);
        match (closer || divides, wider || divides) {
            (true, true) => {
                first.insert(number, tuned(CLOSER));
                second.insert(number, tuned(WIDER));
            }
            (true, false) => drop(first.insert(number, tuned(CLOSER))),
            (false, true) => drop(first.insert(number, tuned(WIDER))),
            (false, false) => {}
        }
    }
    rounds
}

/// Whether one of its lines has spaces that a reader sees.
fn is_loose(paragraph: &Paragraph, space: f64) -> bool {
    let filled = paragraph.lines.split_last().map_or(&[][..], |(_, filled)| filled);
    filled.iter().filter_map(Line::space).any(|wide| wide > space * LOOSE)
}

/// Whether a paragraph may come to have a line less with closer letters, or one more
/// with wider ones; with a fault, whatever is tried may mend it.
fn may_change(paragraph: &Paragraph, space: f64, measures: &Measures) -> (bool, bool) {
    let [filled @ .., last] = paragraph.lines.as_slice() else { return (false, false) };
    if filled.is_empty() {
        return (false, false);
    }
    let weight = proof::weigh(paragraph, space, measures);
    if weight >= WORTH_IT {
        return (true, true);
    }
    if paragraph.in_note {
        return (false, false);
    }
    let letters: usize = paragraph.lines.iter().map(|line| line.text.chars().count()).sum();
    let by = letters as f64 * f64::from(WIDER) / 1000.0 * last.size;
    let slack = filled.len() as f64 * SLACK * measures.measure;
    let fill = last.width();
    (fill <= by + slack, measures.measure - fill <= by + slack)
}

/// Notes what the paragraphs of a round came to be.
pub(in crate::typeset) fn note(
    trials: &mut Trials,
    round: &BTreeMap<usize, Tuning>,
    mut proof: Proof,
) {
    for (number, tuning) in round {
        if let Some(paragraph) = proof.paragraphs.get_mut(*number) {
            let paragraph = std::mem::take(paragraph);
            trials.entry(*number).or_default().push((*tuning, paragraph));
        }
    }
}
