//! Which rows the outline shows: its items in the order of the tree, each with its extracts, and what is not placed yet.

use std::collections::{HashMap, HashSet};

use crate::domain::{Extract, ExtractId, Item, ItemId, ItemKind, ItemState, Output, StandsFor};

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::app::outputs) enum RowKey {
    /// A heading, a finding or a paragraph.
    Item(ItemId),
    /// An extract.
    Extract(ExtractId),
    /// What is not placed.
    Tray,
}

/// Whether something stands below a row, and whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Nothing stands below it.
    Leaf,
    /// It is hidden.
    Folded,
    /// It is shown.
    Unfolded,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: RowKey,
    /// How many items stand above it.
    pub(super) depth: u32,
    pub(super) fold: Fold,
    /// Of an item its place in the outline, of an extract its place in the output as it is set.
    pub(super) place: usize,
    /// The first of the extracts of its item that stand for this; nothing for the others, and for rows of other kinds.
    pub(super) begins: Option<Option<StandsFor>>,
    /// How many extracts stand in it and below.
    pub(super) extracts: usize,
}

/// What is left of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Only {
    /// All of it.
    #[default]
    Everything,
    /// Findings for which nobody has looked for contradicting examples.
    Untested,
    /// Findings that are so far.
    State(ItemState),
}

impl Only {
    /// All choices, as they are offered.
    pub(super) const ALL: [Self; 6] = [
        Self::Everything,
        Self::Untested,
        Self::State(ItemState::Idea),
        Self::State(ItemState::Draft),
        Self::State(ItemState::Tested),
        Self::State(ItemState::Agreed),
    ];

    /// The words for it.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Everything => "The whole outline",
            Self::Untested => "Contradictions not looked for",
            Self::State(ItemState::Idea) => "Findings: ideas",
            Self::State(ItemState::Draft) => "Findings: drafts",
            Self::State(ItemState::Tested) => "Findings: tested",
            Self::State(ItemState::Agreed) => "Findings: agreed",
        }
    }

    /// Whether it leaves a finding.
    pub(super) fn leaves(self, item: &Item) -> bool {
        item.kind == ItemKind::Finding
            && match self {
                Self::Everything => true,
                Self::Untested => item.counter_searches.is_empty(),
                Self::State(state) => item.state == state,
            }
    }
}

/// The rows of an outline. `set` leads from extracts to their places in the output as it is set; those that are not in it have
/// lost their words and have no row.
pub(super) fn rows(
    output: &Output,
    set: &HashMap<ExtractId, usize>,
    folded: &HashSet<ItemId>,
    only: Only,
) -> Vec<Row> {
    let items = &output.items;
    let known: HashSet<ItemId> = items.iter().map(|item| item.id).collect();
    let mut under: HashMap<Option<ItemId>, Vec<(&Extract, usize)>> = HashMap::new();
    for extract in &output.extracts {
        if let Some(&place) = set.get(&extract.id) {
            let item = extract.item.filter(|item| known.contains(item));
            under.entry(item).or_default().push((extract, place));
        }
    }
    let ends = ends(items);
    let depths = depths(items);
    let counts: Vec<usize> =
        items.iter().map(|item| under.get(&Some(item.id)).map_or(0, Vec::len)).collect();
    let left = left(items, &ends, only);
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        if !left[at] {
            at += 1;
            continue;
        }
        let end = ends[at];
        let extracts = counts[at..end].iter().sum();
        let fold = match (end - at > 1 || counts[at] > 0, folded.contains(&item.id)) {
            (false, _) => Fold::Leaf,
            (true, true) => Fold::Folded,
            (true, false) => Fold::Unfolded,
        };
        let depth = depths[at];
        let key = RowKey::Item(item.id);
        rows.push(Row { key, depth, fold, place: at, begins: None, extracts });
        if fold == Fold::Folded {
            at = end;
            continue;
        }
        if let Some(extracts) = under.get(&Some(item.id)) {
            push_extracts(&mut rows, extracts, depth + 1);
        }
        at += 1;
    }
    if let Some(extracts) = under.get(&None).filter(|_| only == Only::Everything) {
        let (fold, count) = (Fold::Leaf, extracts.len());
        rows.push(Row {
            key: RowKey::Tray,
            depth: 0,
            fold,
            place: 0,
            begins: None,
            extracts: count,
        });
        push_extracts(&mut rows, extracts, 0);
    }
    rows
}

