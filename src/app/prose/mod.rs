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
    /// The same of texts that could not be kept.
    aside: HashMap<String, LinkTo>,
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
            aside: HashMap::new(),
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
        // While it is written, what says the same already is not said by other names: the cursor would stand elsewhere.
        let says_it = !is_other && self.editor.has_keyboard && self.stored(names) == stored;
        let before = self.draft.text().clone();
        self.draft.follow(of, if says_it { before.trim_end() } else { &text });
        if is_other || *self.draft.text() != before {
            self.editor.leave();
        }
        if self.draft.text().trim_end() == text.trim_end() {
            self.leads = leads;
        } else {
            if is_other {
                self.leads.clone_from(&self.aside);
            }
            // What stands in the field was read by the names before.
            for (name, to) in leads {
                self.leads.entry(name).or_insert(to);
            }
        }
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

    /// Whether something was typed that the project was not given.
    pub fn is_dirty(&self) -> bool {
        self.draft.is_dirty()
    }

    /// Whether what was typed is to be given to the project: see [`Draft::is_due`].
    pub fn is_due(&self, is_shown: bool) -> bool {
        self.draft.is_due(is_shown)
    }

    /// What is to be given to the project now, as it is stored, if something was typed; it counts as given.
    pub fn take(&mut self, names: &dyn Names) -> Option<(K, String)> {
        let (of, _) = self.draft.take()?;
        Some((of, self.stored(names)))
    }

    /// The text as it is stored, without blanks at its end.
    fn stored(&mut self, names: &dyn Names) -> String {
        let text = self.draft.text().trim_end().to_owned();
        let readable = Readable { text, leads: std::mem::take(&mut self.leads) };
        let stored = readable.stored(names);
        self.leads = readable.leads;
        stored
    }

    /// The project could not keep a text that it was given: it is to be given again when the typing rests, or after it is shown again.
    pub fn put_back(&mut self, of: K, stored: &str, names: &dyn Names) {
        let Readable { text, leads } = Readable::of(stored, names);
        self.aside.extend(leads);
        self.draft.put_back(of, text);
    }

    /// What could not be kept of other texts, as it is stored, to be given once more before the project closes.
    pub fn take_aside(&mut self, names: &dyn Names) -> Vec<(K, String)> {
        let aside = self.draft.take_aside().into_iter();
        let stored = aside.map(|(of, text)| {
            let readable = Readable { text, leads: self.aside.clone() };
            (of, readable.stored(names))
        });
        stored.collect()
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
        let had_keyboard = self.editor.has_keyboard;
        let written = self.editor.ui(ui, line, &mut readable, leads);
        *self.draft.text() = readable.text;
        self.leads = readable.leads;
        if written.is_changed {
            self.draft.typed();
            ui.ctx().request_repaint_after(super::inspector::REST);
        }
        if had_keyboard && !self.editor.has_keyboard {
            // It may be said by other names now.
            self.made = None;
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Target, links, written_link};

    /// Codes by their names; the place of each is its key.
    struct Codes(Vec<&'static str>);

    impl Names for Codes {
        fn name_of(&self, target: Target) -> Option<String> {
            let place = usize::try_from(target.uuid().as_u128()).ok()?;
            self.0.get(place).map(|&name| name.to_owned())
        }

        fn named(&self, name: &str) -> Option<Target> {
            let place = self.0.iter().position(|&code| code == name)?;
            Some(code(place as u128))
        }
    }

    fn code(number: u128) -> Target {
        Target::Code(Uuid::from_u128(number).into())
    }

    #[test]
    fn a_name_leads_to_what_bears_it_now() {
        let mut prose = Prose::default();
        prose.follow((), "", &Codes(vec!["Trust"]), 1);
        prose.add("[[Trust]]");
        let (_, stored) = prose.take(&Codes(vec!["Trust"])).expect("a text");
        let later = Codes(vec!["Faith", "Trust"]);
        prose.follow((), &stored, &later, 2);
        prose.add("[[Trust]]");
        let (_, stored) = prose.take(&later).expect("a text");
        let leads: Vec<Target> =
            links(&stored).filter_map(|link| link.to).map(LinkTo::target).collect();
        assert_eq!(leads, [code(0), code(1)], "{stored}");
    }

    #[test]
    fn a_text_that_could_not_be_kept_comes_back_with_its_links() {
        let mut prose = Prose::default();
        let names = Codes(vec![]);
        let quote = LinkTo::Object(Target::Quote(Uuid::from_u128(7).into()));
        let stored = format!("As {} says.", written_link(quote, "we trust"));
        prose.follow(1, "", &names, 1);
        prose.follow(2, "Another", &names, 1);
        // The answer comes while another is shown.
        prose.put_back(1, &stored, &names);
        assert_eq!((prose.of(), prose.is_dirty()), (Some(2), false));
        prose.follow(1, "", &names, 1);
        assert_eq!(prose.draft.text(), "As [[we trust]] says.");
        assert_eq!(prose.take(&names), Some((1, stored)));
    }

    #[test]
    fn what_is_written_is_not_said_otherwise_under_the_cursor() {
        let mut prose = Prose::default();
        let names = Codes(vec!["Trust"]);
        prose.follow((), "", &names, 1);
        prose.add("[[cases:Trust]] now");
        prose.editor.has_keyboard = true;
        let (_, stored) = prose.take(&names).expect("a text");
        prose.follow((), &stored, &names, 2);
        assert_eq!(prose.draft.text(), "[[cases:Trust]] now");
        // What somebody else wrote is seen at once.
        prose.follow((), &format!("{stored}, then"), &names, 3);
        assert_eq!(prose.draft.text(), "[[cases: Trust]] now, then");
        prose.editor.has_keyboard = false;
        prose.follow((), &stored, &Codes(vec!["Faith"]), 4);
        assert_eq!(prose.draft.text(), "[[cases: Faith]] now");
    }
}
