//! One extract in the list: as it will be printed, with what is known of it below.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Painter};

use crate::analysis::labels::{Printed, PrintedAs};
use crate::app::theme::{self, READING_FACES, Theme, size, space};
use crate::domain::{Output, StandsFor};
use crate::project::{SetExtract, Snapshot};
use crate::text::capital;

/// Height of a line of type, as a multiple of its size.
const LINE: f32 = 1.5;

/// The words and the label of an extract as they will be printed. What is not the source's own is set off by its ink.
pub(in crate::app) fn printed(
    painter: &Painter,
    theme: &Theme,
    pieces: &[Printed],
    page_size: f32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    for piece in pieces {
        job.append(&piece.text, 0.0, format(theme, piece, page_size));
    }
    job.wrap.max_width = width;
    painter.layout_job(job)
}

fn format(theme: &Theme, piece: &Printed, page_size: f32) -> TextFormat {
    let ink = match piece.what {
        PrintedAs::Cut | PrintedAs::Label | PrintedAs::Note => theme.quiet,
        PrintedAs::Insertion | PrintedAs::Speaker => theme.accent,
        _ => theme.ink,
    };
    TextFormat {
        line_height: Some((page_size * LINE).round()),
        ..TextFormat::simple(face(page_size, piece.bold, piece.italic), ink)
    }
}

/// The reading face in one of its styles.
pub(in crate::app) fn face(page_size: f32, bold: bool, italic: bool) -> FontId {
    let style = usize::from(bold) + 2 * usize::from(italic);
    FontId::new(page_size, FontFamily::Name(READING_FACES[style].0.into()))
}

/// What is known of an extract, and what is to be looked at.
pub(super) fn about(
    snapshot: &Snapshot,
    output: &Output,
    one: &SetExtract,
) -> (Vec<String>, Vec<String>) {
    let extract = super::extract_of(output, one.extract);
    let stands_for = extract.and_then(|extract| extract.stands_for);
    let source = snapshot.source(one.source).map(|info| info.name.clone());
    let code = one.code.map(|code| snapshot.codes.telling_name(code));
    let about = [stands_for.map(|it| capital(StandsFor::word(it))), code, source];
    let mut trouble: Vec<String> = one.problem.iter().cloned().collect();
    if extract.is_some_and(|extract| extract.is_doubtful) {
        trouble.push("The text was edited where this is trimmed; look at it".to_owned());
    }
    let missing: Vec<String> = one.label.missing.iter().map(ToString::to_string).collect();
    if !missing.is_empty() {
        trouble.push(format!("The label lacks {}", missing.join(", ")));
    } else if one.tags_lack {
        trouble.push("A speaker’s tag lacks something".to_owned());
    }
    (about.into_iter().flatten().collect(), trouble)
}

/// The line below an extract: what it is for and where it is from; what is to be looked at in its own ink.
pub(super) fn note(
    painter: &Painter,
    theme: &Theme,
    words: &[String],
    trouble: &[String],
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let mut append = |text: &str, ink: Color32| {
        let lead = if job.is_empty() { 0.0 } else { space::INSIDE };
        let text = if job.is_empty() { text.to_owned() } else { format!("·  {text}") };
        job.append(&text, lead, TextFormat::simple(theme::interface(size::SMALL), ink));
    };
    for text in trouble {
        append(text, theme.warning);
    }
    for text in words.iter().filter(|text| !text.is_empty()) {
        append(text, theme.quiet);
    }
    job.wrap.max_width = width;
    painter.layout_job(job)
}
