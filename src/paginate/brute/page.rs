//! A page that a hand fills.

use crate::paginate::flow::Place;

/// A page under way, as a hand that fills it sees it.
#[derive(Clone)]
pub(super) struct Sheet {
    pub number: usize,
    /// Which column of it, from 0.
    pub column: usize,
    pub text: i32,
    pub notes: i32,
    pub rows: usize,
    pub begun: bool,
    pub queue: Vec<i32>,
    pub cost_of_end: u32,
    pub broken_word: bool,
    pub glued: bool,
    /// What each space would cost that could take a line, and whether the last block has
    /// one if something stands below it.
    pub spaces: Vec<u32>,
    pub open: bool,
    pub from: Place,
}

impl Sheet {
    /// An empty page.
    pub(super) fn new((number, column): (usize, usize), from: Place) -> Self {
        Self {
            number,
            column,
            text: 0,
            notes: 0,
            rows: 0,
            begun: false,
            queue: Vec::new(),
            cost_of_end: 0,
            broken_word: false,
            glued: true,
            spaces: Vec::new(),
            open: false,
            from,
        }
    }
}
