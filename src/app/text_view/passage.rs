//! A short text of its own, such as a quote in a list, set as the page sets it: words written from the right stand in
//! their order, and signs that the reading face lacks come from the same fonts.

use std::ops::Range;
use std::slice::from_ref;
use std::sync::Arc;

use egui::cache::{ComputerMut, FrameCache};
use egui::{Color32, Context, Painter, Pos2, Rect, pos2, vec2};

use super::blocks;
use super::page::paint_hit;
use super::setting::Setting;
use super::shaping::{Laid, lay_out};
use super::styles::{Marked, Styles};
use crate::app::theme::Theme;
use crate::text::Text;

/// A text that was laid out. Places are relative to its upper left corner, bytes are those of the text.
pub struct Passage {
    setting: Setting,
    /// Paragraphs, or pieces of long ones, with the top of each.
    blocks: Vec<(f32, Laid)>,
    height: f32,
}

/// Lays a text out in the reading face, `size` points high on lines of `width` points, or gives what the last frame
/// laid out; what a frame does not ask for is forgotten. `seams` are the bytes, in order, where the ink changes.
pub fn passage(ctx: &Context, text: &str, seams: &[usize], size: f32, width: f32) -> Arc<Passage> {
    styled(ctx, text, seams, [&[], &[]], size, width)
}

/// As [`passage`], with some bytes in bold; the ink may change where they begin and end.
pub fn with_bold(
    ctx: &Context,
    text: &str,
    bold: Range<usize>,
    size: f32,
    width: f32,
) -> Arc<Passage> {
    styled(ctx, text, &[bold.start, bold.end], [from_ref(&bold), &[]], size, width)
}

/// As [`passage`], with some bytes in bold and some in italics, each in order.
pub fn styled(
    ctx: &Context,
    text: &str,
    seams: &[usize],
    bold_and_italic: [&[Range<usize>]; 2],
    size: f32,
    width: f32,
) -> Arc<Passage> {
    let key = (text, seams, bold_and_italic, size.to_bits(), width.to_bits());
    ctx.memory_mut(|memory| {
        Arc::clone(memory.caches.cache::<FrameCache<Arc<Passage>, Setter>>().get(key))
    })
}

/// Text, seams, the bytes in bold and in italics, and the bits of size and width.
type Key<'a> = (&'a str, &'a [usize], [&'a [Range<usize>]; 2], u32, u32);

#[derive(Default)]
struct Setter;

impl ComputerMut<Key<'_>, Arc<Passage>> for Setter {
    fn compute(&mut self, (text, seams, marked, size, width): Key<'_>) -> Arc<Passage> {
        let (size, width) = (f32::from_bits(size), f32::from_bits(width));
        Arc::new(Passage::new(text, seams, marked, size, width))
    }
}

impl Passage {
    fn new(
        text: &str,
        seams: &[usize],
        [bold, italic]: [&[Range<usize>]; 2],
        size: f32,
        width: f32,
    ) -> Self {
        let setting = Setting::new(size, width, false);
        let text = Text::new(text);
        let mut height = 0.0;
        let lay = |block: blocks::Block| {
            let from_right = block.runs_from_right(&text);
            let within = |all: &[Range<usize>]| -> Vec<Range<usize>> {
                let cut = |bytes: &Range<usize>| {
                    bytes.start.max(block.bytes.start)..bytes.end.min(block.bytes.end)
                };
                all.iter().map(cut).filter(|bytes| !bytes.is_empty()).collect()
            };
            let marked = Marked { bold: within(bold), italic: within(italic), ..Marked::default() };
            let laid = lay_out(text.as_str(), block.bytes, seams, marked, from_right, &setting);
            let top = height;
            height += laid.height();
            (top, laid)
        };
        let blocks = blocks::cut(&text, &[], &Styles::default()).into_iter().map(lay).collect();
        Self { setting, blocks, height }
    }

