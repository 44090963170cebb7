//! Reading and coding on the page.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::Span;

use crate::harness::{INTERVIEW, Study, code, source, span, study};

fn coded(study: Study) -> Vec<(String, Vec<String>, Vec<String>)> {
    let (mut project, _folder) = study.reopened();
    let snapshot = project.snapshot().clone();
    let mut all = Vec::new();
    for info in snapshot.sources.iter() {
        let text = project.text(info.id).expect("a text");
        for quotation in &snapshot.codings(info.id).expect("codings").quotations {
            all.push((
                text.slice(quotation.span).to_owned(),
                quotation.codes().into_iter().map(|id| snapshot.codes.path_text(id)).collect(),
                quotation
                    .coders()
                    .into_iter()
                    .filter_map(|id| snapshot.coder(id).map(|coder| coder.name.clone()))
                    .collect(),
            ));
        }
    }
    all
}

/// Opens the interview and selects words on its page by keyboard alone: finds them, then leaves the line.
fn select(study: &mut Study, words: &str) {
    let harness = &mut study.harness;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    study.settle();
    study.harness.event(egui::Event::Text(words.to_owned()));
    study.settle();
    study.harness.key_press(Key::Escape);
    study.settle();
}

fn on_interview() -> Study {
    let mut study = study(|project| {
        let id = source(project, "Interview 12 GP ID 161");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
    });
    study.settle();
    study
}

#[test]
fn codes_by_typing_a_few_letters() {
    let mut study = on_interview();
    select(&mut study, "the figures would not bear three of us");
    study.harness.event(egui::Event::Text("boa".to_owned()));
    study.settle();
    study.harness.get_by_label("Governance > Board");
    study.harness.key_press(Key::Enter);
    study.settle();
    let expected = (
        "the figures would not bear three of us".to_owned(),
        vec!["Governance > Board".to_owned()],
        vec!["Kim".to_owned()],
    );
    assert_eq!(coded(study), [expected]);
}

#[test]
fn makes_a_new_code_below_another() {
    let mut study = on_interview();
    select(&mut study, "Nobody asked the patients");
    study.harness.key_press(Key::Enter);
    study.settle();
    study.harness.event(egui::Event::Text("Tru".to_owned()));
    study.settle();
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    study.settle();
    // The selection stays, so that a second code takes two keys.
    study.harness.key_press(Key::Period);
    study.settle();
    let all = coded(study);
    assert_eq!(all[0].1, ["Trust > Tru"]);
}

#[test]
fn several_codes_in_a_row() {
    let mut study = on_interview();
    select(&mut study, "Nobody asked the patients");
    study.harness.event(egui::Event::Text("trus".to_owned()));
    study.settle();
    study.harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    study.settle();
    study.harness.event(egui::Event::Text("boar".to_owned()));
    study.settle();
    study.harness.key_press(Key::Enter);
    study.settle();
    let all = coded(study);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].1, ["Trust", "Governance > Board"]);
}

#[test]
fn codes_in_vivo_repeats_and_undoes() {
    let mut study = on_interview();
    select(&mut study, "politely");
    study.harness.key_press(Key::Quote);
    study.settle();
    select(&mut study, "We trust them less now");
    study.harness.key_press(Key::Period);
    study.settle();
    study.harness.get_by_label("Undo").click();
    study.settle();
    let all = coded(study);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].0.as_str(), all[0].1[0].as_str()), ("politely", "politely"));
}

#[test]
fn number_keys_apply_the_coders_own_set() {
    let mut study = study(|project| {
        let id = source(project, "Interview 12 GP ID 161");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
        project.set_quick_code(2, Some(code(project, "Trust"))).expect("a key");
    });
    study.settle();
    select(&mut study, "We trust them less now");
    study.harness.key_press(Key::Num2);
    study.settle();
    study.harness.key_press(Key::Num3);
    study.settle();
    study.harness.get_by_label_contains("No code is under key 3");
    assert_eq!(coded(study)[0].1, ["Trust"]);
}

