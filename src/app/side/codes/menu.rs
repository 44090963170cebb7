//! The menus of the code framework: of one code, and of the whole.

use egui::Ui;

use super::{Wish, actions};
use crate::app::Window;
use crate::app::commands;
use crate::app::menu::{self, entry};
use crate::domain::CodeId;

/// The command that brings in a framework.
pub const IMPORT_CODES: &str = "Import a code framework…";

/// The menu of a code.
pub fn of_code(window: &Window, ui: &mut Ui, code: CodeId, wishes: &mut Vec<Wish>) {
    menu::set(ui);
    // The commands work on the selected code: from the next frame on that is this one.
    if actions::chosen(window) != Some(code) {
        wishes.push(Wish::Select(code));
    }
    item(window, ui, "Show quotes of code", "Show quotes", wishes);
    ui.separator();
    item(window, ui, "New code", "New code", wishes);
    item(window, ui, "New sub-code", "New sub-code", wishes);
    ui.separator();
    item(window, ui, "Rename code", "Rename", wishes);
    item(window, ui, "Define code", "Define", wishes);
    item(window, ui, "New memo about what is selected", "New memo about it", wishes);
    item(window, ui, "Lay on a board", "Lay on a board", wishes);
    item(window, ui, "Colour code…", "Colour…", wishes);
    ui.menu_button("Put under number key", |ui| {
        menu::set(ui);
        for number in 1..=9 {
            let holder = holder(window, number);
            let text = match holder {
                Some(name) => format!("{number}   {name}"),
                None => format!("{number}"),
            };
            item(window, ui, &format!("Put code under key {number}"), &text, wishes);
        }
        if actions::number_of_chosen(window).is_some() {
            ui.separator();
            item(window, ui, "Take code off its key", "Take off its key", wishes);
        }
    });
    ui.menu_button("Move", |ui| {
        menu::set(ui);
        item(window, ui, "Move code up", "Up", wishes);
        item(window, ui, "Move code down", "Down", wishes);
        item(window, ui, "Move code in", "Under the code above", wishes);
        item(window, ui, "Move code out", "Out one level", wishes);
    });
    item(window, ui, "Merge code into…", "Merge into…", wishes);
    item(window, ui, "Put codes under a new code…", "Put under a new code…", wishes);
    item(window, ui, "Copy branch…", "Copy branch…", wishes);
    item(window, ui, "Archive codes…", "Archive, or take out…", wishes);
    let only = "Let codes be applied, or only hold others";
    item(window, ui, only, "May be applied, or only holds", wishes);
    item(window, ui, "Split a code…", "Split…", wishes);
    item(window, ui, "History of the code", "History", wishes);
    item(window, ui, "Sources coded before the code", "Coded before it", wishes);
    item(window, ui, "Copy path of code", "Copy path", wishes);
    ui.separator();
    item(window, ui, "Delete code", "Delete", wishes);
}

/// The menu of the whole framework. What other areas of the program offer for it stands here too, where they do.
pub fn of_framework(window: &Window, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    menu::set(ui);
    item(window, ui, "New code", "New code", wishes);
    ui.separator();
    item(window, ui, "Unfold all codes", "Unfold all", wishes);
    item(window, ui, "Fold all codes", "Fold all", wishes);
    ui.separator();
    for name in [IMPORT_CODES, "Export code framework…", "Import codings…", "Export codings…"]
    {
        item(window, ui, name, name, wishes);
    }
}

/// The name of the code under a number key.
fn holder(window: &Window, number: usize) -> Option<String> {
    let snapshot = &window.desk.as_ref()?.snapshot;
    let code = snapshot.quick_codes.get(number - 1).copied().flatten()?;
    snapshot.codes.get(code)?;
    Some(snapshot.codes.telling_name(code))
}

/// One entry: a command under a short name, with its key. Nothing where there is no such command.
fn item(window: &Window, ui: &mut Ui, command: &str, text: &str, wishes: &mut Vec<Wish>) {
    let Some(command) = commands::named(command) else { return };
    if entry(ui, window, command, text) {
        wishes.push(Wish::Run(command));
    }
}
