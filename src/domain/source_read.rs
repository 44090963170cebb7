//! How far a coder has read the sources.

use serde::Serialize;

use super::{CoderId, SourceId};

/// A coder has read a source to the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRead {
    /// The source.
    pub source: SourceId,
    /// Who read it.
    pub coder: CoderId,
    /// The SHA-256 of the wording they read, in lower-case hex digits.
    pub sha256: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// How far somebody is with a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadState {
    /// They never opened it.
    Unread,
    /// They opened it and have not said that they read it.
    Reading,
    /// They read another wording of it: an edit has changed it since.
    Changed,
    /// They have read it as it stands.
    Read,
}

impl ReadState {
    /// All of them, in the order in which they ask for reading.
    pub const ALL: [Self; 4] = [Self::Unread, Self::Reading, Self::Changed, Self::Read];

    /// The words for it, in lower case.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Reading => "reading",
            Self::Changed => "changed since read",
            Self::Read => "read",
        }
    }
}
