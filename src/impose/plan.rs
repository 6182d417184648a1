//! The sheets of a job: which page stands in which cell, and how it lies there.

use std::collections::BTreeMap;

use super::leaflet;
use super::marks::{self, Frame};
use super::place::{self, Bound, Scale, Sizes};
use super::scheme::{Nest, Scheme, Shape, shape};
use super::unfold::{Face, unfold};
use super::{Imposed, Job, Lay, gather};
use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Point, Rect, Size, Turn};
use crate::sheet::{
    Axis, Edge, Finish, Flip, Hands, PageNo, Parts, Placement, Plan, Sheet, Side, Slot,
};

/// What one cell of a side shows.
#[derive(Clone, Copy)]
struct Cell {
    page: Option<PageNo>,
    turn: Turn,
    spine: Option<Edge>,
    /// Whether it is bound at its foot: overleaf of a work bound at the top.
    is_foot_bound: bool,
    /// How far the page is moved towards the spine.
    shift: Length,
    /// Whether its spine is a fold, which pages that are cut to size meet.
    at_fold: bool,
}

/// Plans the sheets of a job whose numbers are known to be sane.
pub(super) fn plan(job: &Job<'_>) -> Result<Imposed, Diagnostic> {
    match shape(job.scheme, job.edge)? {
        Some(shape) => bound(job, shape),
        None => single(job),
    }
}

/// What hands do with so many printed sheets of a scheme.
///
/// # Errors
/// `E0513` for a scheme that cannot be.
pub fn hands(scheme: &Scheme, paper: Size, sheets: usize, edge: Edge) -> Result<Hands, Diagnostic> {
    match (shape(scheme, edge)?, scheme) {
        (Some(shape), _) => Ok(hands_of(shape, paper, sheets, edge)),
        (None, Scheme::Leaflet(kind)) => Ok(leaflet::leaflet(*kind, paper).hands),
        (None, _) => Ok(leaflet::zine(paper).hands),
    }
}

fn hands_of(shape: Shape, paper: Size, sheets: usize, edge: Edge) -> Hands {
    let lines = |axis| shape.cuts.iter().filter(|cut| cut.axis == axis).count() + 1;
    let stacks = match shape.parts {
        Parts::Stacked => lines(Axis::Upright) * lines(Axis::Level),
        Parts::Copies => 1,
    };
    Hands {
        columns: shared(paper.width, shape.columns),
        rows: shared(paper.height, shape.rows),
        sections: sections(&shape.nest, sheets * stacks),
        together: shape.together,
        cuts: shape.cuts,
        parts: shape.parts,
        back_up: false,
        folds: shape.folds,
        finish: Finish::Bound(edge),
    }
}

/// A work of leaves that are bound at an edge.
fn bound(job: &Job<'_>, shape: Shape) -> Result<Imposed, Diagnostic> {
    let lines = |axis| shape.cuts.iter().filter(|cut| cut.axis == axis).count() + 1;
    let (across, down) = (lines(Axis::Upright), lines(Axis::Level));
    let (columns, rows) = (shape.columns, shape.rows);
    let (own_columns, own_rows) = (columns / across, rows / down);
    let piece = own_columns * own_rows;
    let (folds, together) = (shape.folds.clone(), shape.together);
    let stacks = if shape.parts == Parts::Stacked { across * down } else { 1 };
    let sheets = job.pages.len().div_ceil(2).div_ceil(piece * stacks).max(1);
    let pieces = sheets * stacks;
    let hands = hands_of(shape, job.paper, sheets, job.edge);
    let sections = hands.sections.as_slice();
    let gathered = gather(job.pages.len(), 2 * piece * pieces, job.blanks);
    // Sections differ in size at most by their last; sheets that are folded one by
    // one unfold alike.
    let piles = |size: usize| if together { size } else { 1 };
    let mut opened: BTreeMap<usize, Vec<Vec<Face>>> = BTreeMap::new();
    for size in sections {
        let unfold = || unfold(own_columns, own_rows, &folds, piles(*size));
        opened.entry(piles(*size)).or_insert_with(unfold);
    }
    let deepest = sections.iter().map(|size| (size * piece).saturating_sub(1) / 2).max();
    let creep = Creep {
        each: job.creep,
        from: if job.creep_from_centre { deepest.unwrap_or(0) } else { 0 },
    };
    let is_folded = !hands.folds.is_empty();
    let mut cells = Vec::with_capacity(sheets);
    for sheet in 0..sheets {
        let mut front = Vec::with_capacity(columns * rows);
        let mut back = Vec::with_capacity(columns * rows);
        for (column, row) in (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)))
        {
            let part = (row / own_rows) * across + column / own_columns;
            let number = if hands.parts == Parts::Stacked { part * sheets + sheet } else { sheet };
            let local = (row % own_rows) * own_columns + column % own_columns;
            let Some(section) = Section::of(number, piece, sections) else { continue };
            let layer = if together { section.within } else { 0 };
            let faces = opened.get(&piles(section.size)).and_then(|faces| faces.get(local));
            let Some(face) = faces.and_then(|faces| faces.get(layer)).copied() else { continue };
            let (leaf, depth) = section.leaf(face.leaf, piece, together);
            let shift = if is_folded { creep.of(depth) } else { Length::ZERO };
            let [on_front, on_back] = both_faces(face, job.edge);
            let cell = |(is_recto, turn): (bool, Turn)| Cell {
                page: gathered.get(2 * leaf + usize::from(!is_recto)).copied().flatten(),
                turn,
                spine: spine(job.edge, is_recto),
                is_foot_bound: job.edge == Edge::Top && !is_recto,
                shift,
                at_fold: is_folded,
            };
            front.push(cell(on_front));
            back.push(cell(on_back));
        }
        cells.push((front, back));
    }
    let most = if is_folded { creep.most(deepest.unwrap_or(0)) } else { Length::ZERO };
    Ok(Imposed { creep: most, ..written(job, hands, cells) })
}

