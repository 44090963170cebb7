//! Phrases made ready to be found in any text, however many there are.
//!
//! Texts and phrases are taken apart into words, runs of letters and digits, and what stands between them. A phrase is found
//! where its words stand one after another, so it is whole words by its making, and a look at one word of a text costs the same
//! however many phrases there are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::text::fold::{continues, fold, is_apostrophe, is_invisible, is_unspaced};

/// A list of phrases: build it once, use it for all texts.
#[derive(Clone, Default)]
pub struct Phrases {
    /// Whether accents make no difference.
    folds: bool,
    /// The beginnings of phrases, up to the end of each word of theirs.
    beginnings: HashMap<String, Beginning>,
    /// Of each phrase, by its number, whether a closing bracket that follows it belongs to it.
    closed: Vec<bool>,
}

/// The phrases that end where a beginning does, by their numbers, and whether others go on.
#[derive(Clone, Copy, Default)]
struct Beginning {
    any_case: Option<usize>,
    capitals: Option<usize>,
    goes_on: bool,
}

/// A place where a phrase stands, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The number of the phrase.
    pub phrase: usize,
}

impl Phrases {
    /// An empty list whose phrases are found with accents and without, and letters such as `ß` as those that stand for them.
    pub fn folded() -> Self {
        Self { folds: true, ..Self::default() }
    }

    /// Takes in a phrase and gives its number: that of an earlier one where the words are the same, otherwise the next from 0.
    /// With `in_capitals` it is found in capitals alone, and then goes before one that is found in any case. None without a
    /// letter or digit, since it would never be found.
    pub fn add(&mut self, phrase: &str, in_capitals: bool) -> Option<usize> {
        let mut reading = String::new();
        let mut before: Option<Word> = None;
        let mut rest = words(phrase);
        while let Some(word) = rest.next() {
            self.push_word(&mut reading, phrase, before.as_ref(), &word);
            let is_last = rest.clone().next().is_none();
            if !self.beginnings.contains_key(&reading) {
                self.beginnings.insert(reading.clone(), Beginning::default());
            }
            let beginning = self.beginnings.get_mut(&reading)?;
            if is_last {
                let next = self.closed.len();
                let place =
                    if in_capitals { &mut beginning.capitals } else { &mut beginning.any_case };
                let number = *place.get_or_insert(next);
                if number == next {
                    self.closed.push(phrase.trim_end().ends_with(')'));
                }
                return Some(number);
            }
            beginning.goes_on = true;
            before = Some(word);
        }
        None
    }

    /// Every place where a phrase stands as whole words; phrases that begin at one place are all given. In the order of their
    /// places.
    pub fn find(&self, string: &str) -> Vec<Found> {
        let mut found = Vec::new();
        if self.closed.is_empty() {
            return found;
        }
        let mut reading = String::new();
        let mut rest = words(string);
        while let Some(first) = rest.next() {
            reading.clear();
            self.push_word(&mut reading, string, None, &first);
            let mut at = self.beginnings.get(reading.as_str());
            let mut last = first;
            let mut following = rest.clone();
            while let Some(beginning) = at {
                if let Some(phrase) = beginning.ending(&string[first.start..last.end])
                    && is_whole(string, first.start, last.end)
                {
                    let is_closed = self.closed[phrase] && string[last.end..].starts_with(')');
                    let end = last.end + usize::from(is_closed);
                    found.push(Found { start: first.start, end, phrase });
                }
                let Some(next) = following.next().filter(|_| beginning.goes_on) else { break };
                if !self.push_word(&mut reading, string, Some(&last), &next) {
                    break;
                }
                at = self.beginnings.get(reading.as_str());
                last = next;
            }
        }
        found
    }

    /// A text in the form in which phrases are compared.
    pub fn key(&self, string: &str) -> String {
        let mut reading = String::new();
        let mut before = None;
        for word in words(string) {
            if !self.push_word(&mut reading, string, before.as_ref(), &word) {
                // Such words are no phrase; keep them apart from those that are.
                reading.push('\n');
                self.push_word(&mut reading, string, None, &word);
            }
            before = Some(word);
        }
        reading
    }

