//! The head of the list: whose quotes they are, how many, what narrows them, in which order they stand.

use egui::{Popup, Rect, Response, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::listing::{NARROWING, Sort};
use super::menus::{chips, menu_button};
use super::{Column, QuotesView, Wanted};
use super::{line, saved};
use crate::analysis::query::{Condition, Field, Given, Rows};
use crate::app::commands;
use crate::app::figures::counted;
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::PATH_SEPARATOR;
use crate::project::Snapshot;

/// Room for the words of the link to all quotes.
const ALL_QUOTES: f32 = 72.0;

/// Draws the head.
pub(super) fn draw(
    view: &mut QuotesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    column: Column,
    wanted: &mut Wanted,
) {
    ui.add_space(space::SECTION);
    let top = ui.cursor().top();
    let room = Rect::from_min_size(pos2(column.left, top), vec2(column.width, f32::INFINITY));
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.set_width(column.width);
        ui.horizontal(|ui| {
            let chooser = chooser(view, ui, snapshot, column.width * 0.7);
            view.chooser = Some(chooser.rect);
            if chooser.clicked() {
                wanted.command = Some("Quotes of a code…");
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let export = ui.add_enabled(view.question.is_asked, egui::Button::new("Export…"));
                let tip = commands::named("Export quotes…").map(|c| c.hover_text(ui.ctx()));
                if export.on_hover_text(tip.unwrap_or_default()).clicked() {
                    wanted.command = Some("Export quotes…");
                }
                wanted.saved = saved::menu(view, ui, snapshot);
            });
        });
        line::draw(view, ui, snapshot);
        if view.question.is_asked {
            counts(view, ui, snapshot, wanted);
            narrowing(view, ui, snapshot);
        }
    });
    ui.add_space(space::GROUP);
}

/// The button with the code's name.
fn chooser(view: &QuotesView, ui: &mut Ui, snapshot: &Snapshot, most: f32) -> Response {
    let theme = Theme::of(ui.ctx());
    let tree = &snapshot.codes;
    let codes = view.question.query.codes();
    let code = codes.first().and_then(|&code| tree.get(code));
    let name = match (code, view.question.is_asked) {
        (Some(code), _) if codes.len() == 1 => code.name.clone(),
        (Some(code), _) => format!("{} and {} more", code.name, codes.len() - 1),
        (None, true) if view.question.query.holds.is_everything() => "All quotes".to_owned(),
        (None, true) => "Quotes".to_owned(),
        (None, false) => "Choose a code".to_owned(),
    };
    let format = egui::TextFormat::simple(theme::interface_bold(size::TITLE), theme.ink);
    let mut job = egui::text::LayoutJob::single_section(name.clone(), format);
    job.wrap.max_width = most;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let dot = if code.is_some() { 18.0 } else { 0.0 };
    let wide = dot + galley.size().x + 28.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 32.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Quotes of {name}"))
    });
    // The edge stands out to the left, so that the name is in line with what is below.
    let edge = Rect::from_min_max(pos2(rect.left() - space::INSIDE, rect.top()), rect.max);
    if response.hovered() {
        ui.painter().rect_filled(edge, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(edge, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    if let Some(code) = code {
        let centre = pos2(rect.left() + 5.0, rect.center().y);
        ui.painter().circle_filled(centre, 5.0, theme.code_stroke(tree.colour(code.id)));
    }
    let at = pos2(rect.left() + dot, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    let (_, arrow) = rect.split_left_right_at_x(rect.right() - 24.0);
    Icon::Unfolded.paint(ui.painter(), arrow, theme.quiet);
    let command = commands::named("Quotes of a code…");
    response.on_hover_text(command.map(|c| c.hover_text(ui.ctx())).unwrap_or_default())
}

/// How many quotes there are, the codes above, and whether sub-codes count.
fn counts(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        let (one, many) = match view.question.query.rows {
            Rows::Quotations => ("quote", "quotes"),
            Rows::Turns => ("turn", "turns"),
        };
        let quotes = counted(view.listing.rows().len(), one, many);
        let sources = counted(view.listing.sources(), "source", "sources");
        let said = match view.listing.rows() {
            [] => format!("No {many}"),
            _ if view.listing.cases() > 0 => {
                let cases = counted(view.listing.cases(), "case", "cases");
                format!("{quotes} from {sources}, {cases}")
            }
            _ => format!("{quotes} from {sources}"),
        };
        ui.label(RichText::new(said).color(theme.ink));
        let given = view.question.query.gives;
        if given != Given::default() {
            let shown = format!("shown: {}", given.said());
            ui.label(RichText::new(shown).color(theme.quiet));
        }
        if view.selection.len() > 1 {
            let selected = format!("{} selected", counted(view.selection.len(), "quote", "quotes"));
            ui.label(RichText::new(selected).color(theme.accent));
        }
        let codes = view.question.query.codes();
        let Some(&code) = codes.first() else { return };
        let mut above = snapshot.codes.path(code);
        above.pop();
        if !above.is_empty() {
            ui.label(
                RichText::new(format!("in {}", above.join(PATH_SEPARATOR))).color(theme.quiet),
            );
        }
        if snapshot.codes.with_sub_codes(code).len() > 1 {
            let mut sub_codes = view.question.query.with_sub_codes();
            if theme::check(ui, &mut sub_codes, "With sub-codes").changed() {
                let with = |code| Condition::Code { code, sub_codes };
                view.question.query.narrow(Field::Code, codes.into_iter().map(with).collect());
            }
        }
        if ui.available_size_before_wrap().x < ALL_QUOTES {
            // The two words stay together.
            ui.end_row();
        }
        if ui.link("All quotes").on_hover_text("Show the quotes of all codes").clicked() {
            wanted.command = Some("All quotes");
        }
    });
}

/// The menus that narrow and order the list, and what it is narrowed to.
fn narrowing(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot) {
    ui.horizontal_wrapped(|ui| {
        for field in NARROWING {
            view.menus.draw(ui, snapshot, &mut view.question.query, field);
        }
        let sort = menu_button(ui, view.question.sort.word(), false);
        Popup::menu(&sort.on_hover_text("The order of the quotes")).show(|ui| {
            for choice in Sort::ALL {
                if theme::radio(ui, view.question.sort == choice, choice.word()).clicked() {
                    view.question.sort = choice;
                    view.scroll = super::Scroll::default();
                    ui.close();
                }
            }
        });
        let before = view.question.query.clone();
        chips(ui, snapshot, &mut view.question.query);
        if before != view.question.query {
            view.takes_keyboard = true;
        }
    });
}
