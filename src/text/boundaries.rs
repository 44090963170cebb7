//! Where graphemes, words, sentences and paragraphs begin and end (UAX 29).

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::Text;
use crate::domain::Span;

impl Text {
    /// The span widened so that it splits no grapheme cluster; cut to the text. An empty span stays empty.
    pub fn snap(&self, span: Span) -> Span {
        let start = self.grapheme_start(span.start.min(self.length()));
        if span.is_empty() {
            return Span { start, end: start };
        }
        let end = span.end.min(self.length());
        let end = if self.grapheme_start(end) == end { end } else { self.next_grapheme(end) };
        Span { start, end: end.max(start) }
    }

    /// The start of the grapheme cluster that holds a code point.
    pub fn grapheme_start(&self, at: u32) -> u32 {
        let byte = self.byte(at);
        if self.is_grapheme_boundary(byte) {
            at.min(self.length())
        } else {
            self.previous_grapheme(at)
        }
    }

    /// The next grapheme boundary after a code point.
    pub fn next_grapheme(&self, at: u32) -> u32 {
        let byte = self.byte(at);
        let mut cursor = GraphemeCursor::new(byte, self.as_str().len(), true);
        match cursor.next_boundary(self.as_str(), 0) {
            Ok(Some(next)) => self.code_point(next),
            _ => self.length(),
        }
    }

    /// The last grapheme boundary before a code point.
    pub fn previous_grapheme(&self, at: u32) -> u32 {
        let byte = self.byte(at);
        let mut cursor = GraphemeCursor::new(byte, self.as_str().len(), true);
        match cursor.prev_boundary(self.as_str(), 0) {
            Ok(Some(previous)) => self.code_point(previous),
            _ => 0,
        }
    }

    fn is_grapheme_boundary(&self, byte: usize) -> bool {
        let mut cursor = GraphemeCursor::new(byte, self.as_str().len(), true);
        cursor.is_boundary(self.as_str(), 0).unwrap_or(true)
    }

    /// The word (or run of blanks or signs) at a code point, within its paragraph.
    pub fn word_at(&self, at: u32) -> Span {
        self.piece_at(at, between_blanks, |paragraph| {
            paragraph.split_word_bound_indices().map(|(byte, _)| byte).collect()
        })
    }

    /// The sentence at a code point, within its paragraph, with the blanks after it left out.
    pub fn sentence_at(&self, at: u32) -> Span {
        let span = self.piece_at(at, window, |paragraph| {
            paragraph.split_sentence_bound_indices().map(|(byte, _)| byte).collect()
        });
        let kept = self.slice(span).trim_end().chars().count() as u32;
        if kept == 0 { span } else { Span { start: span.start, end: span.start + kept } }
    }

    /// The end of the word that lies at or after a code point; crosses paragraphs.
    pub fn next_word_end(&self, at: u32) -> u32 {
        let mut at = at;
        while at < self.length() {
            let word = self.word_at(at);
            let end = word.end.max(at + 1);
            if self.slice(word).chars().any(char::is_alphanumeric) {
                return end;
            }
            at = end;
        }
        self.length()
    }

    /// The start of the word that lies before a code point; crosses paragraphs.
    pub fn previous_word_start(&self, at: u32) -> u32 {
        let mut at = at;
        while at > 0 {
            let word = self.word_at(at - 1);
            if self.slice(word).chars().any(char::is_alphanumeric) {
                return word.start;
            }
            at = word.start.min(at - 1);
        }
        0
    }

    /// Whether more than so many words stand whole within a span. No further words are looked at than are needed to know.
    pub fn has_more_words(&self, span: Span, most: u32) -> bool {
        let is_word = |piece: &str| piece.chars().any(char::is_alphanumeric);
        // The rest of a word that begins before the span is none.
        let first = self.word_at(span.start);
        let is_cut = first.start < span.start && is_word(self.slice(first));
        let from = self.byte(if is_cut { first.end } else { span.start });
        let end = self.byte(span.end);
        let pieces = self.as_str()[from..].split_word_bound_indices();
        pieces
            .take_while(|(at, piece)| from + at + piece.len() <= end)
            .filter(|(_, piece)| is_word(piece))
            .nth(most as usize)
            .is_some()
    }

    /// The piece of the paragraph at a code point, among pieces that start at the bytes `starts` gives.
    /// Only what `window` gives of a paragraph around a byte is looked at.
    fn piece_at(
        &self,
        at: u32,
        window: fn(&str, usize) -> Range<usize>,
        starts: impl Fn(&str) -> Vec<usize>,
    ) -> Span {
        let paragraph = self.paragraphs()[self.paragraph_at(at)];
        let at = at.clamp(paragraph.span.start, paragraph.span.end);
        let byte = self.byte(at) - paragraph.byte_start;
        let window = window(&self.as_str()[paragraph.bytes()], byte);
        let first = paragraph.byte_start + window.start;
        let string = &self.as_str()[first..paragraph.byte_start + window.end];
        let byte = byte - window.start;
        let starts = starts(string);
        if starts.is_empty() || byte >= string.len() {
            return Span { start: paragraph.span.end, end: paragraph.span.end };
        }
        let after = starts.partition_point(|&start| start <= byte);
        let start = starts[after.saturating_sub(1)];
        let end = starts.get(after).copied().unwrap_or(string.len());
        self.span_of(first + start..first + end)
    }
}

