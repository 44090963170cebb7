//! What readers wrote into the margin of a page, with the words that they marked for it (ISO 32000-1, 12.5.6).

use super::content::{Glyph, rectangle};
use super::file::File;
use super::matrix::Rectangle;
use super::strings;
use super::value::Dictionary;

/// Most notes of a page.
const MOST_NOTES: usize = 1000;
/// Most bytes of a note.
const LONGEST_NOTE: usize = 1 << 16;

/// A note.
pub(super) struct Note {
    pub author: String,
    pub words: String,
    /// The areas of the page that it was written for.
    areas: Vec<Rectangle>,
    /// The mark of the glyphs in them, counted from 1; that of an earlier note where both stand for the same words.
    pub mark: u16,
}

/// The notes of a page; the glyphs that they stand for are marked.
pub(super) fn notes(file: &File<'_>, page: &Dictionary, glyphs: &mut [Glyph]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for annotation in file.get(page, b"Annots").list().unwrap_or_default() {
        let annotation = file.resolve(annotation);
        if let Some(note) = annotation.dictionary().and_then(|annotation| read(file, annotation))
            && notes.len() < MOST_NOTES
        {
            notes.push(note);
        }
    }
    for (place, note) in notes.iter_mut().enumerate() {
        note.mark = place as u16 + 1;
        let (mut own, mut earlier) = (false, None);
        let is_marked = |glyph: &&mut Glyph| {
            let middle = (f64::from(glyph.middle.0), f64::from(glyph.middle.1));
            note.areas.iter().any(|area| area.holds(middle))
        };
        for glyph in glyphs.iter_mut().filter(is_marked) {
            if glyph.note == 0 {
                glyph.note = note.mark;
                own = true;
            } else {
                earlier = Some(glyph.note);
            }
        }
        if let Some(mark) = earlier.filter(|_| !own) {
            note.mark = mark;
        }
        if file.is_late() {
            break;
        }
    }
    notes
}

fn read(file: &File<'_>, annotation: &Dictionary) -> Option<Note> {
    /// Most areas of one note: a line each.
    const MOST_AREAS: usize = 200;
    let kind = file.get(annotation, b"Subtype");
    if !matches!(
        kind.name()?,
        b"Text" | b"Highlight" | b"Underline" | b"Squiggly" | b"StrikeOut" | b"Caret"
    ) {
        return None;
    }
    let text = |key: &[u8]| {
        let value = file.get(annotation, key);
        let bytes = value.bytes().unwrap_or_default();
        let text = strings::text(&bytes[..bytes.len().min(LONGEST_NOTE)])
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        text.chars().filter(|&c| c == '\n' || !c.is_control()).collect::<String>().trim().to_owned()
    };
    let words = text(b"Contents");
    if words.is_empty() {
        return None;
    }
    let corners = file.get(annotation, b"QuadPoints");
    let corners: Vec<f64> = corners
        .list()
        .unwrap_or_default()
        .iter()
        .take(8 * MOST_AREAS)
        .map(|value| value.number().unwrap_or(0.0))
        .collect();
    let points = |corners: &[f64]| {
        Rectangle::around(corners.chunks_exact(2).map(|point| (point[0], point[1])))
    };
    let mut areas: Vec<Rectangle> = corners.chunks_exact(8).filter_map(points).collect();
    // The place of a note that marks no words is that of its sign, which may stand on any.
    if areas.is_empty() && kind.name() != Some(b"Text") {
        areas.extend(rectangle(file, annotation, b"Rect"));
    }
    Some(Note { author: text(b"T"), words, areas, mark: 0 })
}
