//! The project’s own list of words that mean the same, and what a search for one of them finds, too.

use std::sync::Arc;

use egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use super::SearchView;
use crate::app::desk::Desk;
use crate::app::regions::hold_keyboard;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Synonym, SynonymId};
use crate::project::{OtherNames, Snapshot};

/// Stands between the words of a group.
const EQUALS: &str = " = ";
/// Room for what can be done with a group.
const BUTTONS: f32 = 150.0;

/// The list while it is edited.
#[derive(Default)]
pub(super) struct SynonymList {
    /// The group that is being written.
    new: String,
    /// The group that is being changed, as it is written.
    editing: Option<(SynonymId, String)>,
    /// Whether that takes the keyboard.
    is_fresh: bool,
    /// What was said of a question, and what this holds for.
    said: Option<(String, Arc<[Synonym]>, String)>,
}

impl SynonymList {
    /// What a question finds beside its words, as a sentence; empty where that is nothing.
    pub(super) fn names(&mut self, snapshot: &Snapshot, text: &str) -> &str {
        let holds = |said: &(String, Arc<[Synonym]>, String)| {
            said.0 == text && Arc::ptr_eq(&said.1, &snapshot.synonyms)
        };
        if !self.said.as_ref().is_some_and(holds) {
            let names = sentence(&snapshot.other_names(text));
            self.said = Some((text.to_owned(), Arc::clone(&snapshot.synonyms), names));
        }
        self.said.as_ref().map_or("", |(.., said)| said)
    }

    /// Gives up what is being changed; whether there was anything.
    pub(super) fn gives_up(&mut self) -> bool {
        self.editing.take().is_some()
    }
}

/// What a question finds beside its words.
fn sentence(names: &[OtherNames]) -> String {
    let of_one = |names: &OtherNames| {
        let others = match names.others.as_slice() {
            [before @ .., last] if !before.is_empty() => {
                format!("{} and {last}", before.join(", "))
            }
            others => others.concat(),
        };
        format!("{} also finds {others}", names.asked)
    };
    names.iter().map(of_one).collect::<Vec<_>>().join("; ")
}

/// The words of a written group.
fn words_of(written: &str) -> Vec<String> {
    let words = written.split('=').map(str::trim).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// What is to be done with the list.
enum Deed {
    Set(Option<SynonymId>, Vec<String>),
    Delete(SynonymId),
}

impl SearchView {
    /// Draws the list.
    pub(super) fn synonyms(&mut self, desk: &mut Desk, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let list = &mut self.synonyms;
        let lead = theme::interface_bold(size::LEAD);
        ui.label(RichText::new("Abbreviations and synonyms").font(lead));
        let about = "Words and phrases that mean the same. A search for one of them finds all; with = before it only what is \
                     written so.";
        ui.label(RichText::new(about).color(theme.quiet));
        ui.add_space(space::GROUP);
        let mut deed = None;
        ui.horizontal(|ui| {
            let edit = TextEdit::singleline(&mut list.new)
                .hint_text("H&WB = HWB = Health and Wellbeing Board")
                .desired_width(ui.available_width() - BUTTONS);
            let line = ui.add(edit);
            line.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Words that mean the same")
            });
            if std::mem::take(&mut self.take_keyboard) {
                line.request_focus();
            }
            let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let words = words_of(&list.new);
            let can = words.len() > 1;
            let button = ui.add_enabled(can, egui::Button::new("Add"));
            let button =
                button.on_disabled_hover_text("Write two words or more with = between them");
            if button.clicked() || entered && can {
                deed = Some(Deed::Set(None, words));
            }
            if entered {
                line.request_focus();
            }
        });
        ui.add_space(space::INSIDE);
        let groups = Arc::clone(&desk.snapshot.synonyms);
        if groups.is_empty() {
            let none =
                "None yet. Write what stands for the same thing, with = between, and press Enter.";
            ui.label(RichText::new(none).color(theme.quiet));
        }
        ScrollArea::vertical().id_salt("synonyms").auto_shrink(false).show(ui, |ui| {
            for group in groups.iter() {
                deed = list.group(ui, group).or(deed.take());
            }
        });
        match deed {
            Some(Deed::Set(group, words)) => desk.act(
                move |project| project.set_synonyms(group, &words),
                move |desk, done| {
                    let list = &mut desk.search.synonyms;
                    match group {
                        // What was refused stays to be mended.
                        _ if done.is_none() => {}
                        None => list.new.clear(),
                        Some(_) => list.editing = None,
                    }
                },
            ),
            Some(Deed::Delete(group)) => {
                desk.just_do(move |project| project.delete_synonyms(group))
            }
            None => {}
        }
    }
}

impl SynonymList {
    /// Draws a group, or the line in which it is changed.
    fn group(&mut self, ui: &mut Ui, group: &Synonym) -> Option<Deed> {
        let words = group.words.join(EQUALS);
        let mut deed = None;
        ui.horizontal(|ui| {
            ui.set_min_height(space::ROW);
            let width = ui.available_width() - BUTTONS;
            match self.editing.take_if(|(id, _)| *id == group.id) {
                Some((id, mut written)) => {
                    let edit = TextEdit::singleline(&mut written).desired_width(width);
                    let line = ui.add(edit);
                    line.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Change the group")
                    });
                    if std::mem::take(&mut self.is_fresh) {
                        hold_keyboard(&line);
                    }
                    let entered =
                        line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    let keeps = ui.button("Keep").clicked() || entered;
                    let cancels = ui.button("Cancel").clicked();
                    if keeps {
                        deed = Some(Deed::Set(Some(id), words_of(&written)));
                    }
                    self.editing = (!cancels).then_some((id, written));
                }
                None => {
                    let text = egui::Button::new(RichText::new(&words)).frame_when_inactive(false);
                    let size = egui::vec2(width, space::ROW);
                    let left = egui::Layout::left_to_right(egui::Align::Center);
                    let shown = ui.allocate_ui_with_layout(size, left, |ui| {
                        ui.set_min_width(width);
                        ui.add(text.truncate())
                    });
                    let edit = ui.button("Edit");
                    edit.widget_info(|| named("Edit", &words));
                    if shown.inner.on_hover_text("Change these words").clicked() || edit.clicked() {
                        self.editing = Some((group.id, words.clone()));
                        self.is_fresh = true;
                    }
                    let delete = ui.button("Delete");
                    delete.widget_info(|| named("Delete", &words));
                    if delete.clicked() {
                        deed = Some(Deed::Delete(group.id));
                    }
                }
            }
        });
        deed
    }
}

fn named(what: &str, words: &str) -> egui::WidgetInfo {
    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{what} {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_written_with_equals_between() {
        assert_eq!(words_of("H&WB = HWB=Health  Board = "), ["H&WB", "HWB", "Health  Board"]);
        assert!(words_of(" = ").is_empty());
    }

    #[test]
    fn what_else_is_found_is_a_sentence() {
        let names = |others: &[&str]| OtherNames {
            asked: "HWB".to_owned(),
            others: others.iter().map(|&word| word.to_owned()).collect(),
        };
        assert_eq!(sentence(&[names(&["board"])]), "HWB also finds board");
        let two = sentence(&[names(&["a", "b", "c"]), names(&["d"])]);
        assert_eq!(two, "HWB also finds a, b and c; HWB also finds d");
        assert_eq!(sentence(&[]), "");
    }
}
