//! What could be written next in a line, in a list below it, chosen with the arrows and Enter.

use egui::text::{CCursor, CCursorRange, LayoutJob, TextWrapping};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Id, Key, Modifiers, Popup, PopupCloseBehavior, RectAlign, Response, TextFormat, Ui,
};

use super::theme::{self, Theme, size, space};
use crate::analysis::query::Completion;

/// The widest that the list gets.
const WIDEST: f32 = 560.0;

/// What is offered.
#[derive(Debug, Default)]
pub struct Offers {
    all: Vec<Completion>,
    /// Which of it is chosen.
    row: usize,
}

impl Offers {
    /// Offers this, the first of it chosen.
    pub fn set(&mut self, all: Vec<Completion>) {
        *self = Self { all, row: 0 };
    }

    /// Offers nothing.
    pub fn clear(&mut self) {
        self.all.clear();
    }

    /// Whether nothing is offered.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Takes the keys that choose; to be called before the line is drawn, while it has the keyboard. Gives what was chosen.
    pub fn keys(&mut self, ui: &Ui) -> Option<Completion> {
        if self.all.is_empty() {
            return None;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.row = (self.row + 1).min(self.all.len() - 1);
        }
        if pressed(Key::ArrowUp) {
            self.row = self.row.saturating_sub(1);
        }
        if pressed(Key::Escape) {
            self.clear();
            return None;
        }
        (pressed(Key::Enter) || pressed(Key::Tab)).then(|| self.all[self.row].clone())
    }

    /// Draws the list below the line; gives what was clicked.
    pub fn ui(&self, line: &Response) -> Option<Completion> {
        if self.all.is_empty() {
            return None;
        }
        let theme = Theme::of(&line.ctx);
        let width = line.rect.width().min(WIDEST);
        let mut clicked = None;
        Popup::from_response(line)
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .align(RectAlign { parent: Align2::LEFT_BOTTOM, child: Align2::LEFT_TOP })
            .width(width)
            .show(|ui| {
                ui.set_width(width);
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
                for (row, completion) in self.all.iter().enumerate() {
                    let mut job = LayoutJob::default();
                    let format = |ink| TextFormat::simple(theme::interface(size::BODY), ink);
                    job.append(&completion.text, 0.0, format(theme.ink));
                    job.append(&completion.about, space::GROUP, format(theme.quiet));
                    job.wrap = TextWrapping::truncate_at_width(room);
                    if ui.selectable_label(row == self.row, job).clicked() {
                        clicked = Some(completion.clone());
                    }
                }
            });
        clicked
    }
}

/// Writes what was chosen in the place of what was begun before the cursor, and puts the cursor behind it. `behind` says what
/// stands between it and what follows in the line.
pub fn write(
    ui: &Ui,
    id: Id,
    line: &mut String,
    completion: &Completion,
    behind: impl FnOnce(&str) -> &'static str,
) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let cursor = state.cursor.char_range().map_or(usize::MAX, |range| range.primary.index.0);
    let before: String = line.chars().take(completion.from).collect();
    let after: String = line.chars().skip(cursor).collect();
    let written = format!("{before}{}{}", completion.text, behind(&after));
    let place = CCursor::new(written.chars().count());
    *line = written + &after;
    state.cursor.set_char_range(Some(CCursorRange::one(place)));
    state.store(ui.ctx(), id);
    ui.ctx().request_repaint();
}
