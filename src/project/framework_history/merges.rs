//! Which code a code was merged into, as far as the history tells.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Timeline;
use crate::domain::{Code, CodeId};
use crate::store::{Rows, Step, StepKind, StoreError};

/// No tree is deeper than this; a damaged history may know a circle.
const DEEPEST: usize = 64;

/// What the history says of merges; each step is asked for once.
pub(super) struct Merges<'p> {
    rows: Rows<'p>,
    codes: &'p Timeline<CodeId, Code>,
    steps: HashMap<i64, Option<Made>>,
}

/// A step, and what it did.
struct Made {
    step: Step,
    /// The code to which it sent codings of another, by that other.
    sent: HashMap<CodeId, CodeId>,
}

impl<'p> Merges<'p> {
    /// Nothing is asked yet.
    pub fn new(rows: Rows<'p>, codes: &'p Timeline<CodeId, Code>) -> Self {
        Self { rows, codes, steps: HashMap::new() }
    }

    /// The code that one which a step took away was merged into; none when it was deleted.
    pub fn target(&mut self, code: CodeId, step: i64) -> Result<Option<CodeId>, StoreError> {
        let made = match self.steps.entry(step) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(match self.rows.step(step)? {
                // An undo takes codes away that were made, and sends nothing on.
                Some(made) if made.kind != StepKind::Undo => {
                    Some(Made { step: made, sent: self.rows.codings_sent_by(step)? })
                }
                _ => None,
            }),
        };
        Ok(made.as_ref().and_then(|made| sought(self.codes, code, made, 0)))
    }
}

fn sought(
    codes: &Timeline<CodeId, Code>,
    code: CodeId,
    made: &Made,
    depth: usize,
) -> Option<CodeId> {
    let step = made.step.seq;
    let gone = taken_away(codes, code, step)?;
    // Its codings went there.
    if let Some(&to) = made.sent.get(&code) {
        return Some(to);
    }
    // A code without codings: its sub-codes went there.
    let moved = codes.all_changes().find_map(|(_, changes)| {
        let change = changes.iter().find(|change| change.step == step)?;
        let (before, after) = (change.before.as_ref()?, change.after.as_ref()?);
        (before.parent == Some(code)).then_some(after.parent?).filter(|&to| to != code)
    });
    if moved.is_some() {
        return moved;
    }
    // It went with the code above it, into the sub-code of the same name.
    let above = gone.parent.filter(|&above| taken_away(codes, above, step).is_some());
    if let Some(above) = above.filter(|_| depth < DEEPEST) {
        let above = sought(codes, above, made, depth + 1)?;
        let mut below = codes.all_at(step).into_iter().filter(|code| code.parent == Some(above));
        if let Some(same) = below.find(|code| code.name == gone.name) {
            return Some(same.id);
        }
    }
    // Nothing stood on it or below it: only the label of the step is left to tell.
    let words = made.step.label.strip_prefix("Merged ")?;
    let name = words.rsplit_once(" into “")?.1.strip_suffix('”')?;
    codes.tree_at(step).resolve(name).ok().map(|code| code.id)
}

/// A code as it was before a step that took it away.
fn taken_away(codes: &Timeline<CodeId, Code>, code: CodeId, step: i64) -> Option<&Code> {
    let change = codes.changes_of(code).iter().find(|change| change.step == step)?;
    change.before.as_ref().filter(|_| change.after.is_none())
}
