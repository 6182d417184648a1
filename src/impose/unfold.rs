//! Which leaf of a folded piece each of its cells is: the folded pile is opened
//! again, fold by fold, the last one first.

use crate::geometry::Turn;
use crate::sheet::{Axis, Fold, Moves, Way};

/// What a cell of the flat piece shows on its front.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Face {
    /// The leaf, counted from 0 at the top of the folded pile.
    pub leaf: usize,
    /// Whether the front shows the leaf's recto; else its verso.
    pub is_recto: bool,
    /// How the leaf lies on the front: `None` as when it is read.
    pub turn: Turn,
}

/// The cells of so many flat sheets on each other, of so many columns and rows, row
/// by row, each with the leaves that it becomes, from the first sheet to the last.
pub(super) fn unfold(columns: usize, rows: usize, folds: &[Fold], sheets: usize) -> Vec<Vec<Face>> {
    // The grid before each fold.
    let mut grids = vec![(columns, rows)];
    for fold in folds {
        let (columns, rows) = grids.last().copied().unwrap_or((1, 1));
        grids.push(match fold.axis {
            Axis::Upright => (fold.at.max(columns - fold.at), rows),
            Axis::Level => (columns, fold.at.max(rows - fold.at)),
        });
    }
    let leaves =
        (0..columns * rows * sheets).map(|leaf| Face { leaf, is_recto: true, turn: Turn::None });
    let mut piles: Vec<Vec<Face>> = vec![leaves.collect()];
    for (fold, (columns, rows)) in folds.iter().zip(&grids).rev() {
        piles = opened(&piles, *fold, *columns, *rows);
    }
    piles
}

/// One fold opened: every pile is parted, and what had moved goes back.
fn opened(piles: &[Vec<Face>], fold: Fold, columns: usize, rows: usize) -> Vec<Vec<Face>> {
    let folded_columns = match fold.axis {
        Axis::Upright => fold.at.max(columns - fold.at),
        Axis::Level => columns,
    };
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    cells
        .map(|(column, row)| {
            let (along, count) = match fold.axis {
                Axis::Upright => (column, columns),
                Axis::Level => (row, rows),
            };
            // How many cells there are between this one and the crease.
            let is_before = along < fold.at;
            let far = if is_before { fold.at - 1 - along } else { along - fold.at };
            let has_moved = is_before == (fold.moves == Moves::Before);
            let twin = if is_before { far < count - fold.at } else { far < fold.at };
            let long = fold.at.max(count - fold.at);
            let place = if fold.moves == Moves::Before { far } else { long - 1 - far };
            let (x, y) = match fold.axis {
                Axis::Upright => (place, row),
                Axis::Level => (column, place),
            };
            let Some(pile) = piles.get(y * folded_columns + x) else { return Vec::new() };
            if !twin {
                return if has_moved { turned_over(pile, fold.axis) } else { pile.clone() };
            }
            // All piles of halved paper are parted in their middle.
            let (top, bottom) = pile.split_at(pile.len() / 2);
            let moved_lies_on_top = fold.way == Way::Over;
            let mine = if has_moved == moved_lies_on_top { top } else { bottom };
            if has_moved { turned_over(mine, fold.axis) } else { mine.to_vec() }
        })
        .collect()
}

fn turned_over(pile: &[Face], axis: Axis) -> Vec<Face> {
    let half = if axis == Axis::Level { Turn::Half } else { Turn::None };
    let over =
        |face: &Face| Face { is_recto: !face.is_recto, turn: face.turn.back() + half, ..*face };
    pile.iter().rev().map(over).collect()
}
