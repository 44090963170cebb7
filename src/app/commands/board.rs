//! Commands of boards: cards laid out and gathered into candidate themes.

use egui::{Key, KeyboardShortcut};

use super::{Command, Reach, alt, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::board;

const fn of_board(name: &'static str, help: &'static str, run: fn(&mut Window)) -> Command {
    let available = board::has_board_of_now;
    Command { name, help, keys: &[], reach: Reach::Anywhere, available, run }
}

const fn of_cards(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Board, available, run }
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Board",
        help: "Lay out codes, quotations and memos as cards, and gather them into themes",
        keys: &[ctrl_shift(Key::T)],
        reach: Reach::Anywhere,
        available: open,
        run: board::go_to,
    },
    Command {
        name: "Lay on a board",
        help: "Lay the selected quotes, codes or memo on the board that was shown last",
        keys: &[alt(Key::B)],
        reach: Reach::Anywhere,
        available: board::has_something_to_lay,
        run: board::lay,
    },
    Command {
        name: "New board…",
        help: "Begin an empty board",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: board::new_board,
    },
    of_board("Rename the board…", "Give the board another name", board::rename_board),
    of_board(
        "Delete the board",
        "Delete the board with its cards and snapshots; what they show stays",
        board::delete_board,
    ),
    of_board(
        "Keep as it lies…",
        "Keep how the board lies now under a name, to look at it later",
        board::keep_board,
    ),
    Command {
        name: "Back to now",
        help: "Show the board as it lies now",
        keys: &[],
        reach: Reach::Anywhere,
        available: board::looks_at_snapshot,
        run: board::back_to_now,
    },
    Command {
        name: "Forget this snapshot",
        help: "Keep this state of the board no longer; the board stays as it lies now",
        keys: &[],
        reach: Reach::Anywhere,
        available: board::looks_at_snapshot,
        run: board::forget_snapshot,
    },
    of_cards(
        "Lay codes on the board…",
        "Choose codes from a list and lay them on the board",
        &[plain(Key::C)],
        board::has_board_of_now,
        board::add_codes,
    ),
    of_cards(
        "Lay memos on the board…",
        "Choose memos from a list and lay them on the board",
        &[plain(Key::M)],
        board::has_board_of_now,
        board::add_memos,
    ),
    of_cards(
        "New theme",
        "Make a theme without cards and name it",
        &[plain(Key::T)],
        board::has_board_of_now,
        board::new_theme,
    ),
    of_cards(
        "Gather into a theme",
        "Make a theme of the chosen cards and name it",
        &[plain(Key::G)],
        board::has_cards,
        board::gather,
    ),
    of_cards(
        "Take out of the theme",
        "Lay the chosen cards beside the theme that they lie in",
        &[plain(Key::U)],
        board::has_cards,
        board::take_out,
    ),
    of_cards(
        "Open the card",
        "Open what the card shows; Back returns",
        &[plain(Key::Enter)],
        board::has_card,
        board::open_card,
    ),
    of_cards(
        "Note on the card…",
        "Write on the card why it lies here",
        &[plain(Key::N)],
        board::can_have_note,
        board::note,
    ),
    of_cards(
        "Rename the theme…",
        "Give the theme another name",
        &[plain(Key::F2)],
        board::has_theme,
        board::rename_theme,
    ),
    of_cards(
        "Make the theme a code",
        "Make a code of the theme's name, with the codes that lie in it under it",
        &[],
        board::has_theme,
        board::make_code,
    ),
    of_cards(
        "Take off the board",
        "Take the chosen cards off the board; what they show stays",
        &[plain(Key::Delete)],
        board::has_cards,
        board::take_off,
    ),
    of_board("Tidy the board", "Lay everything in columns, theme by theme", board::tidy),
    of_cards(
        "Show the board larger",
        "Come nearer to the cards",
        &[plain(Key::Plus), plain(Key::Equals)],
        board::has_board,
        |window| board::zoom(window, true),
    ),
    of_cards(
        "Show the board smaller",
        "See more of the board",
        &[plain(Key::Minus)],
        board::has_board,
        |window| board::zoom(window, false),
    ),
    of_cards(
        "Show the board at full size",
        "Show the cards in their first size again",
        &[plain(Key::Num0)],
        board::has_board,
        board::zoom_full,
    ),
    of_cards(
        "Show the whole board",
        "Bring all cards into sight",
        &[plain(Key::W)],
        board::has_board,
        board::zoom_whole,
    ),
];
