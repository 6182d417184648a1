//! Paper: prints, folds and nests sheets and reads them as a reader would.
//!
//! Shares no code with `impose`, so that it can prove it wrong. It knows how a
//! duplex printer turns paper over and how a hand folds it, and nothing about
//! page order.

use crate::geometry::{Length, Rect, Size, Turn};
use crate::sheet::{Binding, Flip, PageNo, Plan, Side};

/// What a reader of the folded booklet has before the eyes as one page: a
/// part of one printed side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The sheet, counted from 0, outermost first.
    pub sheet: usize,
    /// Whether it is the side printed second.
    pub back: bool,
    /// The part of the side, as the printer printed it.
    pub part: Rect,
    /// How the printed picture is turned before the reader's eyes.
    pub turn: Turn,
}

/// A page as it is read from the folded booklet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The page, or nothing for a blank.
    pub page: Option<PageNo>,
    /// How it stands before the reader: upright if all went well.
    pub turn: Turn,
    /// The distance from the fold to the page's near edge.
    pub from_fold: Length,
    /// The distance from the head of the paper to the page's upper edge.
    pub from_head: Length,
}

/// Prints so many sheets on both sides, folds the pile in its middle, and
/// tells what each page of the booklet shows, in reading order.
pub fn saddle(sheets: usize, paper: Size, flip: Flip, binding: Binding) -> Vec<Window> {
    let fold = paper.width / 2;
    let left = Rect::new(Length::ZERO, Length::ZERO, fold, paper.height);
    let right = Rect::new(fold, Length::ZERO, fold, paper.height);
    // Folded away from the reader's eyes, the half with the spine on the
    // reader's binding side stays on top.
    let (top, bottom) = match binding {
        Binding::Left => (right, left),
        Binding::Right => (left, right),
    };
    let front = |sheet, part| Window { sheet, back: false, part, turn: Turn::None };
    let behind = |sheet, part| {
        let (part, turn) = printed_behind(part, paper, flip);
        Window { sheet, back: true, part, turn }
    };
    let down = (0..sheets).flat_map(|s| [front(s, top), behind(s, top)]);
    let up = (0..sheets).rev().flat_map(|s| [behind(s, bottom), front(s, bottom)]);
    down.chain(up).collect()
}

/// Reads a planned booklet page by page.
pub fn read(plan: &Plan, binding: Binding) -> Vec<Seen> {
    let windows = saddle(plan.sheets.len(), plan.paper, plan.flip, binding);
    windows.iter().filter_map(|window| see(plan, window)).collect()
}

/// The part of the back's print that lies behind `part` of the front, and how
/// its picture stands when the leaf is turned like the page of a book.
fn printed_behind(part: Rect, paper: Size, flip: Flip) -> (Rect, Turn) {
    // Turned like a page, left and right change places and the head stays up.
    let mirrored =
        Rect::new(paper.width - part.right(), part.top(), part.size.width, part.size.height);
    let short_edge_is_upright = paper.height <= paper.width;
    let hinge_is_upright = (flip == Flip::ShortEdge) == short_edge_is_upright;
    if hinge_is_upright {
        (mirrored, Turn::None)
    } else {
        // The printer turned the paper head over foot.
        (mirrored.half_turned(paper), Turn::Half)
    }
}

fn see(plan: &Plan, window: &Window) -> Option<Seen> {
    let sheet = plan.sheets.get(window.sheet)?;
    let side: &Side = if window.back { &sheet.back } else { &sheet.front };
    let slot = side.slots.iter().find(|slot| window.part.contains(slot.placement.cell))?;
    let (part, page) = match window.turn {
        Turn::Half => {
            (window.part.half_turned(plan.paper), slot.placement.page.half_turned(plan.paper))
        }
        _ => (window.part, slot.placement.page),
    };
    let at_left_of_fold = part.left() == Length::ZERO;
    let from_fold =
        if at_left_of_fold { part.right() - page.right() } else { page.left() - part.left() };
    Some(Seen {
        page: slot.page,
        turn: slot.placement.turn + window.turn,
        from_fold,
        from_head: page.top() - part.top(),
    })
}
