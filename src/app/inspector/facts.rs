//! What is known of a source beside its text, to be filled in and put right: date, case, people, language, attributes.

use egui::{Key, RichText, TextEdit, Ui};

use super::draft::Draft;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::app::theme::{Theme, size, space};
use crate::domain::{SourceId, SourceInfo};
use crate::project::Snapshot;
use crate::text::{DateOrder, language, read_date};

/// A line of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Date,
    Case,
    People,
    Language,
    Attribute(String),
}

impl Line {
    fn title(&self) -> &str {
        match self {
            Self::Date => "Date",
            Self::Case => "Case",
            Self::People => "People",
            Self::Language => "Language",
            Self::Attribute(name) => name,
        }
    }

    const fn hint(&self) -> &'static str {
        match self {
            Self::Date => "14 March 2012",
            Self::Case => "Site 3",
            Self::People => "GP ID 161, …",
            Self::Language => "English",
            Self::Attribute(_) => "",
        }
    }

    /// What the project holds, as it is written.
    fn stored(&self, info: &SourceInfo, snapshot: &Snapshot) -> String {
        match self {
            Self::Date => info.date.map(|date| date.to_string()).unwrap_or_default(),
            Self::Case => {
                let case = info.case.and_then(|id| snapshot.case(id));
                case.map(|case| case.name.clone()).unwrap_or_default()
            }
            Self::People => {
                let people = info.people.iter().filter_map(|&id| snapshot.person(id));
                people.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
            }
            Self::Language => {
                let code = info.language.as_deref().unwrap_or_default();
                language::name(code).unwrap_or(code).to_owned()
            }
            Self::Attribute(name) => {
                let of = |id| snapshot.attribute(id).is_some_and(|found| found.name == *name);
                let value = info.attributes.iter().find(|value| of(value.attribute));
                value.map(|value| value.value.clone()).unwrap_or_default()
            }
        }
    }
}

/// The form, with what is being typed in it.
#[derive(Default)]
pub(super) struct FactsForm {
    drafts: Vec<(Line, Draft<SourceId>)>,
}

impl FactsForm {
    /// Draws the form of a source.
    pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, info: &SourceInfo, snapshot: &Snapshot) {
        let mut form = std::mem::take(&mut desk.facts.form);
        form.follow(info, snapshot);
        let mut kept = Vec::new();
        for (line, draft) in &mut form.drafts {
            draft.follow(info.id, &line.stored(info, snapshot));
            if one(ui, line, draft) {
                kept.extend(draft.take().map(|(id, written)| (line.clone(), id, written)));
            }
        }
        desk.facts.form = form;
        for (line, id, written) in kept {
            keep(desk, &line, id, written);
        }
    }

    /// Has a line for everything that is known of the source.
    fn follow(&mut self, info: &SourceInfo, snapshot: &Snapshot) {
        let attributes =
            info.attributes.iter().filter_map(|value| snapshot.attribute(value.attribute));
        let lines = [Line::Date, Line::Case, Line::People, Line::Language]
            .into_iter()
            .chain(attributes.map(|attribute| Line::Attribute(attribute.name.clone())));
        let lines: Vec<Line> = lines.collect();
        if self.drafts.iter().map(|(line, _)| line).ne(&lines) {
            self.drafts = lines.into_iter().map(|line| (line, Draft::default())).collect();
        }
    }

    /// What was typed and not kept yet, when another source is selected or the project closes.
    pub(super) fn take(&mut self) -> Vec<impl FnOnce(&mut Desk) + use<>> {
        let typed = self.drafts.iter_mut().filter_map(|(line, draft)| {
            let (id, written) = draft.take()?;
            let line = line.clone();
            Some(move |desk: &mut Desk| keep(desk, &line, id, written))
        });
        typed.collect()
    }
}

/// Draws a line; whether its words are to be kept now.
fn one(ui: &mut Ui, line: &Line, draft: &mut Draft<SourceId>) -> bool {
    let theme = Theme::of(ui.ctx());
    let mut done = false;
    ui.horizontal(|ui| {
        let title = RichText::new(line.title()).size(size::SMALL).color(theme.quiet);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        let label = ui.allocate_ui_with_layout(egui::vec2(64.0, 26.0), left, |ui| {
            ui.set_width(64.0);
            ui.add(egui::Label::new(title).truncate())
        });
        let label = label.inner;
        let field =
            TextEdit::singleline(draft.text()).hint_text(line.hint()).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if field.changed() {
            draft.typed();
        }
        if field.lost_focus() {
            match ui.input(|input| input.key_pressed(Key::Escape)) {
                true => draft.revert(),
                false => done = true,
            }
        }
    });
    ui.add_space(space::TIGHT / 2.0);
    done
}

/// Gives what was typed to the project.
fn keep(desk: &mut Desk, line: &Line, id: SourceId, written: String) {
    let trouble = |desk: &mut Desk, text: String| {
        desk.notice = Some(Notice::trouble(&text));
        for (_, draft) in &mut desk.facts.form.drafts {
            draft.refused(id);
        }
    };
    let is_empty = written.trim().is_empty();
    match line {
        Line::Date => {
            let date =
                read_date(&written, DateOrder::DayFirst).or_else(|| written.trim().parse().ok());
            if date.is_none() && !is_empty {
                let said = format!("“{written}” is no date; write 14 March 2012, 2012-03 or 2012");
                trouble(desk, said);
                return;
            }
            desk.just_do(move |project| project.set_date(&[id], date));
        }
        Line::Case => desk.just_do(move |project| project.set_case(&[id], &written)),
        Line::People => {
            let names: Vec<String> =
                written.split([',', ';']).map(|name| name.trim().to_owned()).collect();
            desk.just_do(move |project| project.set_people(&[id], &names));
        }
        Line::Language => {
            let code = language::code(&written);
            if code.is_none() && !is_empty {
                trouble(desk, format!("“{written}” is no language that is known here"));
                return;
            }
            let code = code.map(str::to_owned);
            desk.just_do(move |project| project.set_language(&[id], code));
        }
        Line::Attribute(name) => {
            let name = name.clone();
            desk.just_do(move |project| project.set_attribute(&[id], &name, &written));
        }
    }
}
