//! Commands of memos: what the team thinks of codes, cases, passages and ideas.

use egui::Key;

use super::{Command, Reach, alt, ctrl, ctrl_shift, open, plain};
use crate::app::Window;
use crate::app::memos;
use crate::domain::MemoStatus;

const fn of_memo(
    name: &'static str,
    help: &'static str,
    keys: &'static [egui::KeyboardShortcut],
    reach: Reach,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach, available: memos::has_memo, run }
}

macro_rules! status {
    ($name:literal, $help:literal, $status:ident, $key:ident) => {
        of_memo($name, $help, &[plain(Key::$key)], Reach::Memos, |window| {
            memos::set_status(window, MemoStatus::$status)
        })
    };
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Memos",
        help: "See all memos with what they are about and what was said to them",
        keys: &[ctrl_shift(Key::J)],
        reach: Reach::Anywhere,
        available: open,
        run: memos::go_to,
    },
    Command {
        name: "Memos beside the text",
        help: "Show the memos about what is selected beside the page, or give the keyboard back to it",
        keys: &[ctrl(Key::J)],
        reach: Reach::Anywhere,
        available: memos::can_stand_beside,
        run: memos::beside,
    },
    Command {
        name: "Close the memos beside the text",
        help: "Show the inspector again",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: memos::close_beside,
    },
    Command {
        name: "New memo about what is selected",
        help: "Begin a memo about the selected passage, code, source, case or person, beside the page",
        keys: &[alt(Key::J)],
        reach: Reach::Anywhere,
        available: memos::has_subject,
        run: memos::new_memo_about,
    },
    Command {
        name: "New memo",
        help: "Begin a memo",
        keys: &[plain(Key::N)],
        reach: Reach::Memos,
        available: open,
        run: memos::new_memo,
    },
    Command {
        name: "All memos about what is selected",
        help: "List the memos that are about what is selected, or lead to it",
        keys: &[],
        reach: Reach::Anywhere,
        available: memos::has_subject,
        run: memos::show_about,
    },
    Command {
        name: "Filter memos",
        help: "Look for words in memos and what was said to them",
        keys: &[plain(Key::Slash)],
        reach: Reach::Memos,
        available: open,
        run: memos::filter,
    },
    Command {
        name: "Add what is selected to the memo",
        help: "Note that the memo beside the text is about what is selected, too",
        keys: &[],
        reach: Reach::Anywhere,
        available: memos::can_add_subject,
        run: memos::add_subject,
    },
    of_memo(
        "Write or read the memo",
        "Go from the memo as it is written to the memo as it is read, or back",
        &[ctrl(Key::Enter)],
        Reach::Memo,
        memos::toggle,
    ),
    of_memo(
        "Write the memo",
        "Go to the text of the memo",
        &[plain(Key::Enter)],
        Reach::Memos,
        memos::write,
    ),
    status!("Memo: open", "It is still to be talked over", Open, O),
    status!("Memo: agreed", "The team agrees with it", Agreed, A),
    status!("Memo: dropped", "It did not hold", Dropped, D),
    of_memo(
        "Pin or unpin the memo",
        "Have it stand above the others",
        &[plain(Key::P)],
        Reach::Memos,
        memos::pin,
    ),
    of_memo(
        "Earlier wordings of the memo",
        "See what the memo said before, by whom and when, and bring one back",
        &[],
        Reach::Anywhere,
        memos::toggle_versions,
    ),
    of_memo(
        "Delete the memo",
        "Delete the chosen memos with what was said to them; Undo brings them back",
        &[plain(Key::Delete)],
        Reach::Memos,
        memos::delete,
    ),
];
