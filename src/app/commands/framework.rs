//! Commands of the code framework. Those that name no other reach work on the selected code while the tree has the
//! keyboard; from the list of all commands they work anywhere.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Reach, alt, ctrl, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::side::codes::{self, Step};

fn code_chosen(window: &Window) -> Result<(), &'static str> {
    open(window)?;
    codes::chosen(window).map(|_| ()).ok_or("Choose a code first")
}

fn under_key(window: &Window) -> Result<(), &'static str> {
    code_chosen(window)?;
    codes::number_of_chosen(window).map(|_| ()).ok_or("The code is under no number key")
}

fn mergeable(window: &Window) -> Result<(), &'static str> {
    code_chosen(window)?;
    let several = window.desk.as_ref().is_some_and(|desk| desk.snapshot.codes.len() > 1);
    if several { Ok(()) } else { Err("There is no other code") }
}

fn undoable(window: &Window) -> Result<(), &'static str> {
    let can = window.desk.as_ref().is_some_and(|desk| desk.snapshot.undo.is_some());
    if can { Ok(()) } else { Err("Nothing was done yet") }
}

const fn of_code(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Codes, available: code_chosen, run }
}

/// As [`of_code`], where only the tree shows what it does.
const fn in_tree(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Tree, available: code_chosen, run }
}

const fn number(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::ALT), key)
}

const fn put_under<const N: u8>(name: &'static str, keys: &'static [KeyboardShortcut]) -> Command {
    let help = "Apply the selected code with this number key while reading";
    of_code(name, help, keys, |window| codes::put_under(window, N))
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "New code",
        help: "Make a code after the selected one, on its level",
        keys: &[ctrl_shift(Key::N)],
        reach: Reach::Anywhere,
        available: open,
        run: codes::new_code,
    },
    of_code(
        "New sub-code",
        "Make a code below the selected one",
        &[plain(Key::Insert)],
        codes::new_sub_code,
    ),
    of_code(
        "Show quotes of code",
        "Read all quotes of the selected code",
        &[plain(Key::Enter)],
        codes::show_quotes,
    ),
    of_code("Rename code", "Give the selected code another name", &[plain(Key::F2)], codes::rename),
    of_code(
        "Define code",
        "Write down when the selected code is to be used and when not",
        &[ctrl(Key::D)],
        codes::define,
    ),
    of_code(
        "Colour code…",
        "Give the selected code a colour of its own, or its parent's",
        &[ctrl_shift(Key::H)],
        codes::colour,
    ),
    Command {
        name: "Merge code into…",
        help: "Make the selected code and another one code",
        keys: &[ctrl(Key::M)],
        reach: Reach::Codes,
        available: mergeable,
        run: codes::merge,
    },
    of_code(
        "Put codes under a new code…",
        "Make a code above the chosen ones and hang them under it",
        &[ctrl(Key::G)],
        codes::gather,
    ),
    of_code(
        "Copy branch…",
        "Copy the selected code with everything below it",
        &[ctrl_shift(Key::C)],
        codes::copy_branch,
    ),
    of_code(
        "Archive codes…",
        "Put the chosen codes away with their codings, or take them out again",
        &[ctrl_shift(Key::E)],
        codes::archive,
    ),
    of_code(
        "Let codes be applied, or only hold others",
        "Say whether the chosen codes may be applied to quotations",
        &[],
        codes::set_applicable,
    ),
    Command {
        name: "Note why this was done…",
        help: "Write down the reason of what was just done, and at which meeting it was agreed",
        keys: &[ctrl_shift(Key::Y)],
        reach: Reach::Anywhere,
        available: undoable,
        run: codes::note_reason,
    },
    of_code(
        "Delete code",
        "Delete the selected code with its sub-codes and their codings",
        &[plain(Key::Delete)],
        codes::delete,
    ),
    in_tree(
        "Move code up",
        "Move the selected code before the one above it on its level",
        &[alt(Key::ArrowUp)],
        |window| codes::shift(window, Step::Up),
    ),
    in_tree(
        "Move code down",
        "Move the selected code behind the one below it on its level",
        &[alt(Key::ArrowDown)],
        |window| codes::shift(window, Step::Down),
    ),
    in_tree(
        "Move code in",
        "Make the selected code a sub-code of the one above it on its level",
        &[alt(Key::ArrowRight)],
        |window| codes::shift(window, Step::In),
    ),
    in_tree(
        "Move code out",
        "Move the selected code out of its parent, one level up",
        &[alt(Key::ArrowLeft)],
        |window| codes::shift(window, Step::Out),
    ),
    of_code(
        "Copy path of code",
        "Copy the names from the top down to the selected code",
        &[ctrl(Key::C)],
        codes::copy_path,
    ),
    Command {
        name: "Filter codes",
        help: "Show only the codes that hold some letters",
        keys: &[ctrl(Key::F)],
        reach: Reach::Tree,
        available: open,
        run: codes::filter,
    },
    Command {
        name: "Unfold all codes",
        help: "Show the whole framework",
        keys: &[],
        reach: Reach::Tree,
        available: open,
        run: |window| codes::fold_all(window, false),
    },
    Command {
        name: "Fold all codes",
        help: "Show the top codes only",
        keys: &[],
        reach: Reach::Tree,
        available: open,
        run: |window| codes::fold_all(window, true),
    },
    put_under::<1>("Put code under key 1", &[number(Key::Num1)]),
    put_under::<2>("Put code under key 2", &[number(Key::Num2)]),
    put_under::<3>("Put code under key 3", &[number(Key::Num3)]),
    put_under::<4>("Put code under key 4", &[number(Key::Num4)]),
    put_under::<5>("Put code under key 5", &[number(Key::Num5)]),
    put_under::<6>("Put code under key 6", &[number(Key::Num6)]),
    put_under::<7>("Put code under key 7", &[number(Key::Num7)]),
    put_under::<8>("Put code under key 8", &[number(Key::Num8)]),
    put_under::<9>("Put code under key 9", &[number(Key::Num9)]),
    Command {
        name: "Take code off its key",
        help: "Free the number key that applies the selected code",
        keys: &[number(Key::Num0)],
        reach: Reach::Codes,
        available: under_key,
        run: codes::take_off_key,
    },
];
