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
use crate::typeset::write::gallery::{Gallery, Piece};

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
/// So many of them are tried at least.
const LEAST: usize = 2;
/// In all of them together paragraphs have so many times the lines of the text at the most:
/// a text with many faults takes about a layout more.
const MOST_LINES: usize = 1;

/// What paragraphs come to be in these settings; nothing if they cannot be laid out alone.
pub(in crate::typeset) fn seen(
    project: &Project,
    measures: &Measures,
    desk: &mut Desk<'_>,
    fit: &Fit,
    (plain, faulty): (&Proof, &[usize]),
) -> Trials {
    let first = project.parts.paragraphs.len();
    let pieces = pieces(plain, faulty, measures);
    let gallery = Gallery::of(project.main(), &project.parts, &pieces, first);
    let Some(gallery) = gallery.filter(|_| !pieces.is_empty()) else { return Trials::new() };
    let shown: Vec<(usize, Tuning)> = pieces.iter().flat_map(each_way).collect();
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

/// Paragraphs and in how many ways each is shown: in all, the worst first, while there is
/// room for it.
fn pieces(plain: &Proof, faulty: &[usize], measures: &Measures) -> Vec<Piece> {
    let mut room: usize =
        plain.paragraphs.iter().map(|it| it.lines.len()).sum::<usize>() * MOST_LINES;
    let known = faulty.iter().filter_map(|number| Some((*number, plain.paragraphs.get(*number)?)));
    let mut pieces: Vec<(Piece, usize, u32)> = known
        .map(|(number, it)| {
            let lines = it.lines.len();
            room = room.saturating_sub(lines * LEAST);
            let piece = Piece { number, settings: LEAST, is_indented: is_indented(it) };
            (piece, lines, proof::weigh(it, plain.space, measures))
        })
        .collect();
    pieces.sort_by_key(|(piece, _, weight)| (std::cmp::Reverse(*weight), piece.number));
    for (piece, lines, _) in &mut pieces {
        let more = (room / (*lines).max(1)).min(WAYS.len() - LEAST);
        piece.settings += more;
        room -= more * *lines;
    }
    pieces.into_iter().map(|(piece, ..)| piece).collect()
}

/// The paragraph's number with each way in which it is shown.
fn each_way(piece: &Piece) -> impl Iterator<Item = (usize, Tuning)> + use<> {
    let number = piece.number;
    let ways = WAYS.into_iter().take(piece.settings);
    ways.map(move |(letters, hyphens, ends_short)| {
        (number, Tuning { letters, hyphens, ends_short })
    })
}

/// Whether its first line begins further in than the second, from either side.
fn is_indented(paragraph: &Paragraph) -> bool {
    let [first, second, ..] = paragraph.lines.as_slice() else { return true };
    let far = first.size * 0.4;
    let is_full = second.width() > first.width();
    (first.left - second.left > far) || (is_full && second.right - first.right > far)
}