#[test]
fn a_stripe_shows_its_quotation_and_delete_removes_it() {
    let mut study = study(|project| {
        let id = source(project, "Interview 12 GP ID 161");
        let at = span(INTERVIEW, "By the board");
        project
            .code(id, at, &[code(project, "Governance > Board"), code(project, "Trust")])
            .expect("coded");
        let quotation = project.snapshot().quotations().next().expect("one").1.id;
        project.comment_quotation(quotation, "Said quietly").expect("a comment");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
    });
    study.settle();
    study.harness.get_by_label_contains("Coding Trust by Kim").click();
    study.settle();
    study.harness.get_by_label("Remove Board by Kim");
    let comment = study.harness.get_by_label("Comment");
    assert_eq!(comment.accesskit_node().value().as_deref(), Some("Said quietly"));
    study.harness.get_by_role(egui::accesskit::Role::Document).focus();
    study.settle();
    study.harness.key_press(Key::Delete);
    study.settle();
    assert_eq!(coded(study)[0].1, ["Governance > Board"]);
}

#[test]
fn a_click_on_the_end_of_a_stripe_shows_its_quotation_and_moves_nothing() {
    let words = "We were told in March that the figures would not bear three of us.";
    let mut study = study(|project| {
        let id = source(project, "Interview 12 GP ID 161");
        project.code(id, span(INTERVIEW, words), &[code(project, "Trust")]).expect("coded");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
    });
    study.settle();
    let stripe = study.harness.get_by_label_contains("Coding Trust by Kim").rect();
    let at = egui::pos2(stripe.center().x, stripe.top() + 3.0);
    for pressed in [true, false] {
        study.harness.hover_at(at);
        let button = egui::PointerButton::Primary;
        let modifiers = Modifiers::NONE;
        study.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    study.settle();
    study.harness.get_by_label("Remove Trust by Kim");
    assert_eq!(coded(study)[0].0, words);
}

#[test]
fn the_place_is_remembered_when_the_page_rests() {
    let long: String = (0..200).map(|n| format!("INT: Question {n}?\nGP: Answer {n}.\n")).collect();
    let mut study = study(|project| {
        let kind = marginalia::domain::SourceKind::Interview;
        let new =
            marginalia::project::NewSource::new("Long".into(), kind, long, "UTF-8".into(), vec![]);
        project.add_sources(&[new]).expect("a source");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(source(project, "Long"), position).expect("a position");
    });
    study.settle();
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    study.settle();
    std::thread::sleep(std::time::Duration::from_millis(1600));
    study.settle();
    // A copy of the file as it stands on the disk now is what a power cut would leave.
    let copy = study.path.with_file_name("Copy.marginalia");
    std::fs::copy(&study.path, &copy).expect("a copy");
    let mut project =
        marginalia::project::Project::open(&copy, std::time::Duration::ZERO).expect("the copy");
    project.set_coder("Kim").expect("a coder");
    let id = source(&project, "Long");
    let position = project.reading_position(id).expect("read").expect("a position");
    assert!(position.at > 1000, "{position:?}");
}

#[test]
fn comes_back_to_the_same_place() {
    let mut study = on_interview();
    let id = study.harness.state().open_source_id().expect("a source");
    select(&mut study, "Nobody asked");
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num4);
    study.settle();
    study.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    study.settle();
    assert_eq!(study.harness.state().open_source_id(), Some(id));
    assert_eq!(study.harness.state().selection(), Some(span(INTERVIEW, "Nobody asked")));
    assert_ne!(study.harness.state().selection(), Some(Span { start: 0, end: 0 }));
}

