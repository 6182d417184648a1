//! From cells to the sides of sheets: where each page lies, and the marks around.

use super::marks::{self, Frame};
use super::place::{self, Bound, Scale, Sizes};
use super::{Imposed, Job, Lay};
use crate::geometry::{Length, Point, Rect, Size, Turn};
use crate::sheet::{Axis, Edge, Flip, Hands, PageNo, Placement, Plan, Sheet, Side, Slot};

/// What one cell of a side shows.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub page: Option<PageNo>,
    pub turn: Turn,
    pub spine: Option<Edge>,
    /// Whether it is bound at its foot: overleaf of a work bound at the top.
    pub is_foot_bound: bool,
    /// How far the page is moved towards the spine.
    pub shift: Length,
    /// Whether its spine is a fold, which pages that are cut to size meet.
    pub at_fold: bool,
}

/// The sheets of these cells.
pub(super) fn written(job: &Job<'_>, hands: Hands, cells: Vec<(Vec<Cell>, Vec<Cell>)>) -> Imposed {
    let areas = areas(&hands);
    let largest = place::largest(job.pages);
    let least = |pick: fn(&Size) -> Length| areas.iter().map(|a| pick(&a.size)).min();
    let smallest = Size::new(
        least(|size| size.width).unwrap_or_default(),
        least(|size| size.height).unwrap_or_default(),
    );
    // Cells in which pages lie across are as wide as pages are high.
    let lies_across =
        cells.iter().flat_map(|(front, _)| front).any(|cell| cell.turn.quarters() % 2 == 1);
    let smallest = if lies_across { smallest.turned(Turn::Quarter) } else { smallest };
    let scale = place::scale(largest, smallest);
    let reported = if job.sizes == Sizes::Centre { Scale::Actual } else { scale };
    let mut marks_left_out = false;
    let mut over_fold = Length::ZERO;
    let folds = folds(&hands);
    let mut side = |cells: &[Cell], areas: &[Rect], number: usize, back: bool| {
        let mut slots: Vec<Slot> = Vec::with_capacity(cells.len());
        for (cell, area) in cells.iter().zip(areas) {
            let (slot, over) = slot(job, *cell, *area, scale, largest);
            slots.push(slot);
            over_fold = over_fold.max(over);
        }
        let marks = match job.lay {
            Lay::Untrimmed { .. } => Vec::new(),
            Lay::Trimmed { bleed } => {
                let pages: Vec<Rect> = slots.iter().map(|slot| slot.placement.page).collect();
                // Behind, the same lines lie mirrored.
                let (upright, level) = folds.clone();
                let mirror = |x: Length| if back { job.paper.width - x } else { x };
                let frame = Frame {
                    pages: &pages,
                    bleed,
                    paper: job.paper,
                    folds: (upright.into_iter().map(mirror).collect(), level),
                    number: number_of(number, &hands),
                    back,
                };
                let (marks, missing) = marks::marks(job.marks, &frame);
                marks_left_out |= missing;
                marks
            }
        };
        let trim = match job.lay {
            Lay::Untrimmed { .. } => None,
            Lay::Trimmed { .. } => slots.iter().map(|slot| slot.placement.page).reduce(Rect::union),
        };
        Side { slots, marks, trim }
    };
    let mirrored: Vec<Rect> = areas.iter().map(|area| mirrored(*area, job.paper)).collect();
    let turns_over = {
        let is_landscape = job.paper.height <= job.paper.width;
        (job.flip == Flip::ShortEdge) != is_landscape
    };
    let sheets = cells.iter().enumerate().map(|(number, (front, back))| {
        let front = side(front, &areas, number, false);
        let back = side(back, &mirrored, number, true);
        // Turned over head to foot, a sheet shows its back head down.
        let back = if turns_over { back.half_turned(job.paper) } else { back };
        Sheet { front, back }
    });
    let sheets: Vec<Sheet> = sheets.collect();
    let plan = Plan { paper: job.paper, flip: job.flip, sheets, hands };
    Imposed { plan, scale: reported, marks_left_out, creep: Length::ZERO, over_fold }
}

/// The lines between cells that are folded and not cut, as the front is seen.
fn folds(hands: &Hands) -> (Vec<Length>, Vec<Length>) {
    let lines = |lengths: &[Length], axis: Axis| {
        let is_cut = |at: usize| hands.cuts.iter().any(|cut| cut.axis == axis && cut.at == at);
        let mut so_far = Length::ZERO;
        let mut all = Vec::new();
        for (at, length) in lengths.iter().enumerate() {
            if at > 0 && !is_cut(at) {
                all.push(so_far);
            }
            so_far += *length;
        }
        all
    };
    (lines(&hands.columns, Axis::Upright), lines(&hands.rows, Axis::Level))
}

/// The section of a sheet and its place in that, both from 1. Sheets that are
/// cut apart are counted through.
fn number_of(sheet: usize, hands: &Hands) -> (usize, usize) {
    let mut before = 0;
    for (section, size) in hands.sections.iter().enumerate() {
        if hands.cuts.is_empty() && sheet < before + size {
            return (section + 1, sheet - before + 1);
        }
        before += size;
    }
    (1, sheet + 1)
}

/// The cells of the front, row by row.
fn areas(hands: &Hands) -> Vec<Rect> {
    let mut areas = Vec::with_capacity(hands.leaves());
    let mut y = Length::ZERO;
    for height in &hands.rows {
        let mut x = Length::ZERO;
        for width in &hands.columns {
            areas.push(Rect::new(x, y, *width, *height));
            x += *width;
        }
        y += *height;
    }
    areas
}

fn mirrored(area: Rect, paper: Size) -> Rect {
    Rect { origin: Point { x: paper.width - area.right(), y: area.top() }, size: area.size }
}

/// Where the page of a cell lies, and how far creep moves it over its spine.
fn slot(job: &Job<'_>, cell: Cell, area: Rect, scale: Scale, largest: Size) -> (Slot, Length) {
    let size = cell.page.and_then(|number| job.pages.get(number - 1)).copied().unwrap_or(largest);
    let upright = area.size.turned(cell.turn.back());
    let size = place::printed(size, upright, scale, job.sizes);
    let inner = match job.lay {
        Lay::Untrimmed { inner, .. } => inner,
        Lay::Trimmed { .. } => {
            if cell.at_fold {
                0.0
            } else {
                0.5
            }
        }
    };
    let bound = Bound { spine: cell.spine, at_foot: cell.is_foot_bound, inner, shift: cell.shift };
    let lie = place::lie(size, upright, job.lay, bound);
    let in_place = |rect: Rect| rect.turned(upright, cell.turn).moved(area.origin);
    let (page, may_print) = (in_place(lie.0), in_place(lie.1));
    let over = match (cell.spine, cell.page) {
        (Some(Edge::Left | Edge::Right), Some(_)) => {
            cell.shift - (upright.width - size.width).max(Length::ZERO).scale(inner)
        }
        _ => Length::ZERO,
    };
    let placement = Placement { cell: may_print, page, turn: cell.turn };
    (Slot { page: cell.page, placement }, over)
}
