//! A list of quotes in the view: all of them, or, side by side, those of one heading. Above its rows stands the heading
//! that the first of them belongs to, from which one goes to any other.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Galley, Id, Painter, Popup, Rect, Response, ScrollArea, Sense, Stroke, Ui};
use egui::{pos2, vec2};

use super::listing::{Heading, Listing, key};
use super::measure::Frame;
use super::quote::{Density, guess};
use crate::analysis::table::Key;
use crate::app::figures::grouped;
use crate::app::icons::Icon;
use crate::app::scroll::{Guess, Scroll};
use crate::app::theme::{self, Theme, size, space};

/// Width of the scroll bar.
const BAR: f32 = 10.0;
/// Shortest handle of the scroll bar.
const HANDLE: f32 = 28.0;
/// Height of the line above a list that says under which heading its first row stands.
pub(super) const STRIP: f32 = 36.0;
/// Entries of the menu of headings that are shown at once.
const SHOWN: f32 = 14.0;

/// A list of quotes in the view.
#[derive(Default)]
pub(super) struct Pane {
    /// The outermost heading whose quotes it shows; all where there is none.
    pub(super) of: Option<Key>,
    pub(super) listing: Arc<Listing>,
    pub(super) scroll: Scroll,
    /// Guessed heights, with what they were guessed for: the type's size, the width of lines, how much is shown.
    guess: Option<((f32, f32, Density), Guess)>,
}

/// The key of the list in a pane for the keyboard.
pub(super) fn list_id(pane: usize) -> Id {
    Id::unique(("quotes of a code", pane))
}

impl Pane {
    /// Shows another listing; from the row that one is at where it answers the same question as this one.
    pub(super) fn take(&mut self, listing: Arc<Listing>, is_same: bool) {
        if is_same {
            let (before, after) = (self.listing.rows(), listing.rows().len());
            self.scroll.follow(before.len(), after, |row| listing.place(&key(&before[row])));
        }
        self.listing = listing;
        self.guess = None;
    }

    /// Renews the guessed heights when the list or how it is set has changed.
    pub(super) fn renew_guess(&mut self, frame: &Frame<'_>) {
        let kind = (frame.page_size, frame.column.width, frame.density);
        if self.guess.as_ref().is_none_or(|(known, _)| *known != kind) {
            let listing = &self.listing;
            let heights = listing.rows().iter().enumerate().map(|(place, row)| {
                let above = if listing.begins(place) { super::measure::HEADING } else { 0.0 };
                let span = row.answer.given;
                above + guess(span, frame.density, frame.page_size, frame.column.width)
            });
            self.guess = Some((kind, Guess::new(heights)));
        }
    }

    /// Goes to the first row below the next heading, or the one before.
    pub(super) fn go_to_heading(&mut self, forward: bool) -> Option<usize> {
        let (top, into) = self.scroll.top();
        let headings = self.listing.headings();
        let at = headings.iter().position(|one| top < one.first + one.rows)?;
        let begun = top > headings[at].first || into > 0.0;
        let to = match (forward, begun) {
            (true, _) => (at + 1).min(headings.len() - 1),
            (false, true) => at,
            (false, false) => at.saturating_sub(1),
        };
        self.go_to(to)
    }

    /// Goes to the first row below a heading; gives its place.
    fn go_to(&mut self, heading: usize) -> Option<usize> {
        let first = self.listing.headings().get(heading)?.first;
        // What stands above the row is the heading, which the line above the list shows.
        let into = if self.listing.begins(first) { super::measure::HEADING } else { 0.0 };
        self.scroll = Scroll::at(first, into);
        Some(first)
    }

