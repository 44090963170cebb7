//! The list of private terms, and the search for what should not stand in a text.

use crate::analysis::identifiers::{Finding, Terms, scan};
use crate::domain::{SourceId, Span, Term, TermId};
use crate::project::{Project, ProjectError};
use crate::text::{Edit, Text, counted};

/// A place in a source that may identify somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// The source.
    pub source: SourceId,
    /// Where and what.
    pub finding: Finding,
    /// The words that stand there.
    pub words: String,
    /// The words before them, and after them.
    pub around: (String, String),
}

/// So many characters are given before and after a place.
const AROUND: u32 = 60;

impl Project {
    /// The private terms, by their words.
    pub fn terms(&self) -> Result<Vec<(TermId, Term)>, ProjectError> {
        Ok(self.store.read().terms()?)
    }

    /// Adds terms, in one step; one whose private words are there takes the place of that.
    pub fn set_terms(&mut self, terms: &[Term]) -> Result<(), ProjectError> {
        if terms.iter().any(|term| term.private.trim().is_empty()) {
            return Err(ProjectError::NoName("A private term"));
        }
        let label = match terms {
            [Term { public: None, .. }] => "Let a word stand as it is".to_owned(),
            many => format!("Added {}", counted(many.len(), "private term", "private terms")),
        };
        self.transact(&label, |work| {
            for term in terms {
                work.tx.set_term(term, work.at)?;
            }
            Ok(())
        })
    }

    /// Puts a term in the place of another.
    pub fn change_term(&mut self, id: TermId, term: &Term) -> Result<(), ProjectError> {
        if term.private.trim().is_empty() {
            return Err(ProjectError::NoName("A private term"));
        }
        self.transact("Changed a private term", |work| {
            if work.tx.set_term(term, work.at)? != id {
                work.tx.delete_term(id)?;
            }
            Ok(())
        })
    }

    /// Removes terms.
    pub fn delete_terms(&mut self, ids: &[TermId]) -> Result<(), ProjectError> {
        let label = format!("Removed {}", counted(ids.len(), "private term", "private terms"));
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_term(id)?;
            }
            Ok(())
        })
    }

    /// The private terms, ready to be looked for.
    pub fn compiled_terms(&self) -> Result<Terms, ProjectError> {
        let terms: Vec<Term> = self.terms()?.into_iter().map(|(_, term)| term).collect();
        Ok(Terms::new(&terms))
    }

    /// Everything in some sources that may identify somebody, by source and place.
    pub fn scan(
        &mut self,
        sources: &[SourceId],
        terms: &Terms,
    ) -> Result<Vec<Identifier>, ProjectError> {
        let mut found = Vec::new();
        for &source in sources {
            // Not the texts kept in memory: a whole study read once would drive out those that are being read.
            let text = Text::new(self.store.read().source_text(source)?);
            found.extend(scan(&text, terms).into_iter().map(|finding| {
                let Span { start, end } = finding.span;
                let words = |start, end| text.slice(text.snap(Span { start, end })).to_owned();
                Identifier {
                    source,
                    words: words(start, end),
                    around: (
                        words(start.saturating_sub(AROUND), start),
                        words(end, (end + AROUND).min(text.length())),
                    ),
                    finding,
                }
            }));
        }
        Ok(found)
    }

    /// Puts a public word in the place of each identifier, in one step; see [`Self::redact`]. One whose words have
    /// changed since it was found is left alone. Gives how many were replaced.
    pub fn replace_identifiers(
        &mut self,
        all: &[(&Identifier, &str)],
    ) -> Result<usize, ProjectError> {
        let mut edits: Vec<(SourceId, Vec<Edit>)> = Vec::new();
        let mut replaced = 0;
        for (identifier, with) in all {
            let text = self.text(identifier.source)?;
            let span = identifier.finding.span;
            if !text.holds(span) || text.slice(span) != identifier.words {
                continue;
            }
            replaced += 1;
            let edit = Edit { span, with: (*with).to_owned() };
            match edits.iter_mut().find(|(source, _)| *source == identifier.source) {
                Some((_, edits)) => edits.push(edit),
                None => edits.push((identifier.source, vec![edit])),
            }
        }
        if replaced > 0 {
            self.redact(edits)?;
        }
        Ok(replaced)
    }
}
