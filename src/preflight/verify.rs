//! Sheets are drawn as closely as is wanted, folded, and read against their pages.

use super::{Division, Page, Proof, Report, Side, Tolerance, prove};
use crate::diag::Diagnostic;
use crate::raster::{Bitmap, Drawing};
use crate::sheet::{Flip, Hands};

/// Finished sheets that were looked at.
pub struct Sheets<'a> {
    sides: Vec<Side>,
    hands: &'a Hands,
    flip: Flip,
    tolerance: Tolerance,
}

impl<'a> Sheets<'a> {
    /// Looks at sheets: of each picture no more is kept than has to be known of it.
    ///
    /// # Errors
    /// `E0504` for a side that cannot be drawn.
    pub fn look(
        sides: &Drawing,
        hands: &'a Hands,
        flip: Flip,
        tolerance: Tolerance,
    ) -> Result<Self, Diagnostic> {
        let sheets = sides.sizes().len().div_ceil(2);
        let division = Division::new(hands, sheets, flip, tolerance.dpi);
        let sides = tolerance.each(sides, 1.0, |side| division.side(&side))?;
        Ok(Self { sides, hands, flip, tolerance })
    }

    /// Folds and reads them against pages that were drawn so much larger or smaller than
    /// they are: best as they are printed. What the tolerance lets pass is not told.
    pub fn verify(&self, pages: &[Page], drawn: f64) -> Report {
        let Self { sides, hands, flip, tolerance } = self;
        let (dpi, flip) = (tolerance.dpi, *flip);
        let mut report = prove(&Proof { sides, pages, dpi, drawn, hands, flip });
        report.faults.retain(|fault| !tolerance.passes(fault));
        report
    }
}

impl Tolerance {
    /// The pages of a file as they are if printed at a scale.
    ///
    /// # Errors
    /// `E0504` for a page that cannot be drawn.
    pub fn pages(&self, file: &Drawing, scale: f64) -> Result<Vec<Page>, Diagnostic> {
        self.each(file, scale, |picture| Page::of(&picture, self.dpi))
    }

    fn each<T: Send>(
        &self,
        file: &Drawing,
        scale: f64,
        look: impl Fn(Bitmap) -> T + Sync,
    ) -> Result<Vec<T>, Diagnostic> {
        let dpi = self.dpi * scale;
        if self.quickly { file.each_quickly(dpi, look) } else { file.each(dpi, look) }
    }
}
