//! A timeline over one source: a lane for each code, with its passages where they stand in the text.

use super::scene::{
    Anchor, BODY, EDGE, Form, GAP, Measure, Opens, Role, Room, SMALL, Scene, fitted, rect, words,
};
use crate::domain::{Colour, Span};

/// What is drawn along a source.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lanes {
    /// What the picture is called.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// Length of the text, in code points.
    pub length: u32,
    /// What the ticks count, such as “turn”; empty without ticks.
    pub ticks_are: String,
    /// Places in the text that have a number, in order.
    pub ticks: Vec<Tick>,
    /// The lanes from the top.
    pub lanes: Vec<Lane>,
}

/// A place in the text that has a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Where it is, in code points.
    pub at: u32,
    /// Its number as it is written.
    pub label: String,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lane {
    /// Its name.
    pub label: String,
    /// Its colour; the accent without one.
    pub colour: Option<Colour>,
    /// What stands in it.
    pub stretches: Vec<Stretch>,
}

/// A passage in a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Where it stands in the text.
    pub span: Span,
    /// What it says when one points at it, as a sentence.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}

const LANE: f32 = 26.0;
const THICKNESS: f32 = 14.0;
/// So little that it could not be pointed at is still shown as wide as this.
const LEAST: f32 = 3.0;

/// Lays out lanes. Passages of one lane that overlap let each other shine through.
pub fn lanes(data: &Lanes, room: Room, measure: Measure<'_>) -> Scene {
    let (mut scene, top) = Scene::headed(&data.title, &data.notes, room.width, measure);
    let width = scene.width;
    let names = data.lanes.iter().map(|lane| measure(&lane.label, BODY, false));
    let names = names.fold(0.0, f32::max).min(width * 0.32);
    let counted = |lane: &Lane| crate::text::grouped(lane.stretches.len());
    let counts = data.lanes.iter().map(|lane| measure(&counted(lane), SMALL, false));
    let counts = counts.fold(0.0, f32::max);
    let left = EDGE + names + GAP;
    let right = (width - EDGE - counts - GAP).max(left + 24.0);
    let at = |place: u32| {
        left + (right - left) * (f64::from(place) / f64::from(data.length.max(1))).min(1.0) as f32
    };
    let bottom = top + LANE * data.lanes.len() as f32;
    let mut rules = Vec::new();
    let numbered = ticks(data, right - left, measure);
    for tick in &numbered {
        let x = at(tick.at);
        let rule = Form::Line { from: (x, top), to: (x, bottom + 4.0), width: 1.0 };
        rules.push(rule.in_ink(Role::Rule));
        let y = bottom + 4.0 + SMALL;
        let number = words((x, y), &*tick.label, SMALL, Anchor::Middle, measure);
        rules.push(Form::Words(number).in_ink(Role::Quiet));
    }
    for (number, lane) in data.lanes.iter().enumerate() {
        let middle = top + LANE * (number as f32 + 0.5);
        let line = Form::Line { from: (left, middle), to: (right, middle), width: 1.0 };
        rules.push(line.in_ink(Role::Rule));
        let name = fitted(&lane.label, names, BODY, measure);
        let name = words((left - GAP, middle), name, BODY, Anchor::End, measure);
        rules.push(Form::Words(name).in_ink(Role::Ink));
        let count = words((width - EDGE, middle), counted(lane), SMALL, Anchor::End, measure);
        let ink = if lane.stretches.is_empty() { Role::Quiet } else { Role::Ink };
        rules.push(Form::Words(count).in_ink(ink));
    }
    scene.draw(rules);
    for (number, lane) in data.lanes.iter().enumerate() {
        let y = top + LANE * (number as f32 + 0.5) - THICKNESS / 2.0;
        let role = lane.colour.map_or(Role::Accent, Role::Code);
        for stretch in &lane.stretches {
            let (from, to) = (at(stretch.span.start), at(stretch.span.end));
            let wide = (to - from).max(LEAST);
            let shape = rect(from.min(right - wide), y, wide, THICKNESS).in_ink(role.at(0.8));
            scene.mark(vec![shape], &stretch.says, stretch.opens.as_ref());
        }
    }
    scene.height = bottom + EDGE;
    if !numbered.is_empty() {
        let y = bottom + 4.0 + SMALL;
        let unit = fitted(&data.ticks_are, names, SMALL, measure);
        let unit = words((left - GAP, y), unit, SMALL, Anchor::End, measure);
        scene.draw(vec![Form::Words(unit).in_ink(Role::Quiet)]);
        scene.height += SMALL + GAP;
    }
    scene
}

/// Those ticks that there is room for: every one, or every 2nd, 5th, 10th, 20th and so on, and of these none that would
/// touch the one before it.
fn ticks<'d>(data: &'d Lanes, room: f32, measure: Measure<'_>) -> Vec<&'d Tick> {
    let widest = data.ticks.iter().map(|tick| measure(&tick.label, SMALL, false));
    let each = widest.fold(0.0, f32::max) + EDGE;
    let fit = (room / each).max(1.0) as usize;
    let steps =
        (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_usize.saturating_pow(power)));
    let mut steps = steps.take(60);
    let step = steps.find(|step| data.ticks.len() / step <= fit).unwrap_or(data.ticks.len().max(1));
    let mut kept: Vec<&Tick> = Vec::new();
    let scale = room / data.length.max(1) as f32;
    for tick in data.ticks.iter().skip(step - 1).step_by(step) {
        let near = |last: &&Tick| (tick.at.saturating_sub(last.at)) as f32 * scale < each;
        if !kept.last().is_some_and(near) {
            kept.push(tick);
        }
    }
    kept
}
