//! What came of an import, and the import itself: a table of files brought into the project in one step, all or none.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde::{Serialize, Serializer};

use super::table::{ImportTable, ImportWish, read_table};
use crate::domain::{SourceId, SourceKind};
use crate::project::jobs::{Job, Progress};
use crate::project::{Arrival, Fate, Imported, NewSource, Project, ProjectError};

/// How often an import without a window tells how far it is.
const TELLS: Duration = Duration::from_millis(40);

/// What came of an import, for its report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Files that are sources now.
    pub imported: Vec<ImportedFile>,
    /// Sources whose text is that of a newer file now.
    pub replaced: Vec<Replaced>,
    /// Files whose text was there already.
    pub already_there: Vec<AlreadyThere>,
    /// Files that were left out by choice.
    #[serde(serialize_with = "shown_all")]
    pub left_out: Vec<PathBuf>,
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

/// A source whose text is that of a newer file now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// The file.
    #[serde(serialize_with = "shown")]
    pub path: PathBuf,
    /// The source's key.
    pub source: SourceId,
    /// Its name.
    pub name: String,
    /// How many quotations were carried over.
    pub carried: usize,
    /// The words of the quotations that could not be carried over; they are kept and flagged.
    pub lost: Vec<String>,
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

    /// Notes what should be checked in a table of respondents.
    fn note_survey(&mut self, path: &Path, doubts: Vec<String>) {
        if let Some(first) = self.imported.iter().find(|file| file.path == path)
            && !doubts.is_empty()
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.doubtful.push(Doubtful { source: first.source, name, doubts });
        }
    }

    /// The figures in one sentence, without a full stop.
    pub fn summary(&self) -> String {
        let imported = match self.imported.len() {
            0 => "Nothing was imported".to_owned(),
            1 => "Imported 1 source".to_owned(),
            many => format!("Imported {} sources", crate::text::grouped(many)),
        };
        let others = [
            (self.replaced.len(), "replaced"),
            (self.already_there.len(), "already there"),
            (self.left_out.len(), "left out"),
            (self.doubtful.len(), "to check"),
            (self.refused.len(), "refused"),
            (self.ignored.len(), "of other formats passed over"),
        ];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        others.fold(imported, |said, (count, what)| format!("{said}; {count} {what}"))
    }
}

impl Project {
    /// Brings the files of a table into the project, in one step: all that are to come in, or, when it fails, none. `None`
    /// when the job was cancelled before the write began; then nothing was changed.
    pub fn import_table(
        &mut self,
        table: &ImportTable,
        job: &Job,
    ) -> Result<Option<ImportReport>, ProjectError> {
        let coming = table.sources();
        let all: Vec<&NewSource> = coming.iter().map(|(source, ..)| source).collect();
        let arrivals = self.arrivals(&all);
        let fates: Vec<Fate> = coming
            .iter()
            .zip(&arrivals)
            .map(|((.., chosen), arrival)| chosen.unwrap_or_else(|| arrival.fate()))
            .collect();
        if job.is_cancelled() {
            return Ok(None);
        }
        let outcomes = self.bring_in(&all, &fates)?;
        let mut report = ImportReport {
            refused: table.refused.clone(),
            ignored: table.ignored.clone(),
            ..ImportReport::default()
        };
        for (((new, path, _), outcome), arrival) in coming.iter().zip(outcomes).zip(arrivals) {
            self.report_one(&mut report, new, outcome, arrival, path.to_path_buf());
        }
        for survey in &table.surveys {
            report.note_survey(&survey.path, survey.doubts());
        }
        Ok(Some(report))
    }

    fn report_one(
        &self,
        report: &mut ImportReport,
        new: &NewSource,
        outcome: Imported,
        arrival: Arrival,
        path: PathBuf,
    ) {
        let mut doubtful = |source, name: &str, doubts: Vec<String>| {
            if !doubts.is_empty() {
                report.doubtful.push(Doubtful { source, name: name.to_owned(), doubts });
            }
        };
        match outcome {
            Imported::As { source, name, doubts } => {
                doubtful(source, &name, doubts);
                let (kind, turns) = (new.kind, new.turns.len());
                report.imported.push(ImportedFile { path, source, name, kind, turns });
            }
            Imported::Replaced { source, name, doubts, edited } => {
                doubtful(source, &name, doubts);
                let on = self.snapshot().codings(source);
                let was = |id: &_| on?.quotation(*id)?.was.clone();
                let lost = edited.lost.iter().filter_map(was).collect();
                let carried = edited.carried;
                report.replaced.push(Replaced { path, source, name, carried, lost });
            }
            Imported::Skipped(Some(name)) if matches!(arrival, Arrival::AlreadyThere(_)) => {
                report.already_there.push(AlreadyThere { path, name });
            }
            Imported::Skipped(_) => report.left_out.push(path),
        }
    }

    /// Reads files and brings them in, and returns when that is done; `progress` is told now and then how far it is.
    pub fn import_files(
        &mut self,
        wish: &ImportWish,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<ImportReport, ProjectError> {
        let table = read_waiting(wish, progress)?;
        self.import_table(&table, &Job::new("Importing"))?.ok_or(ProjectError::Interrupted)
    }
}

/// Reads files on threads of a job's own and returns when that is done; `progress` is told now and then how far it is.
pub fn read_waiting(
    wish: &ImportWish,
    progress: &mut dyn FnMut(&Progress),
) -> Result<ImportTable, ProjectError> {
    let job = Job::new("Importing");
    let table = thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let shared = &job;
        thread::Builder::new()
            .spawn_scoped(scope, move || {
                let _ = sender.send(read_table(wish, shared));
            })
            .map_err(|_| ProjectError::Interrupted)?;
        loop {
            match receiver.recv_timeout(TELLS) {
                Ok(table) => return table.ok_or(ProjectError::Interrupted),
                Err(RecvTimeoutError::Timeout) => progress(&job.progress()),
                Err(RecvTimeoutError::Disconnected) => return Err(ProjectError::Interrupted),
            }
        }
    })?;
    progress(&job.progress());
    Ok(table)
}
