//! A pamphlet on its way to laid-out pages.

mod taller;

use std::sync::Arc;

use typst_layout::PagedDocument;

use crate::diag::{Diagnostic, Findings, code};
use crate::paginate;
use crate::sheet::filled;
use crate::typeset::Copy;
use crate::typeset::Effort;
use crate::typeset::Fonts;
use crate::typeset::Galley;
use crate::typeset::MOST_PAGES;
use crate::typeset::Project;
use crate::typeset::decide::fit::Fit;
use crate::typeset::decide::flow::{Model, Trials};
use crate::typeset::decide::pages::{Text, pages_of};
use crate::typeset::layout::closed_links;
use crate::typeset::layout::compile::compile;
use crate::typeset::layout::soft_hyphens;
use crate::typeset::layout::world::Desk;
use crate::typeset::read::glyphs;
use crate::typeset::read::heads;
use crate::typeset::read::index_pages::IndexPages;
use crate::typeset::read::lost;
use crate::typeset::read::marks;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::Figures;
use crate::typeset::read::reading::{self, Sketch};
use crate::typeset::read::whole::Whole;

/// So many more layouts may be needed until heads, blanks and index are as the pages are.
const LAST_LAYOUTS: usize = 3;

/// A first layout, before paragraphs and pages are decided.
pub(in crate::typeset) struct Rough<'a> {
    project: Project,
    desk: Desk<'a>,
    measures: Measures,
    /// The level of the heads that open chapters.
    chapter_level: usize,
    fit: Fit,
    sketch: Sketch,
    /// How many pages there will be.
    pages: usize,
    /// Paragraphs set otherwise, once they were tried.
    trials: Option<Trials>,
    /// Whether its pages are decided.
    is_decided: bool,
    ident: String,
}

impl<'a> Rough<'a> {
    /// Lays a pamphlet out, its letters `letters` thousandths of an em further
    /// apart.
    pub(in crate::typeset) fn new(
        copy: &Copy<'_>,
        fonts: &'a Fonts,
        letters: i32,
        findings: &mut Findings,
    ) -> Option<Self> {
        Self::counted(copy, fonts, letters, Effort::Whole, findings)
    }

    /// The same, with as many pages as Typst makes.
    pub(in crate::typeset) fn quick(
        copy: &Copy<'_>,
        fonts: &'a Fonts,
        findings: &mut Findings,
    ) -> Option<Self> {
        Self::counted(copy, fonts, 0, Effort::Draft, findings)
    }

    fn counted(
        copy: &Copy<'_>,
        fonts: &'a Fonts,
        letters: i32,
        effort: Effort,
        findings: &mut Findings,
    ) -> Option<Self> {
        let choice = copy.pamphlet.cover.title_page;
        let mut fit = Fit { letters, ..Fit::first(choice) };
        let project = Project::of(copy, fit.source());
        let mut desk = Desk::new(&project, fonts);
        let document = compile(&mut desk, "as it is", &project, findings)?;
        let measures = Measures::of(copy.pamphlet).indented(&document);
        let chapter_level = if copy.pamphlet.make.parts { 2 } else { 1 };
        let text = Text { project: &project, measures: &measures, chapter_level };
        let counted = |sketch: &Sketch| {
            if effort == Effort::Draft {
                return sketch.pages;
            }
            let model = text.model(sketch, &Trials::new());
            let choice = model.as_ref().and_then(|model| paginate::choose(&model.flow));
            match (model, choice) {
                (Some(Model { flow, .. }), Some(choice)) => pages_of(&flow, &choice),
                _ => sketch.pages,
            }
        };
        let mut sketch = text.sketch(&document, &desk);
        let mut pages = counted(&sketch);
        if fit.could_save_a_sheet(choice, pages) {
            fit.title_page = false;
            desk.replace(Project::FIT, &fit.source());
            let document = compile(&mut desk, "without a title page", &project, findings)?;
            sketch = text.sketch(&document, &desk);
            pages = counted(&sketch);
        }
        if pages > MOST_PAGES {
            let message = format!("{pages} pages are more than one pamphlet can hold");
            let hint = format!("handpress sets up to {MOST_PAGES} pages; make several volumes");
            findings.push(Diagnostic::error(code::TOO_LONG, message).hint(hint));
            return None;
        }
        let ident = copy.pamphlet.slug.clone();
        Some(Self {
            project,
            desk,
            measures,
            chapter_level,
            fit,
            sketch,
            pages,
            trials: None,
            is_decided: false,
            ident,
        })
    }

    /// How many pages there are, without blanks.
    pub(in crate::typeset) fn pages(&self) -> usize {
        self.pages
    }

