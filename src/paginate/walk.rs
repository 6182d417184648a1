//! Walks a page from its first row on, in every way in which its paragraphs can be
//! set, and finds all its ends.

use std::cmp::Reverse;

use super::air::Airs;
use super::ends::{self, Ended, Need, Takes};
use super::flow::{Flow, Item, Opens, Place, Row};
use super::prices::{self, NEVER};
use super::state::{Start, State};

/// A setting that was chosen, and the choice before it; the first leads nowhere.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Step {
    pub before: usize,
    pub item: usize,
    pub setting: usize,
}

/// All that a page can be.
#[derive(Default)]
pub(super) struct Walk {
    pub ends: Vec<Ended>,
    pub steps: Vec<Step>,
}

/// All ends of a page that begins here.
pub(super) fn walk(flow: &Flow, start: Start) -> Walk {
    let mut walk = Walk { ends: Vec::new(), steps: vec![Step::default()] };
    let mut states = vec![opened(flow, start)];
    let mut number = start.place.item;
    if start.place.row > 0 {
        states = walk.rows(flow, start.place, states);
        number += 1;
    }
    while !states.is_empty() {
        let Some(item) = flow.items.get(number) else {
            walk.ends.extend(states.iter().map(|state| ends::forced(state, None, 0)));
            break;
        };
        let here = Start { place: Place { item: number, ..Place::default() }, ..Start::default() };
        let begins = number == start.place.item && start.place.row == 0;
        if item.opens != Opens::Anywhere && !begins {
            walk.ends.extend(states.iter().map(|state| ends::forced(state, Some(here), 0)));
            break;
        }
        if item.flushes {
            let waits = |state: &State| state.floats.0 > 0;
            for state in states.iter().filter(|state| waits(state)) {
                walk.ends.extend(ends::flushed(flow, state, here));
            }
            states.retain(|state| !waits(state));
            if states.is_empty() {
                break;
            }
        }
        if item.floats {
            states.iter_mut().for_each(|state| float(state, item));
        } else {
            states = walk.item(flow, here, item, states);
        }
        number += 1;
    }
    walk
}

/// A page with what comes from the one before it.
fn opened(flow: &Flow, start: Start) -> State {
    let mut state = State {
        room: flow.room_from(start.place),
        used: start.above,
        notes: if start.carried > 0 { flow.separator + start.carried } else { 0 },
        is_anchored: false,
        floats: Reverse(0),
        has_text: false,
        holds: true,
        airs: Airs::of(flow, start.place),
        after: 0,
        is_hyphenated: false,
        price: 0,
        step: 0,
    };
    let before = flow.items.get(..start.place.item).unwrap_or_default();
    let floats = before.iter().rev().filter(|item| item.floats);
    let waiting: Vec<&Item> = floats.take(start.floats.0).collect();
    waiting.iter().rev().for_each(|item| float(&mut state, item));
    if start.place.row > 0 {
        state.used += flow.items.get(start.place.item).map_or(0, |item| item.repeats);
    }
    state
}

/// Something that floats comes onto its page, if there is room and nothing waits.
fn float(state: &mut State, item: &Item) {
    let height = item.height();
    let is_empty = !state.has_text && state.notes == 0 && state.used == 0;
    let fits = state.used + state.notes + height <= state.room;
    if state.floats.0 == 0 && (fits || is_empty) {
        state.used += height;
    } else {
        state.floats.0 += 1;
    }
}

impl Walk {
    /// Goes over a whole item, in every way in which it can be set.
    fn item(&mut self, flow: &Flow, here: Start, item: &Item, states: Vec<State>) -> Vec<State> {
        let number = here.place.item;
        let need = Need::of(flow, number, 0, 0);
        for state in states.iter().filter(|state| !is_bare(state)) {
            self.ends.extend(ends::before(flow, state, here, need));
        }
        let mut all: Vec<State> = Vec::new();
        for (setting, it) in item.settings.iter().enumerate() {
            let taken = states.iter().map(|state| {
                let step = self.steps.len();
                self.steps.push(Step { before: state.step, item: number, setting });
                State {
                    price: state.price + u64::from(it.price),
                    step,
                    airs: state.airs.with(item.air, state.has_text),
                    // Before the first of a page, and what it holds on to, there may be room
                    // on the page before.
                    is_anchored: state.is_anchored
                        || (item.anchors && state.has_text && !state.holds),
                    ..*state
                }
            });
            let taken = taken.collect();
            for state in self.rows(flow, Place { item: number, row: 0, setting }, taken) {
                keep(&mut all, state);
            }
        }
        all
    }

