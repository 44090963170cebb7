//! What stands above the list of memos: what is asked of them, and in which order they stand.

use std::collections::BTreeSet;

use egui::{RichText, TextEdit, Ui};

use super::MemosView;
use super::listing::{Filter, Order};
use crate::app::figures::counted;
use crate::app::linking::Known;
use crate::app::menu::choose;
use crate::app::theme::{Theme, size, space};
use crate::domain::{CoderId, MemoStatus, Target};
use crate::project::Snapshot;
use crate::text::capital;

/// Draws it; gives the command that was asked for.
pub(super) fn draw(
    view: &mut MemosView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    known: &Known<'_>,
) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new("Memos").size(size::TITLE));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("New memo").on_hover_text("Begin a memo (N)").clicked() {
                wanted = Some("New memo");
            }
        });
    });
    let count = view.listing.rows().len();
    let filter = &mut view.listing.filter;
    let line = TextEdit::singleline(&mut filter.words)
        .hint_text("Words in memos and comments")
        .desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name("Filter memos");
    if std::mem::take(&mut view.focuses_filter) {
        line.request_focus();
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().combo_width = 60.0;
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        choices(ui, filter, snapshot, known);
    });
    ui.horizontal(|ui| {
        let said = match filter.narrows() {
            true => format!("{count} of {}", counted(snapshot.memos.len(), "memo", "memos")),
            false => counted(count, "memo", "memos"),
        };
        ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
        if filter.narrows() && ui.link(RichText::new("Show all").size(size::SMALL)).clicked() {
            *filter = Filter { order: filter.order, ..Filter::default() };
        }
    });
    wanted
}

fn choices(ui: &mut Ui, filter: &mut Filter, snapshot: &Snapshot, known: &Known<'_>) {
    let kind = filter.kind.as_deref().map_or_else(|| "Any kind".to_owned(), capital);
    choose(ui, "Kind of memos", &kind, |ui| {
        ui.selectable_value(&mut filter.kind, None, "Any kind");
        let kinds: BTreeSet<&str> = snapshot.memos.iter().map(|memo| memo.kind.as_str()).collect();
        for kind in kinds {
            ui.selectable_value(&mut filter.kind, Some(kind.to_owned()), capital(kind));
        }
    });
    let status = filter.status.map_or_else(|| "Any status".to_owned(), |it| capital(it.word()));
    choose(ui, "Status of memos", &status, |ui| {
        ui.selectable_value(&mut filter.status, None, "Any status");
        for status in MemoStatus::ALL {
            ui.selectable_value(&mut filter.status, Some(status), capital(status.word()));
        }
    });
    let name = |id: CoderId| snapshot.coder(id).map_or("Somebody", |coder| coder.name.as_str());
    let who = filter.coder.map_or("Anybody", name);
    choose(ui, "Who wrote memos", who, |ui| {
        ui.selectable_value(&mut filter.coder, None, "Anybody");
        let coders: BTreeSet<CoderId> = snapshot.memos.iter().map(|memo| memo.coder).collect();
        for coder in coders {
            ui.selectable_value(&mut filter.coder, Some(coder), name(coder));
        }
    });
    let about = filter.about.map_or_else(|| "About anything".to_owned(), |it| known.called(it));
    choose(ui, "What memos are about", &about, |ui| {
        ui.selectable_value(&mut filter.about, None, "About anything");
        let all = snapshot.memos.iter().flat_map(|memo| &memo.mentions);
        let targets: BTreeSet<Target> = all.map(|mention| mention.target).collect();
        for target in targets {
            let name = format!("{} · {}", known.called(target), target.kind());
            ui.selectable_value(&mut filter.about, Some(target), name);
        }
    });
    choose(ui, "Order of memos", filter.order.word(), |ui| {
        for order in Order::ALL {
            ui.selectable_value(&mut filter.order, order, order.word());
        }
    });
}
