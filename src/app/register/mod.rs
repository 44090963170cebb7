//! The register on the page: people, cases, meetings, sources and attributes, each in a spreadsheet that is edited in place.

mod actions;
mod empty;
mod exchange;
mod head;
mod opening;
mod speakers;
mod tables;
mod writing;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::{Context, Popup, Ui, UiBuilder};

use super::Window;
use super::desk::{Desk, Selected, Workspace};
use super::notice::Notice;
use super::spreadsheet::{self, Data, Event, Spreadsheet};
use super::theme::space;
use super::{commands, menu};
use crate::analysis::{self, Spoken, not_registered};
use crate::domain::PersonId;
use crate::project::{RegisterColumn, RegisterPlan, RegisterRow, RegisterTable, RowToWrite};

pub use actions::*;
pub use exchange::{RegisterFile, has_import, read_table, take_import, write_table};
pub use opening::open_spoken;
use speakers::Speakers;
pub use speakers::{can_open, can_take, can_tick, match_speakers, open_place, take, tick};

/// What can be done with cells.
const MENU: &[&[&str]] = &[
    &["Write in the cell", "Clear the cells", "Copy the cells"],
    &["Fill the cells downwards", "Fill the cells rightwards"],
    &["Add a row", "Delete the rows", "Merge people"],
    &["Export the register…", "Import into the register…"],
];

/// The register on the page.
#[derive(Default)]
pub struct RegisterView {
    tab: RegisterTable,
    sheets: [Spreadsheet; RegisterTable::ALL.len()],
    /// What the spreadsheets show, each with what its columns stand for and what it was made for.
    made: [Option<Made>; RegisterTable::ALL.len()],
    version: u64,
    queue: writing::Queue,
    /// What is quoted of whom, after which step it was counted, and after which it is being counted.
    spoken: Option<(i64, HashMap<String, Spoken>)>,
    counting: Option<i64>,
    /// Whether private columns are hidden.
    hides_private: bool,
    /// The row that the inspector was shown last.
    shown: Option<RegisterRow>,
    focuses_filter: bool,
    import: Option<RegisterPlan>,
    /// Names in the texts that are matched to people; shown in place of a table.
    speakers: Speakers,
}

/// A table as it is shown.
struct Made {
    seq: i64,
    /// After which step what is quoted was counted.
    counted: Option<i64>,
    data: Arc<Data>,
    columns: Vec<RegisterColumn>,
    /// How many people have a name that tells more of them than the columns do.
    untold: usize,
    /// How many speak in the texts whom no row of people names.
    unknown: usize,
}

impl RegisterView {
    /// Has the cells take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        match self.speakers.is_shown {
            true => self.speakers.take_keyboard(),
            false => self.sheet_mut(self.tab).take_keyboard(),
        }
    }

    /// Whether the cells have the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(spreadsheet::id()))
    }

    /// Whether a list of the speakers has the keyboard.
    pub fn speakers_have_keyboard(&self, ctx: &Context) -> bool {
        self.speakers.is_shown && speakers::have_keyboard(ctx)
    }

    /// Whether what is private is shown.
    pub fn shows_private(&self) -> bool {
        !self.hides_private
    }

    fn sheet(&self, table: RegisterTable) -> &Spreadsheet {
        &self.sheets[table as usize]
    }

    fn sheet_mut(&mut self, table: RegisterTable) -> &mut Spreadsheet {
        &mut self.sheets[table as usize]
    }

    /// What is quoted of whoever bears a name, once it is counted.
    fn spoken_by(&self, name: &str) -> Option<&Spoken> {
        self.spoken.as_ref().and_then(|(_, spoken)| spoken.get(&name.to_lowercase()))
    }

    /// In how many quotations whoever bears a name speaks, once that is counted.
    pub fn quotations_of(&self, name: &str) -> Option<usize> {
        let (_, spoken) = self.spoken.as_ref()?;
        Some(spoken.get(&name.to_lowercase()).map_or(0, |spoken| spoken.quotations))
    }

    /// Hides private columns in all tables, or shows them.
    fn set_hides_private(&mut self, hides: bool) {
        self.hides_private = hides;
        for sheet in &mut self.sheets {
            sheet.set_private(!hides);
        }
    }

    fn data(&self, table: RegisterTable) -> Option<&Arc<Data>> {
        self.made[table as usize].as_ref().map(|made| &made.data)
    }

    /// What the column of this name stands for.
    fn column_named(&self, table: RegisterTable, name: &str) -> Option<RegisterColumn> {
        let made = self.made[table as usize].as_ref()?;
        made.data.column(name).and_then(|at| made.columns.get(at).copied())
    }

    /// The rows that are selected, as they are shown.
    fn selected(&self) -> Vec<RegisterRow> {
        let data = self.data(self.tab).filter(|_| !self.speakers.is_shown);
        let Some(data) = data else { return Vec::new() };
        let keys = self.sheet(self.tab).selected_rows(data);
        keys.into_iter().map(|key| tables::row(self.tab, key)).collect()
    }

    /// The people who can become one, who stays first: those selected, or two who are written nearly the same.
    fn people_to_merge(&self) -> Vec<PersonId> {
        match self.speakers.is_shown {
            true => self.speakers.alike_at_cursor(),
            false => actions::people(&self.selected()),
        }
    }
}

