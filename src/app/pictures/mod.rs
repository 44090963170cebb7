//! Figures as pictures: bars, timelines, a heat map, a network, clouds; each mark opens its passages.

mod gathering;
mod head;
mod paint;
mod writing;

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui, UiBuilder};

use super::Window;
use super::desk::{Desk, Selected, Workspace};
use super::theme::{Theme, size, space};
use crate::analysis::picture::{Opens, Scene, Which};
use crate::analysis::table::within;
use crate::domain::CodeId;
use crate::project::{PictureAsk, PictureKind};

use gathering::{Counted, Layout};
pub use writing::{copy, export, is_shown, write};

/// The picture on the page.
#[derive(Default)]
pub struct PicturesView {
    asked: PictureAsk,
    layout: Layout,
    /// The code that was selected last, whose sub-codes can be shown.
    below: Option<CodeId>,
    /// What is typed to narrow the list of sources.
    typed: String,
    /// The latest picture that has come.
    scene: Option<Arc<Scene>>,
    /// The step and the question that it answers, and how it was laid out.
    answers: Option<(i64, PictureAsk, Layout)>,
    counted: Option<Counted>,
    /// Whether another one is on its way.
    is_awaited: bool,
    takes_keyboard: bool,
    /// Whether the keyboard goes from mark to mark, which then say themselves what the pointer would have them say.
    by_keyboard: bool,
}

impl PicturesView {
    /// Has the picture take the keyboard in the next frame; whether there is one.
    pub fn take_keyboard(&mut self) -> bool {
        self.takes_keyboard = true;
        self.scene.is_some()
    }
}

/// Draws the workspace.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let listed = desk.quotes.shown().map(|(query, _)| query.clone());
    let listed = listed.filter(|query| !query.holds.is_everything());
    let mut view = std::mem::take(&mut desk.pictures);
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let (mut wanted, mut opens) = (None, None);
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        view.follow(desk);
        wanted = head::draw(&mut view, desk, ui, listed.as_ref());
        ui.add_space(space::INSIDE);
        if let Some((title, about)) = view.missing(desk) {
            ui.add_space(space::SECTION);
            ui.label(RichText::new(title).size(size::LEAD));
            ui.label(RichText::new(about).color(Theme::of(ui.ctx()).quiet));
            return;
        }
        let free = ui.available_size() + egui::vec2(space::SECTION, 0.0);
        view.layout.fit(free);
        gathering::renew(&mut view, desk);
        if view.counts_words() {
            ui.add_space(space::SECTION);
            ui.label(RichText::new("Counting the words…").color(Theme::of(ui.ctx()).quiet));
            return;
        }
        let Some(scene) = view.scene.clone() else { return };
        let takes = std::mem::take(&mut view.takes_keyboard);
        // The sheet has an edge of its own; what is on it begins where the head does.
        let mut sheet = ui.available_rect_before_wrap();
        sheet.min.x -= space::SECTION;
        let mut ui = ui.new_child(UiBuilder::new().max_rect(sheet));
        ScrollArea::both().auto_shrink([false, false]).show(&mut ui, |ui| {
            opens = paint::scene(ui, &scene, takes, &mut view.by_keyboard);
        });
    });
    desk.pictures = view;
    match opens {
        Some(Opens::Passages(condition)) => {
            let of = match &desk.pictures.asked.about {
                Some(about) => within(about.holds.clone(), condition),
                None => condition,
            };
            desk.open_quotes_of(&of);
        }
        Some(Opens::Quotation(source, quotation)) => desk.open_quotation(source, quotation),
        Some(Opens::Words(words)) => {
            desk.search.search_for(&words);
            desk.go(Workspace::Search);
        }
        None => {}
    }
    if let Some(command) = wanted.and_then(super::commands::named) {
        window.run(command);
    }
}

impl PicturesView {
    /// Takes over what is selected elsewhere: the code whose sub-codes are shown, and the source.
    fn follow(&mut self, desk: &Desk) {
        if let Selected::Code(code) = desk.selected {
            self.below = Some(code);
        }
        let gone = |id| desk.snapshot.source(id).is_none();
        if self.asked.source.is_none_or(gone) {
            let first = desk.snapshot.sources.first().map(|info| info.id);
            self.asked.source = desk.reading.source().or(first);
        }
        self.below = self.below.filter(|&code| desk.snapshot.codes.get(code).is_some());
        if let Which::Below(_) = self.asked.which {
            self.asked.which = self.below.map_or(Which::Top, Which::Below);
        }
    }

    /// Whether words are being counted that were not before: that takes a moment, and another picture would be taken for theirs.
    fn counts_words(&self) -> bool {
        let shown = self.answers.as_ref().map(|(_, asked, _)| asked.kind);
        self.asked.kind == PictureKind::Words && shown != Some(PictureKind::Words)
    }

    /// What is not there yet, where there can be no picture: a heading and a sentence.
    fn missing(&self, desk: &Desk) -> Option<(&'static str, &'static str)> {
        if self.asked.kind == PictureKind::Words {
            let about = "The most frequent words of the texts stand here.";
            return desk.snapshot.sources.is_empty().then_some(("No sources yet", about));
        }
        if desk.snapshot.codes.is_empty() {
            return Some((
                "No codes yet",
                "Pictures of how codes are used stand here once there are some.",
            ));
        }
        if self.asked.kind == PictureKind::Source && desk.snapshot.sources.is_empty() {
            return Some(("No sources yet", "Here stands where the codes are along a source."));
        }
        None
    }
}
