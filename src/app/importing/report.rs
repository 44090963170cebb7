//! The report of an import: figures, and what came of each file.

use std::fmt::Write as _;
use std::path::Path;

use egui::{Key, Modifiers, RichText, Ui};

use super::Step;
use crate::app::figures::counted;
use crate::app::lines::{Lines, Style};
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceId;
use crate::project::{ImportReport, TableImport};
use crate::text::capital;

/// What is said of an import.
pub(super) struct Report {
    /// Whether its panel is shown.
    pub(super) is_open: bool,
    /// The sources that came in.
    pub(super) sources: Vec<SourceId>,
    title: String,
    summary: String,
    lines: Lines<SourceId>,
    /// Whether the panel was not drawn since it was opened.
    fresh: bool,
}

/// Adds the name of a file.
fn file(lines: &mut Lines<SourceId>, path: &Path) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    lines.push(Style::Name, name).hover = path.display().to_string();
}

impl Report {
    /// The report of files; what went wrong stands first.
    pub(super) fn of_files(report: &ImportReport, is_open: bool) -> Self {
        let mut lines = Lines::default();
        lines.heading("Refused", report.refused.len());
        for refused in &report.refused {
            file(&mut lines, &refused.path);
            lines.push(Style::Warning, capital(&refused.reason));
        }
        lines.heading("To check", report.doubtful.len());
        for doubtful in &report.doubtful {
            let line = lines.push(Style::Name, doubtful.name.clone());
            line.target = Some(doubtful.source);
            line.hover = "Open it".to_owned();
            for doubt in &doubtful.doubts {
                lines.push(Style::Warning, doubt.clone());
            }
        }
        lines.heading("Replaced by a newer text", report.replaced.len());
        for replaced in &report.replaced {
            let line = lines.push(Style::Name, replaced.name.clone());
            line.target = Some(replaced.source);
            line.hover = replaced.path.display().to_string();
            let carried = counted(replaced.carried, "quotation was", "quotations were");
            lines.push(Style::Detail, format!("{carried} carried over"));
            for lost in &replaced.lost {
                lines.push(Style::Warning, format!("Not carried over: “{lost}”"));
            }
        }
        lines.heading("Already there", report.already_there.len());
        for there in &report.already_there {
            file(&mut lines, &there.path);
            lines.push(Style::Detail, format!("Has the same text as “{}”", there.name));
        }
        lines.heading("Imported", report.imported.len());
        for file in &report.imported {
            let line = lines.push(Style::Name, file.name.clone());
            line.target = Some(file.source);
            line.hover = file.path.display().to_string();
            let about = match file.turns {
                0 => file.kind.to_string(),
                turns => format!("{}, {}", file.kind, counted(turns, "turn", "turns")),
            };
            lines.push(Style::Detail, capital(&about));
        }
        lines.heading("Left out", report.left_out.len());
        for path in &report.left_out {
            file(&mut lines, path);
        }
        lines.heading("Of other formats, passed over", report.ignored.len());
        for path in &report.ignored {
            file(&mut lines, path);
        }
        let sources = report.imported.iter().map(|file| file.source).collect();
        Self::new("Import report".to_owned(), report.summary(), lines, sources, is_open)
    }

    /// The report of a table with something to check.
    pub(super) fn of_table(name: &str, came: &TableImport) -> Self {
        let mut lines = Lines::default();
        lines.heading("To check", came.warnings().len());
        for warning in came.warnings() {
            lines.push(Style::Name, warning.clone());
        }
        Self::new(format!("Import of {name}"), came.summary(), lines, Vec::new(), true)
    }

    /// What could not be carried into a file that was written.
    pub(super) fn of_losses(name: &str, losses: &[String]) -> Self {
        let mut lines = Lines::default();
        lines.heading("Not carried", losses.len());
        for loss in losses {
            lines.push(Style::Name, loss.clone());
        }
        let summary = "The format has no place for this; the project keeps it".to_owned();
        Self::new(format!("Written to {name}"), summary, lines, Vec::new(), true)
    }

    fn new(
        title: String,
        summary: String,
        lines: Lines<SourceId>,
        sources: Vec<SourceId>,
        is_open: bool,
    ) -> Self {
        Self { is_open, sources, title, summary, lines, fresh: true }
    }

    /// The report as plain text.
    fn plain(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.summary);
        for line in self.lines.all() {
            let _ = match line.style {
                Style::Heading => writeln!(text, "\n{}", line.text),
                Style::Name => writeln!(text, "  {}", line.text),
                Style::Detail | Style::Warning => writeln!(text, "    {}", line.text),
            };
        }
        text
    }

    /// Draws the panel; takes Escape when it lies on top.
    pub(super) fn ui(&mut self, ui: &mut Ui, on_top: bool) -> Step {
        let mut step = Step::Stay;
        floating(ui, "Import report", |ui| {
            ui.label(RichText::new(&self.title).font(theme::interface_bold(size::LEAD)));
            ui.label(RichText::new(&self.summary).color(Theme::of(ui.ctx()).quiet));
            let height = ui.ctx().content_rect().height() * 0.5;
            if let Some(source) = self.lines.ui(ui, height) {
                step = Step::Open(source);
            }
            ui.add_space(space::GROUP);
            ui.horizontal(|ui| {
                let close = ui.button("Close");
                if std::mem::take(&mut self.fresh) {
                    close.request_focus();
                }
                if !self.sources.is_empty()
                    && ui
                        .button("Show in list")
                        .on_hover_text("Choose what was imported in the list of sources")
                        .clicked()
                {
                    step = Step::ShowInList;
                }
                if ui.button("Copy report").clicked() {
                    ui.ctx().copy_text(self.plain());
                }
                let escaped =
                    on_top && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
                if close.clicked() || escaped {
                    step = Step::Close;
                }
            });
        });
        if !matches!(step, Step::Stay) {
            self.fresh = true;
        }
        step
    }
}
