//! The least price from the first page to the last.

use std::collections::BTreeMap;

use super::air;
use super::column::Column;
use super::ends::Ended;
use super::flow::{Flow, Opens, Place};
use super::prices;
use super::state::Start;
use super::walk;

/// What was chosen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// For every item, its setting.
    pub settings: Vec<usize>,
    /// The pages of the text, in order.
    pub pages: Vec<Page>,
    /// How many pages come behind them that have nothing but what floats.
    pub pages_behind: usize,
    /// What all of it costs.
    pub price: u64,
}

/// A page of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Its number, from 1.
    pub number: usize,
    /// Which of its columns, from 0: every column is a page here.
    pub column: usize,
    /// Where it begins.
    pub start: Place,
    /// How many lines it has to be told to leave free at its foot, and at which item:
    /// one that begins on it, or that begins the next.
    pub short: Option<(usize, i32)>,
    /// Which items have more free above them than they have by themselves, and how much
    /// more, in thousandths of a line.
    pub opened: Vec<(usize, i32)>,
}

impl Choice {
    /// The number of the last page of the text; 0 if there is none.
    pub fn last_page(&self) -> usize {
        self.pages.last().map_or(0, |page| page.number + self.pages_behind)
    }
}

/// Pages up to the one that begins here, in the cheapest way.
#[derive(Clone, Copy, Debug)]
struct Label {
    /// The page that begins, or the column.
    at: Column,
    /// How many lines that falls short that is level with it if it can be, in its opening.
    facing: Option<i32>,
    price: u64,
    /// The page before it, in the record.
    before: Option<usize>,
}

/// A page in the record: where it began, and how it came to be.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: Start,
    label: Label,
}

/// The settings and pages of the least price. None if the text is empty, or has no room
/// on the pages that there may be.
pub fn choose(flow: &Flow) -> Option<Choice> {
    let mut record: Vec<Entry> = Vec::new();
    let mut waiting: BTreeMap<Start, Vec<Label>> = BTreeMap::new();
    let at = Column { page: flow.first_page, number: 0 };
    let first = Label { at, facing: None, price: 0, before: None };
    waiting.insert(Start { above: flow.opening, ..Start::default() }, vec![first]);
    let mut best: Option<(u64, usize, Ended)> = None;
    while let Some((start, mut labels)) = waiting.pop_first() {
        if labels.is_empty() {
            continue;
        }
        labels.sort_unstable_by_key(|label| (label.at, label.facing));
        let begun = record.len();
        record.extend(labels.iter().map(|label| Entry { start, label: *label }));
        for end in &walk::walk(flow, start).ends {
            let Some(next) = end.next else {
                for (at, label) in labels.iter().enumerate() {
                    let last_page = last_page(flow, label, end);
                    if flow.last_page.is_some_and(|last| last_page > last) {
                        continue;
                    }
                    let price = label.price
                        + end.price
                        + joined(flow, label, end)
                        + finished(flow, label, end);
                    if best.as_ref().is_none_or(|(least, ..)| price < *least) {
                        best = Some((price, begun + at, *end));
                    }
                }
                continue;
            };
            if flow.barred.contains(&(start.place, next.place)) {
                continue;
            }
            let mut at = begun;
            // Pages of the same number have the same neighbours from here on; one that need not be
            // level hands on what the one before it has.
            let is_alike = |one: &Label, other: &Label| {
                one.at == other.at && (end.level.is_some() || one.facing == other.facing)
            };
            for alike in labels.chunk_by(is_alike) {
                let costs = alike.iter().zip(at..).map(|(label, here)| {
                    (label.price + end.price + joined(flow, label, end), here, label)
                });
                if let Some((price, here, label)) = costs.min_by_key(|(price, ..)| *price) {
                    let (next, label) = turned(flow, *label, end, next, price, (start, here));
                    keep(flow, waiting.entry(next).or_default(), label);
                }
                at += alike.len();
            }
        }
    }
    let (price, last, end) = best?;
    Some(traced(flow, &record, price, last, end))
}

/// What a page costs beside its neighbours.
fn joined(flow: &Flow, label: &Label, end: &Ended) -> u64 {
    let word = match (end.is_hyphenated, label.at.ends_opening(flow.columns)) {
        (false, _) => 0,
        (true, true) => prices::TURNED_WORD,
        (true, false) => prices::CROSSED_WORD,
    };
    let uneven = match (label.facing, end.level) {
        (Some(one), Some(other)) => one.abs_diff(other) * prices::UNEVEN,
        _ => 0,
    };
    u64::from(prices::PAGE) + u64::from(word) + u64::from(uneven)
}

/// What the last page costs, and the sheets.
fn finished(flow: &Flow, label: &Label, end: &Ended) -> u64 {
    let is_low = end.used < prices::FEW_LINES * super::LINE && !end.has_notes;
    let forgotten = is_low && label.at.page > flow.first_page && label.at.number == 0;
    let pages = flow.other_pages + last_page(flow, label, end) + 1 - flow.first_page;
    sheets(pages) + if forgotten { u64::from(prices::FORGOTTEN) } else { 0 }
}

/// The number of the last page, if the text is over with this one.
fn last_page(flow: &Flow, label: &Label, end: &Ended) -> usize {
    label.at.later(flow.columns_behind(end.waiting), flow.columns).page
}

