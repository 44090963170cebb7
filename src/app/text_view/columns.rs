//! Where the columns of the page stand: numbers, speakers, words, stripes, names, the map.

use egui::{Rangef, Rect};

use crate::app::theme::space;

/// Width of a line in ems: about 68 characters of the reading face.
const MEASURE: f32 = 36.0;
/// Below this share of the measure the columns beside the words give way.
const NARROW: f32 = 0.62;
/// Width of the map of the whole source.
const MAP: f32 = 16.0;
/// Room for stripes with names beside them, and for stripes alone.
const MARGIN_WITH_NAMES: f32 = 196.0;
const MARGIN_LEAST_NAMES: f32 = 116.0;
const MARGIN_STRIPES: f32 = 44.0;
/// Distance from one stripe to the next where there is room.
const PITCH: f32 = 8.0;

/// What there is to show beside the words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Type size in points.
    pub size: f32,
    /// Width of the widest number.
    pub numbers: f32,
    /// Width of the widest speaker; 0 where nobody is named.
    pub speakers: f32,
    /// Whether stripes are shown.
    pub margin: bool,
    /// Lanes of stripes.
    pub lanes: usize,
}

/// Horizontal ranges on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// Numbers stand at its right end.
    pub numbers: Option<Rangef>,
    /// Speakers stand at its left end.
    pub speakers: Option<Rangef>,
    /// Words.
    pub text: Rangef,
    /// Stripes.
    pub stripes: Option<Rangef>,
    /// Distance from one stripe to the next.
    pub pitch: f32,
    /// Names beside stripes.
    pub names: Option<Rangef>,
    /// The map of the whole.
    pub map: Rangef,
}

impl Columns {
    /// Shares out the width. How many stripes there are moves nothing but the stripes.
    pub fn new(rect: Rect, wanted: Wanted) -> Self {
        let map = Rangef::new(rect.right() - MAP, rect.right());
        let side = if rect.width() < 520.0 { space::INSIDE } else { space::PAGE };
        let room = (rect.width() - MAP - 2.0 * side).max(0.0);
        let gap = space::SECTION;
        let measure = (wanted.size * MEASURE).round();
        let column = |width: f32| if width > 0.0 { width.ceil() + gap } else { 0.0 };
        let (mut numbers, mut speakers) = (column(wanted.numbers), column(wanted.speakers));
        let mut margin = if wanted.margin { MARGIN_WITH_NAMES } else { 0.0 };
        let text = |numbers: f32, speakers: f32, margin: f32| {
            let margin = if margin > 0.0 { margin + gap } else { 0.0 };
            (room - numbers - speakers - margin).min(measure)
        };
        // Names give way first, down to nothing; then speakers; then numbers.
        if margin > 0.0 {
            let lack = measure - text(numbers, speakers, margin);
            margin = (margin - lack.max(0.0)).max(MARGIN_LEAST_NAMES);
            if text(numbers, speakers, margin) < measure * 0.8 {
                margin = MARGIN_STRIPES;
            }
        }
        if text(numbers, speakers, margin) < measure * NARROW && room < wanted.size * 40.0 {
            speakers = 0.0;
        }
        if text(numbers, speakers, margin) < measure * NARROW && room < wanted.size * 30.0 {
            numbers = 0.0;
        }
        let width = text(numbers, speakers, margin).floor().max(wanted.size * 4.0);
        let used = numbers + speakers + width + if margin > 0.0 { margin + gap } else { 0.0 };
        let left = rect.left() + side + ((room - used) / 2.0).max(0.0).floor();
        let text_left = left + numbers + speakers;
        let text = Rangef::new(text_left, text_left + width);
        let has_names = margin >= MARGIN_LEAST_NAMES;
        let stripes_room = if has_names { margin * 0.5 } else { margin };
        let pitch = (stripes_room / wanted.lanes.max(1) as f32).clamp(1.5, PITCH);
        let stripes_left = text.max + gap;
        let stripes_right = stripes_left + (pitch * wanted.lanes as f32).min(stripes_room);
        let some = |shown: bool, range: Rangef| shown.then_some(range);
        Self {
            numbers: some(numbers > 0.0, Rangef::new(left, left + numbers - gap)),
            speakers: some(speakers > 0.0, Rangef::new(left + numbers, text_left - gap)),
            text,
            stripes: some(margin > 0.0, Rangef::new(stripes_left, stripes_right)),
            pitch,
            names: some(
                has_names,
                Rangef::new(
                    stripes_right + space::TIGHT,
                    stripes_left + margin + side - space::INSIDE,
                ),
            ),
            map,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(width: f32, lanes: usize) -> Columns {
        let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, 600.0));
        let wanted = Wanted { size: 16.0, numbers: 20.0, speakers: 60.0, margin: true, lanes };
        Columns::new(rect, wanted)
    }

    #[test]
    fn the_words_do_not_move_when_codes_come() {
        for width in [300.0, 500.0, 700.0, 900.0, 1400.0] {
            assert_eq!(columns(width, 0).text, columns(width, 40).text);
        }
    }

    #[test]
    fn columns_give_way_in_order() {
        let wide = columns(1200.0, 5);
        assert!(wide.names.is_some() && wide.speakers.is_some() && wide.numbers.is_some());
        let middle = columns(760.0, 5);
        assert!(middle.names.is_none() && middle.speakers.is_some());
        let narrow = columns(420.0, 5);
        assert!(narrow.speakers.is_none() && narrow.numbers.is_none());
        for width in (60..1600).step_by(20) {
            let columns = columns(width as f32, 90);
            let stripes = columns.stripes.expect("a margin");
            assert!(columns.text.span() > 0.0 && stripes.min > columns.text.max);
            assert!(width < 200 || stripes.max <= columns.map.min + 0.01, "at {width}");
        }
    }
}