/// A leaflet or a zine.
fn single(job: &Job<'_>) -> Result<Imposed, Diagnostic> {
    let table = match job.scheme {
        Scheme::Leaflet(kind) => {
            if !(2..=16).contains(&leaflet::panels(*kind)) {
                return Err(Diagnostic::error(code::NO_SCHEME, "a leaflet has 2 to 16 panels"));
            }
            leaflet::leaflet(*kind, job.paper)
        }
        _ => leaflet::zine(job.paper),
    };
    let most = table.front.len() + table.back.len();
    if job.pages.len() > most {
        let message = format!("{} pages do not go on one sheet: it holds {most}", job.pages.len());
        return Err(Diagnostic::error(code::TOO_MANY_PAGES, message)
            .hint("choose a fold with more panels, or make a booklet"));
    }
    let gathered = gather(job.pages.len(), most, job.blanks);
    let is_zine = matches!(job.scheme, Scheme::Zine);
    let cell = |(page, turn): &(PageNo, Turn)| Cell {
        page: page.checked_sub(1).and_then(|at| gathered.get(at)).copied().flatten(),
        turn: *turn,
        spine: is_zine.then(|| if page % 2 == 1 { Edge::Left } else { Edge::Right }),
        is_foot_bound: false,
        shift: Length::ZERO,
        at_fold: true,
    };
    // Tables of backs are as the back is seen, from left to right.
    let front = table.front.iter().map(cell).collect();
    let back = table.back.iter().rev().map(cell).collect();
    Ok(written(job, table.hands, vec![(front, back)]))
}

/// How far each leaf is moved towards the spine.
struct Creep {
    each: Length,
    from: usize,
}

impl Creep {
    fn of(&self, depth: usize) -> Length {
        let steps = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.each * steps(depth) - self.each * steps(self.from)
    }

    fn most(&self, deepest: usize) -> Length {
        self.of(deepest).abs().max(self.of(0).abs())
    }
}

/// How many pieces each section nests.
fn sections(nest: &Nest, pieces: usize) -> Vec<usize> {
    let size = match nest {
        Nest::All => pieces,
        Nest::Pieces(size) => *size,
        // The last section as full as can be; of equals the thickest.
        Nest::Between(least, most) => {
            let missing = |size: usize| pieces.next_multiple_of(size) - pieces;
            (*least..=*most).rev().min_by_key(|size| missing(*size)).unwrap_or(*most)
        }
    };
    let size = size.max(1);
    let full = pieces / size;
    let rest = pieces % size;
    std::iter::repeat_n(size, full).chain((rest > 0).then_some(rest)).collect()
}

/// Where a sheet, or a piece of one, comes to lie.
#[derive(Clone, Copy)]
struct Section {
    /// The first leaf of its section.
    first: usize,
    /// How many pieces its section has.
    size: usize,
    /// Which of them it is.
    within: usize,
}

impl Section {
    fn of(number: usize, piece: usize, sections: &[usize]) -> Option<Self> {
        let (mut first, mut within) = (0, number);
        for size in sections {
            if within < *size {
                return Some(Self { first, size: *size, within });
            }
            within -= size;
            first += size * piece;
        }
        None
    }

    /// Which leaf of the whole work a leaf of the folded piece is, or of the folded
    /// pile, and how deep it lies in its section, from the outside.
    fn leaf(self, leaf: usize, piece: usize, together: bool) -> (usize, usize) {
        let all = self.size * piece;
        let half = piece / 2;
        let place = if together || self.size == 1 {
            leaf
        } else if leaf < half {
            self.within * half + leaf
        } else {
            all - self.within * half - (piece - leaf)
        };
        (self.first + place, place.min(all.saturating_sub(place + 1)))
    }
}

/// What a cell shows on the front, and, turned like a page, behind it: whether
/// it is a recto, and how it lies.
fn both_faces(face: Face, edge: Edge) -> [(bool, Turn); 2] {
    // Overleaf of a work bound at the top, pages stand the other way up.
    let verso = |turn: Turn| if edge == Edge::Top { turn + Turn::Half } else { turn };
    let (front, behind) = (face.turn, face.turn.back());
    if face.is_recto {
        [(true, front), (false, verso(behind))]
    } else {
        [(false, verso(front)), (true, behind)]
    }
}

fn spine(edge: Edge, is_recto: bool) -> Option<Edge> {
    match (edge, is_recto) {
        (Edge::Left, true) | (Edge::Right, false) => Some(Edge::Left),
        (Edge::Left, false) | (Edge::Right, true) => Some(Edge::Right),
        (Edge::Top, true) => Some(Edge::Top),
        (Edge::Top, false) => None,
    }
}

/// A length in equal parts, to the last unit.
fn shared(length: Length, parts: usize) -> Vec<Length> {
    let count = i64::try_from(parts).unwrap_or(1).max(1);
    let part = |at: i64| length * (at + 1) / count - length * at / count;
    (0..count).map(part).collect()
}

/// The sheets of these cells.
fn written(job: &Job<'_>, hands: Hands, cells: Vec<(Vec<Cell>, Vec<Cell>)>) -> Imposed {
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
