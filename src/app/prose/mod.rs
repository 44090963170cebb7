//! Texts of the team in Markdown: written in a plain editor that offers what can be linked to, and read with their links as
//! chips. Plain data in, events out; whose texts they are is not known here.

mod editor;
mod paint;
mod rows;
mod view;

use std::collections::HashMap;

use super::inspector::Draft;
use crate::analysis::links::{Names, Readable};
use crate::domain::{Colour, LinkTo};

pub use editor::{Editor, Line, Written};
pub use view::View;

/// Something that can be linked to, as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub to: LinkTo,
    /// Its name, as it is offered; also the words of a link to what has no name of its own.
    pub words: String,
    /// What kind of thing it is, and where it belongs.
    pub about: String,
}

/// How a link looks now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The name of what it leads to, or the number that it counts; empty for the words that stand in the text.
    pub words: String,
    /// The colour of its dot.
    pub colour: Option<Colour>,
    /// Whether it is no longer there.
    pub is_gone: bool,
    /// What the pointer is told.
    pub about: String,
}

/// What is known of the things that texts lead to.
pub trait Leads: Names {
    /// What words that are begun between brackets may mean, the likeliest first.
    fn offered(&self, begun: &str) -> Vec<Offer>;

    /// How a link looks now.
    fn face(&self, to: LinkTo) -> Face;

    /// Another number whenever links may look otherwise after the same step, as when something was counted.
    fn version(&self) -> u64;
}

/// A text of the project while it is read or written; `K` says whose.
pub struct Prose<K> {
    draft: Draft<K>,
    /// What the names between brackets lead to.
    leads: HashMap<String, LinkTo>,
    /// Whose text was made readable after which step.
    made: Option<(K, i64)>,
    /// The editor.
    pub editor: Editor,
    /// The text as it is read.
    pub view: View,
}

impl<K> Default for Prose<K> {
    fn default() -> Self {
        Self {
            draft: Draft::default(),
            leads: HashMap::new(),
            made: None,
            editor: Editor::default(),
            view: View::default(),
        }
    }
}

impl<K: Copy + PartialEq> Prose<K> {
    /// Brings the text up to what the project holds after step `seq`. What was typed and not given yet stays; what becomes of
    /// another's text must be settled first, with [`Self::take`].
    pub fn follow(&mut self, of: K, stored: &str, names: &dyn Names, seq: i64) {
        if self.made == Some((of, seq)) {
            return;
        }
        let is_other = self.draft.of() != Some(of);
        let Readable { text, leads } = Readable::of(stored, names);
        if is_other {
            self.leads = leads;
            self.editor.leave();
        } else if self.draft.is_dirty() {
            // What stands in the field was read by the names before.
            for (name, to) in leads {
                self.leads.entry(name).or_insert(to);
            }
        } else {
            self.leads.extend(leads);
        }
        self.draft.follow(of, &text);
        self.made = Some((of, seq));
    }

    /// Whose text it is.
    pub fn of(&self) -> Option<K> {
        self.draft.of()
    }

    /// Whether what was typed has rested for a while, or was much.
    pub fn rests(&self) -> bool {
        self.draft.rests()
    }

    /// What is to be given to the project now, as it is stored, if something was typed; it counts as given.
    pub fn take(&mut self, names: &dyn Names) -> Option<(K, String)> {
        let (of, text) = self.draft.take()?;
        let readable = Readable { text, leads: std::mem::take(&mut self.leads) };
        let stored = readable.stored(names);
        self.leads = readable.leads;
        Some((of, stored))
    }

    /// The project refused what it was given: what it holds is shown again.
    pub fn refused(&mut self, of: K) {
        self.draft.refused(of);
    }

    /// Puts words at the end.
    pub fn add(&mut self, words: &str) {
        let text = self.draft.text();
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(words);
        self.draft.typed();
    }

    /// Writes a link where the cursor stands in the editor called `id`, or stood last; at the end where it never did. `words`
    /// stand where what it leads to has no name of its own.
    pub fn link(
        &mut self,
        ctx: &egui::Context,
        id: egui::Id,
        (to, words): (LinkTo, &str),
        names: &dyn Names,
    ) {
        let text = std::mem::take(self.draft.text());
        let mut readable = Readable { text, leads: std::mem::take(&mut self.leads) };
        let words = readable.lead(to, words, names);
        editor::put_in(ctx, id, &mut readable.text, &format!("[[{words}]]"));
        *self.draft.text() = readable.text;
        self.leads = readable.leads;
        self.draft.typed();
        ctx.request_repaint_after(super::inspector::REST);
    }

    /// Draws the editor, as wide as there is room.
    pub fn write(&mut self, ui: &mut egui::Ui, line: &Line<'_>, leads: &dyn Leads) -> Written {
        let text = std::mem::take(self.draft.text());
        let mut readable = Readable { text, leads: std::mem::take(&mut self.leads) };
        let written = self.editor.ui(ui, line, &mut readable, leads);
        *self.draft.text() = readable.text;
        self.leads = readable.leads;
        if written.is_changed {
            self.draft.typed();
            ui.ctx().request_repaint_after(super::inspector::REST);
        }
        written
    }
}
