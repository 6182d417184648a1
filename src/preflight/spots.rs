//! Spots of ink in six bytes each: a proof holds those of all pages and sides at once.

/// Spots lie at most so many millimetres outside of their picture.
const RIM: f32 = 1.0;
/// The steps in which places and amounts are counted.
const STEPS: f32 = u16::MAX as f32;

/// Spots of ink on a picture: millimetres from its left and top, and how much there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    /// A step of a place, in millimetres: some hundredths of one on the largest sheets.
    place: f32,
    /// A step of an amount: 1, unless there is very much to a spot.
    amount: f32,
    all: Vec<[u16; 3]>,
}

impl Spots {
    /// None yet, on a picture of this size, in millimetres, each of so much ink at most.
    pub(super) fn new((width, height): (f64, f64), most: f32) -> Self {
        let reach = width.max(height) as f32 + 2.0 * RIM;
        Self { place: reach / STEPS, amount: (most / STEPS).max(1.0), all: Vec::new() }
    }

    /// None yet, on another picture, each of no more ink than these.
    pub(super) fn like(&self, size: (f64, f64)) -> Self {
        Self {
            amount: self.amount,
            all: Vec::with_capacity(self.all.len()),
            ..Self::new(size, 0.0)
        }
    }

    pub(super) fn push(&mut self, (x, y, ink): (f32, f32, f32)) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let steps = |value: f32, step: f32| ((value / step) + 0.5) as u16;
        let place = |at: f32| steps(at + RIM, self.place);
        self.all.push([place(x), place(y), steps(ink, self.amount)]);
    }

    /// Gives back memory that was only needed while spots came.
    pub(super) fn closed(mut self) -> Self {
        self.all.shrink_to_fit();
        self
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (f32, f32, f32)> + '_ {
        let place = |at: u16| f32::from(at) * self.place - RIM;
        self.all
            .iter()
            .map(move |[x, y, ink]| (place(*x), place(*y), f32::from(*ink) * self.amount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spots_keep_their_place_and_their_ink() {
        let put = [(0.0, 0.0, 1.0), (-0.4, 296.8, 255.0), (418.3, 12.34, 54_321.0)];
        for most in [255.0, 1e6] {
            let mut spots = Spots::new((420.0, 297.0), most);
            put.into_iter().for_each(|spot| spots.push(spot));
            for ((x, y, ink), (at_x, at_y, as_much)) in put.into_iter().zip(spots.closed().iter()) {
                assert!((x - at_x).abs() < 0.005 && (y - at_y).abs() < 0.005, "{at_x} {at_y}");
                assert!((ink - as_much).abs() <= most / 1e5, "{as_much}");
            }
        }
    }
}
