//! What is said in a file, piece by piece: the words without tags, and who may speak them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::MOST;
use super::cues::Cue;
use super::payload::{Token, Tokens};
use super::speakers::{Names, Origin, mark};

/// What is said in a file.
#[derive(Debug, Default)]
pub(super) struct Talk {
    /// The words of all cues without tags and escapes.
    pub words: String,
    /// Bytes of the words at which bold or italic type begins or ends.
    pub styles: Vec<(usize, Style)>,
    /// In order.
    pub pieces: Vec<Piece>,
    /// The names that pieces begin with.
    pub names: Names,
    /// Whether tags say who speaks.
    pub has_voices: bool,
    /// Whether another speaker is marked with `>>`.
    pub has_changes: bool,
}

/// What begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Bold(bool),
    Italic(bool),
}

/// What one speaker says in one cue.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// First byte in the words.
    pub start: usize,
    /// Byte at which the words begin after what may be a name.
    pub said: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Place in the list of who may speak.
    pub name: Option<u32>,
    /// Milliseconds at which its cue begins.
    pub time: Option<u32>,
    /// Milliseconds at which its cue ends.
    pub until: Option<u32>,
    /// Where it stands.
    pub place: Place,
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of a cue, or where a voice begins or ends in it.
    First,
    /// On a further line of a cue, or outside any: it goes on unless it has a name of its own.
    Further,
    /// After the sign for another speaker, named or not.
    Changed,
}

impl Talk {
    /// Reads the words of all cues of a file's text; nothing if there are too many pieces.
    pub fn read(text: &str, cues: &[Cue]) -> Option<Self> {
        let mut talk = Self::default();
        for cue in cues {
            talk.read_cue(&text[cue.words.clone()], cue);
            if talk.pieces.len() > MOST {
                return None;
            }
        }
        Some(talk)
    }

    fn read_cue(&mut self, payload: &str, cue: &Cue) {
        let mut from = self.words.len();
        let mut voice = None;
        let mut is_styled = false;
        for token in Tokens::of(payload) {
            let at = self.words.len();
            match token {
                Token::Words(words) => self.words.push_str(words),
                Token::Sign(c) => self.words.push(c),
                Token::Bold(begins) => self.styles.push((at, Style::Bold(begins))),
                Token::Italic(begins) => self.styles.push((at, Style::Italic(begins))),
                Token::Voice(_) | Token::VoiceEnd => {
                    self.add(from..at, voice, cue);
                    from = at;
                    voice = match token {
                        Token::Voice(name) => self.voice(name),
                        _ => None,
                    };
                }
            }
            is_styled |= matches!(token, Token::Bold(_) | Token::Italic(_));
        }
        let at = self.words.len();
        self.add(from..at, voice, cue);
        if is_styled {
            self.styles.extend([(at, Style::Bold(false)), (at, Style::Italic(false))]);
        }
    }

    /// The place of a name that a tag gives.
    fn voice(&mut self, name: &str) -> Option<u32> {
        let mut plain = String::new();
        for token in Tokens::of(name) {
            match token {
                Token::Words(words) => plain.push_str(words),
                Token::Sign(c) => plain.push(c),
                _ => {}
            }
        }
        self.has_voices = true;
        let name = tidy(&plain);
        (!name.is_empty()).then(|| self.names.note(&name, Origin::Voice))
    }

    /// Adds what stands in a cue and belongs to one voice, or to none; then each line that begins with what may be a name
    /// is a piece of its own.
    fn add(&mut self, range: Range<usize>, voice: Option<u32>, cue: &Cue) {
        if self.pieces.len() > MOST || self.words[range.clone()].trim().is_empty() {
            return;
        }
        let Range { start, end } = range;
        let place = if cue.is_stray { Place::Further } else { Place::First };
        let whole =
            Piece { start, said: start, end, name: voice, time: cue.start, until: cue.end, place };
        if voice.is_some() {
            self.pieces.push(whole);
            return;
        }
        let mut at = start;
        for line in self.words[start..end].split_inclusive('\n') {
            let (line_start, line_end) = (at, at + line.len());
            at = line_end;
            if self.pieces.len() > MOST {
                return;
            }
            let Some(mark) = mark(line) else {
                match self.pieces.last_mut().filter(|_| line_start > start) {
                    Some(piece) => piece.end = line_end,
                    None => self.pieces.push(Piece { end: line_end, ..whole.clone() }),
                }
                continue;
            };
            let is_changed = mark.origin == Origin::Change;
            self.has_changes |= is_changed;
            let is_named = !mark.name.is_empty();
            let name = is_named.then(|| self.names.note(&tidy(mark.name), mark.origin));
            let place = match place {
                _ if is_changed => Place::Changed,
                _ if line_start > start => Place::Further,
                place => place,
            };
            let said = line_start + mark.end;
            self.pieces.push(Piece {
                start: line_start,
                said,
                end: line_end,
                name,
                place,
                ..whole
            });
        }
    }
}

/// A name in NFC, with one blank between its words.
fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfc().filter(|&c| c != '\u{feff}').collect()
}
