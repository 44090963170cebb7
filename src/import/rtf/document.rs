//! A document that is being read: its groups, and what its tokens do to the text.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use super::super::Refusal;
use super::super::docx::symbols;
use super::super::lines::{Lines, Notes};
use super::super::styled::Styled;
use super::code_pages::CodePage;
use super::declared::{Fonts, Styles, level_of_outline};
use super::flow::Flow;
use super::group::{Collected, Destination, Ending, Group};
use super::tokens::Token;
use super::words;

/// Deeper nesting is no document; Word's stay below 50.
const DEEPEST: usize = 1024;

/// What the text does not hold, or what is not sure of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Omitted {
    /// Whether there are tracked changes.
    pub changes: bool,
    /// Whether there is hidden text.
    pub hidden: bool,
    /// Signs of fonts without letters whose meaning is not known.
    pub symbols: usize,
    /// Bytes that mean nothing in their code page, and halves of characters.
    pub lost: usize,
    /// A code page that was needed and is not known.
    pub code_page: Option<i32>,
    /// Whether it ends before all its groups do.
    pub broken_off: bool,
}

/// A document that is being read.
#[derive(Debug, Default)]
pub(super) struct Document {
    groups: Vec<Group>,
    text: Flow,
    /// What was begun in the text, and in one another: notes, text boxes, comments.
    asides: Vec<Flow>,
    notes: Notes,
    /// How many notes were referred to.
    noted: u32,
    /// Whether `\*` was the last token: what an unknown word begins is no text.
    starred: bool,
    /// Bytes of text since the last other token.
    bytes: Vec<u8>,
    /// So many bytes are to be passed over, since they say the same as the character before.
    fallback: u32,
    /// The first half of a character beyond the first 65,536.
    half: Option<u32>,
    collected: String,
    author: String,
    initials: String,
    /// The number of the comment that is being read.
    range: Option<i32>,
    code_page: CodePage,
    usual_font: i32,
    fonts: Fonts,
    styles: Styles,
    omitted: Omitted,
}

impl Document {
    /// Takes a token; whether the document goes on after it.
    pub fn take(&mut self, token: Token<'_>) -> Result<bool, Refusal> {
        let starred = std::mem::take(&mut self.starred);
        match token {
            Token::Text(bytes) => {
                let passed = bytes.len().min(self.fallback as usize);
                self.fallback -= u32::try_from(passed).unwrap_or(self.fallback);
                self.collect(&bytes[passed..]);
                return Ok(true);
            }
            Token::Byte(byte) => {
                if self.fallback > 0 {
                    self.fallback -= 1;
                } else {
                    self.collect(&[byte]);
                }
                return Ok(true);
            }
            _ => self.write_bytes(),
        }
        let fallback = std::mem::take(&mut self.fallback);
        match token {
            Token::Open => {
                if self.groups.len() >= DEEPEST {
                    return Err(Refusal::TooDeep);
                }
                let inner = self.groups.last().map_or(Group::OUTERMOST, |group| group.inner());
                self.groups.push(inner);
            }
            Token::Close => {
                self.close();
                return Ok(!self.groups.is_empty());
            }
            Token::Symbol(b'*') => self.starred = true,
            Token::Symbol(b'\n') => self.end_paragraph(),
            Token::Symbol(symbol) => self.character(words::symbol(symbol), fallback),
            Token::Word(b"tab", _) => self.write("\t"),
            Token::Word(word, number) => match words::character(word) {
                Some(character) => self.character(Some(character), fallback),
                None => self.word(word, number, starred),
            },
            Token::Text(_) | Token::Byte(_) => {}
        }
        Ok(true)
    }

