//! Questions that are kept under a name.

use serde::Serialize;

use super::{CoderId, SavedQueryId};

/// A question that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedQuery {
    /// Its key.
    pub id: SavedQueryId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// The question on one line, with keys in place of names, so that it stays the same when things are renamed.
    pub query: String,
    /// Who keeps it, where that is known.
    pub coder: Option<CoderId>,
}
