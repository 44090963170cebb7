//! What is to be looked at before a study goes out: words that may identify somebody, square brackets, quotations whose words
//! were changed, and the answers to each question.
//!
//! Lists are put together in the background and stay as they are while one looks at a place they led to, so that Back returns
//! to the same row.

mod actions;
mod answer_rows;
mod answers;
mod brackets;
mod head;
mod moved;
mod names;
mod places;
mod row;
mod slices;
mod terms;

use egui::{Context, Id, Popup, Rect, Response, Ui, UiBuilder, pos2, vec2};

use super::Window;
use super::desk::{Desk, Workspace};
use super::theme::{Theme, space};
use super::{commands, menu};
use crate::domain::{Term, TermId};
use crate::project::Snapshot;

use super::list::Drawn;
pub use actions::*;
use answers::Answers;
use brackets::Brackets;
use moved::Moved;
use names::Names;
use terms::TermList;

/// The widest that rows are set, in points.
const MEASURE: f32 = 760.0;

/// What is looked at, each behind its tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Words that may identify somebody.
    #[default]
    Names,
    /// Square brackets.
    Brackets,
    /// Quotations whose words were replaced or removed.
    Quotations,
    /// Answers by question.
    Answers,
}

/// A list that can have the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Words that may identify somebody.
    Names,
    /// The private terms.
    Terms,
    /// Square brackets.
    Brackets,
    /// Quotations to look at.
    Quotations,
    /// The questions that have answers.
    Questions,
    /// The answers to one of them.
    Answers,
}

impl Part {
    /// Every list.
    pub const ALL: &[Self] = &[
        Self::Names,
        Self::Terms,
        Self::Brackets,
        Self::Quotations,
        Self::Questions,
        Self::Answers,
    ];
    /// Those whose rows stand somewhere in a text.
    pub const IN_TEXTS: &[Self] = &[Self::Names, Self::Brackets, Self::Quotations, Self::Answers];
    /// Those that put the same words together.
    pub const WORDS: &[Self] = &[Self::Names, Self::Brackets];

    /// Its key for the keyboard.
    fn id(self) -> Id {
        Id::unique(("check", self))
    }
}

/// What is checked.
#[derive(Default)]
pub struct CheckView {
    tab: Tab,
    names: Names,
    terms: TermList,
    brackets: Brackets,
    moved: Moved,
    answers: Answers,
    /// Whether the line that filters the list is to take the keyboard in the next frame.
    filters: bool,
    /// How high the foot was in the last frame.
    foot: f32,
}

/// What a list is drawn from.
struct Frame<'a> {
    ctx: Context,
    snapshot: &'a Snapshot,
    page_size: f32,
    column: Column,
    /// Whether nothing floats above the window.
    free: bool,
}

/// Where rows stand.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    width: f32,
}

/// What a click asks for, to be done once the view is drawn.
#[derive(Default)]
struct Wanted {
    /// The command of this name.
    command: Option<&'static str>,
    /// The rows that were drawn, and the menu that each has.
    rows: Vec<Response>,
    menu: Menu,
    /// The same for the private terms.
    terms: Vec<Response>,
    terms_menu: Menu,
    /// A private term that was written, in the place of another or as a new one.
    term: Option<(Option<TermId>, Term)>,
    /// Whether no term is to be written any more.
    closes_form: bool,
}

/// Names of commands in groups.
type Menu = &'static [&'static [&'static str]];

impl CheckView {
    /// Has the list that is shown take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.focus(self.part());
    }

    /// Has one of the lists take the keyboard in the next frame.
    fn focus(&mut self, part: Part) {
        self.names.places.list.take_keyboard(part == Part::Names);
        self.terms.list.take_keyboard(part == Part::Terms);
        self.brackets.places.list.take_keyboard(part == Part::Brackets);
        self.moved.list.take_keyboard(part == Part::Quotations);
        self.answers.questions.take_keyboard(part == Part::Questions);
        self.answers.list.take_keyboard(part == Part::Answers);
    }

    /// The list that has the keyboard.
    pub fn part_with_keyboard(&self, ctx: &Context) -> Option<Part> {
        let focused = ctx.memory(|memory| memory.focused())?;
        let terms = (self.tab == Tab::Names && self.terms.is_open).then_some(Part::Terms);
        [Some(self.part()), terms].into_iter().flatten().find(|part| part.id() == focused)
    }

    /// How many private terms there are, as far as is known.
    pub fn term_count(&self) -> usize {
        self.terms.known.len()
    }

    /// The list that is shown below the tabs.
    fn part(&self) -> Part {
        match self.tab {
            Tab::Names => Part::Names,
            Tab::Brackets => Part::Brackets,
            Tab::Quotations => Part::Quotations,
            Tab::Answers if self.answers.open.is_some() => Part::Answers,
            Tab::Answers => Part::Questions,
        }
    }
}

