//! Draws the quotes that are in the window and takes the keys and clicks on them. Only these are measured.

use std::collections::HashMap;

use egui::{Event, EventFilter, Id, Key, Modifiers, Painter, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::listing::{Listing, RowKey, key};
use super::quote::{Chip, Content, Laid, guess, lay};
use super::scroll::{Guess, Scroll};
use super::selection::Selection;
use super::texts::QuoteTexts;
use super::{Column, QuotesView, Wanted, list_id};
use crate::analysis;
use crate::analysis::query::{Answer, AskedCodings};
use crate::app::desk::{Desk, Selected};
use crate::app::theme::{Theme, space};
use crate::domain::{Coding, Quotation, SourceCodings};
use crate::project::Snapshot;

/// Width of the scroll bar.
const BAR: f32 = 10.0;
/// Shortest handle of the scroll bar.
const HANDLE: f32 = 28.0;
/// Rows on either side of the window whose texts are fetched ahead.
const AHEAD: usize = 24;
/// Characters of a quote that a screen reader is given as its name.
const SPOKEN: usize = 240;
/// Points that an arrow key moves within a quote that is higher than the window.
const LINES: f32 = 120.0;
/// How much of the window a page key moves.
const PAGE: f32 = 0.9;

/// What the list is drawn from.
pub(super) struct Frame<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) page_size: f32,
    pub(super) column: Column,
}

/// Measures rows, each once in a frame.
struct Measure<'a> {
    painter: Painter,
    theme: &'a Theme,
    frame: &'a Frame<'a>,
    listing: &'a Listing,
    selection: &'a Selection,
    texts: &'a mut QuoteTexts,
    asked: AskedCodings,
    laid: HashMap<usize, Laid>,
}

impl Measure<'_> {
    fn height(&mut self, place: usize) -> f32 {
        self.row(place).height
    }

    fn row(&mut self, place: usize) -> &Laid {
        if !self.laid.contains_key(&place) {
            let laid = self.lay(self.listing.rows()[place]);
            self.laid.insert(place, laid);
        }
        &self.laid[&place]
    }

    /// How much of the quote at the cursor lies above and below the window, where it is higher than that and seen.
    fn rest(&mut self, scroll: &Scroll, view: f32) -> (f32, f32) {
        let none = (0.0, 0.0);
        let cursor = self.selection.cursor().and_then(|cursor| self.listing.place(cursor));
        let (top, into) = scroll.top();
        let Some(cursor) = cursor.filter(|&place| place >= top) else { return none };
        let mut y = -into;
        for place in top..cursor {
            y += self.height(place);
            if y >= view {
                return none;
            }
        }
        let height = self.height(cursor);
        if height <= view { none } else { ((-y).max(0.0), (y + height - view).max(0.0)) }
    }

    fn lay(&mut self, row: Answer) -> Laid {
        let Frame { snapshot, page_size, column } = *self.frame;
        let text = snapshot.source(row.source).and_then(|info| self.texts.get(info));
        let tree = &snapshot.codes;
        let mut content = Content {
            span: row.given,
            text: text.as_ref(),
            is_opened: self.selection.is_opened(key(&row)),
            label: String::new(),
            source: "",
            codes: Vec::new(),
            coders: String::new(),
            comment: "",
        };
        let (info, on) = (snapshot.source(row.source), snapshot.codings(row.source));
        let quotations = on.map(|on| quotations_on(on, &row)).unwrap_or_default();
        if let (Some(info), Some(on)) = (info, on) {
            content.label = analysis::label(info, on, row.given);
            content.source = &info.name;
            if let [quotation] = quotations.as_slice() {
                content.comment = quotation.comment.trim();
            }
            let codings: Vec<&Coding> = quotations.iter().flat_map(|q| &q.codings).collect();
            let mut seen = Vec::new();
            for coding in codings.iter().filter(|coding| tree.get(coding.code).is_some()) {
                if seen.contains(&coding.code) {
                    continue;
                }
                seen.push(coding.code);
                let is_asked =
                    |other: &&&Coding| other.code == coding.code && self.asked.holds(other);
                content.codes.push(Chip {
                    code: coding.code,
                    name: tree.telling_name(coding.code),
                    colour: tree.colour(coding.code),
                    is_asked: !self.asked.is_everything() && codings.iter().any(|c| is_asked(&c)),
                });
            }
            let mut names: Vec<&str> = Vec::new();
            for coder in codings.iter().filter_map(|coding| snapshot.coder(coding.coder)) {
                if !names.contains(&coder.name.as_str()) {
                    names.push(&coder.name);
                }
            }
            content.coders = names.join(", ");
        }
        lay(&self.painter, self.theme, &content, page_size, column.width)
    }

    /// What a screen reader says of a quote.
    fn spoken(&mut self, row: Answer) -> String {
        let snapshot = self.frame.snapshot;
        let words = snapshot
            .source(row.source)
            .and_then(|info| self.texts.get(info))
            .map(|text| text.slice(row.given).chars().take(SPOKEN).collect::<String>());
        let label = snapshot
            .source(row.source)
            .zip(snapshot.codings(row.source))
            .map(|(info, on)| analysis::label(info, on, row.given));
        format!("{} {}", words.unwrap_or_default(), label.unwrap_or_default())
    }
}

