//! The framework over the life of a study: each event of a code's history, any earlier state, what differs, the agenda.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use marginalia::analysis::{CodeDifference, CodeText, FrameworkDifference, framework_difference};
use marginalia::domain::{CodeId, CodeTree, CodingId, Colour, Origin, SourceId, SourceKind, Span};
use marginalia::export::agenda_document;
use marginalia::export::document::{DocumentFormat, write};
use marginalia::import::codebook::{Codebook, CodebookCode};
use marginalia::import::codings_csv::CodingRow;
use marginalia::project::{
    Because, CodeChange, CodeEvent, Deed, Look, NewCode, NewSource, Placement, Project,
    ProjectError, Taking, Wording,
};
use proptest::prelude::*;

const TEXT: &str = "INT: How long?\nGP ID 161: We wait for weeks, and nobody calls.\n";

struct Study {
    _folder: tempfile::TempDir,
    project: Project,
}

impl Study {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut project =
            Project::create(&folder.path().join("Study.marginalia")).expect("a project");
        project.set_coder("Kim").expect("a coder");
        Self { _folder: folder, project }
    }

    fn source(&mut self, name: &str) -> SourceId {
        let text = format!("{TEXT}{name}\n");
        let new = NewSource::new(
            name.to_owned(),
            SourceKind::Interview,
            text,
            "UTF-8".to_owned(),
            vec![],
        );
        self.project.add_sources(&[new]).expect("a source");
        self.project.snapshot().source_named(name).expect("the source").id
    }

    fn make(&mut self, name: &str, parent: Option<CodeId>) -> CodeId {
        let new = NewCode { name: name.to_owned(), parent, ..NewCode::default() };
        self.project.make_code(&new).expect("a code")
    }

    fn change(&mut self, code: CodeId, change: CodeChange) {
        self.project.change_codes(&[code], &change).expect("a change");
    }

    fn code(&mut self, source: SourceId, start: u32, code: CodeId) -> CodingId {
        let span = Span { start, end: start + 5 };
        self.project.code(source, span, &[code]).expect("a coding").codings[0]
    }

    fn seq(&self) -> i64 {
        self.project.snapshot().seq
    }

    fn tree(&self) -> CodeTree {
        (*self.project.snapshot().codes).clone()
    }

    fn history(&self, code: CodeId) -> Vec<CodeEvent> {
        self.project.code_history(code).expect("a history")
    }

    /// Labels with their deeds, in words.
    fn told(&self, code: CodeId) -> Vec<(String, Vec<String>)> {
        let sentences = |event: &CodeEvent| event.deeds.iter().map(Deed::sentence).collect();
        let events = self.history(code);
        events.iter().map(|event| (event.occasion.label.clone(), sentences(event))).collect()
    }
}

fn wrote(words: &str) -> CodeChange {
    CodeChange::Definition(words.to_owned())
}

