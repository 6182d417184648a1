//! Decides how paragraphs are set and where pages end, has it laid out, and looks
//! whether it came to be.

use typst_layout::PagedDocument;

use super::fit::Fit;
use super::flow::{self, Model, Read, Trials};
use super::reading::{self, Reading};
use super::world::Desk;
use super::{Project, extents, proof, realise, trials};
use crate::paginate;

/// How often the pages may be chosen again, if the layout made others of them.
const CORRECTIONS: usize = 1;

/// Lays out; nothing if that is no longer wanted or cannot be.
pub(super) type Lay<'a> = &'a dyn Fn(&mut Desk<'_>, &Fit) -> Option<PagedDocument>;

/// What a text is to be laid out with.
pub(super) struct Text<'a> {
    pub project: &'a Project,
    pub measures: &'a proof::Measures,
}

impl Text<'_> {
    /// The text as it stands on its pages, to be brought onto others. None where there
    /// are several columns, or no text.
    pub(super) fn model(
        &self,
        reading: &Reading,
        desk: &Desk<'_>,
        trials: &Trials,
    ) -> Option<Model> {
        let (parts, proof) = (&self.project.parts, &reading.proof);
        if self.measures.columns > 1 {
            return None;
        }
        let document = &reading.document;
        let extents = extents::extents(document, desk, parts, self.measures, proof.first);
        flow::model(&Read {
            parts,
            measures: self.measures,
            proof,
            extents: &extents,
            trials,
            pages: document.pages().len(),
        })
    }

    /// The pages as they are best, of what could be had in few layouts. Gives `fit` as
    /// that was laid out.
    pub(super) fn decided(
        &self,
        desk: &mut Desk<'_>,
        fit: &mut Fit,
        plain: Reading,
        lay: Lay<'_>,
    ) -> Reading {
        let read = |document, desk: &Desk<'_>| {
            reading::read(document, desk, &self.project.parts, self.measures)
        };
        let mut trials = Trials::new();
        for round in trials::wanted(&plain.proof, self.measures) {
            if round.is_empty() {
                continue;
            }
            let Some(document) = lay(desk, &trials::tuned(fit, &round)) else { return plain };
            trials::note(&mut trials, &round, read(document, desk).proof);
        }
        let Some(mut model) = self.model(&plain, desk, &trials) else {
            return self.each_for_itself(desk, fit, plain, &trials, lay);
        };
        let mut best: Option<(usize, Fit, Reading)> = None;
        for _ in 0..=CORRECTIONS {
            let Some(choice) = paginate::choose(&model.flow) else { break };
            let chosen = realise::fit(&choice, &model, fit);
            let Some(document) = lay(desk, &chosen) else { return plain };
            let reading = read(document, desk);
            let missed = realise::missed(&choice, &model, &reading.proof, &self.project.parts);
            let weight = self.weight(&reading);
            let is_done = missed.is_empty();
            model.flow.barred.extend(missed);
            if best.as_ref().is_none_or(|(least, ..)| weight < *least) {
                best = Some((weight, chosen, reading));
            }
            if is_done {
                break;
            }
        }
        match best {
            Some((weight, chosen, reading)) if weight <= self.weight(&plain) => {
                *fit = chosen;
                reading
            }
            _ => plain,
        }
    }

    /// Every paragraph as it is best, whatever that does to pages.
    fn each_for_itself(
        &self,
        desk: &mut Desk<'_>,
        fit: &mut Fit,
        plain: Reading,
        trials: &Trials,
        lay: Lay<'_>,
    ) -> Reading {
        let weigh = |paragraph| proof::weigh(paragraph, plain.proof.space, self.measures);
        let mut chosen = fit.clone();
        for (number, others) in trials {
            let Some(now) = plain.proof.paragraphs.get(*number).map(weigh) else { continue };
            let best = others.iter().map(|(tracking, set)| (weigh(set), *tracking)).min();
            if let Some((_, tracking)) = best.filter(|(weight, _)| weight + 1 < now) {
                chosen.tuning.insert(*number, tracking);
            }
        }
        if chosen == *fit {
            return plain;
        }
        let Some(document) = lay(desk, &chosen) else { return plain };
        let reading = reading::read(document, desk, &self.project.parts, self.measures);
        if self.weight(&reading) > self.weight(&plain) {
            return plain;
        }
        *fit = chosen;
        reading
    }

    /// How much is wrong with a layout, as a proofreader weighs it.
    fn weight(&self, reading: &Reading) -> usize {
        let marks = proof::faults(&reading.proof, self.measures);
        let marks: usize = marks.iter().map(|mark| mark.weight as usize).sum();
        let sheets = reading.document.pages().len().div_ceil(4);
        marks + 20 * reading.survey.strays.len() + 60 * sheets
    }
}
