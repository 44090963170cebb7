//! The tree itself: only the rows that can be seen are drawn.

use egui::scroll_area::{ScrollBarVisibility, ScrollSource};
use egui::style::ScrollAnimation;
use egui::{
    CursorIcon, EventFilter, Popup, PopupCloseBehavior, Pos2, Rect, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::dragging::{self, Drag, Sign};
use super::naming::{Named, Outcome};
use super::row::{self, INDENT, Parts};
use super::rows::{Fold, Row};
use super::{Asking, CodesList, Wish, keys, menu, tree_id};
use crate::app::Window;
use crate::app::desk::{Selected, Workspace};
use crate::app::regions::Region;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, ItemId};
use crate::project::Snapshot;

/// How near to the edge a dragged code scrolls the tree, in points.
const EDGE: f32 = 28.0;

/// Draws the rows and takes what is done to them.
pub fn draw(list: &mut CodesList, window: &Window, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    let Some(desk) = &window.desk else { return };
    let snapshot = &*desk.snapshot;
    let area = ui.available_rect_before_wrap();
    let tree = ui.interact(area, tree_id(), Sense::click());
    tree.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Tree, true, "Code framework"));
    if let Some(cursor) = list.cursor {
        ui.ctx().accesskit_node_builder(tree.id, |node| {
            node.set_active_descendant(row_id(cursor).accesskit_id());
        });
    }
    if list.naming.is_none() && std::mem::take(&mut list.takes) {
        tree.request_focus();
    }
    if tree.clicked() {
        tree.request_focus();
    }
    let has_keyboard = list.has_keyboard(ui.ctx());
    if tree.has_focus() {
        // Escape closes what lies above the tree; the tree keeps the keyboard.
        let own = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(tree.id, own));
    }
    if has_keyboard {
        if !list.had_keyboard && !matches!(desk.selected, Selected::Code(_)) {
            let first = list.cursor.or_else(|| list.rows.all().first().map(|row| row.code));
            wishes.extend(first.map(Wish::Select));
        }
        let page = (area.height() / space::ROW) as usize;
        keys::take(list, ui.ctx(), &snapshot.codes, page.max(1), wishes);
        // Folding by key shows at once.
        list.rows.renew(&snapshot.codes, &mut list.folds, &list.filter);
    }
    list.had_keyboard = has_keyboard;
    let below = UiBuilder::new().max_rect(area).accessibility_parent(tree.id);
    ui.scope_builder(below, |ui| {
        ScrollArea::vertical()
            .id_salt("code framework rows")
            .auto_shrink([false, false])
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded)
            .scroll_source(ScrollSource::MOUSE_WHEEL | ScrollSource::SCROLL_BAR)
            .show_viewport(ui, |ui, viewport| rows(list, window, snapshot, ui, viewport, wishes));
    });
}

fn row_id(code: CodeId) -> egui::Id {
    tree_id().with(code)
}

/// The slot where a new code's line stands among the rows.
fn new_slot(list: &CodesList) -> Option<usize> {
    match list.naming.as_ref()?.what {
        Named::New { behind: Some(code), .. } => list.rows.end(code),
        Named::New { behind: None, .. } => Some(list.rows.all().len()),
        Named::Code(_) => None,
    }
}

