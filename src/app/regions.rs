//! The regions of the window (rail, side list, page, inspector) and the keys that take the keyboard from one to the
//! next.

use egui::{Context, Rect, Response, Sense, Ui};

use super::Window;
use super::desk::{Desk, Workspace};

/// A region of the window, in the order in which the keys go through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// Where one chooses what to do.
    Rail,
    /// Sources or codes.
    Side,
    /// What is read.
    Page,
    /// What is selected.
    Inspector,
}

const ORDER: [Region; 4] = [Region::Rail, Region::Side, Region::Page, Region::Inspector];

/// Where the regions stand, and which of them is to take the keyboard.
#[derive(Debug, Default)]
pub struct Regions {
    places: [Option<Rect>; ORDER.len()],
    wanted: Option<Region>,
}

impl Regions {
    /// Notes where a region stands in this frame; `None` while it is hidden.
    pub fn note(&mut self, region: Region, place: Option<Rect>) {
        self.places[region as usize] = place;
    }

    /// Where a region stood in the last frame.
    pub fn place(&self, region: Region) -> Option<Rect> {
        self.places[region as usize]
    }

    /// Whether this region is to take the keyboard now.
    pub fn takes(&mut self, region: Region) -> bool {
        let takes = self.wanted == Some(region);
        if takes {
            self.wanted = None;
        }
        takes
    }

    /// The region that has the keyboard.
    fn current(&self, ctx: &Context) -> Option<Region> {
        let focused = ctx.memory(|memory| memory.focused())?;
        let at = ctx.read_response(focused)?.rect.center();
        ORDER
            .into_iter()
            .find(|region| self.places[*region as usize].is_some_and(|place| place.contains(at)))
    }

    /// The next region that is shown, or the one before; the page where none has the keyboard.
    fn beside(&self, ctx: &Context, forward: bool) -> Region {
        let Some(current) = self.current(ctx) else { return Region::Page };
        let count = ORDER.len();
        let step = if forward { 1 } else { count - 1 };
        (1..count)
            .map(|steps| ORDER[(current as usize + steps * step) % count])
            .find(|region| self.places[*region as usize].is_some())
            .unwrap_or(current)
    }
}

/// Takes the keyboard to the next region, or to the one before.
pub fn step(window: &mut Window, forward: bool) {
    let region = window.regions.beside(&window.ctx, forward);
    window.regions.wanted = Some(region);
    // A line that is being typed in gives the keyboard away at once: the page takes it from no other.
    window.ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
    match region {
        Region::Side => {
            window.regions.wanted = None;
            window.focus_side = true;
        }
        Region::Page => {
            let taken = window.desk.as_mut().is_some_and(to_page);
            if taken {
                window.regions.wanted = None;
            }
        }
        Region::Rail | Region::Inspector => {}
    }
    window.ctx.request_repaint();
}

/// Gives the keyboard to the page; whether it takes it by itself.
pub fn to_page(desk: &mut Desk) -> bool {
    match desk.workspace {
        Workspace::Read if desk.reading.source().is_some() => {
            desk.reading.take_keyboard();
            true
        }
        Workspace::Quotes => desk.quotes.take_keyboard(),
        Workspace::Search => {
            desk.search.take_keyboard();
            true
        }
        Workspace::Check => {
            desk.check.take_keyboard();
            true
        }
        Workspace::Framework => desk.framework.take_keyboard() && !desk.snapshot.codes.is_empty(),
        Workspace::Memos => {
            desk.memos.take_keyboard();
            true
        }
        Workspace::Board => {
            desk.board.take_keyboard();
            !desk.snapshot.boards.is_empty()
        }
        Workspace::News => {
            desk.news.take_keyboard();
            true
        }
        Workspace::Outputs => {
            desk.outputs.take_keyboard();
            true
        }
        Workspace::Matrix => {
            desk.matrix.take_keyboard();
            true
        }
        Workspace::Tables => {
            desk.tables.take_keyboard();
            true
        }
        Workspace::Register => {
            desk.register.take_keyboard();
            true
        }
        Workspace::Pictures => desk.pictures.take_keyboard(),
        Workspace::Sort => {
            desk.sorting.take_keyboard();
            true
        }
        Workspace::Read | Workspace::History | Workspace::Import => false,
    }
}

/// Keeps the keyboard with a line for as long as it is drawn. Asks only when another has it: asking anew in every frame of a
/// window that is not in front would draw without end, and upset input methods so that no key arrives.
pub fn hold_keyboard(line: &Response) {
    if line.ctx.memory(|memory| memory.focused() != Some(line.id)) {
        line.request_focus();
    }
}

/// Gives the keyboard to the first control that is drawn after this.
pub fn focus_what_follows(ui: &mut Ui) {
    let start = ui.scope_id().with("start of region");
    ui.memory_mut(|memory| {
        memory.request_focus(start);
        memory.move_focus(egui::FocusDirection::Next);
    });
    let place = Rect::from_min_size(ui.cursor().min, egui::Vec2::ZERO);
    ui.interact(place, start, Sense::focusable_noninteractive());
}
