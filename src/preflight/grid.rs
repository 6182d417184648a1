//! Pictures as ink on a coarse grid, so that two renderings of the same page
//! can be compared wherever they lie.

use super::spots::Spots;
use crate::geometry::{Length, Rect, Turn};
use crate::raster::Bitmap;

/// Where the ink of a picture is.
#[derive(Clone, Debug, Default)]
pub(super) struct Ink {
    spots: Spots,
    /// All of it.
    pub sum: f64,
    /// Its centre of gravity, in millimetres from the left and the top.
    pub centre: (f64, f64),
    /// The size of the picture, in millimetres.
    pub size: (f64, f64),
}

/// Millimetres in an inch.
const INCH: f64 = 25.4;
/// The side of a block, in millimetres: about a word's height.
const BLOCK: f32 = 1.0;
/// Pixels within so many millimetres are one spot.
const SPOT: f64 = 0.5;
/// Where less than this of the ink is left, it is gone.
const GONE: f32 = 0.2;
/// Lighter pixels are rounding, not ink.
const WHITE: u8 = 253;
/// So many millimetres are the very edge of a page.
const RIM: f32 = 0.4;
/// So many pixels of a row are looked at together.
const STRETCH: usize = 16;
/// Spots of less ink are no edge of a page.
const EDGE: f32 = 8.0;

impl Ink {
    /// The ink of a picture drawn at so many dots an inch. The pixels of half a
    /// millimetre are one spot, in their centre of gravity.
    pub(super) fn of(picture: &Bitmap, dpi: f64) -> Self {
        let mm = INCH / dpi;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
        let step = ((SPOT / mm).round() as usize).max(1);
        let (width, height) = picture.extent();
        let size = (width * mm, height * mm);
        let mut spots = Spots::new(size, (step * step) as f32 * f32::from(u8::MAX));
        let columns = picture.width().div_ceil(step);
        let mut sums: Vec<(u32, u32, u32)> = Vec::new();
        // The column of each pixel, and how far in it the pixel is.
        let places: Vec<(usize, u32)> =
            (0..picture.width()).map(|x| (x / step, (x % step) as u32)).collect();
        for top in (0..picture.height()).step_by(step) {
            sums.clear();
            sums.resize(columns, (0, 0, 0));
            for y in 0..step {
                let mut add = |lights: &[u8], places: &[(usize, u32)]| {
                    for (light, (column, x)) in lights.iter().zip(places) {
                        if *light < WHITE
                            && let Some((sum, right, down)) = sums.get_mut(*column)
                        {
                            let ink = u32::from(u8::MAX - *light);
                            *sum += ink;
                            *right += ink * x;
                            *down += ink * y as u32;
                        }
                    }
                };
                let (stretches, rest) = picture.light(top + y).as_chunks();
                for (stretch, places) in stretches.iter().zip(places.chunks(STRETCH)) {
                    // Most of a page is white.
                    if *stretch != [u8::MAX; STRETCH] {
                        add(stretch, places);
                    }
                }
                add(rest, places.get(stretches.len() * STRETCH..).unwrap_or_default());
            }
            for (column, (sum, right, down)) in sums.iter().enumerate().filter(|(_, it)| it.0 > 0) {
                let at = |start: usize, moment: u32| {
                    let within = f64::from(moment) / f64::from(*sum);
                    ((start as f64 + within + 0.5) * mm) as f32
                };
                spots.push((at(column * step, *right), at(top, *down), *sum as f32));
            }
        }
        Self::weighed(spots.closed(), size)
    }

    /// The ink of a part of a picture. Where the part does not begin on a whole
    /// pixel its places are still its own.
    pub(super) fn of_part(picture: &Bitmap, part: Rect, dpi: f64) -> Self {
        let ink = Self::of(&picture.cut(part, dpi), dpi);
        let off = |length: Length| {
            let pixels = length.ratio(Length::IN) * dpi;
            (pixels.round() - pixels) * INCH / dpi
        };
        let (right, down) = (off(part.left()) as f32, off(part.top()) as f32);
        let size = (part.size.width.to_mm(), part.size.height.to_mm());
        ink.moved(size, |(x, y, sum)| Some((x + right, y + down, sum)))
    }

    /// A picture of this size, in millimetres, with nothing on it.
    pub(super) fn none(size: (f64, f64)) -> Self {
        Self { size, ..Self::default() }
    }

    /// The same spots elsewhere on a picture of another size, as many as are wanted.
    fn moved(
        &self,
        size: (f64, f64),
        place: impl Fn((f32, f32, f32)) -> Option<(f32, f32, f32)>,
    ) -> Self {
        let mut spots = self.spots.like(size);
        self.spots.iter().filter_map(place).for_each(|spot| spots.push(spot));
        Self::weighed(spots.closed(), size)
    }

