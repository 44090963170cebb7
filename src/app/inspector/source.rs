//! A source in the inspector.

use egui::Ui;

use crate::app::Window;
use crate::domain::SourceId;

/// Draws it.
pub fn draw(_window: &mut Window, _ui: &mut Ui, _id: SourceId) {}