fn rows(
    list: &mut CodesList,
    window: &Window,
    snapshot: &Snapshot,
    ui: &mut Ui,
    viewport: Rect,
    wishes: &mut Vec<Wish>,
) {
    let new = new_slot(list);
    let slots = list.rows.all().len() + usize::from(new.is_some());
    ui.set_height(slots as f32 * space::ROW);
    let origin = ui.max_rect().min;
    let width = ui.max_rect().width();
    let rect_of = |slot: usize| {
        let top = origin + vec2(0.0, slot as f32 * space::ROW);
        Rect::from_min_size(top, vec2(width, space::ROW))
    };
    let slot_of = |place: usize| place + usize::from(new.is_some_and(|new| place >= new));
    let target = match (&list.naming, new) {
        (Some(_), Some(new)) if ui.input(|input| input.pointer.delta().y == 0.0) => Some(new),
        _ if std::mem::take(&mut list.reveals) => {
            list.cursor.and_then(|code| list.rows.place(code)).map(slot_of)
        }
        _ => None,
    };
    if let Some(slot) = target {
        ui.scroll_to_rect_animation(rect_of(slot), None, ScrollAnimation::none());
    }
    let first = (viewport.top() / space::ROW).max(0.0) as usize;
    let last = ((viewport.bottom() / space::ROW).ceil().max(0.0) as usize).min(slots);
    let mut dragged_is_drawn = false;
    for slot in first..last {
        if Some(slot) == new {
            continue;
        }
        let place = slot - usize::from(new.is_some_and(|new| slot > new));
        let row = list.rows.all()[place].clone();
        dragged_is_drawn |= list.drag.is_some_and(|drag| drag.code == row.code);
        one(list, window, snapshot, ui, &row, rect_of(slot), wishes);
    }
    if let Some(slot) = new {
        let depth = match list.naming.as_ref().map(|naming| naming.what) {
            Some(Named::New { depth, .. }) => depth,
            _ => 0,
        };
        name_line(list, ui, Parts::of(rect_of(slot), depth), wishes);
    }
    if let Some(drag) = list.drag
        && !dragged_is_drawn
    {
        // The row has scrolled away under the pointer; its drag goes on.
        let hidden = Rect::from_min_size(origin - vec2(0.0, 1e4), vec2(1.0, 1.0));
        let response = ui.interact(hidden, row_id(drag.code), Sense::CLICK | Sense::DRAG);
        if response.drag_stopped() {
            drop_code(list, window, ui, wishes);
        }
    }
    if list.drag.is_some() {
        drag(list, window, snapshot, ui, origin, width);
    }
}

/// Draws one row and takes what is done to it.
fn one(
    list: &mut CodesList,
    window: &Window,
    snapshot: &Snapshot,
    ui: &mut Ui,
    row: &Row,
    rect: Rect,
    wishes: &mut Vec<Wish>,
) {
    let parts = Parts::of(rect, row.depth);
    list.drawn.push((rect.intersect(ui.clip_rect()), row.code));
    let response = ui.interact(rect, row_id(row.code), Sense::CLICK | Sense::DRAG);
    let selected = window.desk.as_ref().map(|desk| desk.selected);
    let is_code = matches!(selected, Some(Selected::Code(_)));
    let chosen =
        selected == Some(Selected::Code(row.code)) || (is_code && list.several.contains(&row.code));
    row::describe(snapshot, row, &response, chosen);
    let named = list.naming.as_ref().is_some_and(|naming| naming.what == Named::Code(row.code));
    let key = snapshot.quick_codes.iter().position(|&code| code == Some(row.code));
    let state = row::State {
        chosen,
        ring: list.cursor == Some(row.code) && list.had_keyboard,
        named,
        own: list.own_counts,
        key: key.map(|place| place + 1),
    };
    row::paint(ui, snapshot, row, parts, &response, state);
    let carries = window.desk.as_ref().is_some_and(|desk| desk.reading.is_carrying());
    if carries && ui.ctx().pointer_latest_pos().is_some_and(|at| rect.contains(at)) {
        let ring = Stroke::new(2.0, Theme::of(ui.ctx()).accent);
        ui.painter().rect_stroke(rect.shrink(1.0), space::CORNER, ring, StrokeKind::Inside);
    }
    if named {
        name_line(list, ui, parts, wishes);
        return;
    }
    take_pointer(list, window, ui, row, parts, &response, wishes);
    Popup::context_menu(&response).show(|ui| menu::of_code(window, ui, row.code, wishes));
    if list.drag.is_none() {
        let over_figure = response.hover_pos().is_some_and(|at| parts.figure.contains(at));
        let response = response.on_hover_ui(|ui| {
            egui::Frame::new().inner_margin(space::TIGHT).show(ui, |ui| {
                if over_figure {
                    ui.label(format!("{}: click to read them", row::figures(snapshot, row)));
                } else {
                    row::tip(ui, snapshot, row);
                }
            });
        });
        if over_figure {
            response.on_hover_cursor(CursorIcon::PointingHand);
        }
    }
    match list.asking {
        Some(Asking::Hue(code, _)) if code == row.code => {
            hues(list, snapshot, ui, row, parts, wishes);
        }
        Some(Asking::Merge(code, _)) if code == row.code => list.asked_at = Some(rect),
        _ => {}
    }
}

