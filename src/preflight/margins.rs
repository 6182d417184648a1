//! Ink that a printer cannot print: too near to the edge of the paper.

use crate::geometry::Length;
use crate::raster::Bitmap;

/// Ink in the margin that a printer leaves white.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TooNear {
    /// The side, from 0: front, back, front ….
    pub side: usize,
    /// Where the ink nearest to an edge is, in millimetres from the left and the
    /// top of the side.
    pub at: (f64, f64),
    /// How far that is from the edge.
    pub distance: Length,
}

/// Lighter than this is no ink.
const WHITE: u8 = 235;

/// For each side with ink nearer than `margin` to an edge, the nearest.
pub fn too_near(sides: &[Bitmap], dpi: f64, margin: Length) -> Vec<TooNear> {
    let mm = 25.4 / dpi;
    let look = |(number, side): (usize, &Bitmap)| {
        let (width, height) = side.extent();
        let mut nearest: Option<(f64, (f64, f64))> = None;
        for y in 0..side.height() {
            let row = side.light(y);
            let down = (y as f64 + 0.5, height - y as f64 - 0.5);
            // Within the margins at head and foot every pixel counts, else only
            // those at the sides.
            let is_edge = down.0.min(down.1) * mm < margin.to_mm();
            let wide = (margin.to_mm() / mm).ceil() as usize;
            let columns = (0..row.len()).filter(|x| is_edge || *x < wide || *x + wide >= row.len());
            for x in columns.filter(|x| row.get(*x).is_some_and(|light| *light < WHITE)) {
                let across = (x as f64 + 0.5, width - x as f64 - 0.5);
                let far = down.0.min(down.1).min(across.0).min(across.1).max(0.0) * mm;
                if far < margin.to_mm() && nearest.is_none_or(|(least, _)| far < least) {
                    nearest = Some((far, (across.0 * mm, down.0 * mm)));
                }
            }
        }
        nearest.map(|(far, at)| TooNear { side: number, at, distance: Length::mm(far) })
    };
    sides.iter().enumerate().filter_map(look).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_near_an_edge_is_measured() {
        // 100 by 50 pixels of a millimetre each.
        let mut light = vec![u8::MAX; 100 * 50];
        light[20 * 100 + 97] = 0;
        light[25 * 100 + 50] = 0;
        let side = Bitmap::new(100, 50, light);
        let found = too_near(std::slice::from_ref(&side), 25.4, Length::mm(4.0));
        assert_eq!(found.len(), 1);
        assert!((found[0].distance.to_mm() - 2.5).abs() < 0.01, "{found:?}");
        assert_eq!(found[0].at, (97.5, 20.5));
        assert!(too_near(&[side], 25.4, Length::mm(2.0)).is_empty());
    }
}
