//! The codes that stand in rows or columns, chosen one by one: a list to tick, narrowed by typing.

use egui::{Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::choices::Choices;
use crate::analysis::table::{Codes, Dimension};
use crate::app::figures::counted;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, CodeTree};

/// What the codes are chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// The rows of the table.
    Rows,
    /// The columns of the table.
    Columns,
    /// How widespread they are.
    Prevalence,
}

/// The list that is open.
pub(super) struct Choosing {
    what: For,
    typed: String,
    is_fresh: bool,
}

impl Choosing {
    /// Opens the list. Where no codes were chosen before, the one that is selected is.
    pub(super) fn new(choices: &mut Choices, what: For, selected: Option<CodeId>) -> Self {
        let codes = codes_of(choices, what);
        if !matches!(codes, Some(Codes::Chosen(_))) {
            set(choices, what, selected.into_iter().collect());
        }
        Self { what, typed: String::new(), is_fresh: true }
    }

    /// Draws the list; whether it stays open.
    pub(super) fn ui(&mut self, ui: &mut Ui, choices: &mut Choices, tree: &CodeTree) -> bool {
        let mut ticked = match codes_of(choices, self.what) {
            Some(Codes::Chosen(ids)) => ids.clone(),
            _ => return false,
        };
        let before = ticked.clone();
        let mut stays = true;
        floating(ui, "Codes of the table", |ui| {
            let theme = Theme::of(ui.ctx());
            let title = match self.what {
                For::Rows => "Codes in the rows",
                For::Columns => "Codes in the columns",
                For::Prevalence => "Codes",
            };
            ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
            ui.add_space(space::TIGHT);
            let line = TextEdit::singleline(&mut self.typed)
                .id(Id::unique("filter of the codes of the table"))
                .hint_text("Narrow by typing")
                .desired_width(f32::INFINITY);
            let line = ui.add(line);
            line.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Narrow the codes")
            });
            if std::mem::take(&mut self.is_fresh) {
                line.request_focus();
            }
            ui.add_space(space::TIGHT);
            let typed = self.typed.trim().to_lowercase();
            let all = tree.codes().iter().filter(|code| !tree.is_archived(code.id));
            let listed = all.filter(|code| code.name.to_lowercase().contains(&typed));
            let found: Vec<CodeId> = listed.map(|code| code.id).collect();
            let height = ui.spacing().interact_size.y;
            let room = (ui.ctx().content_rect().height() * 0.45).min(14.0 * space::ROW);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show_rows(
                ui,
                height,
                found.len(),
                |ui, seen| found[seen].iter().for_each(|&code| tick(ui, tree, code, &mut ticked)),
            );
            if found.is_empty() {
                ui.label(RichText::new("No code is called so").color(theme.quiet));
            }
            ui.add_space(space::INSIDE);
            ui.horizontal(|ui| {
                let done = ui.button("Done");
                let closes = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                let closed = closes(Key::Escape);
                if done.clicked() || closed {
                    stays = false;
                }
                if ui.button("Tick all listed").clicked() {
                    ticked.extend(found.iter().filter(|code| !before.contains(code)));
                }
                if ui.button("Tick none").clicked() {
                    ticked.clear();
                }
                let said = counted(ticked.len(), "code", "codes");
                ui.label(RichText::new(said).color(theme.quiet));
            });
        });
        if ticked != before {
            // They stand in the order of the framework, whatever order they were ticked in.
            let all = tree.codes().iter().map(|code| code.id);
            set(choices, self.what, all.filter(|code| ticked.contains(code)).collect());
        }
        stays
    }
}

/// A code to tick, under its parent.
fn tick(ui: &mut Ui, tree: &CodeTree, code: CodeId, ticked: &mut Vec<CodeId>) {
    const STEP: f32 = 14.0;
    ui.horizontal(|ui| {
        ui.add_space((tree.depth(code) as f32 * STEP).min(7.0 * STEP));
        let mut is_on = ticked.contains(&code);
        let name = tree.get(code).map_or("", |code| code.name.as_str());
        let check = theme::check(ui, &mut is_on, name);
        check.widget_info(|| {
            let path = tree.path_text(code);
            egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_on, path)
        });
        if check.changed() {
            match is_on {
                true => ticked.push(code),
                false => ticked.retain(|other| *other != code),
            }
        }
    });
}

fn codes_of(choices: &Choices, what: For) -> Option<&Codes> {
    let dimension = match what {
        For::Rows => &choices.rows,
        For::Columns => &choices.columns,
        For::Prevalence => return Some(&choices.codes),
    };
    match dimension {
        Dimension::Codes(codes) => Some(codes),
        _ => None,
    }
}

fn set(choices: &mut Choices, what: For, codes: Vec<CodeId>) {
    let codes = Codes::Chosen(codes);
    match what {
        For::Rows => choices.rows = Dimension::Codes(codes),
        For::Columns => choices.columns = Dimension::Codes(codes),
        For::Prevalence => choices.codes = codes,
    }
}
