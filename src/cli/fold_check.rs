//! `handpress check FILE.pdf`: finished sheets are folded and read.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::impose::{EdgeArg, FlipArg};
use super::report::report;
use super::scheme::SchemeArgs;
use super::source::{PagesArgs, about, read};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Length, Size};
use crate::impose;
use crate::preflight::{self, Proof, Report};
use crate::raster::{Bitmap, Drawing};

/// Fine enough to see a fifth of a millimetre.
const DPI: f64 = 150.0;
/// Coarser than this, pages cannot be told apart.
const LEAST_DPI: f64 = 30.0;
/// So many pixels are drawn of one page at most, and so many of all together:
/// a byte each.
const MOST_OF_ONE: f64 = 40e6;
const MOST_OF_ALL: f64 = 300e6;

#[derive(Args)]
pub(super) struct SheetArgs {
    /// The pages that should be on the sheets [default: `…-read.pdf` beside
    /// `…-booklet-….pdf`]
    #[arg(long, value_name = "PAGES.pdf")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    pages: PagesArgs,
    #[command(flatten)]
    scheme: SchemeArgs,
    /// The edge on which the printer turns the paper over [default: as the
    /// file's name says, else the short edge]
    #[arg(long, value_enum)]
    flip: Option<FlipArg>,
    /// The edge at which the pages are bound
    #[arg(long, value_enum, default_value_t = EdgeArg::Left)]
    binding: EdgeArg,
}

/// What `check` takes where there are no pamphlets.
#[cfg(not(feature = "pamphlets"))]
#[derive(Args)]
#[command(after_help = "Examples:
  handpress check sheets.pdf --against pages.pdf
  handpress check sheets.pdf --against pages.pdf --scheme octavo --flip long-edge")]
pub(super) struct FileArgs {
    /// The sheets to fold
    #[arg(value_name = "FILE.pdf", required = true)]
    files: Vec<String>,
    #[command(flatten)]
    sheets: SheetArgs,
    /// One JSON object a file
    #[arg(long)]
    json: bool,
}

#[cfg(not(feature = "pamphlets"))]
pub(super) fn run_files(args: &FileArgs) -> Outcome {
    let files: Vec<&String> = args.files.iter().collect();
    run(&files, &args.sheets, args.json)
}

pub(super) fn run(files: &[&String], args: &SheetArgs, json: bool) -> Outcome {
    let mut findings = Findings::new();
    let mut is_wrong = false;
    for file in files {
        match prove(Path::new(file.as_str()), args) {
            Ok(proved) => {
                is_wrong |= !proved.is_right();
                if json { print_json(file, &proved) } else { print(file, &proved) }
            }
            Err(error) => findings.push(error),
        }
    }
    match report(&findings) {
        Outcome::Good if is_wrong => Outcome::Author,
        outcome => outcome,
    }
}

fn prove(file: &Path, args: &SheetArgs) -> Result<Report, Diagnostic> {
    let pages = match args.against.as_slice() {
        [] => vec![beside(file).ok_or_else(|| {
            let message = format!("with which pages should {} be compared?", file.display());
            Diagnostic::error(code::MISSING_FILE, message)
                .hint("name them: `handpress check SHEETS.pdf --against PAGES.pdf`")
        })?],
        pages => pages.to_vec(),
    };
    let sides = Drawing::open(read(file)?, args.pages.password());
    let sides = sides.map_err(|error| about(error, file))?;
    let pages = args.pages.drawings(&pages)?;
    let areas: Vec<f64> = pages.iter().chain([&sides]).flat_map(Drawing::areas).collect();
    let dpi = fineness(&areas).ok_or_else(|| too_large(file))?;
    let sides = sides.render(dpi);
    let Some(first) = sides.first() else {
        return Err(Diagnostic::error(code::NO_PAGES, format!("{} has no pages", file.display())));
    };
    let paper = size(first, dpi);
    let sheets = sides.len().div_ceil(2);
    let hands = impose::hands(&args.scheme.scheme()?, paper, sheets, args.binding.into())?;
    let named_long = file.to_string_lossy().contains("long-edge");
    let flip = args.flip.unwrap_or(if named_long { FlipArg::LongEdge } else { FlipArg::ShortEdge });
    let flip = flip.into();
    let as_they_are = args.pages.draw(&pages, dpi)?;
    let proof = Proof { sides: &sides, pages: &as_they_are, dpi, drawn: 1.0, hands: &hands, flip };
    let mut best = preflight::prove(&proof);
    // Pages that are printed smaller are compared with pages drawn smaller.
    for scale in [best.scale, preflight::whole(&proof)].into_iter().flatten() {
        if best.is_right() {
            break;
        }
        if (scale - 1.0).abs() > SCALED && (LEAST_SCALE..MOST_SCALE).contains(&scale) {
            let scaled = args.pages.draw(&pages, dpi * scale)?;
            let other = preflight::prove(&Proof { pages: &scaled, drawn: scale, ..proof });
            if other.faults.len() < best.faults.len() {
                best = other;
            }
        }
    }
    Ok(best)
}

