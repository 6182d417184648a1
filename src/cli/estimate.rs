//! `handpress estimate`

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::report::report;
use super::scheme::SchemeArgs;
use super::source::{PagesArgs, about, drawing, read};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::Size;
use crate::impose::{self, Bill, Prices, Run, Scheme};
use crate::raster::Drawing;
use crate::sheet::{Edge, Finish, Hands, Parts};
#[cfg(feature = "pamphlets")]
use crate::workspace::Workspace;

#[derive(Args)]
#[command(after_help = "Examples:
  handpress estimate a-pamphlet --copies 500
  handpress estimate pages.pdf --copies 500 --sheet 0.01 --side 0.02 --card 0.10")]
pub(super) struct EstimateArgs {
    /// A pamphlet, or the pages of one
    #[arg(value_name = "SLUG|FILE.pdf")]
    what: String,
    /// How many copies are wanted
    #[arg(long, value_name = "N", default_value_t = 100)]
    copies: usize,
    #[command(flatten)]
    scheme: SchemeArgs,
    #[command(flatten)]
    pages: PagesArgs,
    /// What a sheet of paper costs [default: `sheet` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    sheet: Option<f64>,
    /// What a printed side costs [default: `side` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    side: Option<f64>,
    /// What a sheet of card for a cover costs [default: `card` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    card: Option<f64>,
    /// What a staple costs [default: `staple` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    staple: Option<f64>,
}

/// More copies than this are a slip of the keyboard.
const MOST_COPIES: usize = 10_000_000;
/// More sheets than these do not fold flat, and office staplers give up.
const MOST_SHEETS: usize = 20;
/// How finely sheets are looked at for how black they are.
const DPI: f64 = 30.0;

/// What is known of a pamphlet.
struct Work {
    pages: usize,
    /// The part of the paper that is black, if it was measured.
    black: Option<f64>,
    prices: Prices,
}

impl EstimateArgs {
    /// The files that are read within limits; none for a pamphlet.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let is_read = self.is_file() && self.pages.has_limits();
        if is_read { vec![PathBuf::from(&self.what)] } else { Vec::new() }
    }

    fn is_file(&self) -> bool {
        self.what.to_lowercase().ends_with(".pdf")
    }
}

pub(super) fn run(args: &EstimateArgs) -> Outcome {
    let mut findings = Findings::new();
    match table(args, &mut findings) {
        Ok(table) => {
            let outcome = report(&findings);
            say_all!(table);
            outcome
        }
        Err(error) => {
            findings.push(error);
            report(&findings)
        }
    }
}

fn table(args: &EstimateArgs, findings: &mut Findings) -> Result<String, Diagnostic> {
    if !(1..=MOST_COPIES).contains(&args.copies) {
        let message = format!("{} copies are no run", args.copies);
        return Err(Diagnostic::error(code::NO_PAGES, message)
            .hint(format!("from 1 to {MOST_COPIES} can be reckoned up")));
    }
    let scheme = args.scheme.scheme()?;
    let work = if args.is_file() { of_file(args)? } else { of_pamphlet(args, findings)? };
    let prices = Prices {
        sheet: args.sheet.unwrap_or(work.prices.sheet),
        side: args.side.unwrap_or(work.prices.side),
        card: args.card.unwrap_or(work.prices.card),
        staple: args.staple.unwrap_or(work.prices.staple),
    };
    let hands = impose::hands(&scheme, Size::default(), 1, Edge::Left)?;
    let run = Run {
        pages: work.pages,
        pages_of_sheet: pages_of_sheet(&hands),
        copies_of_sheet: copies_of_sheet(&hands),
        copies: args.copies,
        card_cover: false,
        staples: if matches!(scheme, Scheme::Saddle { .. } | Scheme::CutStackFold { .. }) {
            2
        } else {
            0
        },
    };
    let mut ways = vec![("as it is".to_owned(), run)];
    if run.pages > run.pages_of_sheet {
        // The blanks of the last sheet do not count: a sheet less is what saves.
        let fewer = (run.pages.div_ceil(run.pages_of_sheet) - 1) * run.pages_of_sheet;
        ways.push((format!("{fewer} pages"), Run { pages: fewer, ..run }));
    }
    if run.staples > 0 {
        ways.push(("card cover".to_owned(), Run { card_cover: true, ..run }));
    }
    let bills: Vec<(String, Run, Bill)> =
        ways.into_iter().map(|(name, run)| (name, run, impose::bill(run, prices))).collect();
    let mut out = format!("{}, {} copies\n", args.what, grouped(args.copies));
    let mut row = |name: &str, cell: &dyn Fn(&(String, Run, Bill)) -> String| {
        out.push_str(&format!("{name:<16}"));
        bills.iter().for_each(|bill| out.push_str(&format!("{:>14}", cell(bill))));
        out.push('\n');
    };
    row("", &|(name, ..)| name.clone());
    row("pages", &|(_, run, _)| run.pages.to_string());
    row("sheets a copy", &|(_, _, bill)| bill.sheets_of_copy.to_string());
    row("sheets", &|(_, _, bill)| grouped(bill.sheets));
    if run.staples > 0 {
        row("card", &|(_, _, bill)| grouped(bill.cards));
        row("staples", &|(_, _, bill)| grouped(bill.staples));
    }
    row("printed sides", &|(_, _, bill)| grouped(bill.sides));
    if prices != Prices::default() {
        row("cost", &|(_, _, bill)| format!("{:.2}", bill.cost));
        row("a copy", &|(_, _, bill)| format!("{:.3}", bill.cost / args.copies as f64));
    }
    if let Some(black) = work.black {
        out.push_str(&format!("{:.1} % of the paper is black\n", black * 100.0));
    }
    let sheets = run.pages.div_ceil(run.pages_of_sheet);
    if matches!(scheme, Scheme::Saddle { .. }) && sheets > MOST_SHEETS {
        let volumes = sheets.div_ceil(MOST_SHEETS);
        let pages = sheets.div_ceil(volumes) * 4;
        out.push_str(&format!(
            "{sheets} sheets do not fold flat: make {volumes} volumes of about {pages} pages, each \
             beginning with a heading\n"
        ));
    }
    Ok(out)
}

