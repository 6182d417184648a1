//! Sets paragraphs anew that Typst alone leaves with a fault, and brings
//! facing pages to end on the same line.
//!
//! All that it changes stands in `fit.typ`: letters a trace closer or wider, a
//! page left a line or two short. It lays out at most a dozen times; what it
//! could not mend is for the proofreader to report.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::both::both;
use super::fit::Fit;
use super::parts::Parts;
use super::proof::{self, Ending, Measures, Proof};
use super::strays::{self, Survey};
use super::world::Desk;

/// Tracking that is tried on paragraphs, in thousandths of an em. Together with
/// what justification may do, letters stay within 20.
const TRIES: [i32; 2] = [-12, 12];
/// Layouts that may be spent on pages, after two to try and one to choose.
const PAGE_LAYOUTS: usize = 9;
/// Lines that a page may be left short.
const MOST_SHORT: u32 = 2;

/// A layout and what was read off it.
pub(super) struct Reading {
    pub document: PagedDocument,
    pub proof: Proof,
    pub survey: Survey,
}

/// Lays out and reads.
pub(super) type Lay<'a> = &'a (dyn Fn(&mut Desk<'_>, &Fit) -> Option<Reading> + Sync);

/// Mends what can be mended. Gives the better layout, with `fit` as it was
/// laid out.
pub(super) fn reset(
    desk: &mut Desk<'_>,
    fit: &mut Fit,
    mut best: Reading,
    measures: &Measures,
    lay: Lay<'_>,
) -> Reading {
    let Some(trials) = try_all(desk, fit, &best, measures, lay) else { return best };
    best = paragraphs(desk, fit, best, &trials, lay);
    pages(desk, fit, best, trials, measures, lay)
}

/// Texts of more pages are tried only where there is a fault.
const MOST_PAGES_WHOLLY: usize = 120;

/// What a paragraph would be like with its letters so much wider.
#[derive(Clone, Copy, Debug)]
struct Trial {
    tracking: i32,
    /// How many lines it would have.
    lines: usize,
    /// How badly it would be set.
    weight: u32,
}

/// For paragraphs by number: as they are (without tracking), then the trials.
type Trials = BTreeMap<usize, Vec<Trial>>;

/// Sets every paragraph anew that has a fault, or that stands on a page of an
/// opening with one: all at once, with each tracking in turn. None if there is
/// nothing to mend.
fn try_all(
    desk: &mut Desk<'_>,
    fit: &Fit,
    best: &Reading,
    measures: &Measures,
    lay: Lay<'_>,
) -> Option<Trials> {
    let mut trials = Trials::new();
    // A change moves what follows, so that other openings come to have faults.
    let is_short = best.proof.leaves.len() <= MOST_PAGES_WHOLLY;
    let faulty_pages: Vec<usize> = (1..best.proof.leaves.len())
        .step_by(2)
        .filter(|left| weight_of(&best.proof, *left) > 0)
        .flat_map(|left| [left, left + 1])
        .collect();
    for (number, paragraph) in best.proof.paragraphs.iter().enumerate() {
        let Some(now) = trial(&best.proof, number, 0, best.proof.space, measures) else { continue };
        let near = paragraph.lines.first().is_some_and(|line| faulty_pages.contains(&line.page));
        let may_help = (near || is_short) && !paragraph.in_note && now.lines > 2;
        if now.weight >= WORTH_IT || may_help {
            trials.insert(number, vec![now]);
        }
    }
    if faulty_pages.is_empty() {
        trials.retain(|_, known| known.iter().any(|now| now.weight >= WORTH_IT));
    }
    if trials.is_empty() {
        return None;
    }
    run_trials(desk, fit, &mut trials, best.proof.space, measures, lay)?;
    Some(trials)
}

/// Sets some paragraphs with each tracking, all at once.
fn run_trials(
    desk: &mut Desk<'_>,
    fit: &Fit,
    trials: &mut Trials,
    space: f64,
    measures: &Measures,
    lay: Lay<'_>,
) -> Option<()> {
    let [closer, wider] = TRIES.map(|tracking| {
        let mut tried = fit.clone();
        tried.tuning.extend(trials.keys().map(|number| (*number, tracking)));
        tried
    });
    let mut other = desk.clone();
    let (one, other) = both(|| lay(&mut other, &wider), || lay(desk, &closer));
    for (tracking, reading) in TRIES.into_iter().zip([other?, one?]) {
        for (number, known) in trials.iter_mut() {
            known.extend(trial(&reading.proof, *number, tracking, space, measures));
        }
    }
    Some(())
}

/// What a paragraph is like in a layout.
///
/// `space` is the natural word space of the text: where all of it is tracked,
/// its own would be wider.
fn trial(
    proof: &Proof,
    number: usize,
    tracking: i32,
    space: f64,
    measures: &Measures,
) -> Option<Trial> {
    let paragraph = proof.paragraphs.get(number)?;
    let weight = proof::weigh(paragraph, space, measures);
    Some(Trial { tracking, lines: paragraph.lines.len(), weight })
}

/// Keeps for each paragraph with a fault what serves it best.
fn paragraphs(
    desk: &mut Desk<'_>,
    fit: &mut Fit,
    best: Reading,
    trials: &Trials,
    lay: Lay<'_>,
) -> Reading {
    let mut mended = fit.clone();
    for (number, known) in trials {
        let Some(now) = known.first().filter(|now| now.weight >= WORTH_IT) else { continue };
        let least = known.iter().min_by_key(|trial| (trial.weight, trial.tracking.abs()));
        if let Some(least) = least.filter(|least| least.weight < now.weight) {
            mended.tuning.insert(*number, least.tracking);
        }
    }
    if mended == *fit {
        return best;
    }
    match lay(desk, &mended) {
        Some(reading) if reading.survey.strays.len() <= best.survey.strays.len() => {
            *fit = mended;
            reading
        }
        _ => best,
    }
}

/// How much more faults may weigh when an opening is mended.
const MOST_WORSE: u32 = 2;
/// Faults of less weight are not worth a change of tracking.
const WORTH_IT: u32 = 4;

/// Brings facing pages level, from the first opening on, and words off the
/// turn of a page.
fn pages(
    desk: &mut Desk<'_>,
    fit: &mut Fit,
    mut best: Reading,
    mut trials: Trials,
    measures: &Measures,
    lay: Lay<'_>,
) -> Reading {
    let mut given_up: Vec<usize> = Vec::new();
    let mut tried: Vec<Fit> = Vec::new();
    let mut left = PAGE_LAYOUTS;
    while left > 0 {
        let Some(opening) = first_fault(&best.proof, &given_up) else { break };
        // An opening that came to have a fault only now: its paragraphs are
        // tried closer and wider.
        let mut fresh = untried(&best.proof, opening, &trials, fit, measures);
        if !fresh.is_empty() && left > TRIES.len() {
            left -= TRIES.len();
            if run_trials(desk, fit, &mut fresh, best.proof.space, measures, lay).is_none() {
                return best;
            }
            trials.extend(fresh);
        }
        let next = changes(&best.proof, fit, opening, &trials, measures)
            .into_iter()
            .find(|change| !tried.contains(change));
        let Some(change) = next else {
            given_up.push(opening);
            continue;
        };
        tried.push(change.clone());
        left -= 1;
        let Some(reading) = lay(desk, &change) else { return best };
        if is_better(&reading, &best, opening, &given_up, measures) {
            *fit = change;
            best = reading;
        }
    }
    best
}

/// Paragraphs of an opening that were not tried yet, as they are.
fn untried(proof: &Proof, left: usize, trials: &Trials, fit: &Fit, measures: &Measures) -> Trials {
    let pages = [left, left + 1].into_iter().filter_map(|page| proof.leaves.get(page));
    let known = |number: &usize| trials.contains_key(number) || fit.tuning.contains_key(number);
    pages
        .flat_map(|leaf| &leaf.begins)
        .filter(|number| !known(number))
        .filter_map(|number| {
            Some((*number, vec![trial(proof, *number, 0, proof.space, measures)?]))
        })
        .filter(|(_, known)| known.iter().all(|trial| trial.lines > 2))
        .collect()
}

/// The left page of the first opening that is not as it should be.
fn first_fault(proof: &Proof, given_up: &[usize]) -> Option<usize> {
    (1..proof.leaves.len().saturating_sub(1))
        .step_by(2)
        .find(|left| !given_up.contains(left) && weight_of(proof, *left) > 0)
}

/// How much is wrong with an opening: pages that do not end level, a word
/// divided over the turn of its right page, widows.
fn weight_of(proof: &Proof, left: usize) -> usize {
    let full = |page: usize| {
        proof.leaves.get(page).is_some_and(|leaf| leaf.in_text && leaf.ending == Ending::Full)
    };
    let both = full(left) && full(left + 1);
    let uneven = both && proof::figures::difference(proof, left, left + 1).abs() > 0.1;
    let turned = proof::last_of_page(proof, left + 1).is_some_and(|line| line.is_hyphenated)
        && full(left + 1);
    let widows = [left, left + 1].iter().filter(|page| widow_at(proof, **page).is_some()).count();
    usize::from(uneven) * 2 + usize::from(turned) + widows * 3
}

/// The paragraph whose last line stands alone at the head of a page. (Typst
/// lets it when the line has a note.)
fn widow_at(proof: &Proof, page: usize) -> Option<usize> {
    proof.paragraphs.iter().position(|paragraph| {
        !paragraph.in_note
            && matches!(
                paragraph.lines.as_slice(),
                [.., above, last] if last.page == page && above.page != page
            )
    })
}

/// Whether a change mends this opening and harms none before it, nor a note.
fn is_better(
    new: &Reading,
    old: &Reading,
    opening: usize,
    given_up: &[usize],
    measures: &Measures,
) -> bool {
    let before = |reading: &Reading| -> usize {
        let lefts = (1..opening).step_by(2).filter(|left| !given_up.contains(left));
        lefts.map(|left| weight_of(&reading.proof, left)).sum()
    };
    let faults = |reading: &Reading| -> u32 {
        let weigh = |p| proof::weigh(p, reading.proof.space, measures);
        reading.proof.paragraphs.iter().map(weigh).sum()
    };
    let edges = |reading: &Reading| {
        let turns = proof::faults(&reading.proof, measures);
        turns.iter().filter(|s| s.weight >= 10 && s.code.starts_with('T')).count()
    };
    new.survey.strays.len() <= old.survey.strays.len()
        && before(new) <= before(old)
        && weight_of(&new.proof, opening) < weight_of(&old.proof, opening)
        && faults(new) <= faults(old) + MOST_WORSE
        && edges(new) <= edges(old)
        && new.document.pages().len() <= old.document.pages().len()
}

/// What might mend an opening, the likeliest first.
fn changes(
    proof: &Proof,
    fit: &Fit,
    left: usize,
    trials: &Trials,
    measures: &Measures,
) -> Vec<Fit> {
    let widow = [left, left + 1].into_iter().find_map(|page| Some((widow_at(proof, page)?, page)));
    if let Some((widow, page)) = widow {
        return widow_changes(proof, fit, widow, page, trials);
    }
    let difference = proof::figures::difference(proof, left, left + 1);
    let (short, long) = if difference > 0.0 { (left, left + 1) } else { (left + 1, left) };
    let lines = (difference.abs() / measures.lead).round() as u32;
    // A paragraph of the short page, or of one before it in the opening, gains
    // or loses a line, so that the page fills up.
    let mut all: Vec<(u32, Fit)> = Vec::new();
    for page in [left, left + 1].into_iter().filter(|page| *page <= short.max(left)) {
        for (number, trial, cost) in one_line_more_or_less(proof, page, trials, fit) {
            let mut change = fit.clone();
            change.tuning.insert(number, trial);
            all.push((cost + if page == short { 0 } else { 4 }, change));
        }
    }
    all.sort_by_key(|(cost, _)| *cost);
    let mut changes: Vec<Fit> = all.into_iter().map(|(_, change)| change).take(4).collect();
    // Two lines: two paragraphs gain or lose one each.
    if lines == 2
        && let Some((first, second)) = two_of_a_kind(proof, short, trials, fit)
    {
        let mut change = fit.clone();
        change.tuning.extend([first, second]);
        changes.insert(0, change);
    }
    // Both pages run short together: a paragraph that begins on the longer one
    // leaves its page as many lines short; if that is the left page, its lines
    // would fill the right one, which has to leave as many.
    let leaf = |page: usize| proof.leaves.get(page).filter(|leaf| !leaf.has_notes);
    let first_of = |page: usize| leaf(page).and_then(|leaf| leaf.begins.first()).copied();
    if (1..=MOST_SHORT).contains(&lines)
        && let Some(number) = first_of(long)
    {
        let mut change = fit.clone();
        change.short.insert(number, lines);
        if long < short {
            change.short.extend(first_of(short).map(|number| (number, lines)));
        }
        changes.insert(changes.len().min(2), change);
    }
    changes
}

/// What might bring a widow home: a line more or less in its own paragraph or
/// in another of the page before, or that page left a line short, so that two
/// lines go over.
fn widow_changes(proof: &Proof, fit: &Fit, widow: usize, page: usize, trials: &Trials) -> Vec<Fit> {
    let Some(before) = page.checked_sub(1) else { return Vec::new() };
    let mut changes = Vec::new();
    let mut lines = one_line_more_or_less(proof, before, trials, fit);
    lines.sort_by_key(|(number, tracking, cost)| (*number != widow || *tracking > 0, *cost));
    for (number, tracking, _) in lines.into_iter().take(3) {
        let mut change = fit.clone();
        change.tuning.insert(number, tracking);
        changes.push(change);
    }
    let begins = proof.leaves.get(before).and_then(|leaf| leaf.begins.first());
    if let Some(number) = begins.filter(|number| !fit.short.contains_key(number)) {
        let mut change = fit.clone();
        change.short.insert(*number, 1);
        changes.insert(changes.len().min(1), change);
    }
    changes
}

/// Two paragraphs of a page that each have one line more, or each one less.
fn two_of_a_kind(
    proof: &Proof,
    page: usize,
    trials: &Trials,
    fit: &Fit,
) -> Option<((usize, i32), (usize, i32))> {
    let all = one_line_more_or_less(proof, page, trials, fit);
    let of = |wider: bool| {
        let mut those = all.iter().filter(move |(_, tracking, _)| (*tracking > 0) == wider);
        let first = those.next()?;
        let second = those.find(|other| other.0 != first.0)?;
        Some(((first.0, first.1), (second.0, second.1)))
    };
    of(true).or_else(|| of(false))
}

/// Paragraphs that begin on a page and, tracked a little, have one line more or
/// less: the number, the tracking, and what it costs.
fn one_line_more_or_less(
    proof: &Proof,
    page: usize,
    trials: &Trials,
    fit: &Fit,
) -> Vec<(usize, i32, u32)> {
    let begins = proof.leaves.get(page).map(|leaf| leaf.begins.as_slice()).unwrap_or_default();
    let mut all = Vec::new();
    for number in begins.iter().filter(|number| !fit.tuning.contains_key(number)) {
        let Some([now, others @ ..]) = trials.get(number).map(Vec::as_slice) else { continue };
        // What costs too much would be laid out in vain.
        let serves = |trial: &&Trial| {
            trial.lines.abs_diff(now.lines) == 1 && trial.weight <= now.weight + MOST_WORSE
        };
        for trial in others.iter().filter(serves) {
            let cost = trial.tracking.unsigned_abs() + 6 * trial.weight.saturating_sub(now.weight);
            all.push((*number, trial.tracking, cost));
        }
    }
    all
}

/// Reads a document.
pub(super) fn read(
    document: PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
) -> Reading {
    let proof = proof::read(&document, desk, parts, measures);
    let survey = strays::survey(&document, desk, parts);
    Reading { document, proof, survey }
}
