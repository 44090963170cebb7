//! A project's search, held to a plain scan of its texts after everything that can happen to them.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use marginalia::analysis::query::Rows;
use marginalia::domain::{
    CodeId, ItemKind, LinkTo, MatrixRow, SourceId, SourceKind, Span, SummaryState, Target,
    written_link,
};
use marginalia::project::{
    CodeChange, Found, FoundHit, ItemField, NewCode, NewMemo, NewSource, Project, SearchQuestion,
    SummaryWords,
};
use marginalia::search::{Kind, Language, matches, parse};
use marginalia::text::Text;
use tempfile::TempDir;

const INTERVIEW: &str = "INT: How did the merger come about?\n\
GP ID 161: We were told the figures would not bear three of us. We trust them less now.\n\
INT: Told by whom?\n\
GP ID 161: By the board, “politely”. Nobody asked the neighbours.\n";

const NOTES: &str = "Board meeting\n\nThe chair says that trust has to be earned.\n\n\
A neighbour of the practice asks about waiting. Nobody answers; the board waits.\n";

const QUESTIONS: [&str; 9] = [
    "trust",
    "board",
    "neighb*",
    "\"the board\"",
    "told OR waits",
    "nobody NOT politely",
    "(trust OR nobody) board",
    "earned trusting",
    "\"less n\"",
];

struct Study {
    folder: TempDir,
    project: Project,
}

impl Study {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut project = Project::create(&folder.path().join("Study.marginalia")).unwrap();
        project.set_index_folder(Some(&folder.path().join("index")));
        project.set_coder("Kim").unwrap();
        project
            .add_sources(&[
                source("Interview 1 GP ID 161", SourceKind::Interview, INTERVIEW),
                source("Board M10", SourceKind::Fieldnote, NOTES),
            ])
            .unwrap();
        Self { folder, project }
    }

    fn source(&self, name: &str) -> SourceId {
        self.project.snapshot().source_named(name).unwrap().id
    }

    fn make_code(&mut self, parent: Option<CodeId>, name: &str, definition: &str) -> CodeId {
        let new = NewCode {
            parent,
            name: name.to_owned(),
            definition: definition.to_owned(),
            ..NewCode::default()
        };
        self.project.make_code(&new).unwrap()
    }

    fn code_words(&mut self, source: &str, words: &str, code: CodeId) {
        let source = self.source(source);
        let text = self.project.text(source).unwrap();
        let start = text.as_str().find(words).unwrap();
        let span = text.span_of(start..start + words.len());
        self.project.code(source, span, &[code]).unwrap();
    }

    fn reopen(self) -> Self {
        let Self { folder, project } = self;
        let path = project.snapshot().path.clone();
        drop(project);
        let project = open(&path, &folder);
        Self { folder, project }
    }

    /// Holds every question's answer to a plain scan of everything.
    fn check(&mut self) {
        for question in QUESTIONS {
            let mut expected = scan(&mut self.project, question);
            let mut found = places(&ask(&mut self.project, question));
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{question}");
        }
    }
}

fn open(path: &Path, folder: &TempDir) -> Project {
    let mut project = Project::open(path, Duration::from_secs(5)).unwrap();
    project.set_index_folder(Some(&folder.path().join("index")));
    project.set_coder("Kim").unwrap();
    project
}

fn source(name: &str, kind: SourceKind, text: &str) -> NewSource {
    NewSource::new(name.to_owned(), kind, text.to_owned(), "UTF-8".to_owned(), Vec::new())
}

fn ask(project: &mut Project, question: &str) -> Found {
    let found = project.search(&SearchQuestion::new(question, 1_000)).unwrap();
    assert_eq!(found.hits.len(), found.totals.of(None, None), "{question}");
    found
}

/// What a hit is, its place and its words, to be compared.
type Place = (String, String, Option<Span>, String);

fn places(found: &Found) -> Vec<Place> {
    let place = |hit: &marginalia::project::FoundHit| {
        let source = hit.source_name.clone().unwrap_or_default();
        (format!("{:?}", hit.kind), source, hit.span, hit.text.clone())
    };
    found.hits.iter().map(place).collect()
}

