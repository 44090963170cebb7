//! The window: what is found by kind of source, patterns, lines, words, and words that mean the same.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::SourceKind;
use marginalia::project::{NewSource, Project};

use crate::harness::{Study, key, press, study};
use crate::quotes::write_to;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// Opens the search at one of its tabs, without the side list, which holds options of its own.
fn search(before: impl FnOnce(&mut Project), tab: &str) -> Study {
    let mut study = study(before);
    press(&mut study, Modifiers::COMMAND, Key::B);
    press(&mut study, CTRL_SHIFT, Key::F);
    if tab != "Hits" {
        click(&mut study, Role::Tab, tab);
    }
    study
}

fn type_in(study: &mut Study, line: &str, words: &str) {
    study.harness.get_by_label(line).type_text(words);
    study.settle();
}

/// Writes a question and finishes it.
fn ask(study: &mut Study, question: &str) {
    type_in(study, "Search the study", question);
    key(study, Key::Enter);
}

/// What is listed, from the top down.
fn listed(study: &Study) -> Vec<String> {
    let rows = study.harness.query_all_by_role(Role::ListBoxOption);
    let mut rows: Vec<(f32, String)> = rows
        .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn is_there(study: &Study, label: &str) -> bool {
    study.harness.query_by_label_contains(label).is_some()
}

fn document(project: &mut Project, name: &str, text: &str) {
    let kind = SourceKind::Document;
    let (name, text) = (name.to_owned(), text.to_owned());
    let new = NewSource::new(name, kind, text, "UTF-8".to_owned(), Vec::new());
    project.add_sources(&[new]).expect("a source");
}

/// Documents that swamp the interview and the fieldnotes.
fn papers(project: &mut Project) {
    document(project, "Paper", &"Trust is trust.\n\n".repeat(40));
}

#[test]
fn hits_are_counted_by_kind_of_source_and_one_click_narrows_to_a_kind() {
    let mut study = search(papers, "Hits");
    ask(&mut study, "trust");
    for label in ["All 43", "Sources 42", "Definitions 1"] {
        study.harness.get_by_label(label);
    }
    for label in ["Interviews 1", "Fieldnotes 1", "Documents 40"] {
        study.harness.get_by_role_and_label(Role::CheckBox, label);
    }
    click(&mut study, Role::CheckBox, "Interviews 1");
    assert_eq!(listed(&study).len(), 1);
    assert!(listed(&study)[0].contains("We trust them less now"), "{:?}", listed(&study));
    // The kinds of hits are those in the interviews; the kinds of sources stay as they are.
    study.harness.get_by_label("All 1");
    study.harness.get_by_label("Documents 40");
    click(&mut study, Role::RadioButton, "Definitions 0");
    click(&mut study, Role::Button, "Show every kind");
    study.harness.get_by_label("All 43");
    click(&mut study, Role::CheckBox, "Fieldnotes 1");
    click(&mut study, Role::CheckBox, "Fieldnotes 1");
    study.harness.get_by_label("All 43");
}

#[test]
fn a_pattern_lists_its_places_in_lines() {
    let mut study = search(|_| (), "Hits");
    ask(&mut study, r"/GP ID \d+/");
    study.harness.get_by_label("2 places");
    study.harness.get_by_role_and_label(Role::CheckBox, "Interviews 2");
    let rows = listed(&study);
    assert!(rows[0].contains("GP ID 161: We were told in March"), "{rows:?}");
    let hits = study.harness.get_by_role_and_label(Role::Tab, "Hits");
    assert!(hits.accesskit_node().is_disabled());
    study.harness.get_by_label(&rows[1]).click();
    study.settle();
    assert!(listed(&study).is_empty());
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(listed(&study), rows);
}

#[test]
fn a_pattern_that_is_open_waits_and_one_at_fault_says_where() {
    let mut study = search(|_| (), "Hits");
    type_in(&mut study, "Search the study", "/tru[s");
    std::thread::sleep(std::time::Duration::from_millis(220));
    study.settle();
    assert!(is_there(&study, "cannot be read from here"));
    type_in(&mut study, "Search the study", "x]t");
    assert!(is_there(&study, "Close the pattern with / or press Enter"));
    assert!(listed(&study).is_empty());
    key(&mut study, Key::Enter);
    study.harness.get_by_label("2 places");
    key(&mut study, Key::Escape);
    study.harness.get_by_label("Every word of the study");
}

#[test]
fn an_evil_pattern_can_be_cancelled_and_leaves_the_window_free() {
    let text = "a".repeat(4_000) + "!";
    let mut study = search(
        |project| {
            for number in 0..40 {
                document(project, &format!("Paper {number}"), &text);
            }
        },
        "In lines",
    );
    study.harness.get_by_label("Search the study").type_text("/(a?){800}a{800}b/");
    study.harness.step();
    study.harness.key_press(Key::Enter);
    study.harness.step();
    study.harness.step();
    study.harness.get_by_label_contains("Looking for the pattern…");
    study.harness.get_by_label("Cancel").click();
    study.settle();
    study.harness.get_by_label_contains("was cancelled");
    study.harness.get_by_role_and_label(Role::Button, "Look again");
}

#[test]
fn lines_stand_in_the_order_that_is_chosen_and_open_their_places() {
    let mut study = search(
        |project| {
            for (name, text) in [("A", "The board met"), ("B", "A late board"), ("C", "No board")] {
                document(project, name, text);
            }
        },
        "In lines",
    );
    ask(&mut study, "board");
    let rows = listed(&study);
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[0].contains("The board met") && rows[3].contains("By the board"), "{rows:?}");
    study.harness.get_by_role_and_label(Role::ComboBox, "Sorted by: source").click();
    study.settle();
    click(&mut study, Role::Button, "the word before");
    let start = |rows: Vec<String>| -> Vec<String> {
        let place = |row: &String| row.find("board").unwrap_or(0);
        rows.iter().map(|row| row[..place(row)].trim().to_owned()).collect()
    };
    let before = start(listed(&study));
    let nearest: Vec<&str> =
        before.iter().filter_map(|before| before.split_whitespace().last()).collect();
    assert_eq!(nearest, ["late", "No", "The", "the"]);
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::ArrowDown);
    let chosen = study
        .harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|row| row.accesskit_node().toggled() == Some(Toggled::True))
        .and_then(|row| row.accesskit_node().label())
        .expect("a row");
    assert!(chosen.contains("No board"), "{chosen}");
    key(&mut study, Key::Enter);
    assert!(listed(&study).is_empty());
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(start(listed(&study)), before);
    click(&mut study, Role::CheckBox, "Documents 3");
    study.harness.get_by_label("3 places");
    click(&mut study, Role::Button, "Copy the lines");
    study.harness.get_by_label("Copied 3 lines");
}

