//! What is found in each source, kept until the source is another: looked for in slices of time, so that the project
//! never waits long for it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::CheckView;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::SourceId;
use crate::project::{Project, ProjectError, Snapshot};

/// How long the project may be kept from other work, in one go.
const SLICE: Duration = Duration::from_millis(60);

/// What was found in each source.
pub(super) struct Slices<T> {
    sources: HashMap<SourceId, Slice<T>>,
    is_reading: bool,
    /// The step and the stamp at which nothing was left to look through.
    fresh_at: Option<(i64, i64)>,
    /// Sources that are still to be looked through.
    left: usize,
    /// Counts changes of what is kept.
    edition: u64,
}

/// What was found in one source.
struct Slice<T> {
    /// The text it was found in.
    sha256: String,
    /// What else it was found by; see [`keep_fresh`].
    stamp: i64,
    found: Vec<T>,
}

/// What a slice of time brought: each source with its text's checksum and what was found in it.
type Brought<T> = (Vec<(SourceId, String, Vec<T>)>, Option<ProjectError>);

impl<T> Default for Slices<T> {
    fn default() -> Self {
        Self { sources: HashMap::new(), is_reading: false, fresh_at: None, left: 0, edition: 0 }
    }
}

impl<T> Slices<T> {
    /// Goes up with every change of what is kept.
    pub(super) fn edition(&self) -> u64 {
        self.edition
    }

    /// How many sources are still to be looked through.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Whether every source was looked through.
    pub(super) fn is_complete(&self) -> bool {
        self.fresh_at.is_some() && self.left == 0
    }

    /// Everything found, in the order of the sources.
    pub(super) fn all<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = &'a T> {
        snapshot.sources.iter().filter_map(|info| self.sources.get(&info.id)).flat_map(|s| &s.found)
    }

    /// Has every source looked through again. What was found stays until then.
    pub(super) fn forget(&mut self) {
        for slice in self.sources.values_mut() {
            slice.sha256.clear();
        }
        self.fresh_at = None;
    }

    /// Changes what was found in each source before it is looked through again.
    pub(super) fn change(&mut self, mut change: impl FnMut(SourceId, &mut Vec<T>)) {
        for (&source, slice) in &mut self.sources {
            change(source, &mut slice.found);
        }
        self.edition += 1;
    }

    /// Says that what was found by one stamp holds by another, except in some sources.
    pub(super) fn adopt(&mut self, before: i64, now: i64, except: &HashSet<SourceId>) {
        for (source, slice) in &mut self.sources {
            if slice.stamp == before && !except.contains(source) {
                slice.stamp = now;
            }
        }
    }

    fn stale(&self, snapshot: &Snapshot, stamp: i64) -> Vec<SourceId> {
        let is_fresh = |id: SourceId, sha256: &str| {
            let slice = self.sources.get(&id);
            slice.is_some_and(|slice| slice.stamp == stamp && slice.sha256 == sha256)
        };
        let stale = snapshot.sources.iter().filter(|info| !is_fresh(info.id, &info.sha256));
        stale.map(|info| info.id).collect()
    }

    fn take(&mut self, brought: Vec<(SourceId, String, Vec<T>)>, stamp: i64) {
        for (source, sha256, found) in brought {
            self.sources.insert(source, Slice { sha256, stamp, found });
        }
        self.edition += 1;
    }
}

/// Has the next sources looked through that are other than they were, by their text or by `stamp`, the number of what else
/// the answer hangs on. To be called in every frame that shows what was found.
pub(super) fn keep_fresh<T: Send + 'static>(
    desk: &mut Desk,
    stamp: i64,
    which: fn(&mut CheckView) -> &mut Slices<T>,
    read: impl Fn(&mut Project, SourceId) -> Result<Vec<T>, ProjectError> + Send + 'static,
) {
    let snapshot = Arc::clone(&desk.snapshot);
    let slices = which(&mut desk.check);
    let now = (snapshot.seq, stamp);
    if slices.is_reading || slices.fresh_at == Some(now) {
        return;
    }
    let before = slices.sources.len();
    slices.sources.retain(|&id, _| snapshot.source(id).is_some());
    slices.edition += u64::from(slices.sources.len() != before);
    let stale = slices.stale(&snapshot, stamp);
    slices.left = stale.len();
    if stale.is_empty() {
        slices.fresh_at = Some(now);
        return;
    }
    slices.is_reading = true;
    desk.ask_or_never(
        move |project| look_through(project, &stale, read),
        move |desk, brought| {
            let slices = which(&mut desk.check);
            slices.is_reading = false;
            match brought {
                Some((brought, error)) => {
                    slices.left = slices.left.saturating_sub(brought.len());
                    slices.take(brought, stamp);
                    if let Some(error) = error {
                        desk.notice = Some(Notice::trouble(&error));
                    }
                }
                None => {
                    // Asking again in every frame would not mend it.
                    slices.fresh_at = Some(now);
                    desk.notice = Some(Notice::trouble(&ProjectError::Interrupted));
                }
            }
        },
    );
}

/// Looks through sources until the time is up, at least one.
fn look_through<T>(
    project: &mut Project,
    sources: &[SourceId],
    read: impl Fn(&mut Project, SourceId) -> Result<Vec<T>, ProjectError>,
) -> Brought<T> {
    let since = Instant::now();
    let mut brought = Vec::new();
    let mut trouble = None;
    for &source in sources {
        // One that has gone meanwhile is no longer asked for in the next frame.
        let sha256 = project.snapshot().source(source).map(|info| info.sha256.clone());
        if let Some(sha256) = sha256 {
            // One that cannot be read counts as looked through, so that it is not asked for without end.
            let found = read(project, source).unwrap_or_else(|error| {
                trouble = Some(error);
                Vec::new()
            });
            brought.push((source, sha256, found));
        }
        if since.elapsed() > SLICE {
            break;
        }
    }
    (brought, trouble)
}
