//! The panel of a text's versions: what was changed in it, when and by whom, and how each differs from the text of today.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui};

use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::differences::Differences;
use crate::app::figures::day;
use crate::app::notice::Notice;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceId;
use crate::project::Version;
use crate::text::difference;

/// The versions of a source's text.
pub(super) struct Versions {
    source: SourceId,
    name: String,
    all: Vec<Version>,
    /// The one that is compared with today's text.
    chosen: usize,
    shown: Option<Differences>,
}

/// Shows the versions of the text on the page.
pub fn show_versions(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(source) = desk.reading.source else { return };
        let name = desk.snapshot.source(source).map(|info| info.name.clone()).unwrap_or_default();
        desk.ask(
            move |project| project.versions(source),
            move |desk, all| match all {
                Ok(all) if all.is_empty() => {
                    let none = "This text was never changed since it was imported";
                    desk.notice = Some(Notice::plain(none));
                }
                Ok(all) => {
                    let versions = Versions { source, name, all, chosen: 0, shown: None };
                    desk.reading.versions = Some(versions);
                    choose(desk, 0);
                }
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    });
}

/// Compares the text before a change with today's.
fn choose(desk: &mut Desk, at: usize) {
    let Some(versions) = &mut desk.reading.versions else { return };
    let Some(version) = versions.all.get(at) else { return };
    versions.chosen = at;
    versions.shown = None;
    let (source, seq) = (versions.source, version.seq);
    desk.ask(
        move |project| {
            let (old, new) = (project.text_before(source, seq)?, project.text(source)?);
            Ok(Differences::new(&old, &difference(&old, &new)))
        },
        move |desk, shown: Result<_, crate::project::ProjectError>| match shown {
            Ok(shown) => {
                if let Some(versions) = &mut desk.reading.versions
                    && versions.chosen == at
                {
                    versions.shown = Some(shown);
                }
            }
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        },
    );
}

/// Draws the panel, when it is open.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) {
    let on_top = window.nothing_asked();
    let Some(desk) = &mut window.desk else { return };
    let Some(versions) = &desk.reading.versions else { return };
    let theme = Theme::of(ui.ctx());
    let (mut wanted, mut close) = (None, false);
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    floating(ui, "Versions", |ui| {
        ui.label(RichText::new("Versions of the text").font(theme::interface_bold(size::LEAD)));
        ui.label(RichText::new(&versions.name).color(theme.quiet));
        ui.add_space(space::INSIDE);
        let height = ui.ctx().content_rect().height();
        ScrollArea::vertical().id_salt("versions").max_height(height * 0.2).show(ui, |ui| {
            for (at, version) in versions.all.iter().enumerate() {
                let coder = version.coder.and_then(|id| snapshot.coder(id));
                let who = coder.map_or("", |coder| &coder.name);
                let text = format!("{}  {}  {who}", day(&version.at), version.label);
                if ui.selectable_label(at == versions.chosen, text).clicked() {
                    wanted = Some(at);
                }
            }
        });
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                wanted = Some((versions.chosen + 1).min(versions.all.len() - 1));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                wanted = Some(versions.chosen.saturating_sub(1));
            }
        });
        ui.add_space(space::GROUP);
        match &versions.shown {
            Some(shown) if shown.count() == 0 => {
                ui.label("The text before this change is that of today.");
            }
            Some(shown) => {
                let said =
                    format!("From the text before this change to today’s: {}", shown.counted());
                ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
                ui.add_space(space::TIGHT);
                shown.ui(ui, height * 0.4);
            }
            None => {
                ui.label(RichText::new("Comparing…").color(theme.quiet));
            }
        }
        ui.add_space(space::GROUP);
        let escaped = on_top && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        close = ui.button("Close").clicked() || escaped;
    });
    if close {
        desk.reading.versions = None;
        desk.reading.take_keyboard = true;
    } else if let Some(at) = wanted {
        choose(desk, at);
    }
}
