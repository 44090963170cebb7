//! What is asked of the search: the small language people write, and the tree it is read into.
//!
//! | written | finds |
//! |---|---|
//! | `trust doctor` | both words in any form (`trusted`, `doctors`), anywhere in the passage |
//! | `"continuity of care"` | exactly these words in this order; straight and typographic quotes |
//! | `neighb*` | every word that starts so |
//! | `wait AND hours`, `wait OR queue` | both; either. AND binds closer than OR, and stands between words anyway |
//! | `wait NOT hospital`, `wait -hospital` | the first without the second |
//! | `(wait OR queue) hours` | brackets group |
//!
//! The operators are upper case, so that `and`, `or`, `not` can be looked for.

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

/// What is wrong with a question, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct QueryError {
    /// The place in what was written, in code points from 0.
    pub at: usize,
    /// What is wrong there and what to write instead, as a sentence.
    pub message: String,
}

/// Reads a question. With `typing`, the text is still being written and the cursor stands at its end: the last word
/// also matches as the start of a word, and what is merely unfinished (a lone `AND`, an open bracket) is passed over.
///
/// Gives none where nothing is asked yet: no word in the text. A quote that is never closed reaches to the end.
///
/// # Errors
/// Names the first place that cannot be understood.
pub fn parse(text: &str, typing: bool) -> Result<Option<Query>, QueryError> {
    parser::parse(text, typing)
}

#[cfg(test)]
mod tests;
