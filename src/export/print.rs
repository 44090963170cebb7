//! What is printed: one line below the other, in whatever format. Each printed format says how a heading, a paragraph, the
//! items of a list, a table and the lines of an extract look. What stands where in a report of extracts is said here once; in
//! documents, see `document/printed.rs`.

use std::borrow::Cow;

use super::characters::{on_one_line, replaced_in};
use super::report::{LIST_SEPARATOR, heading};
use super::{PrintedQuote, PrivateLine, QuoteReport};
use crate::analysis::labels::{Printed, PrintedAs};
use crate::text::markdown::Marker;

/// What a report or a document is printed on.
pub(super) trait Page {
    /// The title, what the file says when it is not for everybody, and what was asked for.
    fn head(&mut self, title: &str, warning: Option<&str>, notes: &[String]);

    /// A heading of a level from 1 to 6.
    fn heading(&mut self, level: usize, runs: &[Run<'_>]);

    /// What stands under a heading.
    fn under_heading(&mut self, words: &str);

    /// An extract with what stands beside it: one line at least.
    fn extract(&mut self, lines: &[Line<'_>]);

    /// A paragraph in no list.
    fn paragraph(&mut self, paragraph: &Placed<'_>);

    /// What stands in lists, one below the other: one at least, each at a depth of one at least.
    fn list(&mut self, items: &[Placed<'_>]);

    /// A table with one column at least.
    fn table(&mut self, table: &Table<'_>);

    /// A sign between two parts of a text.
    fn divider(&mut self);

    /// Lets what follows begin a page, where there are pages.
    fn page_break(&mut self);

    /// Paragraphs, in lists or not.
    fn flow(&mut self, paragraphs: &[Placed<'_>]) {
        for paragraphs in paragraphs.chunk_by(|one, next| (one.lists > 0) == (next.lists > 0)) {
            match paragraphs[0].lists {
                0 => paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph)),
                _ => self.list(paragraphs),
            }
        }
    }
}

/// A paragraph with where it stands.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    /// How many lists it stands in.
    pub lists: usize,
    /// How many quotes it stands in.
    pub quotes: usize,
    /// What stands before it, where it begins an item.
    pub marker: Option<Marker>,
    /// What it says; a run may hold `\n` where a line is broken.
    pub line: Line<'a>,
}

/// A table. Every row has a cell for each column.
pub(super) struct Table<'a> {
    /// The heads of the columns.
    pub head: Vec<Placed<'a>>,
    /// How wide each column is, compared with the others; one at least.
    pub widths: Vec<u32>,
    /// The paragraphs of each cell, by row; a cell may have none.
    pub rows: Vec<Vec<Vec<Placed<'a>>>>,
}

/// A paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// What it is.
    pub is: Is,
    /// Its pieces, those of an extract without line breaks; none where it is empty.
    pub runs: Vec<Run<'a>>,
}

/// What a paragraph is.
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
    /// What was noted beside it.
    Note,
    /// The codes on it.
    Codes,
    /// What is private about it.
    Private,
    /// An ordinary paragraph.
    Paragraph,
    /// One in a list.
    Item,
    /// One in a quote.
    Quoted,
    /// A quiet one.
    Quiet,
    /// The head of a column.
    TableHead,
    /// One in a table.
    TableText,
}

/// Words that look alike.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// Whose they are.
    pub of: Of,
    pub italic: bool,
    pub bold: bool,
    /// The page that they lead to.
    pub address: Option<Cow<'a, str>>,
    pub words: Cow<'a, str>,
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Those of the source or of the text.
    Plain,
    /// Those that stand as they were typed.
    Code,
    /// What only people can fill in.
    Blank,
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
            page.heading(level, &[Run::plain(on_one_line(&name).into())]);
        }
        if !section.text.is_empty() {
            page.under_heading(&section.text);
        }
        for quote in &section.quotes {
            let codes = report.prints_codes.then_some(quote.codes.as_slice());
            page.extract(&lines(quote, "", codes.unwrap_or_default(), report.private(quote)));
        }
    }
}

