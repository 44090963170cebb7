//! Commands of sources: brought in, named, sorted by kind, deleted.

use egui::Key;

use super::{Command, Reach, alt, open, plain};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Selected, SideList, Workspace};
use crate::app::importing;
use crate::domain::{SourceId, SourceKind};

fn reported(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if importing::has_report(desk) => Ok(()),
        _ => Err("Nothing was imported since the project was opened"),
    }
}

fn some_chosen(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if !targets(desk).is_empty() => Ok(()),
        _ => Err("Choose a source first"),
    }
}

fn one_chosen(window: &Window) -> Result<(), &'static str> {
    some_chosen(window)?;
    match &window.desk {
        Some(desk) if targets(desk).len() == 1 => Ok(()),
        _ => Err("Choose a single source"),
    }
}

/// The sources a command is about: those chosen in the list, else the one in the inspector.
fn targets(desk: &Desk) -> Vec<SourceId> {
    let chosen = desk.sources.chosen(&desk.snapshot);
    match desk.selected {
        Selected::Source(id) if !chosen.contains(&id) => vec![id],
        _ => chosen,
    }
}

/// The sources that are marked as read or unread: the one on the page, unless the list has the keyboard.
fn to_mark(window: &Window) -> Vec<SourceId> {
    let Some(desk) = &window.desk else { return Vec::new() };
    let on_page = desk.reading.source().filter(|_| desk.workspace == Workspace::Read);
    let chosen = targets(desk);
    match on_page {
        Some(source) if chosen.len() < 2 && !window.sources_have_keyboard(&window.ctx) => {
            vec![source]
        }
        _ => chosen,
    }
}

fn some_to_mark(window: &Window) -> Result<(), &'static str> {
    open(window)?;
    if to_mark(window).is_empty() { Err("Choose a source first") } else { Ok(()) }
}

fn mark(window: &mut Window, read: bool) {
    let sources = to_mark(window);
    window.with_desk(|desk| desk.just_do(move |project| project.set_read(&sources, read)));
}

fn ask_table(window: &mut Window) {
    window.asking = Some(AskPath::new(Purpose::ImportTable, &window.ctx));
}

fn rename(window: &mut Window) {
    let Some(desk) = &mut window.desk else { return };
    let targets = targets(desk);
    let [id] = targets[..] else { return };
    if let Some(info) = desk.snapshot.source(id) {
        let name = info.name.clone();
        desk.side = SideList::Sources;
        desk.sources.rename(id, &name);
        window.settings.side = true;
    }
}

fn make(window: &mut Window, kind: SourceKind) {
    window.with_desk(|desk| {
        let targets = targets(desk);
        desk.just_do(move |project| project.set_source_kind(&targets, kind));
    });
}

fn delete(window: &mut Window) {
    window.with_desk(|desk| {
        let targets = targets(desk);
        desk.just_do(move |project| project.delete_sources(&targets));
    });
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Import a code framework…",
        help: "Bring in codes from a CSV file with the columns path, definition and colour",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: ask_table,
    },
    Command {
        name: "Import codings…",
        help: "Bring in codings from a CSV file with the columns document, start, end, code and coder",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: ask_table,
    },
    Command {
        name: "Show the import report",
        help: "Show what came of the last import, file by file",
        keys: &[],
        reach: Reach::Anywhere,
        available: reported,
        run: |window| window.with_desk(importing::show_report),
    },
    Command {
        name: "Rename source…",
        help: "Give the chosen source another name",
        keys: &[plain(Key::F2)],
        reach: Reach::Sources,
        available: one_chosen,
        run: rename,
    },
    Command {
        name: "Mark as read",
        help: "Say that you have read the source as it stands",
        keys: &[alt(Key::R)],
        reach: Reach::Anywhere,
        available: some_to_mark,
        run: |window| mark(window, true),
    },
    Command {
        name: "Mark as unread",
        help: "Say that you have still to read the source",
        keys: &[],
        reach: Reach::Anywhere,
        available: some_to_mark,
        run: |window| mark(window, false),
    },
    Command {
        name: "Unread for me",
        help: "List only the sources that you have not read as they stand, or all again",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.settings.side = true;
            window.with_desk(|desk| {
                desk.side = SideList::Sources;
                let only = !desk.sources.shows_unread();
                desk.sources.show_unread(only);
            });
        },
    },
    Command {
        name: "Make it an interview",
        help: "Count the chosen sources among the interviews",
        keys: &[],
        reach: Reach::Sources,
        available: some_chosen,
        run: |window| make(window, SourceKind::Interview),
    },
    Command {
        name: "Make it a fieldnote",
        help: "Count the chosen sources among the fieldnotes",
        keys: &[],
        reach: Reach::Sources,
        available: some_chosen,
        run: |window| make(window, SourceKind::Fieldnote),
    },
    Command {
        name: "Make it a document",
        help: "Count the chosen sources among the documents",
        keys: &[],
        reach: Reach::Sources,
        available: some_chosen,
        run: |window| make(window, SourceKind::Document),
    },
    Command {
        name: "Delete sources",
        help: "Delete the chosen sources with everything coded on them; Undo brings them back",
        keys: &[plain(Key::Delete)],
        reach: Reach::Sources,
        available: some_chosen,
        run: delete,
    },
];
