//! When, by whom and why something was done.

use serde::Serialize;

/// A step of the history as people speak of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Occasion {
    /// The step's number.
    pub step: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The day, as it is printed where this computer stands: `14 March 2026`.
    pub day: String,
    /// Who, where that is known.
    pub coder: Option<String>,
    /// What was done, as a phrase in the past; it may name a source.
    pub label: String,
    /// Why; empty where nobody said.
    pub reason: String,
    /// The meeting at which it was agreed; empty where none was named.
    pub meeting: String,
}
