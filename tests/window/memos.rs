//! Memos: written beside the text and in their list, linked, talked over, filtered, undone.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{LinkTo, Memo, MemoStatus, Target, links, written_link};
use marginalia::project::{CodeChange, MemoField, NewMemo, Project};

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};
use crate::quotes::write_to;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ASKED: &str = "Nobody asked the patients.";

/// The interview is on the page.
fn on_interview(before: impl FnOnce(&mut Project)) -> Study {
    study(|project| {
        let id = source(project, "Interview 12 GP ID 161");
        let position = marginalia::project::Position { at: 0, offset: 0.0 };
        project.set_reading_position(id, position).expect("a position");
        before(project);
    })
}

/// Selects words on the page by keyboard alone: finds them, then leaves the line.
fn select(study: &mut Study, words: &str) {
    press(study, Modifiers::COMMAND, Key::F);
    type_text(study, words);
    key(study, Key::Escape);
}

/// A memo of another coder about a quotation and a code, and one of Kim's about nothing.
fn with_memos(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let trust = code(project, "Trust");
    let coded = project.code(interview, span(INTERVIEW, ASKED), &[trust]).expect("a coding");
    project.set_coder("Ana").expect("a coder");
    let link = written_link(LinkTo::Object(Target::Code(trust)), "Trust");
    let new = NewMemo {
        title: "Who was asked".to_owned(),
        text: format!("Nobody, it seems; {link} suffers. Also [[No such thing]]."),
        kind: "analytic".to_owned(),
        about: vec![Target::Quote(coded.quotation).into()],
    };
    project.add_memo(&new).expect("a memo");
    project.set_coder("Kim").expect("a coder");
    let new = NewMemo {
        title: "How we code time".to_owned(),
        text: "Only where it is lost.".to_owned(),
        kind: "method".to_owned(),
        about: Vec::new(),
    };
    project.add_memo(&new).expect("a memo");
}

/// The memos that are listed, top to bottom, by their titles.
fn listed(study: &Study) -> Vec<String> {
    let options = study.harness.query_all_by_role(Role::ListBoxOption);
    let names = options.filter_map(|node| node.accesskit_node().label());
    names.filter_map(|name| name.split(',').next().map(str::to_owned)).collect()
}

fn memo(study: Study, title: &str) -> Option<Memo> {
    let (project, _folder) = study.reopened();
    project.snapshot().memos.iter().find(|memo| memo.heading() == title).cloned()
}

/// Goes to all memos and to the one of a title.
fn go_to_memo(study: &mut Study, title: &str) {
    press(study, CTRL_SHIFT, Key::J);
    while listed(study).first().is_some_and(|first| first != title)
        && !study.harness.query_all_by_role(Role::ListBoxOption).any(|node| {
            let node = node.accesskit_node();
            node.is_selected() == Some(true)
                && node.label().is_some_and(|label| label.starts_with(title))
        })
    {
        key(study, Key::ArrowDown);
    }
}

#[test]
fn a_memo_about_a_passage_is_written_without_leaving_the_page() {
    let mut study = on_interview(|_| ());
    let page = study.harness.state().open_source_id();
    select(&mut study, ASKED);
    press(&mut study, Modifiers::ALT, Key::J);
    type_text(&mut study, "# Not asked\nThey lose [[tru");
    key(&mut study, Key::Enter);
    type_text(&mut study, " by it, in [[quotes: tru");
    key(&mut study, Key::Enter);
    type_text(&mut study, " passages.");
    assert_eq!(study.harness.state().open_source_id(), page);
    key(&mut study, Key::Escape);
    // The page has the keyboard again, with the same words: they are coded by a few letters.
    type_text(&mut study, "boa");
    key(&mut study, Key::Enter);
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    let [memo] = &*snapshot.memos else { panic!("{:?}", snapshot.memos) };
    assert_eq!(memo.heading(), "Not asked");
    let trust = code(&project, "Trust");
    let (interview, quotation) = snapshot.quotations().next().expect("a quotation");
    assert_eq!(Some(interview), page);
    assert_eq!(quotation.span, span(INTERVIEW, ASKED));
    assert_eq!(quotation.codings.len(), 1);
    let found: Vec<String> =
        links(&memo.text).filter_map(|link| link.to).map(|to| to.to_string()).collect();
    assert_eq!(found, [format!("code:{trust}"), format!("quotes:{trust}")]);
    assert!(memo.text.ends_with(" passages."), "{}", memo.text);
    assert!(memo.mentions(Target::Quote(quotation.id)) && memo.mentions(Target::Code(trust)));
}

