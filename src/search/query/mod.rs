//! What is asked of the search: the small language people write, and the tree it is read into.
//!
//! | written | finds |
//! |---|---|
//! | `trust doctor` | both words in any form (`trusted`, `doctors`), anywhere in the passage |
//! | `"continuity of care"` | exactly these words in this order; straight and typographic quotes |
//! | `neighb*`, `*ship`, `com*ent` | every word that starts, ends, or starts and ends so |
//! | `wom?n` | one letter, whichever, where the `?` stands inside a word |
//! | `behaviour~`, `behaviour~2` | words that differ by one slip of the pen, or by two at most |
//! | `push NEAR/5 merge` | the two with at most five words between them, either first; ten for a bare `NEAR` |
//! | `="GP"`, `=GP` | exactly these words with these capitals and accents, and no other form or name of them |
//! | `wait AND hours`, `wait OR queue` | both; either. AND binds closer than OR, and stands between words anyway |
//! | `wait NOT hospital`, `wait -hospital` | the first without the second |
//! | `(wait OR queue) hours` | brackets group |
//!
//! The operators are upper case, so that `and`, `or`, `not`, `near` can be looked for. NEAR joins words, phrases, words with
//! gaps, and brackets of these with OR between them; in scripts without spaces it counts characters.

mod lexer;
mod parser;

use thiserror::Error;

/// A question to the search. Words are folded as [`parse`] folds them: lower case, without accents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// A word in any of its forms.
    Word(String),
    /// Any word that starts so. For scripts without spaces this is one character, found anywhere.
    Prefix(String),
    /// Words in this form and order, next to each other.
    Phrase {
        /// The words, at least one. Scripts without spaces stand in overlapping pairs of characters.
        words: Vec<String>,
        /// Whether the last is only the start of a word.
        open: bool,
    },
    /// Words in this order, next to each other, with these capitals and accents.
    Written {
        /// The words, at least one.
        words: Vec<String>,
        /// How each of them is written.
        writings: Vec<String>,
    },
    /// Any word that fits: `*` stands for any letters or none, `?` for one.
    Wild(String),
    /// Any word that becomes this one by so many slips at most: a letter too many, one missing, another one, or two
    /// neighbours the wrong way round; no letter slips twice.
    Fuzzy {
        /// The word.
        word: String,
        /// How many slips: 1 or 2.
        edits: u8,
    },
    /// Two things with so many words between them at most, either first, that share no word. Each is a word, a phrase, a
    /// word by its look, or any of several of these.
    Near {
        /// One of them.
        one: Box<Query>,
        /// The other.
        other: Box<Query>,
        /// How many words.
        apart: u32,
    },
    /// All of these, at least two.
    All(Vec<Query>),
    /// At least one of these, at least two.
    Any(Vec<Query>),
    /// One thing where others are missing.
    Without {
        /// What is looked for.
        wanted: Box<Query>,
        /// What must be missing, each of it; at least one.
        unwanted: Vec<Query>,
    },
}

impl Query {
    /// Whether it asks for stretches of words, which something can be near to.
    fn is_stretch(&self) -> bool {
        match self {
            Self::Any(queries) => queries.iter().all(Self::is_stretch),
            Self::All(_) | Self::Without { .. } | Self::Near { .. } => false,
            _ => true,
        }
    }

    /// Whether it holds a word with gaps and a single letter. Almost any word is such a word, and every place of each would have
    /// to be kept to see what stands near it.
    fn is_almost_anything(&self) -> bool {
        match self {
            Self::Any(queries) => queries.iter().any(Self::is_almost_anything),
            Self::Wild(pattern) => pattern.chars().filter(|c| c.is_alphanumeric()).count() < 2,
            _ => false,
        }
    }
}

/// What is wrong with a question, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct QueryError {
    /// The place in what was written, in code points from 0.
    pub at: usize,
    /// What is wrong there and what to write instead, as a sentence.
    pub message: String,
}

impl QueryError {
    /// For those who need a word where none was written.
    pub fn nothing_asked() -> Self {
        Self { at: 0, message: "Write a word to look for.".to_owned() }
    }
}

/// Reads a question. With `typing`, the text is still being written and the cursor stands at its end: the last word
/// also matches as the start of a word, and what is merely unfinished (a lone `AND`, an open bracket) is passed over.
///
/// Gives none where nothing is asked yet: no word in the text.
///
/// # Errors
/// Names the first place that cannot be understood.
pub fn parse(text: &str, typing: bool) -> Result<Option<Query>, QueryError> {
    parser::parse(text, typing)
}

/// A word in any of its forms, or words in a row, as they stand in a text without any sign of the language; none for a text
/// without a word or with too many.
pub(super) fn words_of(text: &str) -> Option<Query> {
    parser::words_of(text)
}

#[cfg(test)]
mod tests;
