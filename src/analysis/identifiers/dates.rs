//! Dates of birth: full dates beside a word that announces one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{all, expression};

/// An announcement stands at most this many bytes before its date.
const BEFORE: usize = 40;
/// Or this many after it.
const AFTER: usize = 30;

/// A day, a month and a year, in the ways people write them: `3/4/1965`, `3.4.65`, `1965-04-03`, `3rd of April, 1965`,
/// `April 3, 1965`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = r"(?:
        jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
        |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
    )\.?";
    const YEAR: &str = "(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})";
    const DAY: &str = "[0-3]?[0-9](?:st|nd|rd|th)?";
    expression(&format!(
        r"(?i)(?-u:\b)(?:
            (?:19|20)[0-9]{{2}}-[01]?[0-9]-[0-3]?[0-9]
            |[0-3]?[0-9]\x20?[./-]\x20?[0-3]?[0-9]\x20?[./-]\x20?{YEAR}
            |{DAY}\s{{1,3}}(?:of\s{{1,3}})?{MONTH},?\s{{1,3}}{YEAR}
            |{MONTH}\s{{1,3}}{DAY},?\s{{1,3}}{YEAR}
        )(?-u:\b)"
    ))
});

/// Words that announce a date of birth.
static ANNOUNCEMENT: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?-u:\b)(?:
            born|birth[\x20-]?(?:day|date)|date[\x20-]of[\x20-]birth|dob|d\.o\.b|d/o/b
        )(?-u:\b)\.?",
    )
});

/// Full dates that a word announces: each such word the next date after it, or else the last one before it, if nothing but
/// the same sentence stands between.
pub(super) fn birth_dates(string: &str) -> Vec<Range<usize>> {
    let announcements = all(&ANNOUNCEMENT, string);
    if announcements.is_empty() {
        return Vec::new();
    }
    let dates: Vec<Range<usize>> = all(&DATE, string);
    let is_near = |between: Range<usize>, most: usize| {
        between.len() <= most && !ends_sentence(&string[between])
    };
    let mut found: Vec<Range<usize>> = announcements
        .into_iter()
        .filter_map(|word| {
            let after = dates.partition_point(|date| date.start < word.end);
            let next = dates.get(after).filter(|date| is_near(word.end..date.start, BEFORE));
            let last = || {
                let before = dates[..after].last().filter(|date| date.end <= word.start);
                before.filter(|date| is_near(date.end..word.start, AFTER))
            };
            next.or_else(last).cloned()
        })
        .collect();
    found.sort_by_key(|date| date.start);
    found.dedup();
    found
}

/// Whether a sentence or a paragraph ends within words.
fn ends_sentence(words: &str) -> bool {
    words.contains("\n\n") || [". ", "? ", "! ", ".\n"].iter().any(|end| words.contains(end))
}
