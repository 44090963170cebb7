//! The list of sources at the side.

use egui::Ui;

use crate::app::Window;

/// The list of sources.
#[derive(Default)]
pub struct SourcesList;

/// Draws the sources.
pub fn draw(_window: &mut Window, _ui: &mut Ui) {}
