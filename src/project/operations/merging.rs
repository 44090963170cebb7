//! Merging one code into another.

use std::collections::{HashMap, HashSet};

use crate::domain::{Code, CodeId};
use crate::project::{Project, ProjectError, Work};

impl Project {
    /// Merges a code into another: its codings become the other's, its definition is put behind the other's, its
    /// sub-codes move under the other (and merge with sub-codes of the same name), number keys follow, and it goes.
    pub fn merge_codes(&mut self, from: CodeId, into: CodeId) -> Result<(), ProjectError> {
        let (old, new) = (self.code_of(from)?.clone(), self.code_of(into)?.clone());
        if self.snapshot.codes.is_within(into, from) {
            return Err(ProjectError::Circle(old.name));
        }
        self.transact(&format!("Merged “{}” into “{}”", old.name, new.name), |work| {
            merge(work, &old, &new, &mut HashSet::new())
        })
    }
}

/// Merges one code and what is below it. `going` are the codes that go with it: none of them can take anything in.
fn merge(
    work: &Work<'_>,
    from: &Code,
    into: &Code,
    going: &mut HashSet<CodeId>,
) -> Result<(), ProjectError> {
    going.insert(from.id);
    work.tx.recode_all(from.id, into.id)?;
    work.tx.move_quick_codes(from.id, into.id)?;
    let adds = !from.definition.is_empty() && !into.definition.contains(&from.definition);
    if adds {
        let both = [into.definition.as_str(), from.definition.as_str()].join("\n\n");
        work.tx.define_code(into.id, both.trim_start())?;
    }
    let tree = &work.before.codes;
    let mut next = 0;
    let mut known: HashMap<String, &Code> = HashMap::new();
    for child in tree.children(Some(into.id)) {
        next = next.max(child.position + 1);
        // A code may itself stand below the one it is merged into.
        if !going.contains(&child.id) {
            known.insert(child.name.clone(), child);
        }
    }
    for child in tree.children(Some(from.id)) {
        match known.get(&child.name) {
            Some(same) => merge(work, child, same, going)?,
            None => {
                work.tx.place_code(child.id, Some(into.id), next)?;
                next += 1;
            }
        }
    }
    Ok(work.tx.delete_code(from.id)?)
}
