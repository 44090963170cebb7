//! The templates of the form: one for each kind of source that has its own, one for all others, one for speakers; below them
//! the fields that can be put into them.

use std::str::FromStr;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Id, Popup, PopupCloseBehavior, Rect, RichText, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::fields::{CAPTION, row};
use super::form::{Form, Of};
use super::template_line::{self, Line};
use crate::analysis::labels::{TemplateError, WhichTemplate};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceKind;
use crate::domain::house_style::{Audience, ExtractTemplate, HouseStyle};
use crate::text::capital;

/// Height of a line of one row.
const LINE: f32 = 30.0;

/// What the lines of templates are drawn for.
pub(super) struct Sheet<'a> {
    pub(super) of: &'a Of<'a>,
    pub(super) audience: Audience,
}

impl Sheet<'_> {
    fn id(&self, which: WhichTemplate) -> Id {
        match which {
            WhichTemplate::Extract(at) => self.of.salt.with(("template", at)),
            WhichTemplate::Speakers => self.of.salt.with("template of speakers"),
        }
    }

    fn error(&self, which: WhichTemplate) -> Option<&TemplateError> {
        self.of.errors.iter().find(|error| error.which == which).map(|error| &error.error)
    }

    fn given(&self, which: WhichTemplate) -> &str {
        let given = self.of.given;
        match which {
            WhichTemplate::Extract(at) => {
                given.extracts.get(at).map_or("", |one| one.template.as_str())
            }
            WhichTemplate::Speakers => &given.speakers.template,
        }
    }

    fn line(
        &self,
        form: &mut Form,
        ui: &mut Ui,
        which: WhichTemplate,
        name: &str,
        template: &mut String,
    ) -> bool {
        let line = Line {
            id: self.id(which),
            name,
            given: self.given(which),
            error: self.error(which),
            audience: self.audience,
            names: self.of.names,
        };
        form.writing.ui(ui, &line, template)
    }
}

/// Draws the templates of labels; whether one was left or something else chosen.
pub(super) fn extracts(
    form: &mut Form,
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    style: &mut HouseStyle,
) -> bool {
    let free: Vec<String> = free_kinds(style, &sheet.of.names.kinds);
    let mut is_left = false;
    let mut removed = None;
    for at in 0..style.extracts.len() {
        let one = &mut style.extracts[at];
        let called = kinds_words(&one.kinds);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            is_left |= kinds(ui, &mut one.kinds, &called, &free);
            // The cross stands beside the line.
            let width = ui.available_width() - space::ROW - space::TIGHT;
            ui.allocate_ui(vec2(width, space::ROW), |ui| {
                ui.set_width(width);
                ui.vertical(|ui| {
                    let name = format!("Template: {}", called.to_lowercase());
                    let which = WhichTemplate::Extract(at);
                    is_left |= sheet.line(form, ui, which, &name, &mut one.template);
                });
            });
            let name = format!("Remove the template: {}", called.to_lowercase());
            let hover = match one.kinds.is_empty() {
                true => {
                    "Take it out: kinds of source without a template of their own print no label"
                }
                false => "Take it out: these are labelled as all others",
            };
            if sheet.of.is_own && Icon::Close.button(ui, space::ROW, &name, hover).clicked() {
                removed = Some(at);
            }
        });
    }
    if let Some(at) = removed {
        style.extracts.remove(at);
        is_left = true;
    }
    if sheet.of.is_own {
        is_left |= add(form, ui, sheet, style, &free);
    }
    is_left
}

/// A caption that opens what it says to be chosen anew.
fn caption_button(ui: &mut Ui, called: &str) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(CAPTION, LINE), Sense::click());
    let spoken = format!("Kinds of source: {}", called.to_lowercase());
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &spoken));
    if !enabled {
        caption(ui, rect, called);
        return response;
    }
    let around = rect.expand2(vec2(space::TIGHT, -2.0));
    if response.hovered() {
        ui.painter().rect_filled(around, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(around, space::CORNER, ring, StrokeKind::Inside);
    }
    let (words, sign) = rect.split_left_right_at_x(rect.right() - 20.0);
    caption(ui, words, called);
    Icon::Unfolded.paint(ui.painter(), sign, theme.quiet);
    response
        .on_hover_text(format!("{called}: choose the kinds of source that this template is for"))
}

/// Writes a caption beside the first row of its line.
fn caption(ui: &Ui, rect: Rect, words: &str) {
    let theme = Theme::of(ui.ctx());
    let format = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(rect.width());
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.quiet);
}

/// The kinds that a template is for; those that no other template is for can be added.
fn kinds(ui: &mut Ui, kinds: &mut Vec<String>, called: &str, free: &[String]) -> bool {
    if kinds.is_empty() {
        let (rect, response) = ui.allocate_exact_size(vec2(CAPTION, LINE), Sense::hover());
        caption(ui, rect, called);
        response.on_hover_text("For every kind of source that has no template of its own");
        return false;
    }
    let button = caption_button(ui, called);
    let mut is_changed = false;
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let own = kinds.clone();
        for kind in own.iter().chain(free) {
            let mut is_on = own.contains(kind);
            // Without a kind it would be the one for all others.
            let is_last = is_on && own.len() == 1;
            let tick = |ui: &mut Ui| theme::check(ui, &mut is_on, &kind_words(kind));
            if ui.add_enabled_ui(!is_last, tick).inner.changed() {
                match is_on {
                    true => kinds.push(kind.clone()),
                    false => kinds.retain(|other| other != kind),
                }
                is_changed = true;
            }
        }
    });
    is_changed
}

