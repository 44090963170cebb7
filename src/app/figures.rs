//! Numbers and dates as people read them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use crate::text::{counted, grouped};

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
    fn days_are_written_out() {
        assert_eq!(day_in("2026-11-03T23:59:00.000Z", TimeZone::UTC), "3 November 2026");
        assert_eq!(day_in("no day", TimeZone::UTC), "no day");
    }
}
