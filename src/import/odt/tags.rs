//! The elements of OpenDocument (ODF 1.3 part 3) as far as they matter to a document's text.

use super::super::elements::Element;

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// The content of a document that is a text.
    Body,
    Paragraph,
    Heading,
    Span,
    Blanks,
    Tab,
    LineBreak,
    List,
    /// An item of a list, and one without a number.
    Item,
    ListHeader,
    Row,
    Cell,
    /// The place of a cell that another one reaches into.
    CoveredCell,
    /// A shape that may hold paragraphs.
    Box,
    Note,
    NoteWords,
    Annotation,
    AnnotationEnd,
    /// Who wrote an annotation.
    Creator,
    /// A tracked change: when it was made, and the words that it deleted.
    Change,
    /// A part of a paragraph that is no text of it.
    NoText,
    Other,
}

impl Tag {
    pub fn of(element: &Element<'_>) -> Self {
        match element.namespace {
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => match element.name {
                "p" => Self::Paragraph,
                "h" => Self::Heading,
                "span" | "a" => Self::Span,
                "s" => Self::Blanks,
                "tab" => Self::Tab,
                "line-break" => Self::LineBreak,
                "list" => Self::List,
                "list-item" => Self::Item,
                "list-header" => Self::ListHeader,
                "note" => Self::Note,
                "note-body" => Self::NoteWords,
                "changed-region" => Self::Change,
                "note-citation" | "ruby-text" | "script" => Self::NoText,
                _ => Self::Other,
            },
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => match element.name {
                "text" => Self::Body,
                "annotation" => Self::Annotation,
                "annotation-end" => Self::AnnotationEnd,
                "binary-data" | "event-listeners" | "forms" => Self::NoText,
                _ => Self::Other,
            },
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => match element.name {
                "table-row" => Self::Row,
                "table-cell" => Self::Cell,
                "covered-table-cell" => Self::CoveredCell,
                _ => Self::Other,
            },
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => match element.name {
                "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line"
                | "polyline" | "polygon" | "regular-polygon" | "path" | "connector" | "caption"
                | "measure" => Self::Box,
                "a" => Self::Span,
                _ => Self::NoText,
            },
            "http://purl.org/dc/elements/1.1/" if element.name == "creator" => Self::Creator,
            "http://purl.org/dc/elements/1.1/"
            | "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
            | "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
            | "http://www.w3.org/1998/Math/MathML" => Self::NoText,
            _ => Self::Other,
        }
    }
}
