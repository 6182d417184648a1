//! A manuscript and a manifest become laid-out pages and PDF. The only room
//! that names typst.

mod emit;
mod escape;
mod export;
mod faults;
mod fit;
mod fonts;
mod glyphs;
mod gray;
mod index;
mod links;
mod origins;
mod params;
mod parts;
mod project;
mod strays;
mod world;

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

pub use export::{Exported, export};
pub use fonts::Fonts;
pub use project::Project;

use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::Length;
use crate::ink::Artwork;
use crate::language::Words;
use crate::manifest::Pamphlet;
use crate::markdown::Manuscript;
use fit::Fit;
use strays::Stray;
use world::Desk;

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
    document: PagedDocument,
    ident: String,
}

/// Lays a pamphlet out, twice or three times: to count its pages, perhaps to
/// save a sheet, and with the blanks that fill the last sheet.
///
/// Reports what Typst finds at the author's own lines; gives nothing if
/// something stops the build.
pub fn typeset(copy: &Copy<'_>, findings: &mut Findings) -> Option<Galley> {
    let choice = copy.pamphlet.cover.title_page;
    let mut fit = Fit::first(choice);
    let mut project = Project::of(copy, &fit);
    let mut desk = Desk::new(&project, copy.fonts);
    let mut document = mended(&mut desk, &project, &mut fit, findings)?;
    if fit.could_save_a_sheet(choice, document.pages().len()) {
        let mut short = Fit { title_page: false, ..Fit::first(choice) };
        let shorter = mended(&mut desk, &project, &mut short, findings)?;
        if shorter.pages().len().div_ceil(4) < document.pages().len().div_ceil(4) {
            (fit, document) = (short, shorter);
        }
    }
    let counted = document.pages().len();
    if counted > MOST_PAGES {
        let message = format!("{counted} pages are more than one pamphlet can hold");
        let hint = format!("handpress sets up to {MOST_PAGES} pages; make several volumes");
        findings.push(Diagnostic::error(code::TOO_LONG, message).hint(hint));
        return None;
    }
    fit = fit.filled(counted);
    if fit.blanks > 0 {
        desk.replace(Fit::FILE, &fit.source());
        document = compile(&desk, &project, findings)?;
    }
    glyphs::check(&document, &desk, &project.origins, findings);
    report_strays(&document, &desk, &project, findings);
    project.put(Fit::FILE, fit.source());
    Some(Galley {
        project,
        pages: document.pages().len(),
        blanks: fit.blanks,
        document,
        ident: copy.pamphlet.slug.clone(),
    })
}

/// So many breaks are tried to bring strays home.
const MOST_MENDS: usize = 8;

/// Lays out with these settings, and brings home what strayed: by starting a
/// page at the heading before it, as long as that helps.
fn mended(
    desk: &mut Desk<'_>,
    project: &Project,
    fit: &mut Fit,
    findings: &mut Findings,
) -> Option<PagedDocument> {
    desk.replace(Fit::FILE, &fit.source());
    let mut document = compile(desk, project, findings)?;
    let mut survey = strays::survey(&document, desk, &project.parts);
    let mut tried: Vec<String> = Vec::new();
    for _ in 0..MOST_MENDS {
        let mends = survey.strays.iter().filter_map(|stray| survey.mend(stray, &project.parts));
        let Some(id) = mends.into_iter().find(|id| !tried.contains(id)) else { break };
        tried.push(id.clone());
        let mut with_break = fit.clone();
        with_break.breaks.push(id);
        desk.replace(Fit::FILE, &with_break.source());
        let other = compile(desk, project, findings)?;
        let other_survey = strays::survey(&other, desk, &project.parts);
        if other_survey.strays.len() < survey.strays.len() {
            (*fit, document, survey) = (with_break, other, other_survey);
        }
    }
    Some(document)
}

/// Reports what is still not where it belongs.
fn report_strays(
    document: &PagedDocument,
    desk: &Desk<'_>,
    project: &Project,
    findings: &mut Findings,
) {
    let place = |part: Option<&parts::Part>| {
        part.and_then(|part| project.origins.find(part.bytes.start + 1)).cloned()
    };
    for stray in strays::survey(document, desk, &project.parts).strays {
        findings.push(match stray {
            Stray::Head(number) => Diagnostic::warning(
                code::STRANDED_HEAD,
                "this heading ends a page; its text is on the next",
            )
            .at_maybe(place(project.parts.blocks.get(number))),
            Stray::Note(number) => Diagnostic::warning(
                code::STRAY_NOTE,
                "this note is printed on another page than its mark",
            )
            .at_maybe(place(project.parts.notes.get(number)))
            .hint("move the mark to another sentence, or shorten the note"),
            Stray::Lost(number) => Diagnostic::error(code::LOST_NOTE, "this note was not printed")
                .at_maybe(place(project.parts.notes.get(number)))
                .hint("move the mark out of the note, table or heading that it stands in"),
        });
    }
}

/// Forgets what was laid out for pamphlets that are done.
pub fn forget() {
    typst::comemo::evict(0);
}

/// How far pages run over their edges: to the edges of the half sheet where
/// copies are not trimmed, over the cut where they are.
pub(crate) fn bleed(pamphlet: &Pamphlet) -> Length {
    let page = pamphlet.page.size;
    let spare = pamphlet.print.papers.iter().flat_map(|paper| {
        let paper = paper.landscape();
        [paper.width / 2 - page.width, paper.height - page.height]
    });
    let least = Length::MM * 3;
    match pamphlet.print.trim {
        Some(bleed) => bleed,
        None => spare.max().unwrap_or(least).max(least),
    }
}

fn compile(desk: &Desk<'_>, project: &Project, findings: &mut Findings) -> Option<PagedDocument> {
    let result = typst::compile::<PagedDocument>(desk);
    findings.extend(result.warnings.iter().map(|w| faults::fault(w, desk, &project.origins)));
    match result.output {
        Ok(document) => Some(document),
        Err(errors) => {
            findings.extend(errors.iter().map(|e| faults::fault(e, desk, &project.origins)));
            None
        }
    }
}
