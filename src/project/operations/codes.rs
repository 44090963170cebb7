//! The code framework: codes made, renamed, defined, coloured, moved and deleted.

use crate::domain::{Code, CodeId, Colour};
use crate::project::{Project, ProjectError, Work};
use crate::text::counted;

/// Where a code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// From the framework that the study started with.
    #[default]
    Framework,
    /// Made while reading.
    Inductive,
    /// Made of a speaker's own words.
    InVivo,
}

impl Origin {
    const fn word(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Inductive => "inductive",
            Self::InVivo => "in vivo",
        }
    }
}

/// A code to be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCode {
    /// The code above it.
    pub parent: Option<CodeId>,
    /// The sibling it is to stand before; none for the last place.
    pub before: Option<CodeId>,
    /// Its name; blanks around it are dropped.
    pub name: String,
    /// Its definition.
    pub definition: String,
    /// Its own colour.
    pub colour: Option<Colour>,
    /// Where it comes from.
    pub origin: Origin,
}

/// One change of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeChange {
    /// Another name.
    Name(String),
    /// Another definition.
    Definition(String),
    /// Another colour of its own, or none.
    Colour(Option<Colour>),
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
        self.transact(&label, |work| make_code(work, code))
    }

    /// Changes a code. A new name fails when a sibling bears it.
    pub fn change_code(&mut self, id: CodeId, change: &CodeChange) -> Result<(), ProjectError> {
        let code = self.code_of(id)?.clone();
        let label = match change {
            CodeChange::Name(name) => format!("Renamed “{}” to “{}”", code.name, name.trim()),
            CodeChange::Definition(_) => format!("Defined “{}”", code.name),
            CodeChange::Colour(_) => format!("Coloured “{}”", code.name),
        };
        self.transact(&label, |work| {
            match change {
                CodeChange::Name(name) => {
                    let name = name.trim();
                    check_name(work, name, code.parent, Some(id))?;
                    work.tx.rename_code(id, name)?;
                }
                CodeChange::Definition(definition) => work.tx.define_code(id, definition)?,
                CodeChange::Colour(colour) => work.tx.recolour_code(id, *colour)?,
            }
            Ok(())
        })
    }

    /// Hangs a code, with what is below it, somewhere else. Fails when it would hang below itself, or a sibling
    /// there bears its name.
    pub fn move_code(&mut self, id: CodeId, to: Placement) -> Result<(), ProjectError> {
        let code = self.code_of(id)?.clone();
        if to.parent.is_some_and(|parent| self.snapshot.codes.is_within(parent, id)) {
            return Err(ProjectError::Circle(code.name));
        }
        self.know(to.parent.as_slice())?;
        self.transact(&format!("Moved “{}”", code.name), |work| {
            check_name(work, &code.name, to.parent, Some(id))?;
            let siblings = work.before.codes.children(to.parent);
            let mut order: Vec<CodeId> = siblings
                .iter()
                .map(|sibling| sibling.id)
                .filter(|&sibling| sibling != id)
                .collect();
            let place = to.before.and_then(|before| order.iter().position(|&s| s == before));
            order.insert(place.unwrap_or(order.len()), id);
            for (position, &sibling) in (0..).zip(&order) {
                work.tx.place_code(sibling, to.parent, position)?;
            }
            Ok(())
        })
    }

    /// Deletes codes with their sub-codes and all codings; quotations that are left bare go too.
    pub fn delete_codes(&mut self, ids: &[CodeId]) -> Result<(), ProjectError> {
        let all: usize = ids.iter().map(|&id| self.snapshot.codes.with_sub_codes(id).len()).sum();
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
            for &id in ids {
                for code in work.before.codes.with_sub_codes(id) {
                    quotations.extend(work.tx.quotations_with(code.id)?);
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
}

/// Makes a code and moves the siblings behind it on.
pub(super) fn make_code(work: &Work<'_>, code: &NewCode) -> Result<CodeId, ProjectError> {
    let name = code.name.trim();
    if code.parent.is_some_and(|parent| work.before.codes.get(parent).is_none()) {
        return Err(ProjectError::Gone("The code above it"));
    }
    check_name(work, name, code.parent, None)?;
    let siblings = work.before.codes.children(code.parent);
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
        parent: code.parent,
        name,
        definition: code.definition.trim(),
        colour: code.colour,
        origin: code.origin.word(),
        position,
    };
    Ok(work.tx.insert_code(&new, work.at)?)
}

/// Whether a code may bear a name under a parent.
fn check_name(
    work: &Work<'_>,
    name: &str,
    parent: Option<CodeId>,
    itself: Option<CodeId>,
) -> Result<(), ProjectError> {
    if name.is_empty() {
        return Err(ProjectError::NoName("A code"));
    }
    let taken = work
        .before
        .codes
        .children(parent)
        .iter()
        .any(|sibling| Some(sibling.id) != itself && sibling.name == name);
    if taken { Err(ProjectError::CodeExists(name.to_owned())) } else { Ok(()) }
}
