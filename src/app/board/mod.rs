//! Boards on the page: codes, quotations and memos laid out as cards and gathered into candidate themes.

mod actions;
mod adding;
mod canvas;
mod cards;
mod head;
mod laying;
mod naming;

use std::sync::Arc;

use egui::{Popup, RichText, Ui, UiBuilder};

use super::Window;
use super::commands;
use super::desk::{Desk, Selected, Workspace};
use super::menu;
use super::notice::Notice;
use super::theme::{Theme, size, space};
use crate::domain::{Board, BoardId, BoardSnapshot, BoardSnapshotId, CardId, CardOf};
use crate::project::{CardField, ProjectError, Snapshot};

use actions::new_card;
pub use actions::*;
use adding::Adding;
use canvas::{Canvas, Data, Event, Placed};
pub use laying::{has_something_to_lay, lay};
use naming::Naming;

/// What is shown: a board, as it is now or as it lay once.
type Shown = (BoardId, Option<BoardSnapshotId>);

/// Boards on the page.
#[derive(Default)]
pub struct BoardView {
    /// The board that is shown; the first one where none was chosen or it has gone.
    board: Option<BoardId>,
    /// The snapshot of it that is looked at.
    then: Option<BoardSnapshotId>,
    canvas: Canvas,
    /// What the cards show, with what they were made for and the step after which that was.
    made: Option<(Shown, i64, Data)>,
    making: Option<(Shown, i64)>,
    trouble: Option<(Shown, i64, String)>,
    /// How often they were made.
    version: u64,
    /// The cards that are chosen once they are there; whether the first of them, a theme, is named then.
    chooses: Option<(Vec<CardId>, bool)>,
    naming: Option<Naming>,
    adding: Option<Adding>,
}

/// What can be done with cards.
const CARD_MENU: &[&[&str]] = &[
    &[
        "Open the card",
        "Note on the card…",
        "Gather into a theme",
        "Take out of the theme",
        "Take off the board",
    ],
    &["Rename the theme…", "Make the theme a code"],
];

impl BoardView {
    /// Has the cards take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.canvas.take_keyboard();
    }

    /// Whether the cards have the keyboard.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(canvas::id()))
    }

    /// Puts cards back that keys have moved while Ctrl is held down; whether there were any.
    pub fn take_back_move(&mut self) -> bool {
        let moves = self.canvas.is_nudging();
        if moves {
            self.canvas.let_go();
        }
        moves
    }

    /// The board that is shown.
    fn shown<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s Board> {
        let chosen = self.board.and_then(|id| snapshot.board(id));
        chosen.or_else(|| snapshot.boards.first())
    }

    /// The snapshot that is looked at.
    fn kept<'b>(&self, board: &'b Board) -> Option<&'b BoardSnapshot> {
        let then = self.then?;
        board.snapshots.iter().find(|kept| kept.id == then)
    }

    /// Shows a board as it is now.
    fn show(&mut self, id: BoardId) {
        if self.board != Some(id) || self.then.is_some() {
            self.board = Some(id);
            self.then = None;
            self.canvas.start_over();
        }
    }

    /// Shows a board as it lay, or as it is now.
    fn look_back(&mut self, then: Option<BoardSnapshotId>) {
        self.then = then;
        self.canvas.start_over();
        self.adding = None;
    }

    /// What the cards of a board show, if that was made.
    fn data(&self, board: &Board) -> Option<&Data> {
        let key = (board.id, self.kept(board).map(|kept| kept.id));
        self.made.as_ref().filter(|(of, ..)| *of == key).map(|(.., data)| data)
    }
}

