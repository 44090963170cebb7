//! How balanced an output is: who is quoted how often, beside who was interviewed and met, and what to take instead.

use std::sync::Arc;

use egui::{Align2, Rect, RichText, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::OutputsView;
use crate::analysis::balance::{Balance, Dimension, Key, Measure, Row};
use crate::app::desk::Desk;
use crate::app::figures::{counted, grouped};
use crate::app::menu;
use crate::app::notice::Notice;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{ExtractId, Output};
use crate::project::{OutputBalance, SetExtract, SetOutput, SwapOffer};

/// The columns: what they count, how it is headed.
const COLUMNS: [(Measure, &str); 7] = [
    (Measure::Extracts, "Extracts"),
    (Measure::Tagged, "In notes"),
    (Measure::Together, "Together"),
    (Measure::Words, "Words"),
    (Measure::TaggedWords, "… in notes"),
    (Measure::Interviews, "Interviews"),
    (Measure::People, "People met"),
];
/// Width of a figure.
const FIGURE: f32 = 68.0;
/// Width of the names.
const NAME: f32 = 160.0;

/// The balance of an output.
#[derive(Default)]
pub(super) struct Balancing {
    by: usize,
    /// The row that is looked into.
    chosen: Option<Key>,
    /// What may take the place of an extract.
    offers: Option<(ExtractId, Vec<SwapOffer>)>,
}

/// Draws the balance.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    (output, set): (&Output, &SetOutput),
    found: &OutputBalance,
) {
    let theme = Theme::of(ui.ctx());
    let Some(balance) = found.by.get(view.balancing.by).or_else(|| found.by.first()) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        menu::choose(ui, "Balance by", balance.dimension.title(), |ui| {
            for (at, one) in found.by.iter().enumerate() {
                if ui.selectable_label(at == view.balancing.by, one.dimension.title()).clicked() {
                    view.balancing.by = at;
                    view.balancing.chosen = None;
                    view.balancing.offers = None;
                }
            }
        });
        if let Some(said) = ratios(balance) {
            ui.label(RichText::new(said).color(theme.quiet));
        }
    });
    ui.add_space(space::TIGHT);
    let free = ui.available_rect_before_wrap();
    let height = (free.height() * 0.5).min(300.0);
    let (above, below) = free.split_top_bottom_at_y(free.bottom() - height);
    let mut upper = ui.new_child(egui::UiBuilder::new().id_salt("balance").max_rect(above));
    table(&mut view.balancing, &mut upper, balance);
    ui.painter().hline(below.x_range(), below.top(), Stroke::new(1.0, theme.rule));
    let mut lower = ui.new_child(egui::UiBuilder::new().id_salt("swaps").max_rect(below));
    lower.add_space(space::INSIDE);
    ScrollArea::vertical().id_salt("what to swap").auto_shrink([false, false]).show(
        &mut lower,
        |ui| match view.balancing.chosen.clone() {
            Some(key) => chosen(view, ui, desk, (output, set), balance, &key),
            None => hints(ui, desk, found),
        },
    );
}

