//! Points in the life of the framework: named versions, days, times, steps.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::domain::PartialDate;
use crate::project::{Project, ProjectError};

impl Project {
    /// The number of the step after which the project stood as at a point: the name of a version of the framework, without
    /// regard to case; a day or a month (`2026-03-14`, `2026-03`), which means its end where this computer stands; a time,
    /// with its zone (RFC 3339) or without, which means the clock here, and to the minute the end of the minute; or a
    /// step's number. 0 for a time before the first step. Fails when it is none of these, and when there is no such step.
    pub fn step_of(&self, point: &str) -> Result<i64, ProjectError> {
        let point = point.trim();
        if let Some(version) = self.snapshot.notes.version_named(point) {
            return Ok(version.step);
        }
        if let Ok(step) = point.parse::<i64>() {
            let latest = self.snapshot.seq;
            return match (0..=latest).contains(&step) {
                true => Ok(step),
                false => Err(ProjectError::NoStep { step, latest }),
            };
        }
        let end = end_of(point).ok_or_else(|| ProjectError::UnknownPoint(point.to_owned()))?;
        Ok(self.store.read().step_before(&format!("{end:.3}"))?)
    }
}

/// The first moment after a day, a month or a time.
fn end_of(words: &str) -> Option<Timestamp> {
    let here = |civil: DateTime| Some(civil.to_zoned(TimeZone::system()).ok()?.timestamp());
    if let Ok(date) = words.parse::<PartialDate>() {
        let part = |part: u8| i8::try_from(part).ok();
        let (month, day) = (date.month()?, date.day());
        let first =
            Date::new(i16::try_from(date.year()).ok()?, part(month)?, part(day.unwrap_or(1))?);
        let length = if day.is_some() { 1.day() } else { 1.month() };
        return here(first.ok()?.checked_add(length).ok()?.to_datetime(jiff::civil::Time::MIN));
    }
    let moment = match words.parse::<Timestamp>() {
        Ok(moment) => moment,
        Err(_) => here(words.parse::<DateTime>().ok()?)?,
    };
    // What is written to the minute has one colon, but for that of a zone: 14:30, 14:30+02:00.
    let clock = words.split(['T', 't', ' ']).nth(1)?;
    let clock = clock.split(['+', '-', 'Z', 'z']).next()?;
    let length = if clock.matches(':').count() > 1 { 1.millisecond() } else { 1.minute() };
    moment.checked_add(length).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_minute_mean_their_ends() {
        let end = |words: &str| end_of(words).map(|end| format!("{end:.3}"));
        assert_eq!(end("2026-03-14T10:15:30Z").as_deref(), Some("2026-03-14T10:15:30.001Z"));
        assert_eq!(end("2026-03-14T10:15:30.5+01:00").as_deref(), Some("2026-03-14T09:15:30.501Z"));
        assert_eq!(end("2026-03-14 10:15Z").as_deref(), Some("2026-03-14T10:16:00.000Z"));
        let here = |words: &str| {
            let civil: DateTime = words.parse().expect("a time");
            Some(civil.to_zoned(TimeZone::system()).expect("a moment").timestamp())
        };
        assert_eq!(end_of("2026-03-14"), here("2026-03-15T00:00:00"));
        assert_eq!(end_of("2026-02"), here("2026-03-01T00:00:00"));
        assert_eq!(end_of("2026-03-14 10:15"), here("2026-03-14T10:16:00"));
        assert_eq!(end_of("9999-12-31"), None);
        for wrong in ["", "2026", "March", "2026-02-30", "2026-03-14T", "10:15", "2026-3-14"] {
            assert_eq!(end_of(wrong), None, "{wrong}");
        }
    }
}
