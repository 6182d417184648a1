//! What hands do with printed sheets until they are a booklet: cut, fold, nest,
//! gather, bind.
//!
//! Pure data. `impose` writes it beside the sheets, `fold` carries it out, and
//! whoever folds can read it.

use crate::geometry::{Length, Size};

/// From a pile of printed sheets, fronts up and the first on top, to what a
/// reader holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hands {
    /// The widths of the cells, from left to right as the front is seen.
    pub columns: Vec<Length>,
    /// Their heights, from top to bottom.
    pub rows: Vec<Length>,
    /// The lines at which the whole pile is cut first.
    pub cuts: Vec<Cut>,
    /// What becomes of the parts that were cut.
    pub parts: Parts,
    /// Whether a sheet is folded with its back up.
    pub back_up: bool,
    /// How each piece is folded, one fold after another.
    pub folds: Vec<Fold>,
    /// How many folded pieces are nested in each section, from the first
    /// section to the last; together they are all the pieces of a copy.
    pub sections: Vec<usize>,
    /// Whether the sheets of a section are folded together, as one pile; else each
    /// is folded by itself and laid into the one before it.
    pub together: bool,
    /// How it is held together.
    pub finish: Finish,
}

/// The direction of a line on a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Axis {
    /// From head to foot.
    Upright,
    /// From side to side.
    Level,
}

/// A cut through the pile, between two columns or two rows of cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// Its direction.
    pub axis: Axis,
    /// How many columns lie to its left, or rows above it.
    pub at: usize,
}

/// What becomes of the parts of a pile that was cut, from left to right and
/// then down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parts {
    /// They are put on one another, the first on top.
    Stacked,
    /// Each is a copy by itself.
    Copies,
}

/// A fold of a piece as it lies at that moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// The direction of the crease.
    pub axis: Axis,
    /// How many columns of cells lie to its left, or rows above it.
    pub at: usize,
    /// Which part moves.
    pub moves: Moves,
    /// Where it comes to lie.
    pub way: Way,
}

/// The part of a piece that moves when it is folded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moves {
    /// What lies to the left of the crease, or above it.
    Before,
    /// What lies to its right, or below it.
    After,
}

/// Where the moving part comes to lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// On top of the other, towards the eyes.
    Over,
    /// Under it.
    Under,
}

/// How a work is held together and read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finish {
    /// Leaves that are turned at an edge.
    Bound(Edge),
    /// One sheet that is folded and opens out.
    Leaflet,
    /// One sheet with a slit in its middle, pushed together into four leaves.
    Zine,
}

/// The edge of its pages at which a work is bound.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Edge {
    /// For scripts that run to the right.
    Left,
    /// For scripts that run to the left.
    Right,
    /// As calendars and pads are.
    Top,
}

impl Hands {
    /// How many leaves a sheet comes to: one a cell.
    pub fn leaves(&self) -> usize {
        self.columns.len() * self.rows.len()
    }

    /// The paper that the cells cover.
    pub fn paper(&self) -> Size {
        Size::new(self.columns.iter().copied().sum(), self.rows.iter().copied().sum())
    }
}
