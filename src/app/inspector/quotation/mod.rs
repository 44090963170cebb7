//! A quotation in the inspector: its words, codes with coders, what it was picked out as, what it leads to, and comment.

mod findings;
mod flags;
mod links;

pub use flags::flag_words;

use egui::{RichText, Sense, TextEdit, Ui, vec2};

use super::draft::{Draft, REST};
use crate::app::desk::{Desk, Selected};
use crate::app::icons::Icon;
use crate::app::text_view::passage;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{Window, commands};
use crate::domain::{Coding, CodingId, QuotationId, SourceId};

/// The inspector's own state for a quotation.
#[derive(Default)]
pub struct QuotationCard {
    /// What is being written beside it.
    comment: Draft<QuotationId>,
    /// What is being written on one of its codings.
    coding: Draft<CodingId>,
    /// A flag of the team's own that is being typed.
    flag: String,
    links: links::Links,
}

impl QuotationCard {
    /// Remembers a quotation as the one that a link begins at.
    pub fn begin_link(&mut self, source: SourceId, id: QuotationId) {
        self.links.begin(source, id);
    }
}

/// Keeps what was typed as a comment, when the typing rests, something else is selected, or the project `ends`.
pub(super) fn keep_typed(desk: &mut Desk, ends: bool) {
    let draft = &mut desk.quotation.comment;
    let is_shown = matches!(desk.selected, Selected::Quotation(_, id) if draft.of() == Some(id));
    if (ends || draft.is_due(is_shown))
        && let Some((quotation, text)) = draft.take()
    {
        comment(desk, quotation, text);
    }
    if ends {
        for (quotation, text) in desk.quotation.comment.take_aside() {
            comment(desk, quotation, text);
        }
        for (coding, text) in desk.quotation.coding.take_aside() {
            comment_coding(desk, coding, text);
        }
    }
    let draft = &mut desk.quotation.coding;
    let is_shown = draft.of().is_some() && desk.reading.coding() == draft.of();
    if (ends || draft.is_due(is_shown))
        && let Some((coding, text)) = draft.take()
    {
        comment_coding(desk, coding, text);
    }
}

fn comment_coding(desk: &mut Desk, id: CodingId, text: String) {
    let back = text.clone();
    desk.act(
        move |project| project.comment_coding(id, &text),
        move |desk, done| {
            let mut codings = desk.snapshot.quotations().flat_map(|(_, on)| &on.codings);
            if done.is_none() && codings.any(|coding| coding.id == id) {
                desk.quotation.coding.put_back(id, back);
            }
        },
    );
}

fn comment(desk: &mut Desk, id: QuotationId, text: String) {
    // A quotation that was deleted has taken its comment with it.
    if desk.snapshot.quotation(id).is_none() {
        return;
    }
    let back = text.clone();
    desk.act(
        move |project| project.comment_quotation(id, &text),
        move |desk, done| {
            if done.is_none() {
                desk.quotation.comment.put_back(id, back);
            }
        },
    );
}

