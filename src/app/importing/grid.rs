//! The rows of the import table: sorted, chosen, filled in like a spreadsheet.

use egui::{
    Align2, Id, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use super::Action;
use super::cells::{Cell, cell, paint};
use super::table::{Row, Table};
use crate::app::theme::{self, Theme, size, space};
use crate::project::{Arrival, Column, Fate, Snapshot};
use crate::text::natural_key;

/// A column that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Whether the file comes in.
    Fate,
    /// One that can be filled in.
    Filled(Column),
    /// Who speaks.
    Speakers,
    /// How many words there are.
    Words,
    /// What should be looked at.
    Notes,
}

/// The columns with their heads and how much of the width each takes.
const COLUMNS: [(Shown, &str, f32); 10] = [
    (Shown::Fate, "Becomes", 0.95),
    (Shown::Filled(Column::Name), "Name", 2.1),
    (Shown::Filled(Column::Kind), "Kind", 1.1),
    (Shown::Filled(Column::Date), "Date", 1.2),
    (Shown::Filled(Column::Case), "Case", 0.7),
    (Shown::Filled(Column::People), "People", 1.0),
    (Shown::Filled(Column::Language), "Language", 0.9),
    (Shown::Speakers, "Speakers", 1.1),
    (Shown::Words, "Words", 0.75),
    (Shown::Notes, "Notes", 1.2),
];

/// Least width of the rows, in points; a narrower window scrolls sideways.
const LEAST: f32 = 800.0;

/// How the rows are shown.
pub(super) struct Grid {
    sorted: Option<(Shown, bool)>,
    cursor: Row,
    column: usize,
    /// What is being written in the cell under the cursor.
    editing: Option<String>,
    fresh: bool,
    scroll: bool,
    take_keyboard: bool,
}

impl Grid {
    pub(super) fn new(cursor: Row) -> Self {
        Self {
            sorted: None,
            cursor,
            column: 1,
            editing: None,
            fresh: false,
            scroll: false,
            take_keyboard: true,
        }
    }

    /// Whether nothing is being written.
    pub(super) fn is_free(&self) -> bool {
        self.editing.is_none()
    }

    /// The text under the cursor, by its place.
    pub(super) fn cursor_text(&self) -> Option<usize> {
        if let Row::Text(at) = self.cursor { Some(at) } else { None }
    }

    /// The table of respondents under the cursor, by its place.
    pub(super) fn cursor_survey(&self) -> Option<usize> {
        if let Row::Survey(at) = self.cursor { Some(at) } else { None }
    }
}

/// What has the keyboard while the rows have it.
pub(super) fn id() -> Id {
    Id::unique("import table")
}

/// The rows in the order they are shown.
fn order(table: &Table, snapshot: &Snapshot) -> Vec<Row> {
    let surveys = (0..table.table.surveys.len()).map(Row::Survey);
    let mut rows: Vec<Row> = surveys.chain((0..table.table.rows.len()).map(Row::Text)).collect();
    let Some((by, falling)) = table.grid.sorted else { return rows };
    let words = |row: &Row| match row {
        Row::Text(at) => table.table.rows[*at].made.as_ref().map_or(0, |made| made.words),
        Row::Survey(_) => 0,
    };
    match by {
        Shown::Words => rows.sort_by_key(words),
        by => rows.sort_by_cached_key(|row| natural_key(&cell(table, snapshot, *row, by).text)),
    }
    if falling {
        rows.reverse();
    }
    rows
}

