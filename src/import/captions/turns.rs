//! Puts pieces of talk together as turns: what one speaker says without another between is one paragraph.

use super::speakers::Names;
use super::talk::{Piece, Place, Style, Talk};
use crate::domain::{Span, Speaker, Turn};
use crate::import::styled::Styled;
use crate::import::{Encoding, Words};
use crate::text::counted;

/// Where nobody is named, a silence longer than this begins a paragraph, in milliseconds.
const SILENCE: u32 = 2_000;
/// Where nobody is named, a paragraph of so many words ends with its sentence.
const PARAGRAPH: usize = 90;

/// The text of a file and its turns, with what a person should check.
pub(super) fn put_together(talk: Talk, encoding: Encoding, mut doubts: Vec<String>) -> Words {
    let Talk { words, styles, mut pieces, names, has_voices, has_changes } = talk;
    let speakers = speakers(&mut pieces, names);
    let is_named = pieces.iter().any(|piece| piece.name.is_some());
    let carries = has_changes || is_named && !has_voices && !repeats(&pieces);
    let mut writer = Writer { words: &words, styles: &styles, ..Writer::default() };
    let mut carried = 0;
    let mut until = None;
    for piece in &pieces {
        let begins = match &writer.open {
            None => true,
            Some(open) => match (piece.name, piece.place) {
                (Some(name), _) => open.name != Some(name),
                (None, Place::Changed) => true,
                (None, Place::Further) => false,
                (None, Place::First) if carries => {
                    carried += usize::from(open.name.is_some());
                    false
                }
                (None, Place::First) if is_named => open.name.is_some(),
                (None, Place::First) => {
                    is_silence(until, piece.time)
                        || open.count >= PARAGRAPH && writer.ends_sentence()
                }
            },
        };
        if begins {
            writer.close();
            let speaker = piece.name.and_then(|name| speakers[name as usize].clone());
            writer.open =
                Some(Open { name: piece.name, speaker, time: piece.time, ..Open::default() });
        }
        writer.write(piece);
        until = piece.until;
    }
    if carried > 0 && !has_changes {
        let are = counted(carried, "subtitle has", "subtitles have");
        doubts
            .push(format!("{are} no name and went to the speaker named before; check who speaks."));
    }
    writer.finish(encoding, doubts)
}

/// The speakers by their places. Pieces that begin with words and no name lose it.
fn speakers(pieces: &mut [Piece], names: Names) -> Vec<Option<Speaker>> {
    let firsts = || pieces.iter().filter(|piece| piece.place == Place::First);
    let named = firsts().filter(|piece| piece.name.is_some()).count();
    let speakers = names.speakers(named * 2 > firsts().count());
    for piece in pieces {
        if piece.name.is_some_and(|name| speakers[name as usize].is_none()) {
            (piece.name, piece.said) = (None, piece.start);
        }
    }
    speakers
}

/// Whether the name of a speaker who goes on is given again. Where it never is, it stands only where the speaker changes,
/// and a cue without a name goes on with the speaker before.
fn repeats(pieces: &[Piece]) -> bool {
    pieces.windows(2).any(|pair| {
        pair[1].place == Place::First && pair[0].name.is_some() && pair[0].name == pair[1].name
    })
}

fn is_silence(until: Option<u32>, from: Option<u32>) -> bool {
    until.zip(from).is_some_and(|(until, from)| from.saturating_sub(until) > SILENCE)
}

/// Writes pieces as paragraphs.
#[derive(Default)]
struct Writer<'a> {
    words: &'a str,
    /// The styles that are still to come.
    styles: &'a [(usize, Style)],
    bold: bool,
    italic: bool,
    styled: Styled,
    turns: Vec<Turn>,
    open: Option<Open>,
}

/// The turn that is being written.
#[derive(Default)]
struct Open {
    name: Option<u32>,
    speaker: Option<Speaker>,
    time: Option<u32>,
    /// Where it begins and how long its marker is, once there are words.
    begun: Option<(u32, u32)>,
    /// Whether a blank stands before the next word.
    blank: bool,
    /// How many words there are.
    count: usize,
}

impl Writer<'_> {
    fn write(&mut self, piece: &Piece) {
        let mut at = piece.said;
        while let Some((&(next, style), rest)) =
            self.styles.split_first().filter(|((next, _), _)| *next < piece.end)
        {
            if next > at {
                self.write_words(at, next);
                at = next;
            }
            match style {
                Style::Bold(begins) => self.bold = begins,
                Style::Italic(begins) => self.italic = begins,
            }
            self.styles = rest;
        }
        self.write_words(at, piece.end);
        if let Some(open) = &mut self.open {
            open.blank = true;
        }
    }

    /// Writes a stretch of the words, with one blank for all that stand together.
    fn write_words(&mut self, from: usize, to: usize) {
        let is_gap = |c: char| c.is_whitespace() && c != '\u{a0}';
        let mut rest = &self.words[from..to];
        while let Some(open) = self.open.as_mut().filter(|_| !rest.is_empty()) {
            let length = rest.find(is_gap).unwrap_or(rest.len());
            let (word, after) = rest.split_at(length);
            rest = after.trim_start_matches(is_gap);
            if !word.is_empty() {
                if open.begun.is_none() {
                    open.begun = Some(begin(&mut self.styled, open.speaker.as_deref()));
                    open.count = 1;
                } else if open.blank {
                    self.styled.write(" ");
                    open.count += 1;
                }
                open.blank = false;
                self.styled.set_bold(self.bold);
                self.styled.set_italic(self.italic);
                self.styled.write(word);
            }
            open.blank |= rest.len() < after.len();
        }
    }

    fn ends_sentence(&self) -> bool {
        let closes = |c: &char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
        let last = self.styled.text().chars().rev().take(4).find(|c| !closes(c));
        last.is_some_and(|c| matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' | '।'))
    }

    fn close(&mut self) {
        self.styled.set_bold(false);
        self.styled.set_italic(false);
        let Some(Open { speaker, time, begun: Some((start, marker)), .. }) = self.open.take()
        else {
            return;
        };
        let span = Span { start, end: self.styled.at() };
        if !span.is_empty() {
            self.turns.push(Turn { span, marker, speaker, time });
        }
    }

    fn finish(mut self, encoding: Encoding, doubts: Vec<String>) -> Words {
        self.close();
        Words { turns: self.turns, ..self.styled.finish(encoding, doubts) }
    }
}

/// Begins a paragraph: where it begins, and the length of the marker.
fn begin(styled: &mut Styled, speaker: Option<&str>) -> (u32, u32) {
    if styled.at() > 0 {
        styled.write("\n");
    }
    let start = styled.at();
    if let Some(speaker) = speaker {
        styled.write(speaker);
        styled.write(": ");
    }
    (start, styled.at() - start)
}
