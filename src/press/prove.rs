//! No booklet that does not fold right leaves the house.

use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::{Diagnostic, code};
use crate::impose::Imposed;
use crate::preflight::{self, Cause, Division, Fault, Kind, Page, Proof};
use crate::raster::{Bitmap, Drawing};
use crate::sheet::Plan;

/// How finely sheets are drawn for the proof that every build makes: enough to
/// tell pages apart, and their turns.
const PROOF_DPI: f64 = 54.0;
/// At that fineness a page has moved if it has by so many millimetres.
const MOVED: f64 = 1.0;
/// And something is cut off if so much of its ink is.
const CUT_OFF: f64 = 0.2;

/// If anything seems wrong it is looked at again this finely: fine lines fade
/// at a low resolution, and a booklet must not be refused for that.
const CLOSE_DPI: f64 = 150.0;

/// Pages to compare sheets with, drawn at the scales that sheets have.
pub(super) struct Meant {
    read: Drawing,
    /// Held by whoever proves: what a proof knows of pages and sides takes much
    /// memory, and all cores.
    at_work: Mutex<()>,
    /// At the proof's fineness.
    drawn: Mutex<Vec<(f64, Arc<Vec<Page>>)>>,
}

impl Meant {
    /// The pages of a finished file.
    ///
    /// # Errors
    /// `E0504` if it cannot be drawn.
    pub(super) fn of(read: &[u8]) -> Result<Self, Diagnostic> {
        let read = Drawing::open(read.to_vec(), None)?;
        Ok(Self { read, at_work: Mutex::default(), drawn: Mutex::default() })
    }

    /// As large as they are printed, at so many dots an inch of the sheet.
    fn draw(&self, scale: f64, dpi: f64) -> Result<Vec<Page>, Diagnostic> {
        look_at(&self.read, dpi * scale, dpi, |picture| Page::of(&picture, dpi))
    }

    /// Drawn once for each scale; whoever comes second waits for it.
    fn at(&self, scale: f64) -> Result<Arc<Vec<Page>>, Diagnostic> {
        // What a panic leaves is a list of whole pages, or none.
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, pages)) = drawn.iter().find(|(known, _)| (known - scale).abs() < 0.001) {
            return Ok(Arc::clone(pages));
        }
        let pages = Arc::new(self.draw(scale, PROOF_DPI)?);
        drawn.push((scale, Arc::clone(&pages)));
        Ok(pages)
    }
}

/// Folds the finished sheets and reads them. None that is wrong leaves the house.
pub(super) fn prove(
    name: &str,
    bytes: &[u8],
    made: &Imposed,
    meant: &Meant,
) -> Result<(), Diagnostic> {
    let _one_at_a_time = meant.at_work.lock().unwrap_or_else(PoisonError::into_inner);
    // A template may set pages of a size of its own.
    let slots = made.plan.sheets.iter().flat_map(|sheet| &sheet.front.slots);
    let printed = slots.map(|slot| slot.placement.page.size.width).next();
    let scale = printed.zip(meant.read.size()).map_or(1.0, |(width, own)| width.ratio(own.width));
    let sides = Drawing::open(bytes.to_vec(), None)?.without_marks();
    if wrong(&sides, &made.plan, &meant.at(scale)?, scale, PROOF_DPI)?.is_none() {
        return Ok(());
    }
    let pages = meant.draw(scale, CLOSE_DPI)?;
    let Some((first, cause)) = wrong(&sides, &made.plan, &pages, scale, CLOSE_DPI)? else {
        return Ok(());
    };
    let error = Diagnostic::error(code::FOLDS_WRONG, format!("`{name}` does not fold right"))
        .label(first.words())
        .hint("this is a fault of handpress: please report it with the pamphlet");
    Err(match cause {
        Some(cause) => error.hint(cause.words()),
        None => error,
    })
}

/// What `look` makes of each page, drawn at so many dots an inch: quickly, unless it is for
/// a close look.
fn look_at<T: Send>(
    pages: &Drawing,
    finely: f64,
    dpi: f64,
    look: impl Fn(Bitmap) -> T + Sync,
) -> Result<Vec<T>, Diagnostic> {
    if dpi < CLOSE_DPI { pages.each_quickly(finely, look) } else { pages.each(finely, look) }
}

/// The first grave fault, and what would explain it.
fn wrong(
    sides: &Drawing,
    plan: &Plan,
    pages: &[Page],
    drawn: f64,
    dpi: f64,
) -> Result<Option<(Fault, Option<Cause>)>, Diagnostic> {
    let (hands, flip) = (&plan.hands, plan.flip);
    // Of each picture no more is kept than has to be known of it.
    let division = Division::new(hands, plan.sheets.len(), flip, dpi);
    let sides = look_at(sides, dpi, dpi, |side| division.side(&side))?;
    let report = preflight::prove(&Proof { sides: &sides, pages, dpi, drawn, hands, flip });
    let grave = |fault: &Fault| match fault.kind {
        Kind::Moved(right, down) => right.abs().max(down.abs()) > MOVED,
        Kind::Clipped(lost) => lost > CUT_OFF,
        _ => true,
    };
    let cause = report.cause;
    Ok(report.faults.into_iter().find(grave).map(|fault| (fault, cause)))
}
