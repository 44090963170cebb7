//! Words that may not leave the project, and what stands for them in public.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A word or phrase of the project's term list.
#[derive(Clone, PartialEq, Eq)]
pub struct Term {
    /// How the study's people say it: a name, a place, a local word. Never printed.
    pub private: String,
    /// What is printed in its place, with or without square brackets; none for a word that somebody looked at and found
    /// may stand as it is.
    pub public: Option<String>,
    /// What it names.
    pub kind: TermKind,
}

/// Terms that are all capitals and have at most this many letters are abbreviations.
const ABBREVIATION: usize = 5;

impl Term {
    /// Whether it is a short abbreviation in capitals, which is looked for in capitals alone: `MIND` is a charity, and `mind`
    /// is not.
    pub fn is_abbreviation(&self) -> bool {
        is_abbreviation(&self.private)
    }
}

/// Whether words are all capitals, and few: `MIND`, `H&WB`. Such words are looked for in capitals alone.
pub fn is_abbreviation(words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    (1..=ABBREVIATION).contains(&letters().count()) && letters().all(char::is_uppercase)
}

impl fmt::Debug for Term {
    /// The kind only: private words never reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Term({})", self.kind)
    }
}

/// What a private term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// A person.
    Name,
    /// A town, a street, a building.
    Place,
    /// A practice, a trust, a committee, a firm.
    Organisation,
    /// Anything else that tells where or who.
    Other,
}

impl TermKind {
    /// All kinds, in the order they are listed.
    pub const ALL: [Self; 4] = [Self::Name, Self::Place, Self::Organisation, Self::Other];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Other => "other",
        }
    }

    /// What stands for a term of this kind in public when nobody chose anything better.
    pub const fn descriptor(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Other => "removed",
        }
    }
}

impl fmt::Display for TermKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no kind of term.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is no kind of term; use name, place, organisation or other")]
pub struct UnknownTermKind(pub String);

impl FromStr for TermKind {
    type Err = UnknownTermKind;

    fn from_str(word: &str) -> Result<Self, UnknownTermKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| UnknownTermKind(word.to_owned()))
    }
}
