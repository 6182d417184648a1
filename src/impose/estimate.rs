//! What a run takes: sheets, printed sides, staples, money.

/// What things cost, in any currency.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Prices {
    /// A sheet of paper.
    pub sheet: f64,
    /// A printed side, in black.
    pub side: f64,
    /// A sheet of card for a cover.
    pub card: f64,
    /// A staple.
    pub staple: f64,
}

/// A run of copies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Pages of a copy, blank ones included.
    pub pages: usize,
    /// Pages that a sheet holds, on both sides.
    pub pages_of_sheet: usize,
    /// Copies that a sheet makes.
    pub copies_of_sheet: usize,
    /// How many copies are wanted.
    pub copies: usize,
    /// Whether the outermost sheet is card.
    pub card_cover: bool,
    /// Staples of a copy.
    pub staples: usize,
}

/// What a run takes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bill {
    /// Sheets of a copy, card left out; of several copies on a sheet those of all
    /// of them.
    pub sheets_of_copy: usize,
    /// Sheets of paper in all.
    pub sheets: usize,
    /// Sheets of card in all.
    pub cards: usize,
    /// Printed sides in all.
    pub sides: usize,
    /// Staples in all.
    pub staples: usize,
    /// What all of it costs.
    pub cost: f64,
}

/// Reckons up a run.
pub fn bill(run: Run, prices: Prices) -> Bill {
    let whole = run.pages.div_ceil(run.pages_of_sheet.max(1)).max(1);
    let times = run.copies.div_ceil(run.copies_of_sheet.max(1));
    let card = usize::from(run.card_cover);
    let sheets_of_copy = whole - card.min(whole);
    let (sheets, cards) = (sheets_of_copy * times, card * times);
    let sides = 2 * (sheets + cards);
    let staples = run.staples * run.copies;
    let of = |count: usize, price: f64| count as f64 * price;
    let cost = of(sheets, prices.sheet)
        + of(cards, prices.card)
        + of(sides, prices.side)
        + of(staples, prices.staple);
    Bill { sheets_of_copy, sheets, cards, sides, staples, cost }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_reckoned_up() {
        let run = Run {
            pages: 38,
            pages_of_sheet: 4,
            copies_of_sheet: 1,
            copies: 500,
            card_cover: false,
            staples: 2,
        };
        let prices = Prices { sheet: 0.01, side: 0.02, card: 0.10, staple: 0.001 };
        let plain = bill(run, prices);
        assert_eq!((plain.sheets_of_copy, plain.sheets, plain.sides), (10, 5_000, 10_000));
        // 50 for paper, 200 for sides, 1 for staples.
        assert!((plain.cost - 251.0).abs() < 1e-9, "{}", plain.cost);
        let card = bill(Run { card_cover: true, ..run }, prices);
        assert_eq!((card.sheets, card.cards, card.sides), (4_500, 500, 10_000));
        assert!((card.cost - 296.0).abs() < 1e-9, "{}", card.cost);
        let four = bill(Run { copies_of_sheet: 4, copies: 501, ..run }, prices);
        assert_eq!(four.sheets, 126 * 10);
    }
}
