//! The pages that are meant, and how far what is seen may be off.

use super::grid::{Ink, Outline};

/// So much of its ink a page may lose by rounding.
pub(super) const LOSS: f64 = 0.015;
/// Two pictures that differ by less are of the same page.
pub(super) const SAME: f64 = 0.30;

/// The pages that are meant.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub pages: &'a [&'a Ink],
    pub outlines: &'a [Outline],
    pub dpi: f64,
    /// Whether it is wanted what stands in the place of another.
    pub explain: bool,
}
