//! The page: one widget that shows a source of any length with its codings, and lets people select in it.
//!
//! Plain data in ([`Mark`]s, turns, markup, hits), events out ([`PageEvents`]); it knows nothing of projects. All
//! positions are code points of the source's text.
//!
//! [`passage()`] sets a short text elsewhere in the window the same way.

mod blocks;
mod columns;
mod faces;
mod flow;
mod keys;
mod map;
mod margin;
mod marks;
mod motion;
mod page;
mod passage;
mod pointer;
mod replace;
mod runs;
mod selection;
mod setting;
mod shaping;
mod styles;

use std::sync::Arc;

use egui::{Pos2, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

pub use marks::Mark;
pub use passage::{Passage, passage, styled, with_bold};
pub use runs::direction;
pub use selection::Unit;
pub use shaping::warm_up;

use crate::app::theme::{Theme, interface_bold, size};
use crate::domain::{CodingId, Markup, QuotationId, Span, Turn};
use crate::text::Text;
use columns::{Columns, Wanted};
use flow::{Flow, Placed};
use marks::Marks;
use pointer::{Grip, Presses};
use selection::Selected;
use setting::Setting;

/// How a page is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PageOptions {
    /// Type size in points, 9 to 32.
    pub size: f32,
    /// Whether stripes and names stand beside the words.
    pub show_margin: bool,
    /// What a screen reader calls the page: the source's name.
    pub label: String,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { size: size::PAGE, show_margin: true, label: "Page".into() }
    }
}

/// A place to come back to: it holds at any width and type size.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// A code point of the line at the top of the view.
    pub at: u32,
    /// How far that line's top stands above the top of the view, in points; negative at the head of the text.
    pub offset: f32,
}

/// A press of the other button.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Secondary {
    /// Where on the screen.
    pub pos: Pos2,
    /// The stripe or name it was on; none on the words.
    pub mark: Option<(CodingId, QuotationId)>,
}

/// What happened on the page in this frame.
#[derive(Debug)]
pub struct PageEvents {
    /// Of the page as a whole.
    pub response: Response,
    /// Whether another span is selected than before.
    pub selection_changed: bool,
    /// A stripe or its name was clicked.
    pub clicked: Option<(CodingId, QuotationId)>,
    /// A stripe or its name was double-clicked.
    pub double_clicked: Option<(CodingId, QuotationId)>,
    /// The words were pressed once at this code point.
    pub clicked_text: Option<u32>,
    /// The selected words were dragged out of the page and let go at this point of the screen.
    pub dropped: Option<egui::Pos2>,
    /// The other button: time for a menu.
    pub secondary: Option<Secondary>,
    /// An end of a quotation was dragged: the span it should have. Shown so until [`TextView::set_marks`].
    pub moved_end: Option<(QuotationId, Span)>,
}

/// What the last frame showed.
struct Seen {
    rect: Rect,
    columns: Columns,
    placed: Vec<Placed>,
    selection: Option<Rect>,
}

#[derive(Debug, Clone, Copy)]
enum Pending {
    Reveal(Span),
    Position(Position),
}

/// A source on the screen: its layout, where the view stands, what is selected.
pub struct TextView {
    text: Text,
    turns: Arc<[Turn]>,
    marks: Marks,
    hits: Vec<Span>,
    current_hit: Option<usize>,
    flow: Flow,
    selected: Selected,
    grip: Grip,
    presses: Presses,
    pending: Option<Pending>,
    seen: Option<Seen>,
    hovered: Option<QuotationId>,
    speakers: Option<(f32, f32)>,
    map: map::Map,
}

impl TextView {
    /// A view of a text from its start. Lays nothing out yet. Of the markup it shows type styles, headings, the
    /// researcher's remarks and where pages begin; spans may lie in any order.
    pub fn new(text: Text, turns: Arc<[Turn]>, markup: &[Markup]) -> Self {
        let flow = Flow::new(text.clone(), &turns, markup);
        Self {
            text,
            turns,
            marks: Marks::default(),
            hits: Vec::new(),
            current_hit: None,
            flow,
            selected: Selected::default(),
            grip: Grip::None,
            presses: Presses::default(),
            pending: None,
            seen: None,
            hovered: None,
            speakers: None,
            map: map::Map::default(),
        }
    }

    /// The text it shows.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Who speaks where, as it is shown.
    pub fn turns(&self) -> &Arc<[Turn]> {
        &self.turns
    }

    /// Shows these codings instead of those before. Nothing else on the page moves.
    pub fn set_marks(&mut self, marks: Vec<Mark>) {
        self.marks = Marks::new(&self.text, marks);
        self.map.forget();
        if matches!(self.grip, Grip::Moved { .. }) {
            self.grip = Grip::None;
        }
    }

    /// Shows these places, sorted by start, as found; `current` is the place in `hits` of the one that is looked at.
    pub fn set_hits(&mut self, hits: Vec<Span>, current: Option<usize>) {
        self.hits = hits;
        self.current_hit = current;
    }

