//! The map at the right: the whole source with its codings, and where the view stands in it. It scrolls, too.
//!
//! Heights on the map stand for code points, which are known of all the source without laying it out.

use std::sync::Arc;

use egui::{Mesh, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::TextView;
use super::pointer::Grip;
use crate::app::theme::Theme;
use crate::domain::Span;

/// Least height of the box that shows the view.
const LEAST_BOX: f32 = 18.0;

/// The painted codings, kept while nothing changes.
#[derive(Default)]
pub(super) struct Map {
    painted: Option<(Rect, bool, Arc<Mesh>)>,
}

impl Map {
    /// Paints anew in the next frame.
    pub fn forget(&mut self) {
        self.painted = None;
    }
}

impl TextView {
    fn map_rect(&self) -> Option<Rect> {
        let seen = self.seen.as_ref()?;
        Some(Rect::from_x_y_ranges(seen.columns.map, seen.rect.y_range()).shrink2(vec2(2.0, 6.0)))
    }

    fn map_y(&self, rect: Rect, at: u32) -> f32 {
        rect.top() + rect.height() * at as f32 / self.text.length().max(1) as f32
    }

    /// Presses and drags on the map.
    pub(super) fn map_input(&mut self, ui: &mut Ui) {
        let Some(rect) = self.map_rect() else { return };
        let id = ui.scope_id().with("map");
        let response = ui.interact(
            rect.expand2(vec2(2.0, 6.0)),
            id,
            Sense::CLICK | Sense::DRAG | Sense::HOVER,
        );
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ScrollBar);
            node.set_label("Place in the source");
            node.set_numeric_value(f64::from(self.selected.head));
        });
        if response.is_pointer_button_down_on() || response.clicked() {
            self.grip = Grip::Map;
            let Some(pos) = response.interact_pointer_pos() else { return };
            let share = ((pos.y - rect.top()) / rect.height()).clamp(0.0, 1.0);
            let at = (share * self.text.length() as f32) as u32;
            // The pressed place comes to the middle.
            let byte = self.text.byte(at);
            self.flow.show_at(byte, self.flow.view_height() / 2.0);
        } else if matches!(self.grip, Grip::Map) {
            self.grip = Grip::None;
        }
    }

    /// Paints the map.
    pub(super) fn paint_map(&mut self, ui: &Ui, theme: &Theme) {
        let Some(rect) = self.map_rect() else { return };
        let painter = ui.painter();
        let mesh = match &self.map.painted {
            Some((at, dark, mesh)) if *at == rect && *dark == theme.is_dark => mesh.clone(),
            _ => {
                let mesh = Arc::new(self.map_mesh(theme, rect));
                self.map.painted = Some((rect, theme.is_dark, mesh.clone()));
                mesh
            }
        };
        painter.vline(rect.left() - 2.0, ui.clip_rect().y_range(), Stroke::new(1.0, theme.rule));
        painter.add(Shape::mesh(mesh));
        let mut row = f32::NEG_INFINITY;
        for hit in self.hits.iter().filter(|hit| !hit.is_empty()) {
            let y = self.map_y(rect, hit.start).round();
            if y > row {
                painter.hline(rect.x_range(), y, Stroke::new(1.0, theme.hit_edge));
                row = y;
            }
        }
        let Some(seen) = &self.seen else { return };
        let span = self.shown_span(&seen.placed);
        let (top, bottom) = (self.map_y(rect, span.start), self.map_y(rect, span.end));
        let height = (bottom - top).max(LEAST_BOX).min(rect.height());
        let top = (top + bottom - height) / 2.0;
        let top = top.clamp(rect.top(), rect.bottom() - height);
        let frame =
            Rect::from_min_size(pos2(rect.left() - 1.0, top), vec2(rect.width() + 2.0, height));
        if height < rect.height() {
            let fill = theme.quiet.gamma_multiply(0.18);
            painter.rect(frame, 3, fill, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
    }

    /// The code points on the screen, to the line.
    fn shown_span(&self, placed: &[super::Placed]) -> Span {
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
            return Span { start: 0, end: 0 };
        };
        let above = -first.top / first.laid.setting.line_height;
        let top = (above.max(0.0) as usize).min(first.laid.lines - 1);
        let below = (self.flow.view_height() - last.top) / last.laid.setting.line_height;
        let bottom = (below.max(0.0) as usize).min(last.laid.lines - 1);
        // The marker of a turn that opens the source counts as shown, though its words are not on the page.
        let opens = self.flow.blocks()[first.block].bytes.start;
        let start = if top == 0 { opens } else { first.laid.line(top).start };
        let end = last.laid.line(bottom).end;
        self.text.span_of(start..end.max(start))
    }

    fn map_mesh(&self, theme: &Theme, rect: Rect) -> Mesh {
        let mut mesh = Mesh::default();
        let lanes = self.marks.lane_count().clamp(1, 3);
        let pitch = rect.width() / lanes as f32;
        for (index, mark) in self.marks.all().iter().enumerate() {
            let left = rect.left() + (self.marks.lane(index) % lanes) as f32 * pitch;
            let top = self.map_y(rect, mark.span.start);
            let bottom = self.map_y(rect, mark.span.end).max(top + 2.0);
            let tick =
                Rect::from_min_max(pos2(left, top), pos2(left + (pitch - 0.5).max(1.0), bottom));
            mesh.add_colored_rect(tick, theme.code_stroke(mark.colour));
        }
        mesh
    }
}
