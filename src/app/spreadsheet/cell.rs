//! One cell: what stands in it, how it is inked, and what a screen reader says of it.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Data, Kind, RowKey, Spreadsheet, id};
use crate::app::theme::{self, Theme, size, space};

/// How a cell stands to the cursor.
pub(super) struct Look {
    pub(super) is_selected: bool,
    pub(super) has_ring: bool,
    pub(super) has_keyboard: bool,
}

/// Draws a cell of the data's column.
pub(super) fn draw(
    sheet: &Spreadsheet,
    ui: &Ui,
    data: &Data,
    (at, column): (usize, usize),
    rect: Rect,
    look: Look,
) -> Response {
    let theme = Theme::of(ui.ctx());
    let sense = Sense::CLICK | Sense::DRAG;
    let key = match sheet.key_at(data, at) {
        RowKey::There(key) => (true, key),
        RowKey::New(new) => (false, u128::from(new)),
    };
    let seen = rect.intersect(ui.clip_rect());
    let response = ui.interact(seen, id().with((key, column)), sense);
    let of = &data.columns[column];
    let words = sheet.words(data, at, column);
    let pending = sheet.pending_at(data, at, column);
    let refused = pending.and_then(|pending| pending.refused.as_deref());
    let row = sheet.order.shown.get(at).and_then(|&place| data.rows.get(place));
    let marks = || row.into_iter().flat_map(|row| &row.marks).filter(|(of, _)| *of == column);
    response.widget_info(|| {
        let name = format!("{} of {}", of.name, sheet.title(data, at));
        WidgetInfo::selected(Role::Cell, true, look.is_selected || look.has_ring, name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(words);
        if let Some(said) = refused {
            node.set_description(said);
        } else if let Some((_, said)) = marks().next() {
            node.set_description(said.as_str());
        }
    });
    let inner = rect.shrink2(vec2(0.5, 0.5));
    if look.is_selected {
        ui.painter().rect_filled(rect, 0.0, theme.accent_soft);
    } else if refused.is_some() {
        ui.painter().rect_filled(inner, 0.0, theme.danger.gamma_multiply(0.12));
    }
    let ink = match () {
        () if refused.is_some() => theme.danger,
        () if matches!(of.kind, Kind::Figure) && !matches!(words, "0" | "…") => theme.accent,
        () if !of.is_written => theme.quiet,
        () => theme.ink,
    };
    text(ui, rect, words, ink, of.is_figures());
    if refused.is_some() || marks().next().is_some() {
        let corner = rect.right_top() + vec2(-1.0, 0.0);
        let fill = if refused.is_some() { theme.danger } else { theme.warning };
        let points = vec![corner, corner - vec2(7.0, 0.0), corner + vec2(0.0, 7.0)];
        ui.painter().add(Shape::convex_polygon(points, fill, Stroke::NONE));
    }
    if look.has_ring {
        let ink = if look.has_keyboard { theme.focus } else { theme.quiet };
        let width = if look.has_keyboard { 2.0 } else { 1.0 };
        let ring = Stroke::new(width, ink);
        ui.painter().rect_stroke(inner, 2.0, ring, StrokeKind::Inside);
    }
    hover(response, words, refused, marks().map(|(_, said)| said.as_str()))
}

/// What the pointer is told: all words, what was refused and why, what is to be known.
fn hover<'a>(
    response: Response,
    words: &'a str,
    refused: Option<&'a str>,
    marks: impl Iterator<Item = &'a str>,
) -> Response {
    /// Words as long as this stand whole in most cells.
    const SHORT: usize = 14;
    if !response.hovered() {
        return response;
    }
    let whole = (words.len() > SHORT).then_some(words);
    let said: Vec<&str> = whole.into_iter().chain(refused).chain(marks).collect();
    if said.is_empty() { response } else { response.on_hover_text_at_pointer(said.join("\n")) }
}

fn text(ui: &Ui, rect: Rect, words: &str, ink: egui::Color32, is_right: bool) {
    if words.is_empty() {
        return;
    }
    let room = rect.shrink2(vec2(space::INSIDE - 1.0, 0.0));
    let line = words.find('\n').map_or(words, |end| &words[..end]);
    let line = if line.len() < words.len() { format!("{line} …") } else { line.to_owned() };
    let format = TextFormat::simple(theme::interface(size::BODY), ink);
    let mut job = LayoutJob::single_section(line, format);
    job.wrap = TextWrapping::truncate_at_width(room.width().max(8.0));
    job.break_on_newline = false;
    let galley = ui.painter().layout_job(job);
    let left = if is_right { room.right() - galley.size().x } else { room.left() };
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(left, top), galley, ink);
}
