//! Numbers and dates as people read them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A number with a comma after each three digits: `12,345`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A number of things: `1 turn`, `1,204 turns`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
}

/// The day of a moment (RFC 3339) where this computer stands: `3 November 2026`; what was given when it is no moment.
pub fn day(moment: &str) -> String {
    day_in(moment, TimeZone::system())
}

fn day_in(moment: &str, zone: TimeZone) -> String {
    match moment.parse::<Timestamp>() {
        Ok(moment) => moment.to_zoned(zone).strftime("%-d %B %Y").to_string(),
        Err(_) => moment.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        let numbers = [0, 7, 999, 1_000, 12_345, 1_234_567];
        let written: Vec<String> = numbers.into_iter().map(grouped).collect();
        assert_eq!(written, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(counted(1, "turn", "turns"), "1 turn");
        assert_eq!(counted(0, "turn", "turns"), "0 turns");
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day_in("2026-11-03T23:59:00.000Z", TimeZone::UTC), "3 November 2026");
        assert_eq!(day_in("no day", TimeZone::UTC), "no day");
    }
}
