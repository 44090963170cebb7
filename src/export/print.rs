//! A report as it is printed: one line below the other, in whatever format. What stands where is said here once; each
//! printed format says how a heading, a paragraph and the lines of an extract look.

use std::borrow::Cow;

use super::characters::{on_one_line, replaced_in};
use super::report::{LIST_SEPARATOR, heading};
use super::{PrintedQuote, QuoteReport};
use crate::analysis::labels::{Printed, PrintedAs};

/// What a report is printed on.
pub(super) trait Page {
    /// The title, what the file says when it is not for everybody, and what was asked for.
    fn head(&mut self, title: &str, warning: Option<&str>, notes: &[String]);

    /// A heading of a level from 1 to 6.
    fn heading(&mut self, level: usize, name: &str);

    /// What stands under a heading.
    fn under_heading(&mut self, words: &str);

    /// An extract with what stands beside it: one line at least.
    fn extract(&mut self, lines: &[Line<'_>]);
}

/// A paragraph of an extract, or one beside it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// What it is.
    pub is: Is,
    /// Its pieces, without line breaks; none where it is empty.
    pub runs: Vec<Run<'a>>,
}

/// What a paragraph of an extract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// What stands before the extract in its source.
    Before,
    /// Words of the extract, the last with the label where that has no line of its own.
    Words,
    /// The label on its own line.
    Label,
    /// What stands after the extract in its source.
    After,
    /// The codes on it.
    Codes,
    /// What is private about it.
    Private,
}

/// Words that look alike.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// Whose they are.
    pub of: Of,
    pub italic: bool,
    pub bold: bool,
    pub words: Cow<'a, str>,
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Those of the source.
    Source,
    /// Who speaks.
    Speaker,
    /// What was put in, and the sign for what was left out.
    Editor,
    /// The label and its note.
    Label,
}

/// Prints a report. `format` names what cannot hold control characters, so that the file says how many were replaced.
pub(super) fn print(report: &QuoteReport, format: Option<&str>, page: &mut impl Page) {
    let said = || report.lines().flat_map(|(_, quote)| quote.said());
    let replaced = format.and_then(|format| replaced_in(said(), format));
    page.head(&on_one_line(&report.title), report.warning(), &report.all_notes(replaced));
    for section in &report.sections {
        if let Some((level, name)) = heading(&section.path) {
            page.heading(level, &on_one_line(&name));
        }
        if !section.text.is_empty() {
            page.under_heading(&section.text);
        }
        for quote in &section.quotes {
            page.extract(&lines(report, quote));
        }
    }
}

/// A quote and what stands beside it.
fn lines<'q>(report: &QuoteReport, quote: &'q PrintedQuote) -> Vec<Line<'q>> {
    let mut lines = Vec::new();
    let around = |is, words: &'q str| {
        let paragraphs = words.split('\n').filter(|paragraph| !paragraph.trim().is_empty());
        paragraphs.map(move |paragraph| Line::plain(is, Cow::Borrowed(paragraph)))
    };
    if let Some(context) = &quote.context {
        lines.extend(around(Is::Before, &context.before));
    }
    lines.extend(extract_lines(&quote.pieces));
    if let Some(context) = &quote.context {
        lines.extend(around(Is::After, &context.after));
    }
    if report.prints_codes && !quote.codes.is_empty() {
        let words = format!("Codes: {}", quote.codes.join(LIST_SEPARATOR));
        lines.push(Line::plain(Is::Codes, on_one_line(&words).into()));
    }
    if let Some(private) = report.private(quote) {
        let words = format!("Private: {}", private.in_words());
        lines.push(Line::plain(Is::Private, on_one_line(&words).into()));
    }
    lines
}

