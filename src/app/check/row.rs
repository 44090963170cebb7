//! One place in the list: its words in bold with what stands around them, and below one quiet line that says what it is.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Pos2, Rect, Ui, pos2, vec2};

use super::Frame;
use super::places::{Kind, Place, Row};
use crate::app::figures::{counted, grouped};
use crate::app::list::Rows;
use crate::app::text_view::{Passage, with_bold};
use crate::app::theme::{self, Theme, size, space};

/// Room above and below a row.
pub(super) const MARGIN: f32 = space::GROUP;
/// Height of the quiet line.
pub(super) const NOTE: f32 = 20.0;
/// Least of the words before and after a place that fills what was given of them: then the first or last word is cut.
const FULL: usize = 58;
/// Most characters of a place's own words that are shown.
const LONGEST: usize = 200;

/// The rows of places as a list draws them.
pub(super) struct PlaceRows<'a, K> {
    pub(super) rows: &'a [Row<K>],
    pub(super) frame: &'a Frame<'a>,
    /// What stands at the right of the quiet line.
    pub(super) right: &'a dyn Fn(&Place<K>) -> String,
}

impl<K: Kind> Rows for PlaceRows<'_, K> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        let (words, _) = context(self.frame, self.rows[row].place());
        (words.height() + space::TIGHT + NOTE + 2.0 * MARGIN).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let shown = &self.rows[row];
        let place = shown.place();
        let right = (self.right)(place);
        let right = if right.is_empty() { right } else { format!(", {right}") };
        format!("{}, {}{right}", one_line(&place.words), self.note(shown))
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let shown = &self.rows[row];
        let place = shown.place();
        let (words, own) = context(self.frame, place);
        let top = rect.min + vec2(0.0, MARGIN);
        words.paint(
            ui.painter(),
            top,
            |byte| {
                if own.contains(&byte) { theme.ink } else { theme.aside }
            },
        );
        let y = top.y + words.height() + space::TIGHT;
        let right = (self.right)(place);
        let mut room = rect.width();
        if !right.is_empty() {
            let galley = line(ui.painter(), &right, theme.accent, rect.width() * 0.45);
            room -= galley.size().x + space::GROUP;
            let at = pos2(rect.right() - galley.size().x, y);
            put(ui.painter(), at, galley);
        }
        let galley = line(ui.painter(), &self.note(shown), theme.quiet, room);
        put(ui.painter(), pos2(rect.left(), y), galley);
    }
}

impl<K: Kind> PlaceRows<'_, K> {
    /// What the quiet line says: kind, how many, source.
    fn note(&self, row: &Row<K>) -> String {
        let place = row.place();
        let name = self.frame.snapshot.source(place.source).map(|info| info.name.as_str());
        let name = name.unwrap_or_default();
        let kind = place.kind.title();
        match row.places.len() {
            1 => format!("{kind} · {name}"),
            count => {
                let sources = counted(row.sources, "source", "sources");
                let at = grouped(row.shown + 1);
                format!("{kind} · {at} of {} places in {sources} · {name}", grouped(count))
            }
        }
    }
}

/// The words of a place with what stands around them, set, and the bytes that are its own.
fn context<K>(frame: &Frame<'_>, place: &Place<K>) -> (Arc<Passage>, std::ops::Range<usize>) {
    let (before, after) = &place.around;
    let own = shortened(&one_line(&place.words), LONGEST);
    let mut text = String::with_capacity(before.len() + own.len() + after.len() + 8);
    text.push_str(&cut_front(before));
    let start = text.len();
    text.push_str(&own);
    let end = text.len();
    text.push_str(&cut_back(after));
    let words = with_bold(&frame.ctx, &text, start..end, frame.page_size, frame.column.width);
    (words, start..end)
}

/// What stands before a place in its paragraph, from its first whole word.
fn cut_front(before: &str) -> String {
    let (line, is_whole) = match before.rsplit_once('\n') {
        Some((_, line)) => (line, true),
        None => (before, before.chars().count() < FULL),
    };
    let before = one_line(line);
    if is_whole {
        return before.trim_start().to_owned();
    }
    match before.split_once(' ') {
        Some((_, rest)) => format!("… {}", rest.trim_start()),
        None => format!("…{before}"),
    }
}

/// What stands after a place in its paragraph, to its last whole word.
fn cut_back(after: &str) -> String {
    let (line, is_whole) = match after.split_once('\n') {
        Some((line, _)) => (line, true),
        None => (after, after.chars().count() < FULL),
    };
    let after = one_line(line);
    if is_whole {
        return after.trim_end().to_owned();
    }
    match after.rsplit_once(' ') {
        Some((rest, _)) => format!("{} …", rest.trim_end()),
        None => format!("{after}…"),
    }
}

/// The same words on one line.
pub(super) fn one_line(words: &str) -> String {
    words.replace(['\n', '\t'], " ")
}

/// Not more than so many characters.
pub(super) fn shortened(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// One line of interface type, cut to a width.
pub(super) fn line(painter: &Painter, text: &str, ink: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat::simple(theme::interface(size::BODY), ink);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width.max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    painter.layout_job(job)
}

/// Draws a line in the middle of a quiet line whose upper left corner is at `at`.
pub(super) fn put(painter: &Painter, at: Pos2, galley: Arc<Galley>) {
    let down = vec2(0.0, (NOTE - galley.size().y) / 2.0);
    painter.galley(at + down, galley, Color32::PLACEHOLDER);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_stand_around_a_place() {
        assert_eq!(cut_front("He wrote "), "He wrote ");
        let long = "ything that was ever said about it by anybody who came to the ";
        assert_eq!(cut_front(long), format!("… {}", &long[7..]));
        assert_eq!(cut_back(" and so on"), " and so on");
        let long = " that was ever said about it by anybody who came to the meet";
        assert_eq!(cut_back(long), format!("{} …", &long[..long.len() - 5]));
        let paragraphs = "the paragraph before it\nThis one is ";
        assert_eq!(cut_front(paragraphs), "This one is ");
        assert_eq!(cut_back(" the last.\nAnother"), " the last.");
        assert_eq!(shortened("one two", 3), "one…");
    }
}
