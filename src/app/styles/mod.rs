//! The editor of house styles: the styles at the left, the form in the middle, real extracts as they are printed at the right.

mod actions;
mod edited;
mod fields;
mod form;
mod list;
mod missing;
mod preview;
mod template_line;
mod templates;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Id, Rect, RichText, Ui, UiBuilder, pos2};

use super::Window;
use super::commands;
use super::desk::Desk;
use super::figures::{counted, grouped};
use super::theme::{self, Theme, size, space};
use crate::analysis::labels::Vocabulary;
use crate::domain::house_style::{Audience, HouseStyle, KeptStyle};
use crate::domain::{LabelStyleId, OutputId, QuotationId, SourceId, SourceKind, Subject};
use crate::project::Snapshot;

pub use actions::*;
use edited::Edited;
use fields::choose;
use form::{Form, Of};
use preview::Preview;

/// Width of the list of styles.
const LIST: f32 = 188.0;
/// The least width of the form, and of the preview beside it.
const FORM: f32 = 400.0;
const BESIDE: f32 = 300.0;
/// So many extracts that lack something are named before others are asked for, and so many more each time they are.
const NAMED: usize = 6;
const MORE: usize = 60;

/// A house style.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Chosen {
    /// One of the project's own.
    Own(LabelStyleId),
    /// The one of this name that comes with the program.
    Shipped(String),
}

/// The editor of house styles.
#[derive(Default)]
pub struct StylesView {
    chosen: Option<Chosen>,
    /// The output whose style was chosen when it came on.
    output: Option<OutputId>,
    /// The project's own styles that are being changed, and the one that is chosen.
    edited: HashMap<LabelStyleId, Edited>,
    form: Form,
    preview: Preview,
    /// How many extracts are named that lack something, by what it is, where others were asked for.
    named: HashMap<String, usize>,
    /// What the study offers to templates, and the step after which it was listed.
    names: (i64, Vocabulary),
    /// The frame in which it was last drawn.
    drawn: Option<u64>,
}

impl StylesView {
    /// Whether it stands on the page.
    fn is_shown(&self, ctx: &egui::Context) -> bool {
        self.drawn.is_some_and(|drawn| ctx.cumulative_frame_nr() <= drawn + 1)
    }

    /// The style that is chosen, as it stands in the form; what it was when it was last given to the project.
    fn style(&self, snapshot: &Snapshot) -> Option<(HouseStyle, HouseStyle)> {
        match self.chosen.as_ref()? {
            Chosen::Own(id) => {
                let edited = self.edited.get(id)?;
                Some((edited.style.clone(), edited.given().clone()))
            }
            Chosen::Shipped(name) => {
                let style = snapshot.house_style(name)?;
                Some((style.clone(), style))
            }
        }
    }

    /// Goes on with what the project holds now: another output brings its style, a style that is gone gives way to another one.
    fn follow(&mut self, snapshot: &Snapshot, output: Option<OutputId>) {
        self.edited.retain(|id, _| kept(snapshot, *id).is_some());
        if self.output != output {
            self.output = output;
            self.chosen = None;
        }
        let is_there = match &self.chosen {
            Some(Chosen::Own(id)) => kept(snapshot, *id).is_some(),
            Some(Chosen::Shipped(name)) => {
                snapshot.house_style(name).is_some() && own_named(snapshot, name).is_none()
            }
            None => false,
        };
        if !is_there {
            let of_output = output.and_then(|id| snapshot.output(id)).map(|output| &output.style);
            let named = of_output.and_then(|name| self.named(snapshot, name));
            self.chosen = named.or_else(|| {
                let first = snapshot.house_styles().into_iter().next()?;
                self.named(snapshot, &first.name)
            });
        }
        if let Some(Chosen::Own(id)) = self.chosen
            && let Some(kept) = kept(snapshot, id)
        {
            self.edited.entry(id).or_insert_with(|| Edited::new(id, &kept.style));
        }
        for edited in self.edited.values_mut() {
            if let Some(kept) = kept(snapshot, edited.id()) {
                edited.follow(&kept.style);
            }
        }
        if self.names.0 != snapshot.seq {
            self.names = (snapshot.seq, vocabulary(snapshot));
        }
    }

