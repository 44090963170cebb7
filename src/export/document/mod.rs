//! Documents: memos, chapters with their extracts, a matrix to be read, a list of methods, the codebook, the agenda of a meeting.
//! A document is blocks, one below the other; what leads to something of the project is words by then.

mod memo;
mod printed;

use std::path::Path;

pub use memo::{memo_blocks, memo_paragraphs};
pub(super) use printed::print;

use super::report::set_plainly;
use super::{ExportError, Format, PrintedQuote, docx, html, markdown, odt, text};
use crate::analysis::labels::Audience;
use crate::domain::SourceKind;
use crate::text::markdown::Marker;

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Stands at the top.
    pub title: String,
    /// What is to be known of it, under the title.
    pub notes: Vec<String>,
    /// When it was made, as it shall be printed; may be empty.
    pub made: String,
    /// Whom the file is for. For the team, the file says so on its face, and what is private of its extracts is in it; for
    /// everybody, nothing private of an extract is in it. What the blocks say is for whoever wrote them to mind.
    pub audience: Audience,
    /// Whether its pages lie on their long side, for tables.
    pub is_landscape: bool,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading: its level from 1 to 6 (others are brought there), and its words.
    Heading(usize, Vec<Run>),
    /// What stands under a heading and explains it: what a code means.
    Explanation(String),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A quiet line: who wrote what is below, how far it is.
    Quiet(Vec<Run>),
    /// A chosen extract.
    Extract(Box<Extract>),
    /// A table.
    Table(Table),
    /// A sign between two parts of a text.
    Divider,
    /// What follows begins a page, where there are pages.
    PageBreak,
}

/// A paragraph with where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub runs: Vec<Run>,
    /// How many lists it stands in.
    pub lists: usize,
    /// How many quotes it stands in.
    pub quotes: usize,
    /// What stands before it, where it begins an item of a list.
    pub marker: Option<Marker>,
}

/// Words that look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The words; `\n` where a line is broken.
    pub words: String,
    /// Whether they are in bold.
    pub is_bold: bool,
    /// Whether they are in italics.
    pub is_italic: bool,
    /// What they are besides.
    pub kind: RunKind,
}

/// What words are besides words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RunKind {
    /// Nothing.
    #[default]
    Plain,
    /// They stand as they were typed.
    Code,
    /// They say what only people can fill in: printed in brackets, and marked.
    Blank,
    /// They lead to a page.
    Address(String),
}

/// An extract with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// The extract as a house style sets it, its context, what is private about it.
    pub quote: PrintedQuote,
    /// What was noted beside it; may be empty.
    pub note: String,
    /// Whether the codes on it are printed.
    pub prints_codes: bool,
}

/// A table of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns; a table without any is not printed.
    pub columns: Vec<Column>,
    /// The cells by row, each of paragraphs. Those that are not there are empty; those without a column are left out.
    pub rows: Vec<Vec<Vec<Paragraph>>>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub head: Vec<Run>,
    /// How wide it is, compared with the others.
    pub width: u32,
}

/// A format that documents can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentFormat {
    /// A Word document (Office Open XML).
    Docx,
    /// An OpenDocument text, as LibreOffice has them.
    Odt,
    /// One self-contained HTML file.
    Html,
    /// CommonMark, with tables as GitHub and pandoc read them.
    Markdown,
    /// Plain text, UTF-8.
    Text,
}

impl DocumentFormat {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Docx, Self::Odt, Self::Html, Self::Markdown, Self::Text];

    /// The same among the formats of extracts, which has a name and an extension.
    pub const fn format(self) -> Format {
        match self {
            Self::Docx => Format::Docx,
            Self::Odt => Format::Odt,
            Self::Html => Format::Html,
            Self::Markdown => Format::Markdown,
            Self::Text => Format::Text,
        }
    }

    /// The format that a file's extension asks for, without regard to case.
    ///
    /// # Errors
    ///
    /// [`ExportError::UnknownDocument`] when the extension is missing or stands for no such format.
    pub fn from_path(path: &Path) -> Result<Self, ExportError> {
        let format = Format::from_path(path).ok();
        let found = Self::ALL.into_iter().find(|one| Some(one.format()) == format);
        found.ok_or_else(|| ExportError::UnknownDocument(path.to_owned()))
    }
}

/// Writes a document in a format: the whole file's bytes. The same document gives the same bytes: no clock, no names of people
/// in the file's properties.
///
/// # Errors
///
/// [`ExportError::Package`] and [`ExportError::OpenDocument`] when the parts of a file cannot be packed.
pub fn write(format: DocumentFormat, document: &Document) -> Result<Vec<u8>, ExportError> {
    match format {
        DocumentFormat::Docx => docx::document(document),
        DocumentFormat::Odt => odt::document(document),
        DocumentFormat::Html => Ok(html::document(document).into_bytes()),
        DocumentFormat::Markdown => Ok(markdown::document(document).into_bytes()),
        DocumentFormat::Text => Ok(text::document(document).into_bytes()),
    }
}

impl Run {
    /// Words without a look of their own.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// Words in bold.
    pub fn bold(words: impl Into<String>) -> Self {
        Self { is_bold: true, ..Self::plain(words) }
    }

    /// What only people can fill in, in words: `names of those who interviewed`.
    pub fn blank(words: impl Into<String>) -> Self {
        Self { kind: RunKind::Blank, ..Self::plain(words) }
    }
}

impl Paragraph {
    /// A paragraph in no list.
    pub fn new(runs: Vec<Run>) -> Self {
        Self { runs, ..Self::default() }
    }

    /// A paragraph of plain words in no list.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::new(vec![Run::plain(words)])
    }

    /// An item with a bullet of a list at a depth from 1.
    pub fn bullet(lists: usize, runs: Vec<Run>) -> Self {
        Self { runs, lists: lists.max(1), quotes: 0, marker: Some(Marker::Bullet) }
    }
}

impl Extract {
    /// Words with their label behind them, as they are set where no house style is asked for. Either may be empty; the label has
    /// its brackets.
    pub fn plain(words: &str, label: &str) -> Self {
        let quote = PrintedQuote {
            pieces: set_plainly(words, label),
            words: words.to_owned(),
            label: label.to_owned(),
            kind: SourceKind::Interview,
            context: None,
            codes: Vec::new(),
            values: Vec::new(),
            private: None,
        };
        Self { quote, note: String::new(), prints_codes: false }
    }
}

impl Document {
    /// The paragraphs under its title.
    fn all_notes(&self, of_format: Option<String>) -> Vec<String> {
        let made = (!self.made.is_empty()).then(|| format!("Made {}", self.made));
        self.notes.iter().cloned().chain(of_format).chain(made).collect()
    }

    /// All that its blocks say.
    fn said(&self) -> Vec<&str> {
        let mut said: Vec<&str> = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Heading(_, runs) | Block::Quiet(runs) => said.extend(words(runs)),
                Block::Explanation(words) => said.push(words),
                Block::Paragraph(paragraph) => said.extend(words(&paragraph.runs)),
                Block::Extract(extract) => {
                    said.extend(extract.quote.said().chain([extract.note.as_str()]));
                }
                Block::Table(table) => {
                    said.extend(table.columns.iter().flat_map(|column| words(&column.head)));
                    let paragraphs = table.rows.iter().flatten().flatten();
                    said.extend(paragraphs.flat_map(|paragraph| words(&paragraph.runs)));
                }
                Block::Divider | Block::PageBreak => {}
            }
        }
        said
    }
}

fn words(runs: &[Run]) -> impl Iterator<Item = &str> {
    runs.iter().map(|run| run.words.as_str())
}
