//! Answers questions from the index.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query as IndexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{IndexReader, Searcher, SegmentReader, Term};

use super::entry::{Fields, Kind, Target, targets};
use super::language::{Language, Stemmer};
use super::places::PlacesQuery;
use super::{Query, SearchError};

/// A handle for asking, cheap to clone and free to go to any thread. It answers from what was last committed, also
/// while something is being written.
#[derive(Clone)]
pub struct Reader {
    pub(super) reader: IndexReader,
    pub(super) fields: Fields,
    /// What was read of the segments that were asked. Segments never change, so it is read once.
    pub(super) targets: Arc<Mutex<HashMap<SegmentId, SegmentTargets>>>,
}

/// The targets of a segment's entries.
type SegmentTargets = Arc<[Option<Target>]>;

/// What a question is asked of.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// Whether to look in the turns and paragraphs of sources.
    pub passages: bool,
    /// Whether to look in quotations.
    pub quotations: bool,
    /// Whether to look in the names and definitions of codes.
    pub definitions: bool,
    /// Whether to look in comments on quotations.
    pub comments: bool,
    /// Whether to look in what the team writes: memos, summaries, outlines.
    pub writing: bool,
    /// Narrows further: called once with each target whose words answer; only what it accepts is counted and given.
    pub accept: Option<&'a dyn Fn(&Target) -> bool>,
}

impl Default for Scope<'_> {
    /// Everything.
    fn default() -> Self {
        Self {
            passages: true,
            quotations: true,
            definitions: true,
            comments: true,
            writing: true,
            accept: None,
        }
    }
}

impl Scope<'_> {
    fn holds(&self, kind: Kind) -> bool {
        match kind {
            Kind::Passage => self.passages,
            Kind::Quotation => self.quotations,
            Kind::Definition => self.definitions,
            Kind::Comment => self.comments,
            Kind::Memo | Kind::Summary | Kind::Finding => self.writing,
        }
    }
}

/// Something whose words answer a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// What it is.
    pub target: Target,
    /// How well it answers (BM25); comparable only within one answer.
    pub score: f32,
}

/// The answer to a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Results {
    /// The best hits, best first; equals in the order they are read: by source in the order of import, then place.
    pub hits: Vec<Hit>,
    /// How many there are in all, beyond those given.
    pub total: usize,
    /// How many of them are passages.
    pub passages: usize,
    /// How many of them are quotations.
    pub quotations: usize,
    /// How many of them are definitions.
    pub definitions: usize,
    /// How many of them are comments.
    pub comments: usize,
    /// How many of them are memos, summaries and items of outlines.
    pub writing: usize,
}

impl Results {
    fn count(&mut self, kind: Kind) {
        self.total += 1;
        *match kind {
            Kind::Passage => &mut self.passages,
            Kind::Quotation => &mut self.quotations,
            Kind::Definition => &mut self.definitions,
            Kind::Comment => &mut self.comments,
            Kind::Memo | Kind::Summary | Kind::Finding => &mut self.writing,
        } += 1;
    }
}

impl Reader {
    /// The `limit` best answers to a question within a scope, and how many there are in all.
    ///
    /// # Errors
    /// When the words on the disk cannot be read.
    pub fn search(
        &self,
        query: &Query,
        scope: &Scope<'_>,
        limit: usize,
    ) -> Result<Results, SearchError> {
        self.answer(query, scope, limit).map_err(SearchError::reading)
    }

    /// Everything whose words answer a question, of a kind or of all kinds, in no order. Quicker than [`Self::search`],
    /// since nothing is ranked.
    ///
    /// # Errors
    /// When the words on the disk cannot be read.
    pub fn all(&self, query: &Query, kind: Option<Kind>) -> Result<Vec<Target>, SearchError> {
        self.answer_all(query, kind).map_err(SearchError::reading)
    }

    fn answer_all(&self, query: &Query, kind: Option<Kind>) -> tantivy::Result<Vec<Target>> {
        let searcher = self.reader.searcher();
        let query = Translation::new(self.fields, &searcher)?.query(query);
        let weight = query.weight(EnableScoring::enabled_from_searcher(&searcher))?;
        let mut found = Vec::new();
        for (segment, targets) in self.segments(&searcher)? {
            weight.for_each_no_score(segment, &mut |entries| {
                let there = entries.iter().filter(|&&entry| !segment.is_deleted(entry));
                let targets = there.filter_map(|&entry| targets[entry as usize]);
                found
                    .extend(targets.filter(|target| kind.is_none_or(|kind| target.kind() == kind)));
            })?;
        }
        Ok(found)
    }

    fn answer(&self, query: &Query, scope: &Scope<'_>, limit: usize) -> tantivy::Result<Results> {
        let searcher = self.reader.searcher();
        let query = Translation::new(self.fields, &searcher)?.query(query);
        let weight = query.weight(EnableScoring::enabled_from_searcher(&searcher))?;
        let mut results = Results::default();
        let mut best = Best::new(limit);
        for (segment, targets) in self.segments(&searcher)? {
            weight.for_each(segment, &mut |entry, score| {
                if segment.is_deleted(entry) {
                    return;
                }
                let Some(target) = targets[entry as usize].filter(|one| scope.holds(one.kind()))
                else {
                    return;
                };
                if scope.accept.is_none_or(|accept| accept(&target)) {
                    results.count(target.kind());
                    best.offer(Hit { target, score });
                }
            })?;
        }
        results.hits = best.in_order();
        Ok(results)
    }