    /// The innermost group, as it is.
    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group::OUTERMOST)
    }

    /// Takes the text of the innermost group to another place.
    fn redirect(&mut self, destination: Destination, ending: Ending) {
        if let Some(group) = self.groups.last_mut() {
            group.redirect(destination, ending);
        }
    }

    /// The lines that are being written.
    fn flow(&mut self) -> &mut Flow {
        self.asides.last_mut().unwrap_or(&mut self.text)
    }

    /// Writes what a control stands for, unless it says again what `\u` said before it.
    fn character(&mut self, character: Option<&str>, fallback: u32) {
        if fallback > 0 {
            self.fallback = fallback - 1;
        } else if let Some(character) = character {
            self.write(character);
        }
    }

    fn collect(&mut self, bytes: &[u8]) {
        if self.group().destination.takes_text() {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Writes the bytes of text that were collected, by the encoding of their font.
    fn write_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.group().font().unwrap_or(self.usual_font);
        let page = self.fonts.get(font).map_or(CodePage::Document, |font| font.code_page);
        let page = if page == CodePage::Document { self.code_page } else { page };
        let encoding = match page {
            CodePage::Known(encoding) => encoding,
            CodePage::Symbols if self.is_shown() => {
                for &byte in &bytes {
                    self.write_sign(u32::from(byte), font);
                }
                return;
            }
            CodePage::Unknown(number) if self.is_shown() && !bytes.is_ascii() => {
                self.omitted.code_page.get_or_insert(number);
                WINDOWS_1252
            }
            CodePage::Document | CodePage::Unknown(_) | CodePage::Symbols => WINDOWS_1252,
        };
        let (text, broken) = encoding.decode_without_bom_handling(&bytes);
        if broken && self.is_shown() {
            self.omitted.lost += text.chars().filter(|&c| c == '\u{fffd}').count();
        }
        self.write(&text);
        // The room is used again.
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Whether what is written is part of the text.
    fn is_shown(&self) -> bool {
        matches!(
            self.group().destination,
            Destination::Text | Destination::Collected(Collected::Marker)
        )
    }

    /// Writes a sign of a font without letters, by its place in the font. What is a letter in other fonts stays one if
    /// nothing better is known.
    fn write_sign(&mut self, place: u32, font: i32) {
        let name = self.fonts.get(font).map_or("", |font| font.name.as_str());
        let sign = symbols::character(name, &format!("{:x}", 0xf000 + place));
        let letter = char::from_u32(place).filter(|&c| c == '\t' || matches!(c, ' '..='~'));
        let sign = match self.group().destination {
            Destination::Collected(Collected::Marker) if place > 0x20 => '•',
            _ => sign.or(letter).unwrap_or_else(|| {
                self.omitted.symbols += 1;
                '\u{fffd}'
            }),
        };
        self.write(sign.encode_utf8(&mut [0; 4]));
    }

    /// Writes a character by its number in Unicode, or one half of it.
    fn unicode(&mut self, number: i32) {
        let code =
            if number < 0 { (number & 0xffff).unsigned_abs() } else { number.unsigned_abs() };
        let code = match (self.half.take(), code) {
            (Some(high), 0xdc00..=0xdfff) => 0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00),
            (half, _) => {
                if half.is_some() {
                    self.lose();
                }
                code
            }
        };
        if (0xd800..=0xdbff).contains(&code) {
            self.half = Some(code);
            return;
        }
        let font = self.group().font().unwrap_or(self.usual_font);
        let of_symbols = self.is_shown()
            && self.fonts.get(font).is_some_and(|font| font.code_page == CodePage::Symbols);
        match char::from_u32(code) {
            // So TextEdit writes the end of a line within a paragraph.
            Some('\u{2028}') => self.word(b"line", None, false),
            Some('\u{2029}') => self.end_paragraph(),
            Some('\u{f020}'..='\u{f0ff}') if of_symbols => self.write_sign(code - 0xf000, font),
            Some(character) => self.write(character.encode_utf8(&mut [0; 4])),
            None => self.lose(),
        }
    }

    /// Writes a mark for a character that there is not, or half of one.
    fn lose(&mut self) {
        self.omitted.lost += 1;
        self.write("\u{fffd}");
    }

    /// Writes text to where the group's text goes.
    fn write(&mut self, text: &str) {
        if self.half.take().is_some() {
            self.lose();
        }
        let group = self.group();
        match group.destination {
            Destination::Text if group.hidden => {
                self.omitted.hidden |= !text.trim().is_empty();
            }
            Destination::Text if group.deleted => self.omitted.changes = true,
            Destination::Text => {
                let heading = match group.outline {
                    Some(outline) => level_of_outline(outline),
                    None => self.styles.level(group.style),
                };
                self.flow().write(text, group.set(heading));
            }
            Destination::FontTable => self.fonts.text(text),
            Destination::StyleSheet => self.styles.text(text),
            Destination::Collected(_) => self.collected.push_str(text),
            Destination::Nowhere | Destination::Shape | Destination::NestedRow => {}
        }
    }

    /// Ends a paragraph, unless its end was deleted or is hidden, so that it runs on into the next one.
    fn end_paragraph(&mut self) {
        let group = self.group();
        if group.destination != Destination::Text {
            return;
        }
        let flow = self.flow();
        if group.hidden || group.deleted {
            flow.marker = None;
        } else {
            flow.end_paragraph();
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, starred: bool) {
        match self.group().destination {
            Destination::Nowhere => return,
            Destination::Shape if !matches!(word, b"shptxt" | b"dptxbxtext" | b"shprslt") => return,
            Destination::FontTable => self.fonts.word(word, number.unwrap_or(0)),
            Destination::StyleSheet => self.styles.word(word, number.unwrap_or(0)),
            _ => {}
        }
        if self.begins(word) {
            return;
        }
        if starred || words::is_no_text(word) {
            return self.redirect(Destination::Nowhere, Ending::Group);
        }
        match word {
            b"u" => {
                self.fallback = self.group().fallback;
                self.unicode(number.unwrap_or(0));
            }
            b"revised" | b"mvt" => self.omitted.changes |= number != Some(0),
            b"par" => self.end_paragraph(),
            // A row of a table in a table ends where no text is.
            b"nestrow" => self.flow().lines.end_row(None),
            b"line" | b"lbr" | b"page" | b"column" | b"sect" | b"cell" | b"nestcell" | b"row" => {
                if self.group().destination == Destination::Text {
                    self.flow().end(word);
                }
            }
            b"deff" => self.usual_font = number.unwrap_or(0),
            b"mac" => self.code_page = CodePage::Known(MACINTOSH),
            b"pc" => self.code_page = CodePage::Unknown(437),
            b"pca" => self.code_page = CodePage::Unknown(850),
            b"ansicpg" => match CodePage::numbered(number.unwrap_or(0)) {
                CodePage::Document | CodePage::Symbols => {}
                page => self.code_page = page,
            },
            _ => {
                if let Some(group) = self.groups.last_mut() {
                    group.word(word, number);
                }
            }
        }
    }

    /// Takes a word that says where the text of its group goes; whether it is one.
    fn begins(&mut self, word: &[u8]) -> bool {
        let collected = |what| (Destination::Collected(what), Ending::Collected(what));
        let (destination, ending) = match word {
            b"fonttbl" => (Destination::FontTable, Ending::Group),
            b"stylesheet" => (Destination::StyleSheet, Ending::Group),
            b"shpinst" | b"do" => (Destination::Shape, Ending::Group),
            b"nesttableprops" => (Destination::NestedRow, Ending::Group),
            b"listtext" | b"pntext" => collected(Collected::Marker),
            b"atnauthor" => collected(Collected::Author),
            b"atnid" => collected(Collected::Initials),
            b"atrfstart" => collected(Collected::RangeStart),
            b"atrfend" => collected(Collected::RangeEnd),
            b"atnref" => collected(Collected::Range),
            b"footnote" | b"annotation" | b"shptxt" | b"dptxbxtext" => {
                self.begin_flow(word);
                return true;
            }
            _ => return false,
        };
        self.collected.clear();
        self.redirect(destination, ending);
        true
    }

    /// Begins a note, a comment or a text box, unless what it hangs on is no text.
    fn begin_flow(&mut self, word: &[u8]) {
        let group = self.group();
        if group.hidden || group.deleted {
            return self.redirect(Destination::Nowhere, Ending::Group);
        }
        if group.ending != Ending::Group {
            return;
        }
        let (lines, ending) = match word {
            b"footnote" => {
                self.noted += 1;
                self.write(&Notes::reference(self.noted));
                (Lines::note(), Ending::Note(self.noted))
            }
            b"annotation" => (Lines::default(), Ending::Comment),
            _ => (Lines::default(), Ending::TextBox),
        };
        self.asides.push(Flow::new(lines));
        // A note is set as if it stood at the end of the text, not as what refers to it.
        if let Some(group) = self.groups.last_mut() {
            group.reset_characters();
            group.reset_paragraph();
            group.redirect(Destination::Text, ending);
        }
    }

    /// Ends the innermost group.
    fn close(&mut self) {
        let Some(group) = self.groups.pop() else { return };
        match group.ending {
            Ending::Group => {}
            Ending::Collected(collected) => self.use_collected(collected),
            Ending::Note(_) | Ending::Comment | Ending::TextBox => {
                let mut flow = self.asides.pop().unwrap_or_default();
                flow.finish();
                let lines = flow.lines;
                match group.ending {
                    Ending::Note(number) => self.notes.add(number, lines),
                    Ending::Comment => self.comment(&lines),
                    _ => {
                        let boxes = &mut self.flow().boxes;
                        boxes.append(lines);
                        boxes.end_open_paragraph();
                    }
                }
            }
        }
    }

    fn use_collected(&mut self, collected: Collected) {
        let words = std::mem::take(&mut self.collected);
        let number = words.trim().parse::<i32>().ok();
        match (collected, number) {
            (Collected::Marker, _) => {
                let marker = words.trim();
                // Word's bullets of the second level are the letter of a typewriter's font.
                let is_bullet = !marker.contains(char::is_alphanumeric) || marker == "o";
                let marker = match marker {
                    "" => return,
                    _ if is_bullet => "•",
                    number => number,
                };
                self.flow().marker = Some(format!("{marker} "));
            }
            (Collected::Author, _) => self.author = words,
            (Collected::Initials, _) => self.initials = words,
            (Collected::RangeStart, Some(number)) => self.flow().begin_range(number),
            (Collected::RangeEnd, Some(number)) => self.flow().end_range(number),
            (Collected::Range, number) => self.range = number,
            (Collected::RangeStart | Collected::RangeEnd, None) => {}
        }
    }

    fn comment(&mut self, lines: &Lines) {
        let author = std::mem::take(&mut self.author);
        let initials = std::mem::take(&mut self.initials);
        let author = if author.trim().is_empty() { initials } else { author };
        let range = self.range.take();
        self.flow().comment(range, &author, lines.text());
    }

    /// The whole, and what it leaves out.
    pub fn finish(mut self) -> (Styled, Omitted) {
        self.write_bytes();
        self.omitted.broken_off = !self.groups.is_empty();
        while !self.groups.is_empty() {
            self.close();
        }
        if self.half.take().is_some() {
            self.omitted.lost += 1;
        }
        let Self { mut text, notes, omitted, .. } = self;
        text.finish();
        (text.lines.finish(notes), omitted)
    }
}
