//! What is painted of a block: stretches of text in one font and direction, as egui must get them.

use std::ops::Range;

use egui::{Color32, FontId, Galley, Painter, Pos2, vec2};
use parley::{Layout, Run as ShapedRun};
use unicode_segmentation::UnicodeSegmentation;

use super::faces::Face;

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
    /// Its first byte.
    pub byte: usize,
}

impl Run {
    /// Paints it in a block whose left top stands at `origin`. A run in a font that egui gets to know only now is left
    /// out until the next pass.
    pub fn paint(&self, painter: &Painter, origin: Pos2, size: f32, ink: Color32) {
        if !self.face.is_ready(painter.ctx()) {
            return;
        }
        let font = FontId::new(size, self.face.family.clone());
        let galley = painter.layout_no_wrap(self.text.clone(), font, Color32::PLACEHOLDER);
        let at = origin + vec2(self.x, self.baseline - baseline(&galley));
        painter.galley(at, galley, ink);
    }
}

/// Where the baseline of a line of text laid out by egui stands under its top.
pub(super) fn baseline(galley: &Galley) -> f32 {
    galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y)
}

/// Direction of a paragraph from its first strong character (UAX 9, P2): whether it runs from right to left.
pub(super) fn runs_from_right(paragraph: &str) -> bool {
    direction(paragraph).unwrap_or(false)
}

/// Whether the first strong character of a text runs from right to left; none where it has no such character.
pub fn direction(text: &str) -> Option<bool> {
    text.chars().find_map(strong_direction)
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

/// The painted runs of a layout. `lead` is the byte of the layout's own text where the block's own bytes start; no run
/// goes across one of the `seams`, in order, where the ink changes. All bytes are those of the layout's own text.
pub(super) fn runs(layout: &Layout<()>, string: &str, lead: usize, seams: &[usize]) -> Vec<Run> {
    let mut out = Vec::new();
    for line in layout.lines() {
        let metrics = line.metrics();
        let mut x = metrics.inline_min_coord + metrics.offset;
        for run in line.runs() {
            let place = (x, metrics.baseline);
            x += run.visual_clusters().map(|cluster| cluster.advance()).sum::<f32>();
            let range = run.text_range();
            let own = part(string, &range);
            let next_seam = seams.get(seams.partition_point(|&seam| seam <= range.start));
            let whole = range.start >= lead
                && next_seam.is_none_or(|&seam| seam >= range.end)
                && own.chars().all(paints_as_shaped)
                && run.clusters().flat_map(|cluster| cluster.glyphs()).all(|glyph| glyph.id != 0);
            if !whole {
                pieces(&run, place, string, lead, seams, &mut out);
                continue;
            }
            let text = in_visual_order(own, run.is_rtl());
            if !text.trim().is_empty() {
                let (x, baseline) = place;
                out.push(Run { text, face: Face::of(&run), x, baseline, byte: range.start });
            }
        }
    }
    out
}

/// The runs of a stretch, given with its left end and baseline, in which egui would space some clusters differently
/// than parley did: those stand alone, and what lies between them stays together.
fn pieces(
    run: &ShapedRun<'_, ()>,
    (left, baseline): (f32, f32),
    string: &str,
    lead: usize,
    seams: &[usize],
    out: &mut Vec<Run>,
) {
    let face = Face::of(run);
    let mut x = left;
    // Left end and bytes of what was gathered so far, and how many seams stand before it.
    let mut open: Option<(f32, Range<usize>, usize)> = None;
    let mut close = |open: &mut Option<(f32, Range<usize>, usize)>| {
        let Some((x, range, _)) = open.take() else { return };
        let own = part(string, &range);
        if own.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_format(c)) {
            let text = in_visual_order(own, run.is_rtl());
            out.push(Run { text, face: face.clone(), x, baseline, byte: range.start });
        }
    };
    for cluster in run.visual_clusters() {
        let range = cluster.text_range();
        let section = seams.partition_point(|&seam| seam <= range.start);
        let own = part(string, &range);
        let alone =
            !own.chars().all(paints_as_shaped) || cluster.glyphs().any(|glyph| glyph.id == 0);
        let left = x;
        x += cluster.advance();
        if range.start < lead {
            continue;
        }
        let belongs = cluster.is_ligature_continuation();
        match &mut open {
            Some((_, bytes, own)) if belongs || (!alone && *own == section) => {
                *bytes = bytes.start.min(range.start)..bytes.end.max(range.end);
            }
            _ => {
                close(&mut open);
                open = Some((left, range, section));
            }
        }
        if alone {
            close(&mut open);
        }
    }
    close(&mut open);
}

/// The text of a run or cluster. In odd mixtures of joiners and scripts parley's ranges can be some bytes off; that
/// must not be more than a sign painted in the wrong place.
fn part<'a>(string: &'a str, range: &Range<usize>) -> &'a str {
    let end = string.floor_char_boundary(range.end);
    &string[string.floor_char_boundary(range.start.min(end))..end]
}

/// Whether egui gives a character the width that shaping gave it.
fn paints_as_shaped(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{2009}' | '\u{202f}') || is_format(c))
}

/// Characters that direct others and have no look of their own.
pub(super) fn is_format(c: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_among_words_from_the_right_are_mirrored() {
        assert_eq!(in_visual_order("(1) ", true), " (1)");
        assert_eq!(in_visual_order("a (b", false), "a (b");
        assert_eq!(in_visual_order("(שלום", true), "(שלום");
    }
}
