//! Commands of framework.

use super::Command;

pub(super) const COMMANDS: &[Command] = &[];
