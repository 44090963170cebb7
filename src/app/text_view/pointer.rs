//! The mouse on the page: selecting words, dragging the ends of passages.

use egui::{Event, PointerButton, Pos2, Response, Ui};

use super::selection::{self, Unit};
use super::shaping::Caret;
use super::{PageEvents, TextView};
use crate::app::theme::space;
use crate::domain::{QuotationId, Span};

/// Presses nearer than this in time (seconds) and place (points) count as one series.
const SERIES_SECONDS: f64 = 0.45;
const SERIES_POINTS: f32 = 6.0;

/// What the pressed button holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Grip {
    None,
    /// A selection that grows by whole units from where it began.
    Selecting {
        unit: Unit,
        origin: Span,
    },
    /// The selected words themselves, on their way out of the page once the pointer has moved.
    Carrying {
        /// Where they were taken hold of.
        caret: Caret,
        is_away: bool,
    },
    /// An end of a passage.
    End {
        quotation: QuotationId,
        from: Span,
        now: Span,
        is_start: bool,
    },
    /// An end that was let go; shown there until the marks are set anew.
    Moved {
        quotation: QuotationId,
        now: Span,
    },
    /// The map.
    Map,
}

/// The last press, to tell double and triple ones.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Presses {
    count: u32,
    at: Pos2,
    time: f64,
}

impl Presses {
    /// Counts a press: 1 for a single one, 2 for the second of a series, up to 4, then from 1 again.
    fn count(&mut self, at: Pos2, time: f64) -> u32 {
        let goes_on = time - self.time < SERIES_SECONDS && at.distance(self.at) < SERIES_POINTS;
        self.count = if goes_on && self.count < 4 { self.count + 1 } else { 1 };
        (self.at, self.time) = (at, time);
        self.count
    }
}

fn is_press(event: &Event) -> bool {
    matches!(event, Event::PointerButton { button: PointerButton::Primary, pressed: true, .. })
}

/// How far a pressed pointer may stray, in points, before it drags.
const STILL: f32 = 4.0;

impl TextView {
    /// The caret nearest to a point of the screen.
    pub(super) fn caret_at(&self, pos: Pos2) -> Option<Caret> {
        let seen = self.seen.as_ref()?;
        let y = pos.y - seen.rect.top();
        let placed = seen
            .placed
            .iter()
            .find(|placed| y < placed.top + placed.height)
            .or(seen.placed.last())?;
        let caret = placed.laid.caret_at(pos.x - seen.columns.text.min, y - placed.top);
        Some(self.snapped(caret))
    }

    /// Presses, drags and releases on the words.
    pub(super) fn pointer(&mut self, ui: &Ui, response: &Response, events: &mut PageEvents) {
        let (presses, dragging, released, secondary, pos, time, modifiers, escape) =
            ui.input(|i| {
                (
                    i.events.iter().filter(|event| is_press(event)).count(),
                    i.pointer.primary_down() && i.pointer.is_decidedly_dragging(),
                    i.pointer.primary_released(),
                    i.pointer.secondary_clicked(),
                    i.pointer.interact_pos(),
                    i.time,
                    i.modifiers,
                    i.key_pressed(egui::Key::Escape),
                )
            });
        if escape && matches!(self.grip, Grip::End { .. } | Grip::Carrying { .. }) {
            self.grip = Grip::None;
        }
        let Some(pos) = pos else { return };
        let before = self.selected.span();
        if presses > 0 && matches!(self.grip, Grip::Moved { .. }) {
            self.grip = Grip::None;
        }
        // A tap on a touchpad, or two, may be over before the frame that hears of them.
        if presses > 0 && (response.is_pointer_button_down_on() || response.clicked()) {
            response.request_focus();
            let count = (0..presses).map(|_| self.presses.count(pos, time)).last();
            let unit = match count.unwrap_or(1) {
                _ if self.is_beside_words(pos) => Unit::Turn,
                1 => Unit::Grapheme,
                2 => Unit::Word,
                3 => Unit::Sentence,
                _ => Unit::Paragraph,
            };
            if let Some(caret) = self.caret_at(pos) {
                let at = self.text.code_point(caret.byte);
                // A press on what is selected may be the beginning of a drag; let go, it is a click.
                if unit == Unit::Grapheme && !modifiers.shift && before.holds(at) {
                    self.grip = Grip::Carrying { caret, is_away: false };
                } else {
                    self.press(caret, unit, modifiers.shift, events);
                }
            }
        } else if dragging && let Grip::Carrying { is_away, .. } = &mut self.grip {
            *is_away = true;
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        } else if dragging && let Grip::Selecting { unit, origin } = self.grip {
            self.scroll_at_edge(ui, pos);
            if let Some(caret) = self.caret_at(pos) {
                self.extend_by(unit, origin, caret);
            }
        }
        match self.grip {
            Grip::Selecting { .. } if released => self.grip = Grip::None,
            Grip::Carrying { is_away: true, .. } if released => {
                self.grip = Grip::None;
                events.dropped = (!response.rect.contains(pos)).then_some(pos);
            }
            Grip::Carrying { caret, is_away: false } if released => {
                self.press(caret, Unit::Grapheme, false, events);
                self.grip = Grip::None;
            }
            _ => {}
        }
        if secondary && response.secondary_clicked() {
            response.request_focus();
            let at = self.caret_at(pos).map_or(0, |caret| self.text.code_point(caret.byte));
            if before.is_empty() || at < before.start || at > before.end {
                self.selected.set(Span { start: at, end: at });
            }
            events.secondary = Some(super::Secondary { pos, mark: None });
        }
        events.selection_changed |= self.selected.span() != before;
    }

