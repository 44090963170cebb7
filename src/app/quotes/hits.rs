//! The words of quotes that answer what the question asks of words: fetched in the background for the sources in sight.

use std::collections::{HashMap, HashSet};

use crate::analysis::query::Condition;
use crate::app::desk::Desk;
use crate::domain::{SourceId, Span};

/// Where words answer, by source.
#[derive(Default)]
pub(super) struct Hits {
    /// The condition and the step of the project that these places answer.
    of: Option<(i64, Condition)>,
    /// Whether the condition asks anything of words.
    asks_words: bool,
    places: HashMap<SourceId, Vec<Span>>,
    asked: HashSet<SourceId>,
}

impl Hits {
    /// Turns to what is asked now.
    pub(super) fn follow(&mut self, seq: i64, condition: &Condition) {
        if self.of.as_ref().is_none_or(|(step, known)| *step != seq || known != condition) {
            let is_of_words = |part: &Condition| {
                matches!(part, Condition::Words(_) | Condition::Pattern(_) | Condition::Saved(_))
            };
            *self = Self {
                of: Some((seq, condition.clone())),
                asks_words: condition.any_within(&is_of_words),
                ..Self::default()
            };
        }
    }

    /// Where words of a source answer, in order; nothing while that is on its way.
    pub(super) fn of(&self, source: SourceId) -> &[Span] {
        self.places.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Asks where words of a source answer, unless it is known or on its way.
    pub(super) fn fetch(&mut self, desk: &mut Desk, source: SourceId) {
        if !self.asks_words || !self.asked.insert(source) {
            return;
        }
        let Some(of) = self.of.clone() else { return };
        let condition = of.1.clone();
        desk.ask(
            move |project| project.hits(source, &condition),
            move |desk, places| {
                let hits = &mut desk.quotes.hits;
                // A source that cannot be read is told of by what shows its text.
                if let Ok(places) = places
                    && hits.of.as_ref() == Some(&of)
                {
                    hits.places.insert(source, places);
                }
            },
        );
    }
}