/// Scales that differ by less are the same.
const SCALED: f64 = 0.005;
/// Pages are printed no smaller and no larger than this.
const LEAST_SCALE: f64 = 0.05;
const MOST_SCALE: f64 = 4.0;

/// How finely pages of these areas, in square inches, can be drawn within a
/// reasonable memory. None if that is not fine enough.
fn fineness(areas: &[f64]) -> Option<f64> {
    let all: f64 = areas.iter().sum();
    let largest = areas.iter().copied().fold(0.0, f64::max);
    let most = (MOST_OF_ONE / largest).min(MOST_OF_ALL / all).sqrt();
    let dpi = if most.is_finite() { most.min(DPI).floor() } else { DPI };
    (dpi >= LEAST_DPI).then_some(dpi)
}

fn too_large(file: &Path) -> Diagnostic {
    let message = format!("{} is too large to be looked at as a whole", file.display());
    Diagnostic::error(code::TOO_MANY_PAGES, message)
        .hint("check it in parts: sheets and pages cut with the same ranges")
}

/// The read file that a booklet was made from, if it lies beside it.
fn beside(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    let (slug, _) = name.split_once("-booklet-")?;
    let pages = file.with_file_name(format!("{slug}-read.pdf"));
    pages.is_file().then_some(pages)
}

fn size(picture: &Bitmap, dpi: f64) -> Size {
    let length = |pixels: usize| Length::IN.scale(pixels as f64 / dpi);
    Size::new(length(picture.width()), length(picture.height()))
}

fn print(file: &str, report: &Report) {
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let copies =
        if report.copies > 1 { format!(", {} copies", report.copies) } else { String::new() };
    let verdict = if report.is_right() { "folds right" } else { "does not fold right" };
    println!("{file}: {verdict}: {}{copies}", count(report.places, "page"));
    if let Some(cause) = report.cause {
        println!("  {}", cause.words());
    }
    for fault in report.faults.iter().take(12) {
        println!("  {}", fault.words());
    }
    if report.faults.len() > 12 {
        println!("  and {} more", report.faults.len() - 12);
    }
    if let (Some(scale), Some(place)) = (report.scale, report.place) {
        println!(
            "  printed at {:.1} %, {:.1} mm from the spine, {:.1} mm from the head; {}",
            scale * 100.0,
            place.from_spine,
            place.from_head,
            match report.blanks.as_slice() {
                [] => "no blank pages".to_owned(),
                blanks => format!("blank: {}", list(blanks)),
            }
        );
    }
}

fn list(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

fn print_json(file: &str, report: &Report) {
    let faults = report.faults.iter().map(|fault| format!("\"{}\"", fault.words()));
    println!(
        "{{\"file\":\"{}\",\"right\":{},\"places\":{},\"copies\":{},\"blanks\":[{}],\"scale\":{},\"cause\":{},\"faults\":[{}]}}",
        file.replace('\\', "\\\\").replace('"', "\\\""),
        report.is_right(),
        report.places,
        report.copies,
        list(&report.blanks),
        report.scale.map_or("null".to_owned(), |scale| format!("{scale:.4}")),
        report.cause.map_or("null".to_owned(), |cause| format!("\"{}\"", cause.words())),
        faults.collect::<Vec<_>>().join(","),
    );
}
