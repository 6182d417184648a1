//! Columns in their order: where a page has one, the page itself.

/// A column of a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Column {
    /// The number of its page, from 1: odd pages are rectos.
    pub page: usize,
    /// Its own number, from 0.
    pub number: usize,
}

impl Column {
    /// The one after it, where a page has so many.
    pub(super) fn next(self, columns: usize) -> Self {
        self.later(1, columns)
    }

    /// The one that comes so many later.
    pub(super) fn later(self, by: usize, columns: usize) -> Self {
        let columns = columns.max(1);
        let number = self.number + by;
        Self { page: self.page + number / columns, number: number % columns }
    }

    /// The first of a page that is not begun yet: itself, or one further on.
    pub(super) fn at_page(self) -> Self {
        if self.number == 0 { self } else { Self { page: self.page + 1, number: 0 } }
    }

    /// Whether it begins an opening: two pages that are seen together.
    pub(super) fn begins_opening(self) -> bool {
        self.number == 0 && self.page.is_multiple_of(2)
    }

    /// Whether one turns the leaf behind it.
    pub(super) fn ends_opening(self, columns: usize) -> bool {
        self.number + 1 >= columns && !self.page.is_multiple_of(2)
    }
}