fn take_pointer(
    list: &mut CodesList,
    window: &Window,
    ui: &Ui,
    row: &Row,
    parts: Parts,
    response: &egui::Response,
    wishes: &mut Vec<Wish>,
) {
    let asked = |action| ui.input(|input| input.has_accesskit_action_request(response.id, action));
    if asked(egui::accesskit::Action::Expand) {
        list.folds.set(row.code, false);
    }
    if asked(egui::accesskit::Action::Collapse) {
        list.folds.set(row.code, true);
    }
    let at = response.interact_pointer_pos().unwrap_or(Pos2::ZERO);
    let on_fold = row.fold != Fold::Leaf && parts.fold.contains(at);
    if response.clicked() || response.secondary_clicked() {
        list.takes = true;
    }
    if on_fold {
        if response.clicked() {
            list.folds.set(row.code, row.fold == Fold::Unfolded);
        }
    } else if response.double_clicked() || (response.clicked() && parts.figure.contains(at)) {
        wishes.push(Wish::Quotes(row.code));
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        wishes.push(if modifiers.command {
            Wish::Toggle(row.code)
        } else if modifiers.shift {
            Wish::Extend(row.code)
        } else {
            list.several.clear();
            Wish::Select(row.code)
        });
    }
    if response.drag_started_by(egui::PointerButton::Primary) && list.naming.is_none() {
        list.drag = Some(Drag { code: row.code, landing: None });
    }
    if response.drag_stopped() {
        drop_code(list, window, ui, wishes);
    }
}

/// The line where a name is typed.
fn name_line(list: &mut CodesList, ui: &mut Ui, parts: Parts, wishes: &mut Vec<Wish>) {
    let Some(naming) = &mut list.naming else { return };
    let left = parts.name.left() - space::TIGHT;
    let rect = Rect::from_min_max(
        pos2(left, parts.whole.top() + 1.0),
        pos2(parts.whole.right() - space::TIGHT, parts.whole.bottom() - 1.0),
    );
    match naming.ui(ui, rect) {
        Outcome::Yet => {}
        Outcome::Dropped => {
            list.naming = None;
            list.takes = true;
        }
        Outcome::Wanted(name) => wishes.push(Wish::Name(name)),
    }
}

/// The grid of colours below a row.
fn hues(
    list: &mut CodesList,
    snapshot: &Snapshot,
    ui: &Ui,
    row: &Row,
    parts: Parts,
    wishes: &mut Vec<Wish>,
) {
    let Some(Asking::Hue(_, grid)) = &mut list.asking else { return };
    let Some(code) = snapshot.codes.get(row.code) else { return };
    let mut open = true;
    let anchor = Rect::from_min_max(pos2(parts.fold.left(), parts.whole.top()), parts.whole.max);
    let id = tree_id().with("hues");
    let shown = Popup::new(id, ui.ctx().clone(), anchor, ui.layer_id())
        .open_bool(&mut open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| grid.ui(ui, &snapshot.codes, code));
    if let Some(colour) = shown.and_then(|shown| shown.inner) {
        wishes.push(Wish::Colour(row.code, colour));
        open = false;
    }
    if !open {
        list.asking = None;
        list.takes = true;
    }
}

