//! The window: what is to be looked at before a study goes out.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{
    AnswerState, BracketClass, Markup, MarkupKind, SourceKind, Span, Term, TermKind,
};
use marginalia::project::{NewSource, Project};
use marginalia::text::Edit;

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};

const NOTES: &str = "Write to anna.w@nhs.net about it. [laughs]\n\nAnna said: write to anna.w@nhs.net, or ring 07700 900456.\n\n\
The chair [laughs] says that [the practice] was born in Kettlewick.\n";

/// A third source, with addresses and brackets in it, and two private terms.
fn noted() -> Study {
    study(|project| {
        let new = NewSource::new(
            "Notes M11".to_owned(),
            SourceKind::Fieldnote,
            NOTES.to_owned(),
            "UTF-8".to_owned(),
            Vec::new(),
        );
        project.add_sources(&[new]).expect("a source");
        let term = |private: &str, public: &str, kind| Term {
            private: private.to_owned(),
            public: Some(public.to_owned()),
            kind,
        };
        let terms =
            [term("Anna", "manager", TermKind::Name), term("Kettlewick", "town", TermKind::Place)];
        project.set_terms(&terms).expect("terms");
        let (on, trust) = (source(project, "Notes M11"), code(project, "Trust"));
        let words = span(NOTES, "Write to anna.w@nhs.net about it.");
        project.code(on, words, &[trust]).expect("coded");
    })
}

fn click(study: &mut Study, name: &str) {
    study.harness.get_by_label(name).click();
    study.settle();
}

/// Goes to one of the lists by its key, without the side list, which holds options of its own.
fn check(study: &mut Study, tab: Key) {
    press(study, Modifiers::COMMAND, Key::B);
    press(study, Modifiers::COMMAND, Key::Num5);
    press(study, Modifiers::ALT, tab);
}

fn options(study: &Study) -> Vec<Node<'_>> {
    let mut nodes: Vec<Node<'_>> = study.harness.query_all_by_role(Role::ListBoxOption).collect();
    nodes.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    nodes
}

fn listed(study: &Study) -> Vec<String> {
    let label = |node: &Node<'_>| node.accesskit_node().label().unwrap_or_default();
    options(study).iter().map(label).collect()
}

/// The row that is chosen.
fn chosen(study: &Study) -> String {
    let all = options(study).into_iter();
    let chosen =
        all.map(|node| node.accesskit_node()).find(|node| node.is_selected() == Some(true));
    chosen.and_then(|node| node.label()).unwrap_or_default()
}

/// What the project holds of a source now.
fn text_of(study: Study, name: &str) -> String {
    let (mut project, _folder) = study.reopened();
    let id = source(&project, name);
    project.text(id).expect("a text").as_str().to_owned()
}

const MAIL: &str =
    "anna.w@nhs.net, E-mail address · 1 of 2 places in 1 source · Notes M11, → [e-mail]";
const ANNA: &str = "Anna, Name · Notes M11, → [manager]";
const KETTLEWICK: &str = "Kettlewick, Place · Notes M11, → [town]";
const PHONE: &str = "07700 900456, Phone number · Notes M11, → [phone number]";

#[test]
fn lists_what_may_identify_somebody() {
    let mut study = noted();
    check(&mut study, Key::Num1);
    assert_eq!(listed(&study), [MAIL, PHONE, ANNA, KETTLEWICK]);
    study.harness.get_by_label("5 places in 1 source");
    click(&mut study, "Phone number 1");
    assert_eq!(listed(&study), [PHONE]);
    click(&mut study, "All 5");
    press(&mut study, Modifiers::COMMAND, Key::F);
    type_text(&mut study, "kettle");
    assert_eq!(listed(&study), [KETTLEWICK]);
    key(&mut study, Key::Escape);
    assert_eq!(listed(&study).len(), 4);
    key(&mut study, Key::G);
    assert_eq!(listed(&study).len(), 5);
    // Enter opens the place where it stands, Back returns to its row.
    key(&mut study, Key::End);
    assert_eq!(chosen(&study), KETTLEWICK);
    key(&mut study, Key::Enter);
    assert_eq!(listed(&study), [""; 0]);
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(chosen(&study), KETTLEWICK);
}

