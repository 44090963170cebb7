//! The import table: files that were read, with what each is to become, before anything is stored.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::report::Refused;
use super::row::ImportRow;
use super::survey::SurveyTable;
use crate::analysis::identifiers::{Finding, Terms, scan};
use crate::domain::{SourceKind, Speaker, Term};
use crate::import::rules::ImportRules;
use crate::import::survey::Layout;
use crate::import::{self, ImportError, Reading};
use crate::project::jobs::Job;
use crate::project::{Arrival, Coming, Fate, NewSource, Snapshot};
use crate::store::is_open_here;
use crate::text::turns;

/// More readers than this only wait for the disk.
const READERS: usize = 4;

/// What a person wants to import.
#[derive(Debug, Clone, Default)]
pub struct ImportWish {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// What the sources are; `None` for what each file suggests.
    pub kind: Option<SourceKind>,
    /// The rules that fill in the table.
    pub rules: ImportRules,
    /// The layout of an earlier wave, for tables of respondents that have its columns.
    pub layout: Option<Layout>,
}

/// Files that were read and are not in the project yet.
#[derive(Debug, Clone, Default)]
pub struct ImportTable {
    /// Texts, in the order in which they are to be imported.
    pub rows: Vec<ImportRow>,
    /// Tables of respondents.
    pub surveys: Vec<SurveyTable>,
    /// The rules that filled in the table.
    pub rules: ImportRules,
    /// Words that are replaced in every text before it comes in.
    pub redacted: Vec<Term>,
    /// Files and folders that could not be read.
    pub refused: Vec<Refused>,
    /// Files of other formats in the chosen folders.
    pub ignored: Vec<PathBuf>,
}

/// What a file turned out to be.
enum Found {
    Text(Box<ImportRow>),
    Survey(Box<SurveyTable>),
}

/// Reads what is wished, several files at a time; `None` when the job was cancelled. What cannot be read is refused, file
/// by file.
pub fn read_table(wish: &ImportWish, job: &Job) -> Option<ImportTable> {
    read_with(wish, job, import::read)
}

fn read_with(
    wish: &ImportWish,
    job: &Job,
    read: impl Fn(&Path) -> Result<Reading, ImportError> + Sync,
) -> Option<ImportTable> {
    let found = import::gather(&wish.paths);
    let files = &found.files;
    let outcomes = in_parallel(files.len(), job, |at| {
        let path = &files[at];
        job.work_on(path.file_stem().unwrap_or_default().to_string_lossy());
        read_one(path, wish, &read)
    })?;
    let refused = found
        .refused
        .into_iter()
        .map(|(path, error)| Refused { path, reason: error.reason.to_string() });
    let mut table = ImportTable {
        refused: refused.collect(),
        ignored: found.ignored,
        rules: wish.rules.clone(),
        ..ImportTable::default()
    };
    for (outcome, path) in outcomes.into_iter().zip(found.files) {
        match outcome {
            Ok(Found::Text(row)) => table.rows.push(*row),
            Ok(Found::Survey(survey)) => table.surveys.push(*survey),
            Err(reason) => table.refused.push(Refused { path, reason }),
        }
    }
    Some(table)
}

