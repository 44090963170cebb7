//! The project's private terms, made ready to be found in any text.

use std::collections::HashSet;

use super::{Candidate, IdentifierKind};
use crate::analysis::phrases::Phrases;
use crate::domain::{Term, TermKind};

/// A compiled list of terms: build it once, use it for all sources.
#[derive(Clone, Default)]
pub struct Terms {
    phrases: Phrases,
    /// What stands for each term, by its number among the phrases.
    terms: Vec<Ready>,
    /// The public terms, as [`Phrases::key`] writes them.
    public: HashSet<String>,
    /// The terms that may stand as they are, as [`Phrases::key`] writes them.
    harmless: HashSet<String>,
}

/// A term with what stands for it.
#[derive(Clone)]
struct Ready {
    kind: TermKind,
    /// Without brackets; none when it may stand as it is.
    public: Option<String>,
}

impl Terms {
    /// Takes a list of terms. Of two with the same words the first one counts. Terms without a letter or digit are never
    /// found.
    pub fn new(terms: &[Term]) -> Self {
        Self::among(Phrases::default(), terms)
    }

    /// The same, but terms are found without their accents too: `Zoe` for `Zoë`.
    pub fn without_accents(terms: &[Term]) -> Self {
        Self::among(Phrases::folded(), terms)
    }

    fn among(phrases: Phrases, terms: &[Term]) -> Self {
        let mut ready = Self { phrases, ..Self::default() };
        for term in terms {
            ready.add(term);
        }
        ready
    }

    fn add(&mut self, term: &Term) {
        let public = term.public.as_deref().map(without_brackets);
        match public {
            Some(public) => self.public.insert(self.phrases.key(public)),
            None => self.harmless.insert(self.phrases.key(&term.private)),
        };
        let in_capitals = public.is_some() && term.is_abbreviation();
        if self.phrases.add(&term.private, in_capitals) == Some(self.terms.len()) {
            self.terms.push(Ready { kind: term.kind, public: public.map(str::to_owned) });
        }
    }

    /// Every place where a term stands as whole words; terms that begin at one place are all given.
    pub(super) fn find(&self, string: &str) -> Vec<Candidate<'_>> {
        let found = self.phrases.find(string).into_iter().map(|found| {
            let term = &self.terms[found.phrase];
            Candidate {
                start: found.start,
                end: found.end,
                kind: IdentifierKind::Term(term.kind),
                replacement: term.public.as_deref(),
            }
        });
        found.collect()
    }

    /// Whether words are a public term, or its possessive.
    pub(super) fn are_public(&self, words: &str) -> bool {
        let key = self.phrases.key(words);
        self.public.contains(key.strip_suffix("'s").unwrap_or(&key))
    }

    /// Whether words are a term that may stand as it is, without regard to case.
    pub(super) fn are_harmless(&self, words: &str) -> bool {
        !self.harmless.is_empty() && self.harmless.contains(&self.phrases.key(words))
    }
}

/// A public term without the square brackets that it may be written in.
fn without_brackets(public: &str) -> &str {
    let public = public.trim();
    public.strip_prefix('[').and_then(|p| p.strip_suffix(']')).map_or(public, str::trim)
}
