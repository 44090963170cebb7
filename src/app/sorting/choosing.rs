//! What is shown before a walk: what can be gone through, and the questions or the speakers to choose from.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, UiBuilder, pos2,
    vec2,
};

use super::{Deed, Wanted};
use crate::app::commands;
use crate::app::figures::grouped;
use crate::app::theme::{self, Theme, size, space};
use crate::project::Queue;

/// The widest that rows are set, in points.
const MEASURE: f32 = 720.0;
/// Width of the column of figures.
const FIGURE: f32 = 72.0;
/// Rows that a page key moves.
const PAGE: usize = 10;

/// What there is to sort, and the commands that begin with it.
const BEGINNINGS: [(&str, &str); 5] = [
    ("Sort the answers to a question…", "Surveys and templates: every answer to one question"),
    ("Code the turns of a speaker…", "All that one speaker says, in every source"),
    ("Code the hits of this search…", "Search first; then accept or skip each place"),
    ("Sort these quotations", "List quotes first; then go through them a second time"),
    ("Split a code…", "Select a code first; then send each of its quotations to a sub-code"),
];

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A question of surveys or templates.
    Question,
    /// Somebody who speaks.
    Speaker,
}

/// The questions or the speakers, and where the keyboard stands among them.
pub(super) struct Choosing {
    what: What,
    /// Each with how many passages it has; nothing while they are being read.
    entries: Option<Vec<(Arc<str>, usize)>>,
    /// The letters that those which are shown have in their names.
    typed: String,
    /// Which entries are shown.
    shown: Vec<usize>,
    row: usize,
    reveals: bool,
    /// The field for letters takes the keyboard.
    takes_keyboard: bool,
}

impl Choosing {
    pub(super) fn new(what: What) -> Self {
        Self {
            what,
            entries: None,
            typed: String::new(),
            shown: Vec::new(),
            row: 0,
            reveals: false,
            takes_keyboard: true,
        }
    }

    /// Takes what there is to choose from, unless something else is being chosen by now.
    pub(super) fn take(&mut self, what: What, entries: Vec<(Arc<str>, usize)>) {
        if self.what == what {
            self.entries = Some(entries.into_iter().filter(|(_, count)| *count > 0).collect());
            self.narrow();
        }
    }

    /// Shows the entries that have every typed word in their names.
    fn narrow(&mut self) {
        let typed = self.typed.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let entries = self.entries.iter().flatten().enumerate();
        let shown = entries.filter(|(_, (name, _))| {
            let name = name.to_lowercase();
            words.iter().all(|word| name.contains(word))
        });
        self.shown = shown.map(|(entry, _)| entry).collect();
        self.row = 0;
    }

    fn queue(&self, row: usize) -> Option<Queue> {
        let (name, _) = self.entries.as_ref()?.get(*self.shown.get(row)?)?;
        let name = Arc::clone(name);
        Some(match self.what {
            What::Question => Queue::Answers(name),
            What::Speaker => Queue::Turns(name),
        })
    }

    pub(super) fn draw(&mut self, ui: &mut Ui, has_keyboard: bool, wanted: &mut Wanted) {
        let Some(count) = self.entries.as_ref().map(Vec::len) else { return };
        if count == 0 {
            let (lead, more) = match self.what {
                What::Question => (
                    "No question has an answer yet",
                    "Import a table of survey responses or filled-in templates; their answers are sorted here.",
                ),
                What::Speaker => (
                    "Nobody is known to speak",
                    "Import transcripts; the inspector of a source says who speaks in it.",
                ),
            };
            within(ui, |ui| say(ui, lead, more));
            return;
        }
        let field = Id::unique("filter of what is sorted");
        let is_typed = ui.memory(|memory| memory.has_focus(field));
        let has_keyboard = has_keyboard || is_typed;
        if has_keyboard {
            self.keys(ui, is_typed);
        }
        let theme = Theme::of(ui.ctx());
        let (title, figures) = match self.what {
            What::Question => ("Sort the answers to which question?", "Answers"),
            What::Speaker => ("Code whose turns?", "Turns"),
        };
        within(ui, |ui| {
            ui.add_space(space::PAGE);
            ui.horizontal(|ui| {
                ui.label(RichText::new(title).font(theme::interface_bold(size::TITLE)));
                let at = ui.max_rect().right_center();
                let font = theme::interface(size::SMALL);
                ui.painter().text(at, Align2::RIGHT_CENTER, figures, font, theme.quiet);
            });
            ui.add_space(space::INSIDE);
            if count > PAGE {
                let line = TextEdit::singleline(&mut self.typed)
                    .id(field)
                    .hint_text("Type to narrow the list")
                    .desired_width(f32::INFINITY);
                let line = ui.add(line).accessible_name("Narrow the list");
                if std::mem::take(&mut self.takes_keyboard) {
                    line.request_focus();
                }
                if line.changed() {
                    self.narrow();
                }
            }
            ui.add_space(space::INSIDE);
        });
        let opened =
            has_keyboard && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut chosen = opened.then_some(self.row);
        ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(ui, |ui| {
            within(ui, |ui| {
                for row in 0..self.shown.len() {
                    if self.row_of(ui, row, has_keyboard) {
                        chosen = Some(row);
                    }
                }
                if self.shown.is_empty() {
                    ui.label(RichText::new("Nothing is called so").color(theme.quiet));
                }
                ui.add_space(space::PAGE);
            });
        });
        if let Some(queue) = chosen.and_then(|row| self.queue(row)) {
            wanted.deed = Some(Deed::Begin(queue));
        }
    }

