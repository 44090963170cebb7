//! What is looked through: the kinds of hits, the kinds of sources, and the quotes of one code, each with its count.

use egui::text::LayoutJob;
use egui::{Align, Layout, RichText, Ui};

use super::{SearchView, Tab};
use crate::app::desk::Desk;
use crate::app::figures::grouped;
use crate::app::icons::Icon;
use crate::app::palette::{CodePicked, CodePicker};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceKind;
use crate::search::Kind;

/// From this width on, the kinds and the code stand on one line.
const WIDE: f32 = 600.0;

/// The kinds of hits as they are offered.
const KINDS: [(Option<Kind>, &str); 8] = [
    (None, "All"),
    (Some(Kind::Passage), "Sources"),
    (Some(Kind::Quotation), "Quotations"),
    (Some(Kind::Definition), "Definitions"),
    (Some(Kind::Comment), "Comments"),
    (Some(Kind::Memo), "Memos"),
    (Some(Kind::Summary), "Summaries"),
    (Some(Kind::Finding), "Findings"),
];

impl SearchView {
    /// Draws the kinds of hits and the code whose quotes are looked into.
    pub(super) fn kinds(&mut self, desk: &mut Desk, ui: &mut Ui) {
        if ui.available_width() >= WIDE {
            ui.horizontal(|ui| {
                self.hit_kinds(desk, ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.narrowing(desk, ui));
            });
        } else {
            ui.horizontal_wrapped(|ui| self.hit_kinds(desk, ui));
            ui.horizontal(|ui| self.narrowing(desk, ui));
        }
    }

    fn hit_kinds(&mut self, desk: &Desk, ui: &mut Ui) {
        let counts = !self.asked.is_empty() && self.answered.is_some();
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let snapshot = &desk.snapshot;
        for (kind, name) in KINDS {
            // What the team has not begun to write takes no room.
            let is_offered = match kind {
                Some(Kind::Memo) => !snapshot.memos.is_empty(),
                Some(Kind::Summary) => !snapshot.summaries.is_empty(),
                Some(Kind::Finding) => snapshot.outputs.iter().any(|one| !one.items.is_empty()),
                _ => true,
            };
            if !is_offered {
                continue;
            }
            // Only quotations bear codes.
            let fits = self.asked.within.is_none() || matches!(kind, None | Some(Kind::Quotation));
            let count = self.list.totals.of(kind, self.asked.source_kind);
            let chip = Chip {
                name,
                count: counts.then_some(count),
                chosen: self.asked.kind == kind,
                fits,
                size: size::BODY,
                role: egui::Role::RadioButton,
            };
            if chip.draw(ui).clicked() {
                self.asked.kind = kind;
            }
        }
    }

    /// Draws the kinds of sources that the study has, where there are several; a click shows those only, another all again.
    pub(super) fn source_kinds(&mut self, desk: &Desk, ui: &mut Ui) {
        let sources = &desk.snapshot.sources;
        let there = |kind: &SourceKind| sources.iter().any(|info| info.kind == *kind);
        let kinds: Vec<SourceKind> = SourceKind::ALL.into_iter().filter(there).collect();
        self.asked.source_kind = self.asked.source_kind.filter(|kind| kinds.contains(kind));
        if kinds.len() < 2 {
            return;
        }
        let counts = !self.asked.is_empty()
            && match self.shown() {
                Tab::Lines => self.lines_answer(),
                _ => self.answered.is_some(),
            };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            for kind in kinds {
                let chosen = self.asked.source_kind == Some(kind);
                let count = match self.shown() {
                    Tab::Lines => self.lines.on(kind),
                    _ => self.list.totals.of(self.asked.kind, Some(kind)),
                };
                let chip = Chip {
                    name: kind.heading(),
                    count: counts.then_some(count),
                    chosen,
                    fits: true,
                    size: size::SMALL,
                    role: egui::Role::CheckBox,
                };
                let hover = match chosen {
                    true => "Show all kinds of sources again",
                    false => "Show only what stands in these",
                };
                if chip.draw(ui).on_hover_text(hover).clicked() {
                    self.asked.source_kind = (!chosen).then_some(kind);
                }
            }
        });
    }

    /// The code whose quotes are looked into, or the offer to choose one.
    fn narrowing(&mut self, desk: &mut Desk, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let tree = &desk.snapshot.codes;
        self.asked.within = self.asked.within.filter(|&code| tree.get(code).is_some());
        let name = self.asked.within.map(|code| tree.telling_name(code));
        if name.is_some()
            && Icon::Close.button(ui, 24.0, "Leave this code", "Search everywhere again").clicked()
        {
            self.asked.within = None;
            self.take_keyboard = true;
            return;
        }
        let text = match name {
            Some(name) => RichText::new(format!("In quotes of {name}")).color(theme.accent),
            None => RichText::new("In quotes of…").color(theme.quiet),
        };
        let hover = match self.asked.within {
            Some(code) => format!("{}, with the codes below it", tree.path_text(code)),
            None => "Search only the quotes of one code and of those below it".to_owned(),
        };
        let button = egui::Button::new(text).frame(false).truncate();
        let button = ui.add(button).on_hover_text(hover);
        if button.clicked() {
            self.picker = Some(CodePicker::new("Search in the quotes of"));
        }
        if let Some(mut picker) = self.picker.take() {
            match picker.ui(ui, &desk.snapshot, button.rect) {
                CodePicked::Yet => self.picker = Some(picker),
                CodePicked::Code(code) | CodePicked::AndAnother(code) => {
                    self.narrow_to(code);
                    self.take_keyboard = true;
                }
                CodePicked::Nothing | CodePicked::New { .. } => self.take_keyboard = true,
            }
        }
    }
}

/// A name with a count that can be chosen.
struct Chip<'a> {
    name: &'a str,
    count: Option<usize>,
    chosen: bool,
    fits: bool,
    size: f32,
    role: egui::Role,
}

impl Chip<'_> {
    fn draw(self, ui: &mut Ui) -> egui::Response {
        let theme = Theme::of(ui.ctx());
        let Self { name, chosen, fits, .. } = self;
        let mut text = LayoutJob::default();
        let ink = if fits { theme.ink } else { theme.quiet };
        let font = if chosen { theme::interface_bold } else { theme::interface };
        text.append(name, 0.0, egui::TextFormat::simple(font(self.size), ink));
        let mut said = name.to_owned();
        if let Some(count) = self.count {
            let format = egui::TextFormat::simple(theme::interface(self.size), theme.quiet);
            text.append(&grouped(count), 6.0, format);
            said = format!("{name} {count}");
        }
        let chip = ui.add_enabled(fits, egui::Button::selectable(chosen, text));
        chip.widget_info(|| egui::WidgetInfo::selected(self.role, fits, chosen, &said));
        chip
    }
}
