//! Patterns as a researcher writes them: words, and fields in braces.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::Span;

/// A pattern has at most this many code points.
const LONGEST: usize = 200;

/// A part of a name or line that fills a column, or is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// `{kind}`: a word for a kind of source.
    Kind,
    /// `{case}`: a site or organisation.
    Case,
    /// `{person}`: one person, or several joined by “,”, “&” or “and”.
    Person,
    /// `{date}`: a date in any form that [`crate::text::dates()`] knows.
    Date,
    /// `{language}`: a language's English name or its code.
    Language,
    /// `{name}`: what the source is to be called.
    Name,
    /// `{number}`: a running number; fills no column.
    Number,
    /// `{*}`: anything, or nothing; fills no column.
    Anything,
}

impl Field {
    /// All fields, in the order they are explained.
    pub const ALL: [Self; 8] = [
        Self::Kind,
        Self::Case,
        Self::Person,
        Self::Date,
        Self::Language,
        Self::Name,
        Self::Number,
        Self::Anything,
    ];

    /// The word that stands in the braces.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Case => "case",
            Self::Person => "person",
            Self::Date => "date",
            Self::Language => "language",
            Self::Name => "name",
            Self::Number => "number",
            Self::Anything => "*",
        }
    }

    /// Whether what it finds goes into a column of the import table.
    pub const fn fills(self) -> bool {
        !matches!(self, Self::Number | Self::Anything)
    }

    /// Whether it may stand in a pattern more than once.
    const fn may_recur(self) -> bool {
        matches!(self, Self::Person | Self::Number | Self::Anything)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.word())
    }
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words that must stand there.
    Words(String),
    /// What is to be found there.
    Field(Field),
}

/// Words and fields, in the order in which they stand: `Interview {number} {person}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
}

impl Pattern {
    /// Its parts; words and words never stand side by side.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The fields in it, in order.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.parts.iter().filter_map(|part| match part {
            Part::Field(field) => Some(*field),
            Part::Words(_) => None,
        })
    }
}

impl fmt::Display for Pattern {
    /// As it is written; reading it again gives the same pattern.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Words(words) => f.write_str(words),
            Part::Field(field) => field.fmt(f),
        })
    }
}

/// A pattern that cannot be used: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{problem}")]
pub struct PatternError {
    /// The place in the pattern, in code points.
    pub span: Span,
    /// What is wrong there and what to do.
    pub problem: PatternProblem,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PatternProblem {
    /// Braces with another word in them.
    #[error("there is no field {{{0}}}; use {fields}", fields = listed())]
    UnknownField(String),
    /// A field that can be filled only once.
    #[error("{0} stands in the pattern twice; take one of them out")]
    Twice(Field),
    /// `{` without `}`.
    #[error("this {{ is never closed; put a }} after the field's word")]
    Unclosed,
    /// `}` without `{`.
    #[error("this }} closes nothing; take it out, or write {{*}} where a name has such a sign")]
    Unopened,
    /// No field, or only such as fill nothing.
    #[error("the pattern fills no column; put a field into it, such as {{date}}")]
    FillsNothing,
    /// More code points than a line of a table shows; the limit.
    #[error("the pattern is longer than {0} characters; make two rules of it")]
    TooLong(usize),
    /// More than can be searched for quickly.
    #[error("the pattern asks for too much at once; make two rules of it")]
    TooMuch,
}

/// All fields in a sentence.
fn listed() -> String {
    let words: Vec<String> = Field::ALL.iter().map(Field::to_string).collect();
    let (last, others) = words.split_last().map_or(("", &[][..]), |(last, o)| (last.as_str(), o));
    format!("{} or {last}", others.join(", "))
}

impl FromStr for Pattern {
    type Err = PatternError;

