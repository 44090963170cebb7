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
    FontStyle, FontWeight, GenericFamily, Layout, LayoutContext, LineHeight, Selection,
    StyleProperty,
};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::runs::{Run, is_format, runs, runs_from_right};
use super::setting::Setting;
use super::styles::{Marked, page_name};
use crate::app::theme::READING_FACES;

/// A block with the place of all its characters. Bytes are those of the whole text.
pub(super) struct Laid {
    layout: Layout<()>,
    /// Bytes put before the block's own to give a piece its paragraph's direction.
    lead: usize,
    bytes: Range<usize>,
    /// How it is set; all its lines are of one height.
    pub setting: Setting,
    /// The researcher's own remarks in it; they may reach past it.
    pub asides: Vec<Range<usize>>,
    /// The lines on which pages begin, with what stands beside them.
    pub pages: Vec<(usize, String)>,
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

/// Bytes that are set in a style, in the text that is shaped.
type Styled = (Range<usize>, Style);

#[derive(Debug, Clone, Copy)]
enum Style {
    Bold,
    Italic,
}

impl Style {
    fn property(self) -> StyleProperty<'static, ()> {
        match self {
            Self::Bold => StyleProperty::FontWeight(FontWeight::BOLD),
            Self::Italic => StyleProperty::FontStyle(FontStyle::Italic),
        }
    }
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

/// Finds the system's fonts and prepares the reading face in its four styles before the first page is shown; worth
/// calling on a thread at start.
pub fn warm_up() {
    let setting = Setting::new(16.0, 600.0, false);
    let both = Marked { bold: vec![2..3, 6..8], italic: vec![4..5, 6..8], ..Marked::default() };
    lay_out("r b i bi", 0..8, &[], both, None, &setting);
}

impl Shaper {
    fn new() -> Self {
        let mut fonts = FontContext::new();
        let mut reading = String::from("serif");
        for (_, bytes) in READING_FACES {
            let blob = Blob::new(Arc::new(bytes) as Arc<dyn AsRef<[u8]> + Send + Sync>);
            let families = fonts.collection.register_fonts(blob, None);
            // All four say that they are of one family.
            let family = families.first().map(|(family, _)| *family);
            if let Some(name) = family.and_then(|family| fonts.collection.family_name(family)) {
                name.clone_into(&mut reading);
            }
        }
        Self { fonts, layouts: LayoutContext::new(), reading }
    }

    /// Shapes a text whatever it holds, and gives it back as it was shaped.
    ///
    /// parley panics on some mixtures of joiners, line separators and scripts. A page must not take the window down with
    /// it: such a block is shaped with its joiners, then with all but ASCII, replaced by characters of the same length.
    fn shape_anyhow<'a>(
        &mut self,
        text: Cow<'a, str>,
        styles: &[Styled],
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
            match catch_unwind(AssertUnwindSafe(|| self.shape(&text, styles, setting))) {
                Ok(layout) => return (layout, text),
                Err(_) => {
                    // What it was working with is in no known state.
                    self.layouts = LayoutContext::new();
                    text = Cow::Owned(plainer(&text));
                }
            }
        }
        (self.shape(&text, styles, setting), text)
    }

    fn shape(&mut self, text: &str, styles: &[Styled], setting: &Setting) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontSize(setting.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(setting.line_height)));
        if setting.is_bold {
            builder.push_default(Style::Bold.property());
        }
        let own = FontFamilyName::Named(Cow::Borrowed(self.reading.as_str()));
        // Scripts find their fonts by themselves; these are for signs that belong to none.
        let families =
            [own].into_iter().chain(SIGNS.map(FontFamilyName::Generic)).collect::<Vec<_>>();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        // A word longer than a line is broken rather than left to run off the page.
        builder.push_default(StyleProperty::OverflowWrap(parley::OverflowWrap::Anywhere));
        for (bytes, style) in styles {
            builder.push(style.property(), bytes.clone());
        }
        let mut layout = builder.build(text);
        if !break_lines(&mut layout, setting.width) && !styles.is_empty() {
            return self.shape(text, &[], setting);
        }
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }
}

