//! What stands above a table of the register: the tabs, the filter, how many rows there are.

use egui::{RichText, TextEdit, Ui};

use super::{RegisterView, speakers};
use crate::app::spreadsheet::Data;
use crate::app::theme::{self, Theme, size, space};
use crate::project::RegisterTable;
use crate::text::{counted, grouped};

/// Draws the tabs; the command that goes to the one that was clicked.
pub(super) fn tabs(view: &RegisterView, ui: &mut Ui) -> Option<&'static str> {
    let mut wanted = None;
    let mut tab = |ui: &mut Ui, title: &str, chosen: bool, command: &'static str| {
        let text = RichText::new(title).size(size::BODY);
        let text = if chosen { text.font(theme::interface_bold(size::BODY)) } else { text };
        if ui.selectable_label(chosen, text).clicked() && !chosen {
            wanted = Some(command);
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let speakers = view.speakers.is_shown;
        for table in RegisterTable::ALL {
            tab(ui, table.title(), !speakers && view.tab == table, command_of(table));
        }
        tab(ui, "Speakers", speakers, speakers::MATCH);
    });
    ui.add_space(space::INSIDE);
    wanted
}

/// Draws it; the command that was clicked.
pub(super) fn draw(view: &mut RegisterView, ui: &mut Ui, data: &Data) -> Option<&'static str> {
    let mut wanted = tabs(view, ui);
    let theme = Theme::of(ui.ctx());
    let conflicts = data.conflicts;
    let made = view.made[view.tab as usize].as_ref();
    let (untold, unknown) = made.map_or((0, 0), |made| (made.untold, made.unknown));
    let focuses_filter = std::mem::take(&mut view.focuses_filter);
    let mut hides_private = view.hides_private;
    let sheet = view.sheet_mut(view.tab);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        let (_, many) = data.words;
        let line = TextEdit::singleline(sheet.filter())
            .hint_text(format!("Filter {many}"))
            .desired_width(220.0);
        let line = ui.add(line);
        let name = format!("Filter {many} by their words");
        line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        if focuses_filter {
            line.request_focus();
        }
        let leaves =
            ui.input(|i| i.key_pressed(egui::Key::Enter) || i.key_pressed(egui::Key::Escape));
        if line.lost_focus() && leaves {
            sheet.take_keyboard();
        }
        if conflicts > 0 || sheet.only_conflicts() {
            let text = format!(
                "{} {}",
                grouped(conflicts),
                if conflicts == 1 { "conflict" } else { "conflicts" }
            );
            let chip = RichText::new(text).size(size::BODY).color(theme.warning);
            let hover = "Show only rows in which something contradicts something else";
            if ui.selectable_label(sheet.only_conflicts(), chip).on_hover_text(hover).clicked() {
                let only = !sheet.only_conflicts();
                sheet.set_only_conflicts(only);
            }
        }
        let mut shows = !hides_private;
        if theme::check(ui, &mut shows, "Private columns")
            .on_hover_text(
                "Show what only the team may see: real names, posts, notes, exact values",
            )
            .changed()
        {
            hides_private = !shows;
        }
        let (one, many) = data.words;
        let (shown, all) = (sheet.shown().len(), data.rows.len());
        let said = match shown == all {
            true => counted(all, one, many),
            false => format!("{} of {}", grouped(shown), counted(all, one, many)),
        };
        ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
        if sheet.refused() > 0 {
            let said = counted(sheet.refused(), "cell to mend", "cells to mend");
            ui.label(RichText::new(said).size(size::SMALL).color(theme.danger));
        }
        if sheet.is_narrowed() && ui.link(RichText::new("Show all").size(size::SMALL)).clicked() {
            sheet.show_all();
        }
    });
    view.set_hides_private(hides_private);
    if unknown > 0 {
        ui.horizontal_wrapped(|ui| {
            let are = if unknown == 1 { "is" } else { "are" };
            let who = counted(unknown, "speaker", "speakers");
            ui.label(format!("{who} found in the texts {are} in no register."));
            if ui.link(speakers::MATCH).clicked() {
                wanted = Some(speakers::MATCH);
            }
        });
    }
    if untold > 0 {
        ui.horizontal_wrapped(|ui| {
            let tell = if untold == 1 { "tells" } else { "tell" };
            let names = counted(untold, "name", "names");
            ui.label(format!("{names} {tell} a role or a number that stands in no column."));
            if ui.link("Take them over").clicked() {
                wanted = Some("Take roles and numbers from names");
            }
        });
    }
    ui.add_space(space::INSIDE);
    wanted
}

/// The command that goes to a table.
pub(super) const fn command_of(table: RegisterTable) -> &'static str {
    match table {
        RegisterTable::People => "Register",
        RegisterTable::Cases => "Cases of the register",
        RegisterTable::Meetings => "Meetings of the register",
        RegisterTable::Sources => "Sources of the register",
        RegisterTable::Attributes => "Attributes of the register",
    }
}
