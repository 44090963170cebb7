//! Where cards and frames lie, which of them is next in a direction, and what comes of a move. In points of the sheet.

use std::collections::{BTreeSet, HashMap};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::{Card, Kind};
use crate::domain::CardId;

/// How wide a card is.
pub(in crate::app) const WIDTH: f32 = 208.0;
/// Everything lies on a raster of so many points.
pub(super) const RASTER: f32 = 4.0;
/// How far a key moves a card.
pub(in crate::app) const STEP: f32 = 16.0;
/// Between the edge of a card and its words.
pub(super) const INSIDE: f32 = 10.0;
/// Between the cards of a theme and its frame.
pub(super) const AROUND: f32 = 12.0;
/// Height of the strip at the top of a frame that has the theme's name.
pub(super) const STRIP: f32 = 32.0;
/// Height of the room in a theme without cards.
pub(super) const ROOM: f32 = 72.0;
/// Heights of a line: of a title, of words, of the note, of the foot.
pub(super) const LINES: [f32; 4] = [18.0, 18.0, 18.0, 16.0];
/// About so many letters stand in a line of a title, of words, and of the note.
const LETTERS: [usize; 3] = [25, 29, 27];
/// So many lines are shown at most.
pub(super) const MOST_LINES: [usize; 3] = [3, 12, 6];

/// Where a card is put, and in which theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::app) struct Placed {
    pub(in crate::app) card: CardId,
    pub(in crate::app) at: Pos2,
    pub(in crate::app) theme: Option<CardId>,
}

impl Card {
    /// How many lines its title, its words and its note are given. Told from their letters, so that nothing is laid out to know where
    /// a card ends; what does not go in ends in dots.
    pub(super) fn lines(&self) -> [usize; 3] {
        let lines = |words: &str, at: usize| {
            let of_line = |line: &str| line.chars().count().div_ceil(LETTERS[at]).max(1);
            let all: usize = words.lines().take(MOST_LINES[at]).map(of_line).sum();
            all.min(MOST_LINES[at])
        };
        [lines(&self.title, 0), lines(&self.text, 1), lines(&self.note, 2)]
    }

    /// Where its words, its note, its foot and its end stand below its upper edge.
    pub(super) fn heights(&self) -> [f32; 4] {
        let [title, text, notes] = self.lines();
        let words = INSIDE + title as f32 * LINES[0];
        let note = words + text as f32 * LINES[1];
        let foot = note + notes as f32 * LINES[2];
        let end = foot + if self.foot.is_empty() { 0.0 } else { LINES[3] };
        [words, note, foot, end + INSIDE].map(on_raster)
    }

    pub(super) fn size(&self) -> Vec2 {
        vec2(WIDTH, self.heights()[3])
    }
}

fn on_raster(length: f32) -> f32 {
    (length / RASTER).round() * RASTER
}

/// The nearest point of the raster.
pub(super) fn snapped(at: Pos2) -> Pos2 {
    pos2(on_raster(at.x), on_raster(at.y))
}

/// A card or a frame where it lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// Its place among the cards.
    pub(super) place: usize,
    pub(super) key: CardId,
    pub(super) theme: Option<CardId>,
    pub(super) is_theme: bool,
    /// All of it.
    pub(super) rect: Rect,
    /// What is gone to and taken hold of: of a frame its strip.
    pub(super) handle: Rect,
    /// Where the data have its corner.
    pub(super) at: Pos2,
}

/// Where everything lies.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Frames first, then cards, each in the order of the data: what comes later lies above.
    pub(super) items: Vec<Item>,
    places: HashMap<CardId, usize>,
}

impl Layout {
    /// Where cards lie, of which some were moved since.
    pub(super) fn new(cards: &[Card], moved: &HashMap<CardId, Placed>) -> Self {
        let lies = |card: &Card| {
            moved.get(&card.key).map_or((card.at, card.theme), |placed| (placed.at, placed.theme))
        };
        let mut inside: HashMap<CardId, Rect> = HashMap::new();
        for card in cards.iter().filter(|card| card.kind != Kind::Theme) {
            if let (at, Some(theme)) = lies(card) {
                let around = inside.entry(theme).or_insert(Rect::NOTHING);
                *around = around.union(Rect::from_min_size(at, card.size()));
            }
        }
        let item = |(place, card): (usize, &Card)| {
            let (at, theme) = lies(card);
            let is_theme = card.kind == Kind::Theme;
            let room = || Rect::from_min_size(at + CORNER, vec2(WIDTH, ROOM));
            let rect = match is_theme {
                true => framed(inside.get(&card.key).copied().unwrap_or_else(room)),
                false => Rect::from_min_size(at, card.size()),
            };
            let handle = match is_theme {
                true => Rect::from_min_size(rect.min, vec2(rect.width(), STRIP)),
                false => rect,
            };
            Item { place, key: card.key, theme, is_theme, rect, handle, at }
        };
        let mut items: Vec<Item> = cards.iter().enumerate().map(item).collect();
        items.sort_by_key(|item| !item.is_theme);
        let places = items.iter().enumerate().map(|(at, item)| (item.key, at)).collect();
        Self { items, places }
    }

