//! Where a page begins, and how far it has come.

use std::cmp::Reverse;

use super::air::Airs;
use super::flow::Place;

/// Where a page begins, and what it has from the one before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Start {
    /// Its first row. At the head of an item its setting is still open.
    pub place: Place,
    /// Things before it that float and wait for room.
    pub floats: Reverse<usize>,
    /// How much is left of a note.
    pub carried: i32,
    /// What stands above its text: the opening, on the first page.
    pub above: i32,
}

/// A page so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// How high its text and notes may be together.
    pub room: i32,
    /// How high its text is, and what floats.
    pub used: i32,
    /// How high its notes are.
    pub notes: i32,
    /// Whether an item has begun on it that can tell it to stay short.
    pub is_anchored: bool,
    /// Things that float and wait for room.
    pub floats: Reverse<usize>,
    /// Whether there are rows on it.
    pub has_text: bool,
    /// Whether all its rows have to stay with the next, from its head on.
    pub holds: bool,
    /// What may be opened on it.
    pub airs: Airs,
    /// What it costs to end behind its last row.
    pub after: u32,
    /// Whether that ends within a word.
    pub is_hyphenated: bool,
    /// The price of the settings on it.
    pub price: u64,
    /// The last of its steps.
    pub step: usize,
}
