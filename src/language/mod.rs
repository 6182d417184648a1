//! What a language asks of a page: the way it runs, its spaces and signs, the
//! words that templates print in it.

mod apostrophes;
mod smart;
mod spacing;
mod tag;
mod words;

pub use apostrophes::{divisions, is_apostrophe};
pub use smart::smart;
pub use spacing::{MONTHS, spaced};
pub use tag::{Direction, Language};
pub use words::{Value, Words, built_in};
