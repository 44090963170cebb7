//! Finds and reads dates as people write them, in seven languages.
//!
//! `2012-03-14`, `20120314`, `14/03/2012`, `14.3.2012`, `14-03-12`, `14th March 2012`, `March 14, 2012`, `14-Mar-12`,
//! `March 2012`; years from 1800 to 2099, months in English, German, French, Spanish, Italian, Portuguese and Dutch.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::domain::{PartialDate, Span};

/// Which number comes first in a date such as `3/4/2012`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// The day, as in most of the world.
    #[default]
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// Names of the months and their abbreviations, in lower case. Those that are common English words are left out: `ago`,
/// `out`, `set`; so is `marco`, a name.
const MONTHS: [&str; 12] = [
    "january|januari|januar|jänner|janvier|janeiro|janv|jan|enero|ene|gennaio|gen",
    "february|februari|februar|febrero|febbraio|fevereiro|février|fevrier|févr|fevr|feb|fév|fev",
    "march|märz|maerz|marzo|março|mars|maart|mrz|mrt|mär|mar",
    "aprile|april|avril|abril|apr|avr|abr",
    "mayo|may|maggio|maio|mai|mag|mei",
    "june|junio|junho|juni|juin|jun|giugno|giu",
    "july|julio|julho|juli|juillet|juil|jul|luglio|lug",
    "augustus|august|agosto|août|aout|aug",
    "september|septembre|septiembre|setiembre|settembre|setembro|sept|sep",
    "october|octobre|octubre|oktober|ottobre|outubro|oct|okt|ott",
    "november|novembre|noviembre|novembro|nov",
    "december|décembre|decembre|diciembre|dezember|dezembro|dicembre|dec|déc|dez|dic",
];

/// A regular expression (of the crate `regex`, without regard to case, no groups) for everything that has the form of a
/// date; [`read_date`] tells whether it is one. Word bounds on both sides are for the caller to ask for.
pub fn date_pattern() -> &'static str {
    static PATTERN: LazyLock<String> = LazyLock::new(|| {
        let month = format!(r"(?:{})\.?", MONTHS.join("|"));
        let year = "(?:1[89]|20)[0-9]{2}";
        let day = "(?:0?[1-9]|[12][0-9]|3[01])";
        let (two, short) = ("[0-3][0-9]", "[0-9]{2}");
        let nth = "(?:st|nd|rd|th|ers?|º|ª|°)?";
        let gap = r"[[:blank:]\u{a0}\u{202f}.,-]{0,3}";
        let of = format!("{gap}(?:(?:of|de|di|del){gap})?");
        let forms = [
            format!(r"{year}(?:-{day}-{day}|/{day}/{day}|\.{day}\.{day}| {two} {two})"),
            format!("{year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"),
            format!("{day}{nth}{of}{month}(?:{of}{year}|-?{short})"),
            format!("{month}(?:{gap}{day}{nth})?{of}{year}"),
            format!("{year}{gap}{month}{gap}{day}"),
            format!(r"{day}(?:-{day}-|/{day}/|\. ?{day}\. ?)(?:{year}|{short})"),
            format!("{two} {two} {year}"),
        ];
        format!("(?:{})", forms.join("|"))
    });
    &PATTERN
}

/// All dates in a text, in order, without overlap. A day that does not exist is none.
pub fn dates(text: &str, order: DateOrder) -> Vec<(Span, PartialDate)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        // Dates begin and end with plain letters and figures; bounds of these are found fastest.
        let form = format!(r"(?i)(?-u:\b){}(?-u:\b)", date_pattern());
        Regex::new(&form).expect("the pattern of dates is sound")
    });
    // To a regular expression, `_` is a letter.
    let plain = if text.contains('_') { text.replace('_', " ").into() } else { Cow::from(text) };
    let (mut found, mut at, mut byte) = (Vec::new(), 0, 0);
    for form in FORM.find_iter(&plain) {
        let Some(date) = read_date(form.as_str(), order) else { continue };
        let (before, after) = (&plain[..form.start()], &plain[form.end()..]);
        if before.ends_with(char::is_alphanumeric)
            || after.starts_with(char::is_alphanumeric)
            || is_short(form.as_str()) && stands_in_row(before, after)
        {
            continue;
        }
        let start = at + plain[byte..form.start()].chars().count() as u32;
        at = start + form.as_str().chars().count() as u32;
        byte = form.end();
        found.push((Span { start, end: at }, date));
    }
    found
}

/// Whether a date is no more than three short numbers.
fn is_short(form: &str) -> bool {
    numbers(form).all(|number| number.len() <= 2) && !form.contains(char::is_alphabetic)
}

/// Whether numbers go on before or after, as in a telephone number.
fn stands_in_row(before: &str, after: &str) -> bool {
    let goes_on = |a: Option<char>, b: Option<char>| {
        a.is_some_and(|c| matches!(c, '.' | '-' | '/')) && b.is_some_and(|c| c.is_ascii_digit())
    };
    let (mut before, mut after) = (before.chars().rev(), after.chars());
    goes_on(before.next(), before.next()) || goes_on(after.next(), after.next())
}

