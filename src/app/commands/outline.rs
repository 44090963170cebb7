//! Commands of the outline: headings, findings and paragraphs, how far a finding is, and how it was tested.

use egui::{Key, KeyboardShortcut};

use super::{Command, Reach, alt, ctrl, ctrl_shift, open, plain, shift};
use crate::app::Window;
use crate::app::outputs::{self, Step, Tab};
use crate::domain::{ItemKind, ItemState};

const fn of_item(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Item, available: outputs::has_item, run }
}

const fn of_finding(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Item, available: outputs::has_finding, run }
}

const fn anywhere_in_it(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Outline, available: outputs::has_outline, run }
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Outline of the output",
        help: "Read and write what the report says, with the quotes that show each finding",
        keys: &[ctrl_shift(Key::D)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| outputs::go_to(window, Tab::Outline),
    },
    Command {
        name: "Take under a finding…",
        help: "Choose a finding of the output, and take what is selected under it, for or against",
        keys: &[shift(Key::E)],
        reach: Reach::NotTyping,
        available: outputs::can_place,
        run: outputs::place,
    },
    anywhere_in_it(
        "New heading",
        "Put a heading behind the chapter that the keyboard stands in",
        &[plain(Key::H)],
        |window| outputs::new_item(window, ItemKind::Heading),
    ),
    anywhere_in_it(
        "New finding",
        "Put a finding under the heading, or behind the item, that the keyboard stands at",
        &[plain(Key::F)],
        |window| outputs::new_item(window, ItemKind::Finding),
    ),
    anywhere_in_it(
        "New paragraph",
        "Put a paragraph under the heading, or behind the item, that the keyboard stands at",
        &[plain(Key::P)],
        |window| outputs::new_item(window, ItemKind::Paragraph),
    ),
    of_item(
        "Write the item",
        "Write the heading, the finding or the paragraph where it stands; Escape ends",
        &[plain(Key::Enter)],
        outputs::write,
    ),
    of_item(
        "Add one like it",
        "Put another of its kind behind it; also while it is written",
        &[ctrl(Key::Enter)],
        outputs::new_sibling,
    ),
    of_finding(
        "Name a code of the finding…",
        "Choose a code that the finding is about: every quote on it then stands beside it",
        &[plain(Key::C)],
        outputs::choose_code,
    ),
    of_finding(
        "Looked for contradicting examples…",
        "Note that you looked for what contradicts the finding, and what you found",
        &[plain(Key::L)],
        outputs::search_against,
    ),
    of_finding(
        "Quotes on its codes",
        "Go through every quote on the codes of the finding, used or not; Escape comes back",
        &[plain(Key::Q)],
        outputs::keyboard_to_quotes,
    ),
    of_finding("Finding: idea", "Somebody thought of it", &[plain(Key::I)], |window| {
        outputs::change_state(window, ItemState::Idea)
    }),
    of_finding(
        "Finding: draft",
        "It is written down with its evidence",
        &[plain(Key::D)],
        |window| outputs::change_state(window, ItemState::Draft),
    ),
    of_finding("Finding: tested", "It was tested against the data", &[plain(Key::T)], |window| {
        outputs::change_state(window, ItemState::Tested)
    }),
    of_finding("Finding: agreed", "The team agrees", &[plain(Key::A)], |window| {
        outputs::change_state(window, ItemState::Agreed)
    }),
    of_item("Make it a heading", "Make the item a heading", &[], |window| {
        outputs::make(window, ItemKind::Heading)
    }),
    of_item("Make it a finding", "Make the item a finding", &[], |window| {
        outputs::make(window, ItemKind::Finding)
    }),
    of_item("Make it a paragraph", "Make the item a paragraph", &[], |window| {
        outputs::make(window, ItemKind::Paragraph)
    }),
    of_item("Item: up", "Move it before the one above", &[alt(Key::ArrowUp)], |window| {
        outputs::move_item(window, Step::Up)
    }),
    of_item("Item: down", "Move it behind the one below", &[alt(Key::ArrowDown)], |window| {
        outputs::move_item(window, Step::Down)
    }),
    of_item("Item: deeper", "Put it under the one above", &[alt(Key::ArrowRight)], |window| {
        outputs::move_item(window, Step::In)
    }),
    of_item("Item: higher", "Put it behind what it is under", &[alt(Key::ArrowLeft)], |window| {
        outputs::move_item(window, Step::Out)
    }),
    of_item(
        "Take the item out",
        "Take it out of the outline with what stands under it; extracts stay in the output",
        &[plain(Key::Delete)],
        outputs::delete_item,
    ),
];
