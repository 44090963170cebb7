//! Commands that put a text right: its words, who speaks, what is the observer's own.

use egui::Key;

use super::{Command, Reach, ctrl_shift, plain};
use crate::app::reading::{self, has_selection, is_open};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Edit the text…",
        help: "Correct the paragraph at the caret; everything that is coded follows its words",
        keys: &[plain(Key::F2)],
        reach: Reach::Page,
        available: is_open,
        run: reading::edit_text,
    },
    Command {
        name: "Versions of the text…",
        help: "See what was changed in this text, when and by whom",
        keys: &[],
        reach: Reach::Anywhere,
        available: is_open,
        run: reading::show_versions,
    },
    Command {
        name: "Who speaks here…",
        help: "Say who speaks in the turn at the caret",
        keys: &[ctrl_shift(Key::U)],
        reach: Reach::Page,
        available: is_open,
        run: reading::ask_speaker,
    },
    Command {
        name: "Split the turn here…",
        help: "Begin a turn at the caret and say who speaks in it",
        keys: &[],
        reach: Reach::Page,
        available: is_open,
        run: reading::split_turn,
    },
    Command {
        name: "Join the turn to the one before",
        help: "Make the turn at the caret a part of the one before it",
        keys: &[],
        reach: Reach::Page,
        available: is_open,
        run: reading::join_turn,
    },
    Command {
        name: "Recognise the turns again",
        help: "Find the turns of this source anew; what was put right by hand is forgotten",
        keys: &[],
        reach: Reach::Page,
        available: is_open,
        run: reading::recognise_turns,
    },
    Command {
        name: "Mark as observer’s comment",
        help: "Mark the selection as the researcher’s own remark, or take the mark away",
        keys: &[ctrl_shift(Key::M)],
        reach: Reach::Page,
        available: has_selection,
        run: reading::mark_observer,
    },
];
