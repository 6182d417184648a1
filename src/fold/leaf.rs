//! A leaf of paper with its two printed faces, as it is turned over in hand.

use super::{Paper, Spine, Window};
use crate::geometry::{Rect, Turn};
use crate::sheet::Axis;

/// A cell of a printed sheet, wherever it has come to lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Leaf {
    /// The sheet it is part of.
    pub sheet: usize,
    /// Where it was on the sheet, as the front is seen.
    pub part: Rect,
    /// Whether the sheet's front is up.
    pub front_up: bool,
    /// How it has been turned, as one looks at the side that is up.
    pub turn: Turn,
}

impl Leaf {
    /// Turned over like a page (about an upright axis) or head over foot.
    pub(super) fn flipped(self, axis: Axis) -> Self {
        // Seen from behind, a turn to the right is one to the left.
        let turn = match axis {
            Axis::Upright => self.turn.back(),
            Axis::Level => self.turn.back() + Turn::Half,
        };
        Self { front_up: !self.front_up, turn, ..self }
    }

    /// What is seen of it from above.
    pub(super) fn up(self, paper: Paper, spine: Option<Spine>) -> Window {
        if self.front_up {
            let (part, turn) = (self.part, self.turn);
            return Window { sheet: self.sheet, back: false, part, turn, spine };
        }
        let (part, turn) = paper.behind(self.part);
        Window { sheet: self.sheet, back: true, part, turn: turn + self.turn, spine }
    }
}
