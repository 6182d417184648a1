//! A picture of a page or a side in shades of gray.

use crate::geometry::{Length, Rect, Turn};

/// A picture: the light of each pixel, 0 for black to 255 for white, row by
/// row from the top.
#[derive(Clone, PartialEq, Debug)]
pub struct Bitmap {
    width: usize,
    height: usize,
    light: Vec<u8>,
    /// How far what is shown reaches, in pixels: its last column and row may be
    /// in part outside.
    extent: (f64, f64),
    /// Whether what was drawn has colours; not known unless it was asked.
    coloured: bool,
}

impl Bitmap {
    /// A picture of so many pixels; missing ones are white, too many are cut.
    pub fn new(width: usize, height: usize, mut light: Vec<u8>) -> Self {
        light.resize(width * height, u8::MAX);
        Self { width, height, light, extent: (width as f64, height as f64), coloured: false }
    }

    /// The same of something that ends within its last column and row.
    pub fn with_extent(self, width: f64, height: f64) -> Self {
        Self { extent: (width, height), ..self }
    }

    /// The same of something that has colours, or has not.
    pub fn with_colours(self, coloured: bool) -> Self {
        Self { coloured, ..self }
    }

    /// Whether what was drawn has colours, if it was drawn
    /// [in colour](super::Drawing::in_colour).
    pub fn is_coloured(&self) -> bool {
        self.coloured
    }

    /// How far what is shown reaches to the right and down, in pixels.
    pub fn extent(&self) -> (f64, f64) {
        self.extent
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, 0 for black to 255 for white, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.light
    }

    /// How dark a pixel is, 0 to 255; outside the picture is white.
    pub fn dark(&self, x: usize, y: usize) -> u8 {
        let inside = x < self.width && y < self.height;
        let light = inside.then(|| self.light.get(y * self.width + x)).flatten();
        u8::MAX - light.copied().unwrap_or(u8::MAX)
    }

    /// How dark each pixel of a row is, from the left; nothing outside.
    pub fn row(&self, y: usize) -> impl Iterator<Item = u8> + '_ {
        let start = y.saturating_mul(self.width);
        let row = self.light.get(start..start + self.width).unwrap_or_default();
        row.iter().map(|light| u8::MAX - light)
    }

    /// The light of each pixel of a row, from the left; nothing outside.
    pub fn light(&self, y: usize) -> &[u8] {
        let start = y.saturating_mul(self.width);
        self.light.get(start..start + self.width).unwrap_or_default()
    }

    /// All the darkness there is.
    pub fn ink(&self) -> u64 {
        self.light.iter().map(|light| u64::from(u8::MAX - light)).sum()
    }

    /// The part of a picture, drawn at so many dots an inch, that a rectangle
    /// covers.
    pub fn cut(&self, part: Rect, dpi: f64) -> Self {
        let pixels = |length: Length| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
            let pixels = (length.ratio(Length::IN) * dpi).round().max(0.0) as usize;
            pixels
        };
        let (left, top) = (pixels(part.left()), pixels(part.top()));
        let (right, bottom) = (pixels(part.right()), pixels(part.bottom()));
        let width = right.saturating_sub(left);
        let mut light = Vec::with_capacity(width * bottom.saturating_sub(top));
        for y in top..bottom {
            let row = self.light(y);
            let row = row.get(left.min(row.len())..right.min(row.len())).unwrap_or_default();
            let before = light.len();
            light.extend_from_slice(row);
            light.resize(before + width, u8::MAX);
        }
        Self::new(width, bottom.saturating_sub(top), light)
    }

    /// The same, white outside a rectangle.
    pub fn only(mut self, part: Rect, dpi: f64) -> Self {
        let pixels = |length: Length| length.ratio(Length::IN) * dpi;
        let (left, right) = (pixels(part.left()), pixels(part.right()));
        let (top, bottom) = (pixels(part.top()), pixels(part.bottom()));
        // A pixel belongs to where its middle is.
        let is_in = |at: usize, from: f64, to: f64| (from..to).contains(&(at as f64 + 0.5));
        for (y, row) in self.light.chunks_mut(self.width.max(1)).enumerate() {
            let in_row = is_in(y, top, bottom);
            for (x, light) in row.iter_mut().enumerate() {
                if !in_row || !is_in(x, left, right) {
                    *light = u8::MAX;
                }
            }
        }
        self
    }

    /// The picture turned clockwise.
    pub fn turned(&self, turn: Turn) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = match turn {
            Turn::None | Turn::Half => (w, h),
            Turn::Quarter | Turn::ThreeQuarter => (h, w),
        };
        let at = |x: usize, y: usize| match turn {
            Turn::None => (x, y),
            Turn::Quarter => (y, h - 1 - x),
            Turn::Half => (w - 1 - x, h - 1 - y),
            Turn::ThreeQuarter => (w - 1 - y, x),
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| at(x, y)));
        let light = places.map(|(x, y)| u8::MAX - self.dark(x, y)).collect();
        Self::new(width, height, light)
    }

    /// The picture at a `by`-th of its size, each pixel the mean of `by × by`.
    pub fn reduced(&self, by: usize) -> Self {
        let by = by.max(1);
        let (width, height) = (self.width.div_ceil(by), self.height.div_ceil(by));
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let mean = |(x, y): (usize, usize)| {
            let rows =
                (y * by..(y + 1) * by).flat_map(|y| (x * by..(x + 1) * by).map(move |x| (x, y)));
            let sum: usize = rows.map(|(x, y)| usize::from(self.dark(x, y))).sum();
            u8::MAX - u8::try_from(sum / (by * by)).unwrap_or(u8::MAX)
        };
        Self::new(width, height, places.map(mean).collect())
    }

    /// The sum of all differences of two pictures laid upon each other.
    pub fn difference(&self, other: &Self) -> u64 {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        places.map(|(x, y)| u64::from(self.dark(x, y).abs_diff(other.dark(x, y)))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(light: &[u8]) -> Bitmap {
        Bitmap::new(light.len(), 1, light.to_vec())
    }

    #[test]
    fn turns_clockwise() {
        // a b      d a
        // d c  ->  c b
        let picture = Bitmap::new(2, 2, vec![1, 2, 4, 3]);
        assert_eq!(picture.turned(Turn::Quarter), Bitmap::new(2, 2, vec![4, 1, 3, 2]));
        let wide = row(&[1, 2, 3]);
        assert_eq!(wide.turned(Turn::Quarter).height(), 3);
        for turn in Turn::ALL {
            assert_eq!(wide.turned(turn).turned(turn.back()), wide);
        }
        assert_eq!(wide.turned(Turn::Half), row(&[3, 2, 1]));
    }

    #[test]
    fn cuts_by_paper_measures() {
        let picture = row(&[10, 20, 30, 40]);
        let part = Rect::new(Length::IN, Length::ZERO, Length::IN * 2, Length::IN);
        assert_eq!(picture.cut(part, 1.0), row(&[20, 30]));
        assert_eq!(picture.only(part, 1.0), row(&[255, 20, 30, 255]));
    }

    #[test]
    fn differences_add_up() {
        assert_eq!(row(&[0, 255]).difference(&row(&[255, 255])), 255);
        assert_eq!(row(&[0]).difference(&row(&[0, 5])), 250);
        assert_eq!(row(&[0, 255]).ink(), 255);
        assert_eq!(row(&[0, 100, 255, 255]).reduced(2).dark(0, 0), 102);
    }
}
