//! Finds what was changed between two versions of a text, word by word.
//!
//! Paragraphs are compared first, then the words of the paragraphs that differ, so that time goes where the changes are.
//! The search is bounded by sizes and not by a clock: the same two texts always give the same changes. Where the bound
//! is reached the answer gets coarser, never wrong.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::{ChangeSet, Edit, Text};

/// A text of more paragraphs than this, which is no text, is compared as if it had one.
const MOST_PARAGRAPHS: usize = 1 << 21;
/// So many pieces on either side are searched as they are; more are first cut where the texts surely agree. The search
/// of pieces without any order takes time that grows with the power of 1.5, so small portions keep the whole linear.
const PORTION: usize = 4096;
/// So many pieces are searched in all; what is left after that is replaced whole.
const MOST_PIECES: usize = 1 << 20;
/// So many bytes of changed paragraphs are compared by words; larger stretches are replaced whole, but for equal words at
/// both ends.
const MOST_BYTES: usize = 8 << 20;
/// So many words in a row seldom stand in a text twice.
const PHRASE: usize = 4;
/// Stretches with fewer letters than this are compared even when they have little in common.
const FEW_LETTERS: usize = 120;

/// A stretch of the old pieces and what stands there in the new ones.
type Gap = (Range<usize>, Range<usize>);

/// The changes that lead from one text to another, as few and as small as whole words allow. Words that are parted by
/// nothing but blanks and were all replaced are one change; so are paragraphs that have next to nothing in common.
pub fn difference(old: &Text, new: &Text) -> ChangeSet {
    if old.as_str() == new.as_str() {
        return ChangeSet::default();
    }
    let mut search = Search { pieces: MOST_PIECES, bytes: MOST_BYTES };
    let is_long = old.paragraphs().len().max(new.paragraphs().len()) > MOST_PARAGRAPHS;
    let (before, after) = (parts(old, is_long), parts(new, is_long));
    let mut edits = Vec::new();
    for (bytes, by) in in_bytes(&search.gaps(&before, &after, 1), &before, &after) {
        let (old_part, new_part) = (&old.as_str()[bytes.clone()], &new.as_str()[by.clone()]);
        for (part, with) in search.words(old_part, new_part) {
            let span = old.span_of(bytes.start + part.start..bytes.start + part.end);
            edits.push(Edit { span, with: new_part[with].to_owned() });
        }
    }
    ChangeSet::new(edits).expect("gaps come in order and apart")
}

/// The paragraphs of a text with their line breaks, or the whole in one piece.
fn parts(text: &Text, in_one: bool) -> Vec<&str> {
    if in_one { vec![text.as_str()] } else { text.as_str().split_inclusive('\n').collect() }
}

/// Turns gaps between pieces into gaps between bytes.
fn in_bytes(gaps: &[Gap], old: &[&str], new: &[&str]) -> Vec<Gap> {
    let (mut old_ends, mut new_ends) = (Ends::new(old), Ends::new(new));
    let both = |(o, n): &Gap| {
        let start = (old_ends.byte(o.start), new_ends.byte(n.start));
        (start.0..old_ends.byte(o.end), start.1..new_ends.byte(n.end))
    };
    gaps.iter().map(both).collect()
}

/// Walks along pieces and counts their bytes.
struct Ends<'a> {
    pieces: &'a [&'a str],
    piece: usize,
    byte: usize,
}

impl<'a> Ends<'a> {
    fn new(pieces: &'a [&'a str]) -> Self {
        Self { pieces, piece: 0, byte: 0 }
    }

    /// The byte at which a piece starts; asked in order.
    fn byte(&mut self, piece: usize) -> usize {
        self.byte += self.pieces[self.piece..piece].iter().map(|p| p.len()).sum::<usize>();
        self.piece = piece;
        self.byte
    }
}

/// The search with what is left of its bounds.
struct Search {
    /// Pieces that may still be searched.
    pieces: usize,
    /// Bytes that may still be compared by words.
    bytes: usize,
}

impl Search {
    /// The changes within two stretches, in bytes.
    fn words(&mut self, old: &str, new: &str) -> Vec<Gap> {
        let (start, end) = equal_ends(old, new);
        let (old_end, new_end) = (old.len() - end, new.len() - end);
        let whole = (start..old_end, start..new_end);
        let (old_rest, new_rest) = (&old[whole.0.clone()], &new[whole.1.clone()]);
        let bytes = old_rest.len() + new_rest.len();
        if old_rest.is_empty() || new_rest.is_empty() || bytes > self.bytes {
            return vec![whole];
        }
        self.bytes -= bytes;
        let (before, after) = (words(old_rest), words(new_rest));
        let gaps = self.gaps(&before, &after, PHRASE);
        let around = letters(&old[..start]) + letters(&old[old_end..]);
        if is_rewritten(&gaps, &before, &after, around) {
            return vec![whole];
        }
        let within = |range: Range<usize>| start + range.start..start + range.end;
        let gaps = in_bytes(&joined(gaps, &before), &before, &after);
        gaps.into_iter().map(|(o, n)| (within(o), within(n))).collect()
    }

