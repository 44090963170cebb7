//! What was done, when and by whom.

use egui::Ui;

use super::Window;

/// The list of steps.
#[derive(Default)]
pub struct HistoryView;

/// Draws the history.
pub fn draw(_window: &mut Window, _ui: &mut Ui) {}
