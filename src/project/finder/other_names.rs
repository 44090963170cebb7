//! Which words of a question have other names, that a search for them finds, too.

use crate::project::Snapshot;
use crate::search::{self, Query, compared};

/// A word or phrase that was asked for, and what means the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherNames {
    /// The word as it stands in its group.
    pub asked: String,
    /// The other words of the group.
    pub others: Vec<String>,
}

impl Snapshot {
    /// The words and phrases of a question that stand in a group of synonyms, each once, in the order of the question; none
    /// where it cannot be understood.
    pub fn other_names(&self, question: &str) -> Vec<OtherNames> {
        let Ok(Some(query)) = search::parse(question, false) else { return Vec::new() };
        let mut keys = Vec::new();
        collect(&query, &mut keys);
        let mut found: Vec<OtherNames> = Vec::new();
        for key in keys {
            // A word of two groups counts for the first, as it does for the search.
            let group = self.synonyms.iter().find_map(|group| {
                let place = group.words.iter().position(|word| compared(word) == key)?;
                Some((group, place))
            });
            let Some((group, place)) = group else { continue };
            let mut others = group.words.clone();
            let names = OtherNames { asked: others.remove(place), others };
            if !found.contains(&names) {
                found.push(names);
            }
        }
        found
    }
}

/// Adds the words and phrases in whose place all words of their group are put.
fn collect(query: &Query, keys: &mut Vec<String>) {
    match query {
        Query::Word(word) => keys.push(word.clone()),
        Query::Phrase { words, .. } => keys.push(words.join(" ")),
        Query::All(parts) | Query::Any(parts) => {
            parts.iter().for_each(|part| collect(part, keys));
        }
        Query::Without { wanted, unwanted } => {
            collect(wanted, keys);
            unwanted.iter().for_each(|part| collect(part, keys));
        }
        Query::Near { one, other, .. } => {
            collect(one, keys);
            collect(other, keys);
        }
        Query::Prefix(_) | Query::Written { .. } | Query::Wild(_) | Query::Fuzzy { .. } => {}
    }
}
