//! The preview of a house style: real extracts as they are printed in it, set in the background at each keystroke, and above
//! them what their labels lack.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, Id, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::missing::{Lack, lacks};
use crate::analysis::labels::{Printed, PrintedAs, plain_text};
use crate::app::desk::Desk;
use crate::app::text_view::{Passage, styled};
use crate::app::theme::{Theme, size, space};
use crate::domain::house_style::HouseStyle;
use crate::domain::{OutputId, QuotationId, SourceId, SourceKind};
use crate::project::{ProjectError, SetExtract};

/// How many quotes are shown where there is no output.
const QUOTES: usize = 12;

/// What is set, and when.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    output: Option<OutputId>,
    style: HouseStyle,
    /// The step of the project.
    seq: i64,
}

/// Extracts as they are printed in a style.
#[derive(Default)]
pub(super) struct Shown {
    extracts: Vec<Extract>,
    /// Which of them are the first of their kind.
    of_each_kind: Vec<usize>,
    pub(super) lacks: Vec<Lack>,
}

/// An extract as it is printed.
struct Extract {
    place: (SourceId, QuotationId),
    text: String,
    /// The bytes where the ink changes, and the ink of each piece.
    inks: Vec<(usize, Ink)>,
    bold: Vec<Range<usize>>,
    italic: Vec<Range<usize>>,
}

/// How strongly a piece stands out: it is the label that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Words,
    Label,
    Sign,
}

/// What became of the preview.
#[derive(Default)]
pub(super) struct Preview {
    asking: bool,
    shown: Option<(Asked, Result<Shown, String>)>,
    /// Whether all extracts are shown, or one of each kind.
    pub(super) shows_all: bool,
    /// The heights of the extracts for a width, where they are known.
    heights: Vec<Option<f32>>,
    measured: f32,
}

impl Preview {
    /// What is shown, or why nothing can be.
    pub(super) fn shown(&self) -> Option<Result<&Shown, &str>> {
        self.shown.as_ref().map(|(_, shown)| shown.as_ref().map_err(String::as_str))
    }

    /// How many extracts there are, and how many of them are shown.
    pub(super) fn counts(&self) -> (usize, usize) {
        match self.shown() {
            Some(Ok(shown)) => {
                let all = shown.extracts.len();
                (all, if self.shows_all { all } else { shown.of_each_kind.len() })
            }
            _ => (0, 0),
        }
    }

    fn take_in(&mut self, asked: Asked, set: Result<Shown, ProjectError>) {
        self.asking = false;
        self.shown = Some((asked, set.map_err(|error| error.to_string())));
        self.heights.clear();
    }
}

/// Has the extracts set anew, where the style, the output or the project has changed since. One question at a time: what is
/// typed meanwhile is asked next.
pub(super) fn keep_fresh(desk: &mut Desk, output: Option<OutputId>, style: &HouseStyle) {
    let seq = desk.snapshot.seq;
    let preview = &mut desk.styles.preview;
    let is_shown = preview.shown.as_ref().is_some_and(|(asked, _)| {
        asked.seq == seq && asked.output == output && asked.style == *style
    });
    if is_shown || preview.asking {
        return;
    }
    preview.asking = true;
    let asked = Asked { output, style: style.clone(), seq };
    let style = style.clone();
    desk.ask_or_never(
        move |project| {
            let set = match output {
                Some(output) => project.set_output_in(output, style),
                None => {
                    let quotations = project.snapshot().quotations_of_each_kind(QUOTES);
                    project.set_quotations_in(&quotations, style)
                }
            };
            set.map(|set| Shown::new(set.extracts))
        },
        move |desk, set| {
            let set = set.unwrap_or(Err(ProjectError::Interrupted));
            desk.styles.preview.take_in(asked, set);
        },
    );
}

impl Shown {
    /// Where an extract stands, and what is printed of it.
    pub(super) fn extract(&self, at: usize) -> ((SourceId, QuotationId), &str) {
        let extract = &self.extracts[at];
        (extract.place, &extract.text)
    }

    fn new(set: Vec<SetExtract>) -> Self {
        let mut kinds: Vec<(Option<SourceKind>, String)> = Vec::new();
        let mut of_each_kind = Vec::new();
        for (at, one) in set.iter().enumerate() {
            let form = one.facts.kind_word.as_deref().unwrap_or_default();
            let kind = (one.facts.kind, form.trim().to_lowercase());
            if !kinds.contains(&kind) {
                kinds.push(kind);
                of_each_kind.push(at);
            }
        }
        let lacks = lacks(&set);
        let extracts =
            set.into_iter().map(|one| Extract::new((one.source, one.quotation), &one.pieces));
        Self { extracts: extracts.collect(), of_each_kind, lacks }
    }
}

