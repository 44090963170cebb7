//! The code framework: codes made, described, moved, put away and deleted.

use std::collections::HashMap;

use crate::domain::{Code, CodeId, CodeTree, Colour, Origin, QuotationId};
use crate::project::{Project, ProjectError, Work};
use crate::store::CodeField;
use crate::text::counted;

/// A code to be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCode {
    /// The code above it.
    pub parent: Option<CodeId>,
    /// The sibling it is to stand before; none for the last place.
    pub before: Option<CodeId>,
    /// Its name; blanks around it are dropped.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub include: String,
    /// When not.
    pub exclude: String,
    /// The research question it serves.
    pub question: String,
    /// Its own colour.
    pub colour: Option<Colour>,
    /// Where it comes from.
    pub origin: Origin,
    /// The quotation it is made at.
    pub passage: Option<QuotationId>,
    /// Whether it only holds others and may not be applied.
    pub only_holds: bool,
}

/// One change of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeChange {
    /// Another name.
    Name(String),
    /// Another definition.
    Definition(String),
    /// Another rule when to use it.
    Include(String),
    /// Another rule when not to.
    Exclude(String),
    /// Another research question.
    Question(String),
    /// Another colour of its own, or none.
    Colour(Option<Colour>),
    /// Another origin.
    Origin(Origin),
    /// Whether it may be applied.
    Applicable(bool),
    /// Whether it is put away.
    Archived(bool),
}

impl CodeChange {
    /// What it does to the codes that are named, as a phrase in the past.
    fn label(&self, names: &str) -> String {
        match self {
            Self::Name(name) => format!("Renamed {names} to “{}”", name.trim()),
            Self::Definition(_) => format!("Defined {names}"),
            Self::Include(_) => format!("Said when to use {names}"),
            Self::Exclude(_) => format!("Said when not to use {names}"),
            Self::Question(_) => format!("Said which question {names} serves"),
            Self::Colour(_) => format!("Coloured {names}"),
            Self::Origin(origin) => format!("Changed the origin of {names} to {origin}"),
            Self::Applicable(true) => format!("Let {names} be applied"),
            Self::Applicable(false) => format!("Let {names} only hold other codes"),
            Self::Archived(true) => format!("Archived {names}"),
            Self::Archived(false) => format!("Took {names} out of the archive"),
        }
    }

    fn field(&self) -> CodeField<'_> {
        match self {
            Self::Name(text) => CodeField::Name(text.trim()),
            Self::Definition(text) => CodeField::Definition(text),
            Self::Include(text) => CodeField::Include(text),
            Self::Exclude(text) => CodeField::Exclude(text),
            Self::Question(text) => CodeField::Question(text.trim()),
            Self::Colour(colour) => CodeField::Colour(*colour),
            Self::Origin(origin) => CodeField::Origin(*origin),
            Self::Applicable(may) => CodeField::Applicable(*may),
            Self::Archived(away) => CodeField::Archived(*away),
        }
    }
}

/// Where a code is to hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// The code above it; none for the top.
    pub parent: Option<CodeId>,
    /// The sibling it is to stand before; none for the last place.
    pub before: Option<CodeId>,
}

impl Project {
    /// Makes a code. Fails when a sibling bears the name.
    pub fn make_code(&mut self, code: &NewCode) -> Result<CodeId, ProjectError> {
        let label = format!("Made the code “{}”", code.name.trim());
        self.transact(&label, |work| make_code(work, code, &[]))
    }

    /// Changes codes, all in the same way. A new name fails when a sibling bears it.
    pub fn change_codes(
        &mut self,
        ids: &[CodeId],
        change: &CodeChange,
    ) -> Result<(), ProjectError> {
        self.describe_codes(ids, std::slice::from_ref(change))
    }

