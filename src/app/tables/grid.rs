//! A grid of figures: its first column and its headings stay in sight, only what is near is drawn, the keyboard goes from cell to
//! cell.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, EventFilter, Id, Key, Modifiers, Popup, Rect, Response, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::who::Who;
use crate::analysis::query::Condition;
use crate::app::theme::{self, Theme, size, space};

/// Height of the headings: two lines.
const HEAD: f32 = 42.0;
/// Most and least width of the first column.
const NAMES: (f32, f32) = (300.0, 140.0);

/// What a grid shows. Rows and columns are counted from 0; totals are rows and columns, too.
pub(in crate::app) trait Figures {
    /// What stands above the names of the rows.
    fn corner(&self) -> String;
    /// What is to be known to read the figures.
    fn about(&self) -> String;
    /// How many columns there are.
    fn columns(&self) -> usize;
    /// The heading of a column.
    fn column(&self, column: usize) -> String;
    /// How wide the columns are, in points.
    fn width(&self) -> f32;
    /// The name of a row.
    fn row(&self, row: usize) -> Name;
    /// A figure.
    fn cell(&self, row: usize, column: usize) -> Cell;
    /// The rows in an order.
    fn order(&self, by: Option<Sorted>) -> Vec<usize>;
    /// What stands behind a figure.
    fn behind(&self, _row: usize, _column: usize) -> Behind {
        Behind::Nothing
    }
}

/// What stands behind a figure.
pub(in crate::app) enum Behind {
    /// Nothing.
    Nothing,
    /// The quotes of which this holds.
    Quotes(Condition),
    /// Those who stand so to a code.
    Somebody(Who),
}

/// The name of a row.
pub(in crate::app) struct Name {
    /// As it is shown.
    pub(in crate::app) text: String,
    /// In full.
    pub(in crate::app) whole: String,
    /// How far it is moved in.
    pub(in crate::app) depth: u32,
    /// The colour of a code.
    pub(in crate::app) colour: Option<Color32>,
    /// Whether totals stand in the row.
    pub(in crate::app) is_total: bool,
}

/// A figure as it is shown.
#[derive(Default)]
pub(in crate::app) struct Cell {
    pub(in crate::app) text: String,
    /// What a screen reader says and the pointer shows.
    pub(in crate::app) spoken: String,
    /// What lies behind it.
    pub(in crate::app) tint: Option<Color32>,
    /// Whether it stands back.
    pub(in crate::app) is_quiet: bool,
    /// Whether it stands out.
    pub(in crate::app) is_strong: bool,
}

/// By which column rows are sorted, without one by name; and whether the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Sorted {
    pub(in crate::app) column: Option<usize>,
    pub(in crate::app) is_turned: bool,
}

/// Where the keyboard stands in a grid, and how it is sorted.
#[derive(Default)]
pub(in crate::app) struct Grid {
    pub(in crate::app) sorted: Option<Sorted>,
    /// The place of the row in the order, and the column.
    cursor: (usize, usize),
    pub(in crate::app) takes_keyboard: bool,
    reveals: bool,
}

impl Grid {
    /// Stands at the first cell, unsorted.
    pub(in crate::app) fn start_over(&mut self) {
        *self = Self { takes_keyboard: true, reveals: true, ..Self::default() };
    }

    /// The place of the row in the order and the column at which the keyboard stands.
    pub(in crate::app) fn cursor(&self) -> (usize, usize) {
        self.cursor
    }

    /// Sorts by the column at which the keyboard stands.
    pub(super) fn sort_here(&mut self) {
        self.sort_by(Some(self.cursor.1));
    }

    /// Sorts by a column, or by name, the largest first; again turns it round, a third time leaves the order as it was.
    pub(super) fn sort_by(&mut self, column: Option<usize>) {
        self.sorted = match self.sorted {
            Some(now) if now.column == column && now.is_turned => None,
            Some(now) if now.column == column => Some(Sorted { is_turned: true, ..now }),
            _ => Some(Sorted { column, is_turned: false }),
        };
    }
}

/// What happened in a grid.
#[derive(Default)]
pub(in crate::app) struct Drawn {
    /// A cell was opened: its row and column.
    pub(in crate::app) opened: Option<(usize, usize)>,
    /// The name of a row was clicked.
    pub(in crate::app) named: Option<usize>,
    /// The table is to be copied.
    pub(in crate::app) is_copied: bool,
    /// What has its menu open, and what it is.
    pub(super) menu: Option<(Response, Part)>,
}

