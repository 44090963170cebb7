//! Texts that change after they were coded: what follows its words, what is flagged, and what the history keeps.

use std::fs;
use std::time::Duration;

use marginalia::domain::{
    CodeId, Markup, MarkupKind, Quotation, QuotationId, SourceId, SourceKind, Span,
};
use marginalia::project::{
    Edited, Fate, Found, Imported, NewCode, NewSource, Project, ProjectError, SearchQuestion,
};
use marginalia::text::{Edit, Text};
use tempfile::TempDir;

const TALK: &str = "INT: How did it come about?\nGP ID 161: We were told in March, by the board.\nINT: By whom?\nGP ID 161: Nobody in particular.\n";

struct Study {
    folder: TempDir,
    project: Project,
    source: SourceId,
    code: CodeId,
}

impl Study {
    fn new() -> Self {
        Self::with(source("Talk", TALK))
    }

    fn with(new: NewSource) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("Study.marginalia");
        let mut project = Project::create(&file).expect("a project");
        project.set_coder("Kim").expect("a coder");
        project.add_sources(&[new]).expect("a source");
        let source = project.snapshot().sources[0].id;
        let code = NewCode { name: "Trust".to_owned(), ..NewCode::default() };
        let code = project.make_code(&code).expect("a code");
        Self { folder, project, source, code }
    }

    fn text(&mut self) -> Text {
        self.project.text(self.source).expect("a text")
    }

    /// Where words stand first.
    fn place(&mut self, words: &str) -> Span {
        let text = self.text();
        let start = text.as_str().find(words).unwrap_or_else(|| panic!("no “{words}”"));
        text.span_of(start..start + words.len())
    }

    fn mark(&mut self, words: &str) -> QuotationId {
        let span = self.place(words);
        let coded = self.project.code(self.source, span, &[self.code]);
        coded.expect("a coding").quotation
    }

    fn edit(&mut self, words: &str, with: &str) -> Edited {
        let span = self.place(words);
        let edit = Edit { span, with: with.to_owned() };
        self.project.edit_text(self.source, vec![edit]).expect("an edit")
    }

    fn quotation(&self, id: QuotationId) -> Quotation {
        self.project.snapshot().quotation(id).expect("a quotation").1.clone()
    }

    fn words(&mut self, id: QuotationId) -> String {
        let span = self.quotation(id).span;
        self.text().slice(span).to_owned()
    }

    /// Speakers with their words, the marker left out.
    fn turns(&mut self) -> Vec<(String, String)> {
        let text = self.text();
        let on = self.project.snapshot().codings(self.source).expect("what stands on it").clone();
        let turns = on.turns.iter().map(|turn| {
            let said = Span { start: turn.span.start + turn.marker, ..turn.span };
            let speaker = turn.speaker.as_deref().unwrap_or_default().to_owned();
            (speaker, text.slice(said).to_owned())
        });
        turns.collect()
    }

    fn found(&mut self, words: &str) -> usize {
        let question = SearchQuestion::new(words, 50);
        let Found { hits, .. } = self.project.search(&question).expect("an answer");
        hits.len()
    }

    /// Everything that an edit may change, as text.
    fn state(&mut self) -> String {
        let (source, text) = (self.source, self.text());
        let info = self.project.snapshot().source(source).expect("a source").clone();
        let on = self.project.snapshot().codings(source).expect("what stands on it").clone();
        let markup = self.project.markup(source).expect("markup");
        format!("{}\n{info:?}\n{on:?}\n{markup:?}", text.as_str())
    }

    fn reopened(self) -> Self {
        let path = self.project.snapshot().path.clone();
        drop(self.project);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        project.set_coder("Kim").expect("a coder");
        Self { project, ..self }
    }

    fn size(&self) -> u64 {
        fs::metadata(self.folder.path().join("Study.marginalia")).expect("the file").len()
    }
}

