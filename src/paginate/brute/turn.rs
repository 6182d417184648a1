//! A hand that turns to the next page, or column.

use super::hand::Hand;
use crate::paginate::flow::Opens;
use crate::paginate::prices;

impl Hand<'_> {
    /// Pays for the page and takes another.
    pub(super) fn turn(&mut self, low: Option<i32>, cost: u64, word: bool) {
        let right = self.sheet.number % 2 == 1;
        self.paid += cost + u64::from(prices::PAGE);
        let last = self.sheet.column + 1 == self.flow.columns.max(1);
        if word {
            let turns = right && last;
            self.paid += u64::from(if turns { prices::TURNED_WORD } else { prices::CROSSED_WORD });
        }
        if let (Some(one), Some(other)) = (self.left, low) {
            self.paid += u64::from(prices::UNEVEN) * u64::from(one.abs_diff(other));
        }
        if low.is_some() {
            self.left = low;
        }
        self.sheet.column += 1;
        if last {
            self.leaf();
        }
    }

    /// Goes on to the next page.
    fn leaf(&mut self) {
        (self.sheet.number, self.sheet.column, self.over) = (self.sheet.number + 1, 0, 0);
        if self.sheet.number.is_multiple_of(2) {
            self.left = None;
        }
    }

    /// Goes on as something wants that opens a page.
    pub(super) fn open(&mut self, opens: Opens) {
        if opens == Opens::Anywhere {
            return;
        }
        if self.sheet.column > 0 {
            self.leaf();
        }
        if opens == Opens::Recto && self.sheet.number.is_multiple_of(2) {
            self.leaf();
            self.left = None;
            self.paid += u64::from(prices::BLANK);
        }
    }
}
