//! The concordance of a word: every place where it stands, with what stands around it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// What the lines of a concordance are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ConcordanceOrder {
    /// Source and place.
    #[default]
    Source,
    /// The words on the left, from the one so many words away outwards; 1 stands beside the hit.
    Left(usize),
    /// The words on the right in the same way.
    Right(usize),
    /// The words that were found, then those on the right.
    Hit,
}

/// How many bytes on each side lines are sorted by: about eight words.
const LOOKED_AT: usize = 48;

/// What a line is sorted by: the words of that side, each folded by `fold`. Empty for the order of sources.
pub fn order_key(
    text: &str,
    hit: Range<usize>,
    order: ConcordanceOrder,
    fold: impl Fn(&str) -> String,
) -> String {
    let before = || &text[text.ceil_char_boundary(hit.start.saturating_sub(LOOKED_AT))..hit.start];
    let after = || &text[hit.end..text.floor_char_boundary(hit.end + LOOKED_AT)];
    match order {
        ConcordanceOrder::Source => String::new(),
        ConcordanceOrder::Left(nth) => joined(words(before()).rev().skip(nth.max(1) - 1), fold),
        ConcordanceOrder::Right(nth) => joined(words(after()).skip(nth.max(1) - 1), fold),
        ConcordanceOrder::Hit => joined(words(&text[hit.clone()]).chain(words(after())), fold),
    }
}

/// What stands between blanks and signs. Marks that stand on a letter are not alphanumeric, but belong to it.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "“”‘’…–—".contains(c);
    text.split(parts).filter(|word| !word.is_empty())
}

fn joined<'t>(words: impl Iterator<Item = &'t str>, fold: impl Fn(&str) -> String) -> String {
    let mut key = String::new();
    for word in words {
        key.push_str(&fold(word));
        key.push(' ');
    }
    key
}

/// The stretches of at most `width` characters (grapheme clusters) before and after a hit, in bytes.
pub fn around(text: &str, hit: Range<usize>, width: usize) -> (Range<usize>, Range<usize>) {
    let before = text[..hit.start].grapheme_indices(true).rev().take(width).last();
    let after = text[hit.end..].grapheme_indices(true).take(width).last();
    let start = before.map_or(hit.start, |(start, _)| start);
    let end = after.map_or(hit.end, |(start, grapheme)| hit.end + start + grapheme.len());
    (start..hit.start, hit.end..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str, hit: &str, order: ConcordanceOrder) -> String {
        let start = text.find(hit).unwrap();
        order_key(text, start..start + hit.len(), order, str::to_lowercase)
    }

    #[test]
    fn lines_are_sorted_by_the_nearest_words() {
        let text = "So we, the board, Pushed on: and on.";
        assert_eq!(key(text, "Pushed", ConcordanceOrder::Left(1)), "board the we so ");
        assert_eq!(key(text, "Pushed", ConcordanceOrder::Left(3)), "we so ");
        assert_eq!(key(text, "Pushed", ConcordanceOrder::Right(1)), "on and on ");
        assert_eq!(key(text, "Pushed", ConcordanceOrder::Right(2)), "and on ");
        assert_eq!(key(text, "Pushed", ConcordanceOrder::Hit), "pushed on and on ");
        assert_eq!(key(text, "Pushed", ConcordanceOrder::Source), "");
        let long = format!("{} x {}", "é".repeat(99), "é".repeat(99));
        assert!(key(&long, "x", ConcordanceOrder::Left(1)).len() < 60);
    }

    #[test]
    fn the_surroundings_split_no_character() {
        let text = "a👩‍👧 x e\u{301}b";
        let at = text.find('x').unwrap();
        let (before, after) = around(text, at..at + 1, 2);
        assert_eq!((&text[before], &text[after]), ("👩‍👧 ", " e\u{301}"));
        assert_eq!(around(text, 0..text.len(), 9), (0..0, text.len()..text.len()));
    }
}
