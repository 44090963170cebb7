//! Which code a code was merged into, as far as the history tells.

use std::collections::HashMap;

use super::Timeline;
use crate::domain::{Code, CodeId};
use crate::store::{Rows, Step, StepKind, StoreError};

/// No tree is deeper than this; a damaged history may know a circle.
const DEEPEST: usize = 64;

/// What the history says of merges; each step is asked for once.
pub(super) struct Merges<'p> {
    rows: Rows<'p>,
    codes: &'p Timeline<CodeId, Code>,
    steps: HashMap<i64, Option<Step>>,
}

impl<'p> Merges<'p> {
    /// Nothing is asked yet.
    pub fn new(rows: Rows<'p>, codes: &'p Timeline<CodeId, Code>) -> Self {
        Self { rows, codes, steps: HashMap::new() }
    }

    /// The code that one which a step took away was merged into; none when it was deleted.
    pub fn target(&mut self, code: CodeId, step: i64) -> Result<Option<CodeId>, StoreError> {
        if !self.steps.contains_key(&step) {
            let made = self.rows.step(step)?;
            self.steps.insert(step, made);
        }
        match self.steps.get(&step) {
            // An undo takes codes away that were made, and sends nothing on.
            Some(Some(made)) if made.kind != StepKind::Undo => self.sought(code, made, 0),
            _ => Ok(None),
        }
    }

    fn sought(
        &self,
        code: CodeId,
        made: &Step,
        depth: usize,
    ) -> Result<Option<CodeId>, StoreError> {
        let (codes, step) = (self.codes, made.seq);
        let Some(gone) = taken_away(codes, code, step) else { return Ok(None) };
        // Its codings went there.
        if let Some(to) = self.rows.sent_to(step, code)? {
            return Ok(Some(to));
        }
        // A code without codings: its sub-codes went there.
        let moved = codes.all_changes().find_map(|(_, changes)| {
            let change = changes.iter().find(|change| change.step == step)?;
            let (before, after) = (change.before.as_ref()?, change.after.as_ref()?);
            (before.parent == Some(code)).then_some(after.parent?).filter(|&to| to != code)
        });
        if moved.is_some() {
            return Ok(moved);
        }
        // It went with the code above it, into the sub-code of the same name.
        let above = gone.parent.filter(|&above| taken_away(codes, above, step).is_some());
        if let Some(above) = above.filter(|_| depth < DEEPEST) {
            let above = self.sought(above, made, depth + 1)?;
            return Ok(above.and_then(|above| only_one(codes, step, &gone.name, Some(above))));
        }
        // Nothing stood on it or below it: only the label of the step is left to tell.
        let words = made.label.strip_prefix("Merged ");
        let name = words.and_then(|words| words.rsplit_once(" into “")?.1.strip_suffix('”'));
        Ok(name.and_then(|name| only_one(codes, step, name, None)))
    }
}

/// A code as it was before a step that took it away.
fn taken_away(codes: &Timeline<CodeId, Code>, code: CodeId, step: i64) -> Option<&Code> {
    let change = codes.changes_of(code).iter().find(|change| change.step == step)?;
    change.before.as_ref().filter(|_| change.after.is_none())
}

/// The only code of a name after a step, below a code where one is given.
fn only_one(
    codes: &Timeline<CodeId, Code>,
    step: i64,
    name: &str,
    below: Option<CodeId>,
) -> Option<CodeId> {
    let all = codes.all_at(step).into_iter();
    let mut found =
        all.filter(|code| code.name == name && (below.is_none() || code.parent == below));
    let first = found.next()?;
    found.next().is_none().then_some(first.id)
}
