//! `handpress template`

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::report::fail;
use crate::diag::{Diagnostic, code, nearest};
use crate::output::{refuse_links, write_file};
use crate::press::{built_in_template, built_in_templates};
use crate::workspace::{Workspace, is_slug};

#[derive(Args)]
#[command(after_help = "Examples:
  handpress template barred --over classic   A template in which some things look otherwise
  handpress template mine --from chapbook    A copy of a template, to be changed")]
pub(super) struct TemplateArgs {
    /// Its name: small letters, digits, - and _
    name: String,
    /// Take everything of a built-in template, and define some of it anew
    #[arg(long, value_name = "TEMPLATE", default_value = "classic")]
    over: String,
    /// Copy a built-in template
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "over")]
    from: Option<String>,
    /// The folder with `pamphlets/` in it [default: the nearest above]
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
}

pub(super) fn run(args: &TemplateArgs) -> Outcome {
    match start(args) {
        Ok(()) => {
            let name = &args.name;
            say!("Change templates/{name}.typ; a manifest takes it with `template = \"{name}\"`");
            Outcome::Good
        }
        Err(error) => fail(error),
    }
}

fn start(args: &TemplateArgs) -> Result<(), Diagnostic> {
    let name = &args.name;
    if !is_slug(name) || built_in_template(name).is_some() {
        return Err(Diagnostic::error(code::BAD_SLUG, format!("`{name}` cannot name a template"))
            .hint("use small letters a–z, digits, `-` and `_`, and no built-in template’s name"));
    }
    let base = args.from.as_ref().unwrap_or(&args.over);
    let Some((text, settings)) = built_in_template(base) else {
        let known = built_in_templates();
        let error = Diagnostic::error(code::NO_TEMPLATE, format!("`{base}` is not built in"));
        return Err(match nearest(base, known.iter().copied()) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint(format!("there are {}", known.join(", "))),
        });
    };
    let here = std::env::current_dir().unwrap_or_default();
    let root = match &args.workspace {
        Some(folder) => folder.clone(),
        None => Workspace::nearest(&here).map_or(here, |workspace| workspace.root().to_owned()),
    };
    let folder = root.join("templates");
    let files = match &args.from {
        Some(_) => [
            (format!("{name}.typ"), Some(text.to_owned())),
            (format!("{name}.toml"), settings.map(str::to_owned)),
        ],
        None => {
            [(format!("{name}.typ"), Some(OVER.replace("{base}", base))), (String::new(), None)]
        }
    };
    if let Some(there) = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.is_file())
    {
        let message = format!("there is already {}", there.display());
        return Err(Diagnostic::error(code::EXISTS, message).hint("choose another name"));
    }
    for (name, text) in files {
        if let Some(text) = text {
            refuse_links(&root, &format!("templates/{name}"))?;
            write_file(&folder.join(name), text.as_bytes())?;
        }
    }
    Ok(())
}

const OVER: &str = "\
// The template {base}, with some things otherwise. What is defined here goes before
// what {base} has; the vocabulary is in out/<slug>/typst/templates/shared/.
#import \"{base}.typ\": *

// Block quotations with a bar:
// #let blockquote(keep: false, title: none, by: none, body) = block(
//   above: lead, below: lead, width: 100%, inset: (left: 1.2em), breakable: not keep,
//   stroke: (left: 2pt + params.colours.accent),
//   { body; if by != none { attribution(by) } },
// )
";
