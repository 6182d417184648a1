//! The ways in which sheets become pages: how a sheet is divided, cut, folded
//! and nested.

use super::leaflet::Leaflet;
use crate::diag::{Diagnostic, code};
use crate::geometry::{Size, Turn};
use crate::sheet::{Axis, Cut, Edge, Fold, Moves, Parts, Way};

/// A way to make a work out of sheets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// Sheets folded once, one in the other, stapled in the fold. `copies` side
    /// by side on a sheet: 1, 2 or 4.
    Saddle {
        /// How many copies a sheet makes.
        copies: usize,
    },
    /// Sheets cut apart, the stacks put on one another, and all of it folded once
    /// and stapled: a small booklet of few sheets. 2 or 4 stacks.
    CutStackFold {
        /// How many stacks a sheet is cut into.
        stacks: usize,
    },
    /// Folded sheets nested in sections that are sewn or glued.
    Sections(SectionSize),
    /// Folded sheets, one behind the other, their backs milled and glued.
    Perfect,
    /// Leaves that are cut apart, their stacks put on one another.
    CutAndStack {
        /// Columns of pages on a sheet; 1 to 16.
        columns: usize,
        /// Rows of them; 1 to 16.
        rows: usize,
    },
    /// The same leaf, or leaves, in every cell of a sheet: cards and tickets.
    Repeat {
        /// Columns of cards on a sheet; 1 to 16.
        columns: usize,
        /// Rows of them; 1 to 16.
        rows: usize,
    },
    /// A sheet halved by one fold after another, as in quartos and octavos.
    Folded {
        /// The creases, in their order: each halves what there is.
        creases: Vec<Axis>,
        /// How many folded sheets are nested in a section; 1 or more.
        nested: usize,
        /// Whether these are folded as one pile; else one by one, and nested.
        together: bool,
    },
    /// A single sheet with a slit: eight pages, printed on one side.
    Zine,
    /// A single sheet folded into panels.
    Leaflet(Leaflet),
}

impl Scheme {
    /// Paper as it is to be printed for pages of this size: long side across or
    /// upright, whichever leaves more room for them.
    pub fn paper(&self, paper: Size, page: Size, edge: Edge) -> Size {
        let (columns, rows) = match (self, shape(self, edge)) {
            (Self::Zine, _) => (4, 2),
            (Self::Leaflet(kind), _) => (super::leaflet::panels(*kind), 1),
            (_, Ok(Some(shape))) => (shape.columns, shape.rows),
            _ => (2, 1),
        };
        let count = |cells: usize| i64::try_from(cells).unwrap_or(i64::MAX);
        let fits = |paper: Size| {
            let cell = Size::new(paper.width / count(columns), paper.height / count(rows));
            cell.width.ratio(page.width).min(cell.height.ratio(page.height))
        };
        let landscape = paper.landscape();
        let portrait = landscape.turned(Turn::Quarter);
        if fits(portrait) > fits(landscape) { portrait } else { landscape }
    }
}

/// How many pages a section has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SectionSize {
    /// So many, the last section fewer.
    Pages(usize),
    /// Between these, so that the last section is as full as can be.
    Between(usize, usize),
}

/// How a sheet is divided and handled by a scheme.
pub(super) struct Shape {
    pub columns: usize,
    pub rows: usize,
    pub cuts: Vec<Cut>,
    pub parts: Parts,
    pub folds: Vec<Fold>,
    pub nest: Nest,
    pub together: bool,
}

/// How many folded pieces go into a section.
pub(super) enum Nest {
    All,
    Pieces(usize),
    Between(usize, usize),
}

/// More columns or rows are a slip of the keyboard.
const MOST_CELLS: usize = 16;
/// Paper does not fold more often.
const MOST_FOLDS: usize = 6;

