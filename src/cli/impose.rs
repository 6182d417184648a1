//! `handpress impose`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::report::{fail, report};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Paper, Size};
use crate::impose::{self, Blanks, Imposed, Job, Lay, Scale};
use crate::pdf::{self, Imprint, PageFacts};
use crate::press::write_file;
use crate::sheet::{Binding, Flip};

#[derive(Args)]
#[command(after_help = "Examples:
  handpress impose pages.pdf -o booklet.pdf --paper a4
  handpress impose pages.pdf -o booklet.pdf --paper letter --flip long-edge
  handpress impose pages.pdf -o booklet.pdf --paper a4 --back-cover")]
pub(super) struct ImposeArgs {
    /// The PDF, one page after the other
    input: PathBuf,
    /// The booklet to write
    #[arg(short, long, value_name = "OUT.pdf")]
    output: PathBuf,
    /// The paper it is printed on
    #[arg(long, default_value = "a4", value_parser = paper)]
    paper: Paper,
    /// The edge on which the printer turns the paper over
    #[arg(long, value_enum, default_value_t = FlipArg::ShortEdge)]
    flip: FlipArg,
    /// The edge at which the booklet is bound
    #[arg(long, value_enum, default_value_t = BindingArg::Left)]
    binding: BindingArg,
    /// Keep the last page outside, with the blank pages before it
    #[arg(long)]
    back_cover: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FlipArg {
    ShortEdge,
    LongEdge,
}

#[derive(Clone, Copy, ValueEnum)]
enum BindingArg {
    Left,
    Right,
}

pub(super) fn run(args: &ImposeArgs) -> Outcome {
    let mut findings = Findings::new();
    match booklet(args, &mut findings) {
        Err(error) => {
            findings.push(error);
            report(&findings)
        }
        Ok((bytes, imposed, pages)) => {
            let outcome = report(&findings);
            if let Err(error) = write_file(&args.output, &bytes) {
                return fail(error);
            }
            println!(
                "{}: {pages} pages on {} sheets of {}, flip on the {}",
                args.output.display(),
                imposed.plan.sheets.len(),
                args.paper.title(),
                imposed.plan.flip.name().replace('-', " "),
            );
            outcome
        }
    }
}

fn booklet(
    args: &ImposeArgs,
    findings: &mut Findings,
) -> Result<(Vec<u8>, Imposed, usize), Diagnostic> {
    let name = args.input.display();
    let bytes = std::fs::read(&args.input).map_err(|error| {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => code::MISSING_FILE,
            _ => code::UNREADABLE,
        };
        Diagnostic::error(code, format!("cannot read {name}: {error}"))
    })?;
    let pages = pdf::open(&bytes, false).map_err(|error| about(error, &args.input))?;
    drop(bytes);
    let facts = pages.facts();
    let sizes: Vec<Size> = facts.iter().map(|page| page.size).collect();
    let job = Job {
        pages: &sizes,
        paper: args.paper.landscape(),
        flip: match args.flip {
            FlipArg::ShortEdge => Flip::ShortEdge,
            FlipArg::LongEdge => Flip::LongEdge,
        },
        binding: match args.binding {
            BindingArg::Left => Binding::Left,
            BindingArg::Right => Binding::Right,
        },
        blanks: if args.back_cover { Blanks::InsideBackCover } else { Blanks::Last },
        lay: Lay::Untrimmed { inner: 0.5, top: 0.5 },
    };
    let imposed = impose::saddle_stitch(&job).map_err(|error| about(error, &args.input))?;
    warn(&facts, &imposed, args.paper, findings);
    let title = args.input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let imprint = Imprint { title, ..Imprint::default() };
    let bytes = pdf::impose(pages, &imposed.plan, &imprint);
    Ok((bytes.map_err(|error| about(error, &args.input))?, imposed, facts.len()))
}

fn warn(facts: &[PageFacts], imposed: &Imposed, paper: Paper, findings: &mut Findings) {
    let first = facts.first().map(|page| page.size);
    let others = facts.iter().filter(|page| Some(page.size) != first).count();
    if others > 0 {
        let message = format!("{others} of {} pages have another size than the first", facts.len());
        findings.push(
            Diagnostic::warning(code::MIXED_SIZES, message)
                .label("all are printed to the same scale, each in the middle of its half"),
        );
    }
    if let Scale::Shrunk(by) = imposed.scale {
        let message = format!(
            "the pages are made smaller, to {:.0} %, to go on half of {}",
            by * 100.0,
            paper.title()
        );
        findings.push(Diagnostic::warning(code::SHRUNK, message));
    }
    let annotations: usize = facts.iter().map(|page| page.annotations).sum();
    if annotations > 0 {
        let message = format!("{annotations} annotations or form fields are not printed");
        findings.push(
            Diagnostic::warning(code::LEFT_BEHIND, message)
                .hint("print the file to a new PDF first; that makes them part of the page"),
        );
    }
}

fn about(error: Diagnostic, file: &std::path::Path) -> Diagnostic {
    let message = format!("{}: {}", file.display(), error.message);
    Diagnostic { message, ..error }
}

fn paper(name: &str) -> Result<Paper, String> {
    Paper::from_name(name).ok_or_else(|| {
        let known = Paper::ALL.map(Paper::name).join(", ");
        format!("there are {known}")
    })
}
