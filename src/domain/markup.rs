//! What is marked in a source's text beside turns and quotations: type styles, pages, answers, and what people said of it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Span;

/// A span of a source's text with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup {
    /// Where it stands; empty only for an answer that is blank.
    pub span: Span,
    /// What it is.
    pub kind: MarkupKind,
}

/// What a marked span is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkupKind {
    /// Set in bold in the file it came from.
    Bold,
    /// Set in italic in the file it came from.
    Italic,
    /// A heading; its level, 1 (the highest) to 6.
    Heading(u8),
    /// A page of the file it came from; what is printed as its number.
    Page(Arc<str>),
    /// The answer to a question of a survey or template.
    Answer {
        /// The question as it was asked.
        question: Arc<str>,
        /// Whether there is an answer.
        state: AnswerState,
    },
    /// The researcher's own remark in a fieldnote.
    Observer,
    /// What a person said that a pair of square brackets is, against what its words suggest.
    Bracket(BracketClass),
}

/// Whether a question has an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerState {
    /// There are words.
    Given,
    /// It was asked and left blank.
    Skipped,
    /// It was never put to this respondent.
    NotAsked,
}

/// What a pair of square brackets in a transcript does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BracketClass {
    /// Names a person by role and number: `[GP ID 515]`.
    Person,
    /// Hides a name, a place, an organisation or a number: `[neighbouring CCG]`.
    Redaction,
    /// Words put in to help reading: `[those who are]`.
    Insertion,
    /// A sound or a gesture: `[laughter]`.
    NonVerbal,
    /// What goes on, as the writer tells it: `[Discussing the new site]`.
    Context,
}

impl BracketClass {
    /// All classes, in the order they are listed.
    pub const ALL: [Self; 5] =
        [Self::Person, Self::Redaction, Self::Insertion, Self::NonVerbal, Self::Context];

    /// The word for it; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Redaction => "redaction",
            Self::Insertion => "insertion",
            Self::NonVerbal => "non-verbal",
            Self::Context => "context",
        }
    }

    /// What it is called in a list, in sentence case.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Redaction => "Redaction",
            Self::Insertion => "Editorial insertion",
            Self::NonVerbal => "Non-verbal",
            Self::Context => "Context",
        }
    }
}

impl fmt::Display for BracketClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no class of brackets.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is no class of brackets; use person, redaction, insertion, non-verbal or context")]
pub struct UnknownBracketClass(pub String);

impl FromStr for BracketClass {
    type Err = UnknownBracketClass;

    fn from_str(word: &str) -> Result<Self, UnknownBracketClass> {
        Self::ALL
            .into_iter()
            .find(|class| class.word() == word)
            .ok_or_else(|| UnknownBracketClass(word.to_owned()))
    }
}
