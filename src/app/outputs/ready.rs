//! An output as it will be printed, with all that its views show of it; made on the project's thread.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::{CodeUse, use_of_any};
use crate::domain::{CodeId, ExtractId, ItemId, ItemKind, LinkTo, Output, OutputId, links};
use crate::project::{CheckedOutput, OutputBalance, Project, ProjectError, Snapshot};

/// An output with what was found in it.
pub(super) struct Ready {
    /// The step after which it was made.
    pub(super) seq: i64,
    pub(super) checked: CheckedOutput,
    /// The chapter that checks and balance are of, as it was checked; all of the output without.
    pub(super) chapter: Option<(ItemId, CheckedOutput)>,
    pub(super) balance: OutputBalance,
    /// Where each extract stands in `checked`.
    pub(super) places: HashMap<ExtractId, usize>,
    /// The codes of each finding, and where they are used.
    pub(super) uses: HashMap<ItemId, (Vec<CodeId>, CodeUse)>,
    /// How many findings are open, and how many people and cases are in it.
    pub(super) open: usize,
    pub(super) people: usize,
    pub(super) cases: usize,
}

/// Sets, checks and counts an output; checks and balance are of one chapter where that is chosen.
pub(super) fn ready(
    project: &mut Project,
    id: OutputId,
    chapter: Option<ItemId>,
) -> Result<Ready, ProjectError> {
    let snapshot = Arc::clone(project.snapshot());
    let output = snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
    let checked = project.check_output(output, false)?;
    let chapter = match chapter {
        Some(chapter) => {
            // People have the numbers there that they have in the whole.
            let numbers = checked.set.numbers.clone();
            let part = Output { numbers, ..output.chapter(chapter) };
            Some((chapter, project.check_output(&part, false)?))
        }
        None => None,
    };
    let set = chapter.as_ref().map_or(&checked.set, |(_, checked)| &checked.set);
    let balance = project.balance_output(output, set)?;
    let extracts = &checked.set.extracts;
    let printed = || extracts.iter().filter(|one| snapshot.is_printed(output, one));
    let people: HashSet<_> = printed().flat_map(|one| &one.people).collect();
    let cases: HashSet<_> = printed().filter_map(|one| one.case).collect();
    let (people, cases) = (people.len(), cases.len());
    let places = extracts.iter().enumerate().map(|(at, one)| (one.extract, at)).collect();
    let uses = used_in(&snapshot, output);
    let open = checked.open();
    Ok(Ready { seq: snapshot.seq, open, people, cases, places, uses, checked, chapter, balance })
}

/// Where the codes of each finding are used together. What texts count is counted, too, so that no frame has to.
fn used_in(snapshot: &Snapshot, output: &Output) -> HashMap<ItemId, (Vec<CodeId>, CodeUse)> {
    let texts = output.items.iter().flat_map(|item| [&item.title, &item.text]);
    if texts.flat_map(|text| links(text)).any(|link| matches!(link.to, Some(LinkTo::Count(..)))) {
        snapshot.code_uses();
    }
    let findings = output.items.iter().filter(|item| item.kind == ItemKind::Finding);
    let (ids, groups): (Vec<ItemId>, Vec<Vec<CodeId>>) = findings
        .map(|item| (item.id, item.codes().collect::<Vec<_>>()))
        .filter(|(_, codes)| !codes.is_empty())
        .unzip();
    if groups.is_empty() {
        return HashMap::new();
    }
    let uses = use_of_any(&snapshot.study(), &groups);
    ids.into_iter().zip(groups.into_iter().zip(uses)).collect()
}

impl Ready {
    /// What is looked through: the chapter that was chosen, or else the whole output.
    pub(super) fn looked_through(&self) -> &CheckedOutput {
        self.chapter.as_ref().map_or(&self.checked, |(_, checked)| checked)
    }
}