/// Draws the rows; gives a sentence when something cannot be written.
pub(super) fn draw(
    table: &mut Table,
    snapshot: &Snapshot,
    ui: &mut Ui,
    on_top: bool,
) -> Option<String> {
    let theme = Theme::of(ui.ctx());
    let rows = order(table, snapshot);
    let mut trouble = None;
    ScrollArea::horizontal().auto_shrink([false, false]).show(ui, |ui| {
        ui.vertical(|ui| {
            let width = ui.available_width().max(LEAST);
            let total: f32 = COLUMNS.iter().map(|(.., share)| share).sum();
            let mut edges = vec![0.0];
            for (.., share) in COLUMNS {
                edges.push(edges.last().copied().unwrap_or_default() + width * share / total);
            }
            heads(table, ui, &edges, width);
            let region = ui.available_rect_before_wrap();
            let focus = ui.interact(region, id(), Sense::focusable_noninteractive());
            focus.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Files to import"));
            let nothing_focused = ui.memory(|memory| memory.focused().is_none());
            if on_top
                && table.grid.editing.is_none()
                && (std::mem::take(&mut table.grid.take_keyboard) || nothing_focused)
            {
                focus.request_focus();
            }
            let page = (region.height() / space::ROW).max(2.0) as usize - 1;
            if focus.has_focus() && on_top {
                ui.memory_mut(|memory| {
                    let filter = egui::EventFilter {
                        horizontal_arrows: true,
                        vertical_arrows: true,
                        ..egui::EventFilter::default()
                    };
                    memory.set_focus_lock_filter(id(), filter);
                });
                keys(table, ui, &rows, page);
            }
            let has_focus = focus.has_focus();
            ScrollArea::vertical().auto_shrink([false, false]).show_viewport(ui, |ui, shown| {
                ui.set_height(rows.len() as f32 * space::ROW);
                ui.set_width(width);
                let origin = ui.max_rect().min;
                let line = |at: usize| {
                    let top = origin.y + at as f32 * space::ROW;
                    Rect::from_min_size(pos2(origin.x, top), vec2(width, space::ROW))
                };
                if std::mem::take(&mut table.grid.scroll)
                    && let Some(at) = rows.iter().position(|row| *row == table.grid.cursor)
                {
                    ui.scroll_to_rect(line(at), None);
                }
                let first = (shown.top() / space::ROW).max(0.0) as usize;
                let last = ((shown.bottom() / space::ROW).ceil().max(0.0) as usize).min(rows.len());
                for at in first..last {
                    let row = rows[at];
                    let rect = line(at);
                    let response = ui.interact(rect, id().with(row_key(row)), Sense::click());
                    let name = cell(table, snapshot, row, Shown::Filled(Column::Name)).text;
                    let chosen = table.chosen.contains(&row);
                    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &name));
                    if chosen {
                        ui.painter().rect_filled(rect, 0.0, theme.accent_soft);
                    } else if response.hovered() {
                        ui.painter().rect_filled(rect, 0.0, theme.hover);
                    }
                    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.rule));
                    let pointer = response.hover_pos();
                    for (place, (shown, ..)) in COLUMNS.iter().enumerate() {
                        let span = Rect::from_x_y_ranges(
                            origin.x + edges[place]..=origin.x + edges[place + 1],
                            rect.y_range(),
                        );
                        let is_cursor = row == table.grid.cursor && place == table.grid.column;
                        if is_cursor && table.grid.editing.is_some() {
                            trouble = write(table, ui, span.shrink(1.0)).or(trouble.take());
                            continue;
                        }
                        let Cell { text, tone, hover } = cell(table, snapshot, row, *shown);
                        paint(ui, span, &text, tone, *shown == Shown::Words, theme);
                        if is_cursor && has_focus {
                            let ring = Stroke::new(2.0, theme.focus);
                            ui.painter().rect_stroke(span, 2.0, ring, egui::StrokeKind::Inside);
                        }
                        if pointer.is_some_and(|pointer| span.contains(pointer))
                            && !hover.is_empty()
                        {
                            response.clone().on_hover_text_at_pointer(hover);
                        }
                    }
                    if response.clicked() {
                        let x = response.interact_pointer_pos().map_or(0.0, |pos| pos.x - origin.x);
                        let place = edges.partition_point(|edge| *edge <= x).saturating_sub(1);
                        choose(table, ui, &rows, at);
                        table.grid.column = place.min(COLUMNS.len() - 1);
                        ui.memory_mut(|memory| memory.request_focus(id()));
                        if response.double_clicked() {
                            trouble = begin(table, snapshot);
                        }
                    }
                    menu(table, &response, row);
                }
            });
        });
    });
    trouble
}

fn row_key(row: Row) -> (u8, usize) {
    match row {
        Row::Survey(at) => (0, at),
        Row::Text(at) => (1, at),
    }
}

