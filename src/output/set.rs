//! Files that belong together, and where handpress keeps what it knows of them.

use std::path::{Path, PathBuf};

use super::path::{below, refuse_links};
use crate::diag::Diagnostic;

/// Below an output folder, handpress's own folder: what it has made, what it is
/// about to put into place.
pub(super) const OWN: &str = ".handpress";
/// Below that, for each set: what comes, and what goes.
pub(super) const NEW: &str = "new";
pub(super) const OLD: &str = "old";

/// Files that belong together: they are put into their folder as one, and take
/// the place of those that the set had before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Set {
    /// What its record is kept under.
    key: String,
    /// Its folder below the output's; empty for the output's own.
    folder: String,
}

/// Keys of sets that are no pamphlets; a pamphlet's name has no `+`.
const FACES: &str = "+fonts";
const SHEETS: &str = "+sheets";
const DRAFT: &str = "+draft+";

impl Set {
    /// The edition of a pamphlet, in a folder of its name.
    pub fn edition(slug: &str) -> Self {
        Self { key: slug.to_owned(), folder: slug.to_owned() }
    }

    /// A draft of it, in a folder of its own, so that the edition stays as it is.
    pub fn draft(slug: &str) -> Self {
        Self { key: format!("{DRAFT}{slug}"), folder: format!("{slug}/draft") }
    }

    /// The faces, in `fonts/`.
    pub fn faces() -> Self {
        Self { key: FACES.to_owned(), folder: "fonts".to_owned() }
    }

    /// The test sheets, beside all editions.
    pub fn test_sheets() -> Self {
        Self { key: SHEETS.to_owned(), folder: String::new() }
    }

    /// The set of a key; none if there is no such key.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            FACES => Some(Self::faces()),
            SHEETS => Some(Self::test_sheets()),
            key => {
                let draft = key.strip_prefix(DRAFT);
                let slug = draft.unwrap_or(key);
                let is_slug = below(Path::new(""), slug)
                    .is_some_and(|_| !slug.contains(['/', '+']) && !slug.starts_with('.'));
                let set = if draft.is_some() { Self::draft(slug) } else { Self::edition(slug) };
                is_slug.then_some(set)
            }
        }
    }

    /// Its folder below the output's, with forward slashes.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The name of one of its files below the output folder.
    pub(super) fn name(&self, file: &str) -> String {
        if self.folder.is_empty() { file.to_owned() } else { format!("{}/{file}", self.folder) }
    }

    /// Refuses one of its files if there is a link on the way to its place, or to
    /// where it waits or goes.
    pub(super) fn refuse_links(&self, root: &Path, file: &str) -> Result<(), Diagnostic> {
        refuse_links(root, &self.name(file))?;
        refuse_links(root, &self.own_name(&format!("{NEW}/{file}")))?;
        refuse_links(root, &self.own_name(&format!("{OLD}/{file}")))
    }

    /// Its folder.
    pub(super) fn place(&self, root: &Path) -> PathBuf {
        if self.folder.is_empty() { root.to_owned() } else { root.join(&self.folder) }
    }

    /// Where handpress keeps what belongs to it, below [`OWN`].
    pub(super) fn own(&self, root: &Path) -> PathBuf {
        root.join(OWN).join(&self.key)
    }

    /// The name of something there below the output folder.
    pub(super) fn own_name(&self, file: &str) -> String {
        format!("{OWN}/{}/{file}", self.key)
    }
}