    /// Whether the selected words are being dragged somewhere.
    pub fn is_carrying(&self) -> bool {
        matches!(self.grip, Grip::Carrying { is_away: true, .. })
    }

    /// Whether a point is on the numbers or speakers, where a press takes the whole turn.
    fn is_beside_words(&self, pos: Pos2) -> bool {
        let Some(columns) = self.seen.as_ref().map(|seen| &seen.columns) else { return false };
        let left = columns.numbers.or(columns.speakers).map_or(columns.text.min, |range| range.min);
        left <= pos.x && pos.x < columns.text.min - space::TIGHT
    }

    fn press(&mut self, caret: Caret, unit: Unit, extend: bool, events: &mut PageEvents) {
        let at = self.text.code_point(caret.byte);
        if extend && unit == Unit::Grapheme {
            let origin = Span { start: self.selected.anchor, end: self.selected.anchor };
            self.selected.move_head(&self.text, caret, true);
            self.grip = Grip::Selecting { unit, origin };
            return;
        }
        let origin = selection::unit_at(&self.text, &self.turns, unit, at);
        if unit == Unit::Grapheme {
            self.selected.move_head(&self.text, caret, false);
            events.clicked_text = Some(at);
        } else {
            self.selected.set(origin);
        }
        self.selected.goal = None;
        self.grip = Grip::Selecting { unit, origin };
    }

    /// Extends the selection that began at `origin` to a caret, in whole units.
    fn extend_by(&mut self, unit: Unit, origin: Span, caret: Caret) {
        if unit == Unit::Grapheme {
            self.selected.anchor = origin.start;
            self.selected.move_head(&self.text, caret, true);
            return;
        }
        let at = self.text.code_point(caret.byte);
        let reached = selection::unit_at(&self.text, &self.turns, unit, at);
        if at < origin.start {
            self.selected.anchor = origin.end;
            self.selected.head = reached.start.min(origin.start);
        } else {
            self.selected.anchor = origin.start;
            self.selected.head =
                if at <= origin.end { origin.end } else { reached.end.max(origin.end) };
        }
        self.selected.after = self.selected.head > self.selected.anchor;
        self.selected.smaller.clear();
    }

    /// While something is dragged past an edge the page scrolls, the faster the further.
    pub(super) fn scroll_at_edge(&mut self, ui: &Ui, pos: Pos2) {
        let Some(seen) = &self.seen else { return };
        let rect = seen.rect;
        let past = (pos.y - rect.bottom() + 12.0).max(0.0) + (pos.y - rect.top() - 12.0).min(0.0);
        if past != 0.0 {
            let seconds = ui.input(|i| i.stable_dt).min(0.1);
            self.flow.scroll((past * 14.0).clamp(-4000.0, 4000.0) * seconds);
            self.refresh_placed();
            ui.ctx().request_repaint();
        }
    }

    /// Drags an end of a passage: `held` is the response of its handle.
    pub(super) fn drag_end(
        &mut self,
        ui: &Ui,
        held: &Response,
        quotation: QuotationId,
        is_start: bool,
        events: &mut PageEvents,
    ) {
        if held.drag_started_by(PointerButton::Primary) {
            let Some(from) = self.marks.quotation(quotation) else { return };
            self.grip = Grip::End { quotation, from, now: from, is_start };
        }
        let Grip::End { quotation: gripped, from, now, is_start: start } = self.grip.clone() else {
            return;
        };
        if gripped != quotation || start != is_start {
            return;
        }
        if held.drag_stopped() {
            self.grip = Grip::None;
            if now != from {
                events.moved_end = Some((quotation, now));
                self.grip = Grip::Moved { quotation, now };
            }
            return;
        }
        let Some(mut pos) = held.interact_pointer_pos() else { return };
        // A press that does not move is a click on the stripe, and moves nothing.
        let pressed = ui.input(|input| input.pointer.press_origin());
        if now == from && pressed.is_none_or(|origin| origin.distance(pos) < STILL) {
            return;
        }
        self.scroll_at_edge(ui, pos);
        // Beside the words, at a stripe, a line counts as a whole.
        if let Some(words) = self.seen.as_ref().map(|seen| seen.columns.text)
            && is_start
            && pos.x > words.max
        {
            pos.x = words.min;
        }
        let Some(caret) = self.caret_at(pos) else { return };
        let at = self.text.code_point(caret.byte);
        let at = if ui.input(|i| i.modifiers.alt) {
            at
        } else {
            selection::nearest_word_end(&self.text, at)
        };
        let now = if is_start {
            Span { start: at.min(self.text.previous_grapheme(from.end)), end: from.end }
        } else {
            Span { start: from.start, end: at.max(self.text.next_grapheme(from.start)) }
        };
        self.grip = Grip::End { quotation, from, now: self.text.snap(now), is_start };
        ui.ctx().request_repaint();
    }

    /// A span that is being changed by a drag, as it would be if let go now.
    pub(super) fn preview(&self) -> Option<(QuotationId, Span)> {
        match &self.grip {
            Grip::End { quotation, now, .. } | Grip::Moved { quotation, now } => {
                Some((*quotation, *now))
            }
            _ => None,
        }
    }
}
