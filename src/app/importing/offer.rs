//! The panel that asks what the files are before they are imported.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, RichText, ScrollArea, Ui};

use super::Step;
use crate::app::figures::counted;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceKind;
use crate::import::Gathered;
use crate::project::ImportWish;

/// So many files are listed before the list scrolls.
const ROWS: usize = 8;

/// What was found, and what it is to be.
pub(super) struct Offer {
    paths: Vec<PathBuf>,
    found: Gathered,
    kind: Option<SourceKind>,
    /// Whether it was not drawn yet.
    fresh: bool,
}

impl Offer {
    pub(super) fn new(paths: Vec<PathBuf>, found: Gathered) -> Self {
        Self { paths, found, kind: None, fresh: true }
    }

    /// Draws the panel; takes Escape when it lies on top.
    pub(super) fn ui(&mut self, ui: &mut Ui, on_top: bool) -> Step {
        let mut step = Step::Stay;
        floating(ui, "Import", |ui| {
            let theme = Theme::of(ui.ctx());
            let title = match &self.found.files[..] {
                [one] => format!("Import “{}”", name(one)),
                many => format!("Import {}", counted(many.len(), "file", "files")),
            };
            ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
            ui.add_space(space::TIGHT);
            if self.found.files.len() > 1 {
                self.list(ui);
                ui.add_space(space::TIGHT);
            }
            let refused = self.found.refused.len();
            if refused > 0 {
                let said = counted(refused, "file cannot be read", "files cannot be read");
                let said = format!("{said}; the report will say why.");
                ui.label(RichText::new(said).color(theme.warning));
            }
            let ignored = self.found.ignored.len();
            if ignored > 0 {
                let said = counted(ignored, "file", "files");
                let said = format!("{said} of other formats will be passed over.");
                ui.label(RichText::new(said).color(theme.quiet));
            }
            ui.add_space(space::INSIDE);
            ui.label(RichText::new("They are").size(size::SMALL).color(theme.quiet));
            ui.horizontal(|ui| {
                let kinds = SourceKind::ALL.map(|kind| (Some(kind), kind.heading()));
                for (kind, word) in [(None, "As each file suggests")].into_iter().chain(kinds) {
                    if theme::radio(ui, self.kind == kind, word).clicked() {
                        self.kind = kind;
                    }
                }
            });
            ui.add_space(space::GROUP);
            ui.horizontal(|ui| {
                let import = ui.button("Import");
                if std::mem::take(&mut self.fresh) {
                    import.request_focus();
                }
                if import.clicked() {
                    step = Step::Import(ImportWish { paths: self.paths.clone(), kind: self.kind });
                }
                let escaped =
                    on_top && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
                if ui.button("Cancel").clicked() || escaped {
                    step = Step::Close;
                }
            });
        });
        step
    }

    fn list(&self, ui: &mut Ui) {
        let files = &self.found.files;
        let row = size::BODY + space::INSIDE;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().max_height(row * ROWS as f32).auto_shrink([false, true]).show_rows(
            ui,
            row,
            files.len(),
            |ui, shown| {
                for path in &files[shown] {
                    let label = egui::Label::new(RichText::new(name(path))).truncate();
                    let size = [ui.available_width(), row];
                    ui.allocate_ui_with_layout(
                        size.into(),
                        egui::Layout::left_to_right(egui::Align::Center),
                        |ui| ui.add(label).on_hover_text(path.display().to_string()),
                    );
                }
            },
        );
        ui.spacing_mut().item_spacing.y = space::TIGHT;
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned()
}