    /// Where two rows of pieces differ, in order and apart. So many pieces with words (`width`) tell a place from others.
    fn gaps(&mut self, old: &[&str], new: &[&str], width: usize) -> Vec<Gap> {
        let (old_numbers, new_numbers) = numbered(old, new);
        let mut anchors = Vec::new();
        if old.len().max(new.len()) > PORTION {
            anchors = certain(&lettered(old, &old_numbers), &lettered(new, &new_numbers), width);
        }
        anchors.push((old.len(), new.len()));
        let (mut gaps, mut at) = (Vec::new(), (0, 0));
        for anchor in anchors {
            let (o, n) = (at.0..anchor.0, at.1..anchor.1);
            self.portion(&old_numbers, &new_numbers, o, n, &mut gaps);
            at = anchor;
        }
        gaps
    }

    /// Adds where two portions differ.
    fn portion(
        &mut self,
        old: &[u32],
        new: &[u32],
        mut o: Range<usize>,
        mut n: Range<usize>,
        gaps: &mut Vec<Gap>,
    ) {
        let (before, after) = (&old[o.clone()], &new[n.clone()]);
        let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let (before, after) = (&before[start..], &after[start..]);
        let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
        let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
        (o.start, o.end) = (o.start + start, o.end - end);
        (n.start, n.end) = (n.start + start, n.end - end);
        if before.is_empty() && after.is_empty() {
            return;
        }
        let pieces = before.len() + after.len();
        let one_sided = before.is_empty() || after.is_empty();
        if one_sided || before.len().max(after.len()) > PORTION || pieces > self.pieces {
            gaps.push((o, n));
            return;
        }
        self.pieces -= pieces;
        for step in capture_diff_slices(Algorithm::Patience, before, after) {
            let (tag, from, to) = step.as_tag_tuple();
            if tag != DiffTag::Equal {
                gaps.push((
                    o.start + from.start..o.start + from.end,
                    n.start + to.start..n.start + to.end,
                ));
            }
        }
    }
}

/// How many bytes two texts have in common at their beginnings and at their ends, cut where words surely begin.
fn equal_ends(old: &str, new: &str) -> (usize, usize) {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !(begins(old, start) && begins(new, start)) {
        start -= 1;
    }
    let (old, new) = (&old[start..], &new[start..]);
    let mut end = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    while !(begins(old, old.len() - end) && begins(new, new.len() - end)) {
        end -= 1;
    }
    (start, end)
}

/// Whether a word begins at a byte of a text, whatever stands around it; true at both ends.
fn begins(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) = (bytes[..at].last(), bytes.get(at)) else { return true };
    *before == b'\n' || *before == b' ' && after.is_ascii_alphanumeric()
}

/// The words of a text, and its blanks and signs (UAX 29); none splits a grapheme cluster.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in text.split_word_bound_indices().skip(1) {
        if is_apart(text, at) {
            words.push(&text[start..at]);
            start = at;
        }
    }
    words.push(&text[start..]);
    words
}

