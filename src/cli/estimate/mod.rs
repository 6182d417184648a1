//! `handpress estimate`

mod table;
mod ways;

use std::path::PathBuf;
#[cfg(feature = "pamphlets")]
use std::sync::Arc;

use clap::Args;

use super::Outcome;
#[cfg(feature = "pamphlets")]
use super::guard::{Foreign, Watch};
use super::impose_args::paper;
use super::report::{report_as, write};
use super::scheme::SchemeArgs;
use super::source::{PagesArgs, about, drawing, read};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Paper, Size};
use crate::impose::{Prices, Scheme};
use crate::preflight::{self, Coverage};
#[cfg(feature = "pamphlets")]
use crate::press::{Options, Output};
#[cfg(feature = "pamphlets")]
use crate::raster::Drawing;
use crate::sheet::Head;
#[cfg(feature = "pamphlets")]
use crate::workspace::Workspace;

use ways::{Wanted, Way, way};

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
    /// A JSON object: what each way takes
    #[arg(long)]
    json: bool,
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

/// Ways to print it, the first as it is.
struct Reckoned {
    ways: Vec<Way>,
    scheme: Scheme,
    work: Work,
    prices: Prices,
}

impl EstimateArgs {
    /// The file that is read within limits, or the workspace.
    #[cfg(feature = "pamphlets")]
    pub(super) fn foreign(&self) -> Foreign {
        match self.pages.has_limits() {
            true if self.is_file() => Foreign::files(self.files()),
            true => Foreign::Workspace,
            false => Foreign::Nothing,
        }
    }

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
    let reckoned = reckoned(args, &mut findings).map_err(|error| findings.push(error)).ok();
    if let (true, Some(reckoned)) = (args.json, &reckoned) {
        table::tell(&args.what, args.copies, reckoned);
    }
    let outcome = report_as(&findings, args.json);
    if let (false, Some(reckoned)) = (args.json, &reckoned) {
        write(std::io::stdout(), &table::table(&args.what, args.copies, reckoned));
    }
    outcome
}

fn reckoned(args: &EstimateArgs, findings: &mut Findings) -> Result<Reckoned, Diagnostic> {
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
    Ok(Reckoned { ways, scheme, work, prices })
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
    let watch = Watch::start(Arc::clone(workspace.reads()), args.pages.has_limits(), args.json);
    let all = workspace.pamphlets(findings);
    let names = [args.what.clone()];
    let entries = crate::cli::build::chosen(all, &names, findings);
    let desk = crate::press::Desk::open(workspace, findings);
    let nothing = || {
        let message = format!("`{}` cannot be made", args.what);
        Diagnostic::error(code::NO_PAMPHLET, message).hint("`handpress build` tells why")
    };
    let entry = entries.first().ok_or_else(nothing)?;
    watch.begins(&entry.slug);
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

fn price(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(price) if (0.0..1e6).contains(&price) => Ok(price),
        _ => Err("a price is a number such as 0.02".to_owned()),
    }
}
