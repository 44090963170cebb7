//! Draws the quotes that are in the window and takes the keys and clicks on them. Only these are measured.

use std::collections::HashMap;

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::listing::{Listing, Row, RowKey, key};
use super::measure::{Frame, HEADING, Measure};
use super::pane::{STRIP, list_id, title};
use super::selection::Selection;
use super::{QuotesView, Wanted};
use crate::app::desk::{Desk, Selected};
use crate::app::theme::{Theme, space};

/// Rows on either side of the window whose texts are fetched ahead.
const AHEAD: usize = 24;
/// Points that an arrow key moves within a quote that is higher than the window.
const LINES: f32 = 120.0;
/// How much of the window a page key moves.
const PAGE: f32 = 0.9;

/// Draws one list: `index` is its pane's, `area` what it has of the view.
pub(super) fn draw(
    view: &mut QuotesView,
    ui: &mut Ui,
    desk: &mut Desk,
    (index, mut area): (usize, Rect),
    frame: &Frame<'_>,
    wanted: &mut Wanted,
) {
    let theme = Theme::of(ui.ctx());
    let mut gone_to = None;
    if !view.question.groups.is_empty() {
        let strip = Rect::from_min_size(
            pos2(frame.column.left - space::GROUP, area.top()),
            vec2(frame.column.width + 2.0 * space::GROUP, STRIP),
        );
        gone_to = view.panes[index].strip(ui, strip, index);
        area.min.y += STRIP;
    }
    let id = list_id(index);
    let list = ui.interact(area, id, Sense::focusable_noninteractive());
    let name = if index == 0 { "Quotes" } else { "Quotes on the right" };
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, name));
    if view.takes_keyboard == Some(index) {
        view.takes_keyboard = None;
        list.request_focus();
    }
    let has_keyboard = list.has_focus();
    if has_keyboard {
        view.active = index;
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            // Escape closes what lies above the list; the list keeps the keyboard.
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    let is_active = view.active == index;
    let mut reveal = is_active && std::mem::take(&mut view.reveals);
    view.panes[index].renew_guess(frame);
    let QuotesView { panes, selection, texts, hits, asked, .. } = view;
    let pane = &mut panes[index];
    let listing = std::sync::Arc::clone(&pane.listing);
    let listing = &*listing;
    let scroll = &mut pane.scroll;
    let rows = listing.rows().len();
    if rows == 0 {
        return;
    }
    if let Some(place) = gone_to {
        selection.select(key(&listing.rows()[place]));
        view.takes_keyboard = Some(index);
    }
    let before = selection.cursor().cloned();
    if has_keyboard && before.as_ref().is_none_or(|cursor| listing.place(cursor).is_none()) {
        selection.select(key(&listing.rows()[scroll.top().0.min(rows - 1)]));
    }
    let Some(asked) = asked.as_ref() else { return };
    let mut measure = Measure {
        painter: ui.painter().with_clip_rect(area),
        theme,
        frame,
        listing,
        // What is measured is measured as it is shown now.
        cursor: selection.cursor().cloned(),
        opened: selection.opened(),
        texts,
        hits,
        asked,
        laid: HashMap::new(),
    };
    let view_height = area.height();
    scroll.fit(rows, view_height, &mut |row| measure.height(row));
    let mut turned = Turned::default();
    if has_keyboard {
        let rest = measure.rest(scroll, view_height);
        turned = keys(ui, listing, selection, rest, wanted);
        reveal |= turned.moved;
    }
    if turned.points != 0.0 {
        scroll.by(turned.points, rows, &mut |row| measure.height(row));
    }
    if list.contains_pointer() {
        let wheel = ui.input(|input| input.smooth_scroll_delta().y);
        if wheel != 0.0 {
            scroll.by(-wheel, rows, &mut |row| measure.height(row));
        }
    }
    if turned.pages != 0.0 {
        scroll.by(turned.pages * view_height * PAGE, rows, &mut |row| measure.height(row));
        scroll.fit(rows, view_height, &mut |row| measure.height(row));
        // The first row whose top is seen, or the one that fills the window.
        let (top, into) = scroll.top();
        let next_is_seen = into > measure.above(top) && measure.height(top) - into < view_height;
        let place = if next_is_seen { top + 1 } else { top };
        selection.select(key(&listing.rows()[place.min(rows - 1)]));
    }
    if reveal && let Some(place) = selection.cursor().and_then(|cursor| listing.place(cursor)) {
        scroll.reveal(place, view_height, &mut |row| measure.height(row));
    }
    scroll.fit(rows, view_height, &mut |row| measure.height(row));

    let (top, into) = scroll.top();
    let mut y = area.top() - into;
    let mut place = top;
    let mut cursor_rect = None;
    while place < rows && y < area.bottom() {
        let row = &listing.rows()[place];
        let above = measure.above(place);
        if above > 0.0
            && let Some(heading) = listing.heading(place)
        {
            let galley = title(&measure.painter, theme, heading, frame.column.width);
            let bottom = y + HEADING - space::TIGHT;
            let at = pos2(frame.column.left, bottom - galley.size().y);
            measure.painter.galley(at, galley, theme.ink);
        }
        let height = measure.height(place) - above;
        let rect = Rect::from_min_size(
            pos2(frame.column.left - space::GROUP, y + above),
            vec2(frame.column.width + 2.0 * space::GROUP, height),
        );
        if selection.cursor() == Some(&key(row)) {
            cursor_rect = Some(rect.intersect(area));
        }
        let drawn = Drawn { row, rect, area, index, has_keyboard };
        draw_row(ui, &mut measure, selection, &drawn, place, wanted);
        y += above + height;
        place += 1;
    }
    let own = measure.height(top);
    drop(measure);
    fetch(view, desk, frame, index, (top, place));
    view.panes[index].bar(ui, area, own, index);
    view.cursor = cursor_rect.or(view.cursor.filter(|_| !is_active));
    let now = view.selection.cursor();
    if now != before.as_ref()
        && let Some(place) = now.and_then(|cursor| listing.place(cursor))
    {
        let row = listing.rows()[place].answer;
        if let Some(quotation) = row.quotation {
            desk.selected = Selected::Quotation(row.source, quotation);
        }
    }
}

