//! How far sheets may be from what was meant, all of it in one place.

use super::fault::{Fault, Kind};

/// How closely sheets are looked at, and what passes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tolerance {
    /// How finely they are drawn, in dots an inch.
    pub dpi: f64,
    /// Whether pages of words and rules alone are drawn quickly.
    pub quickly: bool,
    /// A page may lie so many millimetres off.
    pub moved: f64,
    /// And so much of its ink, of 1, may be cut off.
    pub cut_off: f64,
}

impl Tolerance {
    /// For the proof that every build makes: enough to tell pages apart, and their turns.
    pub const BUILD: Self = Self { dpi: 54.0, quickly: true, moved: 1.0, cut_off: 0.2 };
    /// If anything seems wrong then, it is looked at again: fine lines fade at a low
    /// resolution, and a booklet must not be refused for that.
    pub const CLOSE: Self = Self { dpi: 150.0, quickly: false, ..Self::BUILD };
    /// For whoever asks: fine enough to see a fifth of a millimetre, and all of it told.
    pub const CHECK: Self = Self { dpi: 150.0, quickly: false, moved: 0.0, cut_off: 0.0 };

    /// Whether a fault passes.
    pub(super) fn passes(&self, fault: &Fault) -> bool {
        match fault.kind {
            Kind::Moved(right, down) => right.abs().max(down.abs()) <= self.moved,
            Kind::Clipped(lost) => lost <= self.cut_off,
            _ => false,
        }
    }
}

/// So much of its ink a page may lose by rounding.
pub(super) const LOSS: f64 = 0.015;
/// Two pictures that differ by less are of the same page.
pub(super) const SAME: f64 = 0.30;
/// A page may lie so many millimetres off, and no more.
pub(super) const NEAR: f64 = 0.2;
/// Or so many pixels, if that is more.
pub(super) const PIXELS: f64 = 0.8;
/// So much may be nowhere: hairlines that one rendering shows and another not.
pub(super) const VANISHED: f64 = 0.03;
/// Scales that differ by less are the same.
pub(super) const SAME_SCALE: f64 = 0.004;
/// By so many millimetres ink may end earlier: an edge that has faded.
pub(super) const NARROWER: f64 = 1.0;
