//! No booklet that does not fold right leaves the house.

use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::{Diagnostic, code};
use crate::impose::Imposed;
use crate::preflight::{Page, Sheets, Tolerance};
use crate::raster::Drawing;

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

    /// Drawn once for each scale; whoever comes second waits for it.
    fn at(&self, scale: f64) -> Result<Arc<Vec<Page>>, Diagnostic> {
        // What a panic leaves is a list of whole pages, or none.
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, pages)) = drawn.iter().find(|(known, _)| (known - scale).abs() < 0.001) {
            return Ok(Arc::clone(pages));
        }
        let pages = Arc::new(Tolerance::BUILD.pages(&self.read, scale)?);
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
    let (hands, flip) = (&made.plan.hands, made.plan.flip);
    let sheets = Sheets::look(&sides, hands, flip, Tolerance::BUILD)?;
    if sheets.verify(&meant.at(scale)?, scale).is_right() {
        return Ok(());
    }
    let pages = Tolerance::CLOSE.pages(&meant.read, scale)?;
    let report = Sheets::look(&sides, hands, flip, Tolerance::CLOSE)?.verify(&pages, scale);
    let Some(first) = report.faults.first() else { return Ok(()) };
    let error = Diagnostic::error(code::FOLDS_WRONG, format!("`{name}` does not fold right"))
        .label(first.words())
        .hint("this is a fault of handpress: please report it with the pamphlet");
    Err(match report.cause {
        Some(cause) => error.hint(cause.words()),
        None => error,
    })
}
