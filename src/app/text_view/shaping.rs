//! Shapes blocks with parley and answers where their characters stand.
//!
//! parley shapes, orders (bidi) and breaks lines; the runs it gives are later painted with the same font bytes.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use parley::fontique::Blob;
use parley::{
    Affinity, Alignment, AlignmentOptions, Cursor, FontContext, FontFamily, FontFamilyName,
    GenericFamily, GlyphRun, Layout, LayoutContext, LineHeight, PositionedLayoutItem, Selection,
    StyleProperty,
};
use unicode_segmentation::UnicodeSegmentation;

use super::faces::Face;
use crate::app::theme::LITERATA_REGULAR;

/// How a page is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Type size in points.
    pub size: f32,
    /// Width of a line in points.
    pub width: f32,
    /// Whether the markers of turns are left out because their speakers stand in a column of their own.
    pub hides_markers: bool,
}

impl Setting {
    /// Height of a line, in whole points so that all lines stand equally sharp.
    pub fn line_height(&self) -> f32 {
        (self.size * 1.5).round()
    }
}

/// A stretch of glyphs in one font and one direction, ready to be painted.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// What is painted.
    pub text: String,
    /// With which font.
    pub face: Face,
    /// Left end, from the left of the block.
    pub x: f32,
    /// Baseline, from the top of the block.
    pub baseline: f32,
    /// Whether it belongs to a turn's marker.
    pub is_marker: bool,
}

/// A block with the place of all its characters. Bytes are those of the whole text.
pub(super) struct Laid {
    layout: Layout<()>,
    /// Bytes put before the block's own to give a piece its paragraph's direction.
    lead: usize,
    bytes: Range<usize>,
    line_height: f32,
    /// What to paint.
    pub runs: Vec<Run>,
    /// Number of lines, at least one.
    pub lines: usize,
}

/// A place in a block between two characters; at the end of a line or a change of direction a byte has two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caret {
    /// The byte after it.
    pub byte: usize,
    /// Whether it belongs to the character before.
    pub after: bool,
}

struct Shaper {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    reading: String,
}

/// Where signs are looked for that the reading face lacks.
const SIGNS: [GenericFamily; 4] =
    [GenericFamily::Serif, GenericFamily::SansSerif, GenericFamily::Math, GenericFamily::Emoji];

static SHAPER: LazyLock<Mutex<Shaper>> = LazyLock::new(|| Mutex::new(Shaper::new()));

/// Finds the system's fonts before the first page is shown; worth calling on a thread at start.
pub fn warm_up() {
    LazyLock::force(&SHAPER);
}

/// Direction of a paragraph from its first strong character (UAX 9, P2): whether it runs from right to left.
pub(super) fn runs_from_right(paragraph: &str) -> bool {
    paragraph.chars().find_map(strong_direction).unwrap_or(false)
}

/// Whether a character is strongly right-to-left, or strongly left-to-right, or neither.
fn strong_direction(c: char) -> Option<bool> {
    match c {
        '\u{590}'..='\u{5ff}' | '\u{600}'..='\u{8ff}' if c.is_alphabetic() => Some(true),
        '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' if c.is_alphabetic() => Some(true),
        '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => Some(true),
        '\u{200f}' => Some(true),
        '\u{200e}' => Some(false),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    }
}

impl Shaper {
    fn new() -> Self {
        let mut fonts = FontContext::new();
        let blob = Blob::new(Arc::new(LITERATA_REGULAR) as Arc<dyn AsRef<[u8]> + Send + Sync>);
        let families = fonts.collection.register_fonts(blob, None);
        let reading = families
            .first()
            .and_then(|(family, _)| fonts.collection.family_name(*family))
            .unwrap_or("serif")
            .to_owned();
        Self { fonts, layouts: LayoutContext::new(), reading }
    }

    fn shape(&mut self, text: &str, setting: &Setting) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontSize(setting.size));
        builder
            .push_default(StyleProperty::LineHeight(LineHeight::Absolute(setting.line_height())));
        let own = FontFamilyName::Named(Cow::Borrowed(self.reading.as_str()));
        // Scripts find their fonts by themselves; these are for signs that belong to none.
        let families =
            [own].into_iter().chain(SIGNS.map(FontFamilyName::Generic)).collect::<Vec<_>>();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        // A word longer than a line is broken rather than left to run off the page.
        builder.push_default(StyleProperty::OverflowWrap(parley::OverflowWrap::Anywhere));
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(setting.width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }
}

