//! Boards for tests.

use std::collections::{BTreeSet, HashMap};

use egui::pos2;
use proptest::prelude::*;
use uuid::Uuid;

use super::geometry::{Layout, Placed, RASTER};
use super::{Card, Kind};
use crate::domain::CardId;

pub(super) fn key(number: u128) -> CardId {
    CardId::new(Uuid::from_u128(number))
}

pub(super) fn card(number: u128, x: f32, y: f32, theme: Option<u128>) -> Card {
    Card {
        key: key(number),
        kind: Kind::Code,
        title: "Trust".to_owned(),
        text: String::new(),
        note: String::new(),
        foot: "12 quotations".to_owned(),
        colour: None,
        theme: theme.map(key),
        at: pos2(x, y),
    }
}

pub(super) fn theme(number: u128, x: f32, y: f32) -> Card {
    Card { kind: Kind::Theme, ..card(number, x, y, None) }
}

pub(super) fn layout(cards: &[Card]) -> Layout {
    Layout::new(cards, &HashMap::new())
}

pub(super) fn set(numbers: &[u128]) -> BTreeSet<CardId> {
    numbers.iter().map(|&number| key(number)).collect()
}

prop_compose! {
    pub(super) fn boards()(
        themes in prop::collection::vec((0..60_i16, 0..40_i16), 0..4),
        cards in prop::collection::vec((0..60_i16, 0..40_i16, 0..6_usize, 0..3_usize), 0..24),
    ) -> Vec<Card> {
        let raster = |at: i16| f32::from(at) * 4.0 * RASTER;
        let count = themes.len();
        let themes = themes.into_iter().zip(1..).map(|((x, y), key)| theme(key, raster(x), raster(y)));
        let cards = cards.into_iter().zip(100..).map(move |((x, y, of, long), key)| {
            let of = (of < count).then_some(of as u128 + 1);
            let text = "words ".repeat(long * 20);
            Card { text, ..card(key, raster(x), raster(y), of) }
        });
        themes.chain(cards).collect()
    }
}

pub(super) fn with(cards: &[Card], placed: &[Placed]) -> Vec<Card> {
    let placed: HashMap<CardId, Placed> = placed.iter().map(|one| (one.card, *one)).collect();
    let lies = |card: &Card| match placed.get(&card.key) {
        Some(placed) => Card { at: placed.at, theme: placed.theme, ..card.clone() },
        None => card.clone(),
    };
    cards.iter().map(lies).collect()
}