#[test]
fn thousands_of_lines_are_drawn_where_they_are_in_sight() {
    let mut study = search(
        |project| document(project, "Rain", &"Rain and rain.\n\n".repeat(6_000)),
        "In lines",
    );
    ask(&mut study, "rain");
    study.harness.get_by_label("12,000 places");
    let rows = listed(&study).len();
    assert!((5..60).contains(&rows), "{rows}");
    for _ in 0..20 {
        key(&mut study, Key::PageDown);
    }
    assert!(listed(&study).iter().all(|row| row.contains("Rain")), "{:?}", listed(&study));
}

#[test]
fn words_are_counted_by_part_and_each_figure_opens_its_places() {
    let mut study = search(papers, "Words");
    study.harness.get_by_label_contains("different, in 3 sources");
    let cells = |study: &Study| -> Vec<String> {
        let cells = study.harness.query_all_by_role(Role::Cell);
        cells.filter_map(|cell| cell.accesskit_node().label()).collect()
    };
    assert!(cells(&study).contains(&"trust, All: 82 times".to_owned()), "{:?}", cells(&study));
    let counted = "Counted: all together";
    study.harness.get_by_role_and_label(Role::ComboBox, counted).click();
    study.settle();
    click(&mut study, Role::Button, "by kind of source");
    for cell in ["trust, Interviews: 1 time", "trust, Documents: 80 times", "trust: in 3 sources"] {
        assert!(cells(&study).contains(&cell.to_owned()), "{cell} in {:?}", cells(&study));
    }
    study.harness.get_by_label("Filter the words").focus();
    type_in(&mut study, "Filter the words", "trus");
    let names = |study: &Study| study.harness.query_all_by_role(Role::RowHeader).count();
    assert_eq!(names(&study), 1);
    click(&mut study, Role::Button, "Copy the words");
    study.harness.get_by_label("Copied a table of 1 row");
    click(&mut study, Role::Cell, "trust, Interviews: 1 time");
    study.harness.get_by_label("1 place");
    assert!(listed(&study)[0].contains("We trust them less now"), "{:?}", listed(&study));
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    click(&mut study, Role::RowHeader, "trust");
    study.harness.get_by_label("82 places");
}

