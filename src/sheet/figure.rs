//! What is drawn on a sheet beside its pages: lines, areas, and figures made of
//! lines, so that no face is needed.

use crate::geometry::{Length, Point};

/// Something drawn in black or gray.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Figure {
    /// A line through these points.
    Line {
        /// The points, at least two.
        points: Vec<Point>,
        /// How thick it is.
        width: Length,
        /// Whether it is broken, as lines are along which one folds.
        dashed: bool,
    },
    /// An area with these corners.
    Area {
        /// The corners, at least three.
        corners: Vec<Point>,
        /// Its light: 0 for black, 255 for white.
        light: u8,
    },
}

impl Figure {
    /// A plain line.
    pub fn line(points: impl IntoIterator<Item = Point>, width: Length) -> Self {
        Self::Line { points: points.into_iter().collect(), width, dashed: false }
    }

    /// A black area.
    pub fn black(corners: impl IntoIterator<Item = Point>) -> Self {
        Self::Area { corners: corners.into_iter().collect(), light: 0 }
    }

    /// The same with every point moved by `place`.
    pub fn placed(self, place: impl Fn(Point) -> Point) -> Self {
        let all = |points: Vec<Point>| points.into_iter().map(&place).collect();
        match self {
            Self::Line { points, width, dashed } => {
                Self::Line { points: all(points), width, dashed }
            }
            Self::Area { corners, light } => Self::Area { corners: all(corners), light },
        }
    }

    /// Its points.
    pub fn points(&self) -> &[Point] {
        match self {
            Self::Line { points, .. } => points,
            Self::Area { corners, .. } => corners,
        }
    }
}

/// Figures of lines on a grid of 4 by 6, y downwards, and `a` and `b` for the two
/// sides of a sheet; other characters are left blank.
fn strokes(of: char) -> &'static [&'static [(u8, u8)]] {
    match of {
        '0' => &[&[(0, 1), (1, 0), (3, 0), (4, 1), (4, 5), (3, 6), (1, 6), (0, 5), (0, 1)]],
        '1' => &[&[(1, 1), (2, 0), (2, 6)], &[(1, 6), (3, 6)]],
        '2' => &[&[(0, 1), (1, 0), (3, 0), (4, 1), (4, 2), (0, 6), (4, 6)]],
        '3' => &[
            &[
                (0, 1),
                (1, 0),
                (3, 0),
                (4, 1),
                (4, 2),
                (3, 3),
                (4, 4),
                (4, 5),
                (3, 6),
                (1, 6),
                (0, 5),
            ],
            &[(2, 3), (3, 3)],
        ],
        '4' => &[&[(3, 6), (3, 0), (0, 4), (4, 4)]],
        '5' => &[&[(4, 0), (0, 0), (0, 3), (1, 2), (3, 2), (4, 3), (4, 5), (3, 6), (1, 6), (0, 5)]],
        '6' => &[&[
            (4, 1),
            (3, 0),
            (1, 0),
            (0, 1),
            (0, 5),
            (1, 6),
            (3, 6),
            (4, 5),
            (4, 4),
            (3, 3),
            (1, 3),
            (0, 4),
        ]],
        '7' => &[&[(0, 0), (4, 0), (1, 6)]],
        '8' => &[&[
            (1, 3),
            (0, 2),
            (0, 1),
            (1, 0),
            (3, 0),
            (4, 1),
            (4, 2),
            (3, 3),
            (1, 3),
            (0, 4),
            (0, 5),
            (1, 6),
            (3, 6),
            (4, 5),
            (4, 4),
            (3, 3),
        ]],
        '9' => &[&[
            (0, 5),
            (1, 6),
            (3, 6),
            (4, 5),
            (4, 1),
            (3, 0),
            (1, 0),
            (0, 1),
            (0, 2),
            (1, 3),
            (3, 3),
            (4, 2),
        ]],
        'a' => &[&[(1, 2), (3, 2), (4, 3), (4, 6), (1, 6), (0, 5), (1, 4), (4, 4)]],
        'b' => &[&[(0, 0), (0, 6), (3, 6), (4, 5), (4, 3), (3, 2), (0, 2)]],
        '-' => &[&[(1, 3), (3, 3)]],
        '+' => &[&[(0, 3), (4, 3)], &[(2, 1), (2, 5)]],
        _ => &[],
    }
}

/// Figures in a row, from their upper left corner, so high.
pub fn figures(text: &str, at: Point, height: Length, width: Length) -> Vec<Figure> {
    let unit = height / 6;
    let mut all = Vec::new();
    for (number, c) in text.chars().enumerate() {
        let left = at.x + unit * 6 * i64::try_from(number).unwrap_or(0);
        for stroke in strokes(c) {
            let points = stroke.iter().map(|(x, y)| Point {
                x: left + unit * i64::from(*x),
                y: at.y + unit * i64::from(*y),
            });
            all.push(Figure::line(points, width));
        }
    }
    all
}
