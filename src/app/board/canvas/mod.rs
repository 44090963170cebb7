//! Cards on an endless sheet, with frames around those that belong together: plain data in, events out. It knows nothing of
//! projects.
//!
//! What was moved lies where it was put at once, until the data say so too. Only what is in sight is laid out.

mod card;
mod geometry;
mod keys;
mod placing;
#[cfg(test)]
mod samples;
mod title;
mod view;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::{Id, Pos2, Rect, Response, Vec2};

use crate::domain::{CardId, Colour};

use geometry::Layout;
pub(in crate::app) use geometry::Placed;
pub(in crate::app) use placing::{block, gathered, taken_out, tidied};
use title::Naming;
pub(in crate::app) use view::draw;

/// What a board shows.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Data {
    /// Another number whenever anything in it is another.
    pub(in crate::app) version: u64,
    /// Its cards, those drawn first first.
    pub(in crate::app) cards: Vec<Card>,
    /// Whether it is only looked at.
    pub(in crate::app) is_locked: bool,
}

/// What a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Kind {
    /// A frame around the cards that lie in it.
    Theme,
    /// A name with a colour.
    Code,
    /// Words of a source.
    Quote,
    /// A title with what stands under it.
    Memo,
}

/// A card, or the frame of a theme.
#[derive(Debug, Clone)]
pub(in crate::app) struct Card {
    pub(in crate::app) key: CardId,
    pub(in crate::app) kind: Kind,
    /// What stands in strong type at its top; may be empty.
    pub(in crate::app) title: String,
    /// What stands below it; may be empty.
    pub(in crate::app) text: String,
    /// What somebody noted on it; may be empty.
    pub(in crate::app) note: String,
    /// One quiet line at its foot; may be empty.
    pub(in crate::app) foot: String,
    pub(in crate::app) colour: Option<Colour>,
    /// The theme it lies in.
    pub(in crate::app) theme: Option<CardId>,
    /// Its upper left corner, in points at full size.
    pub(in crate::app) at: Pos2,
}

/// What happened on a board.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Event {
    /// Cards were moved, in one step.
    Moved(Vec<Placed>),
    /// A card was double-clicked.
    Opened,
    /// A theme got another name.
    Renamed(CardId, String),
    /// Another card stands at the cursor.
    Went,
}

/// What was drawn.
#[derive(Default)]
pub(in crate::app) struct Drawn {
    pub(in crate::app) events: Vec<Event>,
    /// What has its menu open.
    pub(in crate::app) menu: Option<Response>,
}

/// What the pointer does while it is held down.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Holding {
    /// It moves the chosen cards; it was this far from where it took hold, in points of the sheet.
    Cards(Vec2),
    /// It draws a frame around what is to be chosen, from this point of the sheet.
    Band(Pos2),
    /// It moves the sheet.
    Sheet,
}

/// How a board is shown, what is chosen on it, and what is being done with it.
#[derive(Default)]
pub(in crate::app) struct Canvas {
    /// The point of the sheet in the upper left corner of the window.
    corner: Vec2,
    zoom: Zoom,
    /// Where the sheet stood in the last frame, on the screen.
    room: Option<Rect>,
    cursor: Option<CardId>,
    chosen: BTreeSet<CardId>,
    holding: Option<Holding>,
    /// What lies elsewhere than the data say, because it was just moved.
    moved: HashMap<CardId, Placed>,
    /// What of it was moved by keys that are still held, and is not told yet.
    nudged: BTreeSet<CardId>,
    /// Where everything lies, until something lies elsewhere.
    layout: Option<Arc<Layout>>,
    naming: Option<Naming>,
    takes_keyboard: bool,
    /// Whether the card at the cursor is to be brought into sight.
    reveals: bool,
    /// Whether everything is to be brought into sight.
    fits: bool,
    /// The data that were drawn last.
    seen: Option<u64>,
}

/// How large the sheet is shown, by steps.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Zoom {
    step: usize,
    /// How far the wheel has turned towards another step, as a factor.
    turned: f32,
}

/// The sizes that the sheet is shown in.
const ZOOMS: [f32; 9] = [0.25, 0.35, 0.5, 0.65, 0.8, 1.0, 1.25, 1.6, 2.0];
/// The place of full size among them.
const FULL: usize = 5;