/// Has what the cards show made where it or the project has changed since.
fn keep_fresh(desk: &mut Desk) {
    let seq = desk.snapshot.seq;
    let view = &mut desk.board;
    let Some(board) = view.shown(&desk.snapshot) else { return };
    let kept = view.kept(board);
    let key = (board.id, kept.map(|kept| kept.id));
    let is_for = |known: Option<(Shown, i64)>| known == Some((key, seq));
    if is_for(view.made.as_ref().map(|(key, seq, _)| (*key, *seq)))
        || is_for(view.trouble.as_ref().map(|(key, seq, _)| (*key, *seq)))
        || view.making.is_some()
    {
        return;
    }
    view.making = Some((key, seq));
    desk.ask_or_never(
        move |project| {
            let snapshot = Arc::clone(project.snapshot());
            let board = snapshot.board(key.0);
            let kept =
                board.and_then(|board| board.snapshots.iter().find(|kept| Some(kept.id) == key.1));
            let lies = kept.map(|kept| &kept.cards).or(board.map(|board| &board.cards));
            let shown = match lies {
                Some(cards) => cards::shown(project, cards, kept.is_some()),
                None => Err(ProjectError::Gone("This board")),
            };
            (snapshot.seq, shown)
        },
        move |desk, answer| {
            let view = &mut desk.board;
            view.making = None;
            let (seq, made) = answer.unwrap_or((seq, Err(ProjectError::Interrupted)));
            match made {
                Ok(cards) => {
                    view.trouble = None;
                    view.version += 1;
                    let (version, is_locked) = (view.version, key.1.is_some());
                    view.made = Some((key, seq, Data { version, cards, is_locked }));
                    choose_made(view);
                }
                Err(error) => view.trouble = Some((key, seq, error.to_string())),
            }
        },
    );
}

/// Chooses cards that were just laid, once they are there.
fn choose_made(view: &mut BoardView) {
    let Some((.., data)) = &view.made else { return };
    let is_there = |key: &CardId| data.cards.iter().any(|card| card.key == *key);
    let Some((cards, names)) = view.chooses.take_if(|(cards, _)| cards.iter().all(is_there)) else {
        return;
    };
    let first = cards.first().and_then(|key| data.cards.iter().find(|card| card.key == *key));
    if let Some(theme) = first.filter(|_| names) {
        view.canvas.rename(theme.key, &theme.title);
    }
    view.canvas.choose(cards);
}

/// Draws the boards.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.board);
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let mut wanted = None;
    let mut free = ui.max_rect();
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        wanted = head::draw(&mut view, ui, desk);
        ui.add_space(space::INSIDE);
        free.min.y = ui.cursor().top();
    });
    let Some(board) = view.shown(&snapshot) else {
        let below = UiBuilder::new().max_rect(room.with_min_y(free.top()));
        ui.scope_builder(below, |ui| wanted = wanted.or(no_board(ui)));
        desk.board = view;
        return finish(window, wanted, None);
    };
    if view.adding.is_some() {
        let (side, rest) = free.split_left_right_at_x(free.left() + adding::WIDTH);
        free = rest;
        let mut side = ui.new_child(UiBuilder::new().id_salt("adding").max_rect(side));
        adding::draw(&mut view, &mut side, desk, board);
    }
    let mut sheet = ui.new_child(UiBuilder::new().id_salt("sheet").max_rect(free));
    let theme = Theme::of(ui.ctx());
    sheet.painter().rect_filled(free, 0.0, theme.ground);
    let drawn = draw_cards(&mut view, &mut sheet, desk, board);
    desk.board = view;
    let (opens, menu) = drawn.unwrap_or_default();
    if opens {
        wanted = Some("Open the card");
    }
    finish(window, wanted, menu);
}

