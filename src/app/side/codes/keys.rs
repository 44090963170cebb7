//! The keyboard in the tree: arrows, Home and End, and letters that jump to a name.

use std::time::{Duration, Instant};

use egui::{Context, Event, Key, Modifiers};

use super::rows::Fold;
use super::{CodesList, Wish, filter_id};
use crate::app::commands;
use crate::domain::{CodeId, CodeTree};

/// Letters typed within this time of each other belong to one name.
const TOGETHER: Duration = Duration::from_millis(900);

/// Takes the keys of this frame. Called only while the tree has the keyboard. `page` is how many rows the tree shows.
pub fn take(
    list: &mut CodesList,
    ctx: &Context,
    codes: &CodeTree,
    page: usize,
    wishes: &mut Vec<Wish>,
) {
    let rows = list.rows.all();
    let Some(last) = rows.len().checked_sub(1) else { return };
    let at = list.cursor.and_then(|code| list.rows.place(code));
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = |place: usize| rows[place].code;
    // Before the keys alone, which would take them too.
    let extends = |key| ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let further = if extends(Key::ArrowDown) {
        at.map(|at| (at + 1).min(last))
    } else if extends(Key::ArrowUp) {
        at.map(|at| at.saturating_sub(1))
    } else {
        None
    };
    wishes.extend(further.map(|place| Wish::Extend(to(place))));
    let mut next: Option<CodeId> = None;
    if pressed(Key::ArrowDown) {
        next = Some(to(at.map_or(0, |at| (at + 1).min(last))));
    }
    if pressed(Key::ArrowUp) {
        match at {
            Some(0) => ctx.memory_mut(|memory| memory.request_focus(filter_id())),
            Some(at) => next = Some(to(at - 1)),
            None => next = Some(to(last)),
        }
    }
    if pressed(Key::Home) {
        next = Some(to(0));
    }
    if pressed(Key::End) {
        next = Some(to(last));
    }
    if pressed(Key::PageDown) {
        next = Some(to(at.map_or(0, |at| (at + page).min(last))));
    }
    if pressed(Key::PageUp) {
        next = Some(to(at.map_or(0, |at| at.saturating_sub(page))));
    }
    if let Some(at) = at {
        let fold = rows[at].fold;
        if pressed(Key::ArrowRight) {
            match fold {
                Fold::Leaf => {}
                Fold::Folded => list.folds.set(to(at), false),
                Fold::Unfolded => next = Some(to((at + 1).min(last))),
            }
        }
        if pressed(Key::ArrowLeft) {
            if fold == Fold::Unfolded && list.filter.trim().is_empty() {
                list.folds.set(to(at), true);
            } else if let Some(parent) = list.rows.parent_of(at) {
                next = Some(to(parent));
            }
        }
    }
    let copies = ctx.input(|input| input.events.contains(&Event::Copy));
    if copies && let Some(command) = commands::named("Copy path of code") {
        wishes.push(Wish::Run(command));
    }
    if let Some(code) = jumped(list, ctx, codes) {
        next = Some(code);
    }
    if let Some(code) = next {
        list.several.clear();
        list.cursor = Some(code);
        list.reveals = true;
        wishes.push(Wish::Select(code));
    }
}

/// The row that typed letters jump to: the next whose name starts with them, from the cursor on and round.
fn jumped(list: &mut CodesList, ctx: &Context, codes: &CodeTree) -> Option<CodeId> {
    let typed: String = ctx.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) if !text.trim().is_empty() => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    if typed.is_empty() {
        return None;
    }
    let before = list.jump.take().filter(|(_, last)| last.elapsed() < TOGETHER);
    let goes_on = before.is_some();
    let letters = before.map(|(letters, _)| letters).unwrap_or_default() + &typed.to_lowercase();
    let rows = list.rows.all();
    let at = list.cursor.and_then(|code| list.rows.place(code)).unwrap_or(0);
    // A first letter looks further; more letters may stay where they are.
    let from = if goes_on { at } else { at + 1 };
    let found = (0..rows.len()).map(|i| rows[(from + i) % rows.len()].code).find(|&code| {
        codes.get(code).is_some_and(|code| code.name.to_lowercase().starts_with(&letters))
    });
    list.jump = Some((letters, Instant::now()));
    found
}
