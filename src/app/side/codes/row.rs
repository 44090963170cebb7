//! One row of the tree: how it looks, and what it says to a screen reader.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Rect, Response, RichText, Stroke, StrokeKind, Ui, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::counted;
use super::rows::{Fold, Row};
use crate::analysis::Count;
use crate::app::figures::grouped;
use crate::app::icons::{Icon, fold_rect};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, PATH_SEPARATOR};
use crate::project::Snapshot;

/// Indentation of one level, in points.
pub const INDENT: f32 = 14.0;
/// Width of the sign that folds.
const FOLD: f32 = 16.0;
/// Width and height of the stripe in the code's colour.
const STRIPE: egui::Vec2 = vec2(4.0, 14.0);

/// Where the parts of a row stand.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The whole row.
    pub whole: Rect,
    /// The sign that folds.
    pub fold: Rect,
    /// The name.
    pub name: Rect,
    /// The figure.
    pub figure: Rect,
}

impl Parts {
    /// Divides a row of a level. However deep a code stands, half of the row is left for its name.
    pub fn of(whole: Rect, depth: u32) -> Self {
        let indent = (depth as f32 * INDENT).min(whole.width() * 0.5);
        let fold = fold_rect(whole, indent);
        let figure = Rect::from_min_max(pos2(whole.right() - 40.0, whole.top()), whole.max);
        let left = fold.left() + FOLD + STRIPE.x + space::INSIDE;
        let name = Rect::from_min_max(pos2(left, whole.top()), pos2(figure.left(), whole.bottom()));
        Self { whole, fold, name, figure }
    }
}

/// What a row shows beside its code.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// It is selected.
    pub chosen: bool,
    /// It has the keyboard.
    pub ring: bool,
    /// Its name is being typed over it.
    pub named: bool,
    /// Its figure leaves out its sub-codes.
    pub own: bool,
    /// The number key that applies it.
    pub key: Option<usize>,
}

/// Draws a row.
pub fn paint(
    ui: &Ui,
    snapshot: &Snapshot,
    row: &Row,
    parts: Parts,
    response: &Response,
    state: State,
) {
    let Some(code) = snapshot.codes.get(row.code) else { return };
    let theme = Theme::of(ui.ctx());
    let painter = ui.painter();
    let behind = parts.whole.shrink2(vec2(0.0, 0.5));
    if state.chosen {
        painter.rect_filled(behind, space::CORNER, theme.accent_soft);
    } else if response.hovered() {
        painter.rect_filled(behind, space::CORNER, theme.hover);
    }
    if state.ring {
        let ring = Stroke::new(2.0, theme.focus);
        painter.rect_stroke(behind, space::CORNER, ring, StrokeKind::Inside);
    }
    match row.fold {
        Fold::Leaf => {}
        Fold::Folded => Icon::Folded.paint(painter, parts.fold, theme.quiet),
        Fold::Unfolded => Icon::Unfolded.paint(painter, parts.fold, theme.quiet),
    }
    let stripe = Rect::from_min_size(
        pos2(parts.fold.left() + FOLD + 2.0, parts.whole.center().y - STRIPE.y / 2.0),
        STRIPE,
    );
    painter.rect_filled(stripe, 2, theme.code_stroke(snapshot.codes.colour(code.id)));
    if state.named {
        return;
    }
    let count = snapshot.counts.of(code.id);
    let figure = if state.own { count.own } else { count.with_sub_codes };
    if figure > 0 {
        let over = response.hovered()
            && ui.ctx().pointer_hover_pos().is_some_and(|at| parts.figure.contains(at));
        painter.text(
            parts.figure.right_center() - vec2(space::INSIDE, 0.0),
            Align2::RIGHT_CENTER,
            grouped(figure),
            theme::interface(size::SMALL),
            if over { theme.accent } else { theme.quiet },
        );
    }
    let mut right = parts.name.right();
    if let Some(key) = state.key {
        let cap =
            Rect::from_center_size(pos2(right - 8.0, parts.whole.center().y), vec2(14.0, 16.0));
        painter.rect_stroke(cap, 3, Stroke::new(1.0, theme.rule), StrokeKind::Inside);
        let font = theme::interface(size::SMALL);
        painter.text(cap.center(), Align2::CENTER_CENTER, key.to_string(), font, theme.quiet);
        right -= 20.0;
    }
    let is_away = snapshot.codes.is_archived(code.id);
    let ink = if row.answers && !is_away { theme.ink } else { theme.quiet };
    let galley = painter.layout_job(name(code, row, ink, theme.accent, right - parts.name.left()));
    let at = pos2(parts.name.left(), parts.whole.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, ink);
}