/// Lays out the bytes `bytes` of `text`.
///
/// `seams` are the bytes, in order, where the ink changes, such as the one where a turn's marker ends, beside those of
/// what is `marked`; `from_right` is the paragraph's direction, given for pieces that don't show it themselves.
pub(super) fn lay_out(
    text: &str,
    bytes: Range<usize>,
    seams: &[usize],
    marked: Marked,
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
    let inner = |byte: usize| byte.clamp(bytes.start, bytes.end) - bytes.start + lead;
    let styled = |stretches: &[Range<usize>], style| -> Vec<Styled> {
        let inner = stretches.iter().map(|stretch| inner(stretch.start)..inner(stretch.end));
        inner.map(|bytes| (whole_graphemes(&string, bytes), style)).collect()
    };
    let mut styles = styled(&marked.bold, Style::Bold);
    styles.extend(styled(&marked.italic, Style::Italic));
    // parley takes them in fastest in the order of the text.
    styles.sort_by_key(|(bytes, _)| bytes.start);
    let (layout, string) = SHAPER
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .shape_anyhow(string, &styles, setting);
    let asides = marked.asides.iter().flat_map(|aside| [aside.start, aside.end]);
    let mut seams: Vec<usize> =
        seams.iter().copied().chain(asides).filter(|&seam| seam > bytes.start).map(inner).collect();
    seams.sort_unstable();
    let mut runs = runs(&layout, &string, lead, &seams);
    for run in &mut runs {
        run.byte = run.byte - lead + bytes.start;
    }
    let lines = layout.len().max(1);
    let (asides, pages) = (marked.asides, Vec::new());
    let mut laid = Laid { layout, lead, bytes, setting: *setting, asides, pages, runs, lines };
    laid.pages = laid.lines_of_pages(&marked.pages);
    laid
}

/// A range of bytes widened so that it splits no grapheme.
fn whole_graphemes(text: &str, bytes: Range<usize>) -> Range<usize> {
    let [mut start, mut end] =
        [bytes.start, bytes.end].map(|byte| GraphemeCursor::new(byte, text.len(), true));
    let splits = |cursor: &mut GraphemeCursor| cursor.is_boundary(text, 0) == Ok(false);
    if splits(&mut start) {
        let _ = start.prev_boundary(text, 0);
    }
    if splits(&mut end) {
        let _ = end.next_boundary(text, 0);
    }
    start.cur_cursor()..end.cur_cursor()
}

