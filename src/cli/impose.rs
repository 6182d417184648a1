//! `handpress impose`

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::impose_args::{ImposeArgs, PlanArg};
use super::printer::named;
use super::prove;
use super::report::{fail, report_as, write};
use super::source::{Source, about, drawing, read_all};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Length, Paper, Size};
use crate::impose::{self, Blanks, Imposed, Job, Lay, Scale, Scheme, Sizes};
use crate::output::write_file;
use crate::pdf::{self, Imprint, PageFacts};
use crate::preflight::{Fault, Kind};
use crate::press;
use crate::sheet::Plan;

pub(super) fn run(args: &ImposeArgs) -> Outcome {
    let is_json = matches!(args.plan, Some(PlanArg::Json));
    let mut findings = Findings::new();
    let (files, imposed, pages) = match sheets(args, &mut findings) {
        Ok(sheets) => sheets,
        Err(error) => {
            findings.push(error);
            return report_as(&findings, is_json);
        }
    };
    let outcome = report_as(&findings, is_json);
    match args.plan {
        Some(PlanArg::Text) => write(std::io::stdout(), &impose::drawing(&imposed.plan)),
        Some(PlanArg::Json) => say!("{}", impose::json(&imposed.plan)),
        None => {}
    }
    let Some(output) = &args.output else { return outcome };
    if output == Path::new("-") {
        let mut out = std::io::stdout().lock();
        return match files.iter().try_for_each(|(_, bytes)| out.write_all(bytes)) {
            Ok(()) => outcome,
            Err(error) => fail(Diagnostic::error(
                code::UNWRITABLE,
                format!("cannot write to standard output: {error}"),
            )),
        };
    }
    for (name, bytes) in &files {
        if let Err(error) = write_file(name, bytes) {
            return fail(error);
        }
    }
    if args.plan.is_none() {
        let names: Vec<String> = files.iter().map(|(name, _)| name.display().to_string()).collect();
        say!(
            "{}: {pages} pages on {} sheets of {}, flip on the {}",
            names.join(" and "),
            imposed.plan.sheets.len(),
            args.paper.title(),
            imposed.plan.flip.name().replace('-', " "),
        );
    }
    outcome
}

/// The files that were made, with their names.
type Sheets = (Vec<(PathBuf, Vec<u8>)>, Imposed, usize);

fn sheets(args: &ImposeArgs, findings: &mut Findings) -> Result<Sheets, Diagnostic> {
    let first = args.inputs.first().map_or(Path::new(""), PathBuf::as_path);
    let to_standard_output = args.output.as_deref() == Some(Path::new("-"));
    let printer = args.printer.printer();
    if to_standard_output && printer.by_hand.is_some() {
        let message = "fronts and backs are two files, and standard output is one";
        return Err(Diagnostic::error(code::UNWRITABLE, message).hint("name a file: `-o out.pdf`"));
    }
    let sources = read_all(&args.inputs)?;
    let pages = args.pages.open(&sources)?;
    // Sound files print as they are read.
    let to_prove = if pages.is_sound { Vec::new() } else { sources };
    if pages.is_mended {
        findings.push(
            Diagnostic::warning(code::MENDED, format!("{} is damaged", first.display()))
                .label("its table of contents was wrong and has been made anew")
                .hint("look whether all pages are there"),
        );
    }
    let facts = pages.facts();
    let sizes: Vec<Size> = facts.iter().map(|page| page.size).collect();
    let scheme = args.scheme.scheme()?;
    let edge = args.binding.into();
    let largest = sizes.first().copied().unwrap_or_default();
    let job = Job {
        flip: args.flip.into(),
        edge,
        blanks: if args.back_cover { Blanks::InsideBackCover } else { Blanks::Last },
        lay: match args.trim {
            Some(bleed) => Lay::Trimmed { bleed },
            None => Lay::Untrimmed { inner: 0.5, top: 0.5 },
        },
        creep: args.creep,
        creep_from_centre: args.creep_from_centre,
        marks: args.marks,
        sizes: args.sizes.into(),
        ..Job::new(&scheme, &sizes, scheme.paper(args.paper.portrait(), largest, edge))
    };
    let imposed = impose::plan(&job).map_err(|error| about(error, first))?;
    let imposed = Imposed { plan: printer.adjusted(imposed.plan), ..imposed };
    warn(&facts, &imposed, &scheme, job.sizes, args.paper, findings);
    let count = facts.len();
    let Some(output) = &args.output else { return Ok((Vec::new(), imposed, count)) };
    // The name of a file tells more of its owner than of what is printed.
    let flip = imposed.plan.flip.name().replace('-', " ");
    let usual = || format!("Sheets of {}, flip on the {flip}", args.paper.title());
    let title = args.title.clone().unwrap_or_else(usual);
    let imprint = Imprint { title, ..Imprint::default() };
    let piles = printer.by_hand.map(|_| pages.clone());
    let bytes = pdf::impose(pages, &imposed.plan, &imprint);
    let bytes = bytes.map_err(|error| about(error, first))?;
    if !to_prove.is_empty() {
        prove_damaged(args, to_prove, &bytes, &imposed.plan)
            .map_err(|error| about(error, first))?;
    }
    if printer.white.is_some() {
        let mut errors =
            press::unprintable(&printer, &drawing(bytes.clone(), None)?, &imposed.plan);
        let last = errors.pop();
        errors.into_iter().for_each(|error| findings.push(error));
        if let Some(last) = last {
            return Err(last);
        }
    }
    let files = match piles {
        None => vec![(output.clone(), bytes)],
        Some(pages) => {
            let [fronts, backs] = press::piles(&printer, &pages, &imposed.plan, &imprint)?;
            let name = |what: &str| named(output, what);
            vec![(name("fronts"), fronts), (name("backs"), backs)]
        }
    };
    Ok((files, imposed, count))
}

