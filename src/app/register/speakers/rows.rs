//! The rows of the two lists: names with a box to tick, and the places of conflicts.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Id, Painter, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::conflicts::Conflict;
use super::deciding::Names;
use crate::analysis::matching::Suggestion;
use crate::app::list::Rows;
use crate::app::theme::{self, Theme, size, space};
use crate::project::Snapshot;

/// Height of a row of two lines.
pub(super) const NAME: f32 = 2.0 * LINE + space::INSIDE;
/// Height of a line.
pub(super) const LINE: f32 = 20.0;
/// The edge of a box to tick.
const BOX: f32 = 15.0;
/// Where the words begin.
const INDENT: f32 = BOX + space::GROUP;

/// Names that are not settled.
pub(super) struct NameRows<'a> {
    pub(super) names: &'a Names,
    pub(super) snapshot: &'a Snapshot,
    pub(super) id: Id,
    /// The row whose box was clicked.
    pub(super) clicked: Option<usize>,
}

impl Rows for NameRows<'_> {
    fn count(&self) -> usize {
        self.names.count()
    }

    fn height(&mut self, _: usize) -> f32 {
        NAME
    }

    fn spoken(&mut self, row: usize) -> String {
        let names = self.names;
        let ticked = if names.is_ticked(row) { ", ticked" } else { "" };
        let who = names.words(row, names.who_of_row(row), self.snapshot);
        format!("{}: {who}, {}{ticked}, {}", names.name(row), names.why(row), names.figures(row))
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let names = self.names;
        self.tick(ui, row, rect);
        let who = names.who_of_row(row);
        let ink = match who {
            Suggestion::Unclear => theme.warning,
            _ if names.is_ticked(row) => theme.ink,
            _ => theme.quiet,
        };
        let mut job = LayoutJob::default();
        let bold = TextFormat::simple(theme::interface_bold(size::BODY), theme.ink);
        job.append(names.name(row), 0.0, bold);
        let plain = TextFormat::simple(theme::interface(size::BODY), ink);
        job.append(&names.words(row, who, self.snapshot), space::GROUP, plain);
        let width = rect.width() - INDENT;
        let top = pos2(rect.left() + INDENT, rect.top() + space::TIGHT);
        put(ui.painter(), top, one_line(ui.painter(), job, width));
        let quiet = TextFormat::simple(theme::interface(size::SMALL), theme.quiet);
        let note = format!("{}  ·  {}", names.figures(row), names.why(row));
        let note = LayoutJob::single_section(note, quiet);
        put(ui.painter(), top + vec2(0.0, LINE), one_line(ui.painter(), note, width));
    }
}

impl NameRows<'_> {
    fn tick(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let (is_ticked, can_tick) = (self.names.is_ticked(row), self.names.can_tick(row));
        let center = pos2(rect.left() + BOX / 2.0, rect.top() + space::TIGHT + LINE / 2.0);
        let square = Rect::from_center_size(center, vec2(BOX, BOX));
        let id = self.id.with(("tick", self.names.name(row)));
        // Larger than it is drawn, so that it is easily hit.
        let reach = square.expand(space::TIGHT).intersect(ui.clip_rect());
        let response = ui.interact(reach, id, Sense::CLICK);
        response.widget_info(|| {
            let name = format!("Take {}", self.names.name(row));
            egui::WidgetInfo::selected(egui::Role::CheckBox, can_tick, is_ticked, name)
        });
        if response.clicked() && can_tick {
            self.clicked = Some(row);
        }
        let painter = ui.painter();
        let (fill, edge) = match (is_ticked, can_tick) {
            (true, _) => (theme.accent, theme.accent),
            (false, true) => (theme.page, theme.quiet),
            (false, false) => (Color32::TRANSPARENT, theme.rule),
        };
        painter.rect_filled(square, 3, fill);
        painter.rect_stroke(square, 3, Stroke::new(1.0, edge), StrokeKind::Inside);
        if is_ticked {
            let at = |x: f32, y: f32| center + vec2(x, y);
            let mark = vec![at(-3.5, 0.0), at(-1.0, 3.0), at(4.0, -3.0)];
            painter.line(mark, Stroke::new(1.5, theme.on_accent));
        }
    }
}

/// The places of conflicts.
pub(super) struct ConflictRows<'a> {
    pub(super) conflicts: &'a [Conflict],
}

impl ConflictRows<'_> {
    /// Whether the row is the first of its conflict.
    fn is_first(&self, row: usize) -> bool {
        let before = row.checked_sub(1).and_then(|before| self.conflicts.get(before));
        before.is_none_or(|before| before.title != self.conflicts[row].title)
    }
}

impl Rows for ConflictRows<'_> {
    fn count(&self) -> usize {
        self.conflicts.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        let lines = if self.is_first(row) { 2.0 } else { 1.0 };
        lines * LINE + space::INSIDE
    }

    fn spoken(&mut self, row: usize) -> String {
        let Conflict { title, line, .. } = &self.conflicts[row];
        format!("{title}: {line}")
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let Conflict { title, line, .. } = &self.conflicts[row];
        let mut top = rect.min + vec2(0.0, space::TIGHT);
        if self.is_first(row) {
            let bold = TextFormat::simple(theme::interface_bold(size::BODY), theme.warning);
            let job = LayoutJob::single_section(title.clone(), bold);
            put(ui.painter(), top, one_line(ui.painter(), job, rect.width()));
            top.y += LINE;
        }
        let plain = TextFormat::simple(theme::interface(size::BODY), theme.ink);
        let job = LayoutJob::single_section(line.clone(), plain);
        put(ui.painter(), top, one_line(ui.painter(), job, rect.width()));
    }
}

/// Words on one line, cut to a width.
fn one_line(painter: &Painter, mut job: LayoutJob, width: f32) -> Arc<Galley> {
    job.wrap.max_width = width.max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    painter.layout_job(job)
}

/// Draws words in the middle of a line whose upper left corner is at `at`.
fn put(painter: &Painter, at: egui::Pos2, galley: Arc<Galley>) {
    let down = vec2(0.0, (LINE - galley.size().y) / 2.0);
    painter.galley(at + down, galley, Color32::PLACEHOLDER);
}