    /// The selected span, if it holds anything.
    pub fn selection(&self) -> Option<Span> {
        Some(self.selected.span()).filter(|span| !span.is_empty())
    }

    /// Where the caret stands.
    pub fn caret(&self) -> u32 {
        self.selected.head
    }

    /// Selects a span, widened to whole graphemes. Does not scroll.
    pub fn select(&mut self, span: Span) {
        self.selected.set(self.text.snap(span));
    }

    /// Selects nothing; the caret stays.
    pub fn clear_selection(&mut self) {
        let head = self.selected.head;
        self.selected.set(Span { start: head, end: head });
    }

    /// Scrolls so that a span starts a third of the view from the top.
    pub fn reveal(&mut self, span: Span) {
        self.pending = Some(Pending::Reveal(span));
    }

    /// Where the view stands.
    pub fn position(&mut self) -> Position {
        if let Some(Pending::Position(position)) = self.pending {
            return position;
        }
        if self.seen.is_none() {
            return Position::default();
        }
        let (byte, offset) = self.flow.top();
        Position { at: self.text.code_point(byte), offset }
    }

    /// Brings the view to where it stood.
    pub fn set_position(&mut self, position: Position) {
        self.pending = Some(Pending::Position(position));
    }

    /// The part of the screen that the selected words in view cover, for a palette to stand beside.
    pub fn selection_rect(&self) -> Option<Rect> {
        self.seen.as_ref()?.selection
    }

    /// Where on the screen a code point starts, if its line is in view: a rectangle without width, as high as the line.
    pub fn point(&self, at: u32) -> Option<Rect> {
        let seen = self.seen.as_ref()?;
        let caret = shaping::Caret { byte: self.text.byte(at), after: false };
        let (x, top, bottom) = self.point_of(seen, caret)?;
        Some(Rect::from_min_max(egui::pos2(x, top), egui::pos2(x, bottom)))
    }

    /// The marks at a code point, longest first where they start together.
    pub fn marks_at(&self, at: u32) -> impl Iterator<Item = &Mark> {
        self.marks.touching(Span { start: at, end: at + 1 }).map(|(_, mark)| mark)
    }

    /// Widens the selection to whole units.
    pub fn extend_to(&mut self, unit: Unit) {
        let span = selection::widened(&self.text, &self.turns, unit, self.selected.span());
        self.selected.set(self.text.snap(span));
        self.show_caret();
    }

    /// Widens the selection to whole sentences.
    pub fn extend_to_sentence(&mut self) {
        self.extend_to(Unit::Sentence);
    }

    /// Selects the paragraph at the caret.
    pub fn select_paragraph(&mut self) {
        self.extend_to(Unit::Paragraph);
    }

    /// Selects the turn at the caret, with its marker.
    pub fn select_turn(&mut self) {
        self.extend_to(Unit::Turn);
    }

    /// Selects the next larger unit around the selection: word, sentence, paragraph, turn, all.
    pub fn expand_selection(&mut self) {
        let span = self.selected.span();
        let mut smaller = std::mem::take(&mut self.selected.smaller);
        smaller.push(span);
        self.selected.set(selection::expanded(&self.text, &self.turns, span));
        self.selected.smaller = smaller;
    }

    /// Takes back the last [`Self::expand_selection`].
    pub fn shrink_selection(&mut self) {
        let mut smaller = std::mem::take(&mut self.selected.smaller);
        if let Some(span) = smaller.pop() {
            self.selected.set(span);
            self.selected.smaller = smaller;
        }
    }

    /// Goes to the start of the next coded passage, selects it and says which it is.
    pub fn next_coded(&mut self) -> Option<(CodingId, QuotationId)> {
        let at = self.selected.span().start;
        let bare = self.selected.span().is_empty();
        let here = if bare && at == 0 {
            self.marks.all().first().filter(|m| m.span.start == 0)
        } else {
            None
        };
        let found = here.or(self.marks.after(at))?;
        let (ids, span) = ((found.coding, found.quotation), found.span);
        self.show_passage(span);
        Some(ids)
    }

    /// Goes to the start of the coded passage before.
    pub fn previous_coded(&mut self) -> Option<(CodingId, QuotationId)> {
        let found = self.marks.before(self.selected.span().start)?;
        let (ids, span) = ((found.coding, found.quotation), found.span);
        self.show_passage(span);
        Some(ids)
    }

    /// Selects a passage and scrolls only if its start is not well in view.
    fn show_passage(&mut self, span: Span) {
        self.selected.set(span);
        let byte = self.text.byte(span.start);
        let in_view = self.seen.as_ref().is_some_and(|seen| {
            seen.placed.iter().any(|placed| {
                let bytes = placed.laid.bytes();
                let middle = placed.top > 0.0 && placed.top < self.flow.view_height() * 0.6;
                middle && bytes.start <= byte && byte < bytes.end
            })
        });
        if !in_view {
            self.reveal(span);
        }
    }

