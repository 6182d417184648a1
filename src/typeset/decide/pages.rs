//! Decides how paragraphs are set and where pages end, has it laid out, and looks
//! whether it came to be.

use typst_layout::PagedDocument;

use crate::paginate::{self, Choice, Flow, LINE};
use crate::sheet::{filled, sheets_of};
use crate::typeset::Project;
use crate::typeset::decide::fit::Fit;
use crate::typeset::decide::flow::{self, Model, Read, Trials};
use crate::typeset::decide::realise;
use crate::typeset::decide::realise::Missed;
use crate::typeset::decide::settings;
use crate::typeset::decide::trials;
use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{self, Proof};
use crate::typeset::read::reading::{self, Prices, Sketch};
use crate::typeset::write::parts::{Part, Shape};

/// How often the pages may be chosen again, if the layout made others of them: six of seven
/// texts need none.
const CORRECTIONS: usize = 2;
/// In a text of more pages one page in hundreds is worth no further layout, nor is it to see
/// the few paragraphs with a fault wider as well.
const MANY_PAGES: usize = 200;

/// Of a long text one page in more is worth no further layout.
const FEW: usize = 100;

/// So much less a page is thought to hold that held less than was chosen.
const TIGHT: i32 = LINE / 2;

/// Lays out; nothing if that is no longer wanted or cannot be.
pub(in crate::typeset) type Lay<'a> =
    &'a dyn Fn(&mut Desk<'_>, &'static str, &Fit) -> Option<PagedDocument>;

/// What a text is to be laid out with.
pub(in crate::typeset) struct Text<'a> {
    pub project: &'a Project,
    pub measures: &'a Measures,
    /// The level of the heads that open chapters.
    pub chapter_level: usize,
}