fn scan(project: &mut Project, question: &str) -> Vec<Place> {
    let query = parse(question, false).unwrap().unwrap();
    let snapshot = project.snapshot().clone();
    let mut found = Vec::new();
    let mut look = |kind: Kind, source: &str, span: Option<Span>, text: &str| {
        if !text.trim().is_empty() && matches(&query, text, Language::default()) {
            found.push((format!("{kind:?}"), source.to_owned(), span, text.to_owned()));
        }
    };
    for info in snapshot.sources.iter() {
        let text: Text = project.text(info.id).unwrap();
        let on = snapshot.codings(info.id).unwrap();
        // The texts here are all turns or have none.
        let passages: Vec<Span> = if on.turns.is_empty() {
            text.paragraphs().iter().map(|paragraph| paragraph.span).collect()
        } else {
            on.turns.iter().map(|turn| turn.span).collect()
        };
        for span in passages {
            look(Kind::Passage, &info.name, Some(span), text.slice(span));
        }
        for quotation in &on.quotations {
            let span = Some(quotation.span);
            look(Kind::Quotation, &info.name, span, text.slice(quotation.span));
            look(Kind::Comment, &info.name, span, &quotation.comment);
        }
    }
    for code in snapshot.codes.codes() {
        let text = match code.definition.as_str() {
            "" => code.name.clone(),
            definition => format!("{}\n{definition}", code.name),
        };
        look(Kind::Definition, "", None, &text);
    }
    for memo in snapshot.memos.iter() {
        let texts = std::iter::once(&memo.text).chain(memo.comments.iter().map(|one| &one.text));
        let texts = texts.map(|text| snapshot.on_screen(text));
        let text: Vec<String> = std::iter::once(memo.title.clone()).chain(texts).collect();
        look(Kind::Memo, "", None, &text.join("\n"));
    }
    for summary in snapshot.summaries.values() {
        look(Kind::Summary, "", None, &snapshot.on_screen(&summary.text));
    }
    for item in snapshot.outputs.iter().flat_map(|output| &output.items) {
        let text = format!("{}\n{}", item.title, snapshot.on_screen(&item.text));
        look(Kind::Finding, "", None, text.trim());
    }
    found
}

#[test]
fn answers_like_a_plain_scan_whatever_happens_to_the_project() {
    let mut study = Study::new();
    study.check();
    let trust = study.make_code(None, "Trust", "Trust in the board and its loss");
    study.code_words("Interview 1 GP ID 161", "We trust them less now.", trust);
    study.code_words("Board M10", "the board waits", trust);
    study.check();
    let (_, quotation) = study.project.snapshot().quotations().next().unwrap();
    let quotation = quotation.id;
    study.project.comment_quotation(quotation, "Told twice; the neighbours know").unwrap();
    study.check();
    study.project.move_quotation(quotation, Span { start: 0, end: 40 }).unwrap();
    study.check();
    study.project.change_codes(&[trust], &CodeChange::Name("Confidence".to_owned())).unwrap();
    study.check();
    let link = |name: &str| written_link(LinkTo::Object(Target::Code(trust)), name);
    let text = format!("It waits for {}", link("Confidence"));
    let new = NewMemo { title: "On the board".into(), text, ..NewMemo::default() };
    let memo = study.project.add_memo(&new).unwrap();
    study.check();
    study.project.comment_on_memo(memo, "Trust me").unwrap();
    study.check();
    let new = NewMemo { title: "Another".into(), text: "Later".into(), ..NewMemo::default() };
    let other = study.project.add_memo(&new).unwrap();
    study.project.comment_on_memo(other, &link("Trust")).unwrap();
    study.check();
    let row = MatrixRow::Source(study.source("Board M10"));
    let (text, state) = (format!("The board knows {}", link("x")), SummaryState::Written);
    study.project.write_summaries(&[SummaryWords { row, code: trust, text, state }]).unwrap();
    study.check();
    let summary = study.project.snapshot().summary(row, trust).unwrap().id;
    let text = written_link(LinkTo::Object(Target::Summary(summary)), "a cell");
    study.project.add_memo(&NewMemo { title: "Cells".into(), text, ..NewMemo::default() }).unwrap();
    study.check();
    let output = study.project.add_output("Chapter", "Report").unwrap();
    let item = study.project.add_item(output, None, None, ItemKind::Finding).unwrap();
    let title = ItemField::Title("Nobody trusts the board".into());
    study.project.change_item(item, vec![title]).unwrap();
    study.check();
    // What leads to the code is found by its name of now.
    study.project.change_codes(&[trust], &CodeChange::Name("Trust nobody".to_owned())).unwrap();
    study.check();
    study.project.delete_memo(memo).unwrap();
    study.check();
    let notes = study.source("Board M10");
    study.project.rename_source(notes, "Executive M10").unwrap();
    study.check();
    study.project.delete_sources(&[notes]).unwrap();
    study.check();
    study = study.reopen();
    study.check();
    while study.project.snapshot().undo.is_some() {
        study.project.undo().unwrap();
        study.check();
    }
    while study.project.snapshot().redo.is_some() {
        study.project.redo().unwrap();
        study.check();
    }
}

