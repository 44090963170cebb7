//! Everything that can be done to a project, each as one step of its history.

mod bringing_in;
mod codes;
mod coding;
mod framework;
mod marking;
mod merging;
mod sources;
mod tables;
mod texts;
mod turns;

pub use bringing_in::{Arrival, Fate, Imported, NewSource, Other};
pub use codes::{CodeChange, NewCode, Origin, Placement};
pub use coding::Coded;
pub use framework::{Framework, FrameworkImport};

pub use tables::CodingImport;
pub use texts::Edited;
