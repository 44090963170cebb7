//! Dates as people and programs write them in tables: `2012-03-14`, `14/03/2012`, `3/14/12 10:05`, `14.3.2012`, `14 March 2012`.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// A longer cell is no date.
const LONGEST: usize = 40;

/// Which of two numbers below 13 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// What may stand after a date: nothing, or a time.
const TIME: &str = r"(?:[T,]?\s*\d{1,2}[:.]\d{2}.*)?$";

/// A pattern for the beginning of a cell.
fn pattern(start: &str) -> Regex {
    Regex::new(&format!("^{start}{TIME}")).expect("a sound pattern")
}

static YEAR_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"));
static YEAR_LAST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})"));
static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*([[:alpha:]]{3,9})\.?,?[\s-]*(\d{4})")
});
static MONTH_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([[:alpha:]]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"));

/// The order of the dates in a column, and whether that is sure: one of them has a number beyond 12 that tells.
pub(super) fn order<'a>(cells: impl Iterator<Item = &'a str>) -> (Order, bool) {
    let mut is_open = false;
    for cell in cells {
        let Some(parts) = short(cell).and_then(|cell| YEAR_LAST.captures(cell)) else { continue };
        // Dots are German, and Germans begin with the day.
        let (first, second) = (number(&parts, 1), number(&parts, 3));
        if &parts[2] == "." || first > 12 {
            return (Order::DayFirst, true);
        }
        if second > 12 {
            return (Order::MonthFirst, true);
        }
        is_open |= first != second;
    }
    (Order::DayFirst, !is_open)
}

/// The day that a cell names.
pub(super) fn day(cell: &str, order: Order) -> Option<Date> {
    let cell = short(cell)?;
    let (year, month, day) = if let Some(parts) = YEAR_FIRST.captures(cell) {
        (number(&parts, 1), number(&parts, 2), number(&parts, 3))
    } else if let Some(parts) = YEAR_LAST.captures(cell) {
        let (first, second) = (number(&parts, 1), number(&parts, 3));
        let year = number(&parts, 4);
        let year = match year {
            0..=68 if parts[4].len() == 2 => 2000 + year,
            69..=99 if parts[4].len() == 2 => 1900 + year,
            year => year,
        };
        if order == Order::DayFirst { (year, second, first) } else { (year, first, second) }
    } else if let Some(parts) = DAY_MONTH.captures(cell) {
        (number(&parts, 3), month(&parts[2])?, number(&parts, 1))
    } else {
        let parts = MONTH_DAY.captures(cell)?;
        (number(&parts, 3), month(&parts[1])?, number(&parts, 2))
    };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Cells that may be dates.
fn short(cell: &str) -> Option<&str> {
    (cell.len() <= LONGEST && cell.bytes().any(|b| b.is_ascii_digit())).then_some(cell)
}

/// A part of at most four digits.
fn number(parts: &Captures<'_>, at: usize) -> i16 {
    parts[at].parse().unwrap_or(0)
}

/// The number of a month by its English name, whole or cut after three letters or more.
fn month(name: &str) -> Option<i16> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_lowercase();
    let at = NAMES.iter().position(|month| month.starts_with(&name))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        use Order::{DayFirst, MonthFirst};
        for (cell, order) in [
            ("2012-03-14", DayFirst),
            ("2012-03-14T09:45:00", DayFirst),
            ("2012/3/14 9:45", DayFirst),
            ("14/03/2012", DayFirst),
            ("14.3.12", DayFirst),
            ("3/14/2012 10:05:11 AM", MonthFirst),
            ("14 March 2012", DayFirst),
            ("14th Mar. 2012, 10.15", MonthFirst),
            ("14-Mar-2012", DayFirst),
            ("March 14, 2012", DayFirst),
        ] {
            let read = day(cell, order).map(|day| day.to_string());
            assert_eq!(read.as_deref(), Some("2012-03-14"), "{cell}");
        }
        for cell in
            ["", "14", "14/13/2012", "30 February 2012", "14 Mayhem 2012", "2012-03-14 or so"]
        {
            assert_eq!(day(cell, DayFirst), None, "{cell}");
        }
    }

    #[test]
    fn a_column_tells_the_order() {
        let order = |cells: &[&'static str]| super::order(cells.iter().copied());
        assert_eq!(order(&["1/2/2012", "3/14/2012"]), (Order::MonthFirst, true));
        assert_eq!(order(&["1/2/2012", "14/3/2012"]), (Order::DayFirst, true));
        assert_eq!(order(&["1/2/2012", ""]), (Order::DayFirst, false));
        assert_eq!(order(&["2/2/2012", "words"]), (Order::DayFirst, true));
        assert_eq!(order(&["1.2.2012"]), (Order::DayFirst, true));
    }
}
