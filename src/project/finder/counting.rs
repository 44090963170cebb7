//! How often words stand in the study or in its parts.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::analysis::{ENGLISH_STOP_WORDS, WordCount, WordRow, WordTally, word_rows};
use crate::domain::{SourceInfo, SourceKind, Turn};
use crate::export::{PrintedFigure, TableLine, TableReport};
use crate::project::{Job, Project, ProjectError, Snapshot};
use crate::search::{Language, Stemmer, compared, words};
use crate::text::{Walk, counted, grouped, natural_key};

/// What the words of a study are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WordsBy {
    /// All together.
    #[default]
    Study,
    /// The kind of source.
    Kind,
    /// The case that the source belongs to.
    Case,
    /// The source.
    Source,
}

/// Which words are counted, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordQuestion {
    /// What they are counted by.
    pub by: WordsBy,
    /// Only on sources of these kinds; of all without any.
    pub kinds: Vec<SourceKind>,
    /// Whether the forms of a word are one word.
    pub stem: bool,
    /// Whether frequent words that say little are left out: those of English, on sources in English.
    pub stop: bool,
    /// Words that are left out beside them.
    pub stop_words: Vec<String>,
    /// The length of the shortest word that counts, in characters.
    pub shortest: usize,
    /// How many of the most frequent words of each part are given, where the parts are given one by one.
    pub limit: usize,
}

impl Default for WordQuestion {
    /// The 100 most frequent words of the study that say something, as they are written.
    fn default() -> Self {
        Self {
            by: WordsBy::Study,
            kinds: Vec::new(),
            stem: false,
            stop: true,
            stop_words: Vec::new(),
            shortest: 1,
            limit: 100,
        }
    }
}

/// The words of a part of a study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordsOf {
    /// What part it is: a kind, the name of a case or a source; empty for the study, and for sources without a case.
    pub part: String,
    /// How many sources it has.
    pub sources: usize,
    /// How many words were counted in it, each as often as it stands.
    pub total: usize,
    /// How many different ones.
    pub distinct: usize,
    /// The most frequent ones, the most frequent first.
    pub words: Vec<WordCount>,
}

/// The words of a study beside each other by part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct WordTable {
    /// The parts in the order of kinds, or else by name; what belongs to no case comes last.
    pub parts: Vec<WordPart>,
    /// The words with their counts by part, the most frequent first.
    pub words: Vec<WordRow>,
}

/// A part of a study whose words are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordPart {
    /// What part it is; see [`WordsOf::part`].
    pub part: String,
    /// How many sources it has.
    pub sources: usize,
    /// How many words were counted in it, each as often as it stands.
    pub total: usize,
}

impl WordPart {
    /// What stands above its counts.
    pub fn heading(&self, by: WordsBy) -> String {
        match (by, self.part.parse::<SourceKind>()) {
            (WordsBy::Kind, Ok(kind)) => kind.heading().to_owned(),
            (WordsBy::Case, _) if self.part.is_empty() => "No case".to_owned(),
            _ => self.part.clone(),
        }
    }
}

impl Project {
    /// Counts the words that people said or wrote: not those that name who speaks, and not figures. The parts come in the
    /// order of their sources. Nothing is given when the job is cancelled.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn word_counts(
        &self,
        question: &WordQuestion,
        job: &Job,
    ) -> Result<Option<Vec<WordsOf>>, ProjectError> {
        let counts = self.tallies(question, job)?.map(|parts| {
            let count = |(part, sources, tally): Tallies| WordsOf {
                part,
                sources,
                total: tally.total(),
                distinct: tally.distinct(),
                words: tally.counts(question.limit),
            };
            parts.into_iter().map(count).collect()
        });
        Ok(counts)
    }

    /// Counts all words as [`Self::word_counts`] does, and gives them beside each other by part.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn word_table(
        &self,
        question: &WordQuestion,
        job: &Job,
    ) -> Result<Option<WordTable>, ProjectError> {
        let Some(mut parts) = self.tallies(question, job)? else { return Ok(None) };
        let kind = |part: &str| SourceKind::ALL.iter().position(|kind| kind.word() == part);
        parts.sort_by_cached_key(|(part, ..)| {
            (
                part.is_empty(),
                kind(part).filter(|_| question.by == WordsBy::Kind),
                natural_key(part),
            )
        });
        let part = |(part, sources, tally): &Tallies| WordPart {
            part: part.clone(),
            sources: *sources,
            total: tally.total(),
        };
        Ok(Some(WordTable {
            parts: parts.iter().map(part).collect(),
            words: word_rows(parts.into_iter().map(|(.., tally)| tally).collect()),
        }))
    }

    fn tallies(
        &self,
        question: &WordQuestion,
        job: &Job,
    ) -> Result<Option<Vec<Tallies>>, ProjectError> {
        let snapshot = &self.snapshot;
        let asked =
            |info: &&SourceInfo| question.kinds.is_empty() || question.kinds.contains(&info.kind);
        let sources: Vec<&SourceInfo> = snapshot.sources.iter().filter(asked).collect();
        job.begin(sources.len());
        let stop: HashSet<String> = question.stop_words.iter().map(|word| compared(word)).collect();
        let mut parts: Vec<Tallies> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut stems = Stems::default();
        for (number, info) in sources.into_iter().enumerate() {
            if job.is_cancelled() {
                return Ok(None);
            }
            job.work_on(&info.name);
            let part = part_of(question.by, info, snapshot);
            let place = *places.entry(part).or_insert_with_key(|part| {
                parts.push((part.clone(), 0, WordTally::default()));
                parts.len() - 1
            });
            let (_, of_part, tally) = &mut parts[place];
            *of_part += 1;
            let text = self.store.read().source_text(info.id)?;
            let language = snapshot.language_of(info.id);
            let turns = snapshot.codings(info.id).map(|on| &*on.turns).unwrap_or_default();
            for (word, (form, count)) in counted_in(&text, turns) {
                let says_little = question.stop
                    && language == Language::default()
                    && ENGLISH_STOP_WORDS.binary_search(&word.as_str()).is_ok();
                if says_little
                    || stop.contains(&word)
                    || (question.shortest > 1 && form.chars().count() < question.shortest)
                {
                    continue;
                }
                // A word's form is shown as it is written, accents and all.
                let form = if form.is_ascii() { word.clone() } else { form.to_lowercase() };
                match question.stem {
                    true => tally.add(number, stems.of(language, &word), &form, count),
                    false => tally.add(number, &word, &form, count),
                }
            }
            job.one_done();
        }
        Ok(Some(parts))
    }
}

