//! Lines of text under headings, as many as there are: only those that can be seen are laid out and drawn. A line may open
//! something.

use egui::emath::GuiRounding as _;
use egui::epaint::text::FontsView;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2};

use super::theme::{self, Theme, size, space};
use crate::text::Piece;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Above others.
    Heading,
    /// What the lines below it are about.
    Name,
    /// In quiet ink below it.
    Detail,
    /// Something that a person should look at.
    Warning,
}

impl Style {
    fn font(self) -> FontId {
        match self {
            Self::Heading => theme::interface_bold(size::BODY),
            Self::Name | Self::Warning => theme::interface(size::BODY),
            Self::Detail => theme::interface(size::SMALL),
        }
    }

    /// The space above and below its words.
    fn space(self) -> (f32, f32) {
        match self {
            Self::Heading => (space::GROUP, space::TIGHT),
            Self::Name => (space::TIGHT, 0.0),
            Self::Detail | Self::Warning => (0.0, 2.0),
        }
    }
}

/// A line; `T` is what it opens.
#[derive(Debug, Clone)]
pub struct Line<T> {
    /// Its words; see also [`Self::pieces`].
    pub text: String,
    /// How it is set.
    pub style: Style,
    /// What is said of it when the pointer rests on it.
    pub hover: String,
    /// What it opens.
    pub target: Option<T>,
    /// Its words in pieces that stayed, went and came, where they are two wordings; together they are `text`.
    pub pieces: Vec<Piece>,
}

/// Lines, top to bottom.
#[derive(Debug)]
pub struct Lines<T> {
    lines: Vec<Line<T>>,
    /// Where each line begins, and the end of the last; for a width and a scale of the window.
    tops: Vec<f32>,
    measured: (f32, f32),
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { lines: Vec::new(), tops: Vec::new(), measured: (0.0, 0.0) }
    }
}

impl<T: Clone> Lines<T> {
    /// Adds a line below the others.
    pub fn push(&mut self, style: Style, text: impl Into<String>) -> &mut Line<T> {
        self.tops.clear();
        let text = text.into();
        let line = Line { text, style, hover: String::new(), target: None, pieces: Vec::new() };
        self.lines.push(line);
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    /// Adds a heading with a count, unless there is nothing under it.
    pub fn heading(&mut self, text: &str, count: usize) {
        if count > 0 {
            self.push(Style::Heading, format!("{text} ({})", super::figures::grouped(count)));
        }
    }

    /// Adds two wordings laid over each other.
    pub fn compared(&mut self, pieces: Vec<Piece>) {
        let words = pieces.iter().map(|piece| match piece {
            Piece::Kept(words) | Piece::Gone(words) | Piece::New(words) => words.as_str(),
        });
        let text = words.collect::<String>();
        self.push(Style::Detail, text).pieces = pieces;
    }

    /// All lines.
    pub fn all(&self) -> &[Line<T>] {
        &self.lines
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Draws the lines that can be seen, at most this high; gives what is to be opened.
    pub fn ui(&mut self, ui: &mut Ui, height: f32) -> Option<T> {
        let mut opened = None;
        let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        area.show_viewport(ui, |ui, shown| {
            let width = ui.available_width() - space::INSIDE;
            self.measure(ui, width);
            let total = self.tops.last().copied().unwrap_or(0.0);
            ui.set_height(total);
            let origin = ui.max_rect().min;
            let first = self.tops.partition_point(|&top| top <= shown.top()).saturating_sub(1);
            for (line, tops) in self.lines.iter().zip(self.tops.windows(2)).skip(first) {
                if tops[0] > shown.bottom() {
                    break;
                }
                let (above, _) = line.style.space();
                let rect = Rect::from_min_max(
                    pos2(origin.x, origin.y + tops[0] + above),
                    pos2(origin.x + width, origin.y + tops[1]),
                );
                let drawn = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| line.ui(ui));
                if drawn.inner {
                    opened.clone_from(&line.target);
                }
            }
        });
        opened
    }

    /// Finds where each line stands; once for a width and scale.
    fn measure(&mut self, ui: &Ui, width: f32) {
        let measured = (width, ui.pixels_per_point());
        if self.measured == measured && self.tops.len() > self.lines.len() {
            return;
        }
        self.measured = measured;
        let mut top = 0.0;
        self.tops.clear();
        self.tops.push(top);
        for line in &self.lines {
            let (above, below) = line.style.space();
            let font = line.style.font();
            let height = ui.fonts_mut(|fonts| height(fonts, &line.text, &font, width, measured.1));
            top += above + height + below;
            self.tops.push(top);
        }
    }
}

impl<T> Line<T> {
    /// Draws it; whether it was clicked.
    fn ui(&self, ui: &mut Ui) -> bool {
        let theme = Theme::of(ui.ctx());
        let ink = match self.style {
            Style::Heading | Style::Name => theme.ink,
            Style::Detail => theme.quiet,
            Style::Warning => theme.warning,
        };
        let response = if self.target.is_some() {
            ui.link(egui::RichText::new(&self.text).font(self.style.font()))
        } else if self.pieces.is_empty() {
            ui.label(egui::RichText::new(&self.text).font(self.style.font()).color(ink))
        } else {
            ui.label(self.marked(theme, ink))
        };
        let clicked = self.target.is_some() && response.clicked();
        if !self.hover.is_empty() {
            response.on_hover_text(&self.hover);
        }
        clicked
    }

