//! Operations at their edges: what stands in the way, what has gone meanwhile, what must not be lost.

use std::fs;
use std::time::Duration;

use marginalia::domain::{CodeId, QuotationId, SourceId, SourceKind, Span};
use marginalia::project::{
    CodeChange, NewCode, NewSource, Project, ProjectError, Wording, write_export,
};
use marginalia::store::StoreError;
use tempfile::TempDir;

const TEXT: &str = "We trust them. They come when we call, and they stay.";

struct Study {
    folder: TempDir,
    project: Project,
    source: SourceId,
}

fn study() -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let kind = SourceKind::Document;
    let new = NewSource::new("A a interview".into(), kind, TEXT.into(), "UTF-8".into(), vec![]);
    project.add_sources(&[new]).expect("a source");
    let source = project.snapshot().sources[0].id;
    Study { folder, project, source }
}

impl Study {
    fn make(&mut self, parent: Option<CodeId>, name: &str) -> CodeId {
        let new = NewCode { parent, name: name.to_owned(), ..NewCode::default() };
        self.project.make_code(&new).expect("a code")
    }

    fn code(&mut self, start: u32, end: u32, code: CodeId) -> QuotationId {
        let coded = self.project.code(self.source, Span { start, end }, &[code]);
        coded.expect("coded").quotation
    }

    /// Each quotation's span, comment and codes with coders, as text.
    fn quotations(&self) -> Vec<String> {
        let snapshot = self.project.snapshot();
        let on = snapshot.codings(self.source).expect("codings");
        let words = |quotation: &marginalia::domain::Quotation| {
            let mut codings: Vec<String> = quotation
                .codings
                .iter()
                .map(|coding| {
                    let coder = &snapshot.coder(coding.coder).expect("a coder").name;
                    format!("{} by {coder}", snapshot.codes.path_text(coding.code))
                })
                .collect();
            codings.sort();
            let Span { start, end } = quotation.span;
            format!("{start}-{end} {:?} {}", quotation.comment, codings.join(", "))
        };
        on.quotations.iter().map(words).collect()
    }

    /// Undoes the latest step and does it again: the quotations must be as they were.
    fn undo_and_redo(&mut self, before: &[String]) {
        let after = self.quotations();
        self.project.undo().expect("undo");
        assert_eq!(self.quotations(), before);
        self.project.redo().expect("redo");
        assert_eq!(self.quotations(), after);
    }
}

#[test]
fn a_quotation_moved_onto_anothers_span_takes_it_in() {
    let mut study = study();
    let (trust, presence) = (study.make(None, "Trust"), study.make(None, "Presence"));
    let moved = study.code(3, 8, trust);
    let other = study.code(0, 14, presence);
    study.project.comment_quotation(moved, "mine").expect("a comment");
    study.project.comment_quotation(other, "theirs").expect("a comment");
    study.project.set_coder("Ada").expect("a coder");
    study.code(0, 14, trust);
    study.project.set_coder("Kim").expect("a coder");
    study.code(0, 14, trust);
    let before = study.quotations();
    study.project.move_quotation(moved, Span { start: 0, end: 14 }).expect("moved");
    assert_eq!(
        study.quotations(),
        ["0-14 \"mine\\n\\ntheirs\" Presence by Kim, Trust by Ada, Trust by Kim"]
    );
    assert!(study.project.snapshot().quotation(moved).is_some());
    study.undo_and_redo(&before);
}

#[test]
fn a_merge_into_a_code_above_loses_nothing() {
    let mut study = study();
    let above = study.make(None, "Care");
    let middle = study.make(Some(above), "Time");
    let merged = study.make(Some(middle), "Waiting");
    let inner = study.make(Some(merged), "Time");
    let innermost = study.make(Some(inner), "Waiting");
    study.code(0, 2, merged);
    study.code(3, 8, inner);
    study.code(9, 13, innermost);
    study.project.set_quick_code(3, Some(merged)).expect("a key");
    let before = study.quotations();
    study.project.merge_codes(&[merged], above, Wording::All).expect("merged");
    assert_eq!(
        study.quotations(),
        [
            "0-2 \"\" Care by Kim",
            "3-8 \"\" Care > Time by Kim",
            "9-13 \"\" Care > Time > Waiting by Kim"
        ]
    );
    assert_eq!(study.project.snapshot().quick_codes[2], Some(above));
    study.undo_and_redo(&before);
    let refused = study.project.merge_codes(&[above], middle, Wording::All);
    assert!(matches!(refused, Err(ProjectError::Circle(_))));
}