/// Goes to a table.
pub fn go_to(window: &mut Window, table: RegisterTable) {
    window.with_desk(|desk| {
        keep_typed(desk);
        desk.go(Workspace::Register);
        desk.register.tab = table;
        desk.register.speakers.is_shown = false;
        desk.register.take_keyboard();
    });
}

/// Gives the project what is being written in a cell.
pub fn keep_typed(desk: &mut Desk) {
    let view = &mut desk.register;
    let table = view.tab;
    let Some(data) = view.data(table).cloned() else { return };
    if let Some(Event::Wrote(writes)) = view.sheet_mut(table).finish(&data) {
        writing::write(desk, table, writes);
    }
}

/// Has the table that is shown made anew, where the project has changed since.
fn keep_fresh(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let seq = snapshot.seq;
    let view = &mut desk.register;
    let table = view.tab;
    // What is quoted is counted for people only, and the figures that were there stay until the next are.
    let is_counted = view.spoken.as_ref().is_some_and(|(counted, _)| *counted == seq);
    if table == RegisterTable::People && !is_counted && view.counting != Some(seq) {
        view.counting = Some(seq);
        desk.ask(
            |project| {
                let snapshot = project.snapshot();
                (snapshot.seq, analysis::spoken(&snapshot.study()))
            },
            |desk, counted| {
                desk.register.counting = None;
                desk.register.spoken = Some(counted);
            },
        );
    }
    let view = &mut desk.register;
    let counted = view.spoken.as_ref().map(|(seq, _)| *seq);
    let is_fresh = view.made[table as usize].as_ref().is_some_and(|made| {
        made.seq == seq && (made.counted == counted || table != RegisterTable::People)
    });
    if !is_fresh {
        view.version += 1;
        let spoken = view.spoken.as_ref().map(|(_, spoken)| spoken);
        let (data, columns) = tables::made(&snapshot, table, spoken, view.version);
        let (untold, unknown) = match table {
            RegisterTable::People => {
                let cells = tables::told_by_names(&snapshot);
                let rows: HashSet<RowToWrite> = cells.iter().map(|cell| cell.row).collect();
                (rows.len(), not_registered(snapshot.speakers(), &snapshot.people).len())
            }
            _ => (0, 0),
        };
        let data = Arc::new(data);
        view.made[table as usize] = Some(Made { seq, counted, data, columns, untold, unknown });
    }
}

/// Draws the register.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    if desk.register.speakers.is_shown {
        speakers::draw(window, ui);
        return;
    }
    keep_fresh(desk);
    let table = desk.register.tab;
    let Some(data) = desk.register.data(table).cloned() else { return };
    let mut view = std::mem::take(&mut desk.register);
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let mut drawn = spreadsheet::Drawn::default();
    let mut wanted = None;
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        let asked = head::draw(&mut view, ui, &data);
        wanted = asked;
        if exchange::preview(&mut view, ui) {
            wanted = wanted.or(Some(exchange::TAKE));
        }
        if data.rows.is_empty() {
            wanted = wanted.or(empty::draw(table, ui));
        }
        drawn = spreadsheet::draw(view.sheet_mut(table), ui, &data);
    });
    desk.register = view;
    for event in drawn.events {
        match event {
            Event::Wrote(writes) => writing::write(desk, table, writes),
            Event::Opened(row, column) => opening::open(desk, table, row, &column),
            Event::Told(said) => desk.notice = Some(Notice::plain(said)),
        }
    }
    follow(desk, &data, ui.ctx());
    let mut command = wanted.and_then(commands::named);
    if let Some(response) = drawn.menu {
        Popup::context_menu(&response)
            .show(|ui| command = menu::entries(ui, window, MENU).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// Shows the row at the cursor in the inspector, when the cursor comes into another one.
fn follow(desk: &mut Desk, data: &Data, ctx: &Context) {
    let view = &desk.register;
    let table = view.tab;
    let at = view.sheet(table).row_at_cursor(data).map(|key| tables::row(table, key));
    if at == view.shown || !view.has_keyboard(ctx) {
        return;
    }
    desk.register.shown = at;
    desk.selected = match at {
        Some(RegisterRow::Person(id)) => Selected::Person(id),
        Some(RegisterRow::Case(id)) => Selected::Case(id),
        Some(RegisterRow::Meeting(id)) => Selected::Meeting(id),
        Some(RegisterRow::Source(id)) => Selected::Source(id),
        Some(RegisterRow::Attribute(id)) => Selected::Attribute(id),
        None => return,
    };
}
