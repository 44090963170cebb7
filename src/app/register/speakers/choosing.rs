//! The menu in which somebody says who a name is: as it seems, somebody new, nobody, or anybody of the register.

use egui::{ComboBox, Key, PopupCloseBehavior, ScrollArea, TextEdit, Ui};

use super::deciding::Names;
use crate::analysis::matching::Suggestion;
use crate::app::theme::space;
use crate::domain::Person;
use crate::project::Snapshot;
use crate::text::counted;

/// People that are shown at once.
const ROWS: f32 = 10.0;
/// Highest that the menu gets.
const HEIGHT: f32 = 440.0;
/// Width of the menu.
const WIDTH: f32 = 260.0;

/// What the menu remembers.
#[derive(Default)]
pub(super) struct Choosing {
    /// What is typed to narrow the people.
    filter: String,
    /// Whether the menu was just opened, and its line is to take the keyboard.
    takes_keyboard: bool,
}

impl Choosing {
    /// Draws the menu for the name of a row; who was chosen.
    pub(super) fn draw(
        &mut self,
        ui: &mut Ui,
        names: &Names,
        row: usize,
        snapshot: &Snapshot,
    ) -> Option<Suggestion> {
        let said = names.words(row, names.who_of_row(row), snapshot);
        let mut chosen = None;
        let menu = ComboBox::from_id_salt("who a name is")
            .selected_text(&said)
            .height(HEIGHT)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show_ui(ui, |ui| {
                ui.set_width(WIDTH);
                chosen = self.entries(ui, names, row, snapshot);
                if chosen.is_some() {
                    ui.close();
                }
            });
        if menu.response.clicked() {
            self.filter.clear();
            self.takes_keyboard = true;
        }
        let name = format!("Who {} is: {said}", names.name(row));
        menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
        chosen
    }

    fn entries(
        &mut self,
        ui: &mut Ui,
        names: &Names,
        row: usize,
        snapshot: &Snapshot,
    ) -> Option<Suggestion> {
        let who = names.who_of_row(row);
        let mut chosen = None;
        for choice in names.choices(row) {
            let words = match choice {
                Suggestion::Unclear => "nobody".to_owned(),
                _ => names.words(row, &choice, snapshot),
            };
            if ui.selectable_label(*who == choice, words).clicked() {
                chosen = Some(choice);
            }
        }
        let people = &snapshot.people;
        if people.is_empty() {
            return chosen;
        }
        ui.separator();
        let line = TextEdit::singleline(&mut self.filter)
            .hint_text(format!("Filter {}", counted(people.len(), "person", "people")))
            .desired_width(f32::INFINITY);
        let line = ui.add(line);
        line.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter people")
        });
        if std::mem::take(&mut self.takes_keyboard) {
            line.request_focus();
        }
        let typed = self.filter.trim().to_lowercase();
        let fits = |one: &&Person| one.name.to_lowercase().contains(&typed);
        let found: Vec<&Person> = people.iter().filter(fits).collect();
        // Enter takes the first of those that were typed.
        let enter = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if enter && !typed.is_empty() {
            chosen = found.first().map(|one| Suggestion::Person(one.id));
        }
        let area = ScrollArea::vertical().max_height(ROWS * space::ROW).auto_shrink([false, true]);
        area.show_rows(ui, space::ROW, found.len(), |ui, shown| {
            for person in &found[shown] {
                let choice = Suggestion::Person(person.id);
                if ui.selectable_label(*who == choice, &person.name).clicked() {
                    chosen = Some(choice);
                }
            }
        });
        chosen
    }
}