/// Follows the pointer with a code: where it would land, and its name beside the pointer.
fn drag(
    list: &mut CodesList,
    window: &Window,
    snapshot: &Snapshot,
    ui: &mut Ui,
    origin: Pos2,
    width: f32,
) {
    let Some(drag) = &mut list.drag else { return };
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
        || !ui.input(|input| input.pointer.any_down() || input.pointer.any_released())
    {
        list.drag = None;
        ui.ctx().stop_dragging();
        return;
    }
    let theme = Theme::of(ui.ctx());
    let visible = ui.clip_rect();
    let pull = if at.y < visible.top() + EDGE {
        visible.top() + EDGE - at.y
    } else if at.y > visible.bottom() - EDGE {
        visible.bottom() - EDGE - at.y
    } else {
        0.0
    };
    if pull != 0.0 {
        let delta = vec2(0.0, pull.clamp(-EDGE, EDGE) * 0.35);
        ui.scroll_with_delta_animation(delta, ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
    let y = (at.y - origin.y) / space::ROW;
    // The stripe of a level is what is aimed at.
    let level = ((at.x - origin.x - 16.0) / INDENT).round().max(0.0) as u32;
    let over = visible.expand2(vec2(space::SECTION, EDGE)).contains(at);
    let landing = dragging::landing(&snapshot.codes, list.rows.all(), drag.code, y, level);
    drag.landing = landing.filter(|_| over);
    let stroke = Stroke::new(2.0, theme.accent);
    let rect_of = |slot: usize| {
        let top = origin + vec2(0.0, slot as f32 * space::ROW);
        Rect::from_min_size(top, vec2(width, space::ROW))
    };
    match drag.landing.map(|landing| landing.sign) {
        Some(Sign::Into(slot)) => {
            let rect = rect_of(slot).shrink(1.0);
            ui.painter().rect_stroke(rect, space::CORNER, stroke, StrokeKind::Inside);
        }
        Some(Sign::Line(slot, depth)) => {
            let rect = Parts::of(rect_of(slot), depth);
            // The last line would lie on the very edge.
            let y = rect.whole.top().min(ui.max_rect().bottom() - 1.0).max(origin.y + 1.0);
            let left = rect.fold.left() + 14.0;
            ui.painter().circle_stroke(pos2(left, y), 3.0, stroke);
            ui.painter().hline(left + 3.0..=rect.whole.right() - space::TIGHT, y, stroke);
        }
        None => {}
    }
    let cursor = if drag.landing.is_some() {
        CursorIcon::Grabbing
    } else if is_on_selection(window, at) || finding_at(window, at).is_some() {
        CursorIcon::Copy
    } else {
        CursorIcon::NotAllowed
    };
    ui.ctx().set_cursor_icon(cursor);
    if let Some(code) = snapshot.codes.get(drag.code) {
        let layer = egui::LayerId::new(egui::Order::Tooltip, tree_id().with("dragged"));
        let painter = ui.ctx().layer_painter(layer);
        let text =
            painter.layout_no_wrap(code.name.clone(), theme::interface(size::BODY), theme.ink);
        let at = at + vec2(14.0, 6.0);
        let behind =
            Rect::from_min_size(at, text.size()).expand2(vec2(space::INSIDE, space::TIGHT));
        painter.rect(
            behind,
            space::CORNER,
            theme.page,
            Stroke::new(1.0, theme.rule),
            StrokeKind::Outside,
        );
        painter.galley(at, text, theme.ink);
    }
}

/// Whether a code that is let go here is for the words selected on the page.
fn is_on_selection(window: &Window, at: Pos2) -> bool {
    let selects = |desk: &crate::app::desk::Desk| {
        desk.workspace == Workspace::Read && desk.reading.selection().is_some()
    };
    window.desk.as_ref().is_some_and(selects)
        && window.regions.place(Region::Page).is_some_and(|page| page.contains(at))
}

/// The finding of the outline for which a code is that is let go here.
fn finding_at(window: &Window, at: Pos2) -> Option<ItemId> {
    let desk = window.desk.as_ref().filter(|desk| desk.workspace == Workspace::Outputs)?;
    desk.outputs.finding_at(at)
}

/// Lets go of a code that is dragged. Escape ends a drag too, and then the code stays where it is.
fn drop_code(list: &mut CodesList, window: &Window, ui: &Ui, wishes: &mut Vec<Wish>) {
    let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
    list.takes = true;
    let Some(drag) = list.drag.take().filter(|_| !escaped) else { return };
    let several = match list.several.contains(&drag.code) {
        true => list.several.clone(),
        false => vec![drag.code],
    };
    let at = ui.input(|input| input.pointer.latest_pos());
    if drag.landing.is_none() && at.is_some_and(|at| is_on_selection(window, at)) {
        wishes.push(Wish::Apply(several));
    } else if let Some(finding) = at.and_then(|at| finding_at(window, at)) {
        wishes.push(Wish::About(finding, several));
    } else if let Some(landing) = drag.landing {
        if let Some(parent) = landing.to.parent {
            list.folds.set(parent, false);
        }
        wishes.push(Wish::Select(drag.code));
        wishes.push(Wish::Move(several, landing.to));
    }
}
