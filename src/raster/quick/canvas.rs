//! The paper on which letters and rules are printed.

use hayro::vello_cpu::kurbo::Rect;

use super::type_case::Sort;

/// The light of every pixel.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    light: Vec<u8>,
}

impl Canvas {
    /// White paper.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, light: vec![u8::MAX; width * height] }
    }

    pub(super) fn into_light(self) -> Vec<u8> {
        self.light
    }

    /// Prints a letter as far as the clip goes.
    pub(super) fn print(&mut self, sort: &Sort, clip: Rect, ink: u8) {
        let (left, top) = sort.at;
        let width = sort.face.width;
        if width == 0 {
            return;
        }
        let (right, bottom) =
            (left + signed(width), top + signed(sort.face.cover.len().div_euclid(width)));
        let own = Rect::new(left as f64, top as f64, right as f64, bottom as f64);
        let is_whole = clip.union(own) == clip;
        for (row, y) in sort.face.cover.chunks_exact(width).zip(top..) {
            let Some((from, pixels)) = self.row(left, right, y) else { continue };
            let row = row.get(from..).unwrap_or_default();
            if is_whole {
                row.iter().zip(pixels).for_each(|(cover, light)| over(light, *cover, ink));
            } else {
                for ((cover, light), x) in row.iter().zip(pixels).zip(left + signed(from)..) {
                    let within = f64::from(*cover) * covered(x, y, clip);
                    over(light, byte(within), ink);
                }
            }
        }
    }

    /// Fills an area.
    pub(super) fn fill(&mut self, area: Rect, ink: u8) {
        let own = Rect::new(0.0, 0.0, self.width as f64, self.height as f64);
        let area = area.intersect(own);
        if area.is_zero_area() {
            return;
        }
        #[allow(clippy::cast_possible_truncation, reason = "within the paper")]
        let whole = |at: f64| at as i64;
        let (left, right) = (whole(area.x0.floor()), whole(area.x1.ceil()));
        for y in whole(area.y0.floor())..whole(area.y1.ceil()) {
            let Some((_, pixels)) = self.row(left, right, y) else { continue };
            for (light, x) in pixels.iter_mut().zip(left..) {
                over(light, byte(covered(x, y, area) * 255.0), ink);
            }
        }
    }

    /// The pixels of a row from `left` on and before `right`, as far as there are any,
    /// and how many there are not at the left.
    fn row(&mut self, left: i64, right: i64, y: i64) -> Option<(usize, &mut [u8])> {
        let y = usize::try_from(y).ok().filter(|y| *y < self.height)?;
        let from = usize::try_from(left.max(0)).ok()?;
        let to = usize::try_from(right).ok()?.min(self.width);
        let missing = usize::try_from((-left).max(0)).ok()?;
        let start = y * self.width;
        Some((missing, self.light.get_mut(start + from.min(to)..start + to)?))
    }
}

/// How much of a pixel lies in an area.
fn covered(x: i64, y: i64, area: Rect) -> f64 {
    let (x, y) = (x as f64, y as f64);
    let across = area.x1.min(x + 1.0) - area.x0.max(x);
    let down = area.y1.min(y + 1.0) - area.y0.max(y);
    across.max(0.0) * down.max(0.0)
}

fn over(light: &mut u8, cover: u8, ink: u8) {
    let (below, cover) = (i32::from(*light), i32::from(cover));
    // To the nearest, or much text would fade a little.
    let mixed = (below * (255 - cover) + i32::from(ink) * cover + 127) / 255;
    *light = u8::try_from(mixed).unwrap_or(u8::MAX);
}

fn byte(value: f64) -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let byte = value.round() as u8;
    byte
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