/// Reads words that have the form of a date; nothing if there is no such day. Where the numbers leave only one order,
/// that one is taken, but not when the year has two figures: these are 1970 to 2069.
pub fn read_date(words: &str, order: DateOrder) -> Option<PartialDate> {
    let parts: Vec<&str> = numbers(words).collect();
    let month = words.split(|c: char| !c.is_alphabetic()).find_map(month);
    match (month, &parts[..]) {
        (None, [whole]) if whole.len() == 8 => date(&whole[..4], &whole[4..6], &whole[6..]),
        (None, [year, month, day]) if year.len() == 4 => date(year, month, day),
        (None, [a, b, year]) => {
            let (day, month) = if order == DateOrder::DayFirst { (a, b) } else { (b, a) };
            let other = || if year.len() == 4 { date(year, day, month) } else { None };
            date(year, month, day).or_else(other)
        }
        (Some(month), [year]) => PartialDate::new(year_of(year)?, Some(month), None),
        (Some(month), [a, b]) => {
            let (year, day) = if a.len() == 4 { (a, b) } else { (b, a) };
            PartialDate::new(year_of(year)?, Some(month), Some(day.parse().ok()?))
        }
        _ => None,
    }
}

fn numbers(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty())
}

fn date(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    PartialDate::new(year_of(year)?, Some(month.parse().ok()?), Some(day.parse().ok()?))
}

/// The year that figures name. Two of them: the years that POSIX gives them (`strptime`, `%y`), but for 1969.
fn year_of(figures: &str) -> Option<u16> {
    let year: u16 = figures.parse().ok()?;
    match (figures.len(), year) {
        (4, _) => Some(year),
        (2, 0..=69) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        _ => None,
    }
}

/// The number of the month that a word names, from 1.
fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let names = |names: &&str| names.split('|').any(|name| name == word);
    (1..).zip(&MONTHS).find(|(_, month)| names(month)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, order: DateOrder) -> Vec<String> {
        dates(text, order).iter().map(|(_, date)| date.to_string()).collect()
    }

    #[test]
    fn one_day_in_many_forms() {
        for words in [
            "2012-03-14",
            "2012/3/14",
            "2012.03.14",
            "2012_03_14",
            "20120314",
            "14/03/2012",
            "14/3/12",
            "14.3.2012",
            "14.03.12",
            "14. 3. 2012",
            "14-03-12",
            "14_03_2012",
            "03/14/2012",
            "14 March 2012",
            "14th March 2012",
            "14th of March, 2012",
            "14 MAR 2012",
            "14-Mar-12",
            "14Mar2012",
            "14mar12",
            "Mar 14 2012",
            "March 14th, 2012",
            "2012 March 14",
            "2012-Mar-14",
            "14. März 2012",
            "14 mars 2012",
            "14 de marzo de 2012",
            "14 marzo 2012",
            "14 de março de 2012",
            "14 maart 2012",
        ] {
            assert_eq!(found(words, DateOrder::DayFirst), ["2012-03-14"], "{words}");
            let whole = dates(words, DateOrder::DayFirst)[0].0;
            assert_eq!(whole, Span { start: 0, end: words.chars().count() as u32 }, "{words}");
        }
        assert_eq!(found("1er août 2013, 1º agosto 2013", DateOrder::DayFirst), ["2013-08-01"; 2]);
    }

    #[test]
    fn every_month_is_known() {
        for (number, names) in (1..).zip(MONTHS) {
            for name in names.split('|') {
                let expected = [format!("2012-{number:02}")];
                assert_eq!(found(&format!("({name} 2012)"), DateOrder::DayFirst), expected);
                let expected = [format!("2012-{number:02}-09")];
                let upper = name.to_uppercase();
                assert_eq!(found(&format!("9 {upper}. 2012"), DateOrder::DayFirst), expected);
            }
        }
    }

    #[test]
    fn the_order_of_day_and_month_can_be_told() {
        for (words, day_first, month_first) in [
            ("3/4/2012", "2012-04-03", "2012-03-04"),
            ("03-04-12", "2012-04-03", "2012-03-04"),
            ("25/12/2012", "2012-12-25", "2012-12-25"),
            ("2012-04-03", "2012-04-03", "2012-04-03"),
            ("1/2/70", "1970-02-01", "1970-01-02"),
        ] {
            assert_eq!(found(words, DateOrder::DayFirst), [day_first], "{words}");
            assert_eq!(found(words, DateOrder::MonthFirst), [month_first], "{words}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for words in [
            "",
            "2012",
            "2011-12",
            "31/02/2012",
            "2012-13-14",
            "20121314",
            "120120314",
            "12012-03-14",
            "01-02-03-04-05",
            "10.30.12",
            "version 1.2.3",
            "192.168.1.12",
            "three years ago 2012",
            "Marching 2012",
            "0003 2012",
            "page 14\nMarch",
            "32 March",
            "é14 March 2012",
        ] {
            assert!(found(words, DateOrder::DayFirst).is_empty(), "{words}");
        }
    }

    #[test]
    fn places_are_code_points() {
        let text = "Zoë 😀 14.3.2012–15.3.2012 and\nmay 2013";
        let found = dates(text, DateOrder::DayFirst);
        let spans: Vec<_> = found.iter().map(|(span, _)| (span.start, span.end)).collect();
        assert_eq!(spans, [(6, 15), (16, 25), (30, 38)]);
    }

    proptest! {
        #[test]
        fn places_lie_in_order_in_any_text(
            text in "(\\PC|[0-9]{1,4}|[-/._ ]|March|Mai|1er|é|\n){0,60}",
            is_month_first in any::<bool>(),
        ) {
            let order = if is_month_first { DateOrder::MonthFirst } else { DateOrder::DayFirst };
            let mut at = 0;
            for (span, date) in dates(&text, order) {
                prop_assert!(span.start >= at && !span.is_empty());
                at = span.end;
                let words: String =
                    text.chars().skip(span.start as usize).take(span.len() as usize).collect();
                prop_assert_eq!(read_date(&words, order), Some(date));
            }
            prop_assert!(at as usize <= text.chars().count());
            let _ = read_date(&text, order);
        }
    }
}
