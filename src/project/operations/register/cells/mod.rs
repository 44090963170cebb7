//! Cells of the register's tables, written by their words: as many as are given, in one step. What cannot be is refused cell by
//! cell, and the others are written.

mod draft;
mod settling;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use super::RegisterTable;
use super::columns::{RegisterColumn, RegisterRow};
use crate::domain::{CaseId, Number, PersonId};
use crate::project::{Project, ProjectError, Snapshot, Work};
use crate::store::{AttributeField, CaseField, MeetingField, PersonField, SourceField};
use crate::text::counted;
use draft::{Deed, Draft};

/// What is written in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellWords {
    /// In which row.
    pub row: RowToWrite,
    /// In which column.
    pub column: RegisterColumn,
    /// What; nothing clears the cell.
    pub words: String,
}

/// A row that is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowToWrite {
    /// One that is there.
    There(RegisterRow),
    /// One that is to be made; the caller counts them.
    New(u32),
}

/// What came of writing cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellsWritten {
    /// The rows that were made.
    pub made: Vec<(u32, RegisterRow)>,
    /// The cells that were refused, by their place among those that were given, each with a sentence that says why.
    pub refused: Vec<(usize, String)>,
}

impl Project {
    /// Writes cells of a table of the register, as one step. A new row without a name is given one: its role and number, or
    /// `New person`. Names of cases and people that are not there are made.
    ///
    /// A cell whose words cannot be is refused: a number or a name that somebody else bears, a date that is none, a value that
    /// its attribute does not have. All others are written. A row that cannot be made refuses all its cells.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_cells(
        &mut self,
        table: RegisterTable,
        cells: &[CellWords],
    ) -> Result<CellsWritten, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut writing = Writing::new(&snapshot, table);
        for (at, cell) in cells.iter().enumerate() {
            writing.take(at, cell);
        }
        writing.settle();
        let Writing { drafts, mut refused, .. } = writing;
        refused.sort_unstable_by_key(|(at, _)| *at);
        let label = label(&snapshot, table, cells, &drafts);
        let mut made = Vec::new();
        if drafts.iter().any(|draft| !draft.is_empty()) {
            self.transact(&label, |work| {
                made = write(work, table, &drafts)?;
                Ok(())
            })?;
        }
        Ok(CellsWritten { made, refused })
    }
}

/// Cells on their way into the project.
struct Writing<'a> {
    snapshot: &'a Snapshot,
    table: RegisterTable,
    drafts: Vec<Draft>,
    places: HashMap<RowToWrite, usize>,
    refused: Vec<(usize, String)>,
}

impl<'a> Writing<'a> {
    fn new(snapshot: &'a Snapshot, table: RegisterTable) -> Self {
        let (drafts, places, refused) = (Vec::new(), HashMap::new(), Vec::new());
        Self { snapshot, table, drafts, places, refused }
    }

    /// Reads a cell into the draft of its row.
    fn take(&mut self, at: usize, cell: &CellWords) {
        let place = match self.places.get(&cell.row) {
            Some(&place) => place,
            None => match Draft::new(self.snapshot, self.table, cell.row) {
                Ok(draft) => {
                    self.drafts.push(draft);
                    self.places.insert(cell.row, self.drafts.len() - 1);
                    self.drafts.len() - 1
                }
                Err(reason) => return self.refused.push((at, reason)),
            },
        };
        let draft = &mut self.drafts[place];
        draft.cells.push(at);
        if let Err(reason) = draft.take(self.snapshot, at, cell.column, cell.words.trim()) {
            self.refused.push((at, reason));
        }
    }
}

/// What the step is called.
fn label(
    snapshot: &Snapshot,
    table: RegisterTable,
    cells: &[CellWords],
    drafts: &[Draft],
) -> String {
    let (one, many) = table.words();
    let written: Vec<&Draft> = drafts.iter().filter(|draft| !draft.is_empty()).collect();
    let new = written.iter().filter(|draft| draft.is_new()).count();
    match (written.as_slice(), cells) {
        ([draft], _) if draft.is_new() => format!("Added the {one} “{}”", draft.title),
        ([draft], [cell]) => {
            let what = cell.column.heading(snapshot);
            let (set, of) = (if cell.words.trim().is_empty() { "Cleared" } else { "Set" }, one);
            format!("{set} “{what}” of the {of} “{}”", draft.title)
        }
        ([draft], _) => format!("Changed the {one} “{}”", draft.title),
        (all, _) if new == all.len() => format!("Added {}", counted(new, one, many)),
        (all, _) if new > 0 => {
            let changed = counted(all.len() - new, one, many);
            format!("Changed {changed} and added {new}")
        }
        (all, _) => format!("Changed {}", counted(all.len(), one, many)),
    }
}

/// Writes drafts in which nothing is in another's way.
fn write(
    work: &Work<'_>,
    table: RegisterTable,
    drafts: &[Draft],
) -> Result<Vec<(u32, RegisterRow)>, ProjectError> {
    let mut made = Vec::new();
    let mut rows = Vec::with_capacity(drafts.len());
    // Names and numbers may be passed round: all are free before any is given again.
    for draft in drafts.iter().filter(|draft| !draft.is_empty()) {
        let row = match draft.row {
            RowToWrite::There(row) => {
                if draft.name.is_some() {
                    set_name(work, row, &spare_name(row))?;
                }
                if draft.gives_number {
                    set_number(work, row, None)?;
                }
                row
            }
            RowToWrite::New(number) => {
                let row = make(work, table, draft, number)?;
                made.push((number, row));
                row
            }
        };
        rows.push((draft, row));
    }
    for (draft, row) in &rows {
        if let Some((_, name)) = &draft.name {
            set_name(work, *row, name)?;
        } else if draft.is_new() && table != RegisterTable::Meetings {
            set_name(work, *row, &draft.title)?;
        }
    }
    for (draft, row) in &rows {
        if draft.gives_number {
            set_number(work, *row, draft.number.as_ref())?;
        }
        for (_, deed) in &draft.deeds {
            perform(work, *row, deed)?;
        }
    }
    Ok(made)
}

