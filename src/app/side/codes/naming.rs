//! The line in the tree where a code's name is typed: for a new code, or another name for one that is there.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Key, Rect, TextEdit, Ui};

use super::dragging::sibling_after;
use crate::app::desk::{Desk, Selected};
use crate::app::theme::{self, Theme, size};
use crate::domain::{CodeId, CodeTree};
use crate::project::{CodeChange, NewCode};

/// What is being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A code that is there.
    Code(CodeId),
    /// A new one.
    New {
        /// The code above it.
        parent: Option<CodeId>,
        /// The sibling it is to stand before; none for the last place.
        before: Option<CodeId>,
        /// Its row stands behind this code's rows; none for the end.
        behind: Option<CodeId>,
        /// Its level.
        depth: u32,
    },
}

/// A name being typed.
pub struct Naming {
    /// What is being named.
    pub what: Named,
    text: String,
    fresh: bool,
    /// The project has been asked and has not answered.
    sent: bool,
}

/// What has come of the line.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It goes on.
    Yet,
    /// Given up.
    Dropped,
    /// This name is wanted.
    Wanted(String),
}

impl Naming {
    /// Another name for a code.
    pub fn of(codes: &CodeTree, code: CodeId) -> Option<Self> {
        let text = codes.get(code)?.name.clone();
        Some(Self { what: Named::Code(code), text, fresh: true, sent: false })
    }

    /// A new code behind another, on its level; at the end of the top level without one.
    pub fn behind(codes: &CodeTree, code: Option<CodeId>) -> Self {
        let code = code.and_then(|code| codes.get(code));
        let what = Named::New {
            parent: code.and_then(|code| code.parent),
            before: code.and_then(|code| sibling_after(codes, code.id)),
            behind: code.map(|code| code.id),
            depth: code.map_or(0, |code| codes.depth(code.id)),
        };
        Self { what, text: String::new(), fresh: true, sent: false }
    }

    /// A new code below another, as its last.
    pub fn below(codes: &CodeTree, code: CodeId) -> Self {
        let what = Named::New {
            parent: Some(code),
            before: None,
            behind: Some(code),
            depth: codes.depth(code) + 1,
        };
        Self { what, text: String::new(), fresh: true, sent: false }
    }

    /// Draws the line.
    pub fn ui(&mut self, ui: &mut Ui, rect: Rect) -> Outcome {
        let theme = Theme::of(ui.ctx());
        let id = Id::unique("name of a code");
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if std::mem::take(&mut self.fresh) {
            // Before the line is drawn, so that it takes the letters of this very frame.
            ui.memory_mut(|memory| memory.request_focus(id));
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let all = CCursor::new(self.text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), all)));
            state.store(ui.ctx(), id);
        }
        let line = TextEdit::singleline(&mut self.text)
            .id(id)
            .font(theme::interface(size::BODY))
            .text_color(theme.ink)
            .align(egui::Align2::LEFT_CENTER)
            .margin(egui::Margin::symmetric(4, 0))
            .hint_text("Name of the code");
        let response = ui.put(rect, line).accessible_name("Name of the code");
        if self.sent || !response.lost_focus() {
            return Outcome::Yet;
        }
        if escaped || self.text.trim().is_empty() {
            return Outcome::Dropped;
        }
        Outcome::Wanted(self.text.trim().to_owned())
    }

    /// Asks the project for the name. The line stays until the answer is there, and goes on when it is a refusal.
    pub fn send(&mut self, desk: &mut Desk, name: String) {
        self.sent = true;
        match self.what {
            Named::Code(code) => {
                if desk.snapshot.codes.get(code).is_some_and(|code| code.name == name) {
                    // The next frame drops the line: nothing was asked of the project.
                    desk.ask(|_| (), move |desk, ()| answered(desk, Some(code)));
                    return;
                }
                desk.act(
                    move |project| project.change_codes(&[code], &CodeChange::Name(name)),
                    move |desk, done| answered(desk, done.map(|()| code)),
                );
            }
            Named::New { parent, before, .. } => {
                let new = NewCode { parent, before, name, ..NewCode::default() };
                desk.act(move |project| project.make_code(&new), answered);
            }
        }
    }
}

fn answered(desk: &mut Desk, code: Option<CodeId>) {
    match code {
        Some(code) => {
            desk.codes.naming = None;
            desk.selected = Selected::Code(code);
            desk.codes.show(&desk.snapshot.codes, code);
        }
        None => {
            if let Some(naming) = &mut desk.codes.naming {
                naming.sent = false;
                naming.fresh = true;
            }
        }
    }
}