/// What the other button offers for the chosen rows.
fn menu(table: &mut Table, response: &egui::Response, row: Row) {
    response.context_menu(|ui| {
        if !table.chosen.contains(&row) {
            table.chosen = [row].into();
            table.grid.cursor = row;
        }
        if ui.button("Import beside what is there").clicked() {
            table.set_fate(|_| Some(Fate::New));
            ui.close();
        }
        let versions = table.arrivals.clone();
        let replaces = |at: usize| match versions.get(at).copied().flatten() {
            Some(Arrival::OtherVersion(source)) => Some(Fate::Replace(source)),
            _ => None,
        };
        let any = table.chosen_texts().iter().any(|&at| replaces(at).is_some());
        let replace =
            ui.add_enabled(any, egui::Button::new("Replace the text and carry the codings over"));
        if replace.clicked() {
            let before: Vec<Option<Fate>> = table.table.rows.iter().map(|row| row.fate).collect();
            table.set_fate(|at| replaces(at).or(before[at]));
            ui.close();
        }
        if ui.button("Leave out").clicked() {
            table.set_fate(|_| Some(Fate::Skip));
            ui.close();
        }
        ui.separator();
        if ui.button("Fill down").on_hover_text("Ctrl+D").clicked() {
            fill_down(table);
            ui.close();
        }
    });
}

/// Draws the heads of the columns; a click sorts.
fn heads(table: &mut Table, ui: &mut Ui, edges: &[f32], width: f32) {
    let theme = Theme::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(width, space::ROW), Sense::hover());
    for (place, (shown, name, _)) in COLUMNS.iter().enumerate() {
        let span = Rect::from_x_y_ranges(
            rect.left() + edges[place]..=rect.left() + edges[place + 1],
            rect.y_range(),
        );
        let response = ui.interact(span, id().with(name), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Sort by {name}")));
        let sorted = table.grid.sorted.filter(|(by, _)| by == shown);
        let sign = match sorted {
            Some((_, true)) => " ↓",
            Some((_, false)) => " ↑",
            None => "",
        };
        let ink = if response.hovered() { theme.ink } else { theme.quiet };
        let (align, x) = match shown {
            Shown::Words => (Align2::RIGHT_CENTER, span.right() - 6.0),
            _ => (Align2::LEFT_CENTER, span.left() + 6.0),
        };
        let font = theme::interface_bold(size::SMALL);
        ui.painter().text(pos2(x, span.center().y), align, format!("{name}{sign}"), font, ink);
        if response.clicked() {
            table.grid.sorted = match sorted {
                None => Some((*shown, false)),
                Some((_, false)) => Some((*shown, true)),
                Some((_, true)) => None,
            };
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.quiet));
}

/// Chooses a row: alone, beside others with Ctrl, up to it with Shift.
fn choose(table: &mut Table, ui: &Ui, rows: &[Row], at: usize) {
    let modifiers = ui.input(|input| input.modifiers);
    let row = rows[at];
    if modifiers.shift {
        let from = rows.iter().position(|row| *row == table.grid.cursor).unwrap_or(at);
        table.chosen.extend(&rows[from.min(at)..=from.max(at)]);
    } else if modifiers.command {
        if !table.chosen.remove(&row) {
            table.chosen.insert(row);
        }
    } else {
        table.chosen = [row].into();
    }
    table.grid.cursor = row;
}

