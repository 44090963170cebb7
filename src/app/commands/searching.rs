//! Commands of searching.

use super::{Command, Reach};
use crate::app::Window;
use crate::app::desk::{Selected, Workspace};

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
];
