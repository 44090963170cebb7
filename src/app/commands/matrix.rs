//! Commands of the framework matrix.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Reach, alt, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::matrix;
use crate::domain::SummaryState;

const fn of_cell(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Matrix, available: matrix::has_cell, run }
}

/// Alt, Shift and a key.
const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Matrix",
        help: "Write and read summaries of each case under each heading, side by side",
        keys: &[ctrl_shift(Key::G)],
        reach: Reach::Anywhere,
        available: open,
        run: matrix::go_to,
    },
    Command {
        name: "New matrix…",
        help: "Make a matrix: its name, its rows, and the branch whose codes are its columns",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: matrix::new_matrix,
    },
    Command {
        name: "Rename the matrix…",
        help: "Give the matrix another name",
        keys: &[],
        reach: Reach::Anywhere,
        available: matrix::has_matrix,
        run: matrix::rename_matrix,
    },
    Command {
        name: "Delete the matrix",
        help: "Delete the matrix; its summaries stay and stand in any other with the same rows and codes",
        keys: &[],
        reach: Reach::Anywhere,
        available: matrix::has_matrix,
        run: matrix::delete_matrix,
    },
    of_cell(
        "Write the summary",
        "Write in the cell; so does any letter that is no key",
        &[plain(Key::Enter), plain(Key::F2)],
        matrix::write_summary,
    ),
    of_cell(
        "Nothing there",
        "Say that it was asked, and that there is nothing to tell",
        &[plain(Key::N)],
        |window| matrix::set_state(window, SummaryState::Nothing),
    ),
    of_cell("Not asked", "Say that nobody asked", &[plain(Key::A)], |window| {
        matrix::set_state(window, SummaryState::NotAsked)
    }),
    Command {
        name: "Clear the summary",
        help: "Take away what is said in the cell: it is not charted",
        keys: &[plain(Key::Delete)],
        reach: Reach::Matrix,
        available: matrix::has_summary,
        run: matrix::clear,
    },
    of_cell(
        "Go to the passages",
        "Go to the passages behind the cell, to link them",
        &[plain(Key::G)],
        matrix::go_to_passages,
    ),
    Command {
        name: "The summary still holds",
        help: "Say that the passages that came since say nothing else; they are new no longer",
        keys: &[alt(Key::H)],
        reach: Reach::Matrix,
        available: matrix::has_summary,
        run: matrix::still_holds,
    },
    of_cell(
        "Read down the heading",
        "Read this heading over all rows as a page",
        &[alt(Key::D)],
        matrix::read_down,
    ),
    of_cell(
        "Read across the row",
        "Read this row under all headings as a page",
        &[alt(Key::A)],
        matrix::read_across,
    ),
    of_cell("Open the row in the register", "See what is known of the row", &[], matrix::open_row),
    of_cell(
        "Move the column left",
        "Put the column one place earlier",
        &[alt_shift(Key::ArrowLeft)],
        |window| matrix::move_column(window, false),
    ),
    of_cell(
        "Move the column right",
        "Put the column one place later",
        &[alt_shift(Key::ArrowRight)],
        |window| matrix::move_column(window, true),
    ),
    of_cell(
        "Hide the column",
        "Leave the column out; what is written in it stays",
        &[alt(Key::X)],
        matrix::hide_column,
    ),
    Command {
        name: "Show all columns",
        help: "Show the hidden columns again",
        keys: &[],
        reach: Reach::Matrix,
        available: matrix::has_hidden,
        run: matrix::show_columns,
    },
    of_cell(
        "Freeze up to this column",
        "Keep the columns up to this one in sight while the others scroll; again: no longer",
        &[alt(Key::F)],
        matrix::freeze,
    ),
    Command {
        name: "Export the matrix…",
        help: "Write the matrix as it is shown to Excel or CSV, or to Word (wide pages), OpenDocument, HTML, Markdown",
        keys: &[],
        reach: Reach::Anywhere,
        available: matrix::has_matrix,
        run: matrix::export,
    },
    Command {
        name: "Import into the matrix…",
        help: "Read summaries from a workbook; what would change is shown before it does",
        keys: &[],
        reach: Reach::Anywhere,
        available: matrix::has_matrix,
        run: matrix::import,
    },
    Command {
        name: "Take the workbook into the matrix",
        help: "Take what the preview shows into the cells, in one step",
        keys: &[],
        reach: Reach::Anywhere,
        available: matrix::has_import,
        run: matrix::take_import,
    },
];
