//! The report of an import: figures, and what came of each file.

use std::fmt::Write as _;
use std::path::Path;

use egui::emath::GuiRounding as _;
use egui::epaint::text::FontsView;
use egui::{FontId, Key, Modifiers, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2};

use super::Step;
use crate::app::figures::counted;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceId;
use crate::project::{ImportReport, TableImport};

/// What is said of an import.
pub(super) struct Report {
    /// Whether its panel is shown.
    pub(super) is_open: bool,
    /// The sources that came in.
    pub(super) sources: Vec<SourceId>,
    title: String,
    summary: String,
    lines: Vec<Line>,
    /// Where each line begins, and the end of the last; for a width and a scale of the window.
    tops: Vec<f32>,
    measured: (f32, f32),
    /// Whether the panel was not drawn since it was opened.
    fresh: bool,
}

/// A line of the report.
struct Line {
    text: String,
    style: Style,
    hover: String,
    /// What it opens.
    source: Option<SourceId>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Heading,
    Name,
    Detail,
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

/// The lines while they are put together.
#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn push(&mut self, style: Style, text: impl Into<String>) -> &mut Line {
        self.0.push(Line { text: text.into(), style, hover: String::new(), source: None });
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    /// A heading with a count, unless there is nothing under it.
    fn heading(&mut self, text: &str, count: usize) {
        if count > 0 {
            self.push(Style::Heading, format!("{text} ({})", crate::app::figures::grouped(count)));
        }
    }

    fn file(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        self.push(Style::Name, name).hover = path.display().to_string();
    }
}

impl Report {
    /// The report of files; what went wrong stands first.
    pub(super) fn of_files(report: &ImportReport, is_open: bool) -> Self {
        let mut lines = Lines::default();
        lines.heading("Refused", report.refused.len());
        for refused in &report.refused {
            lines.file(&refused.path);
            lines.push(Style::Warning, capital(&refused.reason));
        }
        lines.heading("To check", report.doubtful.len());
        for doubtful in &report.doubtful {
            let line = lines.push(Style::Name, doubtful.name.clone());
            line.source = Some(doubtful.source);
            line.hover = "Open it".to_owned();
            for doubt in &doubtful.doubts {
                lines.push(Style::Warning, doubt.clone());
            }
        }
        lines.heading("Replaced by a newer text", report.replaced.len());
        for replaced in &report.replaced {
            let line = lines.push(Style::Name, replaced.name.clone());
            line.source = Some(replaced.source);
            line.hover = replaced.path.display().to_string();
            let carried = counted(replaced.carried, "quotation was", "quotations were");
            lines.push(Style::Detail, format!("{carried} carried over"));
            for lost in &replaced.lost {
                lines.push(Style::Warning, format!("Not carried over: “{lost}”"));
            }
        }
        lines.heading("Already there", report.already_there.len());
        for there in &report.already_there {
            lines.file(&there.path);
            lines.push(Style::Detail, format!("Has the same text as “{}”", there.name));
        }
        lines.heading("Imported", report.imported.len());
        for file in &report.imported {
            let line = lines.push(Style::Name, file.name.clone());
            line.source = Some(file.source);
            line.hover = file.path.display().to_string();
            let about = match file.turns {
                0 => file.kind.to_string(),
                turns => format!("{}, {}", file.kind, counted(turns, "turn", "turns")),
            };
            lines.push(Style::Detail, capital(&about));
        }
        lines.heading("Left out", report.left_out.len());
        for path in &report.left_out {
            lines.file(path);
        }
        lines.heading("Of other formats, passed over", report.ignored.len());
        for path in &report.ignored {
            lines.file(path);
        }
        let sources = report.imported.iter().map(|file| file.source).collect();
        Self::new("Import report".to_owned(), report.summary(), lines, sources, is_open)
    }

    /// The report of a table with something to check.
    pub(super) fn of_table(name: &str, came: &TableImport) -> Self {
        let mut lines = Lines::default();
        lines.heading("To check", came.warnings().len());
        for warning in came.warnings() {
            lines.push(Style::Name, warning.clone());
        }
        Self::new(format!("Import of {name}"), came.summary(), lines, Vec::new(), true)
    }

    fn new(
        title: String,
        summary: String,
        lines: Lines,
        sources: Vec<SourceId>,
        is_open: bool,
    ) -> Self {
        Self {
            is_open,
            sources,
            title,
            summary,
            lines: lines.0,
            tops: Vec::new(),
            measured: (0.0, 0.0),
            fresh: true,
        }
    }

    /// The report as plain text.
    fn plain(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.summary);
        for line in &self.lines {
            let _ = match line.style {
                Style::Heading => writeln!(text, "\n{}", line.text),
                Style::Name => writeln!(text, "  {}", line.text),
                Style::Detail | Style::Warning => writeln!(text, "    {}", line.text),
            };
        }
        text
    }

    /// Draws the panel; takes Escape when it lies on top.
    pub(super) fn ui(&mut self, ui: &mut Ui, on_top: bool) -> Step {
        let mut step = Step::Stay;
        floating(ui, "Import report", |ui| {
            ui.label(RichText::new(&self.title).font(theme::interface_bold(size::LEAD)));
            ui.label(RichText::new(&self.summary).color(Theme::of(ui.ctx()).quiet));
            if let Some(source) = self.list(ui) {
                step = Step::Open(source);
            }
            ui.add_space(space::GROUP);
            ui.horizontal(|ui| {
                let close = ui.button("Close");
                if std::mem::take(&mut self.fresh) {
                    close.request_focus();
                }
                if !self.sources.is_empty()
                    && ui
                        .button("Show in list")
                        .on_hover_text("Choose what was imported in the list of sources")
                        .clicked()
                {
                    step = Step::ShowInList;
                }
                if ui.button("Copy report").clicked() {
                    ui.ctx().copy_text(self.plain());
                }
                let escaped =
                    on_top && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
                if close.clicked() || escaped {
                    step = Step::Close;
                }
            });
        });
        if !matches!(step, Step::Stay) {
            self.fresh = true;
        }
        step
    }

    /// Draws the lines that can be seen; gives the source that is to be opened.
    fn list(&mut self, ui: &mut Ui) -> Option<SourceId> {
        let theme = Theme::of(ui.ctx());
        let mut opened = None;
        let height = ui.ctx().content_rect().height() * 0.5;
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_viewport(
            ui,
            |ui, shown| {
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
                    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                        let ink = match line.style {
                            Style::Heading | Style::Name => theme.ink,
                            Style::Detail => theme.quiet,
                            Style::Warning => theme.warning,
                        };
                        let text = RichText::new(&line.text).font(line.style.font());
                        let response = match line.source {
                            Some(_) => ui.link(text),
                            None => ui.label(text.color(ink)),
                        };
                        if response.clicked() {
                            opened = line.source;
                        }
                        if !line.hover.is_empty() {
                            response.on_hover_text(&line.hover);
                        }
                    });
                }
            },
        );
        opened
    }

    /// Finds where each line stands; once for a width and scale.
    fn measure(&mut self, ui: &Ui, width: f32) {
        let measured = (width, ui.pixels_per_point());
        if self.measured == measured && !self.tops.is_empty() {
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

/// With a capital at the start.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
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
