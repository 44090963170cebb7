//! A list of rows of any height that the keyboard goes through. Only those in the window are measured and drawn.

mod bar;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;
use std::hash::Hash;

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use crate::app::scroll::Scroll;
use crate::app::theme::{Theme, space};
pub(in crate::app) use bar::{Bar, Guessed};

/// How much of the window a page key moves.
const PAGE: f32 = 0.9;

/// Rows that can be drawn.
pub(in crate::app) trait Rows {
    /// How many there are.
    fn count(&self) -> usize;
    /// Height of a row, in points.
    fn height(&mut self, row: usize) -> f32;
    /// What a screen reader says of a row.
    fn spoken(&mut self, row: usize) -> String;
    /// Draws a row.
    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect);
}

/// Where the keyboard stands in a list, which of its rows are chosen, and how far it is scrolled. Rows are known by their keys,
/// so that all of this stays when others come and go.
pub(in crate::app) struct List<K> {
    keys: Vec<K>,
    cursor: usize,
    /// Where a choice of several began.
    pivot: usize,
    chosen: BTreeSet<usize>,
    scroll: Scroll,
    /// Guessed heights of so many rows.
    guess: Option<Guessed>,
    reveals: bool,
    takes_keyboard: bool,
    /// Whether anybody has moved in it since it began.
    is_touched: bool,
    /// Whether its rows can be dragged.
    drags: bool,
    /// Whether it is read as a page, without rules between its rows.
    is_page: bool,
}

impl<K> Default for List<K> {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            cursor: 0,
            pivot: 0,
            chosen: BTreeSet::new(),
            scroll: Scroll::default(),
            guess: None,
            reveals: false,
            takes_keyboard: false,
            is_touched: false,
            drags: false,
            is_page: false,
        }
    }
}

/// How a list is drawn.
pub(in crate::app) struct Look<'a> {
    /// Its key for the keyboard.
    pub(in crate::app) id: Id,
    /// What a screen reader calls it.
    pub(in crate::app) name: &'a str,
    /// The column in which its rows stand.
    pub(in crate::app) left: f32,
    pub(in crate::app) width: f32,
    /// Whether it takes the keyboard when nothing else has it.
    pub(in crate::app) is_main: bool,
    /// What a row is high, by and large.
    pub(in crate::app) guess: f32,
}

/// What happened in a list.
#[derive(Default)]
pub(in crate::app) struct Drawn {
    /// Whether a row was double-clicked.
    pub(in crate::app) is_opened: bool,
    /// Whether the keyboard stands at another row than before.
    pub(in crate::app) has_moved: bool,
    /// The rows that were drawn; each may have a context menu.
    pub(in crate::app) rows: Vec<Response>,
    /// Which row the first of them is.
    pub(in crate::app) first: usize,
}

impl<K: Clone + Eq + Hash + Debug> List<K> {
    /// Takes other rows. What is chosen stays chosen; where the row at the cursor has gone, the next one that stayed takes its
    /// place.
    pub(in crate::app) fn renew(&mut self, keys: Vec<K>) {
        let before = std::mem::replace(&mut self.keys, keys);
        let places: HashMap<&K, usize> =
            self.keys.iter().enumerate().map(|(at, key)| (key, at)).collect();
        let last = self.keys.len().saturating_sub(1);
        let stays = |row: usize| {
            let below = before.get(row..).unwrap_or_default();
            below.iter().find_map(|key| places.get(key).copied()).unwrap_or(last)
        };
        self.guess = None;
        // A list that nobody has moved in yet shows its beginning.
        if !self.is_touched || before.is_empty() {
            self.start_over();
            return;
        }
        let (top, into) = self.scroll.top();
        let is_top_there = before.get(top).is_some_and(|key| places.contains_key(key));
        self.scroll = Scroll::at(stays(top), if is_top_there { into } else { 0.0 });
        self.cursor = stays(self.cursor);
        self.pivot = self.cursor;
        let chosen = self.chosen.iter().filter_map(|&row| before.get(row));
        self.chosen = chosen.filter_map(|key| places.get(key).copied()).collect();
        if self.chosen.is_empty() {
            self.chosen.insert(self.cursor);
        }
    }

    /// The row that the keyboard stands at.
    pub(in crate::app) fn cursor(&self) -> Option<usize> {
        (self.cursor < self.keys.len()).then_some(self.cursor)
    }

    /// The key of the row that the keyboard stands at.
    pub(in crate::app) fn key(&self) -> Option<&K> {
        self.keys.get(self.cursor)
    }

    /// The rows that are chosen, in order.
    pub(in crate::app) fn chosen(&self) -> impl Iterator<Item = usize> {
        self.chosen.iter().copied().filter(|&row| row < self.keys.len())
    }