#[test]
fn words_that_mean_the_same_are_kept_changed_and_taken_back() {
    let mut study = search(|_| (), "Hits");
    click(&mut study, Role::Button, "Abbreviations and synonyms…");
    study.harness.get_by_label_contains("None yet");
    type_in(&mut study, "Words that mean the same", "board = executive");
    key(&mut study, Key::Enter);
    click(&mut study, Role::Button, "Edit board = executive");
    type_in(&mut study, "Change the group", " = chair");
    key(&mut study, Key::Enter);
    study.harness.get_by_role_and_label(Role::Button, "Delete board = executive = chair");
    key(&mut study, Key::Escape);
    ask(&mut study, "executive");
    study.harness.get_by_label("executive also finds board and chair");
    // The board of the interview and the code of that name, the executive and the chair of the fieldnotes.
    study.harness.get_by_label("All 4");
    click(&mut study, Role::Button, "Abbreviations and synonyms…");
    click(&mut study, Role::Button, "Delete board = executive = chair");
    study.harness.get_by_label_contains("None yet");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    study.harness.get_by_role_and_label(Role::Button, "Delete board = executive = chair");
}

#[test]
fn words_that_cannot_stand_together_say_why_and_stay_to_be_mended() {
    let mut study = search(
        |project| {
            let words = ["board".to_owned(), "executive".to_owned()];
            project.set_synonyms(None, &words).expect("a group");
        },
        "Hits",
    );
    click(&mut study, Role::Button, "Abbreviations and synonyms…");
    type_in(&mut study, "Words that mean the same", "Board = chair");
    key(&mut study, Key::Enter);
    study.harness.get_by_label_contains("board, executive");
    let line = study.harness.get_by_label("Words that mean the same");
    assert_eq!(line.accesskit_node().value().as_deref(), Some("Board = chair"));
}

#[test]
fn lines_and_words_are_written_to_files_as_they_are_shown() {
    let mut study = search(papers, "In lines");
    ask(&mut study, "trust");
    click(&mut study, Role::CheckBox, "Fieldnotes 1");
    click(&mut study, Role::Button, "Export the lines…");
    let path = study.path.with_file_name("trust");
    write_to(&mut study, &path);
    study.harness.get_by_label("Wrote 1 line to trust.csv");
    let written = std::fs::read_to_string(path.with_extension("csv")).expect("the file");
    assert_eq!(written.lines().next(), Some("\u{feff}document,start,end,label,before,hit,after"));
    assert!(
        written.contains("Executive M10,60,65,[Extract from fieldnotes meeting M10],"),
        "{written}"
    );
    click(&mut study, Role::Tab, "Words");
    study.harness.get_by_label("Filter the words").focus();
    type_in(&mut study, "Filter the words", "trust");
    click(&mut study, Role::Button, "Export the words…");
    let path = study.path.with_file_name("words.csv");
    write_to(&mut study, &path);
    study.harness.get_by_label("Wrote 1 word to words.csv");
    let written = std::fs::read_to_string(&path).expect("the file");
    assert_eq!(written, "\u{feff}word,All,Sources\r\ntrust,82,3\r\n");
}

#[test]
fn back_to_another_place_leaves_the_line_as_it_is() {
    let mut study = search(|_| (), "Hits");
    ask(&mut study, "trust");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    press(&mut study, CTRL_SHIFT, Key::L);
    study.harness.get_by_label("2 places");
}
