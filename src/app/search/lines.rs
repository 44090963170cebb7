//! The places of what is searched for in lines, the words that were found below each other, what stands around them on either
//! side. Only the lines in sight are cut out of their texts and drawn.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Mesh, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::choices::{action, choose};
use super::cursor::Cursor;
use super::pattern::Read;
use super::places::{Places, Run, Vain};
use super::{Column, SearchView, Tab, Wanted, help};
use crate::analysis::ConcordanceOrder;
use crate::app::Window;
use crate::app::desk::{Desk, Workspace};
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::app::text_view::{direction, with_bold};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceKind;
use crate::project::{ConcordanceHit, ConcordanceLine, Job};
use crate::search::QueryError;

/// Characters that are cut out on each side: more than the widest window shows.
const AROUND: usize = 160;
/// Characters of what was found that are shown: a pattern may match whole pages.
const LONGEST: usize = 240;
/// Width that no line fills, so that none is broken.
const ENDLESS: f32 = 20_000.0;
/// Width of the column that names a line’s source, and from which width of the list on there is one.
const SOURCE: (f32, f32) = (150.0, 520.0);
/// Width of that which says who speaks there, and from which width on.
const LABEL: (f32, f32) = (110.0, 860.0);
/// Width over which words fade at the edges.
const FADE: f32 = 28.0;
/// Part of the room that stands before what was found.
const BEFORE: f32 = 0.46;
/// Lines that are cut above and below those in sight.
const AHEAD: usize = 30;
/// Lines that are kept at most.
const KEPT: usize = 4_000;

/// The orders as they are offered.
const ORDERS: [(ConcordanceOrder, &str); 8] = [
    (ConcordanceOrder::Source, "source"),
    (ConcordanceOrder::Hit, "the words found"),
    (ConcordanceOrder::Left(1), "the word before"),
    (ConcordanceOrder::Left(2), "the second word before"),
    (ConcordanceOrder::Left(3), "the third word before"),
    (ConcordanceOrder::Right(1), "the word after"),
    (ConcordanceOrder::Right(2), "the second word after"),
    (ConcordanceOrder::Right(3), "the third word after"),
];

/// The lines and what they are made of.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) order: ConcordanceOrder,
    pub(super) places: Option<Places>,
    /// The pattern in the line, read once.
    pub(super) read: Option<(String, Result<Read, QueryError>)>,
    pub(super) run: Option<Run>,
    pub(super) vain: Option<Vain>,
    /// The places that are shown by their numbers, where those on one kind of source are, and what they were chosen from.
    narrowed: Vec<usize>,
    narrowed_for: Option<(Arc<[ConcordanceHit]>, SourceKind)>,
    is_narrow: bool,
    /// The lines that were cut; none where the place has gone.
    pub(super) cut: HashMap<ConcordanceHit, Option<ConcordanceLine>>,
    is_cutting: bool,
    pub(super) at: Cursor,
    /// How many rows were seen last.
    seen: usize,
}

impl Lines {
    /// How many places stand on sources of a kind.
    pub(super) fn on(&self, kind: SourceKind) -> usize {
        self.places.as_ref().map_or(0, |places| places.on(kind))
    }

    /// What is under way.
    pub(super) fn job(&self) -> Option<Arc<Job>> {
        self.run.as_ref().map(|run| Arc::clone(&run.job))
    }

    /// How many rows a page key moves.
    pub(super) fn page(&self) -> usize {
        self.seen.saturating_sub(1).max(1)
    }

    /// How many lines are shown.
    pub(super) fn count(&self) -> usize {
        match self.is_narrow {
            true => self.narrowed.len(),
            false => self.places.as_ref().map_or(0, |places| places.hits.len()),
        }
    }

    /// The place of a line.
    fn hit(&self, row: usize) -> Option<ConcordanceHit> {
        let at = if self.is_narrow { self.narrowed.get(row).copied()? } else { row };
        self.places.as_ref()?.hits.get(at).copied()
    }

    /// The places of all lines that are shown, in their order.
    pub(super) fn all(&self) -> Vec<ConcordanceHit> {
        (0..self.count()).filter_map(|row| self.hit(row)).collect()
    }

    /// Shows only places on one kind of source, or all.
    fn narrow(&mut self, kind: Option<SourceKind>, desk: &Desk) {
        self.is_narrow = kind.is_some();
        let (Some(kind), Some(places)) = (kind, &self.places) else { return };
        let is_done = |(hits, of): &(Arc<[ConcordanceHit]>, SourceKind)| {
            Arc::ptr_eq(hits, &places.hits) && *of == kind
        };
        if self.narrowed_for.as_ref().is_some_and(is_done) {
            return;
        }
        let fits = |hit: &ConcordanceHit| {
            desk.snapshot.source(hit.source).is_some_and(|info| info.kind == kind)
        };
        let hits = places.hits.iter().enumerate();
        self.narrowed = hits.filter(|(_, hit)| fits(hit)).map(|(at, _)| at).collect();
        self.narrowed_for = Some((Arc::clone(&places.hits), kind));
    }

