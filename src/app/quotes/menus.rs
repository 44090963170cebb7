//! The menus that narrow the list, and the chips that show what it is narrowed to.

use std::sync::Arc;

use egui::{Key, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, Sense, Ui, vec2};

use super::listing::{NARROWING, narrowing_word};
use crate::analysis::query::{Condition, Field, Names, Query};
use crate::app::figures::counted;
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceKind;
use crate::project::Snapshot;

/// Entries of one narrowing that have a chip each; more are counted in one.
const CHIPS: usize = 4;
/// Entries of a menu from which on it has a line to filter them with.
const MANY: usize = 8;
/// Rows of a menu that are shown at once.
const ROWS: f32 = 10.0;
/// Width of a menu.
const WIDTH: f32 = 260.0;

/// What the menus remember.
#[derive(Default)]
pub(super) struct Menus {
    /// What is typed in the menu that is open.
    filter: String,
    /// Whether the menu that was opened is to take the keyboard.
    takes: bool,
    /// The speakers of the project, with the step they were listed for.
    speakers: Option<(i64, Vec<Arc<str>>)>,
    /// The flags that quotations have, with the step they were listed for.
    flags: Option<(i64, Vec<String>)>,
}

impl Menus {
    /// Draws the button of a narrowing with its menu.
    pub(super) fn draw(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        query: &mut Query,
        field: Field,
    ) {
        let word = narrowing_word(field);
        let button = menu_button(ui, word, !query.narrowed_to(field).is_empty());
        let tip = format!("Narrow the list by {}", word.to_lowercase());
        let button = button.on_hover_text(tip);
        if button.clicked() {
            self.filter.clear();
            self.takes = true;
        }
        Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| {
                ui.set_width(WIDTH);
                self.entries(ui, snapshot, query, field);
            });
    }

    fn entries(&mut self, ui: &mut Ui, snapshot: &Snapshot, query: &mut Query, field: Field) {
        let theme = Theme::of(ui.ctx());
        if field == Field::Speaker
            && self.speakers.as_ref().is_none_or(|(seq, _)| *seq != snapshot.seq)
        {
            self.speakers = Some((snapshot.seq, snapshot.speakers()));
        }
        let speakers = self.speakers.as_ref().map_or(&[][..], |(_, speakers)| speakers);
        if field == Field::Flag && self.flags.as_ref().is_none_or(|(seq, _)| *seq != snapshot.seq) {
            self.flags = Some((snapshot.seq, snapshot.values(field)));
        }
        let flags = self.flags.as_ref().map_or(&[][..], |(_, flags)| flags);
        let names: Vec<&str> = match field {
            Field::Kind => SourceKind::ALL.iter().map(|kind| kind.heading()).collect(),
            Field::Source => snapshot.sources.iter().map(|info| info.name.as_str()).collect(),
            Field::Speaker => speakers.iter().map(|name| &**name).collect(),
            Field::Case => snapshot.cases.iter().map(|case| case.name.as_str()).collect(),
            Field::Flag => flags.iter().map(String::as_str).collect(),
            _ => snapshot.coders.iter().map(|coder| coder.name.as_str()).collect(),
        };
        let value = |at: usize| match field {
            Field::Kind => Condition::Kind(SourceKind::ALL[at]),
            Field::Source => Condition::Source(snapshot.sources[at].id),
            Field::Speaker => Condition::Speaker(Arc::clone(&speakers[at])),
            Field::Case => Condition::Case(snapshot.cases[at].id),
            Field::Flag => Condition::Flag(flags[at].as_str().into()),
            _ => Condition::Coder(snapshot.coders[at].id),
        };
        if names.len() > MANY {
            let hint = format!("Filter {}", counted(names.len(), "entry", "entries"));
            let line = egui::TextEdit::singleline(&mut self.filter)
                .hint_text(hint)
                .margin(egui::Margin::symmetric(space::INSIDE as i8, space::TIGHT as i8))
                .desired_width(f32::INFINITY);
            let line = ui.add(line);
            line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter"));
            let takes = std::mem::take(&mut self.takes);
            if takes || ui.memory(|memory| memory.focused().is_none()) {
                line.request_focus();
            }
        }
        if names.is_empty() {
            ui.label(RichText::new("There is none yet").color(theme.quiet));
            return;
        }
        let typed = self.filter.trim().to_lowercase();
        let matching: Vec<usize> = (0..names.len())
            .filter(|&at| typed.is_empty() || names[at].to_lowercase().contains(&typed))
            .collect();
        if matching.is_empty() {
            ui.label(RichText::new("Nothing of that name").color(theme.quiet));
        }
        ScrollArea::vertical().max_height(ROWS * space::ROW).auto_shrink([false, true]).show_rows(
            ui,
            space::ROW,
            matching.len(),
            |ui, shown| {
                // Every row is one line high.
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                for &at in &matching[shown] {
                    let value = value(at);
                    let mut is_on = query.narrowed_to(field).contains(&value);
                    let entry = theme::check(ui, &mut is_on, names[at]).on_hover_text(names[at]);
                    if std::mem::take(&mut self.takes) {
                        entry.request_focus();
                    }
                    if entry.changed() {
                        let mut values = query.narrowed_to(field).to_vec();
                        toggle(&mut values, value);
                        query.narrow(field, values);
                    }
                }
            },
        );
        if !query.narrowed_to(field).is_empty() {
            ui.separator();
            if ui.button("Clear").clicked() {
                query.narrow(field, Vec::new());
                ui.close();
            }
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.close();
        }
    }
}