    /// Writes a word behind those before it in the form in which words are compared: what stands between as [`push_between`]
    /// gives it, in small letters, composed or without accents, without signs that take no room. Gives whether the two can be
    /// words of one phrase.
    fn push_word(
        &self,
        reading: &mut String,
        string: &str,
        before: Option<&Word>,
        word: &Word,
    ) -> bool {
        if let Some(before) = before {
            let separator = &string[before.end..word.start];
            if !push_between(reading, &string[before.start..before.end], separator) {
                return false;
            }
        }
        let word = &string[word.start..word.end];
        if self.folds {
            fold(word, reading);
        } else if word.is_ascii() {
            reading.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            let shown = word.chars().filter(|&c| !is_invisible(c));
            reading.extend(shown.nfc().flat_map(char::to_lowercase));
        }
        true
    }
}

impl Beginning {
    /// The phrase that these words are.
    fn ending(&self, words: &str) -> Option<usize> {
        let capitals = self.capitals.filter(|_| is_capitals(words));
        capitals.or(self.any_case)
    }
}

/// A run of letters and digits, in bytes of its text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The words of a text in order.
#[derive(Clone)]
pub struct Words<'a> {
    string: &'a str,
    at: usize,
}

/// The runs of letters and digits of a text in order. Each character of a script that puts no blanks between words is one.
pub fn words(string: &str) -> Words<'_> {
    Words { string, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let rest = &self.string[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let mut characters = self.string[start..].chars();
        let first = characters.next()?;
        let mut end = start + first.len_utf8();
        let is_single = is_unspaced(first);
        for c in characters {
            let belongs = continues(c) || !is_single && c.is_alphanumeric() && !is_unspaced(c);
            if !belongs {
                break;
            }
            end += c.len_utf8();
        }
        self.at = end;
        Some(Word { start, end })
    }
}

/// Of stretches of a text those that overlap no better one, by place. The longer one is better, of two of one length the one
/// of the lower rank.
pub fn longest<T: Copy, R: Ord>(
    mut all: Vec<T>,
    bytes: impl Fn(&T) -> (usize, usize),
    rank: impl Fn(&T) -> R,
) -> Vec<T> {
    all.sort_by_key(|one| {
        let (start, end) = bytes(one);
        (Reverse(end - start), rank(one), start)
    });
    let mut taken: BTreeMap<usize, T> = BTreeMap::new();
    for one in all {
        let (start, end) = bytes(&one);
        let before = taken.range(..end).next_back();
        if before.is_none_or(|(_, before)| bytes(before).1 <= start) {
            taken.insert(start, one);
        }
    }
    taken.into_values().collect()
}

/// Writes what stands between two words so that variants become one: blanks, a line break or a hyphen as a blank, and so a full
/// stop after a short form (`St. Mary`); any apostrophe as the plain one. False when too much stands between for one phrase.
fn push_between(reading: &mut String, before: &str, separator: &str) -> bool {
    const MOST: usize = 16;
    if separator.is_empty() {
        return true;
    }
    let signs = separator.trim();
    let is_hyphen = |c: char| matches!(c, '-' | '‐' | '‑' | '_');
    if separator.len() > MOST || separator.matches('\n').count() > 1 {
        return false;
    }
    let is_short = before.chars().count() <= 3;
    let mut sign = signs.chars();
    match (sign.next(), sign.next()) {
        (None, _) => reading.push(' '),
        (Some(c), None) if is_hyphen(c) => reading.push(' '),
        (Some('.'), None) if is_short && separator.ends_with(char::is_whitespace) => {
            reading.push(' ');
        }
        _ => reading.extend(signs.chars().map(|c| if is_apostrophe(c) { '\'' } else { c })),
    }
    true
}

/// Whether words stand for themselves and are no part of a longer one: `O'Brien` holds no `Brien`, `don't` no `Don`, but
/// `Ann's` is said of `Ann`.
fn is_whole(string: &str, start: usize, end: usize) -> bool {
    let mut before = string[..start].chars().rev();
    let is_joined = before.next().is_some_and(is_apostrophe)
        && before.next().is_some_and(char::is_alphanumeric);
    let rest = &string[end..];
    let follows = rest.strip_prefix(is_apostrophe).and_then(|rest| {
        let word = words(rest).next().filter(|word| word.start == 0)?;
        Some(&rest[..word.end])
    });
    !is_joined && follows.is_none_or(|follows| follows.eq_ignore_ascii_case("s"))
}

/// Whether every letter is a capital.
fn is_capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}
