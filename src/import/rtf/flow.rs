//! Lines of a document that are being written, with what hangs on them: of the text, of a note, a text box or a comment.

use std::collections::HashMap;

use super::super::Span;
use super::super::lines::{Lines, Style};

/// Lines that are being written, with what hangs on them.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub lines: Lines,
    /// The number or bullet of the paragraph that begins.
    pub marker: Option<String>,
    /// Text boxes of the paragraph, which follow it.
    pub boxes: Lines,
    /// Where the words begin and end that a comment is about.
    ranges: HashMap<i32, Span>,
}

impl Flow {
    /// Begins with lines to write to.
    pub fn new(lines: Lines) -> Self {
        Self { lines, ..Self::default() }
    }

    /// Writes characters of a paragraph, after its number or bullet.
    pub fn write(&mut self, text: &str, style: Style) {
        self.write_marker(style.heading);
        self.lines.write(text, style);
    }

    fn write_marker(&mut self, heading: Option<u8>) {
        if let Some(marker) = self.marker.take() {
            self.lines.write(&marker, Style { heading, ..Style::default() });
        }
    }

    /// Ends the paragraph.
    pub fn end_paragraph(&mut self) {
        self.write_marker(None);
        self.lines.end_paragraph();
        self.write_boxes();
    }

    /// Ends what a control word ends that is no paragraph.
    pub fn end(&mut self, word: &[u8]) {
        match word {
            b"line" | b"lbr" => self.lines.end_line(),
            b"row" => self.lines.end_row(None),
            b"cell" | b"nestcell" => {
                self.finish();
                self.lines.end_cell();
            }
            // A page, a column or a section begins on a new line.
            _ => {
                self.lines.end_open_paragraph();
                self.write_boxes();
            }
        }
    }

    /// Ends the last paragraph of a cell, or of all, whose end is left unsaid.
    pub fn finish(&mut self) {
        self.write_marker(None);
        self.write_boxes();
    }

    fn write_boxes(&mut self) {
        if !self.boxes.text().is_empty() {
            self.lines.end_open_paragraph();
            self.lines.append(std::mem::take(&mut self.boxes));
            self.lines.end_paragraph();
        }
    }

    /// Begins the words that a comment of this number is about.
    pub fn begin_range(&mut self, number: i32) {
        let at = self.lines.next();
        self.ranges.insert(number, Span { start: at, end: at });
    }

    /// Ends them.
    pub fn end_range(&mut self, number: i32) {
        let end = self.lines.end();
        if let Some(range) = self.ranges.get_mut(&number) {
            range.end = end.max(range.start);
        }
    }

    /// Notes a comment on the words of this number, or here if there are none.
    pub fn comment(&mut self, number: Option<i32>, author: &str, words: &str) {
        let end = self.lines.end();
        let range = number.and_then(|number| self.ranges.remove(&number));
        let range = range.unwrap_or(Span { start: end, end });
        // What was begun may have been left out.
        let span = Span { start: range.start.min(end), end: range.end.min(end) };
        self.lines.comment(span, author, words);
    }
}
