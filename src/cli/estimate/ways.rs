//! Ways to print a run, and what each takes.

use super::Work;
use crate::diag::Diagnostic;
use crate::geometry::{Paper, Size};
use crate::impose::{self, Bill, Imposed, Job, Marks, Prices, Run, Scale, Scheme};
use crate::sheet::{Axis, Edge, Hands, Parts, Side};

/// A way to print it.
pub(super) struct Way {
    pub name: String,
    pub paper: Paper,
    pub pages: usize,
    /// The scale at which pages are printed.
    pub scale: f64,
    pub run: Run,
    pub bill: Bill,
}

impl Way {
    /// Pages of a copy on both sides of a sheet; none on a sheet that is the
    /// whole of it.
    pub(super) fn pages_of_sheet(&self, pages: usize) -> usize {
        if self.run.sheets < 2 { 0 } else { pages.div_ceil(self.run.sheets).next_multiple_of(2) }
    }
}

/// A way that is wanted.
pub(super) struct Wanted<'a> {
    pub name: &'a str,
    pub paper: Paper,
    pub pages: usize,
    pub card_cover: bool,
}

/// Reckons up a way.
pub(super) fn way(
    wanted: &Wanted<'_>,
    copies: usize,
    scheme: &Scheme,
    work: &Work,
    prices: Prices,
) -> Result<Way, Diagnostic> {
    let Wanted { name, paper, pages, card_cover } = *wanted;
    let sizes = vec![work.size; pages];
    let sheet = scheme.paper(paper.portrait(), work.size, Edge::Left);
    let job = Job { marks: Marks::default(), ..Job::new(scheme, &sizes, sheet) };
    let Imposed { plan, scale, .. } = impose::plan(&job)?;
    let scale = match scale {
        Scale::Actual => 1.0,
        Scale::Shrunk(by) => by,
    };
    let sides = || plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]);
    let holds = |side: &Side, is_meant: &dyn Fn(usize) -> bool| {
        side.slots.iter().filter_map(|slot| slot.page).any(is_meant)
    };
    let printed = sides().filter(|side| holds(side, &|_| true)).count();
    let is_coloured = |page: usize| {
        let coverage = work.coverage.as_ref().map(|coverage| coverage.coloured.as_slice());
        coverage.and_then(|all| all.get(page.checked_sub(1)?)).copied().unwrap_or(false)
    };
    let coloured = sides().filter(|side| holds(side, &is_coloured)).count();
    let area = |size: Size| size.width.to_mm() * size.height.to_mm();
    let pages_printed = sides().flat_map(|side| &side.slots).filter(|slot| slot.page.is_some());
    let on_paper = pages_printed.count() as f64 * area(work.size) * scale * scale
        / (printed.max(1) as f64 * area(sheet));
    let is_stapled = matches!(scheme, Scheme::Saddle { .. } | Scheme::CutStackFold { .. });
    let run = Run {
        sheets: plan.sheets.len(),
        sides: printed,
        coloured,
        black: work.coverage.as_ref().map_or(0.0, |coverage| coverage.black * on_paper.min(1.0)),
        copies_of_sheet: copies_of_sheet(&plan.hands),
        copies,
        card_cover,
        staples: if is_stapled && plan.sheets.len() > 1 { 2 } else { 0 },
    };
    Ok(Way { name: name.to_owned(), paper, pages, scale, run, bill: impose::bill(run, prices) })
}

fn copies_of_sheet(hands: &Hands) -> usize {
    match hands.parts {
        Parts::Stacked => 1,
        Parts::Copies => {
            let cuts = |axis| hands.cuts.iter().filter(|cut| cut.axis == axis).count() + 1;
            cuts(Axis::Upright) * cuts(Axis::Level)
        }
    }
}
