//! How dates are printed: `{date:MMMM YYYY}`.

use std::fmt::Write as _;

use crate::domain::{MONTHS, PartialDate};

/// A piece of a date's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DatePart {
    /// `YYYY`: 2012
    Year,
    /// `YY`: 12
    ShortYear,
    /// `MMMM`: March
    MonthName,
    /// `MMM`: Mar; September is Sept, as it is in British use.
    ShortMonthName,
    /// `MM`: 03
    PaddedMonth,
    /// `M`: 3
    Month,
    /// `DD`: 05
    PaddedDay,
    /// `D`: 5
    Day,
    /// Anything else, as it stands; two of them never stand side by side.
    Words(String),
}

impl DatePart {
    /// The letters that stand for something, with what they stand for.
    pub(super) const LETTERS: [(&'static str, Self); 8] = [
        ("YYYY", Self::Year),
        ("YY", Self::ShortYear),
        ("MMMM", Self::MonthName),
        ("MMM", Self::ShortMonthName),
        ("MM", Self::PaddedMonth),
        ("M", Self::Month),
        ("DD", Self::PaddedDay),
        ("D", Self::Day),
    ];
}

/// A date in a form; nothing where the form asks for a part of the date that is not known.
pub(super) fn dated(date: PartialDate, form: &[DatePart]) -> Option<String> {
    let mut written = String::new();
    for part in form {
        let month = || date.month().and_then(|month| MONTHS.get(usize::from(month) - 1));
        // Writing to a string cannot fail.
        let _ = match part {
            DatePart::Year => write!(written, "{:04}", date.year()),
            DatePart::ShortYear => write!(written, "{:02}", date.year() % 100),
            DatePart::MonthName => written.write_str(month()?),
            DatePart::ShortMonthName => {
                let name = month()?;
                written.write_str(if name.starts_with("Sep") { "Sept" } else { &name[..3] })
            }
            DatePart::PaddedMonth => write!(written, "{:02}", date.month()?),
            DatePart::Month => write!(written, "{}", date.month()?),
            DatePart::PaddedDay => write!(written, "{:02}", date.day()?),
            DatePart::Day => write!(written, "{}", date.day()?),
            DatePart::Words(words) => written.write_str(words),
        };
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_asks_for_what_is_not_known_gives_nothing() {
        let letters = |letters: &str| {
            let found = DatePart::LETTERS.into_iter().find(|(known, _)| *known == letters);
            [found.expect("known").1]
        };
        let date = |words: &str| words.parse::<PartialDate>().expect("a date");
        for (kept, form, printed) in [
            ("2012-03-05", "YYYY", Some("2012")),
            ("2012-03-05", "YY", Some("12")),
            ("2012-03-05", "MMMM", Some("March")),
            ("2012-03-05", "MMM", Some("Mar")),
            ("2012-09", "MMM", Some("Sept")),
            ("2012-03-05", "MM", Some("03")),
            ("2012-03-05", "M", Some("3")),
            ("2012-03-05", "DD", Some("05")),
            ("2012-03-05", "D", Some("5")),
            ("2012-03", "D", None),
            ("2012-03", "DD", None),
            ("2012", "M", None),
            ("2012", "MM", None),
            ("2012", "MMM", None),
            ("2012", "MMMM", None),
            ("2012", "YYYY", Some("2012")),
        ] {
            assert_eq!(dated(date(kept), &letters(form)).as_deref(), printed, "{kept} {form}");
        }
    }
}