/// A part of a grid that has a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A figure.
    Cell,
    /// The heading of a column.
    Heading,
    /// What stands above the names of the rows.
    Corner,
    /// The name of a row.
    Row,
}

impl Drawn {
    /// Notes that a part has its menu open; whether it was opened in this frame.
    fn note_menu(&mut self, response: &Response, part: Part) -> bool {
        let opens = response.secondary_clicked();
        let ctx = &response.ctx;
        if opens || Popup::is_id_open(ctx, Popup::default_response_id(response)) {
            self.menu = Some((response.clone(), part));
        }
        if opens {
            ctx.memory_mut(|memory| memory.request_focus(id()));
        }
        opens
    }
}

/// The grid as the keyboard knows it.
pub(in crate::app) fn id() -> Id {
    Id::unique("table of figures")
}

/// Where the parts of a grid stand.
struct Places {
    area: Rect,
    names: f32,
    width: f32,
    /// How far the figures are scrolled.
    offset: Vec2,
}

impl Places {
    fn body(&self) -> Rect {
        let corner = self.area.min + vec2(self.names, HEAD);
        Rect::from_min_max(corner, self.area.max.max(corner))
    }

    fn cell(&self, at: usize, column: usize) -> Rect {
        let min = self.body().min - self.offset
            + vec2(column as f32 * self.width, at as f32 * space::ROW);
        Rect::from_min_size(min, vec2(self.width, space::ROW))
    }

    fn name(&self, at: usize) -> Rect {
        let top = self.cell(at, 0).top();
        Rect::from_min_size(pos2(self.area.left(), top), vec2(self.names, space::ROW))
    }

    fn head(&self, column: usize) -> Rect {
        let left = self.cell(0, column).left();
        Rect::from_min_size(pos2(left, self.area.top()), vec2(self.width, HEAD))
    }
}

/// Draws the figures, their rows in this order.
pub(in crate::app) fn draw(
    grid: &mut Grid,
    ui: &mut Ui,
    figures: &dyn Figures,
    order: &[usize],
) -> Drawn {
    let area = ui.available_rect_before_wrap();
    let names = (area.width() * 0.35).clamp(NAMES.1, NAMES.0);
    let list = ui.interact(area, id(), Sense::focusable_noninteractive());
    list.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Table"));
    if std::mem::take(&mut grid.takes_keyboard) {
        list.request_focus();
    }
    let (count, columns) = (order.len(), figures.columns());
    if count == 0 || columns == 0 {
        let theme = Theme::of(ui.ctx());
        let said = "Nothing stands in the rows or the columns; choose something else for them";
        ui.label(egui::RichText::new(said).color(theme.quiet));
        return Drawn::default();
    }
    grid.cursor = (grid.cursor.0.min(count - 1), grid.cursor.1.min(columns - 1));
    if list.has_focus() {
        let keeps = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), keeps));
        let page = ((area.height() - HEAD) / space::ROW).max(2.0) as usize - 1;
        keys(grid, ui, (count, columns), page);
    }
    let mut places = Places { area, names, width: figures.width(), offset: Vec2::ZERO };
    let mut drawn = body(grid, ui, figures, order, &mut places, list.has_focus());
    heads(grid, ui, figures, &places, &mut drawn);
    names_of(grid, ui, figures, order, &places, &mut drawn);
    drawn
}

