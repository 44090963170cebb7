//! A small outline to test with.

use uuid::Uuid;

use crate::domain::{
    CoderId, CounterSearch, CounterSearchId, Extract, ExtractId, Item, ItemId, ItemKind, ItemState,
    NumberKey, Output, OutputId, OutputSettings, QuotationId, StandsFor, Trims,
};

pub(super) fn item_id(n: u128) -> ItemId {
    ItemId::new(Uuid::from_u128(n))
}

pub(super) fn extract_id(n: u128) -> ExtractId {
    ExtractId::new(Uuid::from_u128(n))
}

fn item(n: u128, parent: Option<u128>, kind: ItemKind) -> Item {
    Item {
        id: item_id(n),
        parent: parent.map(item_id),
        kind,
        title: String::new(),
        text: String::new(),
        state: ItemState::Idea,
        coder: CoderId::new(Uuid::from_u128(1)),
        at: String::new(),
        mentions: Vec::new(),
        counter_searches: Vec::new(),
    }
}

/// Heading 1 (finding 2, paragraph 3), heading 4 (finding 5). Finding 2 is tested and has extracts 10, 11, 12 and 14; extract 13
/// is not placed.
pub(super) fn sample() -> Output {
    let mut tested = item(2, Some(1), ItemKind::Finding);
    tested.state = ItemState::Tested;
    tested.counter_searches.push(CounterSearch {
        id: CounterSearchId::new(Uuid::from_u128(1)),
        coder: CoderId::new(Uuid::from_u128(1)),
        found: "One".to_owned(),
        at: String::new(),
    });
    let extract = |(n, item, stands_for): (u128, Option<u128>, Option<StandsFor>)| Extract {
        id: extract_id(n),
        quotation: QuotationId::new(Uuid::from_u128(n)),
        item: item.map(item_id),
        code: None,
        trims: Trims::default(),
        is_doubtful: false,
        stands_for,
        why: String::new(),
        note: String::new(),
    };
    let extracts = [
        (11, Some(2), Some(StandsFor::Typical)),
        (14, Some(2), Some(StandsFor::Typical)),
        (10, Some(2), Some(StandsFor::Against)),
        (12, Some(2), None),
        (13, None, None),
    ];
    Output {
        id: OutputId::new(Uuid::from_u128(1)),
        name: "Report".to_owned(),
        style: "Report".to_owned(),
        settings: OutputSettings::default(),
        numbers: NumberKey::default(),
        items: vec![
            item(1, None, ItemKind::Heading),
            tested,
            item(3, Some(1), ItemKind::Paragraph),
            item(4, None, ItemKind::Heading),
            item(5, Some(4), ItemKind::Finding),
        ],
        extracts: extracts.into_iter().map(extract).collect(),
        accepted: Vec::new(),
    }
}
