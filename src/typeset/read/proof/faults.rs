//! What a proofreader would mark.

use super::figures::{difference, off_grid, openings};
use super::lines::{Line, Paragraph};
use super::{Ending, Proof};
use crate::diag::code;
use crate::typeset::read::measures::Measures;

/// Something to be marked.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::typeset) struct Subject {
    /// Its code.
    pub code: &'static str,
    /// The byte of `main.typ` where it is; none if it has no place in the text.
    pub byte: Option<usize>,
    /// The words that stand there on the page.
    pub words: String,
    /// The page, from 0.
    pub page: usize,
    /// How bad it is: the worst come first.
    pub weight: u32,
    /// What is wrong.
    pub message: String,
}

impl Subject {
    /// Whether it is that facing pages end on different lines.
    pub(in crate::typeset) fn is_uneven(&self) -> bool {
        [code::UNEVEN, code::CUT_PAGE].contains(&self.code)
    }
}

/// Filled lines with word spaces this much wider than they should be are loose.
const LOOSE: f64 = 1.45;
/// And so much narrower, tight.
const TIGHT: f64 = 0.80;
/// More hyphens in a row make a ladder.
const MOST_HYPHENS: usize = 2;
/// A last line of so few letters is a runt however wide they are.
const FEW_LETTERS: usize = 2;
/// Pages that differ by more lines look as uneven as those.
const MOST_UNEVEN: f64 = 5.0;
/// So many gaps below each other make a river.
const RIVER: usize = 5;

/// How badly a paragraph is set: nothing is 0.
pub(in crate::typeset) fn weigh(paragraph: &Paragraph, space: f64, measures: &Measures) -> u32 {
    let of = |subject: &Subject| subject.weight;
    in_paragraph(paragraph, space, measures).iter().map(of).sum()
}

/// All that can be seen on the pages.
pub(in crate::typeset) fn faults(proof: &Proof, measures: &Measures) -> Vec<Subject> {
    let mut found = Vec::new();
    for paragraph in &proof.paragraphs {
        found.extend(in_paragraph(paragraph, proof.space, measures));
        found.extend(at_pages(paragraph));
        if !paragraph.in_note && !paragraph.in_block {
            found.extend(off_the_grid(paragraph, measures));
        }
    }
    found.extend(uneven_openings(proof, measures));
    found.extend(last_page(proof, measures));
    found
}

fn at(line: &Line, code: &'static str, weight: u32, message: impl Into<String>) -> Subject {
    let (byte, page) = (Some(line.byte), line.page);
    Subject { code, byte, words: line.text.clone(), page, weight, message: message.into() }
}

/// What is wrong with the lines of a paragraph, wherever it stands.
fn in_paragraph(paragraph: &Paragraph, space: f64, measures: &Measures) -> Vec<Subject> {
    let mut found = Vec::new();
    let lines = &paragraph.lines;
    let Some((last, filled)) = lines.split_last() else { return found };
    // The indent of the next paragraph would reach over it.
    let letters = last.text.chars().filter(|c| c.is_alphanumeric()).count();
    let is_short = letters <= FEW_LETTERS || last.width() < measures.indent * last.size;
    if !filled.is_empty() && is_short {
        found.push(at(last, code::RUNT, 12, "the last line is shorter than an indent"));
    }
    let mut in_a_row = 0;
    for (number, line) in lines.iter().enumerate() {
        in_a_row = if line.is_hyphenated { in_a_row + 1 } else { 0 };
        if in_a_row == MOST_HYPHENS + 1 {
            let first = lines.get(number + 1 - in_a_row).unwrap_or(line);
            found.push(at(first, code::LADDER, 14, "three lines in a row end with a hyphen"));
        }
        let next = lines.get(number + 1);
        let rest = next
            .map_or(usize::MAX, |next| next.text.chars().take_while(|c| c.is_alphabetic()).count());
        if line.is_hyphenated && rest <= 2 {
            let message = format!("{rest} letters of a divided word begin a line");
            found.push(at(next.unwrap_or(line), code::SHORT_DIVISION, 5, message));
        }
        let over = line.width() - measures.measure;
        let hangs = if line.is_hyphenated { "-" } else { line.text.as_str() };
        if over > hanging(hangs, line.size) {
            let message = format!("this line is {over:.1} pt too long");
            let weight = 40 + over.min(60.0) as u32;
            found.push(at(line, code::OVERFULL, weight, message));
        }
    }
    if measures.justified {
        for line in filled {
            let Some(wide) = line.space() else { continue };
            // A line that the author ended is not filled.
            if line.width() < last_full(filled) - 1.0 {
                continue;
            }
            let by = wide / space;
            if by > LOOSE {
                let message =
                    format!("a loose line: its spaces are {:.0} % of their width", by * 100.0);
                found.push(at(line, code::LOOSE, 4, message));
            } else if by < TIGHT {
                let message =
                    format!("a tight line: its spaces are {:.0} % of their width", by * 100.0);
                found.push(at(line, code::TIGHT, 3, message));
            }
        }
    }
    found.extend(rivers(lines));
    found
}

/// How far the end of a line may stand beyond it: points and hyphens hang in
/// the margin.
pub(super) fn hanging(text: &str, size: f64) -> f64 {
    let hangs = text.chars().last().is_none_or(|c| !c.is_alphanumeric());
    if hangs { 1.0 + 0.4 * size } else { 1.0 }
}

/// The width of the widest line.
fn last_full(lines: &[Line]) -> f64 {
    lines.iter().map(Line::width).fold(0.0, f64::max)
}