    /// The segments of the index with their targets.
    fn segments<'s>(
        &self,
        searcher: &'s Searcher,
    ) -> tantivy::Result<Vec<(&'s SegmentReader, SegmentTargets)>> {
        let segments = searcher.segment_readers();
        let mut known = self.targets.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|id, _| segments.iter().any(|segment| segment.segment_id() == *id));
        let with_targets = segments.iter().map(|segment| {
            let targets = match known.entry(segment.segment_id()) {
                Slot::Occupied(known) => known.get().clone(),
                Slot::Vacant(new) => new.insert(targets(segment)?).clone(),
            };
            Ok((segment, targets))
        });
        with_targets.collect()
    }
}

/// The best of many hits.
struct Best {
    limit: usize,
    /// The best so far, and some more: twice as many as are wanted at most.
    hits: Vec<Hit>,
    /// The last of those that are wanted, once there are as many.
    least: Option<Hit>,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self { limit, hits: Vec::new(), least: None }
    }

    /// Keeps a hit if it may be one of the best.
    fn offer(&mut self, hit: Hit) {
        if self.least.as_ref().is_some_and(|least| hit.order(least).is_gt()) {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= self.limit.saturating_mul(2) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if let Some(last) = self.limit.checked_sub(1).filter(|&last| last < self.hits.len()) {
            let (_, least, _) = self.hits.select_nth_unstable_by(last, Hit::order);
            self.least = Some(*least);
        }
        self.hits.truncate(self.limit);
    }

    /// The best, best first.
    fn in_order(mut self) -> Vec<Hit> {
        self.cut();
        self.hits.sort_unstable_by(Hit::order);
        self.hits
    }
}

impl Hit {
    /// Better ones first, equals in the order they are read.
    fn order(&self, other: &Self) -> Ordering {
        let scores = other.score.total_cmp(&self.score);
        scores.then_with(|| self.target.place().cmp(&other.target.place()))
    }
}

/// Puts questions in the index's terms.
struct Translation {
    fields: Fields,
    /// The languages that entries are in.
    stemmers: Vec<(Field, Stemmer)>,
}

impl Translation {
    fn new(fields: Fields, searcher: &Searcher) -> tantivy::Result<Self> {
        let mut stemmers = Vec::new();
        for language in Language::all() {
            let field = fields.stems(language);
            if searcher.total_num_tokens(field)? > 0 {
                stemmers.push((field, Stemmer::new(language)));
            }
        }
        Ok(Self { fields, stemmers })
    }

    fn query(&mut self, query: &Query) -> Box<dyn IndexQuery> {
        match query {
            Query::Word(word) => {
                let stems = self.stemmers.iter_mut().map(|(field, stemmer)| {
                    let stem = Term::from_field_text(*field, &stemmer.stem(word));
                    Box::new(TermQuery::new(stem, IndexRecordOption::WithFreqs))
                });
                let mut stems: Vec<Box<dyn IndexQuery>> =
                    stems.map(|stem| stem as Box<dyn IndexQuery>).collect();
                let stem = match stems.pop() {
                    Some(stem) if stems.is_empty() => stem,
                    last => Box::new(BooleanQuery::union(stems.into_iter().chain(last).collect())),
                };
                // The form that was asked for counts again, so that it stands above the others.
                let exact = self.exact(word);
                Box::new(BooleanQuery::new(vec![
                    (Occur::Must, stem),
                    (Occur::Should, Box::new(exact)),
                ]))
            }
            Query::Phrase { words, open: false } if words.len() == 1 => {
                Box::new(self.exact(&words[0]))
            }
            Query::All(queries) => self.clauses(Occur::Must, queries, &[]),
            Query::Any(queries) => self.clauses(Occur::Should, queries, &[]),
            Query::Without { wanted, unwanted } => {
                self.clauses(Occur::Must, std::slice::from_ref(wanted), unwanted)
            }
            stretch => Box::new(PlacesQuery::new(self.fields, stretch)),
        }
    }

    fn exact(&self, word: &str) -> TermQuery {
        let term = Term::from_field_text(self.fields.exact, word);
        TermQuery::new(term, IndexRecordOption::WithFreqs)
    }

    fn clauses(
        &mut self,
        occur: Occur,
        wanted: &[Query],
        unwanted: &[Query],
    ) -> Box<dyn IndexQuery> {
        let wanted = wanted.iter().map(|query| (occur, query));
        let unwanted = unwanted.iter().map(|query| (Occur::MustNot, query));
        let clauses = wanted.chain(unwanted).map(|(occur, query)| (occur, self.query(query)));
        Box::new(BooleanQuery::new(clauses.collect()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{SourceId, Span};

    proptest! {
        #[test]
        fn the_best_are_the_first_of_all_in_order(
            scores in prop::collection::vec(0u8..6, 0..60),
            limit in 0usize..20,
        ) {
            let hit = |(at, score): (usize, &u8)| {
                let source = SourceId::new(Uuid::from_u128(at as u128 * 7 % 13));
                let span = Span { start: at as u32, end: at as u32 + 1 };
                Hit { target: Target::Passage { source, span }, score: f32::from(*score) }
            };
            let mut all: Vec<Hit> = scores.iter().enumerate().map(hit).collect();
            let mut best = Best::new(limit);
            all.iter().for_each(|hit| best.offer(*hit));
            all.sort_by(Hit::order);
            all.truncate(limit);
            prop_assert_eq!(best.in_order(), all);
        }
    }
}