    fn weighed(spots: Spots, size: (f64, f64)) -> Self {
        let (mut sum, mut x, mut y) = (0.0, 0.0, 0.0);
        for (at_x, at_y, ink) in spots.iter() {
            let ink = f64::from(ink);
            sum += ink;
            x += f64::from(at_x) * ink;
            y += f64::from(at_y) * ink;
        }
        let centre = if sum > 0.0 { (x / sum, y / sum) } else { (0.0, 0.0) };
        Self { spots, sum, centre, size }
    }

    /// Whether there is nothing to be seen. A speck of a square millimetre at a
    /// tenth of black is nothing, and so is what a pixel that is cut in two
    /// shows of the page beside it.
    pub(super) fn is_blank(&self, dpi: f64) -> bool {
        let pixels = (dpi / INCH).powi(2);
        let rim = (2.0 * INCH / dpi) as f32;
        let (width, height) = (self.size.0 as f32 - rim, self.size.1 as f32 - rim);
        let inside = self
            .spots
            .iter()
            .filter(|(x, y, _)| (rim..width).contains(x) && (rim..height).contains(y));
        inside.map(|(.., ink)| f64::from(ink)).sum::<f64>() < 25.5 * pixels
    }

    /// The picture turned clockwise.
    pub(super) fn turned(&self, turn: Turn) -> Self {
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let place = |(x, y, ink): (f32, f32, f32)| match turn {
            Turn::None => Some((x, y, ink)),
            Turn::Quarter => Some((height - y, x, ink)),
            Turn::Half => Some((width - x, height - y, ink)),
            Turn::ThreeQuarter => Some((y, width - x, ink)),
        };
        let size = match turn {
            Turn::None | Turn::Half => self.size,
            Turn::Quarter | Turn::ThreeQuarter => (self.size.1, self.size.0),
        };
        self.moved(size, place)
    }

    /// As it is seen in a mirror.
    pub(super) fn mirrored(&self) -> Self {
        let width = self.size.0 as f32;
        self.moved(self.size, |(x, y, ink)| Some((width - x, y, ink)))
    }

    /// What of it lies in an area: left, top, right, bottom, in millimetres.
    pub(super) fn within(&self, (left, top, right, bottom): (f64, f64, f64, f64)) -> Self {
        self.moved(self.size, |spot| {
            let (x, y) = (f64::from(spot.0), f64::from(spot.1));
            (x >= left && x <= right && y >= top && y <= bottom).then_some(spot)
        })
    }

    /// The same, but for what lies at its very edge.
    pub(super) fn without_rim(&self) -> Self {
        let rim = f64::from(RIM);
        self.within((rim, rim, self.size.0 - rim, self.size.1 - rim))
    }

    /// The outermost ink: left, top, right, bottom, in millimetres.
    pub(super) fn bounds(&self) -> Option<(f64, f64, f64, f64)> {
        // The last shades of an edge reach further at one scale than at another.
        let mut shown = self.spots.iter().filter(|(_, _, ink)| *ink > EDGE);
        let (x, y, _) = shown.next()?;
        let mut bounds = (x, y, x, y);
        for (x, y, _) in shown {
            bounds = (bounds.0.min(x), bounds.1.min(y), bounds.2.max(x), bounds.3.max(y));
        }
        let (left, top, right, bottom) = bounds;
        Some((left.into(), top.into(), right.into(), bottom.into()))
    }

    /// How much of its ink is elsewhere than the other's, once the other is as
    /// large as `scale` makes it and lies with its top left corner at `origin`,
    /// in millimetres: 0 for the same picture, about 1 and more for another.
    pub(super) fn differs(&self, other: &Self, scale: f64, origin: (f64, f64)) -> f64 {
        let mut blocks = Blocks::new(self.size);
        for (x, y, ink) in self.spots.iter() {
            blocks.add(x, y, ink);
        }
        let by = scale as f32;
        // Scaled ink covers more paper.
        let much = by * by;
        let (left, top) = (origin.0 as f32, origin.1 as f32);
        for (x, y, ink) in other.spots.iter() {
            blocks.add(left + x * by, top + y * by, -ink * much);
        }
        let ink = self.sum.max(other.sum * scale * scale).max(1.0);
        blocks.rest() / ink
    }