/// Lays out the bytes `bytes` of `text`.
///
/// `marker_end` is the byte at which the words after a marker start; `from_right` is the paragraph's direction, given
/// for pieces that don't show it themselves.
pub(super) fn lay_out(
    text: &str,
    bytes: Range<usize>,
    marker_end: usize,
    from_right: Option<bool>,
    setting: &Setting,
) -> Laid {
    let own = &text[bytes.clone()];
    let mark = match from_right {
        Some(right) if right != runs_from_right(own) => {
            Some(if right { '\u{200f}' } else { '\u{200e}' })
        }
        _ => None,
    };
    let own = tamed(own);
    let string = match mark {
        Some(mark) => Cow::Owned(format!("{mark}{own}")),
        None => own,
    };
    let lead = mark.map_or(0, char::len_utf8);
    let layout = {
        let mut shaper = SHAPER.lock().unwrap_or_else(PoisonError::into_inner);
        shaper.shape(&string, setting)
    };
    let marker = (marker_end + lead).saturating_sub(bytes.start);
    let runs = runs(&layout, &string, lead, marker);
    let lines = layout.len().max(1);
    Laid { layout, lead, bytes, line_height: setting.line_height(), runs, lines }
}

/// Characters of one grapheme that are shaped; parley counts them in a byte.
const GRAPHEME_AT_MOST: usize = 64;

/// The text with what is too long in a grapheme replaced by invisible characters of the same length in bytes, so that
/// a heap of thousands of accents on one letter is as harmless as any other text.
fn tamed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.graphemes(true).all(|grapheme| grapheme.len() <= GRAPHEME_AT_MOST) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        for (index, c) in grapheme.chars().enumerate() {
            out.push(match c.len_utf8() {
                _ if index < GRAPHEME_AT_MOST => c,
                2 => '\u{ad}',
                3 => '\u{2060}',
                4 => '\u{e0001}',
                _ => c,
            });
        }
    }
    Cow::Owned(out)
}

/// The painted runs of a layout. `marker` is the byte of the layout's own text where a marker ends, `lead` the one
/// where the block's own bytes start.
fn runs(layout: &Layout<()>, string: &str, lead: usize, marker: usize) -> Vec<Run> {
    let mut out = Vec::new();
    for line in layout.lines() {
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(glyphs) = item else { continue };
            let run = glyphs.run();
            let face = Face::of(run.font());
            let baseline = glyphs.baseline();
            let range = run.text_range();
            let own = &string[range.clone()];
            let whole = range.start >= lead
                && (range.end <= marker.max(lead) || range.start >= marker)
                && own.chars().all(paints_as_shaped)
                && glyphs.glyphs().all(|glyph| glyph.id != 0);
            if whole {
                let text = in_visual_order(own, run.is_rtl());
                if !text.trim().is_empty() {
                    let is_marker = range.start < marker.max(lead) && marker > lead;
                    out.push(Run { text, face, x: glyphs.offset(), baseline, is_marker });
                }
                continue;
            }
            pieces(&glyphs, string, lead, marker, &face, &mut out);
        }
    }
    out
}

/// The runs of a stretch in which egui would space some clusters differently than parley did: those stand alone, and
/// what lies between them stays together.
fn pieces(
    glyphs: &GlyphRun<'_, ()>,
    string: &str,
    lead: usize,
    marker: usize,
    face: &Face,
    out: &mut Vec<Run>,
) {
    let run = glyphs.run();
    let mut x = glyphs.offset();
    // Left end and bytes of what was gathered so far.
    let mut open: Option<(f32, Range<usize>, bool)> = None;
    let mut close = |open: &mut Option<(f32, Range<usize>, bool)>| {
        let Some((x, range, is_marker)) = open.take() else { return };
        let own = &string[range];
        if own.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_format(c)) {
            let text = in_visual_order(own, run.is_rtl());
            out.push(Run { text, face: face.clone(), x, baseline: glyphs.baseline(), is_marker });
        }
    };
    for cluster in run.visual_clusters() {
        let range = cluster.text_range();
        let is_marker = range.start < marker && marker > lead;
        let own = &string[range.clone()];
        let alone =
            !own.chars().all(paints_as_shaped) || cluster.glyphs().any(|glyph| glyph.id == 0);
        let left = x;
        x += cluster.advance();
        if range.start < lead {
            continue;
        }
        let belongs = cluster.is_ligature_continuation();
        match &mut open {
            Some((_, bytes, marks)) if belongs || (!alone && *marks == is_marker) => {
                *bytes = bytes.start.min(range.start)..bytes.end.max(range.end);
            }
            _ => {
                close(&mut open);
                open = Some((left, range, is_marker));
            }
        }
        if alone {
            close(&mut open);
        }
    }
    close(&mut open);
}

