//! `handpress check FILE.pdf`: finished sheets are folded and read.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::impose_args::{EdgeArg, FlipArg};
use super::json::{Said, rounded, tell};
use super::prove;
use super::report::report_as;
use super::scheme::SchemeArgs;
use super::source::{PagesArgs, about, drawing, read, read_all};
use crate::diag::{Diagnostic, Findings, code, harmless_line};
use crate::geometry::Size;
use crate::impose;
use crate::ink;
use crate::output::write_file;
use crate::preflight::{self, Cause, Fault, FolioReport, Folios, Report};
use crate::sheet::{Flip, Hands};

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
    /// Write pictures of the sheets as they are printed, cut, folded and read
    #[arg(long, value_name = "OUT.png")]
    strip: Option<PathBuf>,
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
impl FileArgs {
    /// The files that are read within limits.
    pub(super) fn foreign(&self) -> Vec<PathBuf> {
        self.sheets.files(self.files.iter())
    }

    /// How they are read.
    pub(super) fn pages(&mut self) -> &mut PagesArgs {
        self.sheets.pages()
    }
}

impl SheetArgs {
    /// Whether what is read is read within limits.
    #[cfg(feature = "pamphlets")]
    pub(super) fn has_limits(&self) -> bool {
        self.pages.has_limits()
    }

    /// How files are read.
    pub(super) fn pages(&mut self) -> &mut PagesArgs {
        &mut self.pages
    }

    /// What hands do with the sheets.
    fn hands(&self, sides: &[Size]) -> Result<Hands, Diagnostic> {
        let paper = sides.first().copied().unwrap_or_default();
        let scheme = self.scheme.scheme()?;
        impose::hands(&scheme, paper, sides.len().div_ceil(2), self.binding.into())
    }

    /// The edge on which the printer turns them.
    fn flip_of(&self, file: &Path) -> Flip {
        let named_long = file.to_string_lossy().contains("long-edge");
        let named = if named_long { FlipArg::LongEdge } else { FlipArg::ShortEdge };
        self.flip.unwrap_or(named).into()
    }

    /// The files that are read within limits.
    pub(super) fn files<'a>(&self, sheets: impl Iterator<Item = &'a String>) -> Vec<PathBuf> {
        let all = sheets.map(PathBuf::from).chain(self.against.iter().cloned());
        if self.pages.has_limits() { all.collect() } else { Vec::new() }
    }
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
        if let Some(strip) = &args.strip {
            match draw_strip(Path::new(file.as_str()), args, strip) {
                Ok(()) if json => {}
                Ok(()) => say!("{}", strip.display()),
                Err(error) => findings.push(error),
            }
            // Pages to compare with are not needed to look at sheets.
            if args.against.is_empty() {
                continue;
            }
        }
        if !has_pages(Path::new(file.as_str()), args) {
            match by_folios(Path::new(file.as_str()), args) {
                Ok(read) => {
                    is_wrong |= !read.is_right();
                    if json { tell_folios(file, &read) } else { print_folios(file, &read) }
                }
                Err(error) => findings.push(error),
            }
            continue;
        }
        match fold(Path::new(file.as_str()), args) {
            Ok(proved) => {
                is_wrong |= !proved.is_right();
                if json { tell_folded(file, &proved) } else { print(file, &proved) }
            }
            Err(error) => findings.push(error),
        }
    }
    match report_as(&findings, json) {
        Outcome::Good if is_wrong => Outcome::Author,
        outcome => outcome,
    }
}

/// So many dots an inch the strip has: a pixel is about a millimetre.
const STRIP_DPI: f64 = 28.0;

fn draw_strip(file: &Path, args: &SheetArgs, to: &Path) -> Result<(), Diagnostic> {
    let drawing = drawing(read(file)?, args.pages.password());
    let drawing = drawing.map_err(|error| about(error, file))?;
    let sides = prove::sides(&drawing, STRIP_DPI).map_err(|error| about(error, file))?;
    let hands = args.hands(&drawing.sizes())?;
    let strip = preflight::strip(&sides, STRIP_DPI, &hands, args.flip_of(file));
    let bytes = ink::gray_png(strip.width(), strip.height(), strip.pixels());
    let bytes = bytes.map_err(|error| {
        Diagnostic::error(code::UNWRITABLE, format!("cannot draw {}: {error}", to.display()))
    })?;
    write_file(to, &bytes)
}

/// Whether sheets have pages to be compared with.
fn has_pages(file: &Path, args: &SheetArgs) -> bool {
    !args.against.is_empty() || beside(file).is_some()
}

