//! What the keys do while the sheet has the keyboard.

use egui::{Key, Modifiers, Ui, Vec2, vec2};

use super::geometry::STEP;
use super::{Canvas, Data, Drawn, Event};

/// The four directions by their keys.
const WAYS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, vec2(-1.0, 0.0)),
    (Key::ArrowRight, vec2(1.0, 0.0)),
    (Key::ArrowUp, vec2(0.0, -1.0)),
    (Key::ArrowDown, vec2(0.0, 1.0)),
];

/// Does what was pressed in this frame.
pub(super) fn press(canvas: &mut Canvas, ui: &Ui, data: &Data, drawn: &mut Drawn) {
    let took = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    for (key, way) in WAYS {
        if took(Modifiers::COMMAND, key) {
            nudge(canvas, data, way * STEP);
        } else if took(Modifiers::SHIFT, key) {
            go(canvas, data, way, true);
        } else if took(Modifiers::NONE, key) {
            go(canvas, data, way, false);
        }
    }
    if took(Modifiers::COMMAND, Key::A) {
        canvas.chosen = data.cards.iter().map(|card| card.key).collect();
    }
    let order = || canvas.layout.as_ref().map(|layout| layout.in_order()).unwrap_or_default();
    let beside = |forward: bool| {
        let order = order();
        let at = canvas.cursor.and_then(|key| order.iter().position(|one| *one == key));
        let next = match at {
            Some(at) if forward => (at + 1).min(order.len().saturating_sub(1)),
            Some(at) => at.saturating_sub(1),
            None => 0,
        };
        order.get(next).copied()
    };
    let to = match () {
        () if took(Modifiers::SHIFT, Key::Tab) => beside(false),
        () if took(Modifiers::NONE, Key::Tab) => beside(true),
        () if took(Modifiers::NONE, Key::Home) => order().first().copied(),
        () if took(Modifiers::NONE, Key::End) => order().last().copied(),
        () => None,
    };
    if let Some(to) = to {
        canvas.choose([to]);
    }
    if took(Modifiers::NONE, Key::Escape) {
        canvas.holding = None;
        canvas.chosen.clear();
    }
    // A burst of keys is one move, which ends when Ctrl is let go.
    if !ui.input(|input| input.modifiers.command) {
        told(canvas, drawn);
    }
}

/// Tells what was moved by keys.
pub(super) fn told(canvas: &mut Canvas, drawn: &mut Drawn) {
    let nudged = std::mem::take(&mut canvas.nudged);
    let placed: Vec<_> = nudged.iter().filter_map(|key| canvas.moved.get(key)).copied().collect();
    if !placed.is_empty() {
        drawn.events.push(Event::Moved(placed));
    }
}

/// Goes to the nearest card in a direction; to the first where the cursor stands at none.
fn go(canvas: &mut Canvas, data: &Data, way: Vec2, extends: bool) {
    let layout = canvas.layout(data);
    let to = match canvas.cursor {
        Some(from) => layout.nearest(from, way),
        None => layout.in_order().first().copied(),
    };
    let Some(to) = to else { return };
    if extends {
        canvas.chosen.insert(to);
        canvas.cursor = Some(to);
        canvas.reveals = true;
    } else {
        canvas.choose([to]);
    }
}

/// Moves the chosen cards; each stays in its theme, which grows with it.
fn nudge(canvas: &mut Canvas, data: &Data, by: Vec2) {
    if data.is_locked {
        return;
    }
    let layout = canvas.layout(data);
    let placed = layout.moved(&layout.with_contents(&canvas.chosen), by, None);
    canvas.nudged.extend(placed.iter().map(|placed| placed.card));
    canvas.put(&placed);
    canvas.reveals = true;
}
