//! Files to sources: read on threads of a job's own, then brought into the project in one step, all or none.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde::{Serialize, Serializer};

use super::jobs::{Job, Progress};
use super::{Imported, NewSource, Project, ProjectError};
use crate::domain::{SourceId, SourceKind};
use crate::import::{self, ImportError, Reading};
use crate::store::is_open_here;

/// More readers than this only wait for the disk.
const READERS: usize = 4;

/// How often an import without a window tells how far it is.
const TELLS: Duration = Duration::from_millis(40);

/// What a person wants to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportWish {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// What the sources are; `None` for what each file suggests: by its name or header, else an interview when it has
    /// turns, else a document.
    pub kind: Option<SourceKind>,
}

/// Files that were read and are not in the project yet.
#[derive(Debug, Default)]
pub struct ReadFiles {
    /// What was read, in the order in which it is to be imported.
    sources: Vec<NewSource>,
    /// The file of each.
    paths: Vec<PathBuf>,
    refused: Vec<Refused>,
    ignored: Vec<PathBuf>,
}

impl ReadFiles {
    /// What was read, in the order in which it is to be imported.
    pub fn sources(&self) -> &[NewSource] {
        &self.sources
    }
}

/// What came of an import, for its report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Files that are sources now.
    pub imported: Vec<ImportedFile>,
    /// Files whose text was there already.
    pub already_there: Vec<AlreadyThere>,
    /// Those of the imported that somebody should look at.
    pub doubtful: Vec<Doubtful>,
    /// Files and folders that could not be read.
    pub refused: Vec<Refused>,
    /// Files of other formats in the chosen folders.
    #[serde(serialize_with = "shown_all")]
    pub ignored: Vec<PathBuf>,
}

/// A file that is a source now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportedFile {
    /// The file.
    #[serde(serialize_with = "shown")]
    pub path: PathBuf,
    /// The source's key.
    pub source: SourceId,
    /// The source's name.
    pub name: String,
    /// What it was imported as.
    pub kind: SourceKind,
    /// How many turns were recognised.
    pub turns: usize,
}

/// A file whose text was there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlreadyThere {
    /// The file.
    #[serde(serialize_with = "shown")]
    pub path: PathBuf,
    /// The name of the source that has its text.
    pub name: String,
}

/// A source that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubtful {
    /// The source's key.
    pub source: SourceId,
    /// Its name.
    pub name: String,
    /// What is doubtful, in sentences.
    pub doubts: Vec<String>,
}

/// A file or folder that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The file or folder.
    #[serde(serialize_with = "shown")]
    pub path: PathBuf,
    /// Why, and what to do; stands beside the file's name.
    pub reason: String,
}

/// A path as people read it; one whose bytes are no text must not fail the whole report.
fn shown<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.display())
}

fn shown_all<S: Serializer>(paths: &[PathBuf], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(paths.iter().map(|path| path.display().to_string()))
}

impl ImportReport {
    /// Whether every file that was chosen is a source now and none is doubtful.
    pub fn is_clean(&self) -> bool {
        self.already_there.is_empty() && self.doubtful.is_empty() && self.refused.is_empty()
    }

    /// The figures in one sentence, without a full stop.
    pub fn summary(&self) -> String {
        let imported = match self.imported.len() {
            0 => "Nothing was imported".to_owned(),
            1 => "Imported 1 source".to_owned(),
            many => format!("Imported {} sources", crate::text::grouped(many)),
        };
        let others = [
            (self.already_there.len(), "already there"),
            (self.doubtful.len(), "to check"),
            (self.refused.len(), "refused"),
            (self.ignored.len(), "of other formats passed over"),
        ];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        others.fold(imported, |said, (count, what)| format!("{said}; {count} {what}"))
    }
}

/// Reads what is wished, several files at a time; `None` when the job was cancelled. What cannot be read is refused, file
/// by file.
pub fn read_files(wish: &ImportWish, job: &Job) -> Option<ReadFiles> {
    read_with(wish, job, import::read)
}

