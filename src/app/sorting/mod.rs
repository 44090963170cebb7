//! The sorting screen: a queue of passages, one at a time, large, with one key for each code of a branch.
//!
//! What is decided is written at once, one step each; the next passage is shown without waiting for the answer, from texts
//! that were read ahead. How often each code was given is counted from the codings as they stand, so that Undo, here or
//! elsewhere, is never counted wrongly.

mod branch;
mod choosing;
mod deciding;
mod ending;
mod head;
mod keys;
mod page;
mod side;
mod start;
mod walk;

use std::sync::Arc;

use egui::{Context, EventFilter, Id, Rect, Response, Sense, Stroke, Ui, UiBuilder, pos2};

use super::Window;
use super::commands;
use super::desk::{Desk, Workspace};
use super::palette::CodePicked;
use super::quotes::QuoteTexts;
use super::theme::Theme;
use crate::analysis::QueuedPassage;
use crate::domain::CodeId;
use crate::project::Snapshot;

pub use start::*;

use choosing::Choosing;
use walk::{Panel, Walk};

/// Width of the codes beside the passage.
const SIDE: f32 = 320.0;
/// From this width on, the codes have their whole width.
const WIDE: f32 = 900.0;
/// Passages ahead of the one that is shown whose texts are fetched.
const AHEAD: usize = 8;

/// What is gone through.
#[derive(Default)]
pub struct SortingView {
    stage: Stage,
    texts: QuoteTexts,
    takes_keyboard: bool,
    /// The branch that was chosen last.
    branch: Option<CodeId>,
}

/// How far one has come.
#[derive(Default)]
enum Stage {
    /// Nothing is gone through.
    #[default]
    Nothing,
    /// What is to be gone through is being chosen.
    Choosing(Choosing),
    /// It is gone through.
    Walking(Box<Walk>),
}

/// What a click or a key asks for, to be done once the view is drawn.
#[derive(Default)]
struct Wanted {
    /// The command of this name.
    command: Option<&'static str>,
    deed: Option<Deed>,
}

/// What is done with the passage or the walk.
enum Deed {
    /// A code was clicked; whether one stays at the passage.
    Apply(CodeId, bool),
    /// Goes to this passage.
    GoTo(usize),
    /// Makes a new sub-code of this name.
    Make(String),
    /// Gives this code to all passages that are left.
    AcceptAll(CodeId),
    /// Asks whether all passages that are left are to get this code.
    Ask(CodeId),
    /// Closes what is asked beside the passage.
    Close,
    /// Begins a walk through this.
    Begin(crate::project::Queue),
    /// Takes hits as wide as this.
    Reach(crate::analysis::PassageReach),
}

/// What each passage bears, to find what an undo changes.
pub type Bearing = Vec<Vec<CodeId>>;

impl SortingView {
    /// The passage that is gone through now.
    pub fn passage(&self) -> Option<QueuedPassage> {
        match &self.stage {
            Stage::Walking(walk) => walk.passages.get(walk.at).copied(),
            Stage::Nothing | Stage::Choosing(_) => None,
        }
    }

    /// Has the view take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// Whether keys go to the passage that is shown: not to a list, nor to what is asked beside it.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        self.shown().is_some_and(|walk| matches!(walk.panel, Panel::Nothing))
            && ctx.memory(|memory| memory.has_focus(id()))
    }

    fn walk(&mut self) -> Option<&mut Walk> {
        match &mut self.stage {
            Stage::Walking(walk) => Some(walk),
            _ => None,
        }
    }

    fn shown(&self) -> Option<&Walk> {
        match &self.stage {
            Stage::Walking(walk) => Some(walk),
            _ => None,
        }
    }

    /// What the passages bear now, if they are gone through.
    pub fn bearing(desk: &mut Desk) -> Option<Bearing> {
        let snapshot = Arc::clone(&desk.snapshot);
        let sorts = desk.workspace == Workspace::Sort;
        let walk = desk.sorting.walk().filter(|_| sorts)?;
        walk.renew(&snapshot);
        Some(walk.tally.codes.clone())
    }

    /// Goes to the passage that a step which was just taken back, or done again, was about.
    pub fn follow(desk: &mut Desk, before: Option<&Bearing>) {
        let snapshot = Arc::clone(&desk.snapshot);
        if let (Some(before), Some(walk)) = (before, desk.sorting.walk()) {
            walk.follow(before, &snapshot);
        }
    }
}

/// The view's key for the keyboard.
fn id() -> Id {
    Id::unique("sorting")
}

/// What the view is drawn from.
struct Frame<'a> {
    snapshot: &'a Snapshot,
    page_size: f32,
    /// Whether the view has the keyboard.
    has_keyboard: bool,
}

