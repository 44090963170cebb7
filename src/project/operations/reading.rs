//! How far the person who codes now has read the sources.

use std::collections::HashMap;

use crate::domain::{ReadState, SourceId, SourceRead};
use crate::project::{Project, ProjectError, Snapshot};
use crate::text::counted;

impl Snapshot {
    /// How far the person who codes now is with each source, in the order of the sources.
    pub fn read_states(&self) -> Vec<(SourceId, ReadState)> {
        let coder = self.coder.as_ref().map(|coder| coder.id);
        let mine = self.reads.iter().filter(|read| Some(read.coder) == coder);
        let mine: HashMap<SourceId, &SourceRead> = mine.map(|read| (read.source, read)).collect();
        let state = |id: SourceId, sha256: &str| match mine.get(&id) {
            Some(read) if read.sha256 == sha256 => ReadState::Read,
            Some(_) => ReadState::Changed,
            None if self.begun.contains(&id) => ReadState::Reading,
            None => ReadState::Unread,
        };
        self.sources.iter().map(|info| (info.id, state(info.id, &info.sha256))).collect()
    }
}

impl Project {
    /// Says that the person who codes now has read sources as they stand, or has not.
    pub fn set_read(&mut self, sources: &[SourceId], read: bool) -> Result<(), ProjectError> {
        let coder = self.current_coder()?.id;
        let what = match sources {
            [one] => {
                let info = self.snapshot.source(*one).ok_or(ProjectError::Gone("This source"))?;
                format!("“{}”", info.name)
            }
            many => counted(many.len(), "source", "sources"),
        };
        let label = match read {
            true => format!("Read {what}"),
            false => format!("Marked {what} as unread"),
        };
        self.transact(&label, |work| {
            for &source in sources {
                let info = work.before.source(source).ok_or(ProjectError::Gone("This source"))?;
                match read {
                    true => work.tx.set_source_read(source, coder, &info.sha256, work.at)?,
                    false => work.tx.delete_source_read(source, coder)?,
                }
            }
            Ok(())
        })
    }
}
