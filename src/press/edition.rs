//! What a build has made of a pamphlet.

use crate::manifest::Pamphlet;
use crate::output::Produced;
use crate::sheet::Head;
use crate::typeset::{Galley, Project};

/// Everything that a build has made of one pamphlet.
pub struct Edition {
    /// The pamphlet's name in file names.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Pages, covers and blanks included.
    pub pages: usize,
    /// How many of them are blank.
    pub blanks: usize,
    /// Sheets of paper for a copy.
    pub sheets: usize,
    /// Its headings, in order.
    pub heads: Vec<Head>,
    /// The PDFs.
    pub files: Vec<Produced>,
    pub(super) project: Vec<Produced>,
}

impl Edition {
    pub(super) fn new(
        pamphlet: &Pamphlet,
        title: &str,
        galley: &Galley,
        files: Vec<Produced>,
    ) -> Self {
        Self {
            slug: pamphlet.slug.clone(),
            title: title.to_owned(),
            pages: galley.pages,
            blanks: galley.blanks,
            sheets: galley.pages.div_ceil(4),
            heads: galley.heads.clone(),
            files,
            project: project(&galley.project),
        }
    }
}

fn project(project: &Project) -> Vec<Produced> {
    let files = project
        .files()
        .map(|(name, bytes)| Produced { name: format!("typst/{name}"), bytes: bytes.to_vec() });
    files.collect()
}
