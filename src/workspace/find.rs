//! Which pamphlets a workspace holds.

use std::fs;
use std::path::Path;

use super::{VirtualPath, is_slug};
use crate::diag::{Diagnostic, Findings, code};

/// A pamphlet that a workspace holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// Its name in file names and on the command line.
    pub slug: String,
    /// How it is kept.
    pub form: Form,
}

/// How a pamphlet is kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Form {
    /// `pamphlets/<slug>/pamphlet.toml` with its Markdown beside it.
    Folder,
    /// `pamphlets/<slug>.md` with its TOML between `+++` lines.
    File,
}

impl Entry {
    /// The file that holds the manifest.
    pub fn manifest(&self) -> VirtualPath {
        let name = match self.form {
            Form::Folder => format!("pamphlets/{}/pamphlet.toml", self.slug),
            Form::File => format!("pamphlets/{}.md", self.slug),
        };
        // A slug holds no dots and no slashes, so this always joins.
        VirtualPath::root().join(&name).unwrap_or_default()
    }

    /// The folder that paths in the pamphlet start from.
    pub fn folder(&self) -> VirtualPath {
        self.manifest().folder()
    }
}

/// The pamphlets below `root`, sorted by slug.
pub(super) fn pamphlets(root: &Path, findings: &mut Findings) -> Vec<Entry> {
    let entries = fs::read_dir(root.join("pamphlets")).into_iter().flatten().flatten();
    let mut found: Vec<Entry> = Vec::new();
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = entry.path();
        let (slug, form) = if path.join("pamphlet.toml").is_file() {
            (name.clone(), Form::Folder)
        } else if let Some(slug) = name.strip_suffix(".md").filter(|_| path.is_file()) {
            (slug.to_owned(), Form::File)
        } else {
            continue;
        };
        if slug.eq_ignore_ascii_case("readme") {
            continue;
        }
        if is_slug(&slug) {
            found.push(Entry { slug, form });
        } else {
            let message = format!("`pamphlets/{name}` cannot name a pamphlet");
            findings.push(Diagnostic::error(code::BAD_SLUG, message).hint(
                "use small letters a–z, digits, `-` and `_`: the name becomes a file name on every system",
            ));
        }
    }
    found.sort();
    for pair in found.windows(2) {
        if let [one, two] = pair
            && one.slug == two.slug
        {
            let slug = &one.slug;
            let message =
                format!("`pamphlets/{slug}/` and `pamphlets/{slug}.md` have the same name");
            findings.push(Diagnostic::error(code::SAME_SLUG, message).hint("rename one of them"));
        }
    }
    found
}
