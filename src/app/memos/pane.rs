//! Memos beside the text, in the place of the inspector: those about what is selected, and the one that is written.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Context, Rect, Response, RichText, ScrollArea, Ui};

use super::actions::{shown_by_inspector, subjects, target};
use super::list::ink_of;
use super::sheet;
use crate::app::Window;
use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::figures::{counted, day};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Memo, MemoId, Target};
use crate::project::{Matter, Snapshot};
use crate::text::capital;

/// What stands beside the text.
#[derive(Default)]
pub(super) struct Pane {
    pub(super) is_open: bool,
    /// The memo that is read or written; the list of those about what is selected without one.
    pub(super) memo: Option<MemoId>,
    /// What is selected outside it.
    pub(super) about: Vec<Matter>,
    /// Whether its first memo, or the way to begin one, is to take the keyboard.
    pub(super) takes_keyboard: bool,
    /// The memos about some things, and after which step they were looked up.
    listed: Option<(i64, Vec<Matter>, Arc<[MemoId]>)>,
    /// Where it stands, and the frame in which it was drawn.
    place: Option<(Rect, u64)>,
}

impl Pane {
    /// Whether something in it has the keyboard.
    pub(super) fn has_keyboard(&self, ctx: &Context) -> bool {
        let Some((place, drawn)) = self.place else { return false };
        let focused = ctx.memory(|memory| memory.focused());
        let at = focused.and_then(|id| ctx.read_response(id)).map(|it| it.rect.center());
        self.is_open
            && ctx.cumulative_frame_nr() <= drawn + 1
            && at.is_some_and(|at| place.contains(at))
    }

    /// The memos about what is selected, pinned first, then the latest.
    fn listed(&mut self, snapshot: &Snapshot) -> Arc<[MemoId]> {
        if let Some((seq, about, listed)) = &self.listed
            && (*seq, about) == (snapshot.seq, &self.about)
        {
            return Arc::clone(listed);
        }
        let listed: Arc<[MemoId]> = memos_about(snapshot, &self.about).into();
        self.listed = Some((snapshot.seq, self.about.clone(), Arc::clone(&listed)));
        listed
    }
}

/// The memos about any of some things, pinned first, then the latest.
fn memos_about(snapshot: &Snapshot, about: &[Matter]) -> Vec<MemoId> {
    let targets: HashSet<Target> = about.iter().copied().map(target).collect();
    let is_about =
        |memo: &&Memo| memo.mentions.iter().any(|mention| targets.contains(&mention.target));
    let mut memos: Vec<&Memo> = snapshot.memos.iter().filter(is_about).collect();
    memos.sort_by(|one, other| {
        other.is_pinned.cmp(&one.is_pinned).then(other.changed_at.cmp(&one.changed_at))
    });
    memos.into_iter().map(|memo| memo.id).collect()
}

/// How what is selected is called.
fn called(desk: &Desk, about: &[Matter]) -> String {
    let known = desk.linking.with(&desk.snapshot);
    match about {
        [] => String::new(),
        [Matter::Words(..)] => "the selected words".to_owned(),
        [Matter::There(target @ Target::Quote(_))] => format!("“{}”", known.called(*target)),
        [Matter::There(target)] => known.called(*target),
        many => format!("{} passages", many.len()),
    }
}

