//! How often words stand in a study.

use std::collections::HashMap;

use serde::Serialize;

/// How often a word stands somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordCount {
    /// The word, in small letters; of several forms that count as one, the most frequent.
    pub word: String,
    /// How often it stands there.
    pub count: usize,
    /// In how many sources.
    pub sources: usize,
}

/// Counts words while sources are gone through.
#[derive(Debug, Default)]
pub struct WordTally {
    words: HashMap<String, Tallied>,
    /// All words that were counted, each as often as it stands.
    total: usize,
}

#[derive(Debug, Default)]
struct Tallied {
    count: usize,
    sources: usize,
    /// The number of the source that counted last.
    last: Option<usize>,
    forms: HashMap<String, usize>,
}

impl WordTally {
    /// Counts a form of a word, so often, on the source of a number. All forms on one source are counted before those on the
    /// next. Forms with the same key are one word.
    pub fn add(&mut self, source: usize, key: &str, form: &str, count: usize) {
        self.total += count;
        if !self.words.contains_key(key) {
            self.words.insert(key.to_owned(), Tallied::default());
        }
        let Some(word) = self.words.get_mut(key) else { return };
        word.count += count;
        if word.last != Some(source) {
            word.last = Some(source);
            word.sources += 1;
        }
        match word.forms.get_mut(form) {
            Some(known) => *known += count,
            None => {
                word.forms.insert(form.to_owned(), count);
            }
        }
    }

    /// How many words were counted, each as often as it stands.
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many different words were counted.
    pub fn distinct(&self) -> usize {
        self.words.len()
    }

    /// The `limit` most frequent words, the most frequent first, equals by the alphabet.
    pub fn counts(self, limit: usize) -> Vec<WordCount> {
        let count = |word: Tallied| {
            let (count, sources) = (word.count, word.sources);
            word.form().map(|word| WordCount { word, count, sources })
        };
        let mut counts: Vec<WordCount> = self.words.into_values().filter_map(count).collect();
        counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        counts.truncate(limit);
        counts
    }
}

impl Tallied {
    /// The most frequent form, of equals the first by the alphabet.
    fn form(self) -> Option<String> {
        let form = self.forms.into_iter().max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a)));
        form.map(|(form, _)| form)
    }
}

/// A word in the parts of a study beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordRow {
    /// The word, in small letters; of several forms that count as one, the most frequent.
    pub word: String,
    /// How often it stands in all parts.
    pub count: usize,
    /// In how many sources.
    pub sources: usize,
    /// How often in each part.
    pub counts: Vec<usize>,
}

/// The words of several parts beside each other, the most frequent first, equals by the alphabet. No source may belong to two
/// parts.
pub fn word_rows(parts: Vec<WordTally>) -> Vec<WordRow> {
    let columns = parts.len();
    let mut all: HashMap<String, (Tallied, Vec<usize>)> = HashMap::new();
    for (column, part) in parts.into_iter().enumerate() {
        for (key, word) in part.words {
            let (whole, counts) =
                all.entry(key).or_insert_with(|| (Tallied::default(), vec![0; columns]));
            counts[column] = word.count;
            whole.count += word.count;
            whole.sources += word.sources;
            for (form, count) in word.forms {
                *whole.forms.entry(form).or_default() += count;
            }
        }
    }
    let row = |(word, counts): (Tallied, Vec<usize>)| {
        let (count, sources) = (word.count, word.sources);
        word.form().map(|word| WordRow { word, count, sources, counts })
    };
    let mut rows: Vec<WordRow> = all.into_values().filter_map(row).collect();
    rows.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
    rows
}

/// The most frequent English words that say little of what a text is about, folded, in the order of the alphabet: articles,
/// pronouns, prepositions, conjunctions, auxiliaries, and what people say while they think.
pub const ENGLISH_STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "are",
    "aren't",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "doing",
    "don't",
    "down",
    "each",
    "er",
    "erm",
    "few",
    "for",
    "from",
    "further",
    "had",
    "hadn't",
    "has",
    "hasn't",
    "have",
    "haven't",
    "having",
    "he",
    "he'd",
    "he'll",
    "he's",
    "her",
    "here",
    "here's",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "if",
    "in",
    "into",
    "is",
    "isn't",
    "it",
    "it'd",
    "it'll",
    "it's",
    "its",
    "itself",
    "just",
    "let's",
    "me",
    "mm",
    "more",
    "most",
    "my",
    "myself",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "oh",
    "on",
    "once",
    "only",
    "or",
    "other",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "same",
    "she",
    "she'd",
    "she'll",
    "she's",
    "should",
    "shouldn't",
    "so",
    "some",
    "such",
    "than",
    "that",
    "that'd",
    "that'll",
    "that's",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "there'd",
    "there'll",
    "there's",
    "these",
    "they",
    "they'd",
    "they'll",
    "they're",
    "they've",
    "this",
    "those",
    "through",
    "to",
    "too",
    "uh",
    "um",
    "under",
    "until",
    "up",
    "us",
    "very",
    "was",
    "wasn't",
    "we",
    "we'd",
    "we'll",
    "we're",
    "we've",
    "well",
    "were",
    "weren't",
    "what",
    "what's",
    "when",
    "where",
    "which",
    "while",
    "who",
    "who's",
    "whom",
    "why",
    "will",
    "with",
    "won't",
    "would",
    "wouldn't",
    "yeah",
    "yes",
    "you",
    "you'd",
    "you'll",
    "you're",
    "you've",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        let mut tally = WordTally::default();
        for (source, key, form, count) in [
            (0, "trust", "trusted", 2),
            (0, "trust", "trust", 3),
            (1, "board", "board", 5),
            (1, "trust", "trust", 1),
        ] {
            tally.add(source, key, form, count);
        }
        assert_eq!((tally.total(), tally.distinct()), (11, 2));
        let word = |word: &str, count, sources| WordCount { word: word.to_owned(), count, sources };
        assert_eq!(tally.counts(9), [word("trust", 6, 2), word("board", 5, 1)]);
    }

    #[test]
    fn stop_words_stand_in_order() {
        assert!(ENGLISH_STOP_WORDS.is_sorted());
    }
}
