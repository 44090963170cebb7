//! What a quotation leads to, and what leads to it.

use std::collections::HashMap;

use egui::{Popup, RichText, TextEdit, Ui};

use crate::app::desk::Desk;
use crate::app::icons::Icon;
use crate::app::theme::{Theme, size, space};
use crate::domain::{LINKS_OF_QUOTATIONS, QuotationId, SourceId};
use crate::project::Snapshot;

/// A link that is being made.
#[derive(Default)]
pub(super) struct Links {
    /// The quotation it begins at.
    from: Option<(SourceId, QuotationId)>,
    /// What that one does to the other.
    kind: String,
    /// The labels of quotations, found after a step: that goes through everything.
    labels: HashMap<QuotationId, Option<(SourceId, String)>>,
    labelled: i64,
}

impl Links {
    /// Remembers where a link begins.
    pub(super) fn begin(&mut self, source: SourceId, id: QuotationId) {
        self.from = Some((source, id));
    }
}

/// The label of a quotation, to tell it from others, and its source.
fn label(desk: &mut Desk, snapshot: &Snapshot, id: QuotationId) -> Option<(SourceId, String)> {
    let links = &mut desk.quotation.links;
    if links.labelled != snapshot.seq {
        links.labels.clear();
        links.labelled = snapshot.seq;
    }
    links.labels.entry(id).or_insert_with(|| found(snapshot, id)).clone()
}

fn found(snapshot: &Snapshot, id: QuotationId) -> Option<(SourceId, String)> {
    let (source, quotation) = snapshot.quotation(id)?;
    let (info, on) = (snapshot.source(source)?, snapshot.codings(source)?);
    Some((source, snapshot.label(info, on, quotation.span)))
}

/// Draws the links, and the way to make one.
pub(super) fn draw(
    desk: &mut Desk,
    ui: &mut Ui,
    snapshot: &Snapshot,
    source: SourceId,
    id: QuotationId,
) {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).color(theme.quiet);
    ui.label(RichText::new("Links").size(size::SMALL).color(theme.quiet));
    let (mut open, mut remove) = (None, None);
    let links = snapshot.quotation_links.iter();
    for link in links.filter(|link| link.from == id || link.to == id) {
        let outward = link.from == id;
        let other = if outward { link.to } else { link.from };
        let Some((on, name)) = label(desk, snapshot, other) else { continue };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            if outward {
                ui.label(quiet(&link.kind));
            }
            let place = snapshot.source(on).map_or("its source", |info| info.name.as_str());
            if ui.link(&name).on_hover_text(format!("Open it in {place}")).clicked() {
                open = Some((on, other));
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
    let from = desk.quotation.links.from.filter(|&(_, from)| from != id);
    let from = from.and_then(|(_, from)| label(desk, snapshot, from).map(|(_, name)| (from, name)));
    match from {
        Some((from, name)) => finish(desk, ui, from, &name, id),
        None => {
            let begun = desk.quotation.links.from.is_some_and(|(_, from)| from == id);
            let said = match begun {
                true => "Now choose the quotation that it leads to.",
                false => "Begin a link here",
            };
            if begun {
                ui.label(RichText::new(said).size(size::SMALL).color(theme.accent));
            } else if ui.link(RichText::new(said).size(size::SMALL)).clicked() {
                desk.quotation.links.begin(source, id);
            }
        }
    }
    ui.add_space(space::GROUP);
    if let Some(link) = remove {
        desk.just_do(move |project| project.unlink_quotations(link));
    }
    if let Some((on, other)) = open {
        desk.open_quotation(on, other);
    }
}

/// The line that ends a link at this quotation.
fn finish(desk: &mut Desk, ui: &mut Ui, from: QuotationId, name: &str, to: QuotationId) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(format!("What {name} does to this one:")).color(theme.quiet));
    let (mut make, mut drop) = (false, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let kind = &mut desk.quotation.links.kind;
        let line = TextEdit::singleline(kind)
            .hint_text(LINKS_OF_QUOTATIONS[0])
            .desired_width(ui.available_width() - space::ROW - space::TIGHT);
        ui.add(line).accessible_name("What it does to this quotation");
        let more = Icon::Unfolded.button(ui, space::ROW, "Kinds of links", "Kinds of links");
        Popup::menu(&more).show(|ui| {
            for known in LINKS_OF_QUOTATIONS {
                if ui.button(known).clicked() {
                    *kind = known.to_owned();
                }
            }
        });
    });
    ui.horizontal(|ui| {
        make = ui.button("Link them").clicked();
        drop = ui.button("Cancel").clicked();
    });
    if make {
        let kind = match desk.quotation.links.kind.trim() {
            "" => LINKS_OF_QUOTATIONS[0].to_owned(),
            kind => kind.to_owned(),
        };
        desk.just_do(move |project| project.link_quotations(from, to, &kind));
    }
    if make || drop {
        desk.quotation.links.from = None;
    }
}
