//! Finished sheets read without their pages: by the direction of their letters,
//! and by the numbers that stand at the heads and feet of pages.

use std::collections::BTreeMap;

use super::causes::{Cause, handlings};
use super::fault::{Fault, Kind};
use crate::fold::{self, Window};
use crate::geometry::Turn;
use crate::raster::Letter;
use crate::sheet::{Flip, Hands};

/// Finished sheets by their letters, and what is to be done with them.
#[derive(Clone, Copy, Debug)]
pub struct Folios<'a> {
    /// The letters of each side: front, back, front, back ….
    pub sides: &'a [Vec<Letter>],
    /// What hands do with the sheets.
    pub hands: &'a Hands,
    /// The edge on which the printer turns them.
    pub flip: Flip,
}

/// What was read.
#[derive(Clone, PartialEq, Debug)]
pub struct FolioReport {
    /// How many places for pages there are in a copy.
    pub places: usize,
    /// How many of them have a folio that fits.
    pub with_folio: usize,
    /// Places without a letter.
    pub silent: Vec<usize>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What would explain it.
    pub cause: Option<Cause>,
}

impl FolioReport {
    /// Whether the folios that were found follow one another, upright; with none
    /// there is nothing to be said.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty()
    }
}

/// So many folios have to agree before others are called wrong.
const ENOUGH: usize = 3;
/// Letters whose baselines are so near, in millimetres, stand on one line.
const ONE_LINE: f64 = 1.2;
/// And those so near to each other make a word.
const ONE_WORD: f64 = 9.0;

/// Reads sheets by their folios.
pub fn read_folios(sheets: &Folios<'_>) -> FolioReport {
    let count = sheets.sides.len().div_ceil(2);
    let windows = fold::windows(sheets.hands, count, sheets.flip);
    let first = windows.first().map_or(&[][..], Vec::as_slice);
    let (mut report, shift) = read(sheets.sides, first, None);
    // Handled otherwise, sheets that are wrong may have many folios that fit.
    if report.faults.len() * 4 > report.places || shift.is_none() {
        let others = handlings(sheets.hands, sheets.flip).into_iter().filter_map(|handling| {
            let windows = handling.windows(count);
            let (other, shift) = read(sheets.sides, windows.first()?, None);
            Some((other, shift, handling.cause))
        });
        let best = others.min_by_key(|(other, ..)| {
            (other.faults.len(), other.places - other.with_folio.min(other.places))
        });
        let fits = |other: &FolioReport| {
            other.with_folio >= ENOUGH
                && other.faults.len() * 4 <= report.faults.len().max(other.with_folio)
        };
        if let Some((_, other_shift, cause)) = best.filter(|(other, ..)| fits(other)) {
            if shift.is_none() {
                (report, _) = read(sheets.sides, first, other_shift);
            }
            report.cause = Some(cause);
        }
    }
    report
}

/// What one place says.
struct Saying {
    turn: Option<Turn>,
    /// Numbers at the ends of its first and of its last line.
    numbers: Vec<Number>,
    is_silent: bool,
}

/// A number that may be a folio.
#[derive(Clone, Copy)]
struct Number {
    value: usize,
    stands: Stands,
}

/// Where a number stands: folios of a work all stand alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stands {
    at_foot: bool,
    /// Whether nothing else is on its line.
    alone: bool,
}

/// Reads what these windows show, and how far folios are from their places, which
/// may be known.
fn read(
    sides: &[Vec<Letter>],
    windows: &[Window],
    known: Option<i64>,
) -> (FolioReport, Option<i64>) {
    let sayings: Vec<Saying> = windows.iter().map(|window| hear(sides, window)).collect();
    let places = sayings.len();
    // The shift between places and folios that most agree on.
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    let signed = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    for (at, saying) in sayings.iter().enumerate() {
        let values = saying.numbers.iter().map(|number| number.value);
        for value in values.filter(|value| (1..=places).contains(value)) {
            *votes.entry(signed(at + 1) - signed(value)).or_default() += 1;
        }
    }
    let shift = votes.iter().max_by_key(|(shift, votes)| (**votes, -shift.abs()));
    let shift = shift.filter(|(_, votes)| **votes >= ENOUGH).map(|(shift, _)| *shift);
    let shift = known.or(shift);
    // Where most of those stand that agree.
    let mut stands: BTreeMap<Stands, usize> = BTreeMap::new();
    for (at, saying) in sayings.iter().enumerate() {
        let agree = |number: &&Number| Some(signed(at + 1) - signed(number.value)) == shift;
        for number in saying.numbers.iter().filter(agree) {
            *stands.entry(number.stands).or_default() += 1;
        }
    }
    // Where none agrees, where most numbers stand.
    if stands.is_empty() {
        for number in sayings.iter().flat_map(|saying| &saying.numbers) {
            *stands.entry(number.stands).or_default() += 1;
        }
    }
    let usual = stands.into_iter().max_by_key(|(_, count)| *count).map(|(stands, _)| stands);
    let mut report =
        FolioReport { places, with_folio: 0, silent: Vec::new(), faults: Vec::new(), cause: None };
    for (at, (saying, window)) in sayings.iter().zip(windows).enumerate() {
        if saying.is_silent {
            report.silent.push(at + 1);
        }
        let meant = shift.and_then(|shift| usize::try_from(signed(at + 1) - shift).ok());
        let is_folio =
            |number: &&Number| Some(number.stands) == usual && (1..=places).contains(&number.value);
        let folio = saying.numbers.iter().find(is_folio).map(|number| number.value);
        let agrees = saying.numbers.iter().any(|number| Some(number.value) == meant);
        report.with_folio += usize::from(agrees);
        let kind = match (saying.turn, folio) {
            (Some(turn), _) if turn != Turn::None => Some(Kind::Turned(turn)),
            (_, Some(folio)) if !agrees && shift.is_some() => {
                Some(Kind::Another(folio, saying.turn.unwrap_or(Turn::None)))
            }
            _ => None,
        };
        report.faults.extend(kind.map(|kind| Fault {
            copy: 1,
            place: at + 1,
            sheet: window.sheet + 1,
            back: window.back,
            meant: meant.filter(|page| *page > 0),
            spine: window.spine,
            kind,
        }));
    }
    (report, shift)
}

