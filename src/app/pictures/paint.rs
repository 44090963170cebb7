//! Paints a scene in the window's colours, and lets its marks be pointed at, reached by keyboard and opened.

use egui::epaint::TextShape;
use egui::{
    Color32, CursorIcon, Id, Key, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, pos2, vec2,
};

use crate::analysis::picture::{
    Anchor, Bounds, CAPITAL_MIDDLE, Form, Mark, Opens, Paint, Palette, Scene, Shape, Words,
};
use crate::app::theme::{self, Theme, opaque};

/// How near the pointer must come to a line.
const NEAR: f32 = 5.0;
/// The side of the square by which a line is reached without a pointer.
const HANDLE: f32 = 12.0;

/// The colours of a theme, for a scene.
fn palette(theme: &Theme) -> Palette {
    Palette {
        page: opaque(theme.page),
        ink: opaque(theme.ink),
        quiet: opaque(theme.quiet),
        rule: opaque(theme.rule),
        accent: opaque(theme.accent),
    }
}

/// Draws a scene at the cursor; gives what a mark that was clicked opens. The first mark takes the keyboard where it is
/// to. `by_keyboard` says whether keys went from mark to mark last, or the pointer moved.
pub(super) fn scene(
    ui: &mut Ui,
    scene: &Scene,
    takes_keyboard: bool,
    by_keyboard: &mut bool,
) -> Option<Opens> {
    let (steps, moves) = ui.input(|input| {
        let keys = [Key::Tab, Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
        (keys.iter().any(|&key| input.key_pressed(key)), input.pointer.is_moving())
    });
    *by_keyboard = steps || (*by_keyboard && !moves);
    let theme = Theme::of(ui.ctx());
    let (area, sheet) = ui.allocate_exact_size(vec2(scene.width, scene.height), Sense::click());
    sheet.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Figure, true, &scene.title));
    ui.ctx().accesskit_node_builder(sheet.id, |node| {
        node.set_description(scene.description.clone());
    });
    let pen = Pen { painter: ui.painter().clone(), origin: area.min, palette: palette(theme) };
    for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
        pen.shape(shape);
    }
    let mut opened = None;
    let mut first = takes_keyboard;
    let below = UiBuilder::new().max_rect(area).accessibility_parent(sheet.id);
    let mut marks = ui.new_child(below);
    for (number, mark) in scene.marks.iter().enumerate() {
        let Some((says, bounds)) = mark.says.as_ref().zip(mark.bounds()) else { continue };
        let place = place(mark, bounds).translate(area.min.to_vec2());
        let response = reach(&mut marks, sheet.id.with(number), place, mark, says);
        if std::mem::take(&mut first) {
            response.request_focus();
        }
        if response.hovered() || response.has_focus() {
            pen.ring(place, response.has_focus(), theme);
        }
        if response.gained_focus() {
            marks.scroll_to_rect(place, None);
        }
        if response.has_focus() && *by_keyboard {
            response.show_tooltip_text(says);
        }
        if response.clicked() {
            opened.clone_from(&mark.opens);
        }
        if !*by_keyboard {
            response.on_hover_text(says);
        }
    }
    opened.or_else(|| line_at_pointer(scene, sheet, area, &pen, theme))
}

