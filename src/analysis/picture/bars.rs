//! Bars of frequency: a row for each thing, a bar for each group.

use super::Figure;
use super::scene::{
    Anchor, BODY, EDGE, Form, GAP, Mark, Measure, Paint, Role, Room, SMALL, Scene, fitted, rect,
    words,
};
use crate::domain::Colour;

/// What is drawn as bars.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    /// What the picture is called.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// The groups whose bars stand together in each row; one without a name where nothing is compared.
    pub groups: Vec<BarGroup>,
    /// The rows from the top.
    pub rows: Vec<Bar>,
}

/// A group that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BarGroup {
    /// Its name.
    pub name: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its colour; the accent without one. Where groups are compared they have shades of the accent instead.
    pub colour: Option<Colour>,
    /// How far its name is set in, in steps.
    pub level: u32,
    /// A figure for each group.
    pub figures: Vec<Figure>,
}

/// How much of the accent the bars of each group have; more groups than these begin again.
const SHADES: [f32; 3] = [1.0, 0.5, 0.25];
const THICKNESS: f32 = 14.0;
/// Where several bars stand in one row.
const THIN: f32 = 12.0;
const INDENT: f32 = 12.0;

/// Lays out bars. Names are whole where they fit into a third of the width; zeros are shown.
pub fn bars(data: &Bars, room: Room, measure: Measure<'_>) -> Scene {
    let (mut scene, mut y) = Scene::headed(&data.title, &data.notes, room.width, measure);
    let width = scene.width;
    let compares = data.groups.len() > 1;
    if compares {
        y = legend(&mut scene, data, y, measure);
    }
    let indent = |bar: &Bar| bar.level as f32 * INDENT;
    let whole = |bar: &Bar| measure(&bar.label, BODY, false) + indent(bar);
    let names = data.rows.iter().map(whole).fold(0.0, f32::max).min(width * 0.36);
    let figures = || data.rows.iter().flat_map(|row| &row.figures);
    let written =
        figures().map(|figure| measure(&figure.written, SMALL, false)).fold(0.0, f32::max);
    let left = EDGE + names + GAP;
    let longest = (width - EDGE - written - GAP - left).max(24.0);
    let most = figures().map(|figure| figure.value).fold(0.0, f64::max);
    let (thickness, pause) = if compares { (THIN, 10.0) } else { (THICKNESS, 10.0) };
    let top = y;
    for row in &data.rows {
        let height = thickness * row.figures.len().max(1) as f32;
        let label = fitted(&row.label, names - indent(row), BODY, measure);
        let at = (left - GAP, y + height / 2.0);
        let mut name = words(at, label, BODY, Anchor::End, measure);
        if data.rows.iter().any(|row| row.level > 0) {
            // A tree is read from the left.
            (name.x, name.anchor) = (EDGE + indent(row), Anchor::Start);
        }
        let mut name = Some(Form::Words(name).in_ink(Role::Ink));
        for (group, figure) in row.figures.iter().enumerate() {
            let share = if most > 0.0 { (figure.value / most) as f32 } else { 0.0 };
            // So little that it could not be seen is not nothing.
            let length = if figure.value > 0.0 { (longest * share).max(2.0) } else { 0.0 };
            let bar_top = y + thickness * group as f32;
            let paint = ink(row.colour, group, compares);
            let thick = if compares { thickness - 1.0 } else { thickness };
            let at = (left + length + 6.0, bar_top + thick / 2.0);
            let figure_words = words(at, &*figure.written, SMALL, Anchor::Start, measure);
            let ink = if figure.value > 0.0 { Role::Ink } else { Role::Quiet };
            let mut shapes = vec![
                rect(left, bar_top, length, thick).in_ink(paint),
                Form::Words(figure_words).in_ink(ink),
            ];
            shapes.extend(name.take());
            scene.mark(shapes, &figure.says, figure.opens.as_ref());
        }
        // A row without figures keeps its name.
        scene.marks.extend(name.map(|name| Mark::silent(vec![name])));
        y += height + pause;
    }
    let bottom = if data.rows.is_empty() { top } else { y - pause / 2.0 };
    let axis = Form::Line { from: (left, top - 4.0), to: (left, bottom), width: 1.0 };
    scene.draw(vec![axis.in_ink(Role::Quiet.at(0.5))]);
    scene.height = bottom + EDGE;
    scene
}

fn ink(colour: Option<Colour>, group: usize, compares: bool) -> Paint {
    match colour {
        Some(colour) if !compares => Role::Code(colour).into(),
        _ => Role::Accent.at(SHADES[group % SHADES.len()]),
    }
}

/// Which shade is which group; gives the place below it.
fn legend(scene: &mut Scene, data: &Bars, y: f32, measure: Measure<'_>) -> f32 {
    const SQUARE: f32 = 10.0;
    let (mut x, mut y) = (EDGE, y + SMALL / 2.0);
    let mut shapes = Vec::new();
    for (number, group) in data.groups.iter().enumerate() {
        let room = scene.width - 2.0 * EDGE - SQUARE - 6.0;
        let name = fitted(&group.name, room, SMALL, measure);
        let wide = SQUARE + 6.0 + measure(&name, SMALL, false);
        if x > EDGE && x + wide > scene.width - EDGE {
            (x, y) = (EDGE, y + SMALL + GAP);
        }
        let square = rect(x, y - SQUARE / 2.0, SQUARE, SQUARE);
        shapes.push(square.in_ink(ink(None, number, true)));
        let name = words((x + SQUARE + 6.0, y), name, SMALL, Anchor::Start, measure);
        shapes.push(Form::Words(name).in_ink(Role::Ink));
        x += wide + EDGE;
    }
    scene.draw(shapes);
    y + SMALL + GAP
}
