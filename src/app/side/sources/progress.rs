//! How far the person who codes now is with each source, asked of the project once and kept until something changes.

use std::collections::HashMap;

use crate::domain::{CoderId, ReadState, SourceId};
use crate::project::Snapshot;

/// How far somebody is with each source.
#[derive(Default)]
pub(super) struct Progress {
    made_for: Option<(i64, usize, Option<CoderId>)>,
    states: HashMap<SourceId, ReadState>,
    left: usize,
}

impl Progress {
    /// Asks anew where something has changed; whether it had.
    pub(super) fn renew(&mut self, snapshot: &Snapshot) -> bool {
        let coder = snapshot.coder.as_ref().map(|coder| coder.id);
        // That a source was begun is no step of the history.
        let now = (snapshot.seq, snapshot.begun.len(), coder);
        if self.made_for == Some(now) {
            return false;
        }
        self.made_for = Some(now);
        self.states = snapshot.read_states().into_iter().collect();
        self.left = self.states.values().filter(|state| **state != ReadState::Read).count();
        true
    }

    pub(super) fn of(&self, source: SourceId) -> ReadState {
        self.states.get(&source).copied().unwrap_or(ReadState::Unread)
    }

    /// How many sources are not read as they stand.
    pub(super) fn left(&self) -> usize {
        self.left
    }
}
