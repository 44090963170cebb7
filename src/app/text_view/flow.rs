//! Which blocks stand where in the view, and scrolling.
//!
//! Where the view stands is kept as a block and a distance from its top, and only blocks near the view are ever laid
//! out. Nothing depends on the height of what is far away, so nothing jumps, a source of any length shows at once, and
//! memory does not grow with it.

use std::collections::HashMap;
use std::rc::Rc;

use super::blocks::{self, Block};
use super::setting::Setting;
use super::shaping::{self, Caret, Laid};
use super::styles::Styles;
use crate::domain::{Markup, Turn};
use crate::text::Text;

/// Laid-out bytes kept at most; about 40 bytes of memory each.
const KEPT_BYTES: usize = 384 * 1024;

/// Where the view stands: a distance from the top of a block to the top of the view, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchor {
    pub block: usize,
    pub offset: f32,
}

/// A block in the view.
#[derive(Clone)]
pub(super) struct Placed {
    pub block: usize,
    /// Its top, from the top of the view; may be negative.
    pub top: f32,
    /// Height with the space after it.
    pub height: f32,
    pub laid: Rc<Laid>,
}

/// The blocks of a source and the view on them.
pub(super) struct Flow {
    text: Text,
    styles: Styles,
    blocks: Vec<Block>,
    setting: Setting,
    anchor: Anchor,
    laid: HashMap<usize, (Rc<Laid>, u64)>,
    kept_bytes: usize,
    frame: u64,
    /// Height of the view in the last frame.
    height: f32,
}

impl Flow {
    pub fn new(text: Text, turns: &[Turn], markup: &[Markup]) -> Self {
        let styles = Styles::new(&text, markup);
        let blocks = blocks::cut(&text, turns, &styles);
        Self {
            text,
            styles,
            blocks,
            setting: Setting::new(0.0, 0.0, false),
            anchor: Anchor { block: 0, offset: f32::NEG_INFINITY },
            laid: HashMap::new(),
            kept_bytes: 0,
            frame: 0,
            height: 0.0,
        }
    }

    /// Takes another text, to be shown as wide, as high and as large as the one before. The view is at its start.
    pub fn replace(&mut self, text: Text, turns: &[Turn], markup: &[Markup]) {
        let Self { setting, frame, height, .. } = *self;
        *self = Self { setting, frame, height, ..Self::new(text, turns, markup) };
    }