    /// Reads a pattern. Blanks around it and within braces do not count, nor does the case of fields.
    fn from_str(written: &str) -> Result<Self, PatternError> {
        let blank = written.chars().take_while(|c| c.is_whitespace()).count();
        let characters: Vec<char> = written.trim().chars().collect();
        let wrong = |start: usize, end: usize, problem| PatternError {
            span: Span { start: (blank + start) as u32, end: (blank + end) as u32 },
            problem,
        };
        if characters.len() > LONGEST {
            return Err(wrong(LONGEST, characters.len(), PatternProblem::TooLong(LONGEST)));
        }
        let (mut parts, mut words) = (Vec::new(), String::new());
        let mut at = 0;
        while at < characters.len() {
            match characters[at] {
                '}' => return Err(wrong(at, at + 1, PatternProblem::Unopened)),
                '{' => {
                    let length = characters[at + 1..]
                        .iter()
                        .position(|&c| matches!(c, '}' | '{'))
                        .filter(|&length| characters[at + 1 + length] == '}')
                        .ok_or_else(|| wrong(at, at + 1, PatternProblem::Unclosed))?;
                    let end = at + length + 2;
                    let word: String = characters[at + 1..end - 1].iter().collect();
                    let field = Field::ALL
                        .into_iter()
                        .find(|field| field.word() == word.trim().to_lowercase())
                        .ok_or_else(|| wrong(at, end, PatternProblem::UnknownField(word)))?;
                    if !field.may_recur() && parts.contains(&Part::Field(field)) {
                        return Err(wrong(at, end, PatternProblem::Twice(field)));
                    }
                    if !words.is_empty() {
                        parts.push(Part::Words(std::mem::take(&mut words)));
                    }
                    parts.push(Part::Field(field));
                    at = end;
                }
                c => {
                    words.push(c);
                    at += 1;
                }
            }
        }
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        let pattern = Self { parts };
        if pattern.fields().any(Field::fills) {
            Ok(pattern)
        } else {
            Err(wrong(0, characters.len(), PatternProblem::FillsNothing))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn errors_point_at_the_place() {
        for (written, start, end, sentence) in [
            (
                " Ü {persn} x",
                3,
                10,
                "there is no field {persn}; use {kind}, {case}, {person}, {date}, {language}, {name}, \
                 {number} or {*}",
            ),
            (
                "{date} {}",
                7,
                9,
                "there is no field {}; use {kind}, {case}, {person}, {date}, {language}, {name}, \
                 {number} or {*}",
            ),
            ("{date", 0, 1, "this { is never closed; put a } after the field's word"),
            ("{da{date}", 0, 1, "this { is never closed; put a } after the field's word"),
            (
                "a}{date}",
                1,
                2,
                "this } closes nothing; take it out, or write {*} where a name has such a sign",
            ),
            (
                "{date} to {Date}",
                10,
                16,
                "{date} stands in the pattern twice; take one of them out",
            ),
            (
                "Interview {number}",
                0,
                18,
                "the pattern fills no column; put a field into it, such as {date}",
            ),
            ("  ", 2, 2, "the pattern fills no column; put a field into it, such as {date}"),
        ] {
            let error = written.parse::<Pattern>().expect_err(written);
            assert_eq!((error.span.start, error.span.end), (start, end), "{written}");
            assert_eq!(error.to_string(), sentence, "{written}");
        }
        let long = format!("{{date}}{}", "é".repeat(LONGEST));
        let error = long.parse::<Pattern>().expect_err("too long");
        assert_eq!(error.span, Span { start: 200, end: 206 });
    }

    #[test]
    fn fields_are_read_in_order() {
        let pattern: Pattern = " Interview{Number} { person }, {person} {*}".parse().expect("one");
        assert_eq!(pattern.to_string(), "Interview{number} {person}, {person} {*}");
        let fields = [Field::Number, Field::Person, Field::Person, Field::Anything];
        assert!(pattern.fields().eq(fields));
    }

    proptest! {
        #[test]
        fn patterns_are_read_as_they_are_written(
            parts in prop::collection::vec("\\{(kind|Case|person| date|\\*|number|x)\\}|\\PC{0,6}|[{}]", 0..12),
        ) {
            if let Ok(pattern) = parts.concat().parse::<Pattern>() {
                prop_assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern));
            }
        }
    }
}
