//! The lines of a text as the rules of clean-up see them: with their pages, and with what shows that one begins anew.

use std::borrow::Cow;
use std::iter::Peekable;

use super::super::{Text, turns};
use super::furniture::page_number;
use crate::domain::Span;

/// A line: what stands between two line breaks or form feeds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// All of it, without the break after it.
    pub string: &'a str,
    /// Its first code point.
    pub start: u32,
    /// Its page, counted from 0.
    pub page: u32,
    /// What ends it.
    pub end: End,
    /// Whether a speaker's turn begins in it.
    pub is_turn: bool,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Break,
    FormFeed,
    Text,
}

impl<'a> Line<'a> {
    /// Its words without the blanks around them.
    pub fn words(&self) -> &'a str {
        self.string.trim()
    }

    pub fn is_blank(&self) -> bool {
        self.words().is_empty()
    }

    /// The code points of a part of it, given in bytes of [`Self::string`].
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.start + count(&self.string[..from]);
        Span { start, end: start + count(&self.string[from..to]) }
    }

    /// All its code points, without the break after it.
    pub fn whole(&self) -> Span {
        self.span(0, self.string.len())
    }

    /// The byte of [`Self::string`] at which its words begin.
    pub fn words_start(&self) -> usize {
        self.string.len() - self.string.trim_start().len()
    }

    /// The byte of [`Self::string`] at which its words end.
    pub fn words_end(&self) -> usize {
        self.string.trim_end().len()
    }

    /// Whether it is a row of a table, whose cells are set apart by tabs.
    pub fn is_row(&self) -> bool {
        self.words().contains('\t')
    }

    /// Whether something begins in it that no line before it goes on into: a turn, a bracketed person, an item of a list,
    /// a marked heading, a row of a table, the number of a page.
    pub fn begins_anew(&self) -> bool {
        let words = self.words();
        self.is_turn
            || self.is_row()
            || words.starts_with('#')
            || is_bracketed(words)
            || is_item(words)
            || page_number(words).is_some()
    }

    /// Whether it begins like the middle of a sentence: with a letter that is no capital.
    pub fn goes_on(&self) -> bool {
        self.words().chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_uppercase())
    }

    /// Whether it ends in what ends a sentence, quotation marks and brackets aside.
    pub fn ends_sentence(&self) -> bool {
        let closing = |c: char| "'\"’”»)]".contains(c);
        let words = self.words().trim_end_matches(closing);
        words.ends_with(['.', '?', '!', '…', ':', '。', '？', '！', '؟'])
    }
}

pub(super) fn count(string: &str) -> u32 {
    string.chars().count() as u32
}

/// Each line with words and the next such line, as places in `lines`, where both may be of one paragraph: they follow each
/// other, or only the end of a page stands between them, and the second does not begin anew.
pub(super) fn neighbours(lines: &[Line<'_>]) -> impl Iterator<Item = (usize, usize)> {
    let with_words = (0..lines.len()).filter(|&i| !lines[i].is_blank());
    with_words.clone().zip(with_words.skip(1)).filter(|&(first, second)| {
        let (a, b) = (&lines[first], &lines[second]);
        (first + 1 == second || a.page != b.page) && !a.is_row() && !b.begins_anew()
    })
}

/// The lines of a text, given in order where its pages begin beside those that form feeds part.
pub(super) fn lines<'a>(text: &'a Text, pages: &[u32]) -> Vec<Line<'a>> {
    let string = text.as_str();
    let mut turns = turn_starts(text).into_iter().peekable();
    let mut pages = pages.iter().copied().peekable();
    let mut lines: Vec<Line<'a>> = Vec::new();
    let (mut start, mut rest) = (0, string);
    loop {
        let length = rest.find(['\n', '\u{c}']);
        let string = &rest[..length.unwrap_or(rest.len())];
        let end = match length {
            None => End::Text,
            Some(byte) if rest[byte..].starts_with('\n') => End::Break,
            Some(_) => End::FormFeed,
        };
        let parted = passed(&mut pages, start + 1);
        let page = match lines.last() {
            Some(before) if parted || before.end == End::FormFeed => before.page + 1,
            Some(before) => before.page,
            None => 0,
        };
        let next = start + count(string) + 1;
        let is_turn = passed(&mut turns, next);
        lines.push(Line { string, start, page, end, is_turn });
        let Some(byte) = length else { break };
        (start, rest) = (next, &rest[byte + 1..]);
    }
    lines
}

/// Passes over all places before `end`, which rise; gives whether there was one.
fn passed(places: &mut Peekable<impl Iterator<Item = u32>>, end: u32) -> bool {
    let mut any = false;
    while places.next_if(|&place| place < end).is_some() {
        any = true;
    }
    any
}

/// Where marked turns begin, in order.
fn turn_starts(text: &Text) -> Vec<u32> {
    // Turns are found at the beginnings of paragraphs, of which a form feed makes one too.
    let text = match text.as_str() {
        string if string.contains('\u{c}') => Cow::Owned(Text::new(string.replace('\u{c}', "\n"))),
        _ => Cow::Borrowed(text),
    };
    let turns = turns::recognise(&text);
    turns.iter().filter(|turn| turn.marker > 0).map(|turn| turn.span.start).collect()
}

/// Whether words begin with something in brackets that may be a person: `[GP ID 12] said`.
fn is_bracketed(words: &str) -> bool {
    let inside = words.strip_prefix(['[', '{']);
    inside
        .is_some_and(|inside| inside.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
}

/// Whether words begin with the sign or the number of an item in a list: `• a`, `- a`, `2. a`, `(b) a`, `iv) a`.
fn is_item(words: &str) -> bool {
    let Some((mark, _)) = words.split_once(char::is_whitespace) else { return false };
    if mark.chars().count() == 1 {
        // The last is the bullet of Word's Symbol font.
        return mark
            .contains(['•', '◦', '▪', '‣', '●', '○', '·', '-', '–', '—', '*', '+', '\u{f0b7}']);
    }
    let Some(number) = mark.strip_suffix([')', '.']) else { return false };
    let number = number.trim_start_matches('(').as_bytes();
    let is_count = number.iter().all(u8::is_ascii_digit);
    let is_letter = number.len() == 1 && number[0].is_ascii_alphabetic()
        || number.iter().all(|b| matches!(b, b'i' | b'v' | b'x'));
    (1..=4).contains(&number.len()) && (is_count || is_letter && mark.ends_with(')'))
}