#[test]
fn replaces_one_place_or_all_and_takes_it_back() {
    let mut study = noted();
    check(&mut study, Key::Num1);
    // The second of two places, with a word of one's own.
    key(&mut study, Key::ArrowRight);
    assert!(chosen(&study).contains("2 of 2 places"), "{}", chosen(&study));
    key(&mut study, Key::E);
    press(&mut study, Modifiers::COMMAND, Key::A);
    type_text(&mut study, "[her mail]");
    key(&mut study, Key::Enter);
    key(&mut study, Key::R);
    assert_eq!(
        listed(&study).iter().filter(|row| row.contains("anna.w@nhs.net")).collect::<Vec<_>>(),
        ["anna.w@nhs.net, E-mail address · Notes M11, → [her mail]"]
    );
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert!(listed(&study)[0].contains("of 2 places"));
    key(&mut study, Key::A);
    assert!(listed(&study).iter().all(|row| !row.contains("anna.w")), "{:?}", listed(&study));
    let text = text_of(study, "Notes M11");
    assert!(text.starts_with("Write to [her mail] about"), "{text}");
    assert!(text.contains("write to [her mail], or"), "{text}");
}

#[test]
fn quotes_show_what_was_put_there() {
    let mut study = noted();
    check(&mut study, Key::Num1);
    press(&mut study, Modifiers::COMMAND, Key::B);
    let quotes = |study: &Study| {
        listed(study).into_iter().filter(|row| row.starts_with("Write to")).collect::<Vec<_>>()
    };
    press(&mut study, Modifiers::COMMAND, Key::G);
    type_text(&mut study, "trust");
    key(&mut study, Key::Enter);
    assert_eq!(
        quotes(&study),
        ["Write to anna.w@nhs.net about it. [Extract from fieldnotes meeting M11]"]
    );
    press(&mut study, Modifiers::COMMAND, Key::Num5);
    key(&mut study, Key::A);
    press(&mut study, Modifiers::COMMAND, Key::Num2);
    assert_eq!(
        quotes(&study),
        ["Write to [e-mail] about it. [Extract from fieldnotes meeting M11]"]
    );
}

#[test]
fn words_that_may_stand_are_not_listed_again() {
    let mut study = noted();
    check(&mut study, Key::Num1);
    key(&mut study, Key::N);
    assert_eq!(listed(&study), [PHONE, ANNA, KETTLEWICK]);
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::N);
    assert_eq!(listed(&study), [PHONE, KETTLEWICK]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study), [PHONE, ANNA, KETTLEWICK]);
    let (project, _folder) = study.reopened();
    let terms = project.terms().expect("terms");
    let mail = terms.iter().find(|(_, term)| term.private == "anna.w@nhs.net");
    assert_eq!(mail.expect("a term").1.public, None);
}

#[test]
fn private_terms_are_written_and_deleted() {
    let mut study = noted();
    check(&mut study, Key::Num1);
    click(&mut study, "Private terms");
    let terms = |study: &Study| {
        listed(study).into_iter().filter(|row| !row.contains('→')).collect::<Vec<_>>()
    };
    assert_eq!(terms(&study), ["Anna, manager, name", "Kettlewick, town, place"]);
    click(&mut study, "Add…");
    type_text(&mut study, "the chair");
    key(&mut study, Key::Tab);
    type_text(&mut study, "chair of the board");
    key(&mut study, Key::Enter);
    assert_eq!(terms(&study)[2], "the chair, chair of the board, name");
    let found = |study: &Study, words: &str| listed(study).iter().any(|row| row.starts_with(words));
    assert!(found(&study, "The chair, Name ·"));
    study.harness.get_by_label("Anna, manager, name").click();
    study.settle();
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::A);
    type_text(&mut study, "nurse");
    key(&mut study, Key::Enter);
    assert!(found(&study, "Anna, Name · Notes M11, → [nurse]"), "{:?}", listed(&study));
    key(&mut study, Key::Delete);
    assert!(!found(&study, "Anna"));
}

