//! Framework matrices, and what is written in their cells.

use crate::domain::{
    CodeId, Matrix, MatrixId, MatrixRow, RowsOf, Summary, SummaryId, SummaryState, Target,
};
use crate::project::{MatrixField, MentionIn, Project, ProjectError, Snapshot, Work};
use crate::text::counted;

/// What is to be written in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryWords {
    /// The row.
    pub row: MatrixRow,
    /// The column.
    pub code: CodeId,
    /// Its text, with links as they are stored.
    pub text: String,
    /// Whether there is something to tell.
    pub state: SummaryState,
}

impl Snapshot {
    /// The matrix with this key.
    pub fn matrix(&self, id: MatrixId) -> Option<&Matrix> {
        self.matrices.iter().find(|matrix| matrix.id == id)
    }

    /// The matrix of a name, without regard to case.
    pub fn matrix_named(&self, name: &str) -> Option<&Matrix> {
        let lower = name.trim().to_lowercase();
        self.matrices.iter().find(|matrix| matrix.name.to_lowercase() == lower)
    }

    /// What is written in a cell; none while it is not charted.
    pub fn summary(&self, row: MatrixRow, code: CodeId) -> Option<&Summary> {
        self.summaries.get(&(row, code))
    }

    /// The summary with this key.
    pub fn summary_of(&self, id: SummaryId) -> Option<&Summary> {
        let places = self.listed.summaries.get_or_init(|| {
            self.summaries.iter().map(|(&place, summary)| (summary.id, place)).collect()
        });
        places.get(&id).and_then(|place| self.summaries.get(place))
    }

    /// What a row of a matrix is called: the case's, person's or source's name.
    pub fn row_name(&self, row: MatrixRow) -> Option<&str> {
        match row {
            MatrixRow::Case(id) => self.case(id).map(|case| case.name.as_str()),
            MatrixRow::Person(id) => self.person(id).map(|person| person.name.as_str()),
            MatrixRow::Source(id) => self.source(id).map(|source| source.name.as_str()),
        }
    }
}

impl Project {
    /// Makes a matrix: which rows, and the sub-codes of which branch as its columns.
    pub fn add_matrix(
        &mut self,
        name: &str,
        rows: RowsOf,
        branch: Option<CodeId>,
    ) -> Result<MatrixId, ProjectError> {
        let name = self.free_matrix_name(name, None)?;
        self.know(branch.as_slice())?;
        self.transact(&format!("Made the matrix “{name}”"), |work| {
            Ok(work.tx.insert_matrix(&name, rows, branch, work.at)?)
        })
    }

    /// Changes facts about a matrix.
    pub fn change_matrix(
        &mut self,
        id: MatrixId,
        mut fields: Vec<MatrixField>,
    ) -> Result<(), ProjectError> {
        let before = self.snapshot.matrix(id).ok_or(ProjectError::Gone("This matrix"))?;
        let mut label = format!("Laid out the matrix “{}”", before.name);
        for field in &mut fields {
            match field {
                MatrixField::Name(name) => {
                    label = format!("Renamed the matrix “{}” to “{}”", before.name, name.trim());
                    *name = self.free_matrix_name(name, Some(id))?;
                }
                MatrixField::Branch(branch) => self.know(branch.as_slice())?,
                _ => {}
            }
        }
        self.transact(&label, |work| {
            for field in &fields {
                work.tx.set_matrix(id, field)?;
            }
            Ok(())
        })
    }

    /// Deletes a matrix. What is written in its cells stays, and stands in the next matrix with the same rows and codes.
    pub fn delete_matrix(&mut self, id: MatrixId) -> Result<(), ProjectError> {
        let matrix = self.snapshot.matrix(id).ok_or(ProjectError::Gone("This matrix"))?;
        self.transact(&format!("Deleted the matrix “{}”", matrix.name.clone()), |work| {
            Ok(work.tx.delete_matrix(id)?)
        })
    }

    /// Writes summaries, in one step: their words and whether there is something to tell.
    pub fn write_summaries(&mut self, cells: &[SummaryWords]) -> Result<(), ProjectError> {
        let coder = self.current_coder()?.id;
        let label = match cells {
            [one] => {
                let place = self.cell_name(one.row, one.code)?;
                match one.state {
                    SummaryState::Written => format!("Wrote the summary of {place}"),
                    state => format!("{} in the summary of {place}", state.shown()),
                }
            }
            many => format!("Wrote {}", counted(many.len(), "summary", "summaries")),
        };
        self.transact(&label, |work| {
            for cell in cells {
                let id = summary_for(work, cell.row, cell.code)?;
                let left = work.tx.set_summary(id, &cell.text, cell.state, coder, work.at)?;
                work.tx.delete_if_bare(&left)?;
            }
            Ok(())
        })
    }

