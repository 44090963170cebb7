//! What stands above a table that has no row yet.

use egui::{RichText, Ui};

use crate::app::theme::{Theme, size, space};
use crate::project::RegisterTable;

/// Says what belongs here; the command that fills it, where it was clicked.
pub(super) fn draw(table: RegisterTable, ui: &mut Ui) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let (title, about) = match table {
        RegisterTable::People => (
            "Nobody is in the register yet",
            "Here stands who was interviewed, observed or mentioned: the role and number that are printed, and what only the team may know. Write in the empty row, or paste from a spreadsheet.",
        ),
        RegisterTable::Cases => (
            "No cases yet",
            "Cases are what is compared: sites, organisations, each under its pseudonym. Write in the empty row, or paste from a spreadsheet.",
        ),
        RegisterTable::Meetings => (
            "No meetings yet",
            "Observed meetings have numbers of their own, such as M10, a kind and a date. Write in the empty row, or paste from a spreadsheet.",
        ),
        RegisterTable::Sources => (
            "No sources yet",
            "Sources come in by importing files; here they are put with their dates, cases, people and meetings.",
        ),
        RegisterTable::Attributes => (
            "No attributes yet",
            "An attribute is what people, cases, meetings or sources are compared by, such as a size or a region. Write its name in the empty row, then what has it.",
        ),
    };
    ui.add_space(space::INSIDE);
    ui.label(RichText::new(title).size(size::LEAD));
    ui.label(RichText::new(about).color(theme.quiet));
    ui.add_space(space::TIGHT);
    let import = "Import files…";
    let wanted = table == RegisterTable::Sources && ui.button(import).clicked();
    ui.add_space(space::INSIDE);
    wanted.then_some(import)
}