/// Runs what was chosen in the head, by a click or in the menu of a card.
fn finish(window: &mut Window, wanted: Option<&'static str>, menu: Option<egui::Response>) {
    let mut command = wanted.and_then(commands::named);
    if let Some(response) = &menu {
        Popup::context_menu(response)
            .show(|ui| command = menu::entries(ui, window, CARD_MENU).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// Draws the cards; whether one was opened, and what has its menu open.
fn draw_cards(
    view: &mut BoardView,
    ui: &mut Ui,
    desk: &mut Desk,
    board: &Board,
) -> Option<(bool, Option<egui::Response>)> {
    let theme = Theme::of(ui.ctx());
    let kept = view.kept(board).map(|kept| kept.id);
    let key = (board.id, kept);
    if let Some((.., trouble)) = view.trouble.as_ref().filter(|(of, ..)| *of == key) {
        ui.label(RichText::new(trouble).color(theme.danger));
        return None;
    }
    let (.., data) = view.made.as_ref().filter(|(of, ..)| *of == key)?;
    let room = ui.available_rect_before_wrap();
    let drawn = canvas::draw(&mut view.canvas, ui, data);
    if data.cards.is_empty() {
        empty(ui, room);
    }
    let mut opens = false;
    for event in drawn.events {
        match event {
            Event::Moved(placed) => change(desk, changes(board, &placed)),
            Event::Renamed(theme, name) => change(desk, vec![(theme, CardField::Title(name))]),
            Event::Opened => opens = true,
            Event::Went => tell(view, desk, board),
        }
    }
    Some((opens, drawn.menu))
}

/// What the inspector shows goes with the card at the cursor.
fn tell(view: &BoardView, desk: &mut Desk, board: &Board) {
    let at = view.canvas.cursor().and_then(|key| board.cards.iter().find(|card| card.id == key));
    match at.map(|card| card.shows) {
        Some(CardOf::Code(code)) => desk.selected = Selected::Code(code),
        Some(CardOf::Quote(id)) => {
            if let Some((source, _)) = desk.snapshot.quotation(id) {
                desk.selected = Selected::Quotation(source, id);
            }
        }
        Some(CardOf::Memo(_) | CardOf::Theme) | None => {}
    }
}

/// What is to be changed for cards to lie so; the themes they come to first, which the step is told by.
fn changes(board: &Board, placed: &[Placed]) -> Vec<(CardId, CardField)> {
    let lies = |key: CardId| board.cards.iter().find(|card| card.id == key);
    let themes = placed.iter().filter(|one| lies(one.card).is_some_and(|it| it.theme != one.theme));
    let themes = themes.map(|one| (one.card, CardField::Theme(one.theme)));
    let at = placed
        .iter()
        .filter(|one| lies(one.card).is_some_and(|it| (it.x, it.y) != (one.at.x, one.at.y)));
    let at = at.map(|one| (one.card, CardField::At(one.at.x, one.at.y)));
    themes.chain(at).collect()
}

/// Changes cards in one step. Where that fails they lie as they lay.
fn change(desk: &mut Desk, changes: Vec<(CardId, CardField)>) {
    if changes.is_empty() {
        return;
    }
    desk.act(
        move |project| project.change_cards(&changes),
        |desk, done| {
            if done.is_none() {
                desk.board.canvas.let_go();
            }
        },
    );
}

/// What stands where there is no board yet.
fn no_board(ui: &mut Ui) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::PAGE);
    ui.label(RichText::new("There is no board yet").size(size::TITLE));
    ui.add_space(space::TIGHT);
    ui.scope(|ui| {
        ui.set_max_width(560.0);
        let about = "On a board you lay out codes, quotations and memos as cards, move those together that belong together, \
                     and gather them into candidate themes. What you try there changes nothing in the framework until you \
                     make a theme a code.";
        ui.label(RichText::new(about).color(theme.quiet));
    });
    ui.add_space(space::GROUP);
    ui.button("New board…").clicked().then_some("New board…")
}

/// What stands on a board without cards.
fn empty(ui: &mut Ui, room: egui::Rect) {
    let theme = Theme::of(ui.ctx());
    let place = room.shrink(space::PAGE);
    let mut below = ui.new_child(UiBuilder::new().id_salt("nothing").max_rect(place));
    below.label(RichText::new("Nothing lies here yet").size(size::LEAD));
    let about =
        "Lay codes here (C), memos (M), or quotations from any list of quotes (“Lay on a board”).";
    below.label(RichText::new(about).color(theme.quiet));
}

/// Says something in the status line.
fn say(desk: &mut Desk, words: impl Into<String>) {
    desk.notice = Some(Notice::plain(words.into()));
}

/// Goes to the boards.
pub fn go_to(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Board);
        desk.board.take_keyboard();
    });
}
