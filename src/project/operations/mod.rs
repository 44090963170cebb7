//! Everything that can be done to a project, each as one step of its history.

mod brackets;
mod bringing_in;
mod codes;
mod coding;
mod flags;
mod framework;
mod framework_notes;
mod marking;
mod merging;
mod reshaping;
mod sources;
mod tables;
mod terms;
mod texts;
mod turns;

pub use brackets::PlacedBracket;
pub use bringing_in::{Arrival, Coming, Fate, Imported, NewSource, Other};
pub use codes::{CodeChange, NewCode, Placement};
pub use coding::Coded;
pub use framework::{Framework, FrameworkImport};
pub use merging::{MergeForeseen, Wording};
pub use tables::CodingImport;
pub use terms::Identifier;
pub use texts::Edited;