/// How many of the first row there are for one of the second, in each of the counts that are compared.
fn ratios(balance: &Balance) -> Option<String> {
    if balance.dimension != Dimension::Role {
        return None;
    }
    let [first, second, ..] = balance.rows.as_slice() else { return None };
    let told = [
        (Measure::Interviews, "interviewed"),
        (Measure::Extracts, "in labels"),
        (Measure::Together, "with those in notes"),
        (Measure::Words, "in words"),
    ];
    let parts: Vec<String> = told
        .into_iter()
        .filter_map(|(measure, words)| {
            Some(format!("{:.2} {words}", first.ratio(second, measure)?))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("{} to {}: {}", first.name, second.name, parts.join(", ")))
}

/// Draws the counts by row.
fn table(balancing: &mut Balancing, ui: &mut Ui, balance: &Balance) {
    let width = NAME + (COLUMNS.len() as f32 + 1.0) * FIGURE;
    let sideways = ScrollArea::horizontal().id_salt("balance sideways");
    sideways.auto_shrink([false, false]).show(ui, |ui| {
        head(ui, width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let rows = balance.rows.len();
        let area = ScrollArea::vertical().id_salt(("balance", balance.dimension.title()));
        area.auto_shrink([false, false]).show_rows(ui, space::ROW, rows, |ui, shown| {
            ui.set_min_width(width);
            for at in shown {
                line(balancing, ui, balance, &balance.rows[at], width);
            }
        });
    });
}

/// Draws the names of the columns.
fn head(ui: &mut Ui, width: f32) {
    let theme = Theme::of(ui.ctx());
    let head = Rect::from_min_size(ui.cursor().min, vec2(width, space::ROW));
    // First what is looked for: how far each is from the sample.
    let names = std::iter::once("To sample").chain(COLUMNS.iter().map(|(_, name)| *name));
    for (column, name) in names.enumerate() {
        let x = head.left() + NAME + (column as f32 + 1.0) * FIGURE - space::INSIDE;
        let (place, font) = (pos2(x, head.center().y), theme::interface(size::SMALL));
        ui.painter().text(place, Align2::RIGHT_CENTER, name, font, theme.quiet);
    }
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, theme.rule));
    ui.advance_cursor_after_rect(head);
}