#[test]
fn the_keyboard_goes_to_the_memos_and_back_by_one_key() {
    let mut study = on_interview(with_memos);
    select(&mut study, ASKED);
    press(&mut study, Modifiers::COMMAND, Key::J);
    // Those about the passage, and no other.
    study.harness.get_by_role_and_label(Role::Button, "Who was asked, open").click();
    study.settle();
    assert!(study.harness.query_by_label_contains("How we code time").is_none());
    study.harness.get_by_role_and_label(Role::Link, "Trust");
    press(&mut study, Modifiers::COMMAND, Key::J);
    type_text(&mut study, "boa");
    study.harness.get_by_label("Governance > Board");
}

#[test]
fn a_memo_of_another_is_commented_on_agreed_and_brought_back() {
    let mut study = on_interview(with_memos);
    go_to_memo(&mut study, "Who was asked");
    key(&mut study, Key::A);
    study.harness.get_by_role_and_label(Role::Button, "Status: agreed");
    study.harness.get_by_label("Comment on the memo").click();
    study.settle();
    type_text(&mut study, "The chair was.");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("The chair was.");
    // It is said in other words, with a link; what is begun to be said stays while another memo is read.
    study.harness.get_by_role_and_label(Role::Link, "Reword").click();
    study.settle();
    press(&mut study, Modifiers::SHIFT, Key::Enter);
    type_text(&mut study, "Of [[gov");
    key(&mut study, Key::Enter);
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Comment on the memo").click();
    study.settle();
    type_text(&mut study, "And then");
    press(&mut study, CTRL_SHIFT, Key::J);
    key(&mut study, Key::ArrowUp);
    key(&mut study, Key::ArrowDown);
    let begun = study.harness.get_by_label("Comment on the memo");
    assert_eq!(begun.accesskit_node().value().as_deref(), Some("And then"));
    key(&mut study, Key::D);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    let memo = memo(study, "Who was asked").expect("the memo");
    assert_eq!(memo.status, MemoStatus::Agreed);
    assert_eq!(memo.comments.len(), 1);
    let said = &memo.comments[0].text;
    let found: Vec<&str> = links(said).map(|link| link.words).collect();
    assert_eq!(found, ["Governance"], "{said}");
    assert!(said.starts_with("The chair was.\nOf [[code:"), "{said}");
    assert_ne!(memo.comments[0].coder, memo.coder);
}

/// What stands in the field of a name.
fn field(study: &Study, name: &str) -> String {
    study.harness.get_by_label(name).accesskit_node().value().unwrap_or_default()
}

#[test]
fn undoing_in_a_field_brings_back_no_words_of_another_memo() {
    let mut study = on_interview(with_memos);
    go_to_memo(&mut study, "How we code time");
    key(&mut study, Key::Enter);
    type_text(&mut study, " Or wasted.");
    study.harness.get_by_label("Title of the memo").click();
    study.settle();
    type_text(&mut study, "!");
    go_to_memo(&mut study, "Who was asked");
    key(&mut study, Key::Enter);
    type_text(&mut study, " It is odd.");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    let text = field(&study, "Text of the memo");
    assert!(text.starts_with("Nobody, it seems"), "{text}");
    study.harness.get_by_label("Title of the memo").click();
    study.settle();
    type_text(&mut study, "?");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    let title = field(&study, "Title of the memo");
    assert!(title.starts_with("Who was asked"), "{title}");
}

#[test]
fn a_memo_stays_while_its_own_words_leave_the_filter_and_its_place() {
    let mut study = on_interview(with_memos);
    press(&mut study, CTRL_SHIFT, Key::J);
    key(&mut study, Key::Slash);
    type_text(&mut study, "LOST");
    go_to_memo(&mut study, "How we code time");
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::A);
    type_text(&mut study, "Otherwise.");
    // The text is kept, and the keyboard goes on in the memo.
    key(&mut study, Key::Tab);
    type_text(&mut study, "So I say.");
    assert_eq!(field(&study, "Title of the memo"), "How we code time");
    assert_eq!(field(&study, "Comment on the memo"), "So I say.");
    assert_eq!(listed(&study), ["How we code time"]);
    press(&mut study, CTRL_SHIFT, Key::J);
    assert_eq!(listed(&study), [] as [&str; 0]);
    // Nobody has moved in the list, and the memo moves to another place in it.
    study.harness.get_by_label("Show all").click();
    study.settle();
    study.harness.get_by_role_and_label(Role::ComboBox, "Order of memos: Latest first").click();
    study.settle();
    study.harness.get_by_role_and_label(Role::Button, "By title").click();
    study.settle();
    let first = field(&study, "Title of the memo");
    study.harness.get_by_label("Title of the memo").click();
    study.settle();
    press(&mut study, Modifiers::COMMAND, Key::A);
    let moved = if first == "Who was asked" { "A first" } else { "Zuletzt" };
    type_text(&mut study, moved);
    key(&mut study, Key::Enter);
    assert_eq!(field(&study, "Title of the memo"), moved);
}

