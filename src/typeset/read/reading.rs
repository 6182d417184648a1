//! Layouts and what is read off them: all of it, with the pages; or, while pages are
//! decided, what that takes, without them, since they take most of the memory.

use std::sync::Arc;

use typst_layout::PagedDocument;

use crate::typeset::layout::world::Desk;
use crate::typeset::read::extents::{self, Extents};
use crate::typeset::read::index_pages::IndexPages;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{self, Proof};
use crate::typeset::read::strays::{self, Survey};
use crate::typeset::read::whole::Whole;
use crate::typeset::write::parts::Parts;

/// A layout and what was read off it.
pub(in crate::typeset) struct Reading {
    pub document: PagedDocument,
    pub proof: Proof,
    pub survey: Survey,
}

/// What was read off a layout that is gone, or is kept because it needs no other behind it.
pub(in crate::typeset) struct Sketch {
    pub proof: Proof,
    pub survey: Survey,
    pub extents: Extents,
    /// What heads and folios go by.
    pub whole: Whole,
    /// What the index says, if there is one.
    pub index: Option<Arc<IndexPages>>,
    /// How many pages there were.
    pub pages: usize,
    /// What its pages cost, if they were chosen.
    pub prices: Option<Prices>,
    /// The layout, if heads, blanks and index are as its pages are.
    pub last: Option<PagedDocument>,
}

/// What pages cost by the table of prices (`paginate/prices.rs`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prices {
    /// Each paragraph as it is best by itself, each page as full as it gets.
    pub by_themselves: u64,
    /// As they were chosen.
    pub chosen: u64,
}

/// Reads a document.
pub(in crate::typeset) fn read(
    document: PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
) -> Reading {
    let proof = proof::read(&document, desk, parts, measures);
    let survey = strays::survey(&document, desk, parts);
    Reading { document, proof, survey }
}

/// Reads what deciding takes; heads of chapters are of that level.
pub(in crate::typeset) fn sketch(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
    level: usize,
) -> Sketch {
    let proof = proof::read(document, desk, parts, measures);
    let survey = strays::survey(document, desk, parts);
    let extents = extents::extents(document, desk, parts, measures, proof.first);
    let whole = Whole::of(document, measures, level);
    let index = IndexPages::of(document, &parts.terms).map(Arc::new);
    let pages = document.pages().len();
    Sketch { proof, survey, extents, whole, index, pages, prices: None, last: None }
}
