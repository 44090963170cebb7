//! The field in which a theme gets another name, in its frame.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEdit, TextEditState};
use egui::{Key, Role, Ui, UiBuilder, WidgetInfo};

use super::geometry::Layout;
use super::{Canvas, Drawn, Event, id};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::CardId;

/// A name that is being written.
pub(super) struct Naming {
    pub(super) theme: CardId,
    name: String,
    is_fresh: bool,
}

impl Naming {
    pub(super) fn new(theme: CardId, name: &str) -> Self {
        Self { theme, name: name.to_owned(), is_fresh: true }
    }
}

/// Draws the field over the strip of its frame; leaving it keeps the name, Escape does not.
pub(super) fn draw(canvas: &mut Canvas, ui: &mut Ui, layout: &Layout, drawn: &mut Drawn) {
    let (Some(mut naming), Some(room)) = (canvas.naming.take(), canvas.room) else { return };
    let Some(item) = layout.item(naming.theme) else { return };
    let mut strip = canvas.on_screen(room, item.handle);
    strip.max.y = strip.min.y + strip.height().max(space::ROW);
    strip.max.x = strip.min.x + strip.width().max(180.0);
    let field = id().with("name of a theme");
    let mut below = ui.new_child(UiBuilder::new().max_rect(strip).accessibility_parent(id()));
    below.set_clip_rect(room.intersect(ui.clip_rect()));
    let edit = TextEdit::singleline(&mut naming.name)
        .id(field)
        .font(theme::interface_bold(size::LEAD))
        .desired_width(strip.width())
        .background_color(Theme::of(ui.ctx()).page);
    let edit = below.put(strip, edit);
    edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the theme"));
    if std::mem::take(&mut naming.is_fresh) {
        edit.request_focus();
        let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
        let end = CCursor::new(naming.name.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
        state.store(ui.ctx(), field);
        canvas.naming = Some(naming);
        return;
    }
    if edit.has_focus() {
        canvas.naming = Some(naming);
        return;
    }
    let ended = |key| ui.input(|input| input.key_pressed(key));
    canvas.takes_keyboard = ended(Key::Escape) || ended(Key::Enter);
    let name = naming.name.trim();
    if !ended(Key::Escape) && !name.is_empty() {
        drawn.events.push(Event::Renamed(naming.theme, name.to_owned()));
    }
}
