//! `handpress check`

use std::sync::Arc;

use clap::Args;

use super::build::chosen;
use super::fold_check::{self, SheetArgs};
use super::guard::{Foreign, Watch};
use super::json::{Finding, Said, rounded, tell};
use super::report::{fail_as, is_coloured, report_as, write_rendered};
use super::source::PagesArgs;
use super::{Outcome, WorkspaceArgs};
use crate::diag::{Findings, Severity};
use crate::press::{self, Checked, Desk, Mark};

/// So many marks are shown unless all are asked for.
const SHOWN: usize = 5;

#[derive(Args)]
#[command(after_help = "Examples:
  handpress check                       The worst marks of every pamphlet
  handpress check a-pamphlet --all      All marks, notes included
  handpress check a-pamphlet --json     For other programs
  handpress check sheets.pdf --against pages.pdf
                                        Fold finished sheets and read them
  handpress check sheets.pdf --against pages.pdf --scheme octavo --flip long-edge

Levels are set in the manifest (`[check.levels] T105 = \"off\"`), and a mark
that may stand is named there: `[[check.ignore]] code, at, reason`.")]
pub(super) struct CheckArgs {
    /// The pamphlets to read, or sheets to fold [default: all pamphlets]
    #[arg(value_name = "SLUG|FILE.pdf")]
    slugs: Vec<String>,
    #[command(flatten)]
    sheets: SheetArgs,
    #[command(flatten)]
    workspace: WorkspaceArgs,
    /// Show every mark, not only the worst
    #[arg(long)]
    all: bool,
    /// One JSON object a line: marks, figures, errors
    #[arg(long)]
    json: bool,
}

impl CheckArgs {
    /// The finished files that are read, or the workspace.
    pub(super) fn foreign(&self) -> Foreign {
        let files = self.slugs.iter().filter(|name| is_file(name));
        if self.slugs.iter().any(|name| is_file(name)) {
            Foreign::files(self.sheets.files(files))
        } else if self.sheets.has_limits() {
            Foreign::Workspace
        } else {
            Foreign::Nothing
        }
    }

    /// How finished files are read.
    pub(super) fn pages(&mut self) -> &mut PagesArgs {
        self.sheets.pages()
    }
}

fn is_file(name: &str) -> bool {
    name.to_lowercase().ends_with(".pdf")
}

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let files: Vec<&String> = args.slugs.iter().filter(|name| is_file(name)).collect();
    if !files.is_empty() {
        return fold_check::run(&files, &args.sheets, args.json);
    }
    let workspace = match args.workspace.open() {
        Ok(workspace) => workspace,
        Err(error) => return fail_as(error, args.json),
    };
    let mut findings = Findings::new();
    let watch = Watch::start(Arc::clone(workspace.reads()), args.sheets.has_limits(), args.json);
    let entries = chosen(workspace.pamphlets(&mut findings), &args.slugs, &mut findings);
    let desk = Desk::open(workspace, &mut findings);
    let mut has_errors = false;
    for entry in &entries {
        watch.begins(&entry.slug);
        let mut own = Findings::new();
        if let Some(checked) = press::check(&desk, entry, &mut own) {
            let severe = |mark: &Mark| mark.diagnostic.severity == Severity::Error;
            has_errors |= checked.marks.iter().any(severe);
            if args.json { json(&checked) } else { show(&checked, args.all) }
        }
        findings.extend(own);
    }
    match report_as(&findings, args.json) {
        Outcome::Good if has_errors => Outcome::Author,
        outcome => outcome,
    }
}

fn show(checked: &Checked, all: bool) {
    let coloured = is_coloured(&std::io::stdout());
    let is_note = |mark: &&Mark| mark.diagnostic.severity == Severity::Note;
    let wanted: Vec<&Mark> = checked.marks.iter().filter(|mark| all || !is_note(mark)).collect();
    let shown = if all { wanted.len() } else { wanted.len().min(SHOWN) };
    for mark in wanted.iter().take(shown) {
        write_rendered(std::io::stdout(), &mark.diagnostic, coloured);
    }
    let left = checked.marks.len() - shown;
    let notes = checked.marks.iter().filter(is_note).count();
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let figures = &checked.figures;
    say!(
        "{}: {}, {}, {}{}{}",
        checked.slug,
        count(checked.pages, "page"),
        count(checked.marks.len() - notes, "mark"),
        count(notes, "note"),
        if left > 0 { format!(" (--all shows {left} more)") } else { String::new() },
        if checked.ignored > 0 { format!(", {} ignored", checked.ignored) } else { String::new() },
    );
    say!(
        "  {} filled lines: word spaces vary by {:.1} %, {:.1} % loose, {:.1} hyphens in a hundred; \
         {:.1} % on the grid; {} of {} full openings level\n",
        figures.lines,
        figures.space_variation,
        figures.loose,
        figures.hyphens,
        figures.on_grid,
        figures.level,
        figures.openings,
    );
}

fn json(checked: &Checked) {
    let pamphlet = checked.slug.as_str();
    for Mark { diagnostic, page, .. } in &checked.marks {
        tell(&Said::Mark { pamphlet, page: *page, finding: Finding::of(diagnostic) });
    }
    let figures = &checked.figures;
    tell(&Said::Figures {
        pamphlet,
        pages: checked.pages,
        marks: checked.marks.len(),
        ignored: checked.ignored,
        lines: figures.lines,
        space_variation: rounded(figures.space_variation, 2),
        loose: rounded(figures.loose, 2),
        hyphens: rounded(figures.hyphens, 2),
        on_grid: rounded(figures.on_grid, 2),
        openings: figures.openings,
        level: figures.level,
    });
}
