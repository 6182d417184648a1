//! The search against all that there is to be searched: every setting of every item
//! with every end of every page, tried one by one. Nothing is shared with the search
//! but the table of prices and the data.

mod hand;
mod page;
mod turn;

use super::flow::{Flow, Item, LINE, Opens, Row, Setting};
use super::{Air, NEVER, choose, prices};
use hand::least;

/// Numbers that look random: xorshift, by G. Marsaglia (2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

fn paragraph(dice: &mut Dice, lines: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = (0..lines)
        .map(|_| {
            let notes = if dice.once_in(7) { 790 * (1 + dice.below(3) as i32) } else { 0 };
            Row {
                height: LINE,
                notes,
                least_notes: if dice.once_in(3) { notes } else { notes.min(790) },
                is_hyphenated: dice.once_in(4),
                ..Row::default()
            }
        })
        .collect();
    if lines > 1 {
        let is_kept = dice.once_in(2);
        rows[0].after = if is_kept { NEVER } else { prices::ORPHAN };
        rows[lines - 2].after = if is_kept { NEVER } else { prices::WIDOW };
    }
    rows[lines - 1].is_hyphenated = false;
    rows
}

fn item(dice: &mut Dice) -> Item {
    let kind = dice.below(12);
    let opens = match dice.below(16) {
        0 => Opens::Recto,
        1 => Opens::Page,
        _ => Opens::Anywhere,
    };
    let anchors = !dice.once_in(5);
    let one = |rows| vec![Setting { rows, price: 0 }];
    match kind {
        // A head, which stays with what follows.
        0 => {
            let head = Row { gap: 2 * LINE, height: LINE, after: NEVER, ..Row::default() };
            let flushes = dice.once_in(2);
            let settings = one(vec![head]);
            Item { settings, opens, anchors, flushes, air: Air::Above, ..Item::default() }
        }
        // A box, often a low one, so that there are several on a page.
        1 | 3 | 4 => {
            let height = LINE * (1 + dice.below(1 + kind) as i32);
            let whole = Row { gap: LINE, height, ..Row::default() };
            let air = if dice.once_in(3) { Air::None } else { Air::Around };
            Item { settings: one(vec![whole]), anchors, air, ..Item::default() }
        }
        2 => {
            let height = LINE * (1 + dice.below(4) as i32);
            let picture = Row { height, gap: LINE, ..Row::default() };
            Item { settings: one(vec![picture]), floats: true, ..Item::default() }
        }
        _ => {
            let lines = 1 + dice.below(6) as usize;
            let mut settings = one(paragraph(dice, lines));
            if dice.once_in(2) && lines > 2 {
                let price = 8 + dice.below(60) as u32;
                settings.push(Setting { rows: paragraph(dice, lines - 1), price });
            }
            if dice.once_in(3) {
                let price = 8 + dice.below(60) as u32;
                settings.push(Setting { rows: paragraph(dice, lines + 1), price });
            }
            let repeats = if dice.once_in(4) { LINE } else { 0 };
            Item { settings, anchors, repeats, ..Item::default() }
        }
    }
}

fn flow(dice: &mut Dice) -> Flow {
    let count = 2 + dice.below(6);
    let mut flow = Flow {
        items: (0..count).map(|_| item(dice)).collect(),
        room: LINE * (6 + dice.below(4) as i32) + dice.below(900) as i32,
        opening: if dice.once_in(3) { 2 * LINE } else { 0 },
        first_page: 1 + dice.below(4) as usize,
        separator: LINE,
        note_line: 790,
        other_pages: dice.below(6) as usize,
        columns: if dice.once_in(3) { 2 + dice.below(2) as usize } else { 1 },
        opening_spans: dice.once_in(2),
        ..Flow::default()
    };
    flow.items[0].opens = Opens::Anywhere;
    flow.items[0].floats = false;
    // A page of the best that there is cannot be had, now and then.
    if dice.once_in(3)
        && let Some(choice) = choose(&flow)
        && choice.pages.len() > 1
    {
        let at = dice.below(choice.pages.len() as u64 - 1) as usize;
        flow.barred.insert((choice.pages[at].start, choice.pages[at + 1].start));
        if dice.once_in(2) {
            flow.tight.insert(choice.pages[at].start, LINE / 2 + dice.below(1_500) as i32);
        }
    }
    if dice.once_in(4)
        && let Some(choice) = choose(&flow)
    {
        flow.last_page = Some(choice.last_page() - dice.below(2) as usize);
    }
    flow
}

#[test]
fn finds_what_trying_everything_finds() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut pages, mut opened) = (0, 0);
    for case in 0..2_000 {
        let flow = flow(&mut dice);
        let found = choose(&flow);
        let best = least(&flow);
        assert_eq!(found.as_ref().map(|it| it.price), best, "case {case}: {flow:#?} {found:#?}");
        let found = found.unwrap_or_default();
        pages += found.pages.len();
        opened += found.pages.iter().filter(|page| !page.opened.is_empty()).count();
    }
    assert!(opened > 100, "of few pages spaces are opened: {opened}");
    assert!(pages > 5_000, "cases are to have several pages: {pages}");
}
