//! The headings: a click sorts, an edge is drawn to another width, a menu filters by what stands in the column.

use std::collections::{BTreeMap, BTreeSet};

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, CursorIcon, Painter, Popup, PopupCloseBehavior, Pos2, Rect, Response, RichText, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::body::Places;
use super::{Column, Data, Spreadsheet, id};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::text::{grouped, natural_key};

/// Room of the sign that opens a menu.
const SIGN: f32 = 20.0;
/// How near the pointer must be to an edge to draw it.
const EDGE: f32 = 4.0;
/// Least and greatest width of a column.
const WIDTHS: (f32, f32) = (44.0, 640.0);
/// So many different words are listed to choose from.
const LISTED: usize = 300;

/// Draws the headings, the first one over the others.
pub(super) fn draw(sheet: &mut Spreadsheet, ui: &mut Ui, data: &Data, places: &Places) {
    let theme = Theme::of(ui.ctx());
    let line = Rect::from_min_max(places.area.min, pos2(places.area.right(), places.body().top()));
    ui.painter().rect_filled(line, 0.0, theme.ground);
    let beside = Rect::from_min_max(pos2(places.body().left(), line.top()), line.max);
    for place in places.columns_near() {
        one(sheet, ui, data, places, place, beside);
    }
    let corner = Rect::from_min_max(line.min, pos2(places.body().left(), line.bottom()));
    if !places.columns.is_empty() {
        ui.painter().rect_filled(corner, 0.0, theme.ground);
        one(sheet, ui, data, places, 0, corner);
    }
    ui.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, theme.quiet));
}

fn one(
    sheet: &mut Spreadsheet,
    ui: &mut Ui,
    data: &Data,
    places: &Places,
    place: usize,
    clip: Rect,
) {
    let theme = Theme::of(ui.ctx());
    let column = &data.columns[places.columns[place]];
    let rect = places.head(place);
    let seen = rect.intersect(clip);
    if seen.width() < 1.0 {
        return;
    }
    let sign = Rect::from_min_max(pos2(rect.right() - SIGN - EDGE, rect.top()), rect.max);
    let words = Rect::from_min_max(rect.min, pos2(sign.left(), rect.bottom()));
    let sorted = sheet.wish.sorted.as_ref().filter(|(name, _)| *name == column.name);
    let sorted = sorted.map(|(_, turned)| *turned);
    let response = ui.interact(words.intersect(clip), id().with(("head", place)), Sense::click());
    let name = format!("Sort by {}", column.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let hovered = ui.rect_contains_pointer(seen);
    let ink = if sorted.is_some() || hovered { theme.ink } else { theme.quiet };
    let painter = ui.painter().with_clip_rect(clip);
    if hovered {
        painter.rect_filled(seen.shrink2(vec2(0.0, 0.5)), 0.0, theme.hover);
    }
    let mut left = rect.left() + space::INSIDE - 1.0;
    if column.is_private {
        lock(&painter, pos2(left + 4.0, rect.center().y), theme.quiet);
        left += 13.0;
    }
    let arrow = match sorted {
        None => "",
        Some(false) => " ↑",
        Some(true) => " ↓",
    };
    let format = TextFormat::simple(theme::interface_bold(size::SMALL), ink);
    let mut job = LayoutJob::single_section(format!("{}{arrow}", column.name), format);
    job.wrap = TextWrapping::truncate_at_width((sign.left() - left).max(8.0));
    let galley = painter.layout_job(job);
    let left = match column.is_figures() {
        true => left.max(sign.left() - galley.size().x),
        false => left,
    };
    painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, theme.rule));
    ring(ui, &response);
    let response = response.on_hover_text(hover(column));
    if response.clicked() {
        sheet.wish.sorted = match sorted {
            None => Some((column.name.clone(), false)),
            Some(false) => Some((column.name.clone(), true)),
            Some(true) => None,
        };
        sheet.take_keyboard();
    }
    menu(sheet, ui, data, column, (sign.intersect(clip), place, hovered), clip);
    edge(sheet, ui, column, rect, (place, clip));
}

fn hover(column: &Column) -> String {
    let private = if column.is_private { "\nPrivate: only the team sees it" } else { "" };
    format!("{}{private}\nSort by this; again: the other way round; again: as it was", column.name)
}

fn ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let theme = Theme::of(ui.ctx());
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(response.rect, 2.0, ring, StrokeKind::Inside);
    }
}

/// The sign of what is private.
fn lock(painter: &Painter, at: Pos2, ink: Color32) {
    let body = Rect::from_center_size(at + vec2(0.0, 2.0), vec2(8.0, 6.0));
    painter.rect_filled(body, 1.0, ink);
    let bow = [(-2.5, -1.0), (-2.5, -3.5), (-1.2, -5.0), (1.2, -5.0), (2.5, -3.5), (2.5, -1.0)];
    let points = bow.iter().map(|&(x, y)| at + vec2(x, y)).collect();
    painter.line(points, Stroke::new(1.3, ink));
}

