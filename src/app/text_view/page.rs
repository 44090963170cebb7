//! Paints the words with what lies behind and beside them, and names the paragraphs to screen readers.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::text::TextWrapping;
use egui::{
    Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind,
    Ui, pos2,
};

use super::flow::Placed;
use super::runs::baseline;
use super::shaping::Caret;
use super::{Seen, TextView};
use crate::app::theme::{Theme, interface, interface_bold, space};
use crate::domain::{Colour, QuotationId, Span};

/// Size of line numbers beside type of a size.
pub(super) fn number_size(size: f32) -> f32 {
    (size * 0.68).max(8.0)
}

/// Size of speakers beside type of a size.
pub(super) fn speaker_size(size: f32) -> f32 {
    (size * 0.78).max(8.0)
}

/// A quotation in the view: where, in which colour.
struct Tint {
    quotation: QuotationId,
    span: Span,
    colour: Colour,
}

/// Marks words that were searched for, line by line.
pub(super) fn paint_hit(painter: &Painter, theme: &Theme, rect: Rect, is_current: bool) {
    let fill = if is_current { theme.hit_current } else { theme.hit };
    let edge = Stroke::new(if is_current { 1.5 } else { 0.5 }, theme.hit_edge);
    painter.rect(rect.expand2(egui::vec2(1.0, 0.0)), 3, fill, edge, StrokeKind::Outside);
}

/// Lays out one line that ends in “…” where it is too long.
pub(super) fn elided(
    painter: &Painter,
    text: &str,
    font: FontId,
    width: f32,
) -> std::sync::Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, Color32::PLACEHOLDER);
    job.wrap = TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}

/// A time of a recording, from milliseconds: `0:03`, `12:31`, `1:02:03`.
fn clock(milliseconds: u32) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// Lays out a speaker's name. One that is too long keeps its number, which tells people apart: `Commis… ID 149`.
fn speaker_name(painter: &Painter, name: &str, font: FontId, width: f32) -> std::sync::Arc<Galley> {
    let line = |text: String| painter.layout_no_wrap(text, font.clone(), Color32::PLACEHOLDER);
    let whole = line(name.to_owned());
    let number = name.rfind(" ID ").or_else(|| name.rfind(' '));
    let Some(number) = number.filter(|&at| whole.size().x > width && name[at..].contains(numeric))
    else {
        return elided(painter, name, font, width);
    };
    let (role, number) = name.split_at(number);
    let shorter =
        role.char_indices().rev().map(|(at, _)| &role[..at]).filter(|role| !role.is_empty());
    shorter
        .map(|role| line(format!("{}…{number}", role.trim_end())))
        .find(|galley| galley.size().x <= width)
        .unwrap_or_else(|| elided(painter, name, font.clone(), width))
}

fn numeric(c: char) -> bool {
    c.is_ascii_digit()
}

impl Seen {
    /// Left top of a block's words on the screen.
    pub fn origin(&self, placed: &Placed) -> Pos2 {
        pos2(self.columns.text.min, self.rect.top() + placed.top)
    }

    /// Baseline of a block's first line on the screen.
    fn base(&self, placed: &Placed) -> f32 {
        let line = placed.laid.setting.line_height;
        let base = placed.laid.runs.first().map_or(line * 0.68, |run| run.baseline);
        self.rect.top() + placed.top + base
    }
}

