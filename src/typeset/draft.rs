//! A pamphlet on its way to laid-out pages.

use typst_layout::PagedDocument;

use super::decide::Text;
use super::fit::Fit;
use super::flow::{Model, Trials};
use super::proof::{Figures, Measures};
use super::reading::{self, Sketch};
use super::whole::Whole;
use super::world::Desk;
use super::{Copy, Fonts, Galley, MOST_PAGES, Project};
use super::{closed, faults, glyphs, heads, lost, marks};
use crate::diag::{Diagnostic, Findings, code};
use crate::paginate;

/// A first layout, before paragraphs and pages are decided.
pub(super) struct Draft<'a> {
    project: Project,
    desk: Desk<'a>,
    measures: Measures,
    /// The level of the heads that open chapters.
    chapter_level: usize,
    fit: Fit,
    pub sketch: Sketch,
    /// How many pages there will be.
    pages: usize,
    ident: String,
}

impl<'a> Draft<'a> {
    /// Lays a pamphlet out, its letters `letters` thousandths of an em further
    /// apart.
    pub(super) fn new(
        copy: &Copy<'_>,
        fonts: &'a Fonts,
        letters: i32,
        findings: &mut Findings,
    ) -> Option<Self> {
        let choice = copy.pamphlet.cover.title_page;
        let measures = Measures::of(copy.pamphlet);
        let mut fit = Fit { letters, ..Fit::first(choice) };
        let project = Project::of(copy, &fit);
        let mut desk = Desk::new(&project, fonts);
        let chapter_level = if copy.pamphlet.make.parts { 2 } else { 1 };
        let text = Text { project: &project, measures: &measures, chapter_level };
        let counted = |sketch: &Sketch| {
            let model = text.model(sketch, &Trials::new());
            let choice = model.as_ref().and_then(|model| paginate::choose(&model.flow));
            match (model, choice) {
                (Some(Model { flow, .. }), Some(choice)) => {
                    flow.other_pages + choice.last_page() + 1 - flow.first_page
                }
                _ => sketch.pages,
            }
        };
        let mut sketch = text.sketch(compile(&desk, &project, findings)?, &desk);
        let mut pages = counted(&sketch);
        if fit.could_save_a_sheet(choice, pages) {
            fit.title_page = false;
            desk.replace(Fit::FILE, &fit.source());
            sketch = text.sketch(compile(&desk, &project, findings)?, &desk);
            pages = counted(&sketch);
        }
        if pages > MOST_PAGES {
            let message = format!("{pages} pages are more than one pamphlet can hold");
            let hint = format!("handpress sets up to {MOST_PAGES} pages; make several volumes");
            findings.push(Diagnostic::error(code::TOO_LONG, message).hint(hint));
            return None;
        }
        let ident = copy.pamphlet.slug.clone();
        Some(Self { project, desk, measures, chapter_level, fit, sketch, pages, ident })
    }

    /// How many pages there are, without blanks.
    pub(super) fn pages(&self) -> usize {
        self.pages
    }

    /// How many lines of text stand on pages beyond so many, blanks and back
    /// cover left out of the count.
    pub(super) fn lines_beyond(&self, pages: usize) -> usize {
        let over = self.pages().saturating_sub(pages);
        let text: Vec<_> = self.sketch.proof.leaves.iter().filter(|leaf| leaf.in_text).collect();
        let lines = |lowest: f64| (lowest - self.measures.top) / self.measures.lead;
        let beyond = text.iter().rev().take(over).filter_map(|leaf| leaf.lowest);
        beyond.map(|lowest| lines(lowest).ceil().max(1.0) as usize).sum()
    }

    /// Sets anew what has a fault, fills the last sheet with blanks and reads
    /// the pages.
    pub(super) fn finish(self, findings: &mut Findings) -> Option<Galley> {
        self.finish_unless(&|| false, findings)
    }

    /// The same, unless it is no longer wanted: then nothing.
    pub(super) fn finish_unless(
        mut self,
        in_vain: &(dyn Fn() -> bool + Sync),
        findings: &mut Findings,
    ) -> Option<Galley> {
        let (project, measures) = (&self.project, self.measures);
        let lay = |desk: &mut Desk<'_>, fit: &Fit| {
            if in_vain() {
                return None;
            }
            desk.replace(Fit::FILE, &fit.source());
            // What Typst says was said of the first layout already.
            compile(desk, project, &mut Findings::new())
        };
        let mut fit = self.fit;
        let level = self.chapter_level;
        let text = Text { project, measures: &measures, chapter_level: level };
        let decided = text.decided(&mut self.desk, &mut fit, self.sketch, &lay);
        if in_vain() {
            return None;
        }
        fit = fit.filled(decided.pages);
        // The last layout has heads and folios, which go by the one before it; if
        // a template lets them move the text, they ask for themselves.
        let mut lay = |whole: Whole| {
            fit.whole = whole;
            self.desk.replace(Fit::FILE, &fit.source());
            let document = compile(&self.desk, &self.project, findings)?;
            let is_so = Whole::of(&document, &measures, level) == fit.whole;
            Some((document, is_so))
        };
        let (mut document, is_so) = lay(decided.whole)?;
        if !is_so {
            document = lay(Whole::Asked)?.0;
        }
        let reading = reading::read(document, &self.desk, &self.project.parts, &measures);
        glyphs::check(&reading.document, &self.desk, &self.project.origins, findings);
        lost::check(&reading, &self.desk, &self.project, findings);
        let figures = Figures::of(&reading.proof, &measures);
        let heads = heads::heads(&reading, &measures);
        let marks = marks::marks(&reading, &self.desk, &self.project, &measures, fit.blanks);
        self.project.put(Fit::FILE, fit.source());
        let document = closed::without(reading.document, findings);
        Some(Galley {
            project: self.project,
            pages: document.pages().len(),
            blanks: fit.blanks,
            heads,
            figures,
            marks,
            document: Some(document),
            ident: self.ident,
        })
    }
}

/// What the last two layouts have not asked for is forgotten: it takes most of the
/// memory, and hardly ever comes again. (Paragraphs as they are come again after the
/// layouts that see them closer and wider.)
const OLDEST: usize = 2;

pub(super) fn compile(
    desk: &Desk<'_>,
    project: &Project,
    findings: &mut Findings,
) -> Option<PagedDocument> {
    let result = typst::compile::<PagedDocument>(desk);
    typst::comemo::evict(OLDEST);
    findings.extend(result.warnings.iter().map(|w| faults::fault(w, desk, &project.origins)));
    match result.output {
        Ok(document) => Some(document),
        Err(errors) => {
            findings.extend(errors.iter().map(|e| faults::fault(e, desk, &project.origins)));
            None
        }
    }
}
