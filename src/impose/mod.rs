//! From a page count to a [`Plan`]: which page goes where on which sheet.
//!
//! Knows pages only by number and size; never sees a PDF.
//!
//! ```
//! use handpress::fold;
//! use handpress::geometry::{Length, Paper, Size};
//! use handpress::impose::{self, Blanks, Job, Lay, Marks, Scheme, Sizes};
//! use handpress::sheet::{Edge, Flip};
//!
//! let page = Size::new(Length::mm(139.7), Length::mm(210.0));
//! let job = Job {
//!     scheme: &Scheme::Saddle { copies: 1 },
//!     pages: &[page; 11],
//!     paper: Paper::A4.landscape(),
//!     flip: Flip::ShortEdge,
//!     edge: Edge::Left,
//!     blanks: Blanks::Last,
//!     lay: Lay::Untrimmed { inner: 0.5, top: 0.5 },
//!     creep: Length::ZERO,
//!     creep_from_centre: false,
//!     marks: Marks::default(),
//!     sizes: Sizes::Alike,
//! };
//! let plan = impose::plan(&job)?.plan;
//! assert_eq!(plan.sheets.len(), 3);
//! // The first sheet's front has the last page, which is blank, and the first.
//! let front: Vec<_> = plan.sheets[0].front.slots.iter().map(|slot| slot.page).collect();
//! assert_eq!(front, [None, Some(1)]);
//! // Printed, folded and nested it reads in order.
//! let read: Vec<_> = fold::read(&plan)[0].iter().map(|seen| seen.page).collect();
//! assert_eq!(read[..11], (1..=11).map(Some).collect::<Vec<_>>());
//! assert_eq!(read[11], None);
//! # Ok::<(), handpress::diag::Diagnostic>(())
//! ```

mod blanks;
mod choose;
mod estimate;
mod json;
mod leaflet;
mod marks;
mod place;
mod plan;
mod scheme;
mod section;
mod show;
mod sides;
mod test_sheet;
mod unfold;
mod volumes;

pub use blanks::{Blanks, gather};
pub use choose::{choose, every};
pub use estimate::{Bill, Prices, Run, bill};
pub use json::json;
pub use leaflet::Leaflet;
pub use marks::Marks;
pub use place::{Lay, Scale, Sizes};
pub use plan::hands;
pub use scheme::{Scheme, SectionSize};
pub use show::{drawing, steps};
pub use test_sheet::test_sheet;
pub use volumes::{in_words, volumes};

use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Size};
use crate::sheet::{Edge, Flip, Plan};

/// More sheets than these do not fold flat as one, and office staplers give up.
pub const MOST_SHEETS_TO_FOLD: usize = 20;

/// More pages than this are a slip of the keyboard, not a booklet.
pub const MOST_PAGES: usize = 10_000;

/// Work to be planned.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// How sheets become pages.
    pub scheme: &'a Scheme,
    /// The trimmed size of each page; 1 to [`MOST_PAGES`] of them.
    pub pages: &'a [Size],
    /// The paper as it is printed; see [`Scheme::paper`].
    pub paper: Size,
    /// The edge on which the printer turns the paper.
    pub flip: Flip,
    /// The edge at which the work is bound.
    pub edge: Edge,
    /// Where the missing pages of the last sheet go.
    pub blanks: Blanks,
    /// How a page lies in its cell of the sheet.
    pub lay: Lay,
    /// How far each leaf is moved towards the spine for every leaf outside it:
    /// the thickness of the paper; nothing for no creep.
    pub creep: Length,
    /// Whether the innermost leaf stays and the outer ones are moved away from
    /// the spine; else the outermost stays.
    pub creep_from_centre: bool,
    /// The marks around pages that are cut to size.
    pub marks: Marks,
    /// What becomes of pages that are larger or smaller than their cells.
    pub sizes: Sizes,
}

impl<'a> Job<'a> {
    /// Pages of any sizes on a paper, in the way that asks nothing: turned on the short
    /// edge, bound at the left, blanks at the end, in the middle of their cells, without
    /// creep. What is otherwise is said with `Job { …, ..Job::new(…) }`.
    pub fn new(scheme: &'a Scheme, pages: &'a [Size], paper: Size) -> Self {
        Self {
            scheme,
            pages,
            paper,
            flip: Flip::ShortEdge,
            edge: Edge::Left,
            blanks: Blanks::Last,
            lay: Lay::Untrimmed { inner: 0.5, top: 0.5 },
            creep: Length::ZERO,
            creep_from_centre: false,
            marks: Marks::USUAL,
            sizes: Sizes::Alike,
        }
    }
}

/// A plan and what became of the page's size.
#[derive(Clone, Debug)]
pub struct Imposed {
    /// The sheets.
    pub plan: Plan,
    /// Whether pages had to be made smaller; of several the least.
    pub scale: Scale,
    /// Whether marks were asked for and some had no room.
    pub marks_left_out: bool,
    /// The most that a page is moved by creep.
    pub creep: Length,
    /// How far creep moves a page over its fold: as much of its inner margin is
    /// cut off.
    pub over_fold: Length,
}

/// Plans the sheets of a work.
///
/// # Errors
/// `E0501` without pages, `E0502` with more than there can be, `E0503` for a
/// page or a paper that has no area, `E0513` for a scheme that cannot be,
/// `E0517` for pages whose size is refused.
pub fn plan(job: &Job<'_>) -> Result<Imposed, Diagnostic> {
    if job.pages.is_empty() {
        return Err(Diagnostic::error(code::NO_PAGES, "there are no pages to impose"));
    }
    if job.pages.len() > MOST_PAGES {
        let message = format!("{} pages are more than a booklet can hold", job.pages.len());
        return Err(Diagnostic::error(code::TOO_MANY_PAGES, message)
            .hint(format!("handpress imposes up to {MOST_PAGES} pages; make several volumes")));
    }
    let sizes = job.pages.iter().chain([&job.paper]);
    if sizes.into_iter().any(|size| size.width < Length::MM || size.height < Length::MM) {
        return Err(Diagnostic::error(code::NO_AREA, "the page or the paper has no area"));
    }
    if job.sizes == Sizes::Refuse {
        place::all_alike(job.pages)?;
    }
    let imposed = plan::plan(job)?;
    match imposed.scale {
        Scale::Shrunk(_) if job.sizes == Sizes::Refuse => {
            let message = "the pages are larger than their places on the sheet";
            Err(Diagnostic::error(code::SIZES_REFUSED, message)
                .hint("choose a larger paper, or let them be made smaller: `--sizes alike`"))
        }
        _ => Ok(imposed),
    }
}
