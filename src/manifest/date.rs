//! Dates of publication: a year, a month of a year, or a day.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer};

use crate::language::MONTHS;

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
        let wrong = || match Self::meant(text) {
            Some(meant) => format!("no such day as `{text}`: write \"{meant}\""),
            None => {
                format!("no such day as `{text}`: write \"2024\", \"2024-05\" or \"2024-05-01\"")
            }
        };
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
        match (month, day) {
            _ if done && month_is_right && day_is_right => Ok(Self { year, month, day }),
            (Some(month @ 1..=12), Some(day)) if done && day > 0 => {
                let name = MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
                let days = days_in(year, month);
                Err(format!("no such day as `{text}`: {name} {year} has {days} days"))
            }
            (Some(month), _) if done && !month_is_right => {
                Err(format!("no such day as `{text}`: there is no month {month}"))
            }
            _ => Err(wrong()),
        }
    }

    /// The day that was meant by one that is not in the order of ISO 8601: `31.12.2026`,
    /// `2026/12/31`. None where day and month may be either.
    pub fn meant(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split(['.', '/', '-', ' ']).collect();
        let [one, two, three] = parts.as_slice() else { return None };
        let number = |part: &str| part.parse::<u16>().ok();
        let of = |year: &str, month: u16, day: u16| {
            let iso = format!("{:04}-{month:02}-{day:02}", number(year)?);
            if iso == text.trim() { None } else { Self::parse(&iso).ok() }
        };
        if one.len() == 4 {
            return of(one, number(two)?, number(three)?);
        }
        let (first, second) = (number(one)?, number(two)?);
        match (three.len(), first, second) {
            (4, day, month) if text.contains('.') || day > 12 => of(three, month, day),
            (4, month, day) if day > 12 || month == day => of(three, month, day),
            _ => None,
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

    #[test]
    fn what_was_meant_is_said() {
        let meant = |text: &str| Date::meant(text).map(|date| date.to_string());
        for text in ["31.12.2026", "31/12/2026", "12/31/2026", "2026/12/31", "2026.12.31"] {
            assert_eq!(meant(text).as_deref(), Some("2026-12-31"), "{text}");
        }
        assert_eq!(meant("1.2.2026").as_deref(), Some("2026-02-01"));
        // It may be in May or in June.
        assert_eq!(meant("5/6/2026"), None);
        assert_eq!(meant("31.2.2026"), None);
        let said = Date::parse("2026-02-31").expect_err("no such day");
        assert!(said.ends_with("February 2026 has 28 days"), "{said}");
        let said = Date::parse("2026-13-01").expect_err("no such month");
        assert!(said.ends_with("there is no month 13"), "{said}");
    }
}
