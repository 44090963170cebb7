//! Files to sources: read on threads of a job's own into a table, which a person may look through and correct, then brought
//! into the project in one step.

mod redaction;
mod report;
mod row;
mod survey;
mod table;

pub use report::{
    AlreadyThere, Doubtful, ImportReport, ImportedFile, Refused, Replaced, read_waiting,
};
pub use row::{Column, FilledBy, ImportRow, Made};
pub use survey::SurveyTable;
pub use table::{ImportTable, ImportWish, read_table};