/// Whether egui gives a character the width that shaping gave it.
fn paints_as_shaped(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{2009}' | '\u{202f}') || is_format(c))
}

/// Characters that direct others and have no look of their own.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{e0001}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The text of a run as egui must get it: egui guesses a run's direction from its script, which signs and digits
/// among words written from the right don't show.
fn in_visual_order(text: &str, is_rtl: bool) -> String {
    if !is_rtl || text.chars().any(|c| strong_direction(c) == Some(true)) {
        return text.to_owned();
    }
    text.graphemes(true)
        .rev()
        .map(|grapheme| match grapheme {
            "(" => ")",
            ")" => "(",
            "[" => "]",
            "]" => "[",
            "{" => "}",
            "}" => "{",
            "<" => ">",
            ">" => "<",
            "«" => "»",
            "»" => "«",
            other => other,
        })
        .collect()
}

impl Laid {
    /// Height of its lines.
    pub fn height(&self) -> f32 {
        self.lines as f32 * self.line_height
    }

    fn inner(&self, byte: usize) -> usize {
        byte.clamp(self.bytes.start, self.bytes.end) - self.bytes.start + self.lead
    }

    fn outer(&self, index: usize) -> usize {
        index.saturating_sub(self.lead) + self.bytes.start
    }

    fn cursor(&self, caret: Caret) -> Cursor {
        let affinity = if caret.after { Affinity::Upstream } else { Affinity::Downstream };
        Cursor::from_byte_index(&self.layout, self.inner(caret.byte), affinity)
    }

    fn caret(&self, cursor: Cursor) -> Caret {
        Caret {
            byte: self.outer(cursor.index()),
            after: cursor.affinity() == Affinity::Upstream && cursor.index() > self.lead,
        }
    }

    /// Whether its paragraph runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// The bytes that it shows.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// The caret nearest to a point of the block.
    pub fn caret_at(&self, x: f32, y: f32) -> Caret {
        let y = y.clamp(0.0, self.height() - 1.0);
        self.caret(Cursor::from_point(&self.layout, x, y))
    }

    /// The caret nearest to `x` in a line.
    pub fn caret_in_line(&self, line: usize, x: f32) -> Caret {
        self.caret_at(x, (line as f32 + 0.5) * self.line_height)
    }

    /// Left end of a caret, and its line.
    pub fn place(&self, caret: Caret) -> (f32, usize) {
        let rect = self.cursor(caret).geometry(&self.layout, 0.0);
        let line = (rect.y0 as f32 / self.line_height).round().max(0.0) as usize;
        (rect.x0 as f32, line.min(self.lines - 1))
    }

    /// The bytes of a line.
    pub fn line(&self, line: usize) -> Range<usize> {
        match self.layout.get(line.min(self.lines - 1)) {
            Some(line) => {
                let range = line.text_range();
                self.outer(range.start)..self.outer(range.end)
            }
            None => self.bytes.clone(),
        }
    }

    /// The caret one step to the right or left on the screen, if the block goes on there.
    pub fn step(&self, caret: Caret, right: bool) -> Option<Caret> {
        let cursor = self.cursor(caret);
        let next = if right {
            cursor.next_visual(&self.layout)
        } else {
            cursor.previous_visual(&self.layout)
        };
        let stays = next == cursor || (next.index() < self.lead);
        (!stays).then(|| self.caret(next))
    }

    /// Gives the rectangles of some bytes, line by line: left, right, line.
    pub fn rects(&self, bytes: Range<usize>, mut give: impl FnMut(f32, f32, usize)) {
        let start = self.inner(bytes.start);
        let end = self.inner(bytes.end);
        if start >= end {
            return;
        }
        let selection = Selection::new(
            Cursor::from_byte_index(&self.layout, start, Affinity::Downstream),
            Cursor::from_byte_index(&self.layout, end, Affinity::Upstream),
        );
        selection.geometry_with(&self.layout, |rect, line| {
            give(rect.x0 as f32, rect.x1 as f32, line.min(self.lines - 1));
        });
    }
}
