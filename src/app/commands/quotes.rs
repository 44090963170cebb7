//! Commands of the list of quotes, and of what is exported besides.

use egui::Key;

use super::{Command, Reach, ctrl, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::exporting::Exporting;
use crate::app::{outputs, quotes};

fn has_codes(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    if desk.snapshot.codes.is_empty() { Err("There is no code yet") } else { Ok(()) }
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Quotes of a code…",
        help: "Choose a code and show its quotes",
        keys: &[ctrl(Key::G)],
        reach: Reach::Anywhere,
        available: has_codes,
        run: quotes::choose_code,
    },
    Command {
        name: "All quotes",
        help: "Show the quotes of all codes, and those without",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: quotes::show_all,
    },
    Command {
        name: "Write a question…",
        help: "Ask for quotes by codes, speakers, cases, dates and words, on one line",
        keys: &[ctrl(Key::L)],
        reach: Reach::Anywhere,
        available: open,
        run: quotes::write_question,
    },
    Command {
        name: "New since I last looked",
        help: "Show what others have coded since you last said that you had seen it, by coder",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: quotes::show_new,
    },
    Command {
        name: "I have seen what is new",
        help: "Let only what others do from now on be new to you",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: quotes::seen_new,
    },
    Command {
        name: "Question as a form",
        help: "Put the question together by clicks, row by row and group by group",
        keys: &[ctrl_shift(Key::Q)],
        reach: Reach::Anywhere,
        available: open,
        run: quotes::open_form,
    },
    Command {
        name: "Open in its source",
        help: "Go to the quote where it stands; Back returns to the list",
        keys: &[plain(Key::Enter)],
        reach: Reach::Quotes,
        available: quotes::has_quote,
        run: quotes::open_in_source,
    },
    Command {
        name: "Show or hide the context",
        help: "Show what was said before and after the selected quotes",
        keys: &[plain(Key::Space), plain(Key::C)],
        reach: Reach::Quotes,
        available: quotes::has_quote,
        run: quotes::show_context,
    },
    Command {
        name: "Code quotes also as…",
        help: "Put one more code on the selected quotes",
        keys: &[plain(Key::K), ctrl(Key::K)],
        reach: Reach::Quotes,
        available: quotes::has_quote,
        run: quotes::code_also,
    },
    Command {
        name: "Recode quotes as…",
        help: "Replace the code that is shown by another on the selected quotes",
        keys: &[plain(Key::R)],
        reach: Reach::Quotes,
        available: quotes::has_asked_code,
        run: quotes::recode,
    },
    Command {
        name: "Take the code off",
        help: "Remove the code that is shown from the selected quotes",
        keys: &[plain(Key::Delete), plain(Key::Backspace)],
        reach: Reach::Quotes,
        available: quotes::has_asked_code,
        run: quotes::uncode,
    },
    Command {
        name: "Flag or collect quotes…",
        help: "Flag the selected quotes, or collect them in a set of your own",
        keys: &[plain(Key::F)],
        reach: Reach::Quotes,
        available: quotes::has_quote,
        run: quotes::flag_quotes,
    },
    Command {
        name: "Next heading",
        help: "Go to the quotes under the next heading",
        keys: &[plain(Key::CloseBracket)],
        reach: Reach::Quotes,
        available: quotes::has_headings,
        run: |window| quotes::go_to_heading(window, true),
    },
    Command {
        name: "Previous heading",
        help: "Go to the quotes under the heading before",
        keys: &[plain(Key::OpenBracket)],
        reach: Reach::Quotes,
        available: quotes::has_headings,
        run: |window| quotes::go_to_heading(window, false),
    },
    Command {
        name: "Two headings side by side",
        help: "Read the quotes of two headings beside each other, or all in one list again",
        keys: &[plain(Key::B)],
        reach: Reach::Quotes,
        available: quotes::has_headings,
        run: quotes::beside,
    },
    Command {
        name: "Show more or less of each quote",
        help: "One line of each quote, all of it, or what stands around it as well",
        keys: &[plain(Key::D)],
        reach: Reach::Quotes,
        available: open,
        run: quotes::show_more,
    },
    Command {
        name: "Copy quotes",
        help: "Copy the selected quotes with their labels",
        keys: &[ctrl(Key::C)],
        reach: Reach::Quotes,
        available: quotes::has_quote,
        run: outputs::copy_with_label,
    },
    Command {
        name: "Select all quotes",
        help: "Select every quote of the list",
        keys: &[ctrl(Key::A)],
        reach: Reach::Quotes,
        available: quotes::has_quote,
        run: quotes::select_all,
    },
    Command {
        name: "Export code framework…",
        help: "Write the code framework to Word, or to CSV to be read in again",
        keys: &[],
        reach: Reach::Anywhere,
        available: has_codes,
        run: |window| window.exporting = Some(Exporting::of_framework()),
    },
    Command {
        name: "Export codings…",
        help: "Write every coding with its source, place, code and coder to CSV",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| window.exporting = Some(Exporting::of_codings()),
    },
];