    /// Chooses some rows.
    pub(in crate::app) fn choose(&mut self, rows: impl Iterator<Item = usize>) {
        self.is_touched = true;
        self.chosen = rows.collect();
    }

    /// Whether anybody has moved in it since it began.
    pub(in crate::app) fn is_touched(&self) -> bool {
        self.is_touched
    }

    /// Lets its rows be dragged; [`Drawn::rows`] tells which one is.
    pub(in crate::app) fn let_drag(&mut self) {
        self.drags = true;
    }

    /// Draws no rules between its rows, so that they read as a page.
    pub(in crate::app) fn as_page(&mut self) {
        self.is_page = true;
    }

    /// Says whether the list is to take the keyboard in the next frame.
    pub(in crate::app) fn take_keyboard(&mut self, takes: bool) {
        self.takes_keyboard = takes;
    }

    /// Goes to the first row.
    pub(in crate::app) fn start_over(&mut self) {
        self.select(0);
        self.scroll = Scroll::default();
        self.is_touched = false;
    }

    /// Goes to a row and chooses it alone.
    fn select(&mut self, row: usize) {
        self.is_touched = true;
        self.cursor = row;
        self.pivot = row;
        self.chosen = BTreeSet::from([row]);
    }

    /// Goes to a row, scrolled there in the next frame.
    pub(in crate::app) fn go_to(&mut self, row: usize) {
        self.select(row);
        self.reveals = true;
    }

    fn extend(&mut self, to: usize) {
        self.is_touched = true;
        self.cursor = to;
        self.chosen = (self.pivot.min(to)..=self.pivot.max(to)).collect();
    }

    fn toggle(&mut self, row: usize) {
        self.is_touched = true;
        self.cursor = row;
        self.pivot = row;
        if !self.chosen.remove(&row) {
            self.chosen.insert(row);
        }
    }