/// What is read in a window.
fn hear(sides: &[Vec<Letter>], window: &Window) -> Saying {
    let side = sides.get(window.sheet * 2 + usize::from(window.back));
    let part = window.part;
    let (left, top) = (part.left().to_mm(), part.top().to_mm());
    let (width, height) = (part.size.width.to_mm(), part.size.height.to_mm());
    let mut letters: Vec<Letter> = Vec::new();
    for letter in side.into_iter().flatten() {
        let (x, y) = (letter.at.0 - left, letter.at.1 - top);
        if (0.0..=width).contains(&x) && (0.0..=height).contains(&y) {
            let (at, along) = turned((x, y), letter.along, (width, height), window.turn);
            letters.push(Letter { text: letter.text.clone(), at, along });
        }
    }
    let printed = letters.iter().filter(|letter| !letter.text.trim().is_empty());
    let mut turns: BTreeMap<u8, usize> = BTreeMap::new();
    for letter in printed {
        *turns.entry(direction(letter.along).quarters()).or_default() += 1;
    }
    let turn = turns.iter().max_by_key(|(_, count)| **count).map(|(turn, _)| *turn);
    let turn = turn.map(|quarters| Turn::from_quarters(i64::from(quarters)));
    // Numbers are looked for where they would stand if the page were upright.
    let upright = letters.into_iter().map(|letter| match turn {
        Some(Turn::Half) => {
            let at = (width - letter.at.0, height - letter.at.1);
            Letter { at, along: (-letter.along.0, -letter.along.1), ..letter }
        }
        _ => letter,
    });
    let mut lines: Vec<(f64, Vec<Letter>)> = Vec::new();
    for letter in upright.filter(|letter| !letter.text.trim().is_empty()) {
        match lines.iter_mut().find(|(y, _)| (*y - letter.at.1).abs() < ONE_LINE) {
            Some((_, line)) => line.push(letter),
            None => lines.push((letter.at.1, vec![letter])),
        }
    }
    lines.sort_by(|one, other| one.0.total_cmp(&other.0));
    let ends = [(false, lines.first()), (true, lines.last())];
    let ends = ends.into_iter().filter_map(|(at_foot, line)| Some((at_foot, line?)));
    let numbers = ends.flat_map(|(at_foot, (_, line))| numbers(line, at_foot)).collect();
    Saying { turn, numbers, is_silent: lines.is_empty() }
}

/// The numbers of a line: its first and its last word, if they are numbers.
fn numbers(line: &[Letter], at_foot: bool) -> Vec<Number> {
    let mut letters: Vec<&Letter> = line.iter().collect();
    letters.sort_by(|one, other| one.at.0.total_cmp(&other.at.0));
    let mut words: Vec<(f64, String)> = Vec::new();
    for letter in letters {
        match words.last_mut() {
            Some((end, word)) if letter.at.0 - *end < ONE_WORD / 2.0 => {
                word.push_str(&letter.text);
                *end = letter.at.0;
            }
            _ => words.push((letter.at.0, letter.text.clone())),
        }
    }
    let trimmed = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.parse::<usize>().ok().filter(|_| word.len() < 5)
    };
    let stands = Stands { at_foot, alone: words.len() == 1 };
    let ends = [words.first(), words.last()].into_iter().flatten();
    let values = ends.filter_map(|(_, word)| trimmed(word));
    values.map(|value| Number { value, stands }).collect()
}

/// A place and a direction in a window that is turned before the reader's eyes.
fn turned(
    (x, y): (f64, f64),
    (right, down): (f64, f64),
    (width, height): (f64, f64),
    turn: Turn,
) -> ((f64, f64), (f64, f64)) {
    match turn {
        Turn::None => ((x, y), (right, down)),
        Turn::Quarter => ((height - y, x), (-down, right)),
        Turn::Half => ((width - x, height - y), (-right, -down)),
        Turn::ThreeQuarter => ((y, width - x), (down, -right)),
    }
}

/// How letters that are read along this direction are turned.
fn direction((right, down): (f64, f64)) -> Turn {
    if right.abs() >= down.abs() {
        if right >= 0.0 { Turn::None } else { Turn::Half }
    } else if down > 0.0 {
        Turn::Quarter
    } else {
        Turn::ThreeQuarter
    }
}
