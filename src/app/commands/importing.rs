//! Commands of the import table: files filled in, left out, brought in.

use egui::Key;

use super::{Command, Reach, ctrl, plain};
use crate::app::Window;
use crate::app::desk::Workspace;
use crate::app::importing::{self, Action};

fn shown(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if desk.workspace == Workspace::Import && importing::has_table(desk) => Ok(()),
        _ => Err("No files wait to be imported"),
    }
}

fn act(window: &mut Window, action: Action) {
    window.with_desk(|desk| importing::act(desk, action));
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Bring the files in",
        help: "Import what the table says, as one step that Undo takes back",
        keys: &[ctrl(Key::Enter)],
        reach: Reach::Importing,
        available: shown,
        run: |window| act(window, Action::Import),
    },
    Command {
        name: "Edit the cell",
        help: "Write in the column at the cursor, for every file that is chosen",
        keys: &[plain(Key::F2), plain(Key::Enter)],
        reach: Reach::ImportTable,
        available: shown,
        run: |window| act(window, Action::Edit),
    },
    Command {
        name: "Clear the cell",
        help: "Empty the column at the cursor, for every file that is chosen",
        keys: &[plain(Key::Delete)],
        reach: Reach::ImportTable,
        available: shown,
        run: |window| act(window, Action::Clear),
    },
    Command {
        name: "Fill down",
        help: "Write what the first of the chosen files has in the column at the cursor for all of them",
        keys: &[ctrl(Key::D)],
        reach: Reach::ImportTable,
        available: shown,
        run: |window| act(window, Action::FillDown),
    },
    Command {
        name: "Take in or leave out",
        help: "Have the chosen files come in, or leave them out",
        keys: &[plain(Key::Space)],
        reach: Reach::ImportTable,
        available: shown,
        run: |window| act(window, Action::TakeInOrOut),
    },
    Command {
        name: "Choose all files",
        help: "Choose every file of the import table",
        keys: &[ctrl(Key::A)],
        reach: Reach::ImportTable,
        available: shown,
        run: |window| act(window, Action::ChooseAll),
    },
];