/// Offers a template for each kind of source that has none.
fn add(
    form: &mut Form,
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    style: &mut HouseStyle,
    free: &[String],
) -> bool {
    let has_others = style.extracts.iter().any(|one| one.kinds.is_empty());
    if free.is_empty() && has_others {
        return false;
    }
    let mut added = None;
    let hover = "Kinds of source that are labelled as all others, until they have a template";
    row(ui, "Own template for", hover, |ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        if !has_others && ui.button("All others").clicked() {
            added = Some((style.extracts.len(), Vec::new()));
        }
        for kind in free {
            if ui.button(kind_words(kind)).on_hover_text("Begin with that for all others").clicked()
            {
                let others = style.extracts.iter().position(|one| one.kinds.is_empty());
                added = Some((others.unwrap_or(style.extracts.len()), vec![kind.clone()]));
            }
        }
    });
    let Some((at, kinds)) = added else { return false };
    let others = style.extracts.iter().find(|one| one.kinds.is_empty());
    let template = others.map_or("{role} ID {person}", |one| &one.template).to_owned();
    style.extracts.insert(at, ExtractTemplate { kinds, template });
    form.writing.go_to(sheet.id(WhichTemplate::Extract(at)));
    true
}

/// Draws the template of speakers; whether it was left.
pub(super) fn speakers(
    form: &mut Form,
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    style: &mut HouseStyle,
) -> bool {
    let hover = "How those who speak within an extract are tagged where several do: \
                 “[Manager ID 514]: the lease ends in spring.” Talk between two is printed with Q: and A:";
    ui.add_space(space::TIGHT);
    row(ui, "Speakers", hover, |ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - space::ROW - space::TIGHT);
            let template = &mut style.speakers.template;
            sheet.line(form, ui, WhichTemplate::Speakers, "Template: speakers", template)
        })
        .inner
    })
}

/// Draws the fields that a click puts into the template that was written in last, and how templates are written.
pub(super) fn insertable(form: &mut Form, ui: &mut Ui, sheet: &Sheet<'_>, style: &mut HouseStyle) {
    if !sheet.of.is_own {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let hover = "A click puts a field into the template that you wrote in last, at the cursor";
    let mut chosen = None;
    row(ui, "Put in a field", hover, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for (field, means) in sheet.of.names.fields(sheet.audience) {
            let words = RichText::new(&field).size(size::SMALL).color(theme.accent);
            let button = ui.add(egui::Button::new(words).min_size(vec2(0.0, 20.0)));
            let spoken = format!("Put in {{{field}}}");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.on_hover_text(capital(&means)).clicked() {
                chosen = Some(field);
            }
        }
    });
    row(ui, "", "", |ui| {
        let word = if form.explains { "Hide how templates are written" } else { EXPLAIN };
        if ui.link(RichText::new(word).size(size::SMALL)).clicked() {
            form.explains = !form.explains;
        }
    });
    if form.explains {
        explanation(ui);
    }
    let Some(field) = chosen else { return };
    let last = form.writing.line();
    let all = (0..style.extracts.len()).map(WhichTemplate::Extract);
    let mut all = all.chain([WhichTemplate::Speakers]);
    let which = all.find(|which| Some(sheet.id(*which)) == last);
    let others = style.extracts.iter().position(|one| one.kinds.is_empty());
    let which = which.unwrap_or(others.map_or(WhichTemplate::Speakers, WhichTemplate::Extract));
    let template = match which {
        WhichTemplate::Extract(at) => &mut style.extracts[at].template,
        WhichTemplate::Speakers => &mut style.speakers.template,
    };
    template_line::insert(ui.ctx(), sheet.id(which), template, &field);
    form.writing.go_to(sheet.id(which));
}

const EXPLAIN: &str = "How templates are written";

/// What is written, and what it does.
const WRITTEN: [(&str, &str); 6] = [
    ("{role} ID {person}", "Words stand as they are; fields in braces are filled: GP ID 512"),
    (
        "fieldnotes< {date:MMMM YYYY}> {meeting}",
        "What is between < and > goes where a field in it is empty",
    ),
    ("{qualifier|role}", "Behind the bar stands what is printed where the field is empty"),
    ("{meeting_type|\"meeting\"}", "This can be words, too"),
    ("{date:D MMMM YYYY}", "The form of a date: YYYY YY · MMMM MMM MM M · DD D"),
    (
        "{when kind is minutes or \"board paper\": … | otherwise: …}",
        "What depends on the kind of source, on any other field, or on “rounds are compared”",
    ),
];

fn explanation(ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    for (written, about) in WRITTEN {
        row(ui, "", "", |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(RichText::new(written).font(theme::reading(size::BODY)));
                ui.label(RichText::new(about).size(size::SMALL).color(theme.quiet));
            });
        });
    }
}

/// The kinds of source that no template of a style is for.
fn free_kinds(style: &HouseStyle, all: &[String]) -> Vec<String> {
    let taken = |kind: &String| {
        let lower = kind.to_lowercase();
        style.extracts.iter().flat_map(|one| &one.kinds).any(|one| one.to_lowercase() == lower)
    };
    all.iter().filter(|kind| !taken(kind)).cloned().collect()
}

/// Kinds of source as they are read.
pub(super) fn kinds_words(kinds: &[String]) -> String {
    match kinds {
        [] => "All others".to_owned(),
        [first, rest @ ..] => {
            let rest = rest.iter().map(|kind| kind_words(kind).to_lowercase());
            std::iter::once(kind_words(first)).chain(rest).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A kind of source as it is read: `Fieldnotes`, `Telephone interview`.
fn kind_words(kind: &str) -> String {
    match SourceKind::from_str(kind) {
        Ok(kind) => kind.heading().to_owned(),
        Err(_) => capital(kind),
    }
}
