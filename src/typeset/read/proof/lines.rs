//! Paragraphs and their lines.

use super::runs::Run;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::{Part, Parts};

/// A paragraph as it was laid out.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Paragraph {
    /// Its lines, from the first to the last.
    pub lines: Vec<Line>,
    /// Whether it stands in a note.
    pub in_note: bool,
    /// Whether it stands within a quotation, a list, or another block.
    pub in_block: bool,
}

/// A line of a paragraph.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Line {
    /// The page, from 0.
    pub page: usize,
    /// The column of the page, from 0.
    pub column: usize,
    /// The baseline, in points from the page's top.
    pub y: f64,
    /// Its left end, in points from the page's left.
    pub left: f64,
    /// Its right end.
    pub right: f64,
    /// The byte of `main.typ` at which it begins.
    pub byte: usize,
    /// Its words.
    pub text: String,
    /// The widths of its word spaces, in em.
    pub spaces: Vec<f64>,
    /// Where its word spaces stand, in points from the page's left.
    pub gaps: Vec<f64>,
    /// Whether it ends within a word, and how many letters follow.
    pub is_hyphenated: bool,
    /// The size of its type, in points.
    pub size: f64,
}

impl Line {
    /// Where it stands in the order of the text: one column after another.
    pub fn stand(&self) -> (usize, usize) {
        (self.page, self.column)
    }

    /// How wide it is, in points.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// The mean of its word spaces, in em.
    pub fn space(&self) -> Option<f64> {
        let count = self.spaces.len();
        (count > 0).then(|| self.spaces.iter().sum::<f64>() / count as f64)
    }
}

/// The paragraphs of the text, each at the place of its number.
pub(super) fn paragraphs(runs: &[Run<'_>], parts: &Parts, measures: &Measures) -> Vec<Paragraph> {
    let mut all = vec![Paragraph::default(); parts.paragraphs.len()];
    for (number, (paragraph, part)) in all.iter_mut().zip(&parts.paragraphs).enumerate() {
        paragraph.in_note = in_note(parts, part.bytes.start).is_some();
        paragraph.in_block = !parts.is_text(number);
    }
    for run in runs {
        let (Some(text), Some(byte)) = (run.text, run.byte) else { continue };
        // Heads above pages have the words of the text, but not its place.
        if run.y < measures.top || run.y > measures.foot + 0.5 {
            continue;
        }
        let Some(number) = paragraph_at(&parts.paragraphs, byte) else { continue };
        let note = in_note(parts, byte);
        let own = parts.paragraphs.get(number).map(|part| part.bytes.start);
        if note.is_some() && note != own.and_then(|start| in_note(parts, start)) {
            continue;
        }
        // Initials stand beside their lines.
        if text.size.to_pt() > measures.size * 1.6 {
            continue;
        }
        if let Some(paragraph) = all.get_mut(number) {
            add(paragraph, run, byte, measures);
        }
    }
    for paragraph in &mut all {
        for line in &mut paragraph.lines {
            line.text = line.text.trim_end().to_owned();
        }
    }
    all
}

fn add(paragraph: &mut Paragraph, run: &Run<'_>, byte: usize, measures: &Measures) {
    let Some(text) = run.text else { return };
    let size = text.size.to_pt();
    let near = measures.lead * 0.5 * (size.max(measures.size * 0.6) / measures.size).min(1.0);
    let column = measures.column(run.page, run.x);
    let same = paragraph
        .lines
        .last()
        .is_some_and(|line| line.stand() == (run.page, column) && (line.y - run.y).abs() < near);
    if !same {
        paragraph.lines.push(Line {
            page: run.page,
            column,
            y: run.y,
            left: run.x,
            right: run.x,
            byte,
            size,
            ..Line::default()
        });
    }
    let Some(line) = paragraph.lines.last_mut() else { return };
    // The line's own baseline is that of its largest type, not of a mark.
    if size > line.size {
        (line.size, line.y) = (size, run.y);
    }
    line.left = line.left.min(run.x);
    line.right = line.right.max(run.x + run.width);
    line.is_hyphenated = text.text == "\u{AD}";
    // Where a word might be divided is no letter of it.
    line.text.extend(text.text.chars().filter(|c| *c != '\u{AD}'));
    let mut x = run.x;
    for glyph in &text.glyphs {
        let advance = glyph.x_advance.get();
        let written = text.text.get(glyph.range()).unwrap_or_default();
        if matches!(written, " " | "\u{A0}") && advance > 0.0 {
            line.spaces.push(advance * size / line.size.max(1.0));
            line.gaps.push(x + advance * size / 2.0);
        }
        x += advance * size;
    }
}

/// The width of a word space as it is in last lines, which are not filled.
pub(super) fn natural_space(paragraphs: &[Paragraph]) -> f64 {
    let lasts = paragraphs.iter().filter(|p| !p.in_note).filter_map(|p| p.lines.last());
    let mut spaces: Vec<f64> = lasts.flat_map(|line| line.spaces.iter().copied()).collect();
    spaces.sort_by(f64::total_cmp);
    spaces.get(spaces.len() / 2).copied().unwrap_or(0.25)
}

/// The innermost paragraph around a byte: paragraphs are in the order of their
/// starts.
pub(super) fn paragraph_at(paragraphs: &[Part], byte: usize) -> Option<usize> {
    let until = paragraphs.partition_point(|part| part.bytes.start <= byte);
    (until.saturating_sub(NESTED)..until)
        .rev()
        .find(|at| paragraphs.get(*at).is_some_and(|part| part.bytes.contains(&byte)))
}

/// The innermost note around a byte: notes are in the order of their ends.
pub(super) fn in_note(parts: &Parts, byte: usize) -> Option<usize> {
    let from = parts.notes.partition_point(|part| part.bytes.end <= byte);
    let after = parts.notes.get(from..).unwrap_or_default();
    after.iter().take(NESTED).position(|part| part.bytes.contains(&byte)).map(|at| from + at)
}

/// A paragraph holds at most so many others that are looked at: those of its
/// notes.
const NESTED: usize = 24;