/// Draws it.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    desk.memos.page_size = window.settings.page_size;
    let snapshot = Arc::clone(&desk.snapshot);
    let ctx = ui.ctx().clone();
    desk.memos.pane.place = Some((ui.max_rect(), ctx.cumulative_frame_nr()));
    let is_elsewhere = ctx.memory(|memory| memory.focused().is_some());
    if is_elsewhere && !desk.memos.pane.has_keyboard(&ctx) {
        let about = subjects(desk);
        // While nothing is selected, what was stays.
        if !about.is_empty() {
            desk.memos.pane.about = about;
        }
    }
    let shown = desk.memos.pane.memo.filter(|id| snapshot.memo(*id).is_some());
    desk.memos.pane.memo = shown;
    let memos = desk.memos.pane.listed(&snapshot);
    let name = called(desk, &desk.memos.pane.about);
    let mut wanted = None;
    let takes_keyboard = std::mem::take(&mut desk.memos.pane.takes_keyboard);
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        match shown {
            Some(_) => {
                let all = format!("‹ Memos about {}", short(&name));
                let link = ui.link(RichText::new(all).size(size::SMALL));
                if link.on_hover_text("See all memos about what is selected").clicked() {
                    desk.memos.pane.memo = None;
                }
            }
            None => {
                ui.label(RichText::new("Memos").font(theme::interface_bold(size::LEAD)));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = "Close the memos beside the text";
            if Icon::Close.button(ui, 20.0, close, close).clicked() {
                wanted = Some(close);
            }
        });
    });
    match shown {
        Some(id) => {
            let memo = snapshot.memo(id);
            let is_missing = desk.memos.pane.about.iter().any(|one| match one {
                Matter::There(target) => memo.is_some_and(|memo| !memo.mentions(*target)),
                Matter::Words(..) => true,
            });
            if is_missing && !name.is_empty() {
                let add = format!("Add {}", short(&name));
                let link = ui.link(RichText::new(add).size(size::SMALL));
                if link.on_hover_text("The memo is about this, too").clicked() {
                    wanted = Some("Add what is selected to the memo");
                }
            }
            sheet::draw(desk, ui, id, true);
        }
        None => {
            if desk.memos.pane.about.is_empty() {
                let hint = "Select a passage, a code, a source, a case or a person, and the memos about it stand here.";
                ui.label(RichText::new(hint).color(theme.quiet));
            } else {
                let said = if memos.is_empty() {
                    format!("There is no memo about {name} yet.")
                } else {
                    format!("About {name}")
                };
                ui.label(RichText::new(said).color(theme.quiet));
                ui.add_space(space::TIGHT);
                let button = ui.button(format!("New memo about {}", short(&name)));
                if takes_keyboard && memos.is_empty() {
                    button.request_focus();
                }
                if button.clicked() {
                    wanted = Some("New memo about what is selected");
                }
                ui.add_space(space::INSIDE);
            }
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - space::INSIDE);
                let memos = memos.iter().filter_map(|id| snapshot.memo(*id));
                for (number, memo) in memos.enumerate() {
                    let row = row(ui, &snapshot, memo);
                    if takes_keyboard && number == 0 {
                        row.request_focus();
                    }
                    if row.clicked() {
                        desk.memos.pane.memo = Some(memo.id);
                        desk.memos.sheet.take_keyboard();
                    }
                    ui.add_space(space::INSIDE);
                }
            });
        }
    }
    // Escape in a control that is no text leaves it, too.
    let is_left = desk.memos.pane.has_keyboard(&ctx)
        && !ctx.text_edit_focused()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    if is_left {
        super::leave(desk);
    }
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

/// Says in the inspector how many memos are about what it shows; whether they are asked for.
pub fn mention(window: &Window, ui: &mut Ui) -> bool {
    let Some(desk) = &window.desk else { return false };
    let Some(target) = shown_by_inspector(desk.selected) else { return false };
    let count = desk.snapshot.memos_about(target).count();
    if count == 0 {
        return false;
    }
    ui.add_space(space::GROUP);
    let said = RichText::new(counted(count, "memo", "memos")).size(size::SMALL);
    ui.link(said).on_hover_text("See the memos about this (Ctrl+J)").clicked()
}

/// A memo in the list.
fn row(ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) -> Response {
    let theme = Theme::of(ui.ctx());
    let title = RichText::new(memo.heading()).strong();
    let button = ui.add(egui::Button::new(title).frame(false).wrap());
    let spoken = format!("{}, {}", memo.heading(), memo.status);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    let who = snapshot.coder(memo.coder).map_or("", |coder| coder.name.as_str());
    let facts = format!("{} · {who} · {}", capital(&memo.kind), day(&memo.changed_at));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        ui.label(RichText::new(facts).size(size::SMALL).color(theme.quiet));
        let status = RichText::new(capital(memo.status.word())).size(size::SMALL);
        ui.label(status.color(ink_of(theme, memo.status)));
    });
    button
}

/// A name as a line has room for it.
fn short(name: &str) -> String {
    const ROOM: usize = 32;
    match name.char_indices().nth(ROOM) {
        Some((cut, _)) => format!("{}…", name[..cut].trim_end()),
        None => name.to_owned(),
    }
}
