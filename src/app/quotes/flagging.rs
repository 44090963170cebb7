//! The panel in which the selected quotes are flagged, or collected in a set of the team's own: a flag of any name.

use std::collections::{HashMap, HashSet};

use egui::{Align2, Key, Modifiers, Rect, RichText, Ui, vec2};

use super::actions::selected;
use crate::app::desk::Desk;
use crate::app::figures::{counted, grouped};
use crate::app::inspector::flag_words;
use crate::app::palette::{Beside, beside};
use crate::app::theme::{Theme, size, space};
use crate::domain::QuotationId;
use crate::project::Snapshot;

/// Width of the panel.
const WIDTH: f32 = 320.0;
/// Flags that are shown at once.
const ROWS: usize = 12;

/// The panel while it is open.
pub(super) struct Flagging {
    typed: String,
    row: usize,
    quotations: Vec<QuotationId>,
    /// How many of them have each flag.
    on: HashMap<String, usize>,
    /// What it hangs at.
    at: Rect,
    is_drawn: bool,
}

/// What came of the panel in a frame.
pub(super) enum Flagged {
    /// Nothing yet.
    Yet,
    /// It was closed.
    Nothing,
    /// This flag is to be set, or taken off.
    Set(String, bool),
}

/// A flag that can be chosen.
struct Entry {
    name: String,
    /// How many of the quotes have it.
    on: usize,
    is_new: bool,
}

impl Flagging {
    /// For the selected quotes; none where none of them is a quotation.
    pub(super) fn of_selected(desk: &Desk, at: Rect) -> Option<Self> {
        // Several parts of one quotation may be listed.
        let chosen: HashSet<QuotationId> =
            selected(desk).iter().filter_map(|row| row.quotation).collect();
        if chosen.is_empty() {
            return None;
        }
        let mut on: HashMap<String, usize> = HashMap::new();
        for (_, quotation) in desk.snapshot.quotations().filter(|(_, one)| chosen.contains(&one.id))
        {
            for flag in &quotation.flags {
                *on.entry(flag.name.to_lowercase()).or_default() += 1;
            }
        }
        let quotations = chosen.into_iter().collect();
        Some(Self { typed: String::new(), row: 0, quotations, on, at, is_drawn: false })
    }

    /// The quotations it is about.
    pub(super) fn quotations(&self) -> &[QuotationId] {
        &self.quotations
    }

    /// The flags whose names hold what was typed, and a new one of that name.
    fn entries(&self, snapshot: &Snapshot) -> Vec<Entry> {
        let typed = self.typed.trim().to_lowercase();
        let all = snapshot.flags();
        let is_known = all.contains(&typed);
        let mut entries: Vec<Entry> = all
            .iter()
            .filter(|name| {
                name.contains(&typed) || flag_words(name).to_lowercase().contains(&typed)
            })
            .map(|name| Entry {
                name: name.clone(),
                on: self.on.get(name).copied().unwrap_or_default(),
                is_new: false,
            })
            .take(ROWS)
            .collect();
        if !typed.is_empty() && !is_known {
            entries.push(Entry { name: typed, on: 0, is_new: true });
        }
        entries
    }

