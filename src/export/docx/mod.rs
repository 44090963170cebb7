//! Word documents (WordprocessingML, ECMA-376 part 1): real headings, paragraphs in named styles.
//!
//! The package is written here and not by docx-rs, which knows neither a document's language nor runs written from
//! right to left, names an "unknown" author of 1970, and leaves the package uncompressed. It needs eight short parts.
//!
//! Everything that can be seen comes from styles, so that a team changes the look of a hundred quotes in one place; the
//! one exception is the space after the last paragraph of a quote.

mod package;
pub(super) mod style;

use super::characters::{escaped, note_on_replaced, on_one_line};
use super::direction::{self, Direction};
use super::report::heading;
use super::{ExportError, QuoteReport};

/// The whole file of quotes.
pub(super) fn quotes(report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new(&report.title);
    document.text(style::TITLE, &on_one_line(&report.title));
    let replaced = note_on_replaced(report, "Word");
    let made = (!report.made.is_empty()).then(|| format!("Made {}", report.made));
    for note in report.notes.iter().chain(&replaced).chain(&made) {
        document.text(style::NOTE, note);
    }
    for section in &report.sections {
        if let Some((level, name)) = heading(&section.path) {
            document.text(style::HEADINGS[level - 1], &on_one_line(&name));
        }
        if !section.definition.is_empty() {
            document.text(style::DEFINITION, &section.definition);
        }
        for quote in &section.quotes {
            document.quote(&quote.text, &quote.label);
        }
    }
    document.pack()
}

/// A document that grows from the top down.
pub(super) struct Document {
    title: String,
    body: String,
}

impl Document {
    /// An empty document; the title is what file managers and screen readers announce.
    pub(super) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), body: String::new() }
    }

    /// Adds a text in a paragraph style, a paragraph for each of its lines.
    pub(super) fn text(&mut self, style: &str, text: &str) {
        for paragraph in text.split('\n') {
            let direction = self.open(style, direction::of_paragraph(paragraph), "");
            self.runs(None, paragraph, direction);
            self.close();
        }
    }

    /// Adds a rule after what it is about, a paragraph for each of its lines.
    pub(super) fn rule(&mut self, about: &str, text: &str) {
        for (number, paragraph) in text.split('\n').enumerate() {
            let direction = self.open(style::RULE, direction::of_paragraph(paragraph), "");
            if number == 0 {
                self.runs(Some(style::RULE_LABEL), about, direction);
                self.runs(None, " ", direction);
            }
            self.runs(None, paragraph, direction);
            self.close();
        }
    }

    /// Adds a quote, with its label at the end of its last paragraph.
    pub(super) fn quote(&mut self, text: &str, label: &str) {
        let mut paragraphs = text.split('\n').peekable();
        while let Some(paragraph) = paragraphs.next() {
            let is_last = paragraphs.peek().is_none();
            // Tells where a quote of several paragraphs ends and the next begins.
            let spacing = if is_last { r#"<w:spacing w:after="240"/>"# } else { "" };
            let direction = self.open(style::QUOTE, direction::of_paragraph(paragraph), spacing);
            self.runs(None, paragraph, direction);
            if is_last && !label.is_empty() {
                self.runs(None, " ", direction);
                // A label keeps its own direction, or its number would jump before its words.
                let label = on_one_line(label);
                self.runs(Some(style::QUOTE_LABEL), &label, direction::of_paragraph(&label));
            }
            self.close();
        }
    }

    fn open(&mut self, style: &str, direction: Direction, spacing: &str) -> Direction {
        let bidi = match direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "<w:bidi/>",
        };
        self.push(&["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>", bidi, spacing, "</w:pPr>"]);
        direction
    }

    fn close(&mut self) {
        self.body.push_str("</w:p>\n");
    }

    /// Adds the runs of a text without line breaks; its tabs are Word's tabs.
    fn runs(&mut self, style: Option<&str>, text: &str, paragraph: Direction) {
        for (direction, run) in direction::runs(text, paragraph) {
            self.body.push_str("<w:r>");
            let rtl = direction == Direction::RightToLeft;
            if style.is_some() || rtl {
                self.body.push_str("<w:rPr>");
                if let Some(style) = style {
                    self.push(&["<w:rStyle w:val=\"", style, "\"/>"]);
                }
                self.push(&[if rtl { "<w:rtl/>" } else { "" }, "</w:rPr>"]);
            }
            for (number, piece) in run.split('\t').enumerate() {
                if number > 0 {
                    self.body.push_str("<w:tab/>");
                }
                if !piece.is_empty() {
                    self.push(&["<w:t xml:space=\"preserve\">", &escaped(piece), "</w:t>"]);
                }
            }
            self.body.push_str("</w:r>");
        }
    }

    fn push(&mut self, pieces: &[&str]) {
        self.body.extend(pieces.iter().copied());
    }

    /// The file's bytes.
    ///
    /// # Errors
    ///
    /// [`ExportError::Package`] when the parts cannot be packed.
    pub(super) fn pack(self) -> Result<Vec<u8>, ExportError> {
        package::pack(&self.title, &self.body)
            .map_err(|error| ExportError::Package(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(fill: impl FnOnce(&mut Document)) -> String {
        let mut document = Document::new("");
        fill(&mut document);
        document.body
    }

    #[test]
    fn a_label_ends_the_last_paragraph() {
        assert_eq!(
            body(|document| document.quote("We <wait>.\n\tThen we go.", "[GP ID 161]")),
            "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/></w:pPr>\
             <w:r><w:t xml:space=\"preserve\">We &lt;wait&gt;.</w:t></w:r></w:p>\n\
             <w:p><w:pPr><w:pStyle w:val=\"Quote\"/><w:spacing w:after=\"240\"/></w:pPr>\
             <w:r><w:tab/><w:t xml:space=\"preserve\">Then we go.</w:t></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>\
             <w:r><w:rPr><w:rStyle w:val=\"QuoteLabel\"/></w:rPr>\
             <w:t xml:space=\"preserve\">[GP ID 161]</w:t></w:r></w:p>\n"
        );
    }

    #[test]
    fn right_to_left_is_said_of_paragraph_and_run() {
        assert_eq!(
            body(|document| document.text("Quote", "שלום Anna")),
            "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/><w:bidi/></w:pPr>\
             <w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">שלום </w:t></w:r>\
             <w:r><w:t xml:space=\"preserve\">Anna</w:t></w:r></w:p>\n"
        );
        let quote = body(|document| document.quote("שלום", "[GP ID 161]"));
        assert!(quote.contains("<w:t xml:space=\"preserve\">[GP ID 161]</w:t>"), "{quote}");
    }
}
