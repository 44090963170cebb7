//! The field in which a cell is written, with the words that are offered.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Area, Frame, Id, Key, KeyboardShortcut, Modifiers, Order, Rect, RichText, Role, TextEdit, Ui,
    WidgetInfo, vec2,
};

use super::body::Places;
use super::{Column, Data, Drawn, Event, Kind, Spreadsheet, Write, completion, id};
use crate::app::theme::{Theme, size, space};

/// A cell that is being written.
pub(super) struct Editing {
    /// The cell, as it is shown.
    at: usize,
    pub(super) write: Write,
    /// Whether the field is not drawn yet.
    is_fresh: bool,
    /// Whether the arrows leave the cell, as after typing into it; else they move in the words.
    arrows_leave: bool,
    /// The place of the offered word that was chosen with the arrows.
    listed: Option<usize>,
    /// What was typed, without what was completed: the words that are offered go on from there.
    typed: String,
}

/// How the writing of a cell ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Kept, and the cursor goes so many rows down and columns on.
    Kept(isize, isize),
    /// Given up.
    Left,
}

/// Least width of the field, and of one for many lines.
const WIDTH: f32 = 150.0;
const PROSE: f32 = 340.0;

impl Spreadsheet {
    /// Begins to write in the cell at the cursor: with what was typed, or with what stands there. Says why it cannot be written
    /// in, where that is so.
    pub(in crate::app) fn begin(&mut self, data: &Data, typed: Option<&str>) -> Option<Event> {
        let (at, place) = self.selection.cursor;
        let column = *self.columns(data).get(place)?;
        let of = data.columns.get(column)?;
        if !of.is_written {
            if matches!(of.kind, Kind::Figure) && typed.is_none() {
                return self.opened(data);
            }
            return Some(Event::Told(format!("“{}” cannot be written in here", of.name)));
        }
        let words = typed.unwrap_or_else(|| self.words(data, at, column)).to_owned();
        let write =
            Write { row: self.key_at(data, at), column: of.name.clone(), words: words.clone() };
        self.editing = Some(Editing {
            at,
            write,
            is_fresh: true,
            arrows_leave: typed.is_some(),
            listed: None,
            typed: match (typed, &of.kind) {
                (Some(typed), _) => typed.to_owned(),
                // Another one is added to those that stand there.
                (None, Kind::Several(_)) if !words.is_empty() => format!("{words}; "),
                (None, _) => String::new(),
            },
        });
        self.selection.go((at, place), false);
        self.reveals = true;
        None
    }

    /// Ends the writing of a cell, where one is being written, and keeps it.
    pub(in crate::app) fn finish(&mut self, data: &Data) -> Option<Event> {
        let editing = self.editing.take()?;
        self.write(data, vec![editing.write])
    }
}

/// Draws the field.
pub(super) fn draw(
    sheet: &mut Spreadsheet,
    ui: &Ui,
    data: &Data,
    places: &Places,
    drawn: &mut Drawn,
) {
    let Some(mut editing) = sheet.editing.take() else { return };
    let column = data.column(&editing.write.column);
    let place = column.and_then(|column| places.columns.iter().position(|&at| at == column));
    // A column that is gone or hidden meanwhile takes no more words.
    let (Some(column), Some(place)) = (column, place) else { return };
    let rect = places.cell(editing.at, place);
    let column = &data.columns[column];
    let name = format!("{} of {}", column.name, sheet.title(data, editing.at));
    match one(&mut editing, ui, column, rect, &name) {
        None => sheet.editing = Some(editing),
        Some(end) => {
            // A click elsewhere may have given the keyboard to something else.
            let focused = ui.memory(|memory| memory.focused());
            sheet.takes_keyboard = focused.is_none_or(|focused| focused == id().with("field"));
            ui.ctx().request_repaint();
            if let End::Kept(down, on) = end {
                drawn.events.extend(sheet.write(data, vec![editing.write]));
                let (at, place) = sheet.selection.cursor;
                let rows = sheet.row_count(data);
                let near = |at: usize, by: isize, count: usize| {
                    at.saturating_add_signed(by).min(count.saturating_sub(1))
                };
                if on != 0 {
                    sheet.begun.get_or_insert(place);
                }
                let place = if down == 0 { place } else { sheet.begun.take().unwrap_or(place) };
                let to = (near(at, down, rows), near(place, on, places.columns.len()));
                if (down, on) != (0, 0) {
                    sheet.selection.go(to, false);
                    sheet.reveals = true;
                }
            }
        }
    }
}