/// What the keys have moved.
#[derive(Default)]
struct Turned {
    /// Whether the cursor has moved and is to be seen.
    moved: bool,
    /// Points to scroll by.
    points: f32,
    /// Pages to turn.
    pages: f32,
}

/// Takes the keys that move in the list. `rest` is how much of the quote at the cursor lies above and below the
/// window where it does not fit: it is read to its end before the cursor moves on.
fn keys(
    ui: &Ui,
    listing: &Listing,
    selection: &mut Selection,
    (above, below): (f32, f32),
    wanted: &mut Wanted,
) -> Turned {
    let mut turned = Turned::default();
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        wanted.command = Some("Copy quotes");
    }
    for (pressed, other) in [(Key::ArrowLeft, 0), (Key::ArrowRight, 1)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, pressed)) {
            wanted.pane = Some(other);
        }
    }
    let pressed = |modifiers, key| {
        ui.input_mut(|input: &mut egui::InputState| input.consume_key(modifiers, key))
    };
    let last = listing.rows().len() - 1;
    let mut go = |pressed_key: Key, rest: f32, to: &dyn Fn(usize) -> usize| {
        let extends = pressed(Modifiers::SHIFT, pressed_key);
        if !extends && !pressed(Modifiers::NONE, pressed_key) {
            return;
        }
        if rest != 0.0 && !extends {
            turned.points = rest.clamp(-LINES, LINES);
            return;
        }
        let at = selection.cursor().and_then(|cursor| listing.place(cursor)).unwrap_or(0);
        let row = key(&listing.rows()[to(at).min(last)]);
        if extends {
            selection.extend(listing, row);
        } else {
            selection.select(row);
        }
        turned.moved = true;
    };
    go(Key::ArrowDown, below, &|at| at + 1);
    go(Key::ArrowUp, -above, &|at| at.saturating_sub(1));
    go(Key::Home, 0.0, &|_| 0);
    go(Key::End, 0.0, &|_| last);
    let none = Modifiers::NONE;
    turned.pages =
        f32::from(i8::from(pressed(none, Key::PageDown)) - i8::from(pressed(none, Key::PageUp)));
    turned
}

