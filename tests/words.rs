//! What is asked of the words of a study beside searching: synonyms, concordance, patterns, counts; held to slow, obvious ways.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use marginalia::analysis::ConcordanceOrder;
use marginalia::analysis::query::Rows;
use marginalia::domain::{SourceId, SourceKind, Span};
use marginalia::project::{
    ConcordanceHit, Job, NewSource, Project, SearchQuestion, WordQuestion, WordsBy,
};
use marginalia::search::{Language, Pattern, find, matches, parse};
use marginalia::text::Text;
use proptest::prelude::*;
use tempfile::TempDir;

/// A project in memory of sources by their names, kinds and texts.
fn project(sources: &[(&str, SourceKind, &str)]) -> (TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let mut project = Project::create(&folder.path().join("Study.marginalia")).unwrap();
    project.set_coder("Kim").unwrap();
    let new = |&(name, kind, text): &(&str, SourceKind, &str)| {
        NewSource::new(
            String::from(name),
            kind,
            String::from(text),
            String::from("UTF-8"),
            Vec::new(),
        )
    };
    project.add_sources(&sources.iter().map(new).collect::<Vec<_>>()).unwrap();
    (folder, project)
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn total(project: &mut Project, question: &str) -> usize {
    project.search(&SearchQuestion::new(question, 10)).unwrap().totals.of(None, None)
}

const BOARD: &str =
    "The H&WB met.\n\nThe HWB was late.\n\nA Health and Wellbeing Board is a board.\n\nWellbeing.";

#[test]
fn a_synonym_finds_its_group_until_it_is_taken_back() {
    let (_folder, mut project) = project(&[("Notes", SourceKind::Fieldnote, BOARD)]);
    assert_eq!(total(&mut project, "HWB"), 1);
    let group = project
        .set_synonyms(None, &words(&["H&WB", " HWB", "hwb", "", "Health  and Wellbeing Board"]))
        .unwrap();
    let listed = project.snapshot().synonyms[0].words.clone();
    assert_eq!(listed, ["H&WB", "HWB", "Health and Wellbeing Board"]);
    for question in ["HWB", "h&wb", "\"health and wellbeing board\""] {
        assert_eq!(total(&mut project, question), 3, "{question}");
        let answers = project.answering_words(question, Rows::Turns).unwrap().unwrap();
        assert_eq!(answers.passages.len(), 3);
        let hits = project.concordance(question, &[], ConcordanceOrder::Source).unwrap().unwrap();
        assert_eq!(hits.len(), 3);
    }
    assert_eq!(total(&mut project, "=\"HWB\""), 1);
    assert!(project.snapshot().undo.as_deref().is_some_and(|label| label.contains("H&WB, HWB")));
    let refused = project.set_synonyms(None, &words(&["board", "h & wb"])).unwrap_err();
    assert!(refused.to_string().contains("H&WB, HWB"), "{refused}");
    assert!(project.set_synonyms(None, &words(&["board", "Board.", "–"])).is_err());
    project.set_synonyms(Some(group), &words(&["HWB", "Wellbeing"])).unwrap();
    assert_eq!(total(&mut project, "HWB"), 3);
    assert_eq!(total(&mut project, "H&WB"), 1);
    project.delete_synonyms(group).unwrap();
    assert_eq!(total(&mut project, "HWB"), 1);
    assert!(project.delete_synonyms(group).is_err());
    project.undo().unwrap();
    assert_eq!(project.snapshot().synonyms[0].words, ["HWB", "Wellbeing"]);
    project.undo().unwrap();
    project.undo().unwrap();
    assert!(project.snapshot().synonyms.is_empty());
}

#[test]
fn a_question_tells_what_it_finds_beside_its_words() {
    let (_folder, mut project) = project(&[("Notes", SourceKind::Fieldnote, BOARD)]);
    project.set_synonyms(None, &words(&["H&WB", "HWB", "Health and Wellbeing Board"])).unwrap();
    project.set_synonyms(None, &words(&["late", "delayed"])).unwrap();
    let told = |question: &str| -> Vec<String> {
        let names = project.snapshot().other_names(question).into_iter();
        names.map(|names| format!("{} {}", names.asked, names.others.join(", "))).collect()
    };
    let board = "HWB H&WB, Health and Wellbeing Board";
    assert_eq!(told("hwb"), [board]);
    assert_eq!(told("(HWB OR x) NEAR late HWB"), [board, "late delayed"]);
    assert_eq!(told("\"health and wellbeing board\""), ["Health and Wellbeing Board H&WB, HWB"]);
    // What the search does not put in their place is not told, either.
    for question in ["=HWB", "hw*", "hwb~", "board", "(", ""] {
        assert_eq!(told(question), [""; 0], "{question}");
    }
}

#[test]
fn lines_of_a_concordance_stand_in_the_order_that_was_asked_for() {
    let (_folder, mut project) = project(&[
        ("B", SourceKind::Document, "We trust them now.\nThey tru\u{301}st 👩‍👧 all."),
        ("A", SourceKind::Interview, "I trusted him.\n\nNobody trusts anybody"),
    ]);
    let mut lines = |kinds: &[SourceKind], order| {
        let hits = project.concordance("trust", kinds, order).unwrap().unwrap();
        let lines = project.concordance_lines(&hits, 5).unwrap();
        let show = |line: marginalia::project::ConcordanceLine| {
            format!("{}: {}|{}|{}", line.source_name, line.before, line.hit, line.after)
        };
        lines.into_iter().map(show).collect::<Vec<_>>()
    };
    let by_source = [
        "A: I |trusted| him.",
        "A: body |trusts| anyb",
        "B: We |trust| them",
        "B: They |tru\u{301}st| 👩‍👧 al",
    ];
    assert_eq!(lines(&[], ConcordanceOrder::Source), by_source);
    let places = |order: [usize; 4]| order.map(|at| by_source[at]);
    assert_eq!(lines(&[], ConcordanceOrder::Left(1)), places([0, 1, 3, 2]));
    assert_eq!(lines(&[], ConcordanceOrder::Right(1)), places([1, 0, 2, 3]));
    assert_eq!(lines(&[], ConcordanceOrder::Hit), places([2, 3, 0, 1]));
    assert_eq!(lines(&[], ConcordanceOrder::Left(2)), places([0, 2, 1, 3]));
    assert_eq!(lines(&[], ConcordanceOrder::Right(2)), places([1, 3, 0, 2]));
    assert_eq!(lines(&[SourceKind::Document], ConcordanceOrder::Source), by_source[2..]);
    let trouble =
        project.concordance("trust (", &[], ConcordanceOrder::Left(1)).unwrap().unwrap_err();
    assert_eq!(trouble.at, 6);
}

#[test]
fn a_pattern_gives_places_that_split_no_character() {
    let (_folder, project) = project(&[
        ("A", SourceKind::Document, "cafe\u{301} 12 and 3456\nשלום 78"),
        ("B", SourceKind::Document, "nothing"),
    ]);
    let job = Job::new("Looking");
    let look = |pattern: &str| -> Vec<String> {
        let found = project.find_pattern(&Pattern::parse(pattern).unwrap(), &job).unwrap().unwrap();
        let text = Text::new("cafe\u{301} 12 and 3456\nשלום 78");
        found
            .iter()
            .flat_map(|on| on.places.iter().map(|&span| text.slice(span).to_owned()))
            .collect()
    };
    assert_eq!(look(r"\d+"), ["12", "3456", "78"]);
    assert_eq!(look("caf[a-e]"), ["cafe\u{301}"]);
    assert_eq!(look(r"^\p{Hebrew}+"), ["שלום"]);
    assert_eq!((job.progress().done, job.progress().total), (2, 2));
    // In pieces it finds the same.
    let (digits, mut found, mut next) = (Pattern::parse(r"\d").unwrap(), Vec::new(), Some(0));
    while let Some(from) = next {
        let after =
            project.find_pattern_from(&digits, from, Duration::ZERO, &job, &mut found).unwrap();
        assert!(after.is_none_or(|after| after == from + 1));
        next = after;
    }
    assert_eq!(Some(found), project.find_pattern(&digits, &job).unwrap());
    job.cancel();
    assert_eq!(project.find_pattern(&Pattern::parse("a").unwrap(), &job).unwrap(), None);
}

#[test]
fn words_are_counted_by_part_without_those_that_name_who_speaks() {
    let talk = "INT: Do you trust the board?\nGP ID 161: We trusted it. Trust, TRUST — Café!\n\
                INT: And 161?\nGP ID 161: The café board.\n";
    let (_folder, project) = project(&[
        ("Talk", SourceKind::Interview, talk),
        ("Paper", SourceKind::Document, "The board trusts the board."),
    ]);
    let job = Job::new("Counting");
    let count = |question: WordQuestion| {
        let parts = project.word_counts(&question, &job).unwrap().unwrap();
        parts
            .into_iter()
            .map(|part| {
                let words = part.words.into_iter();
                let words =
                    words.map(|word| format!("{} {}/{}", word.word, word.count, word.sources));
                (part.part, part.total, words.collect::<Vec<_>>())
            })
            .collect::<Vec<_>>()
    };
    let whole = count(WordQuestion::default());
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].2, ["board 4/2", "trust 3/1", "café 2/1", "trusted 1/1", "trusts 1/1"]);
    let stems = count(WordQuestion { stem: true, limit: 1, ..WordQuestion::default() });
    assert_eq!(stems[0].2, ["trust 5/2"]);
    let by_kind = count(WordQuestion {
        by: WordsBy::Kind,
        stop: false,
        stop_words: words(&["BOARD", "cafe"]),
        shortest: 6,
        ..WordQuestion::default()
    });
    assert_eq!(
        by_kind,
        [
            ("document".to_owned(), 1, vec!["trusts 1/1".to_owned()]),
            ("interview".to_owned(), 1, vec!["trusted 1/1".to_owned()])
        ]
    );
    // Beside each other stand the same counts.
    for (by, stem) in [(WordsBy::Study, false), (WordsBy::Kind, true), (WordsBy::Case, false)] {
        let question = WordQuestion { by, stem, limit: usize::MAX, ..WordQuestion::default() };
        let parts = project.word_counts(&question, &job).unwrap().unwrap();
        let table = project.word_table(&question, &job).unwrap().unwrap();
        assert_eq!(table.parts.len(), parts.len());
        assert!(table.words.is_sorted_by_key(|row| std::cmp::Reverse(row.count)));
        for (column, part) in table.parts.iter().enumerate() {
            let of_part = parts.iter().find(|of| of.part == part.part).unwrap();
            assert_eq!((part.sources, part.total), (of_part.sources, of_part.total));
            let mut counts: Vec<usize> = of_part.words.iter().map(|word| word.count).collect();
            let mut beside: Vec<usize> = table
                .words
                .iter()
                .map(|row| row.counts[column])
                .filter(|count| *count > 0)
                .collect();
            counts.sort_unstable();
            beside.sort_unstable();
            assert_eq!(beside, counts);
        }
        for row in &table.words {
            assert_eq!(row.counts.iter().sum::<usize>(), row.count, "{row:?}");
        }
    }
    let kinds = WordQuestion { by: WordsBy::Kind, stem: true, ..WordQuestion::default() };
    let table = project.word_table(&kinds, &job).unwrap().unwrap();
    let named: Vec<&str> = table.parts.iter().map(|part| part.part.as_str()).collect();
    assert_eq!(named, ["interview", "document"]);
    let trust = table.words.iter().find(|row| row.word == "trust").unwrap();
    assert_eq!((trust.counts.as_slice(), trust.sources), (&[4, 1][..], 2));
    job.cancel();
    assert_eq!(project.word_table(&kinds, &job).unwrap(), None);
    assert_eq!(project.word_counts(&WordQuestion::default(), &job).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn a_concordance_has_every_hit_of_a_plain_look(
        texts in prop::collection::vec("(trust|Trusted|the|board|GP|gp|café|中文|👩‍👧|שלום| |\n|, ){1,40}", 1..5),
    ) {
        let names: Vec<String> = (0..texts.len()).map(|n| format!("Source {n}")).collect();
        let named = names.iter().zip(&texts).filter(|(_, text)| !text.trim().is_empty());
        let sources: Vec<(&str, SourceKind, &str)> =
            named.map(|(name, text)| (name.as_str(), SourceKind::Document, text.as_str())).collect();
        prop_assume!(!sources.is_empty());
        let (_folder, mut project) = project(&sources);
        let ids: Vec<SourceId> = project.snapshot().sources.iter().map(|info| info.id).collect();
        for question in ["trust", "trust NEAR/2 board", "=GP", "b*", "?ru*", "\"the board\"", "中", "cafe~", "trust NOT the"] {
            let query = parse(question, false).unwrap().unwrap();
            let mut expected = Vec::new();
            let mut texts = HashMap::new();
            for &source in &ids {
                let text = project.text(source).unwrap();
                for paragraph in text.paragraphs() {
                    let words = text.slice(paragraph.span);
                    if !matches(&query, words, Language::default()) {
                        continue;
                    }
                    let start = paragraph.byte_start;
                    expected.extend(find(&query, words, Language::default()).into_iter().map(|hit| {
                        let span = text.span_of(start + hit.start..start + hit.end);
                        ConcordanceHit { source, span }
                    }));
                }
                texts.insert(source, text);
            }
            let ask = |project: &mut Project, order| {
                project.concordance(question, &[], order).unwrap().unwrap()
            };
            let by_source = ask(&mut project, ConcordanceOrder::Source);
            prop_assert_eq!(&by_source, &expected, "{}", question);
            let after = |hit: &ConcordanceHit| {
                let text = &texts[&hit.source];
                let rest = text.slice(Span { start: hit.span.end, end: text.length() });
                let is_sign = |c: char| c.is_whitespace() || c == ',';
                let next = rest.split(is_sign).find(|word| !word.is_empty()).unwrap_or_default();
                next.to_lowercase().replace('é', "e")
            };
            let by_right = ask(&mut project, ConcordanceOrder::Right(1));
            let nexts: Vec<String> = by_right.iter().map(after).collect();
            // What is sorted by is cut after some bytes, so that only words that end before that can be held to.
            prop_assert!(nexts.iter().all(|next| next.len() > 40) || nexts.is_sorted_by(|a, b| a <= b || a.len() > 40), "{:?}", nexts);
            for order in [ConcordanceOrder::Source, ConcordanceOrder::Left(2), ConcordanceOrder::Right(1), ConcordanceOrder::Hit] {
                let asked = ask(&mut project, order);
                prop_assert_eq!(project.ordered_concordance(&by_right, order).unwrap(), asked);
            }
            let all: HashSet<ConcordanceHit> = by_right.iter().copied().collect();
            prop_assert_eq!(all, expected.into_iter().collect::<HashSet<_>>());
        }
    }
}
