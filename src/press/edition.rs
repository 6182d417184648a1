//! What a build has made of a pamphlet.

use super::options::Options;
use super::outputs::Output;

use super::timings::Timings;
use super::work::Made;
use crate::manifest::Pamphlet;
use crate::output::Set;
use crate::sheet::{Head, sheets_of};
use crate::typeset::{Galley, Prices, Project};

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
    pub files: Vec<Made>,
    /// Whether it is to be looked at only.
    pub is_draft: bool,
    /// What its pages cost, if they were chosen.
    pub prices: Option<Prices>,
    /// How long each stage took.
    pub timings: Timings,
    pub(super) project: Vec<(String, Vec<u8>)>,
}

impl Edition {
    pub(super) fn new(
        pamphlet: &Pamphlet,
        title: &str,
        galley: &Galley,
        files: Vec<Made>,
        options: &Options,
        timings: Timings,
    ) -> Self {
        let is_draft = options.is_draft;
        Self {
            slug: pamphlet.slug.clone(),
            title: title.to_owned(),
            pages: galley.pages,
            blanks: galley.blanks,
            sheets: sheets_of(galley.pages),
            heads: galley.heads.clone(),
            files,
            is_draft,
            prices: galley.prices,
            timings,
            // Of a draft nothing is kept but what is to be looked at.
            project: if is_draft { Vec::new() } else { project(&galley.project) },
        }
    }

    /// Where one of its files lies in the output folder.
    pub fn path(&self, output: &Output) -> String {
        format!("{}/{}", self.set().folder(), self.file(output))
    }

    /// The name of one of its files: a draft's says so.
    pub(super) fn file(&self, output: &Output) -> String {
        if self.is_draft {
            output.file(&format!("{}-draft", self.slug))
        } else {
            output.file(&self.slug)
        }
    }

    /// What all its files belong to.
    pub(super) fn set(&self) -> Set {
        if self.is_draft { Set::draft(&self.slug) } else { Set::edition(&self.slug) }
    }
}

fn project(project: &Project) -> Vec<(String, Vec<u8>)> {
    let files = project.files().map(|(name, bytes)| (format!("typst/{name}"), bytes.to_vec()));
    files.collect()
}
