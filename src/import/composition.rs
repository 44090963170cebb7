//! Puts what stands in a word processor's document into one text: lines, rows of tables, text boxes, notes and comments.
//!
//! A paragraph becomes a line. A row of a table becomes a line, its cells joined by tabs; paragraphs within a cell stay
//! lines, since long answers in tables are paragraphs. Text boxes follow the paragraph they hang on. Footnotes and endnotes
//! become one series of numbers in brackets, and their words stand at the end. Comments become comments.

use std::collections::BTreeMap;
use std::mem;

use super::package::LARGEST;
use super::styled::Styled;
use super::{Encoding, Refusal, Words};
use crate::domain::{MarkupKind, Span};

/// What a person should know of a document with tracked changes.
pub(super) const CHANGES: &str = "Holds tracked changes; read as if all of them were accepted.";

/// Bold and italic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// A line break.
    #[default]
    Break,
    /// A blank, so that the whole is one line.
    Blank,
}

impl LineEnd {
    fn characters(self) -> &'static str {
        match self {
            Self::Break => "\n",
            Self::Blank => " ",
        }
    }
}

/// A text in the making. What begins must end, the innermost first.
#[derive(Debug, Default)]
pub(super) struct Composition {
    /// What is written to.
    stream: Stream,
    /// What it interrupts, the innermost last.
    outer: Vec<Stream>,
    /// The words of the notes, in the order of their numbers.
    notes: Vec<Styled>,
    /// Bytes written so far.
    written: u64,
}

/// A stretch of text that is read in one go: the document's, or that of a text box, a note or a comment.
#[derive(Debug, Default)]
struct Stream {
    styled: Styled,
    /// Line ends and tabs that are written before the next character, if there comes one.
    pending: String,
    line_end: LineEnd,
    /// Whether there is a line yet, outside of tables.
    any: bool,
    /// For each open cell, the same within it.
    cells: Vec<bool>,
    rows: Vec<Row>,
    /// Whether the open line has words, and whether a page ended after them.
    has_words: bool,
    page_ended: bool,
    /// The open heading's level, and where it begins as soon as there are words.
    heading: Option<(u8, Option<u32>)>,
    /// Text boxes that hang on the open line.
    boxes: Vec<Styled>,
    /// Comments whose end was not met yet, by name.
    comments: BTreeMap<String, Open>,
    /// The names of those that begin at the next character.
    unplaced: Vec<String>,
}

/// A row of a table that is being read.
#[derive(Debug)]
struct Row {
    /// Whether it has no cell yet.
    is_empty: bool,
    /// Where it begins, and how much was pending there.
    start: u32,
    pending: usize,
}

/// A comment that was begun.
#[derive(Debug)]
struct Open {
    start: Option<u32>,
    author: String,
    words: String,
}

impl Stream {
    fn begin_line(&mut self) {
        let any = self.cells.last_mut().unwrap_or(&mut self.any);
        if mem::replace(any, true) {
            self.pending.push_str(self.line_end.characters());
        }
        (self.has_words, self.page_ended) = (false, false);
    }

    /// Writes what is pending, so that the next character can follow.
    fn settle(&mut self) {
        self.styled.write(&self.pending);
        self.pending.clear();
        if let Some((_, start @ None)) = &mut self.heading {
            *start = Some(self.styled.at());
        }
    }

    fn end_line(&mut self) {
        if let Some((level, Some(start))) = self.heading.take() {
            self.styled.mark_from(start, MarkupKind::Heading(level));
        }
        for hung in mem::take(&mut self.boxes) {
            self.begin_line();
            self.settle();
            self.styled.append(hung);
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        // Empty cells at the end of a row need no tabs.
        let keep = if self.styled.at() == row.start { row.pending } else { 0 };
        while self.pending.len() > keep && self.pending.ends_with('\t') {
            self.pending.pop();
        }
    }

    fn place_comments(&mut self) {
        for name in self.unplaced.drain(..) {
            if let Some(comment) = self.comments.get_mut(&name) {
                comment.start.get_or_insert(self.styled.at());
            }
        }
    }

    /// The text without line ends after its last character.
    fn close(mut self) -> Styled {
        self.end_line();
        let end = self.styled.at();
        for comment in self.comments.into_values() {
            let start = comment.start.unwrap_or(end);
            self.styled.comment(Span { start, end: start }, &comment.author, &comment.words);
        }
        self.styled
    }
}

impl Composition {
    /// Begins a line with its number in a list, if it has one; as a heading of a level, 1 (the highest) to 6, if it is one.
    pub fn begin_line(&mut self, number: &str, heading: Option<u8>) {
        self.stream.end_line();
        self.stream.begin_line();
        self.stream.heading = heading.map(|level| (level, None));
        self.put(number, Face::default());
    }

    /// Writes characters of the open line.
    pub fn write(&mut self, characters: &str, face: Face) {
        let at_start = self.stream.line_end == LineEnd::Blank && self.stream.styled.at() == 0;
        let characters = if at_start { characters.trim_start() } else { characters };
        if characters.is_empty() {
            return;
        }
        if mem::take(&mut self.stream.page_ended) {
            self.stream.pending.push_str(self.stream.line_end.characters());
        }
        self.stream.has_words = true;
        self.stream.settle();
        self.stream.place_comments();
        self.put(characters, face);
    }

