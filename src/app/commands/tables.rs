//! Commands of the tables.

use egui::{Key, KeyboardShortcut};

use super::{Command, Reach, ctrl, open, plain};
use crate::app::Window;
use crate::app::tables::{self, Tab};

const fn of_table(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Tables, available, run }
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Tables",
        help: "Count quotations, people and cases by code, case, kind, coder and more",
        keys: &[ctrl(Key::Num8)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| tables::go_to(window, Tab::Table),
    },
    Command {
        name: "Prevalence of codes",
        help: "See in how many cases each code is spoken of, who was asked, who is not coded yet",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| tables::go_to(window, Tab::Prevalence),
    },
    of_table(
        "Open the quotes of this figure",
        "Show the quotes behind the figure, or whom it counts; Back returns to the table",
        &[plain(Key::Enter)],
        tables::has_table,
        tables::open_cell,
    ),
    of_table(
        "Sort by this column",
        "Sort the rows by the figures of this column; again: the other way round; again: as it was",
        &[plain(Key::S)],
        tables::has_table,
        tables::sort_by_column,
    ),
    of_table(
        "Sort by name",
        "Sort the rows by their names; again: the other way round; again: as it was",
        &[plain(Key::N)],
        tables::has_table,
        tables::sort_by_name,
    ),
    of_table(
        "Only the codes of this branch",
        "Leave this code and those below it",
        &[plain(Key::B)],
        tables::is_at_branch,
        tables::only_branch,
    ),
    of_table(
        "Choose the codes…",
        "Tick the codes that are to stand in the table",
        &[plain(Key::C)],
        tables::has_codes,
        tables::choose_codes,
    ),
    of_table(
        "Transpose the table",
        "Put the rows into the columns and the columns into the rows",
        &[plain(Key::T)],
        tables::has_rows_and_columns,
        tables::transpose,
    ),
    of_table(
        "Tint the table",
        "Tint figures by their size, or no more",
        &[plain(Key::H)],
        tables::has_rows_and_columns,
        tables::tint,
    ),
    of_table(
        "Copy the table",
        "Copy the table as it is shown, for a spreadsheet",
        &[ctrl(Key::C)],
        tables::has_table,
        tables::copy,
    ),
    of_table(
        "Export the table…",
        "Write the table as it is shown to an Excel or CSV file, or as a picture (SVG, PNG)",
        &[],
        tables::has_table,
        tables::export,
    ),
];
