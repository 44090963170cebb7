//! The words of the texts as a cloud.

use super::cloud::{Cloud, CloudWord};
use super::scene::Opens;
use crate::analysis::WordCount;
use crate::text::counted;

/// A cloud of words by how often each stands in so many sources, of so many words that were counted. Each opens the places
/// where it stands.
pub fn cloud_of_words(words: &[WordCount], total: usize, sources: usize) -> Cloud {
    let told = words.iter().map(|word| CloudWord {
        text: word.word.clone(),
        count: word.count,
        colour: None,
        says: format!(
            "{}: {} in {}",
            word.word,
            counted(word.count, "time", "times"),
            counted(word.sources, "source", "sources"),
        ),
        opens: Some(Opens::Words(word.word.clone())),
    });
    let notes = vec![format!(
        "The most frequent of {} in {}, without words such as “the”, short ones and the names of speakers.",
        counted(total, "word", "words"),
        counted(sources, "source", "sources"),
    )];
    Cloud { title: "Words of the texts".to_owned(), notes, words: told.collect() }
}
