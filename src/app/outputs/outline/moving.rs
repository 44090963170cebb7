//! Where an item or an extract of the outline stands after a step, or where it is let go.

use crate::domain::{Extract, ExtractId, Item, ItemId, ItemKind, Output};

/// A place for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// What it stands under; at the top where none.
    pub(super) parent: Option<ItemId>,
    /// The sibling it stands before; behind all of them where none.
    pub(super) before: Option<ItemId>,
}

/// A move by one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the sibling above.
    Up,
    /// Behind the sibling below.
    Down,
    /// Under the sibling above, as its last.
    In,
    /// Out of what it stands under, behind it.
    Out,
}

/// The part of a row over which something is let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Its upper edge.
    Before,
    /// Its middle.
    Into,
    /// Its lower edge.
    After,
}

pub(super) fn item(items: &[Item], id: ItemId) -> Option<&Item> {
    items.iter().find(|item| item.id == id)
}

/// Whether an item is another one or stands below it.
pub(super) fn is_within(items: &[Item], below: ItemId, above: ItemId) -> bool {
    let mut at = Some(below);
    // Items that hang in a circle end once all were seen.
    for _ in 0..=items.len() {
        match at {
            Some(id) if id == above => return true,
            Some(id) => at = item(items, id).and_then(|item| item.parent),
            None => return false,
        }
    }
    false
}

fn sibling(items: &[Item], id: ItemId, step: impl Fn(usize) -> Option<usize>) -> Option<&Item> {
    let parent = item(items, id)?.parent;
    let siblings: Vec<&Item> = items.iter().filter(|item| item.parent == parent).collect();
    let place = siblings.iter().position(|sibling| sibling.id == id)?;
    siblings.get(step(place)?).copied()
}

/// The sibling that follows an item.
pub(super) fn sibling_after(items: &[Item], id: ItemId) -> Option<ItemId> {
    sibling(items, id, |place| Some(place + 1)).map(|item| item.id)
}

fn sibling_before(items: &[Item], id: ItemId) -> Option<&Item> {
    sibling(items, id, |place| place.checked_sub(1))
}

/// Where an item stands after a step; none when it cannot take it.
pub(super) fn stepped(items: &[Item], id: ItemId, step: Step) -> Option<Place> {
    let &Item { parent, kind, .. } = item(items, id)?;
    match step {
        Step::Up => Some(Place { parent, before: Some(sibling_before(items, id)?.id) }),
        Step::Down => {
            let next = sibling_after(items, id)?;
            Some(Place { parent, before: sibling_after(items, next) })
        }
        Step::In => {
            let above = sibling_before(items, id)?;
            above.kind.holds(kind).then_some(Place { parent: Some(above.id), before: None })
        }
        Step::Out => {
            let parent = parent?;
            let before = sibling_after(items, parent);
            Some(Place { parent: item(items, parent)?.parent, before })
        }
    }
}

/// Where a new item stands that is begun at another: behind it, or first under it where it is a heading and the new one is not.
pub(super) fn begun_at(items: &[Item], at: ItemId, kind: ItemKind) -> Option<Place> {
    let here = item(items, at)?;
    if here.kind == ItemKind::Heading && kind != ItemKind::Heading {
        return Some(Place { parent: Some(at), before: None });
    }
    // A heading that is begun at a finding follows the chapter in which that stands.
    let of_its_kind = match (kind, here.kind, here.parent) {
        (ItemKind::Heading, ItemKind::Finding | ItemKind::Paragraph, Some(parent)) => parent,
        _ => at,
    };
    begun_behind(items, of_its_kind)
}

/// Where a new item stands that follows another on its level.
pub(super) fn begun_behind(items: &[Item], at: ItemId) -> Option<Place> {
    let parent = item(items, at)?.parent;
    Some(Place { parent, before: sibling_after(items, at) })
}

/// Where an item lands that is let go over another; none where it cannot go: in itself.
pub(super) fn landing(
    items: &[Item],
    dragged: ItemId,
    (over, is_folded): (ItemId, bool),
    part: Part,
) -> Option<Place> {
    let (here, kind) = (item(items, over)?, item(items, dragged)?.kind);
    let first_below = items.iter().find(|item| item.parent == Some(over)).map(|item| item.id);
    let place = match part {
        Part::Before => Place { parent: here.parent, before: Some(over) },
        Part::Into if here.kind.holds(kind) => Place { parent: Some(over), before: None },
        // Below something whose items are seen is before the first of them.
        Part::After if !is_folded && first_below.is_some() && here.kind.holds(kind) => {
            Place { parent: Some(over), before: first_below }
        }
        Part::Into | Part::After => {
            Place { parent: here.parent, before: sibling_after(items, over) }
        }
    };
    let inside = place.parent.is_some_and(|parent| is_within(items, parent, dragged));
    let holds = |parent| item(items, parent).is_none_or(|parent| parent.kind.holds(kind));
    let stands = !inside && place.before != Some(dragged) && place.parent.is_none_or(holds);
    stands.then_some(place)
}