/// Draws what the list is narrowed to; a click on a chip widens it again.
pub(super) fn chips(ui: &mut Ui, snapshot: &Snapshot, query: &mut Query) {
    for field in NARROWING {
        let mut values = query.narrowed_to(field).to_vec();
        let before = values.len();
        if before > CHIPS {
            let many = format!("{before} {}s", narrowing_word(field).to_lowercase());
            if chip(ui, &many).clicked() {
                values.clear();
            }
        } else {
            values.retain(|value| !chip(ui, &name(snapshot, value)).clicked());
        }
        if values.len() < before {
            query.narrow(field, values);
        }
    }
}

/// The name of a value.
fn name(snapshot: &Snapshot, value: &Condition) -> String {
    match value {
        Condition::Kind(kind) => kind.heading().to_owned(),
        Condition::Source(id) => {
            snapshot.source(*id).map(|info| info.name.clone()).unwrap_or_default()
        }
        Condition::Speaker(speaker) => speaker.to_string(),
        Condition::Flag(flag) => flag.to_string(),
        Condition::Case(id) => snapshot.case(*id).map(|case| case.name.clone()).unwrap_or_default(),
        Condition::Coder(id) => {
            snapshot.coder(*id).map(|coder| coder.name.clone()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, entry: T) {
    match list.iter().position(|other| *other == entry) {
        Some(place) => {
            list.remove(place);
        }
        None => list.push(entry),
    }
}

/// A pill with a cross: something that narrows, to be taken away.
fn chip(ui: &mut Ui, text: &str) -> Response {
    let theme = Theme::of(ui.ctx());
    let font = theme::interface(size::BODY);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, theme.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(WIDTH);
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided;
    let wide = galley.size().x + 2.0 * space::INSIDE + 18.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, space::ROW), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Remove {text}"))
    });
    let pill = rect.shrink2(vec2(0.0, 1.0));
    let round = pill.height() / 2.0;
    let fill = if response.hovered() { theme.hover } else { theme.accent_soft };
    ui.painter().rect_filled(pill, round, fill);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(pill, round, ring, egui::StrokeKind::Inside);
    }
    let at = egui::pos2(pill.left() + space::GROUP, pill.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    let (_, cross) = pill.split_left_right_at_x(pill.right() - 22.0);
    cross_in(ui, cross, theme);
    if is_cut {
        response.on_hover_text(format!("{text}\nShow the others again"))
    } else {
        response.on_hover_text("Show the others again")
    }
}

/// A cross that is smaller than an icon's.
fn cross_in(ui: &Ui, rect: egui::Rect, theme: &Theme) {
    let arm = 3.0;
    let centre = rect.center();
    let stroke = egui::Stroke::new(1.5, theme.quiet);
    for way in [vec2(arm, arm), vec2(arm, -arm)] {
        ui.painter().line_segment([centre - way, centre + way], stroke);
    }
}

/// A button that opens a menu below it.
pub(super) fn menu_button(ui: &mut Ui, text: &str, is_set: bool) -> Response {
    let theme = Theme::of(ui.ctx());
    let font = theme::interface(size::BODY);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, theme.ink);
    let wide = galley.size().x + 2.0 * space::INSIDE + 18.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, space::ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
    if response.hovered() {
        ui.painter().rect_filled(rect, space::CORNER, theme.hover);
    }
    let edge = if response.has_focus() {
        egui::Stroke::new(2.0, theme.focus)
    } else {
        egui::Stroke::new(1.0, if is_set { theme.accent } else { theme.rule })
    };
    ui.painter().rect_stroke(rect, space::CORNER, edge, egui::StrokeKind::Inside);
    let at = egui::pos2(rect.left() + space::INSIDE, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    let (_, arrow) = rect.split_left_right_at_x(rect.right() - 24.0);
    Icon::Unfolded.paint(ui.painter(), arrow, theme.quiet);
    response
}
