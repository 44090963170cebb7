//! The source on the page.

use egui::{Context, Ui};

use super::Window;
use super::desk::Desk;
use crate::domain::{SourceId, Span};
use crate::project::Position;

/// The source on the page and what is selected there.
#[derive(Default)]
pub struct Reading;

impl Reading {
    /// Whether the page has the keyboard.
    pub fn has_keyboard(&self, _ctx: &Context) -> bool {
        false
    }

    /// The source on the page and where its window stands.
    pub fn place(&self) -> Option<(SourceId, Position)> {
        None
    }

    /// Puts a source on the page, at a span or where its reader stopped.
    pub fn open(_desk: &mut Desk, _source: SourceId, _at: Option<Span>) {}

    /// Puts a source on the page where its window stood.
    pub fn reopen(_desk: &mut Desk, _source: SourceId, _position: Position) {}
}

/// Shows the source that was read last in a project that was just opened.
pub fn show_first(_window: &mut Window) {}

/// Remembers where the reader stopped.
pub fn remember_position(_desk: &mut Desk) {}

/// Draws the page.
pub fn draw(_window: &mut Window, _ui: &mut Ui) {}
