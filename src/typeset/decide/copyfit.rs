//! Copy-fitting: a page less, by changes too small to be seen.
//!
//! First leading, and margins at head and foot, since they change no line: the least that
//! does is found without a layout. If they do not do, leading, size, margins and
//! letterspacing give way together. Each gives the same part of what the editor allows it,
//! in fifths. The least that reaches the wanted pages without a fault more than before is
//! taken. Two settings are laid out at a time, each on a core.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::Length;
use crate::manifest::{CopyFit, Pamphlet};
use crate::sheet::sheets_of;
use crate::typeset::Copy;
use crate::typeset::Galley;
use crate::typeset::decide::in_parallel::both;
use crate::typeset::decide::rough::Rough;

/// The steps from nothing to all that is allowed.
const STEPS: i32 = 5;
/// The first step that is tried, beside the next.
const MIDDLE: i32 = 3;

/// Sets a pamphlet within its wanted pages, if that can be.
pub(in crate::typeset) fn fitted(
    copy: &Copy<'_>,
    wanted: &CopyFit,
    findings: &mut Findings,
) -> Option<Galley> {
    let search = Search { copy, wanted };
    let mut plain = Rough::new(copy, copy.fonts, 0, findings)?;
    let pages = plain.pages();
    let target = target(wanted, pages);
    if pages <= target {
        return plain.finish(findings);
    }
    if let Some((galley, said)) = search.taller(&mut plain, target, pages) {
        findings.extend(said);
        return Some(galley);
    }
    let (least, drafts) = search.least(target);
    let over = drafts.get(&STEPS).map_or(0, |(_, draft)| draft.lines_beyond(target));
    let (plain, found) = search.candidates(plain, least, drafts);
    let (plain, said_of_plain) = plain;
    let Some(plain) = plain else {
        findings.extend(said_of_plain);
        return None;
    };
    if least.is_none() {
        findings.extend(said_of_plain);
        findings.push(not_reached(copy.pamphlet, pages, target, over));
        return Some(plain);
    }
    for (change, galley, said) in found.into_iter().flatten() {
        if galley.pages - galley.blanks <= target && faults(&galley) <= faults(&plain) {
            findings.extend(said);
            findings.push(change.report(copy.pamphlet, pages, &galley));
            return Some(galley);
        }
    }
    findings.extend(said_of_plain);
    findings.push(
        Diagnostic::warning(
            code::NOT_FITTED,
            format!(
                "`{}` on {target} pages instead of {pages} would cost more faults than there are",
                copy.pamphlet.slug
            ),
        )
        .hint("the plain setting is kept; change a few words, or the bounds in `[fit]`"),
    );
    Some(plain)
}

/// A change and its first layout.
type Trial<'a> = (Change, Rough<'a>);
type Drafts<'a> = BTreeMap<i32, Trial<'a>>;
/// The plain setting, if there is one, and what was said of it.
type Plain = (Option<Galley>, Findings);
/// A setting that reaches the pages, set to the end.
type Set = (Change, Galley, Findings);

/// The search for the least change that reaches the pages.
struct Search<'c, 'a> {
    copy: &'c Copy<'a>,
    wanted: &'c CopyFit,
}