fn source(name: &str, text: &str) -> NewSource {
    let kind = SourceKind::Interview;
    NewSource::new(name.to_owned(), kind, text.to_owned(), "UTF-8".to_owned(), Vec::new())
}

fn edit(start: u32, end: u32, with: &str) -> Edit {
    Edit { span: Span { start, end }, with: with.to_owned() }
}

#[test]
fn quotations_follow_their_words_and_an_undo_brings_everything_back() {
    let mut study = Study::new();
    let (told, board) = (study.mark("We were told in March"), study.mark("the board"));
    let whole = study.mark("INT: By whom?");
    let before = study.state();
    let edited = study.edit("were told in", "had been told about it in");
    assert_eq!((edited.places, edited.carried, edited.lost), (1, 3, Vec::new()));
    assert_eq!(study.words(told), "We had been told about it in March");
    assert_eq!(study.words(board), "the board");
    assert_eq!(study.words(whole), "INT: By whom?");
    assert!([told, board, whole].iter().all(|&id| study.quotation(id).was.is_none()));
    let info = study.project.snapshot().source(study.source).expect("a source").clone();
    assert_eq!(info.length, study.text().length());
    assert_eq!(info.sha256, marginalia::text::sha256(study.text().as_str()));
    let after = study.state();
    assert_eq!(study.project.undo().expect("an undo"), "Edited the text of “Talk”");
    assert_eq!(study.state(), before);
    study.project.redo().expect("a redo");
    assert_eq!(study.state(), after);
    let mut study = study.reopened();
    assert_eq!(study.state(), after);
    assert_eq!(study.project.check().expect("a check"), Vec::<String>::new());
    study.project.undo().expect("an undo after the project was closed");
    assert_eq!(study.state(), before);
}

#[test]
fn several_places_change_at_once_and_in_any_order() {
    let mut study = Study::new();
    let told = study.mark("told in March, by the board");
    let (march, nobody) = (study.place("March"), study.place("Nobody"));
    let edits = vec![
        Edit { span: nobody, with: "Somebody".to_owned() },
        edit(0, 0, "00:01 "),
        Edit { span: march, with: "early spring".to_owned() },
    ];
    let edited = study.project.edit_text(study.source, edits).expect("an edit");
    assert_eq!(edited.places, 3);
    assert_eq!(study.words(told), "told in early spring, by the board");
    assert!(study.text().as_str().ends_with("Somebody in particular.\n"));
    let steps = study.project.versions(study.source).expect("versions");
    assert_eq!(steps.len(), 1, "one step");
}

#[test]
fn a_quotation_that_lost_its_words_is_kept_and_flagged_until_somebody_looks() {
    let mut study = Study::new();
    let (board, told) = (study.mark("the board"), study.mark("told in March"));
    study.project.comment_quotation(board, "who?").expect("a comment");
    let edited = study.edit(", by the board", "");
    assert_eq!((edited.carried, edited.lost), (1, vec![board]));
    let lost = study.quotation(board);
    assert!(lost.span.is_empty());
    assert_eq!(lost.was.as_deref(), Some("the board"));
    assert_eq!((lost.comment.as_str(), lost.codings.len()), ("who?", 1));
    // What stands on nothing cannot be called right where it is.
    study.project.accept_place(&[board]).expect("a look");
    assert!(study.quotation(board).was.is_some());
    // Words that stand in the place of all of its words are offered, with what it said before.
    let edited = study.edit("told in March", "asked last year");
    assert_eq!(edited.lost, [told]);
    assert_eq!(study.words(told), "asked last year");
    assert_eq!(study.quotation(told).was.as_deref(), Some("told in March"));
    // A further edit forgets neither.
    let edited = study.edit("last year", "in 2011");
    assert_eq!((edited.carried, edited.lost), (2, Vec::new()));
    assert_eq!(study.quotation(told).was.as_deref(), Some("told in March"));
    study.project.accept_place(&[told]).expect("a look");
    assert_eq!(study.quotation(told).was, None);
    assert_eq!(study.words(told), "asked in 2011");
    // Moving it to where its words belong says the same.
    let to = study.place("Nobody in particular");
    study.project.move_quotation(board, to).expect("moved");
    let moved = study.quotation(board);
    assert_eq!((moved.span, moved.was, moved.codings.len()), (to, None, 1));
    assert_eq!(study.project.undo().expect("an undo"), "Moved the ends of a quotation");
    assert_eq!(study.quotation(board), lost.clone());
    let study = study.reopened();
    assert_eq!(study.quotation(board), lost);
}