    /// Draws the panel below what it hangs at; gives what came of it.
    pub(super) fn ui(&mut self, ui: &Ui, snapshot: &Snapshot) -> Flagged {
        let entries = self.entries(snapshot);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            return Flagged::Nothing;
        }
        let last = entries.len().saturating_sub(1);
        if pressed(Key::ArrowDown) {
            self.row += 1;
        }
        if pressed(Key::ArrowUp) {
            self.row = self.row.saturating_sub(1);
        }
        self.row = self.row.min(last);
        let mut chosen = pressed(Key::Enter).then_some(self.row);
        let theme = Theme::of(ui.ctx());
        let screen = ui.ctx().content_rect().shrink(space::INSIDE);
        // The title, the line, and every flag.
        let full = (entries.len() as f32 + 2.0) * (space::ROW + space::TIGHT) + 2.0 * space::GROUP;
        let Beside { pivot, at, .. } = beside(self.at, screen, WIDTH, full);
        let frame = egui::Frame::popup(ui.style()).fill(theme.page).inner_margin(space::GROUP);
        let area = egui::Area::new(egui::Id::unique("flags of quotes"))
            .order(egui::Order::Foreground)
            .pivot(pivot)
            .fixed_pos(at)
            .constrain(true)
            .show(ui.ctx(), |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(WIDTH - 2.0 * space::GROUP);
                    ui.spacing_mut().item_spacing.y = space::TIGHT;
                    let quotes = counted(self.quotations.len(), "quote", "quotes");
                    let title = format!("Flag {quotes}, or collect under a name of your own");
                    let title = ui.label(RichText::new(title).size(size::SMALL).color(theme.quiet));
                    let line = egui::TextEdit::singleline(&mut self.typed)
                        .hint_text("Name of a flag, or of a new set")
                        .desired_width(f32::INFINITY);
                    let line = ui.add(line).labelled_by(title.id);
                    if line.changed() {
                        self.row = 0;
                    }
                    line.request_focus();
                    for (row, entry) in entries.iter().enumerate() {
                        chosen = self.entry(ui, entry, row).then_some(row).or(chosen);
                    }
                });
            });
        let was_drawn = std::mem::replace(&mut self.is_drawn, true);
        if let Some(entry) = chosen.and_then(|row| entries.get(row)) {
            let on = entry.on < self.quotations.len();
            return Flagged::Set(entry.name.clone(), on);
        }
        if was_drawn && area.response.clicked_elsewhere() { Flagged::Nothing } else { Flagged::Yet }
    }

    /// Draws a flag with how many of the quotes have it; whether it was chosen.
    fn entry(&self, ui: &mut Ui, entry: &Entry, row: usize) -> bool {
        let name = match entry.is_new {
            true => format!("New: {}", entry.name),
            false => flag_words(&entry.name).to_owned(),
        };
        let all = self.quotations.len();
        let said = match entry.on {
            0 => String::new(),
            on if on == all => "on; choose to take it off".to_owned(),
            on => format!("on {} of {}", grouped(on), grouped(all)),
        };
        let theme = Theme::of(ui.ctx());
        let is_chosen = row == self.row;
        let room = vec2(ui.available_width(), space::ROW);
        let (rect, response) = ui.allocate_exact_size(room, egui::Sense::CLICK);
        response.widget_info(|| {
            let said = format!("{name} {said}");
            egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, said.trim())
        });
        if is_chosen {
            ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, space::CORNER, theme.hover);
        }
        let inner = rect.shrink2(vec2(space::INSIDE, 0.0));
        let font = crate::app::theme::interface(size::BODY);
        let ink = if entry.is_new { theme.accent } else { theme.ink };
        let painter = ui.painter().with_clip_rect(inner);
        painter.text(inner.left_center(), Align2::LEFT_CENTER, &name, font, ink);
        let font = crate::app::theme::interface(size::SMALL);
        painter.text(inner.right_center(), Align2::RIGHT_CENTER, &said, font, theme.quiet);
        response.clicked()
    }
}

/// Opens the panel for the selected quotes.
pub fn flag_quotes(window: &mut crate::app::Window) {
    window.with_desk(|desk| {
        let at = desk.quotes.cursor.or(desk.quotes.chooser).unwrap_or(Rect::ZERO);
        desk.quotes.flagging = Flagging::of_selected(desk, at);
    });
}

/// Goes on with what came of the panel.
pub(super) fn take(desk: &mut Desk, flagging: Flagging, flagged: Flagged) {
    match flagged {
        Flagged::Yet => desk.quotes.flagging = Some(flagging),
        Flagged::Nothing => desk.quotes.takes_keyboard = Some(desk.quotes.active),
        Flagged::Set(name, on) => {
            let quotations = flagging.quotations().to_vec();
            desk.just_do(move |project| project.flag_quotations(&quotations, &name, on));
            desk.quotes.takes_keyboard = Some(desk.quotes.active);
        }
    }
}