/// Moves the cursor by keys while the rows have the keyboard.
fn keys(table: &mut Table, ui: &Ui, rows: &[Row], page: usize) {
    if table.grid.editing.is_some() || rows.is_empty() {
        return;
    }
    let at = rows.iter().position(|row| *row == table.grid.cursor).unwrap_or(0);
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let none = Modifiers::NONE;
    let last = rows.len() - 1;
    let moves = [
        (Key::ArrowDown, (at + 1).min(last)),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::PageDown, (at + page).min(last)),
        (Key::PageUp, at.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    for (key, to) in moves {
        if pressed(Modifiers::SHIFT, key) {
            table.chosen.extend(&rows[at.min(to)..=at.max(to)]);
            table.grid.cursor = rows[to];
            table.grid.scroll = true;
        } else if pressed(none, key) {
            table.chosen = [rows[to]].into();
            table.grid.cursor = rows[to];
            table.grid.scroll = true;
        }
    }
    if pressed(none, Key::ArrowRight) {
        table.grid.column = (table.grid.column + 1).min(COLUMNS.len() - 1);
    }
    if pressed(none, Key::ArrowLeft) {
        table.grid.column = table.grid.column.saturating_sub(1);
    }
}

/// Does what a command asks of the chosen rows; gives a sentence when something cannot be done.
pub(super) fn act(table: &mut Table, snapshot: &Snapshot, action: Action) -> Option<String> {
    match action {
        Action::Import => None,
        Action::Edit => begin(table, snapshot),
        Action::Clear => table.write(filled_column(table)?, "").err(),
        Action::FillDown => fill_down(table),
        Action::TakeInOrOut => {
            let cursor = table.grid.cursor_text();
            let skips = cursor.is_some_and(|at| table.fate(at) == Fate::Skip);
            table.set_fate(|_| Some(if skips { Fate::New } else { Fate::Skip }));
            if let Some(at) = table.grid.cursor_survey() {
                let survey = &mut table.table.surveys[at];
                survey.is_left_out = !survey.is_left_out;
            }
            None
        }
        Action::ChooseAll => {
            table.chosen = order(table, snapshot).into_iter().collect();
            None
        }
    }
}

/// The column at the cursor, if it can be filled in.
fn filled_column(table: &Table) -> Option<Column> {
    match COLUMNS[table.grid.column] {
        (Shown::Filled(column), ..) => Some(column),
        _ => None,
    }
}

/// Copies what stands in the first chosen row to all others that are chosen.
fn fill_down(table: &mut Table) -> Option<String> {
    let column = filled_column(table)?;
    if column == Column::Name {
        return Some("Two sources cannot have the same name; fill down another column".to_owned());
    }
    let first = *table.chosen_texts().first()?;
    let written = table.table.rows[first].cell(column);
    table.write(column, &written).err()
}

/// Begins to write in the cell under the cursor; a cell that has two values takes the other.
fn begin(table: &mut Table, snapshot: &Snapshot) -> Option<String> {
    let at = table.grid.cursor_text()?;
    match COLUMNS[table.grid.column].0 {
        Shown::Filled(column) => {
            table.grid.editing = Some(table.table.rows[at].cell(column));
            table.grid.fresh = true;
            None
        }
        Shown::Fate => {
            let next = match (table.fate(at), table.arrivals.get(at).copied().flatten()) {
                (Fate::New, Some(Arrival::OtherVersion(source))) => Fate::Replace(source),
                (Fate::New | Fate::Replace(_), _) => Fate::Skip,
                (Fate::Skip, _) => Fate::New,
            };
            table.set_fate(|_| Some(next));
            None
        }
        Shown::Speakers | Shown::Words | Shown::Notes => {
            let said = cell(table, snapshot, Row::Text(at), COLUMNS[table.grid.column].0).hover;
            (!said.is_empty()).then_some(said)
        }
    }
}

/// Draws the field of the cell that is being written; Enter and Tab write it in every chosen row.
fn write(table: &mut Table, ui: &mut Ui, rect: Rect) -> Option<String> {
    let column = filled_column(table)?;
    let text = table.grid.editing.as_mut()?;
    let field_id = id().with("cell");
    let field = TextEdit::singleline(text)
        .id(field_id)
        .margin(egui::Margin::symmetric(4, 2))
        .desired_width(rect.width());
    let field = ui.put(rect, field);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, column.title()));
    if std::mem::take(&mut table.grid.fresh) {
        field.request_focus();
        let mut state =
            egui::text_edit::TextEditState::load(ui.ctx(), field_id).unwrap_or_default();
        let end = egui::text::CCursor::new(text.chars().count());
        let all = egui::text::CCursorRange::two(egui::text::CCursor::default(), end);
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field_id);
    }
    suggestions(table, column, &field);
    if field.lost_focus() {
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        let written = table.grid.editing.take().unwrap_or_default();
        table.grid.take_keyboard = true;
        if !given_up {
            return table.write(column, &written).err();
        }
    }
    None
}

/// The words that may stand in a column of few words, below the field.
fn suggestions(table: &mut Table, column: Column, field: &egui::Response) {
    if column != Column::Kind {
        return;
    }
    let kinds = crate::domain::SourceKind::ALL
        .iter()
        .filter(|kind| !matches!(kind, crate::domain::SourceKind::Survey));
    egui::Popup::from_response(field).open(true).show(|ui| {
        for kind in kinds {
            let word = RichText::new(kind.title());
            if ui.selectable_label(false, word).clicked() {
                table.grid.editing = Some(kind.title().to_owned());
                field.surrender_focus();
                let _ = table.write(column, kind.title());
                table.grid.editing = None;
                table.grid.take_keyboard = true;
            }
        }
    });
}
