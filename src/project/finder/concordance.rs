//! The concordance of what is searched for: every hit in the texts, sorted by what stands beside it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::sharing::share_out;
use crate::analysis::{ConcordanceOrder, around, order_key};
use crate::domain::{SourceId, SourceKind, Span};
use crate::project::{Project, ProjectError};
use crate::search::{Kind, Language, Looker, QueryError, Target};
use crate::text::Walk;
use crate::text::fold::folded;

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

impl ConcordanceLine {
    /// The names of the columns in which lines are written to a table.
    pub const COLUMNS: [&str; 7] = ["document", "start", "end", "label", "before", "hit", "after"];

    /// The line in these columns.
    pub fn cells(&self) -> [String; 7] {
        let (start, end) = (self.span.start.to_string(), self.span.end.to_string());
        [&self.source_name, &start, &end, &self.label, &self.before, &self.hit, &self.after]
            .map(String::clone)
    }
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
        let look = |handed: &mut dyn Iterator<Item = Passages>| {
            let mut lookers = HashMap::new();
            let mut found = Vec::new();
            for passages in handed {
                let language = passages.language;
                let looker =
                    lookers.entry(language).or_insert_with(|| Looker::new(&query, language));
                passages.look(looker, order, &mut found);
            }
            found
        };
        let read = |give: &dyn Fn(Passages) -> bool| {
            for (place, info) in snapshot.sources.iter().enumerate() {
                let asked = kinds.is_empty() || kinds.contains(&info.kind);
                let Some(spans) = passages.remove(&info.id).filter(|_| asked) else { continue };
                // Not the texts kept in memory, which such a walk through a whole study would drive out.
                let text = self.store.read().source_text(info.id)?;
                let language = snapshot.language_of(info.id);
                let source = info.id;
                if !give(Passages { place, source, text, language, spans }) {
                    break;
                }
            }
            Ok(())
        };
        Ok(Ok(sorted(share_out(read, look)?.into_iter().flatten().collect())))
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
        // One text after the other, whatever the order of the hits: they are gone through as few times as there are texts.
        let mut by_source: Vec<usize> = (0..hits.len()).collect();
        by_source.sort_by_key(|&at| hits[at].source);
        let mut lines: Vec<(usize, ConcordanceLine)> = Vec::with_capacity(hits.len());
        for at in by_source {
            let ConcordanceHit { source, span } = hits[at];
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
            let line = ConcordanceLine {
                source,
                source_name: info.name.clone(),
                span,
                label: snapshot.label(info, on, span),
                before: words(before),
                hit: words(hit),
                after: words(after),
            };
            lines.push((at, line));
        }
        lines.sort_unstable_by_key(|(at, _)| *at);
        Ok(lines.into_iter().map(|(_, line)| line).collect())
    }

    /// The same hits in another order. Those whose source is gone are left out.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn ordered_concordance(
        &self,
        hits: &[ConcordanceHit],
        order: ConcordanceOrder,
    ) -> Result<Vec<ConcordanceHit>, ProjectError> {
        let mut by_source: HashMap<SourceId, Vec<Span>> = HashMap::new();
        for hit in hits {
            by_source.entry(hit.source).or_default().push(hit.span);
        }
        let mut found = Vec::with_capacity(hits.len());
        for (place, info) in self.snapshot.sources.iter().enumerate() {
            let Some(mut spans) = by_source.remove(&info.id) else { continue };
            spans.sort_unstable();
            let text = self.store.read().source_text(info.id)?;
            let mut walk = Walk::new(&text);
            for span in spans {
                let hit = walk.to_code_point(span.start)..walk.to_code_point(span.end);
                let key = order_key(&text, hit, order, folded);
                found.push(Found { key, place, span, source: info.id });
            }
        }
        Ok(sorted(found))
    }
}

/// The passages of one source that answer.
struct Passages {
    /// The source's place in the order of names.
    place: usize,
    source: SourceId,
    text: String,
    language: Language,
    spans: Vec<Span>,
}

/// A hit, in the order of what it is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    key: String,
    place: usize,
    span: Span,
    source: SourceId,
}

/// The hits in their order. Those that stand beside the same words come in the order of sources, as all do without such words.
fn sorted(mut found: Vec<Found>) -> Vec<ConcordanceHit> {
    found.sort_unstable();
    found.into_iter().map(|Found { source, span, .. }| ConcordanceHit { source, span }).collect()
}

impl Passages {
    /// Adds the hits in the passages.
    fn look(mut self, looker: &mut Looker<'_>, order: ConcordanceOrder, found: &mut Vec<Found>) {
        self.spans.sort_unstable();
        let Self { place, source, text, spans, .. } = self;
        let (mut ends, mut places) = (Walk::new(&text), Walk::new(&text));
        for span in spans {
            let (start, end) = (ends.to_code_point(span.start), ends.to_code_point(span.end));
            for hit in looker.find(&text[start..end]) {
                let hit = start + hit.start..start + hit.end;
                let key = order_key(&text, hit.clone(), order, folded);
                let span = Span { start: places.to_byte(hit.start), end: places.to_byte(hit.end) };
                found.push(Found { key, place, span, source });
            }
        }
    }
}