impl TextView {
    /// The code points in view.
    pub(super) fn visible_span(&self, placed: &[Placed]) -> Span {
        let byte = |block: usize| &self.flow.blocks()[block].bytes;
        match (placed.first(), placed.last()) {
            (Some(first), Some(last)) => Span {
                start: self.text.code_point(byte(first.block).start),
                // A line break belongs to the paragraph before it.
                end: self.text.code_point(byte(last.block).end) + 1,
            },
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The quotations in view, each once.
    fn tints(&self, visible: Span) -> Vec<Tint> {
        let preview = self.preview();
        let mut tints: Vec<Tint> = Vec::new();
        for (_, mark) in self.marks.touching(visible) {
            let known = tints.iter().any(|tint| tint.quotation == mark.quotation);
            if !known && preview.is_none_or(|(quotation, _)| quotation != mark.quotation) {
                tints.push(Tint {
                    quotation: mark.quotation,
                    span: mark.span,
                    colour: mark.colour,
                });
            }
        }
        if let Some((quotation, span)) = preview
            && let Some(mark) = self.marks.all().iter().find(|mark| mark.quotation == quotation)
        {
            tints.push(Tint { quotation, span, colour: mark.colour });
        }
        tints
    }

    /// Paints all but margin and map.
    pub(super) fn paint_page(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        selected: Option<QuotationId>,
        focused: bool,
    ) {
        let Some(seen) = self.seen.take() else { return };
        let painter = ui.painter();
        let visible = self.visible_span(&seen.placed);
        let tints = self.tints(visible);
        let selection = self.selected.span();
        let mut covered: Option<Rect> = None;
        for placed in &seen.placed {
            for tint in &tints {
                let strong =
                    Some(tint.quotation) == selected || Some(tint.quotation) == self.hovered;
                let colour = if strong {
                    theme.code_tint_strong(tint.colour)
                } else {
                    theme.code_tint(tint.colour)
                };
                self.cover(&seen, placed, tint.span, Cover::Pen, |rect| {
                    painter.rect_filled(rect, 2, colour);
                });
            }
            let first = self.hits.partition_point(|hit| hit.end <= visible.start);
            for (index, hit) in self.hits.iter().enumerate().skip(first) {
                if hit.start >= visible.end {
                    break;
                }
                let current = self.current_hit == Some(index);
                self.cover(&seen, placed, *hit, Cover::Pen, |rect| {
                    paint_hit(painter, theme, rect, current);
                });
            }
            self.cover(&seen, placed, selection, Cover::Line, |rect| {
                painter.rect_filled(rect, 0, theme.selection);
                covered = Some(covered.map_or(rect, |all| all.union(rect)));
            });
            self.paint_words(ui, theme, &seen, placed);
            self.paint_asides(painter, theme, &seen, placed);
            self.paint_beside(painter, theme, &seen, placed);
            self.paint_pages(painter, theme, &seen, placed);
            self.name_paragraph(ui, &seen, placed);
        }
        if focused {
            self.paint_caret(painter, theme, &seen);
        }
        self.seen = Some(Seen { selection: covered.map(|rect| rect.intersect(seen.rect)), ..seen });
    }

    /// Gives the rectangles of the part of a span that a block shows.
    fn cover(
        &self,
        seen: &Seen,
        placed: &Placed,
        span: Span,
        cover: Cover,
        mut paint: impl FnMut(Rect),
    ) {
        if span.is_empty() {
            return;
        }
        let block = &self.flow.blocks()[placed.block];
        let bytes = self.text.bytes(span);
        if bytes.end <= block.bytes.start || bytes.start > block.bytes.end {
            return;
        }
        let origin = seen.origin(placed);
        let setting = &placed.laid.setting;
        let (line, size) = (setting.line_height, setting.size);
        let inset = match cover {
            Cover::Pen => setting.pen_inset(),
            Cover::Line => 0.0,
        };
        let shown = placed.laid.bytes();
        let within: Range<usize> = bytes.start.max(shown.start)..bytes.end.min(shown.end);
        placed.laid.rects(within.clone(), |left, right, index| {
            let top = origin.y + index as f32 * line;
            paint(Rect::from_min_max(
                pos2(origin.x + left, top + inset),
                pos2(origin.x + right, top + line - inset),
            ));
        });
        // A marker that stands as the speaker is covered there.
        if self.flow.hides_marker(placed.block)
            && bytes.start < block.words
            && let Some(speakers) = seen.columns.speakers
        {
            let (left, right) = (speakers.min - 4.0, speakers.max + 4.0);
            paint(Rect::from_min_max(
                pos2(left, origin.y + inset),
                pos2(right, origin.y + line - inset),
            ));
        }
        // A selected line break shows as a blank after the last line.
        if matches!(cover, Cover::Line)
            && block.closes
            && bytes.end > block.bytes.end
            && bytes.start <= block.bytes.end
        {
            let last = Caret { byte: shown.end, after: true };
            let (x, index) = if block.is_empty() { (0.0, 0) } else { placed.laid.place(last) };
            let top = origin.y + index as f32 * line;
            let bottom = if block.is_empty() { origin.y + placed.height } else { top + line };
            let x = if placed.laid.is_rtl() { x - size * 0.3 } else { x };
            paint(Rect::from_min_max(
                pos2(origin.x + x, top),
                pos2(origin.x + x + size * 0.3, bottom),
            ));
        }
    }

    fn paint_words(&self, ui: &Ui, theme: &Theme, seen: &Seen, placed: &Placed) {
        let origin = seen.origin(placed);
        let setting = &placed.laid.setting;
        let words = self.flow.blocks()[placed.block].words;
        let asides = &placed.laid.asides;
        let seen = seen.rect.y_range().expand(setting.line_height);
        for run in &placed.laid.runs {
            if seen.contains(origin.y + run.baseline) {
                let ink = if run.byte < words {
                    theme.quiet
                } else if asides.iter().any(|aside| aside.contains(&run.byte)) {
                    theme.aside
                } else {
                    theme.ink
                };
                run.paint(ui.painter(), origin, setting.size, ink);
            }
        }
    }

    /// A line beside the researcher's own remarks, at the side where their lines begin.
    fn paint_asides(&self, painter: &Painter, theme: &Theme, seen: &Seen, placed: &Placed) {
        let block = &self.flow.blocks()[placed.block];
        let laid = &placed.laid;
        let origin = seen.origin(placed);
        let x = if laid.is_rtl() {
            seen.columns.text.max + space::INSIDE
        } else {
            origin.x - space::INSIDE
        };
        for aside in &laid.asides {
            let line = |byte, after| laid.place(Caret { byte, after }).1 as f32;
            let height = laid.setting.line_height;
            let top = line(aside.start, false) * height;
            // It goes on over the space before a paragraph that is one, too.
            let bottom = if aside.end > block.bytes.end + 1 || block.is_empty() {
                placed.height
            } else {
                (line(aside.end, true) + 1.0) * height
            };
            let range = origin.y + top..=origin.y + bottom;
            painter.vline(x, range, Stroke::new(1.0, theme.quiet));
        }
    }

    /// The number of the turn that starts with a block, or of its paragraph where there are no turns.
    fn number(&self, placed: &Placed) -> Option<usize> {
        let block = &self.flow.blocks()[placed.block];
        match block.turn {
            Some(turn) => Some(turn + 1),
            None if self.turns.is_empty() && block.opens && !block.is_empty() => {
                Some(block.paragraph + 1)
            }
            None => None,
        }
    }

    /// Number and speaker on the first line of a turn, or the number of a paragraph where there are no turns.
    fn paint_beside(&self, painter: &Painter, theme: &Theme, seen: &Seen, placed: &Placed) {
        let Some(number) = self.number(placed) else { return };
        let size = self.flow.setting().size;
        let base = seen.base(placed);
        if let Some(column) = seen.columns.numbers {
            let font = interface(number_size(size));
            let galley = painter.layout_no_wrap(number.to_string(), font, Color32::PLACEHOLDER);
            let at = pos2(column.max - galley.size().x, base - baseline(&galley));
            painter.galley(at, galley, theme.quiet);
        }
        let turn = self.flow.blocks()[placed.block].turn;
        let speaker = turn.and_then(|turn| self.turns[turn].speaker.as_deref());
        if let (Some(column), Some(speaker)) = (seen.columns.speakers, speaker)
            && self.flow.hides_marker(placed.block)
        {
            let font = interface_bold(speaker_size(size));
            let galley = speaker_name(painter, speaker, font, column.span());
            painter.galley(pos2(column.min, base - baseline(&galley)), galley, theme.ink);
            if let Some(time) = turn.and_then(|turn| self.turns[turn].time) {
                // The shortest turn has room for it: a line, and the air below.
                let font = interface(number_size(size));
                let galley = painter.layout_no_wrap(clock(time), font, Color32::PLACEHOLDER);
                painter.galley(pos2(column.min, base + 3.0), galley, theme.quiet);
            }
        }
    }

    /// The numbers of pages beside the lines where they begin.
    fn paint_pages(&self, painter: &Painter, theme: &Theme, seen: &Seen, placed: &Placed) {
        let Some(column) = seen.columns.numbers else { return };
        let size = number_size(self.flow.setting().size);
        for (line, name) in &placed.laid.pages {
            let galley = elided(painter, name, interface(size), column.span());
            let mut base = seen.base(placed) + *line as f32 * placed.laid.setting.line_height;
            if *line == 0 && self.number(placed).is_some() {
                // The place of the number is taken; the page begins above it.
                base -= size * 1.2;
            }
            let at = pos2(column.max - galley.size().x, base - baseline(&galley));
            painter.galley(at, galley, theme.quiet);
        }
    }

    fn paint_caret(&self, painter: &Painter, theme: &Theme, seen: &Seen) {
        let caret = self.selected.caret(&self.text);
        if let Some((x, top, bottom)) = self.point_of(seen, caret) {
            let x = painter.round_to_pixel_center(x);
            painter.rect_filled(
                Rect::from_min_max(pos2(x - 0.75, top + 1.0), pos2(x + 0.75, bottom - 1.0)),
                CornerRadius::ZERO,
                theme.accent,
            );
        }
    }

    /// Where a caret stands on the screen, if its block is in view: x, top and bottom of its line.
    pub(super) fn point_of(&self, seen: &Seen, caret: Caret) -> Option<(f32, f32, f32)> {
        let block = self.flow.block_of(caret);
        let placed = seen.placed.iter().find(|placed| placed.block == block)?;
        let origin = seen.origin(placed);
        if self.flow.blocks()[block].is_empty() {
            return Some((origin.x, origin.y, origin.y + placed.height));
        }
        let (x, line) = placed.laid.place(caret);
        let height = placed.laid.setting.line_height;
        let top = origin.y + line as f32 * height;
        Some((origin.x + x, top, top + height))
    }

    /// One node per paragraph in view; of a paragraph too long for one block, one per block.
    fn name_paragraph(&self, ui: &Ui, seen: &Seen, placed: &Placed) {
        let block = &self.flow.blocks()[placed.block];
        let origin = seen.origin(placed);
        let rect = Rect::from_min_max(
            pos2(seen.columns.numbers.map_or(origin.x, |numbers| numbers.min), origin.y),
            pos2(seen.columns.text.max, origin.y + placed.height),
        );
        let words = &self.text.as_str()[block.bytes.clone()];
        let id = ui.scope_id().with(("paragraph", placed.block));
        ui.interact(rect, id, Sense::empty());
        ui.ctx().accesskit_node_builder(id, |node| {
            match block.heading {
                Some(level) => {
                    node.set_role(Role::Heading);
                    // Counted from 0 here.
                    node.set_level(usize::from(level) - 1);
                    node.set_label(words);
                }
                None => {
                    node.set_role(Role::Paragraph);
                    node.set_value(words);
                }
            }
            if !placed.laid.asides.is_empty() {
                node.set_description("Observer’s comment");
            }
            // Where a screen reader, or a finger on a screen, finds it.
            let (min, max) = (rect.min, rect.max);
            let (x0, y0, x1, y1) = (min.x.into(), min.y.into(), max.x.into(), max.y.into());
            node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
            node.set_position_in_set(block.paragraph + 1);
            node.set_size_of_set(self.text.paragraphs().len());
        });
        for (line, name) in &placed.laid.pages {
            let id = ui.scope_id().with(("page", placed.block, line));
            let height = placed.laid.setting.line_height;
            let top = origin.y + *line as f32 * height;
            ui.interact(
                Rect::from_x_y_ranges(rect.x_range(), top..=top + height),
                id,
                Sense::empty(),
            );
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::DocPageBreak);
                node.set_label(name.as_str());
            });
        }
    }
}

/// How high a covering is.
#[derive(Clone, Copy)]
enum Cover {
    /// As a marker pen: the height of the letters.
    Pen,
    /// The whole line.
    Line,
}