fn assert_told(told: &[(String, Vec<String>)], expected: &[(&str, &[&str])]) {
    let told: Vec<(&str, Vec<&str>)> = told
        .iter()
        .map(|(label, deeds)| (label.as_str(), deeds.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, Vec<&str>)> =
        expected.iter().map(|(label, deeds)| (*label, deeds.to_vec())).collect();
    assert_eq!(told, expected);
}

#[test]
fn the_life_of_a_code_is_told_step_by_step() {
    let mut study = Study::new();
    let source = study.source("Interview 1");
    let access = study.make("Access", None);
    let waiting = study.make("Waiting", None);
    study.change(waiting, wrote("Time"));
    study.change(waiting, wrote("Time until a visit"));
    let why = Because { text: "too wide".to_owned(), meeting: "M51".to_owned() };
    study
        .project
        .because(why, |project| {
            project.change_codes(&[waiting], &wrote("Time until a first visit"))
        })
        .expect("a change");
    study.change(waiting, CodeChange::Name("Waiting times".to_owned()));
    let queues = study.make("Queues", None);
    let coding = study.code(source, 26, queues);
    study.code(source, 33, queues);
    study.project.merge_codes(&[queues], waiting, Wording::Own).expect("merged");
    let placement = Placement { parent: Some(access), before: None };
    study.project.move_codes(&[waiting], placement).expect("moved");
    let calls = study.make("Calls", None);
    study.project.split_code(waiting, &[(coding, calls)]).expect("split");
    study.change(waiting, CodeChange::Archived(true));
    study.project.undo().expect("undo");
    study.project.redo().expect("redo");
    study.change(waiting, CodeChange::Archived(false));
    study.project.delete_codes(&[waiting]).expect("deleted");
    study.project.undo().expect("undo");

    assert_told(
        &study.told(waiting),
        &[
            ("Made the code “Waiting”", &["Made as “Waiting”"]),
            ("Defined “Waiting”", &["Wrote the definition: “Time”"]),
            ("Defined “Waiting”", &["Changed the definition: “Time” became “Time until a visit”"]),
            (
                "Defined “Waiting”",
                &["Changed the definition: “Time until a visit” became “Time until a first visit”"],
            ),
            (
                "Renamed “Waiting” to “Waiting times”",
                &["Renamed from “Waiting” to “Waiting times”"],
            ),
            (
                "Merged “Queues” into “Waiting times”",
                &["“Queues” was merged into it", "2 codings came from “Queues”"],
            ),
            ("Moved “Waiting times”", &["Moved from the top to “Access”"]),
            ("Sent a coding of “Waiting times” to “Calls”", &["1 coding went to “Calls”"]),
            ("Archived “Waiting times”", &["Archived"]),
            ("Undone: Archived “Waiting times”", &["Taken out of the archive"]),
            ("Done again: Archived “Waiting times”", &["Archived"]),
            ("Took “Waiting times” out of the archive", &["Taken out of the archive"]),
            ("Deleted “Waiting times”", &["Deleted"]),
            ("Undone: Deleted “Waiting times”", &["There again as “Access > Waiting times”"]),
        ],
    );
    let events = study.history(waiting);
    let occasion = &events[3].occasion;
    assert_eq!((occasion.reason.as_str(), occasion.meeting.as_str()), ("too wide", "M51"));
    assert_eq!(occasion.coder.as_deref(), Some("Kim"));
    assert!(!occasion.day.is_empty() && occasion.at.ends_with('Z'));
    assert!(matches!(
        &events[1].deeds[..],
        [Deed::Changed(CodeDifference::Reworded { text: CodeText::Definition, .. })]
    ));

    // A code that is gone is told of too, and which one took it in.
    assert_told(
        &study.told(queues),
        &[
            ("Made the code “Queues”", &["Made as “Queues”"]),
            (
                "Merged “Queues” into “Waiting times”",
                &["Merged into “Waiting times”", "2 codings went to “Waiting times”"],
            ),
        ],
    );
    let gone = study.project.gone_codes().expect("the codes that are gone");
    let [only] = &gone[..] else { panic!("{gone:?}") };
    assert_eq!((only.code.id, only.path.as_str()), (queues, "Queues"));
    assert_eq!((only.into, only.into_path.as_deref()), (Some(waiting), Some("Waiting times")));
    assert_eq!(only.occasion.label, "Merged “Queues” into “Waiting times”");
    // What hangs below a code belongs to its history; what only moved its siblings does not.
    assert_told(
        &study.told(access),
        &[
            ("Made the code “Access”", &["Made as “Access”"]),
            ("Moved “Waiting times”", &["“Waiting times” came below it"]),
            ("Deleted “Waiting times”", &["“Waiting times” is not below it any more"]),
            ("Undone: Deleted “Waiting times”", &["“Waiting times” came below it"]),
        ],
    );
}

#[test]
fn what_stands_beside_the_tree_is_told() {
    let mut study = Study::new();
    let source = study.source("Interview 1");
    let (trust, money) = (study.make("Trust", None), study.make("Money", None));
    study.code(source, 26, trust);
    let quotation = study.project.snapshot().quotations().next().expect("a quotation").1.id;
    let project = &mut study.project;
    project.set_example(trust, quotation, true).expect("an example");
    let link = project.link_codes(money, trust, "leads to").expect("a link").expect("a new one");
    let set = project.add_to_set("Values", &[trust]).expect("a set");
    project.rename_set(set, "Feelings").expect("renamed");
    let question = project.ask_about_code(trust, "In whom?").expect("a question");
    project.answer_about_code(question, "In staff.").expect("an answer");
    project.settle_question(question, true).expect("settled");
    project.settle_question(question, false).expect("open");
    project.take_from_set(set, &[trust]).expect("out");
    project.unlink_codes(link).expect("unlinked");
    project.set_example(trust, quotation, false).expect("no example");
    project.merge_codes(&[trust], money, Wording::All).expect("merged");
    let deeds = |code| -> Vec<String> {
        study.told(code).into_iter().flat_map(|(_, deeds)| deeds).collect()
    };
    assert_eq!(
        deeds(trust),
        [
            "Made as “Trust”",
            "1 example more",
            "Linked: “Money” leads to “Trust”",
            "Put into the set “Values”",
            "Asked: “In whom?”",
            "Answered “In whom?”: “In staff.”",
            "Settled: “In whom?”",
            "Open again: “In whom?”",
            "Taken out of the set “Feelings”",
            "Link removed: “Money” leads to “Trust”",
            "1 example less",
            "Merged into “Money”",
            "1 coding went to “Money”",
        ]
    );
    assert_eq!(
        deeds(money),
        [
            "Made as “Money”",
            "Linked: “Money” leads to “Trust”",
            "Link removed: “Money” leads to “Trust”",
            "“Trust” was merged into it",
            "1 coding came from “Trust”",
            "Question came: “In whom?”",
        ]
    );
}

#[test]
fn merges_are_known_without_a_coding_and_undoing_is_no_merge() {
    let mut study = Study::new();
    let (access, supply) = (study.make("Access", None), study.make("Supply", None));
    let (here, there) = (study.make("Waiting", Some(access)), study.make("Waiting", Some(supply)));
    let bare = study.make("Bare", None);
    // Each branch into the other's; “Waiting” goes into the “Waiting” below.
    study.project.merge_codes(&[access], supply, Wording::All).expect("merged");
    study.project.merge_codes(&[bare], there, Wording::All).expect("merged");
    // A new code above others, undone: it goes, and was merged into none.
    let new = NewCode { name: "Above".to_owned(), ..NewCode::default() };
    study.project.gather_codes(&[there], &new).expect("gathered");
    study.project.undo().expect("undo");
    let gone = study.project.gone_codes().expect("the codes that are gone");
    let told: Vec<_> = gone.iter().map(|gone| (gone.path.as_str(), gone.into)).collect();
    assert_eq!(
        told,
        [
            ("Supply > Above", None),
            ("Bare", Some(there)),
            ("Access", Some(supply)),
            ("Access > Waiting", Some(there)),
        ]
    );
    assert_eq!(gone[3].code.id, here);
    study.project.undo().expect("undo");
    study.project.undo().expect("undo");
    study.project.redo().expect("redo");
    let gone = study.project.gone_codes().expect("the codes that are gone");
    let access = gone.iter().find(|gone| gone.code.id == access).expect("gone again");
    assert_eq!(access.occasion.label, "Done again: Merged “Access” into “Supply”");
    assert_eq!(access.into, Some(supply));
}

#[test]
fn a_code_that_nobody_applied_is_known_to_have_gone_into_one_of_several_namesakes() {
    let mut study = Study::new();
    let (access, unused) = (study.make("Access", None), study.make("Unused", None));
    study.make("Waiting", None);
    let there = study.make("Waiting", Some(access));
    study.project.merge_codes(&[unused], there, Wording::All).expect("merged");
    let gone = study.project.gone_codes().expect("the codes that are gone");
    assert_eq!(gone[0].into, Some(there));
    assert_eq!(gone[0].occasion.label, "Merged “Unused” into “Access > Waiting”");
}

#[test]
fn versions_days_and_steps_are_points_between_which_frameworks_differ() {
    let mut study = Study::new();
    let (access, money) = (study.make("Access", None), study.make("Money", None));
    study.project.name_version("March", None).expect("a version");
    let march = study.seq() - 1;
    let queues = study.make("Queues", None);
    study.change(access, wrote("Getting in"));
    study.project.merge_codes(&[money], queues, Wording::All).expect("merged");
    study.project.merge_codes(&[queues], access, Wording::All).expect("merged");
    study.make("Trust", Some(access));
    let project = &study.project;
    let now = project.snapshot().seq;

    assert_eq!(project.step_of("march").expect("a version"), march);
    assert_eq!(project.step_of(" 3 ").expect("a step"), 3);
    assert_eq!(project.step_of("2999-01-01").expect("a day"), now);
    assert_eq!(project.step_of("1999-01").expect("a month"), 0);
    let third = project.steps(Some(4), 1).expect("steps").remove(0);
    let at_third = project.step_of(&third.at).expect("a time");
    assert!((3..=now).contains(&at_third), "steps may share a millisecond");
    let said = |point: &str| project.step_of(point).expect_err("no point").to_string();
    assert_eq!(said("99"), format!("There is no step 99; the latest is {now}"));
    assert!(said("April").starts_with("“April” is no version of the framework, no day"));

    let difference = project.framework_difference(march, now).expect("a difference");
    let added: Vec<&str> = difference.added.iter().map(|added| added.path.as_str()).collect();
    assert_eq!(added, ["Access > Trust"]);
    let gone: Vec<_> =
        difference.gone.iter().map(|gone| (gone.path.as_str(), gone.into.as_deref())).collect();
    assert_eq!(gone, [("Money", Some("Access"))]);
    let [changed] = &difference.changed[..] else { panic!("{difference:?}") };
    assert_eq!(changed.code, access);
    assert_eq!(changed.differences[0].sentence(), "Wrote the definition: “Getting in”");
    assert!(project.framework_difference(now, now).expect("a difference").is_empty());
    assert!(project.framework_at(0).expect("a framework").is_empty());
    let back = project.framework_difference(now, march).expect("a difference");
    assert_eq!((back.added.len(), back.gone.len()), (1, 1));
}

#[test]
fn sources_coded_before_a_code_existed_are_to_be_looked_through() {
    let mut study = Study::new();
    let names = ["Interview 10", "Interview 2", "Interview 3", "Interview 4"];
    let [ten, two, three, four] = names.map(|name| study.source(name));
    let access = study.make("Access", None);
    for source in [ten, two, three] {
        study.code(source, 26, access);
    }
    // Times are told to the millisecond.
    std::thread::sleep(Duration::from_millis(3));
    let calls = study.make("Calls", None);
    let below = study.make("Missed", Some(calls));
    study.code(three, 40, below);
    study.code(four, 26, access);
    study.project.set_reviewed(calls, ten, true).expect("noted");
    let list = study.project.coded_before(calls).expect("a list");
    let told: Vec<_> = list.iter().map(|one| (one.name.as_str(), one.look, one.codings)).collect();
    assert_eq!(
        told,
        [
            ("Interview 2", Look::ToDo, 1),
            ("Interview 3", Look::Coded, 1),
            ("Interview 10", Look::Noted, 1),
        ]
    );
    assert!(study.project.coded_before(access).expect("a list").is_empty());
    study.project.set_reviewed(calls, ten, false).expect("noted");
    let list = study.project.coded_before(calls).expect("a list");
    assert_eq!(list.iter().filter(|source| source.is_done()).count(), 1);
}

#[test]
fn an_agenda_tells_what_is_new_and_what_is_open_and_names_no_source() {
    let mut study = Study::new();
    let source = study.source("Dr Miller GP ID 161");
    let (access, money, old) =
        (study.make("Access", None), study.make("Money", None), study.make("Old", None));
    let settled_before = study.project.ask_about_code(access, "Long ago?").expect("a question");
    study.project.settle_question(settled_before, true).expect("settled");
    study.project.name_version("March", None).expect("a version");

    let new = NewCode {
        name: "Neighbours".to_owned(),
        parent: Some(access),
        origin: Origin::Inductive,
        definition: "Who calls".to_owned(),
        ..NewCode::default()
    };
    let why = Because { text: "came up twice".to_owned(), meeting: "M51".to_owned() };
    study
        .project
        .because(why, |project| project.code_with_new(source, Span { start: 26, end: 43 }, &new))
        .expect("coded");
    // What is done again keeps its reason.
    study.project.undo().expect("undo");
    study.project.redo().expect("redo");
    study.change(access, wrote("Getting in"));
    study.project.merge_codes(&[money], access, Wording::All).expect("merged");
    study.project.delete_codes(&[old]).expect("deleted");
    let short = study.make("Short-lived", None);
    study.project.delete_codes(&[short]).expect("deleted");
    let defined = study.make("Defined", None);
    study.change(defined, wrote("But never used"));
    let away = study.make("Away", None);
    study.change(away, CodeChange::Archived(true));
    study.project.ask_about_code(access, "For whom?").expect("a question");
    let settled = study.project.ask_about_code(defined, "Needed?").expect("a question");
    study.project.answer_about_code(settled, "Yes.").expect("an answer");
    study.project.settle_question(settled, true).expect("settled");

    let agenda = study.project.agenda("March").expect("an agenda");
    let [inductive] = &agenda.inductive[..] else { panic!("{agenda:?}") };
    assert_eq!(inductive.path, "Access > Neighbours");
    assert_eq!(inductive.occasion.reason, "came up twice");
    let passage = inductive.passage.as_ref().expect("a passage");
    assert_eq!(
        (passage.text.as_str(), passage.label.as_str()),
        ("We wait for weeks", "[GP ID 161]")
    );
    let framework: Vec<&str> = agenda.framework.iter().map(|code| code.path.as_str()).collect();
    assert_eq!(framework, ["Defined", "Away"]);
    let [changed] = &agenda.changed[..] else { panic!("{agenda:?}") };
    assert_eq!((changed.path.as_str(), changed.occasions.len()), ("Access", 1));
    let [merged] = &agenda.merged[..] else { panic!("{agenda:?}") };
    assert_eq!((merged.path.as_str(), merged.into.as_deref()), ("Money", Some("Access")));
    let deleted: Vec<&str> = agenda.deleted.iter().map(|gone| gone.path.as_str()).collect();
    assert_eq!(deleted, ["Old"]);
    let questions: Vec<_> = agenda
        .questions
        .iter()
        .map(|asked| (asked.asked.text.as_str(), asked.is_settled))
        .collect();
    assert_eq!(questions, [("For whom?", false), ("Needed?", true)]);
    assert_eq!(agenda.questions[1].answers[0].text, "Yes.");
    let names = |list: &[marginalia::export::AgendaName]| -> Vec<String> {
        list.iter().map(|code| code.path.clone()).collect()
    };
    assert_eq!(names(&agenda.unused), ["Defined"]);
    assert!(names(&agenda.undefined).is_empty());
    let agenda_in = |format| write(format, &agenda_document(&agenda)).expect("written");
    let printed = String::from_utf8(agenda_in(DocumentFormat::Markdown)).expect("text");
    assert!(printed.contains("> We wait for weeks \\[GP ID 161\\]"), "{printed}");
    assert!(!printed.contains("Miller"), "{printed}");
    for format in DocumentFormat::ALL {
        assert!(!agenda_in(format).is_empty());
    }

    let all = study.project.agenda("0").expect("an agenda");
    assert_eq!((all.since.as_str(), all.changed.len()), ("the beginning", 0));
    assert!(all.framework.iter().any(|code| code.path == "Access"));
    assert!(study.project.agenda("2999-01-01").expect("an agenda").inductive.is_empty());
    assert!(matches!(study.project.agenda("May"), Err(ProjectError::UnknownPoint(_))));
}

/// One thing that may happen to a framework; numbers choose among what is there.
type Deal = (u8, u8, u8);

fn deal(project: &mut Project, source: SourceId, (what, a, b): Deal) -> Result<(), ProjectError> {
    let snapshot = project.snapshot().clone();
    let codes: Vec<CodeId> = snapshot.codes.codes().iter().map(|code| code.id).collect();
    let pick = |n: u8| match codes.len() {
        0 => Err(ProjectError::Gone("This code")),
        many => Ok(codes[usize::from(n) % many]),
    };
    let new = NewCode { name: format!("Code {}", b % 5), ..NewCode::default() };
    let span = Span { start: u32::from(a % 20), end: u32::from(a % 20 + b % 5 + 1) };
    match what % 16 {
        0 | 1 => project.make_code(&NewCode { parent: pick(a).ok(), ..new }).map(drop),
        2 => project.make_code(&NewCode { before: pick(a).ok(), ..new }).map(drop),
        3 => project.change_codes(&[pick(a)?], &CodeChange::Name(format!("Code {}", b % 5))),
        4 => project.change_codes(&[pick(a)?, pick(b)?], &wrote(&format!("“{b}”\n\"é\""))),
        5 => {
            let colour = (b % 3 != 0).then_some(Colour { red: b, green: 1, blue: 2 });
            project.change_codes(&[pick(a)?], &CodeChange::Colour(colour))
        }
        6 => {
            let change = match b % 4 {
                0 => CodeChange::Archived(b % 8 == 0),
                1 => CodeChange::Applicable(b % 8 == 1),
                2 => CodeChange::Origin(Origin::ALL[usize::from(b % 3)]),
                _ => CodeChange::Exclude(format!("not {b}")),
            };
            project.change_codes(&[pick(a)?], &change)
        }
        7 => {
            let parent = (b % 3 != 0).then(|| pick(b)).transpose()?;
            project.move_codes(&[pick(a)?], Placement { parent, before: None })
        }
        8 => project.merge_codes(&[pick(a)?], pick(b)?, Wording::All),
        9 => project.delete_codes(&[pick(a)?]),
        10 => project.gather_codes(&[pick(a)?, pick(b)?], &new).map(drop),
        11 => {
            let to = Placement { parent: (a % 2 == 0).then(|| pick(b)).transpose()?, before: None };
            project.copy_branch(pick(a)?, to, b % 2 == 0).map(drop)
        }
        12 => project.code(source, span, &[pick(b)?]).map(drop),
        13 => project.code_with_new(source, span, &new).map(drop),
        14 => project.undo().map(drop),
        _ => project.redo().map(drop),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_earlier_framework_is_the_one_that_was(
        deals in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 1..40),
    ) {
        let mut study = Study::new();
        let source = study.source("Interview 1");
        let mut states = vec![(study.seq(), study.tree())];
        for &dealt in &deals {
            match deal(&mut study.project, source, dealt) {
                Err(ProjectError::Store(error)) => prop_assert!(false, "{dealt:?}: {error}"),
                _ if states.last().is_some_and(|(step, _)| *step == study.seq()) => {}
                _ => states.push((study.seq(), study.tree())),
            }
        }
        let last = study.seq();
        for (step, tree) in &states {
            let then = study.project.framework_at(*step).expect("a framework");
            prop_assert_eq!(then.codes(), tree.codes(), "step {}", step);
            let difference = study.project.framework_difference(*step, last).expect("a difference");
            let expected = framework_difference(tree, &study.tree(), &HashMap::new());
            prop_assert_eq!(&difference.added, &expected.added);
            prop_assert_eq!(&difference.changed, &expected.changed);
            let gone = |of: &FrameworkDifference| -> Vec<CodeId> {
                of.gone.iter().map(|gone| gone.code).collect()
            };
            prop_assert_eq!(gone(&difference), gone(&expected));
        }
        // Each code that ever was can be told of, and its history begins with its making.
        let gone = study.project.gone_codes().expect("the codes that are gone");
        let there = study.tree();
        let ids = there.codes().iter().map(|code| code.id).chain(gone.iter().map(|gone| gone.code.id));
        for code in ids {
            let events = study.history(code);
            let begins = matches!(events.first().map(|event| &event.deeds[0]), Some(Deed::Made { .. }));
            prop_assert!(begins, "{:?}", events);
        }
    }
}

#[test]
fn a_long_history_is_read_quickly() {
    /// Far more than it takes; an answer that read the history once for every step would need minutes.
    const PATIENCE: Duration = Duration::from_secs(5);
    let mut study = Study::new();
    let text = "word ".repeat(25_000);
    let new = NewSource::new("Long".into(), SourceKind::Document, text, "UTF-8".into(), vec![]);
    study.project.add_sources(&[new]).expect("a source");
    let code = |number: usize| CodebookCode {
        path: vec![format!("Branch {}", number % 20), format!("Code {number}")],
        definition: Some("What it means".to_owned()),
        ..CodebookCode::default()
    };
    let book = Codebook::new((0..200).map(code)).expect("a framework");
    study.project.import_codebook(&book, Taking::Everything).expect("codes");
    let codings: Vec<CodingRow> = (0..100_000)
        .map(|number| CodingRow {
            line: number + 2,
            document: "Long".to_owned(),
            // Each code on a quotation of its own for every word.
            start: (number % 25_000) as u32 * 5,
            end: (number % 25_000) as u32 * 5 + 1 + (number / 25_000) as u32,
            code: format!("Branch {0} > Code {0}", number / 25_000),
            coder: "Kim".to_owned(),
        })
        .collect();
    study.project.import_codings(&codings).expect("codings");
    let code = |name: &str, study: &Study| study.tree().resolve(name).expect("a code").id;
    let (one, two) = (code("Code 1", &study), code("Code 2", &study));
    for number in 0..50 {
        study.change(one, wrote(&format!("Wording {number}")));
    }
    study.project.merge_codes(&[two], one, Wording::Own).expect("merged");
    let took = |what: &str, work: &mut dyn FnMut()| {
        let begun = Instant::now();
        work();
        let took = begun.elapsed();
        println!("{what}: {took:?}");
        assert!(took < PATIENCE, "{what}: {took:?}");
    };
    let mut events = Vec::new();
    took("the history of a code", &mut || events = study.history(one));
    assert_eq!(events.len(), 52);
    took("the framework at the beginning", &mut || {
        assert!(study.project.framework_at(1).expect("a framework").is_empty());
    });
    took("the framework before the last step", &mut || {
        let then = study.project.framework_at(study.seq() - 1).expect("a framework");
        assert_eq!(then.len(), 220);
    });
    took("the codes that are gone", &mut || {
        assert_eq!(study.project.gone_codes().expect("codes").len(), 1);
    });
    took("a difference", &mut || {
        study.project.framework_difference(3, study.seq()).expect("a difference");
    });
    took("what is to be looked through", &mut || {
        study.project.coded_before(one).expect("a list");
    });
    let project = &mut study.project;
    took("an agenda", &mut || drop(project.agenda("0").expect("an agenda")));
}