    /// The style of a name.
    fn named(&self, snapshot: &Snapshot, name: &str) -> Option<Chosen> {
        match own_named(snapshot, name) {
            Some(kept) => Some(Chosen::Own(kept.id)),
            None => snapshot.house_style(name).map(|style| Chosen::Shipped(style.name)),
        }
    }
}

/// A style of the project's own.
fn kept(snapshot: &Snapshot, id: LabelStyleId) -> Option<&KeptStyle> {
    snapshot.styles.iter().find(|kept| kept.id == id)
}

fn own_named<'s>(snapshot: &'s Snapshot, name: &str) -> Option<&'s KeptStyle> {
    let lower = name.to_lowercase();
    snapshot.styles.iter().find(|kept| kept.style.name.to_lowercase() == lower)
}

/// What the study offers to templates.
fn vocabulary(snapshot: &Snapshot) -> Vocabulary {
    let of = |is_of_person: bool| {
        let all = snapshot.attributes.iter();
        let meant = all.filter(|one| (one.subject == Subject::Person) == is_of_person);
        meant.map(|one| one.name.clone()).collect()
    };
    let mut kinds: Vec<String> =
        SourceKind::ALL.into_iter().map(|kind| kind.word().to_owned()).collect();
    for info in snapshot.sources.iter() {
        let form = info.form.trim();
        let lower = form.to_lowercase();
        if !form.is_empty() && !kinds.iter().any(|known| known.to_lowercase() == lower) {
            kinds.push(form.to_owned());
        }
    }
    Vocabulary { person_attributes: of(true), attributes: of(false), kinds }
}

/// Gives the project what was changed in styles and can be kept: those that are no longer on the page, all of them when the
/// project `ends`.
pub fn keep_typed(desk: &mut Desk, ends: bool) {
    let is_shown = !ends && desk.styles.is_shown(desk.ctx());
    let left: Vec<LabelStyleId> = desk
        .styles
        .edited
        .keys()
        .copied()
        .filter(|id| !is_shown || desk.styles.chosen != Some(Chosen::Own(*id)))
        .collect();
    for id in left {
        keep(desk, id);
    }
}

/// Gives the project a style, if it was changed and can be kept.
fn keep(desk: &mut Desk, id: LabelStyleId) {
    let snapshot = Arc::clone(&desk.snapshot);
    let edited = desk.styles.edited.get_mut(&id);
    let Some(style) = edited.and_then(|edited| edited.take(&snapshot)) else { return };
    desk.act(
        move |project| project.keep_style(Some(id), style),
        move |desk, kept| {
            if kept.is_none()
                && let Some(edited) = desk.styles.edited.get_mut(&id)
            {
                edited.refused();
            }
        },
    );
}

/// Draws the editor; the preview shows the extracts of `output`, or quotes of the study where there is none.
pub fn draw(window: &mut Window, ui: &mut Ui, output: Option<OutputId>) {
    let Some(desk) = &mut window.desk else { return };
    let snapshot = Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.styles);
    view.drawn = Some(ui.ctx().cumulative_frame_nr());
    view.follow(&snapshot, output);
    let places = Places::of(ui.available_rect_before_wrap());
    let mut command = None;
    let mut list = ui.new_child(UiBuilder::new().id_salt("styles").max_rect(places.list));
    match places.is_narrow {
        true => list::narrow(&mut view, &mut list, &snapshot),
        false => list::draw(&mut view, &mut list, &snapshot),
    }
    // In a narrow window the list is as high as its rows.
    let below = places.below(list.min_rect().bottom());
    let mut middle = ui.new_child(UiBuilder::new().id_salt("form").max_rect(below.form));
    let mut is_left = false;
    let mut current = None;
    if let Some((mut style, given)) = view.style(&snapshot) {
        let own = match &view.chosen {
            Some(Chosen::Own(id)) => Some(*id),
            _ => None,
        };
        command = list::buttons(window, &mut view, &mut middle, &snapshot, own);
        command = command.or(state(&mut view, &mut middle, &snapshot, own));
        // What stood in the form a moment ago may have been taken back.
        if let Some(edited) = own.and_then(|id| view.edited.get(&id)) {
            style = edited.style.clone();
        }
        let errors = style.errors();
        let of = Of {
            salt: Id::unique(("house style", own, own.is_none().then(|| style.name.clone()))),
            given: &given,
            errors: &errors,
            names: &view.names.1,
            is_own: own.is_some(),
        };
        is_left = form::draw(&mut view.form, &mut middle, &of, &mut style);
        if let Some(edited) = own.and_then(|id| view.edited.get_mut(&id)) {
            edited.style = style.clone();
        }
        current = Some((style, own));
    }
    let mut right = ui.new_child(UiBuilder::new().id_salt("preview").max_rect(below.preview));
    let opened = beside(&mut view, &mut right, &snapshot, output, current.as_ref());
    let Some(desk) = &mut window.desk else { return };
    desk.styles = view;
    if let Some((style, own)) = current {
        if let Some(id) = own.filter(|_| is_left) {
            keep(desk, id);
        }
        if style.audience == Audience::Public && style.errors().is_empty() {
            preview::keep_fresh(desk, output, &style);
        }
    }
    if let Some((source, quotation)) = opened {
        desk.open_quotation(source, quotation);
    }
    if let Some(command) = command.and_then(commands::named) {
        window.run(command);
    }
}

