//! One quote in the list: its words whole in the reading face, below them one quiet line that says whose they are.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};

use crate::app::figures::grouped;
use crate::app::icons::Icon;
use crate::app::text_view::{Passage, passage};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, Colour, Span};
use crate::text::Text;

/// Height of a line of type, as a multiple of its size.
const LINE: f32 = 1.5;
/// Average width of a character, as a multiple of the type's size; only to guess heights with.
const CHARACTER: f32 = 0.48;
/// Width of a character where a line must not be too short for its words.
const WIDE_CHARACTER: f32 = 0.54;
/// Height of a line of what stands below the words.
const NOTE: f32 = 22.0;
/// Quotes of more code points than this are folded until their context is asked for: laying out a whole interview
/// that somebody coded at once takes longer than a frame.
const LONG: u32 = 8_000;
/// Code points of a folded quote that are shown.
const FOLDED: u32 = 4_000;
/// Most code points of context that are shown on each side.
const CONTEXT: u32 = 1_500;
/// Code points of context that there are about; only to guess heights with.
const AROUND: u32 = 300;

/// How much is shown of each quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Density {
    /// Its beginning, on one line, with whose it is.
    Compact,
    /// All its words, with its codes and comments.
    #[default]
    Whole,
    /// The same, with what stands around it.
    Full,
}

impl Density {
    /// All of them, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Whole, Self::Full];

    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Compact => "One line each",
            Self::Whole => "Whole quotes",
            Self::Full => "With context",
        }
    }

    /// The room above and below a quote.
    const fn margin(self) -> f32 {
        match self {
            Self::Compact => space::TIGHT,
            Self::Whole | Self::Full => space::SECTION,
        }
    }
}

/// A comment on a quote.
pub(super) struct Note<'a> {
    /// Whose it is, and on what; empty for a comment on the quotation.
    pub(super) of: String,
    pub(super) text: &'a str,
}

/// What is shown of one quote.
pub(super) struct Content<'a> {
    pub(super) span: Span,
    /// The text it is cut from; none while it is on its way.
    pub(super) text: Option<&'a Text>,
    pub(super) density: Density,
    /// Whether it is shown in full, whatever the density.
    pub(super) is_opened: bool,
    /// Where its source answers what is asked of words, in order.
    pub(super) hits: &'a [Span],
    pub(super) label: String,
    pub(super) source: &'a str,
    pub(super) codes: Vec<Chip>,
    pub(super) coders: String,
    pub(super) flags: Vec<&'a str>,
    pub(super) comments: Vec<Note<'a>>,
}

impl Content<'_> {
    /// How much of it is shown.
    fn density(&self) -> Density {
        if self.is_opened { Density::Full } else { self.density }
    }
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
    margin: f32,
    comment: Option<(Pos2, Arc<Galley>)>,
    notes: Vec<(Pos2, Arc<Galley>)>,
    flags: Vec<Rect>,
    chips: Vec<(Rect, Arc<Galley>, Colour, bool, CodeId)>,
    pub(super) height: f32,
}

/// The height of a quote, guessed from its length.
pub(super) fn guess(span: Span, density: Density, page_size: f32, width: f32) -> f32 {
    let length = match density {
        Density::Compact => 1,
        _ if span.len() > LONG => FOLDED,
        Density::Whole => span.len(),
        // As much again stands around it, or a paragraph on each side.
        Density::Full => span.len() + span.len().clamp(AROUND, CONTEXT),
    };
    let lines = (length as f32 * CHARACTER * page_size / width).ceil().max(1.0);
    2.0 * density.margin() + lines * page_size * LINE + between(density) + NOTE
}

/// The room between the words and what stands below them.
const fn between(density: Density) -> f32 {
    match density {
        Density::Compact => 0.0,
        Density::Whole | Density::Full => space::TIGHT,
    }
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
    let density = content.density();
    let margin = density.margin();
    let mut y = margin;
    let words = content.text.map(|text| Words::lay(painter, content, text, page_size, width));
    let mut guessed = 0;
    match &words {
        Some(words) => y += words.passage.height(),
        None => {
            let around = 2.0 * margin + NOTE + between(density);
            let all = guess(content.span, density, page_size, width) - around;
            guessed = (all / (page_size * LINE)).round() as usize;
            y += guessed as f32 * line;
        }
    }
    y += between(density);
    let is_one_line = density == Density::Compact;
    let mut notes = Notes::new(painter, theme, y, width, is_one_line);
    for flag in &content.flags {
        notes.flag(flag);
    }
    for text in [&*content.label, content.source] {
        notes.word(text);
    }
    for chip in &content.codes {
        notes.chip(chip);
    }
    notes.word(&content.coders);
    y = notes.y + NOTE;
    let Notes { words: note_words, flags, chips, .. } = notes;
    let shows_comments = density != Density::Compact && !content.comments.is_empty();
    let comment = shows_comments.then(|| {
        let galley = painter.layout_job(comments(&content.comments, theme, width));
        let at = pos2(space::GROUP, y + space::TIGHT);
        y += galley.size().y + space::TIGHT;
        (at, galley)
    });
    Laid { words, guessed, margin, comment, notes: note_words, flags, chips, height: y + margin }
}

