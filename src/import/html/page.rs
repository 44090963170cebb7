//! A web page that is being read: what its tags and characters do to the text.

use super::super::Span;
use super::super::lines::{Lines, Notes, Row, Style};
use super::super::styled::Styled;
use super::elements::Kind;
use super::footnotes::{Footnotes, Link};
use super::inline_style::InlineStyle;
use super::lists::List;
use super::open_elements::{Change, Element, LeftOut, OpenElements};
use super::tags::Tag;

/// A row that is open.
#[derive(Debug)]
struct OpenRow {
    row: Row,
    /// Whether a cell began in it.
    has_cells: bool,
}

/// What the text does not hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Omitted {
    /// Whether there are tracked changes.
    pub changes: bool,
    /// Whether there is hidden text.
    pub hidden: bool,
}

/// A web page that is being read.
#[derive(Debug, Default)]
pub(super) struct Page {
    open: OpenElements,
    text: Lines,
    /// The notes that are open, with their numbers.
    open_notes: Vec<(u32, Lines)>,
    notes: Vec<(u32, Lines)>,
    footnotes: Footnotes,
    lists: Vec<List>,
    rows: Vec<OpenRow>,
    /// The bullet or number of an item, which stands before its first words.
    marker: Option<String>,
    /// Whether blanks were met that are one blank if words follow in the line.
    blank: bool,
    /// Whether preformatted text begins, where a line end is not seen.
    begins_exact: bool,
    title: String,
    /// Whether a word processor wrote the page, so that its title is no part of the text.
    of_office: bool,
    /// Whether it was LibreOffice, whose comments in the page are those of people.
    of_libre_office: bool,
    has_tags: bool,
    omitted: Omitted,
}

impl Page {
    /// Whether any tag was met.
    pub fn has_tags(&self) -> bool {
        self.has_tags
    }

    /// The lines that are being written: those of the text, or of a note.
    fn lines(&mut self) -> &mut Lines {
        self.open_notes.last_mut().map_or(&mut self.text, |(_, lines)| lines)
    }

    /// Takes the tag that begins an element.
    pub fn open(&mut self, tag: Tag) {
        self.has_tags = true;
        self.begins_exact = false;
        let kind = Kind::of(&tag.name);
        match kind {
            Kind::Empty => return,
            Kind::Meta => return self.meta(&tag),
            Kind::Break => return self.end_line(),
            _ => {}
        }
        while let Some(at) = self.open.ended_by_beginning(kind) {
            self.close_at(at);
        }
        self.make_room();
        if kind == Kind::Cell && self.open.lacks_row() {
            self.begin(Kind::Row, None, b"tr".to_vec(), Change::default());
            self.make_room();
        }
        let style = InlineStyle::read(tag.attribute("style").unwrap_or_default());
        let change = self.change(kind, &tag, style);
        let is_idle = self.open.setting_within(change).left_out != LeftOut::No;
        if is_idle {
            return self.open.push(tag.name, kind, change, None);
        }
        let note = match kind {
            Kind::Paragraph | Kind::Block | Kind::Item => self.footnotes.held_by(&tag),
            _ => None,
        };
        match kind {
            Kind::List { numbered } => {
                self.end_block();
                self.lists.push(List::new(&tag, numbered, style.numbering));
            }
            Kind::Item if note.is_none() => {
                self.end_block();
                let bullet = || Some("•".to_owned());
                self.marker = self.lists.last_mut().map_or_else(bullet, |list| list.marker(&tag));
            }
            _ => {}
        }
        self.begin(kind, note, tag.name, change);
    }

    /// Begins an element that is text.
    fn begin(&mut self, kind: Kind, note: Option<u32>, name: Vec<u8>, change: Change) {
        if kind.is_block() {
            self.end_block();
        }
        match kind {
            Kind::Rule => return,
            // LibreOffice makes items of a list of headings, with numbers or without.
            Kind::Heading(_) if self.of_libre_office => self.marker = None,
            Kind::Preformatted => self.begins_exact = true,
            Kind::Row => {
                let row = self.lines().begin_row();
                self.rows.push(OpenRow { row, has_cells: false });
            }
            Kind::Cell => match self.rows.last_mut() {
                Some(row) => {
                    if std::mem::replace(&mut row.has_cells, true) {
                        self.lines().end_cell();
                    }
                }
                None => self.end_block(),
            },
            _ => {}
        }
        if let Some(number) = note {
            self.marker = None;
            self.open_notes.push((number, Lines::note()));
        }
        self.open.push(name, kind, change, note);
    }

