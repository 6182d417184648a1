//! Finished PDFs as pictures. The only room that names hayro.

mod bitmap;
mod circle;
mod letters;
mod quick;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Rect;
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::vello_cpu::color::PremulRgba8;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

pub use bitmap::Bitmap;
pub use letters::Letter;

use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Rect as Area, Size};

/// Points in an inch.
const POINTS: f64 = 72.0;
/// Channels that differ by less than this are gray that was rounded.
const TINGE: u8 = 24;
/// Less of a pixel than this is none.
const ROUNDING: f64 = 0.01;
/// hayro draws no more pixels in a row than this.
const MOST_PIXELS: f64 = 65_000.0;

/// A PDF whose pages can be drawn.
pub struct Drawing {
    pdf: Pdf,
    cores: usize,
    beyond_trim: Beyond,
    in_colour: bool,
}

/// What becomes of what lies outside a page's trim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Shown,
    White,
    Cut,
}

impl Drawing {
    /// Reads a PDF.
    ///
    /// # Errors
    /// `E0504` if it cannot be read as a PDF.
    pub fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Self, Diagnostic> {
        match Pdf::new_with_password(bytes, password.unwrap_or_default()) {
            Ok(pdf) => {
                Ok(Self { pdf, cores: cores(), beyond_trim: Beyond::Shown, in_colour: false })
            }
            Err(error) => Err(Diagnostic::error(code::BAD_PDF, "this PDF cannot be rendered")
                .label(format!("{error:?}"))),
        }
    }

    /// The same, drawn on so many cores at a time: each takes the memory that a
    /// page takes.
    pub fn on_cores(self, cores: usize) -> Self {
        Self { cores, ..self }
    }

    /// The same, each page drawn as far as its trim goes, if it has one: what is
    /// left when it is cut to size.
    pub fn to_trim(self) -> Self {
        Self { beyond_trim: Beyond::Cut, ..self }
    }

    /// The same, each page white outside its trim, if it has one: without the
    /// marks for whoever cuts it.
    pub fn without_marks(self) -> Self {
        Self { beyond_trim: Beyond::White, ..self }
    }

    /// The same, each page asked whether it has colours.
    pub fn in_colour(self) -> Self {
        Self { in_colour: true, ..self }
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

    /// The size of the first page as it is shown.
    pub fn size(&self) -> Option<Size> {
        self.pdf.pages().first().map(size)
    }

    /// The size of each page as it is drawn.
    pub fn sizes(&self) -> Vec<Size> {
        let drawn = |page: &Page<'_>| match trim(page).filter(|_| self.beyond_trim == Beyond::Cut) {
            Some([_, _, width, height]) => {
                let points = |units: f64| Length::pt(units * unit(page));
                Size::new(points(width), points(height))
            }
            None => size(page),
        };
        self.pdf.pages().iter().map(drawn).collect()
    }

