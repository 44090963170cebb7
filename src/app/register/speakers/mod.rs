//! The names in the texts matched to the people of the register: who each seems to be, what of that is taken, what contradicts
//! what.

mod choosing;
mod conflicts;
mod deciding;
mod rows;

use std::sync::Arc;

use egui::{Button, Context, Id, Popup, RichText, Ui, UiBuilder};

use super::head;
use crate::analysis::matching::Matching;
use crate::app::Window;
use crate::app::desk::{Desk, Selected, Workspace};
use crate::app::list::{Drawn, List, Look};
use crate::app::notice::Notice;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{commands, menu};
use crate::domain::PersonId;
use crate::project::{Matched, Project, ProjectError, Snapshot};
use crate::text::counted;
use choosing::Choosing;
use conflicts::{Conflict, Lead};
use deciding::Names;
use rows::{ConflictRows, LINE, NAME, NameRows};

/// The command that comes here.
pub(super) const MATCH: &str = "Match speakers to people…";
/// The command that goes to what the keyboard stands at.
const OPEN: &str = "Go to the speaker’s place";
/// The command that takes what is ticked.
const TAKE: &str = "Take what is ticked";
/// The command that lets two people be one.
const MERGE: &str = "Merge people";

/// What can be done with a row.
const MENU: &[&[&str]] = &[&["Tick the speaker", OPEN], &[MERGE], &[TAKE]];

/// Widest that rows are set.
const WIDEST: f32 = 900.0;
/// Height of what stands above the names.
const HEAD: f32 = 3.0 * space::ROW;
/// How much of the page the conflicts have at least, where there are names as well.
const SHARE: f32 = 0.4;

/// Names that are matched.
#[derive(Default)]
pub(super) struct Speakers {
    /// Whether they are shown in place of a table.
    pub(super) is_shown: bool,
    names: Names,
    choosing: Choosing,
    conflicts: Vec<Conflict>,
    /// After which step they were matched.
    matched: Option<i64>,
    is_matching: bool,
    name_list: List<String>,
    conflict_list: List<Conflict>,
    /// Whether the keyboard was last at the conflicts.
    is_at_conflicts: bool,
    takes_keyboard: bool,
}

fn names_id() -> Id {
    Id::unique("names in the texts")
}

fn conflicts_id() -> Id {
    Id::unique("conflicts of names")
}

/// Whether one of the lists has the keyboard.
pub(super) fn have_keyboard(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.has_focus(names_id()) || memory.has_focus(conflicts_id()))
}

impl Speakers {
    /// Has a list take the keyboard in the next frame, or once there is one.
    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// Gives the keyboard to the names, or to the conflicts where there are none.
    fn give_keyboard(&mut self) {
        if std::mem::take(&mut self.takes_keyboard) {
            self.name_list.take_keyboard(self.names.count() > 0);
            self.conflict_list.take_keyboard(self.names.count() == 0);
        }
    }

    /// Takes what was found.
    fn renew(&mut self, matching: Matching, conflicts: Vec<Conflict>, snapshot: &Snapshot) {
        self.names.renew(matching, snapshot);
        let rows = 0..self.names.count();
        self.name_list.renew(rows.map(|row| self.names.name(row).to_owned()).collect());
        self.conflict_list.renew(conflicts.clone());
        self.conflicts = conflicts;
    }

    /// The name that the keyboard stands at.
    fn name_at_cursor(&self) -> Option<usize> {
        self.name_list.cursor().filter(|_| !self.is_at_conflicts)
    }

    /// The place of a conflict that the keyboard stands at.
    fn conflict_at_cursor(&self) -> Option<&Conflict> {
        self.conflict_list.key().filter(|_| self.is_at_conflicts)
    }

    /// Two people who are written nearly the same, where the keyboard stands at them; who stays first.
    pub(super) fn alike_at_cursor(&self) -> Vec<PersonId> {
        match self.conflict_at_cursor().map(|one| &one.lead) {
            Some(Lead::Alike(stays, other)) => vec![*stays, *other],
            _ => Vec::new(),
        }
    }

    /// Where the row leads to that the keyboard stands at.
    fn lead_at_cursor(&self) -> Option<Lead> {
        match self.name_at_cursor() {
            Some(row) => self.names.place(row).map(|(source, span)| Lead::Place(source, span)),
            None => self.conflict_at_cursor().map(|one| one.lead.clone()),
        }
    }
}

/// What a command can be done with; otherwise what to do first.
type Available = Result<(), &'static str>;

fn shown(window: &Window) -> Result<&Speakers, &'static str> {
    let desk = window.desk.as_ref().filter(|desk| desk.workspace == Workspace::Register);
    let speakers = desk.map(|desk| &desk.register.speakers);
    speakers.filter(|speakers| speakers.is_shown).ok_or("Match speakers to people first")
}