impl Extract {
    fn new(place: (SourceId, QuotationId), pieces: &[Printed]) -> Self {
        let text = plain_text(pieces);
        let (mut inks, mut bold, mut italic) = (Vec::new(), Vec::new(), Vec::new());
        let mut at = 0;
        for piece in pieces {
            let bytes = at..at + piece.text.len();
            at = bytes.end;
            inks.push((
                bytes.start,
                match piece.what {
                    PrintedAs::Label | PrintedAs::Note | PrintedAs::Speaker => Ink::Label,
                    PrintedAs::Cut => Ink::Sign,
                    _ => Ink::Words,
                },
            ));
            if piece.bold {
                bold.push(bytes.clone());
            }
            if piece.italic {
                italic.push(bytes);
            }
        }
        Self { place, text, inks, bold, italic }
    }

    fn lay(&self, ui: &Ui, width: f32) -> Arc<Passage> {
        let seams: Vec<usize> = self.inks.iter().map(|(at, _)| *at).collect();
        styled(ui.ctx(), &self.text, &seams, [&self.bold, &self.italic], size::LEAD, width)
    }

    fn ink(&self, byte: usize, theme: &Theme) -> Color32 {
        let piece = self.inks.partition_point(|(at, _)| *at <= byte);
        match piece.checked_sub(1).map(|at| self.inks[at].1) {
            Some(Ink::Label) => theme.ink,
            Some(Ink::Sign) => theme.quiet,
            _ => theme.aside,
        }
    }
}

/// Draws the extracts; gives the one whose source is to be opened. Only those in sight are laid out: the others stand as high
/// as their words are many.
pub(super) fn draw(preview: &mut Preview, ui: &mut Ui) -> Option<(SourceId, QuotationId)> {
    let theme = Theme::of(ui.ctx());
    let Some((_, Ok(shown))) = &preview.shown else { return None };
    let places: Vec<usize> = match preview.shows_all {
        true => (0..shown.extracts.len()).collect(),
        false => shown.of_each_kind.clone(),
    };
    let mut opened = None;
    let area = ScrollArea::vertical().id_salt("preview").auto_shrink([false, false]);
    area.show_viewport(ui, |ui, seen| {
        let width = ui.available_width() - space::GROUP;
        if preview.measured != width || preview.heights.len() != shown.extracts.len() {
            preview.measured = width;
            preview.heights = vec![None; shown.extracts.len()];
        }
        let origin = ui.max_rect().min;
        let mut top = 0.0;
        for place in places {
            let extract = &shown.extracts[place];
            let guess = guessed(&extract.text, width);
            let height = preview.heights[place].unwrap_or(guess) + 2.0 * space::GROUP;
            let is_seen = top < seen.bottom() + height && top + height > seen.top();
            if !is_seen {
                top += height;
                continue;
            }
            let laid = extract.lay(ui, width);
            preview.heights[place] = Some(laid.height());
            let height = laid.height() + 2.0 * space::GROUP;
            let corner = pos2(origin.x, origin.y + top);
            let rect = Rect::from_min_size(corner, vec2(width + space::INSIDE, height));
            let response =
                ui.interact(rect, Id::unique(("printed", extract.place.1)), Sense::click());
            let text = &extract.text;
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
            if response.hovered() {
                ui.painter().rect_filled(rect, space::CORNER, theme.hover);
            }
            if response.has_focus() {
                let ring = Stroke::new(2.0, theme.focus);
                ui.painter().rect_stroke(rect, space::CORNER, ring, StrokeKind::Inside);
            }
            let at = corner + vec2(space::TIGHT, space::GROUP);
            laid.paint(ui.painter(), at, |byte| extract.ink(byte, theme));
            if response.on_hover_text("Open it in its source").clicked() {
                opened = Some(extract.place);
            }
            top += height;
        }
        ui.set_height(top);
    });
    opened
}

/// The height of words in the reading face, guessed from their number.
fn guessed(text: &str, width: f32) -> f32 {
    let lines = (text.len() as f32 * 0.48 * size::LEAD / width).ceil().max(1.0);
    lines * size::LEAD * 1.5
}
