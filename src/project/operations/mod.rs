//! Everything that can be done to a project, each as one step of its history.

mod codes;
mod coding;
mod framework;
mod merging;
mod sources;
mod tables;

pub use codes::{CodeChange, NewCode, Origin, Placement};
pub use coding::Coded;
pub use framework::{Framework, FrameworkImport};
pub use sources::{Imported, NewSource};
pub use tables::CodingImport;