/// A place for an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExtractPlace {
    /// Among those that stand for the same under its item: before this one of the output, or at its end.
    Before(Option<ExtractId>),
    /// Under this item.
    Under(ItemId),
}

/// Where an extract stands after a step up or down: among those that stand for the same, and from their edge under the item
/// before or after.
pub(super) fn extract_stepped(output: &Output, id: ExtractId, down: bool) -> Option<ExtractPlace> {
    let extract = output.extracts.iter().find(|one| one.id == id)?;
    let alike: Vec<&Extract> = output
        .extracts_under(extract.item)
        .filter(|one| one.stands_for == extract.stands_for)
        .collect();
    let at = alike.iter().position(|one| one.id == id)?;
    if down && at + 1 < alike.len() {
        return Some(ExtractPlace::Before(alike.get(at + 2).map(|one| one.id)));
    }
    if !down && let Some(before) = at.checked_sub(1) {
        return Some(ExtractPlace::Before(Some(alike[before].id)));
    }
    // Between two chapters are only headings, over which an extract goes to what may have quotes.
    let mut takes = output.items.iter().filter(|item| item.kind == ItemKind::Finding);
    let place = |wanted| output.items.iter().position(|item| Some(item.id) == wanted);
    let here = place(extract.item);
    let found = match (down, here) {
        // What is not placed stands below everything.
        (true, None) => None,
        (false, None) => takes.next_back(),
        (true, Some(here)) => takes.find(|item| place(Some(item.id)) > Some(here)),
        (false, Some(here)) => takes.rfind(|item| place(Some(item.id)) < Some(here)),
    };
    found.map(|item| ExtractPlace::Under(item.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::outputs::outline::sample::{extract_id, item_id, sample};

    fn numbers(place: Option<Place>) -> Option<(Option<u128>, Option<u128>)> {
        let number = |id: ItemId| id.uuid().as_u128();
        place.map(|place| (place.parent.map(number), place.before.map(number)))
    }

    #[test]
    fn items_step_among_siblings_and_levels() {
        let output = sample();
        let step = |id, step| numbers(stepped(&output.items, item_id(id), step));
        assert_eq!(step(4, Step::Up), Some((None, Some(1))));
        assert_eq!(step(1, Step::Up), None);
        assert_eq!(step(1, Step::Down), Some((None, None)));
        assert_eq!(step(4, Step::In), Some((Some(1), None)));
        assert_eq!(step(3, Step::In), Some((Some(2), None)));
        assert_eq!(step(3, Step::Up), Some((Some(1), Some(2))));
        assert_eq!(step(2, Step::Out), Some((None, Some(4))));
        assert_eq!(step(5, Step::Out), Some((None, None)));
        assert_eq!(step(1, Step::Out), None);
    }

    #[test]
    fn a_new_item_follows_or_stands_under_a_heading() {
        let output = sample();
        let begun = |at, kind| numbers(begun_at(&output.items, item_id(at), kind));
        assert_eq!(begun(1, ItemKind::Finding), Some((Some(1), None)));
        assert_eq!(begun(1, ItemKind::Heading), Some((None, Some(4))));
        assert_eq!(begun(2, ItemKind::Paragraph), Some((Some(1), Some(3))));
        assert_eq!(begun(2, ItemKind::Heading), Some((None, Some(4))));
    }

    #[test]
    fn items_land_before_in_and_behind_others_and_never_in_themselves() {
        let output = sample();
        let lands = |of, over, part| landing(&output.items, item_id(of), over, part);
        let land = |of, over, part| numbers(lands(of, (item_id(over), false), part));
        assert_eq!(land(5, 2, Part::Before), Some((Some(1), Some(2))));
        assert_eq!(land(5, 1, Part::Into), Some((Some(1), None)));
        assert_eq!(land(5, 1, Part::After), Some((Some(1), Some(2))));
        assert_eq!(land(5, 3, Part::After), Some((Some(1), None)));
        assert_eq!(land(5, 3, Part::Into), Some((Some(1), None)), "a paragraph holds nothing");
        assert_eq!(land(5, 2, Part::Into), Some((Some(2), None)));
        assert_eq!(land(4, 2, Part::Into), Some((Some(1), Some(3))), "nor a finding a heading");
        assert_eq!(land(1, 2, Part::Before), None);
        assert_eq!(land(1, 1, Part::Into), None);
        // What is folded is gone by: what is let go below it is not hidden in it.
        assert_eq!(numbers(lands(5, (item_id(1), true), Part::After)), Some((None, Some(4))));
    }

    #[test]
    fn extracts_step_among_their_likes_and_on_to_the_next_finding() {
        let output = sample();
        let step = |id, down| extract_stepped(&output, extract_id(id), down);
        assert_eq!(step(11, true), Some(ExtractPlace::Before(None)));
        assert_eq!(step(14, false), Some(ExtractPlace::Before(Some(extract_id(11)))));
        assert_eq!(step(14, true), Some(ExtractPlace::Under(item_id(5))));
        assert_eq!(step(11, false), None);
        assert_eq!(step(13, false), Some(ExtractPlace::Under(item_id(5))));
        assert_eq!(step(13, true), None);
    }
}
