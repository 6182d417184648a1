//! Proof by folding: reads finished sheets as paper and compares what a reader
//! would see with the pages that were meant.
//!
//! It knows nothing of the plan. It prints, cuts and folds the pictures of the
//! sheets (`fold`), and looks (`raster`): which page is it, does it stand
//! upright, on the right side, where it belongs, whole, and as large as it
//! should be. Where it is not, it asks which other handling of the same paper
//! would read right, since that is the likely cause.
//!
//! ```no_run
//! use handpress::geometry::Paper;
//! use handpress::impose::{self, Scheme};
//! use handpress::preflight::{Sheets, Tolerance};
//! use handpress::raster::Drawing;
//! use handpress::sheet::{Edge, Flip};
//!
//! let drawing = |name: &str| Drawing::open(std::fs::read(name).expect("a file"), None);
//! let sides = drawing("booklet.pdf")?;
//! let scheme = Scheme::Saddle { copies: 1 };
//! let sheets = sides.sizes().len().div_ceil(2);
//! let hands = impose::hands(&scheme, Paper::A4.landscape(), sheets, Edge::Left)?;
//! let pages = Tolerance::CHECK.pages(&drawing("pages.pdf")?, 1.0)?;
//! let sheets = Sheets::look(&sides, &hands, Flip::ShortEdge, Tolerance::CHECK)?;
//! let report = sheets.verify(&pages, 1.0);
//! for fault in &report.faults {
//!     println!("{}", fault.words());
//! }
//! if let Some(cause) = report.cause {
//!     println!("{}", cause.words());
//! }
//! # Ok::<(), handpress::diag::Diagnostic>(())
//! ```

mod causes;
mod coverage;
mod creep;
mod expected;
mod fault;
mod folios;
mod grid;
mod in_parallel;
mod judge;
mod margins;
mod place;
mod reading;
mod sides;
mod spots;
mod strip;
mod tolerance;
mod verify;
mod words;

pub use causes::Cause;
pub use coverage::{Coverage, coverage};
pub use fault::{Fault, Kind};
pub use folios::{FolioReport, Folios, read_folios};
pub use margins::{TooNear, too_near};
pub use place::Place;
pub use sides::{Division, Side};
pub use strip::strip;
pub use tolerance::Tolerance;
pub use verify::Sheets;

use std::sync::OnceLock;

use crate::fold::{self, Window};
use crate::geometry::{Size, Turn};
use crate::raster::Bitmap;
use crate::sheet::{Finish, Flip, Hands};
use expected::Expected;
use grid::Ink;

/// Finished sheets, the pages that are meant to be on them, and what is to be
/// done with the sheets.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    /// The sides of the sheets: front, back, front, back …; see [`Division`].
    pub sides: &'a [Side],
    /// The pages, in order.
    pub pages: &'a [Page],
    /// How finely the sides are drawn, in dots an inch.
    pub dpi: f64,
    /// The pages are drawn this much larger or smaller: best as they are
    /// printed, since hairlines fade with the scale. 1 for as they are.
    pub drawn: f64,
    /// What hands do with the sheets.
    pub hands: &'a Hands,
    /// The edge on which the printer turns them.
    pub flip: Flip,
}

/// A page that is meant, as far as a proof has to know it.
#[derive(Clone, Debug)]
pub struct Page(Ink);

impl Page {
    /// Reads a page that was drawn at so many dots an inch.
    pub fn of(picture: &Bitmap, dpi: f64) -> Self {
        Self(Ink::of(picture, dpi))
    }

    /// A page without anything on it.
    pub fn blank(picture: &Self) -> Self {
        Self(Ink::none(picture.0.size))
    }
}

