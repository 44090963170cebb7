//! The line in which a template is written: its fields in colour, the place that cannot be read underlined and explained below,
//! and below the cursor what could be written next.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{
    Context, EventFilter, FontSelection, Id, Key, Modifiers, RichText, Stroke, TextBuffer,
    TextEdit, Ui,
};

use crate::analysis::labels::{TemplateError, Vocabulary, completions};
use crate::app::offers::{self, Offers};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::house_style::Audience;

/// What the lines of a form share: what is offered below the one that has the keyboard.
#[derive(Default)]
pub(super) struct Writing {
    /// The line that had the keyboard last.
    line: Option<Id>,
    offers: Offers,
    /// The line that is to take the keyboard in the next frame.
    takes_keyboard: Option<Id>,
}

/// What a line is about.
pub(super) struct Line<'a> {
    pub(super) id: Id,
    /// What a screen reader calls it.
    pub(super) name: &'a str,
    /// What was last given to the project, which Escape goes back to.
    pub(super) given: &'a str,
    pub(super) error: Option<&'a TemplateError>,
    pub(super) audience: Audience,
    pub(super) names: &'a Vocabulary,
}

impl Writing {
    /// The line that had the keyboard last.
    pub(super) fn line(&self) -> Option<Id> {
        self.line
    }

    /// Has a line take the keyboard in the next frame.
    pub(super) fn go_to(&mut self, line: Id) {
        self.takes_keyboard = Some(line);
    }

    /// Draws a line as wide as there is room; whether it was left.
    pub(super) fn ui(&mut self, ui: &mut Ui, line: &Line<'_>, template: &mut String) -> bool {
        let theme = Theme::of(ui.ctx());
        let has_keyboard = ui.memory(|memory| memory.has_focus(line.id));
        if has_keyboard && self.line != Some(line.id) {
            self.line = Some(line.id);
            self.offers.clear();
        }
        let taken = has_keyboard.then(|| self.offers.keys(ui)).flatten();
        if let Some(completion) = &taken {
            offers::write(ui, line.id, template, completion, |_| "");
            self.offer_next(ui, line, template);
        }
        // A template is one line, however it is broken on the screen: Enter ends it.
        let entered =
            has_keyboard && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let error = line.error;
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
            let mut job = painted(text.as_str(), error, theme);
            job.wrap.max_width = width;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        // While something is offered, Escape and Tab are for that.
        let offers = !self.offers.is_empty() && self.line == Some(line.id);
        let keeps = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: offers,
            tab: offers,
        };
        let edit = TextEdit::multiline(template)
            .id(line.id)
            .font(FontSelection::from(theme::reading(size::LEAD)))
            .hint_text("No label")
            .desired_rows(1)
            .desired_width(f32::INFINITY)
            .return_key(None)
            .event_filter(keeps)
            .layouter(&mut layouter);
        let output = edit.show(ui);
        let response = output.response.response.clone().accessible_name(line.name);
        if self.takes_keyboard == Some(line.id) {
            self.takes_keyboard = None;
            response.request_focus();
        }
        if response.changed() {
            if template.contains(['\n', '\r']) {
                *template = template.replace(['\n', '\r'], " ");
            }
            let cursor = output.cursor_range.map_or(0, |range| range.primary.index.0);
            self.offers.set(completions(template, cursor, line.audience, line.names));
        }
        if entered {
            response.surrender_focus();
        }
        // A press on what is offered takes the keyboard away before it chooses.
        let is_pressing =
            ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if self.line == Some(line.id) && !response.has_focus() && !is_pressing {
            self.offers.clear();
        }
        if let Some(error) = error {
            let place = place(template, error);
            let said = match template[place.clone()].trim() {
                "" => error.message.clone(),
                // The underline alone is no sign for who does not see it.
                words => format!("{} Here: {words}", error.message),
            };
            ui.label(RichText::new(said).size(size::SMALL).color(theme.danger));
            ui.add_space(space::TIGHT);
        }
        if self.line == Some(line.id)
            && let Some(completion) = self.offers.ui(&response)
        {
            offers::write(ui, line.id, template, &completion, |_| "");
            self.go_to(line.id);
            self.offer_next(ui, line, template);
        }
        let left = response.lost_focus() || entered;
        if left && escaped {
            line.given.clone_into(template);
        }
        left
    }

    /// Offers what could follow at the cursor: behind a field that is gone on with, its values.
    fn offer_next(&mut self, ui: &Ui, line: &Line<'_>, template: &str) {
        let cursor = cursor(ui.ctx(), line.id).unwrap_or(usize::MAX);
        self.offers.set(completions(template, cursor, line.audience, line.names));
    }
}

/// Puts a field where the cursor last stood in a line, and the cursor behind it.
pub(super) fn insert(ctx: &Context, line: Id, template: &mut String, field: &str) {
    let count = template.chars().count();
    let at = cursor(ctx, line).unwrap_or(count).min(count);
    let field = format!("{{{field}}}");
    let byte = template.char_indices().nth(at).map_or(template.len(), |(byte, _)| byte);
    template.insert_str(byte, &field);
    let mut state = TextEditState::load(ctx, line).unwrap_or_default();
    let place = CCursor::new(at + field.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(place)));
    state.store(ctx, line);
}

fn cursor(ctx: &Context, line: Id) -> Option<usize> {
    let state = TextEditState::load(ctx, line)?;
    state.cursor.char_range().map(|range| range.primary.index.0)
}

/// The bytes of the place that cannot be read; where something is missing at the end, what stands before it.
fn place(template: &str, error: &TemplateError) -> Range<usize> {
    let byte =
        |at: u32| template.char_indices().nth(at as usize).map_or(template.len(), |(byte, _)| byte);
    let (start, end) = (byte(error.span.start), byte(error.span.end));
    if start < end {
        return start..end;
    }
    let before = template[..start].char_indices().next_back().map_or(0, |(byte, _)| byte);
    before..start
}

/// A template with its fields in the accent, and what cannot be read underlined.
fn painted(template: &str, error: Option<&TemplateError>, theme: &Theme) -> LayoutJob {
    let wrong = error.map_or(0..0, |error| place(template, error));
    let mut job = LayoutJob::default();
    let mut depth = 0_usize;
    let mut escaped = false;
    for (byte, c) in template.char_indices() {
        let closes = c == '}' && !escaped;
        if c == '{' && !escaped {
            depth += 1;
        }
        let ink = match (depth, c) {
            (0, '<' | '>') if !escaped => theme.quiet,
            (0, _) => theme.ink,
            _ => theme.accent,
        };
        if closes {
            depth = depth.saturating_sub(1);
        }
        escaped = c == '\\' && !escaped;
        let mut format = TextFormat::simple(theme::reading(size::LEAD), ink);
        if wrong.contains(&byte) {
            format.underline = Stroke::new(2.0, theme.danger);
        }
        job.append(&template[byte..byte + c.len_utf8()], 0.0, format);
    }
    if template.is_empty() {
        // So that the line of an empty template is as high as any.
        job.append("", 0.0, TextFormat::simple(theme::reading(size::LEAD), theme.ink));
    }
    job
}
