//! Finds stretches of words: words that follow each other, words by their look, as they are written, near each other; and
//! ranks each such stretch as if it were one word.
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

use super::Query as Question;
use super::analyser::AS_WRITTEN;
use super::entry::Fields;
use super::language::{Language, Stemmer};
use super::like::Like;
use super::near::{Neighbours, Stretch};

/// Stretches of words: everything a question may ask for but what is put together with and, or and not.
#[derive(Debug, Clone)]
pub(super) struct PlacesQuery {
    fields: Fields,
    query: Question,
}

/// The entries of one segment that hold such a stretch, in order, and how often.
type Counts = Arc<[(DocId, u32)]>;

/// The places of phrases: an entry and a position in it.
type Places = Vec<(DocId, u32)>;

/// Stretches with their entries.
type Stretches = Vec<(DocId, Stretch)>;

impl PlacesQuery {
    /// Looks for what a question asks. What it puts together with and, and not, is not found.
    pub(super) fn new(fields: Fields, query: &Question) -> Self {
        Self { fields, query: query.clone() }
    }

    fn counts(&self, segment: &SegmentReader) -> tantivy::Result<Counts> {
        let words = segment.inverted_index(self.fields.exact)?;
        if let Some(like) = Like::of(&self.query) {
            return words_like(&words, &like, segment.max_doc());
        }
        let in_segment = InSegment { fields: self.fields, segment, words };
        let places = match &self.query {
            // Words in a row stand in order.
            Question::Phrase { words, open: false } => in_segment.words_in_row(words)?,
            Question::Phrase { words, open: true } => {
                let Some((start, words)) = words.split_last() else { return Ok(Counts::default()) };
                let places = in_segment.words_in_row(words)?;
                followed_by(&in_segment.words, start, &places, segment.max_doc())?
            }
            other => {
                let stretches = in_segment.stretches(other)?;
                stretches.into_iter().map(|(entry, (start, _))| (entry, start)).collect()
            }
        };
        let entries = places.chunk_by(|a, b| a.0 == b.0);
        Ok(entries.map(|places| (places[0].0, places.len() as u32)).collect())
    }
}

/// One segment that is looked through.
struct InSegment<'s> {
    fields: Fields,
    segment: &'s SegmentReader,
    words: Arc<InvertedIndexReader>,
}

