//! Reports of quotes, the framework and the codings, against a reference that goes through everything by hand.

use std::collections::BTreeSet;

use marginalia::analysis::labels::{Audience, plain_text};
use marginalia::analysis::query::{Condition, Field, Query};
use marginalia::domain::{CodeId, SourceKind, Span};
use marginalia::export::Format;
use marginalia::project::{NewCode, NewSource, Project};
use tempfile::TempDir;

const INTERVIEW: &str = "INT: How did it come about?\n\
GP ID 161: We were told in March – “briefly”. We trust them less now.\n\
INT: Told by whom?\n\
GP ID 161: By the board, naïvely. Nobody asked the patients.\n";
const NOTES: &str = "The chair says that trust has to be earned 🧩 again.\n\nNobody answers.\n";

/// Quotes: source, words, codes by each coder.
type Coded = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const CODED: [Coded; 5] = [
    (
        "Interview 2 GP ID 161",
        "We trust them less now.",
        &[("Kim", "Trust > Lost"), ("Ana", "Trust > Lost")],
    ),
    (
        "Interview 2 GP ID 161",
        "By the board, naïvely.",
        &[("Kim", "Governance > Board"), ("Kim", "Trust > Lost")],
    ),
    ("Interview 2 GP ID 161", "Told by whom?", &[("Ana", "Governance")]),
    ("Interview 2 GP ID 161", "Nobody asked the patients.", &[]),
    ("Site 3 M10", "trust has to be earned 🧩 again", &[("Ana", "Trust")]),
];

fn text_of(source: &str) -> &'static str {
    if source.starts_with("Interview") { INTERVIEW } else { NOTES }
}

fn span(source: &str, words: &str) -> Span {
    let text = text_of(source);
    let byte = text.find(words).expect("the words");
    let start = text[..byte].chars().count() as u32;
    Span { start, end: start + words.chars().count() as u32 }
}

fn code(project: &Project, path: &str) -> CodeId {
    project.snapshot().codes.resolve(path).expect("a code").id
}

fn study() -> (Project, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut project = Project::create(&folder.path().join("a.marginalia")).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let source = |name: &str, kind, text: &str| {
        NewSource::new(name.to_owned(), kind, text.to_owned(), "UTF-8".to_owned(), Vec::new())
    };
    project
        .add_sources(&[
            source("Interview 2 GP ID 161", SourceKind::Interview, INTERVIEW),
            source("Site 3 M10", SourceKind::Fieldnote, NOTES),
        ])
        .expect("sources");
    for (parent, name) in [
        ("", "Trust"),
        ("Trust", "Lost"),
        ("", "Governance"),
        ("Governance", "Board"),
        ("", "Never used"),
    ] {
        let parent = (!parent.is_empty()).then(|| code(&project, parent));
        let new = NewCode {
            parent,
            name: name.to_owned(),
            definition: format!("What {name} means"),
            ..NewCode::default()
        };
        project.make_code(&new).expect("a code");
    }
    for (source, words, codings) in CODED {
        let id = project.snapshot().source_named(source).expect("a source").id;
        project.code(id, span(source, words), &[]).expect("a quotation");
        for (coder, path) in codings {
            project.set_coder(coder).expect("a coder");
            let applied = code(&project, path);
            project.code(id, span(source, words), &[applied]).expect("a coding");
        }
    }
    (project, folder)
}

/// The words of every section with its path, as a report has them.
fn printed(project: &mut Project, query: &Query) -> Vec<(String, Vec<String>)> {
    let report = project.quote_report(query, None).expect("a report");
    report
        .sections
        .into_iter()
        .map(|section| {
            let words = section.quotes.into_iter().map(|quote| quote.words).collect();
            (section.path.join(" > "), words)
        })
        .collect()
}

/// The same by hand: for each code of the framework, in its order, the coded words that answer. Empty sections stay
/// where a code below has quotes.
fn by_hand(theme: Option<&str>, coder: Option<&str>, order: &[&str]) -> Vec<(String, Vec<String>)> {
    let in_theme = |path: &str| {
        theme.is_none_or(|theme| path == theme || path.starts_with(&format!("{theme} > ")))
    };
    let all: Vec<(String, Vec<String>)> = order
        .iter()
        .map(|&path| {
            let mut words: Vec<(&str, u32, String)> = CODED
                .iter()
                .filter(|(_, _, codings)| {
                    codings.iter().any(|&(by, on)| {
                        on == path && in_theme(on) && coder.is_none_or(|coder| coder == by)
                    })
                })
                .map(|&(source, words, _)| (source, span(source, words).start, words.to_owned()))
                .collect();
            words.sort();
            (path.to_owned(), words.into_iter().map(|(_, _, words)| words).collect())
        })
        .collect();
    let is_needed = |path: &str| {
        all.iter().any(|(other, words)| {
            !words.is_empty() && (other == path || other.starts_with(&format!("{path} > ")))
        })
    };
    all.iter().filter(|(path, _)| is_needed(path)).cloned().collect()
}

