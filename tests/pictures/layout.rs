//! Whatever is drawn: nothing leaves the sheet, words of a cloud never touch, names of a network never lie over each other,
//! and the same figures give the same picture.

use marginalia::analysis::picture::{
    Bar, BarGroup, Bars, Bounds, Cell, Cloud, CloudWord, ColumnLane, Columns, Edge, Figure, Form,
    Graph, Head, Lane, Lanes, Mark, Matrix, Node, Room, Scene, Slot, Stretch, Tick, bars, cloud,
    columns, graph, lanes, matrix,
};
use marginalia::domain::{Colour, HUES, Span};
use proptest::prelude::*;

/// Widths as a face without kerning has them: wide capitals, narrow small letters.
pub fn plain(text: &str, size: f32, bold: bool) -> f32 {
    let widths = text.chars().map(|c| if c.is_uppercase() { 0.7 } else { 0.52 });
    widths.sum::<f32>() * size * if bold { 1.06 } else { 1.0 }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{2,12}( [a-z]{2,10}){0,3}",
        1 => "\\PC{0,40}",
        1 => Just("Who decides what is put before the board, and who has decided it before them".to_owned()),
    ]
}

fn colour() -> impl Strategy<Value = Option<Colour>> {
    prop::option::of((0..HUES.len()).prop_map(|hue| HUES[hue]))
}

fn room() -> impl Strategy<Value = Room> {
    (200.0_f32..1_600.0, 100.0_f32..1_200.0).prop_map(|(width, height)| Room { width, height })
}

fn figure() -> impl Strategy<Value = Figure> {
    (0_usize..3_000).prop_map(|count| Figure {
        value: count as f64,
        written: count.to_string(),
        says: format!("{count} quotations"),
        opens: None,
    })
}

fn some_bars() -> impl Strategy<Value = Bars> {
    (1_usize..4).prop_flat_map(|groups| {
        let bar = (name(), colour(), 0_u32..4, prop::collection::vec(figure(), groups));
        let bar =
            bar.prop_map(|(label, colour, level, figures)| Bar { label, colour, level, figures });
        let rows = prop::collection::vec(bar, 0..30);
        (name(), rows, prop::collection::vec(name(), groups)).prop_map(|(title, rows, names)| {
            Bars {
                title,
                notes: vec!["What is counted is said here, in a sentence or two.".to_owned()],
                groups: names.into_iter().map(|name| BarGroup { name }).collect(),
                rows,
            }
        })
    })
}

fn some_lanes() -> impl Strategy<Value = Lanes> {
    (1_u32..90_000).prop_flat_map(|length| {
        let span = (0..length, 1..4_000_u32).prop_map(move |(start, long)| Stretch {
            span: Span { start, end: (start + long).min(length) },
            says: "a passage".to_owned(),
            opens: None,
        });
        let lane = (name(), colour(), prop::collection::vec(span, 0..20));
        let lane = lane.prop_map(|(label, colour, stretches)| Lane { label, colour, stretches });
        let ticks = prop::collection::btree_set(0..length, 0..300);
        (prop::collection::vec(lane, 0..12), ticks).prop_map(move |(lanes, ticks)| Lanes {
            title: "Codes along a source".to_owned(),
            notes: Vec::new(),
            length,
            ticks_are: "turn".to_owned(),
            ticks: (1..).zip(ticks).map(|(n, at)| Tick { at, label: n.to_string() }).collect(),
            lanes,
        })
    })
}

fn some_columns() -> impl Strategy<Value = Columns> {
    (0_usize..70, 0_usize..3).prop_flat_map(|(times, apart)| {
        let slots = (0..times + apart).map(move |slot| Slot {
            label: if slot < times { "Mar".to_owned() } else { "no date".to_owned() },
            part_of: if slot < times { (2008 + slot / 12).to_string() } else { String::new() },
            is_apart: slot >= times,
        });
        let slots: Vec<Slot> = slots.collect();
        let lane = (name(), colour(), prop::collection::vec(figure(), times + apart));
        let lane = lane.prop_map(|(label, colour, figures)| ColumnLane { label, colour, figures });
        prop::collection::vec(lane, 0..10).prop_map(move |lanes| Columns {
            title: "Codes over time".to_owned(),
            notes: Vec::new(),
            slots: slots.clone(),
            lanes,
        })
    })
}

