//! The concordance of what is searched for: every hit in the texts, sorted by what stands beside it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::reading::language_of;
use crate::analysis::{self, ConcordanceOrder, around, order_key};
use crate::domain::{SourceId, SourceKind, Span};
use crate::project::{Project, ProjectError};
use crate::search::{Kind, Looker, QueryError, Target, folded};
use crate::text::Walk;

/// A hit in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct ConcordanceHit {
    /// The source.
    pub source: SourceId,
    /// Where in it, in code points.
    pub span: Span,
}

/// A hit with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcordanceLine {
    /// The source.
    pub source: SourceId,
    /// Its name.
    pub source_name: String,
    /// Where the hit stands in it, in code points.
    pub span: Span,
    /// What is printed after a quote from here.
    pub label: String,
    /// The characters before the hit, as they stand in the text.
    pub before: String,
    /// The hit.
    pub hit: String,
    /// The characters after it.
    pub after: String,
}

impl Project {
    /// Every place of what is searched for in the passages that answer, in sources of some kinds or, without any, of all;
    /// sorted. What they look like is given by [`Self::concordance_lines`] for those that are shown.
    ///
    /// # Errors
    /// When the project's file cannot be read; within, what is wrong with the question and where.
    pub fn concordance(
        &mut self,
        question: &str,
        kinds: &[SourceKind],
        order: ConcordanceOrder,
    ) -> Result<Result<Vec<ConcordanceHit>, QueryError>, ProjectError> {
        let query = match self.snapshot.ask_words(question, false) {
            Ok(Some(query)) => query,
            Ok(None) => return Ok(Err(QueryError::nothing_asked())),
            Err(trouble) => return Ok(Err(trouble)),
        };
        let mut passages: HashMap<SourceId, Vec<Span>> = HashMap::new();
        for target in self.all_answering(&query, Kind::Passage)? {
            if let Target::Passage { source, span } = target {
                passages.entry(source).or_default().push(span);
            }
        }
        let snapshot = Arc::clone(&self.snapshot);
        let mut lookers = HashMap::new();
        let mut found: Vec<(String, ConcordanceHit)> = Vec::new();
        for info in snapshot.sources.iter() {
            let asked = kinds.is_empty() || kinds.contains(&info.kind);
            let Some(mut spans) = passages.remove(&info.id).filter(|_| asked) else { continue };
            spans.sort_unstable();
            let language = language_of(&snapshot, info.id);
            let looker = lookers.entry(language).or_insert_with(|| Looker::new(&query, language));
            // Not the texts kept in memory, which such a walk through a whole study would drive out.
            let text = self.store.read().source_text(info.id)?;
            let (mut ends, mut places) = (Walk::new(&text), Walk::new(&text));
            for span in spans {
                let (start, end) = (ends.to_code_point(span.start), ends.to_code_point(span.end));
                for hit in looker.find(&text[start..end]) {
                    let hit = start + hit.start..start + hit.end;
                    let key = order_key(&text, hit.clone(), order, folded);
                    let span =
                        Span { start: places.to_byte(hit.start), end: places.to_byte(hit.end) };
                    found.push((key, ConcordanceHit { source: info.id, span }));
                }
            }
        }
        // Hits that stand beside the same words stay in the order of sources.
        if order != ConcordanceOrder::Source {
            found.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        Ok(Ok(found.into_iter().map(|(_, hit)| hit).collect()))
    }

    /// Hits with at most `width` characters on each side. One whose source is gone, or whose place lies outside of its text,
    /// is left out.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn concordance_lines(
        &mut self,
        hits: &[ConcordanceHit],
        width: usize,
    ) -> Result<Vec<ConcordanceLine>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut lines = Vec::with_capacity(hits.len());
        for &ConcordanceHit { source, span } in hits {
            let (Some(info), Some(on)) = (snapshot.source(source), snapshot.codings(source)) else {
                continue;
            };
            let text = self.text(source)?;
            if !text.holds(span) {
                continue;
            }
            let hit = text.bytes(span);
            let (before, after) = around(text.as_str(), hit.clone(), width);
            let words = |bytes: Range<usize>| text.as_str()[bytes].to_owned();
            lines.push(ConcordanceLine {
                source,
                source_name: info.name.clone(),
                span,
                label: analysis::label(info, on, span),
                before: words(before),
                hit: words(hit),
                after: words(after),
            });
        }
        Ok(lines)
    }
}