/// Gaps that stand below each other, line after line.
fn rivers(lines: &[Line]) -> Vec<Subject> {
    let mut found = Vec::new();
    // For each gap of the line before: how long the river is that ends there.
    let mut before: Vec<(f64, usize, usize)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let near = line.size * 0.22;
        let mut here = Vec::new();
        for gap in &line.gaps {
            let above =
                before.iter().filter(|(x, ..)| (x - gap).abs() < near).max_by_key(|it| it.1);
            let (length, first) =
                above.map_or((1, number), |(_, length, first)| (length + 1, *first));
            if length == RIVER
                && let Some(start) = lines.get(first)
            {
                found.push(at(start, code::RIVER, 2, "word spaces make a river down five lines"));
            }
            here.push((*gap, length, first));
        }
        before = here;
    }
    found
}

/// What is wrong where a paragraph goes over a page.
fn at_pages(paragraph: &Paragraph) -> Vec<Subject> {
    let mut found = Vec::new();
    let lines = &paragraph.lines;
    for pair in lines.windows(2) {
        let [above, below] = pair else { continue };
        // A right-hand page has an even number from 0; behind it one turns.
        if above.page != below.page && above.is_hyphenated && above.page.is_multiple_of(2) {
            found.push(at(
                above,
                code::TURNED_WORD,
                7,
                "a word is divided over the turn of a page",
            ));
        }
    }
    if paragraph.in_note {
        return found;
    }
    if let [.., above, last] = lines.as_slice()
        && above.stand() != last.stand()
    {
        let of = if above.page == last.page { "column" } else { "page" };
        let message = format!("the last line of a paragraph begins a {of}");
        found.push(at(last, code::WIDOW, 15, message));
    }
    if let [first, second, ..] = lines.as_slice()
        && first.stand() != second.stand()
    {
        let of = if first.page == second.page { "column" } else { "page" };
        let message = format!("the first line of a paragraph ends a {of}");
        found.push(at(first, code::ORPHAN, 10, message));
    }
    found
}

fn off_the_grid(paragraph: &Paragraph, measures: &Measures) -> Option<Subject> {
    let line = paragraph.lines.iter().find(|line| off_grid(line.y, measures) > 0.1)?;
    let off = off_grid(line.y, measures);
    Some(at(line, code::OFF_GRID, 1, format!("this line stands {off:.1} pt off the page’s grid")))
}

/// Openings whose pages do not end on the same line: the pages, and by how many lines the
/// right one ends lower.
fn uneven(proof: &Proof, measures: &Measures) -> impl Iterator<Item = ((usize, usize), f64)> {
    openings(proof).into_iter().filter_map(|(left, right)| {
        let leaves = [proof.leaves.get(left)?, proof.leaves.get(right)?];
        if leaves.iter().any(|leaf| !leaf.in_text || leaf.ending == Ending::Last) {
            return None;
        }
        let by = difference(proof, left, right);
        let lines = (by.abs() / measures.lead).round().max(1.0);
        (by.abs() >= 0.1).then(|| ((left, right), lines.copysign(by)))
    })
}

/// By how many lines facing pages end unevenly, all told: of each opening as many at the
/// most as one more cannot make worse.
pub(in crate::typeset) fn uneven_lines(proof: &Proof, measures: &Measures) -> usize {
    uneven(proof, measures).map(|(_, lines)| lines.abs().min(MOST_UNEVEN) as usize).sum()
}

/// Two pages that face each other and do not end on the same line.
fn uneven_openings(proof: &Proof, measures: &Measures) -> Vec<Subject> {
    let mut found = Vec::new();
    for ((left, right), by) in uneven(proof, measures) {
        let leaf = |page: usize| proof.leaves.get(page);
        let is_cut = |page: usize| leaf(page).is_some_and(|leaf| leaf.ending != Ending::Full);
        let cut = is_cut(left) || is_cut(right);
        let lines = by.abs();
        let page = if by > 0.0 { left } else { right };
        let several = measures.columns > 1;
        let message = format!(
            "{}page {} ends {lines:.0} line{} above {}{}",
            if several { "a column of " } else { "" },
            page + 1,
            if lines > 1.0 { "s" } else { "" },
            if several { "others of its opening" } else { "the page that faces it" },
            if cut { ", since something that is not divided follows" } else { "" }
        );
        let last = last_of_page(proof, page);
        found.push(Subject {
            code: if cut { code::CUT_PAGE } else { code::UNEVEN },
            byte: last.map(|line| line.byte),
            words: last.map(|line| line.text.clone()).unwrap_or_default(),
            page,
            weight: if cut { 1 } else { 6 },
            message,
        });
    }
    found
}

/// The last line of prose on a page.
pub(in crate::typeset) fn last_of_page(proof: &Proof, page: usize) -> Option<&Line> {
    let text = proof.paragraphs.iter().filter(|paragraph| !paragraph.in_note);
    let on_page = text.flat_map(|p| &p.lines).filter(|line| line.page == page);
    on_page.max_by(|a, b| a.y.total_cmp(&b.y))
}

fn last_page(proof: &Proof, measures: &Measures) -> Option<Subject> {
    let page = proof.leaves.iter().rposition(|leaf| leaf.in_text)?;
    let leaf = proof.leaves.get(page)?;
    let first = proof.leaves.iter().position(|leaf| leaf.in_text)?;
    let lines = (leaf.lowest()? - measures.top) / measures.lead;
    (page > first && lines < 4.0 && !leaf.has_notes).then(|| {
        let last = last_of_page(proof, page);
        Subject {
            code: code::EMPTY_PAGE,
            byte: last.map(|line| line.byte),
            words: last.map(|line| line.text.clone()).unwrap_or_default(),
            page,
            weight: 5,
            message: format!("the last page has only {} lines", lines.ceil().max(1.0)),
        }
    })
}
