//! The list by keyboard: arrows, Enter, letters.

use std::time::{Duration, Instant};

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::SourcesList;
use super::rows::Row;
use super::view::{Step, list_id};
use crate::project::Snapshot;

/// Letters typed within this time belong together.
const TOGETHER: Duration = Duration::from_millis(900);

/// What was typed last in the list, to find names by their first letters.
#[derive(Default)]
pub(super) struct Typed {
    letters: String,
    at: Option<Instant>,
}

impl Typed {
    /// Adds letters; all that belong together, and whether they begin anew.
    fn add(&mut self, letters: &str) -> (String, bool) {
        let begins = self.at.is_none_or(|at| at.elapsed() > TOGETHER);
        if begins {
            self.letters.clear();
        }
        self.at = Some(Instant::now());
        self.letters.push_str(letters);
        (self.letters.clone(), begins)
    }
}

impl SourcesList {
    /// Takes the keys of a list that has the keyboard. `page` is how many rows can be seen.
    pub(super) fn keys(&mut self, ui: &Ui, snapshot: &Snapshot, page: usize) -> Option<Step> {
        let keep = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            // Escape closes what lies above the list; the list keeps the keyboard.
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), keep));
        let last = self.rows.all().len().checked_sub(1)?;
        let at = self.cursor.and_then(|row| self.rows.position(row));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let with_shift = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
        let to = |key| match key {
            Key::ArrowDown => at.map_or(0, |at| (at + 1).min(last)),
            Key::ArrowUp => at.map_or(last, |at| at.saturating_sub(1)),
            Key::PageDown => at.map_or(0, |at| (at + page).min(last)),
            Key::PageUp => at.map_or(0, |at| at.saturating_sub(page)),
            Key::Home => 0,
            _ => last,
        };
        for key in [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End] {
            if with_shift(key) {
                return self.move_to(to(key), true);
            }
            if pressed(key) {
                return self.move_to(to(key), false);
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            self.choose_all();
            return None;
        }
        let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
        let enter = pressed(Key::Enter);
        match self.cursor {
            Some(Row::Group(kind)) if left || right || enter => {
                let folded = self.folded.contains(&kind);
                if left || (enter && !folded) {
                    self.folded.insert(kind);
                } else {
                    self.folded.remove(&kind);
                }
                return None;
            }
            Some(Row::Source(id)) if left => {
                let kind = self.rows.info(snapshot, id)?.kind;
                return self.move_to(self.rows.position(Row::Group(kind))?, false);
            }
            Some(Row::Source(id)) if enter => return Some(Step::Open(id)),
            _ => {}
        }
        let letters: String = ui.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) => Some(text.as_str()),
                _ => None,
            });
            texts.collect()
        });
        if letters.is_empty() {
            return None;
        }
        let (typed, begins) = self.typed.add(&letters);
        // One letter again and again goes from name to name; more letters narrow where one is.
        let after = if begins { at } else { at.and_then(|at| at.checked_sub(1)) };
        let found = self.rows.typed(snapshot, &typed, after)?;
        self.move_to(self.rows.position(found)?, false)
    }

    /// Puts the cursor on a row; chooses it, or, to `extend`, everything from where the choice began.
    fn move_to(&mut self, to: usize, extend: bool) -> Option<Step> {
        let row = *self.rows.all().get(to)?;
        self.cursor = Some(row);
        self.scroll = true;
        if extend {
            self.choose_to(row);
        } else {
            self.choose_row(row);
        }
        match row {
            Row::Source(id) => Some(Step::Select(id)),
            Row::Group(_) => None,
        }
    }
}
