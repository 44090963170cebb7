//! The lines of a formatted text while it is read: where paragraphs, cells and headings end, and the notes beneath.
//!
//! A line break is written only when something follows, so that the end of the last paragraph adds no empty line; the
//! tabs of empty cells at a row's end are left out the same way.

use super::styled::Styled;
use crate::domain::{MarkupKind, Span};

/// How characters are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
    /// The level of the heading they belong to, 1 to 6.
    pub heading: Option<u8>,
}

/// Lines that are being written: those of a text, or of a note, a text box or a comment in it.
#[derive(Debug, Default)]
pub(super) struct Lines {
    styled: Styled,
    /// A note is one paragraph, without blanks at its start; its own paragraphs are parted by a blank.
    is_note: bool,
    /// Whether a line ended and nothing followed yet.
    ended: bool,
    /// Whether anything stands in the line, or in its last cell.
    open: bool,
    /// Cells that ended and nothing followed yet.
    tabs: u32,
    /// The heading that is being written: its level and where it begins.
    heading: Option<(u8, u32)>,
}

/// Where a row of a table began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    at: u32,
    tabs: u32,
}

impl Lines {
    /// The words of a note.
    pub fn note() -> Self {
        Self { is_note: true, ..Self::default() }
    }

    /// Where the next character will stand, in code points.
    pub fn next(&self) -> u32 {
        self.styled.at() + u32::from(self.ended) + self.tabs
    }

    /// Where the last character ends, in code points.
    pub fn end(&self) -> u32 {
        self.styled.at()
    }

    /// What was written so far.
    pub fn text(&self) -> &str {
        self.styled.text()
    }

    /// Whether anything stands in the line, or in its last cell.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Writes characters of a paragraph.
    pub fn write(&mut self, characters: &str, style: Style) {
        let at_start = self.is_note && self.styled.at() == 0;
        let characters = if at_start { characters.trim_start() } else { characters };
        if characters.is_empty() {
            return;
        }
        if self.heading.map(|(level, _)| level) != style.heading {
            self.end_heading();
        }
        self.begin();
        if let (None, Some(level)) = (self.heading, style.heading) {
            self.heading = Some((level, self.styled.at()));
        }
        self.styled.set_bold(style.bold);
        self.styled.set_italic(style.italic);
        self.styled.write(characters);
    }

    /// Writes other lines, such as those of a text box.
    pub fn append(&mut self, mut other: Self) {
        other.end_heading();
        if !other.text().is_empty() {
            self.begin();
            append(&mut self.styled, other.styled);
        }
    }

    /// Writes the line break and the tabs that stand before what follows.
    fn begin(&mut self) {
        self.write_break();
        for _ in 0..std::mem::take(&mut self.tabs) {
            self.styled.write("\t");
        }
        self.open = true;
    }

    fn write_break(&mut self) {
        if std::mem::take(&mut self.ended) {
            self.styled.write(if self.is_note { " " } else { "\n" });
        }
    }

    /// Ends the line, but not the paragraph.
    pub fn end_line(&mut self) {
        self.write_break();
        self.ended = true;
        self.open = false;
    }

    /// Ends the paragraph, which may be empty.
    pub fn end_paragraph(&mut self) {
        self.end_heading();
        self.end_line();
    }

    /// Ends the paragraph if anything stands in its line.
    pub fn end_open_paragraph(&mut self) {
        if self.open {
            self.end_paragraph();
        } else {
            self.end_heading();
        }
    }

    /// Begins a row on a line of its own, unless it is the first in a cell.
    pub fn begin_row(&mut self) -> Row {
        self.end_open_paragraph();
        self.write_break();
        Row { at: self.styled.at(), tabs: self.tabs }
    }

    /// Ends a cell; what follows stands in the next one.
    pub fn end_cell(&mut self) {
        self.end_heading();
        self.tabs += 1;
        self.open = false;
    }

