//! The head of the list: whose quotes they are, how many, what narrows them, in which order they stand.

use egui::{Popup, Rect, Response, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::listing::{NARROWING, Sort};
use super::menus::{chips, menu_button};
use super::quote::Density;
use super::{Column, QuotesView, Wanted};
use super::{form, line, saved};
use crate::analysis::query::{Condition, Field, Given, Query, Rows, Trait};
use crate::analysis::table::Dimension;
use crate::app::commands;
use crate::app::figures::counted;
use crate::app::icons::Icon;
use crate::app::tables::{dimension_words, dimensions};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::PATH_SEPARATOR;
use crate::project::Snapshot;
use crate::text::capital;

/// Room for the buttons beside the name of the code.
const BUTTONS: f32 = 250.0;
/// Room for the words of the link to all quotes.
const ALL_QUOTES: f32 = 72.0;

/// Draws the head.
pub(super) fn draw(
    view: &mut QuotesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    (column, density): (Column, Density),
    wanted: &mut Wanted,
) {
    ui.add_space(space::SECTION);
    let top = ui.cursor().top();
    let room = Rect::from_min_size(pos2(column.left, top), vec2(column.width, f32::INFINITY));
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.set_width(column.width);
        ui.horizontal(|ui| {
            let chooser = chooser(view, ui, snapshot, column.width - BUTTONS);
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
                let form = ui.selectable_label(view.form.is_open, "Form");
                let tip = commands::named("Question as a form").map(|c| c.hover_text(ui.ctx()));
                if form.on_hover_text(tip.unwrap_or_default()).clicked() {
                    wanted.command = Some("Question as a form");
                }
            });
        });
        line::draw(view, ui, snapshot);
        form::draw(view, ui, snapshot);
        if view.question.is_asked {
            counts(view, ui, snapshot, wanted);
            if !view.form.is_open {
                narrowing(view, ui, snapshot);
            }
            wanted.density = arranging(view, ui, snapshot, density);
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
        let quotes = counted(view.listing.answers().len(), one, many);
        let sources = counted(view.listing.sources(), "source", "sources");
        let said = match view.listing.answers() {
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
        code_above(view, ui, snapshot);
        let new = |part: &Condition| *part == Condition::Is(Trait::New);
        if view.question.query.holds.any_within(&new) && !view.listing.answers().is_empty() {
            let tip = "From now on only what others code later is new to you";
            if ui.link("I have seen these").on_hover_text(tip).clicked() {
                wanted.command = Some("I have seen what is new");
            }
        }
        if view.question.query == Query::default() {
            return;
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

/// Where the code that is asked for stands, and whether its sub-codes count.
fn code_above(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot) {
    let theme = Theme::of(ui.ctx());
    let codes = view.question.query.codes();
    let Some(&code) = codes.first() else { return };
    let mut above = snapshot.codes.path(code);
    above.pop();
    if !above.is_empty() {
        ui.label(RichText::new(format!("in {}", above.join(PATH_SEPARATOR))).color(theme.quiet));
    }
    if snapshot.codes.with_sub_codes(code).len() > 1 {
        let mut sub_codes = view.question.query.with_sub_codes();
        if theme::check(ui, &mut sub_codes, "With sub-codes").changed() {
            let with = |code| Condition::Code { code, sub_codes };
            view.question.query.narrow(Field::Code, codes.into_iter().map(with).collect());
        }
    }
}

/// The menus that narrow and order the list, and what it is narrowed to.
fn narrowing(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot) {
    ui.horizontal_wrapped(|ui| {
        for field in NARROWING {
            view.menus.draw(ui, snapshot, &mut view.question.query, field);
        }
        let before = view.question.query.clone();
        chips(ui, snapshot, &mut view.question.query);
        if before != view.question.query {
            view.takes_keyboard = Some(view.active);
        }
    });
}

/// How the list is arranged: its order, its headings, how much is shown of each quote; gives another density.
fn arranging(
    view: &mut QuotesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    density: Density,
) -> Option<Density> {
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        let sort = menu_button(ui, view.question.sort.word(), false);
        Popup::menu(&sort.on_hover_text("The order of the quotes")).show(|ui| {
            for choice in Sort::ALL {
                if theme::radio(ui, view.question.sort == choice, choice.word()).clicked() {
                    view.question.sort = choice;
                    view.start_over();
                    ui.close();
                }
            }
        });
        let all = dimensions(snapshot);
        for level in 0..=view.question.groups.len().min(1) {
            heading_menu(view, ui, snapshot, &all, level);
        }
        if view.listing.outermost().len() > 1 {
            let mut beside = view.side_by_side;
            let check = theme::check(ui, &mut beside, "Side by side");
            if check.on_hover_text("The quotes of two headings beside each other").changed() {
                view.set_side_by_side(beside);
            }
        }
        let shown = menu_button(ui, density.word(), false);
        Popup::menu(&shown.on_hover_text("How much is shown of each quote")).show(|ui| {
            for choice in Density::ALL {
                if theme::radio(ui, density == choice, choice.word()).clicked() {
                    wanted = Some(choice);
                    ui.close();
                }
            }
        });
    });
    wanted
}

/// The menu of the outer headings, or of those within them.
fn heading_menu(
    view: &mut QuotesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    all: &[Dimension],
    level: usize,
) {
    let chosen = view.question.groups.get(level).cloned();
    let lead = if level == 0 { "Under" } else { "then" };
    let said = match &chosen {
        Some(dimension) => format!("{lead} {}", dimension_words(dimension, snapshot)),
        None if level == 0 => "No headings".to_owned(),
        None => "then…".to_owned(),
    };
    let button = menu_button(ui, &said, chosen.is_some());
    let mut to = None;
    Popup::menu(&button.on_hover_text("Put the quotes under headings")).show(|ui| {
        if theme::radio(ui, chosen.is_none(), "No headings").clicked() {
            to = Some(None);
        }
        for dimension in all {
            let others = view.question.groups.iter().enumerate();
            let is_taken = others.into_iter().any(|(at, other)| at != level && other == dimension);
            let is_chosen = chosen.as_ref() == Some(dimension);
            if is_taken {
                continue;
            }
            let name = capital(&dimension_words(dimension, snapshot));
            if theme::radio(ui, is_chosen, &name).clicked() {
                to = Some(Some(dimension.clone()));
            }
        }
        if to.is_some() {
            ui.close();
        }
    });
    if let Some(to) = to {
        view.question.groups.truncate(level + usize::from(to.is_some()));
        match (to, view.question.groups.get_mut(level)) {
            (Some(to), Some(place)) => *place = to,
            (Some(to), None) => view.question.groups.push(to),
            (None, _) => view.question.groups.truncate(level),
        }
        view.start_over();
    }
}
