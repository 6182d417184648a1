//! Where a page lies in its cell, measured from the spine.

use crate::fold::Spine;

/// Where pages lie in their cells.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// From the spine to the page's near edge, in millimetres, on the outermost
    /// leaf; where nothing is bound, from the left.
    pub from_spine: f64,
    /// From the head of the cell to the page's upper edge, in millimetres; of
    /// pages that are bound at head or foot, from the left.
    pub from_head: f64,
}

/// A cell and the page in it, in millimetres.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub size: (f64, f64),
    pub page: (f64, f64),
    pub spine: Option<Spine>,
}

impl Cell {
    /// Where a page lies whose upper left corner is there.
    pub(super) fn place(self, (x, y): (f64, f64)) -> Place {
        let (from_spine, from_head) = match self.spine {
            None | Some(Spine::Left) => (x, y),
            Some(Spine::Right) => (self.size.0 - x - self.page.0, y),
            Some(Spine::Head) => (y, x),
            Some(Spine::Foot) => (self.size.1 - y - self.page.1, x),
        };
        Place { from_spine, from_head }
    }

    /// The upper left corner of a page that lies there.
    pub(super) fn corner(self, place: Place) -> (f64, f64) {
        let Place { from_spine, from_head } = place;
        match self.spine {
            None | Some(Spine::Left) => (from_spine, from_head),
            Some(Spine::Right) => (self.size.0 - from_spine - self.page.0, from_head),
            Some(Spine::Head) => (from_head, from_spine),
            Some(Spine::Foot) => (from_head, self.size.1 - from_spine - self.page.1),
        }
    }

    /// Half of the page, away from the spine and along it.
    pub(super) fn half(self) -> (f64, f64) {
        let (across, down) = (self.page.0 / 2.0, self.page.1 / 2.0);
        match self.spine {
            Some(Spine::Head | Spine::Foot) => (down, across),
            _ => (across, down),
        }
    }

    /// What is left of the cell beyond the page, on the side away from the spine.
    pub(super) fn beyond(self, place: Place) -> f64 {
        let (size, page) = match self.spine {
            Some(Spine::Head | Spine::Foot) => (self.size.1, self.page.1),
            _ => (self.size.0, self.page.0),
        };
        size - page - place.from_spine
    }
}