/// Draws the figures that are near; notes how far they are scrolled.
fn body(
    grid: &mut Grid,
    ui: &mut Ui,
    figures: &dyn Figures,
    order: &[usize],
    places: &mut Places,
    has_keyboard: bool,
) -> Drawn {
    // The system's keys for copying arrive as what they mean.
    let copies = has_keyboard && ui.input(|input| input.events.contains(&egui::Event::Copy));
    let mut drawn = Drawn { is_copied: copies, ..Drawn::default() };
    let size = vec2(figures.columns() as f32 * places.width, order.len() as f32 * space::ROW);
    let below = UiBuilder::new().max_rect(places.body()).accessibility_parent(id());
    let mut ui = ui.new_child(below);
    ScrollArea::both().auto_shrink([false, false]).show_viewport(&mut ui, |ui, seen| {
        ui.set_min_size(size);
        places.offset = seen.min.to_vec2();
        if std::mem::take(&mut grid.reveals) {
            ui.scroll_to_rect(places.cell(grid.cursor.0, grid.cursor.1), None);
        }
        for at in near(seen.y_range(), space::ROW, order.len()) {
            for column in near(seen.x_range(), places.width, figures.columns()) {
                let rect = places.cell(at, column);
                let cell = figures.cell(order[at], column);
                let ring = has_keyboard && grid.cursor == (at, column);
                let response = paint(ui, rect, &cell, (at, column), ring);
                if response.clicked() {
                    grid.cursor = (at, column);
                    ui.memory_mut(|memory| memory.request_focus(id()));
                    drawn.opened = Some((order[at], column));
                }
                if drawn.note_menu(&response, Part::Cell) {
                    grid.cursor = (at, column);
                }
                if grid.cursor == (at, column) {
                    let here = response.id.accesskit_id();
                    ui.ctx().accesskit_node_builder(id(), |node| node.set_active_descendant(here));
                }
            }
        }
    });
    drawn
}

/// The rows or columns that are in sight.
fn near(seen: egui::Rangef, step: f32, count: usize) -> std::ops::Range<usize> {
    let first = (seen.min / step).max(0.0) as usize;
    let last = ((seen.max / step).ceil().max(0.0) as usize).min(count);
    first.min(last)..last
}

fn paint(ui: &Ui, rect: Rect, cell: &Cell, place: (usize, usize), ring: bool) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    let response = ui.interact(rect, id().with(place), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &cell.spoken));
    let inner = rect.shrink(0.5);
    if let Some(tint) = cell.tint {
        ui.painter().rect_filled(inner, 2.0, tint);
    }
    if response.hovered() {
        let edge = Stroke::new(1.0, theme.quiet);
        ui.painter().rect_stroke(inner, 2.0, edge, StrokeKind::Inside);
    }
    if ring {
        let edge = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(inner, 2.0, edge, StrokeKind::Inside);
    }
    let ink = if cell.is_quiet { theme.quiet } else { theme.ink };
    let font = match cell.is_strong {
        true => theme::interface_bold(size::BODY),
        false => theme::interface(size::BODY),
    };
    let at = rect.right_center() - vec2(space::INSIDE, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, &cell.text, font, ink);
    response.on_hover_text_at_pointer(&cell.spoken)
}

/// Draws the headings; a click sorts, another turns the order round, a third leaves it as it was.
fn heads(grid: &mut Grid, ui: &mut Ui, figures: &dyn Figures, places: &Places, drawn: &mut Drawn) {
    let theme = Theme::of(ui.ctx());
    let area = places.area;
    let line = Rect::from_min_size(area.min, vec2(area.width(), HEAD));
    let seen = Rect::from_min_max(pos2(places.body().left(), line.top()), line.max);
    let range = egui::Rangef::new(places.offset.x, places.offset.x + seen.width());
    for column in near(range, places.width, figures.columns()) {
        let heading =
            head(grid, ui, Some(column), &figures.column(column), places.head(column), seen);
        if let Some(heading) = heading
            && drawn.note_menu(&heading, Part::Heading)
        {
            grid.cursor.1 = column;
        }
    }
    let corner = Rect::from_min_size(area.min, vec2(places.names, HEAD));
    if let Some(corner) = head(grid, ui, None, &figures.corner(), corner, corner) {
        drawn.note_menu(&corner, Part::Corner);
    }
    ui.painter().hline(area.x_range(), line.bottom(), Stroke::new(1.0, theme.quiet));
}

