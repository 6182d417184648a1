//! Lengths, points, rectangles, turns and paper sizes. Knows nothing else.

mod area;
mod length;
mod paper;
mod turn;

pub use area::{Point, Rect, Size};
pub use length::Length;
pub use paper::Paper;
pub use turn::Turn;
