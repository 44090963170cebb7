//! The scroll bar of a list whose rows are measured only when they come near.

use egui::{Id, Rect, Sense, Ui, pos2, vec2};

use crate::app::scroll::{Guess, Scroll};
use crate::app::theme::Theme;

/// Width of the bar.
const WIDTH: f32 = 10.0;
/// Shortest handle.
const HANDLE: f32 = 28.0;

/// Guessed heights of so many rows, each so high.
pub(in crate::app) type Guessed = (usize, f32, Guess);

/// A bar at the right of a list.
pub(in crate::app) struct Bar {
    pub(in crate::app) id: Id,
    /// Where the list is.
    pub(in crate::app) area: Rect,
    /// How many rows there are, and how high one is by and large.
    pub(in crate::app) count: usize,
    pub(in crate::app) guess: f32,
}

impl Bar {
    /// Draws the bar where not all rows are seen; whether it was moved. `own` is the height of the row at the top.
    pub(in crate::app) fn draw(
        self,
        ui: &Ui,
        known: &mut Option<Guessed>,
        scroll: &mut Scroll,
        own: f32,
    ) -> bool {
        let Self { id, area, count, guess } = self;
        let of_these = known.take().filter(|(rows, high, _)| (*rows, *high) == (count, guess));
        let (.., guess) = known.insert(
            of_these
                .unwrap_or_else(|| (count, guess, Guess::new(std::iter::repeat_n(guess, count)))),
        );
        if guess.total() <= area.height() {
            return false;
        }
        let theme = Theme::of(ui.ctx());
        let track = Rect::from_min_max(pos2(area.right() - WIDTH, area.top()), area.max);
        let height = (area.height() * area.height() / guess.total()).max(HANDLE);
        let room = track.height() - height;
        let response = ui.interact(track, id, Sense::CLICK | Sense::DRAG);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll"));
        let pointer = response.interact_pointer_pos();
        let moved = pointer.filter(|_| response.dragged() || response.clicked());
        if let Some(pointer) = moved {
            let share = (pointer.y - track.top() - height / 2.0) / room.max(1.0);
            scroll.go_to_share(share, guess, area.height());
            ui.ctx().request_repaint();
        }
        let top = track.top() + scroll.share(guess, area.height(), own) * room;
        let handle = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(WIDTH - 4.0, height));
        let ink = if response.hovered() || response.dragged() { theme.quiet } else { theme.rule };
        ui.painter().rect_filled(handle, 3, ink);
        moved.is_some()
    }
}
