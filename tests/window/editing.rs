//! The window: a text corrected paragraph by paragraph, its turns put right, its versions.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::harness::{INTERVIEW, Study, source, span, study};

impl Study {
    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn write(&mut self, words: &str) {
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.settle();
    }
}

#[test]
fn a_paragraph_is_corrected_and_what_is_coded_follows() {
    let words = span(INTERVIEW, "figures");
    let mut study = study(|project| {
        let interview = source(project, "Interview 12 GP ID 161");
        let trust = crate::harness::code(project, "Trust");
        project.code(interview, words, &[trust]).expect("a coding");
    });
    study.key(Modifiers::NONE, Key::F2);
    study.harness.get_by_label("Edit this paragraph");
    study.key(Modifiers::COMMAND, Key::Home);
    study.write("Well. ");
    study.harness.get_by_label("Discard");
    study.key(Modifiers::COMMAND, Key::Enter);
    study.harness.get_by_label("Edited the text of “Interview 12 GP ID 161”");
    study.harness.get_by_label("Edit this paragraph");
    study.key(Modifiers::NONE, Key::Escape);
    assert!(study.harness.query_by_label("Edit this paragraph").is_none());
    let (mut project, _folder) = study.reopened();
    let interview = source(&project, "Interview 12 GP ID 161");
    let text = project.text(interview).expect("a text");
    assert!(text.as_str().starts_with("Well. "));
    let quotation = project.snapshot().codings(interview).expect("codings").quotations[0].clone();
    assert_eq!(text.slice(quotation.span), "figures");
    project.undo().expect("an undo");
    assert_eq!(project.text(interview).expect("a text").as_str(), INTERVIEW);
}

#[test]
fn what_was_typed_and_not_kept_is_discarded_by_escape() {
    let mut study = study(|_| ());
    study.key(Modifiers::NONE, Key::F2);
    study.write("Oh. ");
    study.key(Modifiers::NONE, Key::Escape);
    let (mut project, _folder) = study.reopened();
    let interview = source(&project, "Interview 12 GP ID 161");
    assert_eq!(project.text(interview).expect("a text").as_str(), INTERVIEW);
}

#[test]
fn the_speaker_of_a_turn_is_put_right() {
    let mut study = study(|_| ());
    study.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    study.harness.get_by_label("Who speaks in this turn?");
    study.write("Ann");
    study.key(Modifiers::NONE, Key::Enter);
    study.harness.get_by_label("Made “Ann” the speaker of a turn");
    let (project, _folder) = study.reopened();
    let interview = source(&project, "Interview 12 GP ID 161");
    let turns = project.snapshot().codings(interview).expect("codings").turns.clone();
    assert_eq!(turns[0].speaker.as_deref(), Some("Ann"));
}

#[test]
fn versions_are_compared() {
    let mut study = study(|project| {
        let interview = source(project, "Interview 12 GP ID 161");
        let edit = marginalia::text::Edit { span: span(INTERVIEW, "figures"), with: "sums".into() };
        project.edit_text(interview, vec![edit]).expect("an edit");
    });
    study.key(Modifiers::NONE, Key::F1);
    study.write("Versions of the text");
    study.key(Modifiers::NONE, Key::Enter);
    study.harness.get_by_label("Versions of the text");
    study.harness.get_by_label("From the text before this change to today’s: 1 place");
    study.key(Modifiers::NONE, Key::Escape);
    assert!(study.harness.query_by_label("Versions of the text").is_none());
}
