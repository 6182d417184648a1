//! Where a page lies in its cell of the sheet.

use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Point, Rect, Size};
use crate::sheet::Edge;

/// How a page lies in its cell of the sheet.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Lay {
    /// Never cut: the page runs on to the real edges of its cell, and what the
    /// cell is larger than the page is shared out as the margins are.
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

/// What becomes of pages that are not as large as their cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sizes {
    /// All are printed to the same scale: as they are if the largest fits,
    /// else so that it does.
    #[default]
    Alike,
    /// Each is made as large as its cell.
    Fit,
    /// Those that are larger than their cells are made smaller.
    Shrink,
    /// All stay as they are; what is larger than its cell is cut off.
    Centre,
    /// Pages of another size than the first, or larger than their cells, are
    /// an error.
    Refuse,
}

/// Whether pages keep their size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scale {
    /// Printed as large as they are.
    Actual,
    /// Made smaller by this factor, below 1, to fit its cell.
    Shrunk(f64),
}

/// The size that holds every page.
pub(super) fn largest(pages: &[Size]) -> Size {
    let width = pages.iter().map(|page| page.width).max().unwrap_or_default();
    let height = pages.iter().map(|page| page.height).max().unwrap_or_default();
    Size::new(width, height)
}

/// Refuses pages of different sizes.
///
/// # Errors
/// `E0517` with the first page that is larger or smaller than the first.
pub(super) fn all_alike(pages: &[Size]) -> Result<(), Diagnostic> {
    let Some(first) = pages.first() else { return Ok(()) };
    // A fifth of a millimetre is a rounding of the file's maker.
    let near = |a: Length, b: Length| (a - b).abs() < Length::MM / 5;
    let is_other = |page: &Size| !near(page.width, first.width) || !near(page.height, first.height);
    let Some(at) = pages.iter().position(is_other) else { return Ok(()) };
    let of = |size: &Size| format!("{:.1} × {:.1} mm", size.width.to_mm(), size.height.to_mm());
    let message = format!("page {} has another size than page 1", at + 1);
    let other = pages.get(at).map(of).unwrap_or_default();
    Err(Diagnostic::error(code::SIZES_REFUSED, message)
        .label(format!("{other}, not {}", of(first))))
}

/// The size that a page of a cell is printed at, if the largest page of all
/// is printed at `common`.
pub(super) fn printed(page: Size, cell: Size, common: Scale, sizes: Sizes) -> Size {
    let by = match (sizes, common) {
        (Sizes::Alike | Sizes::Refuse, Scale::Actual) | (Sizes::Centre, _) => return page,
        (Sizes::Alike | Sizes::Refuse, Scale::Shrunk(by)) => by,
        (Sizes::Fit, _) => factor(page, cell),
        (Sizes::Shrink, _) => match scale(page, cell) {
            Scale::Actual => return page,
            Scale::Shrunk(by) => by,
        },
    };
    Size::new(page.width.scale(by), page.height.scale(by))
}

/// The factor that makes `page` fit into a cell.
pub(super) fn scale(page: Size, cell: Size) -> Scale {
    let factor = factor(page, cell);
    // A hair too large is a rounding of the file's maker: 0.2 mm at most.
    if factor < 0.999 { Scale::Shrunk(factor) } else { Scale::Actual }
}

fn factor(page: Size, cell: Size) -> f64 {
    cell.width.ratio(page.width).min(cell.height.ratio(page.height))
}

/// How a page is bound.
#[derive(Clone, Copy)]
pub(super) struct Bound {
    /// The edge at which it is, as the reader sees it.
    pub spine: Option<Edge>,
    /// Whether it is at its foot.
    pub at_foot: bool,
    /// The part of the spare width that goes to the spine; 0 to 1.
    pub inner: f64,
    /// How much nearer to the spine it lies than it would.
    pub shift: Length,
}

/// A page in its cell, as the reader sees the cell, upright. Gives the page's
/// area, and the area in which it may print.
pub(super) fn lie(page: Size, cell: Size, lay: Lay, bound: Bound) -> (Rect, Rect) {
    let spare = Size::new(cell.width - page.width, cell.height - page.height);
    let Bound { spine, at_foot: is_foot_bound, inner, shift } = bound;
    let top = match lay {
        Lay::Untrimmed { top, .. } => top,
        Lay::Trimmed { .. } => 0.5,
    };
    let near = |spare: Length| spare.scale(inner) - shift;
    let (x, y) = match spine {
        Some(Edge::Left) => (near(spare.width), spare.height.scale(top)),
        Some(Edge::Right) => (spare.width - near(spare.width), spare.height.scale(top)),
        Some(Edge::Top) => (spare.width / 2, near(spare.height)),
        None if is_foot_bound => (spare.width / 2, spare.height - near(spare.height)),
        None => (spare.width / 2, spare.height / 2),
    };
    let area = Rect { origin: Point { x, y }, size: page };
    let whole = cell.at_origin();
    let may_print = match lay {
        Lay::Untrimmed { .. } => whole,
        Lay::Trimmed { bleed } => area.grown(bleed).intersection(whole),
    };
    (area, may_print)
}
