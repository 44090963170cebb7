//! What holds within one group of braces: where its text goes, and how it is set.

use super::super::lines::Style;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the lines that are being written.
    Text,
    /// Nowhere, whatever is in it.
    Nowhere,
    /// Nowhere, but a text box may be in it.
    Shape,
    /// Nowhere, but the end of a row of a table in a table may be in it.
    NestedRow,
    FontTable,
    StyleSheet,
    /// To be looked at when the group ends.
    Collected(Collected),
}

impl Destination {
    /// Whether text that goes there is of use.
    pub fn takes_text(self) -> bool {
        !matches!(self, Self::Nowhere | Self::Shape | Self::NestedRow)
    }
}

/// What the words of a group are that are looked at when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collected {
    /// The number or the bullet of a paragraph in a list.
    Marker,
    /// Who wrote the comment that follows.
    Author,
    Initials,
    /// The number of a comment: where the words that it is about begin and end, and in the comment itself.
    RangeStart,
    RangeEnd,
    Range,
}

/// What ends with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing but the group.
    Group,
    /// A footnote or endnote; its number.
    Note(u32),
    TextBox,
    Comment,
    Collected(Collected),
}

/// Which of a group's fonts its text has (RTF 1.9.1, “Associated Character Properties”).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Plain,
    /// `\dbch`: characters of two bytes.
    Double,
    /// `\rtlch`: from right to left.
    RightToLeft,
}

/// A group, which begins as the one around it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub destination: Destination,
    pub ending: Ending,
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
    pub deleted: bool,
    /// How many bytes after `\u` say the same for old readers.
    pub fallback: u32,
    pub style: i32,
    /// The place of the paragraph in the outline, if it is said.
    pub outline: Option<i32>,
    script: Script,
    /// The font of each [`Script`], if it is said.
    fonts: [Option<i32>; 3],
}

impl Group {
    pub const OUTERMOST: Self = Self {
        destination: Destination::Text,
        ending: Ending::Group,
        bold: false,
        italic: false,
        hidden: false,
        deleted: false,
        fallback: 1,
        style: 0,
        outline: None,
        script: Script::Plain,
        fonts: [None; 3],
    };

    /// The group that begins in this one.
    pub fn inner(self) -> Self {
        Self { ending: Ending::Group, ..self }
    }

    /// Takes its text to another place. What ends with a group is said once.
    pub fn redirect(&mut self, destination: Destination, ending: Ending) {
        self.destination = destination;
        if self.ending == Ending::Group {
            self.ending = ending;
        }
    }

    /// Back to how characters are set by default.
    pub fn reset_characters(&mut self) {
        let Self { destination, ending, fallback, style, outline, .. } = *self;
        *self = Self { destination, ending, fallback, style, outline, ..Self::OUTERMOST };
    }

    /// Back to how paragraphs are set by default.
    pub fn reset_paragraph(&mut self) {
        (self.style, self.outline) = (Self::OUTERMOST.style, None);
    }

    /// Takes a control word that says how characters or paragraphs are set.
    pub fn word(&mut self, word: &[u8], number: Option<i32>) {
        let on = number != Some(0);
        match word {
            b"b" => self.bold = on,
            b"i" => self.italic = on,
            b"v" => self.hidden = on,
            b"deleted" | b"mvf" => self.deleted = on,
            b"plain" => self.reset_characters(),
            b"pard" => self.reset_paragraph(),
            b"s" => self.style = number.unwrap_or(0),
            b"outlinelevel" => self.outline = number,
            b"uc" => self.fallback = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            b"loch" | b"hich" | b"ltrch" => self.script = Script::Plain,
            b"dbch" => self.script = Script::Double,
            b"rtlch" => self.script = Script::RightToLeft,
            b"f" => self.fonts[Script::Plain as usize] = number,
            // After `\loch` and `\hich` this is a font that `\f` names again.
            b"af" if self.script != Script::Plain => self.fonts[self.script as usize] = number,
            _ => {}
        }
    }

    /// The number of its text's font; nothing for the document's usual one.
    pub fn font(&self) -> Option<i32> {
        self.fonts[self.script as usize].or(self.fonts[Script::Plain as usize])
    }

    /// How its characters are set, in a paragraph that is a heading of some level or none.
    pub fn set(&self, heading: Option<u8>) -> Style {
        Style { bold: self.bold, italic: self.italic, heading }
    }
}
