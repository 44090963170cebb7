//! What is done with the items of an outline.

use super::moving::{ExtractPlace, Place, Step, begun_at, begun_behind, extract_stepped, stepped};
use super::searching::Searching;
use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::outputs::{Tab, has_output, say};
use crate::app::palette::CodePicker;
use crate::domain::{ExtractId, Item, ItemId, ItemKind, ItemState, Output};
use crate::project::{ExtractField, ItemField};

/// Whether an outline is shown; otherwise what to do first.
pub fn has_outline(window: &Window) -> Result<(), &'static str> {
    has_output(window)?;
    let is_shown = window.desk.as_ref().is_some_and(|desk| desk.outputs.tab == Tab::Outline);
    if is_shown { Ok(()) } else { Err("Go to the outline first") }
}

/// Whether an item of the outline is chosen; otherwise what to do first.
pub fn has_item(window: &Window) -> Result<(), &'static str> {
    has_outline(window)?;
    let item = window.desk.as_ref().and_then(|desk| desk.outputs.outline.item());
    if item.is_some() { Ok(()) } else { Err("Choose a heading, a finding or a paragraph first") }
}

/// Whether a finding of the outline is chosen; otherwise what to do first.
pub fn has_finding(window: &Window) -> Result<(), &'static str> {
    has_item(window)?;
    let kind = window.desk.as_ref().and_then(current).map(|(_, item)| item.kind);
    if kind == Some(ItemKind::Finding) { Ok(()) } else { Err("Choose a finding first") }
}

/// The item that the keyboard stands at, with its output.
fn current(desk: &Desk) -> Option<(&Output, &Item)> {
    let output = desk.outputs.shown(&desk.snapshot)?;
    Some((output, output.item(desk.outputs.outline.item()?)?))
}

/// Puts an empty item into the outline and begins to write it. Without a place it stands at the end.
pub(super) fn put(desk: &mut Desk, output: &Output, place: Option<Place>, kind: ItemKind) {
    let Place { parent, before } = place.unwrap_or(Place { parent: None, before: None });
    let output = output.id;
    desk.act(
        move |project| project.add_item(output, parent, before, kind),
        move |desk, made| {
            if let Some(id) = made {
                let snapshot = std::sync::Arc::clone(&desk.snapshot);
                desk.outputs.outline.go_to(snapshot.output(output), id, true);
            }
        },
    );
}

/// Puts an item of a kind into the outline, at the one that the keyboard stands at.
pub fn new_item(window: &mut Window, kind: ItemKind) {
    window.with_desk(|desk| {
        let snapshot = std::sync::Arc::clone(&desk.snapshot);
        let Some(output) = desk.outputs.shown(&snapshot) else { return };
        let outline = &desk.outputs.outline;
        let of_extract = |id| super::super::extract_of(output, id).and_then(|one| one.item);
        let at = outline.item().or_else(|| outline.extract().and_then(of_extract));
        let place = at.and_then(|at| begun_at(&output.items, at, kind));
        put(desk, output, place, kind);
    });
}

/// Puts another item of the same kind behind the one that the keyboard stands at.
pub fn new_sibling(window: &mut Window) {
    window.with_desk(|desk| {
        let snapshot = std::sync::Arc::clone(&desk.snapshot);
        let Some(output) = desk.outputs.shown(&snapshot) else { return };
        let Some(item) = desk.outputs.outline.item().and_then(|id| output.item(id)) else { return };
        put(desk, output, begun_behind(&output.items, item.id), item.kind);
    });
}

/// Begins to write the item that the keyboard stands at.
pub fn write(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some(id) = desk.outputs.outline.item() {
            desk.outputs.outline.write(id);
        }
    });
}

fn change(desk: &mut Desk, id: ItemId, field: ItemField) {
    desk.just_do(move |project| project.change_item(id, vec![field]));
}

/// Says how far the findings are that are chosen.
pub fn change_state(window: &mut Window, state: ItemState) {
    window.with_desk(|desk| {
        let Some((output, _)) = current(desk) else { return };
        let mut items = desk.outputs.outline.chosen_items();
        let is_other = |item: &Item| item.kind == ItemKind::Finding && item.state != state;
        items.retain(|&id| output.item(id).is_some_and(is_other));
        if !items.is_empty() {
            desk.just_do(move |project| project.set_item_states(&items, state));
        }
    });
}

/// Makes the item one of another kind.
pub fn make(window: &mut Window, kind: ItemKind) {
    window.with_desk(|desk| {
        if let Some((_, item)) = current(desk).filter(|(_, item)| item.kind != kind) {
            let id = item.id;
            change(desk, id, ItemField::Kind(kind));
        }
    });
}

/// Moves the item by a step.
pub fn move_item(window: &mut Window, step: Step) {
    window.with_desk(|desk| {
        let Some((output, item)) = current(desk) else { return };
        let id = item.id;
        let Some(Place { parent, before }) = stepped(&output.items, id, step) else {
            let words = match step {
                Step::Up => "It is the first here",
                Step::Down => "It is the last here",
                Step::In => "Nothing before it can hold it",
                Step::Out => "It stands at the top already",
            };
            say(desk, words);
            return;
        };
        if let Some(parent) = parent {
            desk.outputs.outline.fold(parent, false);
        }
        desk.act(
            move |project| project.place_items(&[id], parent, before),
            move |desk, moved| {
                if moved.is_some() {
                    let snapshot = std::sync::Arc::clone(&desk.snapshot);
                    let output = snapshot.item(id).map(|(output, _)| output);
                    desk.outputs.outline.go_to(output, id, false);
                }
            },
        );
    });
}

/// Moves an extract by a step: among those that stand for the same, and on to the finding before or after.
pub(in crate::app::outputs) fn shift(desk: &mut Desk, id: ExtractId, down: bool) {
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let Some(output) = desk.outputs.shown(&snapshot) else { return };
    let of = output.id;
    match extract_stepped(output, id, down) {
        Some(ExtractPlace::Before(before)) => {
            desk.just_do(move |project| project.move_extracts(of, &[id], before));
        }
        Some(ExtractPlace::Under(item)) => {
            desk.outputs.outline.fold(item, false);
            desk.just_do(move |project| {
                project.change_extracts(vec![(id, ExtractField::Item(Some(item)))])
            });
        }
        None => say(desk, "There is no finding to go on to"),
    }
}

/// Takes the chosen items out of the outline with what stands under it; its extracts stay in the output.
pub fn delete_item(window: &mut Window) {
    window.with_desk(|desk| {
        let items = desk.outputs.outline.chosen_items();
        if !items.is_empty() {
            desk.just_do(move |project| project.delete_items(&items));
        }
    });
}

/// Asks what a search for contradicting examples found, to note it.
pub fn search_against(window: &mut Window) {
    window.with_desk(|desk| {
        let outline = &mut desk.outputs.outline;
        if let Some(id) = outline.item() {
            match &mut outline.searching {
                // What was typed of another finding is said or left first.
                Some(searching) if searching.has_words() => searching.take_keyboard(),
                _ => outline.searching = Some(Searching::new(id)),
            }
        }
    });
}

/// Opens the list in which a code is chosen that the finding is about.
pub fn choose_code(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some((_, item)) = current(desk) {
            let id = item.id;
            let picker = CodePicker::new("The finding is about");
            desk.outputs.outline.coding = Some((id, picker));
        }
    });
}

/// Takes the keyboard to the quotes on the codes of the finding.
pub fn keyboard_to_quotes(window: &mut Window) {
    window.with_desk(|desk| desk.outputs.outline.coded.take_keyboard());
}
