//! A pamphlet on its way to laid-out pages.

use typst_layout::PagedDocument;

use super::fit::Fit;
use super::proof::{Figures, Measures};
use super::reset::{self, Reading};
use super::strays::Mend;
use super::whole::Whole;
use super::world::Desk;
use super::{Copy, Fonts, Galley, MOST_PAGES, Project};
use super::{closed, faults, glyphs, heads, lost, marks};
use crate::diag::{Diagnostic, Findings, code};

/// A first layout, before paragraphs and openings are set anew.
pub(super) struct Draft<'a> {
    project: Project,
    desk: Desk<'a>,
    measures: Measures,
    /// The level of the heads that open chapters.
    chapter_level: usize,
    fit: Fit,
    pub reading: Reading,
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
        let first = Fit { letters, ..Fit::first(choice) };
        let mut fit = first.clone();
        let project = Project::of(copy, &fit);
        let mut desk = Desk::new(&project, fonts);
        let mut reading = mended(&mut desk, &project, &measures, &mut fit, findings)?;
        if fit.could_save_a_sheet(choice, reading.document.pages().len()) {
            let mut short = Fit { title_page: false, ..first };
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
        let ident = copy.pamphlet.slug.clone();
        let chapter_level = if copy.pamphlet.make.parts { 2 } else { 1 };
        Some(Self { project, desk, measures, chapter_level, fit, reading, ident })
    }

    /// How many pages there are, without blanks.
    pub(super) fn pages(&self) -> usize {
        self.reading.document.pages().len()
    }

    /// How many lines of text stand on pages beyond so many, blanks and back
    /// cover left out of the count.
    pub(super) fn lines_beyond(&self, pages: usize) -> usize {
        let over = self.pages().saturating_sub(pages);
        let text: Vec<_> = self.reading.proof.leaves.iter().filter(|leaf| leaf.in_text).collect();
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
            let document = compile(desk, project, &mut Findings::new())?;
            Some(reset::read(document, desk, &project.parts, &measures))
        };
        let mut fit = self.fit;
        let mut reading = reset::reset(&mut self.desk, &mut fit, self.reading, &measures, &lay);
        if in_vain() {
            return None;
        }
        let counted = reading.document.pages().len();
        fit = fit.filled(counted);
        // The last layout has heads and folios, which go by the one before it; if
        // a template lets them move the text, they ask for themselves.
        let of = |reading: &Reading| Whole::of(&reading.document, &measures, self.chapter_level);
        for whole in [of(&reading), Whole::Asked] {
            fit.whole = whole;
            self.desk.replace(Fit::FILE, &fit.source());
            let document = compile(&self.desk, &self.project, findings)?;
            reading = reset::read(document, &self.desk, &self.project.parts, &measures);
            if of(&reading) == fit.whole {
                break;
            }
        }
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
            document,
            ident: self.ident,
        })
    }
}

/// What no layout has asked for since the one before the last is forgotten: it takes
/// most of the memory, and hardly ever comes again.
const OLDEST: usize = 1;

/// So many breaks are tried to bring strays home.
const MOST_MENDS: usize = 8;
/// If so many in a row have brought nothing home, the rest will not either.
const MOST_IN_VAIN: usize = 3;

/// Lays out with these settings, and brings home what strayed: by starting a
/// page at its paragraph or at the heading before it, as long as that helps.
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
    let mut tried: Vec<Mend> = Vec::new();
    let mut in_vain = 0;
    // What begins its page anyway can be told so for all strays at once.
    let survey = &best.survey;
    let moved = survey.strays.iter().filter_map(|stray| survey.moved(stray, &project.parts));
    let mut next: Vec<Mend> = Vec::new();
    moved.for_each(|mend| {
        if !next.contains(&mend) {
            next.push(mend);
        }
    });
    for _ in 0..MOST_MENDS {
        if next.is_empty() {
            let survey = &best.survey;
            let mends = survey.strays.iter().flat_map(|stray| survey.mends(stray, &project.parts));
            next.extend(mends.into_iter().find(|mend| !tried.contains(mend)));
        }
        if next.is_empty() || in_vain == MOST_IN_VAIN {
            break;
        }
        // Several that have failed together may do so one by one.
        if next.len() == 1 {
            tried.extend(next.iter().cloned());
        }
        let mut with_break = fit.clone();
        for mend in next.drain(..) {
            match mend {
                Mend::Head(id) => with_break.breaks.push(id),
                Mend::Paragraph(number) => with_break.starts.push(number),
            }
        }
        desk.replace(Fit::FILE, &with_break.source());
        let document = compile(desk, project, findings)?;
        let other = reset::read(document, desk, &project.parts, measures);
        if other.survey.strays.len() < best.survey.strays.len() {
            (*fit, best) = (with_break, other);
            in_vain = 0;
        } else {
            in_vain += 1;
        }
    }
    Some(best)
}

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
