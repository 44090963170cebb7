//! Which quotations or turns answer a question to the words, for those who put it together with other questions.

use crate::analysis::query::{Rows, WordAnswers};
use crate::project::{Project, ProjectError};
use crate::search::{Kind, Query, QueryError, SearchError, Target};

impl Project {
    /// All quotations whose words answer a question in the language of [`parse`](crate::search::parse), and where turns are
    /// asked for all turns. A question without a word is refused like one that cannot be understood.
    ///
    /// Gathers first what changed since the last time; see [`Project::catch_up`].
    ///
    /// # Errors
    /// When the project's file cannot be read; within, what is wrong with the question and where.
    pub fn answering_words(
        &mut self,
        question: &str,
        rows: Rows,
    ) -> Result<Result<WordAnswers, QueryError>, ProjectError> {
        let query = match self.snapshot.ask_words(question, false) {
            Ok(Some(query)) => query,
            Ok(None) => return Ok(Err(QueryError::nothing_asked())),
            Err(trouble) => return Ok(Err(trouble)),
        };
        let kinds = match rows {
            Rows::Quotations => &[Kind::Quotation][..],
            // What stands beside a turn is a quotation.
            Rows::Turns => &[Kind::Quotation, Kind::Passage],
        };
        let mut answers = WordAnswers::default();
        let mut targets = Vec::new();
        for &kind in kinds {
            targets.append(&mut self.all_answering(&query, kind)?);
        }
        for target in targets {
            match target {
                Target::Quotation { id, .. } => {
                    answers.quotations.insert(id);
                }
                Target::Passage { source, span } => {
                    answers.passages.insert((source, span));
                }
                _ => {}
            }
        }
        Ok(Ok(answers))
    }

    /// Everything of a kind whose words answer, in no order.
    pub(super) fn all_answering(
        &mut self,
        query: &Query,
        kind: Kind,
    ) -> Result<Vec<Target>, ProjectError> {
        self.finder.catch_up(self.store.read(), &self.snapshot, None)?;
        let found: Result<_, SearchError> = self.finder.all(query, kind);
        match found {
            Ok(found) => Ok(found),
            Err(error) => {
                self.finder.retreat(&error);
                self.finder.catch_up(self.store.read(), &self.snapshot, None)?;
                Ok(self.finder.all(query, kind)?)
            }
        }
    }
}
