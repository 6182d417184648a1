//! What can be wrong with sheets.

use crate::fold::Spine;
use crate::geometry::Turn;
use crate::sheet::PageNo;

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    /// In which copy, from 1.
    pub copy: usize,
    /// At which place in the order of reading, from 1.
    pub place: usize,
    /// The sheet on which it was printed, from 1.
    pub sheet: usize,
    /// Whether on its back.
    pub back: bool,
    /// The page that should be there; none for a blank.
    pub meant: Option<PageNo>,
    /// The edge at which it is bound, if it is.
    pub spine: Option<Spine>,
    /// What is wrong with it.
    pub kind: Kind,
}

/// What can be wrong with a place.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// Another page stands there, perhaps turned.
    Another(PageNo, Turn),
    /// The page stands there, but not upright.
    Turned(Turn),
    /// It is printed as in a mirror.
    Mirrored,
    /// It is blank.
    Missing,
    /// Something is printed where nothing should be: a page, if it is one.
    NotBlank(Option<PageNo>),
    /// It is larger or smaller than the others, by this factor.
    Scaled(f64),
    /// It stands so many millimetres further from the spine, and further down,
    /// than the others; where nothing is bound, further to the right and down;
    /// where it is bound at head or foot, further from there and to the right.
    Moved(f64, f64),
    /// So much of its ink, of 1, is not printed.
    Clipped(f64),
    /// It is none of the pages.
    Unknown,
}
