//! `handpress build`

use std::path::PathBuf;

use clap::Args;

use super::report::{fail, report};
use super::{Outcome, WorkspaceArgs};
use crate::diag::{Diagnostic, Findings, Severity, code, nearest};
use crate::press::{self, Desk, Edition};
use crate::workspace::Entry;

#[derive(Args)]
#[command(after_help = "Examples:
  handpress build                       Every pamphlet of the workspace
  handpress build a-pamphlet another    Two of them
  handpress build --out /tmp/proofs     Somewhere else than out/")]
pub(super) struct BuildArgs {
    /// The pamphlets to make [default: all]
    #[arg(value_name = "SLUG")]
    slugs: Vec<String>,
    #[command(flatten)]
    workspace: WorkspaceArgs,
    /// Where the files go [default: out/ in the workspace]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let workspace = match args.workspace.open() {
        Ok(workspace) => workspace,
        Err(error) => return fail(error),
    };
    let mut findings = Findings::new();
    let entries = chosen(workspace.pamphlets(&mut findings), &args.slugs, &mut findings);
    let out = args.out.clone().unwrap_or_else(|| workspace.root().join("out"));
    if entries.is_empty() && !findings.has_errors() {
        findings.push(
            Diagnostic::error(code::NO_PAMPHLET, "this workspace has no pamphlets")
                .hint("`handpress new my-pamphlet` starts one"),
        );
    }
    let mut of_all = Findings::new();
    let desk = Desk::open(workspace, &mut of_all);
    // What is wrong for all pamphlets lets none be made otherwise than was meant.
    let is_well = !of_all.has_errors();
    findings.extend(of_all);
    let mut made = Vec::new();
    for entry in entries.iter().filter(|_| is_well) {
        let mut own = Findings::new();
        if let Some(edition) = press::press(&desk, entry, &mut own) {
            match edition.write(&out) {
                Ok(()) => made.push(edition),
                Err(error) => own.push(error),
            }
        }
        findings.extend(own);
    }
    let shared = || {
        press::write_fonts(desk.fonts(), &out)?;
        press::write_test_sheets(&out)
    };
    if !made.is_empty()
        && let Err(error) = shared()
    {
        findings.push(error);
    }
    let outcome = report(&findings);
    table(&made, &out);
    if outcome != Outcome::Good {
        let (errors, failed) = (findings.count(Severity::Error), entries.len() - made.len());
        let s = |n| if n == 1 { "" } else { "s" };
        eprintln!(
            "{errors} error{}; {failed} pamphlet{} not made, and what was in {} before is untouched",
            s(errors),
            s(failed),
            out.display()
        );
    }
    outcome
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
fn table(made: &[Edition], out: &std::path::Path) {
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
                .map(|file| format!("{}/{}", edition.slug, file.name))
                .collect::<Vec<_>>()
                .join(&format!("\n{:width$}  {:>5}  {:>6}  {:>6}  ", "", "", "", ""))
        );
    }
}