/// The name on one line, the letters that the filter found in the accent.
fn name(code: &Code, row: &Row, ink: Color32, found: Color32, width: f32) -> LayoutJob {
    let plain = TextFormat::simple(theme::interface(size::BODY), ink);
    let strong = TextFormat::simple(theme::interface_bold(size::BODY), found);
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(width),
        break_on_newline: false,
        ..LayoutJob::default()
    };
    if row.found.is_empty() {
        job.append(&code.name, 0.0, plain);
        return job;
    }
    for (place, letter) in (0..).zip(code.name.graphemes(true)) {
        let stressed = row.found.binary_search(&place).is_ok();
        job.append(letter, 0.0, if stressed { strong.clone() } else { plain.clone() });
    }
    job
}

/// The tip of a row: where the code stands, what it means, how often it is used.
pub fn tip(ui: &mut Ui, snapshot: &Snapshot, row: &Row) {
    let Some(code) = snapshot.codes.get(row.code) else { return };
    let theme = Theme::of(ui.ctx());
    ui.set_max_width(360.0);
    ui.spacing_mut().item_spacing.y = space::TIGHT;
    let path = snapshot.codes.path(code.id);
    if let [above @ .., _] = path.as_slice()
        && !above.is_empty()
    {
        let above = above.join(PATH_SEPARATOR);
        ui.label(RichText::new(above).size(size::SMALL).color(theme.quiet));
    }
    ui.label(RichText::new(&code.name).font(theme::interface_bold(size::BODY)));
    for (head, text) in
        [("", &code.definition), ("Use it: ", &code.include), ("Not: ", &code.exclude)]
    {
        if !text.is_empty() {
            ui.label(format!("{head}{text}"));
        }
    }
    if snapshot.codes.is_archived(code.id) {
        ui.label(RichText::new("Archived").size(size::SMALL).color(theme.warning));
    } else if !code.is_applicable {
        ui.label(RichText::new("Only holds other codes").size(size::SMALL).color(theme.quiet));
    }
    let counts = figures(snapshot, row);
    ui.label(RichText::new(counts).size(size::SMALL).color(theme.quiet));
}

/// How often a row's code is used, in words.
pub fn figures(snapshot: &Snapshot, row: &Row) -> String {
    let count: Count = snapshot.counts.of(row.code);
    let has_sub_codes = snapshot.codes.with_sub_codes(row.code).len() > 1;
    counted(count, has_sub_codes)
}

/// Tells a screen reader of a row.
pub fn describe(snapshot: &Snapshot, row: &Row, response: &Response, chosen: bool) {
    let name = snapshot.codes.get(row.code).map_or("", |code| code.name.as_str());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeItem, true, name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_selected(chosen);
        node.set_level(row.depth as usize + 1);
        let away = if snapshot.codes.is_archived(row.code) { ", archived" } else { "" };
        node.set_description(format!("{}{away}", figures(snapshot, row)));
        if row.fold != Fold::Leaf {
            node.set_expanded(row.fold == Fold::Unfolded);
            node.add_action(egui::accesskit::Action::Expand);
            node.add_action(egui::accesskit::Action::Collapse);
        }
    });
}
