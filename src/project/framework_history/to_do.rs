//! Sources that were coded before a code existed: what a team may have to look through again.

use std::collections::HashSet;

use serde::Serialize;

use crate::domain::{CodeId, SourceId};
use crate::project::{Project, ProjectError};

/// Whether a source was looked through for a code since the code is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Nothing says so.
    ToDo,
    /// Somebody noted that it was.
    Noted,
    /// The code, or one below it, was applied there since.
    Coded,
}

/// A source that was coded before a code existed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceToDo {
    /// The source.
    pub source: SourceId,
    /// Its name.
    pub name: String,
    /// How many of its codings are older than the code.
    pub codings: usize,
    /// Whether it was looked through since.
    pub look: Look,
}

impl SourceToDo {
    /// Whether nothing is to be done any more.
    pub fn is_done(&self) -> bool {
        self.look != Look::ToDo
    }
}

impl Project {
    /// The sources that carry codings older than a code, by name, and whether each was looked through for it since. A
    /// coding that a split or a copy brought to the code is as old as it was, and does not count as looking. Fails when
    /// the code is gone.
    pub fn coded_before(&self, code: CodeId) -> Result<Vec<SourceToDo>, ProjectError> {
        let snapshot = &self.snapshot;
        let made = snapshot.codes.get(code).ok_or(ProjectError::Gone("This code"))?;
        let made_at = made.made_at.as_str();
        let noted: HashSet<SourceId> = self.store.read().reviewed(code)?.into_iter().collect();
        let mut found = Vec::new();
        for info in snapshot.sources.iter() {
            let (mut older, mut is_coded) = (0, false);
            let on = snapshot.codings(info.id).into_iter().flat_map(|on| &on.quotations);
            for coding in on.flat_map(|quotation| &quotation.codings) {
                if &*coding.at < made_at {
                    older += 1;
                } else {
                    is_coded = is_coded || snapshot.codes.is_within(coding.code, code);
                }
            }
            if older > 0 {
                found.push(SourceToDo {
                    source: info.id,
                    name: info.name.clone(),
                    codings: older,
                    look: match (noted.contains(&info.id), is_coded) {
                        (true, _) => Look::Noted,
                        (false, true) => Look::Coded,
                        (false, false) => Look::ToDo,
                    },
                });
            }
        }
        Ok(found)
    }
}
