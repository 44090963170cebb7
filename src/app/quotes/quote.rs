//! One quote in the list: its words whole in the reading face, below them one quiet line that says whose they are.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};

use crate::app::figures::grouped;
use crate::app::text_view::{Passage, passage};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, Colour, Span};
use crate::text::Text;

/// Height of a line of type, as a multiple of its size.
const LINE: f32 = 1.5;
/// Average width of a character, as a multiple of the type's size; only to guess heights with.
const CHARACTER: f32 = 0.48;
/// Height of a line of what stands below the words.
const NOTE: f32 = 22.0;
/// Quotes of more code points than this are folded until their context is asked for: laying out a whole interview
/// that somebody coded at once takes longer than a frame.
const LONG: u32 = 8_000;
/// Code points of a folded quote that are shown.
const FOLDED: u32 = 4_000;
/// Most code points of context that are shown on each side.
const CONTEXT: u32 = 1_500;

/// What is shown of one quote.
pub(super) struct Content<'a> {
    pub(super) span: Span,
    /// The text it is cut from; none while it is on its way.
    pub(super) text: Option<&'a Text>,
    /// Whether what stands around it is shown.
    pub(super) is_opened: bool,
    pub(super) label: String,
    pub(super) source: &'a str,
    pub(super) codes: Vec<Chip>,
    pub(super) coders: String,
    pub(super) comment: &'a str,
}

/// A code on a quote.
pub(super) struct Chip {
    pub(super) code: CodeId,
    pub(super) name: String,
    pub(super) colour: Colour,
    /// Whether it is one of those that were asked for.
    pub(super) is_asked: bool,
}

/// A quote that was measured. Places are relative to its upper left corner.
pub(super) struct Laid {
    words: Option<Words>,
    /// How many lines are guessed while the words are on their way.
    guessed: usize,
    comment: Option<(Pos2, Arc<Galley>)>,
    notes: Vec<(Pos2, Arc<Galley>)>,
    chips: Vec<(Rect, Arc<Galley>, Colour, bool, CodeId)>,
    pub(super) height: f32,
}

/// Room above and below a quote.
const MARGIN: f32 = space::SECTION;

/// The height of a quote, guessed from its length.
pub(super) fn guess(span: Span, page_size: f32, width: f32) -> f32 {
    let length = if span.len() > LONG { FOLDED } else { span.len() };
    let lines = (length as f32 * CHARACTER * page_size / width).ceil().max(1.0);
    2.0 * MARGIN + lines * page_size * LINE + space::TIGHT + NOTE
}

/// Measures a quote for lines of a width.
pub(super) fn lay(
    painter: &Painter,
    theme: &Theme,
    content: &Content<'_>,
    page_size: f32,
    width: f32,
) -> Laid {
    let line = (page_size * LINE).round();
    let mut y = MARGIN;
    let words = content.text.map(|text| Words::lay(painter, content, text, page_size, width));
    let mut guessed = 0;
    match &words {
        Some(words) => y += words.passage.height(),
        None => {
            let all = guess(content.span, page_size, width) - 2.0 * MARGIN - NOTE - space::TIGHT;
            guessed = (all / (page_size * LINE)).round() as usize;
            y += guessed as f32 * line;
        }
    }
    y += space::TIGHT;
    let mut notes = Notes::new(painter, theme, y, width);
    for text in [&*content.label, content.source] {
        notes.word(text);
    }
    for chip in &content.codes {
        notes.chip(chip);
    }
    notes.word(&content.coders);
    y = notes.y + NOTE;
    let Notes { words: note_words, chips, .. } = notes;
    let comment = (!content.comment.is_empty()).then(|| {
        let format = TextFormat {
            line_height: Some(NOTE - 2.0),
            ..TextFormat::simple(theme::interface(size::BODY), theme.ink)
        };
        let mut job = LayoutJob::single_section(content.comment.to_owned(), format);
        job.wrap.max_width = width - space::GROUP;
        let galley = painter.layout_job(job);
        let at = pos2(space::GROUP, y + space::TIGHT);
        y += galley.size().y + space::TIGHT;
        (at, galley)
    });
    Laid { words, guessed, comment, notes: note_words, chips, height: y + MARGIN }
}

