//! The lists at the side: sources, and the code framework.

pub mod codes;
mod sources;

pub use codes::{CodesList, draw as draw_codes};
pub use sources::{SourcesList, draw as draw_sources};
