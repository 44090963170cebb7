//! The menus that narrow the list, and the chips that show what it is narrowed to.

use std::sync::Arc;

use egui::{Key, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, Sense, Ui, vec2};

use super::listing::{NARROWING, narrowing_word};
use crate::analysis::query::{Condition, Field, Names, Query, Trait};
use crate::app::figures::counted;
use crate::app::icons::Icon;
use crate::app::inspector::flag_words;
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
    /// The entries of the menu that is open, with the step and the field they were listed for.
    entries: Option<(i64, Field, Vec<Entry>)>,
}

/// A value that can be chosen.
struct Entry {
    name: String,
    value: Condition,
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
        let mut values = query.narrowed_to(field).to_vec();
        let button = menu_button(ui, word, !values.is_empty());
        let button = button.on_hover_text(format!("Narrow the list by {}", word.to_lowercase()));
        if self.list(&button, snapshot, field, &mut values) {
            query.narrow(field, values);
        }
    }

    /// The menu below a button in which values of a field are chosen; whether others were.
    pub(super) fn list(
        &mut self,
        button: &Response,
        snapshot: &Snapshot,
        field: Field,
        values: &mut Vec<Condition>,
    ) -> bool {
        if button.clicked() {
            self.filter.clear();
            self.takes = true;
        }
        let before = values.clone();
        Popup::menu(button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| {
                ui.set_width(WIDTH);
                self.entries(ui, snapshot, field, values);
            });
        *values != before
    }

    fn entries(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        field: Field,
        values: &mut Vec<Condition>,
    ) {
        let theme = Theme::of(ui.ctx());
        let is_known =
            |(seq, of, _): &(i64, Field, Vec<Entry>)| *seq == snapshot.seq && *of == field;
        if !self.entries.as_ref().is_some_and(is_known) {
            self.entries = Some((snapshot.seq, field, choices(snapshot, field)));
        }
        let entries = self.entries.as_ref().map_or(&[][..], |(_, _, entries)| entries);
        if entries.len() > MANY {
            let hint = format!("Filter {}", counted(entries.len(), "entry", "entries"));
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
        if entries.is_empty() {
            ui.label(RichText::new("There is none yet").color(theme.quiet));
            return;
        }
        let typed = self.filter.trim().to_lowercase();
        let matching: Vec<&Entry> = entries
            .iter()
            .filter(|entry| typed.is_empty() || entry.name.to_lowercase().contains(&typed))
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
                for entry in &matching[shown] {
                    let place = values.iter().position(|value| is_same(value, &entry.value));
                    let mut is_on = place.is_some();
                    let check = theme::check(ui, &mut is_on, &entry.name);
                    let check = check.on_hover_text(&entry.name);
                    if std::mem::take(&mut self.takes) {
                        check.request_focus();
                    }
                    if check.changed() {
                        match place {
                            Some(place) => drop(values.remove(place)),
                            None => values.push(alike(&entry.value, values)),
                        }
                    }
                }
            },
        );
        if !values.is_empty() {
            ui.separator();
            if ui.button("Clear").clicked() {
                values.clear();
                ui.close();
            }
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.close();
        }
    }
}

/// The values that a field can have, by name, in their order.
fn choices(snapshot: &Snapshot, field: Field) -> Vec<Entry> {
    let entry = |name: &str, value: Condition| Entry { name: name.to_owned(), value };
    match field {
        Field::Code => {
            let codes = snapshot.codes.codes().iter();
            let value = |code| Condition::Code { code, sub_codes: true };
            codes.map(|code| entry(&snapshot.codes.path_text(code.id), value(code.id))).collect()
        }
        Field::Set => {
            let sets = snapshot.notes.sets.iter();
            sets.map(|set| entry(&set.name, Condition::CodeSet(set.id))).collect()
        }
        Field::Kind => {
            let kinds = SourceKind::ALL.into_iter();
            kinds.map(|kind| entry(kind.heading(), Condition::Kind(kind))).collect()
        }
        Field::Source => {
            let sources = snapshot.sources.iter();
            sources.map(|info| entry(&info.name, Condition::Source(info.id))).collect()
        }
        Field::Speaker => {
            let all = snapshot.speakers().iter();
            all.map(|name| entry(name, Condition::Speaker(Arc::clone(name)))).collect()
        }
        Field::Case => {
            let cases = snapshot.cases.iter();
            cases.map(|case| entry(&case.name, Condition::Case(case.id))).collect()
        }
        Field::Person => {
            let people = snapshot.people.iter();
            people.map(|person| entry(&person.name, Condition::Person(person.id))).collect()
        }
        Field::Flag => {
            let flags = snapshot.flags().iter();
            flags
                .map(|flag| entry(flag_words(flag), Condition::Flag(flag.as_str().into())))
                .collect()
        }
        Field::Is => Trait::ALL.into_iter().map(|is| entry(is.word(), Condition::Is(is))).collect(),
        Field::Saved => {
            let saved = snapshot.saved_queries.iter();
            saved.map(|saved| entry(&saved.name, Condition::Saved(saved.id))).collect()
        }
        Field::Language => {
            let known = snapshot.values(field).into_iter();
            known.map(|code| entry(&code, Condition::Language(code.as_str().into()))).collect()
        }
        Field::Coder => {
            let coders = snapshot.coders.iter();
            coders.map(|coder| entry(&coder.name, Condition::Coder(coder.id))).collect()
        }
        Field::Coded | Field::Coders | Field::Date | Field::Find | Field::Give => Vec::new(),
    }
}

/// Whether two values stand for the same entry of a menu.
fn is_same(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::Code { code: one, .. }, Condition::Code { code: other, .. }) => one == other,
        _ => one == other,
    }
}

/// A value as it is added to others: a code counts its sub-codes as the codes beside it do.
fn alike(value: &Condition, others: &[Condition]) -> Condition {
    match (value, others.first()) {
        (Condition::Code { code, .. }, Some(Condition::Code { sub_codes, .. })) => {
            Condition::Code { code: *code, sub_codes: *sub_codes }
        }
        _ => value.clone(),
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

/// The name of a value that a menu offers.
pub(super) fn name(snapshot: &Snapshot, value: &Condition) -> String {
    let known = |name: Option<&str>| name.unwrap_or_default().to_owned();
    match value {
        Condition::Code { code, .. } => snapshot.codes.telling_name(*code),
        Condition::CodeSet(id) => known(snapshot.code_set_name(*id)),
        Condition::Kind(kind) => kind.heading().to_owned(),
        Condition::Source(id) => known(snapshot.source_name(*id)),
        Condition::Speaker(speaker) => speaker.to_string(),
        Condition::Flag(flag) => flag_words(flag).to_owned(),
        Condition::Case(id) => known(snapshot.case_name(*id)),
        Condition::Person(id) => known(snapshot.person_name(*id)),
        Condition::Coder(id) => known(snapshot.coder_name(*id)),
        Condition::Saved(id) => known(snapshot.saved_name(*id)),
        Condition::Is(is) => is.word().to_owned(),
        Condition::Language(language) => language.to_string(),
        _ => String::new(),
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