impl InSegment<'_> {
    /// The stretches of what a question asks, in order, each once.
    fn stretches(&self, query: &Question) -> tantivy::Result<Stretches> {
        let mut found = Stretches::new();
        let in_row = |places: Places, count: usize, open: bool| {
            let stretch = move |(entry, after): (DocId, u32)| {
                let end = after + u32::from(open);
                (entry, (end - count as u32, end))
            };
            places.into_iter().map(stretch)
        };
        match query {
            Question::Word(word) => {
                for language in Language::all() {
                    let field = self.fields.stems(language);
                    let index = self.segment.inverted_index(field)?;
                    if index.terms().num_terms() == 0 {
                        continue;
                    }
                    let stem = Term::from_field_text(field, &Stemmer::new(language).stem(word));
                    if let Some(stem) = index.get_term_info(&stem)? {
                        add_places(&index, &stem, &mut found)?;
                    }
                }
            }
            Question::Prefix(_) | Question::Wild(_) | Question::Fuzzy { .. } => {
                if let Some(like) = Like::of(query) {
                    for_each_word(&self.words, &like, |word| {
                        add_places(&self.words, word, &mut found)
                    })?;
                }
            }
            Question::Phrase { words, open: true } => {
                if let Some((start, before)) = words.split_last() {
                    let places = self.words_in_row(before)?;
                    let entries = self.segment.max_doc();
                    let places = followed_by(&self.words, start, &places, entries)?;
                    found.extend(in_row(places, words.len(), true));
                }
            }
            Question::Phrase { words, open: false } => {
                found.extend(in_row(self.words_in_row(words)?, words.len(), false));
            }
            Question::Written { words, writings } => {
                let mut places = self.words_in_row(words)?;
                for (n, (word, writing)) in words.iter().zip(writings).enumerate() {
                    self.keep_written(&mut places, (words.len() - n) as u32, word, writing)?;
                }
                found.extend(in_row(places, words.len(), false));
            }
            Question::Near { one, other, apart } => {
                let (ones, others) = (self.stretches(one)?, self.stretches(other)?);
                found.extend(beside(&ones, &others, *apart));
                found.extend(beside(&others, &ones, *apart));
            }
            Question::Any(queries) => {
                for query in queries {
                    found.extend(self.stretches(query)?);
                }
            }
            Question::All(_) | Question::Without { .. } => {}
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The places after words that follow each other, in order.
    fn words_in_row(&self, row: &[String]) -> tantivy::Result<Places> {
        let mut words = Vec::new();
        for (n, word) in row.iter().enumerate() {
            let term = Term::from_field_text(self.fields.exact, word);
            let Some(word) = self.words.get_term_info(&term)? else {
                return Ok(Places::new());
            };
            words.push(((row.len() - n) as u32, word));
        }
        // From the rarest word, whose every place counts, each further word takes away the places it does not stand
        // before.
        words.sort_by_key(|(_, word)| word.doc_freq);
        let mut places = Places::new();
        let mut positions = Vec::new();
        for (n, (distance, word)) in words.iter().enumerate() {
            let mut postings = self.words.read_postings_from_terminfo(word, POSITIONS)?;
            if n > 0 {
                keep(&mut places, &mut postings, *distance, &mut positions, true);
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

    /// Keeps those places before which, at a distance, a folded word is written so.
    fn keep_written(
        &self,
        places: &mut Places,
        distance: u32,
        word: &str,
        writing: &str,
    ) -> tantivy::Result<()> {
        let index = self.segment.inverted_index(self.fields.written)?;
        let mut positions = Vec::new();
        let of_word = format!("{word}{AS_WRITTEN}");
        if writing != word {
            let term = Term::from_field_text(self.fields.written, &(of_word + writing));
            match index.get_term_info(&term)? {
                None => places.clear(),
                Some(term) => {
                    let mut postings = index.read_postings_from_terminfo(&term, POSITIONS)?;
                    keep(places, &mut postings, distance, &mut positions, true);
                }
            }
            return Ok(());
        }
        // It is written as it is folded where it is written in no other way.
        for_each_word(&index, &Like::Start(&of_word), |other| {
            let mut postings = index.read_postings_from_terminfo(other, POSITIONS)?;
            keep(places, &mut postings, distance, &mut positions, false);
            Ok(())
        })
    }
}

/// Adds every place of a word.
fn add_places(
    index: &InvertedIndexReader,
    word: &TermInfo,
    found: &mut Stretches,
) -> tantivy::Result<()> {
    let mut positions = Vec::new();
    let mut postings = index.read_postings_from_terminfo(word, POSITIONS)?;
    while postings.doc() != TERMINATED {
        let entry = postings.doc();
        postings.positions(&mut positions);
        found.extend(positions.iter().map(|&at| (entry, (at, at + 1))));
        postings.advance();
    }
    Ok(())
}

/// Those stretches, which are in order like the others, that have one of the others near them.
fn beside<'s>(
    stretches: &'s [(DocId, Stretch)],
    others: &'s [(DocId, Stretch)],
    apart: u32,
) -> impl Iterator<Item = (DocId, Stretch)> + use<'s> {
    let mut rest = others;
    stretches.chunk_by(|a, b| a.0 == b.0).flat_map(move |here| {
        let entry = here[0].0;
        rest = &rest[rest.partition_point(|&(other, _)| other < entry)..];
        let there = rest.partition_point(|&(other, _)| other == entry);
        let neighbours = Neighbours::new(rest[..there].iter().map(|&(_, stretch)| stretch));
        here.iter().copied().filter(move |&(_, stretch)| neighbours.of(stretch, apart))
    })
}

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// Calls `each` with what the index knows of every word that looks so.
fn for_each_word(
    index: &InvertedIndexReader,
    like: &Like<'_>,
    mut each: impl FnMut(&TermInfo) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let start = like.start();
    let mut words = index.terms().range().ge(start.as_bytes()).into_stream()?;
    while words.advance() && words.key().starts_with(start.as_bytes()) {
        if str::from_utf8(words.key()).is_ok_and(|word| like.matches(word)) {
            each(words.value())?;
        }
    }
    Ok(())
}

/// Counts the words that look so, in each of a number of entries.
fn words_like(
    index: &InvertedIndexReader,
    like: &Like<'_>,
    entries: DocId,
) -> tantivy::Result<Counts> {
    let mut counts = vec![0u32; entries as usize];
    for_each_word(index, like, |word| {
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
    for_each_word(index, &Like::Start(start), |word| {
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

/// Keeps those places that stand `distance` after one of the word's, or those that do not.
fn keep(
    places: &mut Places,
    postings: &mut impl Postings,
    distance: u32,
    positions: &mut Vec<u32>,
    standing: bool,
) {
    let mut read = None;
    places.retain(|&(entry, position)| {
        if postings.doc() < entry {
            postings.seek(entry);
        }
        if postings.doc() != entry {
            return !standing;
        }
        if read != Some(entry) {
            postings.positions_with_offset(distance, positions);
            read = Some(entry);
        }
        positions.binary_search(&position).is_ok() == standing
    });
}

impl Query for PlacesQuery {
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
        let length =
            searcher.total_num_tokens(self.fields.exact)? as Score / entries.max(1) as Score;
        let bm25 = Bm25Weight::for_one_term_without_explain(found, entries, length.max(1.0));
        Ok(Box::new(PlacesWeight { field: self.fields.exact, counts, bm25 }))
    }
}

struct PlacesWeight {
    field: Field,
    counts: HashMap<SegmentId, Counts>,
    bm25: Bm25Weight,
}

impl Weight for PlacesWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(PlacesScorer {
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
        Ok(Explanation::new("stretches of words", score))
    }
}

struct PlacesScorer {
    counts: Counts,
    next: usize,
    lengths: FieldNormReader,
    bm25: Bm25Weight,
}

impl DocSet for PlacesScorer {
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

impl Scorer for PlacesScorer {
    fn score(&mut self) -> Score {
        let Some(&(entry, count)) = self.counts.get(self.next) else { return 0.0 };
        self.bm25.score(self.lengths.fieldnorm_id(entry), count)
    }
}
