//! What stands beside a code in the framework: its examples, the codes it is linked to, the sets it is in.

use std::collections::HashMap;

use egui::{Key, Popup, Rect, RichText, Sense, TextEdit, Ui, vec2};

use crate::app::desk::{Desk, Selected};
use crate::app::icons::Icon;
use crate::app::palette::{CodePicked, CodePicker};
use crate::app::text_view::passage;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, CodeId, LINKS_OF_CODES, QuotationId, SourceId};
use crate::project::{Project, Snapshot};

/// The inspector's own state for what stands beside a code.
#[derive(Default)]
pub(super) struct Beside {
    examples: Option<Examples>,
    /// What the code is to the one that it is to be linked to.
    kind: String,
    /// The list in which that one is chosen, and where it stands.
    linking: Option<(CodeId, CodePicker, Rect)>,
    /// The name of a set that is being typed.
    set: String,
}

/// The examples of a code with their words.
struct Examples {
    code: CodeId,
    quotations: Vec<QuotationId>,
    /// Where each stands, its words and its label; nothing until they were read.
    words: HashMap<QuotationId, (SourceId, String, String)>,
}

/// A part of the card under a heading, folded until somebody opens it or something stands in it.
pub(super) fn section(ui: &mut Ui, title: &str, count: usize, content: impl FnOnce(&mut Ui)) {
    let heading = match count {
        0 => title.to_owned(),
        count => format!("{title} ({count})"),
    };
    let sign = |ui: &mut Ui, openness: f32, response: &egui::Response| {
        let sign = if openness < 0.5 { Icon::Folded } else { Icon::Unfolded };
        sign.paint(ui.painter(), response.rect, Theme::of(ui.ctx()).quiet);
    };
    let part = egui::CollapsingHeader::new(RichText::new(heading).size(size::BODY))
        .icon(sign)
        // Folded or not is remembered for empty parts and for others.
        .id_salt(("part of a code's card", title, count > 0))
        .default_open(count > 0)
        .show_unindented(ui, |ui| {
            content(ui);
            ui.add_space(space::INSIDE);
        });
    // What was just unfolded is not left below the end of the pane.
    if let Some(body) = part.body_response.filter(|_| part.openness > 0.0 && part.openness < 1.0) {
        body.scroll_to_me(None);
    }
}

/// Draws it.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    examples(desk, ui, snapshot, code);
    links(desk, ui, snapshot, code);
    sets(desk, ui, snapshot, code);
}

fn examples(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let quotations = snapshot.notes.examples_of(code.id);
    read_examples(desk, snapshot, code.id, quotations);
    let mut open: Option<(SourceId, QuotationId)> = None;
    let mut remove = None;
    section(ui, "Examples", quotations.len(), |ui| {
        if quotations.is_empty() {
            let hint = "Choose a quotation and make it an example: it shows what the code means.";
            ui.label(RichText::new(hint).size(size::SMALL).color(theme.quiet));
        }
        for &id in quotations {
            let known = desk.card.beside.examples.as_ref();
            let Some((source, words, label)) = known.and_then(|known| known.words.get(&id)) else {
                ui.label(RichText::new("…").color(theme.quiet));
                continue;
            };
            let width = ui.available_width();
            let laid = passage(ui.ctx(), words, &[], size::BODY, width);
            let (rect, response) =
                ui.allocate_exact_size(vec2(width, laid.height()), Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, words));
            laid.paint(ui.painter(), rect.min, |_| theme.ink);
            if response.on_hover_text("Open it in its source").clicked() {
                open = Some((*source, id));
            }
            ui.horizontal(|ui| {
                ui.label(RichText::new(label).size(size::SMALL).color(theme.quiet));
                let hover = "Take it out of the examples";
                if Icon::Close.button(ui, 18.0, &format!("{hover}: {label}"), hover).clicked() {
                    remove = Some(id);
                }
            });
        }
    });
    if let Some(id) = remove {
        let code = code.id;
        desk.just_do(move |project| project.set_example(code, id, false));
    }
    if let Some((source, id)) = open {
        desk.open_quotation(source, id);
    }
}

/// Has the words of the examples read, where they are not known.
fn read_examples(desk: &mut Desk, snapshot: &Snapshot, code: CodeId, quotations: &[QuotationId]) {
    let known = desk.card.beside.examples.as_ref();
    if known.is_some_and(|known| known.code == code && known.quotations == quotations) {
        return;
    }
    let wanted: Vec<(SourceId, QuotationId)> = quotations
        .iter()
        .filter_map(|&id| snapshot.quotation(id).map(|(source, _)| (source, id)))
        .collect();
    let quotations = quotations.to_vec();
    desk.card.beside.examples =
        Some(Examples { code, quotations: quotations.clone(), words: HashMap::new() });
    if wanted.is_empty() {
        return;
    }
    desk.ask(
        move |project| wanted.iter().filter_map(|&(on, id)| words(project, on, id)).collect(),
        move |desk, words: HashMap<QuotationId, (SourceId, String, String)>| {
            if let Some(known) = &mut desk.card.beside.examples
                && known.code == code
                && known.quotations == quotations
            {
                known.words = words;
            }
        },
    );
}