fn read_with(
    wish: &ImportWish,
    job: &Job,
    read: impl Fn(&Path) -> Result<Reading, ImportError> + Sync,
) -> Option<ReadFiles> {
    let found = import::gather(&wish.paths);
    let files = &found.files;
    job.begin(files.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while !job.is_cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = files.get(at) else { break };
            job.work_on(path.file_stem().unwrap_or_default().to_string_lossy());
            done.push((at, read_one(path, wish.kind, &read)));
            job.one_done();
        }
        done
    };
    let readers = thread::available_parallelism().map_or(1, usize::from).min(READERS);
    let mut outcomes = thread::scope(|scope| {
        // A system without a thread to give leaves the work to this one.
        let others: Vec<_> = (1..readers.min(files.len()))
            .filter_map(|_| {
                thread::Builder::new().name("reading".to_owned()).spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut outcomes = work();
        for other in others {
            outcomes.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        outcomes
    });
    if job.is_cancelled() {
        return None;
    }
    outcomes.sort_by_key(|(at, _)| *at);
    let refused = found
        .refused
        .into_iter()
        .map(|(path, error)| Refused { path, reason: error.reason.to_string() });
    let mut all =
        ReadFiles { refused: refused.collect(), ignored: found.ignored, ..ReadFiles::default() };
    for ((_, outcome), path) in outcomes.into_iter().zip(found.files) {
        match outcome {
            Ok(source) => {
                all.sources.push(source);
                all.paths.push(path);
            }
            Err(reason) => all.refused.push(Refused { path, reason }),
        }
    }
    Some(all)
}

/// Reads one file; the reason where it cannot be read. Strangers' files must never end the program: a reader that panics
/// has refused its file.
fn read_one(
    path: &Path,
    kind: Option<SourceKind>,
    read: impl Fn(&Path) -> Result<Reading, ImportError>,
) -> Result<NewSource, String> {
    if is_open_here(path) {
        return Err("it is the project that is open here".to_owned());
    }
    let source = catch_unwind(AssertUnwindSafe(|| {
        let reading = read(path).map_err(|error| error.reason.to_string())?;
        let kind = kind.or(reading.suggested_kind);
        let encoding = reading.encoding.to_string();
        let mut source = NewSource::new(
            reading.name,
            kind.unwrap_or(SourceKind::Interview),
            reading.text,
            encoding,
            reading.doubts,
        );
        source.file_sha256 = reading.sha256;
        source.file_name = reading.file_name;
        source.file_size = reading.size;
        source.markup = reading.markup;
        source.comments = reading.comments;
        if !reading.turns.is_empty() {
            source.turns = reading.turns;
        }
        if kind.is_none() && source.turns.is_empty() {
            source.kind = SourceKind::Document;
        }
        Ok(source)
    }));
    source.unwrap_or_else(|_| {
        Err("it holds something this program cannot read; save it anew as .txt or .docx".to_owned())
    })
}

impl Project {
    /// Brings files that were read into the project, in one step: all that are new, or, when it fails, none. `None` when
    /// the job was cancelled before the write began; then nothing was changed.
    pub fn import_read(
        &mut self,
        read: ReadFiles,
        job: &Job,
    ) -> Result<Option<ImportReport>, ProjectError> {
        if job.is_cancelled() {
            return Ok(None);
        }
        let outcomes = match read.sources.is_empty() {
            true => Vec::new(),
            false => self.add_sources(&read.sources)?,
        };
        let mut report = ImportReport {
            refused: read.refused,
            ignored: read.ignored,
            ..ImportReport::default()
        };
        for ((new, path), outcome) in read.sources.into_iter().zip(read.paths).zip(outcomes) {
            match outcome {
                Imported::As { source, name, doubts } => {
                    if !doubts.is_empty() {
                        let name = name.clone();
                        report.doubtful.push(Doubtful { source, name, doubts });
                    }
                    let (kind, turns) = (new.kind, new.turns.len());
                    report.imported.push(ImportedFile { path, source, name, kind, turns });
                }
                Imported::Replaced { .. } => {}
                Imported::Skipped(name) => {
                    let name = name.unwrap_or_default();
                    report.already_there.push(AlreadyThere { path, name });
                }
            }
        }
        Ok(Some(report))
    }

    /// Reads files and brings them in, and returns when that is done; `progress` is told now and then how far it is.
    pub fn import_files(
        &mut self,
        wish: &ImportWish,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<ImportReport, ProjectError> {
        let job = Job::new("Importing");
        let read = thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            let shared = &job;
            thread::Builder::new()
                .spawn_scoped(scope, move || {
                    let _ = sender.send(read_files(wish, shared));
                })
                .map_err(|_| ProjectError::Interrupted)?;
            loop {
                match receiver.recv_timeout(TELLS) {
                    Ok(read) => return read.ok_or(ProjectError::Interrupted),
                    Err(RecvTimeoutError::Timeout) => progress(&job.progress()),
                    Err(RecvTimeoutError::Disconnected) => return Err(ProjectError::Interrupted),
                }
            }
        })?;
        progress(&job.progress());
        self.import_read(read, &job)?.ok_or(ProjectError::Interrupted)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn wish(paths: &[&Path]) -> ImportWish {
        ImportWish { paths: paths.iter().map(|path| (*path).to_owned()).collect(), kind: None }
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
        let names: Vec<_> = read.sources.iter().map(|source| source.name.as_str()).collect();
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