/// The quotation of a row; for a turn, those that share a character with it.
fn quotations_on<'a>(on: &'a SourceCodings, row: &Answer) -> Vec<&'a Quotation> {
    match row.quotation {
        Some(id) => on.quotation(id).into_iter().collect(),
        None => on.quotations.iter().filter(|q| q.span.intersection(row.span).is_some()).collect(),
    }
}

/// Draws the list in what is left of the view.
pub(super) fn draw(
    view: &mut QuotesView,
    ui: &mut Ui,
    desk: &mut Desk,
    frame: &Frame<'_>,
    wanted: &mut Wanted,
) {
    let theme = Theme::of(ui.ctx());
    let area = ui.available_rect_before_wrap();
    let list = ui.interact(area, list_id(), Sense::focusable_noninteractive());
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Quotes"));
    if std::mem::take(&mut view.takes_keyboard) {
        list.request_focus();
    }
    let has_keyboard = list.has_focus();
    if has_keyboard {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            // Escape closes what lies above the list; the list keeps the keyboard.
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), arrows));
    }
    view.texts.tick();
    renew_guess(view, frame);
    let mut reveal = std::mem::take(&mut view.reveals);
    let QuotesView { question, listing, selection, scroll, texts, .. } = view;
    let rows = listing.rows().len();
    let before = selection.cursor();
    if has_keyboard && before.is_none() {
        selection.select(key(&listing.rows()[scroll.top().0.min(rows - 1)]));
    }
    // What is measured is measured as it is shown now.
    let shown = selection.clone();
    let mut measure = Measure {
        painter: ui.painter().with_clip_rect(area),
        theme,
        frame,
        listing,
        selection: &shown,
        texts,
        asked: frame.snapshot.asked_codings(&question.query.holds),
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
        let next_is_seen = into > 0.0 && measure.height(top) - into < view_height;
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
        let row = listing.rows()[place];
        let height = measure.height(place);
        let rect = Rect::from_min_size(
            pos2(frame.column.left - space::GROUP, y),
            vec2(frame.column.width + 2.0 * space::GROUP, height),
        );
        if selection.cursor() == Some(key(&row)) {
            cursor_rect = Some(rect.intersect(area));
        }
        let drawn = Row { row, rect, area, has_keyboard };
        draw_row(ui, &mut measure, selection, drawn, place, wanted);
        y += height;
        place += 1;
    }
    let own = measure.height(top);
    drop(measure);
    fetch(texts, desk, frame.snapshot, listing, top, place);
    draw_bar(view, ui, area, own);
    view.cursor = cursor_rect;
    let now = view.selection.cursor();
    if now != before
        && let Some(place) = now.and_then(|cursor| view.listing.place(cursor))
    {
        let row = view.listing.rows()[place];
        if let Some(quotation) = row.quotation {
            desk.selected = Selected::Quotation(row.source, quotation);
        }
    }
}

