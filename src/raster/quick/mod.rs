//! Pages of words and rules alone, drawn quickly: each letter is drawn once for every
//! quarter of a pixel at which it may begin, and then set like type. Anything else that
//! stands on a page makes it one for the renderer.

mod canvas;
mod type_case;

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, RectExt, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::luma;
use canvas::Canvas;
use type_case::TypeCase;

/// What is kept from page to page.
#[derive(Default)]
pub(super) struct Tools<'a> {
    cache: InterpreterCache<'a>,
    case: TypeCase,
}

/// The light of every pixel of a page, so many times as large as in points; none if it
/// has anything but words and rules.
pub(super) fn light<'a>(
    page: &'a Page<'a>,
    scale: f64,
    (width, height): (usize, usize),
    tools: &mut Tools<'a>,
) -> Option<Vec<u8>> {
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let whole = Rect::new(0.0, 0.0, width as f64, height as f64);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, whole, &tools.cache, page.xref(), settings);
    let crop = transform.transform_rect_bbox(page.intersected_crop_box().to_kurbo());
    let mut compositor = Compositor {
        canvas: Canvas::new(width, height),
        case: &mut tools.case,
        clips: vec![whole.intersect(crop)],
        gave_up: false,
    };
    interpret_page(page, &mut context, &mut compositor);
    (!compositor.gave_up).then(|| compositor.canvas.into_light())
}

/// Sets letters and rules; gives up at whatever else comes.
struct Compositor<'c> {
    canvas: Canvas,
    case: &'c mut TypeCase,
    /// How far may be drawn, the narrowest last.
    clips: Vec<Rect>,
    gave_up: bool,
}

impl Compositor<'_> {
    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or_default()
    }

    /// The light of a paint that covers what is below it.
    fn ink(&mut self, paint: &Paint<'_>) -> Option<u8> {
        let solid = match paint {
            Paint::Color(colour) => Some(colour.to_rgba().to_rgba8()),
            Paint::Pattern(_) => None,
        };
        let ink = solid.filter(|[.., alpha]| *alpha == u8::MAX).map(|[r, g, b, _]| luma(r, g, b));
        self.gave_up |= ink.is_none();
        ink
    }

    fn area(&mut self, area: Option<Rect>, paint: &Paint<'_>) {
        self.gave_up |= area.is_none();
        if let Some(area) = area.filter(|_| !self.gave_up)
            && let Some(ink) = self.ink(paint)
        {
            self.canvas.fill(area.intersect(self.clip()), ink);
        }
    }
}

impl<'a> Device<'a> for Compositor<'_> {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        draw_mode: &GlyphDrawMode,
    ) {
        let letter = match (glyph, draw_mode) {
            _ if self.gave_up => return,
            (_, GlyphDrawMode::Invisible) => return,
            (Glyph::Outline(letter), GlyphDrawMode::Fill) => letter,
            _ => return self.gave_up = true,
        };
        let clip = self.clip();
        let Some(ink) = self.ink(paint) else { return };
        match self.case.sort(letter, transform * glyph_transform) {
            Some(sort) => self.canvas.print(&sort, clip, ink),
            None => self.gave_up = true,
        }
    }

    fn draw_path(
        &mut self,
        path: &BezPath,
        transform: Affine,
        paint: &Paint<'a>,
        draw_mode: &PathDrawMode,
    ) {
        let area = match draw_mode {
            PathDrawMode::Fill(_) => rectangle(&(transform * path)),
            PathDrawMode::Stroke(stroke) if stroke.dash_array.is_empty() => {
                rule(path, f64::from(stroke.line_width), transform)
            }
            PathDrawMode::Stroke(_) => None,
        };
        self.area(area, paint);
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        let clip = rectangle(&clip_path.path);
        self.gave_up |= clip.is_none();
        self.clips.push(self.clip().intersect(clip.unwrap_or_default()));
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        self.gave_up |= opacity < 1.0 || mask.is_some() || blend_mode != BlendMode::Normal;
    }

    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        self.gave_up |= mask.is_some();
    }

    fn set_blend_mode(&mut self, blend_mode: BlendMode) {
        self.gave_up |= blend_mode != BlendMode::Normal;
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.gave_up = true;
    }

    fn pop_transparency_group(&mut self) {}
}

/// So far from a straight angle a rectangle may be, in pixels.
const ASKEW: f64 = 0.001;

/// The upright rectangle that a path is; none if it is another shape. Nothing at all is
/// an empty one.
fn rectangle(path: &BezPath) -> Option<Rect> {
    let bounds = path.bounding_box();
    let mut corners: Vec<Point> = Vec::new();
    for element in path.elements() {
        match element {
            PathEl::MoveTo(at) if corners.is_empty() => corners.push(*at),
            PathEl::LineTo(at) => corners.push(*at),
            PathEl::ClosePath => {}
            _ => return None,
        }
    }
    if corners.len() == 5 && corners.first().zip(corners.last()).is_some_and(|(a, b)| near(*a, *b))
    {
        corners.pop();
    }
    let [a, b, c, d] = corners.as_slice() else {
        return corners.is_empty().then_some(Rect::ZERO);
    };
    let own = [(bounds.x0, bounds.y0), (bounds.x1, bounds.y0), (bounds.x1, bounds.y1)];
    let own = [own[0], own[1], own[2], (bounds.x0, bounds.y1)].map(Point::from);
    // Its corners are those of its bounds, in one direction or the other.
    let is_at = |from: usize, step: usize| {
        let found = [a, b, c, d].into_iter().enumerate();
        found.into_iter().all(|(number, corner)| {
            own.get((from + number * step) % 4).is_some_and(|own| near(*own, *corner))
        })
    };
    (0..4).any(|from| is_at(from, 1) || is_at(from, 3)).then_some(bounds)
}

fn near(one: Point, other: Point) -> bool {
    (one - other).hypot() < ASKEW
}

/// The area of a straight line of a width, if it is upright or level. No line is narrower
/// than a pixel (PDF 32000-1, 8.4.3.2).
fn rule(path: &BezPath, width: f64, transform: Affine) -> Option<Rect> {
    let [PathEl::MoveTo(from), PathEl::LineTo(to)] = path.elements() else { return None };
    let along = *to - *from;
    if along.hypot() == 0.0 {
        return None;
    }
    let pixel = transform.determinant().abs().sqrt().recip();
    let aside = along.turn_90().normalize() * (width.max(pixel) / 2.0);
    let corners = [*from + aside, *to + aside, *to - aside, *from - aside];
    let mut outline = BezPath::new();
    for (number, corner) in corners.into_iter().enumerate() {
        let corner = transform * corner;
        if number == 0 { outline.move_to(corner) } else { outline.line_to(corner) }
    }
    rectangle(&outline)
}