#[test]
fn what_is_begun_to_be_said_is_said_when_the_project_closes() {
    let mut study = on_interview(|project| {
        with_memos(project);
        let memo = project.snapshot().memos[0].id;
        project.comment_on_memo(memo, "First").expect("a comment");
        project.comment_on_memo(memo, "Second").expect("a comment");
    });
    go_to_memo(&mut study, "Who was asked");
    // Two comments are said in other words, one after the other and neither yet.
    for words in [" thing", " thought"] {
        study.harness.query_all_by_label("Reword").next().expect("a comment").click();
        study.settle();
        type_text(&mut study, words);
    }
    study.harness.get_by_label("Comment on the memo").click();
    study.settle();
    type_text(&mut study, "And then");
    press(&mut study, Modifiers::COMMAND, Key::W);
    let memo = memo(study, "Who was asked").expect("the memo");
    let said: Vec<&str> = memo.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(said, ["First thing", "Second thought", "And then"]);
}

#[test]
fn what_a_memo_is_about_is_chosen_with_the_arrows() {
    let mut study = on_interview(with_memos);
    go_to_memo(&mut study, "How we code time");
    study.harness.get_by_label("What else the memo is about").click();
    study.settle();
    // Governance > Time and Mergers > Time bear it, and the memo itself.
    type_text(&mut study, "time");
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Enter);
    let (project, _folder) = study.reopened();
    let memo = &project.snapshot().memos[1];
    assert_eq!(memo.mentions.len(), 1, "{memo:?}");
    assert_ne!(memo.mentions[0].target, Target::Code(code(&project, "Governance > Time")));
}

#[test]
fn memos_are_found_by_the_names_that_links_have_now() {
    let mut study = on_interview(|project| {
        with_memos(project);
        let trust = code(project, "Trust");
        let name = CodeChange::Name("Faith".to_owned());
        project.change_codes(&[trust], &name).expect("another name");
    });
    press(&mut study, CTRL_SHIFT, Key::J);
    key(&mut study, Key::Slash);
    type_text(&mut study, "faith");
    assert_eq!(listed(&study), ["Who was asked"]);
}

#[test]
fn memos_are_filtered_and_deleted_ones_come_back() {
    let mut study = on_interview(with_memos);
    press(&mut study, CTRL_SHIFT, Key::J);
    assert_eq!(listed(&study), ["How we code time", "Who was asked"]);
    key(&mut study, Key::Slash);
    type_text(&mut study, "suffers");
    assert_eq!(listed(&study), ["Who was asked"]);
    study.harness.get_by_label("Show all").click();
    study.settle();
    assert_eq!(listed(&study).len(), 2);
    press(&mut study, CTRL_SHIFT, Key::J);
    key(&mut study, Key::P);
    key(&mut study, Key::Delete);
    assert_eq!(listed(&study).len(), 1);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study).len(), 2);
}

#[test]
fn a_memo_whose_quotation_was_deleted_says_so() {
    let mut study = on_interview(|project| {
        with_memos(project);
        let memo = project.snapshot().memos[0].clone();
        let quotation = project.snapshot().quotations().next().expect("a quotation").1.id;
        let link = written_link(LinkTo::Object(Target::Quote(quotation)), "Nobody asked");
        let text = MemoField::Text(format!("As {link} says."));
        project.change_memo(memo.id, vec![text]).expect("a text");
        project.delete_quotations(&[quotation]).expect("deleted");
    });
    go_to_memo(&mut study, "Who was asked");
    study.harness.get_by_role_and_label(Role::Link, "Nobody asked (gone)");
    // Written again, it keeps its words.
    key(&mut study, Key::Enter);
    type_text(&mut study, " Still.");
    key(&mut study, Key::Escape);
    let memo = memo(study, "Who was asked").expect("the memo");
    assert!(memo.text.contains("|Nobody asked]]"), "{}", memo.text);
    assert!(memo.text.ends_with("says. Still."), "{}", memo.text);
}

