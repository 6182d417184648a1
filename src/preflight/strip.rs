//! A strip of pictures: finished sheets as they are printed, cut, folded and
//! read.

use crate::fold::{self, Moment, Patch, Still};
use crate::geometry::Length;
use crate::raster::Bitmap;
use crate::sheet::{Flip, Hands};

/// The table that paper lies on.
const TABLE: u8 = 205;
const EDGE: u8 = 90;
const ARROW: u8 = 110;
/// Around and between pictures, in millimetres.
const MARGIN: f64 = 14.0;
/// An arrow's length, in millimetres.
const REACH: f64 = 10.0;
/// A row is as wide as this, in millimetres, or as its only picture.
const ROW: f64 = 1500.0;
/// So many leaves show at the edges of a pile.
const SHOWN: usize = 5;

/// Draws what becomes of sheets that were drawn at so many dots an inch.
pub fn strip(sides: &[Bitmap], dpi: f64, hands: &Hands, flip: Flip) -> Bitmap {
    let film = fold::film(hands, sides.len().div_ceil(2), flip);
    let pixels = |mm: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
        let pixels = (mm / 25.4 * dpi).round().max(0.0) as usize;
        pixels
    };
    let stills: Vec<(Moment, Canvas)> =
        film.iter().map(|still| (still.moment, picture(still, sides, dpi))).collect();
    let (margin, reach, most) = (pixels(MARGIN), pixels(REACH), pixels(ROW));
    // Laid in rows, each as high as its highest.
    let mut rows: Vec<Vec<&(Moment, Canvas)>> = vec![Vec::new()];
    let mut width = 0;
    for still in &stills {
        let needs = still.1.width + 2 * margin + reach;
        if width + needs > most && width > 0 {
            rows.push(Vec::new());
            width = 0;
        }
        width += needs;
        if let Some(row) = rows.last_mut() {
            row.push(still);
        }
    }
    let wide = |row: &Vec<&(Moment, Canvas)>| {
        row.iter().map(|still| still.1.width + 2 * margin + reach).sum::<usize>() + margin
    };
    let high = |row: &Vec<&(Moment, Canvas)>| {
        row.iter().map(|still| still.1.height).max().unwrap_or(0) + margin
    };
    let mut whole = Canvas::new(
        rows.iter().map(wide).max().unwrap_or(0),
        rows.iter().map(high).sum::<usize>() + margin,
    );
    let mut top = margin;
    let mut before: Option<Moment> = None;
    for row in &rows {
        let mut left = margin;
        let height = high(row) - margin;
        for (moment, picture) in row {
            // An arrow leads from one thing that hands do to the next.
            if before.is_some_and(|before| before != *moment || *moment == Moment::Folded) {
                whole.arrow(left, top + height / 2, reach);
            }
            before = Some(*moment);
            left += reach + margin;
            whole.lay(picture, left, top + (height - picture.height) / 2);
            left += picture.width + margin;
        }
        top += height + margin;
    }
    whole.finished()
}

/// A moment, at the scale of the sides.
fn picture(still: &Still, sides: &[Bitmap], dpi: f64) -> Canvas {
    let count = |length: Length| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let pixels = (length.ratio(Length::IN) * dpi).round().max(0.0) as usize;
        pixels
    };
    let thick = |patch: &Patch| patch.leaves.min(SHOWN).saturating_sub(1);
    let end = |pick: fn(&Patch) -> Length| still.patches.iter().map(pick).max().unwrap_or_default();
    let piles = still.patches.iter().map(thick).max().unwrap_or(0);
    let mut canvas = Canvas::new(
        count(end(|patch| patch.place.right())) + piles + 1,
        count(end(|patch| patch.place.bottom())) + piles + 1,
    );
    for patch in &still.patches {
        let side = sides.get(patch.window.sheet * 2 + usize::from(patch.window.back));
        let shown = side.map(|side| side.cut(patch.window.part, dpi).turned(patch.window.turn));
        let (left, top) = (count(patch.place.left()), count(patch.place.top()));
        let (width, height) = (count(patch.place.size.width), count(patch.place.size.height));
        for leaf in (0..=thick(patch)).rev() {
            canvas.sheet(left + leaf, top + leaf, width, height);
        }
        if let Some(shown) = shown {
            canvas.print(&shown, left, top, width, height);
        }
    }
    canvas
}

/// Gray paper on a gray table.
struct Canvas {
    width: usize,
    height: usize,
    light: Vec<u8>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, light: vec![TABLE; width * height] }
    }

    fn put(&mut self, x: usize, y: usize, light: u8) {
        if x < self.width
            && let Some(pixel) = self.light.get_mut(y * self.width + x)
        {
            *pixel = light;
        }
    }

    /// White paper with an edge.
    fn sheet(&mut self, left: usize, top: usize, width: usize, height: usize) {
        for y in 0..=height {
            for x in 0..=width {
                let is_edge = x == 0 || y == 0 || x == width || y == height;
                self.put(left + x, top + y, if is_edge { EDGE } else { u8::MAX });
            }
        }
    }

    /// What is printed on it, the edge left free.
    fn print(&mut self, shown: &Bitmap, left: usize, top: usize, width: usize, height: usize) {
        for y in 1..height.min(shown.height()) {
            for x in 1..width.min(shown.width()) {
                self.put(left + x, top + y, u8::MAX - shown.dark(x, y));
            }
        }
    }

    fn lay(&mut self, other: &Self, left: usize, top: usize) {
        for (y, row) in other.light.chunks(other.width.max(1)).enumerate() {
            for (x, light) in row.iter().enumerate() {
                self.put(left + x, top + y, *light);
            }
        }
    }

    /// A triangle that points to the right.
    fn arrow(&mut self, left: usize, middle: usize, reach: usize) {
        let half = reach / 2;
        for x in 0..reach {
            let high = half * (reach - x) / reach.max(1);
            for y in middle.saturating_sub(high)..=middle + high {
                self.put(left + x, y, ARROW);
            }
        }
    }

    fn finished(self) -> Bitmap {
        Bitmap::new(self.width, self.height, self.light)
    }
}
