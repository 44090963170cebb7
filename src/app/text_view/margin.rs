//! The margin: a stripe per coding in its lane, names beside them, handles on the ends of passages.

use egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::page::elided;
use super::shaping::Caret;
use super::{Mark, PageEvents, Secondary, Seen, TextView};
use crate::app::theme::{Theme, interface, size, space};
use crate::domain::{QuotationId, Span};

/// Height of the part of a stripe's end that can be dragged.
const HANDLE: f32 = 9.0;
/// Characters of the quotation in a stripe's name for screen readers.
const FIRST_WORDS: usize = 60;

/// A stripe in view.
struct Stripe {
    index: usize,
    rect: Rect,
    /// Height of its first line.
    line: f32,
    /// Whether its first and last line are in view.
    starts: bool,
    ends: bool,
}

impl TextView {
    /// Shows the margin and takes what is done to it.
    pub(super) fn margin(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        selected: Option<QuotationId>,
        events: &mut PageEvents,
    ) {
        let Some(seen) = self.seen.take() else { return };
        let stripes = self.stripes(&seen);
        let mut hovered = None;
        for stripe in &stripes {
            let mark = &self.marks.all()[stripe.index];
            let id = ui.scope_id().with(("stripe", mark.coding));
            let response = ui.interact(stripe.rect.expand2(vec2(1.0, 0.0)), id, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.spoken(mark)));
            let strong = Some(mark.quotation) == selected || self.hovered == Some(mark.quotation);
            let colour = theme.code_stroke(mark.colour);
            let width = (seen.columns.pitch * if strong { 0.72 } else { 0.44 }).max(1.0);
            let rect =
                Rect::from_center_size(stripe.rect.center(), vec2(width, stripe.rect.height()));
            ui.painter().rect_filled(rect, (width / 2.0).min(2.0), colour);
            if response.has_focus() {
                let ring = Stroke::new(2.0, theme.focus);
                ui.painter().rect_stroke(stripe.rect.expand(2.0), 3, ring, StrokeKind::Outside);
            }
            if take(&response, mark, events) {
                hovered = Some(mark.quotation);
            }
        }
        let named = self.names(ui, theme, &seen, &stripes, selected, events);
        let hovered = hovered.or(named);
        if self.hovered != hovered {
            // The words show it in the next frame.
            self.hovered = hovered;
            ui.ctx().request_repaint();
        }
        self.seen = Some(seen);
        for stripe in &stripes {
            let mark = &self.marks.all()[stripe.index];
            let mark = mark.clone();
            let (coding, quotation) = (mark.coding, mark.quotation);
            if stripe.rect.height() < HANDLE * 2.5 {
                continue;
            }
            let top = Rect::from_min_size(stripe.rect.min, vec2(stripe.rect.width(), HANDLE));
            let bottom = top.translate(vec2(0.0, stripe.rect.height() - HANDLE));
            for (is_start, rect, shown) in
                [(true, top, stripe.starts), (false, bottom, stripe.ends)]
            {
                if shown {
                    let id = ui.scope_id().with(("stripe end", coding, is_start));
                    let end = self.handle(ui, rect, id, quotation, is_start, events);
                    // A click on the end of a stripe is one on the stripe.
                    take(&end, &mark, events);
                }
            }
        }
        if let Some(quotation) = selected {
            self.passage_ends(ui, theme, quotation, events);
        }
    }

    /// The stripes in view, by start.
    fn stripes(&self, seen: &Seen) -> Vec<Stripe> {
        let Some(column) = seen.columns.stripes else { return Vec::new() };
        let visible = self.visible_span(&seen.placed);
        let preview = self.preview();
        let moved = |mark: &Mark| match preview {
            Some((quotation, span)) if quotation == mark.quotation => span,
            _ => mark.span,
        };
        // What is being dragged can have come from outside the view.
        let dragged = preview.into_iter().flat_map(|(quotation, _)| {
            let all = self.marks.all().iter().enumerate();
            all.filter(move |(_, mark)| mark.quotation == quotation && !mark.span.overlaps(visible))
        });
        self.marks
            .touching(visible)
            .chain(dragged)
            .filter_map(|(index, mark)| {
                let span = moved(mark);
                let (top, line, starts) = self.first_line(seen, span, visible);
                let (bottom, ends) = self.last_line(seen, span, visible);
                let lane = self.marks.lane(index) as f32;
                let left = column.min + lane * seen.columns.pitch;
                let rect = Rect::from_min_max(
                    pos2(left, top + 2.0),
                    pos2(left + seen.columns.pitch, bottom - 2.0),
                );
                (rect.bottom() > seen.rect.top()
                    && rect.top() < seen.rect.bottom()
                    && rect.height() > 0.0)
                    .then_some(Stripe { index, rect, line, starts, ends })
            })
            .collect()
    }

    /// Top and height of the line in which a span starts, and whether it is in view.
    fn first_line(&self, seen: &Seen, span: Span, visible: Span) -> (f32, f32, bool) {
        let caret = Caret { byte: self.text.byte(span.start), after: false };
        let line = self.flow.setting().line_height;
        match self.point_of(seen, caret) {
            Some((_, top, bottom)) => (top, bottom - top, true),
            None if span.start < visible.start => (seen.rect.top() - 40.0, line, false),
            None => (seen.rect.bottom() + 40.0, line, false),
        }
    }

    /// Bottom of the line in which a span ends, and whether it is in view.
    fn last_line(&self, seen: &Seen, span: Span, visible: Span) -> (f32, bool) {
        let end = self.text.byte(span.end);
        // The line of the last character, which for a line break is the one that it ends.
        let last = self.text.as_str()[..end].char_indices().next_back().map_or(0, |(byte, _)| byte);
        match self.point_of(seen, Caret { byte: last, after: false }) {
            Some((_, _, bottom)) => (bottom, true),
            None if span.end > visible.end => (seen.rect.bottom() + 40.0, false),
            None => (seen.rect.top() - 40.0, false),
        }
    }

    /// Names beside stripes, where they don't get in each other's way. Gives the quotation that the pointer is on.
    fn names(
        &self,
        ui: &Ui,
        theme: &Theme,
        seen: &Seen,
        stripes: &[Stripe],
        selected: Option<QuotationId>,
        events: &mut PageEvents,
    ) -> Option<QuotationId> {
        let column = seen.columns.names?;
        let row = (size::SMALL * 1.5).round();
        let mut hovered = None;
        let mut free = seen.rect.top() + 2.0;
        let mut order: Vec<&Stripe> = stripes.iter().collect();
        order.sort_by(|a, b| a.rect.top().total_cmp(&b.rect.top()));
        for stripe in order {
            // A long passage keeps its name in view; a name may move down beside its own stripe, not past it.
            let wanted = stripe.rect.top() + ((stripe.line - row) / 2.0).max(0.0) - 2.0;
            let top = wanted.max(free);
            if top + row > stripe.rect.bottom().max(wanted + row) + 3.0
                || top + row > seen.rect.bottom()
            {
                continue;
            }
            free = top + row;
            let mark = &self.marks.all()[stripe.index];
            // A name stands right of all stripes beside it, as near to its own as they let it.
            let beside = stripes
                .iter()
                .filter(|other| other.rect.top() < top + row && other.rect.bottom() > top);
            let min = beside.map(|other| other.rect.right()).fold(stripe.rect.right(), f32::max)
                + space::TIGHT;
            let dot = Rect::from_min_size(pos2(min, top + 3.0), vec2(3.0, row - 6.0));
            ui.painter().rect_filled(dot, 1, theme.code_stroke(mark.colour));
            let left = min + space::INSIDE;
            let galley =
                elided(ui.painter(), &mark.name, interface(size::SMALL), column.max - left);
            let rect = Rect::from_min_size(pos2(min, top), vec2(left - min + galley.size().x, row));
            let response = ui.interact(
                rect,
                ui.scope_id().with(("name", mark.coding)),
                Sense::CLICK | Sense::HOVER,
            );
            let strong = Some(mark.quotation) == selected
                || self.hovered == Some(mark.quotation)
                || response.hovered();
            let at = pos2(left, top + (row - galley.size().y) / 2.0);
            ui.painter().galley(at, galley, if strong { theme.ink } else { theme.quiet });
            if take(&response, mark, events) {
                hovered = Some(mark.quotation);
            }
        }
        hovered
    }

    /// Handles at both ends of the chosen passage, among the words.
    fn passage_ends(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        quotation: QuotationId,
        events: &mut PageEvents,
    ) {
        let Some(mark) = self.marks.all().iter().find(|mark| mark.quotation == quotation) else {
            return;
        };
        let colour = theme.code_stroke(mark.colour);
        let span = match self.preview() {
            Some((gripped, span)) if gripped == quotation => span,
            _ => mark.span,
        };
        for is_start in [true, false] {
            let at = if is_start { span.start } else { span.end };
            let caret = Caret { byte: self.text.byte(at), after: !is_start };
            let point = self.seen.as_ref().and_then(|seen| self.point_of(seen, caret));
            let Some((x, top, bottom)) = point else { continue };
            let bar = Rect::from_min_max(pos2(x - 1.0, top + 1.0), pos2(x + 1.0, bottom - 1.0));
            ui.painter().rect_filled(bar, 1, colour);
            let knob = if is_start { pos2(x, top + 1.0) } else { pos2(x, bottom - 1.0) };
            ui.painter().circle_filled(knob, 3.5, colour);
            let rect = bar.expand2(vec2(5.0, 3.0));
            self.handle(
                ui,
                rect,
                ui.scope_id().with(("passage end", quotation, is_start)),
                quotation,
                is_start,
                events,
            );
        }
    }

    fn handle(
        &mut self,
        ui: &Ui,
        rect: Rect,
        id: Id,
        quotation: QuotationId,
        is_start: bool,
        events: &mut PageEvents,
    ) -> egui::Response {
        // No stop for Tab: the keyboard moves ends by the selection.
        let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG | Sense::HOVER);
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
        }
        self.drag_end(ui, &response, quotation, is_start, events);
        response
    }

    /// What a screen reader says of a stripe.
    fn spoken(&self, mark: &Mark) -> String {
        let words: String = self.text.slice(mark.span).chars().take(FIRST_WORDS).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("Coding {} by {}: {words}", mark.name, mark.coder)
    }
}

/// Takes clicks on a stripe or name; says whether the pointer is on it.
fn take(response: &egui::Response, mark: &Mark, events: &mut PageEvents) -> bool {
    let ids = (mark.coding, mark.quotation);
    if response.double_clicked() {
        events.double_clicked = Some(ids);
    }
    if response.clicked() {
        events.clicked = Some(ids);
    }
    if response.secondary_clicked() {
        let pos = response.interact_pointer_pos().unwrap_or(response.rect.center());
        events.secondary = Some(Secondary { pos, mark: Some(ids) });
    }
    let hovered = response.hovered();
    if hovered {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.label(&mark.path);
            ui.weak(&mark.coder);
        });
    }
    hovered
}