    pub(super) fn item(&self, key: CardId) -> Option<&Item> {
        self.places.get(&key).map(|&at| &self.items[at])
    }

    /// Around everything; nothing where there is nothing.
    pub(super) fn whole(&self) -> Option<Rect> {
        let rects = self.items.iter().map(|item| item.rect);
        rects.reduce(|one, other| one.union(other))
    }

    /// The theme whose frame lies on top at a point, of those that are not being moved.
    pub(super) fn theme_at(&self, at: Pos2, moving: &BTreeSet<CardId>) -> Option<CardId> {
        let mut frames =
            self.items.iter().filter(|item| item.is_theme && !moving.contains(&item.key));
        frames.rfind(|item| item.rect.contains(at)).map(|item| item.key)
    }

    /// What a rectangle touches: cards, and frames that lie in it whole.
    pub(super) fn touched(&self, band: Rect) -> impl Iterator<Item = CardId> {
        let is_in = move |item: &&Item| match item.is_theme {
            true => band.contains_rect(item.rect),
            false => band.intersects(item.rect),
        };
        self.items.iter().filter(is_in).map(|item| item.key)
    }

    /// Everything in the order in which it is read: from top to bottom, the cards of a theme after its name.
    pub(super) fn in_order(&self) -> Vec<CardId> {
        let by_place = |rect: Rect| (rect.top().round() as i64, rect.left().round() as i64);
        let own = |item: &Item| by_place(item.rect);
        let mut all: Vec<_> = self.items.iter().collect();
        all.sort_by_key(|item| {
            let theme = item.theme.and_then(|theme| self.item(theme));
            let outer = theme.unwrap_or(item);
            (own(outer), outer.key, !item.is_theme, own(item), item.key)
        });
        all.into_iter().map(|item| item.key).collect()
    }

    /// The card or strip that is next in a direction (one of the four unit vectors); none where nothing lies there. What lies
    /// more ahead than aside goes before the rest, and of it what is nearest.
    pub(super) fn nearest(&self, from: CardId, to: Vec2) -> Option<CardId> {
        let here = self.item(from)?.handle;
        let distance = |item: &Item| {
            let ahead = (item.handle.center() - here.center()).dot(to);
            let aside = gap(here, item.handle, vec2(to.y.abs(), to.x.abs()));
            let is_there = item.key != from && ahead > 0.5;
            is_there.then_some((aside > ahead, ahead + 3.0 * aside))
        };
        let near = self.items.iter().filter_map(|item| Some((distance(item)?, item.key)));
        let nearest = near.min_by(|((is_aside, one), a), ((other_is, other), b)| {
            is_aside.cmp(other_is).then(one.total_cmp(other)).then_with(|| a.cmp(b))
        });
        nearest.map(|(_, key)| key)
    }

    /// What is moved with some cards: they, and what lies in those of them that are themes.
    pub(super) fn with_contents(&self, chosen: &BTreeSet<CardId>) -> BTreeSet<CardId> {
        let moves = |item: &&Item| {
            chosen.contains(&item.key) || item.theme.is_some_and(|theme| chosen.contains(&theme))
        };
        self.items.iter().filter(moves).map(|item| item.key).collect()
    }

    /// Where cards lie that were moved by so much. Those let go over a theme lie in it then, those whose theme moves with them
    /// stay in it, and the others lie in none; without `over` every card stays in its theme.
    pub(super) fn moved(
        &self,
        moving: &BTreeSet<CardId>,
        by: Vec2,
        over: Option<Option<CardId>>,
    ) -> Vec<Placed> {
        let mut placed = Vec::new();
        for item in self.items.iter().filter(|item| moving.contains(&item.key)) {
            let stays = item.is_theme || item.theme.is_some_and(|theme| moving.contains(&theme));
            let theme = match over {
                Some(over) if !stays => over,
                _ => item.theme,
            };
            placed.push(Placed { card: item.key, at: snapped(item.at + by), theme });
        }
        placed.extend(self.left_behind(&placed));
        placed.retain(|placed| {
            let item = self.item(placed.card);
            item.is_none_or(|item| (item.at, item.theme) != (placed.at, placed.theme))
        });
        placed
    }

