//! Chooses pages: how every paragraph is set, and where every page ends, so that the
//! whole text has the least price. Numbers in, choices out: it knows neither type nor
//! paper, only heights in thousandths of a line, and prices.
//!
//! Where pages have several columns, each is filled as a page is: only openings, rectos and
//! sheets go by pages.
//!
//! The search is a shortest path over the places at which pages can begin
//! (M. F. Plass, *Optimal Pagination Techniques*, 1981; F. Mittelbach, *A general
//! framework for globally optimized pagination*, 2016). What couples one page with
//! the next is in its state: the number of the page, how far the page that faces it
//! falls short, notes that go on, pictures that wait. Time and memory grow as the text.

mod air;
mod column;
mod ends;
mod flow;
mod prices;
mod search;
mod state;
mod walk;

#[cfg(test)]
mod brute;

pub use flow::{Air, Flow, Item, LINE, Opens, Place, Row, Setting};
pub use prices::{
    ENTRY_SPLIT, HEAD_LOW, LIST_SPLIT, NEVER, OPEN_ORPHAN, ORPHAN, SHEET, STRANDED, TABLE_SPLIT,
    TURNED_LEAD, WIDOW, of_layout, of_marks, spaces,
};
pub use search::{Choice, Page, choose};
