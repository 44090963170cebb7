//! Tables on the page: what stands in a study counted by row and column, and how widespread codes are. They are counted in the
//! background; the table that was counted last stays until the next one is there.

mod actions;
mod choices;
mod chosen;
mod figures;
pub(in crate::app) mod grid;
mod who;

use std::sync::Arc;

use egui::{Popup, RichText, Ui, UiBuilder};

use super::Window;
use super::commands;
use super::desk::{Desk, Selected, Workspace};
use super::menu;
use super::notice::Notice;
use super::theme::{self, Theme, size, space};
use crate::analysis::query::{self, Condition, Query};
use crate::analysis::questions;
use crate::analysis::table::{Prevalence, PrevalenceAsk, Shown, Table, within};
use crate::domain::CodeId;
use crate::project::{ProjectError, Snapshot, TableAsk};

pub use actions::*;
use choices::{Choices, Wanted};
pub use choices::{dimension_words, dimensions};
use chosen::Choosing;
use figures::{OfPrevalence, OfTable};
use grid::{Behind, Drawn, Figures, Grid, Part, Sorted};
use who::{Listed, Picked};

/// What is looked at, each behind its tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Figures by row and column.
    #[default]
    Table,
    /// How widespread codes are.
    Prevalence,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Table(TableAsk),
    Prevalence(PrevalenceAsk),
}

/// What was counted.
enum Counted {
    Table(Table),
    Prevalence(Prevalence),
}

/// Tables on the page.
#[derive(Default)]
pub struct TablesView {
    tab: Tab,
    choices: Choices,
    grid: Grid,
    /// What was counted last, with what was asked and the step after which it was counted.
    counted: Option<(Asked, i64, Arc<Counted>)>,
    /// Why what is asked could not be counted.
    trouble: Option<(Asked, i64, String)>,
    /// What is being counted.
    counting: Option<(Asked, i64)>,
    /// The rows in the order they are shown, and what this was made for.
    order: Vec<usize>,
    ordered_for: Option<(Asked, i64, Option<Sorted>, Shown)>,
    /// The largest figure, by which the others are tinted.
    largest: f64,
    /// The list of codes to choose from, while it is open.
    choosing: Option<Choosing>,
    /// Those whom a figure of prevalence counts, while they are listed.
    listed: Option<Listed>,
}

/// What can be done with a figure, and with a row's name.
const CELL_MENU: &[&[&str]] = &[
    &["Open the quotes of this figure"],
    &["Sort by this column", "Only the codes of this branch", "Choose the codes…"],
    &["Transpose the table", "Tint the table"],
    &["Copy the table", "Export the table…"],
];
/// What can be done with a heading.
const HEADING_MENU: &[&[&str]] = &[
    &["Sort by this column", "Sort by name"],
    &["Choose the codes…", "Transpose the table", "Tint the table"],
    &["Copy the table", "Export the table…"],
];
/// What can be done with what stands above the names.
const CORNER_MENU: &[&[&str]] = &[
    &["Sort by name"],
    &["Choose the codes…", "Transpose the table"],
    &["Copy the table", "Export the table…"],
];

impl TablesView {
    /// Has the table take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.grid.takes_keyboard = true;
    }

    /// Whether the table has the keyboard.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(grid::id()))
    }

    fn asked(&self) -> Asked {
        match self.tab {
            Tab::Table => Asked::Table(self.choices.table()),
            Tab::Prevalence => Asked::Prevalence(self.choices.prevalence()),
        }
    }

    /// The table that is shown, where it is one.
    fn table(&self) -> Option<&Table> {
        match self.counted.as_ref().map(|(_, _, counted)| &**counted) {
            Some(Counted::Table(table)) if self.tab == Tab::Table => Some(table),
            _ => None,
        }
    }

    /// A condition, of what is counted only.
    fn within_base(&self, condition: Condition) -> Condition {
        match self.choices.base.as_ref().filter(|_| self.tab == Tab::Table) {
            Some(base) => within(base.holds.clone(), condition),
            None => condition,
        }
    }

    /// How widespread codes are, where that is shown.
    fn prevalence(&self) -> Option<&Prevalence> {
        match self.counted.as_ref().map(|(_, _, counted)| &**counted) {
            Some(Counted::Prevalence(found)) if self.tab == Tab::Prevalence => Some(found),
            _ => None,
        }
    }

    /// What the rows that are shown were made for.
    fn state(&self) -> Option<(Asked, i64, Option<Sorted>, Shown)> {
        let (asked, seq, _) = self.counted.as_ref()?;
        Some((asked.clone(), *seq, self.grid.sorted, self.shown()))
    }

    /// How the figures are shown: a coefficient only where there is one.
    fn shown(&self) -> Shown {
        match self.table() {
            Some(table) if !table.has_coefficient() && self.choices.shown == Shown::Coefficient => {
                Shown::Counts
            }
            _ => self.choices.shown,
        }
    }
}

