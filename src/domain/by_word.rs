//! How the choices of a list are read from words and written as such.

use thiserror::Error;

/// A word that none of some choices has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not known here; write one of {1}")]
pub struct UnknownWord(pub String, pub String);

impl UnknownWord {
    /// The one of `all` whose word this is, without regard to case and blanks around it.
    ///
    /// # Errors
    /// Names all words there are.
    pub(super) fn among<T: Copy>(
        all: &[T],
        word_of: fn(T) -> &'static str,
        word: &str,
    ) -> Result<T, Self> {
        let lower = word.trim().to_lowercase();
        all.iter().copied().find(|&one| word_of(one) == lower).ok_or_else(|| {
            let all: Vec<&str> = all.iter().map(|&one| word_of(one)).collect();
            Self(word.trim().to_owned(), all.join(", "))
        })
    }
}

/// Lets types that have `ALL` and `word` be written by their words and read from them.
macro_rules! by_word {
    ($($name:ident),*) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                $crate::domain::UnknownWord::among(&Self::ALL, Self::word, word)
            }
        }
    )*};
}

pub(super) use by_word;
