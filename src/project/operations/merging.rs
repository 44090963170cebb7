//! Merging codes into another.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jiff::{Timestamp, ToSpan as _};

use crate::analysis::matrix::brought_by_merge;
use crate::domain::{Code, CodeId, CodeTree, CoderId};
use crate::project::{Project, ProjectError, Snapshot, Work};
use crate::store::CodeField;
use crate::text::counted;

/// Which definition, which rules and which research question a code has after others were merged into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wording {
    /// Its own, with those of the others below.
    #[default]
    All,
    /// Its own.
    Own,
    /// Those of one of the codes that go.
    Of(CodeId),
}

/// What merging codes would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MergeForeseen {
    /// Codes that go.
    pub codes: usize,
    /// Quotations that carry one of them.
    pub quotations: usize,
    /// Quotations on which the same coder has applied the code that stays too, or several that go: there one coding stays.
    pub on_both: usize,
    /// Sub-codes that move under the code that stays.
    pub moved: usize,
    /// Sub-codes that merge with one of the same name.
    pub merged: usize,
}

impl MergeForeseen {
    /// What will happen, in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let quotations = counted(self.quotations, "quotation", "quotations");
        let mut said = vec![match self.quotations {
            0 => "No quotation carries what is merged.".to_owned(),
            _ => format!("{quotations} will carry the code that stays."),
        }];
        if self.on_both > 0 {
            let both = counted(self.on_both, "quotation", "quotations");
            said.push(format!(
                "On {both} it is applied already: one coding stays, with both comments."
            ));
        }
        if self.moved > 0 {
            let moved = counted(self.moved, "sub-code moves", "sub-codes move");
            said.push(format!("{moved} under the code that stays."));
        }
        if self.merged > 0 {
            let merged = counted(self.merged, "sub-code merges", "sub-codes merge");
            said.push(format!("{merged} with one of the same name."));
        }
        said
    }
}

impl Snapshot {
    /// What merging these codes into another would do. Fails where that one hangs below one of them.
    pub fn foresee_merge(
        &self,
        from: &[CodeId],
        into: CodeId,
    ) -> Result<MergeForeseen, ProjectError> {
        let tree = &self.codes;
        let mut foreseen = MergeForeseen::default();
        // Which code each one becomes.
        let going = going(tree, from, into)?;
        let mut becomes: HashMap<CodeId, CodeId> = going.iter().map(|&id| (id, into)).collect();
        foreseen.codes = going.len();
        for id in going {
            self.foresee(tree, id, into, &mut becomes, &mut foreseen);
        }
        for (_, quotation) in self.quotations() {
            let mut applied: HashSet<(CodeId, CoderId)> = HashSet::new();
            let (mut goes, mut doubles) = (false, false);
            for coding in &quotation.codings {
                let code = becomes.get(&coding.code).copied();
                goes |= code.is_some();
                doubles |= !applied.insert((code.unwrap_or(coding.code), coding.coder));
            }
            foreseen.quotations += usize::from(goes);
            foreseen.on_both += usize::from(goes && doubles);
        }
        Ok(foreseen)
    }

    fn foresee(
        &self,
        tree: &CodeTree,
        from: CodeId,
        into: CodeId,
        becomes: &mut HashMap<CodeId, CodeId>,
        foreseen: &mut MergeForeseen,
    ) {
        becomes.insert(from, into);
        let there = tree.children(Some(into));
        for child in tree.children(Some(from)) {
            if becomes.contains_key(&child.id) {
                continue;
            }
            let same = there.iter().find(|same| {
                same.name == child.name && same.id != child.id && !becomes.contains_key(&same.id)
            });
            match same {
                Some(same) => {
                    foreseen.merged += 1;
                    self.foresee(tree, child.id, same.id, becomes, foreseen);
                }
                None => foreseen.moved += 1,
            }
        }
    }
}

