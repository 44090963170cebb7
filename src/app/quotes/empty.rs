//! What stands where no quotes are: what belongs there, and the one action that fills the place.

use egui::{Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::listing::narrowing_word;
use super::{Column, QuotesView, Wanted};
use crate::analysis::query::{Condition, Query, Trait};
use crate::app::figures::counted;
use crate::app::theme::{Theme, size, space};
use crate::project::Snapshot;

/// Draws the empty place.
pub(super) fn draw(
    view: &mut QuotesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    column: Column,
    wanted: &mut Wanted,
) {
    ui.add_space(space::PAGE);
    let room = Rect::from_min_size(
        pos2(column.left, ui.cursor().top()),
        vec2(column.width, ui.available_height()),
    );
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        if !view.question.is_asked {
            nothing_asked(ui, snapshot, wanted);
        } else if view.question.narrowings().is_empty() {
            nothing_coded(view, ui, snapshot, wanted);
        } else {
            all_kept_out(view, ui);
        }
    });
}

fn say(ui: &mut Ui, lead: &str, more: &str) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(lead).size(size::LEAD).color(theme.ink));
    ui.label(RichText::new(more).color(theme.quiet));
    ui.add_space(space::INSIDE);
}

fn nothing_asked(ui: &mut Ui, snapshot: &Snapshot, wanted: &mut Wanted) {
    say(
        ui,
        "The quotes of a code stand here, whole, with whose they are",
        "Choose a code to read everything that was said about it, with its sub-codes; then narrow it by speaker, \
         source, kind or coder.",
    );
    let (quotes, _) = snapshot.totals();
    ui.horizontal(|ui| {
        if !snapshot.codes.is_empty() && ui.button("Choose a code…").clicked() {
            wanted.command = Some("Quotes of a code…");
        }
        if quotes > 0 {
            let all = format!("Show all {}", counted(quotes, "quote", "quotes"));
            if ui.button(all).clicked() {
                wanted.command = Some("All quotes");
            }
        } else if ui.button("Read and code").clicked() {
            wanted.command = Some("Read");
        }
        if snapshot.coders.len() > 1 && ui.button("New since I last looked").clicked() {
            wanted.command = Some("New since I last looked");
        }
    });
}

fn nothing_coded(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot, wanted: &mut Wanted) {
    let asked = view.question.query.codes();
    let code = asked.first().and_then(|&code| snapshot.codes.get(code));
    let code = code.filter(|code| view.question.is_of_code(code.id));
    if view.question.query.holds == Condition::Is(Trait::New) {
        say(
            ui,
            "Nothing is new to you",
            "What others code from now on stands here until you say that you have seen it.",
        );
        return;
    }
    if code.is_none() && !view.question.query.holds.is_everything() {
        say(
            ui,
            "Nothing answers this question",
            "Take a condition out of the line above, or ask for less.",
        );
        return;
    }
    let Some(code) = code else {
        say(
            ui,
            "There are no quotes yet",
            "Select words on a page and code them: they stand here then.",
        );
        if ui.button("Read and code").clicked() {
            wanted.command = Some("Read");
        }
        return;
    };
    let below = snapshot.counts.of(code.id).with_sub_codes;
    if below > 0 {
        let said = format!("Nothing is coded “{}” itself", code.name);
        say(ui, &said, "Its sub-codes have quotes.");
        let with = format!("With sub-codes: {}", counted(below, "quote", "quotes"));
        if ui.button(with).clicked() {
            view.question.query = Query::of_code(code.id);
        }
    } else {
        let said = format!("Nothing is coded “{}” yet", code.name);
        say(ui, &said, "Select words on a page and give them this code: they stand here then.");
        if ui.button("Read and code").clicked() {
            wanted.command = Some("Read");
        }
    }
}

/// Says which narrowing keeps every quote out, and offers to take it away.
fn all_kept_out(view: &mut QuotesView, ui: &mut Ui) {
    let excluding = view.listing.excluding().to_vec();
    let more = match excluding.as_slice() {
        [] => "No quote answers everything that the list is narrowed to.".to_owned(),
        [one] => {
            let what = narrowing_word(*one).to_lowercase();
            format!("None of the quotes is of the {what} that the list is narrowed to.")
        }
        _ => "No quote answers all that the list is narrowed to; without one of these there are some."
            .to_owned(),
    };
    say(ui, "No quotes are left", &more);
    ui.horizontal_wrapped(|ui| {
        for &field in &excluding {
            let name = format!("Any {}", narrowing_word(field).to_lowercase());
            if ui.button(name).clicked() {
                view.question.query.narrow(field, Vec::new());
            }
        }
        if excluding.len() != 1 && ui.button("Clear all narrowing").clicked() {
            for field in view.question.narrowings() {
                view.question.query.narrow(field, Vec::new());
            }
        }
    });
}
