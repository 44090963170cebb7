//! What there is to be gone through one passage at a time, gathered from the project and its texts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::{self, PassageReach, QueuedPassage};
use crate::domain::{CodeId, QuotationId, SourceCodings, SourceId, Speaker};
use crate::project::{Project, ProjectError, SearchQuestion, Snapshot};
use crate::search::Kind;

/// What is gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Queue {
    /// The answers that were given to this question.
    Answers(Arc<str>),
    /// The quotations of this code, each to be sent to another.
    Split(CodeId),
    /// The turns of this speaker.
    Turns(Speaker),
    /// The places that answer this question to the search, each as wide as is said.
    Hits(SearchQuestion, PassageReach),
    /// These quotations, in this order.
    Quotations(Vec<QuotationId>),
}

impl Project {
    /// The passages of a queue in the order they are gone through. A question to the search that cannot be understood has
    /// none.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn queue(&mut self, queue: &Queue) -> Result<Vec<QueuedPassage>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let sources = &snapshot.sources;
        Ok(match queue {
            Queue::Answers(question) => analysis::answers_to(question, &self.answers()?, sources),
            Queue::Split(code) => analysis::quotations_with(*code, all_codings(&snapshot), sources),
            Queue::Turns(speaker) => analysis::turns_of(speaker, all_codings(&snapshot), sources),
            Queue::Hits(question, reach) => self.passages_of_hits(question, *reach, &snapshot)?,
            Queue::Quotations(ids) => quotations(ids, &snapshot),
        })
    }

    /// Searches and widens what was found. Quotations are gone through as they are, and only where the question asks for
    /// them: their words stand in the passages, too.
    fn passages_of_hits(
        &mut self,
        question: &SearchQuestion,
        reach: PassageReach,
        snapshot: &Snapshot,
    ) -> Result<Vec<QueuedPassage>, ProjectError> {
        let of_quotations = question.within.is_some() || question.kind == Some(Kind::Quotation);
        let kind = if of_quotations { Kind::Quotation } else { Kind::Passage };
        let all =
            SearchQuestion { kind: Some(kind), skip: 0, limit: usize::MAX, ..question.clone() };
        let mut found = Vec::new();
        for hit in self.search(&all)?.hits {
            let (Some(source), Some(span)) = (hit.source, hit.span) else { continue };
            if of_quotations {
                found.push(QueuedPassage { source, span, quotation: hit.quotation });
                continue;
            }
            let text = self.text(source)?;
            let turns = snapshot.codings(source).map(|on| Arc::clone(&on.turns));
            let turns = turns.as_deref().unwrap_or_default();
            let spans = hit
                .places
                .iter()
                .filter_map(|&place| analysis::passage_around(&text, turns, place, reach));
            found.extend(spans.map(|span| QueuedPassage::of_span(source, span)));
        }
        Ok(analysis::in_order(found.into_iter(), &snapshot.sources))
    }
}

fn all_codings(snapshot: &Snapshot) -> impl Iterator<Item = &SourceCodings> {
    snapshot.sources.iter().filter_map(|info| snapshot.codings(info.id)).map(|on| &**on)
}

/// Quotations by their keys; those that are gone are left out.
fn quotations(ids: &[QuotationId], snapshot: &Snapshot) -> Vec<QueuedPassage> {
    let places: HashMap<QuotationId, (SourceId, _)> = snapshot
        .quotations()
        .map(|(source, quotation)| (quotation.id, (source, quotation.span)))
        .collect();
    let found = ids.iter().filter_map(|id| Some((*id, *places.get(id)?)));
    let queued =
        found.map(|(id, (source, span))| QueuedPassage { source, span, quotation: Some(id) });
    queued.filter(|passage| !passage.span.is_empty()).collect()
}
