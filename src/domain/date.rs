//! Dates as studies know them: to the day, or only to the month or the year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The months as they are written out.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date of which the day, or day and month, may be unknown. Written as in ISO 8601: `2012`, `2012-03`, `2012-03-14`;
/// sorted by time, what is less exact before what lies within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date of the years 1 to 9999 in the Gregorian calendar; nothing if there is no such month or day, or a day
    /// without a month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let real = (1..=9999).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && match (month, day) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(month), Some(day)) => (1..=days_of(year, month)).contains(&day),
            };
        real.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1, if it is known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, from 1, if it is known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The day, month or year before this one; nothing before the year 1.
    pub fn before(self) -> Option<Self> {
        match (self.month, self.day) {
            (_, None) if self.month.is_none_or(|month| month == 1) => {
                let year = self.year.checked_sub(1)?;
                Self::new(year, self.month.map(|_| 12), None)
            }
            (month, None) => Self::new(self.year, month.map(|month| month - 1), None),
            (month, Some(1)) => {
                let before = Self::new(self.year, month, None)?.before()?;
                Self::new(before.year, before.month, Some(days_of(before.year, before.month?)))
            }
            (month, Some(day)) => Self::new(self.year, month, Some(day - 1)),
        }
    }

    /// The day, month or year after this one; nothing after the year 9999.
    pub fn after(self) -> Option<Self> {
        match (self.month, self.day) {
            (None | Some(12), None) => Self::new(self.year + 1, self.month.map(|_| 1), None),
            (month, None) => Self::new(self.year, month.map(|month| month + 1), None),
            (Some(month), Some(day)) if day == days_of(self.year, month) => {
                let after = Self::new(self.year, Some(month), None)?.after()?;
                Self::new(after.year, after.month, Some(1))
            }
            (month, Some(day)) => Self::new(self.year, month, Some(day + 1)),
        }
    }

    /// Its first day and its last, as year, month and day.
    pub fn days(self) -> [(u16, u8, u8); 2] {
        let (first, last) = (self.month.unwrap_or(1), self.month.unwrap_or(12));
        let end = self.day.unwrap_or(days_of(self.year, last));
        [(self.year, first, self.day.unwrap_or(1)), (self.year, last, end)]
    }

    /// As much as is known of it, as it is written out: `14 March 2012`, `March 2012` or `2012`.
    pub fn in_words(self) -> String {
        let day = self.day.map(|day| format!("{day} ")).unwrap_or_default();
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
        let month = month.map(|month| format!("{month} ")).unwrap_or_default();
        format!("{day}{month}{}", self.year)
    }
}

/// How many days a month has.
fn days_of(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// What is no date in the form that dates are kept in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is no date; write it as 2012-03-14, 2012-03 or 2012")]
pub struct UnknownDate(pub String);

impl FromStr for PartialDate {
    type Err = UnknownDate;

    fn from_str(words: &str) -> Result<Self, UnknownDate> {
        let unknown = || UnknownDate(words.to_owned());
        let mut parts = words.split('-');
        let number = |part: &str, digits: usize| -> Option<u16> {
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse().ok())?
        };
        let mut rest = [None; 2];
        let year = parts.next().and_then(|part| number(part, 4)).ok_or_else(unknown)?;
        for (value, part) in rest.iter_mut().zip(&mut parts) {
            let number = number(part, 2).ok_or_else(unknown)?;
            *value = Some(u8::try_from(number).map_err(|_| unknown())?);
        }
        let date = Self::new(year, rest[0], rest[1]).ok_or_else(unknown)?;
        if parts.next().is_some() { Err(unknown()) } else { Ok(date) }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = UnknownDate;

    fn try_from(words: String) -> Result<Self, UnknownDate> {
        words.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_real_days_are_dates() {
        for (year, month, day, is_real) in [
            (2012, None, None, true),
            (2012, Some(2), Some(29), true),
            (1900, Some(2), Some(29), false),
            (2000, Some(2), Some(29), true),
            (2013, Some(4), Some(31), false),
            (2013, Some(13), None, false),
            (2013, Some(0), None, false),
            (2013, Some(1), Some(0), false),
            (2013, None, Some(1), false),
            (0, None, None, false),
            (10_000, None, None, false),
        ] {
            let date = PartialDate::new(year, month, day);
            assert_eq!(date.is_some(), is_real, "{year} {month:?} {day:?}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for words in [
            "",
            "12",
            "2012-3-14",
            "2012-03-14-",
            "2012-03-14-01",
            "2012-",
            "+012",
            "20120314",
            "2012-02-30",
        ] {
            assert!(words.parse::<PartialDate>().is_err(), "{words}");
        }
        let error = "14 March".parse::<PartialDate>().expect_err("no date");
        assert_eq!(
            error.to_string(),
            "“14 March” is no date; write it as 2012-03-14, 2012-03 or 2012"
        );
    }

    #[test]
    fn as_much_as_is_known_is_written_out() {
        let words = ["2012-03-05", "2012-03", "2012"]
            .map(|words| words.parse::<PartialDate>().expect("a date").in_words());
        assert_eq!(words, ["5 March 2012", "March 2012", "2012"]);
    }

    #[test]
    fn dates_sort_by_time() {
        let mut dates = ["2012-03-14", "2012-03", "2011-12-31", "2012", "2012-01-30"]
            .map(|words| words.parse::<PartialDate>().expect("a date"));
        dates.sort();
        let sorted = dates.map(|date| date.to_string());
        assert_eq!(sorted, ["2011-12-31", "2012", "2012-01-30", "2012-03", "2012-03-14"]);
    }

    proptest! {
        #[test]
        fn dates_are_read_as_they_are_written(
            year in 1u16..10_000,
            month in prop::option::of(1u8..13),
            day in prop::option::of(1u8..32),
        ) {
            if let Some(date) = PartialDate::new(year, month, day) {
                prop_assert_eq!(date.to_string().parse(), Ok(date));
                let json = serde_json::to_string(&date).expect("JSON");
                prop_assert_eq!(serde_json::from_str::<PartialDate>(&json).expect("a date"), date);
            }
        }

        #[test]
        fn no_words_are_too_strange(words in "[0-9-]{0,12}|\\PC{0,12}") {
            if let Ok(date) = words.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), words);
            }
        }
    }
}