    /// Has the lines near those rows cut out, as far as they are not yet.
    fn cut_near(&mut self, desk: &mut Desk, rows: Range<usize>) {
        let missing = |lines: &Self, rows: Range<usize>| -> Vec<ConcordanceHit> {
            let hits = rows.filter_map(|row| lines.hit(row));
            hits.filter(|hit| !lines.cut.contains_key(hit)).collect()
        };
        if self.is_cutting || missing(self, rows.clone()).is_empty() {
            return;
        }
        if self.cut.len() > KEPT {
            self.cut.clear();
        }
        let near = rows.start.saturating_sub(AHEAD)..(rows.end + AHEAD).min(self.count());
        let hits = missing(self, near);
        self.is_cutting = true;
        desk.ask_or_never(
            move |project| {
                let lines = project.concordance_lines(&hits, AROUND);
                lines.map(|lines| (hits, lines))
            },
            |desk, answer| {
                let lines = &mut desk.search.lines;
                lines.is_cutting = false;
                match answer {
                    Some(Ok((hits, cut))) => {
                        lines.cut.extend(hits.into_iter().map(|hit| (hit, None)));
                        for line in cut {
                            let hit = ConcordanceHit { source: line.source, span: line.span };
                            lines.cut.insert(hit, Some(line));
                        }
                    }
                    Some(Err(error)) => desk.notice = Some(Notice::trouble(&error)),
                    None => {}
                }
            },
        );
    }
}

/// Whether lines are shown.
pub fn has_lines(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let is_shown = desk.workspace == Workspace::Search && desk.search.shown() == Tab::Lines;
    match is_shown && desk.search.has_lines() {
        true => Ok(()),
        false => Err("Search for something, and go to its lines first"),
    }
}

/// Goes to the place of a line and marks all of that source; Back returns.
pub(super) fn open(desk: &mut Desk, row: usize) {
    let lines = &desk.search.lines;
    let (Some(hit), Some(places)) = (lines.hit(row), &lines.places) else { return };
    let on_it = places.hits.iter().filter(|other| other.source == hit.source);
    let mut spans: Vec<_> = on_it.map(|other| other.span).collect();
    spans.sort_unstable();
    let current = spans.iter().position(|span| *span == hit.span);
    desk.open_source(hit.source, Some(hit.span));
    // Asked after the text of the page was, so that the page is there when this answers.
    desk.ask(
        |_| (),
        move |desk, ()| {
            if desk.reading.source() == Some(hit.source)
                && let Some(page) = desk.reading.view()
            {
                page.set_hits(spans, current);
            }
        },
    );
}

impl SearchView {
    /// Whether the lines are those of what stands in the search line now; lines of before stay in sight until they are.
    pub(super) fn lines_answer(&self) -> bool {
        self.lines.places.as_ref().is_some_and(|places| places.text == self.asked.text)
    }

    /// Whether there are lines of what stands in the search line now.
    pub(super) fn has_lines(&self) -> bool {
        self.lines_answer() && self.lines.count() > 0
    }

