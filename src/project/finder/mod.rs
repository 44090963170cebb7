//! The words of a project, kept ready to be searched and caught up with its history.
//!
//! The index is derived and never trusted over the file: it is made again when it is missing, damaged, or belongs to
//! another line of the history, and what it finds is asked of the snapshot again before it is shown.

mod answering;
mod concordance;
mod counting;
mod keeping;
mod other_names;
mod patterns;
mod reading;
mod sharing;
mod word_answers;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::project::{Project, ProjectError, Snapshot};
use crate::search::{Index, Kind, Query, Results, Scope, SearchError, Target};
use crate::store::Rows;

pub use answering::{Found, FoundCode, FoundHit, SearchQuestion, Totals, Written};
pub use concordance::{ConcordanceHit, ConcordanceLine};
pub use counting::{WordPart, WordQuestion, WordTable, WordsBy, WordsOf, word_report};
pub use keeping::forget_gone;
pub use other_names::OtherNames;
pub use patterns::PatternPlaces;
use reading::Work;

/// The file beside the words that says which step of the history they have caught up with.
const REACHED: &str = "reached";

/// The user's own folder for what can be made again, where the words of projects are kept between sessions; none on
/// a system without such a folder.
pub fn index_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "marginalia")
        .map(|folders| folders.cache_dir().join("index"))
}

impl Project {
    /// Says where the words of projects are kept between sessions (see [`index_folder`]); each project has a folder
    /// of its own in there, closed to other users. In memory without one, which is how a project starts.
    /// Words of projects whose files are gone are taken away.
    pub fn set_index_folder(&mut self, folder: Option<&Path>) {
        if let Some(folder) = folder {
            forget_gone(folder);
        }
        let own = folder.map(|folder| folder.join(self.snapshot.project.to_string()));
        self.finder = Finder { folder: own, open: None };
    }

    /// Gathers the words that the search does not know yet, for about as long as `budget`; whether it knows all.
    /// What is left is done by the next call. A search does it by itself: this spares the first one the wait.
    pub fn catch_up(&mut self, budget: Duration) -> Result<bool, ProjectError> {
        self.finder.catch_up(self.store.read(), &self.snapshot, Some(budget))
    }
}

/// The index of a project, opened when it is first needed.
#[derive(Default)]
pub(super) struct Finder {
    /// The project's own folder; in memory without one.
    folder: Option<PathBuf>,
    open: Option<Open>,
}

struct Open {
    index: Index,
    /// The step whose state the index holds; 0 when it is to be made from the beginning.
    reached: i64,
    /// What stands between that and the state of a later step, once it is known.
    work: Option<Work>,
    /// Bytes of text that are read in one go where there is a budget.
    pace: usize,
}

/// The pace to begin with, and its limits: some words must be read however slow the machine is.
const PACE: usize = 128 << 10;
const PACES: std::ops::RangeInclusive<usize> = (16 << 10)..=(8 << 20);

impl Finder {
    /// Brings the index to the state of the snapshot, or as near as the budget allows; whether it is there.
    fn catch_up(
        &mut self,
        rows: Rows<'_>,
        snapshot: &Snapshot,
        budget: Option<Duration>,
    ) -> Result<bool, ProjectError> {
        match self.try_catch_up(rows, snapshot, budget) {
            Err(ProjectError::Search(error)) => {
                self.retreat(&error);
                self.try_catch_up(rows, snapshot, budget)
            }
            other => other,
        }
    }

    /// A disk that is full or faulty must not cost the search: from now on the words lie in memory.
    fn retreat(&mut self, error: &SearchError) {
        tracing::warn!(%error, "the words for searching are kept in memory");
        *self = Self::default();
    }

    fn try_catch_up(
        &mut self,
        rows: Rows<'_>,
        snapshot: &Snapshot,
        budget: Option<Duration>,
    ) -> Result<bool, ProjectError> {
        let Self { folder, open } = self;
        let folder = folder.as_deref();
        let open = match open {
            Some(open) => open,
            None => {
                let new = open.insert(Open::new(folder, rows)?);
                if let Some(folder) = folder.filter(|_| !new.index.is_in_memory()) {
                    keeping::note_owner(folder, &snapshot.path);
                }
                new
            }
        };
        while open.reached != snapshot.seq {
            if !open.go_on(folder, rows, snapshot, budget)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Asks the index, which has caught up.
    fn search(
        &self,
        query: &Query,
        scope: &Scope<'_>,
        limit: usize,
    ) -> Result<Results, SearchError> {
        self.open
            .as_ref()
            .map_or_else(|| Ok(Results::default()), |open| open.index.search(query, scope, limit))
    }

    /// Everything of a kind that answers, by the index, which has caught up.
    fn all(&self, query: &Query, kind: Kind) -> Result<Vec<Target>, SearchError> {
        self.open.as_ref().map_or_else(|| Ok(Vec::new()), |open| open.index.all(query, Some(kind)))
    }
}

impl Open {
    fn new(folder: Option<&Path>, rows: Rows<'_>) -> Result<Self, ProjectError> {
        let index = Index::open(folder)?;
        let seq = index.seq().unwrap_or_default();
        // A copy of the project, or one that was put back from a backup, has the same key but not the same history:
        // the number of a step alone does not say that the index belongs to it.
        let noted = folder.and_then(|folder| fs::read_to_string(folder.join(REACHED)).ok());
        let known = seq > 0 && noted.is_some() && noted == name_of_step(rows, seq)?;
        Ok(Self { index, reached: if known { seq } else { 0 }, work: None, pace: PACE })
    }

    /// Learns from the last piece of work how much can be done within the budget. The words are cut up by another
    /// thread, so that only the commit, which waits for it, shows how long they took.
    fn find_pace(&mut self, budget: Duration, took: Duration) {
        let share = budget.as_secs_f64() / took.as_secs_f64().max(1e-6);
        let pace = self.pace as f64 * share.clamp(0.5, 2.0);
        self.pace = (pace as usize).clamp(*PACES.start(), *PACES.end());
    }

    /// Does the next piece of work; whether all of it is done.
    fn go_on(
        &mut self,
        folder: Option<&Path>,
        rows: Rows<'_>,
        snapshot: &Snapshot,
        budget: Option<Duration>,
    ) -> Result<bool, ProjectError> {
        let since = Instant::now();
        let mut work = match self.work.take() {
            Some(work) => work,
            None => Work::between(self.reached, rows, snapshot)?,
        };
        if work.is_empty() {
            // Nothing that has words was changed: not worth a write, since the next one will say how far it went.
            self.reached = work.to;
            return Ok(true);
        }
        let writing = self.index.begin()?;
        let bytes = budget.map(|_| self.pace);
        let done = work.do_some(&writing, rows, snapshot, bytes)?;
        // Work that is not finished is committed under the step it started from: should the program end now, all of
        // it is done again, and what was done already is replaced by itself.
        let reached = if done { work.to } else { self.reached };
        writing.commit(reached)?;
        self.reached = reached;
        if let Some(budget) = budget {
            self.find_pace(budget, since.elapsed());
        }
        if !done {
            self.work = Some(work);
        }
        if let Some(folder) = folder
            && let Some(name) = name_of_step(rows, reached)?
        {
            // Without it the index is made again next time, so nothing more is at stake.
            let _ = fs::write(folder.join(REACHED), name);
        }
        Ok(done)
    }
}

/// What tells a step from every other step of this or another copy of the project: its number and its time.
fn name_of_step(rows: Rows<'_>, seq: i64) -> Result<Option<String>, ProjectError> {
    Ok(rows.step(seq)?.map(|step| format!("{seq} {}", step.at)))
}
