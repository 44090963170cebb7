//! The line that finds words in the source on the page.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Key, Margin, RichText, TextEdit, Ui};

use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::icons::Icon;
use crate::app::theme::{Theme, size, space};
use crate::domain::Span;

/// What is looked for and where it was found.
#[derive(Default)]
pub(super) struct Find {
    typed: String,
    found: Vec<Span>,
    current: usize,
    take_keyboard: bool,
}

impl Find {
    /// Opens the line, with what is selected in it if that is short.
    pub(super) fn open(desk: &mut Desk) {
        let words = desk.reading.view.as_ref().and_then(|view| {
            let selection = view.selection().filter(|span| span.len() <= 60)?;
            let words = view.text().slice(selection);
            (!words.contains('\n')).then(|| words.to_owned())
        });
        let find = desk.reading.find.get_or_insert_default();
        find.take_keyboard = true;
        if let Some(words) = words {
            find.typed = words;
        }
        look(desk, true);
    }

    /// Goes to the next place found (1) or the one before (-1).
    pub(super) fn step(desk: &mut Desk, by: isize) {
        let reading = &mut desk.reading;
        let Some(find) = &mut reading.find else {
            Self::open(desk);
            return;
        };
        let count = find.found.len();
        if count > 0 {
            let step = by.rem_euclid(count as isize) as usize;
            find.current = (find.current + step) % count;
            show(desk);
        }
    }
}

/// Looks for what is typed; `jump` goes to the first place after the caret.
fn look(desk: &mut Desk, jump: bool) {
    let (Some(find), Some(view)) = (&mut desk.reading.find, &mut desk.reading.view) else { return };
    find.found = view.text().find(&find.typed);
    let from = view.selection().map_or(view.caret(), |span| span.start);
    find.current = find.found.iter().position(|span| span.start >= from).unwrap_or(0);
    if jump && !find.found.is_empty() {
        show(desk);
    } else {
        view.set_hits(find.found.clone(), None);
    }
}

fn show(desk: &mut Desk) {
    let (Some(find), Some(view)) = (&desk.reading.find, &mut desk.reading.view) else { return };
    view.set_hits(find.found.clone(), Some(find.current));
    if let Some(&span) = find.found.get(find.current) {
        view.reveal(span);
        view.select(span);
    }
}

/// Selects what stands in a line, so that typing replaces it.
fn select_all(ui: &Ui, line: egui::Id, length: usize) {
    let mut state = TextEditState::load(ui.ctx(), line).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(length));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), line);
}

/// Draws the line, when it is open.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let Some(find) = &mut desk.reading.find else { return };
    let theme = Theme::of(ui.ctx());
    let mut step = 0;
    let mut changed = false;
    let mut close = false;
    let frame = egui::Frame::new().fill(theme.ground).inner_margin(Margin::symmetric(12, 4));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let line = TextEdit::singleline(&mut find.typed)
                .hint_text("Find in this source")
                .desired_width(260.0);
            let line = ui.add(line);
            let named =
                || egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in this source");
            line.widget_info(named);
            if std::mem::take(&mut find.take_keyboard) {
                line.request_focus();
                select_all(ui, line.id, find.typed.chars().count());
            }
            changed = line.changed();
            if line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                step = if ui.input(|input| input.modifiers.shift) { -1 } else { 1 };
                line.request_focus();
            }
            // The line gives the keyboard up at Escape before it is drawn.
            close = (line.has_focus() || line.lost_focus())
                && ui.input(|input| input.key_pressed(Key::Escape));
            let count = match (find.typed.is_empty(), find.found.len()) {
                (true, _) => String::new(),
                (false, 0) => "Not in this source".to_owned(),
                (false, count) => format!("{} of {count}", find.current + 1),
            };
            if Icon::Back.button(ui, 24.0, "Previous", "The place before (Shift+F3)").clicked() {
                step = -1;
            }
            if Icon::Forward.button(ui, 24.0, "Next", "The next place (F3)").clicked() {
                step = 1;
            }
            ui.add_space(space::TIGHT);
            ui.label(RichText::new(count).size(size::SMALL).color(theme.quiet));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if Icon::Close.button(ui, 24.0, "Close", "Close (Escape)").clicked() {
                    close = true;
                }
            });
        });
    });
    if changed {
        look(desk, true);
    }
    if step != 0 {
        Find::step(desk, step);
    }
    if close {
        desk.reading.find = None;
        desk.reading.take_keyboard = true;
        if let Some(view) = &mut desk.reading.view {
            view.set_hits(Vec::new(), None);
        }
    }
}