/// What lies between the blanks around a byte, with the blanks before it: no word runs over a blank. What is attached to
/// blanks, a mark that stands alone, is found with them.
fn between_blanks(paragraph: &str, byte: usize) -> Range<usize> {
    let wide = window(paragraph, byte);
    let (before, after) = (&paragraph[wide.start..byte], &paragraph[byte..wide.end]);
    let before = match before.rfind(' ') {
        Some(blank) => before[..blank].trim_end_matches(' ').len(),
        None => 0,
    };
    let blanks = after.len() - after.trim_start_matches(' ').len();
    let end = after[blanks..].find(' ').map_or(wide.end, |blank| byte + blanks + blank);
    wide.start + before..end
}

/// The stretch of a paragraph that is looked at around a byte: all of it, or, in a very long one, from a blank well
/// before to a blank well after, so that no step takes longer than in an ordinary paragraph.
fn window(paragraph: &str, byte: usize) -> Range<usize> {
    const REACH: usize = 8_192;
    let mut start = paragraph.floor_char_boundary(byte.saturating_sub(REACH));
    if start > 0
        && let Some(blank) = paragraph[start..byte].find(' ')
    {
        start += blank + 1;
    }
    let mut end = paragraph.ceil_char_boundary((byte + REACH).min(paragraph.len()));
    if end < paragraph.len()
        && let Some(blank) = paragraph[byte..end].rfind(' ')
    {
        end = byte + blank + 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_and_sentences() {
        let text = Text::new("I don't know. They said “so”.\nNext one");
        assert_eq!(text.slice(text.word_at(3)), "don't");
        assert_eq!(text.slice(text.sentence_at(3)), "I don't know.");
        assert_eq!(text.slice(text.sentence_at(16)), "They said “so”.");
        assert_eq!(text.next_word_end(0), 1);
        assert_eq!(text.next_word_end(1), 7);
        assert_eq!(text.slice(text.word_at(text.next_word_end(28) - 1)), "Next");
        assert_eq!(text.previous_word_start(30), 25);
        assert!(text.word_at(29).is_empty());
    }

    #[test]
    fn words_of_a_huge_line() {
        let line = "don't stop, ".repeat(60_000);
        let text = Text::new(line);
        for at in [0, 350_001, 719_990] {
            let expected = 12 * (at / 12);
            assert_eq!(text.word_at(expected + 1), Span { start: expected, end: expected + 5 });
            assert_eq!(text.next_word_end(expected), expected + 5);
        }
        let unbroken = Text::new("名".repeat(50_000));
        assert_eq!(unbroken.word_at(25_000).len(), 1);
    }

    #[test]
    fn a_family_is_one_grapheme() {
        let text = Text::new("a👩‍👧‍👦b");
        assert_eq!(text.snap(Span { start: 2, end: 3 }), Span { start: 1, end: 6 });
        assert_eq!(text.next_grapheme(1), 6);
        assert_eq!(text.previous_grapheme(6), 1);
    }

    proptest! {
        #[test]
        fn a_word_is_what_the_whole_paragraph_says(
            string in "([a-c.,'1 ]|  |\u{301}|\u{200D}|\u{202F}|\u{A0}|\t|👩‍👧|é|名|ก็|ש\"ח){0,30}",
        ) {
            let text = Text::new(string.clone());
            for (start, piece) in string.split_word_bound_indices() {
                let whole = text.span_of(start..start + piece.len());
                for at in whole.start..whole.end {
                    prop_assert_eq!(text.word_at(at), whole, "{:?} at {}", string, at);
                }
            }
        }

        #[test]
        fn snapping_splits_nothing(string in "(\\PC|\n|👩‍👧|é|🇬🇧|ก็){0,40}", a in 0u32..90, b in 0u32..90) {
            let text = Text::new(string.clone());
            let span = Span::between(a, b);
            let snapped = text.snap(span);
            let bounds: Vec<u32> = string
                .grapheme_indices(true)
                .map(|(byte, _)| text.code_point(byte))
                .chain([text.length()])
                .collect();
            prop_assert!(bounds.contains(&snapped.start) && bounds.contains(&snapped.end));
            prop_assert_eq!(text.snap(snapped), snapped);
            if !span.is_empty() && span.end <= text.length() {
                prop_assert!(snapped.contains(span));
            }
        }

        #[test]
        fn word_steps_move_on(string in "(\\PC|\n){0,60}") {
            let text = Text::new(string);
            let mut at = 0;
            while at < text.length() {
                let next = text.next_word_end(at);
                prop_assert!(next > at);
                at = next;
            }
            while at > 0 {
                let previous = text.previous_word_start(at);
                prop_assert!(previous < at);
                at = previous;
            }
        }
    }
}