/// Draws the field over its cell, and below it the words that are offered; how the writing ends, if it does.
fn one(editing: &mut Editing, ui: &Ui, column: &Column, rect: Rect, name: &str) -> Option<End> {
    let is_prose = matches!(column.kind, Kind::Prose) || editing.write.words.contains('\n');
    let offered = completion::offered(column, &editing.typed).into_iter();
    let offered: Vec<String> = offered.map(str::to_owned).collect();
    let is_said = matches!(offered.as_slice(), [only] if *only == editing.write.words);
    let mut end = keys(editing, ui, column, is_prose, &offered);
    let theme = Theme::of(ui.ctx());
    let field_id = id().with("field");
    let width = rect.width().max(if is_prose { PROSE } else { WIDTH });
    let before = editing.write.words.clone();
    Area::new(Id::unique("cell being written"))
        .order(Order::Foreground)
        .fixed_pos(rect.min - vec2(1.0, 1.0))
        .constrain_to(ui.ctx().content_rect())
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let words = &mut editing.write.words;
            let field = match is_prose {
                true => TextEdit::multiline(words)
                    .desired_rows(5)
                    .return_key(KeyboardShortcut::new(Modifiers::ALT, Key::Enter)),
                false => TextEdit::singleline(words)
                    .min_size(vec2(0.0, rect.height() + 2.0))
                    .align(egui::Align2::LEFT_CENTER),
            };
            let field = field
                .id(field_id)
                .margin(egui::Margin::symmetric(7, 3))
                .desired_width(width)
                .background_color(theme.page);
            let field = ui.add(field);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
            if std::mem::take(&mut editing.is_fresh) {
                field.request_focus();
                select(ui, field_id, usize::MAX, editing.write.words.chars().count());
                // What was typed into the cell is completed as what is typed into the field.
                if editing.arrows_leave {
                    complete(editing, ui, column, field_id);
                }
            }
            if field.changed() {
                editing.listed = None;
                editing.typed = editing.write.words.clone();
                if editing.typed.chars().count() > before.chars().count() {
                    complete(editing, ui, column, field_id);
                }
            }
            if !offered.is_empty() && !is_prose && !is_said {
                list(editing, ui, column, &offered, width, &mut end);
            }
            // Whoever goes elsewhere keeps what was written; while a word of the list is pressed that is not known yet.
            let is_pressed = ui.input(|input| input.pointer.any_down());
            if end.is_none() && !field.has_focus() && !is_pressed {
                end = Some(End::Kept(0, 0));
            }
        });
    end
}

/// Puts the rest of the word that begins so behind the caret, selected.
fn complete(editing: &mut Editing, ui: &Ui, column: &Column, field: Id) {
    let typed = editing.write.words.chars().count();
    if let Some(whole) = completion::completed(column, &editing.write.words) {
        let all = whole.chars().count();
        editing.write.words = whole;
        select(ui, field, typed, all);
    }
}

/// Selects from a character of the field to another; from the end where there is none such.
fn select(ui: &Ui, field: Id, from: usize, to: usize) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(from.min(to)), CCursor::new(to));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field);
}

/// Draws the words that are offered.
fn list(
    editing: &mut Editing,
    ui: &mut Ui,
    column: &Column,
    offered: &[String],
    width: f32,
    end: &mut Option<End>,
) {
    let theme = Theme::of(ui.ctx());
    Frame::popup(ui.style()).fill(theme.page).inner_margin(space::TIGHT).show(ui, |ui| {
        ui.set_width(width - 2.0 * space::TIGHT);
        for (place, choice) in offered.iter().enumerate() {
            let chosen = editing.listed == Some(place);
            let text = RichText::new(choice).size(size::BODY);
            let row = egui::Button::selectable(chosen, text).truncate();
            let left = egui::Layout::top_down_justified(egui::Align::LEFT);
            let row = ui.with_layout(left, |ui| ui.add(row)).inner;
            if row.clicked() {
                editing.write.words = completion::with(column, &editing.typed, choice);
                *end = Some(End::Kept(0, 0));
            }
        }
    });
}

/// What the keys do that do not write.
fn keys(
    editing: &mut Editing,
    ui: &Ui,
    column: &Column,
    is_prose: bool,
    offered: &[String],
) -> Option<End> {
    let modifiers = ui.input(|input| input.modifiers);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        return Some(End::Left);
    }
    let back = if modifiers.shift { -1 } else { 1 };
    if !modifiers.alt && pressed(Key::Enter) {
        return Some(End::Kept(back, 0));
    }
    if pressed(Key::Tab) {
        return Some(End::Kept(0, back));
    }
    if is_prose {
        return None;
    }
    for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
        if !pressed(key) {
            continue;
        }
        if offered.is_empty() {
            if editing.arrows_leave {
                return Some(End::Kept(by, 0));
            }
            continue;
        }
        let count = offered.len();
        let place = match editing.listed {
            None if by > 0 => 0,
            None => count - 1,
            Some(place) => (place + count).saturating_add_signed(by) % count,
        };
        editing.listed = Some(place);
        editing.write.words = completion::with(column, &editing.typed, &offered[place]);
        let end = editing.write.words.chars().count();
        select(ui, id().with("field"), usize::MAX, end);
    }
    None
}
