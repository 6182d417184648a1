//! `handpress list`

use std::sync::Arc;

use clap::Args;

use super::guard::Watch;
use super::json::{Said, tell};
use super::report::{fail_as, report_as};
use super::{Outcome, WorkspaceArgs};
use crate::diag::{Findings, harmless_line};
use crate::press::Desk;

#[derive(Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    workspace: WorkspaceArgs,
    /// One JSON object a line: pamphlets, errors
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &ListArgs) -> Outcome {
    let workspace = match args.workspace.open() {
        Ok(workspace) => workspace,
        Err(error) => return fail_as(error, args.json),
    };
    let mut findings = Findings::new();
    let watch = Watch::start(Arc::clone(workspace.reads()), true, args.json);
    let entries = workspace.pamphlets(&mut findings);
    let desk = Desk::open(workspace, &mut findings);
    let width = entries.iter().map(|entry| entry.slug.len()).max().unwrap_or(0);
    for entry in &entries {
        watch.begins(&entry.slug);
        let Some(pamphlet) = desk.pamphlet(entry, &mut findings) else { continue };
        let about = pamphlet.about;
        if args.json {
            tell(&Said::Pamphlet {
                pamphlet: &entry.slug,
                title: about.title.as_deref(),
                authors: &about.authors,
                lang: about.lang.tag(),
            });
            continue;
        }
        let title = about.title.unwrap_or_else(|| "(the text's first heading)".into());
        let by = match about.authors.as_slice() {
            [] => String::new(),
            authors => format!(", by {}", authors.join(", ")),
        };
        let words = format!("{title}{by}");
        say!("{:width$}  {:6}  {}", entry.slug, about.lang.tag(), harmless_line(&words));
    }
    report_as(&findings, args.json)
}