#[test]
fn links_open_what_they_lead_to_and_back_returns() {
    let mut study = on_interview(with_memos);
    go_to_memo(&mut study, "Who was asked");
    study.harness.get_by_role_and_label(Role::Link, "[[No such thing]]");
    let chips: Vec<_> = study.harness.query_all_by_role(Role::Link).collect();
    let quote = chips.iter().find(|node| {
        node.accesskit_node()
            .label()
            .is_some_and(|label| label.starts_with("Nobody asked the patients"))
    });
    quote.expect("the chip of the quotation").click();
    study.settle();
    assert!(study.harness.state().open_source_id().is_some());
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    study.harness.get_by_label("Title of the memo");
    assert_eq!(listed(&study).len(), 2);
}

#[test]
fn what_is_pasted_from_a_word_processor_keeps_its_paragraphs() {
    let mut study = on_interview(with_memos);
    go_to_memo(&mut study, "How we code time");
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::A);
    study.harness.event(Event::Paste("One.\r\nTwo\u{b}lines.\u{0}\r\n•\ta".to_owned()));
    study.settle();
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    study.harness.get_by_label("One.");
    let memo = memo(study, "How we code time").expect("the memo");
    assert_eq!(memo.text, "One.\n\nTwo\nlines.\n- a");
}

#[test]
fn an_earlier_wording_is_read_and_brought_back() {
    let mut study = on_interview(|project| {
        with_memos(project);
        let memo = project.snapshot().memos[1].id;
        let text = MemoField::Text("Wherever it is named.".to_owned());
        project.change_memo(memo, vec![text]).expect("a text");
    });
    go_to_memo(&mut study, "How we code time");
    study.harness.get_by_label("Earlier wordings").click();
    study.settle();
    study.harness.get_by_label_contains("Only where it is lost.").click();
    study.settle();
    study.harness.get_by_label("Bring this wording back").click();
    study.settle();
    let memo = memo(study, "How we code time").expect("the memo");
    assert_eq!(memo.text, "Only where it is lost.");
}

#[test]
fn words_become_a_quotation_in_the_step_that_begins_their_memo() {
    let mut study = on_interview(|_| ());
    select(&mut study, ASKED);
    press(&mut study, Modifiers::ALT, Key::J);
    key(&mut study, Key::Escape);
    let (mut project, _folder) = study.reopened();
    assert_eq!(project.snapshot().undo.as_deref(), Some("Began a memo"));
    assert_eq!(project.snapshot().quotations().count(), 1);
    project.undo().expect("undone");
    let snapshot = project.snapshot();
    assert_eq!((snapshot.memos.len(), snapshot.quotations().count()), (0, 0));
}

#[test]
fn the_memos_that_are_listed_are_exported_and_no_others() {
    let mut study = on_interview(with_memos);
    press(&mut study, CTRL_SHIFT, Key::J);
    key(&mut study, Key::Slash);
    type_text(&mut study, "suffers");
    key(&mut study, Key::F1);
    type_text(&mut study, "Export memos");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Listed memos (1)");
    study.harness.get_by_label("All memos (2)");
    study.harness.get_by_label("Continue").click();
    study.settle();
    let path = study.path.with_file_name("memos.html");
    write_to(&mut study, &path);
    study.harness.get_by_label("Wrote 1 memo to memos.html");
    let written = std::fs::read_to_string(&path).expect("the file");
    assert!(written.contains("Who was asked") && !written.contains("How we code time"));
}

#[test]
fn what_is_in_the_inspector_says_how_many_memos_are_about_it() {
    let mut study = on_interview(with_memos);
    press(&mut study, CTRL_SHIFT, Key::K);
    study.harness.get_by_role_and_label(Role::TreeItem, "Trust").click();
    study.settle();
    study.harness.get_by_label("1 memo").click();
    study.settle();
    study.harness.get_by_role_and_label(Role::Button, "Who was asked, open");
    study.harness.get_by_role_and_label(Role::Button, "New memo about Trust").click();
    study.settle();
    type_text(&mut study, "On trust.");
    press(&mut study, Modifiers::COMMAND, Key::J);
    let memo = memo(study, "On trust.").expect("the memo");
    assert_eq!(memo.kind, "code");
}
