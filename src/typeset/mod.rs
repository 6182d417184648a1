//! A manuscript and a manifest become laid-out pages and PDF. The only room
//! that names typst.

mod decide;
mod instructions;
mod layout;
mod read;
mod write;

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

pub use instructions::{Instructions, Printing, Trimming, instructions};
pub use layout::export::{Exported, export};
pub use layout::fonts::Fonts;
pub use layout::timing::Layout;
pub use read::marks::Mark;
pub use read::proof::Figures;
pub use read::reading::Prices;
pub use write::bibliography::{printable, printable_style};
pub use write::project::Project;

use crate::diag::Findings;
use crate::geometry::Length;
use crate::ink::Artwork;
use crate::language::Words;
use crate::manifest::Pamphlet;
use crate::markdown::Manuscript;
use crate::sheet::Head;
use decide::rough::Rough;

/// A build makes at most so many pages.
pub const MOST_PAGES: usize = 2_000;

/// Everything that is to be set.
pub struct Copy<'a> {
    /// What the manifest says.
    pub pamphlet: &'a Pamphlet,
    /// The title: the manifest's, or the first heading's.
    pub title: &'a str,
    /// The text; the address of each picture is its path in the workspace.
    pub manuscript: &'a Manuscript,
    /// The pictures by their paths in the workspace.
    pub pictures: &'a BTreeMap<String, Artwork>,
    /// The path of the cover's picture.
    pub cover_image: Option<&'a str>,
    /// The words that the template prints.
    pub words: &'a Words,
    /// The bibliography.
    pub references: &'a References,
    /// The template's files: names from `templates/` on, and bytes.
    pub template: &'a [(String, Vec<u8>)],
    /// The faces.
    pub fonts: &'a Fonts,
}

/// The bibliography and its style: names in the project, and bytes.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// A `.bib` or hayagriva file.
    pub bibliography: Option<(String, Vec<u8>)>,
    /// A style of the editor's own.
    pub style: Option<(String, Vec<u8>)>,
}

/// Laid-out pages, a multiple of four, and the project they come from.
pub struct Galley {
    /// The Typst project.
    pub project: Project,
    /// How many pages were laid out.
    pub pages: usize,
    /// How many of them are blanks inside the back cover.
    pub blanks: usize,
    /// Its headings, in order.
    pub heads: Vec<Head>,
    /// How evenly the text is set.
    pub figures: Figures,
    /// What a proofreader would mark, the worst first.
    pub marks: Vec<Mark>,
    /// What its pages cost, if they were chosen.
    pub prices: Option<Prices>,
    /// The layouts it took, in order.
    pub layouts: Vec<Layout>,
    /// The pages themselves, until they are written.
    document: Option<PagedDocument>,
    ident: String,
}

/// How much care is taken with pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// They are chosen, and fitted if the manifest says so.
    Whole,
    /// They end where Typst ends them.
    Draft,
}

/// Lays a pamphlet out: to count its pages, to save a sheet by copy-fitting or
/// by leaving the title page out, to set anew what Typst leaves with a fault,
/// and with the blanks that fill the last sheet.
///
/// Reports what Typst finds at the author's own lines; gives nothing if
/// something stops the build.
pub fn typeset(copy: &Copy<'_>, effort: Effort, findings: &mut Findings) -> Option<Galley> {
    let galley = match (&copy.pamphlet.fit, effort) {
        (_, Effort::Draft) => Rough::quick(copy, copy.fonts, findings)?.unchanged(findings),
        (Some(wanted), _) => decide::copyfit::fitted(copy, wanted, findings),
        (None, _) => Rough::new(copy, copy.fonts, 0, findings)?.finish(findings),
    };
    forget();
    galley
}

/// Forgets whatever was laid out, but for the pages that somebody holds.
pub fn forget() {
    typst::comemo::evict(0);
}

/// How far pages run over their edges: to the edges of the half sheet where
/// copies are not trimmed, over the cut where they are.
pub(crate) fn bleed(pamphlet: &Pamphlet) -> Length {
    let page = pamphlet.page.size;
    let spare = pamphlet.making.papers.iter().flat_map(|paper| {
        let paper = paper.landscape();
        [paper.width / 2 - page.width, paper.height - page.height]
    });
    let least = Length::MM * 3;
    match pamphlet.making.trim {
        Some(bleed) => bleed,
        None => spare.max().unwrap_or(least).max(least),
    }
}
