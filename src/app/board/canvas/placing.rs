//! Where the program puts cards: those that are new, gathered, taken out of a theme, or tidied. In points of the sheet.

use std::collections::{BTreeSet, HashMap};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::geometry::{AROUND, CORNER, Item, Layout, Placed, RASTER, ROOM, WIDTH, framed, snapped};
use super::{Card, Kind};
use crate::domain::CardId;

/// Between cards that are laid out by the program.
const BETWEEN: f32 = 12.0;

/// Where cards lie that are taken out of their themes: to the right of the frame, one below the other.
pub(in crate::app) fn taken_out(cards: &[Card], chosen: &BTreeSet<CardId>) -> Vec<Placed> {
    let layout = Layout::new(cards, &HashMap::new());
    let mut tops: HashMap<CardId, f32> = HashMap::new();
    let mut placed = Vec::new();
    for key in layout.in_order().into_iter().filter(|key| chosen.contains(key)) {
        let Some(item) = layout.item(key) else { continue };
        let Some(frame) = item.theme.and_then(|theme| layout.item(theme)) else { continue };
        let top = tops.entry(frame.key).or_insert(frame.rect.top());
        let at = snapped(pos2(frame.rect.right() + 2.0 * BETWEEN, *top));
        *top = at.y + item.rect.height() + BETWEEN;
        placed.push(Placed { card: key, at, theme: None });
    }
    placed.extend(layout.left_behind(&placed));
    placed
}

/// Where a new theme and the cards lie that it gathers: the cards stay where nothing else would lie in their frame, and are laid
/// together otherwise. Their places still name the themes they lay in.
pub(in crate::app) fn gathered(
    cards: &[Card],
    chosen: &BTreeSet<CardId>,
    sight: Rect,
) -> (Pos2, Vec<Placed>) {
    let (gathered, others): (Vec<Card>, Vec<Card>) = cards
        .iter()
        .cloned()
        .partition(|card| card.kind != Kind::Theme && chosen.contains(&card.key));
    let stays = |card: &Card| Placed { card: card.key, at: card.at, theme: card.theme };
    let around = gathered.iter().map(|card| Rect::from_min_size(card.at, card.size()));
    let around = around.reduce(|one, other| one.union(other)).map(framed);
    let (Some(frame), left) = (around, Layout::new(&others, &HashMap::new())) else {
        return (free_place(&others, sight, framed_size(vec2(WIDTH, ROOM))), Vec::new());
    };
    if left.items.iter().all(|item| !item.rect.intersects(frame)) {
        return (frame.min, gathered.iter().map(stays).collect());
    }
    let corner = free_place(&others, sight, framed_size(columns(&gathered, Pos2::ZERO).1));
    let in_order = Layout::new(&gathered, &HashMap::new()).in_order();
    let mut sorted = gathered;
    sorted.sort_by_key(|card| in_order.iter().position(|key| *key == card.key));
    (corner, columns(&sorted, corner + CORNER).0)
}

fn framed_size(inside: Vec2) -> Vec2 {
    framed(Rect::from_min_size(Pos2::ZERO, inside)).size()
}

/// Where new cards lie: together, where they cover nothing.
pub(in crate::app) fn block(cards: &[Card], new: &[Card], sight: Rect) -> Vec<Placed> {
    let corner = free_place(cards, sight, columns(new, Pos2::ZERO).1);
    columns(new, corner).0
}

/// Lays cards together from a corner on, one below the other in columns; also the size of all of them. They stay in their themes.
fn columns(cards: &[Card], corner: Pos2) -> (Vec<Placed>, Vec2) {
    /// So many cards lie below each other at most, before the next column is begun.
    const DEEP: usize = 8;
    let deep = cards.len().div_ceil(cards.len().div_ceil(DEEP).max(1)).max(1);
    let (mut placed, mut around) = (Vec::new(), Rect::from_min_size(corner, Vec2::ZERO));
    for (column, cards) in cards.chunks(deep).enumerate() {
        let mut at = corner + vec2(column as f32 * (WIDTH + BETWEEN), 0.0);
        for card in cards {
            placed.push(Placed { card: card.key, at: snapped(at), theme: card.theme });
            around = around.union(Rect::from_min_size(at, card.size()));
            at.y += card.size().y + BETWEEN;
        }
    }
    (placed, around.size())
}

/// A place for a block of this size that covers nothing: at the upper left of what is in sight, or else below everything.
fn free_place(cards: &[Card], sight: Rect, size: Vec2) -> Pos2 {
    let layout = Layout::new(cards, &HashMap::new());
    let step = RASTER * 8.0;
    let is_free = |at: Pos2| {
        let wanted = Rect::from_min_size(at, size).expand(BETWEEN - 1.0);
        layout.items.iter().all(|item| !item.rect.intersects(wanted))
    };
    let start = snapped(sight.min + Vec2::splat(2.0 * BETWEEN));
    let count = |length: f32| (length / step).floor().max(0.0) as usize;
    let room = sight.size() - size - Vec2::splat(4.0 * BETWEEN);
    let (across, down) = (count(room.x), count(room.y));
    let places = (0..=down).flat_map(|y| (0..=across).map(move |x| (x as f32, y as f32)));
    let mut places = places.map(|(x, y)| start + vec2(x * step, y * step));
    places.find(|&at| is_free(at)).unwrap_or_else(|| {
        let whole = layout.whole().unwrap_or(Rect::from_min_size(start, Vec2::ZERO));
        snapped(pos2(whole.left(), whole.bottom() + 2.0 * BETWEEN))
    })
}