impl<'a> Search<'_, 'a> {
    /// A first layout with so many fifths of the change.
    fn draft(&self, step: i32) -> Option<Trial<'a>> {
        let change = Change::of(self.wanted, self.copy.pamphlet, step);
        let pamphlet = change.applied(self.copy.pamphlet);
        let copy = Copy { pamphlet: &pamphlet, ..*self.copy };
        // What Typst says of a trial it has said of the plain setting.
        let mut quiet = Findings::new();
        let draft = Rough::new(&copy, self.copy.fonts, change.letters, &mut quiet)?;
        Some((change, draft))
    }

    /// The text with less leading and lower margins at head and foot, if that reaches the
    /// pages with no more faults than the plain setting has.
    fn taller(
        &self,
        plain: &mut Rough<'a>,
        target: usize,
        pages: usize,
    ) -> Option<(Galley, Findings)> {
        let steps =
            (1..=STEPS).map(|step| Change::of_height(self.wanted, self.copy.pamphlet, step));
        let mut changes = steps.map(|change| (change, change.applied(self.copy.pamphlet)));
        let (change, pamphlet) =
            changes.find(|(_, it)| plain.pages_as(it).is_some_and(|pages| pages <= target))?;
        let other =
            plain.beside(&Copy { pamphlet: &pamphlet, ..*self.copy }, self.copy.fonts, target)?;
        if !other.is_within(target) || other.faults() > plain.faults() {
            return None;
        }
        let mut said = Findings::new();
        let galley = other.finish(&mut said)?;
        said.push(change.report(self.copy.pamphlet, pages, &galley));
        // Bounds may be so wide that words leave their page.
        let is_sound = !said.has_errors() && galley.pages - galley.blanks <= target;
        is_sound.then_some((galley, said))
    }

    /// The least step that does, if any does; and all drafts, by their steps.
    fn least(&self, target: usize) -> (Option<i32>, Drafts<'a>) {
        let does = |draft: &Option<Trial<'a>>| {
            draft.as_ref().is_some_and(|(_, draft)| draft.pages() <= target)
        };
        // Where leading and margins alone do not do, little seldom does.
        let (middle, next) = both(|| self.draft(MIDDLE), || self.draft(MIDDLE + 1));
        let mut drafts = vec![(MIDDLE, middle), (MIDDLE + 1, next)];
        let does_at = |drafts: &[(i32, Option<Trial<'a>>)], step: i32| {
            drafts.iter().any(|(at, draft)| *at == step && does(draft))
        };
        if does_at(&drafts, MIDDLE) {
            let (one, other) = both(|| self.draft(1), || self.draft(2));
            drafts.extend([(1, one), (2, other)]);
        } else if !does_at(&drafts, MIDDLE + 1) {
            drafts.push((STEPS, self.draft(STEPS)));
        }
        let least = (1..=STEPS).find(|step| does_at(&drafts, *step));
        (least, drafts.into_iter().filter_map(|(step, draft)| Some((step, draft?))).collect())
    }

    /// Sets the plain setting to the end, whose faults are the measure, and at
    /// the same time the least that reaches the pages. Whoever is through with
    /// the plain one goes on with the setting after the least, in case that has
    /// more faults; as soon as it is known that it has not, that work stops.
    fn candidates(
        &self,
        plain: Rough<'a>,
        least: Option<i32>,
        mut drafts: Drafts<'a>,
    ) -> (Plain, [Option<Set>; 2]) {
        let (measure, measured) = std::sync::mpsc::channel();
        let in_vain = AtomicBool::new(least.is_none());
        let other = least.map(|step| step + 1).filter(|step| *step <= STEPS);
        let first_draft = least.and_then(|step| drafts.remove(&step));
        let second_draft = other.and_then(|step| drafts.remove(&step));
        let (done, first) = both(
            || {
                let mut said = Findings::new();
                let plain = plain.finish(&mut said);
                let most = plain.as_ref().map(faults);
                if most.is_none() {
                    in_vain.store(true, Ordering::Relaxed);
                }
                // Nobody listens if the other has already given up.
                let _ = measure.send(most);
                let is_in_vain = || in_vain.load(Ordering::Relaxed);
                let second = other.and_then(|step| self.finished(step, second_draft, &is_in_vain));
                ((plain, said), second)
            },
            || {
                let first = self.finished(least?, first_draft, &|| false)?;
                let most = measured.recv().ok().flatten();
                let is_as_good = most.is_some_and(|most| faults(&first.1) <= most);
                in_vain.store(is_as_good || most.is_none(), Ordering::Relaxed);
                Some(first)
            },
        );
        let (plain, second) = done;
        (plain, [first, second])
    }

    /// A setting set to the end, its draft laid out if there is none.
    fn finished(
        &self,
        step: i32,
        draft: Option<Trial<'a>>,
        in_vain: &(dyn Fn() -> bool + Sync),
    ) -> Option<Set> {
        if in_vain() {
            return None;
        }
        let (change, draft) = draft.or_else(|| self.draft(step))?;
        let mut said = Findings::new();
        let galley = draft.finish_unless(in_vain, &mut said)?;
        Some((change, galley, said))
    }
}