fn some_matrix() -> impl Strategy<Value = Matrix> {
    (0_usize..20, 0_usize..30).prop_flat_map(|(rows, columns)| {
        let head = || {
            (name(), colour()).prop_map(|(label, colour)| Head { label, colour, ..Head::default() })
        };
        let cell = (0.0_f32..=1.0, 0_u32..90_000).prop_map(|(shade, count)| Cell {
            shade,
            written: count.to_string(),
            says: format!("{count} quotations"),
            ..Cell::default()
        });
        let heads = |count| prop::collection::vec(head(), count);
        let cells = prop::collection::vec(prop::collection::vec(cell, columns), rows);
        (heads(rows), heads(columns), cells).prop_map(|(rows, columns, cells)| Matrix {
            title: "Codes that stand together".to_owned(),
            notes: Vec::new(),
            rows,
            columns,
            cells,
        })
    })
}

fn some_graph() -> impl Strategy<Value = Graph> {
    (1_usize..40).prop_flat_map(|count| {
        let node = (name(), colour(), 0_usize..2_000).prop_map(|(label, colour, count)| Node {
            label,
            colour,
            count,
            says: "a node".to_owned(),
            opens: None,
        });
        let edge = ((0..count, 0..count), 0.01_f32..=1.0).prop_map(|(ends, strength)| Edge {
            ends,
            strength,
            says: "an edge".to_owned(),
            opens: None,
        });
        let nodes = prop::collection::vec(node, count);
        (nodes, prop::collection::vec(edge, 0..80)).prop_map(|(nodes, edges)| Graph {
            title: "Codes that stand together".to_owned(),
            notes: Vec::new(),
            nodes,
            edges,
            alone: "With no other of them:".to_owned(),
        })
    })
}

fn some_cloud() -> impl Strategy<Value = Cloud> {
    let word = (name(), 0_usize..4_000).prop_map(|(text, count)| CloudWord {
        text,
        count,
        says: "a word".to_owned(),
        ..CloudWord::default()
    });
    prop::collection::vec(word, 0..90).prop_map(|words| Cloud {
        title: "Words".to_owned(),
        notes: vec!["The more often, the larger.".to_owned()],
        words,
    })
}

/// Holds that everything stands on the sheet and all figures are figures.
fn stands_on_its_sheet(scene: &Scene) -> Result<(), TestCaseError> {
    const SLACK: f32 = 0.6;
    prop_assert!(scene.width.is_finite() && scene.height.is_finite() && scene.height > 0.0);
    for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
        let Bounds { left, top, right, bottom } = shape.form.bounds();
        let is_on = left >= -SLACK
            && top >= -SLACK
            && right <= scene.width + SLACK
            && bottom <= scene.height + SLACK;
        prop_assert!(is_on, "{shape:?} on {} x {}", scene.width, scene.height);
    }
    Ok(())
}

/// The words of marks that say something.
fn spoken_words(scene: &Scene) -> Vec<Bounds> {
    let spoken = scene.marks.iter().filter(|mark| mark.says.is_some());
    let shapes = spoken.flat_map(|mark| &mark.shapes);
    let words = shapes.filter(|shape| matches!(shape.form, Form::Words(_)));
    words.map(|shape| shape.form.bounds()).collect()
}