#[test]
fn a_redaction_leaves_what_stands_on_the_words_on_the_public_ones() {
    let mut study = Study::new();
    let board = study.mark("the board");
    let span = study.place("the board");
    let redaction = Edit { span, with: "[committee]".to_owned() };
    let edited = study.project.redact(vec![(study.source, vec![redaction])]).expect("a redaction");
    assert_eq!((edited.carried, edited.lost), (1, Vec::new()));
    assert_eq!(study.words(board), "[committee]");
    assert_eq!(study.quotation(board).was, None);
    assert_eq!(study.project.undo().expect("an undo"), "Replaced 1 place in “Talk”");
    assert_eq!(study.words(board), "the board");
}

#[test]
fn turns_are_read_again_where_a_marker_was_touched() {
    let mut study = Study::new();
    let said = |speaker: &str, words: &str| (speaker.to_owned(), words.to_owned());
    study.edit(", by the board", ".\nINT: By the board?\nGP ID 161: By the board");
    study.edit("161: Nobody", "162: Nobody");
    assert_eq!(
        study.turns(),
        [
            said("INT", "How did it come about?"),
            said("GP ID 161", "We were told in March."),
            said("INT", "By the board?"),
            said("GP ID 161", "By the board."),
            said("INT", "By whom?"),
            said("GP ID 162", "Nobody in particular."),
        ]
    );
    study.edit("\nINT: By whom?\nGP ID 162: Nobody", " Nobody");
    assert_eq!(study.turns().len(), 4);
    assert_eq!(study.turns()[3], said("GP ID 161", "By the board. Nobody in particular."));
    // A name put right by hand stays when the words change.
    let at = study.place("We were told").start;
    study.project.set_speaker(study.source, at, Some("GP ID 170")).expect("a speaker");
    study.edit("We were told", "They told us");
    assert_eq!(study.turns()[1], said("GP ID 170", "They told us in March."));
}

#[test]
fn what_is_marked_in_a_text_moves_with_its_words() {
    let mut new = source("Page", "A head\nSome words in bold and some that are not.\nAn answer.\n");
    let mark = |start, end, kind| Markup { span: Span { start, end }, kind };
    new.markup = vec![
        mark(0, 6, MarkupKind::Heading(1)),
        mark(7, 51, MarkupKind::Page("12".into())),
        mark(21, 25, MarkupKind::Bold),
        mark(30, 34, MarkupKind::Italic),
    ];
    let mut study = Study::with(new);
    let remark = study.place("An answer");
    study.project.mark_observer(study.source, remark).expect("a mark");
    study.edit("Some words in", "A few words that stand in");
    let text = study.text();
    let marked = |study: &Study| -> Vec<(MarkupKind, String)> {
        let markup = study.project.markup(study.source).expect("markup");
        markup.into_iter().map(|mark| (mark.kind, text.slice(mark.span).to_owned())).collect()
    };
    let words = |kind: &MarkupKind| {
        let found = marked(&study).into_iter().find(|(other, _)| other == kind);
        found.map(|(_, words)| words)
    };
    assert_eq!(words(&MarkupKind::Heading(1)).as_deref(), Some("A head"));
    assert_eq!(words(&MarkupKind::Bold).as_deref(), Some("bold"));
    assert_eq!(words(&MarkupKind::Italic).as_deref(), Some("some"));
    assert_eq!(words(&MarkupKind::Observer).as_deref(), Some("An answer"));
    // What nothing is left of is no markup any more, until an undo.
    study.edit("bold and some that", "type that");
    let kinds = |study: &Study| -> Vec<MarkupKind> {
        let markup = study.project.markup(study.source).expect("markup");
        markup.into_iter().map(|mark| mark.kind).collect()
    };
    assert!(!kinds(&study).contains(&MarkupKind::Italic) || kinds(&study).len() == 5);
    study.project.undo().expect("an undo");
    assert_eq!(kinds(&study).len(), 5);
}

