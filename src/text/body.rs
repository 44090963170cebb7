//! The text of one source with its tables of positions.

use std::ops::Range;
use std::sync::Arc;

use crate::domain::Span;

/// Bytes between two entries of the position table, so that a conversion never walks further.
const STRIDE: usize = 512;

/// A paragraph: what stands between two line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Code points, without the line break at its end.
    pub span: Span,
    /// First byte.
    pub byte_start: usize,
    /// Byte after the last one, without the line break.
    pub byte_end: usize,
}

impl Paragraph {
    /// The paragraph's bytes in the text.
    pub fn bytes(&self) -> Range<usize> {
        self.byte_start..self.byte_end
    }
}

/// An immutable text in its stored form (see [`super::normalise`]). Cheap to clone.
#[derive(Clone)]
pub struct Text {
    inner: Arc<Inner>,
}

struct Inner {
    text: Box<str>,
    length: u32,
    paragraphs: Vec<Paragraph>,
    /// Code point and byte of a character start about every [`STRIDE`] bytes.
    anchors: Vec<(u32, usize)>,
}

impl std::fmt::Debug for Text {
    /// Sizes only: what was said in an interview never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({} code points)", self.inner.length)
    }
}

impl Text {
    /// Builds the tables of a text in one pass.
    ///
    /// # Panics
    ///
    /// If the text has more than `u32::MAX` code points; readers refuse files long before that.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text: Box<str> = text.into();
        let mut paragraphs = Vec::new();
        let mut anchors = vec![(0, 0)];
        let (mut start, mut byte_start, mut at) = (0u32, 0usize, 0u32);
        let mut next_anchor = STRIDE;
        for (byte, c) in text.char_indices() {
            if byte >= next_anchor {
                anchors.push((at, byte));
                next_anchor = byte + STRIDE;
            }
            if c == '\n' {
                let span = Span { start, end: at };
                paragraphs.push(Paragraph { span, byte_start, byte_end: byte });
                start = at + 1;
                byte_start = byte + 1;
            }
            at = at.checked_add(1).expect("a text is shorter than 2^32 code points");
        }
        let span = Span { start, end: at };
        paragraphs.push(Paragraph { span, byte_start, byte_end: text.len() });
        Self { inner: Arc::new(Inner { text, length: at, paragraphs, anchors }) }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.inner.text
    }

    /// Length in code points.
    pub fn length(&self) -> u32 {
        self.inner.length
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span { start: 0, end: self.inner.length }
    }

    /// Its paragraphs in order; at least one. A text that ends in a line break has an empty last paragraph.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.inner.paragraphs
    }

    /// The place in [`Self::paragraphs`] of the one that holds a code point (its line break counts as its own);
    /// the last one for positions past the end.
    pub fn paragraph_at(&self, at: u32) -> usize {
        self.inner.paragraphs.partition_point(|p| p.span.start <= at).saturating_sub(1)
    }

    /// Whether a span lies within the text and is not reversed.
    pub fn holds(&self, span: Span) -> bool {
        span.start <= span.end && span.end <= self.inner.length
    }

    /// The byte at which a code point starts; the text's length for positions past the end.
    pub fn byte(&self, at: u32) -> usize {
        let inner = &*self.inner;
        if at >= inner.length {
            return inner.text.len();
        }
        let (known, byte) = inner.anchors[inner.anchors.partition_point(|a| a.0 <= at) - 1];
        let skip = (at - known) as usize;
        inner.text[byte..].char_indices().nth(skip).map_or(inner.text.len(), |(b, _)| byte + b)
    }

    /// The code point that a byte belongs to; the length for bytes past the end.
    pub fn code_point(&self, byte: usize) -> u32 {
        let inner = &*self.inner;
        if byte >= inner.text.len() {
            return inner.length;
        }
        let (at, known) = inner.anchors[inner.anchors.partition_point(|a| a.1 <= byte) - 1];
        let before = inner.text[known..].char_indices().take_while(|(b, _)| known + b <= byte);
        at + (before.count() as u32).saturating_sub(1)
    }

    /// The bytes of a span, cut to the text.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    /// The span of a range of bytes.
    pub fn span_of(&self, bytes: Range<usize>) -> Span {
        Span { start: self.code_point(bytes.start), end: self.code_point(bytes.end) }
    }

    /// The words of a span, cut to the text.
    pub fn slice(&self, span: Span) -> &str {
        &self.inner.text[self.bytes(span)]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_of_texts_at_the_edge() {
        assert_eq!(Text::new("").paragraphs().len(), 1);
        let text = Text::new("a\n\nb\n");
        let spans: Vec<_> = text.paragraphs().iter().map(|p| (p.span.start, p.span.end)).collect();
        assert_eq!(spans, [(0, 1), (2, 2), (3, 4), (5, 5)]);
        assert_eq!((text.paragraph_at(1), text.paragraph_at(2), text.paragraph_at(99)), (0, 1, 3));
    }

    proptest! {
        #[test]
        fn positions_agree_with_walking(parts in prop::collection::vec("(\\PC|\n|👩‍👧|é|שלום|名){0,40}", 0..40)) {
            let string = parts.concat();
            let text = Text::new(string.clone());
            prop_assert_eq!(text.length() as usize, string.chars().count());
            for (at, (byte, c)) in string.char_indices().enumerate() {
                prop_assert_eq!(text.byte(at as u32), byte);
                for inside in byte..byte + c.len_utf8() {
                    prop_assert_eq!(text.code_point(inside), at as u32);
                }
            }
            let joined: Vec<&str> = text.paragraphs().iter().map(|p| text.slice(p.span)).collect();
            prop_assert_eq!(joined.join("\n"), string);
        }

        #[test]
        fn slices_are_what_sqlite_would_give(string in "\\PC{0,200}", a in 0u32..220, b in 0u32..220) {
            let text = Text::new(string.clone());
            let span = Span::between(a, b);
            let expected: String =
                string.chars().skip(span.start as usize).take(span.len() as usize).collect();
            prop_assert_eq!(text.slice(span), expected);
        }
    }
}
