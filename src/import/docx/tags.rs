//! The elements of WordprocessingML (ECMA-376 part 1, 17) as far as they matter to a document's text.

use super::super::elements::Element;

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    Body,
    /// The words of a footnote or an endnote, in the part of all of them.
    Note,
    /// The words of a comment, in the part of all of them.
    Comment,
    Paragraph,
    Run,
    Row,
    Cell,
    /// Content of a text box.
    Box,
    /// `w:t`, and `m:t` in formulas; whether blanks at its ends count.
    Text {
        exact: bool,
    },
    /// Properties of a paragraph or a row.
    Properties,
    RunProperties,
    /// The properties that a tracked change of type did away with.
    FormerProperties,
    ParagraphStyle,
    RunStyle,
    Outline,
    /// To which list a paragraph belongs, with the two that say it.
    Numbering,
    List,
    ListLevel,
    Bold,
    Italic,
    /// A style, in the part of all of them, and what it is based on.
    Style,
    StyleName,
    BasedOn,
    /// Something that stands for these characters.
    Characters(&'static str),
    LineBreak,
    /// A page or a column ends within a paragraph.
    PageBreak,
    Symbol,
    FieldMark,
    /// Deleted or moved away.
    Deleted,
    /// The reading aid over a word.
    Ruby,
    /// Inserted or moved here.
    Inserted,
    /// One content in several forms, of which one is read.
    Alternatives,
    Choice,
    Fallback,
    FootnoteReference,
    EndnoteReference,
    CommentStart,
    CommentEnd,
    CommentReference,
    Embedded,
    Other,
}

impl Tag {
    pub fn of(element: &Element<'_>) -> Self {
        match element.namespace {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::word(element),
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => match element.name {
                "AlternateContent" => Self::Alternatives,
                "Choice" => Self::Choice,
                "Fallback" => Self::Fallback,
                _ => Self::Other,
            },
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math"
                if element.name == "t" =>
            {
                Self::Text { exact: true }
            }
            _ => Self::Other,
        }
    }

    fn word(element: &Element<'_>) -> Self {
        match element.name {
            "body" => Self::Body,
            "footnote" | "endnote" => Self::Note,
            "comment" => Self::Comment,
            "p" => Self::Paragraph,
            "r" => Self::Run,
            "tr" => Self::Row,
            "tc" => Self::Cell,
            "txbxContent" => Self::Box,
            "t" => Self::Text { exact: element.attribute("space").as_deref() == Some("preserve") },
            "pPr" | "trPr" => Self::Properties,
            "rPr" => Self::RunProperties,
            "pPrChange" | "rPrChange" => Self::FormerProperties,
            "pStyle" => Self::ParagraphStyle,
            "rStyle" => Self::RunStyle,
            "outlineLvl" => Self::Outline,
            "numPr" => Self::Numbering,
            "numId" => Self::List,
            "ilvl" => Self::ListLevel,
            "b" => Self::Bold,
            "i" => Self::Italic,
            "style" => Self::Style,
            "name" => Self::StyleName,
            "basedOn" => Self::BasedOn,
            "tab" | "ptab" => Self::Characters("\t"),
            "br" => match element.attribute("type").as_deref() {
                Some("page" | "column") => Self::PageBreak,
                _ => Self::LineBreak,
            },
            "cr" => Self::LineBreak,
            "noBreakHyphen" => Self::Characters("\u{2011}"),
            "softHyphen" => Self::Characters("\u{ad}"),
            "sym" => Self::Symbol,
            "fldChar" => Self::FieldMark,
            "del" | "moveFrom" => Self::Deleted,
            "rt" => Self::Ruby,
            "ins" | "moveTo" => Self::Inserted,
            "footnoteReference" => Self::FootnoteReference,
            "endnoteReference" => Self::EndnoteReference,
            "commentRangeStart" => Self::CommentStart,
            "commentRangeEnd" => Self::CommentEnd,
            "commentReference" => Self::CommentReference,
            "altChunk" => Self::Embedded,
            _ => Self::Other,
        }
    }
}

/// What an element that can only be said or denied says (ECMA-376 part 1, 17.17.4): so, unless it denies it.
pub(super) fn says(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off"))
}
