//! Where the parts of a spreadsheet stand, and the drawing of those that are near.

use egui::{
    EventFilter, Id, PointerButton, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    Vec2, WidgetInfo, pos2, vec2,
};

use super::{Column, Data, Drawn, Event, Kind, Spreadsheet, cell, field, head, id, keys};
use crate::app::theme::{Theme, size, space};
use crate::text::counted;

/// Height of the headings.
pub(super) const HEAD: f32 = 30.0;

/// Where the parts of a spreadsheet stand in this frame.
pub(super) struct Places {
    pub(super) area: Rect,
    /// The columns that are shown, by their places in the data.
    pub(super) columns: Vec<usize>,
    /// The left ends of the columns, the first at 0, and the right end of the last.
    edges: Vec<f32>,
    rows: usize,
    /// How far the cells are scrolled.
    pub(super) offset: Vec2,
}

impl Places {
    fn new(sheet: &Spreadsheet, data: &Data, area: Rect) -> Self {
        let columns = sheet.columns(data);
        let mut edges = vec![0.0];
        for (place, &at) in columns.iter().enumerate() {
            let mut width = sheet.width(&data.columns[at]);
            if place == 0 {
                // The others are to be seen beside the first.
                width = width.min(area.width() * 0.5);
            }
            edges.push(edges[place] + width);
        }
        Self { area, columns, edges, rows: sheet.row_count(data), offset: sheet.offset }
    }

    /// How wide the first column is, which stays in sight.
    pub(super) fn first(&self) -> f32 {
        self.edges.get(1).copied().unwrap_or_default()
    }

    /// Where the cells scroll.
    pub(super) fn body(&self) -> Rect {
        let corner = self.area.min + vec2(self.first(), HEAD);
        Rect::from_min_max(corner, self.area.max.max(corner))
    }

    /// Where the first column is seen.
    pub(super) fn names(&self) -> Rect {
        let body = self.body();
        Rect::from_min_max(pos2(self.area.left(), body.top()), pos2(body.left(), body.bottom()))
    }

    fn across(&self, place: usize) -> (f32, f32) {
        let (left, right) = (self.edges[place], self.edges[place + 1]);
        let shift = if place == 0 { 0.0 } else { self.offset.x };
        (self.area.left() + left - shift, self.area.left() + right - shift)
    }

    pub(super) fn cell(&self, at: usize, place: usize) -> Rect {
        let (left, right) = self.across(place);
        let top = self.body().top() - self.offset.y + at as f32 * space::ROW;
        Rect::from_min_max(pos2(left, top), pos2(right, top + space::ROW))
    }

    pub(super) fn head(&self, place: usize) -> Rect {
        let (left, right) = self.across(place);
        Rect::from_min_max(pos2(left, self.area.top()), pos2(right, self.area.top() + HEAD))
    }

    /// The cell at a point; the nearest one for a point beside them all.
    fn at(&self, point: Pos2) -> (usize, usize) {
        let down = (point.y - self.body().top() + self.offset.y) / space::ROW;
        let row = (down.max(0.0) as usize).min(self.rows.saturating_sub(1));
        let mut across = point.x - self.area.left();
        if across > self.first() {
            across += self.offset.x;
        }
        let place = self.edges.partition_point(|edge| *edge <= across).saturating_sub(1);
        (row, place.min(self.columns.len().saturating_sub(1)))
    }

    /// The rows that are in sight.
    fn rows_near(&self) -> std::ops::Range<usize> {
        let first = (self.offset.y / space::ROW).max(0.0) as usize;
        let last = ((self.offset.y + self.body().height()) / space::ROW).ceil().max(0.0) as usize;
        first.min(self.rows)..last.min(self.rows)
    }

    /// The columns that are in sight besides the first.
    pub(super) fn columns_near(&self) -> std::ops::Range<usize> {
        let (left, right) =
            (self.first() + self.offset.x, self.first() + self.offset.x + self.body().width());
        let first = self.edges.partition_point(|edge| *edge <= left).saturating_sub(1).max(1);
        let last = self.edges.partition_point(|edge| *edge < right).min(self.columns.len());
        first.min(last)..last
    }
}

