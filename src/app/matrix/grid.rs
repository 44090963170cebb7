//! The grid of a matrix: cells with several lines of words, the names of rows and the headings always in sight, only what is near
//! drawn. Plain data in, events out.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, EventFilter, Id, Key, Modifiers, Popup, Rect, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::app::theme::{self, Theme, size, space};
use crate::text::counted;

/// Height of the headings: two lines.
const HEAD: f32 = 44.0;
/// Width of the names of the rows, and of a column.
const NAMES: f32 = 176.0;
const COLUMN: f32 = 228.0;
/// Height of a row, and the lines of words that stand in it.
const ROW: f32 = 104.0;
const LINES: usize = 4;
/// The most of the width that stays in sight while the rest scrolls.
const FROZEN: f32 = 0.66;

/// What a grid shows. Rows and columns are counted from 0.
pub(super) trait Cells {
    /// How many rows and columns there are, and how many of the first columns stay in sight.
    fn size(&self) -> (usize, usize, usize);
    /// The name of a row, and what stands beside it.
    fn row(&self, row: usize) -> (&str, &[String]);
    /// The heading of a column, in full.
    fn column(&self, column: usize) -> Head;
    /// What stands in a cell.
    fn cell(&mut self, row: usize, column: usize) -> Look;
}

/// A heading.
pub(super) struct Head {
    /// As it is shown.
    pub(super) name: String,
    /// Where it belongs.
    pub(super) path: String,
    /// The colour of its code.
    pub(super) colour: Color32,
    /// How far it stands below others.
    pub(super) depth: u32,
}

/// A cell as it is shown.
pub(super) struct Look {
    /// Its words; none in a cell that has none to tell.
    pub(super) words: Arc<str>,
    /// What is told of it in its place.
    pub(super) state: &'static str,
    /// What lies behind it.
    pub(super) tint: Option<Color32>,
    /// How many passages stand behind it, and how many of them came since it was written.
    pub(super) passages: (usize, usize),
}

/// Where the keyboard stands in a grid.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) cursor: (usize, usize),
    pub(super) takes_keyboard: bool,
    pub(super) reveals: bool,
}

/// What happened in a grid.
#[derive(Default)]
pub(super) struct Drawn {
    /// The cursor was put elsewhere.
    pub(super) moved: bool,
    /// What was typed at the cursor.
    pub(super) typed: Option<String>,
    /// The cell is to be written in.
    pub(super) writes: bool,
    /// The cell that has its menu open, and the heading or the name of a row that has.
    pub(super) cell_menu: Option<Response>,
    pub(super) head_menu: Option<Response>,
    pub(super) row_menu: Option<Response>,
}

pub(super) fn id() -> Id {
    Id::unique("cells of the matrix")
}

/// Where the parts of a grid stand in this frame.
struct Places {
    area: Rect,
    rows: usize,
    columns: usize,
    frozen: usize,
    offset: Vec2,
}

impl Places {
    /// Where the cells scroll.
    fn body(&self) -> Rect {
        let left = NAMES + self.frozen as f32 * COLUMN;
        let corner = self.area.min + vec2(left, HEAD);
        Rect::from_min_max(corner, self.area.max.max(corner))
    }

    /// Where columns are seen that stay, and that scroll.
    fn seen(&self, column: usize) -> Rect {
        let (left, right) = match column < self.frozen {
            true => (self.area.left() + NAMES, self.body().left()),
            false => (self.body().left(), self.area.right()),
        };
        Rect::from_x_y_ranges(left..=right.max(left), self.area.y_range())
    }

    fn left(&self, column: usize) -> f32 {
        let shift = if column < self.frozen { 0.0 } else { self.offset.x };
        self.area.left() + NAMES + column as f32 * COLUMN - shift
    }

    fn top(&self, row: usize) -> f32 {
        self.area.top() + HEAD + row as f32 * ROW - self.offset.y
    }

    fn cell(&self, row: usize, column: usize) -> Rect {
        Rect::from_min_size(pos2(self.left(column), self.top(row)), vec2(COLUMN, ROW))
    }

    fn rows_near(&self) -> std::ops::Range<usize> {
        near(self.offset.y, self.body().height(), ROW, self.rows)
    }

    /// The columns in sight besides those that stay.
    fn columns_near(&self) -> std::ops::Range<usize> {
        let scrolled = self.columns - self.frozen;
        let near = near(self.offset.x, self.body().width(), COLUMN, scrolled);
        near.start + self.frozen..near.end + self.frozen
    }
}

fn near(from: f32, room: f32, step: f32, count: usize) -> std::ops::Range<usize> {
    let first = (from / step).max(0.0) as usize;
    let last = (((from + room) / step).ceil().max(0.0) as usize).min(count);
    first.min(last)..last
}

