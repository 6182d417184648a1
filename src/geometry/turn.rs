//! Quarter turns.

use std::ops::Add;

/// A turn by whole quarters, clockwise as one looks at the side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// Its head to the right.
    Quarter,
    /// Upside down.
    Half,
    /// Its head to the left.
    ThreeQuarter,
}

impl Turn {
    /// All four turns.
    pub const ALL: [Self; 4] = [Self::None, Self::Quarter, Self::Half, Self::ThreeQuarter];

    /// How many quarters: 0 to 3.
    pub fn quarters(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Quarter => 1,
            Self::Half => 2,
            Self::ThreeQuarter => 3,
        }
    }

    /// The turn of so many quarters; any whole number, also a negative one.
    pub fn from_quarters(quarters: i64) -> Self {
        match quarters.rem_euclid(4) {
            0 => Self::None,
            1 => Self::Quarter,
            2 => Self::Half,
            _ => Self::ThreeQuarter,
        }
    }

    /// The turn that undoes this one.
    pub fn back(self) -> Self {
        Self::from_quarters(-i64::from(self.quarters()))
    }
}

impl Add for Turn {
    type Output = Self;
    fn add(self, then: Self) -> Self {
        Self::from_quarters(i64::from(self.quarters()) + i64::from(then.quarters()))
    }
}

#[cfg(test)]
mod tests {
    use super::Turn;

    #[test]
    fn turning_back_ends_upright() {
        for turn in Turn::ALL {
            assert_eq!(turn + turn.back(), Turn::None);
        }
        assert_eq!(Turn::from_quarters(-1), Turn::ThreeQuarter);
        assert_eq!(Turn::Quarter + Turn::Quarter, Turn::Half);
    }
}
