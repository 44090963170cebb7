//! The code framework at the side.

use egui::{Context, Ui};

use crate::app::Window;

/// The code framework.
#[derive(Default)]
pub struct CodesList;

impl CodesList {
    /// Whether the tree has the keyboard.
    pub fn has_keyboard(&self, _ctx: &Context) -> bool {
        false
    }
}

/// Draws the code framework.
pub fn draw(_window: &mut Window, _ui: &mut Ui) {}