/// One line: whether what was changed is saved, and if not, why. It keeps its height, so that nothing moves as one types.
fn state(
    view: &mut StylesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    own: Option<LabelStyleId>,
) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let mut wanted = None;
    let width = ui.available_width();
    let row = egui::vec2(width, space::ROW);
    ui.allocate_ui_with_layout(row, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_height(space::ROW);
        let Some(edited) = own.and_then(|id| view.edited.get_mut(&id)) else {
            ui.label(
                RichText::new("It comes with the program and stays as it is.").color(theme.quiet),
            );
            if ui.button("Change a copy").clicked() {
                wanted = Some("Copy the house style");
            }
            return;
        };
        match edited.trouble(snapshot).filter(|_| edited.is_dirty()) {
            Some(trouble) => {
                // The button comes first: it has its place, however long the sentence is.
                if ui.button("Discard the changes").clicked() {
                    edited.revert();
                }
                let said = RichText::new(format!("Not saved: {trouble}")).color(theme.danger);
                ui.add(egui::Label::new(said).truncate());
            }
            None => {
                let said = "What you change is saved when you leave a field.";
                ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
            }
        }
    });
    ui.add_space(space::TIGHT);
    wanted
}

/// Draws the preview below what labels lack; gives the extract whose source is to be opened.
fn beside(
    view: &mut StylesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    output: Option<OutputId>,
    current: Option<&(HouseStyle, Option<LabelStyleId>)>,
) -> Option<(SourceId, QuotationId)> {
    let theme = Theme::of(ui.ctx());
    let (all, shown) = view.preview.counts();
    let name = output.and_then(|id| snapshot.output(id)).map(|output| output.name.as_str());
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("As it is printed").font(theme::interface_bold(size::BODY)));
        let waits = current.is_some_and(|(style, _)| !style.errors().is_empty());
        let of = match name {
            _ if waits => "as it was before the error".to_owned(),
            Some(name) => format!("“{name}”"),
            None => "quotes of the study".to_owned(),
        };
        ui.label(RichText::new(of).color(theme.quiet));
    });
    if current.is_some_and(|(style, _)| style.audience == Audience::Team) {
        let said =
            "Nothing is printed in this style: its labels may say what only the team may read.";
        ui.label(RichText::new(said).color(theme.quiet));
        return None;
    }
    let mut opened = None;
    match view.preview.shown() {
        Some(Err(why)) => {
            ui.label(RichText::new(why).color(theme.quiet));
            return None;
        }
        Some(Ok(_)) if all == 0 => {
            let said = match name {
                Some(_) => "Nothing was chosen for this output yet.",
                None => "Nothing is coded yet: what is quoted first shows how it would be printed.",
            };
            ui.label(RichText::new(said).color(theme.quiet));
            return None;
        }
        Some(Ok(set)) => opened = lacking(&mut view.named, ui, snapshot, set),
        None => {}
    }
    ui.add_space(space::INSIDE);
    ui.horizontal_wrapped(|ui| {
        choose(
            ui,
            "Preview",
            &mut view.preview.shows_all,
            &[
                (false, "One of each kind", "The first extract from each kind of source"),
                (true, "All", "All extracts, in their order"),
            ],
        );
        let said = match all == shown {
            true => counted(all, "extract", "extracts"),
            false => format!("{} of {}", grouped(shown), counted(all, "extract", "extracts")),
        };
        ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
    });
    preview::draw(&mut view.preview, ui).or(opened)
}

