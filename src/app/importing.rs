//! Files on their way into the project.

use std::path::PathBuf;

use egui::Ui;

use super::desk::Desk;

/// An import that is under way or has ended.
pub struct Import;

/// Takes files and folders that were chosen or dropped.
pub fn offer(_desk: &mut Desk, _paths: Vec<PathBuf>) {}

/// Takes a table of codes or codings.
pub fn table(_desk: &mut Desk, _path: PathBuf) {}

/// Draws progress and Cancel in the status line.
pub fn draw_progress(_desk: &mut Desk, _ui: &mut Ui) {}

/// Draws the report of an import that has ended.
pub fn draw_report(_desk: &mut Desk, _ui: &mut Ui) {}
