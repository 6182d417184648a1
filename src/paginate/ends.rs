//! Where a page can end, and what that costs by itself.

use super::flow::{Flow, LINE, Opens};
use super::prices::{self, NEVER};
use super::state::{Start, State};

/// A page that has ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended {
    /// Where the next begins; none where the text is over.
    pub next: Option<Start>,
    /// What the page costs but for its neighbours.
    pub price: u64,
    /// Lines that it falls short; none if it has to, so that it need not be level.
    pub level: Option<i32>,
    /// Whether its last word is divided.
    pub is_hyphenated: bool,
    /// Lines that it has to be told to leave free.
    pub short: i32,
    /// Lines that its spaces take.
    pub opened: i32,
    /// How high its text is.
    pub used: i32,
    /// Whether it has notes.
    pub has_notes: bool,
    /// Things that float and wait for another page.
    pub waiting: usize,
    /// The last of the steps that lead here.
    pub step: usize,
}

/// What would come next on a page: its height, its gap above it and its notes.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Need {
    pub text: i32,
    pub notes: i32,
    /// How much of the notes has to have room.
    pub least: i32,
}

impl Need {
    /// What has to be on one page from this row on: it, and what follows as long as
    /// no page ends between. Of later items as they are set. Of notes only those of an
    /// item's first row count: Typst looks ahead for lines, not for their notes.
    pub(super) fn of(flow: &Flow, item: usize, setting: usize, row: usize) -> Self {
        let mut need = Self::default();
        let (mut item, mut setting, mut from) = (item, setting, row);
        loop {
            for (at, row) in flow.rows(item, setting).iter().skip(from).enumerate() {
                need.text += row.gap + row.height;
                if at == 0 {
                    need.least = need.notes + row.least_notes;
                    need.notes += row.notes;
                }
                // What is higher than a page is high enough to know.
                if row.after != NEVER || need.text > flow.room {
                    return need;
                }
            }
            (item, setting, from) = (item + 1, 0, 0);
            match flow.items.get(item) {
                Some(next) if next.opens == Opens::Anywhere => {}
                _ => return need,
            }
            // What floats is no part of it.
            while flow.items.get(item).is_some_and(|next| next.floats) {
                item += 1;
            }
        }
    }
}

/// How a page takes what comes next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Takes {
    /// As a whole.
    Whole,
    /// But for the end of its notes.
    Divided,
    /// Not at all.
    Not,
}

/// Whether what is needed has room behind what stands there.
pub(super) fn takes(flow: &Flow, state: &State, need: Need) -> Takes {
    let rest = state.room - state.used - state.notes - need.text;
    let opening = if state.notes == 0 && need.notes > 0 { flow.separator } else { 0 };
    if need.notes + opening <= rest {
        Takes::Whole
    } else if need.least < need.notes && opening + need.least <= rest {
        Takes::Divided
    } else {
        Takes::Not
    }
}

/// The page as it would be if it ended before `next`, where `need` would come, with its
/// spaces opened or not: none if it cannot end there.
pub(super) fn before<'f>(
    flow: &'f Flow,
    state: &'f State,
    next: Start,
    need: Need,
) -> impl Iterator<Item = Ended> + 'f {
    let free = ((state.room - state.used - state.notes) / LINE).max(0);
    let own =
        next.place.row == 0 && flow.items.get(next.place.item).is_some_and(|item| item.anchors);
    let most = if state.after == NEVER { -1 } else { free.min(state.airs.most()) };
    (0..=most).filter_map(move |opened| {
        let white = free - opened;
        let with = State { used: state.used + opened * LINE, ..*state };
        let is_asked = takes(flow, &with, need) != Takes::Not;
        if is_asked {
            let can_be = own || state.is_anchored;
            if !can_be || !(1..=prices::MOST_SHORT).contains(&white) {
                return None;
            }
        }
        let costs = if state.has_text { prices::white(white) } else { 0 };
        let costs = costs + state.airs.price(opened);
        Some(Ended {
            next: Some(Start { floats: state.floats, ..next }),
            price: state.price + u64::from(state.after) + u64::from(costs),
            level: Some(if state.notes > 0 { 0 } else { white }),
            is_hyphenated: state.is_hyphenated,
            short: if is_asked { white } else { 0 },
            opened,
            ..plain(state)
        })
    })
}

/// The page where nothing may come before what floats and waits.
pub(super) fn flushed(flow: &Flow, state: &State, next: Start) -> Vec<Ended> {
    if state.after == NEVER {
        return vec![forced(state, Some(next), 0)];
    }
    let need = Need { text: flow.room.saturating_add(1), ..Need::default() };
    before(flow, state, next, need).collect()
}

/// The page where something has room that must not leave what is before, but its notes
/// have none: Typst parts the two then, and there may be no other way.
pub(super) fn for_notes(state: &State, next: Start, need: Need) -> Option<Ended> {
    let has_room = state.used + state.notes + need.text <= state.room;
    if state.after != NEVER || !state.has_text || !has_room {
        return None;
    }
    let white = ((state.room - state.used - state.notes) / LINE).max(0);
    let parted = if next.place.row > 0 { prices::WIDOW } else { prices::TORN };
    let price = u64::from(parted) + u64::from(prices::white(white));
    Some(Ended {
        next: Some(Start { floats: state.floats, ..next }),
        price: state.price + price,
        level: Some(if state.notes > 0 { 0 } else { white }),
        is_hyphenated: state.is_hyphenated,
        ..plain(state)
    })
}

/// The page as it is where the text is over, or has to go on on another.
pub(super) fn forced(state: &State, next: Option<Start>, price: u32) -> Ended {
    let next = next.map(|next| Start { floats: state.floats, ..next });
    Ended { next, price: state.price + u64::from(price), ..plain(state) }
}

fn plain(state: &State) -> Ended {
    Ended {
        next: None,
        price: 0,
        level: None,
        is_hyphenated: false,
        short: 0,
        opened: 0,
        used: state.used,
        has_notes: state.notes > 0,
        waiting: state.floats.0,
        step: state.step,
    }
}
