//! The same lines on higher type areas: leading, and margins at head and foot, change how
//! many lines a page holds, and no line. So its pages are found without a layout.

use super::{Rough, layouts};
use crate::manifest::Pamphlet;
use crate::paginate;
use crate::typeset::Copy;
use crate::typeset::Fonts;
use crate::typeset::Project;
use crate::typeset::decide::fit::Fit;
use crate::typeset::decide::flow::{self, Trials};
use crate::typeset::decide::in_parallel::both;
use crate::typeset::decide::pages::{Text, pages_of};
use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof;
use crate::typeset::read::reading::Sketch;

impl<'a> Rough<'a> {
    /// How many pages there would be with other leading, or other margins at head and foot:
    /// none if pages are not chosen, in columns.
    pub(in crate::typeset) fn pages_as(&self, pamphlet: &Pamphlet) -> Option<usize> {
        let measures = Measures::of(pamphlet);
        if measures.lead <= 0.0 {
            return None;
        }
        let mut flow = self.text().model(&self.sketch, &Trials::new())?.flow;
        flow.room = flow::room(&measures);
        paginate::choose(&flow).map(|choice| pages_of(&flow, &choice))
    }

    /// Decides its own pages, and beside them, at the same time, those of a copy that has
    /// other leading, or other margins at head and foot, on so many pages at the most.
    pub(in crate::typeset) fn beside(
        &mut self,
        copy: &Copy<'_>,
        fonts: &'a Fonts,
        most_pages: usize,
    ) -> Option<Rough<'a>> {
        let wanted = || false;
        self.try_paragraphs(&wanted);
        let own = Text {
            project: &self.project,
            measures: &self.measures,
            chapter_level: self.chapter_level,
        };
        let (fit, sketch, trials) = (&self.fit, &self.sketch, self.trials.as_ref()?);
        let desk = &mut self.desk;
        let (decided, other) = both(
            || own.decided(desk, fit, (sketch, trials), &layouts(own.project, &wanted)),
            || relaid(&own, fit, (sketch, trials), (copy, fonts), most_pages),
        );
        if let Some((fit, sketch)) = decided {
            (self.fit, self.sketch) = (fit, sketch);
        }
        self.is_decided = true;
        other
    }

    /// Marks on its pages that a reader would see.
    pub(in crate::typeset) fn faults(&self) -> usize {
        let marks = proof::faults(&self.sketch.proof, &self.measures);
        let seen = marks.iter().filter(|mark| mark.weight >= 4).count();
        seen + self.sketch.survey.strays.len()
    }

    /// Whether it takes no more pages than that.
    pub(in crate::typeset) fn is_within(&self, pages: usize) -> bool {
        self.sketch.pages <= pages
    }

    fn text(&self) -> Text<'_> {
        let (project, measures) = (&self.project, &self.measures);
        Text { project, measures, chapter_level: self.chapter_level }
    }
}

/// What was seen of a text, laid out with the measures of another copy.
fn relaid<'a>(
    seen: &Text<'_>,
    fit: &Fit,
    (sketch, trials): (&Sketch, &Trials),
    (copy, fonts): (&Copy<'_>, &'a Fonts),
    most_pages: usize,
) -> Option<Rough<'a>> {
    let mut model = seen.model(sketch, trials)?;
    let measures = Measures { indent: seen.measures.indent, ..Measures::of(copy.pamphlet) };
    model.flow.room = flow::room(&measures);
    let project = Project::of(copy, fit.source());
    let mut desk = Desk::new(&project, fonts);
    let text = Text { project: &project, measures: &measures, chapter_level: seen.chapter_level };
    let fit = fit.after(sketch);
    let lay = layouts(&project, &|| false);
    let (_, (fit, sketch)) = text.realised(&mut desk, &fit, model, most_pages, &lay)?;
    drop(lay);
    Some(Rough {
        pages: sketch.pages,
        ident: copy.pamphlet.slug.clone(),
        chapter_level: seen.chapter_level,
        trials: None,
        is_decided: true,
        project,
        desk,
        measures,
        fit,
        sketch,
    })
}
