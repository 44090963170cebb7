//! A page on a screen that only the test sees, and the hands of who uses it.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::app::text_view::{Mark, PageOptions, TextView};
use marginalia::app::theme::Theme;
use marginalia::domain::{CodingId, HUES, Markup, MarkupKind, QuotationId, Span, Turn};
use marginalia::text::Text;
use uuid::Uuid;

/// What the test's window holds.
pub struct State {
    view: TextView,
    pub selected: Option<QuotationId>,
    clicked: Option<(CodingId, QuotationId)>,
    moved: Vec<(QuotationId, Span)>,
}

pub struct Page {
    pub harness: Harness<'static, State>,
    /// Keys held down while the mouse is used.
    pub held: Modifiers,
}

/// The span of the first place where some words stand.
pub fn span_of(text: &str, words: &str) -> Span {
    let byte = text.find(words).expect("the words are there");
    let start = text[..byte].chars().count() as u32;
    Span { start, end: start + words.chars().count() as u32 }
}

/// One coding on each of some passages, in different colours.
pub fn marked(text: &str, passages: &[&str]) -> Vec<Mark> {
    let mark = |(index, words): (usize, &&str)| {
        let id = Uuid::from_u128(index as u128 + 1);
        Mark {
            coding: CodingId::new(id),
            quotation: QuotationId::new(id),
            span: span_of(text, words),
            colour: HUES[index],
            name: format!("code {index}"),
            path: format!("Theme > code {index}"),
            coder: "Kim".into(),
        }
    };
    passages.iter().enumerate().map(mark).collect()
}

/// What some passages are.
pub fn markup(text: &str, passages: &[(&str, MarkupKind)]) -> Vec<Markup> {
    let marked = |(words, kind): &(&str, MarkupKind)| Markup {
        span: span_of(text, words),
        kind: kind.clone(),
    };
    passages.iter().map(marked).collect()
}

/// Turns of paragraphs that start with a short word and a colon.
pub fn turns(text: &Text) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for paragraph in text.paragraphs() {
        let words = text.slice(paragraph.span);
        match words.split_once(": ") {
            Some((speaker, _)) if speaker.len() < 20 => turns.push(Turn {
                span: paragraph.span,
                marker: speaker.chars().count() as u32 + 2,
                speaker: Some(speaker.into()),
                time: None,
            }),
            _ => {
                if let Some(turn) = turns.last_mut() {
                    turn.span.end = paragraph.span.end;
                }
            }
        }
    }
    turns
}

/// A page of 900 by 600 points.
pub fn page(text: &str, marks: &[Mark]) -> Page {
    page_with(text, marks, &[])
}

/// A page of a text in which something is marked.
pub fn page_with(text: &str, marks: &[Mark], markup: &[Markup]) -> Page {
    let text = Text::new(text);
    let turns = turns(&text);
    let mut view = TextView::new(text, turns.into(), markup);
    view.set_marks(marks.to_vec());
    let state = State { view, selected: None, clicked: None, moved: Vec::new() };
    let options = PageOptions { label: "Interview 12".into(), ..PageOptions::default() };
    let mut harness = Harness::builder()
        .with_size([900.0, Page::HEIGHT])
        .with_theme(egui::Theme::Light)
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs()
        .with_context_setup(Theme::install)
        .build_ui_state(
            move |ui, state: &mut State| {
                let events = state.view.ui(ui, &options, state.selected);
                state.clicked = events.clicked.or(state.clicked);
                state.moved.extend(events.moved_end);
            },
            state,
        );
    harness.run();
    Page { harness, held: Modifiers::NONE }
}

impl Page {
    pub const HEIGHT: f32 = 600.0;

    pub fn view(&self) -> &TextView {
        &self.harness.state().view
    }

    pub fn view_mut(&mut self) -> &mut TextView {
        &mut self.harness.state_mut().view
    }

    pub fn clicked(&self) -> Option<(CodingId, QuotationId)> {
        self.harness.state().clicked
    }

    pub fn moved(&self) -> Vec<(QuotationId, Span)> {
        self.harness.state().moved.clone()
    }

    pub fn selected_words(&self) -> String {
        self.view().selection().map_or("", |span| self.view().text().slice(span)).to_owned()
    }

    pub fn visible_paragraphs(&self) -> Vec<String> {
        let nodes = self.harness.get_all_by_role(Role::Paragraph);
        nodes.filter_map(|node| node.accesskit_node().value()).collect()
    }

    pub fn headings(&self) -> Vec<String> {
        let nodes = self.harness.get_all_by_role(Role::Heading);
        nodes.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The middle of the left edge of a character in view.
    pub fn place(&self, at: u32) -> Pos2 {
        self.view().point(at).expect("in view").center()
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        let modifiers = self.held;
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.harness.event(Event::PointerMoved(pos));
        self.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        });
        self.harness.step();
    }

    pub fn press_and_release(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.harness.step();
        self.button(pos, true);
        self.button(pos, false);
    }

    /// Presses and drags, without letting go.
    pub fn drag_to(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.harness.step();
        self.button(from, true);
        for share in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from + (to - from) * share);
            self.harness.step();
        }
        self.harness.step();
    }

    pub fn release(&mut self, at: Pos2) {
        self.button(at, false);
        self.harness.step();
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.drag_to(from, to);
        self.release(to);
    }

    pub fn key_down(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.key_down(modifiers, key);
        self.harness.run();
    }

    pub fn wheel(&mut self, by: f32) {
        self.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, by),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Unknown,
        });
        self.harness.run_steps(40);
    }
}