#[test]
fn a_comment_is_kept_when_the_typing_rests_and_when_the_project_is_closed() {
    let commented = |pause: std::time::Duration| {
        let mut study = study(|project| {
            let id = source(project, "Interview 12 GP ID 161");
            let at = span(INTERVIEW, "By the board");
            project.code(id, at, &[code(project, "Trust")]).expect("coded");
            let position = marginalia::project::Position { at: 0, offset: 0.0 };
            project.set_reading_position(id, position).expect("a position");
        });
        study.settle();
        study.harness.get_by_label_contains("Coding Trust by Kim").click();
        study.settle();
        study.harness.get_by_label("Comment").focus();
        study.settle();
        study.harness.event(egui::Event::Text("Said quietly".to_owned()));
        study.settle();
        std::thread::sleep(pause);
        study.settle();
        study
    };
    let is_told =
        |study: &Study| study.harness.query_by_label_contains("Commented a quotation").is_some();
    let rested = commented(std::time::Duration::from_millis(1600));
    assert!(is_told(&rested), "a pause ends the typing, though the field has the keyboard");
    let mut closed = commented(std::time::Duration::ZERO);
    assert!(!is_told(&closed), "not letter by letter");
    closed.harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    closed.settle();
    let (project, _folder) = closed.reopened();
    let comment = project.snapshot().quotations().next().expect("one").1.comment.clone();
    assert_eq!(comment, "Said quietly");
}

#[test]
fn undoing_in_a_comment_brings_back_no_words_of_another_quotation() {
    let mut study = study(|project| {
        let id = source(project, "Interview 12 GP ID 161");
        for (words, of) in [("By the board", "Trust"), ("Nobody asked", "Mergers")] {
            project.code(id, span(INTERVIEW, words), &[code(project, of)]).expect("coded");
        }
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
    });
    study.settle();
    for (of, said) in [("Trust", "Said quietly"), ("Mergers", "Who is nobody?")] {
        study.harness.get_by_label_contains(&format!("Coding {of} by Kim")).click();
        study.settle();
        study.harness.get_by_label("Comment").focus();
        study.settle();
        study.harness.event(egui::Event::Text(said.to_owned()));
        study.settle();
    }
    for _ in 0..3 {
        study.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        study.settle();
    }
    let comment = study.harness.get_by_label("Comment").accesskit_node().value();
    assert_eq!(comment.as_deref(), Some(""));
}

#[test]
fn a_key_with_alt_types_no_letter() {
    let mut study = on_interview();
    select(&mut study, "the figures");
    study.harness.key_press_modifiers(Modifiers::ALT, Key::S);
    study.harness.event_modifiers(egui::Event::Text("s".to_owned()), Modifiers::ALT);
    study.settle();
    assert!(study.harness.query_by_label("Governance > Board").is_none());
    study.harness.key_press(Key::Comma);
    study.settle();
    let sentence = "We were told in March that the figures would not bear three of us.";
    assert_eq!(coded(study)[0].0, sentence);
}

#[test]
fn a_code_joins_the_others_of_a_chosen_quotation() {
    let words = "the figures would not bear three of us";
    let mut study = study(|project| {
        let (id, trust) = (source(project, "Interview 12 GP ID 161"), code(project, "Trust"));
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
        project.code(id, span(INTERVIEW, words), &[trust]).expect("a coding");
    });
    study.settle();
    // The passage is chosen, no words are selected.
    study.harness.key_press(Key::CloseBracket);
    study.settle();
    study.harness.key_press(Key::Enter);
    study.settle();
    study.harness.event(egui::Event::Text("boa".to_owned()));
    study.settle();
    study.harness.key_press(Key::Enter);
    study.settle();
    let (text, codes, _) = coded(study).remove(0);
    assert_eq!(text, words);
    assert_eq!(codes.len(), 2);
}

#[test]
fn the_caret_goes_over_blank_lines() {
    let mut study = study(|project| {
        let id = source(project, "Executive M10");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
    });
    study.settle();
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    study.harness.key_press(Key::ArrowDown);
    study.settle();
    study.harness.key_press_modifiers(Modifiers::ALT, Key::S);
    study.settle();
    study.harness.key_press(Key::Comma);
    study.settle();
    assert_eq!(coded(study)[0].0, "The chair says that trust has to be earned.");
}
