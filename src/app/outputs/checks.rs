//! What the checks found in an output: each with one step to its place, to be mended or accepted with a reason.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{DragValue, Galley, Id, Key, Modifiers, Painter, Rect, RichText, TextEdit, Ui, vec2};

use super::{Drawn, OutputsView};
use crate::app::desk::Desk;
use crate::app::figures::counted;
use crate::app::list::{List, Look, Rows};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{ExtractId, Output, OutputSettings};
use crate::project::{CheckedOutput, FoundInOutput, OutputField};

/// Widest that findings are set.
const WIDEST: f32 = 760.0;

/// The findings of an output.
#[derive(Default)]
pub(super) struct Checks {
    pub(super) list: List<String>,
    /// The reason that is being written, and for which finding.
    accepting: Option<Accepting>,
}

struct Accepting {
    finding: String,
    reason: String,
    takes_keyboard: bool,
}

pub(super) fn id() -> Id {
    Id::unique("findings of an output")
}

impl Checks {
    /// Takes other findings.
    pub(super) fn renew(&mut self, checked: &CheckedOutput) {
        self.list.renew(checked.findings.iter().map(|found| found.finding.key.clone()).collect());
    }

    /// The finding that the keyboard stands at.
    pub(super) fn current<'c>(&self, checked: &'c CheckedOutput) -> Option<&'c FoundInOutput> {
        checked.findings.get(self.list.cursor()?)
    }

    /// Begins to accept a finding.
    pub(super) fn accept(&mut self, finding: &str) {
        let finding = finding.to_owned();
        self.accepting = Some(Accepting { finding, reason: String::new(), takes_keyboard: true });
    }

    /// Accepts nothing any more: another output is shown.
    pub(super) fn leave(&mut self) {
        self.accepting = None;
    }
}

/// Draws what was found; gives what happened to the list.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    output: &Output,
    checked: &CheckedOutput,
) -> Drawn {
    let theme = Theme::of(ui.ctx());
    limits(ui, desk, output);
    ui.add_space(space::TIGHT);
    let never = checked.findings.iter().filter(|found| !found.finding.can_be_accepted()).count();
    let accepted = checked.findings.iter().filter(|found| found.accepted.is_some()).count();
    let mut said = vec![counted(checked.open(), "finding is open", "findings are open")];
    if accepted > 0 {
        said.push(format!("{accepted} accepted"));
    }
    if never > 0 {
        said.push(format!("{never} never exported"));
    }
    let mut is_place_wanted = false;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(said.join(" · ")).color(theme.quiet));
        if view.checks.current(checked).is_some_and(|found| !found.finding.extracts.is_empty())
            && ui.button("Go to it").on_hover_text("Go to the extract (Enter)").clicked()
        {
            is_place_wanted = true;
        }
        let here = view.checks.current(checked).filter(|found| found.finding.can_be_accepted());
        if let Some(found) = here {
            if found.accepted.is_some() {
                if ui.button("Open again").clicked() {
                    reopen(desk, output, &found.finding.key);
                }
            } else if ui.button("Accept…").on_hover_text("Let it stay, for a reason (A)").clicked()
            {
                view.checks.accept(&found.finding.key);
            }
        }
    });
    reason(view, ui, desk, output);
    ui.add_space(space::TIGHT);
    if checked.findings.is_empty() {
        ui.add_space(space::SECTION);
        ui.label(RichText::new("Nothing was found").size(size::LEAD));
        let about = "Private terms, names, posts, sites, file names, identifiers, numbers that lead to a site, groups that are \
                     too small, people quoted too often, gaps in labels and withdrawn consent were looked for.";
        ui.label(RichText::new(about).color(theme.quiet));
        return Drawn::default();
    }
    let area = ui.available_rect_before_wrap();
    let width = (area.width() - 3.0 * space::GROUP).clamp(120.0, WIDEST);
    let mut rows =
        FindingRows { painter: ui.painter().clone(), theme, checked, width, laid: HashMap::new() };
    let look = Look {
        id: id(),
        name: "Findings",
        left: area.left() + space::GROUP,
        width,
        is_main: view.checks.accepting.is_none(),
        guess: 64.0,
    };
    let mut drawn = view.checks.list.ui(ui, &look, &mut rows);
    drawn.is_opened |= is_place_wanted;
    drawn
}

