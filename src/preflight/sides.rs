//! Sides of sheets, as far as a proof has to know them: the ink of each part that
//! anyone may look at. Pictures need not be kept.

use std::borrow::Cow;

use super::grid::Ink;
use super::in_parallel::each;
use crate::fold::{self, Window};
use crate::geometry::{Rect, Size, Turn};
use crate::raster::Bitmap;
use crate::sheet::{Flip, Hands};

/// A side of a sheet.
#[derive(Clone, Debug)]
pub struct Side(Vec<(Rect, Ink)>);

/// How sides are divided.
#[derive(Clone, Debug)]
pub struct Division {
    parts: Vec<Rect>,
    dpi: f64,
}

impl Division {
    /// For so many sheets, drawn at so many dots an inch.
    pub fn new(hands: &Hands, sheets: usize, flip: Flip, dpi: f64) -> Self {
        // Fronts and backs are divided alike, perhaps turned: all parts are cut
        // out of all sides.
        Self { parts: parts(hands.paper(), &fold::windows(hands, sheets, flip)), dpi }
    }

    /// Reads a side.
    pub fn side(&self, picture: &Bitmap) -> Side {
        let cut = |part: &Rect| (*part, Ink::of_part(picture, *part, self.dpi));
        Side(self.parts.iter().map(cut).collect())
    }

    /// Reads all sides.
    pub fn sides(&self, pictures: &[Bitmap]) -> Vec<Side> {
        each(pictures, |picture| self.side(picture))
    }
}

/// What the reader sees in each window.
pub(super) fn seen<'a>(sides: &'a [Side], windows: &[Window]) -> Vec<Cow<'a, Ink>> {
    let look = |window: &Window| {
        let side = sides.get(window.sheet * 2 + usize::from(window.back));
        let ink = side.and_then(|side| side.0.iter().find(|(part, _)| *part == window.part));
        match (ink, window.turn) {
            (None, _) => Cow::Owned(Ink::default()),
            // Copies of a whole book take much memory.
            (Some((_, ink)), Turn::None) => Cow::Borrowed(ink),
            (Some((_, ink)), turn) => Cow::Owned(ink.turned(turn)),
        }
    };
    windows.iter().map(look).collect()
}

/// All parts that windows of these copies have, on fronts and on backs.
fn parts(paper: Size, copies: &[Vec<Window>]) -> Vec<Rect> {
    let mut parts: Vec<Rect> = Vec::new();
    let mirrored = |part: Rect| {
        Rect::new(paper.width - part.right(), part.top(), part.size.width, part.size.height)
    };
    for window in copies.iter().flatten() {
        let part = window.part;
        for part in
            [part, mirrored(part), part.half_turned(paper), mirrored(part.half_turned(paper))]
        {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts
}
