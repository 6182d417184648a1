//! A piece of paper that is cut and folded: a grid of piles of leaves.

use super::leaf::Leaf;
use crate::geometry::{Length, Rect};
use crate::sheet::{Axis, Fold, Hands, Moves, Way};

/// A sheet, or a part that was cut from it, as it lies.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    columns: usize,
    rows: usize,
    /// Row by row; in each, from top to bottom, what lies over one cell.
    piles: Vec<Vec<Leaf>>,
}

impl Piece {
    /// A printed sheet, flat, its front up.
    pub(super) fn flat(sheet: usize, hands: &Hands) -> Self {
        let starts = |lengths: &[Length]| {
            let mut at = Length::ZERO;
            let spans = lengths.iter().map(|length| {
                let start = at;
                at += *length;
                (start, *length)
            });
            spans.collect::<Vec<_>>()
        };
        let (columns, rows) = (starts(&hands.columns), starts(&hands.rows));
        let cells = rows.iter().flat_map(|row| columns.iter().map(move |column| (*column, *row)));
        let piles = cells.map(|((x, width), (y, height))| {
            let part = Rect::new(x, y, width, height);
            vec![Leaf { sheet, part, front_up: true, turn: crate::geometry::Turn::None }]
        });
        Self { columns: columns.len(), rows: rows.len(), piles: piles.collect() }
    }

    /// Sheets that lie on one another, the first on top.
    pub(super) fn pile_of(sheets: &[Self]) -> Option<Self> {
        let mut pile = sheets.first()?.clone();
        for sheet in sheets.iter().skip(1) {
            for (below, leaves) in pile.piles.iter_mut().zip(&sheet.piles) {
                below.extend(leaves);
            }
        }
        Some(pile)
    }

    fn pile(&self, column: usize, row: usize) -> Vec<Leaf> {
        if column >= self.columns {
            return Vec::new();
        }
        self.piles.get(row * self.columns + column).cloned().unwrap_or_default()
    }

    /// How many piles there are in a row.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The piles, row by row.
    pub(super) fn piles(&self) -> &[Vec<Leaf>] {
        &self.piles
    }

    /// Its only pile, if it is folded down to one cell.
    pub(super) fn only(&self) -> Option<&[Leaf]> {
        match self.piles.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Columns `from..to` and rows `top..bottom` of it.
    fn part(&self, (from, to): (usize, usize), (top, bottom): (usize, usize)) -> Self {
        let cells = (top..bottom).flat_map(|row| (from..to).map(move |column| (column, row)));
        let piles = cells.map(|(column, row)| self.pile(column, row)).collect();
        Self { columns: to - from, rows: bottom - top, piles }
    }

    /// Cut along these lines: the parts from left to right, then down.
    pub(super) fn cut(&self, columns: &[usize], rows: &[usize]) -> Vec<Self> {
        let spans = |lines: &[usize], end: usize| {
            let mut edges: Vec<usize> =
                lines.iter().copied().filter(|line| *line > 0 && *line < end).collect();
            edges.extend([0, end]);
            edges.sort_unstable();
            edges.dedup();
            edges.windows(2).filter_map(|w| Some((*w.first()?, *w.get(1)?))).collect::<Vec<_>>()
        };
        let (across, down) = (spans(columns, self.columns), spans(rows, self.rows));
        down.iter()
            .flat_map(|rows| across.iter().map(|columns| self.part(*columns, *rows)))
            .collect()
    }

    /// Turned over as a whole.
    pub(super) fn flipped(&self, axis: Axis) -> Self {
        let mut flipped = self.clone();
        for row in 0..self.rows {
            for column in 0..self.columns {
                let (from_column, from_row) = match axis {
                    Axis::Upright => (self.columns - 1 - column, row),
                    Axis::Level => (column, self.rows - 1 - row),
                };
                let mut pile = self.pile(from_column, from_row);
                turn_over(&mut pile, axis);
                if let Some(place) = flipped.piles.get_mut(row * self.columns + column) {
                    *place = pile;
                }
            }
        }
        flipped
    }

    /// Folded once. A crease that is not within the piece folds nothing.
    pub(super) fn folded(&self, fold: Fold) -> Self {
        let count = match fold.axis {
            Axis::Upright => self.columns,
            Axis::Level => self.rows,
        };
        if fold.at == 0 || fold.at >= count {
            return self.clone();
        }
        let (before, after) = (fold.at, count - fold.at);
        let long = before.max(after);
        // Where a cell lies that is so far from the crease, on either side of it.
        let place = |side: Moves, far: usize| match side {
            Moves::Before => fold.at.checked_sub(far + 1),
            Moves::After => Some(fold.at + far).filter(|at| *at < count),
        };
        let stays = match fold.moves {
            Moves::Before => Moves::After,
            Moves::After => Moves::Before,
        };
        let pile = |side: Moves, far: usize, other: usize| {
            let Some(at) = place(side, far) else { return Vec::new() };
            match fold.axis {
                Axis::Upright => self.pile(at, other),
                Axis::Level => self.pile(other, at),
            }
        };
        let (columns, rows) = match fold.axis {
            Axis::Upright => (long, self.rows),
            Axis::Level => (self.columns, long),
        };
        let mut piles = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let (along, other) = match fold.axis {
                    Axis::Upright => (column, row),
                    Axis::Level => (row, column),
                };
                // The part that stays keeps its side of the crease.
                let far = match stays {
                    Moves::After => along,
                    Moves::Before => long - 1 - along,
                };
                let (still, mut moved) = (pile(stays, far, other), pile(fold.moves, far, other));
                turn_over(&mut moved, fold.axis);
                let (top, bottom) = match fold.way {
                    Way::Over => (moved, still),
                    Way::Under => (still, moved),
                };
                piles.push([top, bottom].concat());
            }
        }
        Self { columns, rows, piles }
    }
}

/// A pile turned over: the last leaf comes to lie on top.
fn turn_over(pile: &mut [Leaf], axis: Axis) {
    pile.reverse();
    for leaf in pile {
        *leaf = leaf.flipped(axis);
    }
}