    /// A paragraph without the marker of a turn before it.
    fn paragraph_span(&self, index: usize) -> Span {
        let start = self.text.paragraphs()[index].span;
        let at = self.turns.partition_point(|turn| turn.span.start < start.start);
        match self.turns.get(at) {
            Some(turn) if turn.span.start == start.start => {
                Span { start: (start.start + turn.marker).min(start.end), end: start.end }
            }
            _ => start,
        }
    }

    /// Shows the page in all the room there is. `selected` is the quotation shown as chosen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        options: &PageOptions,
        selected: Option<QuotationId>,
    ) -> PageEvents {
        let rect = ui.available_rect_before_wrap();
        let id = ui.make_persistent_id("page");
        ui.advance_cursor_after_rect(rect);
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &options.label));
        let theme = Theme::of(ui.ctx());
        let mut page =
            ui.new_child(UiBuilder::new().max_rect(rect).id_salt("page").accessibility_parent(id));
        page.shrink_clip_rect(rect);
        page.painter().rect_filled(rect, 0, theme.page);

        let mut events = PageEvents {
            response,
            selection_changed: false,
            clicked: None,
            double_clicked: None,
            clicked_text: None,
            dropped: None,
            secondary: None,
            moved_end: None,
        };
        let columns = self.columns(&page, rect, options);
        let size = options.size.clamp(size::PAGE_MIN, size::PAGE_MAX);
        let setting = Setting::new(size, columns.text.span(), columns.speakers.is_some());
        self.flow.begin(setting, rect.height());
        self.go_where_asked();
        if page.rect_contains_pointer(rect) {
            let by = page.input(|i| i.smooth_scroll_delta.y);
            if by != 0.0 {
                self.flow.scroll(-by);
                page.input_mut(|i| i.smooth_scroll_delta.y = 0.0);
            }
        }
        self.seen = Some(Seen { rect, columns, placed: self.flow.visible(), selection: None });
        if events.response.has_focus() {
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..Default::default()
            };
            page.memory_mut(|m| m.set_focus_lock_filter(id, filter));
            self.keyboard(&page, &mut events);
        }
        let response = events.response.clone();
        self.refresh_placed();
        if let Some(pos) = response.hover_pos()
            && columns.text.contains(pos.x)
        {
            page.ctx().set_cursor_icon(egui::CursorIcon::Text);
        }
        self.pointer(&page, &response, &mut events);
        self.map_input(&mut page);
        self.refresh_placed();
        self.paint_page(&page, theme, selected, response.has_focus());
        self.margin(&mut page, theme, selected, &mut events);
        self.paint_map(&page, theme);
        self.flow.end();
        events
    }

    fn go_where_asked(&mut self) {
        match self.pending.take() {
            Some(Pending::Reveal(span)) => {
                let byte = self.text.byte(span.start);
                self.flow.show_at(byte, (self.flow.view_height() / 3.0).round());
            }
            Some(Pending::Position(position)) => {
                let byte = self.text.byte(position.at);
                self.flow.show_at(byte, -position.offset);
            }
            None => {}
        }
    }

    fn refresh_placed(&mut self) {
        let placed = self.flow.visible();
        if let Some(seen) = &mut self.seen {
            seen.placed = placed;
        }
    }

    fn columns(&mut self, ui: &Ui, rect: Rect, options: &PageOptions) -> Columns {
        let size = options.size;
        let speakers = match self.speakers {
            Some((for_size, width)) if for_size == size => width,
            _ => {
                let width = self.widest_speaker(ui, size);
                self.speakers = Some((size, width));
                width
            }
        };
        let last =
            if self.turns.is_empty() { self.text.paragraphs().len() } else { self.turns.len() };
        let digits = last.max(10).ilog10() + 1;
        let numbers = 0.66 * digits as f32;
        // Points and blanks are narrow.
        let pages = 0.58 * self.flow.styles().page_characters as f32;
        let wanted = Wanted {
            size,
            numbers: page::number_size(size) * numbers.max(pages),
            speakers,
            margin: options.show_margin,
            lanes: self.marks.lane_count(),
        };
        Columns::new(rect, wanted)
    }

    /// Width of the widest speaker's name, up to what the column allows.
    fn widest_speaker(&self, ui: &Ui, size: f32) -> f32 {
        let mut names: Vec<&str> = Vec::new();
        for speaker in self.turns.iter().filter_map(|turn| turn.speaker.as_deref()) {
            if names.len() < 64 && !names.contains(&speaker) {
                names.push(speaker);
            }
        }
        let font = interface_bold(page::speaker_size(size));
        let width = |name: &&str| {
            ui.painter()
                .layout_no_wrap((*name).to_owned(), font.clone(), egui::Color32::PLACEHOLDER)
                .size()
                .x
        };
        names.iter().map(width).fold(0.0, f32::max).min(size * 7.0)
    }
}
