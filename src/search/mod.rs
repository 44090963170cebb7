//! Finds words in sources, quotations, comments and definitions.
//!
//! The words are the index's, the structure is the project's: which codes, cases and coders a hit has is asked of the
//! project (see [`Scope::accept`]). The index is derived from the project's file and can be made again at any time.
//! Knows nothing of that file; its caller feeds it and says how far in the history it has come.

mod analyser;
mod cutter;
mod entry;
mod index;
mod language;
mod like;
mod matches;
mod near;
mod pattern;
mod places;
mod query;
mod reader;
mod synonyms;

pub use analyser::words;
pub use cutter::Cutter;
pub use entry::{Entry, Kind, Target};
pub use index::{Index, SearchError, Writing};
pub use language::{Language, Stemmer};
pub use matches::{Looker, excerpt, find, matches};
pub use pattern::Pattern;
pub use query::{Query, QueryError, parse};
pub use reader::{Hit, Reader, Results, Scope};
pub use synonyms::{Synonyms, compared};

#[cfg(test)]
mod tests;
