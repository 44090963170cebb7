//! Commands on the selected quotation: its ends, its flags, its links.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Reach, alt};
use crate::app::Window;
use crate::app::desk::Selected;
use crate::app::reading::{self, Unit, selected_quotation};

const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

macro_rules! end {
    ($name:literal, $help:literal, $key:ident, $unit:ident, $forward:literal) => {
        Command {
            name: $name,
            help: $help,
            keys: &[alt_shift(Key::$key)],
            reach: Reach::Page,
            available: selected_quotation,
            run: |window| reading::move_end(window, Unit::$unit, $forward),
        }
    };
}

/// Sets a flag on the selected quotation, or takes it off.
fn flag(window: &mut Window, name: &'static str) {
    window.with_desk(|desk| {
        let Selected::Quotation(source, id) = desk.selected else { return };
        let quotation = desk.snapshot.codings(source).and_then(|on| on.quotation(id));
        let has = |flag: &crate::domain::Flag| &*flag.name == name;
        let on = quotation.is_some_and(|quotation| !quotation.flags.iter().any(has));
        desk.just_do(move |project| project.flag_quotations(&[id], name, on));
    });
}

macro_rules! flag {
    ($name:literal, $help:literal, $flag:literal, $key:ident) => {
        Command {
            name: $name,
            help: $help,
            keys: &[alt_shift(Key::$key)],
            reach: Reach::Page,
            available: selected_quotation,
            run: |window| flag(window, $flag),
        }
    };
}

/// Has a link begin at the selected quotation.
fn begin_link(window: &mut Window) {
    window.settings.inspector = true;
    window.with_desk(|desk| {
        if let Selected::Quotation(source, id) = desk.selected {
            desk.quotation.begin_link(source, id);
        }
    });
}

pub(super) const COMMANDS: &[Command] = &[
    end!(
        "Quotation: a word on",
        "Move the end of the quotation behind the next word",
        ArrowRight,
        Word,
        true
    ),
    end!(
        "Quotation: a word back",
        "Move the end of the quotation before its last word",
        ArrowLeft,
        Word,
        false
    ),
    end!(
        "Quotation: a sentence on",
        "Move the end of the quotation behind the next sentence",
        ArrowDown,
        Sentence,
        true
    ),
    end!(
        "Quotation: a sentence back",
        "Move the end of the quotation before its last sentence",
        ArrowUp,
        Sentence,
        false
    ),
    end!(
        "Quotation: a paragraph on",
        "Move the end of the quotation behind the next paragraph",
        PageDown,
        Paragraph,
        true
    ),
    end!(
        "Quotation: a paragraph back",
        "Move the end of the quotation before its last paragraph",
        PageUp,
        Paragraph,
        false
    ),
    end!(
        "Quotation: to the end of the turn",
        "Move the end of the quotation to the end of what is said in this turn",
        End,
        Turn,
        true
    ),
    end!(
        "Quotation: to the beginning of the turn",
        "Move the end of the quotation to where its turn begins",
        Home,
        Turn,
        false
    ),
    Command {
        name: "Quotation: the other end",
        help: "Have the keys that move an end of the quotation move its other end",
        keys: &[alt(Key::O)],
        reach: Reach::Page,
        available: selected_quotation,
        run: reading::other_end,
    },
    flag!(
        "Flag as typical",
        "Say that the selected quotation is typical, or take that back",
        "typical",
        T
    ),
    flag!(
        "Flag as unusual or contrasting",
        "Say that the selected quotation is unlike others, or take that back",
        "contrasting",
        U
    ),
    flag!(
        "Flag as a telling phrase",
        "Say that the selected quotation puts it well, or take that back",
        "telling",
        P
    ),
    flag!(
        "Flag: could identify somebody",
        "Say that the selected quotation could tell who somebody is, or take that back",
        "identifying",
        I
    ),
    Command {
        name: "Begin a link at the quotation",
        help: "Link the selected quotation to the one that is selected next",
        keys: &[alt_shift(Key::L)],
        reach: Reach::Page,
        available: selected_quotation,
        run: begin_link,
    },
];
