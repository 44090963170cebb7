//! Regular expressions, looked for in texts as they stand. They take time in proportion to a text's length, whatever they are.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::QueryError;

/// How many bytes a pattern may take when it is ready: some thousand alternatives.
const LARGEST: usize = 4 << 20;

/// How deep its brackets may nest.
const DEEPEST: u32 = 50;

/// A regular expression of the crate `regex`: no looking around, no references back. Capitals count as small letters unless it
/// says `(?-i)`; `^` and `$` are the ends of a paragraph.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Names the first place that cannot be understood, or the whole when it is too large.
    pub fn parse(written: &str) -> Result<Self, QueryError> {
        let fault = |at, message: String| QueryError { at, message };
        if written.is_empty() {
            return Err(fault(0, "Write a pattern to look for.".to_owned()));
        }
        let place = |byte: usize| {
            let characters = written.chars().count();
            written[..written.floor_char_boundary(byte)].chars().count().min(characters - 1)
        };
        regex_syntax::ParserBuilder::new().nest_limit(DEEPEST).build().parse(written).map_err(
            |error| {
                let (byte, what) = match &error {
                    regex_syntax::Error::Parse(error) => {
                        (error.span().start.offset, error.kind().to_string())
                    }
                    regex_syntax::Error::Translate(error) => {
                        (error.span().start.offset, error.kind().to_string())
                    }
                    other => (0, other.to_string()),
                };
                fault(place(byte), format!("This pattern cannot be read from here: {what}."))
            },
        )?;
        let pattern = RegexBuilder::new(written)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(LARGEST)
            .nest_limit(DEEPEST)
            .build();
        pattern.map(Self).map_err(|_| {
            fault(
                0,
                "This pattern is too large; repeat less in it, or look for its parts.".to_owned(),
            )
        })
    }

    /// The places in a text where it matches with at least one character, in bytes, in order; they do not overlap.
    pub fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        self.0.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty())
    }

    /// Whether it matches anywhere in a text with at least one character.
    pub fn is_match(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn marked(pattern: &str, text: &str) -> Vec<String> {
        let pattern = Pattern::parse(pattern).unwrap();
        pattern.find(text).map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn finds_what_the_pattern_says() {
        assert_eq!(marked(r"trust\w*", "Trust, trusted"), ["Trust", "trusted"]);
        assert_eq!(marked(r"(?-i)Trust\w*", "Trust, trusted"), ["Trust"]);
        assert_eq!(marked(r"^int:.*$", "INT: a\nB: INT: b\nInt: c"), ["INT: a", "Int: c"]);
        assert_eq!(marked(r"\p{Han}+", "我在 here 医院"), ["我在", "医院"]);
        assert_eq!(marked("x*", "axxa"), ["xx"]);
        assert!(!Pattern::parse("x*").unwrap().is_match("aa"));
    }

    #[test]
    fn faults_name_their_place() {
        for (pattern, at) in [
            ("", 0),
            ("é(a", 1),
            ("éa)", 2),
            ("ab[z-a]", 3),
            ("a**b{2", 4),
            (r"é(a)\1", 4),
            (r"\p{Nope}", 0),
        ] {
            let error = Pattern::parse(pattern).unwrap_err();
            assert_eq!(error.at, at, "{pattern}: {error}");
            assert!(error.message.ends_with('.') && !error.message.contains('\n'), "{error}");
        }
    }

    #[test]
    fn what_would_exhaust_the_machine_is_refused() {
        let since = Instant::now();
        for pattern in
            [r"(\w{1000}){1000}", "(((((a{100}){100}){100}){100}){100})", &"(".repeat(10_000)]
        {
            assert!(Pattern::parse(pattern).is_err());
        }
        let evil = Pattern::parse("(a+)+$|(a|aa)+b").unwrap();
        assert!(!evil.is_match(&("a".repeat(100_000) + "!")));
        assert!(since.elapsed() < Duration::from_secs(10));
    }
}
