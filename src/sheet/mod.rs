//! What is to be printed where: plans as pure data.
//!
//! `impose` decides a [`Plan`], `pdf` writes it and decides nothing, `fold`
//! reads it back as paper.

mod count;
mod figure;
mod hands;
mod printer;
mod volume;

pub use count::{PAGES_OF_SHEET, filled, sheets_of};
pub use figure::{Figure, figures};
pub use hands::{Axis, Cut, Edge, Finish, Fold, Hands, Moves, Parts, Way};
pub use printer::{Face, Printer};
pub use volume::{Head, Volume};

use crate::geometry::{Point, Rect, Size, Turn};

/// A page of the source file, counted from 1.
pub type PageNo = usize;

/// A page that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// A page of a file, both counted from 0.
    Page {
        /// The file, in the order in which they were named.
        file: usize,
        /// The page of that file.
        page: usize,
    },
    /// A page with nothing on it.
    Blank,
}

/// Everything a writer needs to know about a printing job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The paper as the plan's sides lie on it (landscape for two-up work).
    pub paper: Size,
    /// The edge on which the printer turns the paper over.
    pub flip: Flip,
    /// The sheets, in the order in which they are printed; of a booklet the
    /// outermost first.
    pub sheets: Vec<Sheet>,
    /// What becomes of them.
    pub hands: Hands,
}

/// One piece of paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The side printed first.
    pub front: Side,
    /// The side behind it.
    pub back: Side,
}

/// One side of a sheet, as the printer sees it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Side {
    /// The places for pages.
    pub slots: Vec<Slot>,
    /// What is drawn for whoever cuts, folds and gathers.
    pub marks: Vec<Figure>,
    /// What is cut out of it, if anything is cut.
    pub trim: Option<Rect>,
}

/// A place for one page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The page, or nothing for a blank.
    pub page: Option<PageNo>,
    /// Where and how it lies.
    pub placement: Placement,
}

/// Where a page lies on its side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// Nothing of the page is printed outside this rectangle.
    pub cell: Rect,
    /// What the page's trimmed area covers, after turning; a page of another
    /// size is scaled to it.
    pub page: Rect,
    /// How the page is turned.
    pub turn: Turn,
}

/// The edge of the paper on which a duplex printer turns it over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Flip {
    /// Over the shorter edge.
    ShortEdge,
    /// Over the longer edge.
    LongEdge,
}

impl Flip {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::ShortEdge, Self::LongEdge];

    /// The name used in manifests, on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::ShortEdge => "short-edge",
            Self::LongEdge => "long-edge",
        }
    }
}

/// The edge of the page at which the booklet is bound.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Binding {
    /// On the left, for scripts that run to the right.
    #[default]
    Left,
    /// On the right, for scripts that run to the left.
    Right,
}

impl From<Binding> for Edge {
    fn from(binding: Binding) -> Self {
        match binding {
            Binding::Left => Self::Left,
            Binding::Right => Self::Right,
        }
    }
}

impl Plan {
    /// The same with all backs moved, to make up for a printer that lays them
    /// beside the fronts.
    pub fn with_backs_moved(mut self, by: Point) -> Self {
        for sheet in &mut self.sheets {
            sheet.back = std::mem::take(&mut sheet.back).moved(by);
        }
        self
    }
}

impl Side {
    /// The side with all that is on it moved.
    fn moved(self, by: Point) -> Self {
        let point = |at: Point| Point { x: at.x + by.x, y: at.y + by.y };
        let slots = self.slots.into_iter().map(|slot| {
            let Placement { cell, page, turn } = slot.placement;
            Slot {
                placement: Placement { cell: cell.moved(by), page: page.moved(by), turn },
                ..slot
            }
        });
        let marks = self.marks.into_iter();
        Self {
            slots: slots.collect(),
            marks: marks.map(|figure| figure.placed(point)).collect(),
            trim: self.trim.map(|trim| trim.moved(by)),
        }
    }

    /// The side after the paper has been given half a turn.
    pub fn half_turned(self, paper: Size) -> Self {
        let turned = |point: Point| Point { x: paper.width - point.x, y: paper.height - point.y };
        let slots = self.slots.into_iter().map(|slot| Slot {
            page: slot.page,
            placement: Placement {
                cell: slot.placement.cell.half_turned(paper),
                page: slot.placement.page.half_turned(paper),
                turn: slot.placement.turn + Turn::Half,
            },
        });
        let marks = self.marks.into_iter();
        Self {
            slots: slots.collect(),
            marks: marks.map(|figure| figure.placed(turned)).collect(),
            trim: self.trim.map(|trim| trim.half_turned(paper)),
        }
    }
}
