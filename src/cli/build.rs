//! `handpress build`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::guard::{Foreign, Watch};
use super::json::{File, Priced, Said, Stage, rounded, tell};
use super::report::{fail_as, report, report_as};
use super::{Outcome, WorkspaceArgs};
use crate::diag::{Diagnostic, Findings, Severity, code, nearest};
use crate::output::Folder;
use crate::press::{self, Desk, Edition, Options};
use crate::workspace::Entry;

#[derive(Args)]
#[command(after_help = "Examples:
  handpress build                       Every pamphlet of the workspace
  handpress build a-pamphlet another    Two of them
  handpress build --out /tmp/proofs     Somewhere else than out/
  handpress build --draft               Pages to look at, in a third of the time
  handpress build --only read,booklet-a4
                                        Some of the files only")]
pub(super) struct BuildArgs {
    /// The pamphlets to make [default: all]
    #[arg(value_name = "SLUG")]
    slugs: Vec<String>,
    #[command(flatten)]
    workspace: WorkspaceArgs,
    /// Where the files go [default: out/ in the workspace]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Quick pages to look at, in a folder draft/ of their own: pages end where
    /// they happen to, and no sheet is folded for a proof
    #[arg(long)]
    draft: bool,
    /// Make only these: `read`, `booklet-a4`, `instructions`, … What an earlier
    /// build has made besides goes, for it may be of another text
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Tell how long each stage took
    #[arg(long)]
    timings: bool,
    /// Take as much time and memory as it takes
    #[arg(long)]
    no_limits: bool,
    /// One JSON object a line: what was made, errors
    #[arg(long)]
    json: bool,
}

impl BuildArgs {
    /// What is read that comes from strangers.
    pub(super) fn foreign(&self) -> Foreign {
        if self.no_limits { Foreign::Nothing } else { Foreign::Workspace }
    }
}

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let workspace = match args.workspace.open() {
        Ok(workspace) => workspace,
        Err(error) => return fail_as(error, args.json),
    };
    let mut findings = Findings::new();
    let watch = Watch::start(Arc::clone(workspace.reads()), !args.no_limits, args.json);
    let entries = chosen(workspace.pamphlets(&mut findings), &args.slugs, &mut findings);
    let out = args.out.clone().unwrap_or_else(|| workspace.root().join("out"));
    if entries.is_empty() && !findings.has_errors() {
        findings.push(
            Diagnostic::error(code::NO_PAMPHLET, "this workspace has no pamphlets")
                .hint("`handpress new my-pamphlet` starts one"),
        );
    }
    let workspace_root = workspace.root().to_owned();
    let mut of_all = Findings::new();
    let desk = Desk::open(workspace, &mut of_all);
    // What is wrong for all pamphlets lets none be made otherwise than was meant.
    let is_well = !of_all.has_errors();
    findings.extend(of_all);
    let output = of_readers(&out, workspace_root.as_path());
    let output = output.and_then(|()| Folder::open(&out, args.out.is_some()));
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            findings.push(error);
            return report_as(&findings, args.json);
        }
    };
    findings.extend(output.mend(|| waiting(&out)).err());
    let options = Options { is_draft: args.draft, only: args.only.clone() };
    let mut made = Vec::new();
    let mut not_made = Vec::new();
    for entry in entries.iter().filter(|_| is_well) {
        watch.begins(&entry.slug);
        let mut own = Findings::new();
        let edition = press::press(&desk, entry, &options, &mut own).and_then(|edition| {
            let written = output.lock(|| waiting(&out)).and_then(|locked| edition.write(&locked));
            written.map(|kept| own.extend(kept)).map_err(|error| own.push(error)).ok()?;
            Some(edition)
        });
        match edition {
            Some(edition) => made.push(edition),
            None => not_made.push(entry.slug.as_str()),
        }
        findings.extend(own);
    }
    if !is_well {
        not_made.extend(entries.iter().map(|entry| entry.slug.as_str()));
    }
    // A draft is not to be printed: it needs neither test sheets nor the project's faces.
    if !made.is_empty() && !args.draft {
        let shared = output.lock(|| waiting(&out)).and_then(|locked| {
            let mut kept = press::write_fonts(desk.fonts(), &locked)?;
            kept.extend(press::write_test_sheets(&locked)?);
            Ok(kept)
        });
        match shared {
            Ok(kept) => findings.extend(kept),
            Err(error) => findings.push(error),
        }
    }
    if args.json {
        made.iter().for_each(|edition| json(edition, &out, args.timings));
        return report_as(&findings, true);
    }
    let outcome = report(&findings);
    table(&made, &out);
    if args.timings {
        made.iter().for_each(timings);
    }
    if outcome != Outcome::Good {
        tell!("{}", summary(findings.count(Severity::Error), &not_made));
    }
    outcome
}