const ORDER: [&str; 5] =
    ["Trust", "Trust > Lost", "Governance", "Governance > Board", "Never used"];

#[test]
fn every_quote_stands_under_each_of_its_codes_in_the_order_of_the_framework() {
    let (mut project, _folder) = study();
    let mut expected = by_hand(None, None, &ORDER);
    expected.push(("Without codes".to_owned(), vec!["Nobody asked the patients.".to_owned()]));
    assert_eq!(printed(&mut project, &Query::default()), expected);
}

#[test]
fn a_theme_holds_its_sub_codes_and_nothing_else() {
    let (mut project, _folder) = study();
    for theme in ["Trust", "Governance", "Never used"] {
        let query = Query::of_code(code(&project, theme));
        assert_eq!(printed(&mut project, &query), by_hand(Some(theme), None, &ORDER), "{theme}");
    }
    let alone = |path| Query {
        holds: Condition::Code { code: code(&project, path), sub_codes: false },
        ..Query::default()
    };
    let (alone, below) = (alone("Trust"), alone("Trust > Lost"));
    let words = vec!["trust has to be earned 🧩 again".to_owned()];
    assert_eq!(printed(&mut project, &alone), [("Trust".to_owned(), words)]);
    // A code below has its parents as headings, without their quotes.
    let sections = printed(&mut project, &below);
    assert_eq!(sections[0], ("Trust".to_owned(), Vec::new()));
    assert_eq!(sections[1].1.len(), 2);
}

#[test]
fn narrowed_to_a_coder_a_quote_stands_only_under_what_they_coded() {
    let (mut project, _folder) = study();
    for name in ["Kim", "Ana"] {
        let coder = project.snapshot().coder_named(name).expect("a coder").id;
        let query = Query { holds: Condition::Coder(coder), ..Query::default() };
        assert_eq!(printed(&mut project, &query), by_hand(None, Some(name), &ORDER), "{name}");
    }
}

#[test]
fn notes_say_what_was_asked_and_count_different_quotes() {
    let (mut project, _folder) = study();
    let (trust, governance) = (code(&project, "Trust"), code(&project, "Governance"));
    let of = |code| Condition::Code { code, sub_codes: true };
    let mut query = Query::default();
    query.narrow(Field::Code, vec![of(trust), of(governance)]);
    let report = project.quote_report(&query, None).expect("a report");
    assert_eq!(report.title, "Trust and Governance");
    assert_eq!(
        report.notes,
        [
            "Quotes coded “Trust” or “Governance”, with their sub-codes.",
            "4 quotes from 2 sources.",
            "A quote with several of these codes stands under each of them: 5 places in all.",
        ]
    );
    assert!(report.made.chars().any(|c| c.is_ascii_digit()));
    let (source, ana) = {
        let snapshot = project.snapshot();
        (snapshot.sources[0].id, snapshot.coder_named("Ana").expect("a coder").id)
    };
    query.narrow(Field::Code, vec![of(trust)]);
    query.narrow(Field::Kind, vec![Condition::Kind(SourceKind::Interview)]);
    query.narrow(Field::Speaker, vec![Condition::Speaker("GP ID 161".into())]);
    query.narrow(Field::Source, vec![Condition::Source(source)]);
    query.narrow(Field::Coder, vec![Condition::Coder(ana)]);
    let report = project.quote_report(&query, None).expect("a report");
    assert_eq!(
        report.notes,
        [
            "Quotes coded “Trust”, with its sub-codes.",
            "Only interviews.",
            "Only where GP ID 161 speaks.",
            "Only from 1 of 2 sources.",
            "Only what 1 of 2 coders coded.",
            "1 quote from 1 source.",
        ]
    );
    query.narrow(Field::Kind, vec![Condition::Kind(SourceKind::Document)]);
    let report = project.quote_report(&query, None).expect("a report");
    assert_eq!(report.notes.last().map(String::as_str), Some("No quotes."));
    assert!(report.sections.is_empty());
}

