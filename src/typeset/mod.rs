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
mod marks;
mod origins;
mod params;
mod parts;
mod project;
mod proof;
mod reset;
mod strays;
mod world;

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

pub use export::{Exported, export};
pub use fonts::Fonts;
pub use marks::Mark;
pub use proof::Figures;
pub use project::Project;

use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::Length;
use crate::ink::Artwork;
use crate::language::Words;
use crate::manifest::Pamphlet;
use crate::markdown::Manuscript;
use fit::Fit;
use proof::Measures;
use reset::Reading;
use strays::{Stray, Survey};
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
    /// How evenly the text is set.
    pub figures: Figures,
    /// What a proofreader would mark, the worst first.
    pub marks: Vec<Mark>,
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
    let measures = Measures::of(copy.pamphlet);
    let mut fit = Fit::first(choice);
    let mut project = Project::of(copy, &fit);
    let mut desk = Desk::new(&project, copy.fonts);
    let mut reading = mended(&mut desk, &project, &measures, &mut fit, findings)?;
    if fit.could_save_a_sheet(choice, reading.document.pages().len()) {
        let mut short = Fit { title_page: false, ..Fit::first(choice) };
        let shorter = mended(&mut desk, &project, &measures, &mut short, findings)?;
        let sheets = |reading: &Reading| reading.document.pages().len().div_ceil(4);
        if sheets(&shorter) < sheets(&reading) {
            (fit, reading) = (short, shorter);
        }
    }
    let counted = reading.document.pages().len();
    if counted > MOST_PAGES {
        let message = format!("{counted} pages are more than one pamphlet can hold");
        let hint = format!("handpress sets up to {MOST_PAGES} pages; make several volumes");
        findings.push(Diagnostic::error(code::TOO_LONG, message).hint(hint));
        return None;
    }
    let mut lay = |desk: &mut Desk<'_>, fit: &Fit| {
        desk.replace(Fit::FILE, &fit.source());
        // What Typst says was said of the first layout already.
        let document = compile(desk, &project, &mut Findings::new())?;
        Some(reset::read(document, desk, &project.parts, &measures))
    };
    reading = reset::reset(&mut desk, &mut fit, reading, &measures, &mut lay);
    let counted = reading.document.pages().len();
    fit = fit.filled(counted);
    desk.replace(Fit::FILE, &fit.source());
    if fit.blanks > 0 {
        let document = compile(&desk, &project, findings)?;
        reading = reset::read(document, &desk, &project.parts, &measures);
    }
    glyphs::check(&reading.document, &desk, &project.origins, findings);
    report_strays(&reading.survey, &project, findings);
    let figures = Figures::of(&reading.proof, &measures);
    let marks = marks::marks(&reading, &desk, &project, &measures, fit.blanks);
    project.put(Fit::FILE, fit.source());
    Some(Galley {
        project,
        pages: reading.document.pages().len(),
        blanks: fit.blanks,
        figures,
        marks,
        document: reading.document,
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
    measures: &Measures,
    fit: &mut Fit,
    findings: &mut Findings,
) -> Option<Reading> {
    desk.replace(Fit::FILE, &fit.source());
    let document = compile(desk, project, findings)?;
    let mut best = reset::read(document, desk, &project.parts, measures);
    let mut tried: Vec<String> = Vec::new();
    for _ in 0..MOST_MENDS {
        let survey = &best.survey;
        let mends = survey.strays.iter().filter_map(|stray| survey.mend(stray, &project.parts));
        let Some(id) = mends.into_iter().find(|id| !tried.contains(id)) else { break };
        tried.push(id.clone());
        let mut with_break = fit.clone();
        with_break.breaks.push(id);
        desk.replace(Fit::FILE, &with_break.source());
        let document = compile(desk, project, findings)?;
        let other = reset::read(document, desk, &project.parts, measures);
        if other.survey.strays.len() < best.survey.strays.len() {
            (*fit, best) = (with_break, other);
        }
    }
    Some(best)
}

/// A note that is nowhere stops the build.
fn report_strays(survey: &Survey, project: &Project, findings: &mut Findings) {
    for stray in &survey.strays {
        if let Stray::Lost(number) = stray {
            let part = project.parts.notes.get(*number);
            findings.push(
                Diagnostic::error(code::LOST_NOTE, "this note was not printed")
                    .at_maybe(part.and_then(|part| project.origins.find(part.bytes.start + 1)).cloned())
                    .hint("move the mark out of the note, table or heading that it stands in"),
            );
        }
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
