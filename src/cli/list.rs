//! `handpress list`

use clap::Args;

use super::report::{fail, report};
use super::{Outcome, WorkspaceArgs};
use crate::diag::{Findings, harmless_line};
use crate::press::Desk;

#[derive(Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    workspace: WorkspaceArgs,
}

pub(super) fn run(args: &ListArgs) -> Outcome {
    let workspace = match args.workspace.open() {
        Ok(workspace) => workspace,
        Err(error) => return fail(error),
    };
    let mut findings = Findings::new();
    let entries = workspace.pamphlets(&mut findings);
    let desk = Desk::open(workspace, &mut findings);
    let width = entries.iter().map(|entry| entry.slug.len()).max().unwrap_or(0);
    for entry in &entries {
        let Some(pamphlet) = desk.pamphlet(entry, &mut findings) else { continue };
        let about = pamphlet.about;
        let title = about.title.unwrap_or_else(|| "(the text's first heading)".into());
        let by = match about.authors.as_slice() {
            [] => String::new(),
            authors => format!(", by {}", authors.join(", ")),
        };
        let words = format!("{title}{by}");
        say!("{:width$}  {:6}  {}", entry.slug, about.lang.tag(), harmless_line(&words));
    }
    report(&findings)
}
