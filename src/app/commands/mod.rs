//! Everything a person can do, in one table: its name, help, keys, when it is available and why not.
//!
//! Menus, the command palette, context menus, shortcuts and the keyboard page are made from it.

mod board;
mod checking;
mod coding;
mod framework;
mod importing;
mod matrix;
mod memos;
mod outline;
mod outputs;
mod pictures;
mod project;
mod quotations;
mod quotes;
mod register;
mod searching;
mod sorting;
mod sources;
mod styles;
mod tables;
mod texts;
mod view;

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::Window;
use super::check::Part;

/// Where a command's keys work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere, even while a text is being typed (its keys hold Ctrl or are function keys).
    Anywhere,
    /// Where no text is being typed.
    NotTyping,
    /// While the page has the keyboard.
    Page,
    /// While the tree of codes has the keyboard.
    Tree,
    /// While the tree or the table of codes has the keyboard.
    Codes,
    /// While the list of sources has the keyboard.
    Sources,
    /// While the list of quotes has the keyboard.
    Quotes,
    /// While one of these lists of the check has the keyboard.
    Check(&'static [Part]),
    /// While the sorting screen has the keyboard.
    Sorting,
    /// While a table of figures has the keyboard.
    Tables,
    /// While the list of extracts has the keyboard.
    Outputs,
    /// While the cards of a board have the keyboard.
    Board,
    /// While the outline has the keyboard.
    Outline,
    /// While the outline has the keyboard and stands at one of its items.
    Item,
    /// While the list of memos has the keyboard.
    Memos,
    /// While a memo or the list of them has the keyboard, even while it is being written.
    Memo,
    /// While the cells of the matrix have the keyboard and no sentence is begun in them.
    Matrix,
    /// While the cells of the register have the keyboard.
    Register,
    /// While a list of the speakers that are matched to people has the keyboard.
    Speakers,
    /// While the import table has the keyboard.
    ImportTable,
    /// While the import workspace shows, even while a text is being typed.
    Importing,
}

/// One thing a person can do.
pub struct Command {
    /// What it is, as a verb phrase in sentence case.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// Its keys; the first is the one that is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where its keys work.
    pub reach: Reach,
    /// Whether it can be done now; otherwise why not.
    pub available: fn(&Window) -> Result<(), &'static str>,
    /// Does it.
    pub run: fn(&mut Window),
}

/// Whether a project is open; otherwise what to do first.
fn open(window: &Window) -> Result<(), &'static str> {
    if window.desk.is_some() { Ok(()) } else { Err("Open a project first") }
}

/// Ctrl (Cmd on a Mac) and a key.
const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

/// Ctrl, Shift and a key.
const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// Alt and a key.
const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

/// Shift and a key.
const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// A key alone.
const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// All commands by area, in the order they are listed.
pub const AREAS: [(&str, &[Command]); 21] = [
    ("Project", project::COMMANDS),
    ("Importing", importing::COMMANDS),
    ("Sources", sources::COMMANDS),
    ("Texts", texts::COMMANDS),
    ("Coding", coding::COMMANDS),
    ("Quotations", quotations::COMMANDS),
    ("Code framework", framework::COMMANDS),
    ("Quotes", quotes::COMMANDS),
    ("Boards", board::COMMANDS),
    ("Outputs", outputs::COMMANDS),
    ("Outline", outline::COMMANDS),
    ("Memos", memos::COMMANDS),
    ("Matrix", matrix::COMMANDS),
    ("Searching", searching::COMMANDS),
    ("Register", register::COMMANDS),
    ("Sorting", sorting::COMMANDS),
    ("Checking", checking::COMMANDS),
    ("Tables", tables::COMMANDS),
    ("Pictures", pictures::COMMANDS),
    ("House styles", styles::COMMANDS),
    ("View", view::COMMANDS),
];

/// All commands.
pub fn all() -> impl Iterator<Item = &'static Command> {
    AREAS.iter().flat_map(|(_, commands)| commands.iter())
}

