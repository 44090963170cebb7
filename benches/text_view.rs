//! Frames of the text view: first paint and scrolling, in the sizes that a study has.
//!
//! `cargo bench --bench text_view` prints one line per source. A frame is everything egui does for a window that
//! shows only the page (layout, painting, hit tests, accessibility), and turning it into triangles.

use std::time::{Duration, Instant};

use egui::{Context, Event, MouseWheelUnit, Pos2, RawInput, Rect, vec2};
use marginalia::app::text_view::{Mark, PageOptions, TextView, warm_up};
use marginalia::app::theme::Theme;
use marginalia::domain::{CodingId, HUES, QuotationId, Span, Turn};
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

fn measure(name: &str, text: Text, turns: Vec<Turn>, count: usize) {
    let marks = marks(&text, count);
    let mut window = Window::new();
    // The window has shown other things before: its fonts are loaded.
    let other = Text::new("INT: The quick brown fox, jumping over 1,234,567,890 lazy dogs? “Yes”");
    window.frame(&mut TextView::new(other, Vec::new().into()), Vec::new());
    let length = text.length();

    let start = Instant::now();
    let mut view = TextView::new(text, turns.into());
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
    measure("most coded source", text, turns, 486);
    let (text, turns) = interview(1_100_000, true);
    measure("longest source", text, turns, 2_000);
    let (text, turns) = interview(3_000_000, false);
    measure("one line", text, turns, 200);
}
