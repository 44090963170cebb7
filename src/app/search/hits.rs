//! The list of what was found: each passage with its words marked, and a quiet line below that says where it stands.

use std::ops::Range;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::cursor::Cursor;
use crate::app::text_view::{Passage, passage};
use crate::app::theme::{self, Theme, size, space};
use crate::project::{FoundHit, Totals};
use crate::search::Kind;

/// Height of a line, as a share of its type's size.
const LINE: f32 = 1.5;
/// Space above and below a hit's words.
const AROUND: f32 = space::GROUP;
/// Least space between the words and what is chosen around them.
const INSET: f32 = space::GROUP;
/// Height of the quiet line below the words, with the space above it.
const BELOW: f32 = GAP + size::SMALL * 1.3;
/// Space between the words and that line.
const GAP: f32 = 6.0;
/// Hits that are left below the window when more are asked for.
const AHEAD: usize = 20;

/// The hits and how high each is drawn.
#[derive(Default)]
pub(super) struct List {
    pub(super) hits: Vec<FoundHit>,
    pub(super) totals: Totals,
    /// Measured for those that were drawn, guessed for the others.
    heights: Vec<f32>,
    /// Width and type size that the heights hold for.
    measured: (f32, f32),
}

/// How the list is to be drawn.
pub(super) struct Look {
    /// Width of the column.
    pub(super) width: f32,
    /// Size of the type on the page.
    pub(super) page_size: f32,
}

/// What happened in the list.
#[derive(Default)]
pub(super) struct Drawn {
    /// The hit that was clicked.
    pub(super) opened: Option<usize>,
    /// Whether a hit is dragged from here on; the cursor stands at it.
    pub(super) carries: bool,
    /// Whether the end of the known hits is near.
    pub(super) near_end: bool,
}

impl List {
    /// Takes another list. An answer to the same question keeps the heights, so that nothing moves.
    pub(super) fn renew(&mut self, hits: Vec<FoundHit>, totals: Totals, is_new: bool) {
        self.hits = hits;
        self.totals = totals;
        if is_new {
            self.heights.clear();
        }
        self.heights.truncate(self.hits.len());
    }

    /// Takes the hits that follow.
    pub(super) fn extend(&mut self, hits: Vec<FoundHit>) {
        self.hits.extend(hits);
    }

    fn guess_heights(&mut self, look: &Look) {
        let now = (look.width, look.page_size);
        if self.measured != now {
            self.measured = now;
            self.heights.clear();
        }
        let line = look.page_size * LINE;
        let per_line = (look.width / (look.page_size * 0.47)).max(1.0);
        for hit in &self.hits[self.heights.len()..] {
            let lines = (hit.excerpt.len() as f32 / per_line).ceil().max(1.0);
            self.heights.push(lines * line + BELOW + 2.0 * AROUND);
        }
    }

