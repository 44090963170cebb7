//! Cuts a text into the blocks that are laid out one by one.
//!
//! A block is a paragraph, or a piece of one too long to be shaped within a frame. A piece ends where a line may
//! end, so the cut shows as nothing but a short line every few thousand characters. Positions don't know of blocks.

use std::ops::Range;

use super::runs::runs_from_right;
use super::styles::Styles;
use crate::domain::Turn;
use crate::text::Text;

/// Bytes in one block at most, but for a single character. Shaping takes about half a microsecond a byte.
pub(super) const LONGEST: usize = 4096;

/// What is laid out at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Bytes in the text, without the line break.
    pub bytes: Range<usize>,
    /// The paragraph it belongs to.
    pub paragraph: usize,
    /// Whether the paragraph starts here.
    pub opens: bool,
    /// Whether the paragraph ends here.
    pub closes: bool,
    /// The turn that starts here.
    pub turn: Option<usize>,
    /// The level of the heading that the paragraph is.
    pub heading: Option<u8>,
    /// Where the words start that stand after the turn's marker; the start of the block where there is none.
    pub words: usize,
}

impl Block {
    /// Whether its paragraph has no character.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether its paragraph runs from right to left, where it is not the paragraph's start and need not show it itself.
    pub fn runs_from_right(&self, text: &Text) -> Option<bool> {
        (!self.opens).then(|| {
            let paragraph = text.paragraphs()[self.paragraph];
            runs_from_right(&text.as_str()[paragraph.bytes()])
        })
    }
}

/// The blocks of a text, in order, covering every paragraph.
pub(super) fn cut(text: &Text, turns: &[Turn], styles: &Styles) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(text.paragraphs().len());
    for (index, paragraph) in text.paragraphs().iter().enumerate() {
        let heading = styles.heading(index);
        let mut start = paragraph.byte_start;
        loop {
            let end = piece_end(text, start, paragraph.byte_end);
            blocks.push(Block {
                bytes: start..end,
                paragraph: index,
                opens: start == paragraph.byte_start,
                closes: end == paragraph.byte_end,
                turn: None,
                heading,
                words: start,
            });
            if end == paragraph.byte_end {
                break;
            }
            start = end;
        }
    }
    for (index, turn) in turns.iter().enumerate() {
        let byte = text.byte(turn.span.start);
        let at = blocks.partition_point(|block| block.bytes.start <= byte).saturating_sub(1);
        let block = &mut blocks[at];
        // A turn that starts within a paragraph has no line of its own to stand beside.
        if block.bytes.start == byte && block.opens {
            block.turn = Some(index);
            let words = text.byte(turn.span.start + turn.marker);
            if turn.speaker.is_some() && words <= block.bytes.end {
                block.words = words;
            }
        }
    }
    blocks
}

/// Where the piece that starts at a byte ends: after the last blank that fits, else between two graphemes, else
/// between two characters.
fn piece_end(text: &Text, start: usize, paragraph_end: usize) -> usize {
    if paragraph_end - start <= LONGEST {
        return paragraph_end;
    }
    let string = text.as_str();
    let limit = string.floor_char_boundary(start + LONGEST);
    let window = string.floor_char_boundary(start + LONGEST / 2);
    if let Some((blank, c)) =
        string[window..limit].char_indices().rfind(|(_, c)| c.is_whitespace() && *c != '\u{a0}')
    {
        return window + blank + c.len_utf8();
    }
    let grapheme = text.byte(text.grapheme_start(text.code_point(limit)));
    if grapheme > start { grapheme } else { limit }
}

/// The block that holds a byte; a byte between two pieces belongs to the later one.
pub(super) fn holding(blocks: &[Block], byte: usize) -> usize {
    blocks.partition_point(|block| block.bytes.start <= byte).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Span;

    #[test]
    fn long_lines_are_cut_at_blanks() {
        let text = Text::new("word ".repeat(20_000) + "\n" + &"名".repeat(9_000) + "\n");
        let blocks = cut(&text, &[], &Styles::default());
        assert!(blocks.iter().all(|b| b.bytes.len() <= LONGEST));
        assert!(blocks.len() < 60);
        let first: Vec<_> = blocks.iter().filter(|b| b.paragraph == 0).collect();
        assert!(first.iter().all(|b| text.as_str()[b.bytes.clone()].ends_with(' ')));
        assert!(first[0].opens && !first[0].closes && first[first.len() - 1].closes);
        assert!(blocks[blocks.len() - 1].is_empty());
    }

    #[test]
    fn markers_are_known() {
        let text = Text::new("Notes\nINT: And how?\nmore\nGP: Well");
        let turn = |start, end, marker, speaker: Option<&str>| Turn {
            span: Span { start, end },
            marker,
            speaker: speaker.map(Into::into),
            time: None,
        };
        let turns = [turn(0, 5, 0, None), turn(6, 24, 5, Some("INT")), turn(25, 33, 4, Some("GP"))];
        let blocks = cut(&text, &turns, &Styles::default());
        let found: Vec<_> = blocks.iter().map(|b| (b.turn, b.words - b.bytes.start)).collect();
        assert_eq!(found, [(Some(0), 0), (Some(1), 5), (None, 0), (Some(2), 4)]);
    }

    proptest! {
        #[test]
        fn blocks_cover_the_text(parts in prop::collection::vec("(\\PC|\n|👩‍👧|é){0,30}", 0..30), times in 1usize..20) {
            let text = Text::new(parts.concat().repeat(times));
            let blocks = cut(&text, &[], &Styles::default());
            let mut at = 0;
            for block in &blocks {
                prop_assert_eq!(block.bytes.start, at);
                prop_assert!(block.bytes.len() <= LONGEST);
                prop_assert!(block.closes || !block.is_empty());
                at = block.bytes.end + usize::from(block.closes);
            }
            prop_assert_eq!(at, text.as_str().len() + 1);
        }
    }
}