impl Default for Zoom {
    fn default() -> Self {
        Self { step: FULL, turned: 1.0 }
    }
}

impl Zoom {
    fn factor(self) -> f32 {
        ZOOMS[self.step]
    }

    /// The size after this one, or before it.
    fn next(self, larger: bool) -> Self {
        let step = if larger { self.step + 1 } else { self.step.saturating_sub(1) };
        Self { step: step.min(ZOOMS.len() - 1), turned: 1.0 }
    }

    /// Turns the wheel by a factor; several turns make a step.
    fn turn(self, by: f32) -> Self {
        let turned = self.turned * by;
        let wanted = self.factor() * turned;
        let larger = turned > 1.0;
        let next = self.next(larger);
        let half = (self.factor() * next.factor()).sqrt();
        let is_over = if larger { wanted >= half } else { wanted <= half };
        if is_over || next.step == self.step { next } else { Self { turned, ..self } }
    }

    /// The largest size, full size at most, in which so much fits into a room.
    fn fitting(wanted: Vec2, room: Vec2) -> Self {
        let fits = |zoom: f32| wanted.x * zoom <= room.x && wanted.y * zoom <= room.y;
        let step = (0..=FULL).rev().find(|&step| fits(ZOOMS[step])).unwrap_or(0);
        Self { step, turned: 1.0 }
    }
}

/// The sheet as the keyboard knows it.
pub(in crate::app) fn id() -> Id {
    Id::unique("board")
}

impl Canvas {
    /// Has the sheet take the keyboard in the next frame.
    pub(in crate::app) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// Forgets what was chosen and moved, and brings everything into sight.
    pub(in crate::app) fn start_over(&mut self) {
        let (takes_keyboard, room) = (self.takes_keyboard, self.room);
        *self = Self { takes_keyboard, room, fits: true, ..Self::default() };
    }

    /// Has everything brought into sight.
    pub(in crate::app) fn fit(&mut self) {
        self.fits = true;
    }

    /// Shows it larger, or smaller; the middle stays.
    pub(in crate::app) fn zoom(&mut self, larger: bool) {
        let middle = self.middle();
        self.zoom_to(self.zoom.next(larger), middle);
    }

    /// Shows it at full size; the middle stays.
    pub(in crate::app) fn zoom_full(&mut self) {
        let middle = self.middle();
        self.zoom_to(Zoom::default(), middle);
    }

    /// How large it is shown, in hundredths.
    pub(in crate::app) fn percent(&self) -> u32 {
        (self.zoom.factor() * 100.0).round() as u32
    }

    fn zoom_to(&mut self, zoom: Zoom, around: Pos2) {
        let Some(room) = self.room else { return };
        let under = self.on_sheet(room, around);
        self.zoom = zoom;
        self.corner = under.to_vec2() - (around - room.min) / zoom.factor();
    }

    /// The middle of the sheet on the screen.
    fn middle(&self) -> Pos2 {
        self.room.map_or(Pos2::ZERO, |room| room.center())
    }

    fn on_sheet(&self, room: Rect, at: Pos2) -> Pos2 {
        (self.corner + (at - room.min) / self.zoom.factor()).to_pos2()
    }

    fn on_screen(&self, room: Rect, rect: Rect) -> Rect {
        let to = |at: Pos2| room.min + (at.to_vec2() - self.corner) * self.zoom.factor();
        Rect::from_min_max(to(rect.min), to(rect.max))
    }

    /// The part of the sheet that is in sight; something about a window's size before it was drawn.
    pub(in crate::app) fn sight(&self) -> Rect {
        let size = self.room.map_or(Vec2::new(900.0, 600.0), |room| room.size());
        Rect::from_min_size(self.corner.to_pos2(), size / self.zoom.factor())
    }

    /// The card at the cursor.
    pub(in crate::app) fn cursor(&self) -> Option<CardId> {
        self.cursor
    }

    /// The chosen cards, themes among them.
    pub(in crate::app) fn chosen(&self) -> &BTreeSet<CardId> {
        &self.chosen
    }

    /// Chooses cards and goes to the first of them.
    pub(in crate::app) fn choose(&mut self, cards: impl IntoIterator<Item = CardId>) {
        let cards: Vec<CardId> = cards.into_iter().collect();
        self.cursor = cards.first().copied();
        self.chosen = cards.into_iter().collect();
        self.reveals = true;
    }

