//! A timeline over the study: a lane of columns for each code, one column for each month or year.

use super::Figure;
use super::scene::{
    Anchor, BODY, EDGE, Form, GAP, Measure, Role, Room, SMALL, Scene, fitted, rect, words,
};
use crate::domain::Colour;

/// What is drawn over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns {
    /// What the picture is called.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// The times from the left.
    pub slots: Vec<Slot>,
    /// The lanes from the top.
    pub lanes: Vec<ColumnLane>,
}

/// A time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slot {
    /// What stands below its column where there is room: “Mar”.
    pub label: String,
    /// What it is part of, said once below all of it: “2012”; empty for nothing.
    pub part_of: String,
    /// Whether it is no time but what has none, which stands apart.
    pub is_apart: bool,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnLane {
    /// Its name.
    pub label: String,
    /// Its colour; the accent without one.
    pub colour: Option<Colour>,
    /// A figure for each time.
    pub figures: Vec<Figure>,
}

const LANE: f32 = 52.0;
/// Of a lane, what its columns may take; above stands the figure.
const TALLEST: f32 = 32.0;
/// Between the times and what has none.
const APART: f32 = 20.0;
/// The least and greatest width of a time.
const WIDTHS: (f32, f32) = (7.0, 64.0);

/// Lays out columns, all lanes on one scale. Where times are many the sheet grows to the right.
pub fn columns(data: &Columns, room: Room, measure: Measure<'_>) -> Scene {
    let (mut scene, top) = Scene::headed(&data.title, &data.notes, room.width, measure);
    let names = data.lanes.iter().map(|lane| measure(&lane.label, BODY, false));
    let names = names.fold(0.0, f32::max).min(scene.width * 0.28);
    let left = EDGE + names + GAP;
    let apart = data.slots.iter().filter(|slot| slot.is_apart);
    let apart_wide =
        apart.clone().map(|slot| measure(&slot.label, SMALL, false) + GAP).fold(24.0, f32::max);
    let (apart, timed) = (apart.count(), data.slots.iter().filter(|slot| !slot.is_apart).count());
    let taken = apart as f32 * apart_wide + if apart > 0 { APART } else { 0.0 };
    let each = (scene.width - EDGE - left - taken) / timed.max(1) as f32;
    let each = each.clamp(WIDTHS.0, WIDTHS.1);
    let mut x = left;
    let mut was_apart = false;
    let mut places: Vec<(f32, f32)> = Vec::new();
    for slot in &data.slots {
        x += if slot.is_apart && !was_apart && x > left { APART } else { 0.0 };
        was_apart = slot.is_apart;
        let wide = if slot.is_apart { apart_wide } else { each };
        places.push((x, wide));
        x += wide;
    }
    let right = x;
    scene.width = scene.width.max(right + EDGE);
    let bottom = top + LANE * data.lanes.len() as f32;
    axis(&mut scene, data, &places, bottom, measure);
    let figures = data.lanes.iter().flat_map(|lane| lane.figures.iter().zip(&data.slots));
    // What has no time may be most of a study: it is no column that others could be held against.
    let timed = figures.filter(|(_, slot)| !slot.is_apart);
    let most = timed.map(|(figure, _)| figure.value).fold(0.0, f64::max);
    for (number, lane) in data.lanes.iter().enumerate() {
        let foot = top + LANE * (number as f32 + 1.0) - GAP;
        let line = Form::Line { from: (left, foot), to: (right, foot), width: 1.0 };
        let name = fitted(&lane.label, names, BODY, measure);
        let name = words((left - GAP, foot - BODY / 2.0), name, BODY, Anchor::End, measure);
        scene.draw(vec![line.in_ink(Role::Rule), Form::Words(name).in_ink(Role::Ink)]);
        let role = lane.colour.map_or(Role::Accent, Role::Code);
        for ((figure, &(x, wide)), slot) in lane.figures.iter().zip(&places).zip(&data.slots) {
            let share = if most > 0.0 { (figure.value / most) as f32 } else { 0.0 };
            // The whole place can be pointed at, also where nothing is.
            let mut shapes =
                vec![rect(x, foot - TALLEST, wide, TALLEST).in_ink(Role::Page.at(0.0))];
            let tall = if figure.value > 0.0 { (TALLEST * share).max(2.0) } else { 0.0 };
            if figure.value > 0.0 && !slot.is_apart {
                let slim = (wide * 0.72).min(28.0);
                let column = rect(x + (wide - slim) / 2.0, foot - tall, slim, tall);
                shapes.push(column.in_ink(role));
            }
            if figure.value > 0.0 || slot.is_apart {
                let above = if slot.is_apart { 0.0 } else { tall };
                let at = (x + wide / 2.0, foot - above - 7.0);
                let words = words(at, &*figure.written, SMALL, Anchor::Middle, measure);
                if words.width <= wide {
                    let ink = if slot.is_apart { Role::Quiet } else { Role::Ink };
                    shapes.push(Form::Words(words).in_ink(ink));
                }
            }
            scene.mark(shapes, &figure.says, figure.opens.as_ref());
        }
    }
    scene.height = bottom + 2.0 * (SMALL + GAP) + EDGE / 2.0;
    scene
}

/// The names of the times below the lanes: those of single ones where all have room, those of what they are part of
/// where they begin.
fn axis(
    scene: &mut Scene,
    data: &Columns,
    places: &[(f32, f32)],
    bottom: f32,
    measure: Measure<'_>,
) {
    let times = || data.slots.iter().zip(places).filter(|(slot, _)| !slot.is_apart);
    let fits =
        |(slot, (_, wide)): (&Slot, &(f32, f32))| measure(&slot.label, SMALL, false) + 4.0 <= *wide;
    let every = times().all(fits);
    let y = bottom + SMALL / 2.0 + 2.0;
    let below = if every { y + SMALL + 4.0 } else { y };
    let mut shapes = Vec::new();
    let (mut part_of, mut free) = ("", f32::MIN);
    for (slot, &(x, wide)) in data.slots.iter().zip(places) {
        if every || slot.is_apart {
            let at = (x + wide / 2.0, y);
            let name = words(at, &*slot.label, SMALL, Anchor::Middle, measure);
            shapes.push(Form::Words(name).in_ink(Role::Quiet));
        }
        if slot.part_of != part_of && !slot.part_of.is_empty() {
            part_of = &slot.part_of;
            let name = words((x + 2.0, below), part_of, SMALL, Anchor::Start, measure);
            // The right end of the times, or the years would run into what has none.
            let end = times().next_back().map_or(x, |(_, (x, wide))| x + wide + APART / 2.0);
            if x >= free && x + 2.0 + name.width <= end {
                free = x + name.width + GAP;
                let top = below - SMALL / 2.0;
                let tick = Form::Line { from: (x, top), to: (x, top + SMALL), width: 1.0 };
                shapes.push(tick.in_ink(Role::Rule));
                shapes.push(Form::Words(name).in_ink(Role::Quiet));
            }
        }
    }
    scene.draw(shapes);
}