/// Whether the name at the cursor can be ticked.
pub fn can_tick(window: &Window) -> Available {
    let speakers = shown(window)?;
    let row = speakers.name_at_cursor().ok_or("Choose a name first")?;
    match speakers.names.can_tick(row) {
        true => Ok(()),
        false => Err("Say first who this is"),
    }
}

/// Whether a row leads somewhere.
pub fn can_open(window: &Window) -> Available {
    shown(window)?.lead_at_cursor().map(|_| ()).ok_or("Choose a name or a conflict first")
}

/// Whether something is ticked.
pub fn can_take(window: &Window) -> Available {
    match shown(window)?.names.ticked() {
        0 => Err("Tick first what is to be taken"),
        _ => Ok(()),
    }
}

/// Shows the speakers that are matched to people.
pub fn match_speakers(window: &mut Window) {
    window.with_desk(|desk| {
        super::keep_typed(desk);
        desk.go(Workspace::Register);
        let speakers = &mut desk.register.speakers;
        speakers.is_shown = true;
        speakers.is_at_conflicts = false;
        speakers.take_keyboard();
    });
}

/// Ticks the name at the cursor, or no longer.
pub fn tick(window: &mut Window) {
    window.with_desk(|desk| {
        let speakers = &mut desk.register.speakers;
        if let Some(row) = speakers.name_at_cursor() {
            speakers.names.tick(row, !speakers.names.is_ticked(row));
        }
        speakers.name_list.take_keyboard(true);
    });
}

/// Goes to where the row at the cursor leads: a place in a text, or somebody in the inspector.
pub fn open_place(window: &mut Window) {
    let lead = window.desk.as_ref().and_then(|desk| desk.register.speakers.lead_at_cursor());
    match lead {
        Some(Lead::Place(source, span)) => {
            window.with_desk(|desk| desk.open_source(source, Some(span)));
        }
        Some(Lead::Person(id) | Lead::Alike(_, id)) => {
            window.settings.inspector = true;
            window.with_desk(|desk| desk.selected = Selected::Person(id));
        }
        None => {}
    }
}

/// Takes what is ticked into the register, in one step.
pub fn take(window: &mut Window) {
    window.with_desk(|desk| {
        let matching = desk.register.speakers.names.to_take();
        desk.act(
            move |project| project.take_matching(&matching),
            |desk, matched| {
                if let Some(matched) = matched {
                    desk.notice = Some(said(matched));
                }
            },
        );
        desk.register.take_keyboard();
    });
}

/// What was done, as the status line says it.
fn said(matched: Matched) -> Notice {
    let made = counted(matched.made, "person", "people");
    let linked = counted(matched.linked, "source", "sources");
    match (matched.made, matched.linked) {
        (0, 0) => Notice::plain("Everything that was ticked stands in the register already"),
        (_, 0) => Notice::done(format!("Made {made}")),
        (0, _) => Notice::done(format!("Linked {linked} to who speaks there")),
        _ => Notice::done(format!("Made {made}; linked {linked} to who speaks there")),
    }
}

/// Has names matched anew, where the project has changed since.
fn keep_fresh(desk: &mut Desk) {
    let speakers = &mut desk.register.speakers;
    if speakers.is_matching || speakers.matched == Some(desk.snapshot.seq) {
        return;
    }
    speakers.is_matching = true;
    let seq = desk.snapshot.seq;
    desk.ask_or_never(matched, move |desk, answer| {
        let snapshot = Arc::clone(&desk.snapshot);
        let speakers = &mut desk.register.speakers;
        speakers.is_matching = false;
        let (seq, found) = answer.unwrap_or((seq, Err(ProjectError::Interrupted)));
        speakers.matched = Some(seq);
        match found {
            Ok((matching, conflicts)) => speakers.renew(matching, conflicts, &snapshot),
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        }
    });
}

/// Names and conflicts, with the step after which they were found.
fn matched(project: &mut Project) -> (i64, Result<(Matching, Vec<Conflict>), ProjectError>) {
    let snapshot = Arc::clone(project.snapshot());
    let found = project.match_people(None).map(|matching| {
        let conflicts = conflicts::found(&matching, &snapshot);
        (matching, conflicts)
    });
    (snapshot.seq, found)
}

