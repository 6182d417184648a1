//! Which paragraphs could be set otherwise, by letters a trace closer or wider, and what they
//! would be like.

use std::collections::BTreeMap;

use crate::typeset::Project;
use crate::typeset::decide::flow::Trials;
use crate::typeset::decide::tuning::Tuning;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{self, Line, Paragraph, Proof};
use crate::typeset::write::gallery::can_be_shown;
use crate::typeset::write::parts::Parts;

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

/// Spaces so many times as wide as they should be are a reason to try other settings.
const LOOSE: f64 = 1.4;

/// What is worth a trial.
pub(in crate::typeset) struct Wanted {
    /// So many layouts of the whole text, for each the paragraphs and how they are set.
    pub rounds: [BTreeMap<usize, Tuning>; 2],
    /// Paragraphs with a fault that can be seen in all settings by themselves.
    pub faulty: Vec<usize>,
}

/// Which paragraphs are worth it: those with a fault, and of the text itself those that may
/// come to have a line more or less.
pub(in crate::typeset) fn wanted(
    proof: &Proof,
    measures: &Measures,
    pages: usize,
    project: &Project,
) -> Wanted {
    let is_long = pages > MANY_PAGES;
    let mut wanted = Wanted { rounds: [BTreeMap::new(), BTreeMap::new()], faulty: Vec::new() };
    let [first, second] = &mut wanted.rounds;
    let tuned = |letters| Tuning { letters, ..Tuning::default() };
    let all = proof.paragraphs.iter().zip(&project.parts.paragraphs).enumerate();
    for (number, (paragraph, part)) in all.filter(|(_, (it, _))| it.lines.len() > 1) {
        let is_text = project.parts.is_text(number);
        let is_faulty = is_loose(paragraph, proof.space, measures)
            || proof::weigh(paragraph, proof.space, measures) >= WORTH_IT;
        if is_faulty && is_text && can_be_shown(project.main(), part) {
            wanted.faulty.push(number);
            continue;
        }
        let (closer, wider) = match is_faulty {
            true => (true, true),
            false if is_text => may_change(paragraph, measures, is_long),
            false => (false, false),
        };
        match (closer, wider) {
            (true, true) => {
                first.insert(number, tuned(CLOSER));
                second.insert(number, Tuning { divides_all: is_faulty, ..tuned(WIDER) });
            }
            (true, false) => drop(first.insert(number, tuned(CLOSER))),
            (false, true) => drop(first.insert(number, tuned(WIDER))),
            (false, false) => {}
        }
    }
    wanted
}

/// Whether one of its lines has spaces that a reader sees.
fn is_loose(paragraph: &Paragraph, space: f64, measures: &Measures) -> bool {
    let filled = paragraph.lines.split_last().map_or(&[][..], |(_, filled)| filled);
    measures.justified && filled.iter().filter_map(Line::space).any(|wide| wide > space * LOOSE)
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

/// The places within words with an apostrophe that a round wants divided, by number.
pub(in crate::typeset) fn divided<'p>(
    round: &'p BTreeMap<usize, Tuning>,
    parts: &'p Parts,
) -> impl Iterator<Item = usize> + 'p {
    let wanted = round.iter().filter(|(_, tuning)| tuning.divides_all);
    let wanted = wanted.filter_map(|(number, _)| parts.paragraphs.get(*number));
    wanted.flat_map(|part| {
        let until = |end: usize| parts.divisions.partition_point(|byte| *byte < end);
        until(part.bytes.start)..until(part.bytes.end)
    })
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
