//! Spaces that a page may open: one that would fall short gives its lines to them, as
//! compositors do with leads, before it leaves them free at its foot.

use super::flow::{Air, Flow, LINE, Place};
use super::prices::{self, NEVER};

/// The spaces of a page that could be opened, each by a line.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Airs {
    above: i32,
    around: i32,
    /// Below a head that begins the page.
    sunk: i32,
    /// Whether the last item could be opened, if something follows it.
    is_pending: bool,
}

impl Airs {
    /// The same with the next item, where it begins on the page; `holds` if all that is
    /// above it there has to stay with it.
    pub(super) fn with(self, air: Air, has_text: bool, holds: bool) -> Self {
        let is_sunk = has_text && holds && air != Air::Above;
        Self {
            sunk: if is_sunk { prices::MOST_SUNK } else { self.sunk },
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
        of(above, prices::ABOVE)
            + of(around, prices::AROUND)
            + of(lines - above - around, prices::SUNK)
    }
}

/// By how much which items have more free above them, in thousandths of a line, where a
/// page that begins at `start` opens so many lines; `items` are those that begin on it.
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
    let above = above.into_iter().map(|item| vec![(item, LINE)]);
    let around = inner(Air::Around).filter_map(|(at, item)| {
        let next = items.get(at + 1)?;
        Some(vec![(*item, LINE / 2), (*next, LINE / 2)])
    });
    // Behind the heads that begin the page.
    let is_held = |item: usize| {
        let rows = of(item).and_then(|it| it.settings.first()).map_or(&[][..], |it| &it.rows);
        rows.iter().all(|row| row.after == NEVER)
    };
    let below = items.iter().take_while(|item| is_held(**item)).count();
    let sunk =
        items.get(below).filter(|_| below > 0 && start.row == 0).map(|item| vec![(*item, LINE)]);
    let most = usize::try_from(lines).unwrap_or_default();
    let sunk = sunk.into_iter().cycle();
    above.chain(around).chain(sunk).take(most).flatten().collect()
}
