//! Commands of the page: selecting and coding.

use egui::Key;

use super::{Command, Reach, alt, ctrl, plain, shift};
use crate::app::Window;
use crate::app::desk::Selected;
use crate::app::reading::{self, has_passage, has_selection, is_open, selected_quotation};
use crate::app::text_view::TextView;

/// Does something with the page.
fn on_page(window: &mut Window, work: impl FnOnce(&mut TextView)) {
    window.with_desk(|desk| {
        if let Some(view) = desk.reading.view() {
            work(view);
        }
        desk.reading.take_keyboard();
    });
}

/// Goes to another coded passage and selects it.
fn go_to_coded(window: &mut Window, next: bool) {
    window.with_desk(|desk| {
        let Some(source) = desk.reading.source() else { return };
        let Some(view) = desk.reading.view() else { return };
        let found = if next { view.next_coded() } else { view.previous_coded() };
        if let Some((coding, quotation)) = found {
            desk.selected = Selected::Quotation(source, quotation);
            desk.reading.pick_coding(coding);
        }
        desk.reading.take_keyboard();
    });
}

macro_rules! quick_code {
    ($number:literal, $key:ident) => {
        Command {
            name: concat!("Apply the code under key ", $number),
            help: "Apply one of your own set of codes to the selection",
            keys: &[plain(Key::$key)],
            reach: Reach::Page,
            available: has_selection,
            run: |window| reading::apply_quick_code(window, $number),
        }
    };
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Code…",
        help: "Choose a code for the selection; or simply type its first letters",
        keys: &[plain(Key::Enter), ctrl(Key::K)],
        reach: Reach::Page,
        available: has_passage,
        run: reading::open_palette,
    },
    Command {
        name: "Repeat last code",
        help: "Apply the code that was used last to the selection",
        keys: &[plain(Key::Period)],
        reach: Reach::Page,
        available: has_selection,
        run: reading::repeat_code,
    },
    Command {
        name: "Code in vivo",
        help: "Make a code of the selected words and apply it to them",
        keys: &[plain(Key::Quote), shift(Key::Quote)],
        reach: Reach::Page,
        available: has_selection,
        run: reading::code_in_vivo,
    },
    quick_code!(1, Num1),
    quick_code!(2, Num2),
    quick_code!(3, Num3),
    quick_code!(4, Num4),
    quick_code!(5, Num5),
    quick_code!(6, Num6),
    quick_code!(7, Num7),
    quick_code!(8, Num8),
    quick_code!(9, Num9),
    Command {
        name: "Mark as quotation",
        help: "Keep the selection as a quotation without a code",
        keys: &[plain(Key::Comma)],
        reach: Reach::Page,
        available: has_selection,
        run: reading::mark_quotation,
    },
    Command {
        name: "Remove coding",
        help: "Take the code off the passage whose stripe is selected",
        keys: &[plain(Key::Delete)],
        reach: Reach::Page,
        available: selected_quotation,
        run: reading::remove_coding,
    },
    Command {
        name: "Delete quotation",
        help: "Delete the selected quotation with its codes and comment",
        keys: &[shift(Key::Delete)],
        reach: Reach::Page,
        available: selected_quotation,
        run: reading::delete_quotation,
    },
    Command {
        name: "Move the quotation to the selection",
        help: "Give the selected quotation the ends of the selected words",
        keys: &[plain(Key::Backslash)],
        reach: Reach::Page,
        available: reading::can_move_quotation,
        run: reading::move_to_selection,
    },
    Command {
        name: "Comment the quotation",
        help: "Write beside the selected quotation",
        keys: &[ctrl(Key::M)],
        reach: Reach::Anywhere,
        available: selected_quotation,
        run: reading::comment_quotation,
    },
    Command {
        name: "Next coded passage",
        help: "Go to the next coded passage in this source",
        keys: &[plain(Key::CloseBracket), alt(Key::ArrowDown)],
        reach: Reach::Page,
        available: is_open,
        run: |window| go_to_coded(window, true),
    },
    Command {
        name: "Previous coded passage",
        help: "Go to the coded passage before",
        keys: &[plain(Key::OpenBracket), alt(Key::ArrowUp)],
        reach: Reach::Page,
        available: is_open,
        run: |window| go_to_coded(window, false),
    },
    Command {
        name: "Widen the selection",
        help: "Select the word, then the sentence, the paragraph, the turn",
        keys: &[plain(Key::Equals), plain(Key::Plus)],
        reach: Reach::Page,
        available: is_open,
        run: |window| on_page(window, TextView::expand_selection),
    },
    Command {
        name: "Narrow the selection",
        help: "Go back to the smaller selection",
        keys: &[plain(Key::Minus)],
        reach: Reach::Page,
        available: is_open,
        run: |window| on_page(window, TextView::shrink_selection),
    },
    Command {
        name: "Select sentence",
        help: "Select the sentence at the caret",
        keys: &[alt(Key::S)],
        reach: Reach::Page,
        available: is_open,
        run: |window| on_page(window, TextView::extend_to_sentence),
    },
    Command {
        name: "Select paragraph",
        help: "Select the paragraph at the caret",
        keys: &[alt(Key::P)],
        reach: Reach::Page,
        available: is_open,
        run: |window| on_page(window, TextView::select_paragraph),
    },
    Command {
        name: "Select turn",
        help: "Select everything the speaker says in this turn",
        keys: &[alt(Key::T)],
        reach: Reach::Page,
        available: is_open,
        run: |window| on_page(window, TextView::select_turn),
    },
    Command {
        name: "Copy",
        help: "Copy the selected words",
        keys: &[],
        reach: Reach::Page,
        available: has_selection,
        run: reading::copy,
    },
    Command {
        name: "Find in this source…",
        help: "Find words in the source on the page",
        keys: &[ctrl(Key::F)],
        reach: Reach::Anywhere,
        available: is_open,
        run: reading::find_in_source,
    },
    Command {
        name: "Find next",
        help: "Go to the next place found",
        keys: &[plain(Key::F3)],
        reach: Reach::Anywhere,
        available: is_open,
        run: |window| reading::find_step(window, 1),
    },
    Command {
        name: "Find previous",
        help: "Go to the place found before",
        keys: &[shift(Key::F3)],
        reach: Reach::Anywhere,
        available: is_open,
        run: |window| reading::find_step(window, -1),
    },
];