/// The next page.
fn turned(
    flow: &Flow,
    label: Label,
    end: &Ended,
    next: Start,
    price: u64,
    here: (Start, usize),
) -> (Start, Label) {
    let mut at = label.at.next(flow.columns);
    let mut price = price;
    // What has begun its page and found no room there goes on to the very next.
    let begins = next.place.row == 0 && next.place != here.0.place;
    let opens = flow.items.get(next.place.item).map(|item| item.opens);
    let mut facing = end.level.or(label.facing);
    if begins && matches!(opens, Some(Opens::Page | Opens::Recto)) {
        at = at.at_page();
        if opens == Some(Opens::Recto) && at.page.is_multiple_of(2) {
            at.page += 1;
            price += u64::from(prices::BLANK);
            facing = None;
        }
    }
    if at.begins_opening() {
        facing = None;
    }
    let spans = flow.opening_spans && at.page == label.at.page;
    let next = Start { above: if spans { here.0.above } else { 0 }, ..next };
    (next, Label { at, facing, price, before: Some(here.1) })
}

/// Adds a label, unless there is one that cannot end up dearer: sides of a leaf have
/// to alternate alike, pages more cost sheets at the most, or more than there is where
/// pages are counted, and another page that faces it the difference.
fn keep(flow: &Flow, labels: &mut Vec<Label>, label: Label) {
    let is_beyond = flow.last_page.is_some_and(|last| label.at.page > last);
    let beats = |one: &Label, other: &Label| {
        let more = one.at.page.saturating_sub(other.at.page);
        let is_counted = flow.last_page.is_some() && more > 0;
        let is_alike = one.at.number == other.at.number
            && one.at.page.abs_diff(other.at.page).is_multiple_of(2);
        if one.price > other.price || !is_alike || is_counted {
            return false;
        }
        let uneven = match (one.facing, other.facing) {
            (None, _) => 0,
            (Some(_), None) => return false,
            (Some(one), Some(other)) => u64::from(one.abs_diff(other) * prices::UNEVEN),
        };
        one.price + sheets(more) + uneven <= other.price
    };
    if !is_beyond && !labels.iter().any(|other| beats(other, &label)) {
        labels.retain(|other| !beats(&label, other));
        labels.push(label);
    }
}

/// What the sheets of so many pages cost.
fn sheets(pages: usize) -> u64 {
    u64::try_from(pages.div_ceil(4)).unwrap_or(u64::MAX).saturating_mul(u64::from(prices::SHEET))
}

/// Goes back from the last page, and walks each once more for its settings.
fn traced(flow: &Flow, record: &[Entry], price: u64, last: usize, end: Ended) -> Choice {
    let mut choice =
        Choice { settings: vec![0; flow.items.len()], pages: Vec::new(), pages_behind: 0, price };
    if let Some(Entry { label, .. }) = record.get(last) {
        choice.pages_behind = last_page(flow, label, &end) - label.at.page;
    }
    let mut goal = Some((last, None::<(Start, Label)>));
    while let Some((here, next)) = goal {
        let Some(Entry { start, label }) = record.get(here).copied() else { break };
        let walk = walk::walk(flow, start);
        let reaches = |it: &&Ended| match next {
            None => it.next.is_none() && it.price == end.price && it.used == end.used,
            Some((goal, after)) => it.next.is_some_and(|next| {
                let price = label.price + it.price + joined(flow, &label, it);
                let (next, turned) = turned(flow, label, it, next, price, (start, here));
                next == goal && turned.is(&after)
            }),
        };
        let Some(end) = walk.ends.iter().find(reaches) else { break };
        let mut begun = None;
        let mut path = Vec::new();
        let mut step = end.step;
        while let Some(it) = walk.steps.get(step).filter(|_| step > 0) {
            if let Some(setting) = choice.settings.get_mut(it.item) {
                *setting = it.setting;
            }
            path.push(*it);
            step = it.before;
        }
        // The same as `State::is_anchored`, in the order of the page.
        let mut holds = start.place.row == 0;
        for it in path.iter().rev() {
            let is_first = start.place.row == 0 && start.place.item == it.item;
            let anchors = flow.items.get(it.item).is_some_and(|item| item.anchors);
            if begun.is_none() && !is_first && !holds && anchors {
                begun = Some(it.item);
            }
            holds &= flow.rows(it.item, it.setting).iter().all(|row| row.after == prices::NEVER);
        }
        let anchor = begun.or(end.next.map(|next| next.place.item));
        let short = anchor.filter(|_| end.short > 0).map(|item| (item, end.short));
        let begun: Vec<usize> = path.iter().rev().map(|it| it.item).collect();
        let opened = air::opened(flow, start.place, &begun, end.opened);
        choice.pages.push(Page {
            number: label.at.page,
            column: label.at.number,
            start: start.place,
            short,
            opened,
        });
        goal = label.before.map(|before| (before, Some((start, label))));
    }
    choice.pages.reverse();
    choice
}

impl Label {
    /// Whether this is the same page at the same price.
    fn is(&self, other: &Self) -> bool {
        (self.at, self.facing, self.price) == (other.at, other.facing, other.price)
    }
}
