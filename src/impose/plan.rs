//! The sheets of a job: which page stands in which cell, and how it lies there.

use std::collections::BTreeMap;

use super::leaflet;
use super::scheme::{Scheme, Shape, shape};
use super::section::{Section, sections};
use super::sides::{Cell, written};
use super::unfold::{Face, unfold};
use super::{Imposed, Job, gather};
use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Size, Turn};
use crate::sheet::{Axis, Edge, Finish, Hands, PageNo, Parts};

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
