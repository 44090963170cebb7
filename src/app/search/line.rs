//! The head of the search: the line, and what is wrong with it.

use std::time::Instant;

use egui::text::{CCursor, CCursorRange};
use egui::{EventFilter, Key, Margin, Modifiers, RichText, Stroke, TextEdit, Ui, vec2};

use super::{LONG, SearchView, Tab, Wanted};
use crate::app::desk::Desk;
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};

/// Height of the line.
const HEIGHT: f32 = 36.0;

impl SearchView {
    /// Draws the head; gives what a key or a button asks for. `free` says that nothing floats above the window.
    pub(super) fn head(&mut self, desk: &mut Desk, ui: &mut Ui, free: bool) -> Option<Wanted> {
        self.tabs(ui, free);
        ui.add_space(space::INSIDE);
        match self.shown() {
            Tab::Hits => {
                let opened = self.line(ui, free);
                self.below_line(desk, ui);
                ui.add_space(space::TIGHT);
                self.kinds(desk, ui);
                self.source_kinds(desk, ui);
                opened
            }
            Tab::Lines => {
                let opened = self.line(ui, free);
                self.below_line(desk, ui);
                ui.add_space(space::TIGHT);
                self.source_kinds(desk, ui);
                self.orders(ui).or(opened)
            }
            Tab::Words => self.word_choices(ui),
            Tab::Synonyms => None,
        }
    }

    fn line(&mut self, ui: &mut Ui, free: bool) -> Option<Wanted> {
        let theme = Theme::of(ui.ctx());
        let id = egui::Id::unique("search line");
        let typing = ui.memory(|memory| memory.has_focus(id));
        // The line itself has no use for the keys that move in the list.
        let mut opened = if free { self.keys(ui, typing) } else { None };
        let clears = free
            && typing
            && !self.asked.text.is_empty()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        // Escape empties the line; only an empty line lets go of the keyboard.
        let keeps = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: !self.asked.text.is_empty(),
            ..EventFilter::default()
        };
        let edit = TextEdit::singleline(&mut self.asked.text)
            .id(id)
            .font(theme::interface(size::LEAD))
            .hint_text("Search sources, quotations, comments and definitions")
            .margin(Margin { left: 34, right: 34, top: 8, bottom: 8 })
            .min_size(vec2(0.0, HEIGHT))
            .event_filter(keeps)
            .desired_width(f32::INFINITY);
        let shown = edit.show(ui);
        let line = &shown.response.response;
        line.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Search the study")
        });
        let middle = line.rect.center().y;
        let at = egui::pos2(line.rect.left() + 18.0, middle);
        let lens = egui::Rect::from_center_size(at, vec2(16.0, 16.0));
        Icon::Search.paint(ui.painter(), lens, theme.quiet);
        if line.changed() {
            self.asked.finished = false;
            self.typed = Some(Instant::now());
        }
        if line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            // Where no row is chosen yet, the first Enter says that the question is finished; the next one goes on.
            opened = self.entered();
            if opened.is_none() {
                self.asked.finished = true;
                line.request_focus();
            }
        }
        if std::mem::take(&mut self.take_keyboard) {
            line.request_focus();
            let all = CCursorRange::two(
                CCursor::default(),
                CCursor::new(self.asked.text.chars().count()),
            );
            let mut state = shown.state.clone();
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), id);
        }
        if let Some(trouble) = &self.trouble {
            self.point_at(ui, &shown, trouble.at);
        }
        let mut cleared = clears;
        if !self.asked.text.is_empty() {
            let place = egui::Rect::from_center_size(
                egui::pos2(line.rect.right() - 18.0, middle),
                vec2(24.0, 24.0),
            );
            let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(place));
            if Icon::Close.button(&mut corner, 24.0, "Clear", "Clear the line (Escape)").clicked() {
                cleared = true;
            }
        }
        if cleared {
            self.asked.text.clear();
            self.asked.finished = false;
            self.take_keyboard = true;
        }
        opened
    }

    /// What Enter opens: the row that is chosen, the first of them when the question is finished already.
    fn entered(&self) -> Option<Wanted> {
        let (row, count) = match self.shown() {
            Tab::Lines if self.lines_answer() => (self.lines.at.row, self.lines.count()),
            Tab::Lines => (None, 0),
            _ => (self.at.row, self.list.hits.len()),
        };
        let first = (self.asked.finished && count > 0).then_some(0);
        row.or(first).map(|row| match self.shown() {
            Tab::Lines => Wanted::Line(row),
            _ => Wanted::Hit(row),
        })
    }

    /// Draws a line under the character that is wrong.
    fn point_at(&self, ui: &Ui, shown: &egui::widgets::text_edit::TextEditOutput, at: usize) {
        let theme = Theme::of(ui.ctx());
        let place = |at| {
            shown.galley.pos_from_cursor(CCursor::new(at)).translate(shown.galley_pos.to_vec2())
        };
        let (from, to) = (place(at), place(at + 1));
        let left = from.left();
        let right = if to.left() > left { to.left() } else { left + 8.0 };
        let y = from.bottom() + 1.0;
        ui.painter().with_clip_rect(shown.text_clip_rect.expand(4.0)).hline(
            left..=right,
            y,
            Stroke::new(2.0, theme.danger),
        );
    }

    /// One quiet line: what is wrong, that the answer takes a while, or what else a word finds.
    fn below_line(&mut self, desk: &Desk, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let quiet = |text: &str, ink| RichText::new(text).size(size::SMALL).color(ink);
        let is_late = self.awaited.is_some_and(|since| since.elapsed() >= LONG);
        if let Some(trouble) = &self.trouble {
            ui.label(quiet(&trouble.message, theme.danger));
        } else if is_late && self.ready != Some(desk.snapshot.seq) {
            ui.label(quiet("Reading what is new in the project…", theme.quiet));
        } else if is_late {
            ui.label(quiet("Searching…", theme.quiet));
        } else {
            let said = match self.asked.is_pattern() {
                true => self.pattern_hint(),
                false => self.synonyms.names(&desk.snapshot, &self.asked.text),
            };
            // The line keeps its place, so that nothing moves when there is something to say.
            let said = if said.is_empty() { " " } else { said };
            ui.add(egui::Label::new(quiet(said, theme.quiet)).truncate());
        }
    }
}
