//! Paper: prints, cuts, folds and nests sheets and reads them as a reader would.
//!
//! Shares no code with `impose`, so that it can prove it wrong. It knows how a
//! duplex printer turns paper over and what hands do with it, and nothing about
//! page order.

mod film;
mod leaf;
mod piece;

pub use film::{Moment, Patch, Still, film};

use crate::geometry::{Length, Rect, Size, Turn};
use crate::sheet::{Axis, Edge, Finish, Flip, Hands, PageNo, Parts, Plan, Side};
use leaf::Leaf;
use piece::Piece;

/// What a reader of the finished work has before the eyes as one page: a part
/// of one printed side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The sheet, counted from 0 in the order of printing.
    pub sheet: usize,
    /// Whether it is the side printed second.
    pub back: bool,
    /// The part of the side, as the printer printed it.
    pub part: Rect,
    /// How the printed picture is turned before the reader's eyes.
    pub turn: Turn,
    /// The edge at which this page is bound, as the reader sees it; none where
    /// nothing is.
    pub spine: Option<Spine>,
}

/// The edge of a page, as it is read, that is bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spine {
    /// The left one.
    Left,
    /// The right one.
    Right,
    /// The upper one.
    Head,
    /// The lower one: overleaf of a work that is bound at the top.
    Foot,
}

/// A page as it is read from the finished work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The page, or nothing for a blank.
    pub page: Option<PageNo>,
    /// How it stands before the reader: upright if all went well.
    pub turn: Turn,
    /// The distance from the spine to the page's near edge; from the left edge
    /// where nothing is bound.
    pub from_fold: Length,
    /// The distance from the head of the paper to the page's upper edge.
    pub from_head: Length,
}

/// Printed paper and how the printer turns it over.
#[derive(Clone, Copy, Debug)]
struct Paper {
    size: Size,
    flip: Flip,
}

/// Prints so many sheets on both sides, does with them what hands do, and tells
/// what each copy shows, page by page in the order of reading.
pub fn windows(hands: &Hands, sheets: usize, flip: Flip) -> Vec<Vec<Window>> {
    let paper = Paper { size: hands.paper(), flip };
    let lines = |axis| {
        let cuts = hands.cuts.iter().filter(move |cut| cut.axis == axis);
        cuts.map(|cut| cut.at).collect::<Vec<_>>()
    };
    let (columns, rows) = (lines(Axis::Upright), lines(Axis::Level));
    // The parts of each sheet; the parts of all sheets at one place are a stack.
    let cut: Vec<Vec<Piece>> =
        (0..sheets).map(|sheet| Piece::flat(sheet, hands).cut(&columns, &rows)).collect();
    let places = cut.first().map_or(0, Vec::len);
    let stacks = (0..places).map(|place| {
        cut.iter().filter_map(|parts| parts.get(place).cloned()).collect::<Vec<Piece>>()
    });
    let copies: Vec<Vec<Piece>> = match hands.parts {
        Parts::Copies => stacks.collect(),
        Parts::Stacked => vec![stacks.flatten().collect()],
    };
    copies.iter().map(|pieces| finished(pieces, hands, paper)).collect()
}

/// Reads a planned work page by page: all its copies.
pub fn read(plan: &Plan) -> Vec<Vec<Seen>> {
    let copies = windows(&plan.hands, plan.sheets.len(), plan.flip);
    copies
        .iter()
        .map(|windows| windows.iter().filter_map(|window| see(plan, window)).collect())
        .collect()
}

fn finished(pieces: &[Piece], hands: &Hands, paper: Paper) -> Vec<Window> {
    match hands.finish {
        Finish::Bound(edge) => bound(pieces, hands, edge, paper),
        Finish::Leaflet => pieces.iter().flat_map(|piece| leaflet(piece, hands, paper)).collect(),
        Finish::Zine => pieces.iter().flat_map(|piece| zine(piece, paper)).collect(),
    }
}

/// Every piece folded, each one before it.
fn stages(piece: &Piece, hands: &Hands) -> Vec<Piece> {
    let first = if hands.back_up { piece.flipped(Axis::Upright) } else { piece.clone() };
    let mut stages = vec![first];
    for fold in &hands.folds {
        let next = stages.last().map(|piece| piece.folded(*fold));
        stages.extend(next);
    }
    stages
}

