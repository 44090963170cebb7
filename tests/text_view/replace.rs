//! Another text in place of the one shown: nothing that was not edited moves.

use egui::Pos2;
use marginalia::domain::{MarkupKind, Span};
use marginalia::text::{ChangeSet, Edit, Text};

use super::long_interview;
use super::page::{Page, marked, markup, page, span_of, turns};

impl Page {
    /// Edits the text: each words become others.
    fn edit(&mut self, edits: &[(&str, &str)]) -> String {
        let old = self.view().text().clone();
        let edit = |(words, with): &(&str, &str)| Edit {
            span: span_of(old.as_str(), words),
            with: (*with).to_owned(),
        };
        let changes = ChangeSet::new(edits.iter().map(edit)).expect("sound edits");
        let new = changes.apply(&old);
        let text = Text::new(new.clone());
        let turns = turns(&text).into();
        self.view_mut().replace(text, turns, &[], &changes);
        self.harness.run();
        new
    }

    /// Where some words stand.
    fn place_of(&self, words: &str) -> Pos2 {
        self.place(span_of(self.view().text().as_str(), words).start)
    }
}

/// A page of a long interview with an answer in view.
fn page_at(words: &str) -> Page {
    let text = long_interview();
    let mut page = page(&text, &marked(&text, &["Answer 150 goes on", "number 151"]));
    page.view_mut().reveal(span_of(&text, words));
    page.harness.run();
    page
}

#[test]
fn an_edit_above_the_view_moves_nothing() {
    let mut page = page_at("Question number 150");
    let selected = span_of(page.view().text().as_str(), "number 150?\nGP: Answer");
    page.view_mut().select(selected);
    let before = page.place_of("Question number 150");
    let long = "Much was said here, and more. ".repeat(40);
    page.edit(&[
        ("Question number 3?", &long),
        ("Question number 70?", ""),
        ("INT: Question number 90?", "Yes"),
    ]);
    assert_eq!(page.place_of("Question number 150"), before);
    assert_eq!(page.selected_words(), "number 150?\nGP: Answer");
    let mark = span_of(page.view().text().as_str(), "Answer 150 goes on");
    assert_eq!(page.view().marks_at(mark.start).map(|mark| mark.span).collect::<Vec<_>>(), [mark]);
    // And back.
    page.edit(&[(&long, "Question number 3?")]);
    assert_eq!(page.place_of("Question number 150"), before);
}

#[test]
fn an_edit_in_view_leaves_what_is_above_it() {
    let mut page = page_at("Question number 150");
    let above = page.place_of("Question number 150");
    page.edit(&[("Answer 150 goes on. Answer", "It went on and on and on, he said. Answer")]);
    assert_eq!(page.place_of("Question number 150"), above);
}

#[test]
fn a_paragraph_at_the_top_that_was_written_anew_stays_at_the_top() {
    let mut page = page_at("Question number 150");
    let old = page.view().text().clone();
    let paragraph = old.paragraphs()[old.paragraph_at(span_of(old.as_str(), "Answer 150").start)];
    // The view starts on the paragraph's second line.
    let line = page.view().point(paragraph.span.start + 4).expect("in view").height();
    page.view_mut().set_position(marginalia::app::text_view::Position {
        at: paragraph.span.start + 100,
        offset: 0.0,
    });
    page.harness.run();
    let top = page.view_mut().position();
    assert!(top.at > paragraph.span.start + 10);
    page.edit(&[(old.slice(paragraph.span), &format!("GP: {}", "Something else. ".repeat(12)))]);
    let now = page.view_mut().position();
    assert!(now.at.abs_diff(top.at) < 90, "{now:?} was {top:?}");
    assert!(now.offset.abs() < line);
}

#[test]
fn selected_words_that_are_gone_leave_the_caret() {
    let mut page = page_at("Question number 150");
    let span = span_of(page.view().text().as_str(), "number 150");
    page.view_mut().select(span);
    page.edit(&[(" number 150", "")]);
    assert_eq!(page.view().selection(), None);
    let caret = page.view().caret();
    let around = Span { start: caret - 8, end: caret };
    assert_eq!(page.view().text().slice(around), "Question");
}

#[test]
fn a_backward_selection_goes_on_backward() {
    let mut page = page_at("Question number 150");
    page.drag(page.place_of("150?\nGP"), page.place_of("number 150"));
    page.edit(&[("Question number 3?", "What?")]);
    assert_eq!(page.selected_words(), "number ");
    page.key(egui::Modifiers::SHIFT, egui::Key::ArrowRight);
    assert_eq!(page.selected_words(), "umber ");
}

#[test]
fn the_head_of_the_text_stays_in_view() {
    let mut page = page(&long_interview(), &[]);
    let before = page.place_of("Question number 0");
    page.edit(&[("INT: Question number 0", "INT: Thank you. Question number 0")]);
    assert_eq!(page.place_of("Thank you").y, before.y);
}

#[test]
fn other_markup_of_the_same_text_keeps_the_line_at_the_top() {
    let mut page = page_at("Question number 150");
    let top = page.view_mut().position();
    let text = page.view().text().clone();
    let headings = ["Question number 3?", "Question number 149?", "Question number 150?"]
        .map(|words| (words, MarkupKind::Heading(2)));
    let markup = markup(text.as_str(), &headings);
    page.view_mut().replace(text.clone(), turns(&text).into(), &markup, &ChangeSet::default());
    page.harness.run();
    assert_eq!(page.view_mut().position(), top);
    assert!(page.headings().contains(&"INT: Question number 150?".to_owned()));
}
