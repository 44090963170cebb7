//! The codes beside the passage, each with its key and how many passages of the queue bear it.

use egui::text::LayoutJob;
use egui::{
    Align2, Button, Key, Margin, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind,
    TextEdit, Ui, pos2, vec2,
};

use super::branch::Listed;
use super::walk::{Naming, Panel, Walk};
use super::{Deed, Frame, Wanted};
use crate::app::commands;
use crate::app::figures::{counted, grouped};
use crate::app::regions::hold_keyboard;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::CodeId;

/// Height of a code.
const ROW: f32 = 32.0;
/// Side of the square that shows a key.
const CAP: f32 = 22.0;
/// How far each level stands in.
const LEVEL: f32 = 12.0;

/// Draws the branch, its codes and what is asked.
pub(super) fn draw(walk: &mut Walk, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    let ground = Theme::of(ui.ctx()).ground;
    ui.painter().rect_filled(ui.max_rect().shrink2(vec2(0.5, 0.5)), 0, ground);
    let inside = egui::Frame::new().inner_margin(Margin::symmetric(12, 12));
    inside.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        chooser(walk, ui, frame, wanted);
        ui.add_space(space::INSIDE);
        if walk.branch.is_some() {
            asked(walk, ui, frame, wanted);
            rows(walk, ui, frame, wanted);
        }
    });
}

/// The button that names the branch and opens the choice of another.
fn chooser(walk: &mut Walk, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    const CHOOSE: &str = "Choose the branch…";
    let theme = Theme::of(ui.ctx());
    let tree = &frame.snapshot.codes;
    let name = match walk.branch {
        Some(branch) => tree.path_text(branch),
        None => CHOOSE.to_owned(),
    };
    let keys = commands::named(CHOOSE).map(|command| command.key_text(ui.ctx()));
    let title = match walk.split() {
        Some(_) => "Send to a code of",
        None => "Codes of",
    };
    ui.label(RichText::new(title).size(size::SMALL).color(theme.quiet));
    // The whole path is often longer than the button; who reads it aloud and who hovers has it.
    let shown = walk.branch.map_or_else(|| name.clone(), |branch| tree.telling_name(branch));
    let text = RichText::new(shown).font(theme::interface_bold(size::BODY));
    let button = Button::new(text)
        .truncate()
        .shortcut_text(keys.unwrap_or_default())
        .min_size(vec2(ui.available_width(), 30.0));
    let button = ui.add(button);
    button.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Branch: {name}"))
    });
    walk.chooser = Some(button.rect);
    let hover = commands::named(CHOOSE).map(|command| command.hover_text(ui.ctx()));
    let hover = format!("{name}\n\n{}", hover.unwrap_or_default());
    if button.on_hover_text(hover).clicked() {
        wanted.command = Some(CHOOSE);
    }
}

/// What is asked above the codes: a name, or whether all that are left are to get a code.
fn asked(walk: &mut Walk, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    let tree = &frame.snapshot.codes;
    let (one, many) = walk.words();
    let verb = if walk.tally.left() == 1 { "is" } else { "are" };
    let left = format!("{} that {verb} left", counted(walk.tally.left(), one, many));
    let split = walk.split().is_some();
    let branch = walk.branch;
    match &mut walk.panel {
        Panel::Nothing | Panel::Branch(_) => return,
        Panel::Naming(naming) => {
            let above = branch.map(|branch| tree.telling_name(branch)).unwrap_or_default();
            name_line(naming, ui, &above, wanted);
        }
        Panel::Accepting(None) => {
            let said = match split {
                true => format!("Where are {left} to be sent?"),
                false => format!("Which code is for {left}?"),
            };
            boxed(ui, |ui| {
                ui.label(RichText::new(said).font(theme::interface_bold(size::BODY)));
                ui.label(RichText::new("Press the key of the code.").color(theme.quiet));
                let escape = ui.button("Leave them  Esc");
                if escape.clicked() {
                    wanted.deed = Some(Deed::Close);
                }
            });
        }
        Panel::Accepting(Some(code)) => {
            let code = *code;
            let name = tree.telling_name(code);
            let said = match split {
                true => format!("Send {left} to “{name}”?"),
                false => format!("Code {left} with “{name}”?"),
            };
            boxed(ui, |ui| {
                ui.label(RichText::new(said).font(theme::interface_bold(size::BODY)));
                ui.label(RichText::new("One step; Undo takes it back.").color(theme.quiet));
                ui.horizontal(|ui| {
                    let verb = if split { "Send all" } else { "Code all" };
                    let text = RichText::new(format!("{verb}  Enter")).color(theme.on_accent);
                    if ui.add(Button::new(text).fill(theme.accent)).clicked() {
                        wanted.deed = Some(Deed::AcceptAll(code));
                    }
                    if ui.button("Leave them  Esc").clicked() {
                        wanted.deed = Some(Deed::Close);
                    }
                });
            });
        }
    }
    ui.add_space(space::INSIDE);
}

fn boxed(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui.ctx());
    egui::Frame::new()
        .fill(theme.page)
        .stroke(Stroke::new(1.0, theme.accent))
        .corner_radius(space::CORNER)
        .inner_margin(space::GROUP)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
}

