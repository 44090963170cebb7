//! Tells who speaks from what a line of a subtitle begins with: `Ann Lee: …`, `[Ann Lee] …`, `>> ANN: …`.

use std::collections::HashMap;

use crate::domain::{BracketClass, Speaker};
use crate::text::bracket_class;
use crate::text::turns::{Standing, standing};

/// Longest name in characters; meeting programs write accounts with their organisation.
const LONGEST: usize = 80;
/// A name of more words than this is one only where nearly every subtitle has a name.
const FEW_WORDS: usize = 5;

/// Where a name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A colon sets it off: `Ann Lee: …`, `[Ann Lee]: …`.
    Colon,
    /// Square brackets alone set it off: `[Ann Lee] …`.
    Bracket,
    /// It follows the sign for another speaker: `>> ANN: …`.
    Change,
    /// A tag gives it: `<v Ann Lee>…`.
    Voice,
}

/// What may name a speaker at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    /// The name as it stands; empty where only the sign for another speaker stands: `>> …`.
    pub name: &'a str,
    pub origin: Origin,
    /// Byte of the line at which the words begin.
    pub end: usize,
}

/// What a line begins with, if it has the shape of a speaker's name.
pub(super) fn mark(line: &str) -> Option<Mark<'_>> {
    let rest = line.trim_start();
    // Subtitles set a dash before each line of two people.
    let rest = rest.strip_prefix(['-', '–', '—']).map_or(rest, str::trim_start);
    let named = rest.trim_start_matches('>').trim_start();
    let is_change = rest.starts_with(">>");
    let start = line.len() - if is_change { named.len() } else { rest.len() };
    let found = match line[start..].strip_prefix('[') {
        Some(inside) => bracketed(inside).map(|mark| Mark { end: mark.end + 1, ..mark }),
        None => with_colon(&line[start..]),
    };
    match found {
        Some(Mark { name, origin, end }) => {
            let origin = if is_change { Origin::Change } else { origin };
            Some(Mark { name, origin, end: start + end })
        }
        None => is_change.then_some(Mark { name: "", origin: Origin::Change, end: 0 }),
    }
}

/// `Name] …` or `Name]: …`.
fn bracketed(inside: &str) -> Option<Mark<'_>> {
    let end = inside.char_indices().take(LONGEST + 1).find(|&(_, c)| c == ']')?.0;
    let (name, after) = (&inside[..end], &inside[end + 1..]);
    let is_name = name.trim_start().starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    let (origin, end) = match after.strip_prefix([':', '：']) {
        Some(rest) => (Origin::Colon, inside.len() - rest.len()),
        None => (Origin::Bracket, end + 1),
    };
    let is_parted =
        origin == Origin::Colon || after.is_empty() || after.starts_with(char::is_whitespace);
    (is_name && is_parted).then_some(Mark { name, origin, end })
}

/// `Name: …`.
fn with_colon(text: &str) -> Option<Mark<'_>> {
    for (at, c) in text.char_indices().take(LONGEST + 1) {
        let end = at + c.len_utf8();
        let is_parted = || text[end..].is_empty() || text[end..].starts_with(char::is_whitespace);
        match c {
            '：' => return named(&text[..at], end),
            ':' if is_parted() => return named(&text[..at], end),
            // `09:30` may stand within a name of a room; what ends a sentence does not stand in a name.
            '?' | '!' | '…' | '“' | '”' | '"' | '<' | '>' => return None,
            _ => {}
        }
    }
    None
}

fn named(name: &str, end: usize) -> Option<Mark<'_>> {
    let is_name = name.contains(char::is_alphanumeric);
    is_name.then_some(Mark { name, origin: Origin::Colon, end })
}

/// The names that a file holds, with what is known of them.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<Name>,
    places: HashMap<Speaker, u32>,
}

#[derive(Debug)]
struct Name {
    speaker: Speaker,
    /// How often it stands with a colon, in brackets, after the sign for another speaker or as a voice.
    counts: [usize; 4],
}

impl Names {
    /// Notes that a name stands somewhere; its place in the list.
    pub fn note(&mut self, name: &str, origin: Origin) -> u32 {
        let at = match self.places.get(name) {
            Some(&at) => at,
            None => {
                let speaker: Speaker = Speaker::from(name);
                let at = self.all.len() as u32;
                self.all.push(Name { speaker: speaker.clone(), counts: [0; 4] });
                self.places.insert(speaker, at);
                at
            }
        };
        self.all[at as usize].counts[origin as usize] += 1;
        at
    }

    /// The speakers by their places; none for what is only words. `is_named_throughout` says whether most subtitles of the
    /// file begin with what may be a name, as those of meeting programs do.
    pub fn speakers(self, is_named_throughout: bool) -> Vec<Option<Speaker>> {
        let judge = |name: Name| name.is_speaker(is_named_throughout).then_some(name.speaker);
        self.all.into_iter().map(judge).collect()
    }
}

impl Name {
    fn is_speaker(&self, is_named_throughout: bool) -> bool {
        let [colon, bracket, change, voice] = self.counts;
        let comes_again = colon + bracket + change > 1;
        let name = &*self.speaker;
        // After the sign for another speaker stand names in capitals, but also what that speaker says.
        let is_called = change > 0 && !name.contains(char::is_lowercase);
        if voice > 0 || is_called {
            return true;
        }
        if colon + change == 0 {
            // Brackets hold sounds and remarks too.
            let class = bracket_class(name);
            let is_someone = matches!(class, BracketClass::Person | BracketClass::Redaction);
            return class == BracketClass::Person || is_someone && comes_again;
        }
        let is_plain =
            name.split(' ').count() <= FEW_WORDS && !name.starts_with(char::is_lowercase);
        match standing(name) {
            Standing::Tag => true,
            Standing::Role | Standing::Name if is_plain => comes_again || is_named_throughout,
            // What nobody would call a name is one when a program writes it again and again.
            _ => comes_again && is_named_throughout,
        }
    }
}