/// Draws the sorting screen.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let (free, page_size) = (window.nothing_floats(), window.settings.page_size);
    let Some(desk) = &mut window.desk else { return };
    start::keep_current(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let (response, has_keyboard) = take_keyboard(desk, ui, free);
    if let Some(walk) = desk.sorting.walk() {
        walk.renew(&snapshot);
    }
    if has_keyboard {
        keys::take(desk, ui);
        // What was just decided is counted in this very frame.
        if let Some(walk) = desk.sorting.walk() {
            walk.renew(&snapshot);
        }
    }
    let SortingView { stage, texts, .. } = &mut desk.sorting;
    let (mut stage, mut texts) = (std::mem::take(stage), std::mem::take(texts));
    texts.tick();
    let mut wanted = Wanted::default();
    let mut picked = None;
    let mut said = "Sort".to_owned();
    match &mut stage {
        Stage::Nothing => choosing::nothing(ui, &mut wanted),
        Stage::Choosing(choosing) => choosing.draw(ui, has_keyboard, &mut wanted),
        Stage::Walking(walk) => {
            let frame = Frame { snapshot: &snapshot, page_size, has_keyboard };
            fetch_ahead(walk, &mut texts, desk);
            said = draw_walk(walk, &mut texts, ui, &frame, &mut wanted);
            picked = pick_branch(walk, ui, &snapshot, free);
        }
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, true, &said));
    desk.sorting.stage = stage;
    desk.sorting.texts = texts;
    match picked {
        Some(Some(branch)) => start::take_branch(desk, branch),
        Some(None) => desk.sorting.take_keyboard(),
        None => {}
    }
    if let Some(deed) = wanted.deed {
        do_deed(desk, deed);
    }
    if let Some(command) = wanted.command.and_then(commands::named) {
        window.with_desk(|desk| desk.sorting.take_keyboard());
        window.run(command);
    }
}

/// Takes the keyboard when it is wanted or nobody has it; gives what has it, and whether keys are for the view.
fn take_keyboard(desk: &mut Desk, ui: &Ui, free: bool) -> (Response, bool) {
    let view = ui.interact(ui.max_rect(), id(), Sense::focusable_noninteractive());
    let is_asked = desk
        .sorting
        .shown()
        .is_some_and(|walk| matches!(walk.panel, Panel::Branch(_) | Panel::Naming(_)));
    let is_nobodys = free && ui.memory(|memory| memory.focused().is_none());
    if !is_asked && (std::mem::take(&mut desk.sorting.takes_keyboard) || is_nobodys) {
        view.request_focus();
    }
    if view.has_focus() {
        let keeps = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), keeps));
    }
    let has_keyboard = view.has_focus() && free && !is_asked;
    (view, has_keyboard)
}

/// Draws a walk: the head, the passage or the end, the codes, the foot. Gives what a screen reader says of it.
fn draw_walk(
    walk: &mut Walk,
    texts: &mut QuoteTexts,
    ui: &mut Ui,
    frame: &Frame<'_>,
    wanted: &mut Wanted,
) -> String {
    let area = ui.max_rect();
    let theme = Theme::of(ui.ctx());
    let line = Stroke::new(1.0, theme.rule);
    let top = head::draw(walk, ui, frame, wanted);
    let bottom = head::foot(walk, ui, wanted);
    let width = if area.width() >= WIDE { SIDE } else { SIDE * 0.75 };
    let edge = area.right() - width;
    let side = Rect::from_min_max(pos2(edge, top), pos2(area.right(), bottom));
    let room = Rect::from_min_max(pos2(area.left(), top), pos2(edge, bottom));
    ui.painter().hline(area.x_range(), top, line);
    ui.painter().hline(area.x_range(), bottom, line);
    ui.painter().vline(edge, side.y_range(), line);
    ui.scope_builder(UiBuilder::new().id_salt("codes").max_rect(side), |ui| {
        side::draw(walk, ui, frame, wanted);
    });
    ui.scope_builder(UiBuilder::new().id_salt("passage").max_rect(room), |ui| {
        ui.set_clip_rect(room.intersect(ui.clip_rect()));
        match walk.passage() {
            Some(passage) => page::draw(walk, &passage, texts, ui, frame),
            None => ending::draw(walk, ui, frame, wanted),
        }
    })
    .inner
}

/// Has the texts read that are shown soon.
fn fetch_ahead(walk: &Walk, texts: &mut QuoteTexts, desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let near = walk.at.saturating_sub(1)..(walk.at + AHEAD).min(walk.passages.len());
    let infos = near.filter_map(|at| snapshot.source(walk.passages[at].source));
    for info in infos {
        texts.fetch(desk, info, |desk| &mut desk.sorting.texts);
    }
}

/// Draws the list of codes in which a branch is chosen, if it is open; what came of it.
fn pick_branch(
    walk: &mut Walk,
    ui: &mut Ui,
    snapshot: &Snapshot,
    free: bool,
) -> Option<Option<CodeId>> {
    let anchor = walk.chooser.unwrap_or(ui.max_rect());
    let Panel::Branch(picker) = &mut walk.panel else { return None };
    if !free {
        return None;
    }
    let picked = match picker.ui(ui, snapshot, anchor) {
        CodePicked::Yet => return None,
        CodePicked::Code(code) | CodePicked::AndAnother(code) => Some(code),
        CodePicked::Nothing | CodePicked::New { .. } => None,
    };
    walk.panel = Panel::Nothing;
    Some(picked)
}

fn do_deed(desk: &mut Desk, deed: Deed) {
    match deed {
        Deed::Apply(code, stays) => deciding::apply(desk, code, stays),
        Deed::Make(name) => return deciding::make_new(desk, name),
        Deed::AcceptAll(code) => deciding::accept_all(desk, code),
        Deed::Begin(queue) => start::begin(desk, queue),
        Deed::Reach(reach) => start::widen(desk, reach),
        Deed::GoTo(at) => {
            if let Some(walk) = desk.sorting.walk() {
                walk.go_to(at);
            }
        }
        Deed::Close => {
            if let Some(walk) = desk.sorting.walk() {
                walk.panel = Panel::Nothing;
            }
        }
        Deed::Ask(code) => {
            if let Some(walk) = desk.sorting.walk() {
                walk.panel = Panel::Accepting(Some(code));
            }
        }
    }
    desk.sorting.take_keyboard();
    desk.ctx().request_repaint();
}
