//! `handpress new`

use std::path::Path;

use clap::Args;

use super::Outcome;
use super::report::fail;
use crate::diag::{Diagnostic, code};
use crate::output::{refuse_links, write_file};
use crate::workspace::{Workspace, is_slug};

#[derive(Args)]
#[command(after_help = "Example:
  handpress new on-folding --title \"On Folding\" && handpress build on-folding")]
pub(super) struct NewArgs {
    /// Its name in file names: small letters, digits, - and _
    slug: String,
    /// Its title [default: made from the slug]
    #[arg(long)]
    title: Option<String>,
    /// The folder to make it in [default: the nearest workspace, or here]
    #[arg(long, value_name = "DIR")]
    workspace: Option<std::path::PathBuf>,
}

pub(super) fn run(args: &NewArgs) -> Outcome {
    match start(args) {
        Ok(folder) => {
            say!("Write into {folder}/text.md, then: handpress build {}", args.slug);
            Outcome::Good
        }
        Err(error) => fail(error),
    }
}

fn start(args: &NewArgs) -> Result<String, Diagnostic> {
    let slug = &args.slug;
    if !is_slug(slug) {
        return Err(Diagnostic::error(code::BAD_SLUG, format!("`{slug}` cannot name a pamphlet"))
            .hint("use small letters a–z, digits, `-` and `_`: it becomes a file name on every system"));
    }
    let here = std::env::current_dir().unwrap_or_default();
    let root = match &args.workspace {
        Some(folder) => folder.clone(),
        None => Workspace::nearest(&here).map_or(here, |workspace| workspace.root().to_owned()),
    };
    let folder = root.join("pamphlets").join(slug);
    let file = root.join("pamphlets").join(format!("{slug}.md"));
    if let Some(there) = [&folder, &file].into_iter().find(|path| path.exists()) {
        let message = format!("there is already {}", there.display());
        return Err(Diagnostic::error(code::EXISTS, message).hint("choose another name"));
    }
    for name in ["pamphlet.toml", "text.md"] {
        refuse_links(&root, &format!("pamphlets/{slug}/{name}"))?;
    }
    let title = args.title.clone().unwrap_or_else(|| title_of(slug));
    // A TOML string is a JSON string for everything a title can hold.
    let quoted = toml::Value::String(title).to_string();
    write_file(&folder.join("pamphlet.toml"), MANIFEST.replace("{title}", &quoted).as_bytes())?;
    write_file(&folder.join("text.md"), TEXT.as_bytes())?;
    Ok(shown(&folder))
}

/// The path as the user would type it.
fn shown(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    folder.strip_prefix(&here).unwrap_or(folder).display().to_string()
}

fn title_of(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const MANIFEST: &str = r#"title = {title}
authors = []
lang = "en"
# subtitle = ""
# date = 2026-05-01
# publisher = ""
# place = ""
# rights = ""
# description = ""

# [cover]
# image = "cover.jpg"
# alt = "What the picture shows"
# back = "A few words for the back."
"#;

const TEXT: &str = "\
## A heading

The first paragraph. A note stands where its mark is,[^1] and its text may be
anywhere below.

[^1]: This is the text of the note.
";