/// Draws it.
pub fn draw(window: &mut Window, ui: &mut Ui, source: SourceId, id: QuotationId) {
    let Some(desk) = &mut window.desk else { return };
    // The selection may have changed in this very frame: what was typed on another quotation goes first.
    keep_typed(desk, false);
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let (Some(info), Some(on)) = (snapshot.source(source), snapshot.codings(source)) else {
        return;
    };
    let Some(quotation) = on.quotation(id) else { return };
    let theme = Theme::of(ui.ctx());
    let quiet = |text: String| RichText::new(text).size(size::SMALL).color(theme.quiet);

    ui.label(RichText::new("Quotation").font(theme::interface_bold(size::LEAD)));
    let label = snapshot.label(info, on, quotation.span);
    ui.label(quiet(format!("{label} · {}", info.name)));
    if desk.reading.source() == Some(source)
        && let Some(text) = desk.reading.text()
    {
        ui.add_space(space::INSIDE);
        let words = text.slice(quotation.span);
        let shown = excerpt(words);
        let width = ui.available_width();
        let words = passage(ui.ctx(), &shown, &[], size::BODY, width);
        let (rect, response) = ui.allocate_exact_size(vec2(width, words.height()), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &shown));
        words.paint(ui.painter(), rect.min, |_| theme.ink);
    }
    ui.add_space(space::GROUP);

    ui.label(quiet("Codes".to_owned()));
    let picked = desk.reading.coding();
    let mut remove: Option<CodingId> = None;
    let mut pick = None;
    let mut open = None;
    for coding in &quotation.codings {
        let coder = snapshot.coder(coding.coder).map_or("", |coder| coder.name.as_str());
        let Some(code) = snapshot.codes.get(coding.code) else { continue };
        let chosen = picked == Some(coding.id);
        let behind = ui.painter().add(egui::Shape::Noop);
        let row = ui.horizontal(|ui| {
            let (dot, _) = ui.allocate_exact_size(vec2(10.0, 18.0), Sense::hover());
            let stroke = theme.code_stroke(snapshot.codes.colour(code.id));
            ui.painter().rect_filled(dot.shrink2(vec2(3.0, 2.0)), 1.5, stroke);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let name = format!("Remove {} by {coder}", snapshot.codes.telling_name(code.id));
                if Icon::Close.button(ui, 20.0, &name, "Remove this coding").clicked() {
                    remove = Some(coding.id);
                }
                ui.label(quiet(coder.to_owned()));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let text = RichText::new(snapshot.codes.telling_name(code.id));
                    let text = if chosen { text.strong() } else { text };
                    let name = ui.add(egui::Button::new(text).frame(false).truncate());
                    let path = snapshot.codes.path_text(code.id);
                    let name = name.on_hover_text(if code.definition.is_empty() {
                        path
                    } else {
                        format!("{path}\n\n{}", code.definition)
                    });
                    if name.clicked() {
                        pick = Some(coding.id);
                    }
                    if name.double_clicked() {
                        open = Some(code.id);
                    }
                });
            });
        });
        if chosen {
            let at = row.response.rect.expand2(vec2(4.0, 1.0));
            let fill = egui::Shape::rect_filled(at, space::CORNER, theme.accent_soft);
            ui.painter().set(behind, fill);
            coding_comment(desk, ui, coding);
        } else if !coding.comment.is_empty() {
            ui.label(quiet(coding.comment.clone()));
        }
    }
    if quotation.codings.is_empty() {
        ui.label(quiet("No code yet".to_owned()));
    }
    ui.add_space(space::GROUP);
    flags::draw(desk, ui, quotation);
    ui.add_space(space::GROUP);

    let heading = ui.label(quiet("Comment".to_owned()));
    desk.quotation.comment.follow(id, &quotation.comment);
    let takes = desk.reading.takes_comment();
    let edit = TextEdit::multiline(desk.quotation.comment.text())
        .hint_text("What do you notice here?")
        .desired_rows(4)
        .desired_width(f32::INFINITY);
    let edit = ui.add(edit).labelled_by(heading.id);
    if takes {
        edit.request_focus();
    }
    if edit.changed() {
        desk.quotation.comment.typed();
        ui.ctx().request_repaint_after(REST);
    }
    if edit.lost_focus()
        && let Some((quotation, text)) = desk.quotation.comment.take()
    {
        comment(desk, quotation, text);
    }
    ui.add_space(space::GROUP);
    links::draw(desk, ui, &snapshot, source, id);
    flags::examples(desk, ui, &snapshot, quotation);
    let mut wanted = findings::draw(desk, ui, &snapshot, id);
    ui.horizontal_wrapped(|ui| {
        let shown = desk.reading.source() == Some(source)
            && desk.workspace == crate::app::desk::Workspace::Read;
        if !shown && ui.button("Open in its source").clicked() {
            desk.open_quotation(source, id);
        }
        if ui.button("Delete quotation").clicked() {
            wanted = Some("Delete quotation");
        }
    });
    let made = quotation.codings.first().map(|coding| crate::app::figures::day(&coding.at));
    if let Some(made) = made {
        ui.add_space(space::INSIDE);
        ui.label(quiet(format!("First coded {made}")));
    }
    if let Some(coding) = pick {
        desk.reading.pick_coding(coding);
    }
    if let Some(coding) = remove {
        desk.just_do(move |project| project.remove_codings(&[coding]));
    }
    if let Some(code) = open {
        desk.selected = Selected::Code(code);
        desk.open_quotes(code);
    }
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

/// What is said of the chosen coding.
fn coding_comment(desk: &mut Desk, ui: &mut Ui, coding: &Coding) {
    let draft = &mut desk.quotation.coding;
    draft.follow(coding.id, &coding.comment);
    let edit = TextEdit::multiline(draft.text())
        .id_salt(coding.id)
        .hint_text("Why this code here?")
        .desired_rows(1)
        .desired_width(f32::INFINITY);
    let edit = ui.add(edit).accessible_name("Comment on this coding");
    if edit.changed() {
        draft.typed();
        ui.ctx().request_repaint_after(REST);
    }
    if edit.lost_focus()
        && let Some((coding, text)) = draft.take()
    {
        comment_coding(desk, coding, text);
    }
}

/// The beginning of a long quotation: the page beside it shows the whole.
fn excerpt(words: &str) -> String {
    const SHOWN: usize = 280;
    if words.chars().count() <= SHOWN {
        return words.to_owned();
    }
    let cut: String = words.chars().take(SHOWN).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end())
}
