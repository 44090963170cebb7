//! How the framework came to be what it is, in figures, for the methods appendix.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::timeline::Timeline;
use super::{Merges, day};
use crate::analysis::methods::{FrameworkChanges, FrameworkMonth, ReasonRecord, VersionRecord};
use crate::analysis::{CodeDifference, CodeText, code_differences};
use crate::domain::{Code, CodeId, MONTHS, Occasion};
use crate::project::{Project, ProjectError};
use crate::store::{StepKind, StoreError};

/// More codes than these that one step changed are told as a number.
const MOST_TOLD: usize = 12;

/// What a step did to a code.
enum Change {
    Made,
    Merged(CodeId),
    Deleted,
    Differs(Vec<CodeDifference>),
}

impl Project {
    /// What was done to the framework, month by month, and why. What was undone and not done again is left out. `printed` gives
    /// words of the team as they may be printed.
    pub(in crate::project) fn framework_changes(
        &self,
        printed: &dyn Fn(&str) -> String,
    ) -> Result<FrameworkChanges, ProjectError> {
        let rows = self.store.read();
        let standing = self.standing_steps()?;
        let codes = self.codes_over_time(rows.framework_revisions()?.codes);
        let mut merges = Merges::new(rows, &codes);
        let mut by_step: BTreeMap<i64, Vec<(CodeId, Change)>> = BTreeMap::new();
        for (code, changes) in codes.all_changes() {
            for change in changes.iter().filter(|change| standing.contains(&change.step)) {
                let what = match (&change.before, &change.after) {
                    (None, _) => Change::Made,
                    (Some(_), None) => match merges.target(code, change.step)? {
                        Some(into) => Change::Merged(into),
                        None => Change::Deleted,
                    },
                    (Some(before), Some(after)) => Change::Differs(code_differences(
                        before,
                        after,
                        |above| codes.path(above, change.step - 1),
                        |above| codes.path(above, change.step),
                    )),
                };
                by_step.entry(change.step).or_default().push((code, what));
            }
        }
        let mut split: HashMap<i64, HashSet<CodeId>> = HashMap::new();
        for sent in rows.all_codings_sent()? {
            // A single coding that goes elsewhere is put right; a code that is gone was merged.
            if sent.codings > 1
                && standing.contains(&sent.step)
                && codes.at(sent.from, sent.step).is_some()
            {
                split.entry(sent.step).or_default().insert(sent.from);
                by_step.entry(sent.step).or_default();
            }
        }
        let mut months: BTreeMap<(i16, i8), FrameworkMonth> = BTreeMap::new();
        let mut reasons = Vec::new();
        for (step, changes) in by_step {
            let occasion = self.occasion(step)?;
            let month = months.entry(month_of(&occasion.at)).or_default();
            let split = split.get(&step);
            month.split += split.map_or(0, HashSet::len);
            changes.iter().for_each(|(_, change)| tally(month, change));
            if !occasion.reason.is_empty() || !occasion.meeting.is_empty() {
                let split = split.into_iter().flatten().copied();
                let what = told(&codes, &occasion, &changes, split);
                reasons.push(ReasonRecord {
                    what: what.iter().map(|line| printed(line)).collect(),
                    reason: printed(&occasion.reason),
                    meeting: printed(&occasion.meeting),
                    day: occasion.day,
                });
            }
        }
        let months = months.into_iter().map(|((year, month), counts)| FrameworkMonth {
            month: match usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)) {
                Some(name) => format!("{name} {year}"),
                None => "Not known".to_owned(),
            },
            ..counts
        });
        let months = months.filter(|month| *month != nothing_in(&month.month)).collect();
        let questions = &self.snapshot.notes.questions;
        let versions = self.snapshot.notes.versions.iter().map(|version| {
            Ok(VersionRecord {
                name: printed(&version.name),
                day: day(&version.at),
                codes: codes.all_at(version.step).len(),
            })
        });
        Ok(FrameworkChanges {
            months,
            reasons,
            versions: versions.collect::<Result<_, StoreError>>()?,
            questions: questions.len(),
            settled: questions.iter().filter(|question| question.is_settled).count(),
        })
    }

    /// The steps whose deeds stand: those that were not undone, or were done again.
    fn standing_steps(&self) -> Result<HashSet<i64>, ProjectError> {
        let mut done: HashMap<i64, i64> = HashMap::new();
        let mut standing: HashSet<i64> = HashSet::new();
        for (step, kind, undoes) in self.store.read().step_kinds(0)? {
            let deed = undoes.and_then(|undone| done.get(&undone).copied()).unwrap_or(step);
            done.insert(step, deed);
            match kind {
                StepKind::Undo => standing.remove(&deed),
                StepKind::Do | StepKind::Redo | StepKind::Noted => standing.insert(deed),
            };
        }
        Ok(standing)
    }
}

