//! Which blocks stand where in the view, and scrolling.
//!
//! Where the view stands is kept as a block and a distance from its top, and only blocks near the view are ever laid
//! out. Nothing depends on the height of what is far away, so nothing jumps, a source of any length shows at once, and
//! memory does not grow with it.

use std::collections::HashMap;
use std::rc::Rc;

use super::blocks::{self, Block};
use super::shaping::{self, Caret, Laid, Setting};
use crate::domain::Turn;
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
    pub fn new(text: Text, turns: &[Turn]) -> Self {
        let blocks = blocks::cut(&text, turns);
        Self {
            text,
            blocks,
            setting: Setting { size: 0.0, width: 0.0, hides_markers: false },
            anchor: Anchor { block: 0, offset: f32::NEG_INFINITY },
            laid: HashMap::new(),
            kept_bytes: 0,
            frame: 0,
            height: 0.0,
        }
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
        let laid = Rc::new(shaping::lay_out(
            self.text.as_str(),
            start..block.bytes.end,
            &[block.words],
            block.runs_from_right(&self.text),
            &self.setting,
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
        let turn_follows = self.blocks.get(index + 1).is_some_and(|next| next.turn.is_some());
        (self.setting.size * if turn_follows { 0.75 } else { 0.5 }).round()
    }

    /// Height of a block with the space after it.
    pub fn block_height(&mut self, index: usize) -> f32 {
        if self.blocks[index].is_empty() {
            return (self.setting.line_height() * 0.6).round();
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

    /// Top of a byte's line, from the top of its block.
    fn line_top(&mut self, byte: usize) -> (usize, f32) {
        let block = blocks::holding(&self.blocks, byte);
        let (_, line) = self.laid(block).place(Caret { byte, after: false });
        (block, line as f32 * self.setting.line_height())
    }

    /// Scrolls so that the line of a byte stands `below` points under the top of the view.
    pub fn show_at(&mut self, byte: usize, below: f32) {
        let (block, top) = self.line_top(byte);
        self.anchor = Anchor { block, offset: top - below };
        self.scroll(0.0);
    }

    /// Scrolls as little as needed so that the line of a byte is in view.
    pub fn keep_in_view(&mut self, byte: usize) {
        let line = self.setting.line_height();
        let margin = line.min(self.height / 4.0);
        let target = blocks::holding(&self.blocks, byte);
        let (_, within) = self.line_top(byte);
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
        let line =
            ((offset / self.setting.line_height()).floor().max(0.0) as usize).min(laid.lines - 1);
        (laid.line(line).start, offset - line as f32 * self.setting.line_height())
    }
}
