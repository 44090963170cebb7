//! The project's private terms, made ready to be found in any text.
//!
//! Texts and terms are taken apart into words, runs of letters and digits, and what stands between them. A term is found
//! where its words stand one after another, so it is whole words by its making, and a look at one word of a text costs the same
//! however many terms there are.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Candidate, IdentifierKind};
use crate::domain::{Term, TermKind};

/// A compiled list of terms: build it once, use it for all sources.
#[derive(Clone, Default)]
pub struct Terms {
    terms: Vec<Ready>,
    /// The beginnings of terms, up to the end of each word of theirs.
    beginnings: HashMap<String, Beginning>,
    /// The public terms, as [`key`] writes them.
    public: HashSet<String>,
    /// The terms that may stand as they are, as [`key`] writes them.
    harmless: HashSet<String>,
}

/// A term with what stands for it.
#[derive(Clone)]
struct Ready {
    kind: TermKind,
    /// Without brackets; none when it may stand as it is.
    public: Option<String>,
    /// Whether a closing bracket that follows it belongs to it.
    is_closed: bool,
}

/// The terms that end where a beginning does, as places in [`Terms::terms`], and whether others go on.
#[derive(Clone, Copy, Default)]
struct Beginning {
    any_case: Option<usize>,
    capitals: Option<usize>,
    goes_on: bool,
}

impl Terms {
    /// Takes a list of terms. Of two with the same words the first one counts. Terms without a letter or digit are never
    /// found.
    pub fn new(terms: &[Term]) -> Self {
        let mut ready = Self::default();
        for term in terms {
            ready.add(term);
        }
        ready
    }

    fn add(&mut self, term: &Term) {
        let public = term.public.as_deref().map(without_brackets);
        match public {
            Some(public) => self.public.insert(key(public)),
            None => self.harmless.insert(key(&term.private)),
        };
        let at = self.terms.len();
        let words: Vec<Word> = words(&term.private).collect();
        let mut reading = String::new();
        for (i, word) in words.iter().enumerate() {
            push_word(&mut reading, &term.private, i.checked_sub(1).map(|i| &words[i]), word);
            let beginning = self.beginnings.entry(reading.clone()).or_default();
            if i + 1 < words.len() {
                beginning.goes_on = true;
            } else if public.is_some() && term.is_abbreviation() {
                beginning.capitals.get_or_insert(at);
            } else {
                beginning.any_case.get_or_insert(at);
            }
        }
        self.terms.push(Ready {
            kind: term.kind,
            public: public.map(str::to_owned),
            is_closed: term.private.trim_end().ends_with(')'),
        });
    }

    /// Every place where a term stands as whole words; terms that begin at one place are all given.
    pub(super) fn find(&self, string: &str) -> Vec<Candidate<'_>> {
        let mut found = Vec::new();
        if self.terms.is_empty() {
            return found;
        }
        let mut reading = String::new();
        let mut rest = words(string);
        while let Some(first) = rest.next() {
            reading.clear();
            push_word(&mut reading, string, None, &first);
            let mut at = self.beginnings.get(reading.as_str());
            let mut last = first;
            let mut following = rest.clone();
            while let Some(beginning) = at {
                if let Some(term) = self.ending(beginning, &string[first.start..last.end])
                    && is_whole(string, first.start, last.end)
                {
                    let term = &self.terms[term];
                    let is_closed = term.is_closed && string[last.end..].starts_with(')');
                    found.push(Candidate {
                        start: first.start,
                        end: last.end + usize::from(is_closed),
                        kind: IdentifierKind::Term(term.kind),
                        replacement: term.public.as_deref(),
                    });
                }
                let Some(next) = following.next().filter(|_| beginning.goes_on) else { break };
                if !push_word(&mut reading, string, Some(&last), &next) {
                    break;
                }
                at = self.beginnings.get(reading.as_str());
                last = next;
            }
        }
        found
    }

    /// The term that these words are.
    fn ending(&self, beginning: &Beginning, words: &str) -> Option<usize> {
        let capitals = beginning.capitals.filter(|_| is_capitals(words));
        capitals.or(beginning.any_case)
    }

    /// Whether words are a public term, or its possessive.
    pub(super) fn are_public(&self, words: &str) -> bool {
        let key = key(words);
        self.public.contains(key.strip_suffix("'s").unwrap_or(&key))
    }

    /// Whether words are a term that may stand as it is, without regard to case.
    pub(super) fn are_harmless(&self, words: &str) -> bool {
        !self.harmless.is_empty() && self.harmless.contains(&key(words))
    }
}

/// A run of letters and digits, in bytes of its text.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
}

/// The words of a text in order.
#[derive(Clone)]
struct Words<'a> {
    string: &'a str,
    at: usize,
}

fn words(string: &str) -> Words<'_> {
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
            let belongs = is_extending(c) || !is_single && c.is_alphanumeric() && !is_unspaced(c);
            if !belongs {
                break;
            }
            end += c.len_utf8();
        }
        self.at = end;
        Some(Word { start, end })
    }
}

/// Writes a word behind those before it in the form in which words are compared: what stands between as [`between`] gives
/// it, in small letters, composed, without signs that take no room. Gives whether the two can be words of one term.
fn push_word(reading: &mut String, string: &str, before: Option<&Word>, word: &Word) -> bool {
    if let Some(before) = before {
        let separator = &string[before.end..word.start];
        if !push_between(reading, &string[before.start..before.end], separator) {
            return false;
        }
    }
    let word = &string[word.start..word.end];
    if word.is_ascii() {
        reading.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        let shown = word.chars().filter(|&c| !is_joiner(c));
        reading.extend(shown.nfc().flat_map(char::to_lowercase));
    }
    true
}

/// Writes what stands between two words so that variants become one: blanks, a line break or a hyphen as a blank, and so a full
/// stop after a short form (`St. Mary`); any apostrophe as the plain one. False when too much stands between for one term.
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

/// A text in the form in which terms are compared.
fn key(string: &str) -> String {
    let mut reading = String::new();
    let mut before = None;
    for word in words(string) {
        if !push_word(&mut reading, string, before.as_ref(), &word) {
            // Such words are no term; keep them apart from those that are.
            reading.push('\n');
            push_word(&mut reading, string, None, &word);
        }
        before = Some(word);
    }
    reading
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

/// A public term without the square brackets that it may be written in.
fn without_brackets(public: &str) -> &str {
    let public = public.trim();
    public.strip_prefix('[').and_then(|p| p.strip_suffix(']')).map_or(public, str::trim)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether a character belongs to the word before it without being a letter.
fn is_extending(c: char) -> bool {
    is_combining_mark(c) || is_joiner(c)
}

/// Joiners and soft hyphens, which are seen in no word.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Whether a character is of a script that puts no blanks between words (Thai, Lao, Burmese, Khmer, Chinese, Japanese);
/// each such character counts as a word.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}
