//! Cuts a text into words once for all fields of the index, which take them one a line.

use std::collections::HashMap;

use tantivy::tokenizer::{self as tokens, TextAnalyzer, TokenStream};

use super::analyser::{AS_WRITTEN, tokens};
use super::language::{Language, Stemmer};

/// How many words a cutter knows the stems of before it forgets them: some megabytes.
const KNOWN: usize = 1 << 16;

/// Cuts texts into words for the index, and remembers their stems. Each thread that adds to an index has its own.
#[derive(Default)]
pub struct Cutter {
    stems: HashMap<Language, Stems>,
}

/// What one text gives to the fields of the index: its words in order, each with a line end. A place in the order
/// where a field has no word is held by [`NO_WORD`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// The folded words.
    pub exact: String,
    /// The words that are not written as they are folded: the folded word, [`AS_WRITTEN`], and how it is written.
    pub written: String,
    /// The words without their endings.
    pub stems: String,
}

/// No word holds this character but between the parts of those that [`Cut::written`] holds.
const NO_WORD: &str = "\0";

impl Cutter {
    /// Cuts a text in a language.
    pub(super) fn cut(&mut self, text: &str, language: Language) -> Cut {
        let stems = self.stems.entry(language).or_insert_with(|| Stems::new(language));
        let mut cut = Cut::default();
        let mut tokens = tokens(text);
        while let Some(token) = tokens.go_on() {
            add_line(&mut cut.exact, &[&token.text]);
            add_line(&mut cut.stems, &[stems.of(&token.text)]);
            match token.writing(text) {
                Some(writing) => {
                    add_line(&mut cut.written, &[&token.text, AS_WRITTEN, &writing]);
                }
                None => add_line(&mut cut.written, &[NO_WORD]),
            }
        }
        cut
    }
}

fn add_line(lines: &mut String, parts: &[&str]) {
    for part in parts {
        lines.push_str(part);
    }
    lines.push('\n');
}

/// The stems of words that were met in a language.
struct Stems {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl Stems {
    fn new(language: Language) -> Self {
        Self { stemmer: Stemmer::new(language), known: HashMap::new() }
    }

    fn of(&mut self, word: &str) -> &str {
        if !self.known.contains_key(word) {
            if self.known.len() >= KNOWN {
                self.known.clear();
            }
            self.known.insert(word.to_owned(), self.stemmer.stem(word));
        }
        &self.known[word]
    }
}

/// The analyser of every field that holds words.
pub(super) fn line_analyser() -> TextAnalyzer {
    TextAnalyzer::builder(Lines).build()
}

#[derive(Clone)]
struct Lines;

impl tokens::Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        LineStream { rest: text, token: tokens::Token::default() }
    }
}

struct LineStream<'a> {
    rest: &'a str,
    token: tokens::Token,
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((line, rest)) = self.rest.split_once('\n') {
            self.rest = rest;
            // A fresh token stands at usize::MAX, so the first word comes to stand at 0.
            self.token.position = self.token.position.wrapping_add(1);
            if line != NO_WORD {
                self.token.text.clear();
                self.token.text.push_str(line);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &tokens::Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut tokens::Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words that the index takes out of what it is given, with their places.
    fn taken(lines: &str) -> Vec<(usize, String)> {
        let mut analyser = line_analyser();
        let mut stream = analyser.token_stream(lines);
        let mut words = Vec::new();
        while stream.advance() {
            words.push((stream.token().position, stream.token().text.clone()));
        }
        words
    }

    #[test]
    fn what_is_written_as_it_is_folded_leaves_a_gap() {
        let cut = Cutter::default().cut("The patients’ GP", Language::default());
        let words =
            |lines: &str| taken(lines).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(words(&cut.exact), ["the", "patients", "gp"]);
        assert_eq!(words(&cut.stems), ["the", "patient", "gp"]);
        let written = taken(&cut.written);
        assert_eq!(written, [(0, "the\0The".to_owned()), (2, "gp\0GP".to_owned())]);
    }

    proptest! {
        #[test]
        fn the_index_takes_every_word_in_its_place(
            texts in prop::collection::vec(
                "(\\PC|[a-zA-Z'’.,_:;?! 0-9\n\0]|\r\n|[中文東京か゛ｶﾞ]|ก็|👩‍👧|שלום|\u{200b}|\u{301}){0,40}",
                1..4,
            ),
            code in prop::sample::select(&["en", "de", "tr", "ar", "zh"][..]),
        ) {
            let language = Language::of(Some(code));
            let mut cutter = Cutter::default();
            for text in texts {
                let cut = cutter.cut(&text, language);
                let mut stemmer = Stemmer::new(language);
                let (mut exact, mut stems, mut written) = (Vec::new(), Vec::new(), Vec::new());
                for (place, token) in tokens(&text).enumerate() {
                    if let Some(writing) = token.writing(&text) {
                        written.push((place, format!("{}{AS_WRITTEN}{writing}", token.text)));
                    }
                    stems.push((place, stemmer.stem(&token.text)));
                    exact.push((place, token.text));
                }
                prop_assert_eq!(taken(&cut.exact), exact);
                prop_assert_eq!(taken(&cut.stems), stems);
                prop_assert_eq!(taken(&cut.written), written);
            }
        }
    }
}