/// Everything in columns: each theme with its cards, the largest first, then what lies in none. Only what changes its place.
pub(in crate::app) fn tidied(cards: &[Card]) -> Vec<Placed> {
    let layout = Layout::new(cards, &HashMap::new());
    let items: Vec<&Item> =
        layout.in_order().into_iter().filter_map(|key| layout.item(key)).collect();
    let inside = |theme: Option<CardId>| -> Vec<Card> {
        let inside = items.iter().filter(|item| !item.is_theme && item.theme == theme);
        let mut inside: Vec<_> = inside.map(|item| (item.rect.min, item.place)).collect();
        let left = inside.iter().map(|(at, _)| at.x).fold(f32::INFINITY, f32::min);
        // What lies in a column stays in it.
        let column = |x: f32| ((x - left) / (WIDTH + BETWEEN)).round() as i64;
        inside.sort_by_key(|(at, _)| column(at.x));
        inside.into_iter().map(|(_, place)| cards[place].clone()).collect()
    };
    let themes = items.iter().filter(|item| item.is_theme).map(|item| Some(item.key));
    let mut blocks: Vec<_> = themes.map(|theme| (theme, inside(theme))).collect();
    // Among as many cards the order in which they are read stays.
    blocks.sort_by_key(|(_, cards)| std::cmp::Reverse(cards.len()));
    blocks.push((None, inside(None)));
    let mut placed = Vec::new();
    let mut corner = snapped(layout.whole().map_or(Pos2::ZERO, |whole| whole.min));
    for (theme, inside) in blocks {
        let first = if theme.is_some() { corner + CORNER } else { corner };
        let (laid, size) = columns(&inside, first);
        placed.extend(theme.map(|card| Placed { card, at: corner, theme: None }));
        placed.extend(laid);
        let width = if theme.is_some() { size.x.max(WIDTH) + 2.0 * AROUND } else { size.x };
        corner.x += width + 2.0 * BETWEEN;
    }
    placed.retain(|one| layout.item(one.card).is_none_or(|item| item.at != one.at));
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::geometry::STRIP;
    use super::super::samples::{boards, card, key, layout, set, theme, with};
    use super::*;

    #[test]
    fn cards_taken_out_lie_beside_the_frame() {
        let cards =
            [theme(1, 0.0, 0.0), card(2, 12.0, 44.0, Some(1)), card(3, 12.0, 200.0, Some(1))];
        let frame = layout(&cards).item(key(1)).unwrap().rect;
        let placed = taken_out(&cards, &set(&[1, 2, 3]));
        let cards: Vec<_> = placed.iter().filter(|placed| placed.card != key(1)).collect();
        assert!(cards.iter().all(|placed| placed.theme.is_none() && placed.at.x > frame.right()));
        assert!(cards[1].at.y > cards[0].at.y);
    }

    #[test]
    fn gathered_cards_stay_where_nothing_lies_between_them() {
        let sight = Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0));
        let near = [card(1, 100.0, 100.0, None), card(2, 100.0, 200.0, None), theme(3, 900.0, 0.0)];
        let (corner, placed) = gathered(&near, &set(&[1, 2]), sight);
        assert_eq!(corner, pos2(100.0 - AROUND, 100.0 - AROUND - STRIP));
        assert!(placed.iter().all(|placed| placed.at.x == 100.0));
        let far = [near[0].clone(), card(2, 100.0, 400.0, None), card(4, 120.0, 260.0, None)];
        let (_, placed) = gathered(&far, &set(&[1, 2]), sight);
        let apart = placed[1].at.y - placed[0].at.y;
        assert_eq!(apart, far[0].size().y + BETWEEN);
    }

    proptest! {
        #[test]
        fn on_a_tidy_board_nothing_covers_anything_and_tidying_again_changes_nothing(cards in boards()) {
            let tidy = with(&cards, &tidied(&cards));
            let layout = layout(&tidy);
            for (at, one) in layout.items.iter().enumerate() {
                for other in &layout.items[at + 1..] {
                    let belongs = other.theme == Some(one.key);
                    prop_assert!(belongs || !one.rect.intersects(other.rect), "{one:?} {other:?}");
                }
            }
            for (before, after) in cards.iter().zip(&tidy) {
                prop_assert_eq!(before.theme, after.theme);
            }
            prop_assert_eq!(tidied(&tidy), []);
        }

        #[test]
        fn new_cards_cover_nothing(cards in boards(), count in 1..20_u128) {
            let new: Vec<Card> = (0..count).map(|at| card(1000 + at, 0.0, 0.0, None)).collect();
            let sight = Rect::from_min_size(Pos2::ZERO, vec2(900.0, 600.0));
            let before = layout(&cards);
            let laid = with(&new, &block(&cards, &new, sight));
            for one in &layout(&laid).items {
                prop_assert!(before.items.iter().all(|item| !item.rect.intersects(one.rect)));
            }
        }
    }
}