impl Text<'_> {
    /// Reads a layout.
    pub(in crate::typeset) fn sketch(&self, document: &PagedDocument, desk: &Desk<'_>) -> Sketch {
        reading::sketch(document, desk, &self.project.parts, self.measures, self.chapter_level)
    }

    /// Reads the lines of a layout.
    fn proof(&self, document: &PagedDocument, desk: &Desk<'_>) -> Proof {
        proof::read(document, desk, &self.project.parts, self.measures)
    }

    /// The text as it stands on its pages, to be brought onto others. None where there is
    /// no text, or something in it stands over several columns.
    pub(in crate::typeset) fn model(&self, sketch: &Sketch, trials: &Trials) -> Option<Model> {
        let spans = |part: &Part| part.shape.spans();
        if self.measures.columns > 1 && self.project.parts.blocks.iter().any(spans) {
            return None;
        }
        flow::model(&Read {
            parts: &self.project.parts,
            measures: self.measures,
            proof: &sketch.proof,
            extents: &sketch.extents,
            trials,
            chapter_level: self.chapter_level,
            pages: sketch.pages,
        })
    }

    /// Paragraphs set otherwise: closer, wider, in many settings if they have a fault. None if
    /// that is no longer wanted.
    pub(in crate::typeset) fn tried(
        &self,
        desk: &mut Desk<'_>,
        fit: &Fit,
        plain: &Sketch,
        lay: Lay<'_>,
    ) -> Option<Trials> {
        let mut trials = Trials::new();
        // What was seen closer or wider stays so while others are: it is laid out already.
        let mut tried = fit.clone();
        // The index may be a page off until it is laid out with the last of them.
        tried.index.clone_from(&plain.index);
        let wanted = trials::wanted(&plain.proof, self.measures, plain.pages, self.project);
        let is_long = plain.pages > MANY_PAGES;
        let names = ["closer or wider", "closer and wider"];
        let names = names.into_iter().take(if is_long { 1 } else { 2 });
        for (round, name) in wanted.rounds.into_iter().zip(names) {
            if round.is_empty() {
                continue;
            }
            tried.tuning.extend(&round);
            tried.divided.extend(trials::divided(&round, &self.project.parts));
            let document = lay(desk, name, &tried)?;
            trials::note(&mut trials, &round, self.proof(&document, desk));
        }
        let faulty = (&plain.proof, wanted.faulty.as_slice());
        trials.extend(settings::seen(self.project, self.measures, desk, fit, faulty));
        Some(trials)
    }

    /// The pages as they are best, of what could be had in few layouts: how they were laid
    /// out, and what was read off them. None if they are best as they are.
    pub(in crate::typeset) fn decided(
        &self,
        desk: &mut Desk<'_>,
        fit: &Fit,
        (plain, trials): (&Sketch, &Trials),
        lay: Lay<'_>,
    ) -> Option<(Fit, Sketch)> {
        let fit = fit.after(plain);
        let (price, chosen) = match self.model(plain, trials) {
            Some(model) => self.realised(desk, &fit, model, plain.pages, lay)?,
            None => self.each_for_itself(desk, &fit, plain, trials, lay)?,
        };
        (price <= self.price(plain)).then_some(chosen)
    }

    /// The best choice of pages, as it was laid out, and what it costs so.
    pub(in crate::typeset) fn realised(
        &self,
        desk: &mut Desk<'_>,
        fit: &Fit,
        mut model: Model,
        plain_pages: usize,
        lay: Lay<'_>,
    ) -> Option<(u64, (Fit, Sketch))> {
        let by_themselves = paginate::choose(&model.flow.by_itself()).map(|choice| choice.price);
        let mut best: Option<(u64, (Fit, Sketch))> = None;
        let corrections = if plain_pages > MANY_PAGES { 1 } else { CORRECTIONS };
        for round in 0..=corrections {
            let Some(choice) = chosen(&mut model.flow, plain_pages) else { break };
            // Heads and blanks as they may well be: then this layout is the last.
            let fitted = realise::fit(&choice, &model, fit, &self.project.parts)
                .filled(pages_of(&model.flow, &choice));
            // The pages may stay as they were before they were corrected.
            desk.keeps += usize::from(round > 0);
            let name = if round == 0 { "chosen" } else { "corrected" };
            let document = lay(desk, name, &fitted)?;
            let mut sketch = self.sketch(&document, desk);
            sketch.pages = sketch.pages.saturating_sub(fitted.blanks);
            let chosen = choice.price;
            sketch.prices = by_themselves.map(|by_themselves| Prices { by_themselves, chosen });
            let (missed, lost) =
                realise::missed(&choice, &model, &sketch.proof, &self.project.parts);
            let price = self.price(&sketch);
            let is_few = plain_pages > MANY_PAGES && lost * FEW < sketch.pages;
            let is_done = missed.is_empty() || is_few;
            for Missed { turn, is_tight } in missed {
                model.flow.barred.insert(turn);
                if is_tight {
                    *model.flow.tight.entry(turn.0).or_default() += TIGHT;
                }
            }
            if (is_done || round == corrections) && fitted.after(&sketch) == fitted {
                sketch.last = Some(document);
            }
            if best.as_ref().is_none_or(|(least, ..)| price < *least) {
                best = Some((price, (fitted, sketch)));
            }
            if is_done {
                break;
            }
        }
        best
    }

    /// Every paragraph as it is best, whatever that does to pages, and what that costs.
    fn each_for_itself(
        &self,
        desk: &mut Desk<'_>,
        fit: &Fit,
        plain: &Sketch,
        trials: &Trials,
        lay: Lay<'_>,
    ) -> Option<(u64, (Fit, Sketch))> {
        let weigh = |paragraph| proof::weigh(paragraph, plain.proof.space, self.measures);
        let mut chosen = fit.clone();
        for (number, others) in trials {
            let Some(now) = plain.proof.paragraphs.get(*number).map(weigh) else { continue };
            let best = others.iter().min_by_key(|(tuning, set)| (weigh(set), *tuning));
            let Some((tuning, set)) = best.filter(|(_, set)| weigh(set) + 1 < now) else {
                continue;
            };
            chosen.tuning.insert(*number, *tuning);
            if tuning.divides_all {
                let lines = set.lines.iter().map(|line| &line.byte);
                chosen.divided.extend(realise::divided(lines, &self.project.parts));
            }
        }
        if chosen == *fit {
            return None;
        }
        let document = lay(desk, "chosen", &chosen)?;
        let mut sketch = self.sketch(&document, desk);
        sketch.pages = sketch.pages.saturating_sub(chosen.blanks);
        if chosen.after(&sketch) == chosen {
            sketch.last = Some(document);
        }
        Some((self.price(&sketch), (chosen, sketch)))
    }

    /// What a layout costs, by the marks that a proofreader makes of it and the table of
    /// prices.
    fn price(&self, sketch: &Sketch) -> u64 {
        let marks = proof::faults(&sketch.proof, self.measures);
        // How uneven pages are is paid for line by line.
        let marks = marks.iter().filter(|mark| !mark.is_uneven());
        paginate::of_layout(
            marks.map(|mark| mark.weight).sum(),
            proof::uneven_lines(&sketch.proof, self.measures),
            sketch.survey.strays.len() + self.stranded(sketch),
            sheets_of(sketch.pages),
        )
    }

    /// How many names of those who speak end a page.
    fn stranded(&self, sketch: &Sketch) -> usize {
        let blocks = &sketch.extents.blocks;
        let speakers = self.project.parts.blocks.iter().zip(blocks.windows(2));
        let speakers = speakers.filter(|(part, _)| part.shape == Shape::Speaker);
        let torn = speakers.filter(|(_, pair)| match pair {
            [name, words] => {
                name.last().zip(words.first()).is_some_and(|(end, begin)| end.stand < begin.stand)
            }
            _ => false,
        });
        torn.count()
    }
}

/// How many pages the whole has with such a choice.
pub(in crate::typeset) fn pages_of(flow: &Flow, choice: &Choice) -> usize {
    flow.other_pages + choice.last_page() + 1 - flow.first_page
}

/// The longest text of which a sheet more is weighed anew: the search takes longer then.
const MOST_PAGES_COUNTED: usize = 200;

/// The best choice; one that takes no sheet more than the text took by itself, if it is not
/// much dearer.
fn chosen(flow: &mut Flow, plain_pages: usize) -> Option<Choice> {
    let choice = paginate::choose(flow)?;
    let most = filled(plain_pages);
    let pages = pages_of(flow, &choice);
    if pages <= most || pages > MOST_PAGES_COUNTED {
        return Some(choice);
    }
    flow.last_page = Some((most + flow.first_page).saturating_sub(flow.other_pages + 1));
    let counted = paginate::choose(flow);
    flow.last_page = None;
    // Every copy pays for a sheet: it has to save as much again as it costs.
    let is_near = |counted: &Choice| counted.price < choice.price + u64::from(paginate::SHEET);
    Some(counted.filter(is_near).unwrap_or(choice))
}
