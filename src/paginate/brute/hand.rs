//! A hand that fills pages in every way there is.

use super::page::Sheet;
use crate::paginate::flow::{Flow, LINE, Opens, Place};
use crate::paginate::{Air, NEVER, prices};

#[derive(Clone)]
pub(super) struct Hand<'f> {
    pub flow: &'f Flow,
    pub sheet: Sheet,
    /// The white of what was filled before it in its opening.
    pub left: Option<i32>,
    /// What stands over all columns of the page.
    pub over: i32,
    pub paid: u64,
}

/// The least price of all.
pub(super) fn least(flow: &Flow) -> Option<u64> {
    let first = (flow.first_page, 0);
    let sheet = Sheet { text: flow.opening, ..Sheet::new(first, Place::default()) };
    let over = if flow.opening_spans { flow.opening } else { 0 };
    let mut best = None;
    Hand { flow, sheet, left: None, over, paid: 0 }.item(0, &mut best);
    best
}

impl Hand<'_> {
    fn item(self, number: usize, best: &mut Option<u64>) {
        let Some(item) = self.flow.items.get(number) else { return self.over(best) };
        let untouched = self.sheet.from == Place { item: number, row: 0, setting: 0 };
        if item.opens != Opens::Anywhere && !untouched {
            let mut next = self;
            next.turn(None, 0, false);
            next.open(item.opens);
            if next.barred_at(number, 0, 0) {
                return;
            }
            return next.begin(number, 0, 0, best);
        }
        if item.flushes && !self.sheet.queue.is_empty() {
            if self.sheet.cost_of_end != NEVER {
                return self.end_before(number, 0, 0, best);
            }
            let mut next = self;
            next.turn(None, 0, false);
            if next.barred_at(number, 0, 0) {
                return;
            }
            return next.begin(number, 0, 0, best);
        }
        if item.floats {
            let mut next = self;
            let height = item.settings[0].rows.iter().map(|row| row.gap + row.height).sum();
            next.float(height);
            return next.item(number + 1, best);
        }
        self.end_before(number, 0, 0, best);
        for (setting, it) in item.settings.iter().enumerate() {
            let mut next = self.clone();
            next.paid += u64::from(it.price);
            let below = self.sheet.rows > 0;
            next.sheet.begun |= item.anchors && below && !self.sheet.glued;
            if next.sheet.open {
                next.sheet.spaces.push(prices::AROUND);
            }
            if below && item.air == Air::Above {
                next.sheet.spaces.push(prices::ABOVE);
            }
            next.sheet.open = below && item.air == Air::Around;
            next.row(number, setting, 0, false, best);
        }
    }

    fn float(&mut self, height: i32) {
        let room = self.room() - self.sheet.text - self.sheet.notes;
        let sheet = &mut self.sheet;
        let blank = sheet.rows == 0 && sheet.notes == 0 && sheet.text == 0;
        if sheet.queue.is_empty() && (blank || height <= room) {
            sheet.text += height;
        } else {
            sheet.queue.push(height);
        }
    }

    fn room(&self) -> i32 {
        self.flow.room - self.flow.tight.get(&self.sheet.from).copied().unwrap_or_default()
    }

    /// What has to come together from this row on: heights of text and notes.
    fn wanted(&self, item: usize, setting: usize, row: usize) -> (i32, i32, i32) {
        let (mut text, mut notes, mut least, mut seen) = (0, 0, 0, usize::MAX);
        let mut at = (item, setting, row);
        loop {
            let Some(it) = self.flow.items.get(at.0) else { return (text, notes, least) };
            if at.0 > item && it.opens != Opens::Anywhere {
                return (text, notes, least);
            }
            if at.0 > item && it.floats {
                at = (at.0 + 1, 0, 0);
                continue;
            }
            let Some(row) = it.settings[at.1].rows.get(at.2) else {
                at = (at.0 + 1, 0, 0);
                continue;
            };
            text += row.gap + row.height;
            if seen != at.0 {
                least = notes + row.least_notes;
                notes += row.notes;
            }
            seen = at.0;
            if row.after != NEVER {
                return (text, notes, least);
            }
            at.2 += 1;
        }
    }

    /// Whether that has room: all of it, or all but the end of its notes.
    fn room_for(&self, text: i32, notes: i32, least: i32) -> (bool, bool) {
        let left = self.room() - self.sheet.text - self.sheet.notes - text;
        let line = if self.sheet.notes == 0 { self.flow.separator } else { 0 };
        if notes == 0 {
            return (left >= 0, false);
        }
        (left >= line + notes, least < notes && left >= line + least)
    }

    fn end_before(&self, item: usize, setting: usize, row: usize, best: &mut Option<u64>) {
        let sheet = &self.sheet;
        let blank = sheet.rows == 0 && sheet.notes == 0 && sheet.text == 0;
        if blank || sheet.cost_of_end == NEVER {
            return;
        }
        // The cheapest of its spaces take a line each, one space more after the other.
        let mut spaces = sheet.spaces.clone();
        let Place { item: first, row: within, .. } = sheet.from;
        if within == 0 && self.flow.items[first].air == Air::Above {
            spaces.extend([prices::SUNK; prices::MOST_SUNK as usize]);
        }
        spaces.sort_unstable();
        for open in 0..=spaces.len() {
            let mut wider = self.clone();
            wider.sheet.text += LINE * open as i32;
            if open > 0 && wider.sheet.text + sheet.notes > self.room() {
                return;
            }
            let taken = spaces.iter().take(open);
            wider.paid += taken.clone().map(|price| u64::from(*price)).sum::<u64>();
            if sheet.open && taken.clone().any(|price| *price == prices::AROUND) {
                wider.paid += u64::from(prices::UNLIKE);
            }
            wider.end_here(item, setting, row, best);
        }
    }

    fn end_here(&self, item: usize, setting: usize, row: usize, best: &mut Option<u64>) {
        let sheet = &self.sheet;
        let white = ((self.room() - sheet.text - sheet.notes) / LINE).max(0);
        let (text, notes, least) = self.wanted(item, setting, row);
        let (whole, part) = self.room_for(text, notes, least);
        let flushes = row == 0 && self.flow.items[item].flushes && !sheet.queue.is_empty();
        if (whole || part) && !flushes {
            let own = row == 0 && self.flow.items[item].anchors;
            if !(own || sheet.begun) || !(1..=prices::MOST_SHORT).contains(&white) {
                return;
            }
        }
        let mut next = self.clone();
        let mut cost = u64::from(sheet.cost_of_end);
        if sheet.rows > 0 {
            cost += u64::from(prices::white(white));
        }
        let (low, word) = (if sheet.notes > 0 { 0 } else { white }, sheet.broken_word);
        next.turn(Some(low), cost, word);
        if next.barred_at(item, setting, row) {
            return;
        }
        next.begin(item, setting, row, best);
    }

    fn barred_at(&self, item: usize, setting: usize, row: usize) -> bool {
        self.flow.barred.contains(&(self.sheet.from, Place { item, row, setting }))
    }

    fn begin(mut self, item: usize, setting: usize, row: usize, best: &mut Option<u64>) {
        if self.flow.last_page.is_some_and(|last| self.sheet.number > last) {
            return;
        }
        let queue = std::mem::take(&mut self.sheet.queue);
        let at = (self.sheet.number, self.sheet.column);
        self.sheet = Sheet::new(at, Place { item, row, setting });
        self.sheet.text = self.over;
        queue.into_iter().for_each(|height| self.float(height));
        self.resume(item, setting, row, best);
    }

    fn resume(mut self, item: usize, setting: usize, row: usize, best: &mut Option<u64>) {
        if row > 0 {
            self.sheet.text += self.flow.items[item].repeats;
        }
        if row == 0 { self.item(item, best) } else { self.row(item, setting, row, false, best) }
    }

    fn row(self, item: usize, setting: usize, at: usize, may_end: bool, best: &mut Option<u64>) {
        let Some(row) = self.flow.items[item].settings[setting].rows.get(at) else {
            return self.item(item + 1, best);
        };
        if may_end {
            self.end_before(item, setting, at, best);
        }
        let gap = if self.sheet.rows > 0 { row.gap } else { 0 };
        let (whole, part) = self.room_for(gap + row.height, row.notes, row.least_notes);
        let sheet = &self.sheet;
        let blank = sheet.rows == 0 && sheet.notes == 0 && sheet.text == 0;
        let line = if sheet.notes == 0 && row.notes > 0 { self.flow.separator } else { 0 };
        let mut next = self.clone();
        next.sheet.text += gap + row.height;
        next.sheet.rows += 1;
        next.sheet.glued &= row.after == NEVER;
        next.sheet.cost_of_end = row.after;
        next.sheet.broken_word = row.is_hyphenated;
        if whole || (blank && !part) {
            next.sheet.notes += line + row.notes;
            next.paid += if whole { 0 } else { u64::from(prices::OVERFULL) };
            next.row(item, setting, at + 1, true, best);
        } else if part {
            let room = self.room() - next.sheet.text - self.sheet.notes - line;
            let mut left = row.notes;
            let mut fits = room;
            while fits >= self.flow.note_line {
                fits -= self.flow.note_line;
                left -= self.flow.note_line;
            }
            let last = at + 1 == self.flow.items[item].settings[setting].rows.len();
            let mut goal = if last { (item + 1, 0, 0) } else { (item, setting, at + 1) };
            while last && self.flow.items.get(goal.0).is_some_and(|it| it.floats) {
                goal.0 += 1;
            }
            if row.after == NEVER || goal.0 == self.flow.items.len() {
                return;
            }
            next.turn(
                Some(0),
                u64::from(row.after) + u64::from(prices::DIVIDED_NOTE),
                row.is_hyphenated,
            );
            let opens = self.flow.items[goal.0].opens;
            if goal.2 == 0 {
                next.open(opens);
            }
            if next.barred_at(goal.0, goal.1, goal.2) {
                return;
            }
            if self.flow.last_page.is_some_and(|last| next.sheet.number > last) {
                return;
            }
            let queue = std::mem::take(&mut next.sheet.queue);
            next.sheet = Sheet {
                notes: self.flow.separator + left,
                text: next.over,
                ..Sheet::new(
                    (next.sheet.number, next.sheet.column),
                    Place { item: goal.0, row: goal.2, setting: goal.1 },
                )
            };
            queue.into_iter().for_each(|height| next.float(height));
            next.resume(goal.0, goal.1, goal.2, best);
        } else {
            self.part_for_notes((item, setting, at), gap + row.height, best);
            if !self.sheet.glued || self.sheet.rows == 0 {
                return;
            }
            let mut next = self;
            next.turn(None, u64::from(prices::OVERFULL), false);
            if !next.barred_at(item, setting, at) {
                next.begin(item, setting, at, best);
            }
        }
    }

    /// A line has room, its notes have none, and it must not leave the one before.
    fn part_for_notes(&self, at: (usize, usize, usize), text: i32, best: &mut Option<u64>) {
        let sheet = &self.sheet;
        let left = self.room() - sheet.text - sheet.notes;
        if sheet.cost_of_end != NEVER || sheet.rows == 0 || text > left {
            return;
        }
        let white = (left / LINE).max(0);
        let mut next = self.clone();
        let torn = if at.2 > 0 { prices::WIDOW } else { prices::TORN };
        let cost = u64::from(torn) + u64::from(prices::white(white));
        let low = if sheet.notes > 0 { 0 } else { white };
        next.turn(Some(low), cost, sheet.broken_word);
        if !next.barred_at(at.0, at.1, at.2) {
            next.begin(at.0, at.1, at.2, best);
        }
    }

    fn over(mut self, best: &mut Option<u64>) {
        let low = self.sheet.text < prices::FEW_LINES * LINE && self.sheet.notes == 0;
        let first = self.sheet.number == self.flow.first_page || self.sheet.column > 0;
        // What still waits has the pages behind to itself.
        let mut behind: Vec<i32> = Vec::new();
        for height in &self.sheet.queue {
            match behind.last_mut() {
                Some(full) if *full + height <= self.flow.room => *full += height,
                _ => behind.push(*height),
            }
        }
        let last =
            self.sheet.number + (self.sheet.column + behind.len()) / self.flow.columns.max(1);
        if self.flow.last_page.is_some_and(|most| last > most) {
            return;
        }
        let pages = self.flow.other_pages + last + 1 - self.flow.first_page;
        self.turn(None, 0, false);
        self.paid += u64::from(prices::SHEET) * pages.div_ceil(4) as u64;
        if low && !first {
            self.paid += u64::from(prices::FORGOTTEN);
        }
        *best = Some(best.map_or(self.paid, |least| least.min(self.paid)));
    }
}
