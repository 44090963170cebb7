//! The head of the search: the line, what is wrong with it, the kinds, and the code whose quotes are looked into.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align, EventFilter, Key, Layout, Margin, Modifiers, RichText, Stroke, TextEdit, Ui, vec2,
};

use super::{LONG, SearchView};
use crate::app::desk::Desk;
use crate::app::icons::Icon;
use crate::app::palette::{CodePicked, CodePicker};
use crate::app::theme::{self, Theme, size, space};
use crate::search::Kind;

/// Height of the line.
const HEIGHT: f32 = 36.0;

/// From this width on, the kinds and the code stand on one line.
const WIDE: f32 = 600.0;

/// The kinds of hits as they are offered.
const KINDS: [(Option<Kind>, &str); 5] = [
    (None, "All"),
    (Some(Kind::Passage), "Sources"),
    (Some(Kind::Quotation), "Quotations"),
    (Some(Kind::Definition), "Definitions"),
    (Some(Kind::Comment), "Comments"),
];

impl SearchView {
    /// Draws the head; gives the hit that is to be opened by a key. `free` says that nothing floats above the window.
    pub(super) fn head(&mut self, desk: &mut Desk, ui: &mut Ui, free: bool) -> Option<usize> {
        let opened = self.line(ui, free);
        self.below_line(desk, ui);
        ui.add_space(space::TIGHT);
        if ui.available_width() >= WIDE {
            ui.horizontal(|ui| {
                self.kinds(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.narrowing(desk, ui));
            });
        } else {
            ui.horizontal_wrapped(|ui| self.kinds(ui));
            ui.horizontal(|ui| self.narrowing(desk, ui));
        }
        opened
    }

    fn line(&mut self, ui: &mut Ui, free: bool) -> Option<usize> {
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
        }
        if line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            // Where no hit is chosen yet, the first Enter says that the question is finished; the next one goes on.
            match self.row {
                Some(row) => opened = Some(row),
                None if self.asked.finished && !self.list.hits.is_empty() => opened = Some(0),
                None => {
                    self.asked.finished = true;
                    line.request_focus();
                }
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

    /// One quiet line: what is wrong, or that the answer takes a while.
    fn below_line(&self, desk: &Desk, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let quiet = |text: &str, ink| RichText::new(text).size(size::SMALL).color(ink);
        let is_late = self.awaited.is_some_and(|since| since.elapsed() >= LONG);
        match &self.trouble {
            Some(trouble) => {
                ui.label(quiet(&trouble.message, theme.danger));
            }
            None if is_late && self.ready != Some(desk.snapshot.seq) => {
                ui.label(quiet("Reading what is new in the project…", theme.quiet));
            }
            None if is_late => {
                ui.label(quiet("Searching…", theme.quiet));
            }
            // The line keeps its place, so that nothing moves when there is something to say.
            None => {
                ui.label(quiet(" ", theme.quiet));
            }
        }
    }

    fn kinds(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let counts = !self.asked.is_empty() && self.answered.is_some();
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (kind, name) in KINDS {
            let chosen = self.asked.kind == kind;
            // Only quotations bear codes.
            let fits = self.asked.within.is_none() || matches!(kind, None | Some(Kind::Quotation));
            let count = self.list.totals.of(kind);
            let mut text = egui::text::LayoutJob::default();
            let ink = if fits { theme.ink } else { theme.quiet };
            let font = if chosen { theme::interface_bold } else { theme::interface };
            text.append(name, 0.0, egui::TextFormat::simple(font(size::BODY), ink));
            if counts {
                let format = egui::TextFormat::simple(theme::interface(size::BODY), theme.quiet);
                text.append(&super::hits::figure(count), 6.0, format);
            }
            let label = ui.add_enabled(fits, egui::Button::selectable(chosen, text));
            let said = if counts { format!("{name} {count}") } else { name.to_owned() };
            label.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, fits, chosen, &said)
            });
            if label.clicked() {
                self.asked.kind = kind;
            }
        }
    }

    /// The code whose quotes are looked into, or the offer to choose one.
    fn narrowing(&mut self, desk: &mut Desk, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let tree = &desk.snapshot.codes;
        self.asked.within = self.asked.within.filter(|&code| tree.get(code).is_some());
        let name = self.asked.within.map(|code| tree.telling_name(code));
        if name.is_some()
            && Icon::Close.button(ui, 24.0, "Leave this code", "Search everywhere again").clicked()
        {
            self.asked.within = None;
            self.take_keyboard = true;
            return;
        }
        let text = match name {
            Some(name) => RichText::new(format!("In quotes of {name}")).color(theme.accent),
            None => RichText::new("In quotes of…").color(theme.quiet),
        };
        let hover = match self.asked.within {
            Some(code) => format!("{}, with the codes below it", tree.path_text(code)),
            None => "Search only the quotes of one code and of those below it".to_owned(),
        };
        let button = egui::Button::new(text).frame(false).truncate();
        let button = ui.add(button).on_hover_text(hover);
        if button.clicked() {
            self.picker = Some(CodePicker::new("Search in the quotes of"));
        }
        if let Some(mut picker) = self.picker.take() {
            match picker.ui(ui, &desk.snapshot, button.rect) {
                CodePicked::Yet => self.picker = Some(picker),
                CodePicked::Code(code) | CodePicked::AndAnother(code) => {
                    self.narrow_to(code);
                    self.take_keyboard = true;
                }
                CodePicked::Nothing | CodePicked::New { .. } => self.take_keyboard = true,
            }
        }
    }
}
