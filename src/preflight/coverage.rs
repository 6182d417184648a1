//! How much ink is on pages, and whether any of it is coloured.

use crate::raster::Drawing;

/// What is on pages.
#[derive(Clone, PartialEq, Debug)]
pub struct Coverage {
    /// The part of their area that is black, 0 to 1.
    pub black: f64,
    /// Whether each page has colour on it.
    pub coloured: Vec<bool>,
}

/// So finely pages are looked at.
const DPI: f64 = 30.0;
/// More pixels than these are not looked at.
const MOST_PIXELS: f64 = 400e6;

/// Looks at pages. None if they are too large, or cannot be drawn.
pub fn coverage(drawing: Drawing) -> Option<Coverage> {
    let area: f64 = drawing.areas().iter().sum();
    if area * DPI * DPI > MOST_PIXELS {
        return None;
    }
    let pages = drawing.in_colour().each(DPI, |page| {
        (page.ink() as f64, (page.width() * page.height()) as f64 * 255.0, page.is_coloured())
    });
    let pages = pages.ok()?;
    let ink: f64 = pages.iter().map(|(ink, ..)| ink).sum();
    let all: f64 = pages.iter().map(|(_, all, _)| all).sum();
    let coloured = pages.iter().map(|(.., coloured)| *coloured).collect();
    (all > 0.0).then_some(Coverage { black: ink / all, coloured })
}
