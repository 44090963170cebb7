//! The window: importing files and tables, the list of sources, a source in the inspector.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::SourceKind;
use tempfile::TempDir;

use crate::harness::{Study, study};

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

impl Study {
    fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
        self.settle();
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// A row of the list of sources.
    fn row<'a>(&'a self, name: &'a str) -> egui_kittest::Node<'a> {
        self.harness.get_by_role_and_label(Role::ListBoxOption, name)
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn click_row(&mut self, name: &str) {
        self.row(name).click();
        self.settle();
    }

    fn chosen(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(Role::ListBoxOption);
        rows.filter(|row| row.accesskit_node().is_selected() == Some(true))
            .filter_map(|row| row.accesskit_node().label())
            .collect()
    }
}

fn files(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

#[test]
fn a_dropped_folder_is_looked_through_imported_and_reported() {
    let folder = files(&[
        ("Interview 3.txt", b"Q: And then?\nA: Then we left.\n"),
        ("Letter.txt", b"Dear all."),
        ("Again.txt", b"Dear all."),
        ("Empty.txt", b""),
        ("Broken.docx", b"no"),
        ("Picture.png", b""),
    ]);
    let mut study = study(|_| ());
    study.drop_file(folder.path());
    study.harness.get_by_label("3 files · 1 there already · 2 refused · 1 of other formats");
    study.harness.get_by_label("Import 2 sources");
    assert!(study.harness.query_by_label("Filter sources").is_none(), "the table has the room");
    study.press(Modifiers::COMMAND, Key::Enter);
    study.harness.get_by_label("Import report");
    study.harness.get_by_label("Refused (2)");
    study.harness.get_by_label("Already there (1)");
    study.harness.get_by_label("Has the same text as “Again”");
    study.harness.get_by_label("Imported (2)");
    study.click("Show in list");
    assert!(study.harness.query_by_label("Import report").is_none());
    assert_eq!(study.chosen(), ["Interview 3", "Again"]);
    let (mut project, _folder) = study.reopened();
    assert_eq!(project.snapshot().sources.len(), 4);
    assert_eq!(project.undo().expect("an undo"), "Imported 2 sources");
}

#[test]
fn a_table_is_given_up_by_escape() {
    let folder = files(&[("a.txt", b"Words.")]);
    let mut study = study(|_| ());
    study.drop_file(&folder.path().join("a.txt"));
    study.harness.get_by_label("Import 1 source");
    study.press(Modifiers::NONE, Key::Escape);
    study.harness.get_by_label("Nothing was imported; the project is as it was");
    let (project, _folder) = study.reopened();
    assert_eq!(project.snapshot().sources.len(), 2);
}

#[test]
fn the_table_waits_while_something_else_is_looked_at() {
    let folder = files(&[("a.txt", b"Words.")]);
    let mut study = study(|_| ());
    study.drop_file(&folder.path().join("a.txt"));
    study.click("Search");
    assert!(study.harness.query_by_label("Import 1 source").is_none());
    study.click("Import");
    study.harness.get_by_label("Import 1 source");
}

#[test]
fn cells_are_filled_in_by_keyboard_many_at_once() {
    let folder = files(&[
        ("a.txt", b"Words."),
        ("b.txt", b"More words."),
        ("c.txt", b"Site: Site 4\nDate: 3 May 2012\n\nOther words, at some length."),
    ]);
    let mut study = study(|_| ());
    study.drop_file(folder.path());
    // From the name to the kind, which Enter writes in every chosen row.
    study.press(Modifiers::COMMAND, Key::A);
    study.press(Modifiers::NONE, Key::ArrowRight);
    study.press(Modifiers::NONE, Key::F2);
    study.harness.event(egui::Event::Text("fieldnote".to_owned()));
    study.settle();
    study.press(Modifiers::NONE, Key::Enter);
    // A date that is none is said, and nothing is changed.
    study.press(Modifiers::NONE, Key::ArrowRight);
    study.press(Modifiers::NONE, Key::F2);
    study.harness.event(egui::Event::Text("soon".to_owned()));
    study.settle();
    study.press(Modifiers::NONE, Key::Enter);
    study.harness.get_by_label_contains("“soon” is no date");
    // The second file stays out.
    study.press(Modifiers::NONE, Key::ArrowDown);
    study.press(Modifiers::NONE, Key::Space);
    study.harness.get_by_label("Import 2 sources");
    study.press(Modifiers::COMMAND, Key::Enter);
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    assert!(snapshot.source_named("b").is_none());
    let c = snapshot.source_named("c").expect("the source");
    assert_eq!(c.kind, SourceKind::Fieldnote);
    assert_eq!(c.date.map(|date| date.to_string()).as_deref(), Some("2012-05-03"));
    let case = c.case.and_then(|id| snapshot.case(id)).map(|case| case.name.as_str());
    assert_eq!(case, Some("Site 4"));
}

#[test]
fn a_name_replaced_in_the_table_is_never_stored() {
    let folder = files(&[("a.txt", b"Ask ann@example.org or Zebedee about it.")]);
    let mut study = study(|_| ());
    study.drop_file(folder.path());
    study.click("Names (1)");
    study.harness.get_by_label("ann@example.org");
    study.click("Replace all");
    study.harness.get_by_label("Another name").focus();
    study.settle();
    study.harness.event(egui::Event::Text("Zebedee".to_owned()));
    study.settle();
    study.click("Replace");
    study.press(Modifiers::COMMAND, Key::Enter);
    let (mut project, _folder) = study.reopened();
    let source = project.snapshot().source_named("a").expect("the source").id;
    let text = project.text(source).expect("a text");
    assert_eq!(text.as_str(), "Ask [e-mail] or [name] about it.");
}

#[test]
fn a_clean_import_says_one_line() {
    let folder = files(&[("a.txt", b"Words.")]);
    let mut study = study(|_| ());
    study.drop_file(&folder.path().join("a.txt"));
    study.click("Import 1 source");
    study.harness.get_by_label("Imported 1 source");
    assert!(study.harness.query_by_label("Import report").is_none());
    study.click("Report");
    study.harness.get_by_label("Import report");
    study.press(Modifiers::NONE, Key::Escape);
    assert!(study.harness.query_by_label("Import report").is_none());
}

#[test]
fn nothing_to_import_is_said() {
    let folder = files(&[("a.png", b"")]);
    let mut study = study(|_| ());
    study.drop_file(folder.path());
    study.harness.get_by_label("There is no file there that can be read");
}

#[test]
fn files_over_the_window_are_hinted_at() {
    let mut study = study(|_| ());
    study.harness.input_mut().hovered_files.push(egui::HoveredFile::default());
    study.settle();
    study.harness.get_by_label("Drop to import");
}

#[test]
fn the_list_is_worked_by_keyboard() {
    let mut study = study(|_| ());
    study.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    study.press(Modifiers::NONE, Key::End);
    assert_eq!(study.chosen(), ["Executive M10"]);
    study.press(Modifiers::SHIFT, Key::Home);
    assert_eq!(study.chosen(), ["Interview 12 GP ID 161", "Executive M10"]);
    study.harness.event(egui::Event::Text("ex".to_owned()));
    study.settle();
    assert_eq!(study.chosen(), ["Executive M10"]);
    // To its group, fold it; its source is out of sight.
    study.press(Modifiers::NONE, Key::ArrowLeft);
    study.press(Modifiers::NONE, Key::ArrowLeft);
    assert!(study.harness.query_by_role_and_label(Role::ListBoxOption, "Executive M10").is_none());
}

#[test]
fn a_source_is_renamed_in_its_row() {
    let mut study = study(|_| ());
    study.click_row("Executive M10");
    study.harness.get_by_role_and_label(Role::ListBox, "Sources").focus();
    study.settle();
    study.press(Modifiers::NONE, Key::F2);
    // The whole name is selected, so typing replaces it.
    study.harness.event(egui::Event::Text("Executive M11".to_owned()));
    study.settle();
    study.press(Modifiers::NONE, Key::Enter);
    study.row("Executive M11");
    let (project, _folder) = study.reopened();
    assert!(project.snapshot().source_named("Executive M11").is_some());
}

#[test]
fn several_sources_are_deleted_and_come_back() {
    let mut study = study(|_| ());
    study.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    study.press(Modifiers::COMMAND, Key::A);
    study.press(Modifiers::NONE, Key::Delete);
    study.harness.get_by_label("No sources yet");
    study.click("Undo");
    assert_eq!(study.chosen(), [""; 0]);
    let (project, _folder) = study.reopened();
    assert_eq!(project.snapshot().sources.len(), 2);
}

#[test]
fn the_filter_leaves_what_fits() {
    let mut study = study(|_| ());
    study.harness.get_by_label("Filter sources").focus();
    study.settle();
    study.harness.event(egui::Event::Text("161 gp".to_owned()));
    study.settle();
    study.row("Interview 12 GP ID 161");
    assert!(study.harness.query_by_role_and_label(Role::ListBoxOption, "Executive M10").is_none());
    study.harness.event(egui::Event::Text("xyz".to_owned()));
    study.settle();
    study.click("Show all");
    study.row("Executive M10");
}

#[test]
fn the_inspector_names_a_source_and_gives_it_a_kind() {
    let mut study = study(|_| ());
    study.click_row("Interview 12 GP ID 161");
    study.harness.get_by_label("GP ID 161");
    study.click("Kind: Interview");
    study.click("Document");
    study.harness.get_by_label("Made “Interview 12 GP ID 161” a document");
    study.harness.get_by_label("Name").focus();
    study.settle();
    study.press(Modifiers::COMMAND, Key::A);
    study.harness.event(egui::Event::Text("Interview 12".to_owned()));
    study.settle();
    study.press(Modifiers::NONE, Key::Enter);
    let (project, _folder) = study.reopened();
    let source = project.snapshot().source_named("Interview 12").cloned().expect("the source");
    assert_eq!(source.kind, SourceKind::Document);
}

#[test]
fn tables_are_taken_and_refused_with_their_row() {
    let folder = files(&[
        ("codes.csv", b"path,definition\nTrust > Lost,When trust goes\n"),
        ("bad.csv", b"document,start,end,code\nNobody,0,3,Trust\n"),
    ]);
    let mut study = study(|_| ());
    for (name, said) in [
        ("codes.csv", "codes.csv: 1 new code"),
        ("bad.csv", "Line 2: there is no source “Nobody”. Nothing was imported: "),
    ] {
        study.press(Modifiers::NONE, Key::F1);
        study.harness.event(egui::Event::Text("Import a code framework".to_owned()));
        study.settle();
        study.press(Modifiers::NONE, Key::Enter);
        for _ in 0..400 {
            if study.harness.query_by_label("Path").is_some() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            study.harness.step();
        }
        study.harness.get_by_label("Path").focus();
        study.settle();
        study.press(Modifiers::COMMAND, Key::A);
        let path = folder.path().join(name).display().to_string();
        study.harness.event(egui::Event::Text(path));
        study.settle();
        study.press(Modifiers::NONE, Key::Enter);
        if name == "codes.csv" {
            // A framework is looked at before it is taken.
            study.harness.get_by_label("Code framework of codes.csv");
            study.press(Modifiers::NONE, Key::Enter);
        }
        study.harness.get_by_label_contains(said);
    }
}
