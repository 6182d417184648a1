//! `handpress estimate`

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::impose_args::paper;
use super::report::{report, write};
use super::scheme::SchemeArgs;
use super::source::{PagesArgs, about, drawing, read};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Length, Paper, Size};
use crate::impose::{
    self, Bill, Blanks, Imposed, Job, Lay, MOST_SHEETS_TO_FOLD, Marks, Prices, Run, Scale, Scheme,
    Sizes,
};
use crate::preflight::{self, Coverage};
#[cfg(feature = "pamphlets")]
use crate::press::{Options, Output};
#[cfg(feature = "pamphlets")]
use crate::raster::Drawing;
use crate::sheet::{Axis, Edge, Flip, Hands, Head, Parts, Side};
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
    /// The paper it is printed on [default: the pamphlet's first, or A4]
    #[arg(long, value_parser = paper)]
    paper: Option<Paper>,
    #[command(flatten)]
    pub(super) pages: PagesArgs,
    /// What a sheet of paper costs [default: `sheet` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    sheet: Option<f64>,
    /// What a printed side costs [default: `side` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    side: Option<f64>,
    /// What a printed side with colour on it costs [default: `colour` in
    /// `[costs]`, else what a black one does]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    colour: Option<f64>,
    /// What toner for a side that is black all over costs [default: `toner` in
    /// `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    toner: Option<f64>,
    /// What a sheet of card for a cover costs [default: `card` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    card: Option<f64>,
    /// What a staple costs [default: `staple` in `[costs]`]
    #[arg(long, value_name = "PRICE", value_parser = price)]
    staple: Option<f64>,
}

/// More copies than this are a slip of the keyboard.
const MOST_COPIES: usize = 10_000_000;

/// What is to be printed.
struct Work {
    pages: usize,
    /// The size of the first.
    size: Size,
    /// What is on them, if it was looked at.
    coverage: Option<Coverage>,
    /// Headings at which a volume could begin.
    heads: Vec<Head>,
    /// Papers that it is printed on.
    papers: Vec<Paper>,
    prices: Prices,
}

/// A way to print it.
struct Way {
    name: String,
    paper: Paper,
    pages: usize,
    /// The scale at which pages are printed.
    scale: f64,
    run: Run,
    bill: Bill,
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
            write(std::io::stdout(), &table);
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
    let prices = args.prices(work.prices);
    let paper = args.paper.or(work.papers.first().copied()).unwrap_or(Paper::A4);
    let way = |name: &str, paper: Paper, pages: usize, card_cover: bool| {
        way(&Wanted { name, paper, pages, card_cover }, args.copies, &scheme, &work, prices)
    };
    let as_it_is = way("as it is", paper, work.pages, false)?;
    // Blanks of the last sheet do not count: a sheet less is what saves.
    let of_sheet = as_it_is.pages_of_sheet(work.pages);
    let sheets = as_it_is.run.sheets;
    let is_stapled = as_it_is.run.staples > 0;
    let mut ways = vec![as_it_is];
    if sheets > 1 && of_sheet > 0 {
        let fewer = (sheets - 1) * of_sheet;
        ways.push(way(&format!("{fewer} pages"), paper, fewer, false)?);
    }
    if is_stapled {
        ways.push(way("card cover", paper, work.pages, true)?);
    }
    let other = if paper == Paper::Letter { Paper::A4 } else { Paper::Letter };
    ways.push(way(&format!("on {}", other.title()), other, work.pages, false)?);
    let mut out = format!("{}, {} copies\n", args.what, grouped(args.copies));
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
    if prices != Prices::default() {
        // Card has a price of its own.
        let is_known = |way: &Way| !way.run.card_cover || prices.card > 0.0;
        let known = |way: &Way, cost: String| if is_known(way) { cost } else { "?".to_owned() };
        row("cost", &|way| known(way, format!("{:.2}", way.bill.cost)));
        row("a copy", &|way| known(way, format!("{:.3}", way.bill.cost / args.copies as f64)));
    }
    if matches!(scheme, Scheme::Saddle { .. }) && sheets > MOST_SHEETS_TO_FOLD {
        let volumes = impose::volumes(work.pages, of_sheet * MOST_SHEETS_TO_FOLD, &work.heads);
        out.push_str(&format!(
            "{sheets} sheets do not fold flat: {}\n",
            impose::in_words(&volumes)
        ));
    }
    Ok(out)
}

impl EstimateArgs {
    fn prices(&self, known: Prices) -> Prices {
        Prices {
            sheet: self.sheet.unwrap_or(known.sheet),
            side: self.side.unwrap_or(known.side),
            // Unless told otherwise colour costs what black does.
            colour: self
                .colour
                .or((known.colour > 0.0).then_some(known.colour))
                .unwrap_or_else(|| self.side.unwrap_or(known.side)),
            toner: self.toner.unwrap_or(known.toner),
            card: self.card.unwrap_or(known.card),
            staple: self.staple.unwrap_or(known.staple),
        }
    }
}

