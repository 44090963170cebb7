//! Commands of coding.

use super::Command;

pub(super) const COMMANDS: &[Command] = &[];