#[test]
fn a_recoded_quotation_that_has_both_codes_keeps_one() {
    let mut study = study();
    let (trust, presence) = (study.make(None, "Trust"), study.make(None, "Presence"));
    let quotation = study.code(3, 8, trust);
    study.code(3, 8, presence);
    study.project.recode(&[quotation], trust, presence).expect("recoded");
    assert_eq!(study.quotations(), ["3-8 \"\" Presence by Kim"]);
    // Whose coding it is does not change when nothing is to be recoded.
    study.project.set_coder("Ada").expect("a coder");
    study.project.recode(&[quotation], presence, presence).expect("nothing to do");
    assert_eq!(study.quotations(), ["3-8 \"\" Presence by Kim"]);
}

#[test]
fn what_has_gone_meanwhile_is_said_to_be_gone() {
    let mut study = study();
    let (gone, here) = (study.make(None, "Gone"), study.make(None, "Here"));
    let quotation = study.code(0, 2, here);
    study.project.delete_codes(&[gone]).expect("deleted");
    let span = Span { start: 3, end: 8 };
    let below = NewCode { parent: Some(gone), name: "Below".into(), ..NewCode::default() };
    let before = study.quotations();
    let to = marginalia::project::Placement { parent: Some(gone), before: None };
    let source = study.source;
    let project = &mut study.project;
    let refusals = [
        project.code(source, span, &[gone]).map(drop),
        project.code_with_new(source, span, &below).map(drop),
        project.code_quotations(&[quotation], &[gone]).map(drop),
        project.recode(&[quotation], here, gone),
        project.make_code(&below).map(drop),
        project.move_codes(&[here], to),
        project.set_quick_code(1, Some(gone)),
        project.merge_codes(&[here], gone, Wording::All),
    ];
    for (at, refusal) in refusals.into_iter().enumerate() {
        assert!(matches!(refusal, Err(ProjectError::Gone(_))), "{at}: {refusal:?}");
    }
    assert_eq!(study.quotations(), before);
    study.project.text(source).expect("a text that is now in memory");
    study.project.delete_sources(&[source]).expect("deleted");
    assert!(matches!(study.project.text(source), Err(ProjectError::Gone(_))));
    let refused = study.project.code(source, span, &[here]);
    assert!(matches!(refused, Err(ProjectError::Gone("This source"))), "{refused:?}");
}

#[test]
fn steps_are_told_in_whole_words() {
    let mut study = study();
    study.project.set_source_kind(&[study.source], SourceKind::Fieldnote).expect("a kind");
    let label = study.project.undo().expect("undone");
    assert_eq!(label, "Made “A a interview” a fieldnote");
    study.project.set_source_kind(&[study.source], SourceKind::Interview).expect("a kind");
    assert_eq!(study.project.undo().expect("undone"), "Made “A a interview” an interview");
}

#[test]
fn the_open_project_is_never_opened_read_or_replaced_beside_itself() {
    let Study { folder, mut project, .. } = study();
    let path = folder.path().join("Study.marginalia");
    let other_name = folder.path().join(".").join("Study.marginalia");
    let again = Project::open(&other_name, Duration::ZERO).map(drop);
    assert!(matches!(again, Err(ProjectError::Store(StoreError::InUse { .. }))), "{again:?}");
    let table = project.import_table_file(&other_name).map(drop);
    assert!(matches!(table, Err(ProjectError::OwnFile(_))), "{table:?}");
    let export = write_export(&path, b"code,quote");
    assert!(matches!(export, Err(ProjectError::OwnFile(_))), "{export:?}");
    drop(project);
    assert!(fs::read(&path).expect("the file").starts_with(b"SQLite format 3"));
    assert!(Project::open(&path, Duration::ZERO).is_ok());
}

