//! The framework over the life of a study: each code's history, the codes that are gone, the framework as it was and what
//! differs between two points, what is to be looked through again, the agenda of a meeting.
//!
//! All of it is read from the one history; nothing here is kept beside it.

mod agenda;
mod events;
mod merges;
mod points;
mod record;
mod timeline;
mod to_do;

use std::collections::HashMap;

use serde::Serialize;

use super::{Project, ProjectError};
use crate::analysis::{self, FrameworkDifference};
use crate::domain::{Code, CodeId, CodeTree, Occasion};
use crate::store::{Step, StepKind};

pub use events::{CodeEvent, Deed};
pub use to_do::{Look, SourceToDo};

use merges::Merges;
use timeline::Timeline;

/// A code that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoneCode {
    /// The code as it last was.
    pub code: Code,
    /// Its path as it last was.
    pub path: String,
    /// The code it was merged into; none when it was deleted.
    pub into: Option<CodeId>,
    /// The path that code had then.
    pub into_path: Option<String>,
    /// The step that took it away.
    pub occasion: Occasion,
}

impl Project {
    /// The framework as it stood after a step; empty before the first.
    pub fn framework_at(&self, step: i64) -> Result<CodeTree, ProjectError> {
        Ok(CodeTree::new(self.store.read().codes_after(step)?))
    }

    /// What differs between the framework after one step and after another, usually a later one.
    pub fn framework_difference(
        &self,
        from: i64,
        to: i64,
    ) -> Result<FrameworkDifference, ProjectError> {
        let codes = self.codes_over_time(self.store.read().framework_revisions()?.codes);
        self.difference_in(&codes, from, to)
    }

    fn difference_in(
        &self,
        codes: &Timeline<CodeId, Code>,
        from: i64,
        to: i64,
    ) -> Result<FrameworkDifference, ProjectError> {
        let (before, after) = (codes.tree_at(from), codes.tree_at(to));
        let mut merges = Merges::new(self.store.read(), codes);
        let mut merged: HashMap<CodeId, CodeId> = HashMap::new();
        for (code, changes) in codes.all_changes() {
            let between =
                changes.iter().rev().find(|change| (from + 1..=to).contains(&change.step));
            if let Some(change) = between.filter(|change| change.after.is_none())
                && let Some(into) = merges.target(code, change.step)?
            {
                merged.insert(code, into);
            }
        }
        Ok(analysis::framework_difference(&before, &after, &merged))
    }

    /// The codes that were there once and are gone, the latest gone first.
    pub fn gone_codes(&self) -> Result<Vec<GoneCode>, ProjectError> {
        let codes = self.codes_over_time(self.store.read().framework_revisions()?.codes);
        self.gone_in(&codes, 0)
    }

    /// The codes that went after a step and are still gone.
    fn gone_in(
        &self,
        codes: &Timeline<CodeId, Code>,
        since: i64,
    ) -> Result<Vec<GoneCode>, ProjectError> {
        let mut merges = Merges::new(self.store.read(), codes);
        let mut gone = Vec::new();
        for (id, changes) in codes.all_changes() {
            let Some(last) = changes.last().filter(|last| last.step > since) else { continue };
            if let (Some(code), None) = (&last.before, &last.after) {
                let into = merges.target(id, last.step)?;
                gone.push(GoneCode {
                    code: code.clone(),
                    path: codes.path(id, last.step - 1),
                    into,
                    into_path: into.map(|into| codes.path(into, last.step)),
                    occasion: self.occasion(last.step)?,
                });
            }
        }
        gone.sort_by(|a, b| (b.occasion.step, &a.path).cmp(&(a.occasion.step, &b.path)));
        Ok(gone)
    }

    fn codes_over_time(
        &self,
        revisions: Vec<crate::store::Revision<Code>>,
    ) -> Timeline<CodeId, Code> {
        Timeline::new(self.snapshot.codes.codes().iter().cloned(), revisions, |code| code.id)
    }

    /// When, by whom and why a step was made; empty for one that is not there.
    fn occasion(&self, step: i64) -> Result<Occasion, ProjectError> {
        let rows = self.store.read();
        let Some(made) = rows.step(step)? else { return Ok(Occasion::default()) };
        let mut why = rows.reason_of(step)?;
        // What is done again is done for the reason it was first done for.
        let mut first = made.clone();
        while why.is_none() && made.kind == StepKind::Redo {
            let Some(earlier) = first.undoes.map(|undone| rows.step(undone)).transpose()? else {
                break;
            };
            let Some(earlier) = earlier else { break };
            if earlier.kind != StepKind::Undo {
                why = rows.reason_of(earlier.seq)?;
            }
            first = earlier;
        }
        let (reason, meeting) = why.map(|why| (why.text, why.meeting)).unwrap_or_default();
        let Step { seq, at, coder, label, kind, .. } = made;
        Ok(Occasion {
            step: seq,
            day: day(&at),
            at,
            coder: coder.and_then(|id| self.snapshot.coder(id)).map(|coder| coder.name.clone()),
            label: kind.tell(&label),
            reason,
            meeting,
        })
    }
}

/// The day of a moment where this computer stands, as it is printed: `14 March 2026`.
fn day(at: &str) -> String {
    let moment = at.parse::<jiff::Timestamp>().map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
    moment.map_or_else(|_| at.to_owned(), |at| at.strftime("%-d %B %Y").to_string())
}