impl Spreadsheet {
    pub(super) fn width(&self, column: &Column) -> f32 {
        self.widths.get(&column.name).copied().unwrap_or(column.width)
    }
}

/// Draws a spreadsheet into the room that is left.
pub(in crate::app) fn draw(sheet: &mut Spreadsheet, ui: &mut Ui, data: &Data) -> Drawn {
    let mut drawn = Drawn::default();
    if sheet.order.follow(data, &sheet.wish)
        && let Some(cursor) = sheet.at_cursor
    {
        let at = sheet.order.shown.iter().position(|&at| data.rows[at].key == cursor);
        let (was, column) = sheet.selection.cursor;
        if let Some(at) = at.filter(|at| *at != was) {
            sheet.selection.go((at, column), false);
        }
    }
    drawn.events.extend(offer(sheet, ui, data));
    let area = ui.available_rect_before_wrap();
    sheet.place = area;
    let grid = ui.interact(area, id(), Sense::focusable_noninteractive());
    let name = format!("Table of {}", data.words.1);
    grid.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &name));
    if std::mem::take(&mut sheet.takes_keyboard) {
        grid.request_focus();
    }
    let mut places = Places::new(sheet, data, area);
    sheet.selection = sheet.selection.within(places.rows, places.columns.len());
    if sheet.editing.is_none() && grid.has_focus() {
        let keeps =
            EventFilter { tab: true, vertical_arrows: true, horizontal_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), keeps));
        let page = (places.body().height() / space::ROW).max(2.0) as usize - 1;
        keys::press(sheet, ui, data, &places, page, &mut drawn.events);
        // A key may have made a row, or begun another.
        places.rows = sheet.row_count(data);
    }
    let has_keyboard = grid.has_focus();
    body(sheet, ui, data, &mut places, has_keyboard, &mut drawn);
    names(sheet, ui, data, &places, has_keyboard, &mut drawn);
    head::draw(sheet, ui, data, &places);
    drag(sheet, ui, &places);
    field::draw(sheet, ui, data, &places, &mut drawn);
    reason(sheet, ui, data, &places, has_keyboard);
    ui.advance_cursor_after_rect(area);
    sheet.at_cursor = sheet.row_at_cursor(data);
    drawn
}

/// Draws the cells that scroll; notes how far they are scrolled.
fn body(
    sheet: &mut Spreadsheet,
    ui: &mut Ui,
    data: &Data,
    places: &mut Places,
    has_keyboard: bool,
    drawn: &mut Drawn,
) {
    let theme = Theme::of(ui.ctx());
    let body = places.body();
    let whole = places.edges.last().copied().unwrap_or_default() - places.first();
    let size = vec2(whole, places.rows as f32 * space::ROW);
    let below = UiBuilder::new().max_rect(body).accessibility_parent(id());
    let mut ui = ui.new_child(below);
    ui.set_clip_rect(body.intersect(ui.clip_rect()));
    let mut area = ScrollArea::both().auto_shrink([false, false]).id_salt("cells");
    // The wheel scrolls over the first column and the headings, too.
    let over = ui.input(|input| input.pointer.hover_pos());
    if over.is_some_and(|at| places.area.contains(at) && !body.contains(at))
        && ui.ctx().layer_id_at(over.unwrap_or_default()) == Some(ui.layer_id())
    {
        let delta = ui.input(|input| input.smooth_scroll_delta());
        if delta != Vec2::ZERO {
            let most = (size - body.size()).max(Vec2::ZERO);
            area = area.scroll_offset((sheet.offset - delta).clamp(Vec2::ZERO, most));
        }
    }
    area.show_viewport(&mut ui, |ui, seen| {
        ui.set_min_size(size);
        places.offset = seen.min.to_vec2();
        sheet.offset = places.offset;
        if std::mem::take(&mut sheet.reveals) {
            let (at, place) = sheet.selection.cursor;
            let mut rect = places.cell(at, place);
            if place == 0 {
                // The first column is always in sight; those beside it are to be, too.
                let left = body.left() - places.offset.x;
                rect = Rect::from_x_y_ranges(left..=left + 1.0, rect.y_range());
            }
            ui.scroll_to_rect(rect, None);
        }
        for place in places.columns_near() {
            let column = &data.columns[places.columns[place]];
            if column.is_private {
                let (left, right) = places.across(place);
                let strip = Rect::from_x_y_ranges(left..=right, body.y_range());
                ui.painter().rect_filled(strip, 0.0, theme.ground);
            }
        }
        for at in places.rows_near() {
            for place in places.columns_near() {
                one(sheet, ui, data, places, (at, place), has_keyboard, drawn);
            }
            let rule = Stroke::new(1.0, theme.rule);
            let bottom = places.cell(at, 0).bottom();
            ui.painter().hline(body.x_range(), bottom - 0.5, rule);
        }
        for place in places.columns_near() {
            let right = places.across(place).1;
            ui.painter().vline(right - 0.5, body.y_range(), Stroke::new(1.0, theme.rule));
        }
    });
}

