//! Texts in the import table, as they will be: cleaned up, with speakers joined, without private words.

use marginalia::domain::{AnswerState, SourceKind, Term, TermKind};
use marginalia::import::rules::ImportRules;
use marginalia::text::clean;

use crate::study::{Study, TALK, holds, renewed};

#[test]
fn clean_up_is_chosen_and_told() {
    let wrapped = "We have been asked to write down what the practices of this place\n\
                   think of the merger, and whether it is the money or the people that\n\
                   keeps them from it. Most of them say that nobody asked them, and that\n\
                   they would have said yes.\n\n\
                   The second part of this letter is about what we found in the minutes\n\
                   of the board, which are short and say little of what was said there.\n";
    let mut study = Study::new();
    study.write("Letter.txt", wrapped);
    study.write("Talk.txt", TALK);
    let mut table = study.table();
    assert!(table.rows.iter().all(|row| row.clean.0.is_empty()), "off unless somebody chose it");
    table.rows[0].set_clean(vec![clean::Rule::HardWraps]);
    assert!(table.is_stale() && table.rows[1].made.is_some());
    let table = renewed(table, true);
    let made = table.rows[0].made.as_ref().expect("a made text");
    assert_eq!(made.text.paragraphs().iter().filter(|p| !p.span.is_empty()).count(), 2);
    assert_eq!(
        made.cleaned.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(),
        [clean::Rule::HardWraps]
    );
    assert!(!made.changes.is_empty());
    study.import(&table);
    let text = study.text("Letter");
    assert!(text.contains("of this place think of the merger"), "{text}");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text), words(wrapped), "only blanks changed");
    let cleaned = &study.source("Letter").cleaned;
    assert_eq!((cleaned.len(), cleaned[0].0.as_str(), cleaned[0].1), (1, "hard-wraps", 4));
    assert_eq!(study.text("Talk"), TALK);
    assert_eq!(study.source("Talk").cleaned, []);

    // A study's rules may choose it for a kind, which a person's own choice overrules.
    let mut by_kind = ImportRules::default();
    by_kind.clean.insert(SourceKind::Document, vec!["hard-wraps".to_owned()]);
    let mut table = study.table_by(&by_kind);
    assert_eq!(table.rows[0].clean.0, [clean::Rule::HardWraps]);
    assert!(table.rows[1].clean.0.is_empty());
    table.rows[0].set_clean(Vec::new());
    let table = renewed(table, true);
    assert!(table.rows[0].clean.0.is_empty());
}

#[test]
fn speakers_spelt_alike_are_joined_and_the_words_stay() {
    let mut study = Study::new();
    let text =
        "INT: One?\nGP ID 161: Two.\nINT: Three?\nGP ID161: Four.\nINT: Five?\ngp id 161: Six.\n";
    study.write("A.txt", text);
    study.write("B.txt", "INT: One?\nGP ID 161: Two.\nINT: Three?\nGP ID 162: Four.\n");
    let mut table = study.table();
    let alike = table.alike_speakers();
    assert_eq!(alike.len(), 1, "{alike:?}");
    let group: Vec<_> = alike[0].iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(&*group[0], "GP ID 161", "the most frequent first");
    assert_eq!(group.len(), 3);
    table.spell(&group, "GP ID 161");
    assert!(table.is_stale());
    let table = renewed(table, false);
    assert!(table.alike_speakers().is_empty());
    study.import(&table);
    assert_eq!(study.speakers("A"), ["INT", "GP ID 161"].repeat(3));
    assert_eq!(study.speakers("B"), ["INT", "GP ID 161", "INT", "GP ID 162"]);
    assert_eq!(study.text("A"), text);
    let speakers: Vec<String> =
        study.project.snapshot().speakers().iter().map(|name| name.to_string()).collect();
    assert_eq!(speakers, ["GP ID 161", "GP ID 162", "INT"]);
}

#[test]
fn words_replaced_in_the_table_are_never_stored() {
    let mut study = Study::new();
    study.write("Talk.txt", "INT: Who was it?\nGP ID 161: Wetherby, in Wetherby’s office.\nINT: When?\nGP ID 161: In May.\n");
    study.write("Captions.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Wetherby>We met.\n\n00:03.000 --> 00:04.000\n<v INT>Who?\n\n00:05.000 --> 00:06.000\n<v Wetherby>I said so.\n");
    study.write("Letter.rtf", r"{\rtf1\ansi We wrote to the {\*\atrfstart 1}chair{\*\atrfend 1}{\*\atnid AB}{\*\atnauthor Wetherby}\chatn{\*\annotation{\*\atnref 1}\pard That is Wetherby.} and to nobody else.\par}");
    study.write("Survey.csv", "Respondent no.,Site,What has helped you so far?\n1,Site 3,\"Time to talk, and Wetherby who knows the place and everybody in it.\"\n2,Site 4,\"A manager who stays for longer than a year, and money for the staff.\"\n3,Wetherby,\"The neighbours, who have been through all of it before we began.\"\n");
    study.write("Untouched.txt", "INT: Well?\nGP ID 161: Well.\n");
    let mut table = study.table();
    assert_eq!((table.rows.len(), table.surveys.len(), table.refused.len()), (4, 1, 0));
    table.redact(Term {
        private: "Wetherby".to_owned(),
        public: Some("the chair’s name".to_owned()),
        kind: TermKind::Name,
    });
    let table = renewed(table, false);
    study.import(&table);
    assert_eq!(
        study.text("Talk"),
        "INT: Who was it?\nGP ID 161: [the chair’s name], in [the chair’s name]’s office.\nINT: When?\nGP ID 161: In May.\n"
    );
    assert!(study.text("Letter").contains("We wrote to the chair"));
    let untouched = study.source("Untouched").id;
    assert!(study.project.original(untouched).expect("a look").is_some());
    for name in ["Talk", "Captions", "Letter"] {
        let id = study.source(name).id;
        assert_eq!(study.project.original(id).expect("a look"), None, "{name} holds the word");
    }
    assert_eq!(study.project.check().expect("a check"), Vec::<String>::new());
    assert!(!holds(&study.into_bytes(), "wetherby"));
}

#[test]
fn a_template_has_answers_to_its_questions() {
    let mut study = Study::new();
    let form = "Telephone template\n\n1. How did the group come about?\nThrough the old locality.\n\n\
                2. Who sits on the board?\nSix GPs and a nurse.\n\n3. Is there a budget?\nn/a\n\n4. What next?\n\n";
    study.write("Template 4.txt", form);
    let table = study.table();
    assert_eq!(table.rows[0].kind, SourceKind::Template);
    study.import(&table);
    let source = study.source("Template 4").id;
    let answers = study.answers(source);
    let states: Vec<AnswerState> = answers.iter().map(|(_, state, _)| *state).collect();
    use AnswerState::{Given, Skipped};
    assert_eq!(states, [Given, Given, Skipped, Skipped]);
    assert_eq!(answers[1].0, "2. Who sits on the board?");
    assert_eq!(answers[1].2, "Six GPs and a nurse.");
    assert_eq!(study.text("Template 4"), form);
}
