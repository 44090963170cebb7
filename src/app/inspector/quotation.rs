//! A quotation in the inspector.

use egui::Ui;

use crate::app::Window;
use crate::domain::{QuotationId, SourceId};

/// Draws it.
pub fn draw(_window: &mut Window, _ui: &mut Ui, _source: SourceId, _id: QuotationId) {}