    /// How many lines of text stand on pages beyond so many, blanks and back
    /// cover left out of the count.
    pub(in crate::typeset) fn lines_beyond(&self, pages: usize) -> usize {
        let over = self.pages().saturating_sub(pages);
        let text: Vec<_> = self.sketch.proof.leaves.iter().filter(|leaf| leaf.in_text).collect();
        let lines = |lowest: f64| (lowest - self.measures.top) / self.measures.lead;
        let beyond = text.iter().rev().take(over).filter_map(|leaf| leaf.lowest());
        beyond.map(|lowest| lines(lowest).ceil().max(1.0) as usize).sum()
    }

    /// Sets anew what has a fault, fills the last sheet with blanks and reads
    /// the pages.
    pub(in crate::typeset) fn finish(self, findings: &mut Findings) -> Option<Galley> {
        self.finish_unless(&|| false, findings)
    }

    /// The same, unless it is no longer wanted: then nothing.
    pub(in crate::typeset) fn finish_unless(
        mut self,
        in_vain: &(dyn Fn() -> bool + Sync),
        findings: &mut Findings,
    ) -> Option<Galley> {
        if !self.is_decided {
            self.try_paragraphs(in_vain);
            if let Some((fit, sketch)) = self.decided(in_vain) {
                (self.fit, self.sketch) = (fit, sketch);
            }
        }
        if in_vain() {
            return None;
        }
        self.unchanged(findings)
    }

    /// Sees paragraphs set otherwise, unless that is no longer wanted.
    fn try_paragraphs(&mut self, in_vain: &(dyn Fn() -> bool + Sync)) {
        let text = Text {
            project: &self.project,
            measures: &self.measures,
            chapter_level: self.chapter_level,
        };
        if self.trials.is_none() {
            let lay = layouts(&self.project, in_vain);
            self.trials = text.tried(&mut self.desk, &self.fit, &self.sketch, &lay);
        }
    }

    /// The pages as they are best, if they are not best as they are.
    fn decided(&mut self, in_vain: &(dyn Fn() -> bool + Sync)) -> Option<(Fit, Sketch)> {
        let text = Text {
            project: &self.project,
            measures: &self.measures,
            chapter_level: self.chapter_level,
        };
        let lay = layouts(&self.project, in_vain);
        let seen = (&self.sketch, self.trials.as_ref()?);
        text.decided(&mut self.desk, &self.fit, seen, &lay)
    }

    /// Fills the last sheet with blanks and reads the pages.
    pub(in crate::typeset) fn unchanged(mut self, findings: &mut Findings) -> Option<Galley> {
        let (measures, level) = (self.measures, self.chapter_level);
        let mut fit = self.fit.after(&self.sketch);
        // The last layout has heads, folios and an index, which go by the one before it. If
        // they are not as its pages are, it is laid out with what they should be; if a
        // template lets them move the text, they ask for themselves.
        let mut name = "with heads and blanks";
        let mut tries = 0;
        let document = loop {
            if let Some(document) = self.sketch.last.take() {
                break document;
            }
            self.desk.replace(Project::FIT, &fit.source());
            let document = compile(&mut self.desk, name, &self.project, findings)?;
            tries += 1;
            let index = IndexPages::of(&document, &self.project.parts.terms).map(Arc::new);
            let whole = Whole::of(&document, &measures, level);
            let pages = document.pages().len().saturating_sub(fit.blanks);
            let is_filled = filled(pages) == document.pages().len();
            let is_so = (&fit.whole, &fit.index) == (&whole, &index) || fit.whole == Whole::Asked;
            if (is_so && is_filled) || tries > LAST_LAYOUTS {
                break document;
            }
            (fit.whole, fit.index) = if tries > 1 { (Whole::Asked, None) } else { (whole, index) };
            fit = fit.filled(pages);
            name = "with other heads";
        };
        let reading = reading::read(document, &self.desk, &self.project.parts, &measures);
        glyphs::check(&reading.document, &self.desk, &self.project.origins, findings);
        lost::check(&reading, &self.desk, &self.project, &measures, findings);
        let figures = Figures::of(&reading.proof, &measures);
        let heads = heads::heads(&reading, &measures);
        let marks = marks::marks(&reading, &self.desk, &self.project, &measures, fit.blanks);
        self.project.put(Project::FIT, fit.source());
        let document = soft_hyphens::without(closed_links::without(reading.document, findings));
        Some(Galley {
            project: self.project,
            pages: document.pages().len(),
            blanks: fit.blanks,
            heads,
            figures,
            marks,
            prices: self.sketch.prices,
            layouts: std::mem::take(&mut self.desk.layouts),
            document: Some(document),
            ident: self.ident,
        })
    }
}

/// Lays a project out with what was found out; nothing if that is no longer wanted.
fn layouts<'p>(
    project: &'p Project,
    in_vain: &'p (dyn Fn() -> bool + Sync),
) -> impl Fn(&mut Desk<'_>, &'static str, &Fit) -> Option<PagedDocument> + 'p {
    move |desk, name, fit| {
        if in_vain() {
            return None;
        }
        desk.replace(Project::FIT, &fit.source());
        // What Typst says was said of the first layout already.
        compile(desk, name, project, &mut Findings::new())
    }
}
