//! The quotes of a code: retrieval.

use egui::Ui;

use super::Window;
use crate::domain::CodeId;

/// The list of quotes and what narrows it.
#[derive(Default)]
pub struct QuotesView;

impl QuotesView {
    /// Shows the quotes of a code.
    pub fn show_code(&mut self, _code: CodeId) {}
}

/// Draws the quotes.
pub fn draw(_window: &mut Window, _ui: &mut Ui) {}