#[test]
fn catches_up_in_slices_that_may_be_interrupted() {
    let mut study = Study::new();
    let line = "It was a long day and the rain did not stop at all. ".repeat(10);
    let text = |n: usize| {
        format!(
            "Paragraph {n} of the board\n\nNobody told us {n}\n{}",
            format!("{line}\n").repeat(30)
        )
    };
    let more: Vec<_> =
        (0..20).map(|n| source(&format!("Note {n}"), SourceKind::Fieldnote, &text(n))).collect();
    study.project.add_sources(&more).unwrap();
    assert!(!study.project.catch_up(Duration::ZERO).unwrap());
    assert!(!study.project.catch_up(Duration::ZERO).unwrap());
    study = study.reopen();
    assert!(!study.project.catch_up(Duration::ZERO).unwrap());
    // Something is done in the middle of it.
    let code = study.make_code(None, "Told", "");
    study.code_words("Note 3", "Nobody told us 3", code);
    let mut slices = 0;
    while !study.project.catch_up(Duration::ZERO).unwrap() {
        slices += 1;
        assert!(slices < 100);
    }
    assert!(slices > 1);
    study.check();
    study = study.reopen();
    assert!(study.project.catch_up(Duration::ZERO).unwrap(), "it was kept");
    study.check();
}

#[test]
fn survives_a_damaged_folder_and_one_that_is_a_file() {
    let mut study = Study::new();
    study.check();
    let own = study.folder.path().join("index").join(study.project.snapshot().project.to_string());
    study = study.reopen();
    for entry in fs::read_dir(own.join("words")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::write(&path, b"nonsense").unwrap();
        }
    }
    study.check();
    let path = study.project.snapshot().path.clone();
    let Study { folder, project } = study;
    drop(project);
    fs::remove_dir_all(&own).unwrap();
    fs::write(&own, b"").unwrap();
    let mut study = Study { project: open(&path, &folder), folder };
    study.check();
}

#[test]
fn knows_a_project_that_was_put_back_from_a_copy() {
    let mut study = Study::new();
    let path = study.project.snapshot().path.clone();
    let copy = study.folder.path().join("Copy.marginalia");
    study.project.save_copy(&copy).unwrap();
    study.make_code(None, "Board of one line", "");
    study.check();
    study = study.reopen();
    drop(study.project);
    fs::copy(&copy, &path).unwrap();
    study.project = open(&path, &study.folder);
    std::thread::sleep(Duration::from_millis(2));
    // As many steps as the other line of the history had.
    study.make_code(None, "Trust in the other", "");
    study.check();
}

#[test]
fn narrows_to_the_quotes_of_a_code() {
    let mut study = Study::new();
    let relations = study.make_code(None, "Relations", "");
    let trust = study.make_code(Some(relations), "Trust", "trust");
    let other = study.make_code(None, "Other", "");
    study.code_words("Interview 1 GP ID 161", "We trust them less now.", trust);
    study.code_words("Board M10", "trust has to be earned", other);
    let mut within = |code, question: &str| {
        let question = SearchQuestion { within: Some(code), ..SearchQuestion::new(question, 10) };
        study.project.search(&question).unwrap()
    };
    let found = within(relations, "trust");
    assert_eq!((found.hits.len(), found.totals.of(None, None)), (1, 1));
    let hit = &found.hits[0];
    assert_eq!(hit.text, "We trust them less now.");
    assert_eq!(hit.codes[0].path, "Relations > Trust");
    assert_eq!(hit.label, "[GP ID 161]");
    assert_eq!(&hit.text[hit.marks[0].clone()], "trust");
    assert_eq!(within(other, "trust").hits[0].text, "trust has to be earned");
    assert_eq!(within(other, "board").totals.of(None, None), 0);
}

#[test]
fn gives_pages_kinds_and_places() {
    let mut study = Study::new();
    let text = "Ein Wort. Trust, “trüst” and TRUST.\n".repeat(30);
    study.project.add_sources(&[source("Long", SourceKind::Document, &text)]).unwrap();
    let all = ask(&mut study.project, "trust");
    let mut pages = Vec::new();
    for skip in (0..).step_by(7) {
        let question = SearchQuestion { skip, limit: 7, ..SearchQuestion::new("trust", 7) };
        let page = study.project.search(&question).unwrap();
        assert_eq!(page.totals, all.totals);
        if page.hits.is_empty() {
            break;
        }
        pages.extend(page.hits);
    }
    assert_eq!(pages, all.hits);
    for hit in &all.hits {
        let text = study.project.text(hit.source.unwrap()).unwrap();
        let words: Vec<&str> = hit.places.iter().map(|&place| text.slice(place)).collect();
        let marked: Vec<&str> = hit.marks.iter().map(|mark| &hit.text[mark.clone()]).collect();
        assert_eq!(words, marked);
        assert!(!words.is_empty());
    }
    let source = all.hits[0].source.unwrap();
    let mut places: Vec<Span> = all
        .hits
        .iter()
        .filter(|hit| hit.source == Some(source))
        .flat_map(|h| h.places.clone())
        .collect();
    places.sort_unstable();
    assert_eq!(study.project.places(source, "trust").unwrap(), places);
    assert_eq!(study.project.places(source, "trust NOT wort").unwrap(), []);
    let kind = Some(Kind::Quotation);
    let question = SearchQuestion { kind, ..SearchQuestion::new("trust", 7) };
    let found = study.project.search(&question).unwrap();
    assert!(found.hits.is_empty());
    assert_eq!(found.totals, all.totals);
}