    /// Height of all its lines, in points.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// Paints the words with the upper left corner at `at`. `ink` gives the colour of what starts at a byte.
    pub fn paint(&self, painter: &Painter, at: Pos2, ink: impl Fn(usize) -> Color32) {
        let seen = painter.clip_rect().y_range().expand(self.setting.line_height);
        for (top, laid) in &self.blocks {
            let origin = at + vec2(0.0, *top);
            for run in laid.runs.iter().filter(|run| seen.contains(origin.y + run.baseline)) {
                run.paint(painter, origin, self.setting.size, ink(run.byte));
            }
        }
    }

    /// Marks words that were searched for, to be painted over them with the upper left corner at `at`.
    pub fn paint_hit(&self, painter: &Painter, theme: &Theme, at: Pos2, hit: Range<usize>) {
        self.rects(hit, |rect| paint_hit(painter, theme, rect.translate(at.to_vec2()), false));
    }

    /// Where some bytes stand, from the upper left corner: around all their lines.
    pub fn bounds(&self, bytes: Range<usize>) -> Rect {
        let mut all = Rect::NOTHING;
        self.rects(bytes, |rect| all = all.union(rect));
        all
    }

    /// Gives the rectangles of some bytes, line by line, as high as a marker pen.
    pub fn rects(&self, bytes: Range<usize>, mut give: impl FnMut(Rect)) {
        let (line, inset) = (self.setting.line_height, self.setting.pen_inset());
        for (top, laid) in &self.blocks {
            let shown = laid.bytes();
            // Where nothing is left of the range, nothing is given.
            let within = bytes.start.max(shown.start)..bytes.end.min(shown.end);
            laid.rects(within, |left, right, index| {
                let top = top + index as f32 * line;
                give(Rect::from_min_max(pos2(left, top + inset), pos2(right, top + line - inset)));
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: f32 = 600.0;

    fn set(text: &str, seams: &[usize]) -> Passage {
        Passage::new(text, seams, [&[], &[]], 16.0, WIDE)
    }

    /// What is painted, from left to right.
    fn painted(passage: &Passage) -> Vec<&str> {
        let mut runs: Vec<_> = passage.blocks.iter().flat_map(|(_, laid)| &laid.runs).collect();
        runs.sort_by(|a, b| a.x.total_cmp(&b.x));
        runs.iter().map(|run| run.text.trim()).collect()
    }

    #[test]
    fn words_from_the_right_stand_in_their_order() {
        assert_eq!(painted(&set("one שתיים three", &[])), ["one", "שתיים", "three"]);
        assert_eq!(painted(&set("אחת two שלוש", &[])), ["שלוש", "two", "אחת"]);
    }

    #[test]
    fn a_paragraph_from_the_right_ends_at_the_right() {
        let text = "אחת two\nthree";
        let passage = set(text, &[]);
        assert_eq!(passage.blocks.len(), 2);
        assert!((passage.bounds(0..6).right() - WIDE).abs() < 1.0);
        assert!(passage.bounds(11..text.len()).left() < 1.0);
        assert_eq!(passage.height(), 48.0);
    }

    #[test]
    fn the_mark_stands_on_its_word() {
        let passage = set("one שתיים שלוש four", &[]);
        let [one, two, three, four] =
            [0..3, 4..14, 15..23, 24..28].map(|bytes| passage.bounds(bytes));
        assert!(one.right() <= three.left() && three.right() <= two.left());
        assert!(two.right() <= four.left());
        assert!(three.width() < two.width());
    }

    #[test]
    fn the_ink_changes_at_a_seam() {
        let text = "אחת שתיים\nthree four";
        let passage = set(text, &[7, 24]);
        assert_eq!(painted(&passage), ["three", "four", "שתיים", "אחת"]);
        let mut bytes: Vec<usize> =
            passage.blocks.iter().flat_map(|(_, laid)| &laid.runs).map(|run| run.byte).collect();
        bytes.sort_unstable();
        assert_eq!(bytes, [0, 7, 18, 24]);
    }
}