fn head(
    grid: &mut Grid,
    ui: &mut Ui,
    column: Option<usize>,
    name: &str,
    rect: Rect,
    seen: Rect,
) -> Option<Response> {
    let theme = Theme::of(ui.ctx());
    let sense = rect.intersect(seen);
    if sense.width() < 1.0 {
        return None;
    }
    let response = ui.interact(sense, id().with(("head", column)), Sense::click());
    let spoken = match column {
        Some(_) => format!("Sort by {name}"),
        None => format!("Sort by the name of the {name}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let sorted = grid.sorted.filter(|sorted| sorted.column == column);
    let sign = match sorted {
        None => "",
        Some(sorted) if sorted.is_turned => " ↑",
        Some(_) => " ↓",
    };
    let ink = if sorted.is_some() || response.hovered() { theme.ink } else { theme.quiet };
    let font = theme::interface(size::SMALL);
    let mut job = LayoutJob::single_section(format!("{name}{sign}"), TextFormat::simple(font, ink));
    job.wrap =
        TextWrapping { max_width: rect.width() - 12.0, max_rows: 2, ..TextWrapping::default() };
    job.halign = if column.is_some() { Align::RIGHT } else { Align::LEFT };
    let galley = ui.painter().layout_job(job);
    let top = rect.bottom() - space::TIGHT - galley.size().y;
    let left = match column {
        Some(_) => rect.right() - space::INSIDE,
        None => rect.left() + space::TIGHT,
    };
    ui.painter().with_clip_rect(seen).galley(pos2(left, top), galley, ink);
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(sense, space::CORNER, ring, StrokeKind::Inside);
    }
    let hover = format!("{name}\nSort by this; again: the other way round; again: as it was");
    let response = response.on_hover_text(hover);
    if response.clicked() {
        grid.sort_by(column);
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    Some(response)
}

/// Draws the names of the rows that are in sight.
fn names_of(
    grid: &mut Grid,
    ui: &Ui,
    figures: &dyn Figures,
    order: &[usize],
    places: &Places,
    drawn: &mut Drawn,
) {
    let theme = Theme::of(ui.ctx());
    let body = places.body();
    let seen =
        Rect::from_min_max(pos2(places.area.left(), body.top()), pos2(body.left(), body.bottom()));
    let painter = ui.painter().with_clip_rect(seen);
    let range = egui::Rangef::new(places.offset.y, places.offset.y + seen.height());
    for at in near(range, space::ROW, order.len()) {
        let name = figures.row(order[at]);
        let rect = places.name(at);
        let sense = rect.intersect(seen);
        let response = ui.interact(sense, id().with(("name", at)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &name.whole));
        if response.clicked() {
            drawn.named = Some(order[at]);
        }
        let mut left = rect.left() + space::TIGHT + (name.depth as f32 * 14.0).min(98.0);
        if let Some(colour) = name.colour {
            let stripe = Rect::from_min_size(pos2(left, rect.center().y - 7.0), vec2(4.0, 14.0));
            painter.rect_filled(stripe, 2, colour);
            left += 12.0;
        }
        let font = match name.is_total {
            true => theme::interface_bold(size::BODY),
            false => theme::interface(size::BODY),
        };
        let format = TextFormat::simple(font, theme.ink);
        let mut job = LayoutJob::single_section(name.text, format);
        job.wrap = TextWrapping::truncate_at_width((rect.right() - left - space::INSIDE).max(20.0));
        job.break_on_newline = false;
        let galley = painter.layout_job(job);
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(left, top), galley, theme.ink);
        if name.is_total {
            let rule = Stroke::new(1.0, theme.quiet);
            painter.hline(rect.x_range(), rect.top(), rule);
        }
        if response.clicked() || drawn.note_menu(&response, Part::Row) {
            grid.cursor.0 = at;
            ui.memory_mut(|memory| memory.request_focus(id()));
        }
        response.on_hover_text_at_pointer(name.whole);
    }
    ui.painter().vline(body.left(), places.area.y_range(), Stroke::new(1.0, theme.rule));
}

/// Moves from cell to cell.
fn keys(grid: &mut Grid, ui: &Ui, (count, columns): (usize, usize), page: usize) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let (last_row, last_column) = (count - 1, columns - 1);
    let (row, column) = grid.cursor;
    let all = Modifiers::COMMAND;
    let plain = Modifiers::NONE;
    // With Ctrl first: without it the same keys stay in the row.
    let moves = [
        (all, Key::Home, (0, 0)),
        (all, Key::End, (last_row, last_column)),
        (plain, Key::ArrowDown, ((row + 1).min(last_row), column)),
        (plain, Key::ArrowUp, (row.saturating_sub(1), column)),
        (plain, Key::ArrowRight, (row, (column + 1).min(last_column))),
        (plain, Key::ArrowLeft, (row, column.saturating_sub(1))),
        (plain, Key::PageDown, ((row + page).min(last_row), column)),
        (plain, Key::PageUp, (row.saturating_sub(page), column)),
        (plain, Key::Home, (row, 0)),
        (plain, Key::End, (row, last_column)),
    ];
    for (modifiers, key, to) in moves {
        if pressed(modifiers, key) {
            grid.cursor = to;
            grid.reveals = true;
        }
    }
}
