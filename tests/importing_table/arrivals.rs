//! What is there already and what is not: the same file, the same words, a newer version; and what came of an import.

use std::fs;

use marginalia::domain::{SourceInfo, Span};
use marginalia::import::rules::ImportRules;
use marginalia::project::{Arrival, Fate, Job, NewCode, Other};

use crate::study::{ANSWERS, Study, TALK, name};

#[test]
fn what_is_known_of_a_file_is_told_before_it_comes_in() {
    let mut study = Study::new();
    study.write("Talk.txt", TALK);
    let table = study.table();
    study.import(&table);
    let there = study.source("Talk").id;
    study.remove_files();
    study.write("1 same file.txt", TALK);
    study.write("2 same words.txt", TALK.replace('\n', "\r\n"));
    study.write("3/talk.txt", TALK.replace("The board", "The chair"));
    study.write("4 new.txt", "Something else.");
    study.write("5 twice.txt", "Something else.");
    study.write("6 twice in other bytes.txt", "Something else.\r\n");
    study.write("7/4 New.txt", "Something else again.");
    let table = study.table();
    let at = |name: &str| {
        let found = table.rows.iter().position(|row| row.path.ends_with(name));
        found.unwrap_or_else(|| panic!("no {name}"))
    };
    let arrivals = table.arrivals(study.project.snapshot());
    let of = |name: &str| arrivals[at(name)].expect("a made text");
    assert_eq!(of("1 same file.txt"), Arrival::AlreadyThere(Other::Source(there)));
    assert_eq!(of("2 same words.txt"), Arrival::SameWords(Other::Source(there)));
    assert_eq!(of("3/talk.txt"), Arrival::OtherVersion(there));
    assert_eq!(of("4 new.txt"), Arrival::New);
    assert_eq!(of("5 twice.txt"), Arrival::AlreadyThere(Other::Coming(at("4 new.txt"))));
    assert_eq!(of("6 twice in other bytes.txt"), Arrival::New, "the line break is a word more");
    assert_eq!(of("7/4 New.txt"), Arrival::New);

    let report = study.import(&table);
    let all = study.project.snapshot().sources.iter().map(|info| info.name.clone());
    assert_eq!(
        all.collect::<Vec<_>>(),
        ["2 same words", "4 new", "4 New (2)", "6 twice in other bytes", "Talk", "talk (2)"]
    );
    let twice: Vec<&str> = report.already_there.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(twice, ["Talk", "4 new"]);
    assert_eq!(report.doubtful.len(), 1);
    assert!(report.doubtful[0].doubts[0].contains("same words as “Talk”"));
}

#[test]
fn a_newer_file_takes_the_codings_along_and_lists_what_it_could_not() {
    let mut study = Study::new();
    study.write("Talk.txt", TALK);
    let table = study.table();
    study.import(&table);
    let source = study.source("Talk").id;
    let code = NewCode { name: "Trust".to_owned(), ..NewCode::default() };
    let code = study.project.make_code(&code).expect("a code");
    let text = study.text("Talk");
    let place = |words: &str| {
        let start = text[..text.find(words).expect("words")].chars().count() as u32;
        Span { start, end: start + words.chars().count() as u32 }
    };
    for words in ["told in March", "The board", "How did it come about?"] {
        study.project.code(source, place(words), &[code]).expect("a coding");
    }
    study.write("Talk.txt", "INT: Well. How did it come about?\nGP ID 161: We were told in May, or March.\nINT: By whom?\nGP ID 161: Nobody knows.\n");
    let mut table = study.table();
    table.rows[0].fate = Some(Fate::Replace(source));
    let report = study.import(&table);
    assert_eq!((report.imported.len(), report.replaced.len()), (0, 1));
    let replaced = &report.replaced[0];
    assert_eq!((replaced.name.as_str(), replaced.carried), ("Talk", 2));
    assert_eq!(replaced.lost, ["The board"]);
    assert_eq!(report.summary(), "Nothing was imported; 1 replaced");
    let new = study.project.text(source).expect("a text");
    let on = study.project.snapshot().codings(source).expect("codings").clone();
    let words: Vec<&str> =
        on.quotations.iter().map(|quotation| new.slice(quotation.span)).collect();
    assert_eq!(words[0], "How did it come about?");
    assert_eq!(words[1], "told in May, or March");
    assert!(on.quotations.iter().all(|quotation| quotation.codings.len() == 1));
    assert_eq!(on.quotations[2].was.as_deref(), Some("The board"));
    assert_eq!(
        study.source("Talk").file_size,
        fs::metadata(&table.rows[0].path).expect("it").len()
    );

    // Two files for one source are refused, and nothing happens.
    study.write("Talk 2.txt", "INT: Another?\nGP ID 161: Another.\n");
    study.write("Talk.txt", "INT: A third?\nGP ID 161: A third.\n");
    let mut table = study.table();
    table.rows.iter_mut().for_each(|row| row.fate = Some(Fate::Replace(source)));
    let before = study.project.snapshot().seq;
    let refused = study.project.import_table(&table, &Job::new("Importing")).expect_err("twice");
    assert_eq!(refused.to_string(), "Two files are to replace “Talk”; choose one of them");
    assert_eq!(study.project.snapshot().seq, before);
}