/// The words of a quote as they are set.
struct Words {
    passage: Arc<Passage>,
    /// The bytes that are the quote's own; what stands around them is quiet.
    own: Range<usize>,
}

impl Words {
    /// Lays out the words with what stands around them, if that is asked for.
    fn lay(
        painter: &Painter,
        content: &Content<'_>,
        text: &Text,
        page_size: f32,
        width: f32,
    ) -> Self {
        let span = content.span;
        let (words, own) = if content.is_opened {
            let (before, after) = context(text, span, CONTEXT);
            let own = text.bytes(span);
            let all = Span { start: before.start, end: after.end };
            let start = text.byte(before.start);
            (Cow::Borrowed(text.slice(all)), own.start - start..own.end - start)
        } else if span.len() > LONG {
            let shown = text.slice(Span { start: span.start, end: span.start + FOLDED });
            let characters = grouped(span.len() as usize);
            let all = format!("{shown} … (Space shows all {characters} characters)");
            (Cow::Owned(all), 0..shown.len())
        } else {
            let words = text.slice(span);
            (Cow::Borrowed(words), 0..words.len())
        };
        let seams = [own.start, own.end];
        Self { passage: passage(painter.ctx(), &words, &seams, page_size, width), own }
    }
}

/// What stands before and after a quote: the rest of its own paragraphs, and the next ones that are not empty; at most so
/// many code points on each side.
pub fn context(text: &Text, span: Span, most: u32) -> (Span, Span) {
    let paragraphs = text.paragraphs();
    let is_filled = |&place: &usize| !paragraphs[place].span.is_empty();
    let first = text.paragraph_at(span.start);
    let first = (0..first).rev().find(is_filled).unwrap_or(first);
    let last = text.paragraph_at(span.end.saturating_sub(1).max(span.start));
    let last = (last + 1..paragraphs.len()).find(is_filled).unwrap_or(last);
    let mut start = paragraphs[first].span.start.max(span.start.saturating_sub(most));
    let mut end = paragraphs[last].span.end.min(span.end.saturating_add(most));
    // Long context is cut between words.
    if start > paragraphs[first].span.start {
        start = text.next_word_end(start);
    }
    if end < paragraphs[last].span.end {
        end = text.previous_word_start(end);
    }
    let before = text.snap(Span { start: start.min(span.start), end: span.start });
    let after = text.snap(Span { start: span.end, end: end.max(span.end) });
    // Widening to whole graphemes must not take words of the quote into its context.
    (
        Span { start: before.start, end: span.start },
        Span { start: span.end, end: after.end.max(span.end) },
    )
}

/// The quiet line below the words, broken into more where it is too long.
struct Notes<'a> {
    painter: &'a Painter,
    theme: &'a Theme,
    width: f32,
    x: f32,
    y: f32,
    words: Vec<(Pos2, Arc<Galley>)>,
    chips: Vec<(Rect, Arc<Galley>, Colour, bool, CodeId)>,
}

/// Room for the dot of a chip, with what stands around it.
const DOT: f32 = 18.0;

impl<'a> Notes<'a> {
    fn new(painter: &'a Painter, theme: &'a Theme, y: f32, width: f32) -> Self {
        Self { painter, theme, width, x: 0.0, y, words: Vec::new(), chips: Vec::new() }
    }

    fn galley(&self, text: &str, ink: Color32, most: f32) -> Arc<Galley> {
        let format = TextFormat::simple(theme::interface(size::BODY), ink);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = most;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        self.painter.layout_job(job)
    }

    /// Goes to the next line when there is no room for something of a width.
    fn make_room(&mut self, width: f32) {
        if self.x > 0.0 && self.x + width > self.width {
            self.x = 0.0;
            self.y += NOTE;
        }
    }