fn target(wanted: &CopyFit, pages: usize) -> usize {
    match wanted.pages {
        Some(most) => most,
        None => match pages - pages % wanted.multiple {
            0 => pages,
            whole => whole,
        },
    }
}

/// Marks that a reader would see.
fn faults(galley: &Galley) -> usize {
    galley.marks.iter().filter(|mark| mark.weight >= 4).count()
}

fn not_reached(pamphlet: &Pamphlet, pages: usize, target: usize, over: usize) -> Diagnostic {
    let s = if over == 1 { "" } else { "s" };
    let message = format!(
        "`{}` is {over} line{s} over {target} pages, at the most that `[fit]` allows",
        pamphlet.slug
    );
    Diagnostic::warning(code::NOT_FITTED, message)
        .hint(format!("it stays on {pages} pages; shorten it, or widen the bounds"))
}

/// How far everything gives way.
#[derive(Clone, Copy, Debug)]
struct Change {
    leading: Length,
    size: Length,
    margins: Length,
    /// In thousandths of an em.
    letters: i32,
    /// Whether margins give way at the sides as well as at head and foot.
    at_sides: bool,
}

impl Change {
    /// So many fifths of what is allowed; what the editor leaves open has
    /// bounds that nobody sees.
    fn of(wanted: &CopyFit, pamphlet: &Pamphlet, step: i32) -> Self {
        let part = f64::from(step) / f64::from(STEPS);
        let faces = &pamphlet.faces;
        Self {
            leading: wanted.leading.unwrap_or(faces.leading.scale(0.02)).scale(part),
            size: wanted.size.unwrap_or(faces.size.scale(0.015)).scale(part),
            margins: wanted.margins.unwrap_or(Length::MM).scale(part),
            letters: -((f64::from(wanted.letters.unwrap_or(4)) * part).round() as i32),
            at_sides: true,
        }
    }

    /// The same of what changes no line.
    fn of_height(wanted: &CopyFit, pamphlet: &Pamphlet, step: i32) -> Self {
        let all = Self::of(wanted, pamphlet, step);
        Self { size: Length::ZERO, letters: 0, at_sides: false, ..all }
    }

    fn applied(&self, pamphlet: &Pamphlet) -> Pamphlet {
        let mut changed = pamphlet.clone();
        changed.faces.leading = changed.faces.leading - self.leading;
        changed.faces.size = changed.faces.size - self.size;
        let page = &mut changed.page;
        let sides = if self.at_sides { self.margins } else { Length::ZERO };
        for margin in [&mut page.inner, &mut page.outer] {
            *margin = *margin - sides;
        }
        for margin in [&mut page.top, &mut page.bottom] {
            *margin = *margin - self.margins;
        }
        changed
    }

    fn report(&self, pamphlet: &Pamphlet, before: usize, galley: &Galley) -> Diagnostic {
        let faces = &pamphlet.faces;
        let from_to = |what: &str, from: Length, by: Length| {
            let (from, to) = (from.to_pt(), (from - by).to_pt());
            (by > Length::ZERO).then(|| format!("{what} {from:.2} → {to:.2} pt"))
        };
        let changes = [
            from_to("leading", faces.leading, self.leading),
            from_to("type", faces.size, self.size),
            (self.margins > Length::ZERO).then(|| {
                let at = if self.at_sides { "" } else { " at head and foot" };
                format!("margins{at} {:.2} mm less", self.margins.to_mm())
            }),
            (self.letters != 0).then(|| format!("letters {}/1000 em", self.letters)),
        ];
        let changes: Vec<String> = changes.into_iter().flatten().collect();
        let after = galley.pages - galley.blanks;
        let (sheets, fewer) = (sheets_of(galley.pages), sheets_of(before));
        let message = format!(
            "`{}` is fitted on {after} pages instead of {before}: {}",
            pamphlet.slug,
            changes.join(", ")
        );
        let saved = fewer.saturating_sub(sheets);
        let note = Diagnostic::note(code::FITTED, message);
        if saved == 0 {
            return note;
        }
        note.hint(format!(
            "{sheets} sheets instead of {fewer}: {} sheets less in a run of 500",
            saved * 500
        ))
    }
}