/// Breaks lines at a width; says whether they hold all that there is.
///
/// Where a paragraph mixes fonts and ligatures, parley 0.11 can look for the rest of a ligature in the wrong run and
/// leave clusters out between two lines. Another width makes it break elsewhere; a line a little short is better than
/// words that are not there, and so are words without their type styles.
fn break_lines(layout: &mut Layout<()>, width: f32) -> bool {
    (0..24u8).any(|attempt| {
        layout.break_all_lines(Some((width - 3.0 * f32::from(attempt)).max(1.0)));
        let mut at = 0;
        layout.lines().all(|line| {
            let range = line.text_range();
            std::mem::replace(&mut at, range.end) == range.start
        })
    })
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
        self.lines as f32 * self.setting.line_height
    }

    /// The lines on which pages begin, with the names of the first and the last that do.
    fn lines_of_pages(&self, pages: &[(usize, Arc<str>)]) -> Vec<(usize, String)> {
        let line = |byte| self.place(Caret { byte, after: false }).1;
        let placed: Vec<(usize, &str)> =
            pages.iter().map(|(byte, name)| (line(*byte), &**name)).collect();
        let on_lines = placed.chunk_by(|(line, _), (next, _)| line == next);
        let named = on_lines.map(|on_line| {
            let ((line, first), (_, last)) = (on_line[0], on_line[on_line.len() - 1]);
            (line, page_name(first, (on_line.len() > 1).then_some(last)))
        });
        named.collect()
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
        self.caret_at(x, (line as f32 + 0.5) * self.setting.line_height)
    }

    /// Left end of a caret, and its line.
    pub fn place(&self, caret: Caret) -> (f32, usize) {
        let rect = self.cursor(caret).geometry(&self.layout, 0.0);
        let line = (rect.y0 as f32 / self.setting.line_height).round().max(0.0) as usize;
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

    fn setting(width: f32) -> Setting {
        Setting::new(16.0, width, false)
    }

    /// Lays out a whole text without styles.
    fn plain(text: &str, from_right: Option<bool>, width: f32) -> Laid {
        lay_out(text, 0..text.len(), &[], Marked::default(), from_right, &setting(width))
    }

    #[test]
    fn a_piece_keeps_its_paragraphs_direction() {
        let laid = plain("שלום and more", Some(false), 300.0);
        assert!(!laid.is_rtl());
        assert_eq!(laid.place(Caret { byte: 0, after: false }).1, 0);
        assert_eq!(laid.line(0).start, 0);
        assert!(plain("and more", Some(true), 300.0).is_rtl());
    }

    #[test]
    fn a_style_takes_whole_graphemes() {
        let text = "ae\u{301}👩‍👧b";
        assert_eq!(whole_graphemes(text, 2..8), 1..15);
        assert_eq!(whole_graphemes(text, 1..4), 1..4);
        assert_eq!(whole_graphemes(text, 0..text.len()), 0..16);
    }

    #[test]
    fn a_heap_of_accents_is_kept_in_bounds() {
        let text = format!("z{}x{}y", "\u{301}".repeat(400), "\u{1f3fd}".repeat(300));
        assert_eq!(tamed(&text).len(), text.len());
        let laid = plain(&text, None, 300.0);
        assert_eq!(laid.line(laid.lines - 1).end, text.len());
    }

    #[test]
    fn bold_and_italic_are_set_in_their_own_letters() {
        let text = "plain heavy slanted both plain";
        let (bold, italic) = (vec![6..11, 20..24], vec![12..19, 20..24]);
        let marked = Marked { bold, italic, ..Marked::default() };
        let laid = lay_out(text, 0..text.len(), &[], marked, None, &setting(600.0));
        let painted: Vec<(&str, String)> =
            laid.runs.iter().map(|run| (run.text.trim(), run.face.family.to_string())).collect();
        let expected = [
            ("plain", "reading"),
            ("heavy", "reading-bold"),
            ("slanted", "reading-italic"),
            ("both", "reading-bold-italic"),
            ("plain", "reading"),
        ];
        assert_eq!(painted, expected.map(|(text, family)| (text, family.to_owned())));
        let heading = setting(600.0).heading(1);
        let laid = lay_out(text, 0..text.len(), &[], Marked::default(), None, &heading);
        assert_eq!(laid.runs[0].face.family.to_string(), "reading-bold");
        assert_eq!((laid.setting.size, laid.height()), (24.0, 31.0));
    }

    /// Stretches of bytes in order, none touching another, that need not begin or end between two characters.
    fn stretches() -> impl Strategy<Value = Vec<Range<usize>>> {
        prop::collection::vec((1usize..40, 1usize..30), 0..8).prop_map(|parts| {
            let mut at = 0;
            let stretch = |(gap, length)| {
                let start = at + gap;
                at = start + length;
                start..at
            };
            parts.into_iter().map(stretch).collect()
        })
    }

    /// Stretches that lie between the characters of a text, as those of a source's markup do.
    fn fitted(text: &str, stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let fit = |byte| text.floor_char_boundary(byte);
        let fitted = stretches.into_iter().map(|bytes| fit(bytes.start)..fit(bytes.end));
        fitted.filter(|bytes| !bytes.is_empty()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_text_breaks_the_layout(
            parts in prop::collection::vec(
                "(\\PC|\t|\u{85}|\u{b}|\u{2028}|\u{202e}|\u{2067}|\u{200d}|👩‍👧|🇬🇧|é|ü|שלום|مرحبا|ไทย|名|😀|fi ){0,12}",
                0..12,
            ),
            (bold, italic) in (stretches(), stretches()),
            width in 10.0f32..600.0, x in -10.0f32..700.0, y in -50.0f32..400.0,
        ) {
            let text = parts.concat();
            let (bold, italic) = (fitted(&text, bold), fitted(&text, italic));
            let marked = Marked { bold, italic, ..Marked::default() };
            let laid = lay_out(&text, 0..text.len(), &[], marked, Some(x > 300.0), &setting(width));
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
            (bold, italic) in (stretches(), stretches()),
            width in 160.0f32..600.0,
        ) {
            let text = [before, foreign, after].concat();
            let (bold, italic) = (fitted(&text, bold), fitted(&text, italic));
            let marked = Marked { bold, italic, ..Marked::default() };
            let laid = lay_out(&text, 0..text.len(), &[], marked, None, &setting(width));
            let mut end = 0;
            for line in 0..laid.lines {
                let range = laid.line(line);
                prop_assert_eq!(range.start, end);
                end = range.end;
            }
            prop_assert_eq!(end, text.len());
        }

        #[test]
        fn what_stands_at_a_place_is_found_there(
            text in "([a-z]{1,9}[ ,.] ?|é|ffi |Søren |“ok” ){1,60}",
            (bold, italic) in (stretches(), stretches()), level in 0u8..5, width in 160.0f32..600.0,
        ) {
            let (bold, italic) = (fitted(&text, bold), fitted(&text, italic));
            let marked = Marked { bold, italic, ..Marked::default() };
            let setting = match level {
                0 => setting(width),
                level => setting(width).heading(level),
            };
            let laid = lay_out(&text, 0..text.len(), &[], marked, None, &setting);
            let mut last = (-1.0, 0);
            for (byte, _) in text.char_indices() {
                let (x, line) = laid.place(Caret { byte, after: false });
                prop_assert!(line > last.1 || (line == last.1 && x > last.0));
                last = (x, line);
                let found = laid.caret_in_line(line, x + 0.1);
                prop_assert_eq!(laid.place(found), (x, line));
            }
        }
    }
}
