//! Shows how one text differs from another: each place with the words around it, what went struck out, what came underlined.

use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, ScrollArea, Stroke, Ui};

use super::figures::{counted, grouped};
use super::theme::{self, Theme, size, space};
use crate::domain::Span;
use crate::text::{ChangeSet, Text};

/// So many places are shown.
const MOST: usize = 300;
/// So many characters of the text stand before and after a place.
const AROUND: u32 = 60;
/// So many characters of what went or came are shown at either end.
const LONGEST: usize = 400;

/// The places in which two texts differ.
pub struct Differences {
    places: Vec<Place>,
    count: usize,
}

/// A place with the words around it.
struct Place {
    before: String,
    gone: String,
    come: String,
    after: String,
}

impl Differences {
    /// The places where `changes` make another text of `old`.
    pub fn new(old: &Text, changes: &ChangeSet) -> Self {
        let count = changes.spans().count();
        let places = changes.edits().take(MOST).map(|edit| {
            let Span { start, end } = edit.span;
            let around = |start: u32, end: u32| old.slice(Span { start, end });
            let before = around(start.saturating_sub(AROUND), start);
            let after = around(end, (end + AROUND).min(old.length()));
            Place {
                before: last_line(before).to_owned(),
                gone: shortened(old.slice(edit.span)),
                come: shortened(&edit.with),
                after: after.split(['\n', '\u{c}']).next().unwrap_or_default().to_owned(),
            }
        });
        Self { places: places.collect(), count }
    }

    /// How many places there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Draws them in an area that scrolls.
    pub fn ui(&self, ui: &mut Ui, height: f32) {
        let theme = Theme::of(ui.ctx());
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for place in &self.places {
                ui.label(place.job(theme));
                ui.add_space(space::INSIDE);
            }
            let others = self.count - self.places.len();
            if others > 0 {
                let more = format!("and {} more", grouped(others));
                ui.label(RichText::new(more).size(size::SMALL).color(theme.quiet));
            }
        });
    }

    /// The number of places in words: `3 places`.
    pub fn counted(&self) -> String {
        counted(self.count, "place", "places")
    }
}

impl Place {
    fn job(&self, theme: &Theme) -> LayoutJob {
        let mut job = LayoutJob::default();
        let plain = TextFormat {
            font_id: theme::reading(size::LEAD),
            color: theme.quiet,
            ..TextFormat::default()
        };
        let gone = TextFormat {
            color: theme.danger,
            strikethrough: Stroke::new(1.0, theme.danger),
            ..plain.clone()
        };
        let come = TextFormat {
            color: theme.accent,
            underline: Stroke::new(1.0, theme.accent),
            ..plain.clone()
        };
        job.append(&self.before, 0.0, plain.clone());
        job.append(&shown(&self.gone), 0.0, gone);
        job.append(&shown(&self.come), 0.0, come);
        job.append(&self.after, 0.0, plain);
        job
    }
}

/// Words with a sign where a line ends, and blanks that can be seen.
fn shown(words: &str) -> String {
    let blank = words.chars().all(|c| c == ' ');
    let words = words.replace('\u{c}', "").replace('\n', "↵\n");
    if blank { words.replace(' ', "·") } else { words }
}

fn last_line(words: &str) -> &str {
    words.rsplit(['\n', '\u{c}']).next().unwrap_or_default()
}

fn shortened(words: &str) -> String {
    let count = words.chars().count();
    if count <= 2 * LONGEST {
        return words.to_owned();
    }
    let start: String = words.chars().take(LONGEST).collect();
    let end: String = words.chars().skip(count - LONGEST).collect();
    format!("{start} … {end}")
}
