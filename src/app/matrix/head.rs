//! What stands above a matrix: which one it is, its rows and columns, what stands beside the rows, how they are sorted and chosen.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::{MatrixView, naming};
use crate::analysis::matrix::{MatrixGrid, values_of};
use crate::app::desk::Desk;
use crate::app::menu;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Attribute, AttributeId, Matrix, MatrixSettings, RowsOf, Subject};
use crate::project::{MatrixField, Snapshot};
use crate::text::{capital, counted};

/// The deepest level below the branch that is offered.
const DEEPEST: u32 = 3;
/// So many values of an attribute are offered.
const OFFERED: usize = 60;

/// Draws the head; gives the command that was chosen.
pub(super) fn draw(
    view: &mut MatrixView,
    ui: &mut Ui,
    desk: &mut Desk,
    set_out: Option<(&MatrixGrid, (usize, usize))>,
) -> Option<&'static str> {
    let snapshot = Arc::clone(&desk.snapshot);
    let mut wanted = None;
    if view.naming.is_some() {
        naming::draw(view, ui, desk);
    }
    let matrix = view.shown(&snapshot)?;
    let mut fields = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        let mut chosen = None;
        menu::choose(ui, "Matrix", &matrix.name, |ui| {
            for one in snapshot.matrices.iter() {
                if ui.selectable_label(one.id == matrix.id, &one.name).clicked() {
                    chosen = Some(one.id);
                }
            }
            ui.separator();
            for command in ["New matrix…", "Rename the matrix…", "Delete the matrix"] {
                if ui.selectable_label(false, command).clicked() {
                    wanted = Some(command);
                }
            }
        });
        if let Some(id) = chosen {
            view.show(id);
            view.take_keyboard();
        }
        menu::choose(ui, "Rows", &capital(matrix.rows.plural()), |ui| {
            for rows in RowsOf::ALL {
                if ui.selectable_label(rows == matrix.rows, capital(rows.plural())).clicked() {
                    // Attributes belong to what has them.
                    let settings = MatrixSettings {
                        attributes: Vec::new(),
                        sort: None,
                        filter: None,
                        ..matrix.settings.clone()
                    };
                    fields = vec![MatrixField::Rows(rows), MatrixField::Settings(settings)];
                }
            }
        });
        if let Some(branch) = naming::choose_branch(ui, matrix.branch, &snapshot.codes) {
            fields = vec![MatrixField::Branch(branch)];
        }
        let settings = layout(ui, matrix, &snapshot, &mut view.values);
        if settings != matrix.settings {
            fields = vec![MatrixField::Settings(settings)];
        }
        for command in ["Export the matrix…", "Import into the matrix…"] {
            if ui.button(command).clicked() {
                wanted = Some(command);
            }
        }
    });
    if let Some(set_out) = set_out {
        figures(ui, matrix, set_out, &mut fields);
    }
    ui.add_space(space::INSIDE);
    if !fields.is_empty() {
        let id = matrix.id;
        desk.just_do(move |project| project.change_matrix(id, fields));
        view.take_keyboard();
    }
    wanted
}

/// The attributes that rows of a kind can have.
fn attributes_of(rows: RowsOf, snapshot: &Snapshot) -> Vec<&Attribute> {
    let has = |attribute: &&Attribute| match rows {
        RowsOf::Case => attribute.subject == Subject::Case,
        RowsOf::Person => attribute.subject == Subject::Person,
        // Sources take over what their cases, people and meetings have.
        RowsOf::Source => true,
    };
    snapshot.attributes.iter().filter(has).collect()
}

/// How deep the columns reach, what stands beside the rows, how these are sorted and chosen.
fn layout(
    ui: &mut Ui,
    matrix: &Matrix,
    snapshot: &Snapshot,
    values: &mut Values,
) -> MatrixSettings {
    let mut settings = matrix.settings.clone();
    let attributes = attributes_of(matrix.rows, snapshot);
    let levels = |deeper: u32| counted(deeper as usize + 1, "level", "levels");
    menu::choose(ui, "Depth", &levels(settings.deeper), |ui| {
        for deeper in 0..=DEEPEST {
            ui.selectable_value(&mut settings.deeper, deeper, levels(deeper));
        }
    });
    if attributes.is_empty() {
        return settings;
    }
    let name_of = |id: AttributeId| {
        snapshot.attribute(id).map_or_else(String::new, |attribute| attribute.name.clone())
    };
    let beside = match settings.attributes.as_slice() {
        [] => "Nothing".to_owned(),
        [one] => name_of(*one),
        many => counted(many.len(), "attribute", "attributes"),
    };
    menu::choose(ui, "Beside the rows", &beside, |ui| {
        for attribute in &attributes {
            let mut is_beside = settings.attributes.contains(&attribute.id);
            if theme::check(ui, &mut is_beside, &attribute.name).changed() {
                match is_beside {
                    true => settings.attributes.push(attribute.id),
                    false => settings.attributes.retain(|id| *id != attribute.id),
                }
            }
        }
    });
    let sorted = match settings.sort {
        None => "Name".to_owned(),
        Some((id, backwards)) => {
            format!("{}{}", name_of(id), if backwards { ", backwards" } else { "" })
        }
    };
    menu::choose(ui, "Sort", &sorted, |ui| {
        ui.selectable_value(&mut settings.sort, None, "Name");
        for attribute in &attributes {
            let by = |backwards| Some((attribute.id, backwards));
            ui.selectable_value(&mut settings.sort, by(false), &attribute.name);
            let backwards = format!("{}, backwards", attribute.name);
            ui.selectable_value(&mut settings.sort, by(true), backwards);
        }
    });
    filter(ui, (matrix, snapshot), values, (&attributes, &name_of), &mut settings);
    settings
}

