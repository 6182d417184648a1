//! Dates of publication: a year, a month of a year, or a day.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer};

/// A date as exact as it is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2024`, `2024-05` or `2024-05-01` (ISO 8601).
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("no such day as `{text}`: write \"2024\", \"2024-05\" or \"2024-05-01\"");
        let mut parts = text.trim().split('-');
        let mut part = |digits: usize| match parts.next() {
            None => Ok(None),
            Some(word) if word.len() == digits && word.bytes().all(|b| b.is_ascii_digit()) => {
                word.parse::<u16>().map(Some).map_err(|_| wrong())
            }
            Some(_) => Err(wrong()),
        };
        let year = part(4)?.filter(|year| *year > 0).ok_or_else(wrong)?;
        let month = part(2)?.map(|month| u8::try_from(month).unwrap_or(0));
        let day = part(2)?.map(|day| u8::try_from(day).unwrap_or(0));
        let done = parts.next().is_none();
        let month_is_right = month.is_none_or(|month| (1..=12).contains(&month));
        let day_is_right =
            day.is_none_or(|day| (1..=days_in(year, month.unwrap_or(0))).contains(&day));
        if done && month_is_right && day_is_right {
            Ok(Self { year, month, day })
        } else {
            Err(wrong())
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Toml(toml::value::Datetime),
            Year(i64),
            Text(String),
            Other(de::IgnoredAny),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Toml(datetime) => match datetime.date {
                Some(date) => date.to_string(),
                None => datetime.to_string(),
            },
            Written::Year(year) => format!("{year:04}"),
            Written::Text(text) => text,
            Written::Other(_) => String::new(),
        };
        Self::parse(&text).map_err(de::Error::custom)
    }
}

/// The days of a month in the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_that_were() {
        for right in ["1848", "1848-02", "2024-02-29", "2000-02-29"] {
            assert_eq!(Date::parse(right).map(|date| date.to_string()), Ok(right.into()));
        }
        for wrong in
            ["", "48", "1848-13", "1848-00", "2023-02-29", "1900-02-29", "2024-05-01-02", "May"]
        {
            assert!(Date::parse(wrong).is_err(), "{wrong}");
        }
    }
}