    /// Ends the innermost element if no more can be open.
    fn make_room(&mut self) {
        if let Some(at) = self.open.last().filter(|_| self.open.is_full()) {
            self.close_at(at);
        }
    }

    /// Takes what a page says of its maker.
    fn meta(&mut self, tag: &Tag) {
        let is_maker = tag.attribute("name").is_some_and(|n| n.eq_ignore_ascii_case("generator"));
        if let Some(maker) = tag.attribute("content").filter(|_| is_maker) {
            self.of_libre_office = maker.contains("LibreOffice") || maker.contains("OpenOffice");
            self.of_office = self.of_libre_office || maker.contains("Microsoft Word");
        }
    }

    /// What an element changes of how text is set, by what it is and by its attributes. A link to a note is written here.
    fn change(&mut self, kind: Kind, tag: &Tag, style: InlineStyle) -> Change {
        let around = self.open.setting();
        let mut change = Change::default();
        match kind {
            Kind::Bold => change.bold = Some(true),
            Kind::Italic => change.italic = Some(true),
            Kind::Heading(level) => change.heading = Some(level),
            Kind::Preformatted => change.exact = Some(true),
            Kind::LeftOut => change.left_out = LeftOut::Always,
            Kind::Title if self.title.is_empty() => change.left_out = LeftOut::Title,
            Kind::Title => change.left_out = LeftOut::Always,
            Kind::Deleted => change.left_out = LeftOut::Deleted,
            Kind::Inserted if around.left_out == LeftOut::No => self.omitted.changes = true,
            _ => {}
        }
        change.bold = style.bold.or(change.bold);
        change.italic = style.italic.or(change.italic);
        change.exact = style.exact.or(change.exact);
        if change.left_out == LeftOut::No && (style.hidden || tag.attribute("hidden").is_some()) {
            change.left_out = LeftOut::Hidden;
        }
        if tag.name == b"a" && self.open.setting_within(change).left_out == LeftOut::No {
            match self.footnotes.link(tag) {
                Some(Link::Reference(number)) => {
                    self.words(&Notes::reference(number), around.style);
                    change.left_out = LeftOut::Always;
                }
                Some(Link::Back) => change.left_out = LeftOut::Always,
                None => {}
            }
        }
        change
    }

    /// Takes the tag that ends an element.
    pub fn close(&mut self, name: &[u8]) {
        self.begins_exact = false;
        let kind = Kind::of(name);
        match self.open.ended_by(name, kind) {
            Some(at) => self.close_at(at),
            None if kind == Kind::Break => self.end_line(),
            None if kind.is_block() && self.open.setting().left_out == LeftOut::No => {
                self.end_block();
            }
            None => {}
        }
    }

    /// Ends the element that was opened last, since its tag says that it is empty.
    pub fn close_empty(&mut self, name: &[u8]) {
        // Some kinds are never open.
        if !matches!(Kind::of(name), Kind::Empty | Kind::Meta | Kind::Break | Kind::Rule) {
            self.close(name);
        }
    }

    fn close_at(&mut self, at: usize) {
        for element in self.open.close(at) {
            if !element.is_idle() {
                self.end(&element);
            }
        }
    }