    pub fn styles(&self) -> &Styles {
        &self.styles
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    pub fn view_height(&self) -> f32 {
        self.height
    }

    /// Starts a frame. Where the setting is new, all is laid out anew and the line at the top stays there.
    pub fn begin(&mut self, setting: Setting, height: f32) {
        self.frame += 1;
        self.height = height;
        if setting != self.setting {
            let top = (self.setting.size > 0.0 && self.anchor.offset > 0.0).then(|| self.top());
            self.setting = setting;
            self.laid.clear();
            self.kept_bytes = 0;
            if let Some((byte, offset)) = top {
                self.show_at(byte, -offset);
            }
        }
        self.scroll(0.0);
    }

    /// Space above the first line.
    fn head(&self) -> f32 {
        (self.setting.size * 1.5).round()
    }

    /// Space that can be scrolled to below the last line, so that it need not be read at the edge.
    fn foot(&self) -> f32 {
        (self.height * 0.35).round()
    }

    /// Whether the block leaves its turn's marker out.
    pub fn hides_marker(&self, block: usize) -> bool {
        let block = &self.blocks[block];
        self.setting.hides_markers && block.words > block.bytes.start
    }

    /// The block, laid out.
    pub fn laid(&mut self, index: usize) -> Rc<Laid> {
        let frame = self.frame;
        if let Some((laid, used)) = self.laid.get_mut(&index) {
            *used = frame;
            return laid.clone();
        }
        let block = &self.blocks[index];
        let start = if self.hides_marker(index) { block.words } else { block.bytes.start };
        let setting = match block.heading {
            Some(level) => self.setting.heading(level),
            None => self.setting,
        };
        let laid = Rc::new(shaping::lay_out(
            self.text.as_str(),
            start..block.bytes.end,
            &[block.words],
            self.styles.within(&self.text, block),
            block.runs_from_right(&self.text),
            &setting,
        ));
        self.kept_bytes += block.bytes.len() + 64;
        self.laid.insert(index, (laid.clone(), frame));
        laid
    }

    /// Forgets what has not been needed for longest, once much is kept.
    pub fn end(&mut self) {
        if self.kept_bytes <= KEPT_BYTES {
            return;
        }
        let frame = self.frame;
        let mut used: Vec<u64> = self.laid.values().map(|(_, used)| *used).collect();
        used.sort_unstable();
        let older = used[used.len() / 2].min(frame.saturating_sub(1));
        self.laid.retain(|_, (_, used)| *used > older || *used == frame);
        self.kept_bytes = self.laid.keys().map(|&i| self.blocks[i].bytes.len() + 64).sum();
    }

    /// Space after a block.
    fn gap(&self, index: usize) -> f32 {
        let block = &self.blocks[index];
        if !block.closes || block.is_empty() {
            return 0.0;
        }
        let next = self.blocks.get(index + 1);
        let share = match next.and_then(|next| next.heading) {
            Some(_) if block.heading.is_some() => 0.5,
            Some(1 | 2) => 1.5,
            Some(_) => 1.0,
            // A heading stands nearer to what it heads.
            None if block.heading.is_some() => 0.35,
            None if next.is_some_and(|next| next.turn.is_some()) => 0.75,
            None => 0.5,
        };
        (self.setting.size * share).round()
    }

    /// Height of a block with the space after it.
    pub fn block_height(&mut self, index: usize) -> f32 {
        if self.blocks[index].is_empty() {
            return (self.setting.line_height * 0.6).round();
        }
        self.laid(index).height() + self.gap(index)
    }

    /// Moves the view down by some points (up if negative), as far as the text goes.
    pub fn scroll(&mut self, by: f32) {
        self.anchor.offset += by;
        self.settle();
        // Not past the end.
        let mut below = -self.anchor.offset;
        let mut index = self.anchor.block;
        let room = self.height - self.foot();
        while below < room && index < self.blocks.len() {
            below += self.block_height(index);
            index += 1;
        }
        if below < room {
            self.anchor.offset -= room - below;
            self.settle();
        }
    }

    /// Brings the anchor's offset into its block; not above the head of the text.
    fn settle(&mut self) {
        while self.anchor.offset < 0.0 && self.anchor.block > 0 {
            self.anchor.block -= 1;
            self.anchor.offset += self.block_height(self.anchor.block);
        }
        if self.anchor.block == 0 {
            self.anchor.offset = self.anchor.offset.max(-self.head());
        }
        while self.anchor.block + 1 < self.blocks.len() {
            let height = self.block_height(self.anchor.block);
            if self.anchor.offset < height {
                break;
            }
            self.anchor.offset -= height;
            self.anchor.block += 1;
        }
    }

    /// The blocks in the view, from top to bottom.
    pub fn visible(&mut self) -> Vec<Placed> {
        let mut placed = Vec::new();
        let mut top = -self.anchor.offset;
        let mut block = self.anchor.block;
        while top < self.height && block < self.blocks.len() {
            let height = self.block_height(block);
            placed.push(Placed { block, top, height, laid: self.laid(block) });
            top += height;
            block += 1;
        }
        placed
    }

    /// The block that holds a caret: at a seam between two pieces, the one the caret belongs to.
    pub fn block_of(&self, caret: Caret) -> usize {
        let index = blocks::holding(&self.blocks, caret.byte);
        if caret.after
            && index > 0
            && self.blocks[index].bytes.start == caret.byte
            && !self.blocks[index].opens
        {
            index - 1
        } else {
            index
        }
    }

    /// Where the line of a byte stands: its block, its top from the top of the block, its height.
    fn line_of(&mut self, byte: usize) -> (usize, f32, f32) {
        let block = blocks::holding(&self.blocks, byte);
        let laid = self.laid(block);
        let (_, line) = laid.place(Caret { byte, after: false });
        let height = laid.setting.line_height;
        (block, line as f32 * height, height)
    }

    /// Scrolls so that the line of a byte stands `below` points under the top of the view.
    pub fn show_at(&mut self, byte: usize, below: f32) {
        let (block, top, _) = self.line_of(byte);
        self.anchor = Anchor { block, offset: top - below };
        self.scroll(0.0);
    }

    /// Scrolls as little as needed so that the line of a byte is in view.
    pub fn keep_in_view(&mut self, byte: usize) {
        let (target, within, line) = self.line_of(byte);
        let margin = self.setting.line_height.min(self.height / 4.0);
        if target < self.anchor.block
            || (target == self.anchor.block && within < self.anchor.offset + margin)
        {
            self.show_at(byte, margin);
            return;
        }
        let mut top = -self.anchor.offset;
        for index in self.anchor.block..target {
            top += self.block_height(index);
            if top > self.height {
                break;
            }
        }
        let top = top + within;
        if top < margin {
            self.show_at(byte, margin);
        } else if top + line > self.height - margin {
            self.show_at(byte, (self.height - margin - line).max(0.0));
        }
    }

    /// The first byte of the line at the top of the view, and how far that line's top stands above the view's.
    pub fn top(&mut self) -> (usize, f32) {
        let Anchor { block, offset } = self.anchor;
        let laid = self.laid(block);
        let height = laid.setting.line_height;
        let line = ((offset / height).floor().max(0.0) as usize).min(laid.lines - 1);
        (laid.line(line).start, offset - line as f32 * height)
    }

    /// The place some points below another, given by block and distance from its top, or above it if negative; none
    /// where the text does not go on so far.
    pub fn away(&mut self, (block, y): (usize, f32), by: f32) -> Option<(usize, f32)> {
        let (mut block, mut y) = (block, y + by);
        while y < 0.0 {
            block = block.checked_sub(1)?;
            y += self.block_height(block);
        }
        loop {
            let height = self.block_height(block);
            if y < height {
                return Some((block, y));
            }
            y -= height;
            block += 1;
            if block == self.blocks.len() {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{MarkupKind, Span};

    const HEIGHT: f32 = 600.0;

    fn flow(text: &str, markup: &[Markup], width: f32) -> Flow {
        let mut flow = Flow::new(Text::new(text), &[], markup);
        flow.begin(Setting::new(16.0, width, false), HEIGHT);
        flow
    }

    fn marked(start: u32, length: u32, kind: MarkupKind) -> Markup {
        Markup { span: Span { start, end: start + length }, kind }
    }

    #[test]
    fn headings_have_lines_and_air_of_their_own() {
        let text = "Title\nwords\nPart\nSub-part\nmore";
        let markup = [
            marked(0, 5, MarkupKind::Heading(1)),
            marked(12, 4, MarkupKind::Heading(2)),
            marked(17, 8, MarkupKind::Heading(4)),
        ];
        let tops = |markup: &[Markup]| -> Vec<f32> {
            let placed = flow(text, markup, 400.0).visible();
            placed.iter().map(|placed| placed.top - 24.0).collect()
        };
        assert_eq!(tops(&[]), [0.0, 32.0, 64.0, 96.0, 128.0]);
        // 31 and 6 for the title, 24 and 24 for the words, 27 and 8 for the part, 24 and 6 for the one in it.
        assert_eq!(tops(&markup), [0.0, 37.0, 85.0, 120.0, 150.0]);
    }

    #[test]
    fn a_place_away_is_where_scrolling_leads() {
        let text = "One line\n\nPart\nA word or two that goes on. ".repeat(40);
        let heading = |index: u32| marked(index * 43 + 10, 4, MarkupKind::Heading(1));
        let mut flow = flow(&text, &(0..40).map(heading).collect::<Vec<_>>(), 120.0);
        let mut top = 0.0;
        for block in 0..60 {
            assert_eq!(flow.away((0, 3.0), top), Some((block, 3.0)));
            assert_eq!(flow.away((block, 3.0), -top), Some((0, 3.0)));
            top += flow.block_height(block);
        }
        assert_eq!(flow.away((0, 0.0), -1.0), None);
        assert_eq!(flow.away((0, 0.0), 1.0e6), None);
    }

    fn markup() -> impl Strategy<Value = Markup> {
        let kind = prop_oneof![
            Just(MarkupKind::Bold),
            Just(MarkupKind::Italic),
            Just(MarkupKind::Observer),
            (0u8..9).prop_map(MarkupKind::Heading),
            Just(MarkupKind::Page("12".into())),
        ];
        (0u32..400, 0u32..60, kind).prop_map(|(start, length, kind)| marked(start, length, kind))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_markup_keeps_the_order_of_places(
            parts in prop::collection::vec("(\\PC|\n|\u{85}|é|e\u{301}|👩‍👧|🇬🇧|שלום|ffi words ){0,20}", 0..30),
            markup in prop::collection::vec(markup(), 0..30),
            width in 40.0f32..600.0, scroll in 0.0f32..2000.0, at in 0u32..400,
        ) {
            let text = parts.concat();
            let mut flow = flow(&text, &markup, width);
            flow.scroll(scroll);
            let placed = flow.visible();
            for pair in placed.windows(2) {
                prop_assert_eq!(pair[0].top + pair[0].height, pair[1].top);
                prop_assert_eq!(pair[0].block + 1, pair[1].block);
            }
            for placed in &placed {
                prop_assert!(placed.laid.lines > 0 && placed.height > 0.0);
                // A place in the middle of each line is one of the block's.
                for line in 0..placed.laid.lines {
                    let caret = placed.laid.caret_in_line(line, width / 2.0);
                    let bytes = placed.laid.bytes();
                    prop_assert!(bytes.start <= caret.byte && caret.byte <= bytes.end);
                    let (x, found) = placed.laid.place(caret);
                    prop_assert!(x.is_finite() && found < placed.laid.lines);
                }
            }
            flow.keep_in_view(flow.text.byte(at));
            let (block, top, height) = flow.line_of(flow.text.byte(at));
            let placed = flow.visible();
            let shown = placed.iter().find(|placed| placed.block == block).map(|placed| placed.top + top);
            prop_assert!(shown.is_some_and(|top| top >= 0.0 && top + height <= HEIGHT));
        }

        #[test]
        fn the_line_at_the_top_stays_there(
            text in "([a-z]{1,9}|( |\n)(ffi|é,|[a-z]{1,9})){0,300}", markup in prop::collection::vec(markup(), 0..30),
            width in 90.0f32..600.0, scroll in 0.0f32..2000.0,
        ) {
            let mut flow = flow(&text, &markup, width);
            flow.scroll(scroll);
            let (byte, offset) = flow.top();
            flow.show_at(byte, -offset);
            let (again, now) = flow.top();
            prop_assert_eq!(again, byte);
            prop_assert!((now - offset).abs() < 0.01);
            flow.replace(flow.text.clone(), &[], &markup);
            flow.show_at(byte, -offset);
            prop_assert_eq!(flow.top(), (again, now));
        }
    }
}
