//! Whatever is done can be undone and done again, and a project that is opened again is the one that was closed.

mod outputs;
mod register;
mod writing;

use std::time::Duration;

use marginalia::domain::{
    BracketClass, CodeId, CodingId, Colour, Origin, QuotationId, SourceId, SourceKind, Span,
};
use marginalia::import::codebook::{Codebook, CodebookCode};
use marginalia::import::codings_csv::CodingRow;
use marginalia::project::{
    Because, CodeChange, Fate, NewCode, NewSource, Placement, Project, ProjectError, Taking,
    Wording,
};
use marginalia::text::Edit;
use proptest::prelude::*;

const TEXT: &str =
    "INT: Wie geht’s?\nGP ID 161: We 👩‍👧 trust them — ça va.\nINT: Why?\nGP ID 161: שלום.\n";

/// One thing a person may do; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    AddSource(u8),
    RenameSource(u8, u8),
    Kind(u8, bool),
    DeleteSource(u8),
    MakeCode(u8, u8),
    Rename(u8, u8),
    Define(u8, u8),
    Colour(u8, u8),
    Move(u8, u8, u8),
    Merge(u8, u8),
    DeleteCode(u8),
    Framework(u8),
    Code(u8, u8, u8, u8),
    CodeWithNew(u8, u8, u8),
    Recode(u8, u8, u8),
    Uncode(u8, u8),
    MoveQuotation(u8, u8, u8),
    Comment(u8, u8),
    DeleteQuotation(u8),
    QuickCode(u8, u8),
    Table(u8, u8),
    Coder(u8),
    EditText(u8, u8, u8, u8),
    Redact(u8, u8),
    ReplaceFile(u8, u8),
    AcceptPlace(u8),
    SetSpeaker(u8, u8, u8),
    RenameSpeaker(u8),
    SplitTurn(u8, u8),
    JoinTurn(u8, u8),
    Observer(u8, u8, u8),
    Bracket(u8, u8),
    Facts(u8, u8),
    Register(u8, u8, u8),
    Outputs(u8, u8, u8),
    Writing(u8, u8, u8),
    Describe(u8, u8, u8),
    Reshape(u8, u8, u8, u8),
    Note(u8, u8, u8, u8),
    Pick(u8, u8, u8),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let n = any::<u8>;
    prop_oneof![
        2 => n().prop_map(Deed::AddSource),
        1 => (n(), n()).prop_map(|(a, b)| Deed::RenameSource(a, b)),
        1 => (n(), any::<bool>()).prop_map(|(a, b)| Deed::Kind(a, b)),
        1 => n().prop_map(Deed::DeleteSource),
        3 => (n(), n()).prop_map(|(a, b)| Deed::MakeCode(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Rename(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Define(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Colour(a, b)),
        2 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Move(a, b, c)),
        2 => (n(), n()).prop_map(|(a, b)| Deed::Merge(a, b)),
        1 => n().prop_map(Deed::DeleteCode),
        1 => n().prop_map(Deed::Framework),
        6 => (n(), n(), n(), n()).prop_map(|(a, b, c, d)| Deed::Code(a, b, c, d)),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::CodeWithNew(a, b, c)),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Recode(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Uncode(a, b)),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::MoveQuotation(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Comment(a, b)),
        1 => n().prop_map(Deed::DeleteQuotation),
        1 => (n(), n()).prop_map(|(a, b)| Deed::QuickCode(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Table(a, b)),
        1 => n().prop_map(Deed::Coder),
        3 => (n(), n(), n(), n()).prop_map(|(a, b, c, d)| Deed::EditText(a, b, c, d)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Redact(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::ReplaceFile(a, b)),
        1 => n().prop_map(Deed::AcceptPlace),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::SetSpeaker(a, b, c)),
        1 => n().prop_map(Deed::RenameSpeaker),
        1 => (n(), n()).prop_map(|(a, b)| Deed::SplitTurn(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::JoinTurn(a, b)),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Observer(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Deed::Bracket(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Deed::Facts(a, b)),
        6 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Register(a, b, c)),
        8 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Outputs(a, b, c)),
        16 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Writing(a, b, c)),
        3 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Describe(a, b, c)),
        6 => (n(), n(), n(), n()).prop_map(|(a, b, c, d)| Deed::Reshape(a, b, c, d)),
        6 => (n(), n(), n(), n()).prop_map(|(a, b, c, d)| Deed::Note(a, b, c, d)),
        3 => (n(), n(), n()).prop_map(|(a, b, c)| Deed::Pick(a, b, c)),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

fn pick<T: Copy>(from: &[T], n: u8) -> Option<T> {
    (!from.is_empty()).then(|| from[usize::from(n) % from.len()])
}

fn span(project: &mut Project, source: SourceId, a: u8, b: u8) -> Option<Span> {
    let length = project.text(source).ok()?.length();
    Some(Span::between(u32::from(a) % (length + 1), u32::from(b) % (length + 1)))
}

/// Does a deed; refusals are fine, faults are not.
fn perform(project: &mut Project, deed: &Deed) -> Result<(), ProjectError> {
    let snapshot = project.snapshot().clone();
    let codes: Vec<CodeId> = snapshot.codes.codes().iter().map(|code| code.id).collect();
    let sources: Vec<SourceId> = snapshot.sources.iter().map(|source| source.id).collect();
    let mut quotations: Vec<QuotationId> = snapshot.quotations().map(|(_, q)| q.id).collect();
    quotations.sort();
    let code = |n| pick(&codes, n).ok_or(ProjectError::Gone("This code"));
    let source = |n| pick(&sources, n).ok_or(ProjectError::Gone("This source"));
    let quotation = |n| pick(&quotations, n).ok_or(ProjectError::Gone("This quotation"));
    match *deed {
        Deed::AddSource(n) => {
            let text = format!("{TEXT}{}\n", n % 8);
            let new = NewSource::new(
                format!("Source {}", n % 3),
                SourceKind::Interview,
                text,
                "UTF-8".into(),
                vec![],
            );
            project.add_sources(&[new]).map(drop)
        }
        Deed::RenameSource(a, b) => project.rename_source(source(a)?, &format!("Name {}", b % 4)),
        Deed::Kind(a, note) => {
            let kind = if note { SourceKind::Fieldnote } else { SourceKind::Document };
            project.set_source_kind(&[source(a)?], kind)
        }
        Deed::DeleteSource(a) => project.delete_sources(&[source(a)?]),
        Deed::MakeCode(a, b) => {
            let parent = (a % 3 != 0).then(|| code(a)).transpose().unwrap_or(None);
            let new = NewCode { parent, name: format!("Code {}", b % 6), ..NewCode::default() };
            project.make_code(&new).map(drop)
        }
        Deed::Rename(a, b) => {
            project.change_codes(&[code(a)?], &CodeChange::Name(format!("Code {}", b % 6)))
        }
        Deed::Define(a, b) => {
            project.change_codes(&[code(a)?], &CodeChange::Definition(format!("“{b}”\n\"é\"")))
        }
        Deed::Colour(a, b) => {
            let colour = (b % 3 != 0).then_some(Colour { red: b, green: 1, blue: 2 });
            project.change_codes(&[code(a)?], &CodeChange::Colour(colour))
        }
        Deed::Move(a, b, c) => {
            let parent = (b % 4 != 0).then(|| code(b)).transpose()?;
            project.move_codes(&[code(a)?], Placement { parent, before: pick(&codes, c) })
        }
        Deed::Merge(a, b) => project.merge_codes(&[code(a)?], code(b)?, Wording::All),
        Deed::DeleteCode(a) => project.delete_codes(&[code(a)?]),
        Deed::Framework(a) => {
            let row = |path: &[&str]| CodebookCode {
                path: path.iter().map(|&name| name.to_owned()).collect(),
                definition: Some(format!("{a}")),
                ..CodebookCode::default()
            };
            let book = Codebook::new([row(&["Code 1", "Below"]), row(&["Code 2"])]);
            project.import_codebook(&book.expect("a framework"), Taking::Everything).map(drop)
        }
        Deed::Code(a, b, c, d) => {
            let source = source(a)?;
            let span = span(project, source, b, c).ok_or(ProjectError::NothingSelected)?;
            let codes = pick(&codes, d).into_iter().collect::<Vec<_>>();
            project.code(source, span, &codes).map(drop)
        }
        Deed::CodeWithNew(a, b, c) => {
            let source = source(a)?;
            let span = span(project, source, b, c).ok_or(ProjectError::NothingSelected)?;
            let new = NewCode {
                name: format!("New {}", c % 3),
                origin: Origin::InVivo,
                ..NewCode::default()
            };
            project.code_with_new(source, span, &new).map(drop)
        }
        Deed::Recode(a, b, c) => project.recode(&[quotation(a)?], code(b)?, code(c)?),
        Deed::Uncode(a, b) => project.uncode(&[quotation(a)?], code(b)?),
        Deed::MoveQuotation(a, b, c) => {
            let id = quotation(a)?;
            let on = snapshot.quotation(id).ok_or(ProjectError::Gone("This quotation"))?.0;
            let span = span(project, on, b, c).ok_or(ProjectError::NothingSelected)?;
            project.move_quotation(id, span).map(drop)
        }
        Deed::Comment(a, b) => {
            project.comment_quotation(quotation(a)?, if b % 3 == 0 { "" } else { "noted" })
        }
        Deed::DeleteQuotation(a) => project.delete_quotations(&[quotation(a)?]),
        Deed::QuickCode(a, b) => project.set_quick_code(a % 9 + 1, pick(&codes, b)),
        Deed::Table(a, b) => {
            let name =
                snapshot.source(source(a)?).ok_or(ProjectError::Gone("This source"))?.name.clone();
            let row = |line, coder: &str, end| CodingRow {
                line,
                document: name.clone(),
                start: u32::from(b % 9),
                end,
                code: snapshot
                    .codes
                    .path_text(codes.first().copied().unwrap_or(CodeId::new(Default::default()))),
                coder: coder.to_owned(),
            };
            project
                .import_codings(&[row(2, "Ada", 12), row(3, "Ben", 12), row(4, "Ada", 30)])
                .map(drop)
        }
        Deed::Coder(a) => project.set_coder(["Kim", "Ada", "Zoë"][usize::from(a % 3)]),
        Deed::EditText(a, b, c, d) => {
            let source = source(a)?;
            let span = span(project, source, b, c).ok_or(ProjectError::NothingSelected)?;
            let with = ["", "ø", "\nINT: And?\nGP ID 161: ", "👩‍👧 we", "\u{301}"];
            let with = with[usize::from(d) % with.len()].to_owned();
            project.edit_text(source, vec![Edit { span, with }]).map(drop)
        }
        Deed::Redact(a, b) => {
            let source = source(a)?;
            let text = project.text(source)?;
            let edits = text.as_str().match_indices("INT").map(|(byte, words)| Edit {
                span: text.span_of(byte..byte + words.len()),
                with: format!("[Researcher {b}]"),
            });
            project.redact(vec![(source, edits.collect())]).map(drop)
        }
        Deed::ReplaceFile(a, b) => {
            let source = source(a)?;
            let text = format!("{TEXT}{b}\n").replace("trust", "know");
            let kind = SourceKind::Interview;
            let new = NewSource::new("Newer".into(), kind, text, "UTF-8".into(), vec![]);
            project.bring_in(&[&new], &[Fate::Replace(source)]).map(drop)
        }
        Deed::AcceptPlace(a) => project.accept_place(&[quotation(a)?]),
        Deed::SetSpeaker(a, b, c) => {
            project.set_speaker(source(a)?, u32::from(b), (c % 3 != 0).then_some("Ann"))
        }
        Deed::RenameSpeaker(a) => {
            project.rename_speaker(&[source(a)?], &["INT".into(), "Ann".into()], "Kim").map(drop)
        }
        Deed::SplitTurn(a, b) => project.split_turn(source(a)?, u32::from(b), Some("Zoë")),
        Deed::JoinTurn(a, b) => project.join_turn(source(a)?, u32::from(b)),
        Deed::Observer(a, b, c) => {
            let source = source(a)?;
            let span = span(project, source, b, c).ok_or(ProjectError::NothingSelected)?;
            project.mark_observer(source, span)
        }
        Deed::Bracket(a, b) => {
            let span = Span { start: 0, end: 5 };
            let class = BracketClass::ALL[usize::from(b) % 5];
            project.class_brackets(&[(source(a)?, span)], class)
        }
        Deed::Facts(a, b) => {
            let of = [source(a)?];
            match b % 5 {
                0 => project.set_date(&of, "2012-03".parse().ok()),
                1 => project.set_case(&of, ["Site 3", ""][usize::from(b / 5 % 2)]),
                2 => project.set_people(&of, &["GP ID 161".to_owned(), "Ann".to_owned()]),
                3 => project.set_attribute(&of, "Size", ["large", "small", ""][usize::from(b % 3)]),
                _ => project.set_language(&of, Some("en".to_owned())),
            }
        }
        Deed::Register(a, b, c) => register::perform(project, a, b, c),
        Deed::Outputs(a, b, c) => outputs::perform(project, a, b, c),
        Deed::Writing(a, b, c) => writing::perform(project, a, b, c),
        Deed::Describe(a, b, c) => {
            let change = match c % 6 {
                0 => CodeChange::Include(format!("when {b}")),
                1 => CodeChange::Exclude(format!("not {b}")),
                2 => CodeChange::Question(format!("RQ {}", b % 3)),
                3 => CodeChange::Origin(Origin::ALL[usize::from(b % 3)]),
                4 => CodeChange::Applicable(b % 2 == 0),
                _ => CodeChange::Archived(b % 2 == 0),
            };
            project.change_codes(&[code(a)?, code(b)?], &change)
        }
        Deed::Reshape(a, b, c, d) => {
            let (one, two, three) = (code(a)?, code(b)?, code(c)?);
            let place = Placement { parent: (d % 5 != 0).then_some(two), before: Some(three) };
            let codings: Vec<(CodingId, CodeId)> = snapshot
                .quotations()
                .flat_map(|(_, quotation)| &quotation.codings)
                .filter(|coding| coding.code == one)
                .map(|coding| (coding.id, two))
                .collect();
            let why = Because { text: "so agreed".into(), meeting: "M51".into() };
            project.because(why, |project| match d % 6 {
                0 => project.move_codes(&[one, two, three], place),
                1 => project.merge_codes(&[one, three], two, Wording::Of(one)),
                2 => project.merge_codes(&[three, one], two, Wording::Own),
                3 => {
                    let new = NewCode { name: format!("Code {}", b % 6), ..NewCode::default() };
                    project.gather_codes(&[one, two, three], &new).map(drop)
                }
                4 => project.split_code(one, &codings),
                _ => project.copy_branch(one, place, b % 2 == 0).map(drop),
            })
        }
        Deed::Note(a, b, c, d) => {
            let questions = &snapshot.notes.questions;
            let asked = pick(&questions.iter().map(|q| q.id).collect::<Vec<_>>(), b);
            let asked = asked.ok_or(ProjectError::Gone("This question"));
            let set = pick(&snapshot.notes.sets.iter().map(|set| set.id).collect::<Vec<_>>(), b);
            let set = set.ok_or(ProjectError::Gone("This set"));
            match d % 12 {
                0 => project.set_example(code(a)?, quotation(b)?, c % 3 != 0),
                1 => project.link_codes(code(a)?, code(b)?, "leads to").map(drop),
                2 => {
                    let link = snapshot.notes.links.first().ok_or(ProjectError::Gone("This link"));
                    project.unlink_codes(link?.id)
                }
                3 | 4 => project
                    .add_to_set(["Money", "Trust"][usize::from(c % 2)], &[code(a)?, code(b)?])
                    .map(drop),
                5 => project.take_from_set(set?, &[code(a)?]),
                6 => project.ask_about_code(code(a)?, "Is this not the same?").map(drop),
                7 => project.answer_about_code(asked?, "No.").map(drop),
                8 => match c % 3 {
                    0 => project.delete_question(asked?),
                    settled => project.settle_question(asked?, settled == 1),
                },
                9 => project.name_version(&format!("Version {}", c % 4), None).map(drop),
                10 => {
                    let why = Because {
                        text: ["", "why"][usize::from(c % 2)].into(),
                        meeting: String::new(),
                    };
                    project.note_reason(snapshot.seq, &why)
                }
                _ => project.set_reviewed(code(a)?, source(b)?, c % 3 != 0),
            }
        }
        Deed::Pick(a, b, c) => match c % 4 {
            0 => project.flag_quotations(&[quotation(a)?, quotation(b)?], "typical", b % 3 != 0),
            1 => project.link_quotations(quotation(a)?, quotation(b)?, "explains").map(drop),
            2 => {
                let link = snapshot.quotation_links.first().ok_or(ProjectError::Gone("This link"));
                project.unlink_quotations(link?.id)
            }
            _ => {
                let all = snapshot.quotations().flat_map(|(_, quotation)| &quotation.codings);
                let mut all: Vec<CodingId> = all.map(|coding| coding.id).collect();
                all.sort();
                let coding = pick(&all, a).ok_or(ProjectError::Gone("This coding"))?;
                project.comment_coding(coding, ["", "I was unsure"][usize::from(b % 2)])
            }
        },
        Deed::Undo => project.undo().map(drop),
        Deed::Redo => project.redo().map(drop),
    }
}

/// Everything in a project but its list of coders, as text: equal texts are equal projects.
fn dump(project: &mut Project) -> String {
    let snapshot = project.snapshot().clone();
    let mut lines = vec![format!("{:?}", snapshot.totals())];
    for code in snapshot.codes.codes() {
        lines.push(format!("{code:?} {:?}", snapshot.counts.of(code.id)));
    }
    lines.push(format!("{:?} {:?}", snapshot.notes, snapshot.quotation_links));
    lines.push(format!("{:?} {:?} {:?}", snapshot.cases, snapshot.people, snapshot.meetings));
    lines.push(format!("{:?} {:?} {:?}", snapshot.attributes, snapshot.styles, snapshot.outputs));
    lines.push(format!("{:?} {:?} {:?}", snapshot.memos, snapshot.matrices, snapshot.summaries));
    lines.push(format!("{:?} {:?}", snapshot.boards, snapshot.reads));
    for code in snapshot.codes.codes() {
        lines.push(format!("{:?}", project.reviewed(code.id)));
    }
    for step in 1..=snapshot.seq {
        lines.extend(project.reason_of(step).expect("a reason").map(|why| format!("{why:?}")));
    }
    for info in snapshot.sources.iter() {
        let text = project.text(info.id).expect("a text");
        lines.push(format!("{info:?} {}", text.as_str()));
        lines.push(format!("{:?}", snapshot.codings(info.id)));
        lines.push(format!("{:?}", project.markup(info.id)));
    }
    lines.join("\n")
}

/// The faults that no deed may meet.
fn is_fault(error: &ProjectError) -> bool {
    matches!(error, ProjectError::Store(error) if !matches!(error, marginalia::store::StoreError::Gone(_)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn everything_can_be_undone_and_redone(deeds in prop::collection::vec(deed(), 1..40)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Study.marginalia");
        let mut project = Project::create(&path).expect("a project");
        project.set_coder("Kim").expect("a coder");
        let mut states = vec![dump(&mut project)];
        for deed in deeds.iter().filter(|deed| !matches!(deed, Deed::Undo | Deed::Redo)) {
            let seq = project.snapshot().seq;
            if let Err(error) = perform(&mut project, deed) {
                prop_assert!(!is_fault(&error), "{deed:?}: {error}");
            }
            if project.snapshot().seq != seq && !matches!(deed, Deed::Coder(_)) {
                states.push(dump(&mut project));
            } else {
                let now = dump(&mut project);
                prop_assert_eq!(&now, states.last().expect("a state"));
            }
        }
        drop(project);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        prop_assert_eq!(&dump(&mut project), states.last().expect("a state"));
        for state in states.iter().rev().skip(1) {
            project.undo().expect("undo");
            prop_assert_eq!(&dump(&mut project), state);
        }
        for state in &states[1..] {
            project.redo().expect("redo");
            prop_assert_eq!(&dump(&mut project), state);
        }
        prop_assert!(project.check().expect("a check").is_empty());
    }

    #[test]
    fn snapshots_renewed_step_by_step_are_those_read_anew(deeds in prop::collection::vec(deed(), 1..60)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Study.marginalia");
        let mut project = Project::create(&path).expect("a project");
        project.set_coder("Kim").expect("a coder");
        for deed in &deeds {
            if let Err(error) = perform(&mut project, deed) {
                prop_assert!(!is_fault(&error), "{deed:?}: {error}");
            }
        }
        let coders = project.snapshot().coders.clone();
        let (renewed, undo, redo) = (dump(&mut project), project.snapshot().undo.clone(), project.snapshot().redo.clone());
        drop(project);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        prop_assert_eq!(dump(&mut project), renewed);
        prop_assert_eq!(&project.snapshot().coders, &coders);
        prop_assert_eq!(&project.snapshot().undo, &undo);
        prop_assert_eq!(&project.snapshot().redo, &redo);
    }
}

#[test]
fn an_operation_that_fails_half_way_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let new =
        NewSource::new("A".into(), SourceKind::Document, "words".into(), "UTF-8".into(), vec![]);
    project.add_sources(&[new]).expect("a source");
    let made = project.make_code(&NewCode { name: "Trust".into(), ..NewCode::default() });
    made.expect("a code");
    let before = dump(&mut project);
    let row = |line, end| CodingRow {
        line,
        document: "A".into(),
        start: 0,
        end,
        code: "Trust".into(),
        coder: "New coder".into(),
    };
    let refused = project.import_codings(&[row(2, 3), row(3, 99)]).expect_err("a refusal");
    assert_eq!(
        refused.to_string(),
        "Row 3: 0 to 99 lies past the end of “A”, which has 5 characters. Nothing was imported"
    );
    assert_eq!(dump(&mut project), before);
}

#[test]
fn a_merge_of_thousands_is_taken_in_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let text = "word ".repeat(3_000);
    let new = NewSource::new("Long".into(), SourceKind::Document, text, "UTF-8".into(), vec![]);
    project.add_sources(&[new]).expect("a source");
    let make = |project: &mut Project, name: &str| {
        let new = NewCode { name: name.into(), ..NewCode::default() };
        project.make_code(&new).expect("a code")
    };
    let (from, into) = (make(&mut project, "Trust"), make(&mut project, "Confidence"));
    let rows: Vec<CodingRow> = (0..2_600)
        .map(|number| CodingRow {
            line: number + 2,
            document: "Long".into(),
            start: number as u32 * 5,
            end: number as u32 * 5 + 4,
            code: if number % 7 == 0 { "Confidence" } else { "Trust" }.into(),
            coder: "Kim".into(),
        })
        .collect();
    project.import_codings(&rows).expect("codings");
    let before = dump(&mut project);
    project.merge_codes(&[from], into, Wording::All).expect("merged");
    let merged = dump(&mut project);
    assert_eq!(project.snapshot().counts.of(into).own, 2_600);
    project.undo().expect("undone");
    assert_eq!(dump(&mut project), before);
    project.redo().expect("redone");
    drop(project);
    let mut project = Project::open(&path, Duration::ZERO).expect("the project");
    assert_eq!(dump(&mut project), merged);
}