    /// Draws the list in what is left of `ui`.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        rows: &mut impl Rows,
    ) -> Drawn {
        let area = ui.available_rect_before_wrap();
        let list = ui.interact(area, look.id, Sense::focusable_noninteractive());
        list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, look.name));
        let is_nobodys = look.is_main && ui.memory(|memory| memory.focused().is_none());
        if std::mem::take(&mut self.takes_keyboard) || is_nobodys {
            list.request_focus();
        }
        let has_keyboard = list.has_focus();
        if has_keyboard {
            let keeps = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                // Escape closes what lies above the list; the list keeps the keyboard.
                escape: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(look.id, keeps));
        }
        let mut drawn = Drawn::default();
        let count = rows.count().min(self.keys.len());
        if count == 0 {
            if has_keyboard {
                let ring = Stroke::new(2.0, Theme::of(ui.ctx()).focus);
                let inside = area.shrink(1.0);
                ui.painter().rect_stroke(inside, space::CORNER, ring, egui::StrokeKind::Inside);
            }
            return drawn;
        }
        let before = self.cursor;
        self.cursor = self.cursor.min(count - 1);
        let view = area.height();
        self.scroll.fit(count, view, &mut |row| rows.height(row));
        if has_keyboard {
            self.keys(ui, count, view, rows);
        }
        if list.contains_pointer() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            if wheel != 0.0 {
                self.is_touched = true;
                self.scroll.by(-wheel, count, &mut |row| rows.height(row));
            }
        }
        if std::mem::take(&mut self.reveals) {
            self.scroll.reveal(self.cursor, view, &mut |row| rows.height(row));
        }
        self.scroll.fit(count, view, &mut |row| rows.height(row));
        let (top, into) = self.scroll.top();
        drawn.first = top;
        let mut y = area.top() - into;
        let mut clipped = ui.new_child(egui::UiBuilder::new().max_rect(area));
        clipped.set_clip_rect(area.intersect(ui.clip_rect()));
        for row in top..count {
            if y >= area.bottom() {
                break;
            }
            let size = vec2(look.width + 2.0 * space::GROUP, rows.height(row));
            let rect = Rect::from_min_size(pos2(look.left - space::GROUP, y), size);
            self.row(&clipped, look, rows, row, (rect, area, has_keyboard), &mut drawn);
            y += size.y;
        }
        let bar = Bar { id: look.id.with("bar"), area, count, guess: look.guess };
        self.is_touched |= bar.draw(ui, &mut self.guess, &mut self.scroll, rows.height(top));
        drawn.has_moved = self.cursor != before;
        drawn
    }

    fn keys(&mut self, ui: &Ui, count: usize, view: f32, rows: &mut impl Rows) {
        let last = count - 1;
        let before = self.cursor;
        let mut go = |key: Key, to: &dyn Fn(usize) -> usize| {
            let pressed = |modifiers| {
                ui.input_mut(|input: &mut egui::InputState| input.consume_key(modifiers, key))
            };
            if pressed(Modifiers::SHIFT) {
                self.extend(to(self.cursor).min(last));
            } else if pressed(Modifiers::NONE) {
                self.select(to(self.cursor).min(last));
                self.reveals = true;
            }
        };
        go(Key::ArrowDown, &|at| at + 1);
        go(Key::ArrowUp, &|at| at.saturating_sub(1));
        go(Key::Home, &|_| 0);
        go(Key::End, &|_| last);
        self.reveals |= self.cursor != before;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let pages = f32::from(i8::from(pressed(Key::PageDown)) - i8::from(pressed(Key::PageUp)));
        if pages != 0.0 {
            // As many rows as are passed on a page.
            let mut left = view * PAGE;
            let mut row = self.cursor;
            while left > 0.0 && (pages > 0.0 && row < last || pages < 0.0 && row > 0) {
                left -= rows.height(row);
                row = if pages > 0.0 { row + 1 } else { row - 1 };
            }
            self.select(row);
            self.reveals = true;
        }
    }

    fn row(
        &mut self,
        ui: &Ui,
        look: &Look<'_>,
        rows: &mut impl Rows,
        row: usize,
        (rect, area, has_keyboard): (Rect, Rect, bool),
        drawn: &mut Drawn,
    ) {
        let theme = Theme::of(ui.ctx());
        let id = look.id.with(&self.keys[row]);
        let response = ui.interact(
            rect.intersect(area),
            id,
            if self.drags { Sense::CLICK | Sense::DRAG } else { Sense::CLICK },
        );
        let is_chosen = self.chosen.contains(&row);
        let spoken = rows.spoken(row);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, &spoken));
        ui.ctx().accesskit_node_builder(id, |node| node.set_selected(is_chosen));
        let inner = rect.shrink2(vec2(0.0, 1.0));
        let several = self.chosen.len() > 1;
        if is_chosen && several {
            ui.painter().rect_filled(inner, space::CORNER, theme.accent_soft);
        }
        let is_cursor = self.cursor == row;
        if is_chosen {
            let edge = Rect::from_min_size(inner.min, vec2(3.0, inner.height()));
            let ink = if has_keyboard { theme.accent } else { theme.quiet };
            ui.painter().rect_filled(edge, 1, ink);
        }
        if has_keyboard && is_cursor && (several || !is_chosen) {
            let ring = Stroke::new(2.0, theme.focus);
            ui.painter().rect_stroke(inner, space::CORNER, ring, egui::StrokeKind::Inside);
        }
        let line = rect.shrink2(vec2(space::GROUP, 0.0)).x_range();
        if !self.is_page {
            ui.painter().hline(line, rect.bottom(), Stroke::new(1.0, theme.rule));
        }
        rows.paint(ui, row, rect.shrink2(vec2(space::GROUP, 0.0)));
        if response.clicked() || response.secondary_clicked() {
            ui.memory_mut(|memory| memory.request_focus(look.id));
        }
        if response.double_clicked() {
            self.select(row);
            drawn.is_opened = true;
        } else if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            if modifiers.command {
                self.toggle(row);
            } else if modifiers.shift {
                self.extend(row);
            } else {
                self.select(row);
            }
        } else if response.secondary_clicked() && !is_chosen {
            self.select(row);
        }
        drawn.rows.push(response);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(keys: &[u32]) -> List<u32> {
        let mut list = List::default();
        list.renew(keys.to_vec());
        list
    }

    #[test]
    fn the_cursor_stays_with_its_row_or_goes_to_the_next() {
        let mut list = list(&[1, 2, 3, 4, 5]);
        list.select(2);
        list.renew(vec![0, 1, 2, 3, 4, 5]);
        assert_eq!(list.key(), Some(&3));
        list.renew(vec![0, 2, 5]);
        assert_eq!(list.key(), Some(&5));
        list.renew(vec![0, 2]);
        assert_eq!(list.key(), Some(&2));
        list.renew(Vec::new());
        assert_eq!(list.key(), None);
        list.renew(vec![7, 8]);
        assert_eq!(list.key(), Some(&7));
    }

    #[test]
    fn what_is_chosen_stays_chosen() {
        let mut list = list(&[1, 2, 3, 4, 5]);
        list.select(1);
        list.extend(3);
        list.renew(vec![2, 4, 5]);
        assert_eq!(list.chosen().collect::<Vec<_>>(), [0, 1]);
        list.renew(vec![5]);
        assert_eq!(list.chosen().collect::<Vec<_>>(), [0]);
    }
}