    /// Themes that lose their last card stay where their frames are.
    pub(super) fn left_behind(&self, placed: &[Placed]) -> Vec<Placed> {
        let goes: HashMap<CardId, Option<CardId>> =
            placed.iter().map(|placed| (placed.card, placed.theme)).collect();
        let theme_of = |item: &Item| goes.get(&item.key).copied().unwrap_or(item.theme);
        let full: BTreeSet<CardId> = self.items.iter().filter_map(theme_of).collect();
        let had: BTreeSet<CardId> = self.items.iter().filter_map(|item| item.theme).collect();
        let empty = had.difference(&full).filter(|theme| !goes.contains_key(theme));
        let empty = empty.filter_map(|&theme| self.item(theme));
        empty
            .map(|item| Placed { card: item.key, at: snapped(item.rect.min), theme: None })
            .collect()
    }
}

/// The frame around cards.
pub(super) fn framed(around: Rect) -> Rect {
    let mut frame = around.expand(AROUND);
    frame.min.y -= STRIP;
    frame
}

/// How far two rectangles lie apart along an axis; 0 where they stand side by side.
fn gap(one: Rect, other: Rect, axis: Vec2) -> f32 {
    let (a, b) = match axis.x > 0.0 {
        true => (one.x_range(), other.x_range()),
        false => (one.y_range(), other.y_range()),
    };
    (b.min - a.max).max(a.min - b.max).max(0.0)
}

