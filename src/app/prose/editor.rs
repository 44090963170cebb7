//! The editor of a text in Markdown: what stands out stands out quietly, and `[[` offers what can be linked to.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Context, Event, EventFilter, Frame, Id, Key, Rect, TextBuffer, TextEdit, Ui, pos2, vec2,
};

use super::paint::Painted;
use super::{Leads, Offer};
use crate::analysis::links::Readable;
use crate::analysis::query::Completion;
use crate::app::offers::{self, Offers};
use crate::app::theme::{self, Theme, space};
use crate::text::cleaned_paste;

/// The most that is offered at once.
const MOST: usize = 9;
/// Code points before the cursor among which a link may begin.
const REACH: usize = 160;
/// Width of the list of what is offered.
const OFFERS: f32 = 420.0;

/// The state of an editor beside its text.
#[derive(Default)]
pub struct Editor {
    offers: Offers,
    /// What is offered, in the order of the list.
    offered: Vec<Offer>,
    painted: Painted,
    takes_keyboard: bool,
    /// Whether it had the keyboard when it was drawn last.
    pub(super) has_keyboard: bool,
    /// Whether it takes the keyboard with the cursor at the end of the text.
    at_end: bool,
}

/// What an editor is about.
pub struct Line<'a> {
    /// Its key for the keyboard.
    pub id: Id,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// The least lines that it is high.
    pub rows: usize,
    /// The size of its words, in points.
    pub size: f32,
}

/// What happened in an editor.
pub struct Written {
    /// Whether something was typed.
    pub is_changed: bool,
    /// Whether the keyboard has left it.
    pub is_left: bool,
    /// Whether it has left it by Escape.
    pub is_escaped: bool,
}

impl Editor {
    /// Has it take the keyboard in the next frame, behind its last word where `at_end`.
    pub fn take_keyboard(&mut self, at_end: bool) {
        self.takes_keyboard = true;
        self.at_end = at_end;
    }

    /// Whether something is offered, which keys choose from.
    pub fn is_offering(&self) -> bool {
        !self.offers.is_empty()
    }

    /// Offers nothing any more.
    pub fn leave(&mut self) {
        self.offers.clear();
        self.has_keyboard = false;
    }

    /// Draws it as wide as there is room.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        line: &Line<'_>,
        readable: &mut Readable,
        leads: &dyn Leads,
    ) -> Written {
        let has_keyboard = ui.memory(|memory| memory.has_focus(line.id));
        let mut is_changed = false;
        if has_keyboard {
            clean_pastes(ui);
            if let Some(chosen) = self.offers.keys(ui) {
                self.link(ui, line.id, readable, &chosen, leads);
                is_changed = true;
            }
        }
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let output = self.field(ui, line, &mut readable.text);
        let response = output.response.response.clone().accessible_name(line.name);
        if std::mem::take(&mut self.takes_keyboard) {
            response.request_focus();
            if self.at_end {
                put_cursor(ui.ctx(), line.id, readable.text.chars().count());
            }
            response.scroll_to_me(None);
        }
        is_changed |= response.changed();
        self.has_keyboard = response.has_focus();
        let cursor = output.cursor_range.map(|range| range.primary);
        if response.changed() {
            let at = cursor.map_or(0, |cursor| cursor.index.0);
            self.offer(&readable.text, at, leads);
        }
        // A press on what is offered takes the keyboard away before it chooses.
        let is_pressing =
            ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if !response.has_focus() && !is_pressing {
            self.offers.clear();
        }
        if !self.offers.is_empty() {
            let place = cursor
                .map_or(Rect::from_min_size(response.rect.min, vec2(0.0, 0.0)), |at| {
                    output.galley.pos_from_cursor(at).translate(output.galley_pos.to_vec2())
                });
            let mut below = response.clone();
            // At the cursor, and in the window: a list that has no room would lie over the line.
            let most = ui.ctx().content_rect().right() - OFFERS - space::SECTION;
            let corner = pos2(place.min.x.min(most), place.min.y);
            below.rect = Rect::from_min_size(corner, vec2(OFFERS, place.height()));
            below.interact_rect = below.rect;
            if let Some(chosen) = self.offers.ui(&below) {
                self.link(ui, line.id, readable, &chosen, leads);
                is_changed = true;
                self.takes_keyboard = true;
                self.at_end = false;
            }
        }
        let is_left = response.lost_focus();
        Written { is_changed, is_left, is_escaped: is_left && escaped }
    }

    fn field(&mut self, ui: &mut Ui, line: &Line<'_>, text: &mut String) -> TextEditOutput {
        let theme = Theme::of(ui.ctx());
        let painted = &mut self.painted;
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
            let mut job = painted.job(text.as_str(), line.size, theme);
            job.wrap.max_width = width;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        // While something is offered, Escape and Tab are for that.
        let offers = !self.offers.is_empty();
        let keeps = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: offers,
            tab: offers,
        };
        TextEdit::multiline(text)
            .id(line.id)
            .font(theme::reading(line.size))
            .hint_text(line.hint)
            .desired_rows(line.rows)
            .desired_width(f32::INFINITY)
            .frame(Frame::new())
            .event_filter(keeps)
            .layouter(&mut layouter)
            .show(ui)
    }

    /// Offers what the words may mean that are begun before the cursor.
    fn offer(&mut self, text: &str, cursor: usize, leads: &dyn Leads) {
        self.offered.clear();
        self.offers.clear();
        let Some((from, begun)) = begun(text, cursor) else { return };
        self.offered = leads.offered(&begun);
        self.offered.truncate(MOST);
        let completion = |offer: &Offer| {
            let (text, about) = (offer.words.clone(), offer.about.clone());
            Completion { from, text, about }
        };
        self.offers.set(self.offered.iter().map(completion).collect());
    }

    /// Writes the link that was chosen, closed, with the cursor behind it.
    fn link(
        &mut self,
        ui: &Ui,
        id: Id,
        readable: &mut Readable,
        chosen: &Completion,
        leads: &dyn Leads,
    ) {
        let is_it = |offer: &&Offer| offer.words == chosen.text && offer.about == chosen.about;
        let Some(offer) = self.offered.iter().find(is_it).cloned() else { return };
        self.offers.clear();
        let text = readable.lead(offer.to, &offer.words, leads);
        let written = Completion { text, ..chosen.clone() };
        let closes = std::cell::Cell::new(false);
        offers::write(ui, id, &mut readable.text, &written, |behind| {
            closes.set(behind.starts_with("]]"));
            if closes.get() { "" } else { "]]" }
        });
        if closes.get() {
            let cursor = cursor(ui.ctx(), id).unwrap_or(0);
            put_cursor(ui.ctx(), id, cursor + 2);
        }
    }
}

