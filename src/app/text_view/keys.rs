//! The keyboard on the page.

use egui::{Event, Key, Modifiers, Ui};

use super::motion::Motion;
use super::pointer::Grip;
use super::{PageEvents, TextView};

impl TextView {
    /// Takes the keys that are the page's own from this frame's events.
    pub(super) fn keyboard(&mut self, ui: &Ui, events: &mut PageEvents) {
        let before = self.selected.span();
        let mut copied = false;
        let keys: Vec<(Key, Modifiers)> = ui.input_mut(|input| {
            let mut keys = Vec::new();
            input.events.retain(|event| match event {
                Event::Key { key, modifiers, pressed: true, .. }
                    if self.is_own(*key, *modifiers) =>
                {
                    keys.push((*key, *modifiers));
                    false
                }
                Event::Copy if !before.is_empty() => {
                    copied = true;
                    false
                }
                _ => true,
            });
            keys
        });
        for (key, modifiers) in keys {
            self.key(key, modifiers);
        }
        if copied {
            ui.ctx().copy_text(self.text.slice(before).to_owned());
        }
        events.selection_changed |= self.selected.span() != before;
    }

    /// Whether the page answers to a key.
    fn is_own(&self, key: Key, modifiers: Modifiers) -> bool {
        match key {
            Key::ArrowLeft | Key::ArrowRight => !modifiers.alt,
            Key::ArrowUp | Key::ArrowDown => modifiers.alt || !modifiers.command,
            Key::Home | Key::End => !modifiers.alt,
            Key::PageUp | Key::PageDown => !modifiers.alt && !modifiers.command,
            Key::OpenBracket | Key::CloseBracket => !modifiers.alt && !modifiers.command,
            Key::A => modifiers.command && !modifiers.shift && !modifiers.alt,
            Key::Escape => !matches!(self.grip, Grip::None) || !self.selected.span().is_empty(),
            _ => false,
        }
    }

    fn key(&mut self, key: Key, modifiers: Modifiers) {
        let (extend, command) = (modifiers.shift, modifiers.command);
        match key {
            Key::ArrowLeft => {
                self.go(if command { Motion::WordLeft } else { Motion::Left }, extend)
            }
            Key::ArrowRight => {
                self.go(if command { Motion::WordRight } else { Motion::Right }, extend)
            }
            Key::ArrowUp if modifiers.alt => self.select_next_paragraph(false, extend),
            Key::ArrowDown if modifiers.alt => self.select_next_paragraph(true, extend),
            Key::OpenBracket => self.select_next_paragraph(false, extend),
            Key::CloseBracket => self.select_next_paragraph(true, extend),
            Key::ArrowUp => self.go(Motion::LineUp, extend),
            Key::ArrowDown => self.go(Motion::LineDown, extend),
            Key::PageUp => self.go(Motion::PageUp, extend),
            Key::PageDown => self.go(Motion::PageDown, extend),
            Key::Home => {
                self.go(if command { Motion::TextStart } else { Motion::LineStart }, extend)
            }
            Key::End => self.go(if command { Motion::TextEnd } else { Motion::LineEnd }, extend),
            Key::A => self.select(self.text.span()),
            Key::Escape => {
                if matches!(self.grip, Grip::None) {
                    self.clear_selection();
                } else {
                    self.grip = Grip::None;
                }
            }
            _ => {}
        }
    }

    /// Selects the paragraph after (or before) the one with the caret; the selection grows to it where `extend`.
    fn select_next_paragraph(&mut self, forward: bool, extend: bool) {
        let paragraphs = self.text.paragraphs();
        let selected = self.selected.span();
        let mut index = self.text.paragraph_at(self.selected.head);
        let whole = self.paragraph_span(index);
        // The first press selects the paragraph itself, unless it is selected already.
        let fresh = selected.is_empty() && !whole.is_empty();
        if !fresh {
            loop {
                let next = if forward { index + 1 } else { index.wrapping_sub(1) };
                if next >= paragraphs.len() {
                    break;
                }
                index = next;
                if !paragraphs[index].span.is_empty() {
                    break;
                }
            }
        }
        let next = self.paragraph_span(index);
        let anchor = self.selected.anchor;
        self.selected.set(next);
        if !forward {
            self.selected.turn_round();
        }
        if extend && !fresh {
            self.selected.anchor = anchor;
        }
        self.show_caret();
    }
}