/// A mark as the keyboard, the pointer and a screen reader know it.
fn reach(ui: &mut Ui, id: Id, place: Rect, mark: &Mark, says: &str) -> Response {
    let opens = mark.opens.is_some();
    // What opens nothing can still be read.
    let sense = if opens { Sense::click() } else { Sense::focusable_noninteractive() };
    let response = ui.interact(place, id, sense);
    let role = if opens { egui::Role::Button } else { egui::Role::Label };
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, says));
    if opens { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// Where a mark can be pointed at: a line at its middle, everything else wherever it is.
fn place(mark: &Mark, bounds: Bounds) -> Rect {
    let whole =
        Rect::from_min_max(pos2(bounds.left, bounds.top), pos2(bounds.right, bounds.bottom));
    match line_of(mark) {
        Some(_) => Rect::from_center_size(whole.center(), Vec2::splat(HANDLE)),
        None => whole,
    }
}

/// The line that a mark is, if it is nothing else.
fn line_of(mark: &Mark) -> Option<(Pos2, Pos2)> {
    match mark.shapes.as_slice() {
        [Shape { form: Form::Line { from, to, .. }, .. }] => {
            Some((pos2(from.0, from.1), pos2(to.0, to.1)))
        }
        _ => None,
    }
}

/// Lines can be pointed at along their whole length, where no other mark is; gives what a clicked one opens.
fn line_at_pointer(
    scene: &Scene,
    sheet: Response,
    area: Rect,
    pen: &Pen,
    theme: &Theme,
) -> Option<Opens> {
    let at = sheet.hover_pos()? - area.min.to_vec2();
    let far = |(from, to): (Pos2, Pos2)| {
        let along = to - from;
        let share = (at - from).dot(along) / along.length_sq().max(f32::EPSILON);
        at.distance(from + along * share.clamp(0.0, 1.0))
    };
    let lines = scene.marks.iter().filter_map(|mark| line_of(mark).map(|line| (mark, line)));
    let near = lines.filter(|(mark, line)| mark.says.is_some() && far(*line) <= NEAR);
    let (mark, (from, to)) = near.min_by(|a, b| far(a.1).total_cmp(&far(b.1)))?;
    let ends = [from, to].map(|end| end + area.min.to_vec2());
    pen.painter.line_segment(ends, Stroke::new(2.0, theme.accent));
    let clicked = sheet.clicked();
    if let Some(says) = &mark.says {
        let sheet = sheet.on_hover_text_at_pointer(says);
        if mark.opens.is_some() {
            sheet.on_hover_cursor(CursorIcon::PointingHand);
        }
    }
    mark.opens.clone().filter(|_| clicked)
}

struct Pen {
    painter: Painter,
    origin: Pos2,
    palette: Palette,
}

impl Pen {
    fn ink(&self, paint: Paint) -> Color32 {
        let colour = self.palette.colour(paint.role);
        Color32::from_rgb(colour.red, colour.green, colour.blue)
            .gamma_multiply(paint.opacity.clamp(0.0, 1.0))
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.origin + vec2(x, y)
    }

    fn shape(&self, shape: &Shape) {
        let bounds = shape.form.bounds();
        let seen = Rect::from_min_max(
            self.at(bounds.left, bounds.top),
            self.at(bounds.right, bounds.bottom),
        );
        if !self.painter.clip_rect().intersects(seen.expand(4.0)) {
            return;
        }
        let ink = self.ink(shape.paint);
        match &shape.form {
            Form::Rect { corner, .. } => {
                self.painter.rect_filled(seen, *corner, ink);
            }
            Form::Circle { x, y, radius } => {
                self.painter.circle_filled(self.at(*x, *y), *radius, ink);
            }
            Form::Line { from, to, width } => {
                let ends = [self.at(from.0, from.1), self.at(to.0, to.1)];
                self.painter.line_segment(ends, Stroke::new(*width, ink));
            }
            Form::Words(words) => self.words(words, ink),
        }
    }

    fn words(&self, words: &Words, ink: Color32) {
        let font = if words.bold {
            theme::interface_bold(words.size)
        } else {
            theme::interface(words.size)
        };
        let galley = self.painter.layout_no_wrap(words.text.clone(), font, ink);
        let Some(row) = galley.rows.first() else { return };
        let baseline = row.glyphs.first().map_or(words.size, |glyph| row.pos.y + glyph.pos.y);
        let middle = baseline - words.size * CAPITAL_MIDDLE;
        let before = match words.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => galley.size().x / 2.0,
            Anchor::End => galley.size().x,
        };
        let place = self.at(words.x, words.y);
        let shape = if words.upwards {
            // Turned about its upper left corner, what was right of that goes up and what was below it goes right.
            let corner = place + vec2(-middle, before);
            TextShape::new(corner, galley, ink).with_angle(-std::f32::consts::FRAC_PI_2)
        } else {
            TextShape::new(place - vec2(before, middle), galley, ink)
        };
        self.painter.add(shape);
    }

    /// Around what is pointed at, or has the keyboard.
    fn ring(&self, place: Rect, has_keyboard: bool, theme: &Theme) {
        let stroke = if has_keyboard {
            Stroke::new(2.0, theme.focus)
        } else {
            Stroke::new(1.0, theme.quiet)
        };
        self.painter.rect_stroke(place.expand(2.0), 3.0, stroke, StrokeKind::Outside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_as_the_light_window() {
        assert_eq!(palette(Theme::light()), Palette::PAPER);
    }
}