/// Goes to a tab.
pub fn go_to(window: &mut Window, tab: Tab) {
    window.with_desk(|desk| {
        desk.go(Workspace::Tables);
        desk.tables.tab = tab;
        desk.tables.take_keyboard();
    });
}

/// Has counted what is asked, where it or the project has changed since.
fn keep_fresh(desk: &mut Desk) {
    read_questions(desk);
    let seq = desk.snapshot.seq;
    let view = &mut desk.tables;
    let asked = view.asked();
    let is_for = |of: Option<(&Asked, i64)>| of == Some((&asked, seq));
    if is_for(view.counted.as_ref().map(|(asked, seq, _)| (asked, *seq)))
        || is_for(view.trouble.as_ref().map(|(asked, seq, _)| (asked, *seq)))
        || view.counting.is_some()
    {
        return;
    }
    view.counting = Some((asked.clone(), seq));
    let question = asked.clone();
    desk.ask_or_never(
        move |project| {
            let counted = match &question {
                Asked::Table(asked) => project.table(asked).map(Counted::Table),
                Asked::Prevalence(asked) => project.prevalence(asked).map(Counted::Prevalence),
            };
            (project.snapshot().seq, counted)
        },
        move |desk, answer| {
            desk.tables.counting = None;
            let (seq, counted) = answer.unwrap_or((seq, Err(ProjectError::Interrupted)));
            match counted {
                Ok(counted) => {
                    desk.tables.trouble = None;
                    desk.tables.counted = Some((asked, seq, Arc::new(counted)));
                }
                Err(error) => desk.tables.trouble = Some((asked, seq, error.to_string())),
            }
        },
    );
}

/// Has read the questions of surveys and templates, by which it can be told who was asked.
fn read_questions(desk: &mut Desk) {
    let marked = desk.snapshot.marked;
    let view = &mut desk.tables;
    let known = view.choices.questions.as_ref().map(|(marked, _)| *marked);
    if view.tab != Tab::Prevalence || known == Some(marked) {
        return;
    }
    view.choices.questions = Some((marked, Vec::new()));
    desk.ask(
        |project| project.answers().map(|marked| questions(&marked)),
        move |desk, found| match found {
            Ok(found) => {
                let names = found.into_iter().map(|(question, _)| question).collect();
                desk.tables.choices.questions = Some((marked, names));
            }
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        },
    );
}