    /// Takes back the end of the last line, which the end of a cell stands for.
    pub fn stay_in_line(&mut self) {
        self.end_heading();
        self.ended = false;
        self.open = false;
    }

    /// Ends a row, without the tabs of empty cells at its end.
    pub fn end_row(&mut self, row: Option<Row>) {
        // The tabs before a table in a cell belong to the row around it.
        self.tabs = row.filter(|row| row.at == self.styled.at()).map_or(0, |row| row.tabs);
        self.end_paragraph();
    }

    /// Notes what somebody wrote in the margin beside a span.
    pub fn comment(&mut self, span: Span, author: &str, words: &str) {
        self.styled.comment(span, author, words);
    }

    fn end_heading(&mut self) {
        if let Some((level, start)) = self.heading.take() {
            self.styled.mark_from(start, MarkupKind::Heading(level));
        }
    }

    /// The whole, with its notes after an empty line.
    pub fn finish(mut self, notes: Notes) -> Styled {
        self.end_heading();
        if let Some(notes) = notes.0 {
            self.styled.write("\n\n");
            append(&mut self.styled, notes);
        }
        self.styled
    }
}

/// Writes a text after another, whose type styles end there.
fn append(to: &mut Styled, text: Styled) {
    to.set_bold(false);
    to.set_italic(false);
    to.append(text);
}

/// The words of footnotes and endnotes, one line each: `[1] words`.
#[derive(Debug, Default)]
pub(super) struct Notes(Option<Styled>);

impl Notes {
    /// What stands in a text where it refers to a note.
    pub fn reference(number: u32) -> String {
        format!("[{number}]")
    }

    /// Adds a note beneath those that are there; one without words is none.
    pub fn add(&mut self, number: u32, mut note: Lines) {
        note.end_heading();
        if note.text().trim().is_empty() {
            return;
        }
        let reference = Self::reference(number);
        match &mut self.0 {
            Some(notes) => notes.write(&format!("\n{reference} ")),
            none => none.insert(Styled::default()).write(&format!("{reference} ")),
        }
        if let Some(notes) = &mut self.0 {
            append(notes, note.styled);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Encoding;
    use super::*;
    use crate::domain::Markup;

    const PLAIN: Style = Style { bold: false, italic: false, heading: None };

    #[test]
    fn ends_are_written_when_something_follows() {
        let mut lines = Lines::default();
        lines.write("a", PLAIN);
        lines.end_paragraph();
        lines.end_paragraph();
        lines.write("b", PLAIN);
        lines.end_cell();
        lines.end_cell();
        lines.write("c", PLAIN);
        lines.end_cell();
        lines.end_row(None);
        lines.end_row(None);
        assert_eq!((lines.text(), lines.end(), lines.next()), ("a\n\nb\t\tc\n", 8, 9));
    }

    #[test]
    fn headings_and_notes_keep_their_places() {
        let mut lines = Lines::default();
        let heading = Style { heading: Some(1), ..PLAIN };
        for words in ["One", "Two"] {
            lines.write(words, heading);
            lines.end_paragraph();
        }
        lines.write("text[1]", PLAIN);
        let mut note = Lines::note();
        note.write(" the ", PLAIN);
        note.write("note", Style { bold: true, ..PLAIN });
        note.end_paragraph();
        note.write("goes on", PLAIN);
        let mut notes = Notes::default();
        notes.add(1, note);
        notes.add(2, Lines::note());
        let words = lines.finish(notes).finish(Encoding::Utf8, Vec::new());
        assert_eq!(words.text, "One\nTwo\ntext[1]\n\n[1] the note goes on");
        let mark = |start, end, kind| Markup { span: Span { start, end }, kind };
        assert_eq!(
            words.markup,
            [
                mark(0, 3, MarkupKind::Heading(1)),
                mark(4, 7, MarkupKind::Heading(1)),
                mark(25, 29, MarkupKind::Bold)
            ]
        );
    }
}
