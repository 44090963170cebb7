//! Words that mean the same: a question for one of them is a question for all.

use std::collections::HashMap;

use super::Query;
use super::query::words_of;

/// Groups of words and phrases that mean the same, ready to be put into questions.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    /// The group of each word or phrase, by its folded words.
    places: HashMap<String, usize>,
    groups: Vec<Vec<Query>>,
}

/// A word or phrase in the form in which synonyms are told apart: its folded words with a blank between them, so that `H&WB`
/// and `h & wb` are one. Empty for a text without a word.
pub fn compared(words: &str) -> String {
    words_of(words).as_ref().and_then(key).unwrap_or_default()
}

/// The folded words that a part of a question asks for in a row; none where it asks for something else.
fn key(query: &Query) -> Option<String> {
    match query {
        Query::Word(word) | Query::Prefix(word) => Some(word.clone()),
        Query::Phrase { words, .. } => Some(words.join(" ")),
        _ => None,
    }
}

impl Synonyms {
    /// Takes the words of each group. What holds no word is left out; a word of two groups counts for the first.
    pub fn new<'w>(groups: impl IntoIterator<Item = &'w [String]>) -> Self {
        let mut synonyms = Self::default();
        for group in groups {
            let words: Vec<Query> = group.iter().filter_map(|words| words_of(words)).collect();
            for key in words.iter().filter_map(key) {
                synonyms.places.entry(key).or_insert(synonyms.groups.len());
            }
            synonyms.groups.push(words);
        }
        synonyms
    }

    /// The question with all words of its group in the place of each word or phrase that is in one. What is to be found as it
    /// is written, or by the look of words, stays.
    pub fn put_into(&self, query: Query) -> Query {
        if self.places.is_empty() {
            return query;
        }
        let all =
            |queries: Vec<Query>| queries.into_iter().map(|query| self.put_into(query)).collect();
        match query {
            Query::Word(_) | Query::Phrase { .. } => self.group_of(query),
            Query::Any(queries) => Query::Any(all(queries)),
            Query::All(queries) => Query::All(all(queries)),
            Query::Without { wanted, unwanted } => {
                Query::Without { wanted: Box::new(self.put_into(*wanted)), unwanted: all(unwanted) }
            }
            Query::Near { one, other, apart } => Query::Near {
                one: Box::new(self.put_into(*one)),
                other: Box::new(self.put_into(*other)),
                apart,
            },
            Query::Prefix(_) | Query::Written { .. } | Query::Wild(_) | Query::Fuzzy { .. } => {
                query
            }
        }
    }

    fn group_of(&self, query: Query) -> Query {
        let asked = key(&query);
        let Some(&group) = asked.as_ref().and_then(|asked| self.places.get(asked)) else {
            return query;
        };
        let others = self.groups[group].iter().filter(|other| key(other) != asked).cloned();
        let mut all: Vec<Query> = std::iter::once(query).chain(others).collect();
        if all.len() == 1 { all.remove(0) } else { Query::Any(all) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Language, matches, parse};

    fn synonyms() -> Synonyms {
        let group = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let groups =
            [group(&["H&WB", "HWB", "Health and Wellbeing Board"]), group(&["GP", "医生"])];
        Synonyms::new(groups.iter().map(Vec::as_slice))
    }

    fn finds(question: &str, text: &str) -> bool {
        let query = synonyms().put_into(parse(question, false).unwrap().unwrap());
        matches(&query, text, Language::default())
    }

    #[test]
    fn one_of_a_group_finds_all_of_it() {
        for question in
            ["HWB", "H&WB", "\"h & wb\"", "\"health and wellbeing board\"", "a (hwb OR b)"]
        {
            for text in ["a HWB", "a the h & WB", "a Health, and Wellbeing board"] {
                assert!(finds(question, text), "{question} in {text}");
            }
        }
        assert!(finds("gp", "看医生") && finds("医生", "the GP"));
        assert!(!finds("wb", "HWB") && !finds("health", "HWB"));
    }

    #[test]
    fn what_is_written_so_has_no_other_names() {
        assert!(finds("=HWB", "HWB") && !finds("=HWB", "H&WB") && !finds("hw*", "H&WB"));
        assert!(finds("the NOT hwb", "the board") && !finds("the NOT hwb", "the H&WB"));
        assert!(finds("push NEAR/1 hwb", "push H&WB"));
    }

    #[test]
    fn groups_tell_words_apart_as_the_search_does() {
        assert_eq!(compared("H&WB"), compared(" h & wb. "));
        assert_ne!(compared("HWB"), compared("H&WB"));
        assert_eq!(compared(" – "), "");
    }
}