/// The words and the label of a quotation.
fn words(
    project: &mut Project,
    source: SourceId,
    id: QuotationId,
) -> Option<(QuotationId, (SourceId, String, String))> {
    let snapshot = project.snapshot().clone();
    let (info, on) = (snapshot.source(source)?, snapshot.codings(source)?);
    let span = on.quotation(id)?.span;
    let text = project.text(source).ok()?;
    Some((id, (source, text.slice(span).to_owned(), snapshot.label(info, on, span))))
}

fn links(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let count = snapshot.notes.links_of(code.id).count();
    let mut remove = None;
    let mut select = None;
    section(ui, "Links", count, |ui| {
        for link in snapshot.notes.links_of(code.id) {
            let outward = link.from == code.id;
            let other = if outward { link.to } else { link.from };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::TIGHT;
                let quiet = |text: &str| RichText::new(text).color(theme.quiet);
                if outward {
                    ui.label(quiet(&link.kind));
                }
                let name = snapshot.codes.telling_name(other);
                if ui.link(&name).on_hover_text(snapshot.codes.path_text(other)).clicked() {
                    select = Some(other);
                }
                if !outward {
                    ui.label(quiet(&format!("{} this", link.kind)));
                }
                let what = format!("Remove the link to {name}");
                if Icon::Close.button(ui, 18.0, &what, "Remove this link").clicked() {
                    remove = Some(link.id);
                }
            });
        }
        let button = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let beside = &mut desk.card.beside;
            let line = TextEdit::singleline(&mut beside.kind)
                .hint_text(LINKS_OF_CODES[0])
                .desired_width(ui.available_width() - 2.0 * space::ROW - 44.0);
            ui.add(line).accessible_name("What it is to the other code");
            let more = Icon::Unfolded.button(ui, space::ROW, "Kinds of links", "Kinds of links");
            Popup::menu(&more).show(|ui| {
                let mut kinds: Vec<&str> = LINKS_OF_CODES.to_vec();
                for link in &snapshot.notes.links {
                    if !kinds.contains(&link.kind.as_str()) {
                        kinds.push(&link.kind);
                    }
                }
                for kind in kinds {
                    if ui.button(kind).clicked() {
                        beside.kind = kind.to_owned();
                    }
                }
            });
            ui.button("Code…").on_hover_text("Link this code to another")
        });
        if button.inner.clicked() {
            let picker = CodePicker::new(format!("Link “{}” to", code.name)).without(code.id);
            desk.card.beside.linking = Some((code.id, picker, button.response.rect));
        }
    });
    choose_other(desk, ui, snapshot, code.id);
    if let Some(id) = remove {
        desk.just_do(move |project| project.unlink_codes(id));
    }
    if let Some(other) = select {
        desk.selected = Selected::Code(other);
    }
}

/// The list in which the code to link to is chosen.
fn choose_other(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: CodeId) {
    let Some((from, mut picker, rect)) = desk.card.beside.linking.take() else { return };
    if from != code {
        return;
    }
    match picker.ui(ui, snapshot, rect) {
        CodePicked::Yet => desk.card.beside.linking = Some((from, picker, rect)),
        CodePicked::Code(to) => {
            let kind = match desk.card.beside.kind.trim() {
                "" => LINKS_OF_CODES[0].to_owned(),
                kind => kind.to_owned(),
            };
            desk.just_do(move |project| project.link_codes(from, to, &kind));
        }
        _ => {}
    }
}

fn sets(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let id = code.id;
    let count = snapshot.notes.sets_of(id).count();
    let mut take = None;
    let mut put = None;
    section(ui, "Sets", count, |ui| {
        for set in snapshot.notes.sets_of(id) {
            ui.horizontal(|ui| {
                ui.label(RichText::new(&set.name).font(theme::interface(size::BODY)));
                let what = format!("Take it out of the set {}", set.name);
                if Icon::Close.button(ui, 18.0, &what, "Take it out of this set").clicked() {
                    take = Some(set.id);
                }
            });
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let typed = &mut desk.card.beside.set;
            let line = TextEdit::singleline(typed)
                .hint_text("Name of a set")
                .desired_width(ui.available_width() - space::ROW - space::TIGHT);
            let line = ui.add(line).accessible_name("Put into the set");
            let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if entered && !typed.trim().is_empty() {
                put = Some(std::mem::take(typed));
            }
            let more = Icon::Unfolded.button(ui, space::ROW, "Sets of codes", "Sets of codes");
            Popup::menu(&more).show(|ui| {
                let known = snapshot.notes.sets.iter();
                for set in known.filter(|set| !set.codes.contains(&id)) {
                    if ui.button(&set.name).clicked() {
                        put = Some(set.name.clone());
                    }
                }
                if snapshot.notes.sets.is_empty() {
                    ui.label("No set yet; type its name and press Enter");
                }
            });
        });
    });
    if let Some(set) = take {
        desk.just_do(move |project| project.take_from_set(set, &[id]));
    }
    if let Some(name) = put {
        desk.just_do(move |project| project.add_to_set(&name, &[id]));
    }
}
