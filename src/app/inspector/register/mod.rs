//! A row of the register in the inspector: what does not go into a cell, and what belongs to it.

mod about;
mod values;

use std::sync::Arc;

use egui::{RichText, TextEdit, Ui};

use super::draft::Draft;
use crate::app::Window;
use crate::app::desk::{Desk, Selected};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CaseId, Private};
use crate::project::{
    CaseField, CellWords, RegisterColumn, RegisterRow, RegisterTable, RowToWrite,
};
use values::ValuesForm;

/// What is being typed of a row of the register.
#[derive(Default)]
pub struct RegisterCard {
    note: Draft<RegisterRow>,
    profile: Draft<CaseId>,
    values: ValuesForm,
}

/// The row that is selected, if it is one of the register.
fn selected(desk: &Desk) -> Option<RegisterRow> {
    match desk.selected {
        Selected::Person(id) => Some(RegisterRow::Person(id)),
        Selected::Case(id) => Some(RegisterRow::Case(id)),
        Selected::Meeting(id) => Some(RegisterRow::Meeting(id)),
        Selected::Attribute(id) => Some(RegisterRow::Attribute(id)),
        Selected::Nothing
        | Selected::Source(_)
        | Selected::Code(_)
        | Selected::Quotation(..)
        | Selected::Item(_) => None,
    }
}

/// Gives the project what was typed: when the typing rests, another row is selected, or `ends` says that the project closes.
pub(super) fn keep_typed(desk: &mut Desk, ends: bool) {
    let shown = selected(desk);
    let card = &mut desk.row;
    let is_shown = |of: Option<RegisterRow>| of.is_some() && of == shown;
    if (ends || card.note.rests() || !is_shown(card.note.of()))
        && let Some((row, words)) = card.note.take()
    {
        write(desk, row, RegisterColumn::Note, words);
    }
    let card = &mut desk.row;
    let of = card.profile.of().map(RegisterRow::Case);
    if (ends || card.profile.rests() || !is_shown(of))
        && let Some((id, words)) = card.profile.take()
    {
        let field = CaseField::Profile(Private::new(words));
        desk.just_do(move |project| project.change_cases(&[(id, field)]));
    }
    if ends || !is_shown(desk.row.values.of()) {
        values::keep(desk);
    }
}

/// Writes a cell of a row that is there.
fn write(desk: &mut Desk, row: RegisterRow, column: RegisterColumn, words: String) {
    let table = match row {
        RegisterRow::Person(_) => RegisterTable::People,
        RegisterRow::Case(_) => RegisterTable::Cases,
        RegisterRow::Meeting(_) => RegisterTable::Meetings,
        RegisterRow::Source(_) => RegisterTable::Sources,
        RegisterRow::Attribute(_) => RegisterTable::Attributes,
    };
    let cell = CellWords { row: RowToWrite::There(row), column, words };
    desk.just_do(move |project| project.write_cells(table, &[cell]));
}

/// Draws it.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    // The selection may have changed in this very frame: what was typed for another row goes first.
    keep_typed(desk, false);
    let Some(row) = selected(desk) else { return };
    let snapshot = Arc::clone(&desk.snapshot);
    let shows_private = desk.register.shows_private();
    let note = match row {
        RegisterRow::Person(id) => {
            let Some(one) = snapshot.person(id) else { return };
            about::person(desk, ui, &snapshot, one);
            values::draw(desk, ui, &snapshot, row, &one.attributes);
            one.note.to_string()
        }
        RegisterRow::Case(id) => {
            let Some(one) = snapshot.case(id) else { return };
            about::case(desk, ui, &snapshot, one);
            values::draw(desk, ui, &snapshot, row, &one.attributes);
            if shows_private || one.is_profile_public {
                profile(desk, ui, id, &one.profile, one.is_profile_public);
            }
            one.note.to_string()
        }
        RegisterRow::Meeting(id) => {
            let Some(one) = snapshot.meeting(id) else { return };
            about::meeting(desk, ui, &snapshot, one);
            values::draw(desk, ui, &snapshot, row, &one.attributes);
            one.note.to_string()
        }
        RegisterRow::Attribute(id) => {
            let Some(one) = snapshot.attribute(id) else { return };
            about::attribute(ui, &snapshot, one);
            one.note.clone()
        }
        RegisterRow::Source(_) => return,
    };
    let is_private = !matches!(row, RegisterRow::Attribute(_));
    if shows_private || !is_private {
        desk.row.note.follow(row, &note);
        let title = if is_private { "Note (private)" } else { "Note" };
        text(ui, title, 4, &mut desk.row.note);
    } else {
        let theme = Theme::of(ui.ctx());
        ui.add_space(space::GROUP);
        let said = "What is private is hidden; the Register shows it with “Private columns”.";
        ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
    }
}

/// The profile of a case, and whether it may be printed.
fn profile(desk: &mut Desk, ui: &mut Ui, id: CaseId, stored: &Private, is_public: bool) {
    desk.row.profile.follow(id, stored);
    let title = if is_public { "Profile" } else { "Profile (private)" };
    text(ui, title, 8, &mut desk.row.profile);
    let mut public = is_public;
    if theme::check(ui, &mut public, "The profile may be printed").changed() {
        let field = CaseField::ProfilePublic(public);
        desk.just_do(move |project| project.change_cases(&[(id, field)]));
    }
}

/// A text of many lines.
fn text<K: Copy + PartialEq>(ui: &mut Ui, title: &str, rows: usize, draft: &mut Draft<K>) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::GROUP);
    let label = ui.label(RichText::new(title).size(size::SMALL).color(theme.quiet));
    let field = TextEdit::multiline(draft.text()).desired_rows(rows).desired_width(f32::INFINITY);
    if ui.add(field).labelled_by(label.id).changed() {
        draft.typed();
    }
}