    /// Makes several changes of codes in one step; see [`Self::change_codes`].
    pub fn describe_codes(
        &mut self,
        ids: &[CodeId],
        changes: &[CodeChange],
    ) -> Result<(), ProjectError> {
        self.know(ids)?;
        let names = self.names(ids);
        let label = match changes {
            [change] => change.label(&names),
            _ => format!("Described {names}"),
        };
        self.transact(&label, |work| {
            let tree = &work.before.codes;
            let mut given = HashMap::new();
            for (&id, change) in ids.iter().flat_map(|id| changes.iter().map(move |c| (id, c))) {
                if let CodeChange::Name(name) = change {
                    let parent = tree.get(id).and_then(|code| code.parent);
                    check_name(tree, name.trim(), parent, &[id])?;
                    if *given.entry((parent, name.trim())).or_insert(id) != id {
                        return Err(ProjectError::CodeExists(name.trim().to_owned()));
                    }
                }
                work.tx.set_code(id, change.field())?;
            }
            Ok(())
        })
    }

    /// Hangs codes, each with what is below it, somewhere else, in the order of the tree. A code that goes with one
    /// above it stays under that. Fails when one would hang below itself, or a sibling there bears its name.
    pub fn move_codes(&mut self, ids: &[CodeId], to: Placement) -> Result<(), ProjectError> {
        self.know(ids)?;
        self.know(to.parent.as_slice())?;
        let moved = heads(&self.snapshot.codes, ids);
        for &id in &moved {
            if to.parent.is_some_and(|parent| self.snapshot.codes.is_within(parent, id)) {
                return Err(ProjectError::Circle(self.code_of(id)?.name.clone()));
            }
        }
        self.transact(&format!("Moved {}", self.names(&moved)), |work| work.place(&moved, to))
    }

    /// Deletes codes with their sub-codes and all codings; quotations that are left bare go too.
    pub fn delete_codes(&mut self, ids: &[CodeId]) -> Result<(), ProjectError> {
        let codes = &self.snapshot.codes;
        let all: usize = heads(codes, ids).iter().map(|&id| codes.with_sub_codes(id).len()).sum();
        let label = match all.saturating_sub(ids.len()) {
            0 => format!("Deleted {}", self.names(ids)),
            below => {
                format!(
                    "Deleted {} and {}",
                    self.names(ids),
                    counted(below, "sub-code", "sub-codes")
                )
            }
        };
        self.transact(&label, |work| {
            let mut quotations = Vec::new();
            for id in heads(&work.before.codes, ids) {
                for code in work.before.codes.with_sub_codes(id) {
                    quotations.extend(work.tx.quotations_with(code.id)?);
                    quotations.extend(work.before.notes.examples_of(code.id));
                }
                work.tx.delete_code(id)?;
            }
            work.tx.delete_if_bare(&quotations)?;
            Ok(())
        })
    }

    /// Puts a code under a number key (1 to 9) of the person who codes now, or clears the key.
    pub fn set_quick_code(&mut self, number: u8, code: Option<CodeId>) -> Result<(), ProjectError> {
        let coder = self.current_coder()?;
        self.know(code.as_slice())?;
        let number = number.clamp(1, 9);
        let label = match code {
            Some(code) => format!("Put {} under key {number}", self.names(&[code])),
            None => format!("Cleared key {number}"),
        };
        self.transact(&label, |work| Ok(work.tx.set_quick_code(coder.id, number, code)?))
    }

    /// Whether these codes are all in the project: another step may have taken one away since it was chosen.
    pub(super) fn know(&self, codes: &[CodeId]) -> Result<(), ProjectError> {
        codes.iter().try_for_each(|&code| self.code_of(code).map(drop))
    }

    pub(super) fn code_of(&self, id: CodeId) -> Result<&Code, ProjectError> {
        self.snapshot.codes.get(id).ok_or(ProjectError::Gone("This code"))
    }

    /// Whether these codes may all be applied.
    pub(super) fn may_apply(&self, codes: &[CodeId]) -> Result<(), ProjectError> {
        for &id in codes {
            let code = self.code_of(id)?;
            if self.snapshot.codes.is_archived(id) {
                return Err(ProjectError::Archived(code.name.clone()));
            }
            if !code.is_applicable {
                return Err(ProjectError::OnlyHolds(code.name.clone()));
            }
        }
        Ok(())
    }
}

