//! What is marked in a text, as the page shows it.

use egui::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{MarkupKind, Span};

use super::page::{Page, marked, markup, page, page_with, span_of};

const NOTE: &str = "The merger\n\
    First visit\n\
    The manager showed us the rooms, which were empty. She said nobody had asked them.\n\
    OC: I felt that she was tired of visitors.\n\
    The end of the visit.\n";

fn note() -> Page {
    let marks = [
        ("The merger", MarkupKind::Heading(1)),
        ("First visit", MarkupKind::Heading(3)),
        ("rooms, which", MarkupKind::Italic),
        ("nobody had asked", MarkupKind::Bold),
        ("OC: I felt that she was tired of visitors.", MarkupKind::Observer),
        ("The merger", MarkupKind::Page("4".into())),
        ("She said", MarkupKind::Page("5".into())),
        ("The end", MarkupKind::Page("vi".into())),
        ("The end of", MarkupKind::Page("vii".into())),
    ];
    page_with(NOTE, &[], &markup(NOTE, &marks))
}

#[test]
fn a_screen_reader_finds_headings_remarks_and_pages() {
    let page = note();
    for (words, level) in [("The merger", 0), ("First visit", 2)] {
        let heading = page.harness.get_by_role_and_label(Role::Heading, words);
        assert_eq!(heading.accesskit_node().data().level(), Some(level));
    }
    let described = |words: &str| {
        let mut paragraphs = page.harness.get_all_by_role(Role::Paragraph);
        let node = paragraphs.find(|node| {
            node.accesskit_node().value().is_some_and(|value| value.starts_with(words))
        });
        node.and_then(|node| node.accesskit_node().description())
    };
    assert_eq!(described("OC: ").as_deref(), Some("Observer’s comment"));
    assert_eq!(described("The manager"), None);
    let pages: Vec<String> = page
        .harness
        .get_all_by_role(Role::DocPageBreak)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(pages, ["p. 4", "p. 5", "p. vi–vii"]);
}

#[test]
fn headings_are_larger_and_styles_move_no_line() {
    let (marked, plain) = (note(), page(NOTE, &[]));
    let height = |page: &Page, words: &str| {
        page.view().point(span_of(NOTE, words).start).expect("in view").height()
    };
    let heights =
        ["The merger", "First visit", "rooms", "asked"].map(|words| height(&marked, words));
    assert_eq!(heights, [31.0, 24.0, 24.0, 24.0]);
    assert_eq!(height(&plain, "The merger"), 24.0);
    // Bold words are wider, and what follows them on the line makes room.
    let width = |page: &Page| {
        let span = span_of(NOTE, "nobody had asked");
        page.place(span.end).x - page.place(span.start).x
    };
    assert!(width(&marked) > width(&plain) + 2.0);
}

#[test]
fn what_is_marked_is_selected_exactly() {
    let mut page = note();
    let (from, to) = (span_of(NOTE, "merger").start, span_of(NOTE, "nobody had").end);
    page.drag(page.place(from), page.place(to));
    assert_eq!(page.view().selection(), Some(Span { start: from, end: to }));
    for words in ["merger", "visit", "which", "asked", "tired"] {
        // Presses far from one another are no series.
        page.press_and_release(egui::pos2(300.0, 590.0));
        let at = page.place(span_of(NOTE, words).start) + egui::vec2(4.0, 0.0);
        page.press_and_release(at);
        page.press_and_release(at);
        assert_eq!(page.selected_words(), words);
    }
}

#[test]
fn a_page_down_skips_nothing_among_headings() {
    let text = "A heading among many\n".repeat(200);
    let mut markup = Vec::new();
    for paragraph in 0..200 {
        let span = Span { start: paragraph * 21, end: paragraph * 21 + 20 };
        markup.push(marginalia::domain::Markup { span, kind: MarkupKind::Heading(1) });
    }
    let mut page = page_with(&text, &[], &markup);
    page.press_and_release(page.place(0));
    let last = page.headings().len() as u32;
    page.key(egui::Modifiers::NONE, egui::Key::PageDown);
    let at = page.view().caret() / 21;
    assert!(at + 3 > last - 4 && at < last, "{at} of {last}");
    page.key(egui::Modifiers::NONE, egui::Key::PageUp);
    assert_eq!(page.view().caret(), 0);
}

#[test]
fn a_quotation_that_lost_its_words_shows_as_nothing() {
    let mut marks = marked(NOTE, &["rooms", "empty"]);
    for mark in &mut marks {
        mark.span.end = mark.span.start;
    }
    let mut page = page(NOTE, &marks);
    page.harness.state_mut().selected = Some(marks[0].quotation);
    page.view_mut().set_hits(marks.iter().map(|mark| mark.span).collect(), Some(0));
    page.view_mut().reveal(marks[1].span);
    page.view_mut().select(marks[1].span);
    page.harness.run();
    assert_eq!(page.view().selection(), None);
    assert!(page.harness.query_by_role(Role::Button).is_none());
    assert!(page.view_mut().next_coded().is_none());
    assert_eq!(page.view().marks_at(marks[0].span.start).count(), 0);
}