    /// How much of the other's ink, of 1, lies where this picture has next to
    /// none, once the other is as large as `scale` makes it and lies with its
    /// top left corner at `origin`: what was cut off, but not what is fainter.
    pub(super) fn vanished(&self, other: &Self, scale: f64, origin: (f64, f64)) -> f64 {
        let by = scale as f32;
        let (left, top) = (origin.0 as f32, origin.1 as f32);
        // The other may reach beyond the picture: that is what is looked for.
        let size = (
            self.size.0.max(origin.0 + other.size.0 * scale),
            self.size.1.max(origin.1 + other.size.1 * scale),
        );
        let rim = ((-left).max(0.0) + BLOCK, (-top).max(0.0) + BLOCK);
        let size = (size.0 + f64::from(rim.0), size.1 + f64::from(rim.1));
        let (mut here, mut there) = (Blocks::new(size), Blocks::new(size));
        for (x, y, ink) in self.spots.iter() {
            here.add(x + rim.0, y + rim.1, ink);
        }
        for (x, y, ink) in other.spots.iter() {
            there.add(left + x * by + rim.0, top + y * by + rim.1, ink * by * by);
        }
        let gone =
            there.sums.iter().enumerate().filter(|(at, ink)| here.around(*at) < **ink * GONE);
        let gone: f64 = gone.map(|(_, ink)| f64::from(*ink)).sum();
        gone / (other.sum * scale * scale).max(1.0)
    }

    /// The same with the centres of both upon each other.
    pub(super) fn differs_anywhere(&self, other: &Self, scale: f64) -> f64 {
        self.differs(other, scale, self.origin_of(other, scale))
    }

    /// Its shape in rough outline, around its centre, as large as `scale` makes
    /// it: enough to leave most pages out of a search.
    pub(super) fn outline(&self, scale: f64) -> Outline {
        let mut sums = vec![0.0_f32; OUTLINE * OUTLINE];
        let middle = OUTLINE as f32 / 2.0;
        let place = |at: f32, centre: f64| {
            let at = (f64::from(at) - centre) * scale / OUTLINE_BLOCK;
            (at as f32 + middle).clamp(0.0, OUTLINE as f32 - 1.0)
        };
        for (x, y, ink) in self.spots.iter() {
            let (x, y) = (place(x, self.centre.0), place(y, self.centre.1));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            if let Some(sum) = sums.get_mut(y as usize * OUTLINE + x as usize) {
                *sum += ink / self.sum.max(1.0) as f32;
            }
        }
        Outline(sums)
    }

    /// Where the other's top left corner lies if its centre lies on this one's.
    pub(super) fn origin_of(&self, other: &Self, scale: f64) -> (f64, f64) {
        (self.centre.0 - other.centre.0 * scale, self.centre.1 - other.centre.1 * scale)
    }
}

/// Sums of ink in blocks, each spot shared out among the four blocks around it,
/// so that a hair's breadth makes a hair's difference.
struct Blocks {
    columns: usize,
    rows: usize,
    sums: Vec<f32>,
}

impl Blocks {
    /// With a rim of blocks around the picture, for what lies outside.
    fn new((width, height): (f64, f64)) -> Self {
        let count = |length: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
            let count = (length / f64::from(BLOCK)).clamp(0.0, 4000.0) as usize;
            count + 4
        };
        let (columns, rows) = (count(width), count(height));
        Self { columns, rows, sums: vec![0.0; columns * rows] }
    }

    /// The most ink of a block and those beside it.
    fn around(&self, at: usize) -> f32 {
        let rows = [at.checked_sub(self.columns), Some(at), at.checked_add(self.columns)];
        let blocks = rows.into_iter().flatten().flat_map(|at| at.saturating_sub(1)..=at + 1);
        blocks.filter_map(|at| self.sums.get(at)).copied().fold(0.0, f32::max)
    }

    fn add(&mut self, x: f32, y: f32, ink: f32) {
        let most_x = (self.columns - 2) as f32;
        let most_y = (self.rows - 2) as f32;
        let x = (x / BLOCK + 1.0).clamp(0.0, most_x);
        let y = (y / BLOCK + 1.0).clamp(0.0, most_y);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let (column, row) = (x as usize, y as usize);
        let (right, down) = (x - column as f32, y - row as f32);
        let at = row * self.columns + column;
        for (at, ink) in [(at, ink * (1.0 - down)), (at + self.columns, ink * down)] {
            if let Some([one, other]) = self.sums.get_mut(at..at + 2) {
                *one += ink * (1.0 - right);
                *other += ink * right;
            }
        }
    }

    fn rest(&self) -> f64 {
        self.sums.iter().map(|sum| f64::from(sum.abs())).sum()
    }
}

/// Blocks of an outline, each way, and their side in millimetres.
const OUTLINE: usize = 40;
const OUTLINE_BLOCK: f64 = 8.0;

/// A picture in rough outline: how its ink is shared out.
pub(super) struct Outline(Vec<f32>);

impl Outline {
    /// 0 for the same shares, up to 2.
    pub(super) fn differs(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(one, other)| (one - other).abs()).sum()
    }
}