/// The line for the name of a new sub-code.
fn name_line(naming: &mut Naming, ui: &mut Ui, above: &str, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    boxed(ui, |ui| {
        let title = ui.label(
            RichText::new(format!("New code under “{above}”")).size(size::SMALL).color(theme.quiet),
        );
        let line = TextEdit::singleline(&mut naming.text)
            .hint_text("Its name")
            .desired_width(f32::INFINITY);
        let pressed = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        // Before the line sees them, which would give the keyboard away.
        let (enter, escape) = (pressed(ui, Key::Enter), pressed(ui, Key::Escape));
        let line = ui.add_enabled(!naming.is_sent, line).labelled_by(title.id);
        hold_keyboard(&line);
        if escape {
            wanted.deed = Some(Deed::Close);
        } else if enter && !naming.is_sent && !naming.text.trim().is_empty() {
            wanted.deed = Some(Deed::Make(naming.text.trim().to_owned()));
        }
        let help = "Enter makes it, applies it and goes on";
        ui.label(RichText::new(help).size(size::SMALL).color(theme.quiet));
    });
}

fn rows(walk: &Walk, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    const NEW: &str = "New sub-code for the passage…";
    let theme = Theme::of(ui.ctx());
    let is_asked = matches!(walk.panel, Panel::Naming(_));
    ScrollArea::vertical().id_salt("keys").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for listed in &walk.listed {
            if let Some(stays) = row(walk, listed, ui, frame) {
                wanted.deed = Some(match walk.panel {
                    Panel::Accepting(_) => Deed::Ask(listed.code),
                    _ => Deed::Apply(listed.code, stays),
                });
            }
        }
        if walk.listed.is_empty() {
            let none = "There is no code below this one yet.";
            ui.label(RichText::new(none).color(theme.quiet));
        }
        if !is_asked && walk.passage().is_some() {
            ui.add_space(space::INSIDE);
            let keys = commands::named(NEW).map(|command| command.key_text(ui.ctx()));
            let text = format!("New code…  {}", keys.unwrap_or_default());
            let hover = commands::named(NEW).map(|command| command.hover_text(ui.ctx()));
            let link = ui
                .horizontal(|ui| {
                    ui.add_space(space::TIGHT);
                    ui.link(RichText::new(text).color(theme.accent))
                })
                .inner;
            link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, "New code…"));
            if link.on_hover_text(hover.unwrap_or_default()).clicked() {
                wanted.command = Some(NEW);
            }
        }
    });
}

/// Draws one code; whether it was clicked, and whether with Shift.
fn row(walk: &Walk, listed: &Listed, ui: &mut Ui, frame: &Frame<'_>) -> Option<bool> {
    let theme = Theme::of(ui.ctx());
    let tree = &frame.snapshot.codes;
    let code = tree.get(listed.code)?;
    let count = walk.tally.count(listed.code);
    let sense = if listed.is_applicable { Sense::CLICK } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let bears = bears(walk, listed.code);
    if !listed.is_applicable {
        let at = pos2(rect.left() + LEVEL * listed.level as f32 + space::TIGHT, rect.center().y);
        let font = theme::interface_bold(size::SMALL);
        ui.painter().text(at, Align2::LEFT_CENTER, &code.name, font, theme.quiet);
        return None;
    }
    let spoken = match listed.key {
        Some(key) => format!("{key} {}, {}", code.name, grouped(count)),
        None => format!("{}, {}", code.name, grouped(count)),
    };
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, bears, &spoken)
    });
    let inner = rect.shrink2(vec2(0.0, 1.0));
    if bears {
        ui.painter().rect_filled(inner, space::CORNER, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(inner, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(inner, space::CORNER, ring, StrokeKind::Inside);
    }
    let left = rect.left() + space::TIGHT;
    if let Some(key) = listed.key {
        let cap = Rect::from_min_size(pos2(left, rect.center().y - CAP / 2.0), vec2(CAP, CAP));
        let ink = if frame.has_keyboard { theme.accent } else { theme.quiet };
        ui.painter().rect_filled(cap, 4, theme.page);
        let edge = Stroke::new(1.0, theme.rule);
        ui.painter().rect_stroke(cap, 4, edge, StrokeKind::Inside);
        let font = theme::interface_bold(size::BODY);
        let key = key.to_ascii_uppercase();
        ui.painter().text(cap.center(), Align2::CENTER_CENTER, key, font, ink);
    }
    let dot = pos2(left + CAP + 14.0 + LEVEL * listed.level as f32, rect.center().y);
    ui.painter().circle_filled(dot, 4.5, theme.code_stroke(tree.colour(listed.code)));
    let figure = grouped(count);
    let ink = if count > 0 { theme.ink } else { theme.quiet };
    let font = theme::interface(size::BODY);
    let right = pos2(rect.right() - space::INSIDE, rect.center().y);
    let figure = ui.painter().text(right, Align2::RIGHT_CENTER, figure, font.clone(), ink);
    let at = dot.x + 12.0;
    let mut job = LayoutJob::simple_singleline(code.name.clone(), font, theme.ink);
    job.wrap.max_width = (figure.left() - space::INSIDE - at).max(24.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let name = ui.painter().layout_job(job);
    ui.painter().galley(pos2(at, rect.center().y - name.size().y / 2.0), name, theme.ink);
    let clicked = response.clicked();
    let hover = match code.definition.trim() {
        "" => tree.path_text(listed.code),
        definition => definition.to_owned(),
    };
    response.on_hover_text(hover);
    clicked.then(|| ui.input(|input| input.modifiers.shift))
}

/// Whether the passage that is shown bears a code.
fn bears(walk: &Walk, code: CodeId) -> bool {
    walk.tally.codes.get(walk.at).is_some_and(|codes| codes.contains(&code))
}
