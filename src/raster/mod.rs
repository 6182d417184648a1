//! Finished PDFs as pictures. The only room that names hayro.

mod bitmap;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Rect;
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

pub use bitmap::Bitmap;

use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Rect as Area};

/// Points in an inch.
const POINTS: f64 = 72.0;
/// hayro draws no more pixels in a row than this.
const MOST_PIXELS: f64 = 65_000.0;

/// A PDF whose pages can be drawn.
pub struct Drawing {
    pdf: Pdf,
}

impl Drawing {
    /// Reads a PDF.
    ///
    /// # Errors
    /// `E0504` if it cannot be read as a PDF.
    pub fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Self, Diagnostic> {
        match Pdf::new_with_password(bytes, password.unwrap_or_default()) {
            Ok(pdf) => Ok(Self { pdf }),
            Err(error) => Err(Diagnostic::error(code::BAD_PDF, "this PDF cannot be rendered")
                .label(format!("{error:?}"))),
        }
    }

    /// The area of each page as it is drawn before its trim is cut out, in
    /// square inches: what drawing it costs.
    pub fn areas(&self) -> Vec<f64> {
        let area = |page: &Page<'_>| {
            let (width, height) = page.render_dimensions();
            f64::from(width) * f64::from(height) * (unit(page) / POINTS).powi(2)
        };
        self.pdf.pages().iter().map(area).collect()
    }

    /// Draws all pages at so many dots an inch, each as the light that a black
    /// printer would leave on white paper. A page with a trim is drawn as far as
    /// that goes.
    pub fn render(&self, dpi: f64) -> Vec<Bitmap> {
        let pages = self.pdf.pages();
        let (first, last) = pages.split_at(pages.len() / 2);
        let draw = |pages: &[Page<'_>]| -> Vec<Bitmap> {
            let cache = RenderCache::new();
            pages.iter().map(|page| draw(page, dpi, &cache)).collect()
        };
        // Most machines have two cores.
        std::thread::scope(|scope| {
            let first = scope.spawn(|| draw(first));
            let mut last = draw(last);
            let mut all = first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.append(&mut last);
            all
        })
    }
}

/// Draws all pages of a PDF; see [`Drawing::render`].
///
/// # Errors
/// `E0504` if it cannot be read as a PDF.
pub fn render(bytes: &[u8], dpi: f64) -> Result<Vec<Bitmap>, Diagnostic> {
    Ok(Drawing::open(bytes.to_vec(), None)?.render(dpi))
}

fn draw<'a>(page: &'a Page<'a>, dpi: f64, cache: &RenderCache<'a>) -> Bitmap {
    let scale = dpi * unit(page) / POINTS;
    let (width, height) = page.render_dimensions();
    let most = f64::from(width.max(height)) * scale;
    let scale = if most > MOST_PIXELS { scale * MOST_PIXELS / most } else { scale };
    #[allow(clippy::cast_possible_truncation, reason = "hayro scales by f32")]
    let by = scale as f32;
    let settings =
        RenderSettings { x_scale: by, y_scale: by, bg_color: WHITE, ..Default::default() };
    let pixmap = hayro::render(page, cache, &InterpreterSettings::default(), &settings);
    let light = pixmap.data().iter().map(|pixel| luma(pixel.r, pixel.g, pixel.b)).collect();
    let whole = Bitmap::new(pixmap.width().into(), pixmap.height().into(), light);
    match trim(page) {
        Some(part) => {
            let [left, top, width, height] = part.map(|units| Length::pt(units * unit(page)));
            whole.cut(Area::new(left, top, width, height), scale * POINTS / unit(page))
        }
        None => whole,
    }
}

/// Points for a unit of the page's space.
fn unit(page: &Page<'_>) -> f64 {
    let unit = page.raw().get::<f32>(b"UserUnit").map_or(1.0, f64::from);
    if unit > 0.0 && unit < 1000.0 { unit } else { 1.0 }
}

/// The trim within what is drawn: left, top, width and height in the page's
/// units, as the page is shown. None if it is all of it.
fn trim(page: &Page<'_>) -> Option<[f64; 4]> {
    let crop = page.intersected_crop_box();
    let trim = page.raw().get::<Rect>(b"TrimBox")?.intersect(crop);
    let (width, height) = (trim.x1 - trim.x0, trim.y1 - trim.y0);
    let is_whole = width >= crop.x1 - crop.x0 && height >= crop.y1 - crop.y0;
    if is_whole || width <= 0.0 || height <= 0.0 {
        return None;
    }
    Some(match page.rotation() {
        Rotation::None => [trim.x0 - crop.x0, crop.y1 - trim.y1, width, height],
        Rotation::Horizontal => [trim.y0 - crop.y0, trim.x0 - crop.x0, height, width],
        Rotation::Flipped => [crop.x1 - trim.x1, trim.y0 - crop.y0, width, height],
        Rotation::FlippedHorizontal => [crop.y1 - trim.y1, crop.x1 - trim.x1, height, width],
    })
}

/// ITU-R BT.709, as everywhere in handpress.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    let sum = u32::from(r) * 2126 + u32::from(g) * 7152 + u32::from(b) * 722;
    u8::try_from(sum / 10_000).unwrap_or(u8::MAX)
}
