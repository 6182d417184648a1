//! What whoever prints a booklet has to be told.

use super::outputs::test_sheet;
use super::work::Work;
use crate::diag::Findings;
use crate::geometry::{Length, Paper};
use crate::impose::{self, Imposed, MOST_SHEETS_TO_FOLD, Prices, Run};
use crate::manifest::Costs;
use crate::pdf;
use crate::preflight;
use crate::raster::Drawing;
use crate::sheet::PAGES_OF_SHEET;
use crate::typeset::{self, Instructions, Printing, Trimming};

/// A booklet that is ready to be printed.
pub(super) struct Told<'a> {
    /// What tells it from the pamphlet's other booklets.
    pub name: &'a str,
    pub paper: Paper,
    pub printings: Vec<Printing>,
    pub made: &'a Imposed,
    /// The finished sheets.
    pub sheets: &'a [u8],
}

/// Runs of so many copies are reckoned up.
const RUNS: [usize; 5] = [1, 10, 50, 100, 500];
/// Office paper of 80 g/m² is so thick.
const CALIPER: Length = Length::mm_const(1);
const CALIPERS: i64 = 10;
/// Pages that stand out less need not be cut.
const STANDS_OUT: Length = Length::mm_const(1);

/// The instructions for a booklet.
pub(super) fn instructions(
    work: &Work<'_>,
    told: Told<'_>,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let Told { name, paper, printings, made, sheets } = told;
    let (pamphlet, galley) = (work.pamphlet, work.galley);
    let count = made.plan.sheets.len();
    let slots = made.plan.sheets.iter().flat_map(|sheet| &sheet.front.slots);
    let page = slots.map(|slot| slot.placement.page.size).next().unwrap_or(pamphlet.page.size);
    // In the quarters of the page, measured from the edges of the paper.
    let staples = (made.plan.paper.height - page.height) / 2 + page.height / 4;
    let leaves = i64::try_from(count).unwrap_or(1);
    let stands_out = CALIPER * (leaves - 1) / CALIPERS;
    let trimming = match pamphlet.making.trim {
        Some(_) => Trimming::Marks,
        None if stands_out >= STANDS_OUT => Trimming::ForeEdge(stands_out),
        None => Trimming::None,
    };
    let volumes = if count > MOST_SHEETS_TO_FOLD {
        impose::volumes(galley.pages, PAGES_OF_SHEET * MOST_SHEETS_TO_FOLD, &galley.heads)
    } else {
        Vec::new()
    };
    let has_test_sheet = matches!(paper, Paper::A4 | Paper::Letter);
    let what = Instructions {
        name: name.to_owned(),
        paper,
        printings,
        sheets: count,
        page,
        staples: (count > 1).then_some(staples),
        trimming,
        most_sheets: MOST_SHEETS_TO_FOLD,
        volumes,
        runs: runs(&pamphlet.costs, count, sheets),
        test_sheet: has_test_sheet.then(|| test_sheet(paper)),
    };
    let bytes = typeset::instructions(galley, work.fonts, &what, findings)?;
    pdf::in_black(&bytes).map_err(|error| findings.push(error)).ok()
}

/// Copies, sheets and what they cost.
fn runs(costs: &Costs, count: usize, sheets: &[u8]) -> Vec<(usize, usize, Option<f64>)> {
    let prices = prices(costs);
    let measured = || {
        let sheets = Drawing::open(sheets.to_vec(), None).ok()?;
        preflight::coverage(sheets).map(|ink| ink.black)
    };
    let black = if prices.toner > 0.0 { measured().unwrap_or(0.0) } else { 0.0 };
    let each = RUNS.into_iter().map(|copies| {
        let run = Run {
            sheets: count,
            sides: 2 * count,
            coloured: 0,
            black,
            copies_of_sheet: 1,
            copies,
            card_cover: false,
            staples: if count > 1 { 2 } else { 0 },
        };
        let bill = impose::bill(run, prices);
        (copies, bill.sheets, (prices != Prices::default()).then_some(bill.cost))
    });
    each.collect()
}

/// What a manifest says that things cost.
pub fn prices(costs: &Costs) -> Prices {
    let Costs { sheet, side, colour, toner, card, staple } = *costs;
    Prices { sheet, side, colour, toner, card, staple }
}
