//! The drawing of what is in sight, and what the pointer does with it.

use std::collections::BTreeSet;

use egui::{
    CursorIcon, EventFilter, Key, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::card::{self, Look};
use super::geometry::{Item, Layout, snapped};
use super::{Canvas, Data, Drawn, Event, Holding, Zoom, id, keys, title};
use crate::app::theme::{Theme, space};
use crate::domain::CardId;

/// Draws a board into the room that is left.
pub(in crate::app) fn draw(canvas: &mut Canvas, ui: &mut Ui, data: &Data) -> Drawn {
    let mut drawn = Drawn::default();
    let at_first = canvas.cursor;
    canvas.follow(data);
    let room = ui.available_rect_before_wrap();
    canvas.room = Some(room);
    let sheet = ui.interact(room, id(), Sense::click_and_drag());
    sheet.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Board"));
    if std::mem::take(&mut canvas.takes_keyboard) {
        sheet.request_focus();
    }
    let layout = canvas.layout(data);
    if std::mem::take(&mut canvas.fits) {
        fit(canvas, room, &layout);
    }
    let has_keyboard = sheet.has_focus();
    if has_keyboard {
        let keeps =
            EventFilter { tab: true, vertical_arrows: true, horizontal_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), keeps));
        keys::press(canvas, ui, data, &mut drawn);
    } else {
        keys::told(canvas, &mut drawn);
    }
    wheel(canvas, ui, &sheet, room);
    // Keys may have moved something.
    let layout = canvas.layout(data);
    if std::mem::take(&mut canvas.reveals) {
        reveal(canvas, room, &layout);
    }
    ground(canvas, ui, &sheet, room);
    let mut below = ui.new_child(UiBuilder::new().max_rect(room).accessibility_parent(id()));
    below.set_clip_rect(room.intersect(ui.clip_rect()));
    items(canvas, &mut below, data, &layout, has_keyboard, &mut drawn);
    hold(canvas, &below, data, &layout, &mut drawn);
    title::draw(canvas, &mut below, &layout, &mut drawn);
    ui.advance_cursor_after_rect(room);
    if canvas.cursor != at_first {
        drawn.events.push(Event::Went);
    }
    drawn
}

/// Brings everything into sight.
fn fit(canvas: &mut Canvas, room: Rect, layout: &Layout) {
    let Some(whole) = layout.whole() else { return };
    let whole = whole.expand(space::PAGE);
    canvas.zoom = Zoom::fitting(whole.size(), room.size());
    let free = room.size() / canvas.zoom.factor() - whole.size();
    // What is small stands at the upper left, where one begins to read.
    canvas.corner = whole.min.to_vec2() - (free.min(Vec2::ZERO) / 2.0);
}

/// Brings the card at the cursor into sight.
fn reveal(canvas: &mut Canvas, room: Rect, layout: &Layout) {
    let Some(item) = canvas.cursor.and_then(|key| layout.item(key)) else { return };
    let seen = Rect::from_min_size(canvas.corner.to_pos2(), room.size() / canvas.zoom.factor());
    let wanted = item.handle.expand(space::PAGE);
    let by = |low: f32, high: f32, from: f32, to: f32| match () {
        () if low < from || high - low > to - from => low - from,
        () if high > to => high - to,
        () => 0.0,
    };
    canvas.corner.x += by(wanted.left(), wanted.right(), seen.left(), seen.right());
    canvas.corner.y += by(wanted.top(), wanted.bottom(), seen.top(), seen.bottom());
}

/// The wheel moves the sheet, with Ctrl it makes it larger or smaller.
fn wheel(canvas: &mut Canvas, ui: &Ui, sheet: &Response, room: Rect) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else { return };
    if !room.contains(pointer) || ui.ctx().layer_id_at(pointer) != Some(sheet.layer_id) {
        return;
    }
    let (by, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    if zoom != 1.0 {
        canvas.zoom_to(canvas.zoom.turn(zoom), pointer);
    } else {
        canvas.corner -= by / canvas.zoom.factor();
    }
}

