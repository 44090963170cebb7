//! Lists that are narrowed by typing: all commands, and the codes for a selection.

mod commands;

pub use commands::{CommandPalette, Picked};
