//! The names that the texts give people, gathered with their places.

use std::collections::HashMap;

use crate::domain::{SourceId, SourceKind, Span, read_name};

/// How a name stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeenAs {
    /// Turns begin with it.
    Speaks,
    /// It stands in square brackets within what is said or told.
    Tagged,
}

/// Where a name stands in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenAt {
    /// The source.
    pub source: SourceId,
    /// What it is.
    pub kind: SourceKind,
    /// How the name stands there.
    pub how: SeenAs,
    /// The first place, in code points: the turn, or the brackets.
    pub span: Span,
    /// How often it stands so in the source.
    pub times: usize,
}

/// A name as the texts write it, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenName {
    /// The name.
    pub name: String,
    /// Where it stands: one place for each source and way, in the order they came.
    pub places: Vec<SeenAt>,
}

impl SeenName {
    /// How often it stands in the texts.
    pub fn times(&self) -> usize {
        self.places.iter().map(|at| at.times).sum()
    }

    /// In how many turns it speaks.
    pub fn turns(&self) -> usize {
        let speaks = self.places.iter().filter(|at| at.how == SeenAs::Speaks);
        speaks.map(|at| at.times).sum()
    }

    /// In how many sources it stands.
    pub fn sources(&self) -> usize {
        let mut sources: Vec<SourceId> = self.places.iter().map(|at| at.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources.len()
    }
}

/// Names while they are gathered, source by source.
#[derive(Debug, Default)]
pub struct SeenNames {
    names: Vec<SeenName>,
    places: HashMap<String, usize>,
}

impl SeenNames {
    /// Notes a name at a place; blanks around it do not count, and no name is left out.
    pub fn add(&mut self, name: &str, source: SourceId, kind: SourceKind, how: SeenAs, span: Span) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let at = match self.places.get(name) {
            Some(&at) => at,
            None => {
                self.names.push(SeenName { name: name.to_owned(), places: Vec::new() });
                self.places.insert(name.to_owned(), self.names.len() - 1);
                self.names.len() - 1
            }
        };
        let places = &mut self.names[at].places;
        // What stands in one source comes in one go: one place for speaking, one for tags.
        let latest = places.iter_mut().rev().take(2);
        match latest.into_iter().find(|at| at.source == source && at.how == how) {
            Some(known) => known.times += 1,
            None => places.push(SeenAt { source, kind, how, span, times: 1 }),
        }
    }

    /// All names, in the order they came.
    pub fn finish(self) -> Vec<SeenName> {
        self.names
    }
}

/// The people in what stands between square brackets, as names: `[GP ID 512]` is one, `[Managers ID 514 and 518]` are
/// `Manager ID 514` and `Manager ID 518`. None where no number is named.
pub fn tagged(brackets: &str) -> Vec<String> {
    let words = brackets.trim().trim_matches(['[', ']']).trim();
    if read_name(words).is_some() {
        return vec![words.to_owned()];
    }
    let Some((before, after)) = words.rsplit_once("ID") else { return Vec::new() };
    let is_apart = before.is_empty() || before.ends_with([' ', ',', '\u{a0}']);
    let numbers = after.strip_prefix('s').unwrap_or(after).split(|c: char| !c.is_alphanumeric());
    let numbers: Vec<&str> =
        numbers.filter(|word| !word.is_empty() && !["and", "or"].contains(word)).collect();
    let are_numbers = numbers.iter().all(|number| number.bytes().all(|b| b.is_ascii_digit()));
    if !is_apart || numbers.len() < 2 || !are_numbers {
        return Vec::new();
    }
    let role = before.trim().trim_end_matches(',').trim();
    // Several people of a role stand in the plural.
    let role = role.strip_suffix('s').unwrap_or(role);
    let names = numbers.iter().map(|number| format!("{role} ID {number}").trim().to_owned());
    names.collect()
}