/// Draws the first column.
fn names(
    sheet: &mut Spreadsheet,
    ui: &mut Ui,
    data: &Data,
    places: &Places,
    has_keyboard: bool,
    drawn: &mut Drawn,
) {
    let theme = Theme::of(ui.ctx());
    let seen = places.names();
    let below = UiBuilder::new().max_rect(seen).accessibility_parent(id());
    let mut ui = ui.new_child(below);
    ui.set_clip_rect(seen.intersect(ui.clip_rect()));
    ui.painter().rect_filled(seen, 0.0, theme.page);
    for at in places.rows_near() {
        one(sheet, &mut ui, data, places, (at, 0), has_keyboard, drawn);
        let bottom = places.cell(at, 0).bottom();
        ui.painter().hline(seen.x_range(), bottom - 0.5, Stroke::new(1.0, theme.rule));
        let row = sheet.order.shown.get(at).and_then(|&place| data.rows.get(place));
        if row.is_some_and(|row| row.conflict.is_some()) {
            let bar = Rect::from_min_size(places.cell(at, 0).min, vec2(3.0, space::ROW - 1.0));
            ui.painter().rect_filled(bar, 0.0, theme.warning);
        }
    }
    ui.painter().vline(seen.right() - 0.5, seen.y_range(), Stroke::new(1.0, theme.quiet));
}

