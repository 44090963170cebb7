//! The text view as a person uses it: by mouse, by keyboard, and as a screen reader sees it.

#[path = "text_view/markup.rs"]
mod markup;
#[path = "text_view/page.rs"]
mod page;
#[path = "text_view/replace.rs"]
mod replace;

use egui::{Event, Key, Modifiers, Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::app::text_view::Unit;
use marginalia::domain::Span;
use page::{Page, marked, page, span_of};

const INTERVIEW: &str = "INT: And how did the merger come about?\n\
    GP ID 161: We were told in March that the figures would not bear three of us.\n\
    So it was done before we met. It was late.\n\
    INT: Done by whom?\n";

#[test]
fn dragging_across_paragraphs_selects_exactly() {
    let mut page = page(INTERVIEW, &[]);
    let from = page.place(span_of(INTERVIEW, "told in March").start);
    let to = page.place(span_of(INTERVIEW, "done before").end);
    page.drag(from, to);
    let span = page.view().selection().expect("something is selected");
    assert_eq!(
        page.view().text().slice(span),
        "told in March that the figures would not bear three of us.\nSo it was done before"
    );
    assert!(page.view().selection_rect().is_some_and(|rect| rect.height() > 40.0));
}

#[test]
fn presses_in_a_row_select_word_sentence_paragraph() {
    let mut page = page(INTERVIEW, &[]);
    let at = page.place(span_of(INTERVIEW, "before we").start) + vec2(6.0, 0.0);
    let mut seen = Vec::new();
    for _ in 0..4 {
        page.press_and_release(at);
        seen.push(page.selected_words());
    }
    assert_eq!(
        seen,
        [
            "",
            "before",
            "So it was done before we met.",
            "So it was done before we met. It was late."
        ]
    );
}

#[test]
fn a_word_drag_grows_by_words_both_ways() {
    let mut page = page(INTERVIEW, &[]);
    let at = page.place(span_of(INTERVIEW, "figures").start) + vec2(8.0, 0.0);
    page.press_and_release(at);
    page.drag(at, page.place(span_of(INTERVIEW, "not bear").start) + vec2(9.0, 0.0));
    assert_eq!(page.selected_words(), "figures would not");
}

#[test]
fn shift_click_extends() {
    let mut page = page(INTERVIEW, &[]);
    page.press_and_release(page.place(span_of(INTERVIEW, "told").start));
    let to = page.place(span_of(INTERVIEW, "March").end);
    page.held = Modifiers::SHIFT;
    page.press_and_release(to);
    page.held = Modifiers::NONE;
    assert_eq!(page.selected_words(), "told in March");
}

#[test]
fn the_keyboard_alone_selects() {
    let mut page = page(INTERVIEW, &[]);
    page.press_and_release(page.place(span_of(INTERVIEW, "told").start));
    page.key(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(page.selected_words(), "told");
    page.key(Modifiers::SHIFT, Key::ArrowRight);
    page.key(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(page.selected_words(), "told i");
    page.key(Modifiers::SHIFT, Key::End);
    assert!(page.selected_words().starts_with("told in March"));
    page.key(Modifiers::SHIFT, Key::ArrowDown);
    assert!(page.selected_words().len() > 40);
    page.key(Modifiers::COMMAND, Key::A);
    assert_eq!(page.view().selection(), Some(page.view().text().span()));
    page.key(Modifiers::NONE, Key::Escape);
    assert_eq!(page.view().selection(), None);
    page.key(Modifiers::COMMAND, Key::Home);
    page.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(page.selected_words(), "And how did the merger come about?");
    page.key(Modifiers::ALT, Key::ArrowDown);
    assert!(page.selected_words().starts_with("We were told"));
    page.key(Modifiers::NONE, Key::CloseBracket);
    assert_eq!(page.selected_words(), "So it was done before we met. It was late.");
    page.key(Modifiers::NONE, Key::OpenBracket);
    assert!(page.selected_words().starts_with("We were told"));
}

#[test]
fn the_caret_walks_the_whole_text_and_back() {
    let mut page = page(INTERVIEW, &[]);
    page.press_and_release(page.place(span_of(INTERVIEW, "And").start));
    let mut seen = vec![page.view().caret()];
    for _ in 0..INTERVIEW.chars().count() {
        page.key(Modifiers::NONE, Key::ArrowRight);
        seen.push(page.view().caret());
    }
    seen.dedup();
    assert!(seen.is_sorted());
    assert_eq!(seen.last(), Some(&page.view().text().length()));
    // Markers that stand as speakers are stepped over; every other place is visited.
    let hidden = "INT: ".len() * 2 + "GP ID 161: ".len();
    assert_eq!(seen.len(), INTERVIEW.chars().count() + 1 - hidden);
    seen.reverse();
    for &expected in &seen[1..] {
        page.key(Modifiers::NONE, Key::ArrowLeft);
        assert_eq!(page.view().caret(), expected);
    }
}

#[test]
fn commands_grow_and_shrink_the_selection() {
    let mut page = page(INTERVIEW, &[]);
    let word = span_of(INTERVIEW, "late");
    page.view_mut().select(Span { start: word.start, end: word.start });
    let mut seen = Vec::new();
    for _ in 0..4 {
        page.view_mut().expand_selection();
        seen.push(page.selected_words());
    }
    assert_eq!(&seen[..2], ["late", "It was late."]);
    assert!(seen[3].starts_with("GP ID 161: We were"));
    page.view_mut().shrink_selection();
    page.view_mut().shrink_selection();
    assert_eq!(page.selected_words(), "It was late.");
    page.view_mut().extend_to(Unit::Turn);
    assert!(page.selected_words().starts_with("GP ID 161: "));
}

#[test]
fn selected_words_are_copied() {
    let mut page = page(INTERVIEW, &[]);
    page.press_and_release(page.place(10));
    page.view_mut().select(span_of(INTERVIEW, "three of us.\nSo it"));
    page.harness.event(Event::Copy);
    page.harness.step();
    let copied = page.harness.output().platform_output.commands.iter().any(|command| {
        matches!(command, egui::OutputCommand::CopyText(text) if text == "three of us.\nSo it")
    });
    assert!(copied);
}

#[test]
fn a_screen_reader_finds_paragraphs_and_codings() {
    let marks = marked(INTERVIEW, &["figures would not bear", "done before we met"]);
    let page = page(INTERVIEW, &marks);
    let paragraphs: Vec<String> = page
        .harness
        .get_all_by_role(Role::Paragraph)
        .filter_map(|node| node.accesskit_node().value())
        .collect();
    assert_eq!(paragraphs.join("\n"), INTERVIEW);
    page.harness.get_by_role_and_label(Role::Document, "Interview 12");
    page.harness
        .get_by_role_and_label(Role::Button, "Coding code 0 by Kim: figures would not bear");
    page.harness.get_by_role_and_label(Role::Button, "Coding code 1 by Kim: done before we met");
}

#[test]
fn clicking_a_stripe_says_which() {
    let marks = marked(INTERVIEW, &["figures would not bear", "done before we met"]);
    let mut page = page(INTERVIEW, &marks);
    let label = "Coding code 1 by Kim: done before we met";
    page.harness.get_by_role_and_label(Role::Button, label).click();
    page.harness.run();
    assert_eq!(page.clicked(), Some((marks[1].coding, marks[1].quotation)));
    page.harness
        .get_by_role_and_label(Role::Button, "Coding code 0 by Kim: figures would not bear")
        .focus();
    page.harness.run();
    page.key(Modifiers::NONE, Key::Enter);
    assert_eq!(page.clicked(), Some((marks[0].coding, marks[0].quotation)));
}

#[test]
fn dragging_an_end_moves_it_to_the_nearest_word() {
    let marks = marked(INTERVIEW, &["figures would not bear"]);
    let mut page = page(INTERVIEW, &marks);
    page.harness.state_mut().selected = Some(marks[0].quotation);
    page.harness.run();
    let end = page.place(marks[0].span.end);
    let to = page.place(span_of(INTERVIEW, "three of").end);
    page.drag(end, to);
    let wider = span_of(INTERVIEW, "figures would not bear three of");
    assert_eq!(page.moved(), [(marks[0].quotation, wider)]);
    // Let go in the middle of a word it goes to the nearer side; with Escape it goes nowhere.
    let start = page.place(marks[0].span.start);
    let to = page.place(span_of(INTERVIEW, "that the").end) - vec2(3.0, 0.0);
    page.drag_to(start, to);
    page.key_down(Modifiers::NONE, Key::Escape);
    page.release(to);
    assert_eq!(page.moved().len(), 1);
}

#[test]
fn next_and_previous_go_from_passage_to_passage() {
    let marks = marked(INTERVIEW, &["merger", "figures would not bear", "Done by whom"]);
    let mut page = page(INTERVIEW, &marks);
    let order: Vec<_> =
        (0..4).map(|_| page.view_mut().next_coded().map(|(coding, _)| coding)).collect();
    let expected: Vec<_> = marks.iter().map(|mark| Some(mark.coding)).chain([None]).collect();
    assert_eq!(order, expected);
    assert_eq!(page.selected_words(), "Done by whom");
    assert_eq!(page.view_mut().previous_coded().map(|(coding, _)| coding), Some(marks[1].coding));
}

#[test]
fn coming_back_shows_the_same_lines() {
    let text = long_interview();
    let mut page = page(&text, &[]);
    page.view_mut().reveal(Span { start: 40_000, end: 40_010 });
    page.harness.run();
    let there = page.view_mut().position();
    let first = page.visible_paragraphs();
    page.view_mut().reveal(Span { start: 3_000, end: 3_010 });
    page.harness.run();
    assert_ne!(page.visible_paragraphs(), first);
    page.view_mut().set_position(there);
    page.harness.run();
    assert_eq!(page.visible_paragraphs(), first);
    let back = page.view_mut().position();
    assert_eq!(back.at, there.at);
    assert!((back.offset - there.offset).abs() < 0.6);
    // The revealed words stand a third down.
    let y = page.place(40_000).y;
    assert!((y - Page::HEIGHT / 3.0).abs() < 40.0, "at {y}");
}

#[test]
fn another_width_keeps_the_top_line() {
    let text = long_interview();
    let mut page = page(&text, &[]);
    page.view_mut().reveal(Span { start: 40_000, end: 40_010 });
    page.harness.run();
    let before = page.view_mut().position().at;
    page.harness.set_size(vec2(520.0, Page::HEIGHT));
    page.harness.run();
    let after = page.view_mut().position().at;
    assert!(after <= before && before - after < 100, "{before} became {after}");
}

#[test]
fn the_wheel_scrolls_and_nothing_jumps() {
    let text = long_interview();
    let mut page = page(&text, &[]);
    page.harness.hover_at(egui::pos2(300.0, 300.0));
    page.harness.run();
    let mut last = page.view_mut().position().at;
    for _ in 0..20 {
        page.wheel(-300.0);
        let now = page.view_mut().position().at;
        assert!(now > last && now - last < 1500);
        last = now;
    }
    for _ in 0..21 {
        page.wheel(300.0);
    }
    assert!(page.visible_paragraphs()[0].starts_with("INT: Question number 0"));
    page.wheel(-1.0e9);
    assert!(page.visible_paragraphs().last().is_some_and(|p| text.ends_with(p.as_str())));
}

#[test]
fn awkward_texts_are_shown_and_selected_exactly() {
    let long = format!("GP: {}and the coded words here. After.", "word ".repeat(20_000));
    let texts = [
        "A 👍🏽 thumb, 👩‍⚕️ a doctor, 🇬🇧 a flag and then the coded words here.",
        "Ade\u{301}ba\u{301}yo\u{323}\u{300} said re\u{301}sume\u{301} and the coded words here.",
        "谢谢医生。我听不懂电话里的选项，所以我没有打。 and the coded words here. 한국어",
        "مرحبا بكم في العيادة and the coded words here (בסוגריים) 123 שלום",
        "one\u{a0}two\u{200b}three\u{202f}four\tfive \u{2028}line \u{2029}par \u{b}VT \u{c}FF \u{85}NEL and the coded words here",
        "",
        "\n\n\n",
        &format!("z{}the coded words here", "\u{301}".repeat(3_000)),
        long.as_str(),
    ];
    for text in texts {
        let marks = if text.contains("coded") {
            marked(text, &["the coded words here"])
        } else {
            Vec::new()
        };
        let mut page = page(text, &marks);
        if let Some(mark) = marks.first() {
            page.view_mut().reveal(mark.span);
            page.harness.run();
            let (from, to) = (page.place(mark.span.start), page.place(mark.span.end));
            page.drag(from, to);
            let words = page.selected_words();
            assert!(words.contains("coded words"), "{words:?}");
            page.harness
                .get_by_role_and_label(Role::Button, "Coding code 0 by Kim: the coded words here");
        }
        page.press_and_release(egui::pos2(200.0, 40.0));
        for key in [
            Key::ArrowRight,
            Key::ArrowDown,
            Key::End,
            Key::PageDown,
            Key::ArrowLeft,
            Key::Home,
            Key::PageUp,
        ] {
            page.key(Modifiers::SHIFT, key);
            if let Some(span) = page.view().selection() {
                assert_eq!(page.view().text().snap(span), span);
            }
        }
    }
}

#[test]
fn a_line_written_from_the_right_is_walked_as_it_looks() {
    let text = "שלום עולם";
    let mut page = page(text, &[]);
    page.press_and_release(page.place(0));
    page.key(Modifiers::NONE, Key::ArrowLeft);
    page.key(Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(page.view().caret(), 2);
    page.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(page.view().caret(), 1);
}

/// About 60,000 characters in turns.
fn long_interview() -> String {
    (0..300)
        .map(|i| {
            format!(
                "INT: Question number {i}?\nGP: {}\n",
                format!("Answer {i} goes on. ").repeat(9)
            )
        })
        .collect()
}

#[test]
fn a_press_on_the_speaker_takes_the_turn() {
    let mut page = page(INTERVIEW, &[]);
    let speaker = page.place(span_of(INTERVIEW, "We were").start) - vec2(40.0, 0.0);
    page.press_and_release(speaker);
    assert!(page.selected_words().starts_with("GP ID 161: We were"));
    assert!(page.selected_words().ends_with("It was late."));
}

#[test]
fn a_press_on_the_map_goes_there() {
    let text = long_interview();
    let mut page = page(&text, &marked(&text, &["Answer 200 goes on"]));
    page.press_and_release(egui::pos2(893.0, Page::HEIGHT / 2.0));
    page.harness.run();
    let at = page.view_mut().position().at;
    let middle = page.view().text().length() / 2;
    assert!(at < middle && middle - at < 1500, "{at} of {middle}");
    let bar = page.harness.get_by_role(Role::ScrollBar);
    assert_eq!(bar.accesskit_node().label().as_deref(), Some("Place in the source"));
}

#[test]
fn a_dragged_end_shows_before_it_is_let_go() {
    let marks = marked(INTERVIEW, &["figures would not bear"]);
    let mut page = page(INTERVIEW, &marks);
    page.harness.state_mut().selected = Some(marks[0].quotation);
    page.harness.run();
    let label = "Coding code 0 by Kim: figures would not bear";
    let before = page.harness.get_by_role_and_label(Role::Button, label).rect().height();
    let end = page.place(marks[0].span.end);
    let to = page.place(span_of(INTERVIEW, "before we met").end);
    page.drag_to(end, to);
    assert!(page.moved().is_empty());
    let during = page.harness.get_by_role_and_label(Role::Button, label).rect().height();
    assert!(during > before + 10.0);
    page.release(to);
    let moved = page.moved();
    assert_eq!(moved[0].1.end, span_of(INTERVIEW, "before we met").end);
    // It stays there until the answer comes.
    page.view_mut().set_marks(marks.clone());
    page.harness.run();
    let after = page.harness.get_by_role_and_label(Role::Button, label).rect().height();
    assert_eq!(after, before);
}

#[test]
fn hovering_a_stripe_tells_path_and_coder() {
    let marks = marked(INTERVIEW, &["figures would not bear"]);
    let mut page = page(INTERVIEW, &marks);
    let label = "Coding code 0 by Kim: figures would not bear";
    let at = page.harness.get_by_role_and_label(Role::Button, label).rect().center();
    page.harness.hover_at(at);
    page.harness.run_steps(60);
    page.harness.get_by_label("Theme > code 0");
    page.harness.get_by_label("Kim");
}