/// A damaged file may be read otherwise than viewers do: its sheets are folded
/// and compared with what is seen of its pages.
fn prove_damaged(
    args: &ImposeArgs,
    sources: Vec<Source>,
    sheets: &[u8],
    plan: &Plan,
) -> Result<(), Diagnostic> {
    let pages = args.pages.drawings(sources)?;
    let sides = drawing(sheets.to_vec(), None)?.without_marks();
    let hands = |_: &[Size]| Ok(plan.hands.clone());
    let report = prove::prove(&sides, &pages, &args.pages, plan.flip, &hands)?;
    let loses = |fault: &&Fault| match fault.kind {
        Kind::Clipped(lost) => lost > CUT_OFF,
        Kind::Moved(..) | Kind::Scaled(_) => false,
        _ => true,
    };
    match report.faults.iter().find(loses) {
        None => Ok(()),
        Some(fault) => Err(Diagnostic::error(
            code::BROKEN_PAGE,
            "this file is damaged, and would be printed otherwise than viewers show it",
        )
        .label(fault.words())
        .hint("open it in a viewer and print it to a new PDF, or try `qpdf in.pdf out.pdf`")),
    }
}

/// So many millimetres over the fold are no harm: margins are wider.
const OVER_FOLD: f64 = 1.0;
/// Something is cut off if so much of its ink is.
const CUT_OFF: f64 = 0.2;

fn warn(
    facts: &[PageFacts],
    imposed: &Imposed,
    scheme: &Scheme,
    sizes: Sizes,
    paper: Paper,
    findings: &mut Findings,
) {
    let first = facts.first().map(|page| page.size);
    let others = facts.iter().filter(|page| Some(page.size) != first).count();
    if others > 0 {
        let message = format!("{others} of {} pages have another size than the first", facts.len());
        findings.push(
            Diagnostic::warning(code::MIXED_SIZES, message)
                .label(match sizes {
                    Sizes::Fit => "each is printed as large as its place",
                    Sizes::Shrink => "those that are too large are made smaller",
                    Sizes::Centre => "what is larger than its place is cut off",
                    _ => "all are printed to the same scale, each in the middle of its place",
                })
                .hint("see `--sizes`"),
        );
    }
    if let Scale::Shrunk(by) = imposed.scale {
        let cells = imposed.plan.hands.leaves();
        let part = match (scheme, cells) {
            (Scheme::Saddle { copies: 1 }, _) | (_, 2) => "half".to_owned(),
            _ => format!("a {cells}th"),
        };
        let message = format!(
            "the pages are made smaller, to {:.0} %, to go on {part} of {}",
            by * 100.0,
            paper.title()
        );
        findings.push(Diagnostic::warning(code::SHRUNK, message));
    }
    if imposed.over_fold > Length::mm(OVER_FOLD) {
        let over = imposed.over_fold.to_mm();
        let message = format!("creep moves the innermost pages {over:.1} mm over the fold");
        findings.push(
            Diagnostic::warning(code::CREEP, message)
                .label("as much of their inner margin is cut off")
                .hint("make sections (`--scheme sections`), or move outer leaves (`--creep-from-centre`)"),
        );
    }
    if imposed.marks_left_out {
        findings.push(
            Diagnostic::warning(
                code::NO_MARKS,
                format!("on {} some marks have no room", paper.title()),
            )
            .hint("they stand outside what is cut out: choose a larger paper or smaller pages"),
        );
    }
    let sum = |count: fn(&PageFacts) -> usize| facts.iter().map(count).sum::<usize>();
    let for_screen = sum(|page| page.for_screen);
    if for_screen > 0 {
        let s = if for_screen == 1 { " is" } else { "s are" };
        findings.push(
            Diagnostic::warning(
                code::LEFT_BEHIND,
                format!("{for_screen} annotation{s} not meant for print, and left out"),
            )
            .hint("in a viewer, mark them as printing, or print the file to a new PDF"),
        );
    }
    let without_look = sum(|page| page.without_look);
    if without_look > 0 {
        let s = if without_look == 1 { " has" } else { "s have" };
        findings.push(
            Diagnostic::warning(
                code::LEFT_BEHIND,
                format!("{without_look} form field{s} a value that only a viewer shows"),
            )
            .hint("print the file to a new PDF first; that makes it part of the page"),
        );
    }
}
