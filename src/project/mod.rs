//! A project at work: what can be asked of it and done to it.
//!
//! [`Project`] owns the file; the window keeps it on a thread of its own (see [`Owner`]), the command line and the
//! tests call it inline. Every change is one operation, one step of the history, and is on the disk when the call
//! returns.

mod codebook;
mod error;
mod finder;
mod framework_history;
mod import_table;
mod importing;
pub mod jobs;
mod labels;
mod matrix_report;
mod memo_report;
mod methods;
mod methods_report;
mod names;
mod news;
mod operations;
mod outline_report;
mod output_checks;
mod output_report;
mod outputs;
mod owner;
mod pictures;
mod questions;
mod queues;
mod register_reports;
mod reports;
pub mod sample;
mod settings;
mod snapshot;
mod tables;
mod texts;
mod written_table;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::{Coder, CoderId, SourceId};
use crate::store::{NewStep, Step, StepKind, Store, StoreError, Tx};
use crate::text::Text;

pub use crate::store::{
    AttributeField, CardField, CaseField, ExtractField, Holder, ItemField, MatrixField,
    MeetingField, MemoField, MentionIn, OutputField, PersonField, Position, TextVersion, Version,
};
pub use error::ProjectError;
pub use finder::{
    ConcordanceHit, ConcordanceLine, Found, FoundCode, FoundHit, OtherNames, PatternPlaces,
    SearchQuestion, Totals, WordPart, WordQuestion, WordTable, WordsBy, WordsOf, Written,
    forget_gone, index_folder, word_report,
};
pub use framework_history::{CodeEvent, Deed, GoneCode, Look, SourceToDo};
pub use import_table::{TableImport, TableReport, TermImport, codebook_in, read_codebook};
pub use importing::{
    AlreadyThere, Column, Doubtful, FilledBy, ImportReport, ImportRow, ImportTable, ImportWish,
    ImportedFile, Made, Refused, Replaced, SurveyTable, read_table, read_waiting,
};
pub use jobs::{Job, Progress};
pub use news::{News, NewsBy, NewsItem, NewsOf, NewsPart, NewsTarget};
pub use operations::{
    Arrival, CellWords, CellsWritten, ChangedCode, ChangedSet, CodeChange, CodebookImport,
    CodebookPlan, Coded, CodingImport, Coming, Edited, EmptyCells, Fate, FieldChange, Identifier,
    Imported, Matched, MatrixPlan, Matter, MergeForeseen, NewCode, NewMemo, NewSource, NewValue,
    Other, PlacedBracket, Placement, REASON_NOTED, RegisterCell, RegisterColumn, RegisterLine,
    RegisterPlan, RegisterRow, RegisterTable, Rewording, RowToWrite, SummaryWords, Taking, Wording,
};
pub use output_checks::{CheckedOutput, FoundInOutput, OutputBalance, SwapOffer};
pub use output_report::PrintedOutput;
pub use outputs::{SetExtract, SetOutput};
pub use owner::{Answer, Owner, Waiting};
pub use pictures::{PictureAsk, PictureFigures, PictureKind};
pub use queues::Queue;
pub use reports::{today, write_export};
pub use snapshot::Snapshot;
pub use tables::{TableAsk, prevalence_report, states_shown, table_report};
pub use written_table::{WrittenTable, table_file};

use finder::Finder;
use texts::{Divided, Texts};

/// An open project.
pub struct Project {
    store: Store,
    snapshot: Arc<Snapshot>,
    /// Numbers of the steps that undo would take back, the next one last.
    undo: Vec<i64>,
    /// Numbers of the undos that redo would take back, the next one last.
    redo: Vec<i64>,
    /// The step up to which these lists go.
    listed: i64,
    texts: Texts,
    divided: Divided,
    finder: Finder,
    /// Why the next step is made, where that was said.
    because: Option<Because>,
}

/// Why a step is made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Because {
    /// In words; may be empty where a meeting is named.
    pub text: String,
    /// The meeting at which it was agreed; may be empty.
    pub meeting: String,
}

/// What an operation works with.
struct Work<'a> {
    tx: &'a Tx<'a>,
    /// The state before the operation.
    before: &'a Snapshot,
    /// Who does it, once they have said their name.
    coder: Option<CoderId>,
    /// Now, RFC 3339 in UTC.
    at: &'a str,
}

impl Project {
    /// Makes a new project file and opens it. Fails when a file of that name exists.
    pub fn create(path: &Path) -> Result<Self, ProjectError> {
        Self::with(Store::create(path, &now())?)
    }

    /// Opens a project file; nobody else can open it until this is dropped. `wait` is how long to wait for another
    /// program to let go of it.
    pub fn open(path: &Path, wait: Duration) -> Result<Self, ProjectError> {
        Self::with(Store::open(path, wait)?)
    }