    /// Draws what the lines are sorted by, and what can be done with them; gives the command that was chosen.
    pub(super) fn orders(&mut self, ui: &mut Ui) -> Option<Wanted> {
        let mut wanted = None;
        ui.add_space(space::TIGHT);
        ui.horizontal_wrapped(|ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new("Sorted by").color(theme.quiet));
            let order = &mut self.lines.order;
            let name = ORDERS.iter().find(|(one, _)| one == order).map_or("", |(_, name)| *name);
            choose(ui, "Sorted by", name, |ui| {
                for (one, name) in ORDERS {
                    ui.selectable_value(order, one, name);
                }
            });
            let can = self.has_lines();
            wanted = action(ui, "Copy the lines", "Copy", can);
            wanted = action(ui, "Export the lines…", "Export…", can).or(wanted);
            if self.lines_answer() {
                let said = counted(self.lines.count(), "place", "places");
                ui.add(egui::Label::new(RichText::new(said).color(theme.quiet)).extend());
            }
        });
        wanted.map(Wanted::Command)
    }

    /// Draws the lines, or what to do to have some; gives the one that was opened.
    pub(super) fn lines(
        &mut self,
        desk: &mut Desk,
        ui: &mut Ui,
        column: Column,
        size: f32,
    ) -> Option<Wanted> {
        self.find_places(desk);
        self.lines.narrow(self.asked.source_kind, desk);
        if self.asked.is_empty() {
            if let Some(example) = help::first(ui, column) {
                self.asked.text = example.to_owned();
                self.asked.finished = true;
                self.take_keyboard = true;
            }
            return None;
        }
        if self.lines.count() == 0 {
            column.draw(ui, |ui| self.no_lines(ui));
            return None;
        }
        let (opened, rows) = list(&mut self.lines, ui, size);
        self.lines.cut_near(desk, rows);
        opened.map(Wanted::Line)
    }

    /// Says why there are no lines, and offers what may help.
    fn no_lines(&mut self, ui: &mut Ui) {
        let words = self.asked.text.trim().to_owned();
        let is_cancelled = self.lines.vain.as_ref().is_some_and(|vain| vain.is_cancelled);
        let lead = |ui: &mut Ui, said: String| {
            ui.add_space(space::PAGE);
            ui.label(RichText::new(said).size(size::LEAD));
            ui.add_space(space::TIGHT);
        };
        if is_cancelled && self.lines.run.is_none() {
            lead(ui, format!("Looking for {words} was cancelled"));
            if ui.button("Look again").clicked() {
                self.lines.vain = None;
            }
        } else if self.lines_answer() {
            match self.asked.source_kind {
                Some(kind) => {
                    lead(
                        ui,
                        format!("Nothing in the {} answers {words}", kind.heading().to_lowercase()),
                    );
                    if ui.button("Show every kind").clicked() {
                        self.asked.source_kind = None;
                    }
                }
                None => lead(ui, format!("Nothing in the texts answers {words}")),
            }
        }
    }
}

/// Draws the lines that are in sight; gives the one that was opened and the rows in sight.
fn list(lines: &mut Lines, ui: &mut Ui, size: f32) -> (Option<usize>, Range<usize>) {
    let height = (size * 1.5 + 4.0).round();
    let count = lines.count();
    let mut area = ScrollArea::vertical().id_salt("lines").auto_shrink(false);
    if std::mem::take(&mut lines.at.to_top) {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show_viewport(ui, |ui, viewport| {
        ui.set_height(count as f32 * height + space::PAGE);
        ui.set_width(ui.available_width());
        let all = ui.max_rect();
        let width = Column::of_lists(all.width());
        let room = all.shrink2(vec2((all.width() - width) / 2.0, 0.0));
        let row_rect = |row: usize| {
            let top = room.top() + row as f32 * height;
            Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), height))
        };
        if std::mem::take(&mut lines.at.reveal)
            && let Some(row) = lines.at.row
        {
            ui.scroll_to_rect(row_rect(row), None);
        }
        let first = ((viewport.top() / height).max(0.0) as usize).min(count);
        let last = ((viewport.bottom() / height).ceil().max(0.0) as usize).min(count);
        lines.seen = (viewport.height() / height) as usize;
        let mut opened = None;
        for row in first..last {
            if draw_row(lines, ui, row, row_rect(row), size) {
                lines.at.row = Some(row);
                opened = Some(row);
            }
        }
        (opened, first..last)
    })
    .inner
}

/// Draws a line; whether it was opened.
fn draw_row(lines: &mut Lines, ui: &Ui, row: usize, rect: Rect, size: f32) -> bool {
    let theme = Theme::of(ui.ctx());
    let line = lines.hit(row).and_then(|hit| lines.cut.get(&hit).and_then(Option::as_ref));
    let response = ui.interact(rect, ui.scope_id().with(("line", row)), Sense::CLICK);
    let chosen = lines.at.row == Some(row);
    response.widget_info(|| {
        let name = line.map(spoken).unwrap_or_default();
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, name)
    });
    let behind = match (chosen, response.hovered()) {
        (true, _) => theme.accent_soft,
        (false, true) => theme.hover,
        (false, false) => theme.page,
    };
    ui.painter().rect_filled(rect, space::CORNER, behind);
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(rect, space::CORNER, ring, StrokeKind::Inside);
    }
    // A line that is not cut yet stays empty for a moment.
    let Some(line) = line else { return response.clicked() };
    let (names, text) = columns(rect);
    for (rect, said) in names.iter().zip([&line.source_name, &line.label]) {
        paint_name(ui, *rect, said);
    }
    paint_words(ui, line, text, size);
    for (edge, inner) in [(text.left(), text.left() + FADE), (text.right(), text.right() - FADE)] {
        fade(ui, text, edge, inner, behind);
    }
    let mut opens = response.clicked();
    response.context_menu(|ui| {
        if ui.button("Go to this place").clicked() {
            opens = true;
            ui.close();
        }
        if ui.button("Copy").clicked() {
            ui.ctx().copy_text(spoken(line));
            ui.close();
        }
    });
    // Over the words it would hide those below.
    let pointer = response.hover_pos().filter(|at| !text.contains(*at) || names.is_empty());
    if pointer.is_some() {
        response.on_hover_text_at_pointer(place(line));
    }
    opens
}

