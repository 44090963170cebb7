//! The window: names in the texts matched to people of the register, and what contradicts what.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::SourceKind;
use marginalia::project::{NewSource, Project};

use crate::harness::{Study, key, press, source, study, type_text};

/// What a second interview says: somebody as another writes them, and a number that another has.
const SECOND: &str = "INT: And you?\nGPID 161: Not any more.\nManager ID 98: We hold the budget.\n";

/// GP ID 98 in the register, and a second interview.
fn second(project: &mut Project) {
    project.add_person("GP ID 98").expect("a person");
    let (name, text) = ("Interview 13".to_owned(), SECOND.to_owned());
    let new = NewSource::new(name, SourceKind::Interview, text, "UTF-8".to_owned(), Vec::new());
    project.add_sources(&[new]).expect("a source");
}

fn speakers(before: impl FnOnce(&mut Project)) -> Study {
    let mut study = study(before);
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    click(&mut study, Role::Button, "Speakers");
    study
}

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// The rows of both lists from the top down, as a screen reader says them.
fn rows(study: &Study) -> Vec<String> {
    let rows = study.harness.query_all_by_role(Role::ListBoxOption);
    let mut rows: Vec<(f32, String)> = rows
        .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

fn is_ticked(study: &Study, name: &str) -> bool {
    let label = format!("Take {name}");
    let tick = study.harness.get_by_role_and_label(Role::CheckBox, &label);
    tick.accesskit_node().toggled() == Some(Toggled::True)
}

/// The names in the register, and how many people each source is linked to.
fn register(study: Study) -> (Vec<String>, Vec<usize>) {
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    let names = snapshot.people.iter().map(|one| one.name.clone()).collect();
    let linked = ["Interview 12 GP ID 161", "Interview 13"].map(|name| {
        let id = source(&project, name);
        snapshot.source(id).map_or(0, |info| info.people.len())
    });
    (names, linked.to_vec())
}

#[test]
fn what_is_not_settled_is_shown_with_why() {
    let study = speakers(second);
    assert_eq!(
        rows(&study),
        [
            "GP ID 161: new: GP, number 161, interviewed, nobody in the register has this number, ticked, 2 turns in 1 source",
            "GPID 161: the same as “GP ID 161”, written nearly like “GP ID 161”, 1 turn in 1 source",
            "Manager ID 98: unclear, this number has two roles, 1 turn in 1 source",
            "ID 98 has two roles: GP: “GP ID 98” in the register",
            "ID 98 has two roles: Manager: 1 turn in Interview 13",
        ]
    );
    study.harness.get_by_label("3 names to settle · 1 ticked");
}

#[test]
fn a_speaker_is_taken_and_a_near_duplicate_is_not() {
    let mut study = speakers(second);
    click(&mut study, Role::Button, "Take what is ticked");
    study.harness.get_by_label("Made 1 person; linked 1 source to who speaks there");
    // Who is written nearly the same may now be somebody who is there, and still waits to be ticked.
    assert!(!is_ticked(&study, "GPID 161"));
    assert!(rows(&study)[0].starts_with("GPID 161: is “GP ID 161”"), "{:?}", rows(&study));
    let (names, linked) = register(study);
    assert_eq!(names, ["GP ID 98", "GP ID 161"]);
    assert_eq!(linked, [1, 0]);
}

#[test]
fn a_near_duplicate_that_is_ticked_is_linked_to_the_same_person() {
    let mut study = speakers(second);
    // With the keyboard alone.
    key(&mut study, Key::Space);
    assert!(!is_ticked(&study, "GP ID 161"));
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Space);
    assert!(is_ticked(&study, "GP ID 161") && is_ticked(&study, "GPID 161"));
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    let (names, linked) = register(study);
    assert_eq!(names, ["GP ID 98", "GP ID 161"]);
    assert_eq!(linked, [1, 1]);
}

#[test]
fn one_undo_takes_it_all_back() {
    let mut study = speakers(second);
    click(&mut study, Role::CheckBox, "Take GPID 161");
    assert!(is_ticked(&study, "GPID 161"));
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    assert_eq!(rows(&study).len(), 3);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert!(rows(&study)[0].starts_with("GP ID 161: new"), "{:?}", rows(&study));
    let (names, linked) = register(study);
    assert_eq!(names, ["GP ID 98"]);
    assert_eq!(linked, [0, 0]);
}

#[test]
fn somebody_says_who_a_name_is() {
    let mut study = speakers(second);
    key(&mut study, Key::End);
    key(&mut study, Key::ArrowDown);
    // What is unclear cannot be ticked before somebody says who it is.
    key(&mut study, Key::Space);
    assert!(!is_ticked(&study, "Manager ID 98"));
    click(&mut study, Role::ComboBox, "Who Manager ID 98 is: unclear");
    click(&mut study, Role::Button, "new: Manager, number 98, interviewed");
    assert!(is_ticked(&study, "Manager ID 98"));
    click(&mut study, Role::ComboBox, "Who Manager ID 98 is: new: Manager, number 98, interviewed");
    // Typed, and taken with Enter.
    type_text(&mut study, "gp id 9");
    key(&mut study, Key::Enter);
    assert!(rows(&study)[2].starts_with("Manager ID 98: is “GP ID 98”, as you say, ticked"));
    click(&mut study, Role::Button, "Take what is ticked");
    let (names, linked) = register(study);
    assert_eq!(names, ["GP ID 98", "GP ID 161"]);
    assert_eq!(linked, [1, 1]);
}

#[test]
fn names_and_conflicts_lead_to_their_places() {
    let mut study = speakers(second);
    key(&mut study, Key::Enter);
    let opened = |study: &Study| study.harness.state().open_source_id();
    let first = opened(&study);
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    click(&mut study, Role::ListBoxOption, "ID 98 has two roles: Manager: 1 turn in Interview 13");
    key(&mut study, Key::Enter);
    let second = opened(&study);
    assert_ne!(first, second);
    let (project, _folder) = study.reopened();
    assert_eq!(first, Some(source(&project, "Interview 12 GP ID 161")));
    assert_eq!(second, Some(source(&project, "Interview 13")));
}

#[test]
fn two_people_who_are_written_nearly_the_same_can_be_merged() {
    let mut study = speakers(|project| {
        second(project);
        for (name, of) in [("GP ID 161", "Interview 12 GP ID 161"), ("GPID 161", "Interview 13")] {
            project.add_person(name).expect("a person");
            let source = source(project, of);
            project.set_people(&[source], &[name.to_owned()]).expect("people");
        }
    });
    let alike = "Two people are written nearly the same: “GPID 161” may be “GP ID 161”";
    click(&mut study, Role::ListBoxOption, alike);
    click(&mut study, Role::Button, "Merge people");
    assert!(!rows(&study).contains(&alike.to_owned()));
    let (names, linked) = register(study);
    assert_eq!(names, ["GP ID 98", "GP ID 161"]);
    assert_eq!(linked, [1, 1]);
}

#[test]
fn where_everybody_is_known_that_is_said() {
    let mut study = study(|project| {
        let interview = source(project, "Interview 12 GP ID 161");
        project.add_person("GP ID 161").expect("a person");
        project.set_people(&[interview], &["GP ID 161".to_owned()]).expect("people");
    });
    key(&mut study, Key::F1);
    type_text(&mut study, "Match speakers");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Every speaker is in the register");
    assert!(rows(&study).is_empty());
}