/// What comes of drawing a list: the command that was asked for, and the rows.
type Part = (Option<&'static str>, Drawn);

/// Draws the names and the conflicts.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.register);
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let mut wanted = None;
    let mut rows = Vec::new();
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        wanted = head::tabs(&view, ui);
        let view = &mut view.speakers;
        if view.matched.is_none() {
            let quiet = Theme::of(ui.ctx()).quiet;
            ui.label(RichText::new("Looking who speaks in the texts…").color(quiet));
            return;
        }
        view.give_keyboard();
        if view.names.count() == 0 {
            nobody(ui);
        }
        let free = ui.available_rect_before_wrap();
        // Few names leave the room to the conflicts.
        let needed = match view.names.count() {
            0 => 0.0,
            count => HEAD + count as f32 * NAME,
        };
        let below = match view.conflicts.is_empty() {
            true => 0.0,
            false => (free.height() * SHARE).max(free.height() - needed),
        };
        let (above, below) = free.split_top_bottom_at_y(free.bottom() - below);
        let mut part = |name: &str, rect, draw: &mut dyn FnMut(&mut Ui) -> Part| {
            let (asked, drawn) =
                draw(&mut ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect)));
            wanted = wanted.or(asked);
            rows.extend(drawn.rows);
        };
        if view.names.count() > 0 {
            part("names", above, &mut |ui| names(view, ui, &snapshot));
        }
        if !view.conflicts.is_empty() {
            part("conflicts", below, &mut |ui| contradictions(view, ui));
        }
    });
    desk.register = view;
    let mut command = wanted.and_then(commands::named);
    for response in &rows {
        Popup::context_menu(response)
            .show(|ui| command = menu::entries(ui, window, MENU).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// What stands where every name is settled.
fn nobody(ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new("Every speaker is in the register").size(size::LEAD));
    let about =
        "Whoever speaks in the texts is somebody in the register, and their sources say so.";
    ui.label(RichText::new(about).color(theme.quiet));
    ui.add_space(space::SECTION);
}

/// Draws the names, with what can be done with the one at the cursor.
fn names(view: &mut Speakers, ui: &mut Ui, snapshot: &Snapshot) -> (Option<&'static str>, Drawn) {
    let theme = Theme::of(ui.ctx());
    let mut wanted = None;
    let ticked = view.names.ticked();
    ui.horizontal_wrapped(|ui| {
        let take = ui.add_enabled(ticked > 0, Button::new(TAKE));
        let about =
            "Make the people who are new, and link sources to those who speak in them (Ctrl+Enter)";
        if take.on_hover_text(about).clicked() {
            wanted = Some(TAKE);
        }
        let open = counted(view.names.count(), "name to settle", "names to settle");
        ui.label(RichText::new(format!("{open} · {ticked} ticked")).color(theme.quiet));
    });
    if let Some(row) = view.name_list.cursor() {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(view.names.name(row)).font(theme::interface_bold(size::BODY)));
            if let Some(who) = view.choosing.draw(ui, &view.names, row, snapshot) {
                view.names.say(row, who);
                view.name_list.take_keyboard(true);
            }
            if ui.button("Go to its place").on_hover_text("Open the first one (Enter)").clicked() {
                view.is_at_conflicts = false;
                wanted = Some(OPEN);
            }
        });
    }
    ui.add_space(space::TIGHT);
    let id = names_id();
    let look = look(ui, id, "Names in the texts", true, NAME);
    let mut rows = NameRows { names: &view.names, snapshot, id, clicked: None };
    let drawn = view.name_list.ui(ui, &look, &mut rows);
    if let Some(row) = rows.clicked {
        view.names.tick(row, !view.names.is_ticked(row));
    }
    if ui.memory(|memory| memory.has_focus(id)) {
        view.is_at_conflicts = false;
    }
    (wanted.or(drawn.is_opened.then_some(OPEN)), drawn)
}

/// Draws the conflicts, with what can be done with the one at the cursor.
fn contradictions(view: &mut Speakers, ui: &mut Ui) -> Part {
    let mut wanted = None;
    ui.add_space(space::INSIDE);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Conflicts").size(size::LEAD));
        if let [_, _] = view.alike_at_cursor().as_slice()
            && ui.button(MERGE).on_hover_text("Let the two be one; Undo parts them").clicked()
        {
            wanted = Some(MERGE);
        }
    });
    ui.add_space(space::TIGHT);
    let look = look(ui, conflicts_id(), "Conflicts", view.names.count() == 0, LINE);
    let mut rows = ConflictRows { conflicts: &view.conflicts };
    let drawn = view.conflict_list.ui(ui, &look, &mut rows);
    if ui.memory(|memory| memory.has_focus(conflicts_id())) {
        view.is_at_conflicts = true;
    }
    (wanted.or(drawn.is_opened.then_some(OPEN)), drawn)
}

fn look<'a>(ui: &Ui, id: Id, name: &'a str, is_main: bool, guess: f32) -> Look<'a> {
    let area = ui.available_rect_before_wrap();
    let width = (area.width() - 3.0 * space::GROUP).clamp(120.0, WIDEST);
    Look { id, name, left: area.left() + space::GROUP, width, is_main, guess }
}
