//! One card: how it looks, and what a screen reader says of it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Painter, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::geometry::{INSIDE, LINES, MOST_LINES, STRIP, WIDTH};
use super::{Card, Data, Kind, ZOOMS};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::CardId;
use crate::text::counted;

/// The words of a card as they are drawn.
pub(super) struct Words {
    title: Arc<Galley>,
    text: Arc<Galley>,
    note: Arc<Galley>,
    foot: Arc<Galley>,
}

impl Words {
    /// Whether some of them did not go in.
    pub(super) fn are_cut(&self) -> bool {
        self.title.elided || self.text.elided || self.note.elided
    }
}

/// The words of a card, laid out in a size of the sheet. Of a frame `width` is that of its strip. They hold for this frame alone:
/// egui keeps what it laid out itself, and knows when it drew its letters anew.
pub(super) fn words(ui: &Ui, card: &Card, step: usize, width: f32) -> Words {
    let zoom = ZOOMS[step];
    let lay = |words: &str, font: FontId, line: f32, rows: usize| {
        let mut format = TextFormat::simple(font, Color32::PLACEHOLDER);
        format.line_height = Some(line * zoom);
        let mut job = LayoutJob::single_section(words.to_owned(), format);
        job.wrap.max_width = (width - 2.0 * INSIDE) * zoom;
        job.wrap.max_rows = rows.max(1);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let [titles, texts, notes] = card.lines();
    let (titles, titled) = match card.kind {
        Kind::Theme => (1, size::LEAD),
        _ => (titles, size::BODY),
    };
    let face = if card.kind == Kind::Quote { theme::reading } else { theme::interface };
    Words {
        title: lay(&card.title, theme::interface_bold(titled * zoom), LINES[0], titles),
        text: lay(&card.text, face(size::BODY * zoom), LINES[1], texts.min(MOST_LINES[1])),
        note: lay(&card.note, theme::interface(size::BODY * zoom), LINES[2], notes),
        foot: lay(&card.foot, theme::interface(size::SMALL * zoom), LINES[3], 1),
    }
}

/// How a card stands to the choice.
pub(super) struct Look {
    pub(super) is_chosen: bool,
    pub(super) has_ring: bool,
    /// Whether what is being moved would lie in it.
    pub(super) is_target: bool,
    pub(super) is_hovered: bool,
    pub(super) zoom: f32,
}

/// Draws a card or a frame into its place on the screen.
pub(super) fn paint(ui: &Ui, card: &Card, rect: Rect, words: &Words, look: &Look) {
    let theme = Theme::of(ui.ctx());
    let painter = ui.painter();
    let corner = f32::from(space::CORNER) * look.zoom.min(1.0);
    let edge = match () {
        () if look.is_target || look.is_chosen => Stroke::new(2.0, theme.accent),
        () if look.is_hovered => Stroke::new(1.0, theme.quiet),
        () => Stroke::new(1.0, theme.rule),
    };
    let fill = match card.kind {
        Kind::Theme if look.is_target => theme.accent_soft,
        Kind::Theme => theme.hover,
        _ if look.is_chosen => theme.accent_soft,
        _ => theme.page,
    };
    painter.rect(rect, corner, fill, edge, StrokeKind::Inside);
    if let Some(colour) = card.colour {
        let stripe = Rect::from_min_size(rect.min, vec2(4.0 * look.zoom.max(0.5), rect.height()));
        painter.rect_filled(stripe.shrink2(vec2(0.0, corner)), 1.0, theme.code_stroke(colour));
    }
    if look.has_ring {
        let ring = Stroke::new(2.0, theme.focus);
        painter.rect_stroke(rect.expand(2.0), corner + 2.0, ring, StrokeKind::Outside);
    }
    set(painter, card, rect, words, look.zoom, theme);
}

fn set(painter: &Painter, card: &Card, rect: Rect, words: &Words, zoom: f32, theme: &Theme) {
    let left = rect.left() + INSIDE * zoom;
    if card.kind == Kind::Theme {
        let top = rect.top() + (STRIP * zoom - words.title.size().y) / 2.0;
        painter.galley(pos2(left, top), Arc::clone(&words.title), theme.ink);
        return;
    }
    let [text, note, foot, _] = card.heights();
    let at = |down: f32| pos2(left, rect.top() + down * zoom);
    painter.galley(at(INSIDE), Arc::clone(&words.title), theme.ink);
    if !card.text.is_empty() {
        let ink = if card.kind == Kind::Memo { theme.aside } else { theme.ink };
        painter.galley(at(text), Arc::clone(&words.text), ink);
    }
    if !card.note.is_empty() {
        painter.galley(at(note), Arc::clone(&words.note), theme.accent);
    }
    if !card.foot.is_empty() {
        painter.galley(at(foot), Arc::clone(&words.foot), theme.quiet);
    }
}

/// What a card is called: what it shows, the theme it lies in, and its note.
pub(super) fn spoken(data: &Data, card: &Card, theme: Option<CardId>) -> String {
    let called = called(card);
    if card.kind == Kind::Theme {
        let inside = data.cards.iter().filter(|other| other.theme == Some(card.key)).count();
        return format!("Theme {called}, {}", counted(inside, "card", "cards"));
    }
    let theme = theme.and_then(|key| data.cards.iter().find(|other| other.key == key));
    let place = theme.map_or_else(String::new, |theme| format!(", in theme {}", theme.title));
    let note = if card.note.is_empty() { "" } else { ", note: " };
    format!("{called}{place}{note}{}", card.note)
}

/// The title of a card; without one its first words.
fn called(card: &Card) -> String {
    const LONGEST: usize = 80;
    if !card.title.is_empty() {
        return card.title.clone();
    }
    match card.text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", card.text[..end].trim_end()),
        None => format!("“{}”", card.text),
    }
}

/// All words of a card, for the pointer.
pub(super) fn whole(card: &Card) -> String {
    let parts = [&card.title, &card.text, &card.note, &card.foot]
        .into_iter()
        .filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// The room of words on the sheet: as wide as a card, or as a frame.
pub(super) fn width(card: &Card, rect: Rect) -> f32 {
    if card.kind == Kind::Theme { rect.width() } else { WIDTH }
}