/// Draws a cell, and does what the pointer does with it.
fn one(
    sheet: &mut Spreadsheet,
    ui: &mut Ui,
    data: &Data,
    places: &Places,
    (at, place): (usize, usize),
    has_keyboard: bool,
    drawn: &mut Drawn,
) {
    let column = places.columns[place];
    let rect = places.cell(at, place);
    let look = cell::Look {
        is_selected: sheet.selection.holds(at, place) && !sheet.selection.is_one_cell(),
        has_ring: sheet.selection.cursor == (at, place),
        has_keyboard,
    };
    let response = cell::draw(sheet, ui, data, (at, column), rect, look);
    if sheet.selection.cursor == (at, place) {
        let here = response.id.accesskit_id();
        ui.ctx().accesskit_node_builder(id(), |node| node.set_active_descendant(here));
    }
    let begins = response.is_pointer_button_down_on()
        && ui.input(|input| input.pointer.button_pressed(PointerButton::Primary));
    // A screen reader clicks without a pointer.
    if begins || (response.clicked() && !sheet.selection.holds(at, place)) {
        let extends = ui.input(|input| input.modifiers.shift);
        sheet.selection.go((at, place), extends);
        sheet.begun = None;
        sheet.drags = begins;
    }
    // When the button is let go egui takes the keyboard from what lies below.
    if begins || response.clicked() || response.drag_stopped() {
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    if response.secondary_clicked() {
        if !sheet.selection.holds(at, place) {
            sheet.selection.go((at, place), false);
        }
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    let popup = egui::Popup::default_response_id(&response);
    if response.secondary_clicked() || egui::Popup::is_id_open(ui.ctx(), popup) {
        drawn.menu = Some(response.clone());
    }
    let is_figure = matches!(data.columns[column].kind, Kind::Figure);
    if response.clicked() && is_figure {
        drawn.events.extend(sheet.opened(data));
    } else if response.double_clicked() {
        drawn.events.extend(sheet.begin(data, None));
    }
}

impl Spreadsheet {
    /// Opens the figure at the cursor.
    pub(super) fn opened(&self, data: &Data) -> Option<Event> {
        let column = *self.columns(data).get(self.selection.cursor.1)?;
        let words = self.words(data, self.selection.cursor.0, column);
        let row = self.row_at_cursor(data).filter(|_| !matches!(words, "" | "0" | "…"))?;
        Some(Event::Opened(row, data.columns[column].name.clone()))
    }
}

/// Draws the rectangle on while the pointer is held down.
fn drag(sheet: &mut Spreadsheet, ui: &Ui, places: &Places) {
    if !sheet.drags {
        return;
    }
    let (down, at) = ui.input(|input| (input.pointer.primary_down(), input.pointer.interact_pos()));
    sheet.drags = down;
    let Some(point) = at.filter(|_| down) else { return };
    let (row, place) = places.at(point);
    if sheet.selection.cursor != (row, place) {
        sheet.selection.go((row, place), true);
        sheet.reveals = true;
    }
}

/// The line that asks what is to be done with a block for which there are not enough rows.
fn offer(sheet: &mut Spreadsheet, ui: &mut Ui, data: &Data) -> Option<Event> {
    let offered = sheet.offer.clone()?;
    let (one, many) = data.words;
    let new = counted(offered.new, one, many);
    let mut event = None;
    let mut is_over = ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    ui.horizontal_wrapped(|ui| {
        let rows = counted(offered.new, "row more", "rows more");
        ui.label(format!("What you paste has {rows} than there are below."));
        let paste = ui.button(format!("Paste and add {new}"));
        if ui.memory(|memory| memory.focused().is_none_or(|focused| focused == id())) {
            paste.request_focus();
        }
        if paste.clicked() {
            event = sheet.write(data, offered.writes.clone());
            is_over = true;
        }
        if ui.button("Paste without them").clicked() {
            let shown = |write: &super::Write| match write.row {
                super::RowKey::There(_) => true,
                super::RowKey::New(new) => sheet.new_rows.contains(&new),
            };
            let fits = offered.writes.iter().filter(|write| shown(write)).cloned().collect();
            event = sheet.write(data, fits);
            is_over = true;
        }
        is_over |= ui.button("Cancel").clicked();
    });
    ui.add_space(space::INSIDE);
    if is_over {
        sheet.offer = None;
        sheet.takes_keyboard = true;
    }
    event
}

/// Says below the cell at the cursor why it was refused.
fn reason(sheet: &Spreadsheet, ui: &Ui, data: &Data, places: &Places, has_keyboard: bool) {
    let (at, place) = sheet.selection.cursor;
    let Some(&column) = places.columns.get(place) else { return };
    let pending = sheet.pending_at(data, at, column);
    let Some(said) = pending.and_then(|pending| pending.refused.as_ref()) else { return };
    let rect = places.cell(at, place);
    if !has_keyboard || sheet.editing.is_some() || !places.area.intersects(rect) {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let said = format!("{said}. Write something else, or press Escape to leave it as it was.");
    egui::Area::new(Id::unique("reason of a refusal"))
        .order(egui::Order::Foreground)
        .fixed_pos(rect.left_bottom() + vec2(0.0, 2.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).fill(theme.page).inner_margin(space::INSIDE).show(
                ui,
                |ui| {
                    ui.set_max_width(320.0);
                    ui.label(egui::RichText::new(said).size(size::BODY).color(theme.danger));
                },
            );
        });
}