    /// Draws the list in the rest of the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, look: &Look, at: &mut Cursor) -> Drawn {
        self.guess_heights(look);
        let mut area = ScrollArea::vertical().id_salt("found").auto_shrink(false);
        if std::mem::take(&mut at.to_top) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show_viewport(ui, |ui, viewport| self.rows(ui, look, at, viewport)).inner
    }

    fn rows(&mut self, ui: &mut Ui, look: &Look, cursor: &mut Cursor, viewport: Rect) -> Drawn {
        let total: f32 = self.heights.iter().sum();
        ui.set_height(total + space::PAGE);
        ui.set_width(ui.available_width());
        let area = ui.max_rect();
        let left = area.left() + ((area.width() - look.width) / 2.0).max(0.0);
        if std::mem::take(&mut cursor.reveal)
            && let Some(row) = cursor.row
        {
            let y: f32 = self.heights.iter().take(row).sum();
            let height = self.heights.get(row).copied().unwrap_or_default();
            let at = pos2(left, area.top() + y);
            ui.scroll_to_rect(Rect::from_min_size(at, vec2(1.0, height)), None);
        }
        let mut drawn = Drawn::default();
        let mut y = 0.0;
        let mut last = 0;
        for row in 0..self.hits.len() {
            let height = self.heights[row];
            if y > viewport.bottom() {
                break;
            }
            last = row;
            if y + height >= viewport.top() {
                let at = pos2(left, area.top() + y);
                let height = self.row(ui, look, (row, cursor), at, &mut drawn);
                if (height - self.heights[row]).abs() > 0.5 {
                    self.heights[row] = height;
                    ui.ctx().request_repaint();
                }
            }
            y += self.heights[row];
        }
        drawn.near_end = last + AHEAD >= self.hits.len();
        drawn
    }

    /// Draws one hit; gives its height.
    fn row(
        &self,
        ui: &Ui,
        look: &Look,
        (row, cursor): (usize, &mut Cursor),
        at: egui::Pos2,
        drawn: &mut Drawn,
    ) -> f32 {
        let theme = Theme::of(ui.ctx());
        let hit = &self.hits[row];
        let (words, marks) = words(ui, hit, look);
        let height = words.height() + BELOW + 2.0 * AROUND;
        let outer =
            Rect::from_min_size(at - vec2(INSET, 0.0), vec2(look.width + 2.0 * INSET, height));
        let response =
            ui.interact(outer, ui.scope_id().with(("hit", row)), Sense::CLICK | Sense::DRAG);
        let chosen = cursor.row == Some(row);
        response.widget_info(|| {
            let name = format!("{} {}", &hit.text[hit.excerpt.clone()], place(hit));
            egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, name)
        });
        let back = outer.shrink2(vec2(0.0, 1.0));
        if chosen {
            ui.painter().rect_filled(back, space::CORNER, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(back, space::CORNER, theme.hover);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, theme.focus);
            ui.painter().rect_stroke(back, space::CORNER, ring, StrokeKind::Inside);
            cursor.row = Some(row);
        }
        let rule = outer.shrink2(vec2(INSET, 0.0));
        ui.painter().hline(rule.x_range(), outer.bottom(), Stroke::new(1.0, theme.rule));
        let top = at + vec2(0.0, AROUND);
        let under = top.y + words.height() + GAP;
        for mark in marks {
            words.paint_hit(ui.painter(), theme, top, mark);
        }
        words.paint(ui.painter(), top, |_| theme.ink);
        let mut job =
            LayoutJob::simple_singleline(place(hit), theme::interface(size::SMALL), theme.quiet);
        job.wrap.max_width = look.width;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let line = ui.painter().layout_job(job);
        ui.painter().galley(pos2(at.x, under), line, theme.quiet);
        if response.drag_started() {
            cursor.row = Some(row);
            drawn.carries = true;
        }
        let mut opens = response.clicked();
        response.context_menu(|ui| {
            if ui.button("Go to this place").clicked() {
                opens = true;
                ui.close();
            }
            if ui.button("Copy").clicked() {
                ui.ctx().copy_text(copied(hit));
                ui.close();
            }
        });
        if opens {
            cursor.row = Some(row);
            drawn.opened = Some(row);
        }
        height
    }
}

/// Where a hit stands, for the quiet line.
fn place(hit: &FoundHit) -> String {
    let codes = hit.codes.iter().map(|code| code.path.as_str()).collect::<Vec<_>>().join(", ");
    let source = hit.source_name.as_deref().unwrap_or_default();
    let kind = match hit.kind {
        Kind::Passage => "",
        Kind::Quotation => "quotation",
        Kind::Definition => "definition",
        Kind::Comment => "comment",
        Kind::Memo => "",
        Kind::Summary => "summary",
        Kind::Finding => "outline",
    };
    let parts = [hit.label.as_str(), source, kind, codes.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The words and their label, as one pastes them into a text.
fn copied(hit: &FoundHit) -> String {
    if hit.label.is_empty() || hit.written.is_some() {
        hit.text.clone()
    } else {
        format!("{} {}", hit.text, hit.label)
    }
}

/// The words of a hit, whole or around what was found, and where in them that stands.
fn words(ui: &Ui, hit: &FoundHit, look: &Look) -> (Arc<Passage>, Vec<Range<usize>>) {
    let Range { start, end } = hit.excerpt;
    let before = if hit.text[..start].trim().is_empty() { "" } else { "… " };
    let after = if hit.text[end..].trim().is_empty() { "" } else { " …" };
    let text = [before, &hit.text[start..end], after].concat();
    let within = hit.marks.iter().filter(|mark| mark.start >= start && mark.end <= end);
    let place = |byte: usize| byte - start + before.len();
    let marks = within.map(|mark| place(mark.start)..place(mark.end)).collect();
    (passage(ui.ctx(), &text, &[], look.page_size, look.width), marks)
}