/// Does `count` pieces of work on a few threads; their answers in order, or nothing when the job was cancelled.
fn in_parallel<T: Send>(
    count: usize,
    job: &Job,
    work: impl Fn(usize) -> T + Sync,
) -> Option<Vec<T>> {
    job.begin(count);
    let next = AtomicUsize::new(0);
    let go_on = || {
        let mut done = Vec::new();
        while !job.is_cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            done.push((at, work(at)));
            job.one_done();
        }
        done
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(READERS);
    let mut outcomes = thread::scope(|scope| {
        // A system without a thread to give leaves the work to this one.
        let others: Vec<_> = (1..workers.min(count))
            .filter_map(|_| {
                thread::Builder::new().name("reading".to_owned()).spawn_scoped(scope, go_on).ok()
            })
            .collect();
        let mut outcomes = go_on();
        for other in others {
            outcomes.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        outcomes
    });
    if job.is_cancelled() {
        return None;
    }
    outcomes.sort_by_key(|(at, _)| *at);
    Some(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

/// Reads one file and makes its text; the reason where it cannot be read. Strangers' files must never end the program: a
/// reader that panics has refused its file.
fn read_one(
    path: &Path,
    wish: &ImportWish,
    read: impl Fn(&Path) -> Result<Reading, ImportError>,
) -> Result<Found, String> {
    if is_open_here(path) {
        return Err("it is the project that is open here".to_owned());
    }
    let found = catch_unwind(AssertUnwindSafe(|| {
        if import::survey::is_table(path) {
            let survey = SurveyTable::read(path, wish.layout.as_ref())?;
            return Ok(Found::Survey(Box::new(survey)));
        }
        let reading = read(path).map_err(|error| error.reason.to_string())?;
        let mut row = ImportRow::new(path.to_owned(), reading, &wish.rules);
        if let Some(kind) = wish.kind {
            let _ = row.write(super::Column::Kind, kind.word(), &wish.rules);
        }
        row.made = Some(Arc::new(row.make(&wish.rules, &Terms::default())));
        Ok(Found::Text(Box::new(row)))
    }));
    found.unwrap_or_else(|_| {
        Err("it holds something this program cannot read; save it anew as .txt or .docx".to_owned())
    })
}

impl ImportTable {
    /// Takes another spelling of speakers' names: those named are written so in every text.
    pub fn spell(&mut self, names: &[Speaker], to: &str) {
        for name in names.iter().filter(|name| &***name != to) {
            self.rules.speakers.insert(name.to_string(), to.to_owned());
        }
        for row in &mut self.rows {
            let spoken = row.made.as_ref().is_some_and(|made| {
                made.speakers.iter().any(|(speaker, _)| names.contains(speaker))
            });
            if spoken {
                row.made = None;
            }
        }
    }

    /// Whether the text of a row has to be made anew.
    pub fn is_stale(&self) -> bool {
        self.rows.iter().any(|row| row.made.is_none())
    }

    /// The rows as they are once the rules have filled in what no person filled in and the stale texts are made, several
    /// at a time; nothing when the job was cancelled.
    pub fn renewed(&self, refill: bool, job: &Job) -> Option<Vec<ImportRow>> {
        let redacted = Terms::new(&self.redacted);
        in_parallel(self.rows.len(), job, |at| {
            let mut row = self.rows[at].clone();
            if refill {
                row.fill(&self.rules);
            }
            if row.made.is_none() {
                row.made = Some(Arc::new(row.make(&self.rules, &redacted)));
            }
            row
        })
    }

    /// Who speaks in all texts, with the number of turns, most first.
    pub fn speakers(&self) -> Vec<(Speaker, usize)> {
        let mut counts: HashMap<&Speaker, usize> = HashMap::new();
        for made in self.rows.iter().filter_map(|row| row.made.as_ref()) {
            for (speaker, count) in &made.speakers {
                *counts.entry(speaker).or_default() += count;
            }
        }
        let mut all: Vec<_> =
            counts.into_iter().map(|(name, count)| (name.clone(), count)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all
    }

    /// Groups of speakers that are probably the same, written differently, each with the number of turns, most first.
    pub fn alike_speakers(&self) -> Vec<Vec<(Speaker, usize)>> {
        let names = self.speakers();
        let groups = turns::alike(&names).into_iter();
        groups.map(|group| group.into_iter().map(|at| names[at].clone()).collect()).collect()
    }

    /// Replaces words in every text before it comes in; their texts are made anew.
    pub fn redact(&mut self, term: Term) {
        self.redacted.retain(|other| other.private.to_lowercase() != term.private.to_lowercase());
        self.redacted.push(term);
        for row in &mut self.rows {
            row.made = None;
        }
    }

    /// What in the texts may identify somebody, each with its row, by row and place.
    pub fn scan(&self, terms: &Terms) -> Vec<(usize, Finding)> {
        let made = self.rows.iter().enumerate();
        let made = made.filter_map(|(at, row)| row.made.as_ref().map(|made| (at, made)));
        made.flat_map(|(at, made)| scan(&made.text, terms).into_iter().map(move |f| (at, f)))
            .collect()
    }

    /// The sources as they are to come in, each with its file and the fate that a person chose: the texts in the order of
    /// the rows, then the answers of each survey. Rows whose text is to be made anew are left out.
    pub(super) fn sources(&self) -> Vec<(NewSource, &Path, Option<Fate>)> {
        let mut sources: Vec<_> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.source(&self.rules)?, row.path.as_path(), row.fate)))
            .collect();
        let redacted = Terms::new(&self.redacted);
        for survey in &self.surveys {
            let answers = survey.sources(&self.rules, &redacted).into_iter();
            sources.extend(answers.map(|source| (source, survey.path.as_path(), survey.fate())));
        }
        sources
    }

    /// How many of the sources that each table of respondents makes are not there yet.
    pub fn new_answers(&self, snapshot: &Snapshot) -> Vec<usize> {
        let redacted = Terms::new(&self.redacted);
        let new = |survey: &SurveyTable| {
            let sources = survey.sources(&self.rules, &redacted);
            let arrivals = snapshot.arrivals(sources.iter().map(NewSource::coming));
            arrivals.into_iter().filter(|arrival| arrival.fate() != Fate::Skip).count()
        };
        self.surveys.iter().map(new).collect()
    }

    /// What is known of the texts, in the order of the rows; nothing of one that is to be made anew.
    pub fn arrivals(&self, snapshot: &Snapshot) -> Vec<Option<Arrival>> {
        let coming = self.rows.iter().map(|row| Coming {
            name: &row.name,
            kind: row.kind,
            sha256: row.made.as_ref().map_or("", |made| &made.sha256),
            file_sha256: &row.reading.sha256,
        });
        let arrivals = snapshot.arrivals(coming).into_iter();
        self.rows
            .iter()
            .zip(arrivals)
            .map(|(row, arrival)| row.made.as_ref().map(|_| arrival))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn wish(paths: &[&Path]) -> ImportWish {
        ImportWish {
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
            ..ImportWish::default()
        }
    }

    #[test]
    fn a_reader_that_panics_refuses_its_file_only() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("bad.txt"), "a").expect("a file");
        fs::write(folder.path().join("good.txt"), "b").expect("a file");
        let read = |path: &Path| {
            assert!(!path.ends_with("bad.txt"), "on purpose");
            import::read(path)
        };
        let read = read_with(&wish(&[folder.path()]), &Job::new(""), read).expect("not cancelled");
        let names: Vec<_> = read.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["good"]);
        assert!(read.refused[0].path.ends_with("bad.txt"));
    }

    #[test]
    fn a_cancelled_job_stops_between_two_files() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..40 {
            fs::write(folder.path().join(format!("{number}.txt")), "words").expect("a file");
        }
        let job = Job::new("Importing");
        let seen = AtomicUsize::new(0);
        let read = read_with(&wish(&[folder.path()]), &job, |path| {
            if seen.fetch_add(1, Ordering::Relaxed) == 3 {
                job.cancel();
            }
            import::read(path)
        });
        assert!(read.is_none());
        assert!(seen.into_inner() <= 3 + READERS);
        assert_eq!(job.progress().total, 40);
    }
}