/// The comments, each on lines of its own.
fn comments(all: &[Note<'_>], theme: &Theme, width: f32) -> LayoutJob {
    let format = |ink| TextFormat {
        line_height: Some(NOTE - 2.0),
        ..TextFormat::simple(theme::interface(size::BODY), ink)
    };
    let mut job = LayoutJob::default();
    for (at, note) in all.iter().enumerate() {
        let break_before = if at > 0 { "\n" } else { "" };
        let of = match note.of.is_empty() {
            true => break_before.to_owned(),
            false => format!("{break_before}{}: ", note.of),
        };
        job.append(&of, 0.0, format(theme.quiet));
        job.append(note.text, 0.0, format(theme.ink));
    }
    job.wrap.max_width = width - space::GROUP;
    job
}

/// The words of a quote as they are set.
struct Words {
    passage: Arc<Passage>,
    /// The bytes that are the quote's own; what stands around them is quiet.
    own: Range<usize>,
    /// The bytes that answer what is asked of words.
    hits: Vec<Range<usize>>,
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
        // What is shown of the source, the same bytes as they are set, and what is put behind them.
        let (shown, own, words, behind) = match content.density() {
            Density::Full => {
                let (before, after) = context(text, span, CONTEXT);
                let all = Span { start: before.start, end: after.end };
                (all, text.bytes(span), Cow::Borrowed(text.slice(all)), String::new())
            }
            Density::Compact => {
                let most = (width / (page_size * WIDE_CHARACTER)) as u32;
                let shown = excerpt(text, span, content.hits, most);
                let words = text.slice(shown).replace(['\n', '\t'], " ");
                (shown, text.bytes(shown), Cow::Owned(words), String::new())
            }
            Density::Whole if span.len() > LONG => {
                let shown = Span { start: span.start, end: span.start + FOLDED };
                let characters = grouped(span.len() as usize);
                let behind = format!(" … (Space shows all {characters} characters)");
                (shown, text.bytes(shown), Cow::Borrowed(text.slice(shown)), behind)
            }
            Density::Whole => {
                (span, text.bytes(span), Cow::Borrowed(text.slice(span)), String::new())
            }
        };
        let is_cut = content.density() == Density::Compact;
        let before = if is_cut && shown.start > span.start { "… " } else { "" };
        let behind = if is_cut && shown.end < span.end { " …" } else { behind.as_str() };
        let words = match before.is_empty() && behind.is_empty() {
            true => words,
            false => Cow::Owned([before, &words, behind].concat()),
        };
        let start = text.byte(shown.start);
        let place = |byte: usize| byte - start + before.len();
        let own = place(own.start)..place(own.end);
        let first = content.hits.partition_point(|hit| hit.end <= shown.start);
        let near = content.hits[first..].iter().take_while(|hit| hit.start < shown.end);
        let hits = near.filter_map(|hit| hit.intersection(shown)).map(|hit| {
            let bytes = text.bytes(hit);
            place(bytes.start)..place(bytes.end)
        });
        let seams = [own.start, own.end];
        let passage = passage(painter.ctx(), &words, &seams, page_size, width);
        Self { passage, own, hits: hits.collect() }
    }
}

/// A part of a quote of no more than about so many code points, cut between words: its beginning, or what stands around
/// the first hit where that lies further on.
fn excerpt(text: &Text, span: Span, hits: &[Span], most: u32) -> Span {
    if span.len() <= most {
        return span;
    }
    let first = hits[hits.partition_point(|hit| hit.start < span.start)..].first();
    let first = first.filter(|hit| hit.end <= span.end && hit.end > span.start + most);
    // A third of the line stands before the hit.
    let start = first
        .map_or(span.start, |hit| text.previous_word_start(hit.start - most / 3).max(span.start));
    let cut = (start + most).min(span.end);
    let word = text.previous_word_start(cut);
    let end = if cut < span.end && word > start { word } else { cut };
    let end = first.map_or(end, |hit| end.max(hit.end));
    let shown = text.snap(Span { start, end });
    Span { start: shown.start.max(span.start), end: shown.end.min(span.end) }
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
    /// Whether what does not fit into the first line is left out.
    is_one_line: bool,
    x: f32,
    y: f32,
    words: Vec<(Pos2, Arc<Galley>)>,
    flags: Vec<Rect>,
    chips: Vec<(Rect, Arc<Galley>, Colour, bool, CodeId)>,
}

