//! How many pages and sheets go into a booklet.

/// Pages on both sides of a sheet that is folded once.
pub const PAGES_OF_SHEET: usize = 4;

/// How many sheets so many pages take.
pub fn sheets_of(pages: usize) -> usize {
    pages.div_ceil(PAGES_OF_SHEET)
}

/// So many pages and the blanks that fill the last sheet.
pub fn filled(pages: usize) -> usize {
    pages.next_multiple_of(PAGES_OF_SHEET)
}
