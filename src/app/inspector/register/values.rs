//! The values of attributes with the dates from which they hold.

use egui::{Key, RichText, TextEdit, Ui};

use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::app::theme::{Theme, size, space};
use crate::domain::{AttributeId, AttributeValue, PartialDate};
use crate::project::{NewValue, RegisterRow, Snapshot};
use crate::text::{DateOrder, read_date};

/// A value on its way: from when on it holds, what it is, what is printed in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    attribute: AttributeId,
    /// What the project holds; nothing for a value that is to be added.
    stored: Option<AttributeValue>,
    since: String,
    value: String,
    public: String,
}

/// The values of a row as they are being written.
#[derive(Default)]
pub(super) struct ValuesForm {
    of: Option<RegisterRow>,
    stored: Vec<AttributeValue>,
    lines: Vec<Line>,
}

impl ValuesForm {
    /// Whose values they are.
    pub(super) fn of(&self) -> Option<RegisterRow> {
        self.of
    }

    fn follow(&mut self, row: RegisterRow, snapshot: &Snapshot, values: &[AttributeValue]) {
        if self.of == Some(row) && self.stored == values {
            return;
        }
        let mut all: Vec<&AttributeValue> = values.iter().collect();
        // The attributes in their order, their values by date.
        let place = |value: &AttributeValue| {
            snapshot.attributes.iter().position(|one| one.id == value.attribute)
        };
        all.sort_by_key(|value| (place(value), value.since.map(|since| since.days()[0])));
        self.lines = all.into_iter().map(Line::of).collect();
        self.stored = values.to_vec();
        self.of = Some(row);
    }
}

impl Line {
    fn of(value: &AttributeValue) -> Self {
        Self {
            attribute: value.attribute,
            since: value.since.map(|since| since.to_string()).unwrap_or_default(),
            value: value.value.clone(),
            public: value.public.clone().unwrap_or_default(),
            stored: Some(value.clone()),
        }
    }

    fn is_changed(&self) -> bool {
        match &self.stored {
            Some(stored) => *self != Self::of(stored),
            None => !self.value.trim().is_empty(),
        }
    }
}

/// Draws the values of a row.
pub(super) fn draw(
    desk: &mut Desk,
    ui: &mut Ui,
    snapshot: &Snapshot,
    row: RegisterRow,
    values: &[AttributeValue],
) {
    let shows_private = desk.register.shows_private();
    let Some(holder) = row.holder() else { return };
    let subject = holder.subject();
    if !snapshot.attributes.iter().any(|one| one.subject == subject) {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    ui.add_space(space::GROUP);
    ui.label(quiet("Attributes: from when on, value, what is printed"));
    let mut form = std::mem::take(&mut desk.row.values);
    form.follow(row, snapshot, values);
    let mut left = false;
    for attribute in snapshot.attributes.iter().filter(|one| one.subject == subject) {
        if !shows_private && !attribute.is_public {
            continue;
        }
        ui.add_space(space::TIGHT);
        ui.horizontal(|ui| {
            ui.label(&attribute.name);
            let add = ui.small_button("+").on_hover_text("Add a value from a date on");
            let name = format!("Add a value of {}", attribute.name);
            add.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
            if add.clicked() {
                let text = String::new;
                form.lines.push(Line {
                    attribute: attribute.id,
                    stored: None,
                    since: text(),
                    value: text(),
                    public: text(),
                });
            }
        });
        for line in form.lines.iter_mut().filter(|line| line.attribute == attribute.id) {
            ui.horizontal(|ui| {
                let width = (ui.available_width() - 2.0 * space::TIGHT - 84.0) / 2.0;
                for (text, hint, width) in [
                    (&mut line.since, "always", 76.0),
                    (&mut line.value, "value", width),
                    (&mut line.public, "as it is", width),
                ] {
                    let field = TextEdit::singleline(text).hint_text(hint).desired_width(width);
                    let field = ui.add(field);
                    let name = format!("{}: {hint}", attribute.name);
                    field.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::TextInput, true, name.as_str())
                    });
                    left |= field.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
                }
            });
        }
    }
    desk.row.values = form;
    if left {
        keep(desk);
    }
}

/// Gives the project what was written, as one step.
pub(super) fn keep(desk: &mut Desk) {
    let form = &mut desk.row.values;
    let Some(holder) = form.of.and_then(RegisterRow::holder) else { return };
    let mut values = Vec::new();
    let mut trouble = None;
    for line in form.lines.iter_mut().filter(|line| line.is_changed()) {
        let since = match date(&line.since) {
            Ok(since) => since,
            Err(said) => {
                trouble = Some(said);
                continue;
            }
        };
        if let Some(stored) = line.stored.as_ref().filter(|stored| stored.since != since) {
            // Another date is another value; the one of the old date goes.
            values.push(NewValue {
                holder,
                attribute: line.attribute,
                since: stored.since,
                value: String::new(),
                public: None,
            });
        }
        values.push(NewValue {
            holder,
            attribute: line.attribute,
            since,
            value: line.value.clone(),
            public: Some(line.public.clone()).filter(|words| !words.trim().is_empty()),
        });
        // Given once.
        line.stored = Some(AttributeValue {
            attribute: line.attribute,
            since,
            value: line.value.clone(),
            public: Some(line.public.clone()).filter(|words| !words.is_empty()),
        });
    }
    if let Some(said) = trouble {
        desk.notice = Some(Notice::trouble(&said));
    }
    if values.is_empty() {
        return;
    }
    desk.act(
        move |project| project.set_values(&values),
        |desk, done| {
            if done.is_none() {
                // What the project holds is shown again.
                desk.row.values.of = None;
            }
        },
    );
}

fn date(words: &str) -> Result<Option<PartialDate>, String> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    let read = words.parse().ok().or_else(|| read_date(words, DateOrder::DayFirst));
    read.map(Some)
        .ok_or_else(|| format!("“{words}” is no date; write 14 March 2012, 2012-03 or 2012"))
}
