//! The typographic figures of a pamphlet, in a line.

use super::{Ending, Proof};
use crate::typeset::read::measures::Measures;
use crate::typeset::write::rules;

/// How evenly a text is set.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Figures {
    /// Lines of the text that are filled to both margins.
    pub lines: usize,
    /// The standard deviation of their word spaces, in hundredths of the mean.
    pub space_variation: f64,
    /// Lines in a hundred whose spaces are half as wide again as the mean.
    pub loose: f64,
    /// Lines in a hundred that end with a hyphen.
    pub hyphens: f64,
    /// Openings of two full pages, and how many of them end level.
    pub openings: usize,
    /// See above.
    pub level: usize,
    /// Lines in a hundred that stand on the page's grid.
    pub on_grid: f64,
}

impl Figures {
    pub(in crate::typeset) fn of(proof: &Proof, measures: &Measures) -> Self {
        let text = proof.paragraphs.iter().filter(|paragraph| !paragraph.in_note);
        let filled: Vec<f64> = text
            .clone()
            .flat_map(|p| p.lines.split_last().map_or(&[][..], |(_, filled)| filled))
            .filter_map(super::Line::space)
            .collect();
        let all: Vec<&super::Line> = text.clone().flat_map(|p| &p.lines).collect();
        let on_grid = || text.clone().filter(|p| !p.in_block).flat_map(|p| &p.lines);
        let count = filled.len().max(1) as f64;
        let mean = filled.iter().sum::<f64>() / count;
        let variance = filled.iter().map(|space| (space - mean).powi(2)).sum::<f64>() / count;
        let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        let pairs = openings(proof);
        let full = |page: usize| {
            proof.leaves.get(page).is_some_and(|leaf| leaf.in_text && leaf.ending == Ending::Full)
        };
        let both_full: Vec<_> = pairs.iter().filter(|(l, r)| full(*l) && full(*r)).collect();
        Self {
            lines: filled.len(),
            space_variation: if mean > 0.0 { 100.0 * variance.sqrt() / mean } else { 0.0 },
            loose: percent(
                filled.iter().filter(|space| **space > mean * 1.5).count(),
                filled.len(),
            ),
            hyphens: percent(all.iter().filter(|line| line.is_hyphenated).count(), all.len()),
            openings: both_full.len(),
            level: both_full.iter().filter(|(l, r)| difference(proof, *l, *r).abs() < 0.1).count(),
            on_grid: percent(
                on_grid().filter(|line| off_grid(line.y, measures) < 0.1).count(),
                on_grid().count(),
            ),
        }
    }
}

/// How far a baseline is from the nearest line of the grid, in points. The
/// grid's lines stand `ASCENT` below its top. What stands within a block may stand between
/// two, where the space above it was opened.
pub(in crate::typeset) fn off_grid(y: f64, measures: &Measures) -> f64 {
    let lines = (y - measures.top - rules::ASCENT * measures.lead) / measures.lead;
    (lines - lines.round()).abs() * measures.lead
}

/// Pages that face each other.
pub(in crate::typeset) fn openings(proof: &Proof) -> Vec<(usize, usize)> {
    // Page 2, whose number from 0 is 1, faces page 3.
    (1..proof.leaves.len().saturating_sub(1)).step_by(2).map(|left| (left, left + 1)).collect()
}

/// How much lower the second page ends, in points; 0 where one is empty. Where they have
/// columns, how far all of these differ; less than 0 if the one that ends first is on the
/// second page.
pub(in crate::typeset) fn difference(proof: &Proof, one: usize, other: usize) -> f64 {
    let feet = |page: usize| {
        let leaf = proof.leaves.get(page)?;
        Some((leaf.highest()?, leaf.lowest()?))
    };
    match (feet(one), feet(other)) {
        (Some(one), Some(other)) => {
            let by = one.1.max(other.1) - one.0.min(other.0);
            if other.0 < one.0 { -by } else { by }
        }
        _ => 0.0,
    }
}