#[test]
fn a_bracket_is_put_right_by_hand() {
    let mut study = noted();
    check(&mut study, Key::Num2);
    let laughs = |class: &str| format!("[laughs], {class} · 1 of 2 places in 1 source · Notes M11");
    assert_eq!(listed(&study)[0], laughs("Non-verbal"));
    study.harness.get_by_label("Non-verbal 2");
    key(&mut study, Key::Num5);
    assert_eq!(chosen(&study), format!("{}, put right by hand", laughs("Context")));
    study.harness.get_by_label("Context 2");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study)[0], laughs("Non-verbal"));
    // Each by itself, then all with the same words.
    key(&mut study, Key::G);
    assert_eq!(listed(&study).len(), 3);
    key(&mut study, Key::W);
    key(&mut study, Key::Num1);
    study.harness.get_by_label("Person 2");
    let (project, _folder) = study.reopened();
    let marked = project.markup(source(&project, "Notes M11")).expect("markup");
    let person = MarkupKind::Bracket(BracketClass::Person);
    assert_eq!(marked.iter().filter(|mark| mark.kind == person).count(), 2);
}

#[test]
fn a_quotation_that_lost_its_words_is_accepted() {
    let mut study = study(|project| {
        let (on, trust) = (source(project, "Interview 12 GP ID 161"), code(project, "Trust"));
        for words in ["Told by whom?", "Nobody asked the patients."] {
            project.code(on, span(INTERVIEW, words), &[trust]).expect("coded");
        }
        let edit =
            |words: &str, with: &str| Edit { span: span(INTERVIEW, words), with: with.to_owned() };
        let edits =
            vec![edit("Told by whom?", "Who said so?"), edit("Nobody asked the patients.", "")];
        project.edit_text(on, edits).expect("edited");
    });
    check(&mut study, Key::Num3);
    let rows = listed(&study);
    assert!(rows[0].starts_with("Was: Told by whom? Now: Who said so?, [Interviewer]"), "{rows:?}");
    assert!(rows[1].contains("Now: Nothing stands in its place"), "{rows:?}");
    key(&mut study, Key::H);
    assert_eq!(listed(&study), rows[1..]);
    // What stands on nothing cannot be right.
    key(&mut study, Key::H);
    assert_eq!(listed(&study), rows[1..]);
    key(&mut study, Key::Delete);
    study.harness.get_by_label("No quotation has lost its words");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study), rows[1..]);
}

/// A filled-in template with two questions; the second answer is blank.
fn answered(project: &mut Project) {
    for (name, words) in [("R1", "The board."), ("R2", "Nobody knows.")] {
        let text = format!("Who decides?\n{words}\nAnything else?\n");
        let mut new = NewSource::new(
            name.to_owned(),
            SourceKind::Survey,
            text.clone(),
            "UTF-8".to_owned(),
            Vec::new(),
        );
        let answer = |question: &str, span, state| Markup {
            span,
            kind: MarkupKind::Answer { question: question.into(), state },
        };
        let end = text.chars().count() as u32;
        let blank = Span { start: end, end };
        new.markup = vec![
            answer("Who decides?", span(&text, words), AnswerState::Given),
            answer("Anything else?", blank, AnswerState::Skipped),
        ];
        project.add_sources(&[new]).expect("a source");
    }
}

#[test]
fn answers_stand_by_question() {
    let mut study = study(answered);
    check(&mut study, Key::Num4);
    assert_eq!(
        listed(&study),
        [
            "Who decides?, 2 given, 0 skipped, 0 not asked",
            "Anything else?, 0 given, 2 skipped, 0 not asked"
        ]
    );
    key(&mut study, Key::Enter);
    assert_eq!(listed(&study), ["The board., R1", "Nobody knows., R2"]);
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Enter);
    assert_eq!(listed(&study), [""; 0]);
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(chosen(&study), "Nobody knows., R2");
    key(&mut study, Key::Escape);
    assert_eq!(listed(&study).len(), 2);
}

#[test]
fn says_what_belongs_there() {
    let mut study = study(|_| ());
    check(&mut study, Key::Num1);
    study.harness.get_by_label("Nothing looks like a name, an address or a number");
    press(&mut study, Modifiers::ALT, Key::Num2);
    study.harness.get_by_label("The square brackets of all texts stand here");
    press(&mut study, Modifiers::ALT, Key::Num3);
    study.harness.get_by_label("No quotation has lost its words");
    press(&mut study, Modifiers::ALT, Key::Num4);
    study.harness.get_by_label("The answers to each question stand here");
}