    fn with(store: Store) -> Result<Self, ProjectError> {
        let path = store.path().to_owned();
        let snapshot = Snapshot::read(store.read(), path.clone()).map_err(|error| match error {
            // A file that opens but whose tables cannot be read is damaged, whatever the statement said.
            StoreError::Sql(_) => StoreError::Damaged(path),
            other => other,
        })?;
        let mut project = Self {
            store,
            snapshot: Arc::new(snapshot),
            undo: Vec::new(),
            redo: Vec::new(),
            listed: 0,
            texts: Texts::default(),
            divided: Divided::default(),
            finder: Finder::default(),
            because: None,
        };
        project.list_steps()?;
        project.name_undo()?;
        Ok(project)
    }

    /// The project as it stands now.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// Says who codes from now on; a new name joins the project's list of coders.
    pub fn set_coder(&mut self, name: &str) -> Result<(), ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A coder"));
        }
        if self.snapshot.coder_named(name).is_none() {
            self.store.join(name, &now())?;
            self.snapshot = Arc::new(self.snapshot.renewed(self.store.read())?);
        }
        let mut snapshot = (*self.snapshot).clone();
        snapshot.coder = snapshot.coder_named(name).cloned();
        snapshot.read_quick_codes(self.store.read())?;
        let begun = snapshot.coder.as_ref().map(|coder| self.store.read().begun(coder.id));
        snapshot.begun = Arc::new(begun.transpose()?.unwrap_or_default().into_iter().collect());
        let looked = snapshot.coder.as_ref().map(|coder| self.store.read().looked(coder.id));
        snapshot.looked = looked.transpose()?.flatten().unwrap_or_default();
        self.snapshot = Arc::new(snapshot);
        Ok(())
    }

    /// Notes that the person who codes now has seen what others did up to now. Not a step of the history.
    pub fn look(&mut self) -> Result<(), ProjectError> {
        let coder = self.current_coder()?;
        let now = now();
        self.store.set_looked(coder.id, self.snapshot.seq, &now)?;
        let mut snapshot = (*self.snapshot).clone();
        snapshot.looked = now.into();
        self.snapshot = Arc::new(snapshot);
        Ok(())
    }

    /// Notes in the file who has it open, so that others are told; an empty text when it is closed.
    pub fn set_opened_by(&self, who: &str) -> Result<(), ProjectError> {
        Ok(self.store.set_opened_by(who)?)
    }

    /// The text of a source, kept in memory for the next time. Fails when the source is gone.
    pub fn text(&mut self, source: SourceId) -> Result<Text, ProjectError> {
        // A text outlives its source in memory, since an undo may bring that back.
        let info = self.snapshot.source(source).ok_or(ProjectError::Gone("This source"))?;
        if let Some(text) = self.texts.get(source, &info.sha256) {
            return Ok(text);
        }
        let text = Text::new(self.store.read().source_text(source)?);
        self.texts.keep(source, &info.sha256, text.clone());
        Ok(text)
    }

    /// Where the person who codes now stopped reading a source.
    pub fn reading_position(&self, source: SourceId) -> Result<Option<Position>, ProjectError> {
        match &self.snapshot.coder {
            Some(coder) => Ok(self.store.read().reading_position(coder.id, source)?),
            None => Ok(None),
        }
    }

    /// The source that the person who codes now read last.
    pub fn last_read(&self) -> Result<Option<SourceId>, ProjectError> {
        match &self.snapshot.coder {
            Some(coder) => Ok(self.store.read().last_read(coder.id)?),
            None => Ok(None),
        }
    }

    /// Remembers where the person who codes now stopped reading a source. Not a step of the history.
    pub fn set_reading_position(
        &mut self,
        source: SourceId,
        position: Position,
    ) -> Result<(), ProjectError> {
        if let Some(coder) = &self.snapshot.coder
            && self.snapshot.source(source).is_some()
        {
            self.store.set_reading_position(coder.id, source, position, &now())?;
            if !self.snapshot.begun.contains(&source) {
                Arc::make_mut(&mut Arc::make_mut(&mut self.snapshot).begun).insert(source);
            }
        }
        Ok(())
    }

    /// Up to `limit` steps of the history, latest first, starting below `before` (or at the latest).
    pub fn steps(&self, before: Option<i64>, limit: usize) -> Result<Vec<Step>, ProjectError> {
        Ok(self.store.read().steps(before, limit)?)
    }

    /// Takes back the latest step that is not undone; gives its label.
    pub fn undo(&mut self) -> Result<String, ProjectError> {
        let seq = *self.undo.last().ok_or(ProjectError::NothingTo("undo"))?;
        self.take_back(seq)
    }

    /// Brings back what the latest undo took away; gives its label.
    pub fn redo(&mut self) -> Result<String, ProjectError> {
        let seq = *self.redo.last().ok_or(ProjectError::NothingTo("redo"))?;
        self.take_back(seq)
    }

    fn take_back(&mut self, seq: i64) -> Result<String, ProjectError> {
        let coder = self.snapshot.coder.as_ref().map(|coder| coder.id);
        let made = self.store.take_back(seq, &now(), coder)?;
        self.follow()?;
        Ok(self.store.read().step(made)?.map(|step| step.label).unwrap_or_default())
    }

    /// Writes a whole, compact copy of the project to a new file.
    pub fn save_copy(&self, to: &Path) -> Result<(), ProjectError> {
        Ok(self.store.save_copy(to)?)
    }

    /// Looks through the whole file; one sentence for each fault, none when all is well.
    pub fn check(&self) -> Result<Vec<String>, ProjectError> {
        Ok(self.store.read().check()?)
    }

    /// Does something for a reason, which is noted with its step.
    pub fn because<T>(
        &mut self,
        why: Because,
        work: impl FnOnce(&mut Self) -> Result<T, ProjectError>,
    ) -> Result<T, ProjectError> {
        self.because = Some(why);
        let answer = work(self);
        self.because = None;
        answer
    }

    /// Does something to the project as one step of the history: all of it is on the disk when this returns, or
    /// nothing was changed. `label` says what, as a phrase in the past.
    fn transact<T>(
        &mut self,
        label: &str,
        work: impl FnOnce(&Work<'_>) -> Result<T, ProjectError>,
    ) -> Result<T, ProjectError> {
        let at = now();
        let before = Arc::clone(&self.snapshot);
        let coder = before.coder.as_ref().map(|coder| coder.id);
        let step = NewStep { at: &at, coder, label };
        let path = before.path.as_path();
        let because = self.because.clone();
        let (answer, seq) = self
            .store
            .transact(step, |tx| {
                let answer = work(&Work { tx, before: &before, coder, at: &at })?;
                if let Some(because) = because
                    && tx.has_changed()?
                {
                    let (text, meeting) = (because.text.trim(), because.meeting.trim());
                    tx.set_reason(tx.this_step()?, text, meeting, coder, &at)?;
                }
                Ok(answer)
            })
            .map_err(|error| match error {
                ProjectError::Store(error) => ProjectError::Store(error.at(path)),
                other => other,
            })?;
        if seq.is_some() {
            self.follow()?;
        }
        Ok(answer)
    }

    /// Brings what is kept in memory up to the latest step. Should it fail half way, the next call makes up for it.
    fn follow(&mut self) -> Result<(), ProjectError> {
        self.list_steps()?;
        self.snapshot = Arc::new(self.snapshot.renewed(self.store.read())?);
        self.name_undo()
    }

    /// Takes new steps into the lists of what can be undone and redone.
    fn list_steps(&mut self) -> Result<(), ProjectError> {
        for (seq, kind, undoes) in self.store.read().step_kinds(self.listed)? {
            note_step(&mut self.undo, &mut self.redo, seq, kind, undoes);
            self.listed = seq;
        }
        Ok(())
    }

    /// Puts into the snapshot what undo and redo would do.
    fn name_undo(&mut self) -> Result<(), ProjectError> {
        let label = |seq: Option<&i64>| -> Result<Option<Arc<str>>, ProjectError> {
            let step = seq.map(|&seq| self.store.read().step(seq)).transpose()?.flatten();
            Ok(step.map(|step| Arc::from(step.label)))
        };
        let (undo, redo) = (label(self.undo.last())?, label(self.redo.last())?);
        let snapshot = Arc::make_mut(&mut self.snapshot);
        snapshot.undo = undo;
        snapshot.redo = redo;
        Ok(())
    }

    /// The coder who codes now; an error when nobody has said their name.
    fn current_coder(&self) -> Result<Coder, ProjectError> {
        self.snapshot.coder.clone().ok_or(ProjectError::NoCoder)
    }
}

/// Follows one step in the lists of what can be undone and redone.
fn note_step(
    undo: &mut Vec<i64>,
    redo: &mut Vec<i64>,
    seq: i64,
    kind: StepKind,
    undoes: Option<i64>,
) {
    let taken = |list: &mut Vec<i64>| list.retain(|&step| Some(step) != undoes);
    match kind {
        StepKind::Do => {
            undo.push(seq);
            redo.clear();
        }
        StepKind::Noted => {}
        StepKind::Undo => {
            taken(undo);
            redo.push(seq);
        }
        StepKind::Redo => {
            taken(redo);
            undo.push(seq);
        }
    }
}

/// Now, RFC 3339 in UTC, to the millisecond.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    format!("{now:.3}")
}
