//! Sheets are folded and compared with their pages.

use super::source::PagesArgs;
use crate::diag::{Diagnostic, code};
use crate::geometry::Size;
use crate::preflight::{self, Report, Sheets, Tolerance};
use crate::raster::{Bitmap, Drawing};
use crate::sheet::{Flip, Hands};

/// Coarser than this, pages cannot be told apart.
const LEAST_DPI: f64 = 30.0;
/// So many pixels are drawn of one page at most, and so many of all together:
/// a byte each.
const MOST_OF_ONE: f64 = 40e6;
const MOST_OF_ALL: f64 = 300e6;
/// Scales that differ by less are the same.
const SCALED: f64 = 0.005;
/// Pages are printed no smaller and no larger than this.
const LEAST_SCALE: f64 = 0.05;
const MOST_SCALE: f64 = 4.0;

/// What hands do with sheets whose sides have these sizes.
pub(super) type Handling<'a> = &'a dyn Fn(&[Size]) -> Result<Hands, Diagnostic>;

/// Folds sheets and reads them against the pages that were chosen.
///
/// # Errors
/// `E0501` without sheets, `E0502` for more than can be looked at; those of the
/// handling and of the choice of pages.
pub(super) fn prove(
    sides: &Drawing,
    pages: &[Drawing],
    chosen: &PagesArgs,
    flip: Flip,
    hands: Handling<'_>,
) -> Result<Report, Diagnostic> {
    let areas: Vec<f64> = pages.iter().chain([sides]).flat_map(Drawing::areas).collect();
    let dpi = fineness(&areas).ok_or_else(too_large)?;
    let tolerance = Tolerance { dpi, ..Tolerance::CHECK };
    let papers = sides.sizes();
    if papers.is_empty() {
        return Err(no_pages());
    }
    let hands = hands(&papers)?;
    let sizes: Vec<Size> = pages.iter().flat_map(Drawing::sizes).collect();
    let whole = preflight::whole(&sizes, &hands, papers.len().div_ceil(2), flip).unwrap_or(1.0);
    // Pages are compared as large as they are printed. Those that are too large
    // for their places are likely to fill them.
    let likely = if whole < 1.0 - SCALED { whole } else { 1.0 };
    let sheets = Sheets::look(sides, &hands, flip, tolerance)?;
    let prove = |scale: f64| {
        Ok::<_, Diagnostic>(sheets.verify(&chosen.draw(pages, &tolerance, scale)?, scale))
    };
    let mut best = prove(likely.max(LEAST_SCALE))?;
    let mut tried = vec![likely];
    for scale in [best.scale, Some(whole), Some(1.0)].into_iter().flatten() {
        if best.is_right() {
            break;
        }
        let is_new = tried.iter().all(|other| (scale / other - 1.0).abs() > SCALED);
        if is_new && (LEAST_SCALE..MOST_SCALE).contains(&scale) {
            tried.push(scale);
            let other = prove(scale)?;
            if other.faults.len() <= best.faults.len() {
                best = other;
            }
        }
    }
    Ok(best)
}

/// The sides of sheets, drawn at so many dots an inch.
///
/// # Errors
/// `E0501` if there are none, `E0502` if they are too large for that.
pub(super) fn sides(of: &Drawing, dpi: f64) -> Result<Vec<Bitmap>, Diagnostic> {
    if fineness(&of.areas()).is_none_or(|most| most < dpi) {
        return Err(too_large());
    }
    let sides = of.render(dpi)?;
    if sides.is_empty() {
        return Err(no_pages());
    }
    Ok(sides)
}

/// How finely pages of these areas, in square inches, can be drawn within a
/// reasonable memory. None if that is not fine enough.
fn fineness(areas: &[f64]) -> Option<f64> {
    let all: f64 = areas.iter().sum();
    let largest = areas.iter().copied().fold(0.0, f64::max);
    let most = (MOST_OF_ONE / largest).min(MOST_OF_ALL / all).sqrt();
    let dpi = if most.is_finite() {
        most.min(Tolerance::CHECK.dpi).floor()
    } else {
        Tolerance::CHECK.dpi
    };
    (dpi >= LEAST_DPI).then_some(dpi)
}

fn no_pages() -> Diagnostic {
    Diagnostic::error(code::NO_PAGES, "there are no pages")
}

fn too_large() -> Diagnostic {
    Diagnostic::error(code::TOO_MANY_PAGES, "this is too large to be looked at as a whole")
        .hint("check it in parts: sheets and pages cut with the same ranges")
}
