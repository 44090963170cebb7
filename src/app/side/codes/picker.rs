//! The small list from which the code to merge into is picked.

use std::sync::Arc;

use egui::{Align2, Key, Modifiers, RichText, ScrollArea, Sense, Ui, vec2};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, CodeTree};

/// The list while it is open.
pub struct Picker {
    /// The code that is to be merged.
    pub from: CodeId,
    typed: String,
    row: usize,
    moved: bool,
    found: Vec<CodeId>,
    made_of: Option<(Arc<CodeTree>, String)>,
}

/// What has come of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// It is still open.
    Yet,
    /// It was closed.
    Nothing,
    /// This code.
    Code(CodeId),
}

impl Picker {
    /// Opens the list for a code.
    pub fn new(from: CodeId) -> Self {
        let typed = String::new();
        Self { from, typed, row: 0, moved: false, found: Vec::new(), made_of: None }
    }

    /// Draws the list; what has come of it.
    pub fn ui(&mut self, ui: &mut Ui, codes: &Arc<CodeTree>) -> Picked {
        let Some(name) = codes.get(self.from).map(|code| code.name.clone()) else {
            return Picked::Nothing;
        };
        self.renew(codes);
        let step = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if step(Key::ArrowDown) {
            self.row = (self.row + 1).min(self.found.len().saturating_sub(1));
            self.moved = true;
        }
        if step(Key::ArrowUp) {
            self.row = self.row.saturating_sub(1);
            self.moved = true;
        }
        if step(Key::Escape) {
            return Picked::Nothing;
        }
        let mut picked = Picked::Yet;
        if step(Key::Enter)
            && let Some(&code) = self.found.get(self.row)
        {
            picked = Picked::Code(code);
        }
        floating(ui, "Merge into", |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new(format!("Merge “{name}” into…")).size(size::LEAD).strong());
            let about = "Its quotations, sub-codes and definition go over to the code you choose.";
            ui.label(RichText::new(about).color(theme.quiet));
            ui.add_space(space::TIGHT);
            let line = egui::TextEdit::singleline(&mut self.typed)
                .hint_text("Type a few letters of the code")
                .desired_width(f32::INFINITY);
            let line = ui.add(line).accessible_name("Code to merge into");
            if line.changed() {
                self.row = 0;
                self.moved = true;
            }
            line.request_focus();
            ui.add_space(space::TIGHT);
            let height = ui.ctx().content_rect().height() * 0.45;
            let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
            ui.spacing_mut().item_spacing.y = 0.0;
            scroll.show_rows(ui, space::ROW, self.found.len(), |ui, range| {
                if self.moved {
                    let rows = self.row as f32 - range.start as f32;
                    let top = ui.max_rect().left_top() + vec2(0.0, rows * space::ROW);
                    let row = egui::Rect::from_min_size(top, vec2(1.0, space::ROW));
                    ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
                }
                for place in range {
                    if self.row_ui(ui, codes, place) {
                        picked = Picked::Code(self.found[place]);
                    }
                }
            });
            if self.found.is_empty() {
                ui.label(RichText::new("No other code of that name").color(theme.quiet));
            }
        });
        self.moved = false;
        picked
    }

    /// Draws one row; whether it was clicked.
    fn row_ui(&self, ui: &mut Ui, codes: &CodeTree, place: usize) -> bool {
        let theme = Theme::of(ui.ctx());
        let code = self.found[place];
        let path = codes.path(code);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::CLICK);
        let chosen = place == self.row;
        response.widget_info(|| {
            let name = path.join(crate::domain::PATH_SEPARATOR);
            egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, name)
        });
        if chosen {
            ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, space::CORNER, theme.hover);
        }
        let bar = egui::Rect::from_center_size(
            rect.left_center() + vec2(space::INSIDE + 2.0, 0.0),
            vec2(4.0, 14.0),
        );
        ui.painter().rect_filled(bar, 2, theme.code_stroke(codes.colour(code)));
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let left = rect.left_center() + vec2(space::INSIDE + 12.0, 0.0);
        let (name, above) = path.split_last().unwrap_or((&"", &[]));
        let (bold, plain) = (theme::interface_bold(size::BODY), theme::interface(size::BODY));
        let drawn = painter.text(left, Align2::LEFT_CENTER, name, bold, theme.ink);
        if !above.is_empty() {
            let at = egui::pos2(drawn.right() + space::INSIDE, left.y);
            let above = above.join(crate::domain::PATH_SEPARATOR);
            painter.text(at, Align2::LEFT_CENTER, above, plain, theme.quiet);
        }
        response.clicked()
    }

    /// Ranks the codes anew when something else was typed. The code itself and what is below it are left out.
    fn renew(&mut self, codes: &Arc<CodeTree>) {
        if let Some((old, typed)) = &self.made_of
            && Arc::ptr_eq(old, codes)
            && *typed == self.typed
        {
            return;
        }
        let others = codes.codes().iter().filter(|code| !codes.is_within(code.id, self.from));
        if self.typed.trim().is_empty() {
            self.found = others.map(|code| code.id).collect();
        } else {
            let pattern = Pattern::parse(&self.typed, CaseMatching::Ignore, Normalization::Smart);
            let mut matcher = Matcher::new(Config::DEFAULT);
            let mut letters = Vec::new();
            let mut score =
                |text: &str| pattern.score(Utf32Str::new(text, &mut letters), &mut matcher);
            let mut ranked: Vec<(u32, CodeId)> = others
                .filter_map(|code| {
                    // A hit in the name itself goes before one in the names above it.
                    let own = score(&code.name).map(|score| score * 2);
                    let whole = own.or_else(|| score(&codes.path_text(code.id)));
                    whole.map(|score| (score, code.id))
                })
                .collect();
            ranked.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
            self.found = ranked.into_iter().map(|(_, code)| code).collect();
        }
        self.made_of = Some((Arc::clone(codes), self.typed.clone()));
        self.row = self.row.min(self.found.len().saturating_sub(1));
    }
}
