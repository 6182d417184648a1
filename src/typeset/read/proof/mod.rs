//! Reads laid-out pages as a proofreader does: which lines there are, how they
//! are filled, where pages end.

mod faults;
pub(in crate::typeset) mod figures;
mod lines;
mod pages;
mod rows;
mod runs;
mod surface;

pub(in crate::typeset) use faults::{Subject, faults, uneven_lines, weigh};
pub use figures::Figures;
pub(in crate::typeset) use lines::{Line, Paragraph};
pub(in crate::typeset) use pages::{Ending, Leaf};
pub(in crate::typeset) use rows::{Row, Rows};
pub(in crate::typeset) use surface::{substituted, wide};

use typst_layout::PagedDocument;

use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::Parts;

/// A layout, read.
pub(in crate::typeset) struct Proof {
    /// The paragraphs of the text, in order; their number is their place.
    pub paragraphs: Vec<Paragraph>,
    /// The pages.
    pub leaves: Vec<Leaf>,
    /// The width of a word space that was neither stretched nor shrunk, in em.
    pub space: f64,
    /// The page, from 0, on which the text begins.
    pub first: usize,
    /// The lines of all else, and of notes.
    pub rows: Rows,
}

/// Reads a document.
pub(in crate::typeset) fn read(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
) -> Proof {
    let mut all = Vec::new();
    for (page, laid_out) in document.pages().iter().enumerate() {
        runs::collect(&laid_out.frame, page, desk, &mut all);
    }
    let paragraphs = lines::paragraphs(&all, parts, measures);
    let space = lines::natural_space(&paragraphs);
    let first = pages::text_start(document);
    let leaves = pages::leaves(document, &all, parts, measures, first);
    let rows = rows::rows(&all, parts, measures, first);
    Proof { paragraphs, leaves, space, first, rows }
}
