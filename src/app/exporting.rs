//! What is about to be written to a file, and in which form.

use std::path::PathBuf;

use egui::Ui;

use super::desk::Desk;

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish;

impl Wish {
    /// The file name that is offered.
    pub fn file_name(&self) -> String {
        String::new()
    }
}

/// What the panel has come to.
pub enum Step {
    /// It stays open.
    Open,
    /// It was closed.
    Closed,
    /// A file is to be chosen for this.
    Choose(Wish),
}

/// The panel that asks what to export.
pub struct Exporting;

impl Exporting {
    /// Offers the quotes that are shown.
    pub fn of_quotes(_desk: &Desk) -> Self {
        Self
    }

    /// Draws the panel.
    pub fn ui(&mut self, _ui: &mut Ui, _desk: &mut Desk) -> Step {
        Step::Closed
    }
}

/// Writes what is wished to a file, in the background.
pub fn write(_desk: &mut Desk, _wish: Wish, _path: PathBuf) {}
