//! Letters that were drawn once, in all the places between pixels at which they begin.

use std::collections::HashMap;
use std::rc::Rc;

use ab_glyph_rasterizer::{Rasterizer, point};
use hayro::hayro_interpret::CacheKey;
use hayro::hayro_interpret::font::OutlineGlyph;
use hayro::vello_cpu::kurbo::{Affine, PathEl, Point, Shape};

/// A letter may begin at so many places between one pixel and the next, each way.
const STEPS: i64 = 4;
/// Larger letters, in pixels, are not kept.
const MOST_PIXELS: f64 = 250_000.0;
/// Letters do not begin further out, in pixels.
const FARTHEST: f64 = 100_000.0;

/// A letter as it is printed at a place.
pub(super) struct Sort {
    /// The pixel at the left and top of it.
    pub at: (i64, i64),
    pub face: Rc<Face>,
}

/// How much of each pixel a letter covers, row by row.
pub(super) struct Face {
    /// Pixels in a row.
    pub width: usize,
    /// Of 255.
    pub cover: Vec<u8>,
    left: i64,
    top: i64,
}

/// A letter, how it is turned and how large, and where between pixels it begins.
type Compartment = (u128, [u32; 4], (i64, i64));

/// All letters that were drawn.
#[derive(Default)]
pub(super) struct TypeCase(HashMap<Compartment, Option<Rc<Face>>>);

impl TypeCase {
    /// A letter as `transform` places it; none if it is too large to keep.
    pub(super) fn sort(&mut self, letter: &OutlineGlyph, transform: Affine) -> Option<Sort> {
        let [a, b, c, d, x, y] = transform.as_coeffs();
        let is_near = |at: f64| at.abs() < FARTHEST;
        if ![a, b, c, d, x, y].into_iter().all(is_near) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "within bounds")]
        let steps = [x, y].map(|at| (at * STEPS as f64).round() as i64);
        let [(right, x), (down, y)] =
            steps.map(|steps| (steps.rem_euclid(STEPS), steps.div_euclid(STEPS)));
        #[allow(clippy::cast_possible_truncation, reason = "fine enough to tell letters apart")]
        let turn = [a, b, c, d].map(|it| (it as f32).to_bits());
        let key = (letter.identifier().cache_key(), turn, (right, down));
        let face = self.0.entry(key).or_insert_with(|| {
            let within = [right, down].map(|step| step as f64 / STEPS as f64);
            face(letter, Affine::new([a, b, c, d, within[0], within[1]])).map(Rc::new)
        });
        let face = Rc::clone(face.as_ref()?);
        Some(Sort { at: (x + face.left, y + face.top), face })
    }
}

fn face(letter: &OutlineGlyph, transform: Affine) -> Option<Face> {
    let outline = transform * letter.outline();
    let bounds = outline.bounding_box();
    if outline.elements().is_empty() || bounds.is_zero_area() {
        return Some(Face { width: 0, cover: Vec::new(), left: 0, top: 0 });
    }
    // A pixel more on all sides: the rasterizer does not look at edges.
    let (left, top) = (bounds.x0.floor() - 1.0, bounds.y0.floor() - 1.0);
    let (across, down) = (bounds.x1.ceil() + 1.0 - left, bounds.y1.ceil() + 1.0 - top);
    if !(across * down).is_finite() || across * down > MOST_PIXELS {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
    let (width, height) = (across as usize, down as usize);
    let mut rasterizer = Rasterizer::new(width, height);
    #[allow(clippy::cast_possible_truncation, reason = "bounded")]
    let own = |at: Point| point((at.x - left) as f32, (at.y - top) as f32);
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    let close = |rasterizer: &mut Rasterizer, last: Point, start: Point| {
        rasterizer.draw_line(own(last), own(start));
    };
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                close(&mut rasterizer, last, start);
                start = to;
            }
            PathEl::LineTo(to) => rasterizer.draw_line(own(last), own(to)),
            PathEl::QuadTo(by, to) => rasterizer.draw_quad(own(last), own(by), own(to)),
            PathEl::CurveTo(one, other, to) => {
                rasterizer.draw_cubic(own(last), own(one), own(other), own(to));
            }
            PathEl::ClosePath => close(&mut rasterizer, last, start),
        }
        last = element.end_point().unwrap_or(start);
    }
    close(&mut rasterizer, last, start);
    let mut cover = vec![0; width * height];
    rasterizer.for_each_pixel(|at, share| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        if let Some(cover) = cover.get_mut(at) {
            *cover = (share.min(1.0) * 255.0).round() as u8;
        }
    });
    #[allow(clippy::cast_possible_truncation, reason = "bounded")]
    let (left, top) = (left as i64, top as i64);
    Some(Face { width, cover, left, top })
}
