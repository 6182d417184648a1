//! Lengths as whole numbers, so that equal lengths compare equal.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// A length on paper, counted in units of which a millimetre, a PostScript
/// point and an inch all hold a whole number: 1 mm = 36 000, 1 pt = 12 700,
/// 1 in = 914 400. (It is the "English metric unit" of Office Open XML,
/// ECMA-376 part 1, §20.1.2.1.)
///
/// Whole numbers make equality honest: the sheet is exactly two pages wide, or
/// it is not. The range is ±10¹³ mm; arithmetic saturates rather than wraps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);
    /// One millimetre.
    pub const MM: Self = Self(36_000);
    /// One PostScript point, 1/72 inch.
    pub const PT: Self = Self(12_700);
    /// One inch.
    pub const IN: Self = Self(914_400);

    /// So many whole millimetres.
    pub const fn mm_const(value: i64) -> Self {
        Self(Self::MM.0.saturating_mul(value))
    }

    /// So many whole points.
    pub const fn pt_const(value: i64) -> Self {
        Self(Self::PT.0.saturating_mul(value))
    }

    /// So many millimetres, rounded to the nearest unit.
    pub fn mm(value: f64) -> Self {
        Self::times(Self::MM, value)
    }

    /// So many points, rounded to the nearest unit.
    pub fn pt(value: f64) -> Self {
        Self::times(Self::PT, value)
    }

    /// This length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / Self::MM.0 as f64
    }

    /// This length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PT.0 as f64
    }

    /// The length without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// How many times `other` goes into this length; 0 when `other` is nothing.
    pub fn ratio(self, other: Self) -> f64 {
        if other.0 == 0 { 0.0 } else { self.0 as f64 / other.0 as f64 }
    }

    /// This length times a number, rounded to the nearest unit.
    pub fn scale(self, factor: f64) -> Self {
        Self::times(self, factor)
    }

    fn times(unit: Self, value: f64) -> Self {
        // `as` saturates and turns NaN into 0, which is what we promise.
        Self((unit.0 as f64 * value).round() as i64)
    }

    /// Reads a length as people write it in a manifest: `139.7mm`, `10 pt`,
    /// `5.5in`, `21cm`.
    ///
    /// # Errors
    /// Gives a sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let split = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let unit = match unit.trim() {
            "mm" => Self::MM,
            "cm" => Self(Self::MM.0 * 10),
            "pt" => Self::PT,
            "in" => Self::IN,
            "" => return Err("a length needs a unit: mm, cm, pt or in".into()),
            other => return Err(format!("`{other}` is no unit of length: use mm, cm, pt or in")),
        };
        let value: f64 =
            number.trim().parse().map_err(|_| format!("`{}` is no number", number.trim()))?;
        if !value.is_finite() || value.abs() > 1e6 {
            return Err("that length does not fit on any paper".into());
        }
        Ok(Self::times(unit, value))
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Millimetres with as many decimals as it takes, up to three: `139.7 mm`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.to_mm() * 1000.0).round() / 1000.0;
        write!(f, "{} mm", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Div<i64> for Length {
    type Output = Self;
    /// Rounds towards zero; dividing by zero gives zero.
    fn div(self, parts: i64) -> Self {
        Self(self.0.checked_div(parts).unwrap_or(0))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_units_are_whole() {
        assert_eq!(Length::IN, Length::PT * 72);
        assert_eq!(Length::IN * 5, Length::MM * 127);
        assert_eq!(Length::mm(139.7) * 2, Length::IN * 11);
    }

    #[test]
    fn reads_what_people_write() {
        assert_eq!(Length::parse(" 139.7mm "), Ok(Length::mm(139.7)));
        assert_eq!(Length::parse("5.5 in"), Ok(Length::mm(139.7)));
        assert_eq!(Length::parse("21cm"), Ok(Length::mm(210.0)));
        assert_eq!(Length::parse("-3pt"), Ok(Length::PT * -3));
        for wrong in ["12", "12 px", "mm", "1e999mm", "", "nan mm", "1.2.3mm"] {
            assert!(Length::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn says_millimetres() {
        assert_eq!(Length::mm(139.7).to_string(), "139.7 mm");
        assert_eq!(Length::IN.to_string(), "25.4 mm");
        assert_eq!(Length::pt(-0.00001).to_string(), "0 mm");
    }
}