#[test]
fn a_newer_text_takes_the_codings_and_gives_its_own_turns() {
    let mut study = Study::new();
    let (told, board) = (study.mark("We were told in March"), study.mark("the board"));
    let newer = "INT: So how did it come about?\nGP ID 170: We were told in late March.\nINT: By whom?\nGP ID 170: By nobody in particular, and late.\n";
    let before = study.state();
    let new = source("Another name", newer);
    let outcome = study.project.bring_in(&[&new], &[Fate::Replace(study.source)]);
    let outcome = outcome.expect("a newer text");
    let [Imported::Replaced { name, edited, .. }] = &outcome[..] else { panic!("{outcome:?}") };
    assert_eq!((name.as_str(), edited.carried), ("Talk", 1));
    assert_eq!(edited.lost, [board]);
    assert_eq!(study.text().as_str(), newer);
    assert_eq!(study.words(told), "We were told in late March");
    assert_eq!(study.quotation(board).was.as_deref(), Some("the board"));
    assert_eq!(study.turns()[1].0, "GP ID 170");
    let after = study.state();
    assert_eq!(study.project.undo().expect("an undo"), "Replaced the text of “Talk”");
    assert_eq!(study.state(), before);
    study.project.redo().expect("a redo");
    assert_eq!(study.state(), after);
}

#[test]
fn every_earlier_wording_can_be_read() {
    let mut study = Study::new();
    let mut wordings = vec![study.text().as_str().to_owned()];
    for (words, with) in [
        ("March", "May — 😀, as they said"),
        ("INT: By whom?\n", ""),
        ("How did", "Et comment cela a-t-il été, how did"),
        ("particular.\n", "particular."),
    ] {
        study.edit(words, with);
        wordings.push(study.text().as_str().to_owned());
    }
    study.project.undo().expect("an undo");
    let mut study = study.reopened();
    let versions = study.project.versions(study.source).expect("versions");
    assert_eq!(versions.len(), 5);
    assert!(versions.windows(2).all(|two| two[0].seq > two[1].seq), "the latest first");
    assert!(versions[0].label.starts_with("Undone: "), "{}", versions[0].label);
    assert!(versions[1..].iter().all(|version| version.label == "Edited the text of “Talk”"));
    let before = |study: &Study, seq| {
        let text = study.project.text_before(study.source, seq).expect("an earlier text");
        text.as_str().to_owned()
    };
    // Before the undo it was the last wording, before each edit the one before.
    assert_eq!(before(&study, versions[0].seq), wordings[4]);
    for (version, wording) in versions[1..].iter().rev().zip(&wordings) {
        assert_eq!(&before(&study, version.seq), wording);
    }
    assert_eq!(study.text().as_str(), wordings[3]);
}

#[test]
fn the_history_keeps_only_the_stretch_that_differs() {
    let sentence = "Nobody asked the neighbours about it, and so they waited. ";
    let long = format!("INT: Well?\nGP ID 1: {}\n", sentence.repeat(9_000));
    let mut study = Study::with(source("Long", &long));
    assert!(long.len() > 500_000);
    study.edit("Well?", "Well then?");
    let before = study.size();
    let length = study.text().length();
    for number in 0..40u32 {
        let at = number * (length / 40);
        let span = study.text().snap(Span { start: at, end: at + 1 });
        let edit = Edit { span, with: format!("[{number}]") };
        study.project.edit_text(study.source, vec![edit]).expect("an edit");
    }
    let grown = study.size() - before;
    assert!(grown < 200_000, "40 edits of a word have made the file {grown} bytes larger");
    let first = study.project.versions(study.source).expect("versions").pop().expect("the first");
    let text = study.project.text_before(study.source, first.seq).expect("the text as it came");
    assert_eq!(text.as_str(), long);
}

