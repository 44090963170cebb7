//! Memos on the page and beside the text: what the team thinks of codes, cases, passages and ideas.

mod about;
mod actions;
mod head;
mod list;
mod listing;
mod pane;
mod sheet;
mod talk;

use std::sync::Arc;

use egui::{Context, Popup, Rect, RichText, Ui, UiBuilder, pos2};

use super::Window;
use super::commands;
use super::desk::{Desk, Workspace};
use super::list::{Drawn, List};
use super::menu;
use super::theme::{Theme, size, space};
use crate::domain::MemoId;
use crate::project::Snapshot;

pub use actions::*;
use listing::Listing;
use pane::Pane;
pub use pane::{draw as draw_pane, mention};
use sheet::Sheet;
pub use sheet::keep_typed;

/// Width of the list beside a memo.
const LIST: egui::Rangef = egui::Rangef { min: 250.0, max: 400.0 };

/// What can be done with a memo of the list.
const ROW_MENU: &[&[&str]] = &[
    &["Write the memo", "Pin or unpin the memo"],
    &["Memo: open", "Memo: agreed", "Memo: dropped"],
    &["New memo", "Export memos…", "Delete the memo"],
];

/// Memos in the window.
#[derive(Default)]
pub struct MemosView {
    list: List<MemoId>,
    listing: Listing,
    /// The memo that is read or written, on the page or beside it.
    sheet: Sheet,
    pane: Pane,
    /// The memo that was asked for and is shown as soon as it is listed.
    wanted: Option<MemoId>,
    focuses_filter: bool,
    page_size: f32,
}

impl MemosView {
    /// Has the list take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.list.take_keyboard(true);
    }

    /// Whether the list has the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(list::id()))
    }

    /// The memo that stands beside the list.
    pub fn shown(&self) -> Option<MemoId> {
        self.wanted.or_else(|| self.list.key().copied())
    }

    /// The memos that are chosen, in the order of the list; none where the list is not shown.
    pub fn chosen(&self, snapshot: &Snapshot) -> Vec<MemoId> {
        let rows = self.listing.rows();
        let chosen = self.list.chosen().filter_map(|row| rows.get(row).copied());
        chosen.filter(|id| snapshot.memo(*id).is_some()).collect()
    }

    /// The memos that fit the filter, in the order of the list; none where it leaves nothing out.
    pub fn listed(&self, snapshot: &Snapshot) -> Vec<MemoId> {
        let rows = self.listing.rows().iter().copied();
        let rows = rows.filter(|id| snapshot.memo(*id).is_some());
        if self.listing.filter.narrows() { rows.collect() } else { Vec::new() }
    }

    /// Whether memos stand beside the text, in the place of the inspector.
    pub fn is_beside(&self) -> bool {
        self.pane.is_open
    }

    /// Has memos stand beside the text, or the inspector.
    pub fn set_beside(&mut self, beside: bool) {
        self.pane.is_open = beside;
    }

    /// Shows the memo again that was shown in a place that one comes back to.
    pub fn return_to(&mut self, memo: Option<MemoId>) {
        self.wanted = memo;
        self.take_keyboard();
    }
}

/// Goes to a memo in the list of all; Back returns.
pub fn show(desk: &mut Desk, id: MemoId) {
    desk.leave();
    desk.workspace = Workspace::Memos;
    desk.memos.listing.show_all();
    desk.memos.wanted = Some(id);
    desk.memos.take_keyboard();
}

/// Draws the memos.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let mut view = std::mem::take(&mut desk.memos);
    view.page_size = window.settings.page_size;
    let snapshot = Arc::clone(&desk.snapshot);
    let shown = view.list.key().copied();
    let is_written = view.sheet.has_keyboard(ui.ctx()) || view.sheet.is_dirty();
    // A memo that is being written stays, whatever its words make of it; and where it moves to, it is still the one shown.
    if view.listing.renew(&snapshot, shown.filter(|_| is_written)) {
        view.list.renew(view.listing.rows().to_vec());
        let row = view.listing.rows().iter().position(|id| Some(*id) == shown);
        if let Some(row) = row.filter(|_| view.list.key().copied() != shown) {
            view.list.go_to(row);
        }
    }
    if let Some(wanted) = view.wanted
        && let Some(row) = view.listing.rows().iter().position(|id| *id == wanted)
    {
        view.list.go_to(row);
        view.wanted = None;
    }
    let room = ui.max_rect();
    let mut drawn = Drawn::default();
    let mut wanted = None;
    if snapshot.memos.is_empty() {
        let room = room.shrink2(egui::vec2(space::PAGE, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| wanted = empty(ui));
        desk.memos = view;
    } else {
        let width = (room.width() * 0.38).clamp(LIST.min, LIST.max);
        let edge = room.left() + width;
        let left = Rect::from_min_max(room.min, pos2(edge, room.bottom()));
        let left = left.shrink2(egui::vec2(space::GROUP, 0.0));
        ui.scope_builder(UiBuilder::new().id_salt("memos").max_rect(left), |ui| {
            ui.add_space(space::SECTION);
            wanted = head::draw(&mut view, ui, &snapshot, &desk.linking.with(&snapshot));
            ui.add_space(space::TIGHT);
            drawn = list::draw(&mut view, ui, desk);
        });
        let theme = Theme::of(ui.ctx());
        ui.painter().vline(edge, room.y_range(), egui::Stroke::new(1.0, theme.rule));
        let right = Rect::from_min_max(pos2(edge, room.top()), room.max);
        let right = right.shrink2(egui::vec2(space::PAGE, 0.0));
        let shown = view.list.key().copied();
        desk.memos = view;
        if let Some(id) = shown {
            ui.scope_builder(UiBuilder::new().id_salt("memo").max_rect(right), |ui| {
                ui.add_space(space::SECTION);
                sheet::draw(desk, ui, id, false);
            });
        }
    }
    if drawn.is_opened {
        wanted = Some("Write the memo");
    }
    let mut command = wanted.and_then(commands::named);
    for response in &drawn.rows {
        Popup::context_menu(response)
            .show(|ui| command = menu::entries(ui, window, ROW_MENU).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// What stands where there is no memo yet.
fn empty(ui: &mut Ui) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::PAGE);
    ui.label(RichText::new("There is no memo yet").size(size::TITLE));
    ui.add_space(space::TIGHT);
    ui.scope(|ui| {
        ui.set_max_width(560.0);
        let about = "A memo keeps what you think while you read and code: why a code is what it is, what a case is like, an \
                     idea to be tested. Colleagues comment on it and say whether it holds. It leads to codes, quotations and \
                     people by their names between [[ and ]].";
        ui.label(RichText::new(about).color(theme.quiet));
    });
    ui.add_space(space::GROUP);
    ui.button("New memo").clicked().then_some("New memo")
}
