//! A layout and what was read off it.

use typst_layout::PagedDocument;

use super::parts::Parts;
use super::proof::{self, Measures, Proof};
use super::strays::{self, Survey};
use super::world::Desk;

/// A layout and what was read off it.
pub(super) struct Reading {
    pub document: PagedDocument,
    pub proof: Proof,
    pub survey: Survey,
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
