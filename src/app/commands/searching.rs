//! Commands of searching.

use egui::{Key, KeyboardShortcut};

use super::{Command, Reach, ctrl_shift, open};
use crate::app::Window;
use crate::app::desk::{Selected, Workspace};
use crate::app::search::{self, FoundTable, Tab};

const fn command(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Anywhere, available, run }
}

fn a_code_is_selected(window: &Window) -> Result<(), &'static str> {
    match window.desk.as_ref().ok_or("Open a project first")?.selected {
        Selected::Code(_) => Ok(()),
        _ => Err("Select a code first"),
    }
}

fn words_are_selected(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match desk.reading.selection() {
        Some(_) if desk.workspace == Workspace::Read => Ok(()),
        _ => Err("Select some words on the page first"),
    }
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Search in the quotes of this code",
        help: "Look for words in the quotes of the selected code and of those below it",
        keys: &[],
        reach: Reach::Anywhere,
        available: a_code_is_selected,
        run: |window| {
            window.with_desk(|desk| {
                if let Selected::Code(code) = desk.selected {
                    desk.search.narrow_to(code);
                    desk.go(Workspace::Search);
                    desk.search.take_keyboard();
                }
            });
        },
    },
    Command {
        name: "Search for the selected words",
        help: "Look for the words that are selected on the page in the whole study",
        keys: &[],
        reach: Reach::Anywhere,
        available: words_are_selected,
        run: |window| {
            window.with_desk(|desk| {
                let words = desk.reading.selection().zip(desk.reading.text());
                let words = words.map(|(span, text)| text.slice(span).to_owned());
                if let Some(words) = words {
                    desk.search.search_for(&words);
                    desk.go(Workspace::Search);
                }
            });
        },
    },
    command(
        "Search in lines",
        "Show every place of what is searched for in a line of its own (a concordance)",
        &[ctrl_shift(Key::L)],
        open,
        |window| search::go_to(window, Tab::Lines),
    ),
    command(
        "Words of the study",
        "Count how often words stand, in all or by kind of source or case",
        &[ctrl_shift(Key::W)],
        open,
        |window| search::go_to(window, Tab::Words),
    ),
    command(
        "Abbreviations and synonyms…",
        "Say which words and phrases mean the same, so that a search for one finds all",
        &[],
        open,
        |window| search::go_to(window, Tab::Synonyms),
    ),
    command(
        "Copy the lines",
        "Copy the lines as they are shown, for a spreadsheet",
        &[],
        search::has_lines,
        |window| search::copy(window, FoundTable::Lines),
    ),
    command(
        "Export the lines…",
        "Write the lines as they are shown to a CSV file",
        &[],
        search::has_lines,
        |window| search::export(window, FoundTable::Lines),
    ),
    command(
        "Copy the words",
        "Copy the words with their figures as they are shown, for a spreadsheet",
        &[],
        search::has_words,
        |window| search::copy(window, FoundTable::Words),
    ),
    command(
        "Export the words…",
        "Write the words with their figures as they are shown to an Excel or CSV file",
        &[],
        search::has_words,
        |window| search::export(window, FoundTable::Words),
    ),
];
