//! How the caret moves.

use super::TextView;
use super::shaping::Caret;

/// One movement of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    /// By a character as it is seen on the screen.
    Left,
    Right,
    WordLeft,
    WordRight,
    LineUp,
    LineDown,
    PageUp,
    PageDown,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
}

impl TextView {
    /// Moves the caret and shows it. An extended selection keeps its anchor.
    pub(super) fn go(&mut self, motion: Motion, extend: bool) {
        if !extend
            && !self.selected.span().is_empty()
            && matches!(motion, Motion::Left | Motion::Right)
        {
            // As everywhere: the caret goes to that side of what was selected.
            let span = self.selected.span();
            let rtl = self.paragraph_is_rtl(self.selected.caret(&self.text));
            let at = if (motion == Motion::Left) != rtl { span.start } else { span.end };
            let caret = Caret { byte: self.text.byte(at), after: at == span.end };
            self.selected.move_head(&self.text, caret, false);
            self.selected.goal = None;
            self.show_caret();
            return;
        }
        if self.selected.span().is_empty() {
            self.bring_caret_into_view();
        }
        let from = self.selected.caret(&self.text);
        let vertical =
            matches!(motion, Motion::LineUp | Motion::LineDown | Motion::PageUp | Motion::PageDown);
        let goal = vertical.then(|| {
            self.selected.goal.unwrap_or_else(|| {
                let block = self.flow.block_of(from);
                self.flow.laid(block).place(from).0
            })
        });
        let to = self.moved(from, motion, goal.unwrap_or_default());
        let to = self.out_of_marker(from, self.snapped(to));
        self.selected.move_head(&self.text, to, extend);
        self.selected.goal = goal;
        self.show_caret();
    }

    fn moved(&mut self, from: Caret, motion: Motion, goal: f32) -> Caret {
        match motion {
            Motion::Left => self.step(from, false),
            Motion::Right => self.step(from, true),
            Motion::WordLeft => self.word(from, false),
            Motion::WordRight => self.word(from, true),
            Motion::LineUp => self.past_blanks(Self::line, from, false, goal),
            Motion::LineDown => self.past_blanks(Self::line, from, true, goal),
            Motion::PageUp => self.past_blanks(Self::page, from, false, goal),
            Motion::PageDown => self.past_blanks(Self::page, from, true, goal),
            Motion::LineStart | Motion::LineEnd => {
                let block = self.flow.block_of(from);
                let laid = self.flow.laid(block);
                let (_, line) = laid.place(from);
                let bytes = laid.line(line);
                if motion == Motion::LineStart {
                    Caret { byte: bytes.start, after: false }
                } else {
                    Caret { byte: bytes.end, after: true }
                }
            }
            Motion::TextStart => self.end(false),
            Motion::TextEnd => self.end(true),
        }
    }

    fn paragraph_is_rtl(&mut self, caret: Caret) -> bool {
        let block = self.flow.block_of(caret);
        self.flow.laid(block).is_rtl()
    }

    /// One grapheme to the left or right on the screen, on into the neighbouring paragraph at the edge.
    fn step(&mut self, from: Caret, right: bool) -> Caret {
        let mut caret = from;
        // At a seam between blocks or a change of direction a step can stay on the same byte; a second one does not.
        for _ in 0..4 {
            let block = self.flow.block_of(caret);
            let laid = self.flow.laid(block);
            let next = match laid.step(caret, right) {
                Some(next) => next,
                None => match self.neighbour(block, right != laid.is_rtl()) {
                    Some(next) => next,
                    None => return caret,
                },
            };
            caret = next;
            if caret.byte != from.byte {
                break;
            }
        }
        // Glyphs may come in smaller clusters than graphemes.
        let at = self.text.code_point(caret.byte);
        if self.text.grapheme_start(at) == at {
            caret
        } else if caret.byte > from.byte {
            Caret { byte: self.text.byte(self.text.next_grapheme(at)), after: true }
        } else {
            self.snapped(caret)
        }
    }

    /// The near edge of the block before or after.
    fn neighbour(&mut self, block: usize, forward: bool) -> Option<Caret> {
        let index = if forward { block + 1 } else { block.checked_sub(1)? };
        if index >= self.flow.blocks().len() {
            return None;
        }
        let bytes = self.flow.laid(index).bytes();
        Some(if forward {
            Caret { byte: bytes.start, after: false }
        } else {
            Caret { byte: bytes.end, after: true }
        })
    }

