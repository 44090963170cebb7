//! The code framework as a file: to be read in again (CSV, Excel, indented text, REFI-QDA), or printed (Word, OpenDocument,
//! HTML, Markdown).
//!
//! What the first kind holds reads in again as the same framework. What a format has no place for is not passed over in
//! silence: [`codebook`] gives it in sentences beside the file. The printed kind shows all that is said of each code, its
//! examples with their labels, and who made it; it names coders, as a team's codebook does, and never a source.

mod lost;
mod printed;
mod qdc;
mod table;
mod text;

use std::path::Path;

use super::ExportError;
use super::document::{DocumentFormat, write};
use crate::domain::{Code, CodeId, CodeSetId, CodeWords, Colour, Origin};

/// A code framework as it is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodebookReport {
    /// Stands at the top of a printed one.
    pub title: String,
    /// When it was made, as it shall be printed.
    pub made: String,
    /// The codes in the order of the tree, each before its sub-codes.
    pub codes: Vec<CodebookRow>,
    /// The sets of codes.
    pub sets: Vec<CodebookSetRow>,
}

/// One code of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookRow {
    /// Its key.
    pub key: CodeId,
    /// Its names from the top; never empty.
    pub path: Vec<String>,
    /// What is said of it.
    pub words: CodeWords,
    /// Its own colour; none means a shade of its parent's.
    pub colour: Option<Colour>,
    /// Where it comes from.
    pub origin: Origin,
    /// Who made it; empty where that is not known.
    pub made_by: String,
    /// The day it was made, as it shall be printed; empty where that is not known.
    pub made: String,
    /// Whether it may be applied; else it only holds others.
    pub is_applicable: bool,
    /// Whether it was put away.
    pub is_archived: bool,
    /// Quotations that show what it means, with their labels.
    pub examples: Vec<CodebookExample>,
    /// What it is to other codes, a sentence each.
    pub links: Vec<String>,
    /// Questions about it that are not settled.
    pub open_questions: usize,
    /// Quotations that carry the code itself.
    pub quotations: usize,
    /// Quotations that carry it or a code below it, each counted once.
    pub with_sub_codes: usize,
}

impl CodebookRow {
    /// A code at a path with what it says of itself: without its maker, examples, links and counts.
    pub fn new(code: &Code, path: Vec<String>) -> Self {
        let words = CodeWords {
            definition: code.definition.clone(),
            include: code.include.clone(),
            exclude: code.exclude.clone(),
            question: code.question.clone(),
        };
        Self {
            key: code.id,
            path,
            words,
            colour: code.colour,
            origin: code.origin,
            made_by: String::new(),
            made: String::new(),
            is_applicable: code.is_applicable,
            is_archived: code.is_archived,
            examples: Vec::new(),
            links: Vec::new(),
            open_questions: 0,
            quotations: 0,
            with_sub_codes: 0,
        }
    }

    /// Its own name.
    fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Every text that a file of the framework holds of it.
    fn texts(&self) -> [&str; 5] {
        let CodeWords { definition, include, exclude, question } = &self.words;
        [self.name(), definition, include, exclude, question]
    }
}

/// A quotation that shows what a code means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookExample {
    /// The words, with `\n` between paragraphs.
    pub text: String,
    /// What is printed after them, for example `[GP ID 161]`; may be empty.
    pub label: String,
}

/// A set of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookSetRow {
    /// Its key.
    pub key: CodeSetId,
    /// Its name.
    pub name: String,
    /// The places of its codes in [`CodebookReport::codes`].
    pub codes: Vec<usize>,
}

/// A format that the code framework can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodebookFormat {
    /// A Word document, to be printed.
    Docx,
    /// An OpenDocument text, to be printed.
    Odt,
    /// One self-contained HTML file, to be printed.
    Html,
    /// CommonMark, to be printed.
    Markdown,
    /// An Excel workbook.
    Xlsx,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Indented text.
    Text,
    /// A REFI-QDA codebook, for other programs of the field.
    Qdc,
}