/// A quote and what stands beside it: a note, which may be empty, its codes, what is private.
pub(super) fn lines<'q>(
    quote: &'q PrintedQuote,
    note: &'q str,
    codes: &[String],
    private: Option<&PrivateLine>,
) -> Vec<Line<'q>> {
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
    lines.extend(around(Is::Note, note));
    if !codes.is_empty() {
        let words = format!("Codes: {}", codes.join(LIST_SEPARATOR));
        lines.push(Line::plain(Is::Codes, on_one_line(&words).into()));
    }
    if let Some(private) = private {
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
            | PrintedAs::Stop => Of::Plain,
            PrintedAs::Speaker => Of::Speaker,
            PrintedAs::Cut | PrintedAs::Insertion => Of::Editor,
            PrintedAs::Label | PrintedAs::Note => Of::Label,
        };
        let (italic, bold) = (piece.italic, piece.bold);
        if of == Of::Plain {
            for (number, words) in piece.text.split('\n').enumerate() {
                if number > 0 {
                    lines.push(Line { is: Is::Words, runs: Vec::new() });
                }
                append(&mut lines, Run { of, italic, bold, address: None, words: words.into() });
            }
        } else {
            let words = on_one_line(&piece.text).into();
            append(&mut lines, Run { of, italic, bold, address: None, words });
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

impl<'a> Run<'a> {
    /// Words without a look of their own.
    pub(super) fn plain(words: Cow<'a, str>) -> Self {
        Self { of: Of::Plain, italic: false, bold: false, address: None, words }
    }
}

impl<'a> Line<'a> {
    fn plain(is: Is, words: Cow<'a, str>) -> Self {
        Self { is, runs: vec![Run::plain(words)] }
    }

    /// What it says.
    pub(super) fn words(&self) -> Cow<'_, str> {
        words(&self.runs)
    }
}

