//! The languages whose words are found in all their forms.

use tantivy::tokenizer::{self as tokens, RawTokenizer, TextAnalyzer, TokenStream};

/// The languages with known endings (the algorithms of Snowball), by their ISO 639-1 codes.
const KNOWN: [(&str, tokens::Language); 18] = [
    ("en", tokens::Language::English),
    ("ar", tokens::Language::Arabic),
    ("da", tokens::Language::Danish),
    ("de", tokens::Language::German),
    ("el", tokens::Language::Greek),
    ("es", tokens::Language::Spanish),
    ("fi", tokens::Language::Finnish),
    ("fr", tokens::Language::French),
    ("hu", tokens::Language::Hungarian),
    ("it", tokens::Language::Italian),
    ("nl", tokens::Language::Dutch),
    ("no", tokens::Language::Norwegian),
    ("pt", tokens::Language::Portuguese),
    ("ro", tokens::Language::Romanian),
    ("ru", tokens::Language::Russian),
    ("sv", tokens::Language::Swedish),
    ("ta", tokens::Language::Tamil),
    ("tr", tokens::Language::Turkish),
];

/// The language whose endings are taken off the words of a text. The default is English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Language(usize);

impl Language {
    /// All that are told apart; the last stands for every language without known endings.
    pub(super) const COUNT: usize = KNOWN.len() + 1;

    /// The language of an ISO 639-1 code; English without one. Words of a language whose endings are not known are found
    /// as they are written.
    pub fn of(code: Option<&str>) -> Self {
        let code = match code {
            None => return Self::default(),
            Some("nb" | "nn") => "no",
            Some(code) => code,
        };
        Self(KNOWN.iter().position(|&(known, _)| known == code).unwrap_or(KNOWN.len()))
    }

    /// All of them, in the order of their places.
    pub(super) fn all() -> [Self; Self::COUNT] {
        std::array::from_fn(Self)
    }

    /// Its place among all.
    pub(super) fn place(self) -> usize {
        self.0
    }

    /// Its ISO 639-1 code; `other` for those without known endings.
    pub(super) fn code(self) -> &'static str {
        KNOWN.get(self.0).map_or("other", |&(code, _)| code)
    }
}

/// Takes the endings off folded words, so that `trusted` and `trusting` are found by `trust`.
pub struct Stemmer(TextAnalyzer);

impl Stemmer {
    /// Takes off the endings of a language.
    pub fn new(language: Language) -> Self {
        let word = TextAnalyzer::builder(RawTokenizer::default());
        Self(match KNOWN.get(language.0) {
            Some(&(_, language)) => word.filter(tokens::Stemmer::new(language)).build(),
            None => word.build(),
        })
    }

    /// The stem of a folded word.
    pub fn stem(&mut self, word: &str) -> String {
        let mut stream = self.0.token_stream(word);
        if stream.advance() { std::mem::take(&mut stream.token_mut().text) } else { String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_join_the_forms_of_a_word() {
        let stems = |code: &str, words: &[&str]| -> Vec<String> {
            let mut stemmer = Stemmer::new(Language::of(Some(code)));
            words.iter().map(|word| stemmer.stem(word)).collect()
        };
        assert!(
            stems("en", &["trust", "trusted", "trusting", "trusts"]).iter().all(|s| s == "trust")
        );
        let english = stems("en", &["patient's", "patients"]);
        assert_eq!(english[0], english[1]);
        let german = stems("de", &["arzt", "arzte", "arzten"]);
        assert_eq!((&german[0], &german[1]), (&german[1], &german[2]));
        assert_eq!(stems("xx", &["patients"]), ["patients"]);
    }

    #[test]
    fn every_language_has_a_place_and_a_code_of_its_own() {
        assert_eq!(Language::of(None), Language::of(Some("en")));
        assert_eq!(Language::of(Some("nb")), Language::of(Some("no")));
        for language in Language::all() {
            assert_eq!(Language::of(Some(language.code())), language);
        }
    }
}