/// From the corner of a frame to that of the first card in it.
pub(super) const CORNER: Vec2 = vec2(AROUND, STRIP + AROUND);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{self, boards, card, key, layout, set, theme, with};
    use super::*;

    #[test]
    fn a_frame_lies_around_its_cards_and_grows_with_them() {
        let mut cards = vec![theme(1, 0.0, 0.0), card(2, 100.0, 100.0, Some(1))];
        let height = cards[1].size().y;
        let frame = layout(&cards).item(key(1)).unwrap().rect;
        assert_eq!(frame.min, pos2(100.0 - AROUND, 100.0 - AROUND - STRIP));
        assert_eq!(frame.max, pos2(100.0 + WIDTH + AROUND, 100.0 + height + AROUND));
        cards.push(card(3, 400.0, 100.0, Some(1)));
        assert_eq!(layout(&cards).item(key(1)).unwrap().rect.right(), 400.0 + WIDTH + AROUND);
        // An empty one lies where it was put and has room for a card.
        let empty = layout(&[theme(1, 40.0, 80.0)]).item(key(1)).unwrap().rect;
        assert_eq!(empty.min, pos2(40.0, 80.0));
        assert!(empty.width() >= WIDTH + AROUND && empty.height() > STRIP + ROOM);
    }

    #[test]
    fn a_card_has_as_many_lines_as_its_letters_ask_for_up_to_the_most() {
        let words = |text: &str| Card { text: text.to_owned(), ..card(1, 0.0, 0.0, None) };
        assert_eq!(words("").lines(), [1, 0, 0]);
        assert_eq!(words("short").lines(), [1, 1, 0]);
        assert_eq!(
            words(
                "one
two"
            )
            .lines(),
            [1, 2, 0]
        );
        assert_eq!(words(&"many words ".repeat(400)).lines(), [1, MOST_LINES[1], 0]);
        assert!(words("short").size().y > words("").size().y);
    }

    #[test]
    fn the_next_card_in_a_direction_is_the_one_straight_ahead() {
        let cards = [
            card(1, 0.0, 0.0, None),
            card(2, 300.0, 10.0, None),
            card(3, 300.0, 340.0, None),
            card(4, 0.0, 400.0, None),
        ];
        let layout = layout(&cards);
        let go = |from: u128, x: f32, y: f32| layout.nearest(key(from), vec2(x, y));
        assert_eq!(go(1, 1.0, 0.0), Some(key(2)));
        assert_eq!(go(1, 0.0, 1.0), Some(key(4)));
        assert_eq!(go(2, -1.0, 0.0), Some(key(1)));
        assert_eq!(go(4, 0.0, -1.0), Some(key(1)));
        assert_eq!(go(1, -1.0, 0.0), None);
        assert_eq!(go(2, 0.0, 1.0), Some(key(3)));
    }

    #[test]
    fn up_from_the_first_card_of_a_theme_is_its_name() {
        let layout = layout(&[theme(1, 0.0, 0.0), card(2, 100.0, 100.0, Some(1))]);
        assert_eq!(layout.nearest(key(2), vec2(0.0, -1.0)), Some(key(1)));
        assert_eq!(layout.nearest(key(1), vec2(0.0, 1.0)), Some(key(2)));
    }

    #[test]
    fn what_is_let_go_over_a_theme_lies_in_it_and_in_the_upper_one_of_two() {
        let cards = [theme(1, 0.0, 0.0), theme(2, 100.0, 40.0), card(3, 800.0, 0.0, None)];
        let layout = layout(&cards);
        let none = BTreeSet::new();
        assert_eq!(layout.theme_at(pos2(20.0, 20.0), &none), Some(key(1)));
        assert_eq!(layout.theme_at(pos2(150.0, 60.0), &none), Some(key(2)));
        assert_eq!(layout.theme_at(pos2(150.0, 60.0), &set(&[2])), Some(key(1)));
        assert_eq!(layout.theme_at(pos2(900.0, 20.0), &none), None);
        let moved = layout.moved(&set(&[3]), vec2(-701.0, 99.0), Some(Some(key(2))));
        let there = Placed { card: key(3), at: pos2(100.0, 100.0), theme: Some(key(2)) };
        assert_eq!(moved, [there]);
    }

    #[test]
    fn a_theme_takes_its_cards_along_and_they_stay_in_it() {
        let cards = [theme(1, 0.0, 0.0), card(2, 12.0, 44.0, Some(1)), card(3, 600.0, 0.0, None)];
        let layout = layout(&cards);
        let moving = layout.with_contents(&set(&[1]));
        assert_eq!(moving, set(&[1, 2]));
        let moved = layout.moved(&moving, vec2(40.0, 0.0), Some(None));
        let at = |card: u128, x: f32, y: f32, theme: Option<u128>| Placed {
            card: key(card),
            at: pos2(x, y),
            theme: theme.map(key),
        };
        assert_eq!(moved, [at(1, 40.0, 0.0, None), at(2, 52.0, 44.0, Some(1))]);
        // Without its last card a theme stays where its frame was.
        let cards = [theme(1, 0.0, 0.0), card(2, 312.0, 444.0, Some(1))];
        let left = samples::layout(&cards).moved(&set(&[2]), vec2(900.0, 0.0), Some(None));
        assert_eq!(left, [at(2, 1212.0, 444.0, None), at(1, 300.0, 400.0, None)]);
    }

    #[test]
    fn a_rectangle_touches_cards_and_takes_in_whole_frames() {
        let layout = layout(&[theme(1, 0.0, 0.0), card(2, 12.0, 44.0, Some(1))]);
        let touched = |rect: Rect| layout.touched(rect).collect::<BTreeSet<_>>();
        assert_eq!(touched(Rect::from_min_max(pos2(20.0, 50.0), pos2(30.0, 60.0))), set(&[2]));
        assert_eq!(touched(Rect::from_min_max(pos2(-5.0, -5.0), pos2(900.0, 900.0))), set(&[1, 2]));
    }

    proptest! {
        #[test]
        fn everything_is_read_once_and_cards_after_their_theme(cards in boards()) {
            let order = layout(&cards).in_order();
            prop_assert_eq!(order.len(), cards.len());
            let place = |key: CardId| order.iter().position(|one| *one == key);
            for card in &cards {
                prop_assert!(place(card.key).is_some());
                if let Some(theme) = card.theme {
                    prop_assert!(place(theme) < place(card.key));
                }
            }
        }

        #[test]
        fn what_is_moved_there_and_back_lies_as_before(cards in boards(), x in -40..40_i16, y in -40..40_i16) {
            let by = vec2(f32::from(x) * RASTER, f32::from(y) * RASTER);
            let moving: BTreeSet<CardId> = cards.iter().map(|card| card.key).collect();
            let there = with(&cards, &layout(&cards).moved(&moving, by, None));
            let back = with(&there, &layout(&there).moved(&moving, -by, None));
            for (before, after) in cards.iter().zip(&back) {
                prop_assert_eq!((before.at, before.theme), (after.at, after.theme));
            }
        }
    }
}
