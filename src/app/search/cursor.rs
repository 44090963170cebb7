//! Where the arrow keys are in a list, while the line above it may have the keyboard.

use egui::{Key, Modifiers, Ui};

/// A row of a list.
#[derive(Default)]
pub(super) struct Cursor {
    /// The row; none before anybody moved.
    pub(super) row: Option<usize>,
    /// Whether it is to be scrolled to.
    pub(super) reveal: bool,
    /// Whether the list is to start at its top.
    pub(super) to_top: bool,
}

impl Cursor {
    /// Goes to the top, on no row.
    pub(super) fn start_over(&mut self) {
        *self = Self { to_top: true, ..Self::default() };
    }

    /// Takes the keys that move among `count` rows, and Enter where that is free; gives the row that Enter opens.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        count: usize,
        page: usize,
        enters: bool,
    ) -> Option<usize> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let before = self.row;
        let page = isize::try_from(page).unwrap_or(1);
        let moves =
            [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, page), (Key::PageUp, -page)];
        for (key, by) in moves {
            if pressed(key) {
                self.row = moved(self.row, by).map(|row| row.min(count.saturating_sub(1)));
            }
        }
        self.row = self.row.filter(|&row| row < count);
        if self.row != before {
            self.reveal = true;
            self.to_top = self.row.is_none();
        }
        (enters && pressed(Key::Enter)).then_some(self.row).flatten()
    }
}

/// Above the first row is none, from where the way down leads to the first.
fn moved(row: Option<usize>, by: isize) -> Option<usize> {
    match row {
        None => (by > 0).then_some(0),
        Some(0) if by < 0 => None,
        Some(row) => Some(row.saturating_add_signed(by)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_the_first_row_is_the_line() {
        assert_eq!(moved(None, 1), Some(0));
        assert_eq!(moved(None, -5), None);
        assert_eq!(moved(Some(0), -1), None);
        assert_eq!(moved(Some(3), -5), Some(0));
        assert_eq!(moved(Some(3), 5), Some(8));
    }
}