impl Work<'_> {
    /// Hangs codes, of which none stands below another, at a place, one after the other.
    pub(super) fn place(&self, moved: &[CodeId], to: Placement) -> Result<(), ProjectError> {
        let tree = CodeTree::new(self.tx.codes()?);
        let mut names: Vec<&str> = Vec::new();
        for code in moved.iter().filter_map(|&id| tree.get(id)) {
            check_name(&tree, &code.name, to.parent, moved)?;
            if names.contains(&code.name.as_str()) {
                return Err(ProjectError::CodeExists(code.name.clone()));
            }
            names.push(&code.name);
        }
        let siblings = tree.children(to.parent);
        let stay = |id: &CodeId| !moved.contains(id);
        let mut order: Vec<CodeId> = siblings.iter().map(|code| code.id).filter(stay).collect();
        // Where the sibling itself is moved, the next that stays takes its part.
        let from = to.before.and_then(|before| siblings.iter().position(|s| s.id == before));
        let next = from.and_then(|from| siblings[from..].iter().map(|s| s.id).find(stay));
        let place = next.and_then(|next| order.iter().position(|&id| id == next));
        let place = place.unwrap_or(order.len());
        order.splice(place..place, moved.iter().copied());
        for (position, &code) in (0..).zip(&order) {
            self.tx.place_code(code, to.parent, position)?;
        }
        Ok(())
    }
}

/// The codes among these that stand below none of the others, in the order of the tree.
pub(super) fn heads(tree: &CodeTree, ids: &[CodeId]) -> Vec<CodeId> {
    let mut sorted: Vec<CodeId> = ids.to_vec();
    sorted.sort_by_key(|&id| tree.position(id));
    sorted.dedup();
    let mut heads: Vec<CodeId> = Vec::new();
    for id in sorted {
        if !heads.last().is_some_and(|&head| tree.is_within(id, head)) {
            heads.push(id);
        }
    }
    heads
}

/// Makes a code and moves the siblings behind it on. `leaving` are siblings that will leave their place in the same step:
/// one of them may bear the name.
pub(super) fn make_code(
    work: &Work<'_>,
    code: &NewCode,
    leaving: &[CodeId],
) -> Result<CodeId, ProjectError> {
    let name = code.name.trim();
    let tree = &work.before.codes;
    if code.parent.is_some_and(|parent| tree.get(parent).is_none()) {
        return Err(ProjectError::Gone("The code above it"));
    }
    check_name(tree, name, code.parent, leaving)?;
    let siblings = tree.children(code.parent);
    let place = code.before.and_then(|before| siblings.iter().position(|s| s.id == before));
    let position = match place {
        Some(place) => {
            for (i, sibling) in siblings.iter().enumerate() {
                let position = i + usize::from(i >= place);
                work.tx.place_code(sibling.id, code.parent, position as u32)?;
            }
            place as u32
        }
        None => siblings.iter().map(|sibling| sibling.position + 1).max().unwrap_or(0),
    };
    let new = crate::store::NewCode {
        id: None,
        parent: code.parent,
        name,
        definition: code.definition.trim(),
        include: code.include.trim(),
        exclude: code.exclude.trim(),
        question: code.question.trim(),
        colour: code.colour,
        origin: code.origin,
        coder: work.coder,
        passage: code.passage,
        only_holds: code.only_holds,
        position,
    };
    Ok(work.tx.insert_code(&new, work.at)?)
}

/// Whether a code may bear a name under a parent; `leaving` are codes that do not count, since they are the code itself
/// or are moved.
fn check_name(
    tree: &CodeTree,
    name: &str,
    parent: Option<CodeId>,
    leaving: &[CodeId],
) -> Result<(), ProjectError> {
    if name.is_empty() {
        return Err(ProjectError::NoName("A code"));
    }
    let mut siblings = tree.children(parent).into_iter();
    let taken = siblings.any(|sibling| sibling.name == name && !leaving.contains(&sibling.id));
    if taken { Err(ProjectError::CodeExists(name.to_owned())) } else { Ok(()) }
}
