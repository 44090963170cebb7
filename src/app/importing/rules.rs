//! The rules that fill in the import table, to be seen and changed.

use egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use super::table::Table;
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::import::rules::{ImportRules, Pattern, Place, Rule};

/// The rules as they are being written.
pub(super) struct Form {
    lines: Vec<Line>,
}

/// A rule as it is being written.
struct Line {
    place: Place,
    pattern: String,
    /// What is wrong with it.
    trouble: Option<String>,
}

impl Form {
    pub(super) fn new(rules: &ImportRules) -> Self {
        let line = |rule: &Rule| Line {
            place: rule.place(),
            pattern: rule.pattern().to_string(),
            trouble: None,
        };
        Self { lines: rules.rules.iter().map(line).collect() }
    }

    /// The rules, when all of them are sound; else says at each what is wrong.
    fn read(&mut self) -> Option<Vec<Rule>> {
        let mut rules = Vec::with_capacity(self.lines.len());
        for line in &mut self.lines {
            let rule =
                line.pattern.parse::<Pattern>().and_then(|pattern| Rule::new(line.place, pattern));
            line.trouble = rule.as_ref().err().map(ToString::to_string);
            rules.extend(rule);
        }
        (rules.len() == self.lines.len()).then_some(rules)
    }
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Name => "File name",
        Place::Folder => "Folder",
        Place::Lines => "First lines",
    }
}

/// Draws the rules; what is written takes effect when its line is left.
pub(super) fn draw(table: &mut Table, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    ui.label(quiet(
        "A rule is the words as they stand, with fields in braces: {kind}, {case}, {person}, {date}, {language}, {name}, \
         {number}, and {*} for anything. The first rule that fits fills a column.",
    ));
    ui.add_space(space::INSIDE);
    let mut done = false;
    let mut gone = None;
    let height = ui.available_height() - 90.0;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (at, line) in table.rules.lines.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                egui::ComboBox::from_id_salt(("place of a rule", at))
                    .width(92.0)
                    .selected_text(place_word(line.place))
                    .show_ui(ui, |ui| {
                        for place in [Place::Name, Place::Folder, Place::Lines] {
                            let word = place_word(place);
                            done |= ui.selectable_value(&mut line.place, place, word).changed();
                        }
                    });
                let width = ui.available_width() - 34.0;
                let field = ui.add(TextEdit::singleline(&mut line.pattern).desired_width(width));
                field
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Rule"));
                done |= field.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
                if Icon::Close.button(ui, 22.0, "Remove the rule", "Remove this rule").clicked() {
                    gone = Some(at);
                }
            });
            if let Some(trouble) = &line.trouble {
                ui.label(RichText::new(trouble).size(size::SMALL).color(theme.danger));
            }
        }
    });
    if let Some(at) = gone {
        table.rules.lines.remove(at);
        done = true;
    }
    ui.horizontal(|ui| {
        if ui.button("Add a rule").clicked() {
            let pattern = String::new();
            table.rules.lines.push(Line { place: Place::Name, pattern, trouble: None });
        }
        if ui
            .button("The usual rules")
            .on_hover_text("Put back the rules that every project begins with")
            .clicked()
        {
            table.rules = Form::new(&ImportRules::default());
            done = true;
        }
    });
    let mut month_first = table.table.rules.month_first;
    let word = "Dates such as 3/4/2012 begin with the month";
    if theme::check(ui, &mut month_first, word).changed() {
        table.table.rules.month_first = month_first;
        table.refill();
    }
    if done
        && let Some(rules) = table.rules.read()
        && rules != table.table.rules.rules
    {
        table.table.rules.rules = rules;
        table.refill();
    }
}