#[test]
fn hits_are_counted_by_kind_and_by_kind_of_source_whatever_is_asked_for() {
    let mut study = Study::new();
    let trust = study.make_code(None, "Trust", "whom one trusts");
    study.code_words("Interview 1 GP ID 161", "We trust them less now.", trust);
    study.code_words("Board M10", "the board waits", trust);
    let kinds = Kind::ALL;
    let all = study.project.search(&SearchQuestion::new("trust OR board", 1_000)).unwrap();
    let is = |hit: &FoundHit, kind: Option<Kind>, source_kind: Option<SourceKind>| {
        let source = hit.source.and_then(|id| study.project.snapshot().source(id));
        let on = source.map(|info| info.kind);
        kind.is_none_or(|kind| hit.kind == kind) && source_kind.is_none_or(|kind| on == Some(kind))
    };
    let narrowings: Vec<_> = [None]
        .into_iter()
        .chain(kinds.map(Some))
        .flat_map(|kind| {
            let sources = [None].into_iter().chain(SourceKind::ALL.map(Some));
            sources.map(move |source_kind| (kind, source_kind))
        })
        .collect();
    let expected: Vec<Vec<FoundHit>> = narrowings
        .iter()
        .map(|&(kind, of)| all.hits.iter().filter(|hit| is(hit, kind, of)).cloned().collect())
        .collect();
    assert!(expected.iter().filter(|hits| !hits.is_empty()).count() > 5);
    for (&(kind, source_kind), expected) in narrowings.iter().zip(&expected) {
        assert_eq!(all.totals.of(kind, source_kind), expected.len(), "{kind:?} {source_kind:?}");
        let question =
            SearchQuestion { kind, source_kind, ..SearchQuestion::new("trust OR board", 1_000) };
        let found = study.project.search(&question).unwrap();
        assert_eq!((&found.hits, found.totals), (expected, all.totals));
    }
}

#[test]
fn all_that_answers_is_given_to_those_who_put_questions_together() {
    let mut study = Study::new();
    let trust = study.make_code(None, "Trust", "");
    study.code_words("Interview 1 GP ID 161", "We trust them less now.", trust);
    study.code_words("Board M10", "the board waits", trust);
    for question in QUESTIONS {
        let hits = ask(&mut study.project, question).hits;
        let quotations =
            study.project.answering_words(question, Rows::Quotations).unwrap().unwrap();
        let passages = study.project.answering_words(question, Rows::Turns).unwrap().unwrap();
        let of = |kind: Kind| hits.iter().filter(move |hit| hit.kind == kind);
        let expected: HashSet<_> = of(Kind::Quotation).filter_map(|hit| hit.quotation).collect();
        assert_eq!(quotations.quotations, expected, "{question}");
        let expected: HashSet<_> =
            of(Kind::Passage).map(|hit| (hit.source.unwrap(), hit.span.unwrap())).collect();
        assert_eq!(passages.passages, expected, "{question}");
        // What stands beside a turn is a quotation.
        assert!(quotations.passages.is_empty());
        assert_eq!(passages.quotations, quotations.quotations);
    }
    let trouble = study.project.answering_words("trust (board", Rows::Turns).unwrap().unwrap_err();
    assert_eq!(trouble.at, 6);
    assert!(study.project.answering_words(" – ", Rows::Turns).unwrap().is_err());
}

#[test]
fn says_where_a_question_cannot_be_understood() {
    let mut study = Study::new();
    let found = study.project.search(&SearchQuestion::new("(trust OR board", 10)).unwrap();
    let trouble = found.trouble.expect("an open bracket is wrong once Enter was pressed");
    assert!(trouble.at <= "(trust OR board".len() && !trouble.message.is_empty());
    assert_eq!(found.totals.of(None, None), 0);
    let question = SearchQuestion { typing: true, ..SearchQuestion::new("(trust OR boa", 10) };
    assert!(study.project.search(&question).unwrap().totals.of(None, None) > 0);
    assert_eq!(study.project.search(&SearchQuestion::new("  ", 10)).unwrap().hits, []);
}