/// The paragraphs of an extract with its label: one at least.
pub(super) fn extract_lines(pieces: &[Printed]) -> Vec<Line<'_>> {
    let mut lines = vec![Line { is: Is::Words, runs: Vec::new() }];
    for piece in pieces {
        let of = match piece.what {
            PrintedAs::Break => {
                lines.push(Line { is: Is::Label, runs: Vec::new() });
                continue;
            }
            PrintedAs::Words
            | PrintedAs::Emphasis
            | PrintedAs::Mark
            | PrintedAs::Blank
            | PrintedAs::Stop => Of::Source,
            PrintedAs::Speaker => Of::Speaker,
            PrintedAs::Cut | PrintedAs::Insertion => Of::Editor,
            PrintedAs::Label | PrintedAs::Note => Of::Label,
        };
        let (italic, bold) = (piece.italic, piece.bold);
        if of == Of::Source {
            for (number, words) in piece.text.split('\n').enumerate() {
                if number > 0 {
                    lines.push(Line { is: Is::Words, runs: Vec::new() });
                }
                append(&mut lines, Run { of, italic, bold, words: words.into() });
            }
        } else {
            append(&mut lines, Run { of, italic, bold, words: on_one_line(&piece.text).into() });
        }
    }
    lines
}

/// Adds a run to the last line; to the last run where both look alike.
fn append<'a>(lines: &mut [Line<'a>], run: Run<'a>) {
    let Some(line) = lines.last_mut().filter(|_| !run.words.is_empty()) else { return };
    match line.runs.last_mut() {
        Some(last) if (last.of, last.italic, last.bold) == (run.of, run.italic, run.bold) => {
            last.words.to_mut().push_str(&run.words);
        }
        _ => line.runs.push(run),
    }
}

impl<'a> Line<'a> {
    fn plain(is: Is, words: Cow<'a, str>) -> Self {
        Self { is, runs: vec![Run { of: Of::Source, italic: false, bold: false, words }] }
    }

    /// What it says.
    pub(super) fn words(&self) -> Cow<'_, str> {
        match self.runs.as_slice() {
            [run] => Cow::Borrowed(&run.words),
            runs => runs.iter().map(|run| &*run.words).collect(),
        }
    }
}

impl Is {
    /// What leads to words that no look tells from the extract, in formats of plain text.
    pub(super) const fn lead(self) -> &'static str {
        match self {
            Self::Before => "Before: ",
            Self::After => "After: ",
            // These two say themselves what they are.
            Self::Words | Self::Label | Self::Codes | Self::Private => "",
        }
    }

    /// Whether it is part of the extract, and not beside it.
    pub(super) fn is_extract(self) -> bool {
        matches!(self, Self::Words | Self::Label)
    }

    /// Whether two lines belong to one block.
    pub(super) fn goes_with(self, other: Self) -> bool {
        self == other || self.is_extract() && other.is_extract()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::{rich_sample, sample};

    fn shown(lines: &[Line<'_>]) -> Vec<String> {
        let run = |run: &Run<'_>| {
            let marks = match (run.italic, run.bold) {
                (false, false) => "",
                (true, false) => "/",
                (false, true) => "*",
                (true, true) => "*/",
            };
            format!("{marks}{:?}<{}>", run.of, run.words)
        };
        lines
            .iter()
            .map(|line| format!("{:?}: {}", line.is, line.runs.iter().map(run).collect::<String>()))
            .collect()
    }

    #[test]
    fn an_extract_is_paragraphs_of_pieces_that_know_whose_they_are() {
        let report = rich_sample();
        assert_eq!(
            shown(&lines(&report, &report.sections[1].quotes[0])),
            [
                "Before: Source<INT: And then?>",
                "Words: Source<“>Speaker<[GP ID 161]:>Source< We waited, >Editor<[…]>Source< for >/Source<weeks>Source<.>",
                "Words: Source<Then >Editor<[the doctor]>Source< went.”>",
                "Label: /Label<[GP ID 161, emphasis added]>",
                "After: Source<INT: I see.>",
                "After: Source<Thank you.>",
                "Codes: Source<Codes: Access > Waiting; Trust>",
                "Private: Source<Private: source Site 3 – Dr Miller · file Miller final.docx · characters 10–40 · \
                 speaking GP ID 161 · names Ann Miller · coded by Amara Okafor · comment ask \"again\">",
            ]
        );
    }

    #[test]
    fn nothing_stands_beside_an_extract_unasked() {
        let report = sample();
        assert_eq!(
            shown(&lines(&report, &report.sections[1].quotes[0])),
            ["Words: Source<We *wait* <weeks>.>", "Words: Source<Then\twe go. >Label<[GP ID 161]>"]
        );
        assert_eq!(shown(&extract_lines(&[])), ["Words: "]);
    }
}
