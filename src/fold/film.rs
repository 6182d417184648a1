//! What one sees of the paper while it is printed, cut, folded and read.

use super::leaf::Leaf;
use super::piece::Piece;
use super::{Paper, Spine, Window, stages, windows};
use crate::geometry::{Length, Point, Rect};
use crate::sheet::{Axis, Finish, Flip, Hands};

/// A moment of the work, seen from above.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Still {
    /// What has just been done.
    pub moment: Moment,
    /// What lies there, each beside the others.
    pub patches: Vec<Patch>,
}

/// What has been done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// A side has come out of the printer.
    Printed,
    /// The pile was cut.
    Cut,
    /// A piece was folded once more.
    Folded,
    /// The work is being read.
    Read,
}

/// A printed surface, and where it lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Patch {
    /// Where it lies.
    pub place: Rect,
    /// What part of which side it is, and how that is turned.
    pub window: Window,
    /// How many leaves lie there, this one on top.
    pub leaves: usize,
}

/// Of a long work so many openings are shown, and the last.
const OPENINGS: usize = 4;
/// Between parts that were cut.
const GAP: Length = Length::mm_const(12);

/// The first sheet, from the printer to the hands of a reader.
pub fn film(hands: &Hands, sheets: usize, flip: Flip) -> Vec<Still> {
    let paper = Paper { size: hands.paper(), flip };
    let mut film = vec![side(paper, false)];
    if hands.finish != Finish::Zine {
        film.push(side(paper, true));
    }
    let lines = |axis| {
        let cuts = hands.cuts.iter().filter(move |cut| cut.axis == axis);
        cuts.map(|cut| cut.at).collect::<Vec<_>>()
    };
    let flat = Piece::flat(0, hands);
    let parts = flat.cut(&lines(Axis::Upright), &lines(Axis::Level));
    if parts.len() > 1 {
        film.push(Still { moment: Moment::Cut, patches: apart(&parts, paper) });
    }
    if hands.finish != Finish::Zine
        && let Some(piece) = parts.first()
    {
        let folds = stages(piece, hands).into_iter().skip(usize::from(!hands.back_up));
        film.extend(folds.map(|piece| Still {
            moment: Moment::Folded,
            patches: lying(&piece, paper, Point::default()),
        }));
    }
    let copies = windows(hands, sheets, flip);
    film.extend(read(copies.first().map_or(&[], Vec::as_slice), hands.finish));
    film
}

/// A side as it lies in the printer's tray.
fn side(paper: Paper, back: bool) -> Still {
    let part = paper.size.at_origin();
    let window = Window { sheet: 0, back, part, turn: crate::geometry::Turn::None, spine: None };
    Still { moment: Moment::Printed, patches: vec![Patch { place: part, window, leaves: 1 }] }
}

/// Parts where they lay before they were cut, drawn apart.
fn apart(parts: &[Piece], paper: Paper) -> Vec<Patch> {
    let mut patches = Vec::new();
    let starts = |pick: fn(&Leaf) -> Length| {
        let mut all: Vec<Length> =
            parts.iter().filter_map(|part| part.piles().first()?.first().map(pick)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (lefts, tops) = (starts(|leaf| leaf.part.left()), starts(|leaf| leaf.part.top()));
    for part in parts {
        let Some(first) = part.piles().first().and_then(|pile| pile.first()) else { continue };
        let before = |all: &[Length], at: Length| {
            i64::try_from(all.iter().filter(|start| **start < at).count()).unwrap_or(0)
        };
        let origin = Point {
            x: first.part.left() + GAP * before(&lefts, first.part.left()),
            y: first.part.top() + GAP * before(&tops, first.part.top()),
        };
        patches.extend(lying(part, paper, origin));
    }
    patches
}

/// The tops of the piles of a piece.
fn lying(piece: &Piece, paper: Paper, origin: Point) -> Vec<Patch> {
    let size = |leaf: &Leaf| leaf.part.size.turned(leaf.turn);
    let mut patches = Vec::new();
    let mut y = origin.y;
    for row in piece.piles().chunks(piece.columns().max(1)) {
        let mut x = origin.x;
        let mut height = Length::ZERO;
        for pile in row {
            let width = pile.iter().map(|leaf| size(leaf).width).max().unwrap_or_default();
            if let Some(top) = pile.first() {
                let size = size(top);
                let window = top.up(paper, None);
                let place = Rect::new(x, y, size.width, size.height);
                patches.push(Patch { place, window, leaves: pile.len() });
                height = height.max(size.height);
            }
            x += width;
        }
        y += height;
    }
    patches
}

/// The cover, openings, and the back.
fn read(pages: &[Window], finish: Finish) -> Vec<Still> {
    let leaves = pages.len() / 2;
    let still = |patches: Vec<Patch>| Still { moment: Moment::Read, patches };
    let alone = |window: &Window, leaves: usize| {
        let size = window.part.size.turned(window.turn);
        let place = Rect::new(Length::ZERO, Length::ZERO, size.width, size.height);
        Patch { place, window: *window, leaves }
    };
    if finish == Finish::Leaflet {
        return pages.iter().map(|window| still(vec![alone(window, 1)])).collect();
    }
    let mut stills: Vec<Still> = Vec::new();
    stills.extend(pages.first().map(|cover| still(vec![alone(cover, leaves)])));
    let inside = pages.get(1..pages.len().saturating_sub(1)).unwrap_or_default();
    let openings: Vec<&[Window]> = inside.chunks(2).collect();
    for (number, opening) in openings.iter().enumerate() {
        if number >= OPENINGS && number + 1 < openings.len() {
            continue;
        }
        let [verso, recto] = opening else { continue };
        let (turned, rest) = (number + 1, leaves.saturating_sub(number + 1));
        let (mut verso, mut recto) = (alone(verso, turned), alone(recto, rest));
        match recto.window.spine {
            Some(Spine::Right) => verso.place = verso.place.moved(right_of(&recto)),
            Some(Spine::Head) => recto.place = recto.place.moved(below(&verso)),
            _ => recto.place = recto.place.moved(right_of(&verso)),
        }
        stills.push(still(vec![verso, recto]));
    }
    if pages.len() > 1 {
        stills.extend(pages.last().map(|back| still(vec![alone(back, leaves)])));
    }
    stills
}

fn right_of(patch: &Patch) -> Point {
    Point { x: patch.place.size.width, y: Length::ZERO }
}

fn below(patch: &Patch) -> Point {
    Point { x: Length::ZERO, y: patch.place.size.height }
}
