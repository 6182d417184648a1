//! Ways to print a run beside each other.

use super::Reckoned;
use super::ways::Way;
use crate::cli::json::{self, Said, rounded};
use crate::impose::{self, MOST_SHEETS_TO_FOLD, Prices, Scheme};

/// As a table.
pub(super) fn table(what: &str, copies: usize, reckoned: &Reckoned) -> String {
    let Reckoned { ways, scheme, work, prices } = reckoned;
    let first = ways.first();
    let is_stapled = first.is_some_and(|way| way.run.staples > 0);
    let sheets = first.map_or(0, |way| way.run.sheets);
    let of_sheet = first.map_or(0, |way| way.pages_of_sheet(work.pages));
    let mut out = format!("{}, {} copies\n", what, grouped(copies));
    let mut row = |name: &str, cell: &dyn Fn(&Way) -> String| {
        out.push_str(&format!("{name:<16}"));
        ways.iter().for_each(|way| out.push_str(&format!("{:>14}", cell(way))));
        out.push('\n');
    };
    row("", &|way| way.name.clone());
    row("paper", &|way| way.paper.title().to_owned());
    row("pages", &|way| way.pages.to_string());
    row("printed at", &|way| format!("{:.0} %", way.scale * 100.0));
    row("sheets a copy", &|way| way.bill.sheets_of_copy.to_string());
    row("sheets", &|way| grouped(way.bill.sheets));
    if is_stapled {
        row("card", &|way| grouped(way.bill.cards));
        row("staples", &|way| grouped(way.bill.staples));
    }
    row("printed sides", &|way| grouped(way.bill.sides));
    if ways.iter().any(|way| way.bill.coloured > 0) {
        row("in colour", &|way| grouped(way.bill.coloured));
    }
    if work.coverage.is_some() {
        row("black", &|way| format!("{:.1} %", way.run.black * 100.0));
    }
    if *prices != Prices::default() {
        let is_known = |way: &Way| is_known(way, prices);
        let known = |way: &Way, cost: String| if is_known(way) { cost } else { "?".to_owned() };
        row("cost", &|way| known(way, format!("{:.2}", way.bill.cost)));
        row("a copy", &|way| known(way, format!("{:.3}", way.bill.cost / copies as f64)));
    }
    if matches!(scheme, Scheme::Saddle { .. }) && sheets > MOST_SHEETS_TO_FOLD {
        let volumes = impose::volumes(work.pages, of_sheet * MOST_SHEETS_TO_FOLD, &work.heads);
        out.push_str(&format!(
            "{sheets} sheets do not fold flat: {}\n",
            impose::in_words(&volumes)
        ));
    }
    out
}

/// For other programs.
pub(super) fn tell(what: &str, copies: usize, reckoned: &Reckoned) {
    let Reckoned { ways, work, prices, .. } = reckoned;
    let has_prices = *prices != Prices::default();
    let ways = ways.iter().map(|way| json::Way {
        name: &way.name,
        paper: way.paper.name(),
        pages: way.pages,
        scale: rounded(way.scale, 4),
        sheets_of_copy: way.bill.sheets_of_copy,
        sheets: way.bill.sheets,
        cards: way.bill.cards,
        staples: way.bill.staples,
        sides: way.bill.sides,
        coloured: way.bill.coloured,
        black: work.coverage.as_ref().map(|_| rounded(way.run.black, 4)),
        cost: (has_prices && is_known(way, prices)).then(|| rounded(way.bill.cost, 2)),
    });
    json::tell(&Said::Estimate { what, copies, ways: ways.collect() });
}

/// Card has a price of its own.
fn is_known(way: &Way, prices: &Prices) -> bool {
    !way.run.card_cover || prices.card > 0.0
}

/// `5000` as `5,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
