//! Finished PDFs as pictures. The only room that names hayro.

mod bitmap;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

pub use bitmap::Bitmap;

use crate::diag::{Diagnostic, code};

/// Points in an inch.
const POINTS: f64 = 72.0;

/// Renders pages of a PDF at so many dots an inch, each as the light that a
/// black printer would leave on white paper. A page with a trim is drawn as far
/// as it goes.
///
/// # Errors
/// `E0504` if it cannot be read as a PDF.
pub fn render(bytes: &[u8], dpi: f64, password: Option<&str>) -> Result<Vec<Bitmap>, Diagnostic> {
    let pdf = Pdf::new_with_password(bytes.to_vec(), password.unwrap_or_default());
    let pdf = pdf.map_err(|error| {
        Diagnostic::error(code::BAD_PDF, "this PDF cannot be rendered").label(format!("{error:?}"))
    })?;
    #[allow(clippy::cast_possible_truncation, reason = "hayro scales by f32")]
    let scale = (dpi / POINTS) as f32;
    let settings =
        RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..Default::default() };
    let pages = pdf.pages();
    let (first, last) = pages.split_at(pages.len() / 2);
    let draw = |pages: &[Page<'_>]| -> Vec<Bitmap> {
        let cache = RenderCache::new();
        let interpreter = InterpreterSettings::default();
        let pages = pages.iter().map(|page| {
            let pixmap = hayro::render(page, &cache, &interpreter, &settings);
            let light = pixmap.data().iter().map(|pixel| luma(pixel.r, pixel.g, pixel.b)).collect();
            Bitmap::new(pixmap.width().into(), pixmap.height().into(), light)
        });
        pages.collect()
    };
    // Most machines have two cores.
    Ok(std::thread::scope(|scope| {
        let first = scope.spawn(|| draw(first));
        let mut last = draw(last);
        let mut all = first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        all.append(&mut last);
        all
    }))
}

/// ITU-R BT.709, as everywhere in handpress.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    let sum = u32::from(r) * 2126 + u32::from(g) * 7152 + u32::from(b) * 722;
    u8::try_from(sum / 10_000).unwrap_or(u8::MAX)
}
