//! What is written of a code: its name, what it means, when to use it, which research question it serves.

use egui::{FontSelection, Frame, Key, Margin, RichText, Stroke, TextEdit, Ui};

use crate::app::desk::{Desk, Selected};
use crate::app::inspector::draft::{Draft, REST};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, CodeId};
use crate::project::CodeChange;

/// A text of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Definition,
    Include,
    Exclude,
    Question,
}

impl Field {
    const ALL: [Self; 5] =
        [Self::Name, Self::Definition, Self::Include, Self::Exclude, Self::Question];

    fn of(self, code: &Code) -> &str {
        match self {
            Self::Name => &code.name,
            Self::Definition => &code.definition,
            Self::Include => &code.include,
            Self::Exclude => &code.exclude,
            Self::Question => &code.question,
        }
    }

    fn change(self, text: String) -> CodeChange {
        match self {
            Self::Name => CodeChange::Name(text),
            Self::Definition => CodeChange::Definition(text),
            Self::Include => CodeChange::Include(text),
            Self::Exclude => CodeChange::Exclude(text),
            Self::Question => CodeChange::Question(text),
        }
    }

    const fn caption(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Definition => "Definition",
            Self::Include => "When to use it",
            Self::Exclude => "When not",
            Self::Question => "Research question",
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::Definition => "What this code means",
            Self::Include => "Passages that belong here",
            Self::Exclude => "Passages that go elsewhere",
            Self::Question => "The question it serves",
        }
    }

    /// Rows of an empty field.
    const fn rows(self) -> usize {
        match self {
            Self::Definition => 3,
            _ => 1,
        }
    }
}

/// The texts of the selected code while they are being typed.
#[derive(Default)]
pub(super) struct Texts {
    drafts: [Draft<CodeId>; Field::ALL.len()],
}

impl Texts {
    fn draft(&mut self, field: Field) -> &mut Draft<CodeId> {
        &mut self.drafts[field as usize]
    }
}

/// Gives the project what was typed: a name when another code is selected or the project `ends`, other texts also when
/// the typing rests.
pub(super) fn keep_typed(desk: &mut Desk, ends: bool) {
    for field in Field::ALL {
        let draft = desk.card.texts.draft(field);
        let is_shown = draft.of().map(Selected::Code) == Some(desk.selected);
        let is_due = match field {
            Field::Name => !is_shown,
            _ => draft.is_due(is_shown),
        };
        if (ends || is_due)
            && let Some((code, text)) = draft.take()
        {
            give(desk, field, code, text);
        }
        if ends {
            for (code, text) in desk.card.texts.draft(field).take_aside() {
                give(desk, field, code, text);
            }
        }
    }
}

fn give(desk: &mut Desk, field: Field, code: CodeId, text: String) {
    let back = text.clone();
    desk.act(
        move |project| project.change_codes(&[code], &field.change(text)),
        move |desk, done| {
            if done.is_some() {
                return;
            }
            let is_there = desk.snapshot.codes.get(code).is_some();
            let draft = desk.card.texts.draft(field);
            match field != Field::Name && is_there {
                true => draft.put_back(code, back),
                false => draft.refused(code),
            }
        },
    );
}

/// A frame that shows only where one may type.
fn frame(ui: &Ui, id: egui::Id) -> Frame {
    let theme = Theme::of(ui.ctx());
    let has = ui.memory(|memory| memory.has_focus(id));
    let over = ui.ctx().read_response(id).is_some_and(|last| last.hovered());
    let (edge, fill) = match (has, over) {
        (true, _) => (Stroke::new(2.0, theme.focus), theme.page),
        (false, true) => (Stroke::new(1.0, theme.rule), theme.page),
        (false, false) => (Stroke::new(1.0, theme.ground), theme.ground),
    };
    Frame::new()
        .fill(fill)
        .stroke(edge)
        .corner_radius(space::CORNER)
        .inner_margin(Margin::symmetric(4, 3))
        // The strokes differ in width: what stands inside must not move.
        .outer_margin(Margin::same(if has { 0 } else { 1 }))
}

/// The line for the name.
pub(super) fn name(desk: &mut Desk, ui: &mut Ui, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let id = egui::Id::unique(("name in the inspector", code.id));
    let frame = frame(ui, id);
    let draft = desk.card.texts.draft(Field::Name);
    draft.follow(code.id, &code.name);
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let line = TextEdit::singleline(draft.text())
        .id(id)
        .font(FontSelection::from(theme::interface_bold(size::LEAD)))
        .text_color(theme.ink)
        .frame(frame)
        .desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name(Field::Name.caption());
    if line.changed() {
        draft.typed();
    }
    if line.lost_focus() {
        if escaped || draft.text().trim().is_empty() {
            draft.revert();
        } else if let Some((code, name)) = draft.take() {
            give(desk, Field::Name, code, name);
        }
    }
}

/// The other texts, each under its caption. `defines` gives the keyboard to the definition.
pub(super) fn others(desk: &mut Desk, ui: &mut Ui, code: &Code, defines: bool) {
    let theme = Theme::of(ui.ctx());
    for field in [Field::Definition, Field::Include, Field::Exclude, Field::Question] {
        let caption = RichText::new(field.caption()).size(size::SMALL).color(theme.quiet);
        let caption = ui.label(caption);
        let id = egui::Id::unique(("text of a code", code.id, field.caption()));
        let draft = desk.card.texts.draft(field);
        draft.follow(code.id, field.of(code));
        let text = match field {
            Field::Question => TextEdit::singleline(draft.text()),
            _ => TextEdit::multiline(draft.text()).desired_rows(field.rows()),
        };
        let text =
            text.id(id).hint_text(field.hint()).text_color(theme.ink).desired_width(f32::INFINITY);
        let text = ui.add(text).labelled_by(caption.id);
        if defines && field == Field::Definition {
            text.request_focus();
            text.scroll_to_me(None);
        }
        if text.changed() {
            draft.typed();
            ui.ctx().request_repaint_after(REST);
        }
        if text.lost_focus()
            && let Some((code, text)) = draft.take()
        {
            give(desk, field, code, text);
        }
        ui.add_space(space::TIGHT);
    }
}
