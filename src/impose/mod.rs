//! From a page count to a [`Plan`]: which page goes where on which sheet.
//!
//! Knows pages only by number and size; never sees a PDF.

mod blanks;
mod place;
mod saddle;

pub use blanks::{Blanks, gather};
pub use place::{Lay, Scale};

use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Size};
use crate::sheet::{Binding, Flip, Plan};

/// More pages than this are a slip of the keyboard, not a booklet.
pub const MOST_PAGES: usize = 10_000;

/// A saddle-stitched booklet to be planned.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The trimmed size of each page; 1 to [`MOST_PAGES`] of them. All pages
    /// are printed to the same scale.
    pub pages: &'a [Size],
    /// The paper, long side across.
    pub paper: Size,
    /// The edge on which the printer turns the paper.
    pub flip: Flip,
    /// The edge at which the booklet is bound.
    pub binding: Binding,
    /// Where the missing pages of the last sheet go.
    pub blanks: Blanks,
    /// How a page lies in its half of the sheet.
    pub lay: Lay,
}

/// A plan and what became of the page's size.
#[derive(Clone, Debug)]
pub struct Imposed {
    /// The sheets.
    pub plan: Plan,
    /// Whether pages had to be made smaller.
    pub scale: Scale,
    /// Whether crop marks were asked for and some had no room.
    pub marks_left_out: bool,
}

/// Plans a saddle-stitched booklet, two pages up.
///
/// # Errors
/// `E0501` without pages, `E0502` past [`MOST_PAGES`], `E0503` for a page or a
/// paper that has no area.
pub fn saddle_stitch(job: &Job<'_>) -> Result<Imposed, Diagnostic> {
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
    Ok(saddle::plan(job))
}