/// The counts as they are written, the words in the order of these numbers.
pub fn word_report(table: &WordTable, question: &WordQuestion, order: &[usize]) -> TableReport {
    let by_part = question.by != WordsBy::Study;
    let parts = table.parts.iter().filter(|_| by_part);
    let total: usize = table.parts.iter().map(|part| part.total).sum();
    let mut notes = vec![format!(
        "{}, {} of them different.",
        counted(total, "word", "words"),
        grouped(table.words.len())
    )];
    let mut note = |is_so: bool, words: &str| notes.extend(is_so.then(|| words.to_owned()));
    note(question.stem, "The forms of a word count as one; the most frequent form stands for it.");
    note(question.stop, "Frequent English words that say little are left out.");
    if question.shortest > 1 {
        notes.push(format!("Words with fewer than {} letters are left out.", question.shortest));
    }
    let count = |count: usize| PrintedFigure::Count(count as u64);
    let line = |row: &WordRow| {
        let own = [count(row.count), count(row.sources)];
        let of_parts = row.counts.iter().filter(|_| by_part).map(|&number| count(number));
        TableLine { name: row.word.clone(), figures: own.into_iter().chain(of_parts).collect() }
    };
    let heads = ["All".to_owned(), "Sources".to_owned()];
    TableReport {
        title: "How often words stand".to_owned(),
        notes,
        of_rows: "word".to_owned(),
        columns: heads.into_iter().chain(parts.map(|part| part.heading(question.by))).collect(),
        rows: order.iter().filter_map(|&row| table.words.get(row)).map(line).collect(),
        is_even: false,
        totals: (0, 0),
    }
}

/// A part of a study, how many sources it has, and its words.
type Tallies = (String, usize, WordTally);

fn part_of(by: WordsBy, info: &SourceInfo, snapshot: &Snapshot) -> String {
    match by {
        WordsBy::Study => String::new(),
        WordsBy::Kind => info.kind.word().to_owned(),
        WordsBy::Case => {
            let case = info.case.and_then(|case| snapshot.case(case));
            case.map(|case| case.name.clone()).unwrap_or_default()
        }
        WordsBy::Source => info.name.clone(),
    }
}

/// The words of a text with letters in them, folded, with how each is written first and how often it stands; without those
/// that name who speaks.
fn counted_in<'t>(text: &'t str, turns: &[Turn]) -> HashMap<String, (&'t str, usize)> {
    let mut counts: HashMap<String, (&str, usize)> = HashMap::new();
    let mut count = |piece: &'t str| {
        for (word, bytes) in words(piece).filter(|(word, _)| word.contains(char::is_alphabetic)) {
            match counts.get_mut(&word) {
                Some((_, count)) => *count += 1,
                None => {
                    counts.insert(word, (&piece[bytes], 1));
                }
            }
        }
    };
    let mut walk = Walk::new(text);
    let mut from = 0;
    for turn in turns {
        let marker = walk.to_code_point(turn.span.start);
        count(&text[from.min(marker)..marker]);
        from = walk.to_code_point(turn.span.start.saturating_add(turn.marker));
    }
    count(&text[from..]);
    counts
}

/// The stems of the words that were met, by language.
#[derive(Default)]
struct Stems(HashMap<Language, (Option<Stemmer>, HashMap<String, String>)>);

impl Stems {
    fn of(&mut self, language: Language, word: &str) -> &str {
        let (stemmer, known) = self.0.entry(language).or_default();
        let stemmer = stemmer.get_or_insert_with(|| Stemmer::new(language));
        known.entry(word.to_owned()).or_insert_with(|| stemmer.stem(word))
    }
}
