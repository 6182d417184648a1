//! The pages that are meant.

use super::grid::{Ink, Outline};

/// The pages that are meant.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub pages: &'a [&'a Ink],
    pub outlines: &'a [Outline],
    pub dpi: f64,
    /// Whether it is wanted what stands in the place of another.
    pub explain: bool,
}