    /// Draws the line above the list; gives the place of a row that was gone to.
    pub(super) fn strip(&mut self, ui: &mut Ui, rect: Rect, index: usize) -> Option<usize> {
        let theme = Theme::of(ui.ctx());
        let (top, _) = self.scroll.top();
        let heading = self.listing.heading(top)?.clone();
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.rule));
        let galley = title(ui.painter(), theme, &heading, rect.width() - 2.0 * space::PAGE);
        let wide = galley.size().x + 28.0;
        let button = Rect::from_min_size(
            rect.left_top() + vec2(space::INSIDE, (STRIP - space::ROW) / 2.0),
            vec2(wide + space::INSIDE, space::ROW),
        );
        let response = ui.interact(button, list_id(index).with("heading"), Sense::click());
        let spoken = format!("Heading {}", heading.names.join(", "));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        paint_button(ui, &response, button, theme);
        let at = pos2(rect.left() + space::GROUP, button.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.ink);
        let (_, arrow) = button.split_left_right_at_x(button.right() - 24.0);
        Icon::Unfolded.paint(ui.painter(), arrow, theme.quiet);
        let count =
            format!("{} of {} headings", self.place_of(&heading), self.listing.headings().len());
        ui.painter().text(
            pos2(rect.right() - space::GROUP, rect.center().y),
            Align2::RIGHT_CENTER,
            count,
            theme::interface(size::SMALL),
            theme.quiet,
        );
        let mut to = None;
        Popup::menu(&response.on_hover_text("Go to another heading ( [ and ] )")).show(|ui| {
            ui.set_width(320.0);
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            let headings = self.listing.headings();
            let height = SHOWN * space::ROW;
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
                ui,
                space::ROW,
                headings.len(),
                |ui, shown| {
                    for at in shown {
                        let one = &headings[at];
                        let name = format!("{}  ({})", one.names.join(" · "), grouped(one.rows));
                        let entry = ui.selectable_label(one.first == heading.first, &name);
                        if entry.on_hover_text(name).clicked() {
                            to = Some(at);
                        }
                    }
                },
            );
        });
        to.and_then(|to| self.go_to(to))
    }

    fn place_of(&self, heading: &Heading) -> usize {
        self.listing.headings().partition_point(|one| one.first < heading.first) + 1
    }

    /// Draws the scroll bar; `own` is the height of the top row.
    pub(super) fn bar(&mut self, ui: &Ui, area: Rect, own: f32, index: usize) {
        let Some((_, guess)) = &self.guess else { return };
        let theme = Theme::of(ui.ctx());
        if guess.total() <= area.height() {
            return;
        }
        let track = Rect::from_min_max(pos2(area.right() - BAR, area.top()), area.max);
        let height = (area.height() * area.height() / guess.total()).max(HANDLE);
        let room = track.height() - height;
        let id = list_id(index).with("bar");
        let response = ui.interact(track, id, Sense::CLICK | Sense::DRAG);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll"));
        if let Some(pointer) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            let share = (pointer.y - track.top() - height / 2.0) / room.max(1.0);
            self.scroll.go_to_share(share, guess, area.height());
            ui.ctx().request_repaint();
        }
        let share = self.scroll.share(guess, area.height(), own);
        let top = track.top() + share * room;
        let handle = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(BAR - 4.0, height));
        let ink = if response.hovered() || response.dragged() { theme.quiet } else { theme.rule };
        ui.painter().rect_filled(handle, 3, ink);
    }
}

/// Paints what is behind a button that has no edge: where the pointer is over it, and where it has the keyboard.
fn paint_button(ui: &Ui, response: &Response, rect: Rect, theme: &Theme) {
    if response.hovered() {
        ui.painter().rect_filled(rect, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(rect, space::CORNER, ring, egui::StrokeKind::Inside);
    }
}

/// The names of a heading on one line, the outer ones quiet, with how many quotes stand under it.
pub(super) fn title(painter: &Painter, theme: &Theme, heading: &Heading, most: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let quiet = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
    if let Some((last, outer)) = heading.names.split_last() {
        for name in outer {
            job.append(&format!("{name} · "), 0.0, quiet.clone());
        }
        let strong = TextFormat::simple(theme::interface_bold(size::BODY), theme.ink);
        job.append(last, 0.0, strong);
    }
    job.append(&grouped(heading.rows), space::INSIDE, quiet);
    job.wrap.max_width = most.max(40.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    painter.layout_job(job)
}