/// Has read what the list that is shown is made of.
fn keep_fresh(desk: &mut Desk) {
    match desk.check.tab {
        Tab::Names => {
            terms::keep_fresh(desk);
            names::keep_fresh(desk);
        }
        Tab::Brackets => brackets::keep_fresh(desk),
        Tab::Quotations => {}
        Tab::Answers => answers::keep_fresh(desk),
    }
}

/// Draws the check.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let (free, page_size) = (window.nothing_floats(), window.settings.page_size);
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.check);
    let (ctx, column) = (ui.ctx().clone(), column(ui));
    let frame = Frame { ctx, snapshot: &snapshot, page_size, column, free };
    view.moved.renew(&snapshot);
    view.names.places.renew(ui.ctx(), &snapshot);
    view.brackets.places.renew(ui.ctx(), &snapshot);
    let mut wanted = Wanted::default();
    ui.add_space(space::SECTION);
    within(ui, column, |ui| head::tabs(&view, ui, &mut wanted));
    match view.tab {
        Tab::Names => names::draw(&mut view, ui, &frame, &mut wanted),
        Tab::Brackets => brackets::draw(&mut view, ui, &frame, &mut wanted),
        Tab::Quotations => moved::draw(&mut view, ui, desk, &frame, &mut wanted),
        Tab::Answers => answers::draw(&mut view, ui, desk, &frame, &mut wanted),
    }
    desk.check = view;
    let mut command = wanted.command.and_then(commands::named);
    // Only now: what can be done is asked of the window, which has its view back.
    for (rows, entries) in [(&wanted.rows, wanted.menu), (&wanted.terms, wanted.terms_menu)] {
        for row in rows {
            Popup::context_menu(row)
                .show(|ui| command = menu::entries(ui, window, entries).or(command));
        }
    }
    if let Some((of, term)) = wanted.term {
        actions::keep_term(window, of, term);
    } else if wanted.closes_form {
        window.with_desk(|desk| {
            desk.check.terms.form = None;
            desk.check.take_keyboard();
        });
    }
    if let Some(command) = command {
        window.with_desk(|desk| desk.check.take_keyboard());
        window.run(command);
    }
}

fn column(ui: &Ui) -> Column {
    let room = ui.max_rect();
    let width = MEASURE.min(room.width() - 2.0 * space::PAGE).max(120.0);
    let left = (room.left() + (room.width() - width) / 2.0).max(room.left() + space::PAGE);
    Column { left: left.round(), width: width.round() }
}

/// Draws something in the column.
fn within<R>(ui: &mut Ui, column: Column, add: impl FnOnce(&mut Ui) -> R) -> R {
    let top = ui.cursor().top();
    let room = Rect::from_min_size(pos2(column.left, top), vec2(column.width, f32::INFINITY));
    let add = |ui: &mut Ui| {
        ui.set_width(column.width);
        add(ui)
    };
    ui.scope_builder(UiBuilder::new().max_rect(room), add).inner
}

/// What is drawn where.
enum Room {
    /// The list.
    List,
    /// What stands below it.
    Foot,
}

/// Draws a list above a foot that is as high as its contents; gives what happened in the list. `foot` is how high it was in
/// the last frame.
fn above_foot(
    ui: &mut Ui,
    frame: &Frame<'_>,
    foot: &mut f32,
    mut add: impl FnMut(&mut Ui, Room) -> Drawn,
) -> Drawn {
    let theme = Theme::of(ui.ctx());
    let area = ui.available_rect_before_wrap();
    let across = ui.max_rect().x_range();
    let line = egui::Stroke::new(1.0, theme.rule);
    ui.painter().hline(across, area.top(), line);
    let bottom = (area.bottom() - *foot).max(area.top());
    let above = Rect::from_min_max(area.min, pos2(area.max.x, bottom));
    let drawn = ui.scope_builder(UiBuilder::new().max_rect(above), |ui| add(ui, Room::List)).inner;
    ui.painter().hline(across, bottom, line);
    let Column { left, width } = frame.column;
    let below = pos2(left, bottom + space::INSIDE);
    let room = Rect::from_min_max(below, pos2(left + width, f32::INFINITY));
    let shown = ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.set_width(width);
        add(ui, Room::Foot);
    });
    let now = shown.response.rect.height() + 2.0 * space::INSIDE;
    if (now - *foot).abs() > 0.5 {
        *foot = now;
        ui.ctx().request_repaint();
    }
    drawn
}

/// Goes to one of the lists.
pub fn go_to(window: &mut Window, tab: Tab) {
    window.with_desk(|desk| {
        desk.go(Workspace::Check);
        desk.check.tab = tab;
        desk.check.terms.form = None;
        desk.check.take_keyboard();
    });
}
