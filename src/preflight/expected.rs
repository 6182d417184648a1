//! The pages that are meant.

use std::sync::OnceLock;

use super::grid::{Ink, Outline};

/// The pages that are meant.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub pages: &'a [&'a Ink],
    /// Found out when a page is first looked for: most proofs never do.
    pub outlines: &'a OnceLock<Vec<Outline>>,
    pub dpi: f64,
    /// Whether it is wanted what stands in the place of another.
    pub explain: bool,
}

impl<'a> Expected<'a> {
    /// The pages in rough outline.
    pub(super) fn outlines(&self) -> &'a [Outline] {
        self.outlines.get_or_init(|| self.pages.iter().map(|page| page.outline(1.0)).collect())
    }
}