/// Folds, nests, gathers, and turns the leaves at an edge.
fn bound(pieces: &[Piece], hands: &Hands, edge: Edge, paper: Paper) -> Vec<Window> {
    let mut rest = pieces;
    let mut leaves: Vec<Leaf> = Vec::new();
    for size in &hands.sections {
        let (section, others) = rest.split_at((*size).min(rest.len()));
        rest = others;
        // The first piece outside, each next one laid into its middle.
        let mut nested: Vec<Leaf> = Vec::new();
        let pile = if hands.together { Piece::pile_of(section) } else { None };
        for piece in pile.as_ref().map_or(section, std::slice::from_ref) {
            let stages = stages(piece, hands);
            let Some(pile) = stages.last().and_then(Piece::only) else { continue };
            let middle = nested.len() / 2;
            nested.splice(middle..middle, pile.iter().copied());
        }
        leaves.extend(nested);
    }
    // Overleaf the spine is on the other side, or at the foot.
    let (axis, here, overleaf) = match edge {
        Edge::Left => (Axis::Upright, Spine::Left, Spine::Right),
        Edge::Right => (Axis::Upright, Spine::Right, Spine::Left),
        Edge::Top => (Axis::Level, Spine::Head, Spine::Foot),
    };
    let read =
        |leaf: &Leaf| [leaf.up(paper, Some(here)), leaf.flipped(axis).up(paper, Some(overleaf))];
    leaves.iter().flat_map(read).collect()
}

/// What a leaflet shows: folded; opened out, from left to right; and what is
/// still unseen once it is turned over.
fn leaflet(piece: &Piece, hands: &Hands, paper: Paper) -> Vec<Window> {
    let stages = stages(piece, hands);
    let (Some(open), Some(folded)) = (stages.first(), stages.last()) else { return Vec::new() };
    let tops = |piece: &Piece| {
        let tops = piece.piles().iter().filter_map(|pile| pile.first());
        tops.map(|leaf| leaf.up(paper, None)).collect::<Vec<_>>()
    };
    let mut seen: Vec<Window> = Vec::new();
    for window in [tops(folded), tops(open), tops(&open.flipped(Axis::Upright))].concat() {
        let known = |other: &Window| {
            (other.sheet, other.back, other.part) == (window.sheet, window.back, window.part)
        };
        if !seen.iter().any(known) {
            seen.push(window);
        }
    }
    seen
}

/// A sheet of two rows of four, folded lengthwise with its print outside, slit
/// open between its middle cells, and pushed together from both ends: the slit
/// opens, and the print runs round it in a ring. The ring is read from the
/// second cell of the lower row; the upper row has come to stand on its head.
fn zine(piece: &Piece, paper: Paper) -> Vec<Window> {
    let piles = piece.piles();
    let (upper, lower) = piles.split_at(piles.len() / 2);
    let mut ring: Vec<(Leaf, Turn)> = Vec::new();
    let tops = |row: &[Vec<Leaf>]| row.iter().filter_map(|pile| pile.first().copied()).collect();
    let (upper, lower): (Vec<Leaf>, Vec<Leaf>) = (tops(upper), tops(lower));
    ring.extend(lower.into_iter().map(|leaf| (leaf, Turn::None)));
    ring.extend(upper.into_iter().rev().map(|leaf| (leaf, Turn::Half)));
    if !ring.is_empty() {
        ring.rotate_left(1);
    }
    let spines = [Some(Spine::Left), Some(Spine::Right)].into_iter().cycle();
    let read = |((leaf, turn), spine): ((Leaf, Turn), Option<Spine>)| {
        Leaf { turn: leaf.turn + turn, ..leaf }.up(paper, spine)
    };
    ring.into_iter().zip(spines).map(read).collect()
}

impl Paper {
    /// The part of the back's print that lies behind `part` of the front, and
    /// how its picture stands when the leaf is turned like the page of a book.
    fn behind(self, part: Rect) -> (Rect, Turn) {
        let size = self.size;
        // Turned like a page, left and right change places and the head stays up.
        let mirrored =
            Rect::new(size.width - part.right(), part.top(), part.size.width, part.size.height);
        let short_edge_is_upright = size.height <= size.width;
        let hinge_is_upright = (self.flip == Flip::ShortEdge) == short_edge_is_upright;
        if hinge_is_upright {
            (mirrored, Turn::None)
        } else {
            // The printer turned the paper head over foot.
            (mirrored.half_turned(size), Turn::Half)
        }
    }
}

fn see(plan: &Plan, window: &Window) -> Option<Seen> {
    let sheet = plan.sheets.get(window.sheet)?;
    let side: &Side = if window.back { &sheet.back } else { &sheet.front };
    let slot = side.slots.iter().find(|slot| window.part.contains(slot.placement.cell))?;
    let (part, page) = (window.part, slot.placement.page);
    // How far the page is from each edge of its part: left, top, right, bottom.
    let mut gaps = [
        page.left() - part.left(),
        page.top() - part.top(),
        part.right() - page.right(),
        part.bottom() - page.bottom(),
    ];
    gaps.rotate_right(usize::from(window.turn.quarters()));
    let [left, top, right, bottom] = gaps;
    let from_fold = match window.spine {
        None | Some(Spine::Left) => left,
        Some(Spine::Right) => right,
        Some(Spine::Head) => top,
        Some(Spine::Foot) => bottom,
    };
    Some(Seen {
        page: slot.page,
        turn: slot.placement.turn + window.turn,
        from_fold,
        from_head: top,
    })
}
