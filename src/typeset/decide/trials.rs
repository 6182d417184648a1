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
/// So much of what the letters give has to be enough if it is to be likely: then one in
/// two gets its line, beyond it one in ten (counted on 1,500 paragraphs of seven texts).
const LIKELY: f64 = 0.8;
/// A text of more pages has ways enough: what is not likely is not tried.
const MANY_PAGES: usize = 100;

/// Spaces so many times as wide as they should be are a reason to divide words.
const LOOSE: f64 = 1.4;

/// What is laid out to see paragraphs closer and wider: so many layouts, for each the
/// paragraphs and how they are set. Where lines are loose words are divided more readily.
/// `is_text` says whether a paragraph is one of the text: within other things, only faults
/// are mended.
pub(in crate::typeset) fn wanted(
    proof: &Proof,
    measures: &Measures,
    pages: usize,
    is_text: impl Fn(usize) -> bool,
) -> [BTreeMap<usize, Tuning>; 2] {
    let is_long = pages > MANY_PAGES;
    let mut rounds = [BTreeMap::new(), BTreeMap::new()];
    let [first, second] = &mut rounds;
    let several = proof.paragraphs.iter().enumerate().filter(|(_, it)| it.lines.len() > 1);
    for (number, paragraph) in several {
        let divides = measures.justified && is_loose(paragraph, proof.space);
        let tuned = |letters| Tuning { letters, divides };
        let is_faulty = divides || proof::weigh(paragraph, proof.space, measures) >= WORTH_IT;
        let wanted = match is_faulty {
            true => (true, true),
            false if is_text(number) => may_change(paragraph, measures, is_long),
            false => (false, false),
        };
        match wanted {
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
/// with wider ones. In a long text only what is likely is tried.
fn may_change(paragraph: &Paragraph, measures: &Measures, is_long: bool) -> (bool, bool) {
    let [filled @ .., last] = paragraph.lines.as_slice() else { return (false, false) };
    let letters: usize = paragraph.lines.iter().map(|line| line.text.chars().count()).sum();
    let by = letters as f64 * f64::from(WIDER) / 1000.0 * last.size;
    let slack = filled.len() as f64 * SLACK * measures.measure;
    let reach = if is_long { by * LIKELY } else { by + slack };
    let fill = last.width();
    (fill <= reach, measures.measure - fill <= reach)
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