/// Draws the edge of a column to another width; a double click gives it its first one back.
fn edge(
    sheet: &mut Spreadsheet,
    ui: &Ui,
    column: &Column,
    rect: Rect,
    (place, clip): (usize, Rect),
) {
    let strip = Rect::from_x_y_ranges(rect.right() - EDGE..=rect.right() + EDGE, rect.y_range());
    let strip = strip.intersect(clip.expand2(vec2(EDGE, 0.0)));
    if strip.width() < 1.0 {
        return;
    }
    let sense = Sense::DRAG | Sense::CLICK;
    let response = ui.interact(strip, id().with(("edge", place)), sense);
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    if response.dragged() {
        let width = sheet.width(column) + response.drag_delta().x;
        sheet.widths.insert(column.name.clone(), width.clamp(WIDTHS.0, WIDTHS.1));
    }
    if response.double_clicked() {
        sheet.widths.remove(&column.name);
    }
}

/// The menu of a heading: how to sort, and which rows are shown by what stands in the column.
fn menu(
    sheet: &mut Spreadsheet,
    ui: &Ui,
    data: &Data,
    column: &Column,
    (rect, place, hovered): (Rect, usize, bool),
    clip: Rect,
) {
    let theme = Theme::of(ui.ctx());
    if rect.width() < 6.0 {
        return;
    }
    let response = ui.interact(rect, id().with(("menu", place)), Sense::click());
    let name = format!("Filter by {}", column.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let is_filtered = sheet.wish.among.contains_key(&column.name);
    let painter = ui.painter().with_clip_rect(clip);
    if is_filtered {
        let at = rect.center() - vec2(EDGE / 2.0, 0.0);
        painter.rect_filled(Rect::from_center_size(at, vec2(18.0, 18.0)), 4.0, theme.accent_soft);
    }
    if is_filtered || hovered || response.has_focus() {
        let ink = if is_filtered { theme.accent } else { theme.quiet };
        Icon::Unfolded.paint(&painter, rect.translate(vec2(-EDGE / 2.0, 0.0)), ink);
    }
    ring(ui, &response);
    let response =
        response.on_hover_text(format!("Choose rows by what stands in “{}”", column.name));
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(240.0)
        .show(|ui| values(sheet, ui, data, column));
}

/// The different words of a column, each with how many rows have it.
fn values(sheet: &mut Spreadsheet, ui: &mut Ui, data: &Data, column: &Column) {
    let theme = Theme::of(ui.ctx());
    let Some(at) = data.column(&column.name) else { return };
    for (word, is_turned) in [("Sort upwards", false), ("Sort downwards", true)] {
        if ui.button(word).clicked() {
            sheet.wish.sorted = Some((column.name.clone(), is_turned));
            ui.close();
        }
    }
    ui.separator();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &data.rows {
        *counts.entry(row.cells.get(at).map_or("", String::as_str)).or_default() += 1;
    }
    let all: BTreeSet<String> = counts.keys().map(|&words| words.to_owned()).collect();
    let chosen = sheet.wish.among.get(&column.name).cloned().unwrap_or_else(|| all.clone());
    let mut new = chosen.clone();
    ui.horizontal(|ui| {
        if ui.button("All").clicked() {
            new = all.clone();
        }
        if ui.button("None").clicked() {
            new.clear();
        }
    });
    let mut listed: Vec<(&str, usize)> = counts.into_iter().collect();
    listed.sort_by_cached_key(|(words, _)| (words.is_empty(), natural_key(words)));
    let more = listed.len().saturating_sub(LISTED);
    ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        for (words, count) in listed.into_iter().take(LISTED) {
            let mut is_chosen = new.contains(words);
            let line = words.lines().next().unwrap_or_default();
            let shown: String = line.chars().take(40).collect();
            let shown = if words.is_empty() { "(nothing)".to_owned() } else { shown };
            ui.horizontal(|ui| {
                if theme::check(ui, &mut is_chosen, &shown).changed() {
                    match is_chosen {
                        true => drop(new.insert(words.to_owned())),
                        false => drop(new.remove(words)),
                    }
                }
                let count = RichText::new(grouped(count)).size(size::SMALL).color(theme.quiet);
                ui.label(count);
            });
        }
        if more > 0 {
            let said = format!("and {} others; narrow the rows first", grouped(more));
            ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
        }
    });
    if new == all {
        sheet.wish.among.remove(&column.name);
    } else if new != chosen || sheet.wish.among.contains_key(&column.name) {
        sheet.wish.among.insert(column.name.clone(), new);
    }
}