    /// Ends an element that is text.
    fn end(&mut self, element: &Element) {
        match element.kind {
            Kind::Cell if !self.rows.is_empty() => {
                self.write_marker("", Style::default());
                self.blank = false;
                self.lines().stay_in_line();
            }
            Kind::Cell => self.end_block(),
            Kind::Row => {
                if let Some(OpenRow { row, has_cells }) = self.rows.pop()
                    && has_cells
                {
                    self.lines().end_row(Some(row));
                }
            }
            Kind::Item => {
                self.write_marker("", Style::default());
                self.end_block();
            }
            Kind::List { .. } => {
                self.lists.pop();
                self.end_block();
            }
            kind if kind.is_block() => self.end_block(),
            _ => {}
        }
        if element.note.is_some() {
            self.blank = false;
            self.notes.extend(self.open_notes.pop());
        }
    }

    /// Ends the line if anything stands in it.
    fn end_block(&mut self) {
        self.blank = false;
        self.lines().end_open_paragraph();
    }

    fn end_line(&mut self) {
        let setting = self.open.setting();
        if setting.left_out == LeftOut::No {
            self.write_marker("", setting.style);
            self.blank = false;
            self.lines().end_line();
        }
    }

    /// Takes characters between tags.
    pub fn text(&mut self, text: &str) {
        let begins_exact = std::mem::take(&mut self.begins_exact);
        let setting = self.open.setting();
        match setting.left_out {
            LeftOut::No => {}
            LeftOut::Always => return,
            LeftOut::Hidden => return self.omitted.hidden |= !text.trim().is_empty(),
            LeftOut::Deleted => return self.omitted.changes |= !text.trim().is_empty(),
            LeftOut::Title => return self.title.push_str(text),
        }
        if setting.exact {
            let seen = text.strip_prefix('\n').filter(|_| begins_exact).unwrap_or(text);
            for (count, line) in seen.split('\n').enumerate() {
                if count > 0 {
                    self.end_line();
                }
                self.words(line, setting.style);
            }
        } else {
            self.words_with_blanks_joined(text, setting.style);
        }
    }

    /// Writes words as a browser shows them: blanks between them are one (CSS Text 3, 4.1).
    fn words_with_blanks_joined(&mut self, text: &str, style: Style) {
        let mut words = String::with_capacity(text.len());
        let mut follows = self.lines().is_open();
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.blank = true;
            } else {
                if std::mem::take(&mut self.blank) && follows {
                    words.push(' ');
                }
                words.push(c);
                follows = true;
            }
        }
        self.write(&words, style);
    }

    /// Writes words as they are, after the blank that was met before them.
    fn words(&mut self, words: &str, style: Style) {
        if !words.is_empty() {
            if std::mem::take(&mut self.blank) && self.lines().is_open() {
                self.lines().write(" ", style);
            }
            self.write(words, style);
        }
    }

    fn write(&mut self, words: &str, style: Style) {
        if !words.is_empty() {
            self.write_marker(" ", style);
            self.lines().write(words, style);
        }
    }

    /// Writes the bullet or number of the item that begins, and what parts it from what follows.
    fn write_marker(&mut self, blank: &str, style: Style) {
        if let Some(marker) = self.marker.take() {
            let style = Style { heading: style.heading, ..Style::default() };
            self.lines().write(&(marker + blank), style);
        }
    }

    /// Takes a comment in the page, which LibreOffice writes where somebody commented on the text.
    pub fn comment(&mut self, words: &str) {
        if self.of_libre_office && self.open.setting().left_out == LeftOut::No {
            let lines = self.lines();
            let at = lines.end();
            lines.comment(Span { start: at, end: at }, "", words);
        }
    }

    /// The whole, and what it leaves out.
    pub fn finish(mut self) -> (Styled, Omitted) {
        while let Some(at) = self.open.last() {
            self.close_at(at);
        }
        let mut notes = Notes::default();
        self.notes.sort_by_key(|(number, _)| *number);
        for (number, note) in self.notes {
            notes.add(number, note);
        }
        let title: Vec<&str> = self.title.split_whitespace().collect();
        let title = title.join(" ");
        let mut lines = Lines::default();
        // What the page shows itself need not be said twice.
        if !self.of_office && !self.text.text().lines().any(|line| line.trim() == title) {
            lines.write(&title, Style::default());
            lines.end_open_paragraph();
        }
        lines.append(self.text);
        (lines.finish(notes), self.omitted)
    }
}