#[test]
fn a_code_merged_beside_the_one_above_it_goes_where_it_was_sent() {
    let mut study = study();
    let into = study.make(None, "A");
    let namesake = study.make(Some(into), "Y");
    let above = study.make(None, "X");
    let below = study.make(Some(above), "Y");
    study.code(0, 2, above);
    study.code(3, 8, below);
    study.code(9, 13, namesake);
    let foreseen =
        study.project.snapshot().foresee_merge(&[above, below], into).expect("no circle");
    assert_eq!((foreseen.codes, foreseen.moved, foreseen.merged), (2, 0, 0));
    study.project.merge_codes(&[above, below], into, Wording::All).expect("merged");
    assert_eq!(
        study.quotations(),
        ["0-2 \"\" A by Kim", "3-8 \"\" A by Kim", "9-13 \"\" A > Y by Kim"]
    );
    // A sub-code that nobody chose comes along and is not merged away.
    let (chosen, other) = (study.make(Some(into), "Q"), study.make(None, "P"));
    let kept = study.make(Some(other), "Q");
    study.code(14, 18, kept);
    study.project.merge_codes(&[other, chosen], into, Wording::Own).expect("merged");
    assert_eq!(study.quotations()[3], "14-18 \"\" A > Q by Kim");
}

#[test]
fn a_name_is_given_once_under_a_parent() {
    let mut study = study();
    let (one, two) = (study.make(None, "One"), study.make(None, "Two"));
    study.code(0, 2, one);
    let coding = study.project.snapshot().quotations().next().expect("a quotation").1.codings[0].id;
    let renamed = study.project.change_codes(&[one, two], &CodeChange::Name("Both".to_owned()));
    assert!(matches!(renamed, Err(ProjectError::CodeExists(_))), "{renamed:?}");
    // A code is not split into itself.
    let new = NewCode { name: " One ".to_owned(), ..NewCode::default() };
    let split = study.project.split_to_new(one, &[coding], &new);
    assert!(matches!(split, Err(ProjectError::CodeExists(_))), "{split:?}");
    assert_eq!(study.quotations(), ["0-2 \"\" One by Kim"]);
}

/// What was said of each coding, by span.
fn comments(study: &Study) -> Vec<String> {
    let on = study.project.snapshot().codings(study.source).expect("codings");
    let codings = on.quotations.iter().flat_map(|quotation| &quotation.codings);
    codings.map(|coding| coding.comment.clone()).collect()
}

#[test]
fn no_comment_of_a_coding_is_lost() {
    let mut study = study();
    let (trust, presence) = (study.make(None, "Trust"), study.make(None, "Presence"));
    let (short, long) = (study.code(3, 8, trust), study.code(3, 13, trust));
    let all = study.project.snapshot().codings(study.source).expect("codings").clone();
    for (quotation, comment) in all.quotations.iter().zip(["long", "short"]) {
        study.project.comment_coding(quotation.codings[0].id, comment).expect("commented");
    }
    study.project.move_quotation(short, Span { start: 3, end: 13 }).expect("joined");
    assert_eq!(comments(&study), ["short\n\nlong"]);
    study.project.undo().expect("undone");
    study.code(3, 13, presence);
    study.project.recode(&[long], trust, presence).expect("recoded");
    assert_eq!(comments(&study), ["long", "short"]);
}

#[test]
fn an_archived_code_takes_no_coding_by_its_name() {
    let mut study = study();
    let trust = study.make(None, "Trust");
    study.project.change_codes(&[trust], &CodeChange::Archived(true)).expect("archived");
    let new = NewCode { name: "Trust".into(), ..NewCode::default() };
    let span = Span { start: 3, end: 8 };
    let refused = study.project.code_with_new(study.source, span, &new);
    assert!(matches!(refused, Err(ProjectError::Archived(_))));
    let below = NewCode { name: "Lost".into(), parent: Some(trust), ..NewCode::default() };
    let refused = study.project.code_with_new(study.source, span, &below);
    assert!(matches!(refused, Err(ProjectError::Archived(_))));
    assert!(study.quotations().is_empty());
}

#[test]
fn what_only_an_example_or_a_link_kept_goes_with_it() {
    let mut study = study();
    let trust = study.make(None, "Trust");
    let quotation = study.project.code(study.source, Span { start: 3, end: 8 }, &[]);
    let quotation = quotation.expect("a quotation").quotation;
    study.project.set_example(trust, quotation, true).expect("an example");
    study.project.delete_codes(&[trust]).expect("deleted");
    assert!(study.quotations().is_empty());
    study.project.undo().expect("undone");
    let other = study.project.code(study.source, Span { start: 9, end: 13 }, &[]);
    let other = other.expect("a quotation").quotation;
    study.project.link_quotations(quotation, other, "explains").expect("linked");
    study.project.delete_quotations(&[quotation]).expect("deleted");
    assert!(study.quotations().is_empty());
}