    /// Says of a cell how it is with it. Words that stand there stay, and are told again should it be written after all.
    pub fn set_summary_state(
        &mut self,
        row: MatrixRow,
        code: CodeId,
        state: SummaryState,
    ) -> Result<(), ProjectError> {
        let text = self.snapshot.summary(row, code).map(|summary| summary.text.clone());
        let text = text.unwrap_or_default();
        self.write_summaries(&[SummaryWords { row, code, text, state }])
    }

    /// Puts something beside a summary that it rests on, or takes it away; a cell that was not charted is begun, and one that is
    /// left with nothing is not charted any more.
    pub fn rest_summary_on(
        &mut self,
        row: MatrixRow,
        code: CodeId,
        target: Target,
        on: bool,
    ) -> Result<(), ProjectError> {
        self.current_coder()?;
        let place = self.cell_name(row, code)?;
        let label = match on {
            true => format!("Put a {} beside the summary of {place}", target.kind()),
            false => format!("Took a {} away from the summary of {place}", target.kind()),
        };
        self.transact(&label, |work| {
            let id = summary_for(work, row, code)?;
            let holder = MentionIn::Summary(id);
            if on {
                return Ok(work.tx.put_beside(holder, target)?);
            }
            work.tx.take_away(holder, target)?;
            work.tx.delete_summary_if_bare(id)?;
            if let Target::Quote(quotation) = target {
                work.tx.delete_if_bare(&[quotation])?;
            }
            Ok(())
        })
    }

    /// Notes that what was coded since a summary was written has been looked at, and that it still holds.
    pub fn note_summary_holds(&mut self, row: MatrixRow, code: CodeId) -> Result<(), ProjectError> {
        let id = self.snapshot.summary(row, code).ok_or(ProjectError::Gone("This summary"))?.id;
        let label = format!("The summary of {} still holds", self.cell_name(row, code)?);
        self.transact(&label, |work| Ok(work.tx.set_summary_seen(id, work.at)?))
    }

    /// Takes summaries away: their cells are not charted.
    pub fn clear_summaries(&mut self, cells: &[(MatrixRow, CodeId)]) -> Result<(), ProjectError> {
        let label = match cells {
            &[(row, code)] => format!("Cleared the summary of {}", self.cell_name(row, code)?),
            many => format!("Cleared {}", counted(many.len(), "summary", "summaries")),
        };
        self.transact(&label, |work| {
            for &(row, code) in cells {
                if let Some(id) = work.tx.summary_at(row, code)? {
                    let quotations = work.tx.quotations_in(MentionIn::Summary(id))?;
                    work.tx.delete_summary(id)?;
                    work.tx.delete_if_bare(&quotations)?;
                }
            }
            Ok(())
        })
    }

    fn cell_name(&self, row: MatrixRow, code: CodeId) -> Result<String, ProjectError> {
        let name = self.snapshot.row_name(row).ok_or(ProjectError::Gone("This row"))?;
        Ok(format!("“{name}” under “{}”", self.code_of(code)?.name))
    }

    fn free_matrix_name(&self, name: &str, of: Option<MatrixId>) -> Result<String, ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A matrix"));
        }
        match self.snapshot.matrix_named(name) {
            Some(other) if Some(other.id) != of => {
                Err(ProjectError::NameTaken("a matrix", name.to_owned()))
            }
            _ => Ok(name.to_owned()),
        }
    }
}

/// The summary of a cell, which is begun where there is none.
pub(super) fn summary_for(
    work: &Work<'_>,
    row: MatrixRow,
    code: CodeId,
) -> Result<SummaryId, ProjectError> {
    let coder = work.coder.ok_or(ProjectError::NoCoder)?;
    if work.before.codes.get(code).is_none() {
        return Err(ProjectError::Gone("This code"));
    }
    if work.before.row_name(row).is_none() {
        return Err(ProjectError::Gone("This row"));
    }
    match work.tx.summary_at(row, code)? {
        Some(id) => Ok(id),
        None => Ok(work.tx.insert_summary(row, code, coder, work.at)?),
    }
}