/// The shape of a scheme that is bound at an edge; none for single sheets.
///
/// # Errors
/// `E0513` for numbers that no sheet can have.
pub(super) fn shape(scheme: &Scheme, edge: Edge) -> Result<Option<Shape>, Diagnostic> {
    let once = |nest| Shape {
        columns: if edge == Edge::Top { 1 } else { 2 },
        rows: if edge == Edge::Top { 2 } else { 1 },
        cuts: Vec::new(),
        parts: Parts::Stacked,
        folds: vec![halving(spine_axis(edge), 1, edge)],
        nest,
        together: false,
    };
    Ok(Some(match scheme {
        Scheme::Saddle { copies } => copied(once(Nest::All), *copies, edge)?,
        Scheme::CutStackFold { stacks } => {
            Shape { parts: Parts::Stacked, ..copied(once(Nest::All), *stacks, edge)? }
        }
        Scheme::Sections(SectionSize::Pages(pages)) => once(Nest::Pieces((pages / 4).max(1))),
        Scheme::Sections(SectionSize::Between(least, most)) => {
            let (least, most) = (least.div_ceil(4).max(1), most / 4);
            if most < least {
                return Err(senseless("no number of whole sheets makes such a section"));
            }
            once(Nest::Between(least, most))
        }
        Scheme::Perfect => once(Nest::Pieces(1)),
        Scheme::CutAndStack { columns, rows } => cells(*columns, *rows, Parts::Stacked)?,
        Scheme::Repeat { columns, rows } => cells(*columns, *rows, Parts::Copies)?,
        Scheme::Folded { creases, nested, together } => {
            Shape { together: *together, ..folded(creases, *nested, edge)? }
        }
        Scheme::Zine | Scheme::Leaflet(_) => return Ok(None),
    }))
}

fn senseless(what: &str) -> Diagnostic {
    Diagnostic::error(code::NO_SCHEME, what)
}

fn spine_axis(edge: Edge) -> Axis {
    if edge == Edge::Top { Axis::Level } else { Axis::Upright }
}

/// A fold in the middle, after which the part at the spine's far side lies on
/// top: what moves goes under.
fn halving(axis: Axis, at: usize, edge: Edge) -> Fold {
    let moves = match (axis, edge) {
        (Axis::Upright, Edge::Right) => Moves::After,
        _ => Moves::Before,
    };
    Fold { axis, at, moves, way: Way::Under }
}

fn copied(mut shape: Shape, copies: usize, edge: Edge) -> Result<Shape, Diagnostic> {
    let (columns, rows) = match (copies, edge) {
        (1, _) => return Ok(shape),
        (2, Edge::Top) => (2, 1),
        (2, _) => (1, 2),
        (4, _) => (2, 2),
        _ => return Err(senseless("a sheet makes 1, 2 or 4 copies or stacks")),
    };
    if columns == 2 {
        shape.cuts.push(Cut { axis: Axis::Upright, at: shape.columns });
    }
    if rows == 2 {
        shape.cuts.push(Cut { axis: Axis::Level, at: shape.rows });
    }
    shape.columns *= columns;
    shape.rows *= rows;
    shape.parts = Parts::Copies;
    Ok(shape)
}

fn cells(columns: usize, rows: usize, parts: Parts) -> Result<Shape, Diagnostic> {
    if !(1..=MOST_CELLS).contains(&columns) || !(1..=MOST_CELLS).contains(&rows) {
        return Err(senseless("a sheet has 1 to 16 columns and 1 to 16 rows of pages"));
    }
    let upright = (1..columns).map(|at| Cut { axis: Axis::Upright, at });
    let level = (1..rows).map(|at| Cut { axis: Axis::Level, at });
    let cuts = upright.chain(level).collect();
    Ok(Shape {
        columns,
        rows,
        cuts,
        parts,
        folds: Vec::new(),
        nest: Nest::Pieces(1),
        together: false,
    })
}

fn folded(creases: &[Axis], nested: usize, edge: Edge) -> Result<Shape, Diagnostic> {
    if creases.is_empty() || creases.len() > MOST_FOLDS || nested == 0 {
        return Err(senseless("a sheet is folded 1 to 6 times, and 1 or more go into a section"));
    }
    if creases.last() != Some(&spine_axis(edge)) {
        return Err(senseless("the last fold is the spine: it runs along the bound edge"));
    }
    let count = |axis| 1 << creases.iter().filter(|crease| **crease == axis).count();
    let (columns, rows): (usize, usize) = (count(Axis::Upright), count(Axis::Level));
    let (mut across, mut down) = (columns, rows);
    let folds = creases.iter().map(|axis| {
        let lines = match axis {
            Axis::Upright => &mut across,
            Axis::Level => &mut down,
        };
        *lines /= 2;
        halving(*axis, *lines, edge)
    });
    let folds = folds.collect();
    let nest = Nest::Pieces(nested);
    Ok(Shape {
        columns,
        rows,
        cuts: Vec::new(),
        parts: Parts::Stacked,
        folds,
        nest,
        together: false,
    })
}
