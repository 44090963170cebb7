//! Lists that are narrowed by typing: all commands, and the codes for a selection.

mod code_picker;
mod commands;
mod ranking;

pub use code_picker::{CodePicked, CodePicker};
pub use commands::{CommandPalette, Picked};
pub use ranking::{Hints, ranked};
