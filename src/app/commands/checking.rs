//! Commands of the check: what may identify somebody, brackets, moved quotations, answers.

use egui::{Key, KeyboardShortcut};

use super::{Command, Reach, alt, ctrl, open, plain};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::check::{self, Part, Tab};
use crate::app::exporting::Exporting;
use crate::domain::BracketClass;

const fn list(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Check(Part::ALL), available: open, run }
}

const fn of_names(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    let reach = Reach::Check(&[Part::Names]);
    Command { name, help, keys, reach, available: check::has_name, run }
}

const fn of_words(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    let reach = Reach::Check(Part::WORDS);
    Command { name, help, keys, reach, available: check::has_words, run }
}

const fn of_brackets(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    run: fn(&mut Window),
) -> Command {
    let reach = Reach::Check(&[Part::Brackets]);
    Command { name, help, keys, reach, available: check::has_bracket, run }
}

pub(super) const COMMANDS: &[Command] = &[
    list(
        "Names to check",
        "List what may identify somebody: names, addresses, numbers",
        &[alt(Key::Num1)],
        |window| check::go_to(window, Tab::Names),
    ),
    list(
        "Brackets to check",
        "List all square brackets with what each is",
        &[alt(Key::Num2)],
        |window| check::go_to(window, Tab::Brackets),
    ),
    list(
        "Quotations to look at",
        "List the quotations whose words were replaced or removed by an edit",
        &[alt(Key::Num3)],
        |window| check::go_to(window, Tab::Quotations),
    ),
    list(
        "Answers by question",
        "List the questions of surveys and templates with their answers",
        &[alt(Key::Num4)],
        |window| check::go_to(window, Tab::Answers),
    ),
    Command {
        name: "Open this place in its source",
        help: "Go to the place where it stands; Back returns to the list",
        keys: &[plain(Key::Enter)],
        reach: Reach::Check(Part::IN_TEXTS),
        available: check::has_place,
        run: check::open_in_source,
    },
    Command {
        name: "Filter the list",
        help: "Show only rows that hold some words",
        keys: &[ctrl(Key::F)],
        reach: Reach::Check(Part::WORDS),
        available: check::is_checking,
        run: check::filter,
    },
    Command {
        name: "Same words together",
        help: "Show one row for all places of the same words, or a row for each place",
        keys: &[plain(Key::G)],
        reach: Reach::Check(Part::WORDS),
        available: check::is_checking,
        run: check::group,
    },
    of_words(
        "Next place of these words",
        "Show the next place where the same words stand",
        &[plain(Key::ArrowRight)],
        |window| check::step(window, true),
    ),
    of_words(
        "Place of these words before",
        "Show the place before where the same words stand",
        &[plain(Key::ArrowLeft)],
        |window| check::step(window, false),
    ),
    of_words(
        "Choose all with the same words",
        "Choose every row that has the words of this one",
        &[plain(Key::W)],
        check::choose_same_words,
    ),
    of_words("Choose every row", "Choose all rows of the list", &[ctrl(Key::A)], check::choose_all),
    Command {
        name: "Look through all sources again",
        help: "Find names and brackets anew in every source",
        keys: &[plain(Key::F5)],
        reach: Reach::Check(Part::WORDS),
        available: check::is_checking,
        run: check::look_again,
    },
    of_names(
        "Replace this one",
        "Put the public word in the place that is shown",
        &[plain(Key::R)],
        check::replace_one,
    ),
    Command {
        name: "Replace all of these words",
        help: "Put the public word in the place of these words in every source, as one step",
        keys: &[plain(Key::A)],
        reach: Reach::Check(&[Part::Names]),
        available: check::has_every_place,
        run: check::replace_all,
    },
    of_names(
        "Never replace these words",
        "These words may stand as they are, everywhere",
        &[plain(Key::N)],
        check::never_replace,
    ),
    of_names(
        "Make it a private term…",
        "Put the words on the list of private terms with what stands for them",
        &[plain(Key::T)],
        check::make_term,
    ),
    of_names(
        "Edit the replacement",
        "Write what is put in the place of these words",
        &[plain(Key::E), plain(Key::F2)],
        check::edit_replacement,
    ),
    Command {
        name: "Private terms",
        help: "Unfold or fold the list of private words and what stands for them",
        keys: &[plain(Key::P)],
        reach: Reach::Check(&[Part::Names, Part::Terms]),
        available: open,
        run: check::show_terms,
    },
    Command {
        name: "Add a private term…",
        help: "Write words that must not be printed, and what stands for them",
        keys: &[plain(Key::Insert)],
        reach: Reach::Check(&[Part::Names, Part::Terms]),
        available: open,
        run: check::add_term,
    },
    Command {
        name: "Edit the private term…",
        help: "Write the chosen term anew",
        keys: &[plain(Key::Enter), plain(Key::F2)],
        reach: Reach::Check(&[Part::Terms]),
        available: check::has_term,
        run: check::edit_term,
    },
    Command {
        name: "Delete private terms",
        help: "Take the chosen terms off the list; texts stay as they are",
        keys: &[plain(Key::Delete)],
        reach: Reach::Check(&[Part::Terms]),
        available: check::has_term,
        run: check::delete_terms,
    },
    Command {
        name: "Import terms…",
        help: "Bring in private terms from a CSV file with the columns private, public and kind",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| window.asking = Some(AskPath::new(Purpose::ImportTerms, &window.ctx)),
    },
    Command {
        name: "Export terms…",
        help: "Write the private terms to CSV; the file holds the private words themselves",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| window.exporting = Some(Exporting::of_terms()),
    },
    of_brackets(
        "Call it a person",
        "The brackets name a person by role and number",
        &[plain(Key::Num1)],
        |window| check::class(window, BracketClass::Person),
    ),
    of_brackets(
        "Call it a redaction",
        "The brackets hide a name, a place, an organisation or a number",
        &[plain(Key::Num2)],
        |window| check::class(window, BracketClass::Redaction),
    ),
    of_brackets(
        "Call it an editorial insertion",
        "The brackets hold words put in to help reading",
        &[plain(Key::Num3)],
        |window| check::class(window, BracketClass::Insertion),
    ),
    of_brackets(
        "Call it non-verbal",
        "The brackets hold a sound, a silence or a gesture",
        &[plain(Key::Num4)],
        |window| check::class(window, BracketClass::NonVerbal),
    ),
    of_brackets(
        "Call it context",
        "The brackets hold what goes on, as the writer tells it",
        &[plain(Key::Num5)],
        |window| check::class(window, BracketClass::Context),
    ),
    Command {
        name: "It is right here",
        help: "The quotation stands where it should; it need not be looked at again",
        keys: &[plain(Key::H), plain(Key::Space)],
        reach: Reach::Check(&[Part::Quotations]),
        available: check::can_accept,
        run: check::accept,
    },
    Command {
        name: "Delete the moved quotation",
        help: "Delete the chosen quotations with their codes and comments",
        keys: &[plain(Key::Delete)],
        reach: Reach::Check(&[Part::Quotations]),
        available: check::has_moved,
        run: check::delete_moved,
    },
    Command {
        name: "Show the answers",
        help: "Show the answers to this question, whole",
        keys: &[plain(Key::Enter)],
        reach: Reach::Check(&[Part::Questions]),
        available: check::has_question,
        run: check::show_answers,
    },
    Command {
        name: "Back to the questions",
        help: "Show all questions again",
        keys: &[plain(Key::Backspace), plain(Key::Escape)],
        reach: Reach::Check(&[Part::Answers]),
        available: check::shows_answers,
        run: check::back_to_questions,
    },
];
