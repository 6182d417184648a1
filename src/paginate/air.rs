//! Spaces that a page may open: one that would fall short gives its lines to them, as
//! compositors do with leads, before it leaves them free at its foot.

use super::flow::{Air, Flow, LINE, Place};
use super::prices;

/// The spaces of a page that could be opened, each by a line.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Airs {
    above: i32,
    around: i32,
    /// Above a head that begins the page.
    sunk: i32,
    /// Whether the last item could be opened, if something follows it.
    is_pending: bool,
}

impl Airs {
    /// Those of a page that begins so.
    pub(super) fn of(flow: &Flow, start: Place) -> Self {
        let sunk = if is_headed(flow, start) { prices::MOST_SUNK } else { 0 };
        Self { sunk, ..Self::default() }
    }

    /// The same with the next item, where it begins on the page.
    pub(super) fn with(self, air: Air, has_text: bool) -> Self {
        Self {
            sunk: self.sunk,
            above: self.above + i32::from(air == Air::Above && has_text),
            around: self.around + i32::from(self.is_pending),
            is_pending: air == Air::Around && has_text,
        }
    }

    /// How many lines they take at the most.
    pub(super) fn most(self) -> i32 {
        self.above + self.around + self.sunk
    }

    /// What so many lines cost.
    pub(super) fn price(self, lines: i32) -> u32 {
        let above = lines.min(self.above);
        let around = (lines - above).min(self.around);
        let of = |lines: i32, price: u32| u32::try_from(lines).unwrap_or_default() * price;
        let unlike = if around > 0 && self.is_pending { prices::UNLIKE } else { 0 };
        of(above, prices::ABOVE)
            + of(around, prices::AROUND)
            + of(lines - above - around, prices::SUNK)
            + unlike
    }
}

/// By how much which items have more free above them, in thousandths of a line, where a
/// page that begins at `start` opens so many lines; `items` are those that begin on it. The
/// first of them is a head, then, that begins lower.
pub(super) fn opened(flow: &Flow, start: Place, items: &[usize], lines: i32) -> Vec<(usize, i32)> {
    let of = |item: usize| flow.items.get(item);
    let gap =
        |item: usize| of(item).and_then(|it| it.settings.first()?.rows.first()).map(|row| row.gap);
    let is_head = |item: usize| start.row == 0 && start.item == item;
    let inner = |air: Air| {
        items.iter().enumerate().filter(move |(at, item)| {
            of(**item).is_some_and(|it| it.air == air) && (*at > 0 || !is_head(**item))
        })
    };
    // The widest first.
    let mut above: Vec<usize> = inner(Air::Above).map(|(_, item)| *item).collect();
    above.sort_by_key(|item| std::cmp::Reverse(gap(*item)));
    let most = usize::try_from(lines).unwrap_or_default();
    let mut all: Vec<(usize, i32)> =
        above.into_iter().take(most).map(|item| (item, LINE)).collect();
    let left = most - all.len();
    // All displays of a page have the same.
    let displays: Vec<(usize, usize)> =
        inner(Air::Around).filter_map(|(at, item)| Some((*item, *items.get(at + 1)?))).collect();
    let shared = left.min(displays.len());
    let spaces: Vec<usize> = displays.into_iter().flat_map(|(own, next)| [own, next]).collect();
    all.extend(spaces.iter().zip(shares(shared, spaces.len())).map(|(item, by)| (*item, by)));
    // The head that begins the page, if all else is open.
    let sunk = left - shared;
    if sunk > 0 && is_headed(flow, start) {
        all.push((start.item, LINE * i32::try_from(sunk).unwrap_or_default()));
    }
    all.retain(|(_, by)| *by > 0);
    all
}

/// Whether a page begins with a head.
fn is_headed(flow: &Flow, start: Place) -> bool {
    start.row == 0 && flow.items.get(start.item).is_some_and(|item| item.air == Air::Above)
}

/// So many lines among so many spaces, in thousandths of a line: none is lost.
fn shares(lines: usize, spaces: usize) -> impl Iterator<Item = i32> {
    let upto = move |at: usize| {
        let part = at * lines * usize::try_from(LINE).unwrap_or_default() / spaces.max(1);
        i32::try_from(part).unwrap_or_default()
    };
    (0..spaces).map(move |at| upto(at + 1) - upto(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paginate::{Item, NEVER, Row, Setting};

    fn item(air: Air, gap: i32, after: u32) -> Item {
        let row = Row { gap, height: LINE, after, ..Row::default() };
        Item { settings: vec![Setting { rows: vec![row], price: 0 }], air, ..Item::default() }
    }

    #[test]
    fn displays_of_a_page_share_what_it_needs() {
        let prose = || item(Air::None, 0, 0);
        let display = || item(Air::Around, LINE, 0);
        let items = vec![
            prose(),
            display(),
            prose(),
            display(),
            prose(),
            display(),
            prose(),
            item(Air::Above, 2 * LINE, NEVER),
            prose(),
        ];
        let flow = Flow { items, ..Flow::default() };
        let begun: Vec<usize> = (0..9).collect();
        let opened = |lines: i32| opened(&flow, Place::default(), &begun, lines);
        // The head first.
        assert_eq!(opened(1), [(7, LINE)]);
        assert_eq!(
            opened(2),
            [(7, LINE), (1, 166), (2, 167), (3, 167), (4, 166), (5, 167), (6, 167)]
        );
        assert_eq!(opened(4).iter().map(|(_, by)| by).sum::<i32>(), 4 * LINE);
        // The last display has nothing below it.
        let all = super::opened(&flow, Place::default(), &begun[..6], 2);
        assert_eq!(all, [(1, 500), (2, 500), (3, 500), (4, 500)]);
    }

    #[test]
    fn chapters_begin_lower() {
        let items = vec![item(Air::Above, 2 * LINE, NEVER), item(Air::None, LINE, 0)];
        let flow = Flow { items, ..Flow::default() };
        let begins = Place::default();
        assert_eq!(opened(&flow, begins, &[0, 1], 2), [(0, 2 * LINE)]);
    }
}
