//! Paragraphs with a fault, seen in many settings in one small layout.

use std::collections::BTreeMap;

use crate::diag::Findings;
use crate::typeset::Project;
use crate::typeset::decide::fit::Fit;
use crate::typeset::decide::flow::Trials;
use crate::typeset::decide::tuning::{Hyphens, Tuning};
use crate::typeset::layout::compile::lay_out;
use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{self, Paragraph, Proof};
use crate::typeset::write::gallery::{Gallery, Piece, has_divisions};

/// Ways to set a paragraph, those that help most often first: letters in thousandths of an
/// em, hyphens, and whether its last line may be one word.
const WAYS: [(i32, Hyphens, bool); 17] = [
    (0, Hyphens::More, false),
    (12, Hyphens::Usual, false),
    (-12, Hyphens::Usual, false),
    (0, Hyphens::Usual, true),
    (0, Hyphens::Less, false),
    (12, Hyphens::More, false),
    (-12, Hyphens::More, false),
    (12, Hyphens::Usual, true),
    (-12, Hyphens::Usual, true),
    (12, Hyphens::Less, false),
    (-12, Hyphens::Less, false),
    (0, Hyphens::More, true),
    (12, Hyphens::More, true),
    (-12, Hyphens::More, true),
    (0, Hyphens::Less, true),
    (12, Hyphens::Less, true),
    (-12, Hyphens::Less, true),
];
/// And with words divided that have an apostrophe: before the others, where there are some.
const DIVIDING: [(i32, Hyphens, bool); 6] = [
    (0, Hyphens::Usual, false),
    (12, Hyphens::Usual, false),
    (-12, Hyphens::Usual, false),
    (0, Hyphens::More, false),
    (0, Hyphens::Less, false),
    (0, Hyphens::Usual, true),
];
/// So many of them are tried at least.
const LEAST: usize = 2;
/// In all of them together paragraphs have so many times the lines of the text at the most:
/// a text with many faults takes about two layouts more.
const MOST_LINES: usize = 2;

/// What paragraphs come to be in these settings; nothing if they cannot be laid out alone.
pub(in crate::typeset) fn seen(
    project: &Project,
    measures: &Measures,
    desk: &mut Desk<'_>,
    fit: &Fit,
    (plain, faulty): (&Proof, &[usize]),
) -> Trials {
    let first = project.parts.paragraphs.len();
    let shown = shown(project, plain, faulty, measures);
    let pieces: Vec<Piece> = shown.iter().map(|it| it.piece(plain)).collect();
    let gallery = Gallery::of(project.main(), &project.parts, &pieces, first);
    let Some(gallery) = gallery.filter(|_| !pieces.is_empty()) else { return Trials::new() };
    let shown = shown.iter().flat_map(|it| it.ways.iter().map(|way| (it.number, *way)));
    let shown: Vec<(usize, Tuning)> = shown.collect();
    let numbers = (first..).zip(&shown);
    let tuning = numbers.map(|(number, (_, tuning))| (number, *tuning)).collect();
    let fit = Fit {
        tuning,
        short: BTreeMap::new(),
        opened: BTreeMap::new(),
        sunk: BTreeMap::new(),
        index: None,
        ..fit.clone()
    };
    let mut aside = Desk::aside(project, desk.fonts(), &gallery.source);
    aside.replace(Project::FIT, &fit.source());
    // What is wrong with the text is said of its own layout.
    let document = lay_out(&mut aside, "faults otherwise", project, &mut Findings::new());
    desk.layouts.append(&mut aside.layouts);
    let Some(document) = document else { return Trials::new() };
    let paragraphs = proof::read(&document, &aside, &gallery.parts, measures).paragraphs;
    let mut trials = Trials::new();
    for (at, ((number, tuning), mut paragraph)) in shown.into_iter().zip(paragraphs).enumerate() {
        for line in &mut paragraph.lines {
            line.byte = gallery.in_main(at, line.byte);
        }
        trials.entry(number).or_default().push((tuning, paragraph));
    }
    trials
}

/// A paragraph, and the ways in which it is shown.
struct Shown {
    number: usize,
    ways: Vec<Tuning>,
}

impl Shown {
    fn piece(&self, plain: &Proof) -> Piece {
        Piece {
            number: self.number,
            settings: self.ways.iter().map(|way| way.divides_all).collect(),
            is_indented: plain.paragraphs.get(self.number).is_none_or(is_indented),
        }
    }
}

/// All paragraphs with a fault, the worst first, in as many ways as there is room for.
fn shown(project: &Project, plain: &Proof, faulty: &[usize], measures: &Measures) -> Vec<Shown> {
    let mut room: usize =
        plain.paragraphs.iter().map(|it| it.lines.len()).sum::<usize>() * MOST_LINES;
    let known = faulty.iter().filter_map(|number| Some((*number, plain.paragraphs.get(*number)?)));
    let mut all: Vec<(Shown, usize, u32)> = known
        .map(|(number, it)| {
            let lines = it.lines.len();
            room = room.saturating_sub(lines * LEAST);
            let shown = Shown { number, ways: ways(project, number) };
            (shown, lines, proof::weigh(it, plain.space, measures))
        })
        .collect();
    all.sort_by_key(|(shown, _, weight)| (std::cmp::Reverse(*weight), shown.number));
    // One way after the other for all: the first help more often than all the rest.
    let mut counts = vec![LEAST; all.len()];
    let most = all.iter().map(|(shown, ..)| shown.ways.len()).max().unwrap_or(0);
    for at in LEAST..most {
        for (count, (shown, lines, _)) in counts.iter_mut().zip(&all) {
            if *count == at && at < shown.ways.len() && *lines <= room {
                *count += 1;
                room -= lines;
            }
        }
    }
    for (count, (shown, ..)) in counts.into_iter().zip(&mut all) {
        shown.ways.truncate(count);
    }
    all.into_iter().map(|(shown, ..)| shown).collect()
}

/// The ways in which a paragraph can be shown, those that help most often first.
fn ways(project: &Project, number: usize) -> Vec<Tuning> {
    let part = project.parts.paragraphs.get(number);
    let has_divisions = part.is_some_and(|part| has_divisions(project.main(), part));
    let dividing = DIVIDING.into_iter().filter(|_| has_divisions).map(|way| (way, true));
    let all = dividing.chain(WAYS.into_iter().map(|way| (way, false)));
    let tuning = |((letters, hyphens, ends_short), divides_all)| Tuning {
        letters,
        hyphens,
        divides_all,
        ends_short,
    };
    all.map(tuning).collect()
}

/// Whether its first line begins further in than the second, from either side.
fn is_indented(paragraph: &Paragraph) -> bool {
    let [first, second, ..] = paragraph.lines.as_slice() else { return true };
    let far = first.size * 0.4;
    let is_full = second.width() > first.width();
    (first.left - second.left > far) || (is_full && second.right - first.right > far)
}
