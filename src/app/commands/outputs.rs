//! Commands of outputs: what is chosen for a report, and how it is printed.

use egui::Key;

use super::{Command, Reach, alt, ctrl, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::outputs::{self, Tab};
use crate::domain::StandsFor;

macro_rules! stands_for {
    ($name:literal, $help:literal, $what:ident, $key:ident) => {
        Command {
            name: $name,
            help: $help,
            keys: &[plain(Key::$key)],
            reach: Reach::Outputs,
            available: outputs::has_extract,
            run: |window| outputs::stand_for(window, StandsFor::$what),
        }
    };
}

const fn of_extract(
    name: &'static str,
    help: &'static str,
    keys: &'static [egui::KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Outputs, available: outputs::has_extract, run }
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Outputs",
        help: "See what was chosen for a report, as it will be printed",
        keys: &[ctrl_shift(Key::X)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| outputs::go_to(window, Tab::Extracts),
    },
    Command {
        name: "Take into the output",
        help: "Choose what is selected for the output that was shown last",
        keys: &[plain(Key::E)],
        reach: Reach::NotTyping,
        available: outputs::has_quotes_to_take,
        run: outputs::take,
    },
    Command {
        name: "Copy with label",
        help: "Copy what is selected as it may be printed, with its label",
        keys: &[ctrl_shift(Key::C)],
        reach: Reach::Anywhere,
        available: outputs::can_copy,
        run: outputs::copy_with_label,
    },
    Command {
        name: "Checks of the output",
        help: "See what must not go out, and what is to be looked at before",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| outputs::go_to(window, Tab::Checks),
    },
    Command {
        name: "Balance of the output",
        help: "See who is quoted how often, beside who was interviewed and met",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| outputs::go_to(window, Tab::Balance),
    },
    Command {
        name: "House styles",
        help: "Edit what labels say and how extracts are set, and see them printed so",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| outputs::go_to(window, Tab::Style),
    },
    Command {
        name: "Go to what was found",
        help: "Go to the extract that the finding is about",
        keys: &[],
        reach: Reach::Anywhere,
        available: outputs::has_output,
        run: outputs::go_to_found,
    },
    Command {
        name: "Export the output…",
        help: "Write the extracts to a file as they are printed, once nothing is open in the checks",
        keys: &[],
        reach: Reach::Anywhere,
        available: outputs::has_output,
        run: outputs::export,
    },
    Command {
        name: "New output…",
        help: "Begin an output for a report, a chapter or a talk",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: outputs::new_output,
    },
    Command {
        name: "Rename the output…",
        help: "Give the output that is shown another name",
        keys: &[],
        reach: Reach::Anywhere,
        available: outputs::has_output,
        run: outputs::rename_output,
    },
    Command {
        name: "Delete the output",
        help: "Delete the output that is shown; its quotations stay",
        keys: &[],
        reach: Reach::Anywhere,
        available: outputs::has_output,
        run: outputs::delete_output,
    },
    of_extract(
        "Open the extract in its source",
        "Go to the extract where it stands in its source; Back returns",
        &[ctrl(Key::Enter)],
        outputs::open_in_source,
    ),
    of_extract(
        "Trim the extract",
        "Cut, emphasise or add to the words of the extract; the quotation stays as it is",
        &[plain(Key::Enter)],
        outputs::trim,
    ),
    stands_for!("Extract: typical", "It says what many say", Typical, T),
    stands_for!("Extract: contrasting", "It says otherwise than others", Contrasting, C),
    stands_for!("Extract: unusual", "It says what hardly anybody says", Unusual, U),
    stands_for!("Extract: against", "It speaks against the finding", Against, A),
    stands_for!("Extract: background", "It helps to understand the rest", Background, B),
    of_extract("Extract: up", "Print it one place earlier", &[alt(Key::ArrowUp)], |window| {
        outputs::shift(window, false)
    }),
    of_extract("Extract: down", "Print it one place later", &[alt(Key::ArrowDown)], |window| {
        outputs::shift(window, true)
    }),
    of_extract(
        "Take the extract out",
        "Take the chosen extracts out of the output; their quotations stay",
        &[plain(Key::Delete)],
        outputs::take_out,
    ),
];