/// A row as it is drawn.
struct Drawn<'a> {
    row: &'a Row,
    rect: Rect,
    area: Rect,
    index: usize,
    has_keyboard: bool,
}

fn row_id(row: &RowKey) -> Id {
    Id::unique(("quote", row))
}

fn draw_row(
    ui: &Ui,
    measure: &mut Measure<'_>,
    selection: &mut Selection,
    drawn: &Drawn<'_>,
    place: usize,
    wanted: &mut Wanted,
) {
    let &Drawn { row, rect, area, index, has_keyboard } = drawn;
    let own = key(row);
    let theme = measure.theme;
    let painter = measure.painter.clone();
    let id = row_id(&own);
    let response = ui.interact(rect.intersect(area), id, Sense::CLICK | Sense::DRAG);
    let is_selected = selection.holds(&own);
    let spoken = measure.spoken(row.answer);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, &spoken));
    ui.ctx().accesskit_node_builder(id, |node| node.set_selected(is_selected));
    if is_selected {
        let inner = rect.shrink2(vec2(0.0, 1.0));
        if selection.len() > 1 {
            painter.rect_filled(inner, space::CORNER, theme.accent_soft);
        }
        let edge = Rect::from_min_size(inner.min, vec2(3.0, inner.height()));
        let ink = if has_keyboard { theme.accent } else { theme.quiet };
        painter.rect_filled(edge, 1, ink);
    }
    // A single quote's edge shows the keyboard; among several, a ring shows at which of them it stands.
    let is_cursor = selection.cursor() == Some(&own);
    if has_keyboard && is_cursor && (selection.len() > 1 || !is_selected) {
        let ring = Stroke::new(2.0, theme.focus);
        let inside = rect.shrink2(vec2(0.0, 1.0));
        painter.rect_stroke(inside, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    let line = frame_line(rect);
    painter.hline(line.0, line.1, Stroke::new(1.0, theme.rule));
    let at = pos2(measure.frame.column.left, rect.top());
    let (page_size, width) = (measure.frame.page_size, measure.frame.column.width);
    let snapshot = measure.frame.snapshot;
    let laid = measure.row(place);
    laid.paint(&painter, theme, at, page_size, width);
    for (code, chip) in laid.chips(at) {
        let chip = ui.interact(chip.intersect(area), id.with(code.uuid()), Sense::CLICK);
        let path = snapshot.codes.path_text(code);
        chip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &path));
        if chip.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if chip.on_hover_text(path).clicked() {
            wanted.code = Some(code);
        }
    }
    if response.clicked() || response.secondary_clicked() {
        ui.memory_mut(|memory| memory.request_focus(list_id(index)));
    }
    if response.drag_started() {
        if !is_selected {
            selection.select(own.clone());
        }
        wanted.carries = true;
    }
    if response.double_clicked() {
        selection.select(own);
        wanted.command = Some("Open in its source");
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.command {
            selection.toggle(own);
        } else if modifiers.shift {
            selection.extend(measure.listing, own);
        } else {
            selection.select(own);
        }
    } else if response.secondary_clicked() && !is_selected {
        selection.select(own);
    }
    wanted.rows.push(response);
}

/// Where the line below a row runs.
fn frame_line(rect: Rect) -> (egui::Rangef, f32) {
    (rect.shrink2(vec2(space::GROUP, 0.0)).x_range(), rect.bottom())
}

/// Fetches the texts of what is in the window, then of what is near it.
fn fetch(
    view: &mut QuotesView,
    desk: &mut Desk,
    frame: &Frame<'_>,
    index: usize,
    (top, end): (usize, usize),
) {
    let QuotesView { panes, texts, hits, .. } = view;
    let rows = panes[index].listing.rows();
    let near = (end..(end + AHEAD).min(rows.len())).chain(top.saturating_sub(AHEAD)..top);
    for place in (top..end).chain(near) {
        let is_shown = (top..end).contains(&place);
        if let Some(info) = frame.snapshot.source(rows[place].answer.source)
            && (is_shown || texts.has_room())
        {
            texts.fetch(desk, info, |desk| &mut desk.quotes.texts);
            hits.fetch(desk, info.id);
        }
    }
}