/// Room for the dot of a chip, with what stands around it.
const DOT: f32 = 18.0;

impl<'a> Notes<'a> {
    fn new(painter: &'a Painter, theme: &'a Theme, y: f32, width: f32, is_one_line: bool) -> Self {
        let (words, flags, chips) = (Vec::new(), Vec::new(), Vec::new());
        Self { painter, theme, width, is_one_line, x: 0.0, y, words, flags, chips }
    }

    fn galley(&self, text: &str, ink: Color32, most: f32) -> Arc<Galley> {
        let format = TextFormat::simple(theme::interface(size::BODY), ink);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = most;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        self.painter.layout_job(job)
    }

    /// Goes to the next line when there is no room for something of a width; whether it is to be shown.
    fn make_room(&mut self, width: f32) -> bool {
        let fits = self.x == 0.0 || self.x + width <= self.width;
        if self.is_one_line {
            // Nothing that is narrower slips in behind what was left out.
            self.x = if fits { self.x } else { f32::INFINITY };
            return fits;
        }
        if !fits {
            self.x = 0.0;
            self.y += NOTE;
        }
        true
    }

    fn word(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let galley = self.galley(text, self.theme.quiet, self.width);
        if !self.chips.is_empty() {
            self.x += space::INSIDE;
        }
        if !self.make_room(galley.size().x) {
            return;
        }
        if self.x > 0.0 && self.chips.is_empty() {
            let point = self.galley("·", self.theme.quiet, self.width);
            let at = pos2(self.x - space::INSIDE - point.size().x / 2.0, self.middle(&point));
            self.words.push((at, point));
        }
        let at = pos2(self.x, self.middle(&galley));
        self.x += galley.size().x + space::GROUP + space::TIGHT;
        self.words.push((at, galley));
    }

    /// Something that the quote was picked out as, with a little flag before it.
    fn flag(&mut self, name: &str) {
        let galley = self.galley(name, self.theme.accent, self.width - DOT);
        let width = DOT + galley.size().x + space::GROUP + space::TIGHT;
        if !self.make_room(width) {
            return;
        }
        let rect = Rect::from_min_size(pos2(self.x, self.y), vec2(DOT, NOTE));
        self.flags.push(rect);
        self.words.push((pos2(self.x + DOT, self.middle(&galley)), galley));
        self.x += width;
    }

    fn chip(&mut self, chip: &Chip) {
        let ink = if chip.is_asked { self.theme.ink } else { self.theme.quiet };
        let galley = self.galley(&chip.name, ink, self.width - DOT - space::INSIDE);
        let width = DOT + galley.size().x + space::INSIDE;
        if !self.make_room(width) {
            return;
        }
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
            Some(Words { passage, own, hits }) => {
                let at = at + vec2(0.0, self.margin);
                for hit in hits {
                    passage.paint_hit(painter, theme, at, hit.clone());
                }
                passage.paint(painter, at, |byte| {
                    if own.contains(&byte) { theme.ink } else { theme.quiet }
                });
            }
            None => {
                // Grey bars where the words will stand a moment later.
                let line = (page_size * LINE).round();
                for row in 0..self.guessed {
                    let top = at.y + self.margin + row as f32 * line + line * 0.3;
                    let share = if row + 1 == self.guessed { 0.6 } else { 1.0 };
                    let bar = Rect::from_min_size(pos2(at.x, top), vec2(width * share, line * 0.4));
                    painter.rect_filled(bar, space::CORNER / 2, theme.hover);
                }
            }
        }
        for (place, galley) in &self.notes {
            painter.galley(*place + corner, Arc::clone(galley), theme.quiet);
        }
        for flag in &self.flags {
            Icon::Flag.paint(painter, flag.translate(corner), theme.accent);
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
    fn one_line_shows_the_beginning_or_the_first_hit() {
        let text = Text::new("one two three four five six seven eight nine ten");
        let span = text.span();
        let shown = |hits: &[Span], most| text.slice(excerpt(&text, span, hits, most)).to_owned();
        assert_eq!(shown(&[], 15), "one two three ");
        assert_eq!(shown(&[Span { start: 4, end: 7 }], 15), "one two three ");
        assert_eq!(shown(&[Span { start: 28, end: 33 }], 15), "five six seven");
        assert_eq!(shown(&[], 100), text.as_str());
        let word = Text::new("averylongwordwithoutend");
        assert_eq!(word.slice(excerpt(&word, word.span(), &[], 5)), "avery");
    }

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