/// The columns of a line: those that say where it stands, as far as there is room, and that of its words.
fn columns(rect: Rect) -> (Vec<Rect>, Rect) {
    let mut rest = rect.shrink2(vec2(space::TIGHT, 0.0));
    let mut names = Vec::new();
    for (width, _) in [SOURCE, LABEL].iter().filter(|(_, from)| rect.width() >= *from) {
        let (name, right) = rest.split_left_right_at_x(rest.left() + width);
        names.push(name);
        rest = right;
    }
    (names, rest)
}

/// Draws a name at the left of a line.
fn paint_name(ui: &Ui, rect: Rect, name: &str) {
    let theme = Theme::of(ui.ctx());
    let format = TextFormat::simple(theme::interface(size::SMALL), theme.quiet);
    let mut job = LayoutJob::single_section(name.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(rect.width() - space::GROUP);
    job.break_on_newline = false;
    let galley = ui.painter().layout_job(job);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(rect.left(), top), galley, theme.quiet);
}

/// Lets words run out towards an edge: what is behind them covers them there and nothing of them at `inner`.
fn fade(ui: &Ui, rect: Rect, edge: f32, inner: f32, behind: Color32) {
    let mut mesh = Mesh::default();
    let clear = Color32::from_rgba_unmultiplied(behind.r(), behind.g(), behind.b(), 0);
    for y in [rect.top(), rect.bottom()] {
        mesh.colored_vertex(pos2(edge, y), behind);
        mesh.colored_vertex(pos2(inner, y), clear);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    ui.painter().add(mesh);
}

/// Draws the words of a line, what was found at its place in the column.
fn paint_words(ui: &Ui, line: &ConcordanceLine, rect: Rect, size: f32) {
    let theme = Theme::of(ui.ctx());
    let (text, hit) = flat(line);
    // The line is set the way its words found are written, whatever its cut edge begins with.
    let mark = match direction(&line.hit) {
        Some(true) => "\u{200f}",
        Some(false) => "\u{200e}",
        None => "",
    };
    let (text, hit) = (mark.to_owned() + &text, hit.start + mark.len()..hit.end + mark.len());
    let words = with_bold(ui.ctx(), &text, hit.clone(), size, ENDLESS);
    let found = words.bounds(hit.clone());
    // Text that is written from the right is set at the far end of the room that it was given.
    let from_right = words.bounds(0..text.len()).right() > ENDLESS - 1.0;
    let column = rect.left() + (rect.width() * BEFORE).round();
    let edge = if from_right { found.right() } else { found.left() };
    let at = pos2(column - edge, rect.center().y - words.height() / 2.0);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    words.paint(&painter, at, |byte| if hit.contains(&byte) { theme.ink } else { theme.aside });
}

/// A line without breaks, and where in it stands what was found, in bytes.
fn flat(line: &ConcordanceLine) -> (String, Range<usize>) {
    let plain = |text: &str, most: usize| -> String {
        let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        text.chars().take(most).map(|c| if is_break(c) { ' ' } else { c }).collect()
    };
    let mut text = plain(&line.before, usize::MAX);
    let start = text.len();
    text.push_str(&plain(&line.hit, LONGEST));
    if line.hit.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    let end = text.len();
    text.push_str(&plain(&line.after, usize::MAX));
    (text, start..end)
}

/// Where a line stands: its label and its source.
fn place(line: &ConcordanceLine) -> String {
    let parts = [line.label.as_str(), line.source_name.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A line as it is read out and copied.
fn spoken(line: &ConcordanceLine) -> String {
    let (text, _) = flat(line);
    format!("{} {}", text.trim(), place(line))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{SourceId, Span};

    fn line(before: &str, hit: &str, after: &str) -> ConcordanceLine {
        ConcordanceLine {
            source: SourceId::new(Uuid::from_u128(1)),
            source_name: "Notes".to_owned(),
            span: Span { start: 0, end: 1 },
            label: String::new(),
            before: before.to_owned(),
            hit: hit.to_owned(),
            after: after.to_owned(),
        }
    }

    #[test]
    fn a_line_has_no_breaks_and_says_where_its_words_are() {
        let (text, hit) = flat(&line("on\u{2028}the\n", "bo\nard", "\tmet"));
        assert_eq!(text, "on the bo ard met");
        assert_eq!(&text[hit], "bo ard");
        let (text, hit) = flat(&line("", &"é".repeat(900), "x"));
        assert_eq!(text[hit].chars().count(), LONGEST + 1);
        assert!(text.ends_with("…x"));
        assert_eq!(spoken(&line("the\n", "board", " met ")), "the board met Notes");
    }
}
