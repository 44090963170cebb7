//! One row of the form: what it is about, whether it must hold or not, and what is chosen for it.

use egui::{Align2, DragValue, Popup, Sense, Ui, vec2};

use super::super::menus::{menu_button, name};
use super::text::{Read, typed};
use super::{STEP, Tools, Wish, about_word, abouts, choice, inset, joined_word, quiet};
use crate::analysis::query::form::{About, Joined, Part, Says};
use crate::analysis::query::{Comparison, Condition, Distance, Field, Names, Relation, Unit};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, space};

/// Width of the word that joins a row to the one before.
const JOINING: f32 = 30.0;
/// Characters of the values of a row that are shown.
const SHOWN: usize = 44;

/// How the rows of a group are joined, and whether that must not hold.
const GROUPS: [(bool, Joined); 4] =
    [(false, Joined::All), (false, Joined::Any), (true, Joined::Any), (true, Joined::All)];

const fn group_word((is_not, joined): (bool, Joined)) -> &'static str {
    match (is_not, joined) {
        (false, joined) => joined_word(joined),
        (true, Joined::Any) => "none of these",
        (true, Joined::All) => "not all of these",
    }
}

impl Tools<'_> {
    /// Draws a row or a group; gives what is to be done with it.
    pub(super) fn part(
        &mut self,
        ui: &mut Ui,
        part: &mut Part,
        and: &str,
        path: &mut Vec<usize>,
    ) -> Option<Wish> {
        let mut wish = None;
        ui.horizontal_wrapped(|ui| {
            ui.add_space(inset(path.len() - 1));
            let (joining, _) = ui.allocate_exact_size(vec2(JOINING, space::ROW), Sense::hover());
            let (font, ink) = (theme::interface(theme::size::BODY), Theme::of(ui.ctx()).quiet);
            ui.painter().text(joining.left_center(), Align2::LEFT_CENTER, and, font, ink);
            match &mut part.says {
                Says::Row(..) => self.row(ui, part, path),
                Says::Group(joined, _) => {
                    let mut chosen = (part.is_not, *joined);
                    self.changed |= choice(ui, "Joined", &mut chosen, &GROUPS, group_word);
                    (part.is_not, *joined) = chosen;
                    quiet(ui, "hold");
                }
                Says::Beside(relation, joined, _) => {
                    let word = |is_not: bool| if is_not { "not" } else { "it" };
                    self.changed |= choice(ui, "Not", &mut part.is_not, &[false, true], word);
                    self.relation(ui, relation);
                    quiet(ui, "one of which");
                    let both = [Joined::All, Joined::Any];
                    self.changed |= choice(ui, "Joined", joined, &both, joined_word);
                    quiet(ui, "hold");
                }
            }
            let what = format!("Row {}", place(path));
            let is_row = matches!(part.says, Says::Row(..));
            if is_row {
                let spoken = format!("{what}: put a group around it");
                let tip = "Join it with another row: this or that";
                if Icon::Add.button(ui, 20.0, &spoken, tip).clicked() {
                    wish = Some(Wish::Wrap);
                }
            }
            let spoken = format!("{what}: take it out");
            if Icon::Close.button(ui, 20.0, &spoken, "Take it out").clicked() {
                wish = Some(Wish::Remove);
            }
        });
        match &mut part.says {
            Says::Group(joined, parts) | Says::Beside(_, joined, parts) => {
                let top = ui.cursor().top();
                self.group(ui, parts, *joined, path);
                let left = ui.max_rect().left() + inset(path.len()) - STEP / 2.0;
                let rule = egui::Stroke::new(1.0, Theme::of(ui.ctx()).rule);
                let bottom = ui.min_rect().bottom();
                ui.painter().vline(left, top..=bottom, rule);
            }
            Says::Row(..) => {}
        }
        wish
    }

    fn row(&mut self, ui: &mut Ui, part: &mut Part, path: &[usize]) {
        let Says::Row(about, values) = &mut part.says else { return };
        let button = menu_button(ui, about_word(*about), false);
        let mut other = None;
        Popup::menu(&button.on_hover_text("What this row is about")).show(|ui| {
            other = abouts(ui, Some(*about));
            if other.is_some() {
                ui.close();
            }
        });
        if let Some(other) = other.filter(|other| other != about) {
            *about = other;
            values.clear();
            self.changed = true;
        }
        let word = |is_not: bool| if is_not { "is not" } else { "is" };
        self.changed |= choice(ui, "Not", &mut part.is_not, &[false, true], word);
        let snapshot = self.snapshot;
        match *about {
            About::Attribute => self.attribute(ui, values, path),
            About::Words => {
                let line = |text: &str| text.to_owned();
                let read = Read { path, hint: "words, “a phrase”, wait*, trust NEAR/5 money" };
                self.changed |= typed(ui, snapshot, values, &read, *about, line);
            }
            About::Pattern => {
                let line = |text: &str| format!("/{}/", text.replace('/', "\\/"));
                let read = Read { path, hint: "a regular expression: merg(er|ed)" };
                self.changed |= typed(ui, snapshot, values, &read, *about, line);
            }
            About::Field(field @ (Field::Date | Field::Coded)) => {
                let line = |text: &str| with_sign(field, text);
                let read = Read { path, hint: "2012-02, 2011-10..2012-02, <2012-02" };
                self.changed |= typed(ui, snapshot, values, &read, *about, line);
            }
            About::Field(Field::Coders) => {
                let line = |text: &str| with_sign(Field::Coders, text);
                let read = Read { path, hint: "1, >=2" };
                self.changed |= typed(ui, snapshot, values, &read, *about, line);
            }
            About::Field(field) => self.list(ui, field, values),
        }
    }

    /// Values that are chosen from a list.
    fn list(&mut self, ui: &mut Ui, field: Field, values: &mut Vec<Condition>) {
        let names: Vec<String> = values.iter().map(|value| name(self.snapshot, value)).collect();
        let said = match names.as_slice() {
            [] => "Choose…".to_owned(),
            names => shortened(&names.join(" or ")),
        };
        let button = menu_button(ui, &said, !values.is_empty());
        let button = if names.is_empty() { button } else { button.on_hover_text(names.join("\n")) };
        self.changed |= self.menus.list(&button, self.snapshot, field, values);
        let has_sub_codes = |value: &Condition| match value {
            Condition::Code { code, .. } => self.snapshot.codes.with_sub_codes(*code).len() > 1,
            _ => false,
        };
        if values.iter().any(has_sub_codes) {
            let mut with =
                values.iter().all(|one| matches!(one, Condition::Code { sub_codes: true, .. }));
            if theme::check(ui, &mut with, "With sub-codes").changed() {
                for value in values {
                    if let Condition::Code { sub_codes, .. } = value {
                        *sub_codes = with;
                    }
                }
                self.changed = true;
            }
        }
    }

    /// An attribute with its value.
    fn attribute(&mut self, ui: &mut Ui, values: &mut Vec<Condition>, path: &[usize]) {
        let snapshot = self.snapshot;
        let chosen = match values.first() {
            Some(Condition::Attribute { attribute, .. }) => Some(*attribute),
            _ => None,
        };
        let said = chosen.and_then(|id| snapshot.attribute_name(id)).unwrap_or("Choose…");
        let button = menu_button(ui, said, chosen.is_some());
        let mut other = None;
        Popup::menu(&button).show(|ui| {
            for attribute in snapshot.attributes.iter() {
                if theme::radio(ui, chosen == Some(attribute.id), &attribute.name).clicked() {
                    other = Some(attribute.id);
                    ui.close();
                }
            }
            if snapshot.attributes.is_empty() {
                quiet(ui, "There is none yet");
            }
        });
        if let Some(attribute) = other {
            let value = snapshot.attribute_values(attribute).into_iter().next().unwrap_or_default();
            let comparison = Comparison::Is;
            *values = vec![Condition::Attribute { attribute, comparison, value: value.into() }];
            self.changed = true;
        }
        let Some(Condition::Attribute { attribute, comparison, value }) = values.first_mut() else {
            return;
        };
        let signs = [
            Comparison::Is,
            Comparison::Under,
            Comparison::UpTo,
            Comparison::Over,
            Comparison::From,
        ];
        self.changed |= choice(ui, "Comparison", comparison, &signs, Comparison::sign);
        let button = menu_button(ui, &shortened(value), true);
        let all = snapshot.attribute_values(*attribute);
        let id = egui::Id::unique(("value of a row", path));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &**value));
        Popup::menu(&button).id(id).show(|ui| {
            egui::ScrollArea::vertical().max_height(10.0 * space::ROW).show(ui, |ui| {
                for one in &all {
                    if theme::radio(ui, **value == **one, one).clicked() {
                        *value = one.as_str().into();
                        self.changed = true;
                        ui.close();
                    }
                }
            });
        });
    }

    /// How it stands to the other quotation.
    fn relation(&mut self, ui: &mut Ui, relation: &mut Relation) {
        let before = *relation;
        let button = menu_button(ui, before.word(), false);
        Popup::menu(&button.on_hover_text("How the two stand to each other")).show(|ui| {
            for one in Relation::ALL {
                let is_chosen = one.word() == before.word();
                let said = format!("{}: {}", one.word(), one.about());
                if theme::radio(ui, is_chosen, &said).clicked() {
                    *relation = before.distance().map_or(one, |distance| one.at(distance));
                    ui.close();
                }
            }
        });
        if let Some(Distance { mut count, mut unit }) = relation.distance() {
            let figure = ui.add(DragValue::new(&mut count).range(0..=10_000));
            figure.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "How many")
            });
            choice(ui, "Unit", &mut unit, &Unit::ALL, Unit::word);
            *relation = relation.at(Distance { count, unit });
        }
        self.changed |= *relation != before;
    }
}

/// A field with a value that may begin with a sign of its own.
fn with_sign(field: Field, value: &str) -> String {
    let value = value.trim();
    let colon = if value.starts_with(['<', '>', '=']) { "" } else { ":" };
    format!("{}{colon}{value}", field.word())
}

/// The number of a row within its groups: 2.1 is the first within the second.
fn place(path: &[usize]) -> String {
    path.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(".")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
