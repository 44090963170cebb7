//! What an export of quotes is given: sections in the order of the framework, with their quotes.

use serde::Serialize;

use crate::domain::{PATH_SEPARATOR, SourceKind};

/// Quotes as somebody asked for them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct QuoteReport {
    /// Stands at the top.
    pub title: String,
    /// What was asked for, in sentences: the code with or without sub-codes, the narrowing, the counts.
    pub notes: Vec<String>,
    /// When it was made, as it shall be printed.
    pub made: String,
    /// One section per code in the order of the tree, a parent before its children.
    pub sections: Vec<QuoteSection>,
}

/// The quotes of one code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct QuoteSection {
    /// The code's names from the top. Their number is the level of the heading; no names, no heading.
    pub path: Vec<String>,
    /// What the code means; may be empty.
    pub definition: String,
    /// Its quotes in order; a parent that only gives a heading has none.
    pub quotes: Vec<PrintedQuote>,
}

/// A quote with everything that may be printed beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedQuote {
    /// The name of its source.
    pub document: String,
    /// What its source is.
    pub kind: SourceKind,
    /// First code point of the quote in its source.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The words, with `\n` between paragraphs.
    pub text: String,
    /// The codes on it, as printed paths.
    pub codes: Vec<String>,
    /// Who coded it.
    pub coders: Vec<String>,
    /// Who speaks; may be empty.
    pub speaker: String,
    /// What is printed after it, for example `[GP ID 161]`; may be empty.
    pub label: String,
    /// What a coder noted beside it; may be empty.
    pub comment: String,
}

/// The deepest level of heading that Word, HTML and Markdown have.
const DEEPEST: usize = 6;

impl QuoteReport {
    /// Every quote with the section it stands in.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&QuoteSection, &PrintedQuote)> {
        self.sections
            .iter()
            .flat_map(|section| section.quotes.iter().map(move |quote| (section, quote)))
    }
}

impl QuoteSection {
    /// The code's path in one line.
    pub(super) fn code(&self) -> String {
        self.path.join(PATH_SEPARATOR)
    }
}

/// The level (1 to 6) and the words of a code's heading; none for an empty path. Codes deeper than the sixth level
/// share it, and carry their names from there down, so that a parent is never taken for its child.
pub(super) fn heading(path: &[String]) -> Option<(usize, String)> {
    let level = path.len().min(DEEPEST);
    let names = path.get(level.checked_sub(1)?..)?;
    Some((level, names.join(PATH_SEPARATOR)))
}

/// Shared by the formats' tests: a small report with a parent without quotes, two paragraphs and markup.
#[cfg(test)]
pub(super) fn sample() -> QuoteReport {
    let quote = |start: u32, text: &str, label: &str| PrintedQuote {
        document: "Site 3 – Dr Miller.docx".to_owned(),
        kind: SourceKind::Interview,
        start,
        end: start + text.chars().count() as u32,
        text: text.to_owned(),
        codes: vec!["Access > Waiting".to_owned(), "Trust".to_owned()],
        coders: vec!["Amara Okafor".to_owned()],
        speaker: "GP ID 161".to_owned(),
        label: label.to_owned(),
        comment: "ask \"again\"".to_owned(),
    };
    QuoteReport {
        title: "Access & waiting".to_owned(),
        notes: vec!["“Access” with its sub-codes, interviews only: 2 quotes".to_owned()],
        made: "22 November 2026".to_owned(),
        sections: vec![
            QuoteSection {
                path: vec!["Access".to_owned()],
                definition: "Getting in".to_owned(),
                quotes: Vec::new(),
            },
            QuoteSection {
                path: vec!["Access".to_owned(), "Waiting".to_owned()],
                definition: String::new(),
                quotes: vec![
                    quote(10, "We *wait* <weeks>.\nThen\twe go.", "[GP ID 161]"),
                    quote(90, "=1+1, \"she\" said", "[M7]"),
                ],
            },
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stop_at_the_sixth_level_without_losing_names() {
        let names = |n: usize| (1..=n).map(|i| format!("c{i}")).collect::<Vec<_>>();
        assert_eq!(heading(&names(0)), None);
        assert_eq!(heading(&names(1)), Some((1, "c1".to_owned())));
        assert_eq!(heading(&names(6)), Some((6, "c6".to_owned())));
        assert_eq!(heading(&names(8)), Some((6, "c6 > c7 > c8".to_owned())));
    }
}