/// What a proof found.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// How many places for pages there are in a copy, blank ones included.
    pub places: usize,
    /// How many copies the sheets make.
    pub copies: usize,
    /// The places that are blank.
    pub blanks: Vec<usize>,
    /// How much larger or smaller than the pages they are printed: 1 is as they
    /// are. None if no page was found.
    pub scale: Option<f64>,
    /// Where pages lie, measured from spine and head.
    pub place: Option<Place>,
    /// What is wrong, in the order of reading.
    pub faults: Vec<Fault>,
    /// What would explain it.
    pub cause: Option<Cause>,
}

impl Report {
    /// Whether the sheets fold into what was meant.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Folds the sheets and reads them.
pub fn prove(proof: &Proof<'_>) -> Report {
    let pages: Vec<&Ink> = proof.pages.iter().map(|page| &page.0).collect();
    let copies = fold::windows(proof.hands, proof.sides.len().div_ceil(2), proof.flip);
    let outlines = OnceLock::new();
    let expected = Expected { pages: &pages, outlines: &outlines, dpi: proof.dpi, explain: true };
    let mut report = Report {
        places: copies.first().map_or(0, Vec::len),
        copies: copies.len(),
        blanks: Vec::new(),
        scale: None,
        place: None,
        faults: Vec::new(),
        cause: None,
    };
    for (number, windows) in copies.iter().enumerate() {
        let mut reading = reading::read(&sides::seen(proof.sides, windows), windows, &expected);
        // Held otherwise, most pages would be seen to be wrong.
        if reading.faults.len() * 4 > windows.len() {
            // Read quickly, and closely only if it is right that way.
            let quick = Expected { explain: false, ..expected };
            let others = ways_to_hold(windows, proof.hands);
            let right = others.iter().find(|held| {
                reading::read(&sides::seen(proof.sides, held), held, &quick).faults.is_empty()
            });
            if let Some(held) = right {
                reading = reading::read(&sides::seen(proof.sides, held), held, &expected);
            }
        }
        if number == 0 {
            report.blanks = reading.blanks;
            report.scale = reading.scale.map(|scale| scale * proof.drawn);
            report.place = reading.place;
        }
        let has_moved = |fault: &Fault| matches!(fault.kind, Kind::Moved(..));
        if reading.outwards > 0.0 && reading.faults.iter().any(has_moved) {
            report.cause = Some(Cause::Outwards);
        }
        report.faults.extend(reading.faults.into_iter().map(|f| Fault { copy: number + 1, ..f }));
    }
    if report.cause.is_none() && report.faults.len() * 4 > report.places * report.copies {
        report.cause = causes::cause(proof, &expected, report.faults.len());
    }
    report
}

/// The scale at which the largest of pages of these sizes fills its place: what
/// sheets are printed at if they are not printed as they are. None without a page.
pub fn whole(pages: &[Size], hands: &Hands, sheets: usize, flip: Flip) -> Option<f64> {
    let copies = fold::windows(hands, sheets, flip);
    let window = copies.first()?.first()?;
    let place = window.part.size.turned(window.turn);
    let width = pages.iter().map(|size| size.width).max()?;
    let height = pages.iter().map(|size| size.height).max()?;
    let scale = place.width.ratio(width).min(place.height.ratio(height));
    (scale > 0.0).then_some(scale)
}

/// The same paper held otherwise: turned on its head before it is folded, and,
/// for a zine, folded round another of its leaves.
fn ways_to_hold(windows: &[Window], hands: &Hands) -> Vec<Vec<Window>> {
    let paper = hands.paper();
    let on_its_head = |window: &Window| Window {
        part: window.part.half_turned(paper),
        turn: window.turn + Turn::Half,
        ..*window
    };
    let mut ways: Vec<Vec<Window>> = vec![windows.iter().map(on_its_head).collect()];
    if hands.finish == Finish::Zine {
        let pages = |way: &[Window], by: usize| {
            let mut way = way.to_vec();
            way.rotate_left(by.min(windows.len()));
            way
        };
        let head = ways.first().cloned().unwrap_or_default();
        ways.extend([2, 4, 6].into_iter().flat_map(|by| [pages(windows, by), pages(&head, by)]));
    }
    ways
}
