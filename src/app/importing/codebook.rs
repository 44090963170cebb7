//! A code framework from a file, looked at before it is taken: what is new, what is changed, what the file does not have.

use egui::{Key, Modifiers, RichText, Ui};

use crate::app::figures::counted;
use crate::app::lines::{Lines, Style};
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::import::codebook::Codebook;
use crate::project::{CodebookPlan, Taking};
use crate::text::compared;

/// A framework that is being looked at.
pub(super) struct Preview {
    /// The file's name.
    pub(super) name: String,
    pub(super) book: Codebook,
    summary: String,
    lines: Lines<()>,
    has_new: bool,
    has_changes: bool,
    is_refused: bool,
    /// Whether the panel was not drawn yet.
    fresh: bool,
}

/// What is to become of it.
pub(super) enum Choice {
    /// Nothing is decided yet.
    Yet,
    /// Nothing is taken.
    Close,
    /// It is taken.
    Take(Taking),
}

impl Preview {
    pub(super) fn new(name: String, book: Codebook, plan: &CodebookPlan) -> Self {
        let mut lines = Lines::default();
        lines.heading("Not possible", plan.conflicts.len());
        for conflict in &plan.conflicts {
            lines.push(Style::Warning, conflict.clone());
        }
        lines.heading("To check in the file", book.warnings.len());
        for warning in &book.warnings {
            lines.push(Style::Warning, warning.clone());
        }
        lines.heading("New", plan.added.len());
        for path in &plan.added {
            lines.push(Style::Name, path.clone());
        }
        lines.heading("Changed", plan.changed.len());
        for changed in &plan.changed {
            lines.push(Style::Name, changed.path.clone());
            for change in &changed.changes {
                lines.push(Style::Detail, format!("{}:", change.field));
                lines.compared(compared(&change.before, &change.after));
            }
        }
        lines.heading("Sets", plan.sets.len());
        for set in &plan.sets {
            let new = if set.is_new { " (new)" } else { "" };
            lines.push(Style::Name, format!("{}{new}", set.name));
            lines.push(Style::Detail, set.codes.join(", "));
        }
        lines.heading("Not in the file; they stay as they are", plan.missing.len());
        for path in &plan.missing {
            lines.push(Style::Name, path.clone());
        }
        let summary = format!(
            "{}, {} changed, {} as they are, {} not in the file",
            counted(plan.added.len(), "new code", "new codes"),
            plan.changed.len(),
            plan.unchanged,
            plan.missing.len()
        );
        Self {
            name,
            book,
            summary,
            lines,
            has_new: !plan.added.is_empty(),
            has_changes: !(plan.changed.is_empty() && plan.sets.is_empty()),
            is_refused: !plan.conflicts.is_empty(),
            fresh: true,
        }
    }

    /// Draws the panel; takes Escape when it lies on top.
    pub(super) fn ui(&mut self, ui: &mut Ui, on_top: bool) -> Choice {
        let mut choice = Choice::Yet;
        floating(ui, "Framework from a file", |ui| {
            let title = format!("Code framework of {}", self.name);
            ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
            ui.label(RichText::new(&self.summary).color(Theme::of(ui.ctx()).quiet));
            let height = ui.ctx().content_rect().height() * 0.5;
            self.lines.ui(ui, height);
            ui.add_space(space::GROUP);
            ui.horizontal(|ui| {
                let has_any = self.has_new || self.has_changes;
                let may = has_any && !self.is_refused;
                let word = if self.has_changes { "Take everything" } else { "Take the codes" };
                let take = ui.add_enabled(may, egui::Button::new(word));
                if take.clicked() {
                    choice = Choice::Take(Taking::Everything);
                }
                if self.has_new
                    && self.has_changes
                    && ui
                        .add_enabled(may, egui::Button::new("Only the new codes"))
                        .on_hover_text("Leave the codes that are there as they are")
                        .clicked()
                {
                    choice = Choice::Take(Taking::OnlyNew);
                }
                let close = ui.button(if may { "Cancel" } else { "Close" });
                if close.clicked() {
                    choice = Choice::Close;
                }
                if std::mem::take(&mut self.fresh) {
                    (if may { take } else { close }).request_focus();
                }
            });
            if on_top && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
                choice = Choice::Close;
            }
        });
        choice
    }
}