/// Draws a grid into the room that is left.
pub(super) fn draw(grid: &mut Grid, ui: &mut Ui, cells: &mut dyn Cells, name: &str) -> Drawn {
    let area = ui.available_rect_before_wrap();
    let field = ui.interact(area, id(), Sense::focusable_noninteractive());
    field.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
    if std::mem::take(&mut grid.takes_keyboard) {
        field.request_focus();
    }
    let (rows, columns, frozen) = cells.size();
    let most = ((area.width() * FROZEN - NAMES) / COLUMN).max(0.0) as usize;
    let frozen = frozen.min(most).min(columns.saturating_sub(1));
    let mut places = Places { area, rows, columns, frozen, offset: Vec2::ZERO };
    let (row, column) = grid.cursor;
    grid.cursor = (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)));
    let mut drawn = Drawn::default();
    if field.has_focus() {
        let keeps =
            EventFilter { tab: true, vertical_arrows: true, horizontal_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), keeps));
        keys(grid, ui, &places, &mut drawn);
    }
    let ring = field.has_focus();
    body(grid, ui, cells, &mut places, ring, &mut drawn);
    for column in 0..places.frozen {
        let seen = places.seen(column).with_min_y(places.body().top());
        let mut ui = child(ui, seen);
        for row in places.rows_near() {
            one(grid, &mut ui, cells, &places, (row, column), ring, &mut drawn);
        }
    }
    names(grid, ui, cells, &places, &mut drawn);
    heads(grid, ui, cells, &places, &mut drawn);
    ui.advance_cursor_after_rect(area);
    drawn
}

fn child(ui: &mut Ui, seen: Rect) -> Ui {
    let below = UiBuilder::new().max_rect(seen).accessibility_parent(id());
    let mut child = ui.new_child(below);
    child.set_clip_rect(seen.intersect(ui.clip_rect()));
    child
}

/// Does what was pressed in this frame; keys of commands were taken before.
fn keys(grid: &mut Grid, ui: &Ui, places: &Places, drawn: &mut Drawn) {
    let (last_row, last_column) = (places.rows.saturating_sub(1), places.columns.saturating_sub(1));
    let page = ((places.body().height() / ROW) as usize).max(1);
    let mut typed = String::new();
    let mut cursor = grid.cursor;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            egui::Event::Text(text) => {
                typed.push_str(text);
                false
            }
            egui::Event::Key { key, pressed: true, modifiers, .. } if !modifiers.alt => {
                let (row, column) = cursor;
                cursor = match key {
                    Key::ArrowDown if modifiers.command => (last_row, column),
                    Key::ArrowUp if modifiers.command => (0, column),
                    Key::ArrowRight if modifiers.command => (row, last_column),
                    Key::ArrowLeft if modifiers.command => (row, 0),
                    Key::Home if modifiers.command => (0, 0),
                    Key::End if modifiers.command => (last_row, last_column),
                    Key::ArrowDown => ((row + 1).min(last_row), column),
                    Key::ArrowUp => (row.saturating_sub(1), column),
                    Key::ArrowRight => (row, (column + 1).min(last_column)),
                    Key::ArrowLeft => (row, column.saturating_sub(1)),
                    Key::PageDown => ((row + page).min(last_row), column),
                    Key::PageUp => (row.saturating_sub(page), column),
                    Key::Home => (row, 0),
                    Key::End => (row, last_column),
                    Key::Tab if modifiers.shift => (row, column.saturating_sub(1)),
                    Key::Tab if column == last_column => ((row + 1).min(last_row), 0),
                    Key::Tab => (row, column + 1),
                    _ => return true,
                };
                false
            }
            _ => true,
        });
    });
    if cursor != grid.cursor {
        grid.cursor = cursor;
        grid.reveals = true;
        drawn.moved = true;
    }
    // A small letter that is the key of a command has done its work.
    let is_key = |typed: &str| super::KEYS.contains(&typed);
    if !typed.trim().is_empty() && !is_key(&typed) {
        drawn.typed = Some(typed);
    }
}

/// Draws the cells that scroll; notes how far they are scrolled.
fn body(
    grid: &mut Grid,
    ui: &mut Ui,
    cells: &mut dyn Cells,
    places: &mut Places,
    ring: bool,
    drawn: &mut Drawn,
) {
    let scrolled = places.columns - places.frozen;
    let size = vec2(scrolled as f32 * COLUMN, places.rows as f32 * ROW);
    let mut ui = child(ui, places.body());
    ScrollArea::both().auto_shrink([false, false]).id_salt("cells").show_viewport(
        &mut ui,
        |ui, seen| {
            ui.set_min_size(size);
            places.offset = seen.min.to_vec2();
            if std::mem::take(&mut grid.reveals) {
                let (row, column) = grid.cursor;
                let mut rect = places.cell(row, column);
                if column < places.frozen {
                    let left = places.body().left();
                    rect = Rect::from_x_y_ranges(left..=left + 1.0, rect.y_range());
                }
                ui.scroll_to_rect(rect, None);
            }
            for row in places.rows_near() {
                for column in places.columns_near() {
                    one(grid, ui, cells, places, (row, column), ring, drawn);
                }
            }
        },
    );
}