/// Draws what labels lack, with a link to each extract that lacks it.
fn lacking(
    all_named: &mut HashMap<String, usize>,
    ui: &mut Ui,
    snapshot: &Snapshot,
    shown: &preview::Shown,
) -> Option<(SourceId, QuotationId)> {
    let theme = Theme::of(ui.ctx());
    if shown.lacks.is_empty() {
        ui.label(RichText::new("Every label is complete.").size(size::SMALL).color(theme.good));
        return None;
    }
    let mut opened = None;
    let height = (ui.available_height() * 0.4).max(space::ROW);
    let area = egui::ScrollArea::vertical().id_salt("what is missing").max_height(height);
    area.auto_shrink([false, true]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - space::GROUP);
        // Links stand as close as words.
        ui.spacing_mut().interact_size.y = 0.0;
        for lack in &shown.lacks {
            let count = lack.places.len();
            let said = match (lack.is_whole, lack.is_of_tags) {
                (true, _) => {
                    format!("{}:", counted(count, "extract has no label", "extracts have no label"))
                }
                (_, true) => format!(
                    "In {} a tag of a speaker lacks something:",
                    counted(count, "extract", "extracts")
                ),
                (false, false) => {
                    format!("{} {}:", counted(count, "label lacks", "labels lack"), lack.what)
                }
            };
            // What is lacked stays the same while its count goes down.
            let key = format!("{}{}{}", lack.what, lack.is_whole, lack.is_of_tags);
            let named = all_named.get(&key).copied().unwrap_or(NAMED);
            ui.add_space(space::TIGHT);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(space::INSIDE, 2.0);
                // No name is broken.
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
                ui.label(RichText::new(&said).size(size::SMALL).color(theme.warning));
                for &at in lack.places.iter().take(named) {
                    let (place, words) = shown.extract(at);
                    let name = snapshot.source(place.0).map_or("", |info| info.name.as_str());
                    let link = ui.link(RichText::new(name).size(size::SMALL));
                    if link.on_hover_text(words).clicked() {
                        opened = Some(place);
                    }
                }
                if count > named {
                    let more = format!("{} more…", grouped(count - named));
                    if ui.link(RichText::new(more).size(size::SMALL)).clicked() {
                        all_named.insert(key, named + MORE);
                    }
                }
            });
        }
    });
    opened
}

/// Where the parts stand.
struct Places {
    list: Rect,
    rest: Rect,
    /// Whether the list stands above the rest, for want of width.
    is_narrow: bool,
}

/// Where form and preview stand.
struct Below {
    form: Rect,
    preview: Rect,
}

impl Places {
    fn of(area: Rect) -> Self {
        let is_narrow = area.width() < LIST + FORM + BESIDE + 2.0 * space::SECTION;
        if is_narrow {
            return Self { list: area, rest: area, is_narrow };
        }
        let (list, rest) = area.split_left_right_at_x(area.left() + LIST);
        let rest = rest.with_min_x(rest.left() + space::SECTION);
        Self { list, rest, is_narrow }
    }

    /// Form and preview side by side, or one above the other for want of width; below the list where this stands above.
    fn below(&self, bottom: f32) -> Below {
        let mut rest = self.rest;
        if self.is_narrow {
            rest.min.y = (bottom + space::INSIDE).min(rest.bottom());
        }
        if rest.width() >= FORM + BESIDE + space::SECTION {
            let form = (rest.width() * 0.56).clamp(FORM, 620.0);
            let (form, preview) = rest.split_left_right_at_x(rest.left() + form);
            return Below { form, preview: preview.with_min_x(preview.left() + space::SECTION) };
        }
        let (form, preview) = rest.split_top_bottom_at_fraction(0.56);
        let preview =
            Rect::from_min_max(pos2(preview.left(), preview.top() + space::GROUP), preview.max);
        Below { form, preview }
    }
}