/// A name that nobody bears, for the time in which names are passed round.
fn spare_name(row: RegisterRow) -> String {
    match row {
        RegisterRow::Person(id) => id.to_string(),
        RegisterRow::Case(id) => id.to_string(),
        RegisterRow::Meeting(id) => id.to_string(),
        RegisterRow::Source(id) => id.to_string(),
        RegisterRow::Attribute(id) => id.to_string(),
    }
}

fn make(
    work: &Work<'_>,
    table: RegisterTable,
    draft: &Draft,
    number: u32,
) -> Result<RegisterRow, ProjectError> {
    // Its own name may still be another's, who gives it away in this step.
    let name = format!("{} {number}", work.at);
    Ok(match table {
        RegisterTable::People => {
            let id = work.tx.person_named(&name, work.at)?;
            work.tx.set_person(id, &PersonField::Number(None))?;
            RegisterRow::Person(id)
        }
        RegisterTable::Cases => RegisterRow::Case(work.tx.case_named(&name, work.at)?),
        RegisterTable::Meetings => RegisterRow::Meeting(work.tx.insert_meeting(work.at)?),
        RegisterTable::Attributes => {
            let subject = draft.subject.unwrap_or_default();
            RegisterRow::Attribute(work.tx.attribute_named(subject, &name, work.at)?)
        }
        RegisterTable::Sources => return Err(ProjectError::Gone("This source")),
    })
}

fn set_name(work: &Work<'_>, row: RegisterRow, name: &str) -> Result<(), ProjectError> {
    let (tx, name) = (work.tx, name.to_owned());
    match row {
        RegisterRow::Person(id) => tx.set_person(id, &PersonField::Name(name))?,
        RegisterRow::Case(id) => tx.set_case(id, &CaseField::Name(name))?,
        RegisterRow::Source(id) => tx.set_source(id, &SourceField::Name(name))?,
        RegisterRow::Attribute(id) => tx.set_attribute(id, &AttributeField::Name(name))?,
        RegisterRow::Meeting(_) => {}
    }
    Ok(())
}

fn set_number(
    work: &Work<'_>,
    row: RegisterRow,
    number: Option<&Number>,
) -> Result<(), ProjectError> {
    match row {
        RegisterRow::Person(id) => {
            work.tx.set_person(id, &PersonField::Number(number.cloned()))?;
        }
        RegisterRow::Meeting(id) => {
            work.tx.set_meeting(id, &MeetingField::Number(number.cloned()))?;
        }
        RegisterRow::Case(_) | RegisterRow::Source(_) | RegisterRow::Attribute(_) => {}
    }
    Ok(())
}

fn perform(work: &Work<'_>, row: RegisterRow, deed: &Deed) -> Result<(), ProjectError> {
    let tx = work.tx;
    let case = |name: &Option<String>| -> Result<Option<CaseId>, ProjectError> {
        Ok(name.as_deref().map(|name| tx.case_named(name, work.at)).transpose()?)
    };
    match (row, deed) {
        (RegisterRow::Person(id), Deed::Person(field)) => tx.set_person(id, field)?,
        (RegisterRow::Case(id), Deed::Case(field)) => tx.set_case(id, field)?,
        (RegisterRow::Meeting(id), Deed::Meeting(field)) => tx.set_meeting(id, field)?,
        (RegisterRow::Source(id), Deed::Source(field)) => tx.set_source(id, field)?,
        (RegisterRow::Attribute(id), Deed::Attribute(field)) => tx.set_attribute(id, field)?,
        (RegisterRow::Person(id), Deed::InCase(name)) => {
            tx.set_person(id, &PersonField::Case(case(name)?))?;
        }
        (RegisterRow::Meeting(id), Deed::InCase(name)) => {
            tx.set_meeting(id, &MeetingField::Case(case(name)?))?;
        }
        (RegisterRow::Source(id), Deed::InCase(name)) => {
            tx.set_source(id, &SourceField::Case(case(name)?))?;
        }
        (RegisterRow::Case(id), Deed::PartOf(whole, since)) => {
            let whole = case(whole)?.map(|whole| (whole, *since));
            tx.set_case(id, &CaseField::PartOf(whole))?;
        }
        (RegisterRow::Case(id), Deed::MergedInto(other, at)) => {
            let other = case(other)?.map(|other| (other, *at));
            tx.set_case(id, &CaseField::MergedInto(other))?;
        }
        (row, Deed::People(names)) => {
            let people = names.iter().map(|name| tx.person_named(name, work.at));
            let people: Vec<PersonId> = people.collect::<Result<_, _>>()?;
            match row {
                RegisterRow::Meeting(id) => tx.set_people_of_meeting(id, &people)?,
                RegisterRow::Source(id) => tx.set_people(id, &people)?,
                _ => {}
            }
        }
        (row, Deed::Value { attribute, since, value, public }) => {
            if let Some(holder) = row.holder() {
                tx.set_value(holder, *attribute, *since, value, public.as_deref())?;
            }
        }
        _ => {}
    }
    Ok(())
}