#[test]
fn edits_that_cannot_be_are_refused_with_a_sentence_and_change_nothing() {
    let mut study = Study::new();
    study.mark("the board");
    let before = study.state();
    let length = study.text().length();
    let seq = study.project.snapshot().seq;
    for (edits, said) in [
        (
            vec![edit(length, length + 1, "x")],
            format!(
                "{length} to {} lies outside the text of “Talk”, which has {length} characters",
                length + 1
            ),
        ),
        (vec![edit(5, 3, "x")], "5 to 3 lies outside the text of “Talk”".to_owned()),
        (
            vec![edit(0, 5, "x"), edit(4, 9, "y")],
            "Two changes of this text overlap; make them one after the other".to_owned(),
        ),
        (
            vec![edit(0, length, " \n\t")],
            "Nothing would be left of “Talk”; delete the source instead".to_owned(),
        ),
    ] {
        let refused = study.project.edit_text(study.source, edits).expect_err(&said).to_string();
        assert!(refused.starts_with(&said), "{refused}");
    }
    assert_eq!(study.state(), before);
    assert_eq!(study.project.snapshot().seq, seq, "no step for what was refused");
    // Nothing to do is no step either.
    study.project.edit_text(study.source, Vec::new()).expect("nothing");
    study.project.edit_text(study.source, vec![edit(3, 3, "")]).expect("nothing");
    assert_eq!(study.project.snapshot().seq, seq);
    let source = study.source;
    study.project.delete_sources(&[source]).expect("deleted");
    let gone = study.project.edit_text(source, vec![edit(0, 1, "x")]);
    assert!(matches!(gone, Err(ProjectError::Gone("This source"))), "{gone:?}");
}

#[test]
fn words_that_are_put_in_are_stored_as_texts_are() {
    let mut study = Study::new();
    study.edit("in March", "in\r\nMay\r\0");
    let text = study.text();
    assert!(text.as_str().contains("told in\nMay\n\u{fffd}, by"), "{}", text.as_str());
    assert_eq!(study.project.check().expect("a check"), Vec::<String>::new());
    // A span never ends within what a reader sees as one sign.
    study.edit("Nobody", "e\u{301}");
    let sign = study.mark("e\u{301}");
    let span = study.quotation(sign).span;
    let edit = Edit { span: Span { start: span.end, end: span.end }, with: "\u{302}".to_owned() };
    study.project.edit_text(study.source, vec![edit]).expect("an edit");
    assert_eq!(study.words(sign), "e\u{301}\u{302}");
}

#[test]
fn a_search_finds_the_new_words_and_not_the_old_ones() {
    let mut study = Study::new();
    assert_eq!((study.found("March"), study.found("autumn")), (1, 0));
    study.mark("told in March");
    assert_eq!(study.found("March"), 2);
    study.edit("March", "autumn");
    assert_eq!((study.found("March"), study.found("autumn")), (0, 2));
    study.project.undo().expect("an undo");
    assert_eq!((study.found("March"), study.found("autumn")), (2, 0));
    let newer = source("Talk", &TALK.replace("March", "winter"));
    study.project.bring_in(&[&newer], &[Fate::Replace(study.source)]).expect("a newer text");
    assert_eq!((study.found("March"), study.found("winter")), (0, 2));
    let mut study = study.reopened();
    assert_eq!((study.found("March"), study.found("winter")), (0, 2));
}
