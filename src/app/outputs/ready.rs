//! An output as it will be printed, with all that its views show of it; made on the project's thread.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::{CodeUse, use_of_any};
use crate::domain::{CodeId, ExtractId, ItemId, ItemKind, LinkTo, Output, OutputId, links};
use crate::project::{CheckedOutput, OutputBalance, Project, ProjectError, Snapshot};

/// An output with what was found in it.
pub(super) struct Ready {
    pub(super) checked: CheckedOutput,
    /// The chapter that checks and balance are of, as it was checked; all of the output without.
    pub(super) chapter: Option<(ItemId, CheckedOutput)>,
    pub(super) balance: OutputBalance,
    /// Where each extract stands in `checked`.
    pub(super) places: HashMap<ExtractId, usize>,
    /// Where the codes of each finding are used.
    pub(super) uses: HashMap<ItemId, CodeUse>,
    /// Where each code is used that a text of the outline counts.
    pub(super) counts: HashMap<CodeId, CodeUse>,
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
            let part = part_of(output, &checked, chapter);
            Some((chapter, project.check_output(&part, false)?))
        }
        None => None,
    };
    let set = chapter.as_ref().map_or(&checked.set, |(_, checked)| &checked.set);
    let balance = project.balance_output(set)?;
    let extracts = &checked.set.extracts;
    let people: HashSet<_> = extracts.iter().flat_map(|one| &one.people).collect();
    let cases: HashSet<_> = extracts.iter().filter_map(|one| one.case).collect();
    let (people, cases) = (people.len(), cases.len());
    let places = extracts.iter().enumerate().map(|(at, one)| (one.extract, at)).collect();
    let (uses, counts) = used_in(&snapshot, output);
    let open = checked.open();
    Ok(Ready { open, people, cases, places, uses, counts, checked, chapter, balance })
}

/// The part of an output that stands under a heading, with the numbers that people have in the whole.
fn part_of(output: &Output, checked: &CheckedOutput, chapter: ItemId) -> Output {
    let is_in = |item: ItemId| output.is_under(item, chapter);
    let items = output.items.iter().filter(|item| is_in(item.id)).cloned().map(|mut item| {
        // It begins with its own heading.
        item.parent = item.parent.filter(|_| item.id != chapter);
        item
    });
    let extracts = output.extracts.iter().filter(|one| one.item.is_some_and(is_in)).cloned();
    Output {
        items: items.collect(),
        extracts: extracts.collect(),
        numbers: checked.set.numbers.clone(),
        ..output.clone()
    }
}

/// Where the codes of an outline are used: of each finding together, and each one that a text counts.
fn used_in(
    snapshot: &Snapshot,
    output: &Output,
) -> (HashMap<ItemId, CodeUse>, HashMap<CodeId, CodeUse>) {
    let findings: Vec<(ItemId, Vec<CodeId>)> = output
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Finding)
        .map(|item| (item.id, item.codes().collect::<Vec<_>>()))
        .filter(|(_, codes)| !codes.is_empty())
        .collect();
    let texts = output.items.iter().flat_map(|item| [&item.title, &item.text]);
    let counted: HashSet<CodeId> = texts
        .flat_map(|text| links(text))
        .filter_map(|link| match link.to {
            Some(LinkTo::Count(_, code)) => Some(code),
            _ => None,
        })
        .collect();
    let of_findings = findings.iter().map(|(_, codes)| codes.clone());
    let groups: Vec<Vec<CodeId>> =
        of_findings.chain(counted.iter().map(|&code| vec![code])).collect();
    if groups.is_empty() {
        return Default::default();
    }
    let mut used = use_of_any(&snapshot.study(), &groups).into_iter();
    let uses = findings.iter().map(|(id, _)| *id).zip(used.by_ref()).collect();
    (uses, counted.into_iter().zip(used).collect())
}

impl Ready {
    /// What is looked through: the chapter that was chosen, or else the whole output.
    pub(super) fn looked_through(&self) -> &CheckedOutput {
        self.chapter.as_ref().map_or(&self.checked, |(_, checked)| checked)
    }
}
