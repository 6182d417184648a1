//! The letters of finished pages, and where they stand.

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect};

use super::{Drawing, POINTS, drawable, undrawable, unit};
use crate::diag::Diagnostic;

/// A letter, or what stands for several.
#[derive(Clone, PartialEq, Debug)]
pub struct Letter {
    /// What it says.
    pub text: String,
    /// Where its baseline begins, in millimetres from the left and the top of the
    /// page as it is shown.
    pub at: (f64, f64),
    /// The direction in which it is read, as a vector of length 1, y downwards.
    pub along: (f64, f64),
}

/// Millimetres in an inch.
const INCH: f64 = 25.4;

impl Drawing {
    /// The letters of each page, in the order in which they are drawn.
    ///
    /// # Errors
    /// `E0504` for a page that cannot be read.
    pub fn letters(&self) -> Result<Vec<Vec<Letter>>, Diagnostic> {
        let read = |(at, page)| drawable(page, || letters(page)).ok_or_else(|| undrawable(at));
        self.pdf.pages().iter().enumerate().map(read).collect()
    }
}

fn letters<'a>(page: &'a Page<'a>) -> Vec<Letter> {
    let scale = unit(page) * INCH / POINTS;
    let (width, height) = page.render_dimensions();
    let whole = Rect::new(0.0, 0.0, f64::from(width) * scale, f64::from(height) * scale);
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let cache = InterpreterCache::new();
    let mut context =
        Context::new(transform, whole, &cache, page.xref(), InterpreterSettings::default());
    let mut listener = Listener::default();
    interpret_page(page, &mut context, &mut listener);
    listener.letters
}

/// Hears what is drawn and keeps the letters.
#[derive(Default)]
struct Listener {
    letters: Vec<Letter>,
}

impl<'a> Device<'a> for Listener {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        let all = transform * glyph_transform;
        let (start, end) = (all * Point::ORIGIN, all * Point::new(1.0, 0.0));
        let far = end - start;
        let length = far.hypot();
        if length > 0.0 && start.x.is_finite() && start.y.is_finite() {
            let along = (far.x / length, far.y / length);
            self.letters.push(Letter { text, at: (start.x, start.y), along });
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
