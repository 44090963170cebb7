//! What commands do in the register.

use egui::Context;

use super::{RegisterFile, writing};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::app::spreadsheet::{Data, Event, Spreadsheet};
use crate::domain::PersonId;
use crate::project::{RegisterRow, RegisterTable};

/// What a command can be done with; otherwise what to do first.
type Available = Result<(), &'static str>;

fn desk(window: &Window) -> Result<&Desk, &'static str> {
    window.desk.as_ref().ok_or("Open a project first")
}

/// Whether a row is selected.
pub fn has_rows(window: &Window) -> Available {
    let any = !desk(window)?.register.selected().is_empty();
    if any { Ok(()) } else { Err("Choose a row of the register first") }
}

/// Whether several people are selected.
pub fn has_people(window: &Window) -> Available {
    match desk(window)?.register.people_to_merge().len() > 1 {
        true => Ok(()),
        false => Err("Select the rows of several people first, the one who stays on top"),
    }
}

/// Whether rows can be added to the table that is shown.
pub fn can_grow(window: &Window) -> Available {
    match desk(window)?.register.tab.can_grow() {
        true => Ok(()),
        false => Err("A source needs a text; import it"),
    }
}

/// Does something with the table that is shown, and writes what comes of it.
fn with_sheet(
    window: &mut Window,
    work: impl FnOnce(&mut Spreadsheet, &Data, &Context) -> Option<Event>,
) {
    let ctx = window.ctx.clone();
    window.with_desk(|desk| {
        let view = &mut desk.register;
        if view.speakers.is_shown {
            return;
        }
        let table = view.tab;
        let Some(data) = view.data(table).cloned() else { return };
        match work(view.sheet_mut(table), &data, &ctx) {
            Some(Event::Wrote(writes)) => writing::write(desk, table, writes),
            Some(Event::Told(said)) => desk.notice = Some(Notice::plain(said)),
            Some(Event::Opened(row, column)) => super::opening::open(desk, table, row, &column),
            None => {}
        }
    });
}

/// Writes in the cell at the cursor, or opens what it counts.
pub fn edit_cell(window: &mut Window) {
    with_sheet(window, |sheet, data, _| sheet.begin(data, None));
}

/// Clears the selected cells.
pub fn clear_cells(window: &mut Window) {
    with_sheet(window, |sheet, data, _| sheet.clear(data));
}

/// Copies the selected cells, for a spreadsheet.
pub fn copy_cells(window: &mut Window) {
    with_sheet(window, |sheet, data, ctx| {
        ctx.copy_text(sheet.copied(data));
        None
    });
}

/// Writes the first selected row into those below it.
pub fn fill_down(window: &mut Window) {
    with_sheet(window, |sheet, data, _| sheet.fill_down(data));
}

/// Writes the first selected column into those at its right.
pub fn fill_right(window: &mut Window) {
    with_sheet(window, |sheet, data, _| sheet.fill_right(data));
}

/// Selects all cells.
pub fn select_all(window: &mut Window) {
    with_sheet(window, |sheet, data, _| {
        sheet.select_all(data);
        None
    });
}

/// Goes to the empty row below all others.
pub fn add_row(window: &mut Window) {
    with_sheet(window, |sheet, _, _| {
        sheet.go_to_new_row();
        None
    });
}

/// Goes to the line that narrows the rows.
pub fn filter(window: &mut Window) {
    window.with_desk(|desk| desk.register.focuses_filter = true);
}

/// Shows only rows with a conflict, or all again.
pub fn only_conflicts(window: &mut Window) {
    with_sheet(window, |sheet, _, _| {
        let only = !sheet.only_conflicts();
        sheet.set_only_conflicts(only);
        sheet.take_keyboard();
        None
    });
}

/// Shows private columns, or hides them.
pub fn private_columns(window: &mut Window) {
    window.with_desk(|desk| {
        let hides = !desk.register.hides_private;
        desk.register.set_hides_private(hides);
    });
}

/// Deletes the selected rows.
pub fn delete_rows(window: &mut Window) {
    window.with_desk(|desk| {
        let rows = desk.register.selected();
        let people = people(&rows);
        let cases = ids(&rows, |row| match row {
            RegisterRow::Case(id) => Some(id),
            _ => None,
        });
        let meetings = ids(&rows, |row| match row {
            RegisterRow::Meeting(id) => Some(id),
            _ => None,
        });
        let sources = ids(&rows, |row| match row {
            RegisterRow::Source(id) => Some(id),
            _ => None,
        });
        let attributes = ids(&rows, |row| match row {
            RegisterRow::Attribute(id) => Some(id),
            _ => None,
        });
        match desk.register.tab {
            RegisterTable::People => desk.just_do(move |project| project.delete_people(&people)),
            RegisterTable::Cases => desk.just_do(move |project| project.delete_cases(&cases)),
            RegisterTable::Meetings => {
                desk.just_do(move |project| project.delete_meetings(&meetings));
            }
            RegisterTable::Sources => desk.just_do(move |project| project.delete_sources(&sources)),
            RegisterTable::Attributes => {
                desk.just_do(move |project| project.delete_attributes(&attributes));
            }
        }
        desk.register.take_keyboard();
    });
}

/// The people among rows.
pub(super) fn people(rows: &[RegisterRow]) -> Vec<PersonId> {
    ids(rows, |row| match row {
        RegisterRow::Person(id) => Some(id),
        _ => None,
    })
}

fn ids<T>(rows: &[RegisterRow], id: impl Fn(RegisterRow) -> Option<T>) -> Vec<T> {
    rows.iter().filter_map(|row| id(*row)).collect()
}

/// Lets the selected people be one, the first of them as they are shown; or two who are written nearly the same.
pub fn merge_people(window: &mut Window) {
    window.with_desk(|desk| {
        let people = desk.register.people_to_merge();
        if let Some((&into, others)) = people.split_first() {
            let others = others.to_vec();
            desk.just_do(move |project| project.merge_people(into, &others));
        }
        desk.register.take_keyboard();
    });
}

/// Whether names tell roles or numbers that stand in no column.
pub fn has_untold_names(window: &Window) -> Available {
    match super::tables::told_by_names(&desk(window)?.snapshot).is_empty() {
        false => Ok(()),
        true => Err("What the names tell stands in the columns already"),
    }
}

/// Takes roles and numbers over from the names of people.
pub fn take_from_names(window: &mut Window) {
    window.with_desk(|desk| {
        let cells = super::tables::told_by_names(&desk.snapshot);
        desk.just_do(move |project| project.write_cells(RegisterTable::People, &cells));
        desk.register.take_keyboard();
    });
}

/// Asks where to write the table that is shown.
pub fn export(window: &mut Window) {
    ask_for_file(window, RegisterFile::Shown);
}

/// Asks where to write respondents by type, people and interviews counted apart.
pub fn export_respondents(window: &mut Window) {
    ask_for_file(window, RegisterFile::Respondents);
}

/// Asks where to write the public characteristics of cases.
pub fn export_cases(window: &mut Window) {
    ask_for_file(window, RegisterFile::Cases);
}

fn ask_for_file(window: &mut Window, table: RegisterFile) {
    window.asking = Some(AskPath::new(Purpose::ExportRegister(table), &window.ctx));
}

/// Asks for a table to read in.
pub fn import(window: &mut Window) {
    window.asking = Some(AskPath::new(Purpose::ImportRegister, &window.ctx));
}