    /// Its words, what is gone struck through and what is new underlined.
    fn marked(&self, theme: &Theme, ink: Color32) -> LayoutJob {
        let mut job = LayoutJob::default();
        for piece in &self.pieces {
            let mut format = TextFormat::simple(self.style.font(), ink);
            let words = match piece {
                Piece::Kept(words) => words,
                Piece::Gone(words) => {
                    format.strikethrough = Stroke::new(1.0, theme.warning);
                    words
                }
                Piece::New(words) => {
                    format.color = theme.accent;
                    format.underline = Stroke::new(1.0, theme.accent);
                    words
                }
            };
            job.append(words, 0.0, format);
        }
        job
    }
}

/// How high a text stands in this width. Whether it fits in a row is told from its letters: an import of thousands of
/// files must not lay out all of them in one frame.
fn height(fonts: &mut FontsView<'_>, text: &str, font: &FontId, width: f32, scale: f32) -> f32 {
    // A little room, for what is rounded and for letters that stand wider side by side.
    let room = width * 0.95;
    let is_short = text.is_ascii() && text.len() as f32 * font.size < room;
    let mut letters = 0.0;
    let fits = is_short
        || text.chars().all(|letter| {
            let width = fonts.glyph_width(font, letter);
            letters += width;
            // What has no width of its own stands in another font, or above its neighbour.
            width > 0.0 && letters < room
        });
    match fits && !text.contains('\n') {
        true => fonts.row_height(font).round_to_pixels(scale),
        false => fonts.layout(text.to_owned(), font.clone(), Theme::light().ink, width).size().y,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_of_lines_are_those_of_their_layout() {
        let lines = [
            "",
            "Interview 0003 GP ID 102",
            "Größe, naïve café – “quoted”",
            "two\nrows",
            "訪談逐字稿第一次",
            "مقابلة رقم 12",
            "W",
        ];
        let ctx = egui::Context::default();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::proportional(size::BODY);
            for line in lines {
                for times in [1, 3, 9, 40] {
                    let text = line.repeat(times);
                    for width in [60.0, 240.0, 560.0] {
                        let ink = Theme::light().ink;
                        ui.fonts_mut(|fonts| {
                            let galley = fonts.layout(text.clone(), font.clone(), ink, width);
                            let height = height(fonts, &text, &font, width, 1.0);
                            assert_eq!(height, galley.size().y, "“{text}” in {width}");
                        });
                    }
                }
            }
        });
        output.textures_delta.clear();
    }
}
