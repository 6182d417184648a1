//! What reads laid-out pages: their lines, blocks and notes, what a proofreader marks.

pub(super) mod extents;
pub(super) mod glyphs;
pub(super) mod heads;
pub(super) mod index_pages;
pub(super) mod lost;
pub(super) mod marks;
pub(super) mod measures;
mod overprint;
mod printed;
pub(super) mod proof;
pub(super) mod reading;
pub(super) mod strays;
pub(super) mod whole;