impl Project {
    /// Merges codes into another: their codings become the other's, with their comments; their sub-codes move under the
    /// other (and merge with sub-codes of the same name); examples, links, sets, questions and number keys follow; and
    /// they go. `wording` says which definition and rules stay.
    pub fn merge_codes(
        &mut self,
        from: &[CodeId],
        into: CodeId,
        wording: Wording,
    ) -> Result<(), ProjectError> {
        self.know(from)?;
        if let Wording::Of(chosen) = wording
            && !from.contains(&chosen)
        {
            return Err(ProjectError::Gone("The code whose definition is to stay"));
        }
        let stays = self.code_of(into)?.clone();
        let going = going(&self.snapshot.codes, from, into)?;
        // By its path where others bear its name: a code that nobody applied leaves no other trace of where it went.
        let codes = self.snapshot.codes.codes();
        let is_shared = codes.iter().filter(|code| code.name == stays.name).count() > 1;
        let to = if is_shared { self.snapshot.codes.path_text(into) } else { stays.name };
        let label = format!("Merged {} into “{to}”", self.names(&going));
        self.transact(&label, |work| {
            let mut becomes = going.iter().map(|&id| (id, into)).collect();
            for &id in &going {
                // What was merged before has changed the tree.
                let tree = CodeTree::new(work.tx.codes()?);
                if let (Some(old), Some(new)) = (tree.get(id), tree.get(into)) {
                    merge(work, &tree, old, new, wording, &mut becomes)?;
                }
            }
            mark_brought(work, &becomes)?;
            if let Wording::Of(chosen) = wording
                && let Some(chosen) = work.before.codes.get(chosen)
            {
                for field in texts(chosen) {
                    work.tx.set_code(into, field)?;
                }
            }
            Ok(())
        })
    }
}

/// The codes that go, those below others first: each is merged before the one above it could take it along. Fails
/// where the code that stays hangs below one of them.
fn going(tree: &CodeTree, from: &[CodeId], into: CodeId) -> Result<Vec<CodeId>, ProjectError> {
    let mut going: Vec<CodeId> = from.iter().copied().filter(|&id| id != into).collect();
    going.sort_by_key(|&id| Reverse(tree.position(id)));
    going.dedup();
    let above = going.iter().find(|&&id| tree.is_within(into, id));
    match above.and_then(|&id| tree.get(id)) {
        Some(above) => Err(ProjectError::Circle(above.name.clone())),
        None => Ok(going),
    }
}

/// The texts of a code.
fn texts(code: &Code) -> [CodeField<'_>; 4] {
    [
        CodeField::Definition(&code.definition),
        CodeField::Include(&code.include),
        CodeField::Exclude(&code.exclude),
        CodeField::Question(&code.question),
    ]
}

/// Dates summaries back before the passages that the merge brings under them, so that these are told as new to them.
fn mark_brought(work: &Work<'_>, becomes: &HashMap<CodeId, CodeId>) -> Result<(), ProjectError> {
    let after = CodeTree::new(work.tx.codes()?);
    let brought = brought_by_merge(&work.before.study(), &work.before.summaries, becomes, &after);
    for ((row, code), first) in brought {
        let before = first.parse::<Timestamp>().and_then(|at| at.checked_sub(1.millisecond()));
        if let (Some(id), Ok(before)) = (work.tx.summary_at(row, code)?, before) {
            work.tx.set_summary_seen(id, &format!("{before:.3}"))?;
        }
    }
    Ok(())
}

/// Merges one code and what is below it. `becomes` are the codes that go with it and what they go up in: none of them can take
/// anything in.
fn merge(
    work: &Work<'_>,
    tree: &CodeTree,
    from: &Code,
    into: &Code,
    wording: Wording,
    becomes: &mut HashMap<CodeId, CodeId>,
) -> Result<(), ProjectError> {
    becomes.insert(from.id, into.id);
    work.tx.recode_all(from.id, into.id)?;
    work.tx.hand_over_code(from.id, into.id)?;
    if wording == Wording::All {
        let says =
            |own: &str, other: &str| own == other || own.split("\n\n").any(|part| part == other);
        let join = |own: &str, other: &str| match other.is_empty() || says(own, other) {
            true => None,
            false => Some([own, other].join("\n\n").trim_start().to_owned()),
        };
        if let Some(both) = join(&into.definition, &from.definition) {
            work.tx.set_code(into.id, CodeField::Definition(&both))?;
        }
        if let Some(both) = join(&into.include, &from.include) {
            work.tx.set_code(into.id, CodeField::Include(&both))?;
        }
        if let Some(both) = join(&into.exclude, &from.exclude) {
            work.tx.set_code(into.id, CodeField::Exclude(&both))?;
        }
        if into.question.is_empty() && !from.question.is_empty() {
            work.tx.set_code(into.id, CodeField::Question(&from.question))?;
        }
    }
    let mut next = 0;
    let mut known: HashMap<&str, &Code> = HashMap::new();
    for child in tree.children(Some(into.id)) {
        next = next.max(child.position + 1);
        // A code may itself stand below the one it is merged into.
        if !becomes.contains_key(&child.id) {
            known.insert(&child.name, child);
        }
    }
    for child in tree.children(Some(from.id)) {
        match known.get(child.name.as_str()) {
            Some(same) => merge(work, tree, child, same, wording, becomes)?,
            None => {
                work.tx.place_code(child.id, Some(into.id), next)?;
                next += 1;
            }
        }
    }
    Ok(work.tx.delete_code(from.id)?)
}