/// Reads sheets by their folios alone.
fn by_folios(file: &Path, args: &SheetArgs) -> Result<FolioReport, Diagnostic> {
    let drawing = drawing(read(file)?, args.pages.password());
    let drawing = drawing.map_err(|error| about(error, file))?;
    let sides = drawing.letters().map_err(|error| about(error, file))?;
    let paper = drawing.size().ok_or_else(|| {
        Diagnostic::error(code::NO_PAGES, format!("{} has no pages", file.display()))
    })?;
    let scheme = args.scheme.scheme()?;
    let hands = impose::hands(&scheme, paper, sides.len().div_ceil(2), args.binding.into())?;
    let flip = args.flip_of(file);
    let report = preflight::read_folios(&Folios { sides: &sides, hands: &hands, flip });
    if report.with_folio == 0 && report.faults.is_empty() {
        let message = format!("{} has no folios to be read by", file.display());
        return Err(Diagnostic::error(code::NO_FOLIOS, message)
            .hint("name its pages: `handpress check SHEETS.pdf --against PAGES.pdf`"));
    }
    Ok(report)
}

/// So many faults are printed.
const MOST_FAULTS: usize = 12;

/// What is wrong, and why.
fn print_faults(cause: Option<Cause>, faults: &[Fault]) {
    if let Some(cause) = cause {
        say!("  {}", cause.words());
    }
    for fault in faults.iter().take(MOST_FAULTS) {
        say!("  {}", fault.words());
    }
    if faults.len() > MOST_FAULTS {
        say!("  and {} more", faults.len() - MOST_FAULTS);
    }
}

fn print_folios(file: &str, report: &FolioReport) {
    let verdict = if report.is_right() { "reads in order" } else { "does not read in order" };
    say!(
        "{file}: {verdict}: {} pages, {} of them with a folio that fits",
        report.places,
        report.with_folio
    );
    print_faults(report.cause, &report.faults);
    if !report.silent.is_empty() {
        say!("  without a letter: {}", list(&report.silent));
    }
    say!("  read by folios alone: name the pages (`--against PAGES.pdf`) to see all else");
}

fn fold(file: &Path, args: &SheetArgs) -> Result<Report, Diagnostic> {
    let pages = match args.against.as_slice() {
        [] => vec![beside(file).ok_or_else(|| {
            let message = format!("with which pages should {} be compared?", file.display());
            Diagnostic::error(code::MISSING_FILE, message)
                .hint("name them: `handpress check SHEETS.pdf --against PAGES.pdf`")
        })?],
        pages => pages.to_vec(),
    };
    let sides = drawing(read(file)?, args.pages.password());
    let sides = sides.map_err(|error| about(error, file))?.without_marks();
    let pages = args.pages.drawings(read_all(&pages)?)?;
    let hands = |sides: &[Size]| args.hands(sides);
    let proved = prove::prove(&sides, &pages, &args.pages, args.flip_of(file), &hands);
    proved.map_err(|error| about(error, file))
}

/// The read file that a booklet was made from, if it lies beside it.
fn beside(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    // A pamphlet's own name may hold the word.
    let slugs = name.rmatch_indices("-booklet-").filter_map(|(at, _)| name.get(..at));
    let mut pages = slugs.map(|slug| file.with_file_name(format!("{slug}-read.pdf")));
    pages.find(|pages| pages.is_file())
}

fn print(file: &str, report: &Report) {
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let copies =
        if report.copies > 1 { format!(", {} copies", report.copies) } else { String::new() };
    let verdict = if report.is_right() { "folds right" } else { "does not fold right" };
    say!("{}: {verdict}: {}{copies}", harmless_line(file), count(report.places, "page"));
    print_faults(report.cause, &report.faults);
    if let (Some(scale), Some(place)) = (report.scale, report.place) {
        say!(
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

fn tell_folded(file: &str, report: &Report) {
    tell(&Said::Folded {
        file,
        right: report.is_right(),
        places: report.places,
        copies: report.copies,
        blanks: &report.blanks,
        scale: report.scale.map(|scale| rounded(scale, 4)),
        cause: report.cause.map(|cause| cause.words()),
        faults: report.faults.iter().map(Fault::words).collect(),
    });
}

fn tell_folios(file: &str, report: &FolioReport) {
    tell(&Said::Folios {
        file,
        right: report.is_right(),
        places: report.places,
        with_folio: report.with_folio,
        silent: &report.silent,
        cause: report.cause.map(|cause| cause.words()),
        faults: report.faults.iter().map(Fault::words).collect(),
    });
}
