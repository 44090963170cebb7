//! Commands of the project as a whole.

use egui::Key;

use super::{Command, Reach, ctrl, ctrl_shift, open};
use crate::app::Window;
use crate::app::exporting::Exporting;

fn always(_: &Window) -> Result<(), &'static str> {
    Ok(())
}

fn something_to_undo(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    desk.snapshot.undo.as_ref().map(|_| ()).ok_or("Nothing was done yet")
}

fn something_to_redo(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    desk.snapshot.redo.as_ref().map(|_| ()).ok_or("Nothing was undone")
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "New project…",
        help: "Make a new project file",
        keys: &[ctrl(Key::N)],
        reach: Reach::Anywhere,
        available: always,
        run: Window::ask_new_project,
    },
    Command {
        name: "Open project…",
        help: "Open a project file",
        keys: &[ctrl(Key::O)],
        reach: Reach::Anywhere,
        available: always,
        run: Window::ask_open_project,
    },
    Command {
        name: "Open the sample study",
        help: "Open a copy of the small study that comes with the program",
        keys: &[],
        reach: Reach::Anywhere,
        available: always,
        run: Window::open_sample,
    },
    Command {
        name: "Save a copy…",
        help: "Write a whole copy of the project to a new file",
        keys: &[ctrl_shift(Key::S)],
        reach: Reach::Anywhere,
        available: open,
        run: Window::ask_save_copy,
    },
    Command {
        name: "Close project",
        help: "Close the project; everything is on the disk already",
        keys: &[ctrl(Key::W)],
        reach: Reach::Anywhere,
        available: open,
        run: Window::close_project,
    },
    Command {
        name: "Import files…",
        help: "Bring in transcripts, fieldnotes, documents and surveys, looked through in a table first",
        keys: &[ctrl(Key::I)],
        reach: Reach::Anywhere,
        available: open,
        run: Window::ask_import_files,
    },
    Command {
        name: "Import a folder…",
        help: "Bring in every transcript, fieldnote and document in a folder",
        keys: &[ctrl_shift(Key::I)],
        reach: Reach::Anywhere,
        available: open,
        run: Window::ask_import_folder,
    },
    Command {
        name: "Export quotes…",
        help: "Write what is shown, an output, memos or quotes, or all quotes, to Word, Excel, CSV, Markdown or HTML",
        keys: &[ctrl(Key::E)],
        reach: Reach::Anywhere,
        available: open,
        run: Window::ask_export_quotes,
    },
    Command {
        name: "Export memos…",
        help: "Write the memos that are chosen or listed, or all, with the passages they lead to, to Word, OpenDocument, Markdown or HTML",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| window.exporting = window.desk.as_ref().map(Exporting::of_memos),
    },
    Command {
        name: "Methods appendix…",
        help: "Write what COREQ and SRQR ask of a study, as far as the project’s own record tells it",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| window.exporting = Some(Exporting::of_methods()),
    },
    Command {
        name: "Undo",
        help: "Take back what was done last",
        keys: &[ctrl(Key::Z)],
        reach: Reach::NotTyping,
        available: something_to_undo,
        run: |window| window.with_desk(crate::app::desk::Desk::undo),
    },
    Command {
        name: "Redo",
        help: "Bring back what undo took away",
        keys: &[ctrl_shift(Key::Z), ctrl(Key::Y)],
        reach: Reach::NotTyping,
        available: something_to_redo,
        run: |window| window.with_desk(crate::app::desk::Desk::redo),
    },
    Command {
        name: "Change who codes…",
        help: "Say under which name you code",
        keys: &[],
        reach: Reach::Anywhere,
        available: always,
        run: Window::ask_coder,
    },
];