fn line(balancing: &mut Balancing, ui: &mut Ui, balance: &Balance, row: &Row, width: f32) {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::ROW), Sense::click());
    let ratio = balance.to_sample(row, balance.dimension.measure());
    let told = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    let name = if row.name.is_empty() { "Without" } else { &row.name };
    let spoken = format!(
        "{name}: {}, {} in notes, {}, {told} to the sample",
        counted(row.counts.of(Measure::Extracts), "extract", "extracts"),
        row.counts.of(Measure::Tagged),
        counted(row.counts.of(Measure::Interviews), "interview", "interviews")
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    let is_chosen = balancing.chosen.as_ref() == Some(&row.key);
    if is_chosen || response.hovered() {
        let fill = if is_chosen { theme.accent_soft } else { theme.hover };
        ui.painter().rect_filled(rect, space::CORNER, fill);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(rect, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    let body = theme::interface(size::BODY);
    let painter = ui.painter().with_clip_rect(
        Rect::from_min_size(rect.min, vec2(NAME - space::INSIDE, rect.height()))
            .intersect(ui.clip_rect()),
    );
    let from = pos2(rect.left() + space::TIGHT, rect.center().y);
    painter.text(from, Align2::LEFT_CENTER, name, body.clone(), theme.ink);
    let at = |column: usize| {
        let x = rect.left() + NAME + (column as f32 + 1.0) * FIGURE - space::INSIDE;
        pos2(x, rect.center().y)
    };
    for (column, (measure, _)) in COLUMNS.iter().enumerate() {
        let count = row.counts.of(*measure);
        let ink = if count == 0 { theme.quiet } else { theme.ink };
        let text = grouped(count);
        ui.painter().text(at(column + 1), Align2::RIGHT_CENTER, text, body.clone(), ink);
    }
    let ink = match ratio {
        Some(ratio) if !(0.5..=2.0).contains(&ratio) => theme.warning,
        _ => theme.ink,
    };
    ui.painter().text(at(0), Align2::RIGHT_CENTER, told, body, ink);
    if response.clicked() {
        balancing.chosen = (!is_chosen).then(|| row.key.clone());
        balancing.offers = None;
    }
}

/// Says who is quoted too much and too little, and what is not used; each opens what stands behind it.
fn hints(ui: &mut Ui, desk: &mut Desk, found: &OutputBalance) {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).color(theme.quiet);
    let uses = |ui: &mut Ui, title: &str, all: &[crate::analysis::balance::Use]| {
        if all.is_empty() {
            return;
        }
        ui.label(RichText::new(title).font(theme::interface_bold(size::BODY)));
        for one in all.iter().take(8) {
            let told = format!("{}: {} quoted, {:.1} expected", one.name, one.quoted, one.expected);
            ui.label(quiet(&told));
        }
        ui.add_space(space::INSIDE);
    };
    ui.label(quiet("Choose a row to see its extracts and what may take their place."));
    ui.add_space(space::INSIDE);
    uses(ui, "Quoted more than their interviews would give", &found.over);
    uses(ui, "Quoted less", &found.under);
    if !found.unused.is_empty() {
        let title = "Rich sources without an extract";
        ui.label(RichText::new(title).font(theme::interface_bold(size::BODY)));
        let snapshot = Arc::clone(&desk.snapshot);
        for one in found.unused.iter().take(8) {
            let Some(info) = snapshot.source(one.source) else { continue };
            let told = format!("{} ({} quotations on these themes)", info.name, one.quotations);
            if ui.link(told).clicked() {
                desk.open_source(one.source, None);
            }
        }
    }
}

/// Whether an extract is one of a row's.
fn is_of(desk: &Desk, one: &SetExtract, key: &Key) -> bool {
    let register = desk.snapshot.register();
    let source = desk.snapshot.source(one.source);
    match key {
        Key::Role(role) => one
            .people
            .iter()
            .filter_map(|&id| register.person(id))
            .any(|person| person.role.trim().to_lowercase() == *role),
        Key::Person(id) => one.people.contains(id),
        Key::Case(case) => one.case == *case,
        Key::Kind(kind) => source.is_some_and(|info| info.kind == *kind),
        Key::Round(round) => source.is_some_and(|info| info.round == *round),
    }
}

/// Draws the extracts of a row, and for one of them what may take its place.
fn chosen(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    (output, set): (&Output, &SetOutput),
    balance: &Balance,
    key: &Key,
) {
    let theme = Theme::of(ui.ctx());
    let name = balance.rows.iter().find(|row| row.key == *key).map_or("", |row| &row.name);
    ui.label(RichText::new(name).font(theme::interface_bold(size::BODY)));
    let mut any = false;
    let of_row: Vec<(usize, &SetExtract)> =
        set.extracts.iter().enumerate().filter(|(_, one)| is_of(desk, one, key)).collect();
    for (at, one) in of_row {
        any = true;
        ui.horizontal(|ui| {
            let is_open = view.balancing.offers.as_ref().is_some_and(|(id, _)| *id == one.extract);
            let word = if is_open { "Keep it" } else { "Swap…" };
            if ui.button(word).on_hover_text("See what else was said on its theme").clicked() {
                view.balancing.offers = None;
                if !is_open {
                    ask(desk, output, one.extract);
                }
            }
            let words: String = one.plain_words().chars().take(160).collect();
            let line = format!("{} · {words}", at + 1);
            ui.add(egui::Label::new(RichText::new(line)).truncate());
        });
        let offers = view.balancing.offers.as_ref().filter(|(id, _)| *id == one.extract);
        let Some((_, offers)) = offers.cloned() else { continue };
        if offers.is_empty() {
            ui.label(
                RichText::new("Nothing else on its theme brings the output nearer to the sample")
                    .color(theme.quiet),
            );
        }
        for offer in offers {
            ui.horizontal(|ui| {
                ui.add_space(space::PAGE);
                if ui.button("Take this").clicked() {
                    view.balancing.offers = None;
                    let (id, quotation) = (one.extract, offer.quotation);
                    desk.just_do(move |project| project.swap_extract(id, quotation));
                }
                let words: String = offer.words.chars().take(200).collect();
                let line = format!("{} {words}", offer.label);
                let hover = offer.words.clone();
                ui.add(egui::Label::new(line).truncate()).on_hover_text(hover);
            });
        }
    }
    if !any {
        ui.label(RichText::new("No extract in this output").color(theme.quiet));
    }
}

fn ask(desk: &mut Desk, output: &Output, extract: ExtractId) {
    let output = output.clone();
    desk.ask(
        move |project| project.swaps_for(&output, extract),
        move |desk, offers| match offers {
            Ok(offers) => desk.outputs.balancing.offers = Some((extract, offers)),
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        },
    );
}
