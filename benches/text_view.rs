//! Frames of the text view: first paint and scrolling, in the sizes that a study has.
//!
//! `cargo bench --bench text_view` prints one line per source. A frame is everything egui does for a window that
//! shows only the page (layout, painting, hit tests, accessibility), and turning it into triangles.

use std::time::{Duration, Instant};

use egui::{Context, Event, MouseWheelUnit, Pos2, RawInput, Rect, vec2};
use marginalia::app::text_view::{Mark, PageOptions, TextView, warm_up};
use marginalia::app::theme::Theme;
use marginalia::domain::{CodingId, HUES, Markup, MarkupKind, QuotationId, Span, Turn};
use marginalia::text::Text;
use uuid::Uuid;

const FRAMES: usize = 300;
const WORDS: [&str; 24] = [
    "people",
    "interview",
    "because",
    "I",
    "think",
    "that",
    "the",
    "and",
    "when",
    "we",
    "moved",
    "to",
    "another",
    "clinic",
    "it",
    "was",
    "hard",
    "for",
    "my",
    "family",
    "naïve",
    "Søren",
    "“trust”",
    "slowly",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % limit.max(1)
    }
}

/// An interview of about `length` code points; one line where `paragraphs` is false.
fn interview(length: usize, paragraphs: bool) -> (Text, Vec<Turn>) {
    let mut dice = Dice(7);
    let (mut text, mut turns) = (String::new(), Vec::new());
    let mut at = 0u32;
    while (at as usize) < length {
        let start = at;
        let speaker = if turns.len() % 2 == 0 { "INT" } else { "GP ID 161" };
        let mut turn = format!("{speaker}: ");
        for _ in 0..(8 + dice.below(110)) {
            turn.push_str(WORDS[dice.below(WORDS.len() as u32) as usize]);
            turn.push(' ');
        }
        at += turn.chars().count() as u32;
        text.push_str(&turn);
        if paragraphs {
            text.push('\n');
            let span = Span { start, end: at };
            turns.push(Turn {
                span,
                marker: speaker.len() as u32 + 2,
                speaker: Some(speaker.into()),
                time: None,
            });
            at += 1;
        }
    }
    (Text::new(text), turns)
}

fn marks(text: &Text, count: usize) -> Vec<Mark> {
    let mut dice = Dice(11);
    (0..count)
        .map(|index| {
            let start = dice.below(text.length() - 600);
            let end = start + 40 + dice.below(500);
            let id = Uuid::from_u128(index as u128);
            Mark {
                coding: CodingId::new(id),
                quotation: QuotationId::new(id),
                span: Span {
                    start: text.word_at(start).start,
                    end: text.word_at(end).end.max(start + 1),
                },
                colour: HUES[index % HUES.len()],
                name: format!("code {}", index % 60),
                path: format!("Theme {} > code {}", index % 8, index % 60),
                coder: "Kim".into(),
            }
        })
        .collect()
}

/// Much that is marked: in each paragraph some words, every tenth a heading, a page every 2,000 characters.
fn markup(text: &Text) -> Vec<Markup> {
    let mut dice = Dice(13);
    let mut markup = Vec::new();
    for (index, paragraph) in text.paragraphs().iter().enumerate() {
        let span = paragraph.span;
        let kinds = [MarkupKind::Bold, MarkupKind::Italic, MarkupKind::Observer];
        for kind in kinds.into_iter().take(if index % 5 == 0 { 3 } else { 2 }) {
            for _ in 0..3 {
                let start = text.word_at(span.start + dice.below(span.len())).start;
                let end = text.word_at(start + dice.below(60)).end.min(span.end).max(start + 1);
                markup.push(Markup { span: Span { start, end }, kind: kind.clone() });
            }
        }
        if index % 10 == 0 {
            markup.push(Markup { span, kind: MarkupKind::Heading(1 + dice.below(4) as u8) });
        }
    }
    for page in 0..text.length() / 2_000 {
        let span = Span { start: page * 2_000, end: (page + 1) * 2_000 };
        markup.push(Markup { span, kind: MarkupKind::Page((page + 1).to_string().into()) });
    }
    markup
}

struct Window {
    ctx: Context,
    time: f64,
}

impl Window {
    fn new() -> Self {
        let ctx = Context::default();
        ctx.enable_accesskit();
        Theme::install(&ctx);
        Self { ctx, time: 0.0 }
    }

    /// One frame; how long it took.
    fn frame(&mut self, view: &mut TextView, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1100.0, 1000.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let options = PageOptions::default();
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            view.ui(ui, &options, None);
        });
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(triangles);
        let taken = start.elapsed();
        output.textures_delta.clear();
        taken
    }
}

fn measure(name: &str, text: Text, turns: Vec<Turn>, markup: &[Markup], count: usize) {
    let marks = marks(&text, count);
    let mut window = Window::new();
    // The window has shown other things before: its fonts are loaded.
    let line = "INT: The quick brown fox, jumping over 1,234,567,890 lazy dogs? “Yes”\n";
    let other = Text::new(line.repeat(7));
    let shown = other.paragraphs().iter().zip([
        &[][..],
        &[MarkupKind::Bold],
        &[MarkupKind::Italic],
        &[MarkupKind::Bold, MarkupKind::Italic],
        &[MarkupKind::Heading(1)],
        &[MarkupKind::Heading(2)],
        &[MarkupKind::Heading(3)],
    ]);
    let styles: Vec<Markup> = shown
        .flat_map(|(paragraph, kinds)| {
            kinds.iter().map(|kind| Markup { span: paragraph.span, kind: kind.clone() })
        })
        .collect();
    window.frame(&mut TextView::new(other, Vec::new().into(), &styles), Vec::new());
    let length = text.length();

    let start = Instant::now();
    let mut view = TextView::new(text, turns.into(), markup);
    view.set_marks(marks);
    window.frame(&mut view, Vec::new());
    let first = start.elapsed();

    let over = || Event::PointerMoved(Pos2::new(300.0, 300.0));
    let mut frames: Vec<Duration> = (0..FRAMES)
        .map(|_| {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, -160.0),
                phase: egui::TouchPhase::Move,
                modifiers: egui::Modifiers::NONE,
                source: egui::MouseWheelSource::Unknown,
            };
            window.frame(&mut view, vec![over(), wheel])
        })
        .collect();
    let end = view.position().at;
    frames.sort();
    let mut jumps: Vec<Duration> = (0..60)
        .map(|step| {
            let at = (u64::from(length) * (step * 37 % 60) / 60) as u32;
            view.reveal(Span { start: at, end: at + 1 });
            window.frame(&mut view, vec![over()])
        })
        .collect();
    jumps.sort();
    println!(
        "{name}: {length} characters, {count} codings | first paint {first:.1?} | scrolling to {end}: median {:.2?}, \
         worst {:.2?} | jumps: median {:.2?}, worst {:.2?}",
        frames[FRAMES / 2],
        frames[FRAMES - 1],
        jumps[30],
        jumps[59],
    );
}

fn main() {
    let start = Instant::now();
    warm_up();
    println!("finding the system's fonts: {:.1?} (once, on a thread)", start.elapsed());
    let (text, turns) = interview(134_000, true);
    let marked = (text.clone(), turns.clone(), markup(&text));
    measure("most coded source", text, turns, &[], 486);
    let (text, turns, markup) = marked;
    measure("the same with styles, headings and pages", text, turns, &markup, 486);
    let (text, turns) = interview(1_100_000, true);
    measure("longest source", text, turns, &[], 2_000);
    let (text, turns) = interview(3_000_000, false);
    measure("one line", text, turns, &[], 200);
}
