//! Finds words that follow each other, or words by their start, and ranks each such phrase as if it were one word.
//!
//! tantivy's own queries for this don't serve. A range of words gives every hit the same score; its phrase with a
//! prefix stops after a number of words, and goes through all of them for every passage, which takes too long for one
//! letter; its plain phrase fails where it stands under NOT (0.27 asks it to go backwards).

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::postings::{Postings, TermInfo};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError, Term,
};

/// Words that follow each other, of which the last may be only the start of a word.
#[derive(Debug, Clone)]
pub(super) struct PhraseQuery {
    field: Field,
    /// The whole words.
    words: Vec<String>,
    /// The start of the word after them.
    start: Option<String>,
}

/// The entries of one segment that hold such a phrase, in order, and how often.
type Counts = Arc<[(DocId, u32)]>;

/// The places of phrases: an entry and a position in it.
type Places = Vec<(DocId, u32)>;

impl PhraseQuery {
    /// Looks in `field`, which must hold positions, for `words` followed by a word that begins with `start`.
    pub(super) fn new(field: Field, words: &[String], start: Option<&String>) -> Self {
        Self { field, words: words.to_vec(), start: start.cloned() }
    }

    fn counts(&self, segment: &SegmentReader) -> tantivy::Result<Counts> {
        let index = segment.inverted_index(self.field)?;
        match (self.words.as_slice(), &self.start) {
            ([], None) => Ok(Counts::default()),
            ([], Some(start)) => starts(&index, start, segment.max_doc()),
            (_, start) => {
                let mut places = self.words_in_row(&index)?;
                if let Some(start) = start {
                    places = followed_by(&index, start, &places, segment.max_doc())?;
                }
                let entries = places.chunk_by(|a, b| a.0 == b.0);
                Ok(entries.map(|places| (places[0].0, places.len() as u32)).collect())
            }
        }
    }

    /// The places after the whole words, in order.
    fn words_in_row(&self, index: &InvertedIndexReader) -> tantivy::Result<Places> {
        let mut words = Vec::new();
        for (n, word) in self.words.iter().enumerate() {
            let Some(word) = index.get_term_info(&Term::from_field_text(self.field, word))? else {
                return Ok(Places::new());
            };
            words.push(((self.words.len() - n) as u32, word));
        }
        // From the rarest word, whose every place counts, each further word takes away the places it does not stand
        // before.
        words.sort_by_key(|(_, word)| word.doc_freq);
        let mut places = Places::new();
        let mut positions = Vec::new();
        for (n, (distance, word)) in words.iter().enumerate() {
            let mut postings = index.read_postings_from_terminfo(word, POSITIONS)?;
            if n > 0 {
                keep(&mut places, &mut postings, *distance, &mut positions);
                continue;
            }
            while postings.doc() != TERMINATED {
                let entry = postings.doc();
                postings.positions_with_offset(*distance, &mut positions);
                places.extend(positions.iter().map(|&position| (entry, position)));
                postings.advance();
            }
        }
        Ok(places)
    }
}

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// Calls `each` with what the index knows of every word that begins with `start`.
fn for_each_word(
    index: &InvertedIndexReader,
    start: &str,
    mut each: impl FnMut(&TermInfo) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let mut words = index.terms().range().ge(start.as_bytes()).into_stream()?;
    while words.advance() && words.key().starts_with(start.as_bytes()) {
        each(words.value())?;
    }
    Ok(())
}

/// Counts the words that begin with `start`, in each of a number of entries.
fn starts(index: &InvertedIndexReader, start: &str, entries: DocId) -> tantivy::Result<Counts> {
    let mut counts = vec![0u32; entries as usize];
    for_each_word(index, start, |word| {
        let mut block =
            index.read_block_postings_from_terminfo(word, IndexRecordOption::WithFreqs)?;
        while !block.docs().is_empty() {
            for (&entry, &count) in block.docs().iter().zip(block.freqs()) {
                counts[entry as usize] += count;
            }
            block.advance();
        }
        Ok(())
    })?;
    Ok((0..).zip(counts).filter(|&(_, count)| count > 0).collect())
}