/// What runs say.
pub(super) fn words<'r>(runs: &'r [Run<'_>]) -> Cow<'r, str> {
    match runs {
        [run] => Cow::Borrowed(&run.words),
        runs => runs.iter().map(|run| &*run.words).collect(),
    }
}

impl Is {
    /// What leads to words that no look tells from the extract, in formats of plain text.
    pub(super) const fn lead(self) -> &'static str {
        match self {
            Self::Before => "Before: ",
            Self::After => "After: ",
            Self::Note => "Note: ",
            // Codes and what is private say themselves what they are.
            _ => "",
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

/// What stands at the start of the lines of paragraphs in lists and quotes, in formats of plain text.
#[derive(Default)]
pub(super) struct Margin {
    /// The items that are open: how many quotes each stands in, and how wide its marker is.
    items: Vec<(usize, usize)>,
}

impl Margin {
    /// What stands before the first line of a paragraph, and before its other lines.
    pub(super) fn of(&mut self, paragraph: &Placed<'_>) -> (String, String) {
        let around = paragraph.lists.saturating_sub(usize::from(paragraph.marker.is_some()));
        // An item that was never begun has no marker to stand below.
        self.items.resize(around, (0, 0));
        let (mut margin, mut quotes) = (String::new(), 0);
        for &(outer, width) in self.items.iter().chain([&(paragraph.quotes, 0)]) {
            margin.push_str(&"> ".repeat(outer.saturating_sub(quotes)));
            margin.push_str(&" ".repeat(width));
            quotes = quotes.max(outer);
        }
        let sign = match paragraph.marker {
            None => return (margin.clone(), margin),
            Some(Marker::Bullet) => "- ".to_owned(),
            // Readers of Markdown take nine digits for a number, and no more.
            Some(Marker::Number(number)) => format!("{}. ", number.min(999_999_999)),
        };
        self.items.push((paragraph.quotes, sign.len()));
        (format!("{margin}{sign}"), margin + &" ".repeat(sign.len()))
    }
}

/// One of the steps in which lists are written that nest: what opens is closed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A list begins, with its first item: of bullets, numbered from a number, or of neither.
    Open(Option<Marker>),
    /// An item ends, and the next one of the same list begins.
    Next,
    /// The paragraph at this place.
    Paragraph(usize),
    /// The last item of a list of this kind ends, and the list.
    Close(Option<Marker>),
}

/// The steps to write what stands in lists.
pub(super) fn steps(items: &[Placed<'_>]) -> Vec<Step> {
    let mut steps = Vec::new();
    // The lists that are open: how each began, and the marker that its next item would have.
    let mut open: Vec<(Option<Marker>, Option<Marker>)> = Vec::new();
    let next = |marker: Option<Marker>| match marker {
        Some(Marker::Number(number)) => Some(Marker::Number(number.saturating_add(1))),
        other => other,
    };
    for (at, item) in items.iter().enumerate() {
        let continues = |open: &[(Option<Marker>, Option<Marker>)]| {
            open.len() == item.lists && open.last().is_some_and(|(_, next)| *next == item.marker)
        };
        let depth = item.lists - usize::from(item.marker.is_some());
        while open.len() > depth && !(item.marker.is_some() && continues(&open)) {
            steps.extend(open.pop().map(|(began, _)| Step::Close(began)));
        }
        if open.len() > depth {
            steps.push(Step::Next);
            open.pop();
            open.push((item.marker, next(item.marker)));
        } else {
            while open.len() < item.lists {
                let marker = item.marker.filter(|_| open.len() + 1 == item.lists);
                steps.push(Step::Open(marker));
                open.push((marker, next(marker)));
            }
        }
        steps.push(Step::Paragraph(at));
    }
    steps.extend(open.into_iter().rev().map(|(began, _)| Step::Close(began)));
    steps
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
            {
                let quote = &report.sections[1].quotes[0];
                shown(&lines(quote, "Often said.", &quote.codes, report.private(quote)))
            },
            [
                "Before: Plain<INT: And then?>",
                "Words: Plain<“>Speaker<[GP ID 161]:>Plain< We waited, >Editor<[…]>Plain< for >/Plain<weeks>Plain<.>",
                "Words: Plain<Then >Editor<[the doctor]>Plain< went.”>",
                "Label: /Label<[GP ID 161, emphasis added]>",
                "After: Plain<INT: I see.>",
                "After: Plain<Thank you.>",
                "Note: Plain<Often said.>",
                "Codes: Plain<Codes: Access > Waiting; Trust>",
                "Private: Plain<Private: source Site 3 – Dr Miller · file Miller final.docx · characters 10–40 · \
                 speaking GP ID 161 · names Ann Miller · coded by Amara Okafor · comment ask \"again\">",
            ]
        );
    }

    #[test]
    fn nothing_stands_beside_an_extract_unasked() {
        let report = sample();
        assert_eq!(
            shown(&lines(&report.sections[1].quotes[0], "", &[], None)),
            ["Words: Plain<We *wait* <weeks>.>", "Words: Plain<Then\twe go. >Label<[GP ID 161]>"]
        );
        assert_eq!(shown(&extract_lines(&[])), ["Words: "]);
    }

    fn placed(lists: usize, quotes: usize, marker: Option<Marker>) -> Placed<'static> {
        Placed { lists, quotes, marker, line: Line { is: Is::Item, runs: Vec::new() } }
    }

    #[test]
    fn lists_that_nest_close_where_they_opened() {
        use Marker::{Bullet, Number};
        use Step::{Close, Next, Open, Paragraph};

        let items = [
            placed(1, 0, Some(Bullet)),
            placed(2, 0, Some(Number(3))),
            placed(2, 0, Some(Number(4))),
            placed(1, 0, None),
            placed(1, 0, Some(Bullet)),
            placed(1, 0, Some(Number(1))),
            placed(3, 0, Some(Bullet)),
        ];
        assert_eq!(
            steps(&items),
            [
                Open(Some(Bullet)),
                Paragraph(0),
                Open(Some(Number(3))),
                Paragraph(1),
                Next,
                Paragraph(2),
                Close(Some(Number(4))),
                Paragraph(3),
                Next,
                Paragraph(4),
                Close(Some(Bullet)),
                Open(Some(Number(1))),
                Paragraph(5),
                Open(None),
                Open(Some(Bullet)),
                Paragraph(6),
                Close(Some(Bullet)),
                Close(None),
                Close(Some(Number(1))),
            ]
        );
    }

    #[test]
    fn a_margin_is_as_wide_as_the_markers_above_it() {
        use Marker::{Bullet, Number};

        let mut margin = Margin::default();
        let mut of = |lists, quotes, marker| margin.of(&placed(lists, quotes, marker));
        let pair = |first: &str, others: &str| (first.to_owned(), others.to_owned());
        assert_eq!(of(1, 0, Some(Number(12))), pair("12. ", "    "));
        assert_eq!(of(2, 0, Some(Bullet)), pair("    - ", "      "));
        assert_eq!(of(2, 1, None), pair("      > ", "      > "));
        assert_eq!(of(1, 1, Some(Bullet)), pair("> - ", ">   "));
        assert_eq!(of(1, 2, None), pair(">   > ", ">   > "));
        assert_eq!(of(0, 0, None), pair("", ""));
        assert_eq!(of(3, 0, Some(Bullet)), pair("- ", "  "));
    }
}
