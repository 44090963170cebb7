//! Everything that can be done to a project, each as one step of its history.

mod boards;
mod brackets;
mod bringing_in;
mod codebook;
mod codes;
mod coding;
mod flags;
mod framework_notes;
mod marking;
mod matrices;
mod matrix_table;
mod memos;
mod merging;
mod outlines;
mod outputs;
mod reading;
mod register;
mod reshaping;
mod saved_queries;
mod sources;
mod synonyms;
mod tables;
mod terms;
mod texts;
mod turns;

pub use brackets::PlacedBracket;
pub use bringing_in::{Arrival, Coming, Fate, Imported, NewSource, Other};
pub use codebook::{ChangedCode, ChangedSet, CodebookImport, CodebookPlan, FieldChange, Taking};
pub use codes::{CodeChange, NewCode, Placement};
pub use coding::Coded;
pub use framework_notes::REASON_NOTED;
pub use matrices::SummaryWords;
pub use matrix_table::{MatrixPlan, Rewording};
pub use memos::{Matter, NewMemo};
pub use merging::{MergeForeseen, Wording};
pub use register::{
    CellWords, CellsWritten, EmptyCells, Matched, NewValue, RegisterCell, RegisterColumn,
    RegisterLine, RegisterPlan, RegisterRow, RegisterTable, RowToWrite,
};
pub use tables::CodingImport;
pub use terms::Identifier;
pub use texts::Edited;