    fn put(&mut self, characters: &str, face: Face) {
        self.written += characters.len() as u64;
        // A file can say in few bytes that many are to be written; `finish` refuses what is too much.
        if characters.is_empty() || self.written > LARGEST {
            return;
        }
        self.stream.settle();
        self.stream.styled.set_bold(face.bold);
        self.stream.styled.set_italic(face.italic);
        self.stream.styled.write(characters);
    }

    /// Breaks the open line without ending its paragraph.
    pub fn break_line(&mut self, face: Face) {
        self.write(self.stream.line_end.characters(), face);
    }

    /// Ends a page within the open line, which parts words from words and else is nothing.
    pub fn break_page(&mut self) {
        self.stream.page_ended = self.stream.has_words;
    }

    /// Ends the open line.
    pub fn end_line(&mut self) {
        self.stream.end_line();
    }

    /// Begins a row of a table.
    pub fn begin_row(&mut self) {
        let (start, pending) = (self.stream.styled.at(), self.stream.pending.len());
        self.stream.rows.push(Row { is_empty: true, start, pending });
    }

    /// Begins a cell of the open row.
    pub fn begin_cell(&mut self) {
        let is_first = self.stream.rows.last_mut().is_none_or(|row| mem::take(&mut row.is_empty));
        if is_first {
            self.stream.begin_line();
            // The tabs that are taken from the end of a row begin here.
            if let Some(row) = self.stream.rows.last_mut() {
                row.pending = self.stream.pending.len();
            }
        } else {
            self.stream.pending.push('\t');
        }
        self.stream.cells.push(false);
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        self.stream.end_line();
        self.stream.cells.pop();
    }

    /// Ends the open row.
    pub fn end_row(&mut self) {
        self.stream.end_row();
    }

    /// Begins a text that stands beside the one that is read.
    pub fn begin_aside(&mut self, line_end: LineEnd) {
        let aside = Stream { line_end, ..Stream::default() };
        self.outer.push(mem::replace(&mut self.stream, aside));
    }

    /// Ends it and gives it back.
    pub fn end_aside(&mut self) -> Styled {
        mem::replace(&mut self.stream, self.outer.pop().unwrap_or_default()).close()
    }

    /// Hangs a text on the open line, after which it will stand.
    pub fn hang(&mut self, aside: Styled) {
        if !aside.text().is_empty() {
            self.stream.boxes.push(aside);
        }
    }

    /// Writes a new note's number and gives it; its words come by [`Self::note`].
    pub fn refer(&mut self, face: Face) -> usize {
        self.notes.push(Styled::default());
        self.refer_again(self.notes.len(), face);
        self.notes.len()
    }

    /// Writes the number of a note that there was a reference to before.
    pub fn refer_again(&mut self, number: usize, face: Face) {
        self.write(&format!("[{number}]"), face);
    }

    /// Notes the words of a note by its number.
    pub fn note(&mut self, number: usize, words: Styled) {
        if let Some(note) = number.checked_sub(1).and_then(|at| self.notes.get_mut(at)) {
            *note = words;
        }
    }

    /// Begins a comment at the next character. One that never ends stands where it begins.
    pub fn open_comment(&mut self, name: String, author: String, words: String) {
        self.stream.unplaced.push(name.clone());
        self.stream.comments.insert(name, Open { start: None, author, words });
    }

    /// Ends a comment after the last character.
    pub fn close_comment(&mut self, name: &str) {
        let Some(comment) = self.stream.comments.remove(name) else { return };
        if comment.start.is_none() {
            self.stream.settle();
        }
        let end = self.stream.styled.at();
        let span = Span { start: comment.start.unwrap_or(end), end };
        self.stream.styled.comment(span, &comment.author, &comment.words);
    }

    /// The whole text with its notes at the end, and what a person should check, in sentences. Refused when the file says
    /// that more is to be written than any document holds.
    pub fn finish(mut self, doubts: Vec<String>) -> Result<Words, Refusal> {
        if self.written > LARGEST {
            return Err(Refusal::Bomb(LARGEST >> 20));
        }
        self.stream.end_line();
        if self.notes.is_empty() {
            self.stream.settle();
        }
        let mut styled = self.stream.close();
        styled.set_bold(false);
        styled.set_italic(false);
        for (at, note) in self.notes.into_iter().enumerate() {
            let before = if at > 0 {
                "\n"
            } else if styled.at() > 0 {
                "\n\n"
            } else {
                ""
            };
            styled.write(&format!("{before}[{}] ", at + 1));
            styled.append(note);
        }
        Ok(styled.finish(Encoding::Utf8, doubts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_document_holds_is_not_written() {
        let mut composition = Composition::default();
        composition.begin_line("1. ", None);
        composition.write(&"x".repeat(LARGEST as usize), Face::default());
        composition.write("more", Face::default());
        assert_eq!(composition.stream.styled.text(), "1. ");
        assert_eq!(composition.finish(Vec::new()).err(), Some(Refusal::Bomb(64)));
    }
}
