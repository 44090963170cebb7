//! The grid of colours that codes are offered.

use egui::{EventFilter, Id, Key, Modifiers, Rect, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::app::regions::hold_keyboard;
use crate::app::theme::{Theme, size, space};
use crate::domain::{Code, CodeTree, Colour, HUES};

/// The places of [`HUES`] round the circle of hues, with a name for each.
const CIRCLE: [(usize, &str); 24] = [
    (0, "Red"),
    (7, "Brick"),
    (14, "Orange"),
    (21, "Amber"),
    (4, "Ochre"),
    (11, "Mustard"),
    (18, "Olive"),
    (1, "Leaf"),
    (8, "Green"),
    (15, "Emerald"),
    (22, "Jade"),
    (5, "Teal"),
    (12, "Lagoon"),
    (19, "Cerulean"),
    (2, "Sky"),
    (9, "Blue"),
    (16, "Cornflower"),
    (23, "Periwinkle"),
    (6, "Violet"),
    (13, "Purple"),
    (20, "Orchid"),
    (3, "Magenta"),
    (10, "Rose"),
    (17, "Coral"),
];

/// How many stand in a row.
const COLUMNS: usize = 6;
/// Side of one field, in points.
const FIELD: f32 = 28.0;

/// The grid while it is open.
pub struct Hues {
    /// The field that has the keyboard; the one after the last colour is "as its parent".
    at: usize,
}

impl Hues {
    /// Opens the grid for a code.
    pub fn new(code: &Code) -> Self {
        let at = match code.colour {
            None => CIRCLE.len(),
            // A colour that came with a framework may be none of these.
            Some(own) => CIRCLE.iter().position(|&(hue, _)| HUES[hue] == own).unwrap_or(0),
        };
        Self { at }
    }

    /// Draws the grid; what was chosen: a colour of its own, or none.
    pub fn ui(&mut self, ui: &mut Ui, codes: &CodeTree, code: &Code) -> Option<Option<Colour>> {
        let own = code.colour;
        let above = codes.colour_above(code.id);
        let (name_above, tip_above) = match code.parent {
            Some(_) => ("As its parent", "Takes the colour of the code above"),
            None => ("No colour of its own", "Takes a colour by its place"),
        };
        self.move_by_keys(ui);
        let theme = Theme::of(ui.ctx());
        let mut chosen = None;
        let width = COLUMNS as f32 * FIELD;
        let rows = CIRCLE.len().div_ceil(COLUMNS);
        let (area, _) = ui.allocate_exact_size(vec2(width, rows as f32 * FIELD), Sense::hover());
        for (place, (hue, name)) in CIRCLE.into_iter().enumerate() {
            let (row, column) = (place / COLUMNS, place % COLUMNS);
            let corner = area.min + vec2(column as f32 * FIELD, row as f32 * FIELD);
            let rect = Rect::from_min_size(corner, vec2(FIELD, FIELD));
            let response = ui.interact(rect, field(place), Sense::click());
            let current = own == Some(HUES[hue]);
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, current, name)
            });
            let inner = rect.shrink(4.0);
            ui.painter().rect_filled(inner, space::CORNER, theme.code_stroke(HUES[hue]));
            if current {
                let mark = Stroke::new(2.0, theme.page);
                ui.painter().rect_stroke(inner.shrink(2.0), 4, mark, StrokeKind::Inside);
            }
            self.keep(ui, place, &response, rect);
            if response.on_hover_text(name).clicked() {
                chosen = Some(Some(HUES[hue]));
            }
        }
        let (rect, _) = ui.allocate_exact_size(vec2(width, space::ROW), Sense::hover());
        let place = CIRCLE.len();
        let response = ui.interact(rect, field(place), Sense::click());
        let name = name_above;
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::RadioButton, true, own.is_none(), name)
        });
        if own.is_none() {
            ui.painter().rect_filled(rect.shrink(1.0), space::CORNER, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect.shrink(1.0), space::CORNER, theme.hover);
        }
        let dot = Rect::from_center_size(rect.left_center() + vec2(14.0, 0.0), vec2(12.0, 12.0));
        ui.painter().rect_filled(dot, 3, theme.code_stroke(above));
        ui.painter().text(
            rect.left_center() + vec2(28.0, 0.0),
            egui::Align2::LEFT_CENTER,
            name,
            crate::app::theme::interface(size::BODY),
            theme.ink,
        );
        self.keep(ui, place, &response, rect);
        if response.on_hover_text(tip_above).clicked() {
            chosen = Some(None);
        }
        let word = CIRCLE.get(self.at).map_or(tip_above, |&(_, name)| name);
        ui.label(RichText::new(word).size(size::SMALL).color(theme.quiet));
        chosen
    }

    /// Gives the keyboard to the field that is to have it, and shows which has it.
    fn keep(&mut self, ui: &Ui, place: usize, response: &egui::Response, rect: Rect) {
        if self.at == place {
            hold_keyboard(response);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, Theme::of(ui.ctx()).focus);
            ui.painter().rect_stroke(rect, space::CORNER, ring, StrokeKind::Inside);
            let arrows = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..Default::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
    }

    fn move_by_keys(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = CIRCLE.len();
        if pressed(Key::ArrowRight) {
            self.at = (self.at + 1).min(last);
        }
        if pressed(Key::ArrowLeft) {
            self.at = self.at.saturating_sub(1);
        }
        if pressed(Key::ArrowDown) {
            self.at = (self.at + COLUMNS).min(last);
        }
        if pressed(Key::ArrowUp) {
            // From the line below the grid to the middle of its last row.
            self.at = match self.at {
                at if at == last => last - COLUMNS / 2,
                at => at.checked_sub(COLUMNS).unwrap_or(at),
            };
        }
    }
}

fn field(place: usize) -> Id {
    Id::unique(("hue of a code", place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hue_is_offered_once() {
        let mut places = CIRCLE.map(|(place, _)| place);
        places.sort_unstable();
        assert!(places.iter().enumerate().all(|(i, &place)| i == place));
    }
}