/// Renews the guessed heights when the list, its width or the type's size has changed.
fn renew_guess(view: &mut QuotesView, frame: &Frame<'_>) {
    let kind = (frame.page_size, frame.column.width);
    if view.guess.as_ref().is_none_or(|(known, _)| *known != kind) {
        let heights = view
            .listing
            .rows()
            .iter()
            .map(|row| guess(row.given, frame.page_size, frame.column.width));
        view.guess = Some((kind, Guess::new(heights)));
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
struct Row {
    row: Answer,
    rect: Rect,
    area: Rect,
    has_keyboard: bool,
}

fn row_id(row: RowKey) -> Id {
    Id::unique(("quote", row))
}

fn draw_row(
    ui: &Ui,
    measure: &mut Measure<'_>,
    selection: &mut Selection,
    drawn: Row,
    place: usize,
    wanted: &mut Wanted,
) {
    let Row { row, rect, area, has_keyboard } = drawn;
    let theme = measure.theme;
    let painter = measure.painter.clone();
    let id = row_id(key(&row));
    let response = ui.interact(rect.intersect(area), id, Sense::CLICK);
    let is_selected = selection.holds(key(&row));
    let spoken = measure.spoken(row);
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
    let is_cursor = selection.cursor() == Some(key(&row));
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
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
    if response.double_clicked() {
        selection.select(key(&row));
        wanted.command = Some("Open in its source");
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.command {
            selection.toggle(key(&row));
        } else if modifiers.shift {
            selection.extend(measure.listing, key(&row));
        } else {
            selection.select(key(&row));
        }
    } else if response.secondary_clicked() && !is_selected {
        selection.select(key(&row));
    }
    wanted.rows.push(response);
}

/// Where the line below a row runs.
fn frame_line(rect: Rect) -> (egui::Rangef, f32) {
    (rect.shrink2(vec2(space::GROUP, 0.0)).x_range(), rect.bottom())
}

/// Fetches the texts of what is in the window, then of what is near it.
fn fetch(
    texts: &mut QuoteTexts,
    desk: &mut Desk,
    snapshot: &Snapshot,
    listing: &Listing,
    top: usize,
    end: usize,
) {
    let rows = listing.rows();
    let near = (end..(end + AHEAD).min(rows.len())).chain(top.saturating_sub(AHEAD)..top);
    for place in (top..end).chain(near) {
        let is_shown = (top..end).contains(&place);
        if let Some(info) = snapshot.source(rows[place].source)
            && (is_shown || texts.has_room())
        {
            texts.fetch(desk, info, |desk| &mut desk.quotes.texts);
        }
    }
}

fn draw_bar(view: &mut QuotesView, ui: &Ui, area: Rect, own: f32) {
    let Some((_, guess)) = &view.guess else { return };
    let theme = Theme::of(ui.ctx());
    if guess.total() <= area.height() {
        return;
    }
    let track = Rect::from_min_max(pos2(area.right() - BAR, area.top()), area.max);
    let height = (area.height() * area.height() / guess.total()).max(HANDLE);
    let room = track.height() - height;
    let response = ui.interact(track, list_id().with("bar"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll"));
    if let Some(pointer) = response.interact_pointer_pos()
        && (response.dragged() || response.clicked())
    {
        let share = (pointer.y - track.top() - height / 2.0) / room.max(1.0);
        view.scroll.go_to_share(share, guess, area.height());
        ui.ctx().request_repaint();
    }
    let share = view.scroll.share(guess, area.height(), own);
    let top = track.top() + share * room;
    let handle = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(BAR - 4.0, height));
    let ink = if response.hovered() || response.dragged() { theme.quiet } else { theme.rule };
    ui.painter().rect_filled(handle, 3, ink);
}
