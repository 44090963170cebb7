//! Words found in sources, quotations and definitions.

use egui::Ui;

use super::Window;

/// What is searched for and what was found.
#[derive(Default)]
pub struct SearchView;

impl SearchView {
    /// Has the search line take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {}
}

/// Draws the search.
pub fn draw(_window: &mut Window, _ui: &mut Ui) {}
