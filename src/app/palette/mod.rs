//! Lists that are narrowed by typing: all commands, and the codes for a selection.

mod code_picker;
mod commands;
mod ranking;

use egui::{Align2, Pos2, Rect, pos2};

use super::theme::space;

pub use code_picker::{CodePicked, CodePicker};
pub use commands::{CommandPalette, Picked};
pub use ranking::{Hints, ranked};

/// Where a panel stands beside something that it must not hide.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// Which of its corners stands at `at`.
    pub pivot: Align2,
    /// The place of that corner.
    pub at: Pos2,
    /// How high it may be there, in points.
    pub room: f32,
}

/// Finds the place for a panel of a width, and of a height when it is in full: below `anchor`, or above it where there is no
/// room below and more above.
pub fn beside(anchor: Rect, screen: Rect, width: f32, full: f32) -> Beside {
    let left = anchor.left().min(screen.right() - width).max(screen.left());
    let below = anchor.bottom() + space::TIGHT;
    let above = anchor.top() - space::TIGHT;
    let (room_below, room_above) = (screen.bottom() - below, above - screen.top());
    if room_below >= full || (room_above < full && room_below >= room_above) {
        Beside { pivot: Align2::LEFT_TOP, at: pos2(left, below), room: room_below }
    } else {
        Beside { pivot: Align2::LEFT_BOTTOM, at: pos2(left, above), room: room_above }
    }
}