    fn word(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let galley = self.galley(text, self.theme.quiet, self.width);
        if !self.chips.is_empty() {
            self.x += space::INSIDE;
        }
        self.make_room(galley.size().x);
        if self.x > 0.0 && self.chips.is_empty() {
            let point = self.galley("·", self.theme.quiet, self.width);
            let at = pos2(self.x - space::INSIDE - point.size().x / 2.0, self.middle(&point));
            self.words.push((at, point));
        }
        let at = pos2(self.x, self.middle(&galley));
        self.x += galley.size().x + space::GROUP + space::TIGHT;
        self.words.push((at, galley));
    }

    fn chip(&mut self, chip: &Chip) {
        let ink = if chip.is_asked { self.theme.ink } else { self.theme.quiet };
        let galley = self.galley(&chip.name, ink, self.width - DOT - space::INSIDE);
        let width = DOT + galley.size().x + space::INSIDE;
        self.make_room(width);
        let rect = Rect::from_min_size(pos2(self.x, self.y + 1.0), vec2(width, NOTE - 2.0));
        self.x += width + space::TIGHT;
        self.chips.push((rect, galley, chip.colour, chip.is_asked, chip.code));
    }

    fn middle(&self, galley: &Galley) -> f32 {
        self.y + (NOTE - galley.size().y) / 2.0
    }
}

impl Laid {
    /// Draws the quote with its upper left corner at `at`.
    pub(super) fn paint(
        &self,
        painter: &Painter,
        theme: &Theme,
        at: Pos2,
        page_size: f32,
        width: f32,
    ) {
        let corner = at.to_vec2();
        match &self.words {
            Some(Words { passage, own }) => {
                passage.paint(painter, at + vec2(0.0, MARGIN), |byte| {
                    if own.contains(&byte) { theme.ink } else { theme.quiet }
                });
            }
            None => {
                // Grey bars where the words will stand a moment later.
                let line = (page_size * LINE).round();
                for row in 0..self.guessed {
                    let top = at.y + MARGIN + row as f32 * line + line * 0.3;
                    let share = if row + 1 == self.guessed { 0.6 } else { 1.0 };
                    let bar = Rect::from_min_size(pos2(at.x, top), vec2(width * share, line * 0.4));
                    painter.rect_filled(bar, space::CORNER / 2, theme.hover);
                }
            }
        }
        for (place, galley) in &self.notes {
            painter.galley(*place + corner, Arc::clone(galley), theme.quiet);
        }
        for (rect, galley, colour, is_asked, _) in &self.chips {
            let rect = rect.translate(corner);
            if *is_asked {
                painter.rect_filled(rect, rect.height() / 2.0, theme.code_tint(*colour));
            }
            let dot = pos2(rect.left() + DOT / 2.0 + 1.0, rect.center().y);
            painter.circle_filled(dot, 4.0, theme.code_stroke(*colour));
            let text = pos2(rect.left() + DOT, rect.center().y - galley.size().y / 2.0);
            painter.galley(text, Arc::clone(galley), theme.ink);
        }
        if let Some((place, galley)) = &self.comment {
            let at = *place + corner;
            let bar = Rect::from_min_size(at - vec2(space::GROUP, 0.0), vec2(2.0, galley.size().y));
            painter.rect_filled(bar, 1, theme.rule);
            painter.galley(at, Arc::clone(galley), theme.ink);
        }
    }

    /// The codes with where they stand on a quote drawn at `at`.
    pub(super) fn chips(&self, at: Pos2) -> impl Iterator<Item = (CodeId, Rect)> {
        let corner: Vec2 = at.to_vec2();
        self.chips.iter().map(move |(rect, _, _, _, code)| (*code, rect.translate(corner)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_the_paragraphs_around() {
        let text = Text::new("one\n\ntwo three four\n\n\nfive\nsix");
        let words = |(before, after): (Span, Span)| (text.slice(before), text.slice(after));
        let three = Span { start: 9, end: 14 };
        assert_eq!(words(context(&text, three, CONTEXT)), ("one\n\ntwo ", " four\n\n\nfive"));
        assert_eq!(words(context(&text, text.span(), CONTEXT)), ("", ""));
        let first = Span { start: 0, end: 3 };
        assert_eq!(words(context(&text, first, CONTEXT)), ("", "\n\ntwo three four"));
    }
}