/// Whether a boundary of words is one of graphemes, which it is not before some vowels of Thai and Lao.
fn is_apart(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if bytes[at - 1].is_ascii() && bytes[at].is_ascii() {
        return true;
    }
    // A row of flags stays one word: where one ends can only be told by counting from the beginning of the row.
    let is_flag = |c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    if text[..at].ends_with(is_flag) && text[at..].starts_with(is_flag) {
        return false;
    }
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Gives each distinct piece a number.
fn numbered(old: &[&str], new: &[&str]) -> (Vec<u32>, Vec<u32>) {
    let mut known = HashMap::new();
    let mut number = |piece| {
        let next = known.len() as u32;
        *known.entry(piece).or_insert(next)
    };
    let old = old.iter().map(|&piece| number(piece)).collect();
    (old, new.iter().map(|&piece| number(piece)).collect())
}

/// The pieces of a row that have letters or figures.
struct Lettered {
    /// Where they stand in the row.
    places: Vec<usize>,
    /// Their numbers.
    numbers: Vec<u32>,
}

/// Picks the pieces with letters or figures out of a row.
fn lettered(pieces: &[&str], numbers: &[u32]) -> Lettered {
    let places: Vec<usize> =
        (0..pieces.len()).filter(|&at| pieces[at].chars().any(char::is_alphanumeric)).collect();
    let numbers = places.iter().map(|&at| numbers[at]).collect();
    Lettered { places, numbers }
}

/// Where a stretch of `width` pieces with words begins that both rows hold exactly once, blanks and signs between them
/// left aside: as many as stand in the same order in both, by place.
fn certain(old: &Lettered, new: &Lettered, width: usize) -> Vec<(usize, usize)> {
    let mut stretches: HashMap<&[u32], (Place, Place)> = HashMap::new();
    for (at, stretch) in old.numbers.windows(width).enumerate() {
        stretches.entry(stretch).or_default().0.see(at);
    }
    for (at, stretch) in new.numbers.windows(width).enumerate() {
        if let Some(places) = stretches.get_mut(stretch) {
            places.1.see(at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = stretches
        .into_values()
        .filter_map(|places| match places {
            (Place::Once(here), Place::Once(there)) => Some((old.places[here], new.places[there])),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    longest_rise(&pairs)
}

/// Where a stretch of pieces stands in a row.
#[derive(Debug, Clone, Copy, Default)]
enum Place {
    #[default]
    Nowhere,
    Once(usize),
    Often,
}

impl Place {
    fn see(&mut self, at: usize) {
        *self = if matches!(self, Self::Nowhere) { Self::Once(at) } else { Self::Often };
    }
}

/// The longest choice of pairs, which are sorted by their first place, whose second places rise as well.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends such a choice soonest, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, &(_, there)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < there);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(i);
        } else {
            ends[length] = i;
        }
    }
    let mut chosen: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |&i| before[i]).map(|i| pairs[i]).collect();
    chosen.reverse();
    chosen
}

/// Joins changes between which nothing but blanks stayed the same.
fn joined(gaps: Vec<Gap>, old: &[&str]) -> Vec<Gap> {
    let mut joined: Vec<Gap> = Vec::with_capacity(gaps.len());
    let is_blank = |piece: &&str| piece.chars().all(|c| c.is_whitespace() && c != '\n');
    for (o, n) in gaps {
        match joined.last_mut() {
            Some(last) if old[last.0.end..o.start].iter().all(is_blank) => {
                (last.0.end, last.1.end) = (o.end, n.end);
            }
            _ => joined.push((o, n)),
        }
    }
    joined
}

/// Whether so little was kept that what was kept is chance: scattered words like “the”. `around` counts the letters that
/// stayed the same before and after the pieces.
fn is_rewritten(gaps: &[Gap], old: &[&str], new: &[&str], around: usize) -> bool {
    let count = |pieces: &[&str]| pieces.iter().map(|piece| letters(piece)).sum::<usize>();
    let whole = count(old) + around;
    let changed: usize = gaps.iter().map(|(range, _)| count(&old[range.clone()])).sum();
    let smaller = whole.min(count(new) + around);
    smaller >= FEW_LETTERS && (whole - changed) * 3 < smaller
}

/// How many bytes of letters and figures a piece has.
fn letters(piece: &str) -> usize {
    piece.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Span;
    use crate::text::Mapped;

    /// Each change as the words that went and the words that came.
    fn changes(old: &str, new: &str) -> Vec<(String, String)> {
        let old = Text::new(old);
        let found = difference(&old, &Text::new(new));
        assert_eq!(found.apply(&old), new);
        found.edits().map(|edit| (old.slice(edit.span).to_owned(), edit.with)).collect()
    }

    #[test]
    fn changes_are_whole_words() {
        for (old, new, expected) in [
            ("We trust them.", "We trust them.", vec![]),
            ("We trsut them.", "We trust them.", vec![("trsut", "trust")]),
            ("We trust them.", "We do trust them.", vec![("", "do ")]),
            ("We trust them", "We trust them all", vec![("", " all")]),
            ("", "We trust", vec![("", "We trust")]),
            ("We trust", "", vec![("We trust", "")]),
            ("one  two  three", "one two three", vec![("  ", " "), ("  ", " ")]),
            ("a line\nand its rest", "a line and its rest", vec![("\n", " ")]),
            ("INT: Well. GP: Yes", "INT: Well.\nGP: Yes", vec![(" ", "\n")]),
            ("Naive cafe\u{301}.", "Naive cafe.", vec![("cafe\u{301}", "cafe")]),
            ("they don't know", "they don’t know", vec![("don't", "don’t")]),
            ("👩‍👧 came", "👩 came", vec![("👩‍👧", "👩")]),
            ("น\u{e33} x", "น x", vec![("น\u{e33}", "น")]),
        ] {
            let found = changes(old, new);
            let found: Vec<_> = found.iter().map(|(o, n)| (o.as_str(), n.as_str())).collect();
            assert_eq!(found, expected, "{old} -> {new}");
        }
    }

    #[test]
    fn a_phrase_is_one_change_and_names_apart_are_two() {
        let old = "Then Margaret Ann Smith said it, and Jonathan left Leeds early.";
        let new = "Then [GP ID 512] said it, and [Manager ID 513] left [a city] early.";
        let expected = [
            ("Margaret Ann Smith", "[GP ID 512]"),
            ("Jonathan", "[Manager ID 513]"),
            ("Leeds", "[a city]"),
        ];
        let found = changes(old, new);
        let found: Vec<_> = found.iter().map(|(o, n)| (o.as_str(), n.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_rewritten_paragraph_is_one_change() {
        let old = "We met in the morning and the chair opened the meeting with a long report on \
                   the budget of the year, which nobody in the room had read before they came.";
        let new = "Asked about trust, the doctor thought for a while and said that it takes years \
                   of small promises kept, and that one broken one is enough to lose it again.";
        let found = changes(&format!("A\n{old}\nB\n"), &format!("A\n{new}\nB\n"));
        assert_eq!(found.len(), 1, "{found:?}");
    }

    /// A text without much repetition: its words are drawn from as many as an interview has.
    fn speech(words: u32, seed: u32) -> String {
        let mut state = seed;
        let mut text = String::new();
        for at in 1..=words {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let draw = f64::from(state >> 8) / f64::from(1 << 24);
            text.push_str(&format!("w{}", (6000.0 * draw * draw * draw) as u32));
            text.push(if at % 60 == 0 { '\n' } else { ' ' });
        }
        text
    }

    #[test]
    fn joining_the_lines_of_a_long_text_keeps_its_words() {
        let old = speech(20_000, 1).replace("w1 ", "w1\n");
        let new = old.replace('\n', " ");
        let found = changes(&old, &new);
        assert_eq!(found.len(), old.matches('\n').count());
    }

    #[test]
    fn beyond_the_bound_the_answer_is_coarse_and_right() {
        let row = |modulus: u32| (0..9000u32).map(|i| format!("{} ", i * i % modulus)).collect();
        let (old, new): (String, String) = (row(7), row(11));
        assert_eq!(changes(&format!("Yes {old}end"), &format!("Yes {new}end")).len(), 1);
        let mut search = Search { pieces: 5, bytes: 1 };
        assert_eq!(search.gaps(&["a", "b", "c"], &["d", "b", "e"], 1), [(0..3, 0..3)]);
        assert_eq!(search.words("a b c", "a d c"), [(2..4, 2..4)]);
    }

    #[test]
    fn the_longest_rise_is_found() {
        let pairs = [(0, 5), (1, 1), (2, 2), (3, 9), (4, 3), (5, 0)];
        assert_eq!(longest_rise(&pairs), [(1, 1), (2, 2), (4, 3)]);
        assert_eq!(longest_rise(&[]), []);
    }

    fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
        let piece = prop::sample::select(vec![
            "a",
            "b",
            "word",
            "é",
            "e\u{301}",
            "👩‍👧",
            "\u{200d}",
            " ",
            "  ",
            "\n",
            "\n\n",
            ".",
            "'",
            "名",
            "שלום",
            "GP ID 12: ",
            "🇬🇧",
            "🇬",
            "น",
            "\u{e33}",
            "\u{600}",
        ]);
        prop::collection::vec(piece, 0..60)
    }

    proptest! {
        #[test]
        fn changes_lead_from_the_old_text_to_the_new(old in pieces(), new in pieces()) {
            let (old, new) = (Text::new(old.concat()), Text::new(new.concat()));
            let found = difference(&old, &new);
            prop_assert_eq!(found.apply(&old), new.as_str());
            prop_assert_eq!(found.is_empty(), old.as_str() == new.as_str());
            for (before, after) in found.spans() {
                prop_assert_eq!(old.snap(before), before);
                prop_assert_eq!(new.snap(after), after);
            }
        }

        #[test]
        fn what_stands_in_untouched_paragraphs_is_kept(
            touched in prop::collection::vec(prop::option::weighted(0.3, "[a-d \n]{0,12}"), 1..20),
        ) {
            let paragraph = |at: usize| format!("Paragraph {at} stays.");
            let rows = touched.iter().enumerate();
            let new: Vec<String> =
                rows.map(|(at, with)| with.clone().unwrap_or_else(|| paragraph(at))).collect();
            let old: Vec<String> = (0..touched.len()).map(paragraph).collect();
            let (old, new) = (Text::new(old.join("\n")), Text::new(new.join("\n")));
            let found = difference(&old, &new);
            for (at, lines) in old.paragraphs().iter().enumerate() {
                if touched[at].is_some() {
                    continue;
                }
                let Mapped::Kept(span) = found.map(lines.span) else {
                    return Err(TestCaseError::fail("lost"));
                };
                prop_assert_eq!(new.slice(span), old.slice(lines.span));
                let word = Span { start: lines.span.start, end: lines.span.start + 9 };
                prop_assert_eq!(new.slice(found.map(word).span()), "Paragraph");
            }
        }
    }
}
