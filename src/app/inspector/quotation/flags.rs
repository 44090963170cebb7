//! What a quotation was picked out as, and which codes have it as an example.

use egui::{Key, RichText, TextEdit, Ui};

use crate::app::desk::Desk;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Quotation, STANDARD_FLAGS};
use crate::project::Snapshot;

/// A flag as it is shown.
pub fn flag_words(flag: &str) -> &str {
    match flag {
        "typical" => "Typical",
        "contrasting" => "Unusual or contrasting",
        "telling" => "Telling phrase",
        "identifying" => "Could identify somebody",
        own => own,
    }
}

/// Draws the flags: the standard ones, and those of the team's own.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, quotation: &Quotation) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new("Flags").size(size::SMALL).color(theme.quiet));
    let has = |name: &str| quotation.flags.iter().any(|flag| &*flag.name == name);
    let own = quotation.flags.iter().map(|flag| &*flag.name);
    let own: Vec<&str> = own.filter(|name| !STANDARD_FLAGS.contains(name)).collect();
    let mut change: Option<(String, bool)> = None;
    for name in STANDARD_FLAGS.into_iter().chain(own) {
        let mut on = has(name);
        if theme::check(ui, &mut on, flag_words(name)).changed() {
            change = Some((name.to_owned(), on));
        }
    }
    let typed = &mut desk.quotation.flag;
    let line = TextEdit::singleline(typed).hint_text("Another flag").desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name("Another flag");
    let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && !typed.trim().is_empty() {
        change = Some((std::mem::take(typed), true));
    }
    if let Some((name, on)) = change {
        let id = quotation.id;
        desk.just_do(move |project| project.flag_quotations(&[id], &name, on));
    }
}

/// Offers the quotation as an example of each of its codes.
pub(super) fn examples(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, quotation: &Quotation) {
    let theme = Theme::of(ui.ctx());
    let codes = quotation.codes();
    if codes.is_empty() {
        return;
    }
    let id = quotation.id;
    ui.label(RichText::new("Example of").size(size::SMALL).color(theme.quiet));
    for code in codes {
        let name = snapshot.codes.telling_name(code);
        let mut on = snapshot.notes.examples_of(code).contains(&id);
        let hover = "Show it with the definition of the code, and in the printed codebook";
        if theme::check(ui, &mut on, &name).on_hover_text(hover).changed() {
            desk.just_do(move |project| project.set_example(code, id, on));
        }
    }
    ui.add_space(space::GROUP);
}