/// Draws a cell, and does what the pointer does with it.
fn one(
    grid: &mut Grid,
    ui: &mut Ui,
    cells: &mut dyn Cells,
    places: &Places,
    (row, column): (usize, usize),
    has_keyboard: bool,
    drawn: &mut Drawn,
) {
    let rect = places.cell(row, column);
    let look = cells.cell(row, column);
    let response = ui.interact(rect, id().with((row, column)), Sense::CLICK);
    response.widget_info(|| {
        let (row, column) = (cells.row(row).0, cells.column(column).name);
        WidgetInfo::labeled(Role::Cell, true, spoken(row, &column, &look))
    });
    let is_here = grid.cursor == (row, column);
    paint(ui, rect, &look, (is_here, has_keyboard, response.hovered()));
    if is_here {
        let here = response.id.accesskit_id();
        ui.ctx().accesskit_node_builder(id(), |node| node.set_active_descendant(here));
    }
    if response.clicked() || response.secondary_clicked() {
        drawn.moved |= !is_here;
        grid.cursor = (row, column);
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    drawn.writes |= response.double_clicked();
    if response.secondary_clicked()
        || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response))
    {
        drawn.cell_menu = Some(response);
    }
}

/// What a screen reader says of a cell.
fn spoken(row: &str, column: &str, look: &Look) -> String {
    let (all, new) = look.passages;
    let mut said = format!("{row}, {column}: ");
    match look.state {
        "" => said.push_str(&look.words),
        state => said.push_str(state),
    }
    if all > 0 {
        said.push_str(&format!(", {}", counted(all, "passage", "passages")));
    }
    if new > 0 {
        said.push_str(&format!(", {new} new"));
    }
    said
}

fn paint(ui: &Ui, rect: Rect, look: &Look, (is_here, has_keyboard, hovered): (bool, bool, bool)) {
    let theme = Theme::of(ui.ctx());
    let painter = ui.painter();
    if let Some(tint) = look.tint {
        painter.rect_filled(rect, 0.0, tint);
    }
    let rule = Stroke::new(1.0, theme.rule);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, rule);
    painter.vline(rect.right() - 0.5, rect.y_range(), rule);
    let inner = rect.shrink2(vec2(space::INSIDE, space::INSIDE));
    let (words, ink) = match look.state {
        "" => (&*look.words, theme.ink),
        state => (state, theme.quiet),
    };
    let format = TextFormat::simple(theme::interface(size::BODY), ink);
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = inner.width();
    job.wrap.max_rows = LINES;
    let galley = painter.layout_job(job);
    painter.galley(inner.min, galley, ink);
    let (all, new) = look.passages;
    let font = theme::interface(size::SMALL);
    if all > 0 {
        let said = counted(all, "passage", "passages");
        painter.text(inner.left_bottom(), Align2::LEFT_BOTTOM, said, font.clone(), theme.quiet);
    }
    if new > 0 {
        let galley = painter.layout_no_wrap(format!("{new} new"), font, theme.ink);
        let size = galley.size() + vec2(10.0, 2.0);
        let chip = Rect::from_min_size(inner.right_bottom() - size, size);
        painter.rect_filled(chip, space::CORNER, theme.hit);
        let edge = Stroke::new(1.0, theme.hit_edge);
        painter.rect_stroke(chip, space::CORNER, edge, StrokeKind::Inside);
        painter.galley(chip.min + vec2(5.0, 1.0), galley, theme.ink);
    }
    if is_here {
        let ink = if has_keyboard { theme.focus } else { theme.quiet };
        painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(2.0, ink), StrokeKind::Inside);
    } else if hovered {
        let edge = Stroke::new(1.0, theme.quiet);
        painter.rect_stroke(rect.shrink(0.5), 2.0, edge, StrokeKind::Inside);
    }
}