/// The ground: it is dragged, or with Shift a frame is drawn on it; a click chooses nothing.
fn ground(canvas: &mut Canvas, ui: &Ui, sheet: &Response, room: Rect) {
    let (origin, shift) = ui.input(|input| (input.pointer.press_origin(), input.modifiers.shift));
    if sheet.drag_started()
        && let Some(origin) = origin
    {
        let is_band = shift && sheet.drag_started_by(PointerButton::Primary);
        canvas.holding = Some(match is_band {
            true => Holding::Band(canvas.on_sheet(room, origin)),
            false => Holding::Sheet,
        });
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    // The keyboard clicks what has it, too.
    if sheet.clicked_by(PointerButton::Primary) {
        canvas.chosen.clear();
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
}

/// Draws frames and cards that are in sight; what is being moved lies above the rest.
fn items(
    canvas: &mut Canvas,
    ui: &mut Ui,
    data: &Data,
    layout: &Layout,
    has_keyboard: bool,
    drawn: &mut Drawn,
) {
    let Some(room) = canvas.room else { return };
    let (moving, by) = match canvas.holding {
        Some(Holding::Cards(by)) => (layout.with_contents(&canvas.chosen), by),
        _ => (BTreeSet::new(), Vec2::ZERO),
    };
    let target = target(canvas, ui, layout, &moving);
    let still = layout.items.iter().filter(|item| !moving.contains(&item.key));
    let held = layout.items.iter().filter(|item| moving.contains(&item.key));
    for item in still.chain(held) {
        let is_moving = moving.contains(&item.key);
        let by = if is_moving { snapped(item.rect.min + by) - item.rect.min } else { Vec2::ZERO };
        let rect = canvas.on_screen(room, item.rect.translate(by));
        if !rect.intersects(room) {
            continue;
        }
        let of = &data.cards[item.place];
        let words = card::words(ui, of, canvas.zoom.step, card::width(of, item.rect));
        let response =
            ui.interact(rect.intersect(room), id().with(item.key), Sense::CLICK | Sense::DRAG);
        let is_chosen = canvas.chosen.contains(&item.key);
        let is_at = canvas.cursor == Some(item.key);
        response.widget_info(|| {
            let name = card::spoken(data, of, item.theme);
            WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name)
        });
        if is_at {
            let here = response.id.accesskit_id();
            ui.ctx().accesskit_node_builder(id(), |node| node.set_active_descendant(here));
        }
        let look = Look {
            is_chosen,
            has_ring: is_at && has_keyboard,
            is_target: target.is_some() && target == Some(item.key),
            is_hovered: response.hovered(),
            zoom: canvas.zoom.factor(),
        };
        card::paint(ui, of, rect, &words, &look);
        press(canvas, ui, item, &response, data.is_locked, drawn);
        let is_small = canvas.zoom.factor() < 0.8;
        if response.hovered() && canvas.holding.is_none() && (words.are_cut() || is_small) {
            response.on_hover_text_at_pointer(card::whole(of));
        }
    }
}

/// The theme in which what is being moved would lie.
fn target(canvas: &Canvas, ui: &Ui, layout: &Layout, moving: &BTreeSet<CardId>) -> Option<CardId> {
    let room = canvas.room?;
    let only_themes = moving
        .iter()
        .filter_map(|key| layout.item(*key))
        .all(|item| item.is_theme || item.theme.is_some_and(|theme| moving.contains(&theme)));
    let pointer = ui.input(|input| input.pointer.interact_pos()).filter(|_| !only_themes)?;
    layout.theme_at(canvas.on_sheet(room, pointer), moving)
}

/// What the pointer does with a card.
fn press(
    canvas: &mut Canvas,
    ui: &Ui,
    item: &Item,
    response: &Response,
    is_locked: bool,
    drawn: &mut Drawn,
) {
    let key = item.key;
    let (held, begins, pans) = ui.input(|input| {
        let begins = input.pointer.button_pressed(PointerButton::Primary);
        (input.modifiers, begins, input.key_down(Key::Space))
    });
    let begins = begins && response.is_pointer_button_down_on();
    let several = held.shift || held.command;
    if begins && !several && !canvas.chosen.contains(&key) {
        canvas.chosen = [key].into();
        canvas.cursor = Some(key);
    }
    if response.clicked() {
        canvas.cursor = Some(key);
        if !several {
            canvas.chosen = [key].into();
        } else if !canvas.chosen.remove(&key) {
            canvas.chosen.insert(key);
        }
    }
    if response.drag_started() {
        let is_card = response.drag_started_by(PointerButton::Primary) && !pans;
        canvas.holding = Some(match is_card && !is_locked {
            true => Holding::Cards(Vec2::ZERO),
            false => Holding::Sheet,
        });
        if is_card && !canvas.chosen.contains(&key) {
            canvas.chosen.insert(key);
            canvas.cursor = Some(key);
        }
    }
    if response.secondary_clicked() && !canvas.chosen.contains(&key) {
        canvas.chosen = [key].into();
        canvas.cursor = Some(key);
    }
    // When the button is let go egui takes the keyboard from what lies below.
    if begins || response.clicked() || response.drag_stopped() || response.secondary_clicked() {
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    let popup = egui::Popup::default_response_id(response);
    if response.secondary_clicked() || egui::Popup::is_id_open(ui.ctx(), popup) {
        drawn.menu = Some(response.clone());
    }
    if response.double_clicked() {
        drawn.events.push(Event::Opened);
    }
}

/// Goes on with what the pointer holds, and ends it when the button is let go.
fn hold(canvas: &mut Canvas, ui: &Ui, data: &Data, layout: &Layout, drawn: &mut Drawn) {
    let (Some(holding), Some(room)) = (canvas.holding, canvas.room) else { return };
    let pointer = ui.input(|input| input.pointer.clone());
    let is_over = !pointer.any_down();
    let at = pointer.interact_pos().map(|at| canvas.on_sheet(room, at));
    match holding {
        Holding::Sheet => {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
            canvas.corner -= pointer.delta() / canvas.zoom.factor();
        }
        Holding::Cards(by) => {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
            let origin = pointer.press_origin().map(|at| canvas.on_sheet(room, at));
            let by = at.zip(origin).map_or(by, |(at, origin)| at - origin);
            canvas.holding = Some(Holding::Cards(by));
            if is_over {
                let moving = layout.with_contents(&canvas.chosen);
                let over = at.and_then(|at| layout.theme_at(at, &moving));
                let placed = layout.moved(&moving, by, Some(over));
                canvas.put(&placed);
                if !placed.is_empty() && !data.is_locked {
                    drawn.events.push(Event::Moved(placed));
                }
            }
        }
        Holding::Band(from) => band(canvas, ui, room, layout, from, at.unwrap_or(from)),
    }
    if is_over {
        canvas.holding = None;
    }
}

/// Draws the frame of a choice, and chooses what it touches.
fn band(canvas: &mut Canvas, ui: &Ui, room: Rect, layout: &Layout, from: Pos2, to: Pos2) {
    let theme = Theme::of(ui.ctx());
    let band = Rect::from_two_pos(from, to);
    let shown = canvas.on_screen(room, band);
    let edge = Stroke::new(1.0, theme.accent);
    ui.painter().rect(shown, 0.0, theme.selection, edge, StrokeKind::Inside);
    canvas.chosen = layout.touched(band).collect();
    if let Some(&first) = canvas.chosen.first() {
        canvas.cursor = Some(first);
    }
}
