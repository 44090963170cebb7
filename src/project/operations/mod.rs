//! Everything that can be done to a project, each as one step of its history.

mod brackets;
mod bringing_in;
mod codes;
mod coding;
mod framework;
mod marking;
mod merging;
mod sources;
mod tables;
mod terms;
mod texts;
mod turns;

pub use brackets::PlacedBracket;
pub use bringing_in::{Arrival, Coming, Fate, Imported, NewSource, Other};
pub use codes::{CodeChange, NewCode, Origin, Placement};
pub use coding::Coded;
pub use framework::{Framework, FrameworkImport};

pub use tables::CodingImport;
pub use terms::Identifier;
pub use texts::Edited;