/// Draws the names of the rows with what stands beside them.
fn names(grid: &mut Grid, ui: &mut Ui, cells: &dyn Cells, places: &Places, drawn: &mut Drawn) {
    let theme = Theme::of(ui.ctx());
    let body = places.body();
    let left = places.area.left();
    let seen = Rect::from_x_y_ranges(left..=left + NAMES, body.y_range());
    let ui = child(ui, seen);
    ui.painter().rect_filled(seen, 0.0, theme.ground);
    for row in places.rows_near() {
        let rect = Rect::from_min_size(pos2(left, places.top(row)), vec2(NAMES, ROW));
        let (name, values) = cells.row(row);
        let response = ui.interact(rect.intersect(seen), id().with(("row", row)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, name));
        let painter = ui.painter();
        if grid.cursor.0 == row {
            painter.rect_filled(rect, 0.0, theme.accent_soft);
        }
        let inner = rect.shrink2(vec2(space::INSIDE, space::INSIDE));
        let bold = TextFormat::simple(theme::interface_bold(size::BODY), theme.ink);
        let mut job = LayoutJob::single_section(name.to_owned(), bold);
        let quiet = TextFormat::simple(theme::interface(size::SMALL), theme.quiet);
        for value in values.iter().filter(|value| !value.is_empty()) {
            job.append("\n", 0.0, quiet.clone());
            job.append(value, 0.0, quiet.clone());
        }
        job.wrap.max_width = inner.width();
        job.wrap.max_rows = LINES + 1;
        let galley = painter.layout_job(job);
        painter.galley(inner.min, galley, theme.ink);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.rule));
        if response.clicked() || response.secondary_clicked() {
            drawn.moved |= grid.cursor.0 != row;
            grid.cursor.0 = row;
            ui.memory_mut(|memory| memory.request_focus(id()));
        }
        if response.clicked()
            || response.secondary_clicked()
            || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response))
        {
            drawn.row_menu = Some(response.on_hover_text(name));
        }
    }
    let line = Stroke::new(1.0, theme.quiet);
    ui.painter().vline(seen.right() - 0.5, seen.y_range(), line);
}

/// Draws the headings; those that stay over the others.
fn heads(grid: &mut Grid, ui: &mut Ui, cells: &dyn Cells, places: &Places, drawn: &mut Drawn) {
    let theme = Theme::of(ui.ctx());
    let line = Rect::from_min_size(places.area.min, vec2(places.area.width(), HEAD));
    ui.painter().rect_filled(line, 0.0, theme.ground);
    for column in places.columns_near().chain(0..places.frozen) {
        let rect = Rect::from_min_size(pos2(places.left(column), line.top()), vec2(COLUMN, HEAD));
        let seen = places.seen(column).intersect(line);
        if rect.intersect(seen).width() < 1.0 {
            continue;
        }
        head(grid, &mut child(ui, seen), cells, (column, rect, seen), drawn);
    }
    ui.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, theme.quiet));
    if places.frozen > 0 {
        let (x, area) = (places.body().left() - 0.5, places.area.y_range());
        ui.painter().vline(x, area, Stroke::new(1.0, theme.quiet));
    }
}

fn head(
    grid: &mut Grid,
    ui: &mut Ui,
    cells: &dyn Cells,
    (column, rect, seen): (usize, Rect, Rect),
    drawn: &mut Drawn,
) {
    let theme = Theme::of(ui.ctx());
    let head = cells.column(column);
    let response = ui.interact(rect.intersect(seen), id().with(("head", column)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &head.name));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hover);
    } else if grid.cursor.1 == column {
        painter.rect_filled(rect, 0.0, theme.accent_soft);
    }
    let left = rect.left() + space::INSIDE + head.depth as f32 * space::INSIDE;
    painter.circle_filled(pos2(left + 4.0, rect.top() + 15.0), 4.0, head.colour);
    let words = left + 12.0;
    let format = TextFormat::simple(theme::interface_bold(size::BODY), theme.ink);
    let mut job = LayoutJob::single_section(head.name.clone(), format);
    job.wrap.max_width = rect.right() - words - space::TIGHT;
    job.wrap.max_rows = 2;
    let galley = painter.layout_job(job);
    painter.galley(pos2(words, rect.top() + 6.0), galley, theme.ink);
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, theme.rule));
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        painter.rect_stroke(rect.intersect(seen), 2.0, ring, StrokeKind::Inside);
    }
    if response.clicked() || response.secondary_clicked() {
        drawn.moved |= grid.cursor.1 != column;
        grid.cursor.1 = column;
    }
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    let response = response.on_hover_text(&head.path);
    if response.clicked() || response.secondary_clicked() || is_open {
        drawn.head_menu = Some(response);
    }
}

/// Whether a capital letter is typed in this frame: it is the beginning of a sentence and no key of a command.
pub(super) fn types_a_capital(ctx: &egui::Context) -> bool {
    ctx.input(|input| {
        input.modifiers.matches_exact(Modifiers::SHIFT)
            && input.events.iter().any(|event| {
                matches!(event, egui::Event::Text(text) if text.chars().any(char::is_uppercase))
            })
    })
}
