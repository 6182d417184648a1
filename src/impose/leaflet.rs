//! Single sheets: leaflets and the eight-page zine. Their pages are few, so
//! they stand here as tables.

use crate::geometry::{Length, Size, Turn};
use crate::sheet::{Axis, Finish, Fold, Hands, Moves, PageNo, Parts, Way};

/// How a leaflet is folded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaflet {
    /// Once: four pages.
    Half,
    /// Three panels, one tucked in and two millimetres narrower: six pages.
    Letter,
    /// Three panels to and fro: six pages.
    Z,
    /// Four panels, the outer two folded inwards to meet: eight pages.
    Gate,
    /// Panels rolled up, each two millimetres narrower than the one around it;
    /// 3 to 8.
    Roll(usize),
    /// Panels to and fro; 3 to 16.
    Accordion(usize),
}

/// What stands in each cell of the two sides, row by row, as each side is seen
/// when it is turned like a page: the page and how it lies.
pub(super) struct Table {
    pub hands: Hands,
    pub front: Vec<(PageNo, Turn)>,
    pub back: Vec<(PageNo, Turn)>,
}

/// How much narrower a tucked panel is, so that it does not buckle.
const TUCK: Length = Length::mm_const(2);

/// The zine: 8 1 2 3 below, and 7 6 5 4 on their heads above them.
pub(super) fn zine(paper: Size) -> Table {
    let row = |pages: [PageNo; 4], turn| pages.into_iter().map(move |page| (page, turn));
    Table {
        hands: hands(vec![paper.width / 4; 4], vec![paper.height / 2; 2], Vec::new(), Finish::Zine),
        front: row([7, 6, 5, 4], Turn::Half).chain(row([8, 1, 2, 3], Turn::None)).collect(),
        back: Vec::new(),
    }
}

/// A leaflet: its front is the outside, with the cover at the right; its pages
/// are the cover, the inside from left to right, then what is left outside.
pub(super) fn leaflet(kind: Leaflet, paper: Size) -> Table {
    let panels = panels(kind);
    let (outside, inside): (Vec<PageNo>, Vec<PageNo>) = match kind {
        // Both flaps are the cover.
        Leaflet::Gate => (vec![2, 7, 8, 1], vec![3, 4, 5, 6]),
        _ => ((panels + 2..=2 * panels).chain([1]).collect(), (2..=panels + 1).collect()),
    };
    let fold = |at, moves| Fold { axis: Axis::Upright, at, moves, way: Way::Over };
    // The cover goes over all at last; every other crease is a mountain.
    let cover_moves = |at| if at == 1 { Moves::Before } else { Moves::After };
    let to_and_fro = |at: usize| Fold {
        way: if at % 2 == 1 { Way::Over } else { Way::Under },
        ..fold(at, cover_moves(at))
    };
    let folds = match kind {
        Leaflet::Half => vec![fold(1, Moves::Before)],
        Leaflet::Letter => vec![fold(2, Moves::After), fold(1, Moves::Before)],
        Leaflet::Z | Leaflet::Accordion(_) => (1..panels).rev().map(to_and_fro).collect(),
        Leaflet::Gate => vec![fold(3, Moves::After), fold(1, Moves::Before)],
        // From the right end inwards.
        Leaflet::Roll(_) => (1..panels).rev().map(|at| fold(at, cover_moves(at))).collect(),
    };
    let all = |pages: Vec<PageNo>| pages.into_iter().map(|page| (page, Turn::None)).collect();
    let mut hands = hands(widths(kind, panels, paper), vec![paper.height], folds, Finish::Leaflet);
    // It is folded with the inside up.
    hands.back_up = true;
    Table { hands, front: all(outside), back: all(inside) }
}

/// How many panels a side has.
pub(super) fn panels(kind: Leaflet) -> usize {
    match kind {
        Leaflet::Half => 2,
        Leaflet::Letter | Leaflet::Z => 3,
        Leaflet::Gate => 4,
        Leaflet::Roll(panels) | Leaflet::Accordion(panels) => panels,
    }
}

/// The widths of the panels, as the outside is seen: the tucked ones, at the
/// left, are narrower.
fn widths(kind: Leaflet, panels: usize, paper: Size) -> Vec<Length> {
    let tucked = match kind {
        Leaflet::Letter => 1,
        Leaflet::Roll(_) => panels.saturating_sub(2),
        _ => 0,
    };
    let share = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    // The i-th tucked panel is i tucks narrower than the widest.
    let spared = TUCK * (1..=tucked).map(share).sum::<i64>();
    let widest = (paper.width + spared) / share(panels);
    let mut widths: Vec<Length> =
        (0..panels).map(|at| widest - TUCK * share(tucked.saturating_sub(at))).collect();
    // What division left over.
    let rest = paper.width - widths.iter().copied().sum();
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

fn hands(columns: Vec<Length>, rows: Vec<Length>, folds: Vec<Fold>, finish: Finish) -> Hands {
    Hands {
        together: false,
        columns,
        rows,
        cuts: Vec::new(),
        parts: Parts::Stacked,
        back_up: false,
        folds,
        sections: vec![1],
        finish,
    }
}
