//! Commands of the register.

use egui::{Key, KeyboardShortcut};

use super::{Command, Reach, ctrl, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::register;
use crate::project::RegisterTable;

const fn of_cells(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Register, available, run }
}

const fn of_speakers(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Speakers, available, run }
}

const fn go(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Anywhere, available: open, run }
}

pub(super) const COMMANDS: &[Command] = &[
    go(
        "Register",
        "Go to the people, cases, meetings, sources and attributes of the study",
        &[ctrl_shift(Key::R)],
        |window| register::go_to(window, RegisterTable::People),
    ),
    go("Cases of the register", "Go to the table of cases", &[], |window| {
        register::go_to(window, RegisterTable::Cases);
    }),
    go("Meetings of the register", "Go to the table of meetings", &[], |window| {
        register::go_to(window, RegisterTable::Meetings);
    }),
    go("Sources of the register", "Go to the table of sources", &[], |window| {
        register::go_to(window, RegisterTable::Sources);
    }),
    go("Attributes of the register", "Go to the table of attributes", &[], |window| {
        register::go_to(window, RegisterTable::Attributes);
    }),
    of_cells(
        "Write in the cell",
        "Go on with what stands in the cell at the cursor, or open what it counts; typing replaces it",
        &[plain(Key::F2), plain(Key::Enter)],
        open,
        register::edit_cell,
    ),
    of_cells(
        "Clear the cells",
        "Take out what stands in the selected cells",
        &[plain(Key::Delete)],
        open,
        register::clear_cells,
    ),
    of_cells(
        "Copy the cells",
        "Copy the selected cells for a spreadsheet; Ctrl+V pastes cells from one",
        &[ctrl(Key::C)],
        open,
        register::copy_cells,
    ),
    of_cells(
        "Fill the cells downwards",
        "Write the first selected row into those below it; a single one takes what stands above",
        &[ctrl(Key::D)],
        open,
        register::fill_down,
    ),
    of_cells(
        "Fill the cells rightwards",
        "Write the first selected column into those at its right",
        &[ctrl(Key::R)],
        open,
        register::fill_right,
    ),
    of_cells(
        "Select all cells",
        "Select all rows and columns that are shown",
        &[ctrl(Key::A)],
        open,
        register::select_all,
    ),
    of_cells(
        "Add a row",
        "Go to the empty row below all others",
        &[plain(Key::Insert)],
        register::can_grow,
        register::add_row,
    ),
    of_cells(
        "Delete the rows",
        "Delete what stands in the selected rows; Undo brings it back",
        &[ctrl(Key::Delete)],
        register::has_rows,
        register::delete_rows,
    ),
    of_cells(
        "Merge people",
        "Let the selected people be one, the one on top; their sources, meetings and facts come along",
        &[ctrl(Key::M)],
        register::has_people,
        register::merge_people,
    ),
    of_cells(
        "Filter the register",
        "Show only the rows that hold some words",
        &[ctrl(Key::F)],
        open,
        register::filter,
    ),
    of_cells(
        "Only conflicts of the register",
        "Show only rows in which something contradicts something else, or all again",
        &[],
        open,
        register::only_conflicts,
    ),
    of_cells(
        "Private columns",
        "Hide what only the team may see, or show it again",
        &[],
        open,
        register::private_columns,
    ),
    go(
        "Match speakers to people…",
        "See who of the register the names in the texts are, who is new and what contradicts what",
        &[],
        register::match_speakers,
    ),
    of_speakers(
        "Tick the speaker",
        "Have what is said of the speaker taken into the register, or leave it",
        &[plain(Key::Space)],
        register::can_tick,
        register::tick,
    ),
    of_speakers(
        "Go to the speaker’s place",
        "Open the first place in the texts that has the name, or the place of the conflict",
        &[plain(Key::Enter)],
        register::can_open,
        register::open_place,
    ),
    of_speakers(
        "Take what is ticked",
        "Make the people who are new, and link sources to those who speak in them; one step to undo",
        &[ctrl(Key::Enter)],
        register::can_take,
        register::take,
    ),
    Command {
        name: "Take roles and numbers from names",
        help: "Fill empty roles and numbers of people with what their names tell: GP ID 161",
        keys: &[],
        reach: Reach::Anywhere,
        available: register::has_untold_names,
        run: register::take_from_names,
    },
    of_cells(
        "Export the register…",
        "Write the table as it is shown to an Excel or CSV file",
        &[],
        open,
        register::export,
    ),
    of_cells(
        "Write respondents by type…",
        "Write how many people and interviews there are of each role, as reports print it",
        &[],
        open,
        register::export_respondents,
    ),
    of_cells(
        "Write the characteristics of cases…",
        "Write what may be printed of each case to an Excel, CSV or Markdown file",
        &[],
        open,
        register::export_cases,
    ),
    of_cells(
        "Import into the register…",
        "Read a table from an Excel or CSV file; what would change is shown first",
        &[],
        open,
        register::import,
    ),
    of_cells(
        "Take the table into the register",
        "Change the register as the table that was read in says",
        &[],
        register::has_import,
        register::take_import,
    ),
];