/// The values that rows have of attributes, while nothing changes.
#[derive(Default)]
pub(super) struct Values {
    of: (RowsOf, i64),
    known: HashMap<AttributeId, Vec<String>>,
}

impl Values {
    /// Gives those of an attribute, which are gathered when they are asked for first.
    fn of(&mut self, rows: RowsOf, snapshot: &Snapshot, attribute: AttributeId) -> &[String] {
        if self.of != (rows, snapshot.seq) {
            *self = Self { of: (rows, snapshot.seq), known: HashMap::new() };
        }
        let gathered = || values_of(&snapshot.study(), rows, attribute);
        self.known.entry(attribute).or_insert_with(gathered)
    }
}

/// Which rows are shown, by the values of an attribute.
fn filter(
    ui: &mut Ui,
    (matrix, snapshot): (&Matrix, &Snapshot),
    values: &mut Values,
    (attributes, name_of): (&[&Attribute], &dyn Fn(AttributeId) -> String),
    settings: &mut MatrixSettings,
) {
    let of = |value: &str| if value.is_empty() { "no value".to_owned() } else { value.to_owned() };
    let now = match &settings.filter {
        None => "All rows".to_owned(),
        Some((id, values)) => {
            let values: Vec<String> = values.iter().map(|value| of(value)).collect();
            format!("{}: {}", name_of(*id), values.join(", "))
        }
    };
    menu::choose(ui, "Filter", &now, |ui| {
        ui.selectable_value(&mut settings.filter, None, "All rows");
        for attribute in attributes {
            ui.label(RichText::new(&attribute.name).size(size::SMALL));
            let chosen: &[String] = match &settings.filter {
                Some((id, chosen)) if *id == attribute.id => chosen,
                _ => &[],
            };
            let (mut changed, mut more) = (None, 0);
            let all = values.of(matrix.rows, snapshot, attribute.id);
            for (place, value) in all.iter().enumerate() {
                let mut is_in = chosen.contains(value);
                if place >= OFFERED && !is_in {
                    more += 1;
                    continue;
                }
                let shown = format!("{}: {}", attribute.name, of(value));
                if theme::check(ui, &mut is_in, &shown).changed() {
                    let mut values = chosen.to_vec();
                    match is_in {
                        true => values.push(value.clone()),
                        false => values.retain(|other| other != value),
                    }
                    changed = Some((!values.is_empty()).then_some((attribute.id, values)));
                }
            }
            if more > 0 {
                let more = format!("and {}", counted(more, "other value", "other values"));
                ui.label(RichText::new(more).size(size::SMALL));
            }
            if let Some(filter) = changed {
                settings.filter = filter;
            }
        }
    });
}

/// How much is charted, and what is left out.
fn figures(
    ui: &mut Ui,
    matrix: &Matrix,
    (grid, (charted, stale)): (&MatrixGrid, (usize, usize)),
    fields: &mut Vec<MatrixField>,
) {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: String| RichText::new(text).size(size::SMALL).color(theme.quiet);
    let all = grid.rows.len() * grid.columns.len();
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        let rows = counted(grid.rows.len(), matrix.rows.word(), matrix.rows.plural());
        let mut said =
            vec![rows, format!("{charted} of {} charted", counted(all, "cell", "cells"))];
        if stale > 0 {
            said.push(format!("{} with new passages", counted(stale, "cell", "cells")));
        }
        ui.label(quiet(said.join(" · ")));
        if grid.left_out > 0 {
            let left_out = counted(grid.left_out, matrix.rows.word(), matrix.rows.plural());
            ui.label(quiet(format!("{left_out} left out by the filter")));
            if ui.link(RichText::new("Show all rows").size(size::SMALL)).clicked() {
                let settings = MatrixSettings { filter: None, ..matrix.settings.clone() };
                *fields = vec![MatrixField::Settings(settings)];
            }
        }
        if !grid.hidden.is_empty() {
            let hidden = counted(grid.hidden.len(), "column is hidden", "columns are hidden");
            ui.label(quiet(hidden));
            if ui.link(RichText::new("Show all columns").size(size::SMALL)).clicked() {
                let settings = MatrixSettings { hidden: Vec::new(), ..matrix.settings.clone() };
                *fields = vec![MatrixField::Settings(settings)];
            }
        }
    });
}
