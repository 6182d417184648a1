//! Where the blank pages go that fill the last sheet.

use crate::sheet::PageNo;

/// Where the missing pages go when the page count is no multiple of four.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Blanks {
    /// After the last page, so that the booklet ends with blank pages.
    Last,
    /// Before the last page, which stays outside as the back cover.
    InsideBackCover,
}

/// The pages of a work in reading order, filled up to so many.
///
/// One page is a front cover and nothing but blanks, whatever the rule.
pub fn gather(pages: usize, whole: usize, blanks: Blanks) -> Vec<Option<PageNo>> {
    let whole = whole.max(pages);
    let keep_back = blanks == Blanks::InsideBackCover && pages > 1;
    let inside = if keep_back { pages - 1 } else { pages };
    let mut gathered: Vec<Option<PageNo>> = (1..=inside).map(Some).collect();
    gathered.resize(whole - usize::from(keep_back), None);
    if keep_back {
        gathered.push(Some(pages));
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ones_as_promised() {
        use Blanks::{InsideBackCover, Last};
        assert_eq!(gather(1, 4, InsideBackCover), [Some(1), None, None, None]);
        assert_eq!(gather(2, 4, InsideBackCover), [Some(1), None, None, Some(2)]);
        assert_eq!(gather(3, 4, InsideBackCover), [Some(1), Some(2), None, Some(3)]);
        assert_eq!(gather(4, 4, InsideBackCover), [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(gather(3, 4, Last), [Some(1), Some(2), Some(3), None]);
        assert_eq!(gather(5, 8, Last).len(), 8);
    }
}
