//! Layouts and what is read off them: all of it, with the pages; or, while pages are
//! decided, what that takes, without them, since they take most of the memory.

use typst_layout::PagedDocument;

use super::extents::{self, Extents};
use super::measures::Measures;
use super::parts::Parts;
use super::proof::{self, Proof};
use super::strays::{self, Survey};
use super::whole::Whole;
use super::world::Desk;

/// A layout and what was read off it.
pub(super) struct Reading {
    pub document: PagedDocument,
    pub proof: Proof,
    pub survey: Survey,
}

/// What was read off a layout that is gone.
pub(super) struct Sketch {
    pub proof: Proof,
    pub survey: Survey,
    pub extents: Extents,
    /// What heads and folios go by.
    pub whole: Whole,
    /// How many pages there were.
    pub pages: usize,
}

/// Reads a document.
pub(super) fn read(
    document: PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
) -> Reading {
    let proof = proof::read(&document, desk, parts, measures);
    let survey = strays::survey(&document, desk, parts);
    Reading { document, proof, survey }
}

/// Reads a document and lets it go; heads of chapters are of that level.
pub(super) fn sketch(
    document: PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
    level: usize,
) -> Sketch {
    let Reading { document, proof, survey } = read(document, desk, parts, measures);
    let extents = extents::extents(&document, desk, parts, measures, proof.first);
    let whole = Whole::of(&document, measures, level);
    Sketch { proof, survey, extents, whole, pages: document.pages().len() }
}