/// The code point at which the name begins that stands before the cursor behind `[[`, and what is written of it.
fn begun(text: &str, cursor: usize) -> Option<(usize, String)> {
    let end = text.char_indices().nth(cursor).map_or(text.len(), |(byte, _)| byte);
    let before = &text[..end];
    let start = before.char_indices().rev().nth(REACH).map_or(0, |(byte, _)| byte);
    let open = before[start..].rfind("[[")? + start + 2;
    let begun = &before[open..];
    if begun.contains(['\n', '[', ']']) {
        return None;
    }
    Some((cursor - begun.chars().count(), begun.to_owned()))
}

/// Puts words in where the cursor of a field stands, or stood last, set off by blanks; the cursor then stands behind them.
pub(super) fn put_in(ctx: &Context, id: Id, text: &mut String, words: &str) {
    let end = text.chars().count();
    let at = cursor(ctx, id).unwrap_or(end).min(end);
    let byte = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([“‘".contains(c));
    let before = if is_open(text[..byte].chars().next_back()) { "" } else { " " };
    let after = if is_word(text[byte..].chars().next()) { " " } else { "" };
    let put = format!("{before}{words}{after}");
    text.insert_str(byte, &put);
    put_cursor(ctx, id, at + put.chars().count());
}

fn cursor(ctx: &Context, id: Id) -> Option<usize> {
    let state = TextEditState::load(ctx, id)?;
    state.cursor.char_range().map(|range| range.primary.index.0)
}

fn put_cursor(ctx: &Context, id: Id, at: usize) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
    state.store(ctx, id);
}

/// Takes what is pasted in this frame as text from other programs is taken.
fn clean_pastes(ui: &Ui) {
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Paste(text) = event {
                *text = cleaned_paste(text);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_is_begun_is_found_and_one_that_is_closed_is_not() {
        let found = |text: &str| begun(text, text.chars().count());
        assert_eq!(found("Über [[Tru"), Some((7, "Tru".to_owned())));
        assert_eq!(found("[["), Some((2, String::new())));
        assert_eq!(found("[[Trust]] and"), None);
        assert_eq!(found("[[a\nb"), None);
        assert_eq!(found("no link"), None);
        assert_eq!(begun("[[Trust]]", 4), Some((2, "Tr".to_owned())));
        assert_eq!(found(&format!("[[{}", "a".repeat(400))), None);
    }
}