fn push_extracts(rows: &mut Vec<Row>, extracts: &[(&Extract, usize)], depth: u32) {
    let mut last = None;
    for &(extract, place) in extracts {
        let begins = (last != Some(extract.stands_for)).then_some(extract.stands_for);
        last = Some(extract.stands_for);
        let key = RowKey::Extract(extract.id);
        rows.push(Row { key, depth, fold: Fold::Leaf, place, begins, extracts: 1 });
    }
}

/// How many items stand above each.
fn depths(items: &[Item]) -> Vec<u32> {
    let mut known: HashMap<ItemId, u32> = HashMap::new();
    items
        .iter()
        .map(|item| {
            let above = item.parent.and_then(|parent| known.get(&parent).copied());
            let depth = above.map_or(0, |above| above + 1);
            known.insert(item.id, depth);
            depth
        })
        .collect()
}

/// Behind each item the place where what stands under it ends.
fn ends(items: &[Item]) -> Vec<usize> {
    let depths = depths(items);
    (0..items.len())
        .map(|at| {
            let below = depths[at + 1..].iter().take_while(|depth| **depth > depths[at]).count();
            at + 1 + below
        })
        .collect()
}

/// Which items are left: findings that answer with all under them, and what stands above those.
fn left(items: &[Item], ends: &[usize], only: Only) -> Vec<bool> {
    if only == Only::Everything {
        return vec![true; items.len()];
    }
    let mut left = vec![false; items.len()];
    for (at, _) in items.iter().enumerate().filter(|(_, item)| only.leaves(item)) {
        left[at..ends[at]].fill(true);
        for above in (0..at).filter(|&above| ends[above] > at) {
            left[above] = true;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::outputs::outline::sample::{extract_id, item_id, sample};

    /// The rows in short: items by number, extracts by number in brackets, what they stand for before the first that does.
    fn told(folded: &[u128], only: Only) -> String {
        let output = sample();
        let set = output.extracts.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let folded = folded.iter().map(|&n| item_id(n)).collect();
        let tell = |row: &Row| {
            let begins = match row.begins {
                Some(Some(what)) => format!("{}:", what.word()),
                Some(None) => "-:".to_owned(),
                None => String::new(),
            };
            let what = match row.key {
                RowKey::Item(id) => id.uuid().as_u128().to_string(),
                RowKey::Extract(id) => format!("[{}]", id.uuid().as_u128()),
                RowKey::Tray => format!("tray{}", row.extracts),
            };
            let fold = if row.fold == Fold::Folded { "+" } else { "" };
            format!("{}{begins}{what}{fold}", ".".repeat(row.depth as usize))
        };
        let rows = rows(&output, &set, &folded, only);
        rows.iter().map(tell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn extracts_stand_under_their_item_by_what_they_stand_for() {
        assert_eq!(
            told(&[], Only::Everything),
            "1 .2 ..typical:[11] ..[14] ..against:[10] ..-:[12] .3 4 .5 tray1 -:[13]"
        );
    }

    #[test]
    fn what_is_folded_hides_all_below_it() {
        assert_eq!(told(&[1], Only::Everything), "1+ 4 .5 tray1 -:[13]");
        assert_eq!(told(&[2, 3], Only::Everything), "1 .2+ .3 4 .5 tray1 -:[13]");
    }

    #[test]
    fn a_choice_leaves_findings_with_what_stands_above_them() {
        assert_eq!(told(&[], Only::Untested), "4 .5");
        let tested = Only::State(ItemState::Tested);
        assert_eq!(told(&[], tested), "1 .2 ..typical:[11] ..[14] ..against:[10] ..-:[12]");
        assert_eq!(told(&[], Only::State(ItemState::Agreed)), "");
    }

    #[test]
    fn an_extract_that_lost_its_words_has_no_row() {
        let output = sample();
        let set = HashMap::from([(extract_id(11), 0)]);
        let rows = rows(&output, &set, &HashSet::new(), Only::Everything);
        let extracts = rows.iter().filter(|row| matches!(row.key, RowKey::Extract(_)));
        assert_eq!(extracts.count(), 1);
        assert_eq!(rows[0].extracts, 1);
    }
}