#[test]
fn the_file_itself_is_kept_as_it_was_up_to_a_size() {
    let mut study = Study::new();
    let old = b"It was \x93fine\x94 in the caf\xe9.\r\n";
    study.write("Old.txt", old);
    let large = "Nobody asked us about it, and so on. ".repeat((1 << 20) / 36 + 1);
    study.write("Large.txt", &large);
    let some = ImportRules { keep_files_up_to_mb: 1, ..ImportRules::default() };
    let table = study.table_by(&some);
    study.import(&table);
    let (kept, not) = (study.source("Old").clone(), study.source("Large").clone());
    assert_eq!(kept.file_name, "Old.txt");
    assert_eq!((kept.file_size, not.file_size), (old.len() as u64, large.len() as u64));
    let original = |study: &Study, id| study.project.original(id).expect("a look");
    assert_eq!(original(&study, kept.id).as_deref(), Some(&old[..]));
    assert_eq!(original(&study, not.id), None);
    assert_ne!(kept.file_sha256, kept.sha256);

    let mut study = Study::new();
    study.write("Old.txt", old);
    let none = ImportRules { keep_files_up_to_mb: 0, ..ImportRules::default() };
    let table = study.table_by(&none);
    study.import(&table);
    assert_eq!(original(&study, study.source("Old").id), None);
}

#[test]
fn all_of_an_import_is_undone_in_one_step_and_redone() {
    let mut study = Study::new();
    study.write("Site 3/Interview 1 GP ID 161.txt", TALK);
    study.write("Survey.csv", ANSWERS);
    study.write("Page.html", "<h1>A <b>head</b></h1><p>Some <i>words</i> and more.</p>");
    let state = |study: &Study| {
        let snapshot = study.project.snapshot();
        let markup = |info: &SourceInfo| study.project.markup(info.id).expect("markup");
        let turns = |info: &SourceInfo| snapshot.codings(info.id).map(|on| on.turns.len());
        let on = |info: &SourceInfo| (info.clone(), markup(info), turns(info));
        let sources: Vec<_> = snapshot.sources.iter().map(on).collect();
        (sources, snapshot.cases.len(), snapshot.people.len(), snapshot.attributes.len())
    };
    let before = state(&study);
    let steps = study.project.steps(None, 100).expect("steps").len();
    let table = study.table();
    study.import(&table);
    let after = state(&study);
    assert_eq!((after.0.len(), after.1), (5, 2));
    assert_eq!(study.project.steps(None, 100).expect("steps").len(), steps + 1);
    assert_eq!(study.project.undo().expect("an undo"), "Imported 5 sources");
    assert_eq!(state(&study), before);
    study.project.redo().expect("a redo");
    assert_eq!(state(&study), after);
    let first = study.source("Page").id;
    assert!(study.project.original(first).expect("a look").is_some());
    assert_eq!(study.project.check().expect("a check"), Vec::<String>::new());
}

#[test]
fn a_bad_file_is_refused_in_the_table_and_the_rest_goes_on() {
    let mut study = Study::new();
    study.write("Talk.txt", TALK);
    study.write("Empty.txt", "");
    study.write("Word.docx", "no archive");
    study.write("Page.rtf", "<p>no rtf</p>");
    study.write("No rows.csv", "Respondent,What helped?\n");
    study.write("Text in a table.xlsx", "PK\x03\x04");
    let table = study.table();
    let refused: Vec<String> = table.refused.iter().map(|file| name(&file.path)).collect();
    assert_eq!(
        refused,
        ["Empty.txt", "No rows.csv", "Page.rtf", "Text in a table.xlsx", "Word.docx"]
    );
    for file in &table.refused {
        assert!(file.reason.len() > 10 && !file.reason.ends_with('.'), "{}", file.reason);
    }
    let report = study.import(&table);
    assert_eq!((report.imported.len(), report.refused.len()), (1, 5));
}
