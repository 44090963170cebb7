//! Commands of the sorting screen: what is gone through, and what is done with the passage that is shown.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Reach, alt, ctrl, ctrl_shift, plain};
use crate::analysis::PassageReach;
use crate::app::Window;
use crate::app::sorting;

const fn begin(
    name: &'static str,
    help: &'static str,
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys: &[], reach: Reach::Anywhere, available, run }
}

const fn step(
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys, reach: Reach::Sorting, available, run }
}

/// Alt and Enter.
const ALT_ENTER: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::Enter);

pub(super) const COMMANDS: &[Command] = &[
    begin(
        "Sort the answers to a question…",
        "Go through the answers to a question of surveys or templates, with one key for each code",
        sorting::has_codes,
        sorting::ask_question,
    ),
    begin(
        "Split a code…",
        "Go through the quotations of the selected code and send each to another code with one key",
        sorting::can_split,
        sorting::split,
    ),
    begin(
        "Code the turns of a speaker…",
        "Go through all that a speaker says, with one key for each code",
        sorting::has_codes,
        sorting::ask_speaker,
    ),
    begin(
        "Code the hits of this search…",
        "Go through the places that the search has found; accept or skip each, or accept all",
        sorting::has_search,
        sorting::hits,
    ),
    begin(
        "Sort these quotations",
        "Go through the quotes that are listed, with one key for each code",
        sorting::has_quotes,
        sorting::quotations,
    ),
    step(
        "Skip the passage",
        "Go to the next passage without a code",
        &[plain(Key::Enter), plain(Key::Space), plain(Key::ArrowRight)],
        sorting::has_passage,
        sorting::skip,
    ),
    step(
        "Back to the passage before",
        "Look at the passage before once more",
        &[plain(Key::Backspace), plain(Key::ArrowLeft)],
        sorting::walks,
        sorting::back,
    ),
    step(
        "Take the code off the passage",
        "Remove what the keys put on the passage; in a split it comes back to its code",
        &[plain(Key::Delete)],
        sorting::has_passage,
        sorting::take_off,
    ),
    step(
        "New sub-code for the passage…",
        "Make a code below the branch, apply it to the passage and go on",
        &[ctrl(Key::Enter)],
        sorting::has_branch,
        sorting::name_new,
    ),
    step(
        "Choose the branch…",
        "Choose the code whose sub-codes have the keys",
        &[plain(Key::F2)],
        sorting::walks,
        sorting::choose_branch,
    ),
    step(
        "Accept all that are left…",
        "Give one code to every passage that is neither coded nor skipped, as one step",
        &[ctrl_shift(Key::A)],
        sorting::can_accept,
        sorting::ask_for_all,
    ),
    step(
        "Show the passage in its source",
        "Go to the place where the passage stands; Back returns here",
        &[ALT_ENTER],
        sorting::has_passage,
        sorting::open_in_source,
    ),
    step(
        "Code the sentences of the hits",
        "Take the sentence around each place that was found",
        &[alt(Key::Num1)],
        sorting::has_hits,
        |window| sorting::set_reach(window, PassageReach::Sentence),
    ),
    step(
        "Code the paragraphs of the hits",
        "Take the paragraph around each place that was found",
        &[alt(Key::Num2)],
        sorting::has_hits,
        |window| sorting::set_reach(window, PassageReach::Paragraph),
    ),
    step(
        "Code the turns of the hits",
        "Take the whole turn around each place that was found",
        &[alt(Key::Num3)],
        sorting::has_hits,
        |window| sorting::set_reach(window, PassageReach::Turn),
    ),
];
