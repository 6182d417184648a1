//! What the makers of files work on.

use super::outputs::Output;
use crate::geometry::Paper;
use crate::manifest::{KnownPrinter, Pamphlet};
use crate::typeset::{Fonts, Galley};

/// A file of an edition.
pub struct Made {
    /// What it is.
    pub output: Output,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A pamphlet that is laid out.
pub(super) struct Work<'a> {
    pub pamphlet: &'a Pamphlet,
    pub title: &'a str,
    pub galley: &'a Galley,
    pub fonts: &'a Fonts,
    /// Whether sheets are folded and read before they leave the house.
    pub is_proved: bool,
}

/// Files that come from one way to lie on paper.
pub(super) enum Job<'a> {
    /// For whatever printer has that paper, each for a flip of its own.
    Paper(Paper),
    /// For one that the manifest tells of.
    Printer(&'a KnownPrinter),
}