    fn word(&mut self, from: Caret, right: bool) -> Caret {
        let at = self.text.code_point(from.byte);
        if right != self.paragraph_is_rtl(from) {
            Caret { byte: self.text.byte(self.text.next_word_end(at)), after: true }
        } else {
            Caret { byte: self.text.byte(self.text.previous_word_start(at)), after: false }
        }
    }

    /// A step up or down, and on over blank lines: nothing can be selected on them.
    fn past_blanks(
        &mut self,
        step: fn(&mut Self, Caret, bool, f32) -> Caret,
        from: Caret,
        down: bool,
        goal: f32,
    ) -> Caret {
        let mut to = step(self, from, down, goal);
        while self.is_blank(to) {
            let next = self.line(to, down, goal);
            if next.byte == to.byte {
                break;
            }
            to = next;
        }
        to
    }

    fn is_blank(&self, caret: Caret) -> bool {
        let block = &self.flow.blocks()[self.flow.block_of(caret)];
        self.text.as_str()[block.bytes.clone()].trim().is_empty()
    }

    /// A line up or down, at the wanted place of it.
    fn line(&mut self, from: Caret, down: bool, goal: f32) -> Caret {
        let block = self.flow.block_of(from);
        let laid = self.flow.laid(block);
        let (_, line) = laid.place(from);
        let to = if down && line + 1 < laid.lines {
            laid.caret_in_line(line + 1, goal)
        } else if !down && line > 0 {
            laid.caret_in_line(line - 1, goal)
        } else if down && block + 1 < self.flow.blocks().len() {
            self.flow.laid(block + 1).caret_in_line(0, goal)
        } else if !down && block > 0 {
            let laid = self.flow.laid(block - 1);
            laid.caret_in_line(laid.lines - 1, goal)
        } else {
            return self.end(down);
        };
        self.snapped(to)
    }

    /// A view up or down but for two lines, at the wanted place of the line there.
    fn page(&mut self, from: Caret, down: bool, goal: f32) -> Caret {
        let block = self.flow.block_of(from);
        let laid = self.flow.laid(block);
        let (_, line) = laid.place(from);
        let middle = (line as f32 + 0.5) * laid.setting.line_height;
        let two = 2.0 * self.flow.setting().line_height;
        let by = (self.flow.view_height() - two).max(two);
        match self.flow.away((block, middle), if down { by } else { -by }) {
            Some((block, y)) => {
                let to = self.flow.laid(block).caret_at(goal, y);
                self.snapped(to)
            }
            None => self.end(down),
        }
    }

    /// The end of the text, or its start.
    fn end(&self, down: bool) -> Caret {
        Caret { byte: if down { self.text.as_str().len() } else { 0 }, after: down }
    }

    /// A caret moved to the start of its grapheme.
    pub(super) fn snapped(&self, caret: Caret) -> Caret {
        let at = self.text.code_point(caret.byte);
        let start = self.text.grapheme_start(at);
        if start == at { caret } else { Caret { byte: self.text.byte(start), after: false } }
    }

    /// A caret never stands in a marker that is not shown: going back it leaves the paragraph, else it goes to the
    /// words.
    fn out_of_marker(&mut self, from: Caret, to: Caret) -> Caret {
        let block = self.flow.block_of(to);
        let (start, words) =
            (self.flow.blocks()[block].bytes.start, self.flow.blocks()[block].words);
        if !self.flow.hides_marker(block) || to.byte >= words || to.byte < start {
            return to;
        }
        if from.byte == words
            && let Some(previous) = self.neighbour(block, false)
        {
            return previous;
        }
        Caret { byte: words, after: false }
    }

    /// Where the reader has scrolled away from an idle caret, the keyboard goes on from what is shown.
    fn bring_caret_into_view(&mut self) {
        let head = self.text.byte(self.selected.head);
        let visible = self.flow.visible();
        let (Some(first), Some(last)) = (visible.first(), visible.last()) else { return };
        let (first, last) =
            (self.flow.blocks()[first.block].bytes.start, self.flow.blocks()[last.block].bytes.end);
        if head < first || head > last {
            let (byte, _) = self.flow.top();
            self.selected.move_head(&self.text, Caret { byte, after: false }, false);
            self.selected.goal = None;
        }
    }

    /// Scrolls as little as needed to show the caret.
    pub(super) fn show_caret(&mut self) {
        let byte = self.text.byte(self.selected.head);
        self.flow.keep_in_view(byte);
    }
}
