//! A heat map: a matrix whose cells have their figure, and a shade by how much it is.

use super::scene::{
    Anchor, BODY, EDGE, Form, GAP, Measure, Opens, Role, Room, SMALL, Scene, fitted, rect, words,
};
use crate::domain::Colour;

/// What is drawn as a heat map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// What the picture is called.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// The rows from the top.
    pub rows: Vec<Head>,
    /// The columns from the left.
    pub columns: Vec<Head>,
    /// A row of cells for each row, a cell for each column.
    pub cells: Vec<Vec<Cell>>,
}

/// The head of a row or a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Its name.
    pub label: String,
    /// A colour that stands beside the name.
    pub colour: Option<Colour>,
    /// What it says when one points at it, as a sentence; the name where it is empty.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// How dark its shade is, 0 for none to 1.
    pub shade: f32,
    /// Its figure as it is written.
    pub written: String,
    /// Whether it is no figure of its own, such as a code with itself.
    pub is_quiet: bool,
    /// What it says when one points at it, as a sentence.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}

/// Of the accent behind the darkest cell: figures stay legible above it.
const DARKEST: f32 = 0.45;
/// The least and greatest width of a column, and the height of a row.
const WIDTHS: (f32, f32) = (30.0, 64.0);
const HEIGHT: f32 = 26.0;
/// Of a code's colour beside its name.
const DOT: f32 = 4.0;
/// The longest name of a column, running upwards.
const TALLEST: f32 = 150.0;

/// Lays out a heat map. Names of columns run upwards. Where columns are many the sheet grows to the right.
pub fn matrix(data: &Matrix, room: Room, measure: Measure<'_>) -> Scene {
    let (mut scene, y) = Scene::headed(&data.title, &data.notes, room.width, measure);
    let widest = |heads: &[Head], size: f32| {
        heads.iter().map(|head| measure(&head.label, size, false)).fold(0.0, f32::max)
    };
    let dots = 2.0 * DOT + 6.0;
    let names = widest(&data.rows, BODY).min(scene.width * 0.30);
    let tall = widest(&data.columns, SMALL).min(TALLEST);
    let (left, top) = (EDGE + names + dots + GAP, y + tall + dots + 2.0 * GAP);
    let count = data.columns.len().max(1) as f32;
    let each = ((scene.width - EDGE - left) / count).clamp(WIDTHS.0, WIDTHS.1);
    scene.width = scene.width.max(left + each * count + EDGE);
    let bottom = top + HEIGHT * data.rows.len() as f32;
    scene.height = bottom + EDGE;
    let spoken =
        |head: &Head| if head.says.is_empty() { head.label.clone() } else { head.says.clone() };
    for (number, head) in data.columns.iter().enumerate() {
        let x = left + each * (number as f32 + 0.5);
        let label = fitted(&head.label, tall, SMALL, measure);
        let mut name = words((x, top - GAP - dots), label, SMALL, Anchor::Start, measure);
        name.upwards = true;
        let mut shapes = vec![Form::Words(name).in_ink(Role::Ink)];
        shapes.extend(head.colour.map(|colour| {
            let dot = Form::Circle { x, y: top - GAP - DOT, radius: DOT };
            dot.in_ink(Role::Code(colour))
        }));
        scene.mark(shapes, &spoken(head), head.opens.as_ref());
    }
    for (number, (head, cells)) in data.rows.iter().zip(&data.cells).enumerate() {
        let upper = top + HEIGHT * number as f32;
        let middle = upper + HEIGHT / 2.0;
        let label = fitted(&head.label, names, BODY, measure);
        let name = words((left - GAP - dots, middle), label, BODY, Anchor::End, measure);
        let mut shapes = vec![Form::Words(name).in_ink(Role::Ink)];
        shapes.extend(head.colour.map(|colour| {
            let dot = Form::Circle { x: left - GAP - DOT, y: middle, radius: DOT };
            dot.in_ink(Role::Code(colour))
        }));
        scene.mark(shapes, &spoken(head), head.opens.as_ref());
        for (number, cell) in cells.iter().enumerate() {
            let x = left + each * number as f32;
            let shade = Role::Accent.at(cell.shade.clamp(0.0, 1.0) * DARKEST);
            let mut shapes = vec![rect(x, upper, each, HEIGHT).in_ink(shade)];
            let at = (x + each / 2.0, middle);
            let mut figure = words(at, &*cell.written, SMALL, Anchor::Middle, measure);
            if figure.width > each - 4.0 {
                // Two sizes below, figures of five digits have room.
                figure = words(at, &*cell.written, SMALL - 2.0, Anchor::Middle, measure);
            }
            let ink = if cell.is_quiet { Role::Quiet } else { Role::Ink };
            shapes.push(Form::Words(figure).in_ink(ink));
            scene.mark(shapes, &cell.says, cell.opens.as_ref());
        }
    }
    let right = left + each * data.columns.len() as f32;
    let across = (0..=data.rows.len()).map(|number| {
        let y = top + HEIGHT * number as f32;
        Form::Line { from: (left, y), to: (right, y), width: 1.0 }
    });
    let down = (0..=data.columns.len()).map(|number| {
        let x = left + each * number as f32;
        Form::Line { from: (x, top), to: (x, bottom), width: 1.0 }
    });
    scene.draw(across.chain(down).map(|line| line.in_ink(Role::Rule)).collect::<Vec<_>>());
    scene
}