/// Draws the line in which a reason is written.
fn reason(view: &mut OutputsView, ui: &mut Ui, desk: &mut Desk, output: &Output) {
    let Some(accepting) = &mut view.checks.accepting else { return };
    let mut ended = None;
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut accepting.reason)
            .hint_text("Why may it stay?")
            .desired_width(360.0);
        let edit = ui.add(edit).accessible_name("Reason for accepting");
        if std::mem::take(&mut accepting.takes_keyboard) {
            edit.request_focus();
        }
        // The key is used up: the list that takes the keyboard next must not see it.
        let enter = edit.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let has_words = !accepting.reason.trim().is_empty();
        if ui.add_enabled(has_words, egui::Button::new("Accept")).clicked() || (enter && has_words)
        {
            ended = Some(true);
        }
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if ui.button("Cancel").clicked() || escape {
            ended = Some(false);
        }
    });
    let Some(is_kept) = ended else { return };
    let Some(Accepting { finding, reason, .. }) = view.checks.accepting.take() else { return };
    view.checks.list.take_keyboard(true);
    if is_kept {
        let id = output.id;
        desk.just_do(move |project| project.accept_finding(id, &finding, Some(&reason)));
    }
}

pub(super) fn reopen(desk: &mut Desk, output: &Output, finding: &str) {
    let (id, finding) = (output.id, finding.to_owned());
    desk.just_do(move |project| project.accept_finding(id, &finding, None));
}

/// Draws what the checks ask for.
fn limits(ui: &mut Ui, desk: &mut Desk, output: &Output) {
    let theme = Theme::of(ui.ctx());
    let mut settings = output.settings.clone();
    let mut is_done = false;
    ui.horizontal_wrapped(|ui| {
        let mut ask = |ui: &mut Ui, words: &str, value: &mut u32, most: u32, name: &str| {
            ui.label(RichText::new(words).color(theme.quiet));
            let drag = ui.add(DragValue::new(value).range(0..=most).update_while_editing(false));
            let drag = drag.accessible_name(name);
            is_done |= drag.drag_stopped() || (drag.changed() && !drag.dragged());
        };
        let OutputSettings { smallest_group, most_of_one, words_apart, .. } = &mut settings;
        ask(ui, "At least", smallest_group, 99, "How many people must be alike");
        ask(ui, "people alike, at most", most_of_one, 999, "How many extracts one person may have");
        ask(ui, "extracts of one person, numbers", words_apart, 999, "How many words apart");
        ui.label(RichText::new("words from the name of a site").color(theme.quiet));
    });
    if is_done && settings != output.settings {
        let id = output.id;
        desk.just_do(move |project| {
            project.change_output(id, vec![OutputField::Settings(settings)])
        });
    }
}

/// The extract to go to for a finding.
pub(super) fn place_of(checked: &CheckedOutput, found: &FoundInOutput) -> Option<ExtractId> {
    let first = *found.finding.extracts.first()?;
    checked.set.extracts.get(first as usize).map(|one| one.extract)
}

struct FindingRows<'a> {
    painter: Painter,
    theme: &'static Theme,
    checked: &'a CheckedOutput,
    width: f32,
    laid: HashMap<usize, Arc<Galley>>,
}

impl FindingRows<'_> {
    fn laid(&mut self, row: usize) -> &Arc<Galley> {
        if !self.laid.contains_key(&row) {
            let found = &self.checked.findings[row];
            let galley = self.lay(found);
            self.laid.insert(row, galley);
        }
        &self.laid[&row]
    }

    fn lay(&self, found: &FoundInOutput) -> Arc<Galley> {
        let theme = self.theme;
        let mut job = LayoutJob::default();
        let (ink, lead) = match (&found.accepted, found.finding.can_be_accepted()) {
            (Some(_), _) => (theme.quiet, theme.quiet),
            (None, true) => (theme.ink, theme.warning),
            (None, false) => (theme.ink, theme.danger),
        };
        let bold = TextFormat::simple(theme::interface_bold(size::BODY), lead);
        job.append(found.finding.kind.title(), 0.0, bold);
        let plain = TextFormat::simple(theme::interface(size::BODY), ink);
        job.append(&format!("\n{}", found.finding.sentence()), 0.0, plain);
        if let Some(accepted) = &found.accepted {
            let quiet = TextFormat::simple(theme::interface(size::BODY), theme.good);
            job.append(&format!("\nAccepted: {}", accepted.reason), 0.0, quiet);
        }
        job.wrap.max_width = self.width;
        self.painter.layout_job(job)
    }
}

impl Rows for FindingRows<'_> {
    fn count(&self) -> usize {
        self.checked.findings.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        (self.laid(row).size().y + 2.0 * space::INSIDE).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let found = &self.checked.findings[row];
        let state = if found.accepted.is_some() { ", accepted" } else { "" };
        format!("{}{state}: {}", found.finding.kind.title(), found.finding.sentence())
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let galley = Arc::clone(self.laid(row));
        ui.painter().galley(rect.left_top() + vec2(0.0, space::INSIDE), galley, self.theme.ink);
    }
}