fn do_not_touch(all: &[Bounds]) -> Result<(), TestCaseError> {
    for (number, one) in all.iter().enumerate() {
        for other in &all[number + 1..] {
            prop_assert!(!one.overlaps(*other), "{one:?} {other:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn bars_stand_on_their_sheet(data in some_bars(), room in room()) {
        let scene = bars(&data, room, &plain);
        stands_on_its_sheet(&scene)?;
        let figures: usize = data.rows.iter().map(|row| row.figures.len()).sum();
        let spoken = scene.marks.iter().filter(|mark| mark.says.is_some()).count();
        prop_assert_eq!(spoken, figures);
        prop_assert_eq!(scene, bars(&data, room, &plain));
    }

    #[test]
    fn lanes_stand_on_their_sheet(data in some_lanes(), room in room()) {
        let scene = lanes(&data, room, &plain);
        stands_on_its_sheet(&scene)?;
        let passages: usize = data.lanes.iter().map(|lane| lane.stretches.len()).sum();
        let spoken = scene.marks.iter().filter(|mark| mark.says.is_some()).count();
        prop_assert_eq!(spoken, passages);
        prop_assert_eq!(scene, lanes(&data, room, &plain));
    }

    #[test]
    fn columns_stand_on_their_sheet(data in some_columns(), room in room()) {
        let scene = columns(&data, room, &plain);
        stands_on_its_sheet(&scene)?;
        prop_assert_eq!(scene, columns(&data, room, &plain));
    }

    #[test]
    fn heat_maps_stand_on_their_sheet(data in some_matrix(), room in room()) {
        let scene = matrix(&data, room, &plain);
        stands_on_its_sheet(&scene)?;
        prop_assert_eq!(scene, matrix(&data, room, &plain));
    }

    #[test]
    fn networks_stand_on_their_sheet_and_their_nodes_apart(data in some_graph(), room in room()) {
        let scene = graph(&data, room, &plain);
        stands_on_its_sheet(&scene)?;
        do_not_touch(&spoken_words(&scene))?;
        prop_assert_eq!(scene, graph(&data, room, &plain));
    }

    #[test]
    fn words_of_a_cloud_never_touch(data in some_cloud(), room in room()) {
        let scene = cloud(&data, room, &plain);
        stands_on_its_sheet(&scene)?;
        do_not_touch(&spoken_words(&scene))?;
        prop_assert_eq!(scene, cloud(&data, room, &plain));
    }
}

#[test]
fn a_row_of_nothing_is_there_with_its_nought() {
    let row = |label: &str, count: f64| Bar {
        label: label.to_owned(),
        figures: vec![Figure {
            value: count,
            written: count.to_string(),
            says: format!("{label}: {count}"),
            opens: None,
        }],
        ..Bar::default()
    };
    let data = Bars { rows: vec![row("Trust", 3.0), row("Money", 0.0)], ..Bars::default() };
    let scene = bars(&data, Room { width: 400.0, height: 300.0 }, &plain);
    let of = |says: &str| -> &Mark {
        scene.marks.iter().find(|mark| mark.says.as_deref() == Some(says)).expect("a mark")
    };
    let shown = |mark: &Mark| -> Vec<String> {
        let words = mark.shapes.iter().filter_map(|shape| match &shape.form {
            Form::Words(words) => Some(words.text.clone()),
            _ => None,
        });
        words.collect()
    };
    assert_eq!(shown(of("Money: 0")), ["0", "Money"]);
    assert_eq!(shown(of("Trust: 3")), ["3", "Trust"]);
}

#[test]
fn a_cloud_says_how_many_words_had_no_room() {
    let word = |number: usize| CloudWord {
        text: format!("responsibilities {number}"),
        count: 100,
        ..CloudWord::default()
    };
    let data = Cloud { words: (0..400).map(word).collect(), ..Cloud::default() };
    let scene = cloud(&data, Room { width: 400.0, height: 300.0 }, &plain);
    let set = scene.marks.iter().filter(|mark| mark.says.is_some()).count();
    assert!(set < 400);
    assert!(scene.description.starts_with(&format!("{} more have no room", 400 - set)));
}

#[test]
fn what_often_stands_together_is_drawn_nearer() {
    let node = |label: &str| Node { label: label.to_owned(), count: 10, ..Node::default() };
    let edge = |ends, strength| Edge { ends, strength, ..Edge::default() };
    let data = Graph {
        nodes: ["A", "B", "C", "D", "E", "F"].map(node).into(),
        // Two threes, joined loosely.
        edges: vec![
            edge((0, 2), 0.9),
            edge((2, 4), 0.9),
            edge((0, 4), 0.9),
            edge((1, 3), 0.9),
            edge((3, 5), 0.9),
            edge((1, 5), 0.9),
            edge((0, 1), 0.05),
        ],
        ..Graph::default()
    };
    let scene = graph(&data, Room { width: 700.0, height: 600.0 }, &plain);
    let circles: Vec<(f32, f32)> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark.shapes.get(1)?.form {
            Form::Circle { x, y, .. } => Some((x, y)),
            _ => None,
        })
        .collect();
    let far = |a: usize, b: usize| (circles[a].0 - circles[b].0).hypot(circles[a].1 - circles[b].1);
    let within = [far(0, 2), far(2, 4), far(1, 3), far(3, 5)].into_iter().fold(0.0, f32::max);
    assert!(within < far(2, 3) && within < far(4, 5), "{circles:?}");
}