/// The command of this name. Used by buttons and menus, so that each has its key in its hover text.
pub fn named(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

/// Keys as people write them: signs by the sign, the others by the word on the key.
pub fn written(keys: &KeyboardShortcut, ctx: &Context) -> String {
    let text = ctx.format_shortcut(keys);
    let (name, symbol) = (keys.logical_key.name(), keys.logical_key.symbol_or_name());
    let shown = match keys.logical_key {
        // Alone and small these signs are hard to see.
        Key::Period => "Full stop",
        Key::Comma => "Comma",
        Key::Quote => "Apostrophe",
        Key::PageUp => "Page up",
        Key::PageDown => "Page down",
        // The face has no glyph for these signs.
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        _ if symbol.is_ascii() => symbol,
        _ => name,
    };
    match text.strip_suffix(name) {
        Some(before) => format!("{before}{shown}"),
        None => text,
    }
}

impl Command {
    /// Its first key as people write it; empty without one.
    pub fn key_text(&self, ctx: &Context) -> String {
        self.keys.first().map(|keys| written(keys, ctx)).unwrap_or_default()
    }

    /// Its name with its key behind it, for hover texts.
    pub fn hover_text(&self, ctx: &Context) -> String {
        match self.key_text(ctx) {
            keys if keys.is_empty() => self.help.to_owned(),
            keys => format!("{} ({keys})", self.help),
        }
    }
}

/// Takes out the letters that the system reports beside a key that is pressed with Alt: Alt+S selects the sentence
/// and types no s. AltGr, which is Ctrl and Alt to some systems, does write.
fn drop_letters_of_alt(input: &mut egui::InputState) {
    let is_alt = |modifiers: Modifiers| modifiers.alt && !modifiers.ctrl;
    // Alt may be up again before the frame ends, or down since an earlier one.
    let mut alt = is_alt(input.modifiers);
    input.events.retain(|event| match event {
        egui::Event::Key { pressed: true, modifiers, .. } => {
            alt = is_alt(*modifiers);
            true
        }
        egui::Event::Text(_) => !alt,
        _ => true,
    });
}

/// Runs the command whose keys were pressed in this frame, if one can be.
pub fn run_pressed(window: &mut Window, ctx: &Context) {
    let typing = ctx.text_edit_focused();
    if !typing {
        ctx.input_mut(drop_letters_of_alt);
    }
    let page = window.page_has_keyboard(ctx);
    let (tree, table) = (window.tree_has_keyboard(ctx), window.code_table_has_keyboard(ctx));
    let sources = window.sources_have_keyboard(ctx);
    let quotes = window.quotes_have_keyboard(ctx);
    let checked = window.check_part_with_keyboard(ctx);
    let sorts = window.sorting_has_keyboard(ctx);
    let counts = window.tables_have_keyboard(ctx);
    let chooses = window.outputs_have_keyboard(ctx);
    let lays = window.board_has_keyboard(ctx);
    let (outline, item) = (window.outline_has_keyboard(ctx), window.item_has_keyboard(ctx));
    let (memos, memo) = (window.memos_have_keyboard(ctx), window.memo_has_keyboard(ctx));
    let register = window.register_has_keyboard(ctx);
    let matrix = window.matrix_has_keyboard(ctx);
    let speakers = window.speakers_have_keyboard(ctx);
    let import_in_front = window.import_is_in_front();
    let files = import_in_front && super::importing::table_has_keyboard(ctx);
    let reached = |command: &Command| match command.reach {
        Reach::Anywhere => true,
        Reach::NotTyping => !typing,
        Reach::Page => !typing && page,
        Reach::Tree => !typing && tree,
        Reach::Codes => !typing && (tree || table),
        Reach::Sources => !typing && sources,
        Reach::Quotes => !typing && quotes,
        Reach::Check(parts) => !typing && checked.is_some_and(|part| parts.contains(&part)),
        Reach::Sorting => !typing && sorts,
        Reach::Tables => !typing && counts,
        Reach::Outputs => !typing && chooses,
        Reach::Board => !typing && lays,
        Reach::Outline => !typing && outline,
        Reach::Item => !typing && item,
        Reach::Memos => !typing && memos,
        Reach::Memo => memo,
        Reach::Register => !typing && register,
        Reach::Matrix => !typing && matrix,
        Reach::Speakers => !typing && speakers,
        Reach::ImportTable => !typing && files,
        Reach::Importing => import_in_front,
    };
    let mut keys: Vec<(&KeyboardShortcut, &'static Command)> = all()
        .filter(|command| reached(command))
        .flat_map(|command| command.keys.iter().map(move |keys| (keys, command)))
        .collect();
    // Keys with more modifiers first: Ctrl+Shift+Z is not Ctrl+Z. Among the same keys what has the keyboard goes
    // before what works everywhere: Alt+Left moves a code while the tree has the keyboard, and goes back elsewhere.
    keys.sort_by_key(|(keys, command)| {
        let m = keys.modifiers;
        let modifiers = u8::from(m.alt) + u8::from(m.shift) + u8::from(m.command || m.ctrl);
        let near = !matches!(command.reach, Reach::Anywhere | Reach::NotTyping);
        std::cmp::Reverse((modifiers, near))
    });
    for (keys, command) in keys {
        if ctx.input_mut(|input| input.consume_shortcut(keys)) {
            window.run(command);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    #[test]
    fn keys_that_work_everywhere_are_those_of_one_command() {
        let mut seen = HashMap::new();
        for command in super::all() {
            if matches!(command.reach, super::Reach::Anywhere | super::Reach::NotTyping) {
                for keys in command.keys {
                    let other = seen.insert(keys, command.name);
                    assert_eq!(other, None, "{keys:?} are those of {} too", command.name);
                }
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        let mut seen = HashSet::new();
        for command in super::all() {
            assert!(seen.insert(command.name), "{}", command.name);
        }
    }
}
