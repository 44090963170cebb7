//! A table as a picture: headings, figures under each other, totals, a tint by size.

use super::scene::{
    Anchor, BODY, EDGE, Form, GAP, Measure, Role, Room, SMALL, Scene, Words, bold_words, fitted,
    in_lines, rect, words,
};
use crate::domain::Colour;

/// A table as it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// What the table is called.
    pub title: String,
    /// What is to be known to read it, in sentences.
    pub notes: Vec<String>,
    /// The word for what stands in the rows.
    pub of_rows: String,
    /// The headings of the columns.
    pub columns: Vec<String>,
    /// The rows from the top.
    pub rows: Vec<SheetRow>,
    /// How many rows and columns at the end hold totals.
    pub totals: (usize, usize),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetRow {
    /// Its heading.
    pub label: String,
    /// How far the heading is set in, in steps.
    pub level: u32,
    /// A colour that stands beside the heading.
    pub colour: Option<Colour>,
    /// Its figures, one for each column.
    pub figures: Vec<SheetFigure>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetFigure {
    /// As it is written.
    pub written: String,
    /// How strong its tint is, 0 for none to 1.
    pub tint: f32,
    /// Whether it stands back, as a zero does.
    pub is_quiet: bool,
}

const ROW: f32 = 24.0;
const INDENT: f32 = 14.0;
/// Of a code's colour beside its name.
const STRIPE: (f32, f32) = (4.0, 14.0);
/// The least and the greatest width of a column.
const WIDTHS: (f32, f32) = (52.0, 120.0);
/// The greatest width of the headings of rows.
const NAMES: f32 = 340.0;
/// The most lines that a heading of a column has.
const LINES: usize = 3;
const LINE: f32 = SMALL + 3.0;
/// Of the accent behind the least and the greatest figure: figures stay legible above it, on paper and in grey.
const TINTS: (f32, f32) = (0.04, 0.34);

/// Lays out a table, all of it: where it is wider or longer than the room, the sheet grows.
pub fn sheet(data: &Sheet, room: Room, measure: Measure<'_>) -> Scene {
    let has_stripes = data.rows.iter().any(|row| row.colour.is_some());
    let before =
        |row: &SheetRow| row.level as f32 * INDENT + if has_stripes { STRIPE.0 + GAP } else { 0.0 };
    let whole = |row: &SheetRow| before(row) + measure(&row.label, BODY, is_bold(data, row));
    let of_rows = measure(&data.of_rows, SMALL, false);
    let names = data.rows.iter().map(whole).fold(of_rows, f32::max).min(NAMES);
    let widths: Vec<f32> = (0..data.columns.len()).map(|at| width(data, at, measure)).collect();
    let left = EDGE + names + 2.0 * GAP;
    let right = left + widths.iter().sum::<f32>();
    let wide = room.width.max(right + EDGE);
    let (mut scene, y) = Scene::headed(&data.title, &data.notes, wide, measure);
    let headings: Vec<Vec<String>> = data
        .columns
        .iter()
        .zip(&widths)
        .map(|(name, width)| heading(name, width - GAP, measure))
        .collect();
    let lines = headings.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let top = y + lines as f32 * LINE + GAP;
    let mut shapes = Vec::new();
    let corner =
        words((EDGE, top - GAP - LINE / 2.0), &*data.of_rows, SMALL, Anchor::Start, measure);
    shapes.push(Form::Words(corner).in_ink(Role::Quiet));
    let mut x = left;
    for (heading, width) in headings.iter().zip(&widths) {
        x += width;
        for (line, up) in heading.iter().rev().zip(0..) {
            let at = (x - GAP, top - GAP - LINE / 2.0 - LINE * up as f32);
            let line = words(at, &**line, SMALL, Anchor::End, measure);
            shapes.push(Form::Words(line).in_ink(Role::Quiet));
        }
    }
    let rule = |y: f32| Form::Line { from: (EDGE, y), to: (right, y), width: 1.0 };
    shapes.push(rule(top).in_ink(Role::Quiet));
    scene.draw(shapes);
    let totals_from = data.rows.len() - data.totals.0.min(data.rows.len());
    for (number, row) in data.rows.iter().enumerate() {
        let upper = top + ROW * number as f32;
        let middle = upper + ROW / 2.0;
        let mut shapes = Vec::new();
        let mut x = left;
        let is_total = number >= totals_from;
        for (at, (figure, width)) in row.figures.iter().zip(&widths).enumerate() {
            if figure.tint > 0.0 {
                let strong = TINTS.0 + (TINTS.1 - TINTS.0) * figure.tint.min(1.0);
                let cell = rect(x + 0.5, upper + 0.5, width - 1.0, ROW - 1.0);
                shapes.push(cell.in_ink(Role::Accent.at(strong)));
            }
            x += width;
            let is_strong = is_total || at + data.totals.1 >= data.columns.len();
            let written = line((x - GAP, middle), &figure.written, Anchor::End, is_strong, measure);
            let ink = if figure.is_quiet { Role::Quiet } else { Role::Ink };
            shapes.push(Form::Words(written).in_ink(ink));
        }
        let indent = before(row);
        if let Some(colour) = row.colour {
            let at = EDGE + indent - STRIPE.0 - GAP;
            let stripe = rect(at, middle - STRIPE.1 / 2.0, STRIPE.0, STRIPE.1);
            shapes.push(stripe.in_ink(Role::Code(colour)));
        }
        let label = fitted(&row.label, names - indent, BODY, measure);
        let label = line((EDGE + indent, middle), &label, Anchor::Start, is_total, measure);
        shapes.push(Form::Words(label).in_ink(Role::Ink));
        let line = if number == totals_from { Role::Quiet } else { Role::Rule };
        if number > 0 {
            shapes.push(rule(upper).in_ink(line));
        }
        scene.mark(shapes, &spoken(data, row), None);
    }
    scene.height = top + ROW * data.rows.len() as f32 + EDGE;
    scene
}

fn is_bold(data: &Sheet, row: &SheetRow) -> bool {
    let totals = &data.rows[data.rows.len() - data.totals.0.min(data.rows.len())..];
    totals.iter().any(|total| std::ptr::eq(total, row))
}

fn line(
    at: (f32, f32),
    text: &str,
    anchor: Anchor,
    is_strong: bool,
    measure: Measure<'_>,
) -> Words {
    match is_strong {
        true => bold_words(at, text, BODY, anchor, measure),
        false => words(at, text, BODY, anchor, measure),
    }
}

/// The width of a column: its figures whole, its heading in a few lines.
fn width(data: &Sheet, at: usize, measure: Measure<'_>) -> f32 {
    let figures = data.rows.iter().filter_map(|row| row.figures.get(at));
    let figures = figures.map(|figure| measure(&figure.written, BODY, true)).fold(0.0, f32::max);
    let words = data.columns[at].split_whitespace();
    let longest = words.map(|word| measure(word, SMALL, false)).fold(0.0, f32::max);
    let share = measure(&data.columns[at], SMALL, false) / LINES as f32 * 1.3;
    let heading = longest.max(share) + GAP;
    (figures + 2.0 * GAP).max(heading.clamp(WIDTHS.0, WIDTHS.1))
}

/// A heading in lines of a width; what has no room ends in dots.
fn heading(name: &str, width: f32, measure: Measure<'_>) -> Vec<String> {
    let mut lines = in_lines(name, width, SMALL, measure);
    if lines.len() > LINES {
        let rest = lines.split_off(LINES - 1).join(" ");
        lines.push(fitted(&rest, width, SMALL, measure));
    }
    lines
}

/// A row in words, for those who do not see it.
fn spoken(data: &Sheet, row: &SheetRow) -> String {
    let figures = data.columns.iter().zip(&row.figures);
    let figures: Vec<String> =
        figures.map(|(column, figure)| format!("{column} {}", figure.written)).collect();
    format!("{}: {}", row.label, figures.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each character as wide as half its size.
    fn plain(text: &str, size: f32, _: bool) -> f32 {
        text.chars().count() as f32 * size / 2.0
    }

    fn data() -> Sheet {
        let figure = |written: &str, tint: f32| SheetFigure {
            written: written.to_owned(),
            tint,
            is_quiet: written == "0",
        };
        let row = |label: &str, level, figures: [SheetFigure; 2]| SheetRow {
            label: label.to_owned(),
            level,
            colour: None,
            figures: figures.into(),
        };
        Sheet {
            title: "Quotations by code and case".to_owned(),
            notes: Vec::new(),
            of_rows: "code".to_owned(),
            columns: vec!["A site with a very long name indeed".to_owned(), "Total".to_owned()],
            rows: vec![
                row("Access", 0, [figure("1,234", 1.0), figure("1,234", 0.0)]),
                row("Waiting", 1, [figure("0", 0.0), figure("0", 0.0)]),
                row("Total", 0, [figure("1,234", 0.0), figure("1,234", 0.0)]),
            ],
            totals: (1, 1),
        }
    }

    #[test]
    fn figures_stand_under_each_other_and_nothing_leaves_the_sheet() {
        let scene = sheet(&data(), Room { width: 300.0, height: 100.0 }, &plain);
        let all = scene.marks.iter().flat_map(|mark| &mark.shapes);
        for bounds in all.map(|shape| shape.form.bounds()) {
            assert!(bounds.left >= 0.0 && bounds.right <= scene.width, "{bounds:?}");
            assert!(bounds.top >= 0.0 && bounds.bottom <= scene.height, "{bounds:?}");
        }
        let figures = scene.marks.iter().flat_map(|mark| &mark.shapes);
        let ends: Vec<f32> = figures
            .filter_map(|shape| match &shape.form {
                Form::Words(words) if words.anchor == Anchor::End => Some(words.x),
                _ => None,
            })
            .collect();
        let mut columns = ends;
        columns.sort_by(f32::total_cmp);
        columns.dedup();
        assert_eq!(columns.len(), 2);
    }

    #[test]
    fn a_row_says_its_figures() {
        let scene = sheet(&data(), Room { width: 300.0, height: 100.0 }, &plain);
        let said: Vec<&str> = scene.marks.iter().filter_map(|mark| mark.says.as_deref()).collect();
        assert_eq!(said[1], "Waiting: A site with a very long name indeed 0, Total 0");
    }

    #[test]
    fn an_empty_table_is_a_sheet_with_a_title() {
        let scene = sheet(&Sheet::default(), Room { width: 300.0, height: 100.0 }, &plain);
        assert!(scene.height > 0.0 && scene.width >= 300.0);
    }
}
