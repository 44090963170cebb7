//! Finds words in sources, quotations, comments and definitions.
//!
//! The words are the index's, the structure is the project's: which codes, cases and coders a hit has is asked of the
//! project (see [`Scope::accept`]). The index is derived from the project's file and can be made again at any time.
//! Knows nothing of that file; its caller feeds it and says how far in the history it has come.

mod analyser;
mod entry;
mod fold;
mod index;
mod matches;
mod phrase;
mod query;
mod reader;

pub use entry::{Entry, Kind, Target};
pub use index::{Index, SearchError, Writing};
pub use matches::{excerpt, find, matches};
pub use query::{Query, QueryError, parse};
pub use reader::{Hit, Reader, Results, Scope};

#[cfg(test)]
mod tests;