fn nothing_in(month: &str) -> FrameworkMonth {
    FrameworkMonth { month: month.to_owned(), ..FrameworkMonth::default() }
}

/// The year and month of a moment where this computer stands.
fn month_of(at: &str) -> (i16, i8) {
    let moment = at.parse::<jiff::Timestamp>().map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
    moment.map_or((0, 0), |at| (at.year(), at.month()))
}

fn tally(month: &mut FrameworkMonth, change: &Change) {
    match change {
        Change::Made => month.made += 1,
        Change::Merged(_) => month.merged += 1,
        Change::Deleted => month.deleted += 1,
        Change::Differs(differences) => {
            let has = |is: fn(&CodeDifference) -> bool| usize::from(differences.iter().any(is));
            month.renamed += has(|one| matches!(one, CodeDifference::Renamed { .. }));
            month.moved += has(|one| matches!(one, CodeDifference::Moved { .. }));
            month.redefined += has(is_redefined);
        }
    }
}

/// Whether what a code means, or when to use it, is said in other words.
fn is_redefined(difference: &CodeDifference) -> bool {
    match difference {
        CodeDifference::Reworded { text, before, .. } => {
            *text != CodeText::Question && !before.trim().is_empty()
        }
        _ => false,
    }
}

/// What a step did to the framework, a sentence without a full stop for each code.
fn told(
    codes: &Timeline<CodeId, Code>,
    occasion: &Occasion,
    changes: &[(CodeId, Change)],
    split: impl Iterator<Item = CodeId>,
) -> Vec<String> {
    let step = occasion.step;
    let mut lines: Vec<String> =
        split.map(|code| format!("Split “{}”", codes.path(code, step))).collect();
    for (code, change) in changes {
        let path = codes.path(*code, step);
        match change {
            Change::Made => lines.push(format!("Made “{path}”")),
            Change::Merged(into) => {
                lines.push(format!("Merged “{path}” into “{}”", codes.path(*into, step)));
            }
            Change::Deleted => lines.push(format!("Deleted “{path}”")),
            Change::Differs(differences) => {
                lines.extend(differences.iter().filter_map(|one| match one {
                    CodeDifference::Renamed { before, after } => {
                        Some(format!("Renamed “{before}” to “{after}”"))
                    }
                    CodeDifference::Moved { .. } => Some(format!("Moved “{path}”")),
                    CodeDifference::Reworded { text, .. } => {
                        Some(format!("Changed {} of “{path}”", text.name()))
                    }
                    CodeDifference::Origin { after, .. } => {
                        Some(format!("Said of “{path}” that it is {after}"))
                    }
                    CodeDifference::Archived { after: true } => Some(format!("Put “{path}” away")),
                    _ => None,
                }));
            }
        }
    }
    lines.sort();
    if lines.len() > MOST_TOLD {
        let more = lines.len() - MOST_TOLD + 1;
        lines.truncate(MOST_TOLD - 1);
        lines.push(format!("and {more} more"));
    }
    lines
}