    /// Moves along the rows; the ends of a line belong to the field while letters go to it.
    fn keys(&mut self, ui: &Ui, is_typed: bool) {
        let before = self.row;
        let count = self.shown.len();
        let steps: [(Key, &dyn Fn(usize) -> usize); 6] = [
            (Key::ArrowDown, &|row| row + 1),
            (Key::ArrowUp, &|row| row.saturating_sub(1)),
            (Key::PageDown, &|row| row + PAGE),
            (Key::PageUp, &|row| row.saturating_sub(PAGE)),
            (Key::Home, &|_| 0),
            (Key::End, &|_| count),
        ];
        let steps = if is_typed { &steps[..4] } else { &steps[..] };
        for &(key, step) in steps {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.row = step(self.row).min(count.saturating_sub(1));
            }
        }
        self.reveals |= self.row != before;
    }

    /// Draws one row; whether it was clicked.
    fn row_of(&mut self, ui: &mut Ui, row: usize, has_keyboard: bool) -> bool {
        let theme = Theme::of(ui.ctx());
        let entry = self.shown.get(row).copied();
        let entries = self.entries.as_ref();
        let Some((name, count)) = entry.and_then(|entry| entries?.get(entry)) else { return false };
        let width = ui.available_width();
        let format = TextFormat::simple(theme::interface(size::LEAD), theme.ink);
        let mut job = LayoutJob::single_section(name.to_string(), format);
        job.wrap.max_width = width - FIGURE - 2.0 * space::INSIDE;
        job.wrap.max_rows = 3;
        let words = ui.painter().layout_job(job);
        let height = words.size().y + 2.0 * space::INSIDE;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::CLICK);
        let is_chosen = row == self.row;
        let said = format!("{name}, {}", grouped(*count));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, &said));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
        if is_chosen {
            ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
            if has_keyboard {
                let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
                ui.painter().rect_filled(edge, 1, theme.accent);
            }
            if std::mem::take(&mut self.reveals) {
                response.scroll_to_me(None);
            }
        } else if response.hovered() {
            ui.painter().rect_filled(rect, space::CORNER, theme.hover);
        }
        let at = rect.min + vec2(space::GROUP, space::INSIDE);
        ui.painter().galley(at, words, theme.ink);
        let at = pos2(rect.right() - space::INSIDE, rect.top() + space::INSIDE);
        let font = theme::interface(size::LEAD);
        ui.painter().text(at, Align2::RIGHT_TOP, grouped(*count), font, theme.quiet);
        response.clicked()
    }
}

/// Draws what can be gone through, while nothing is.
pub(super) fn nothing(ui: &mut Ui, wanted: &mut Wanted) {
    within(ui, |ui| {
        say(
            ui,
            "Passages are sorted here, one at a time",
            "Each code of a branch has a key: press it, and the next passage is there.",
        );
        beginnings(ui, wanted);
    });
}

/// Offers what can be gone through.
pub(super) fn beginnings(ui: &mut Ui, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::INSIDE);
    for (command, about) in BEGINNINGS {
        let hover = commands::named(command).map(|command| command.hover_text(ui.ctx()));
        let link = ui.link(RichText::new(command).size(size::LEAD));
        if link.on_hover_text(hover.unwrap_or_default()).clicked() {
            wanted.command = Some(command);
        }
        ui.label(RichText::new(about).color(theme.quiet));
        ui.add_space(space::INSIDE);
    }
}

/// Says what belongs into a place that is empty.
pub(super) fn say(ui: &mut Ui, lead: &str, more: &str) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(2.0 * space::PAGE);
    ui.label(RichText::new(lead).font(theme::interface_bold(size::TITLE)).color(theme.ink));
    ui.label(RichText::new(more).size(size::LEAD).color(theme.quiet));
    ui.add_space(space::INSIDE);
}

/// Draws something in a column in the middle.
pub(super) fn within<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.max_rect();
    let width = MEASURE.min(room.width() - 2.0 * space::PAGE).max(120.0).round();
    let left = (room.left() + (room.width() - width) / 2.0).round();
    let at = Rect::from_min_size(pos2(left, ui.cursor().top()), vec2(width, f32::INFINITY));
    ui.scope_builder(UiBuilder::new().max_rect(at), |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}
