//! Words that are divided at the end of a line.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::super::{Edit, Text};
use super::Found;
use super::lines::{Line, neighbours};
use crate::domain::Span;

/// Marks a place where a word may be divided; seen only where it is (U+00AD).
const SOFT_HYPHEN: char = '\u{ad}';

/// A word that is divided between two lines.
struct Divided<'a> {
    /// The places of the two lines.
    lines: (usize, usize),
    /// The half before the hyphen.
    left: Half<'a>,
    /// The letters at the beginning of the second line.
    right: &'a str,
}

/// The end of a line that may be half a word.
struct Half<'a> {
    letters: &'a str,
    hyphen: char,
    /// Whether another hyphen stands before the letters: `state-of-the-`.
    is_compound: bool,
}

impl Divided<'_> {
    /// The word in small letters, put together with `between`.
    fn word(&self, between: &str) -> String {
        [self.left.letters, between, self.right].concat().to_lowercase()
    }

    /// Whether the word has its hyphen only because of the line's end. Not known when its parts tell nothing.
    fn is_plain(&self, counts: &HashMap<String, usize>) -> Option<bool> {
        let (joined, hyphenated) = (counts[&self.word("")], counts[&self.word("-")]);
        let is_small = self.right.chars().all(|c| !c.is_uppercase());
        let is_half = !self.left.is_compound && self.left.letters.chars().nth(1).is_some();
        if self.left.hyphen == SOFT_HYPHEN || joined > 0 && joined >= hyphenated {
            Some(true)
        } else if hyphenated > 0 {
            Some(false)
        } else {
            (is_small && is_half).then_some(true)
        }
    }
}

/// Puts divided words together in the first of their lines; the line breaks after the word instead. The hyphen goes when
/// the text has the word without it elsewhere, or nowhere with it and the second half is in small letters. It stays when the
/// word stands with it within a line, as in `well-being`. What is not known, and a hyphen that stands for the end of a
/// word (`short- and long-term`), is left alone.
pub(super) fn divided_words(text: &Text, lines: &[Line<'_>]) -> Found {
    let divided: Vec<Divided<'_>> = neighbours(lines)
        .filter_map(|(first, second)| {
            let left = half(lines[first].words())?;
            let right = leading_letters(lines[second].words());
            let is_word = !right.is_empty() && !is_joining_word(right);
            is_word.then_some(Divided { lines: (first, second), left, right })
        })
        .collect();
    let counts = count_words(lines, &divided);
    let mut found = Found { edits: Vec::new(), places: 0 };
    for word in &divided {
        if let Some(is_plain) = word.is_plain(&counts) {
            found.places += 1;
            put_together(text, lines, word, is_plain, &mut found.edits);
        }
    }
    found
}

/// The edits that bring the second half of a word into the first line, and what stood between the halves behind it.
fn put_together(
    text: &Text,
    lines: &[Line<'_>],
    word: &Divided<'_>,
    is_plain: bool,
    edits: &mut Vec<Edit>,
) {
    let (first, second) = (&lines[word.lines.0], &lines[word.lines.1]);
    let hyphen = first.words_end() - word.left.hyphen.len_utf8();
    let cut = if is_plain { hyphen } else { first.words_end() };
    let right = second.words_start();
    let start = first.span(0, cut).end;
    let end = second.span(0, right).end;
    edits.push(Edit { span: Span { start, end }, with: String::new() });
    // What follows the word without a blank, such as a full stop, comes with it.
    let words = second.words();
    if let Some(blank) = words.find(char::is_whitespace) {
        let blanks = words[blank..].len() - words[blank..].trim_start().len();
        let between = Span { start: first.whole().end, end };
        let span = second.span(right + blank, right + blank + blanks);
        edits.push(Edit { span, with: text.slice(between).to_owned() });
    }
}

/// What a line ends in, if that is letters and a hyphen.
fn half(words: &str) -> Option<Half<'_>> {
    let hyphen = words.chars().next_back().filter(|&c| is_hyphen(c) || c == SOFT_HYPHEN)?;
    let before = words.strip_suffix(hyphen)?;
    let letters = &before[before.trim_end_matches(is_letter).len()..];
    let is_compound = before[..before.len() - letters.len()].ends_with(is_hyphen);
    (!letters.is_empty()).then_some(Half { letters, hyphen, is_compound })
}

/// How often each divided word stands within a line, whole and with a hyphen, without regard to case.
fn count_words(lines: &[Line<'_>], divided: &[Divided<'_>]) -> HashMap<String, usize> {
    let words = divided.iter().flat_map(|word| [word.word(""), word.word("-")]);
    let mut counts: HashMap<String, usize> = words.map(|word| (word, 0)).collect();
    if counts.is_empty() {
        return counts;
    }
    let mut see = |word: &str| {
        if let Some(count) = counts.get_mut(word) {
            *count += 1;
        }
    };
    for line in lines {
        for compound in line.string.split(|c| !is_letter(c) && !is_hyphen(c)) {
            let compound = compound.to_lowercase();
            let mut before = "";
            for part in compound.split(is_hyphen) {
                see(part);
                if !before.is_empty() {
                    see(&[before, "-", part].concat());
                }
                before = part;
            }
        }
    }
    counts
}

/// The letters that words begin with.
fn leading_letters(words: &str) -> &str {
    &words[..words.len() - words.trim_start_matches(is_letter).len()]
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// The hyphens that a word may be written with: the plain one, and U+2010 and U+2011.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Whether words end in a hyphen that belongs to the word before it, and the next line goes on with it.
pub(super) fn is_kept_hyphen(words: &str, next: &str) -> bool {
    half(words).is_some()
        && next.starts_with(char::is_alphanumeric)
        && !is_joining_word(leading_letters(next))
}

/// Whether a word joins parts of which the first ends in a hyphen: `short- and long-term`.
fn is_joining_word(word: &str) -> bool {
    ["and", "or", "to", "und", "oder"].contains(&word)
}
