//! Shapes blocks with parley and answers where their characters stand.
//!
//! parley shapes, orders (bidi) and breaks lines; what is painted of it stands in `runs`.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use parley::fontique::Blob;
use parley::{
    Affinity, Alignment, AlignmentOptions, Cursor, FontContext, FontFamily, FontFamilyName,
    GenericFamily, Layout, LayoutContext, LineHeight, Selection, StyleProperty,
};
use unicode_segmentation::UnicodeSegmentation;

use super::runs::{Run, is_format, runs, runs_from_right};
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

    /// What a marker pen leaves free above and below a line's letters.
    pub fn pen_inset(&self) -> f32 {
        ((self.line_height() - self.size * 1.3) / 2.0).floor().max(0.0)
    }
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

    /// Shapes a text whatever it holds, and gives it back as it was shaped.
    ///
    /// parley panics on some mixtures of joiners, line separators and scripts. A page must not take the window down with
    /// it: such a block is shaped with its joiners, then with all but ASCII, replaced by characters of the same length.
    fn shape_anyhow<'a>(
        &mut self,
        text: Cow<'a, str>,
        setting: &Setting,
    ) -> (Layout<()>, Cow<'a, str>) {
        let plainer: [fn(&str) -> String; 2] = [
            |text| {
                replaced(text, |c| {
                    is_format(c) || c == '\u{200c}' || c == '\u{200d}' || c.is_control()
                })
            },
            |text| replaced(text, |c| !c.is_ascii() || c.is_control()),
        ];
        let mut text = text;
        for plainer in plainer {
            match catch_unwind(AssertUnwindSafe(|| self.shape(&text, setting))) {
                Ok(layout) => return (layout, text),
                Err(_) => {
                    // What it was working with is in no known state.
                    self.layouts = LayoutContext::new();
                    text = Cow::Owned(plainer(&text));
                }
            }
        }
        (self.shape(&text, setting), text)
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
        break_lines(&mut layout, setting.width);
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }
}

/// Lays out the bytes `bytes` of `text`.
///
/// `seams` are the bytes, in order, where the ink changes, such as the one where a turn's marker ends; `from_right` is
/// the paragraph's direction, given for pieces that don't show it themselves.
pub(super) fn lay_out(
    text: &str,
    bytes: Range<usize>,
    seams: &[usize],
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
    let (layout, string) =
        SHAPER.lock().unwrap_or_else(PoisonError::into_inner).shape_anyhow(string, setting);
    let seams: Vec<usize> = seams
        .iter()
        .filter(|&&seam| seam > bytes.start)
        .map(|seam| seam - bytes.start + lead)
        .collect();
    let mut runs = runs(&layout, &string, lead, &seams);
    for run in &mut runs {
        run.byte = run.byte - lead + bytes.start;
    }
    let lines = layout.len().max(1);
    Laid { layout, lead, bytes, line_height: setting.line_height(), runs, lines }
}

/// Breaks lines at a width.
///
/// Where a paragraph mixes fonts and ligatures, parley 0.11 can look for the rest of a ligature in the wrong run and
/// leave clusters out between two lines. Another width makes it break elsewhere; a line a little short is better than
/// words that are not there.
fn break_lines(layout: &mut Layout<()>, width: f32) {
    for attempt in 0..8u8 {
        layout.break_all_lines(Some((width - 5.0 * f32::from(attempt)).max(1.0)));
        let mut at = 0;
        let is_whole = layout.lines().all(|line| {
            let range = line.text_range();
            std::mem::replace(&mut at, range.end) == range.start
        });
        if is_whole {
            return;
        }
    }
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
            out.push(if index < GRAPHEME_AT_MOST { c } else { stand_in(c) });
        }
    }
    Cow::Owned(out)
}

/// An invisible character of the same length in bytes.
fn stand_in(c: char) -> char {
    match c.len_utf8() {
        2 => '\u{ad}',
        3 => '\u{2060}',
        4 => '\u{e0001}',
        _ => ' ',
    }
}

/// The text with stand-ins for some characters.
fn replaced(text: &str, is_replaced: impl Fn(char) -> bool) -> String {
    text.chars().map(|c| if is_replaced(c) { stand_in(c) } else { c }).collect()
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
        // Of no text parley makes a blank.
        (index.saturating_sub(self.lead) + self.bytes.start).min(self.bytes.end)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SETTING: Setting = Setting { size: 16.0, width: 300.0, hides_markers: false };

    #[test]
    fn a_piece_keeps_its_paragraphs_direction() {
        let laid = lay_out("שלום and more", 0..17, &[], Some(false), &SETTING);
        assert!(!laid.is_rtl());
        assert_eq!(laid.place(Caret { byte: 0, after: false }).1, 0);
        assert_eq!(laid.line(0).start, 0);
        assert!(lay_out("and more", 0..8, &[], Some(true), &SETTING).is_rtl());
    }

    #[test]
    fn a_heap_of_accents_is_kept_in_bounds() {
        let text = format!("z{}x{}y", "\u{301}".repeat(400), "\u{1f3fd}".repeat(300));
        assert_eq!(tamed(&text).len(), text.len());
        let laid = lay_out(&text, 0..text.len(), &[], None, &SETTING);
        assert_eq!(laid.line(laid.lines - 1).end, text.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_text_breaks_the_layout(
            parts in prop::collection::vec(
                "(\\PC|\t|\u{85}|\u{b}|\u{2028}|\u{202e}|\u{2067}|\u{200d}|👩‍👧|🇬🇧|é|ü|שלום|مرحبا|ไทย|名|😀|fi ){0,12}",
                0..12,
            ),
            width in 10.0f32..600.0, x in -10.0f32..700.0, y in -50.0f32..400.0,
        ) {
            let text = parts.concat();
            let setting = Setting { width, ..SETTING };
            let laid = lay_out(&text, 0..text.len(), &[], Some(x > 300.0), &setting);
            let mut caret = laid.caret_at(x, y);
            for right in [true, false] {
                for _ in 0..20 {
                    let (left, line) = laid.place(caret);
                    prop_assert!(left.is_finite() && line < laid.lines);
                    prop_assert!(caret.byte <= text.len());
                    match laid.step(caret, right) {
                        Some(next) => caret = next,
                        None => break,
                    }
                }
            }
            laid.rects(0..text.len(), |left, right, line| {
                assert!(left.is_finite() && right.is_finite() && line < laid.lines);
            });
        }

        #[test]
        fn lines_follow_one_another(
            before in "([a-z]{1,9}[ ,.] ?|é|e\u{301} |👩‍👧|🇬🇧|😀|“ok” ){0,40}",
            foreign in "(שלום עולם |مرحبا بالعالم |ไทยไทย|名名名|\t){0,6}",
            after in "([a-z]{1,9}[ ,.] ?|é|e\u{301} |👩‍👧|🇬🇧|😀|“ok” ){0,40}",
            width in 160.0f32..600.0,
        ) {
            let text = [before, foreign, after].concat();
            let laid = lay_out(&text, 0..text.len(), &[], None, &Setting { width, ..SETTING });
            let mut end = 0;
            for line in 0..laid.lines {
                let range = laid.line(line);
                prop_assert_eq!(range.start, end);
                end = range.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