    /// Goes over the rows of an item from one on; gives the states in which all of
    /// them are on the page.
    fn rows(&mut self, flow: &Flow, from: Place, mut states: Vec<State>) -> Vec<State> {
        let rows = flow.rows(from.item, from.setting);
        for (row, it) in rows.iter().enumerate().skip(from.row) {
            let here = Start { place: Place { row, ..from }, ..Start::default() };
            if row > from.row {
                let need = Need::of(flow, from.item, from.setting, row);
                for state in &states {
                    self.ends.extend(ends::before(flow, state, here, need));
                }
            }
            let next = after(flow, from, row, rows);
            let mut taken = Vec::new();
            for state in &states {
                taken.extend(self.row(flow, state, it, here, next));
            }
            states = taken;
            // A long block has rows for many pages.
            if states.is_empty() {
                break;
            }
        }
        states
    }

    /// A row comes onto the page: none if the page has ended with it or before it.
    fn row(
        &mut self,
        flow: &Flow,
        state: &State,
        row: &Row,
        here: Start,
        next: Place,
    ) -> Option<State> {
        let gap = if state.has_text { row.gap } else { 0 };
        let need = Need { text: gap + row.height, notes: row.notes, least: row.least_notes };
        let opening = if state.notes == 0 && row.notes > 0 { flow.separator } else { 0 };
        let with = State {
            used: state.used + need.text,
            notes: state.notes + opening + need.notes,
            has_text: true,
            holds: state.holds && row.after == NEVER,
            after: row.after,
            is_hyphenated: row.is_hyphenated,
            ..*state
        };
        match ends::takes(flow, state, need) {
            Takes::Whole => Some(with),
            // Its notes go on overleaf, and nothing follows them here.
            Takes::Divided => {
                let room = with.room - with.used - state.notes - opening;
                let carried = need.notes - room / flow.note_line.max(1) * flow.note_line;
                let start = Start { place: next, floats: with.floats, carried, above: 0 };
                let price = prices::DIVIDED_NOTE;
                if row.after != NEVER && next.item < flow.items.len() {
                    let mut end = ends::forced(&with, Some(start), price);
                    end.price += u64::from(row.after);
                    end.level = Some(0);
                    end.is_hyphenated = row.is_hyphenated;
                    self.ends.push(end);
                }
                None
            }
            Takes::Not if is_bare(state) => {
                Some(State { price: with.price + u64::from(prices::OVERFULL), ..with })
            }
            Takes::Not => {
                self.ends.extend(ends::for_notes(state, here, need));
                // What has to stay with this, and has the page to itself, stands alone.
                if state.holds && state.has_text {
                    self.ends.push(ends::forced(state, Some(here), prices::OVERFULL));
                }
                None
            }
        }
    }
}

/// Whether nothing at all is on a page.
fn is_bare(state: &State) -> bool {
    !state.has_text && state.notes == 0 && state.used == 0
}

/// The place behind a row.
fn after(flow: &Flow, from: Place, row: usize, rows: &[Row]) -> Place {
    if row + 1 < rows.len() {
        return Place { row: row + 1, ..from };
    }
    let mut item = from.item + 1;
    while flow.items.get(item).is_some_and(|it| it.floats) {
        item += 1;
    }
    Place { item, ..Place::default() }
}

/// Adds a state, unless there is one like it that costs less.
fn keep(states: &mut Vec<State>, state: State) {
    let same = |other: &State| {
        (other.used, other.notes, other.floats, other.after)
            == (state.used, state.notes, state.floats, state.after)
            && (other.holds, other.has_text) == (state.holds, state.has_text)
    };
    let beaten = |other: &State| {
        same(other) && other.price <= state.price && (other.is_anchored || !state.is_anchored)
    };
    if !states.iter().any(beaten) {
        let worse = |other: &State| {
            same(other) && other.price >= state.price && (state.is_anchored || !other.is_anchored)
        };
        states.retain(|other| !worse(other));
        states.push(state);
    }
}
