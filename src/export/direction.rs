//! Which way a paragraph is written, for formats that must be told (Word).
//!
//! A small part of the Unicode bidirectional algorithm: the paragraph's direction is that of its first strong
//! character (UAX 9, rules P2 and P3), and neutral characters between two runs go with the runs when both agree,
//! with the paragraph when they don't (N1 and N2). Word does the rest itself.

use unicode_segmentation::UnicodeSegmentation;

/// A way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
}

use Direction::{LeftToRight, RightToLeft};

/// The direction of the first strong character; left to right where there is none.
pub(super) fn of_paragraph(text: &str) -> Direction {
    text.chars().find_map(strong).unwrap_or(LeftToRight)
}

/// Cuts a paragraph into runs of one direction each; no grapheme cluster is split.
pub(super) fn runs(text: &str, paragraph: Direction) -> Vec<(Direction, &str)> {
    // Nearly all paragraphs run one way: find that out before anything is cut.
    if paragraph == LeftToRight && text.chars().all(|c| strong(c) != Some(RightToLeft)) {
        return vec![(LeftToRight, text)];
    }
    let mut runs: Vec<(Direction, &str)> = Vec::new();
    let mut push = |direction: Direction, from: usize, to: usize| {
        let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) else { return };
        match runs.last_mut() {
            Some((last, before)) if *last == direction => {
                // Adjacent by construction: `before` ends where `piece` begins.
                *before = &text[from - before.len()..to];
            }
            _ => runs.push((direction, piece)),
        }
    };
    let (mut before, mut from, mut neutral_from) = (paragraph, 0, 0);
    for (at, cluster) in text.grapheme_indices(true) {
        let Some(direction) = cluster.chars().find_map(strong) else { continue };
        let between = if before == direction { direction } else { paragraph };
        push(before, from, neutral_from);
        push(between, neutral_from, at);
        (before, from, neutral_from) = (direction, at, at + cluster.len());
    }
    push(before, from, neutral_from);
    push(paragraph, neutral_from, text.len());
    runs
}

/// The direction of a letter; none for digits, signs, blanks and marks.
fn strong(c: char) -> Option<Direction> {
    match c {
        // Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic and their presentation forms; Adlam, Mende.
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => {
            c.is_alphabetic().then_some(RightToLeft)
        }
        '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => {
            c.is_alphabetic().then_some(RightToLeft)
        }
        '\u{200f}' => Some(RightToLeft),
        '\u{200e}' => Some(LeftToRight),
        c => c.is_alphabetic().then_some(LeftToRight),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        assert_eq!(of_paragraph("12. שלום, hello"), RightToLeft);
        assert_eq!(of_paragraph("“Hello” שלום"), LeftToRight);
        assert_eq!(of_paragraph("مرحبا"), RightToLeft);
        assert_eq!(of_paragraph("… 12 👍"), LeftToRight);
    }

    #[test]
    fn cuts_where_the_direction_turns() {
        let text = "He said “שלום, חבר” (twice)";
        assert_eq!(
            runs(text, LeftToRight),
            [(LeftToRight, "He said “"), (RightToLeft, "שלום, חבר"), (LeftToRight, "” (twice)")]
        );
        assert_eq!(
            runs("שלום (Anna) 12!", RightToLeft),
            [(RightToLeft, "שלום ("), (LeftToRight, "Anna"), (RightToLeft, ") 12!")]
        );
        assert_eq!(runs("", LeftToRight), [(LeftToRight, "")]);
    }

    #[test]
    fn runs_joined_are_the_text() {
        for text in ["e\u{301}שe\u{301} ", "12 ש\u{5b0}a", "👩‍⚕️ مرحبا 👍🏽", " ש"]
        {
            for paragraph in [LeftToRight, RightToLeft] {
                let joined: String =
                    runs(text, paragraph).into_iter().map(|(_, run)| run).collect();
                assert_eq!(joined, text);
            }
        }
    }
}