impl CodebookFormat {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Docx,
        Self::Odt,
        Self::Html,
        Self::Markdown,
        Self::Xlsx,
        Self::Csv,
        Self::Text,
        Self::Qdc,
    ];

    /// The format that a file's extension asks for, without regard to case.
    ///
    /// # Errors
    ///
    /// [`ExportError::UnknownCodebook`] when the extension is missing or stands for no format.
    pub fn from_path(path: &Path) -> Result<Self, ExportError> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match extension.as_str() {
            "docx" => Ok(Self::Docx),
            "odt" => Ok(Self::Odt),
            "html" | "htm" | "xhtml" => Ok(Self::Html),
            "md" | "markdown" | "mdown" | "mkd" => Ok(Self::Markdown),
            "xlsx" => Ok(Self::Xlsx),
            "csv" => Ok(Self::Csv),
            "txt" => Ok(Self::Text),
            "qdc" => Ok(Self::Qdc),
            _ => Err(ExportError::UnknownCodebook(path.to_owned())),
        }
    }

    /// The usual extension, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Text => "txt",
            Self::Qdc => "qdc",
        }
    }

    /// The name that people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docx => "Word",
            Self::Odt => "OpenDocument",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Text => "Indented text",
            Self::Qdc => "REFI-QDA codebook",
        }
    }

    /// Whether its files are for reading and cannot be read in again.
    pub const fn is_printed(self) -> bool {
        matches!(self, Self::Docx | Self::Odt | Self::Html | Self::Markdown)
    }
}

/// Writes the framework in a format: the whole file's bytes, and what the format could not carry, in sentences.
///
/// # Errors
///
/// What the format cannot hold at all; see [`ExportError`].
pub fn codebook(
    format: CodebookFormat,
    report: &CodebookReport,
) -> Result<(Vec<u8>, Vec<String>), ExportError> {
    let bytes = match format {
        CodebookFormat::Docx => write(DocumentFormat::Docx, &printed::document(report))?,
        CodebookFormat::Odt => write(DocumentFormat::Odt, &printed::document(report))?,
        CodebookFormat::Html => write(DocumentFormat::Html, &printed::document(report))?,
        CodebookFormat::Markdown => write(DocumentFormat::Markdown, &printed::document(report))?,
        CodebookFormat::Xlsx => table::xlsx(report)?,
        CodebookFormat::Csv => table::csv(report),
        CodebookFormat::Text => text::text(report).into_bytes(),
        CodebookFormat::Qdc => qdc::qdc(report)?.into_bytes(),
    };
    Ok((bytes, lost::sentences(format, report)))
}

/// Shared by the formats' tests: a parent that only holds, and a child with everything.
#[cfg(test)]
fn sample() -> CodebookReport {
    use uuid::Uuid;

    let key = |number: u128| CodeId::new(Uuid::from_u128(number));
    let mut access = Code::new(key(1), None, "Access", 0);
    access.colour = "#6c9539".parse().ok();
    access.is_applicable = false;
    let mut waiting = Code::new(key(2), Some(key(1)), "Waiting, <long>", 0);
    waiting.definition = "Time \"lost\"\nbefore".to_owned();
    waiting.include = "Days & weeks".to_owned();
    waiting.exclude = "Hours".to_owned();
    waiting.question = "RQ 2".to_owned();
    waiting.origin = Origin::InVivo;
    waiting.is_archived = true;
    let example = |text: &str, label: &str| CodebookExample {
        text: text.to_owned(),
        label: label.to_owned(),
    };
    let path = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    CodebookReport {
        title: "Codebook".to_owned(),
        made: "22 November 2026".to_owned(),
        codes: vec![
            CodebookRow { with_sub_codes: 2, ..CodebookRow::new(&access, path(&["Access"])) },
            CodebookRow {
                made_by: "Amara".to_owned(),
                made: "3 May 2026".to_owned(),
                examples: vec![example("We *wait*.\nAnd wait.", "[GP ID 161]")],
                links: vec!["Leads to Access".to_owned()],
                open_questions: 1,
                quotations: 2,
                with_sub_codes: 2,
                ..CodebookRow::new(&waiting, path(&["Access", "Waiting, <long>"]))
            },
        ],
        sets: vec![CodebookSetRow {
            key: CodeSetId::new(Uuid::from_u128(9)),
            name: "Time".to_owned(),
            codes: vec![1],
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_extension() {
        for format in CodebookFormat::ALL {
            let name = format!("a.b/Codes v1.{}", format.extension().to_uppercase());
            assert_eq!(CodebookFormat::from_path(Path::new(&name)).ok(), Some(format));
        }
        let error = CodebookFormat::from_path(Path::new("codes.doc")).expect_err("no format");
        assert!(error.to_string().contains(".qdc") && error.to_string().ends_with("codes.doc"));
    }
}