/// Those of the places, which are in order and lie in a number of entries, where a word that begins with `start` stands.
fn followed_by(
    index: &InvertedIndexReader,
    start: &str,
    places: &[(DocId, u32)],
    entries: DocId,
) -> tantivy::Result<Places> {
    // Where the places of each entry begin among all; one letter begins hundreds of words, and each of them asks.
    let mut begins = vec![0; entries as usize + 1];
    for &(entry, _) in places {
        begins[entry as usize + 1] += 1;
    }
    for entry in 0..entries as usize {
        begins[entry + 1] += begins[entry];
    }
    let mut found = Places::new();
    let mut positions = Vec::new();
    for_each_word(index, start, |word| {
        let mut postings = index.read_postings_from_terminfo(word, POSITIONS)?;
        while postings.doc() != TERMINATED {
            let entry = postings.doc() as usize;
            let here = &places[begins[entry]..begins[entry + 1]];
            if !here.is_empty() {
                postings.positions(&mut positions);
                let stands = |place: &&(DocId, u32)| positions.binary_search(&place.1).is_ok();
                found.extend(here.iter().filter(stands));
            }
            postings.advance();
        }
        Ok(())
    })?;
    found.sort_unstable();
    Ok(found)
}

/// Keeps those places that stand `distance` after one of the word's.
fn keep(
    places: &mut Places,
    postings: &mut impl Postings,
    distance: u32,
    positions: &mut Vec<u32>,
) {
    let mut read = None;
    places.retain(|&(entry, position)| {
        if postings.doc() < entry {
            postings.seek(entry);
        }
        if postings.doc() != entry {
            return false;
        }
        if read != Some(entry) {
            postings.positions_with_offset(distance, positions);
            read = Some(entry);
        }
        positions.binary_search(&position).is_ok()
    });
}

impl Query for PhraseQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let Some(searcher) = scoring.searcher() else {
            let message = "a phrase cannot be looked for without a searcher";
            return Err(TantivyError::InvalidArgument(message.to_owned()));
        };
        let mut counts = HashMap::new();
        let mut found = 0;
        for segment in searcher.segment_readers() {
            let here = self.counts(segment)?;
            found += here.len() as u64;
            counts.insert(segment.segment_id(), here);
        }
        let entries = searcher.total_num_docs()?;
        let length = searcher.total_num_tokens(self.field)? as Score / entries.max(1) as Score;
        let bm25 = Bm25Weight::for_one_term_without_explain(found, entries, length.max(1.0));
        Ok(Box::new(PhraseWeight { field: self.field, counts, bm25 }))
    }
}

struct PhraseWeight {
    field: Field,
    counts: HashMap<SegmentId, Counts>,
    bm25: Bm25Weight,
}

impl Weight for PhraseWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(PhraseScorer {
            counts: self.counts.get(&segment.segment_id()).cloned().unwrap_or_default(),
            next: 0,
            lengths: segment.get_fieldnorms_reader(self.field)?,
            bm25: self.bm25.boost_by(boost),
        }))
    }

    fn explain(&self, segment: &SegmentReader, entry: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        let score =
            if scorer.doc() <= entry && scorer.seek(entry) == entry { scorer.score() } else { 0.0 };
        Ok(Explanation::new("words that follow each other", score))
    }
}

struct PhraseScorer {
    counts: Counts,
    next: usize,
    lengths: FieldNormReader,
    bm25: Bm25Weight,
}

impl DocSet for PhraseScorer {
    fn advance(&mut self) -> DocId {
        self.next = (self.next + 1).min(self.counts.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.next += self.counts[self.next..].partition_point(|&(entry, _)| entry < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.counts.get(self.next).map_or(TERMINATED, |&(entry, _)| entry)
    }

    fn size_hint(&self) -> u32 {
        self.counts.len() as u32
    }
}

impl Scorer for PhraseScorer {
    fn score(&mut self) -> Score {
        let Some(&(entry, count)) = self.counts.get(self.next) else { return 0.0 };
        self.bm25.score(self.lengths.fieldnorm_id(entry), count)
    }
}