/// Pages of one copy on both sides of a sheet.
fn pages_of_sheet(hands: &Hands) -> usize {
    match hands.finish {
        Finish::Zine => 8,
        _ => 2 * hands.leaves() / copies_of_sheet(hands),
    }
}

fn copies_of_sheet(hands: &Hands) -> usize {
    match hands.parts {
        Parts::Stacked => 1,
        Parts::Copies => {
            let cuts = |axis| hands.cuts.iter().filter(|cut| cut.axis == axis).count() + 1;
            cuts(crate::sheet::Axis::Upright) * cuts(crate::sheet::Axis::Level)
        }
    }
}

fn of_file(args: &EstimateArgs) -> Result<Work, Diagnostic> {
    let file = std::path::Path::new(&args.what);
    let drawing = drawing(read(file)?, args.pages.password());
    let drawing = drawing.map_err(|error| about(error, file))?;
    Ok(Work { pages: drawing.areas().len(), black: black(&drawing), prices: Prices::default() })
}

#[cfg(not(feature = "pamphlets"))]
fn of_pamphlet(args: &EstimateArgs, _: &mut Findings) -> Result<Work, Diagnostic> {
    Err(Diagnostic::error(code::MISSING_FILE, format!("`{}` is no PDF", args.what)))
}

#[cfg(feature = "pamphlets")]
fn of_pamphlet(args: &EstimateArgs, findings: &mut Findings) -> Result<Work, Diagnostic> {
    let workspace = Workspace::nearest(&std::env::current_dir().unwrap_or_default())?;
    let all = workspace.pamphlets(findings);
    let names = [args.what.clone()];
    let entries = super::build::chosen(all, &names, findings);
    let desk = crate::press::Desk::open(workspace, findings);
    let nothing = || {
        let message = format!("`{}` cannot be made", args.what);
        Diagnostic::error(code::NO_PAMPHLET, message).hint("`handpress build` tells why")
    };
    let entry = entries.first().ok_or_else(nothing)?;
    let costs = desk.pamphlet(entry, findings).map(|pamphlet| pamphlet.costs).unwrap_or_default();
    let edition = crate::press::press(&desk, entry, findings).ok_or_else(nothing)?;
    let booklet = edition.files.iter().find(|file| file.name.contains("-booklet-"));
    let black = booklet.and_then(|file| black(&Drawing::open(file.bytes.clone(), None).ok()?));
    let prices =
        Prices { sheet: costs.sheet, side: costs.side, card: costs.card, staple: costs.staple };
    Ok(Work { pages: edition.pages, black, prices })
}

/// The part of the paper that is black. None if the pages are too large.
fn black(drawing: &Drawing) -> Option<f64> {
    let area: f64 = drawing.areas().iter().sum();
    if area * DPI * DPI > 400e6 {
        return None;
    }
    let inks = drawing.each(DPI, |page| (page.ink(), (page.width() * page.height()) as f64));
    let (ink, all) = inks.iter().fold((0.0, 0.0), |(ink, all), (of_page, pixels)| {
        (ink + *of_page as f64, all + pixels * 255.0)
    });
    (all > 0.0).then_some(ink / all)
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

fn price(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(price) if (0.0..1e6).contains(&price) => Ok(price),
        _ => Err("a price is a number such as 0.02".to_owned()),
    }
}
