//! What the reader of Markdown must not see: links of the project, whose bars would end a cell and whose stars would be
//! emphasis, and signs that would make of words what they are not. Each gives way to its number, and is put back afterwards.

use std::ops::Range;

use crate::domain::{Link, links};

/// Stands before and behind a number. No character at all by Unicode, so that it is neither blank nor punctuation.
const SIGN: char = '\u{fdd0}';

/// A marker of a quote or list that stands further in on its line than this is words: nothing nests without end.
const FURTHEST: usize = 64;

/// A text for the reader, and what gave way in it.
pub(super) struct Masked<'t> {
    pub text: String,
    kept: Vec<Kept<'t>>,
}

/// What gave way.
enum Kept<'t> {
    Link(Link<'t>),
    Words(&'t str),
}

/// A piece of what the reader gave.
pub(super) enum Piece<'m, 't> {
    Link(&'m Link<'t>),
    Words(&'m str),
}

impl<'t> Masked<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut found: Vec<(Range<usize>, Option<Link<'t>>)> = links(text)
            // Brackets around nothing are no link to show.
            .filter(|link| link.to.is_some() || !link.words.trim().is_empty())
            .map(|link| (link.range.clone(), Some(link)))
            .collect();
        // With its colon, `[GP 3]: yes` would be the definition of a link and not be shown.
        found.extend(text.match_indices("]:").map(|(at, _)| (at + 1..at + 2, None)));
        found.extend(text.match_indices(SIGN).map(|(at, sign)| (at..at + sign.len(), None)));
        let mut line_start = 0;
        for line in text.split_inclusive('\n') {
            found.extend(too_far_in(line).map(|at| (line_start + at..line_start + at + 1, None)));
            line_start += line.len();
        }
        found.sort_by_key(|(range, _)| range.start);
        let mut masked = Self { text: String::with_capacity(text.len()), kept: Vec::new() };
        let mut at = 0;
        for (range, link) in found {
            // What stands in a link gave way with it.
            if range.start < at {
                continue;
            }
            masked.text.push_str(&text[at..range.start]);
            masked.text.push_str(&format!("{SIGN}{}{SIGN}", masked.kept.len()));
            at = range.end;
            masked.kept.push(link.map_or(Kept::Words(&text[range]), Kept::Link));
        }
        masked.text.push_str(&text[at..]);
        masked
    }

    /// Words that the reader gave, with what gave way back at its place.
    pub(super) fn pieces<'m>(&'m self, words: &'m str) -> impl Iterator<Item = Piece<'m, 't>> {
        words.split(SIGN).enumerate().filter_map(|(number, piece)| match number % 2 {
            0 => Some(Piece::Words(piece)),
            _ => match self.kept.get(piece.parse::<usize>().ok()?)? {
                Kept::Link(link) => Some(Piece::Link(link)),
                Kept::Words(words) => Some(Piece::Words(words)),
            },
        })
    }

    /// The same where links are no links, but what was typed: in code, and in addresses. Keys are for no reader.
    pub(super) fn typed(&self, words: &str) -> String {
        let mut typed = String::with_capacity(words.len());
        for piece in self.pieces(words) {
            match piece {
                Piece::Words(words) => typed.push_str(words),
                Piece::Link(link) => typed.extend(["[[", link.words, "]]"]),
            }
        }
        typed
    }
}

/// The byte of a line at which the first marker of a quote or list stands that stands too far in.
fn too_far_in(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_blank = |at: usize| bytes.get(at).is_none_or(|byte| b" \t\r\n".contains(byte));
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| b" \t".contains(byte)).count();
        let digits = bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let length = match bytes.get(at)? {
            b'>' => 1,
            b'-' | b'+' | b'*' if is_blank(at + 1) => 1,
            _ if (1..10).contains(&digits)
                && matches!(bytes.get(at + digits), Some(b'.' | b')'))
                && is_blank(at + digits + 1) =>
            {
                digits + 1
            }
            _ => return None,
        };
        if at >= FURTHEST {
            // Many strokes with blanks between them are one line across.
            let is_rule = line.trim().chars().all(|c| matches!(c, '-' | ' ' | '\t'))
                || line.trim().chars().all(|c| matches!(c, '*' | ' ' | '\t'));
            return (!is_rule).then_some(at);
        }
        at += length;
    }
}