    /// Begins to write another name of a theme, in its frame.
    pub(in crate::app) fn rename(&mut self, theme: CardId, name: &str) {
        self.naming = Some(Naming::new(theme, name));
        self.cursor = Some(theme);
        self.reveals = true;
    }

    /// The cards as they lie, what was just moved where it was put.
    pub(in crate::app) fn lies(&self, data: &Data) -> Vec<Card> {
        let lies = |card: &Card| match self.moved.get(&card.key) {
            Some(placed) => Card { at: placed.at, theme: placed.theme, ..card.clone() },
            None => card.clone(),
        };
        data.cards.iter().map(lies).collect()
    }

    /// Whether keys have moved cards and the project was not told yet.
    pub(in crate::app) fn is_nudging(&self) -> bool {
        !self.nudged.is_empty()
    }

    /// What was moved does not stay where it was put.
    pub(in crate::app) fn let_go(&mut self) {
        self.moved.clear();
        self.nudged.clear();
        self.layout = None;
    }

    fn layout(&mut self, data: &Data) -> Arc<Layout> {
        let made = || Arc::new(Layout::new(&data.cards, &self.moved));
        let layout = self.layout.take().unwrap_or_else(made);
        self.layout = Some(Arc::clone(&layout));
        layout
    }

    /// Shows cards where they are put, until the data say so.
    pub(in crate::app) fn put(&mut self, placed: &[Placed]) {
        self.moved.extend(placed.iter().map(|placed| (placed.card, *placed)));
        self.layout = None;
    }

    /// Takes other data: what they say of places holds again, and what has gone is not chosen any more.
    fn follow(&mut self, data: &Data) {
        if self.seen == Some(data.version) {
            return;
        }
        self.seen = Some(data.version);
        let nudged = &self.nudged;
        self.moved.retain(|key, _| nudged.contains(key));
        self.layout = None;
        let there: BTreeSet<CardId> = data.cards.iter().map(|card| card.key).collect();
        self.chosen.retain(|key| there.contains(key));
        self.cursor = self.cursor.filter(|key| there.contains(key));
        if self.naming.as_ref().is_some_and(|naming| !there.contains(&naming.theme)) {
            self.naming = None;
        }
        if self.holding.is_some_and(|holding| matches!(holding, Holding::Cards(_))) {
            self.holding = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    fn canvas() -> Canvas {
        let room = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        Canvas { room: Some(room), ..Canvas::default() }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_when_the_sheet_grows() {
        let mut canvas = canvas();
        let (room, pointer) = (canvas.room.unwrap(), pos2(333.0, 222.0));
        let before = canvas.on_sheet(room, pointer);
        for larger in [true, true, true, true, false, false, false, false, false, false, false] {
            canvas.zoom_to(canvas.zoom.next(larger), pointer);
            let now = canvas.on_sheet(room, pointer);
            assert!((now - before).length() < 0.01, "{now:?} at {}", canvas.percent());
        }
        canvas.zoom_full();
        assert_eq!(canvas.percent(), 100);
    }

    #[test]
    fn a_slow_wheel_reaches_the_next_size_and_stops_at_the_last() {
        let mut zoom = Zoom::default();
        let mut sizes = vec![zoom.step];
        for _ in 0..200 {
            zoom = zoom.turn(1.02);
            sizes.push(zoom.step);
        }
        assert!(sizes.windows(2).all(|pair| pair[1] == pair[0] || pair[1] == pair[0] + 1));
        assert_eq!(zoom.step, ZOOMS.len() - 1);
        let smallest = (0..400).fold(zoom, |zoom, _| zoom.turn(0.98));
        assert_eq!(smallest.step, 0);
    }

    #[test]
    fn a_board_that_is_small_is_shown_at_full_size_and_a_large_one_whole() {
        assert_eq!(Zoom::fitting(vec2(300.0, 200.0), vec2(800.0, 600.0)).step, FULL);
        assert_eq!(Zoom::fitting(vec2(1500.0, 200.0), vec2(800.0, 600.0)).factor(), 0.5);
        assert_eq!(Zoom::fitting(vec2(90_000.0, 200.0), vec2(800.0, 600.0)).step, 0);
    }
}
