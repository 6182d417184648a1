//! What a run takes: sheets, printed sides, staples, money.

/// What things cost, in any currency.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Prices {
    /// A sheet of paper.
    pub sheet: f64,
    /// A printed side, in black.
    pub side: f64,
    /// A printed side with colour on it.
    pub colour: f64,
    /// Toner for a side that is black all over.
    pub toner: f64,
    /// A sheet of card for a cover.
    pub card: f64,
    /// A staple.
    pub staple: f64,
}

/// A run of copies.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Run {
    /// Sheets of a copy; of several copies on a sheet, those of all of them.
    pub sheets: usize,
    /// How many of their sides are printed.
    pub sides: usize,
    /// How many of these have colour on them.
    pub coloured: usize,
    /// The part of a printed side that is black, 0 to 1.
    pub black: f64,
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
    /// How many of them have colour on them.
    pub coloured: usize,
    /// Staples in all.
    pub staples: usize,
    /// What all of it costs.
    pub cost: f64,
}

/// Reckons up a run.
pub fn bill(run: Run, prices: Prices) -> Bill {
    let times = run.copies.div_ceil(run.copies_of_sheet.max(1));
    let card = usize::from(run.card_cover);
    let sheets_of_copy = run.sheets - card.min(run.sheets);
    let (sheets, cards) = (sheets_of_copy * times, card * times);
    let sides = run.sides * times;
    let coloured = (run.coloured * times).min(sides);
    let staples = run.staples * run.copies;
    let of = |count: usize, price: f64| count as f64 * price;
    let cost = of(sheets, prices.sheet)
        + of(cards, prices.card)
        + of(sides - coloured, prices.side)
        + of(coloured, prices.colour)
        + of(sides, prices.toner * run.black)
        + of(staples, prices.staple);
    Bill { sheets_of_copy, sheets, cards, sides, coloured, staples, cost }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_reckoned_up() {
        let run = Run {
            sheets: 10,
            sides: 20,
            coloured: 0,
            black: 0.0,
            copies_of_sheet: 1,
            copies: 500,
            card_cover: false,
            staples: 2,
        };
        let prices =
            Prices { sheet: 0.01, side: 0.02, colour: 0.3, toner: 0.1, card: 0.10, staple: 0.001 };
        let plain = bill(run, prices);
        assert_eq!((plain.sheets_of_copy, plain.sheets, plain.sides), (10, 5_000, 10_000));
        // 50 for paper, 200 for sides, 1 for staples.
        assert!((plain.cost - 251.0).abs() < 1e-9, "{}", plain.cost);
        let card = bill(Run { card_cover: true, ..run }, prices);
        assert_eq!((card.sheets, card.cards, card.sides), (4_500, 500, 10_000));
        assert!((card.cost - 296.0).abs() < 1e-9, "{}", card.cost);
        // Two of 20 sides in colour: 1,000 of them at 0.30, not 0.02.
        let cover = bill(Run { coloured: 2, ..run }, prices);
        assert!((cover.cost - 531.0).abs() < 1e-9, "{}", cover.cost);
        // A twentieth of 10,000 sides at 0.10.
        let toner = bill(Run { black: 0.05, ..run }, prices);
        assert!((toner.cost - 301.0).abs() < 1e-9, "{}", toner.cost);
        let four = bill(Run { copies_of_sheet: 4, copies: 501, ..run }, prices);
        assert_eq!(four.sheets, 126 * 10);
    }
}