impl Way {
    /// Pages of a copy on both sides of a sheet; none on a sheet that is the
    /// whole of it.
    fn pages_of_sheet(&self, pages: usize) -> usize {
        if self.run.sheets < 2 { 0 } else { pages.div_ceil(self.run.sheets).next_multiple_of(2) }
    }
}

struct Wanted<'a> {
    name: &'a str,
    paper: Paper,
    pages: usize,
    card_cover: bool,
}

fn way(
    wanted: &Wanted<'_>,
    copies: usize,
    scheme: &Scheme,
    work: &Work,
    prices: Prices,
) -> Result<Way, Diagnostic> {
    let Wanted { name, paper, pages, card_cover } = *wanted;
    let sizes = vec![work.size; pages];
    let sheet = scheme.paper(paper.portrait(), work.size, Edge::Left);
    let job = Job {
        scheme,
        pages: &sizes,
        paper: sheet,
        flip: Flip::ShortEdge,
        edge: Edge::Left,
        blanks: Blanks::Last,
        lay: Lay::Untrimmed { inner: 0.5, top: 0.5 },
        creep: Length::ZERO,
        creep_from_centre: false,
        marks: Marks::default(),
        sizes: Sizes::Alike,
    };
    let Imposed { plan, scale, .. } = impose::plan(&job)?;
    let scale = match scale {
        Scale::Actual => 1.0,
        Scale::Shrunk(by) => by,
    };
    let sides = || plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]);
    let holds = |side: &Side, is_meant: &dyn Fn(usize) -> bool| {
        side.slots.iter().filter_map(|slot| slot.page).any(is_meant)
    };
    let printed = sides().filter(|side| holds(side, &|_| true)).count();
    let is_coloured = |page: usize| {
        let coverage = work.coverage.as_ref().map(|coverage| coverage.coloured.as_slice());
        coverage.and_then(|all| all.get(page.checked_sub(1)?)).copied().unwrap_or(false)
    };
    let coloured = sides().filter(|side| holds(side, &is_coloured)).count();
    let area = |size: Size| size.width.to_mm() * size.height.to_mm();
    let pages_printed = sides().flat_map(|side| &side.slots).filter(|slot| slot.page.is_some());
    let on_paper = pages_printed.count() as f64 * area(work.size) * scale * scale
        / (printed.max(1) as f64 * area(sheet));
    let is_stapled = matches!(scheme, Scheme::Saddle { .. } | Scheme::CutStackFold { .. });
    let run = Run {
        sheets: plan.sheets.len(),
        sides: printed,
        coloured,
        black: work.coverage.as_ref().map_or(0.0, |coverage| coverage.black * on_paper.min(1.0)),
        copies_of_sheet: copies_of_sheet(&plan.hands),
        copies,
        card_cover,
        staples: if is_stapled && plan.sheets.len() > 1 { 2 } else { 0 },
    };
    Ok(Way { name: name.to_owned(), paper, pages, scale, run, bill: impose::bill(run, prices) })
}

fn copies_of_sheet(hands: &Hands) -> usize {
    match hands.parts {
        Parts::Stacked => 1,
        Parts::Copies => {
            let cuts = |axis| hands.cuts.iter().filter(|cut| cut.axis == axis).count() + 1;
            cuts(Axis::Upright) * cuts(Axis::Level)
        }
    }
}

fn of_file(args: &EstimateArgs) -> Result<Work, Diagnostic> {
    let file = std::path::Path::new(&args.what);
    let drawing = drawing(read(file)?, args.pages.password());
    let drawing = drawing.map_err(|error| about(error, file))?;
    Ok(Work {
        pages: drawing.areas().len(),
        size: drawing.size().unwrap_or_default(),
        coverage: preflight::coverage(drawing),
        heads: Vec::new(),
        papers: Vec::new(),
        prices: Prices::default(),
    })
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
    let pamphlet = desk.pamphlet(entry, findings).ok_or_else(nothing)?;
    // How black pages are is seen on those to read: no sheets are needed.
    let options = Options { only: vec![Output::Read.name()], ..Options::default() };
    let edition = crate::press::press(&desk, entry, &options, findings).ok_or_else(nothing)?;
    let read = edition.files.into_iter().find(|made| made.output == Output::Read);
    let read = read.map(|made| made.bytes).unwrap_or_default();
    let coverage = Drawing::open(read, None).ok().and_then(preflight::coverage);
    // Pamphlets are printed in black, whatever colours they have on the screen.
    let coverage = coverage.map(|coverage| Coverage { coloured: Vec::new(), ..coverage });
    Ok(Work {
        pages: edition.pages,
        size: pamphlet.page.size,
        coverage,
        heads: edition.heads,
        papers: pamphlet.making.papers,
        prices: crate::press::prices(&pamphlet.costs),
    })
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