/// Draws the tables.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let listed = desk.quotes.shown().map(|(query, _)| query.clone());
    let listed = listed.filter(|query| !query.holds.is_everything());
    let mut view = std::mem::take(&mut desk.tables);
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let mut wanted = Wanted::default();
    let mut drawn = Drawn::default();
    let mut behind = Behind::Nothing;
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        tabs(ui, &mut view);
        ui.add_space(space::INSIDE);
        if snapshot.codes.is_empty() || snapshot.counts.quotations() == 0 {
            empty(ui);
            return;
        }
        wanted = choices::draw(&mut view, ui, &snapshot);
        if view.tab == Tab::Table {
            base(&mut view, ui, listed.as_ref(), &snapshot);
        }
        let trouble = view.trouble.as_ref().filter(|(asked, ..)| *asked == view.asked());
        if let Some((.., trouble)) = trouble {
            let theme = Theme::of(ui.ctx());
            ui.add_space(space::INSIDE);
            ui.label(RichText::new(trouble).color(theme.danger));
            return;
        }
        let Some((.., counted)) = view.counted.clone() else { return };
        let shown = view.shown();
        let theme = Theme::of(ui.ctx());
        match (&*counted, view.tab) {
            (Counted::Table(table), Tab::Table) => {
                if view.ordered_for != view.state() {
                    let figures = OfTable::new(table, shown, &snapshot, (None, theme));
                    view.largest = figures.largest();
                }
                let tinted = view.choices.is_tinted.then_some(view.largest);
                let figures = OfTable::new(table, shown, &snapshot, (tinted, theme));
                (drawn, behind) = lay_out(&mut view, ui, &figures, &table.title(shown));
            }
            (Counted::Prevalence(found), Tab::Prevalence) => {
                let figures = OfPrevalence::new(found, &snapshot, theme);
                let (one, _) = found.among.words();
                let title = format!("How widespread each code is, by {one}");
                let mut names = view.listed.take();
                let (mut above, mut below) = halves(ui, names.is_some());
                if let Some(listed) = &mut names {
                    match listed.ui(&mut below, found, &snapshot.codes) {
                        Picked::Yet => view.listed = names,
                        Picked::Closed => view.grid.takes_keyboard = true,
                        Picked::Opened(condition) => {
                            view.listed = names;
                            behind = Behind::Quotes(condition);
                        }
                    }
                }
                let (grid, opened) = lay_out(&mut view, &mut above, &figures, &title);
                drawn = grid;
                if !matches!(opened, Behind::Nothing) {
                    behind = opened;
                }
            }
            // Not counted yet.
            _ => {}
        }
    });
    if let Some(what) = wanted.codes {
        let selected = selected_code(desk);
        view.choosing = Some(Choosing::new(&mut view.choices, what, selected));
    }
    if let Some(mut choosing) = view.choosing.take() {
        if choosing.ui(ui, &mut view.choices, &snapshot.codes) {
            view.choosing = Some(choosing);
        } else {
            view.grid.start_over();
        }
    }
    desk.tables = view;
    show(desk, behind);
    let mut command = wanted.command.and_then(commands::named);
    if drawn.is_copied {
        command = commands::named("Copy the table");
    }
    if let Some((response, part)) = &drawn.menu {
        let entries = match part {
            Part::Cell | Part::Row => CELL_MENU,
            Part::Heading => HEADING_MENU,
            Part::Corner => CORNER_MENU,
        };
        Popup::context_menu(response)
            .show(|ui| command = menu::entries(ui, window, entries).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// Shows what stands behind a figure.
fn show(desk: &mut Desk, behind: Behind) {
    match behind {
        Behind::Nothing => {}
        Behind::Quotes(condition) => {
            let within = desk.tables.within_base(condition);
            desk.open_quotes_of(&within);
        }
        Behind::Somebody(who) => desk.tables.listed = Some(Listed { who, is_fresh: true }),
    }
}

/// The code that is selected elsewhere.
fn selected_code(desk: &Desk) -> Option<CodeId> {
    match desk.selected {
        Selected::Code(code) => Some(code),
        _ => None,
    }
}

/// What is free, for the figures and for the names below them, where these are listed.
fn halves(ui: &mut Ui, has_names: bool) -> (Ui, Ui) {
    let free = ui.available_rect_before_wrap();
    let height = if has_names { who::HEIGHT.min(free.height() / 2.0) } else { 0.0 };
    let (above, below) = free.split_top_bottom_at_y(free.bottom() - height);
    let mut child = |name: &str, area| ui.new_child(UiBuilder::new().id_salt(name).max_rect(area));
    (child("figures", above), child("names", below))
}

/// Offers to count only what is listed among the quotes, and says what is counted then.
fn base(view: &mut TablesView, ui: &mut Ui, listed: Option<&Query>, snapshot: &Snapshot) {
    let base = &mut view.choices.base;
    let Some(of) = base.clone().or_else(|| listed.cloned()) else { return };
    ui.horizontal_wrapped(|ui| {
        let mut is_on = base.is_some();
        if theme::check(ui, &mut is_on, "Only what answers the question").changed() {
            *base = is_on.then(|| of.clone());
        }
        let line = query::print(&of, snapshot);
        let quiet = Theme::of(ui.ctx()).quiet;
        ui.add(egui::Label::new(RichText::new(line).color(quiet)).truncate());
    });
}

/// Draws the figures below their title; gives what happened to them, and what stands behind the one that was opened.
fn lay_out(
    view: &mut TablesView,
    ui: &mut Ui,
    figures: &dyn Figures,
    title: &str,
) -> (Drawn, Behind) {
    let now = view.state();
    if view.ordered_for != now {
        view.order = figures.order(view.grid.sorted);
        view.ordered_for = now;
    }
    let theme = Theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
        let said = if view.counting.is_some() { "Counting…" } else { "" };
        ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
    });
    let about = figures.about();
    ui.add(egui::Label::new(RichText::new(about).size(size::SMALL).color(theme.quiet)).wrap());
    ui.add_space(space::TIGHT);
    let drawn = grid::draw(&mut view.grid, ui, figures, &view.order);
    let opened = drawn.opened.map(|(row, column)| figures.behind(row, column));
    (drawn, opened.unwrap_or(Behind::Nothing))
}

fn tabs(ui: &mut Ui, view: &mut TablesView) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (tab, name) in [(Tab::Table, "Table"), (Tab::Prevalence, "Prevalence")] {
            let chosen = view.tab == tab;
            let text = RichText::new(name).size(size::BODY);
            let text = if chosen { text.font(theme::interface_bold(size::BODY)) } else { text };
            if ui.selectable_label(chosen, text).clicked() && !chosen {
                view.tab = tab;
                view.listed = None;
                view.grid.start_over();
            }
        }
    });
}

/// What stands where nothing can be counted yet.
fn empty(ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::SECTION);
    ui.label(RichText::new("Nothing is coded yet").size(size::LEAD));
    let about = "Here quotations, people and cases are counted by code, site, kind of source and more; each figure opens the \
                 quotes behind it.";
    ui.label(RichText::new(about).color(theme.quiet));
}

/// Says what was done.
fn say(desk: &mut Desk, words: impl Into<String>) {
    desk.notice = Some(Notice::plain(words.into()));
}
