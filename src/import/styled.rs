//! Puts the text of a formatted file together, with its type styles, headings, pages and comments at their places.
//!
//! Readers of formatted files write into a [`Styled`]: characters, and where styles begin and end. What comes out is in
//! stored form already (see [`crate::text::normalise`]), so that the places stay right.

use std::sync::Arc;

use super::{Comment, Encoding, Words};
use crate::domain::{Markup, MarkupKind, Span};

/// A text that is being read, with what is marked in it.
#[derive(Debug, Default)]
pub(super) struct Styled {
    text: String,
    /// Code points so far.
    at: u32,
    markup: Vec<Markup>,
    comments: Vec<Comment>,
    bold: Option<u32>,
    italic: Option<u32>,
    /// Whether the last character was a carriage return, of which a line feed that follows is a part.
    returned: bool,
}

impl Styled {
    /// Where the next character will stand, in code points.
    pub fn at(&self) -> u32 {
        self.at
    }

    /// What was written so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Writes characters, in stored form: line ends become `\n`, NULs U+FFFD, a byte order mark at the start goes.
    pub fn write(&mut self, characters: &str) {
        for c in characters.chars() {
            let returned = std::mem::replace(&mut self.returned, c == '\r');
            let c = match c {
                '\n' if returned => continue,
                '\r' => '\n',
                '\0' => '\u{fffd}',
                '\u{feff}' if self.at == 0 => continue,
                c => c,
            };
            self.text.push(c);
            self.at += 1;
        }
    }

    /// Says whether what follows is bold. Stays so until said otherwise, over ends of lines.
    pub fn set_bold(&mut self, is_bold: bool) {
        let at = self.at;
        if is_bold {
            self.bold.get_or_insert(at);
        } else if let Some(start) = self.bold.take() {
            self.mark(Span { start, end: at }, MarkupKind::Bold);
        }
    }

    /// Says whether what follows is italic. Stays so until said otherwise, over ends of lines.
    pub fn set_italic(&mut self, is_italic: bool) {
        let at = self.at;
        if is_italic {
            self.italic.get_or_insert(at);
        } else if let Some(start) = self.italic.take() {
            self.mark(Span { start, end: at }, MarkupKind::Italic);
        }
    }

    /// Says what the characters from `start` to here are; an empty stretch is nothing.
    pub fn mark_from(&mut self, start: u32, kind: MarkupKind) {
        self.mark(Span { start, end: self.at }, kind);
    }

    /// Says what a span of the text is; an empty one is nothing.
    pub fn mark(&mut self, span: Span, kind: MarkupKind) {
        if !span.is_empty() {
            self.markup.push(Markup { span, kind });
        }
    }

    /// Notes what somebody wrote in the margin beside a span.
    pub fn comment(&mut self, span: Span, author: &str, words: &str) {
        if !words.trim().is_empty() {
            let (author, words) = (Arc::from(author.trim()), words.trim().to_owned());
            self.comments.push(Comment { span, author, words });
        }
    }

    /// Writes another text with what is marked in it.
    pub fn append(&mut self, mut other: Self) {
        other.set_bold(false);
        other.set_italic(false);
        let here = self.at;
        let moved = |span: Span| Span { start: span.start + here, end: span.end + here };
        let marks = other.markup.into_iter();
        self.markup.extend(marks.map(|mark| Markup { span: moved(mark.span), ..mark }));
        let comments = other.comments.into_iter();
        self.comments.extend(comments.map(|it| Comment { span: moved(it.span), ..it }));
        self.text.push_str(&other.text);
        self.at += other.at;
        self.returned = other.returned;
    }

    /// The whole, with what a person should check, in sentences. Markup comes by place; stretches of the same style that
    /// touch, or that only blanks part, are one, and blanks at their ends are left out.
    pub fn finish(mut self, encoding: Encoding, doubts: Vec<String>) -> Words {
        self.set_bold(false);
        self.set_italic(false);
        let Self { text, mut markup, mut comments, .. } = self;
        tidy(&text, &mut markup);
        comments.sort_by_key(|comment| (comment.span.start, comment.span.end));
        Words { text, encoding, doubts, markup, comments, turns: Vec::new() }
    }
}

/// Joins what is one and cuts blanks off the ends of styles.
fn tidy(text: &str, markup: &mut Vec<Markup>) {
    let blanks: Vec<bool> = text.chars().map(char::is_whitespace).collect();
    let blank = |at: u32| blanks.get(at as usize).copied().unwrap_or(true);
    markup.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut tidied: Vec<Markup> = Vec::with_capacity(markup.len());
    // Where the last stretch of each style stands in `tidied`.
    let mut last: [Option<usize>; 2] = [None; 2];
    for mut mark in markup.drain(..) {
        let style = match mark.kind {
            MarkupKind::Bold => 0,
            MarkupKind::Italic => 1,
            _ => {
                tidied.push(mark);
                continue;
            }
        };
        while !mark.span.is_empty() && blank(mark.span.start) {
            mark.span.start += 1;
        }
        while !mark.span.is_empty() && blank(mark.span.end - 1) {
            mark.span.end -= 1;
        }
        if mark.span.is_empty() {
            continue;
        }
        if let Some(before) = last[style].map(|at| &mut tidied[at])
            && (before.span.end..mark.span.start).all(blank)
        {
            before.span.end = before.span.end.max(mark.span.end);
        } else {
            last[style] = Some(tidied.len());
            tidied.push(mark);
        }
    }
    tidied.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    *markup = tidied;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_lose_their_blanks_and_join() {
        let mut styled = Styled::default();
        styled.write("\u{feff}one ");
        styled.set_bold(true);
        styled.write(" two\r");
        styled.set_bold(false);
        styled.write("\n");
        styled.set_bold(true);
        styled.write("three\0 ");
        styled.set_bold(false);
        styled.write("four");
        styled.mark_from(12, MarkupKind::Heading(1));
        let words = styled.finish(Encoding::Utf8, Vec::new());
        assert_eq!(words.text, "one  two\nthree\u{fffd} four");
        let kinds: Vec<_> = words.markup.iter().map(|m| (m.span.start, m.span.end)).collect();
        assert_eq!(kinds, [(5, 15), (12, 20)]);
    }

    #[test]
    fn a_text_is_appended_with_its_marks() {
        let mut note = Styled::default();
        note.set_italic(true);
        note.write("néw");
        note.comment(Span { start: 1, end: 2 }, "Ann", "why?");
        let mut styled = Styled::default();
        styled.write("öld ");
        styled.append(note);
        styled.write("!");
        let words = styled.finish(Encoding::Utf8, Vec::new());
        assert_eq!(words.text, "öld néw!");
        assert_eq!(
            words.markup.iter().map(|m| m.span).collect::<Vec<_>>(),
            [Span { start: 4, end: 7 }]
        );
        assert_eq!(words.comments[0].span, Span { start: 5, end: 6 });
    }
}
