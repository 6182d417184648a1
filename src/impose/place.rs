//! Where a page lies in its half of the sheet.

use crate::geometry::{Length, Point, Rect, Size, Turn};
use crate::sheet::{Mark, Placement};

/// How a page lies in its half of the sheet.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Lay {
    /// Never cut: the page runs on to the real edges of its half, and what the
    /// half is larger than the page is shared out as the margins are.
    Untrimmed {
        /// The part of the spare width that goes to the spine; 0 to 1.
        inner: f64,
        /// The part of the spare height that goes to the head; 0 to 1.
        top: f64,
    },
    /// Cut to size: the page meets the fold, with crop marks around it.
    Trimmed {
        /// How far pictures run over the cut.
        bleed: Length,
    },
}

/// Whether pages keep their size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scale {
    /// Printed as large as they are.
    Actual,
    /// Made smaller by this factor, below 1, to fit the half sheet.
    Shrunk(f64),
}

/// Which half of the sheet, as one looks at the side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Half {
    Left,
    Right,
}

/// The gap between the bleed and a crop mark.
const MARK_GAP: Length = Length::pt_const(1);
/// The length of a crop mark: short, since office printers leave the outer
/// 4 mm of the paper white.
const MARK_LENGTH: Length = Length::mm_const(3);

/// The size that holds every page.
pub(super) fn largest(pages: &[Size]) -> Size {
    let width = pages.iter().map(|page| page.width).max().unwrap_or_default();
    let height = pages.iter().map(|page| page.height).max().unwrap_or_default();
    Size::new(width, height)
}

/// The size at that scale.
pub(super) fn scaled(page: Size, scale: Scale) -> Size {
    match scale {
        Scale::Actual => page,
        Scale::Shrunk(by) => Size::new(page.width.scale(by), page.height.scale(by)),
    }
}

/// The factor that makes `page` fit into half of `paper`.
pub(super) fn scale(page: Size, paper: Size) -> Scale {
    let across = (paper.width / 2).ratio(page.width);
    let down = paper.height.ratio(page.height);
    let factor = across.min(down);
    // A hair too large is a rounding of the file's maker: 0.2 mm at most.
    if factor < 0.999 { Scale::Shrunk(factor) } else { Scale::Actual }
}

/// The placement of an upright page of that size in one half of the sheet.
pub(super) fn place(page: Size, paper: Size, lay: Lay, half: Half) -> Placement {
    let fold = paper.width / 2;
    let left = if half == Half::Left { Length::ZERO } else { fold };
    let half_sheet = Rect::new(left, Length::ZERO, fold, paper.height);
    let spare = Size::new(fold - page.width, paper.height - page.height);
    let (inner, top) = match lay {
        Lay::Untrimmed { inner, top } => (spare.width.scale(inner), spare.height.scale(top)),
        Lay::Trimmed { .. } => (Length::ZERO, spare.height / 2),
    };
    let x = match half {
        Half::Left => fold - inner - page.width,
        Half::Right => fold + inner,
    };
    let area = Rect { origin: Point { x, y: top }, size: page };
    let cell = match lay {
        Lay::Untrimmed { .. } => half_sheet,
        Lay::Trimmed { bleed } => area.grown(bleed).intersection(half_sheet),
    };
    Placement { cell, page: area, turn: Turn::None }
}

/// Crop marks at the outer corners of the two pages and fold marks at the
/// spine, and whether some of them had no room on the paper.
pub(super) fn marks(left: Rect, right: Rect, bleed: Length, paper: Size) -> (Vec<Mark>, bool) {
    let gap = bleed + MARK_GAP;
    let reach = gap + MARK_LENGTH;
    let fold = paper.width / 2;
    let mut marks = Vec::new();
    let mut upright = |x: Length| {
        for (near, far) in
            [(left.top() - gap, left.top() - reach), (left.bottom() + gap, left.bottom() + reach)]
        {
            marks.push(Mark { from: Point { x, y: near }, to: Point { x, y: far } });
        }
    };
    [left.left(), fold, right.right()].into_iter().for_each(&mut upright);
    let level = |y: Length| {
        [(left.left() - gap, left.left() - reach), (right.right() + gap, right.right() + reach)]
            .map(|(near, far)| Mark { from: Point { x: near, y }, to: Point { x: far, y } })
    };
    marks.extend(level(left.top()));
    marks.extend(level(left.bottom()));
    let whole = paper.at_origin();
    let fits = |m: &Mark| {
        [m.from, m.to].iter().all(|p| whole.contains(Rect { origin: *p, size: Size::default() }))
    };
    let all = marks.len();
    marks.retain(fits);
    let missing = marks.len() < all;
    (marks, missing)
}