#[test]
fn chosen_rows_keep_their_order_and_those_that_have_gone_are_left_out() {
    let (mut project, _folder) = study();
    let query = Query::of_code(code(&project, "Trust > Lost"));
    let mut rows = project.ask(&query).expect("rows");
    rows.reverse();
    let report = project.quote_report(&query, Some(&rows)).expect("a report");
    let words: Vec<&str> = report.sections[1].quotes.iter().map(|q| q.words.as_str()).collect();
    assert_eq!(words, ["By the board, naïvely.", "We trust them less now."]);
    let report = project.quote_report(&query, Some(&rows[..1])).expect("a report");
    assert!(report.notes.contains(&"1 quote from 1 source, chosen from 2.".to_owned()));
    project.delete_quotations(&[rows[0].quotation.expect("a quotation")]).expect("deleted");
    let report = project.quote_report(&query, Some(&rows)).expect("a report");
    assert_eq!(report.sections[1].quotes.len(), 1);
}

#[test]
fn printed_quotes_have_everything_that_may_stand_beside_them() {
    let (mut project, _folder) = study();
    let query = Query { holds: Condition::Kind(SourceKind::Interview), ..Query::default() };
    let quotes = project.quotes(&query).expect("quotes");
    let words: Vec<&str> = quotes.iter().map(|quote| quote.words.as_str()).collect();
    assert_eq!(
        words,
        [
            "We trust them less now.",
            "Told by whom?",
            "By the board, naïvely.",
            "Nobody asked the patients.",
        ]
    );
    let quote = &quotes[2];
    let private = |at: usize| quotes[at].private.clone().expect("what is private");
    assert_eq!((private(2).start, private(2).end), {
        let span = span("Interview 2 GP ID 161", "By the board, naïvely.");
        (span.start, span.end)
    });
    assert_eq!(quote.codes, ["Governance > Board", "Trust > Lost"]);
    assert_eq!(quote.label, "[GP ID 161]");
    assert_eq!(plain_text(&quote.pieces), "By the board, naïvely. [GP ID 161]");
    assert_eq!(private(2).speakers, ["GP ID 161"]);
    assert_eq!(private(2).source, "Interview 2 GP ID 161");
    assert_eq!(private(0).coders, ["Kim", "Ana"]);
    assert_eq!(quotes[1].label, "[Interviewer]");
    assert!(quotes[3].codes.is_empty() && private(3).coders.is_empty());
}

#[test]
fn files_hold_every_different_quote_and_name_a_source_only_for_the_team() {
    let (mut project, _folder) = study();
    for format in Format::ALL {
        let mut export = |audience| {
            let all = Query::default();
            let (bytes, count) =
                project.export_quotes(&all, None, format, audience).expect("a file");
            assert_eq!(count, CODED.len(), "{format:?}");
            bytes
        };
        for (bytes, is_private) in
            [(export(Audience::Public), false), (export(Audience::Team), true)]
        {
            // The others are packed.
            if matches!(format, Format::Markdown | Format::Html | Format::Text | Format::Csv) {
                let text = String::from_utf8(bytes).expect("UTF-8");
                for name in ["Site 3 M10", "Ana"] {
                    assert_eq!(text.contains(name), is_private, "{format:?}: {name}");
                }
            }
        }
    }
}

#[test]
fn framework_and_codings_come_whole_and_in_order() {
    let (mut project, _folder) = study();
    let rows = project.codebook_report("Codebook").expect("a report").codes;
    let paths: Vec<String> = rows.iter().map(|row| row.path.join(" > ")).collect();
    assert_eq!(paths, ORDER);
    assert_eq!((rows[0].quotations, rows[0].with_sub_codes), (1, 3));
    assert_eq!(rows[1].words.definition, "What Lost means");
    let lines = project.coding_lines();
    let mut expected: BTreeSet<(String, u32, u32, String, String)> = BTreeSet::new();
    for (source, words, codings) in CODED {
        for (coder, path) in codings {
            let Span { start, end } = span(source, words);
            let (source, path) = (source.to_owned(), (*path).to_owned());
            expected.insert((source, start, end, path, (*coder).to_owned()));
        }
    }
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| (line.document, line.start, line.end, line.code, line.coder))
        .collect();
    assert_eq!(lines, expected.into_iter().collect::<Vec<_>>());
}
