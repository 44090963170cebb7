//! Words that mean the same, for searching.

use super::SynonymId;

/// A group of words and phrases that mean the same: an abbreviation and what it stands for, other names of one thing. A search
/// for one of them finds all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// Its key.
    pub id: SynonymId,
    /// The words and phrases as people write them, two at least, in their order.
    pub words: Vec<String>,
}
