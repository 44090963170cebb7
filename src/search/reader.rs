//! Answers questions from the index.

use std::cmp::Ordering;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query as IndexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{IndexReader, Searcher, Term};

use super::entry::{Fields, Kind, Target, Targets};
use super::language::{Language, Stemmer};
use super::places::PlacesQuery;
use super::{Query, SearchError};

/// A handle for asking, cheap to clone and free to go to any thread. It answers from what was last committed, also
/// while something is being written.
#[derive(Clone)]
pub struct Reader {
    pub(super) reader: IndexReader,
    pub(super) fields: Fields,
}

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
    /// Narrows further: called once with each target whose words answer; only what it accepts is counted and given.
    pub accept: Option<&'a dyn Fn(&Target) -> bool>,
}

impl Default for Scope<'_> {
    /// Everything.
    fn default() -> Self {
        Self { passages: true, quotations: true, definitions: true, comments: true, accept: None }
    }
}

impl Scope<'_> {
    fn holds(&self, kind: Kind) -> bool {
        match kind {
            Kind::Passage => self.passages,
            Kind::Quotation => self.quotations,
            Kind::Definition => self.definitions,
            Kind::Comment => self.comments,
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
}

impl Results {
    fn count(&mut self, kind: Kind) {
        self.total += 1;
        *match kind {
            Kind::Passage => &mut self.passages,
            Kind::Quotation => &mut self.quotations,
            Kind::Definition => &mut self.definitions,
            Kind::Comment => &mut self.comments,
        } += 1;
    }
}

/// An entry that answers: its score, its segment's number and its own within that.
type Found = (f32, usize, u32);

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
        for segment in searcher.segment_readers() {
            let targets = Targets::open(segment)?;
            weight.for_each_no_score(segment, &mut |entries| {
                let there = entries.iter().filter(|&&entry| !segment.is_deleted(entry));
                let wanted = there
                    .filter(|&&entry| kind.is_none_or(|kind| targets.kind(entry) == Some(kind)));
                found.extend(wanted.filter_map(|&entry| targets.target(entry)));
            })?;
        }
        Ok(found)
    }

    fn answer(&self, query: &Query, scope: &Scope<'_>, limit: usize) -> tantivy::Result<Results> {
        let searcher = self.reader.searcher();
        let query = Translation::new(self.fields, &searcher)?.query(query);
        let weight = query.weight(EnableScoring::enabled_from_searcher(&searcher))?;
        let mut results = Results::default();
        let mut found: Vec<Found> = Vec::new();
        let mut segments = Vec::new();
        for (number, segment) in searcher.segment_readers().iter().enumerate() {
            let targets = Targets::open(segment)?;
            weight.for_each(segment, &mut |entry, score| {
                if segment.is_deleted(entry) {
                    return;
                }
                let Some(kind) = targets.kind(entry).filter(|&kind| scope.holds(kind)) else {
                    return;
                };
                let accepted = scope.accept.is_none_or(|accept| {
                    targets.target(entry).is_some_and(|target| accept(&target))
                });
                if accepted {
                    results.count(kind);
                    found.push((score, number, entry));
                }
            })?;
            segments.push(targets);
        }
        results.hits = best(found, limit, |&(score, segment, entry)| {
            segments[segment].target(entry).map(|target| Hit { target, score })
        });
        Ok(results)
    }
}

/// The `limit` best of what was found, best first. Only what may come to stand among them is made a hit.
fn best(mut found: Vec<Found>, limit: usize, hit: impl Fn(&Found) -> Option<Hit>) -> Vec<Hit> {
    let better = |a: &Found, b: &Found| b.0.total_cmp(&a.0);
    if limit == 0 {
        return Vec::new();
    }
    if limit < found.len() {
        let (_, &mut (least, ..), _) = found.select_nth_unstable_by(limit - 1, better);
        found.retain(|one| one.0.total_cmp(&least) != Ordering::Less);
    }
    let mut hits: Vec<Hit> = found.iter().filter_map(hit).collect();
    hits.sort_by_cached_key(|hit| (std::cmp::Reverse(OrderedScore(hit.score)), hit.target.place()));
    hits.truncate(limit);
    hits
}

#[derive(PartialEq)]
struct OrderedScore(f32);

impl Eq for OrderedScore {}

impl PartialOrd for OrderedScore {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OrderedScore {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
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
