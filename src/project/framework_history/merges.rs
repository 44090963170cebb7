//! Which code a code was merged into, as far as the history tells.

use std::collections::HashMap;

use super::Timeline;
use crate::domain::{Code, CodeId};
use crate::store::{Rows, SentCodings, Step, StepKind, StoreError};

/// What the history says of merges; each step is asked once.
pub(super) struct Merges<'p> {
    rows: Rows<'p>,
    codes: &'p Timeline<CodeId, Code>,
    asked: HashMap<i64, (Option<Step>, Vec<SentCodings>)>,
}

impl<'p> Merges<'p> {
    /// Nothing is asked yet.
    pub fn new(rows: Rows<'p>, codes: &'p Timeline<CodeId, Code>) -> Self {
        Self { rows, codes, asked: HashMap::new() }
    }

    /// The code that one which a step took away was merged into; none when it was deleted.
    pub fn target(&mut self, code: CodeId, step: i64) -> Result<Option<CodeId>, StoreError> {
        if !self.asked.contains_key(&step) {
            let answer = (self.rows.step(step)?, self.rows.codings_sent_by(step)?);
            self.asked.insert(step, answer);
        }
        let Some((Some(made), sent)) = self.asked.get(&step) else { return Ok(None) };
        // An undo takes codes away that were made, and sends nothing on.
        if made.kind == StepKind::Undo {
            return Ok(None);
        }
        Ok(target(self.codes, code, made, sent, 0))
    }
}

fn target(
    codes: &Timeline<CodeId, Code>,
    code: CodeId,
    made: &Step,
    sent: &[SentCodings],
    depth: usize,
) -> Option<CodeId> {
    let step = made.seq;
    let last = |code: CodeId| {
        let change = codes.changes_of(code).iter().find(|change| change.step == step)?;
        if change.after.is_none() { change.before.as_ref() } else { None }
    };
    let gone = last(code)?;
    // Its codings went there.
    if let Some(sent) = sent.iter().rev().find(|sent| sent.from == code) {
        return Some(sent.to);
    }
    // A code without codings: its sub-codes went there.
    let moved = codes.all_changes().find_map(|(_, changes)| {
        let change = changes.iter().find(|change| change.step == step)?;
        let (before, after) = (change.before.as_ref()?, change.after.as_ref()?);
        (before.parent == Some(code) && after.parent != before.parent).then_some(after.parent)
    });
    if let Some(into) = moved.flatten() {
        return Some(into);
    }
    // It went with the code above it, into the sub-code of the same name.
    let named = |name: &str, below: Option<Option<CodeId>>| {
        let mut bearers = codes.all_at(step).into_iter().filter(|there| {
            there.name == name && below.is_none_or(|parent| there.parent == parent)
        });
        let first = bearers.next();
        if bearers.next().is_none() { first.map(|code| code.id) } else { None }
    };
    if let Some(above) = gone.parent.filter(|&above| last(above).is_some()) {
        // No tree is deeper than this; a damaged history may know a circle.
        if depth > 64 {
            return None;
        }
        let above = target(codes, above, made, sent, depth + 1)?;
        return named(&gone.name, Some(Some(above)));
    }
    // Nothing stood on it or below it: only the label of the step is left to tell.
    let words = made.label.strip_prefix("Merged ")?;
    let (_, name) = words.rsplit_once(" into “")?;
    named(name.strip_suffix('”')?, None)
}