/// Refuses to put results among what they are made of: faces that are built in
/// would become those of the workspace.
fn of_readers(out: &Path, workspace: &Path) -> Result<(), Diagnostic> {
    let whole = std::env::current_dir().unwrap_or_default().join(out);
    // What is not there yet will be made below what is.
    let real = whole.ancestors().find_map(|above| {
        let rest = whole.strip_prefix(above).ok()?;
        Some(above.canonicalize().ok()?.join(rest))
    });
    let real = real.unwrap_or(whole);
    let own = ["pamphlets", "fonts", "templates", "strings"];
    if real == workspace || own.iter().any(|name| real.starts_with(workspace.join(name))) {
        let message = format!("{} holds what pamphlets are made of", out.display());
        return Err(Diagnostic::error(code::UNWRITABLE, message)
            .label("results would come to lie among it")
            .hint("name another folder, or none: `out/` in the workspace"));
    }
    Ok(())
}

fn waiting(out: &Path) {
    tell!("another build is writing to {}: waiting for it", out.display());
}

/// What did not go well, in a line.
fn summary(errors: usize, not_made: &[&str]) -> String {
    let s = |count| if count == 1 { "" } else { "s" };
    let errors = format!("{errors} error{}", s(errors));
    match not_made {
        [] => errors,
        [one] => {
            format!("{errors}; `{one}` was not made, and what an earlier build made of it stays")
        }
        all => format!(
            "{errors}; {} pamphlets were not made, and what an earlier build made of them stays",
            all.len()
        ),
    }
}

/// The pamphlets that were asked for, each once.
pub(super) fn chosen(all: Vec<Entry>, slugs: &[String], findings: &mut Findings) -> Vec<Entry> {
    if slugs.is_empty() {
        return all;
    }
    let mut chosen: Vec<Entry> = Vec::new();
    for slug in slugs {
        match all.iter().find(|entry| entry.slug == *slug) {
            Some(entry) if !chosen.contains(entry) => chosen.push(entry.clone()),
            Some(_) => {}
            None => {
                let message = format!("there is no pamphlet `{slug}`");
                let missing = Diagnostic::error(code::NO_PAMPHLET, message);
                let known: Vec<&str> = all.iter().map(|entry| entry.slug.as_str()).collect();
                findings.push(match nearest(slug, known.iter().copied()) {
                    Some(meant) => missing.hint(format!("did you mean `{meant}`?")),
                    None if known.is_empty() => {
                        missing.hint(format!("`handpress new {slug}` starts it"))
                    }
                    None => missing.hint(format!("there are {}", known.join(", "))),
                });
            }
        }
    }
    chosen
}

/// What was made: pages, sheets a copy, files.
fn table(made: &[Edition], out: &Path) {
    if made.is_empty() {
        return;
    }
    let width = made.iter().map(|edition| edition.slug.len()).max().unwrap_or(0).max(8);
    say!(
        "{:width$}  {:>5}  {:>6}  {:>6}  files in {}",
        "pamphlet",
        "pages",
        "blanks",
        "sheets",
        out.display()
    );
    for edition in made {
        say!(
            "{:width$}  {:>5}  {:>6}  {:>6}  {}",
            edition.slug,
            edition.pages,
            edition.blanks,
            edition.sheets,
            edition
                .files
                .iter()
                .map(|made| edition.path(&made.output))
                .collect::<Vec<_>>()
                .join(&format!("\n{:width$}  {:>5}  {:>6}  {:>6}  ", "", "", "", ""))
        );
    }
}

/// How long each stage of a pamphlet took.
fn timings(edition: &Edition) {
    tell!("{}:", edition.slug);
    for (stage, took) in &edition.timings.stages {
        tell!("  {stage:<30} {:>9.1} ms", took.as_secs_f64() * 1000.0);
    }
    if let Some(prices) = edition.prices {
        let (chosen, by_themselves) = (prices.chosen, prices.by_themselves);
        tell!("  pages chosen at a price of {chosen}; filled one after the other {by_themselves}");
    }
}

/// The same for other programs.
fn json(edition: &Edition, out: &Path, has_timings: bool) {
    let files = edition.files.iter().map(|made| File {
        output: made.output.name(),
        path: edition.path(&made.output),
        bytes: made.bytes.len(),
    });
    let stages = edition.timings.stages.iter().filter(|_| has_timings);
    let timings = stages.map(|(stage, took)| Stage {
        stage: stage.trim_start(),
        milliseconds: rounded(took.as_secs_f64() * 1000.0, 1),
    });
    tell(&Said::Edition {
        pamphlet: &edition.slug,
        title: &edition.title,
        pages: edition.pages,
        blanks: edition.blanks,
        sheets: edition.sheets,
        draft: edition.is_draft,
        folder: out.display().to_string(),
        files: files.collect(),
        timings: timings.collect(),
        prices: edition
            .prices
            .filter(|_| has_timings)
            .map(|prices| Priced { by_themselves: prices.by_themselves, chosen: prices.chosen }),
    });
}
