//! The code framework given another shape: codes gathered under a new one, split, branches copied.

use std::collections::HashMap;

use crate::domain::{Code, CodeId, CodeTree, CodingId};
use crate::project::operations::codes::{NewCode, Placement, heads, make_code};
use crate::project::{Project, ProjectError};
use crate::store::CodeField;
use crate::text::counted;

impl Project {
    /// Makes a code and hangs others under it, each with what is below it. It stands where the first of them stood,
    /// whatever place `code` names.
    pub fn gather_codes(&mut self, ids: &[CodeId], code: &NewCode) -> Result<CodeId, ProjectError> {
        self.know(ids)?;
        let gathered = heads(&self.snapshot.codes, ids);
        let Some(&first) = gathered.first() else { return Err(ProjectError::Gone("This code")) };
        let parent = self.code_of(first)?.parent;
        let code = NewCode { parent, before: Some(first), ..code.clone() };
        let label =
            format!("Put {} under a new code “{}”", self.names(&gathered), code.name.trim());
        self.transact(&label, |work| {
            // A gathered code may bear the new one's name, since it leaves its place.
            let made = make_code(work, &code, &gathered)?;
            work.place(&gathered, Placement { parent: Some(made), before: None })?;
            Ok(made)
        })
    }

    /// Sends codings of a code to others, each to the one that is named beside it; coder and comment stay. Where the same
    /// coder has applied that code to the quotation already, one coding stays, with both comments.
    pub fn split_code(
        &mut self,
        code: CodeId,
        sent: &[(CodingId, CodeId)],
    ) -> Result<(), ProjectError> {
        let name = self.code_of(code)?.name.clone();
        let mut targets: Vec<CodeId> = Vec::new();
        for &(_, to) in sent {
            if !targets.contains(&to) {
                targets.push(to);
            }
        }
        self.may_apply(&targets)?;
        let codings = counted(sent.len(), "coding", "codings");
        let label = match sent {
            [(_, to)] => format!("Sent a coding of “{name}” to {}", self.names(&[*to])),
            _ => format!("Split “{name}”: {codings} to {}", self.names(&targets)),
        };
        self.transact(&label, |work| {
            for &(coding, to) in sent {
                let place = work.tx.place_of(coding)?;
                match place {
                    Some((_, from)) if from == code => work.tx.send_coding(coding, to)?,
                    _ => return Err(ProjectError::Gone("This coding")),
                }
            }
            Ok(())
        })
    }

    /// Makes a code and sends codings of another to it, in one step. A code of that name under the same parent is used again,
    /// if it is another. Gives the code.
    pub fn split_to_new(
        &mut self,
        code: CodeId,
        sent: &[CodingId],
        new: &NewCode,
    ) -> Result<CodeId, ProjectError> {
        self.know(&[code])?;
        let name = new.name.trim().to_owned();
        let siblings = self.snapshot.codes.children(new.parent);
        let known = siblings.iter().find(|sibling| sibling.name == name).map(|code| code.id);
        self.may_apply(known.as_slice())?;
        if known == Some(code) {
            return Err(ProjectError::CodeExists(name));
        }
        let codings = counted(sent.len(), "coding", "codings");
        let from = self.names(&[code]);
        self.transact(&format!("Sent {codings} of {from} to “{name}”, a new code"), |work| {
            let to = match known {
                Some(id) => id,
                None => make_code(work, new, &[])?,
            };
            for &coding in sent {
                match work.tx.place_of(coding)? {
                    Some((_, from)) if from == code => work.tx.send_coding(coding, to)?,
                    _ => return Err(ProjectError::Gone("This coding")),
                }
            }
            Ok(to)
        })
    }

    /// Copies a code with everything below it and all that is said of them to another place, with their codings or
    /// without. The copy has another name where its own is taken there. Gives the copy.
    pub fn copy_branch(
        &mut self,
        id: CodeId,
        to: Placement,
        with_codings: bool,
    ) -> Result<CodeId, ProjectError> {
        let code = self.code_of(id)?.clone();
        self.know(to.parent.as_slice())?;
        self.transact(&format!("Copied “{}”", code.name), |work| {
            let tree = &work.before.codes;
            let name = copy_name(tree, to.parent, &code.name);
            let top = NewCode { parent: to.parent, before: to.before, name, ..said_of(&code) };
            let copy = make_code(work, &top, &[])?;
            if code.is_archived {
                work.tx.set_code(copy, CodeField::Archived(true))?;
            }
            let mut copies: HashMap<CodeId, CodeId> = HashMap::from([(id, copy)]);
            for below in tree.with_sub_codes(id).iter().skip(1) {
                let parent = below.parent.and_then(|parent| copies.get(&parent)).copied();
                let new = crate::store::NewCode {
                    id: None,
                    parent,
                    name: &below.name,
                    definition: &below.definition,
                    include: &below.include,
                    exclude: &below.exclude,
                    question: &below.question,
                    colour: below.colour,
                    origin: below.origin,
                    coder: work.coder,
                    passage: below.passage,
                    only_holds: !below.is_applicable,
                    position: below.position,
                };
                let copied = work.tx.insert_code(&new, work.at)?;
                if below.is_archived {
                    work.tx.set_code(copied, CodeField::Archived(true))?;
                }
                copies.insert(below.id, copied);
            }
            if with_codings {
                for (&from, &to) in &copies {
                    work.tx.copy_codings(from, to)?;
                }
            }
            Ok(copy)
        })
    }
}

/// What is said of a code, for another like it.
fn said_of(code: &Code) -> NewCode {
    NewCode {
        definition: code.definition.clone(),
        include: code.include.clone(),
        exclude: code.exclude.clone(),
        question: code.question.clone(),
        colour: code.colour,
        origin: code.origin,
        passage: code.passage,
        only_holds: !code.is_applicable,
        ..NewCode::default()
    }
}

/// The name of a copy under a parent: its own, or with a number behind it.
fn copy_name(tree: &CodeTree, parent: Option<CodeId>, name: &str) -> String {
    let siblings = tree.children(parent);
    let is_free = |name: &str| siblings.iter().all(|sibling| sibling.name != name);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}