    /// Draws all pages at so many dots an inch, each as the light that a black
    /// printer would leave on white paper.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub fn render(&self, dpi: f64) -> Result<Vec<Bitmap>, Diagnostic> {
        self.each(dpi, |page| page)
    }

    /// Draws all pages and keeps of each what `look` makes of it.
    ///
    /// # Errors
    /// `E0504` for a page that the renderer cannot draw.
    pub fn each<T: Send>(
        &self,
        dpi: f64,
        look: impl Fn(Bitmap) -> T + Sync,
    ) -> Result<Vec<T>, Diagnostic> {
        self.drawn(dpi, false, look)
    }

    /// The same some four times as quickly where pages have nothing but words and rules,
    /// each letter up to an eighth of a pixel off its place; others are drawn as ever.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub fn each_quickly<T: Send>(
        &self,
        dpi: f64,
        look: impl Fn(Bitmap) -> T + Sync,
    ) -> Result<Vec<T>, Diagnostic> {
        self.drawn(dpi, !self.in_colour, look)
    }

    fn drawn<T: Send>(
        &self,
        dpi: f64,
        quickly: bool,
        look: impl Fn(Bitmap) -> T + Sync,
    ) -> Result<Vec<T>, Diagnostic> {
        let pages = self.pdf.pages();
        let next = AtomicUsize::new(0);
        // Whoever is free takes the next page: some take much longer than others.
        let work = || {
            let mut cache = RenderCache::new();
            let mut tools = quickly.then(quick::Tools::default);
            let mut drawn: Vec<(usize, Option<T>)> = Vec::new();
            while let Some((at, page)) = {
                let at = next.fetch_add(1, Ordering::Relaxed);
                pages.get(at).map(|page| (at, page))
            } {
                let picture = drawable(page, || self.draw(page, dpi, &cache, tools.as_mut()));
                if picture.is_none() {
                    // Nobody needs the others.
                    next.store(pages.len(), Ordering::Relaxed);
                }
                drawn.push((at, picture.map(&look)));
                // It keeps every picture of the file.
                if drawn.len().is_multiple_of(PAGES_OF_A_CACHE) {
                    cache = RenderCache::new();
                }
            }
            drawn
        };
        let mut drawn: Vec<(usize, Option<T>)> = std::thread::scope(|scope| {
            let others: Vec<_> =
                (1..self.cores.min(pages.len())).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            for other in others {
                all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            all
        });
        drawn.sort_by_key(|(at, _)| *at);
        drawn.into_iter().map(|(at, page)| page.ok_or_else(|| undrawable(at))).collect()
    }

    fn draw<'a>(
        &self,
        page: &'a Page<'a>,
        dpi: f64,
        cache: &RenderCache<'a>,
        tools: Option<&mut quick::Tools<'a>>,
    ) -> Bitmap {
        let scale = dpi * unit(page) / POINTS;
        let (width, height) = page.render_dimensions();
        let most = f64::from(width.max(height)) * scale;
        let scale = if most > MOST_PIXELS { scale * MOST_PIXELS / most } else { scale };
        #[allow(clippy::cast_possible_truncation, reason = "hayro scales by f32")]
        let by = scale as f32;
        // Whole pixels that hold all of the page.
        let (across, down) = (f64::from(width) * scale, f64::from(height) * scale);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let whole = |pixels: f64| (pixels - ROUNDING).ceil().max(1.0) as u16;
        let (columns, rows) = (whole(across), whole(down));
        let size = (usize::from(columns), usize::from(rows));
        let quick = tools.and_then(|tools| quick::light(page, scale, size, tools));
        let quick = quick.map(|light| Bitmap::new(size.0, size.1, light));
        let drawn = quick.unwrap_or_else(|| {
            let settings = RenderSettings {
                x_scale: by,
                y_scale: by,
                width: Some(columns),
                height: Some(rows),
                bg_color: WHITE,
            };
            let pixmap = hayro::render(page, cache, &InterpreterSettings::default(), &settings);
            let coloured = self.in_colour && pixmap.data().iter().any(is_coloured);
            Bitmap::new(pixmap.width().into(), pixmap.height().into(), light(pixmap.data()))
                .with_colours(coloured)
        });
        let coloured = drawn.is_coloured();
        let whole = drawn.with_extent(across, down);
        let per_inch = scale * POINTS / unit(page);
        let part = || {
            let [left, top, width, height] =
                trim(page)?.map(|units| Length::pt(units * unit(page)));
            Some(Area::new(left, top, width, height))
        };
        match (self.beyond_trim, part()) {
            (Beyond::Shown, _) | (_, None) => whole,
            (Beyond::White, Some(part)) => whole.only(part, per_inch),
            (Beyond::Cut, Some(part)) => whole.cut(part, per_inch).with_colours(coloured),
        }
    }
}

/// What is made of a page, unless it would never end or the renderer gives up: it
/// panics on some pages.
fn drawable<T>(page: &Page<'_>, draw: impl FnOnce() -> T) -> Option<T> {
    if circle::is_endless(page) {
        return None;
    }
    catch_unwind(AssertUnwindSafe(draw)).ok()
}

fn undrawable(at: usize) -> Diagnostic {
    Diagnostic::error(code::BAD_PDF, format!("page {} cannot be drawn", at + 1))
        .hint("open the file in a viewer and print it to a new PDF")
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MOST_CORES)
}

/// A renderer's cache is used for so many pages.
const PAGES_OF_A_CACHE: usize = 24;
/// More cores than this only share the memory's speed.
const MOST_CORES: usize = 8;

/// Draws all pages of a PDF; see [`Drawing::render`].
///
/// # Errors
/// `E0504` if it cannot be read as a PDF, or a page cannot be drawn.
pub fn render(bytes: &[u8], dpi: f64) -> Result<Vec<Bitmap>, Diagnostic> {
    Drawing::open(bytes.to_vec(), None)?.render(dpi)
}

/// The size of a page as it is shown.
fn size(page: &Page<'_>) -> Size {
    let (width, height) = page.render_dimensions();
    let points = |units: f32| Length::pt(f64::from(units) * unit(page));
    Size::new(points(width), points(height))
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

fn is_coloured(pixel: &PremulRgba8) -> bool {
    let least = pixel.r.min(pixel.g).min(pixel.b);
    pixel.r.max(pixel.g).max(pixel.b) - least > TINGE
}

/// How light each pixel is.
fn light(pixels: &[PremulRgba8]) -> Vec<u8> {
    let mut light = Vec::with_capacity(pixels.len());
    for few in pixels.chunks(16) {
        // Most of a page is white.
        if few.iter().fold(u8::MAX, |all, pixel| all & pixel.r & pixel.g & pixel.b) == u8::MAX {
            light.resize(light.len() + few.len(), u8::MAX);
        } else {
            light.extend(few.iter().map(|pixel| luma(pixel.r, pixel.g, pixel.b)));
        }
    }
    light
}

/// ITU-R BT.709, as everywhere in handpress.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    // In parts of 65,536, which processors divide by quickly.
    let sum = u32::from(r) * 13_933 + u32::from(g) * 46_871 + u32::from(b) * 4_732;
    let [light, ..] = (sum >> 16).to_le_bytes();
    light
}
