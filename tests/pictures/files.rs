//! The files of pictures: well-formed whatever they hold, the same every time, and nothing in them but the scene.

use std::path::Path;

use marginalia::analysis::picture::{
    Bar, BarGroup, Bars, Cell, Cloud, CloudWord, ColumnLane, Columns, Edge, Figure, Graph, Head,
    Lane, Lanes, Matrix, Node, Room, Scene, Slot, Stretch, Tick, bars, cloud, columns, graph,
    lanes, matrix,
};
use marginalia::domain::{HUES, Span};
use marginalia::export::{picture_pixels, picture_png, picture_svg, text_width};
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use crate::layout::plain;

const ROOM: Room = Room { width: 480.0, height: 360.0 };

fn figure(of: &str, count: usize) -> Figure {
    Figure {
        value: count as f64,
        written: count.to_string(),
        says: format!("{of}: {count} quotations"),
        opens: None,
    }
}

fn head(label: &str, hue: usize) -> Head {
    Head { label: label.to_owned(), colour: Some(HUES[hue]), ..Head::default() }
}

/// One of each kind of picture, by name.
fn all() -> Vec<(&'static str, Scene)> {
    let notes = || vec!["How many quotations bear each code.".to_owned()];
    let row = |label: &str, counts: &[usize]| Bar {
        label: label.to_owned(),
        colour: Some(HUES[0]),
        level: 0,
        figures: counts.iter().map(|&count| figure(label, count)).collect(),
    };
    let bar_data = Bars {
        title: "Quotations by code".to_owned(),
        notes: notes(),
        groups: ["Interviews", "Fieldnotes"].map(|name| BarGroup { name: name.to_owned() }).into(),
        rows: vec![row("Mergers", &[22, 9]), row("Trust & <power>", &[4, 0])],
    };
    let stretch = |start, end| Stretch {
        span: Span { start, end },
        says: format!("from {start}"),
        opens: None,
    };
    let lane_data = Lanes {
        title: "Codes along Interview 12".to_owned(),
        notes: Vec::new(),
        length: 1_000,
        ticks_are: "turn".to_owned(),
        ticks: (1..=20).map(|n| Tick { at: n * 48, label: n.to_string() }).collect(),
        lanes: vec![Lane {
            label: "Mergers".to_owned(),
            colour: Some(HUES[1]),
            stretches: vec![stretch(0, 90), stretch(60, 200), stretch(990, 1_000)],
        }],
    };
    let slot = |label: &str, part_of: &str| Slot {
        label: label.to_owned(),
        part_of: part_of.to_owned(),
        is_apart: part_of.is_empty(),
    };
    let column_data = Columns {
        title: "Codes over time".to_owned(),
        notes: Vec::new(),
        slots: vec![slot("Dec", "2012"), slot("Jan", "2013"), slot("no date", "")],
        lanes: vec![ColumnLane {
            label: "Mergers".to_owned(),
            colour: None,
            figures: vec![figure("Mergers", 3), figure("Mergers", 0), figure("Mergers", 12)],
        }],
    };
    let cell = |shade: f32, written: &str| Cell {
        shade,
        written: written.to_owned(),
        says: written.to_owned(),
        ..Cell::default()
    };
    let matrix_data = Matrix {
        title: "Codes that stand together".to_owned(),
        notes: Vec::new(),
        rows: vec![head("Mergers", 0), head("Trust", 1)],
        columns: vec![head("Mergers", 0), head("Trust", 1)],
        cells: vec![vec![cell(0.0, "31"), cell(1.0, "7")], vec![cell(1.0, "7"), cell(0.0, "4")]],
    };
    let node = |label: &str, count| Node {
        label: label.to_owned(),
        count,
        says: label.to_owned(),
        ..Node::default()
    };
    let graph_data = Graph {
        title: "Codes that stand together".to_owned(),
        notes: Vec::new(),
        nodes: vec![node("Mergers", 31), node("Trust", 4), node("Money", 12), node("Rooms", 1)],
        edges: vec![
            Edge { ends: (0, 1), strength: 0.25, says: "both".to_owned(), opens: None },
            Edge { ends: (0, 2), strength: 0.1, says: "both".to_owned(), opens: None },
        ],
        alone: "With no other:".to_owned(),
    };
    let word = |text: &str, count| CloudWord {
        text: text.to_owned(),
        count,
        says: format!("{text}: {count}"),
        ..CloudWord::default()
    };
    let cloud_data = Cloud {
        title: "Words".to_owned(),
        notes: Vec::new(),
        words: vec![word("board", 90), word("patients", 40), word("time", 12), word("money", 3)],
    };
    vec![
        ("bars", bars(&bar_data, ROOM, &plain)),
        ("lanes", lanes(&lane_data, ROOM, &plain)),
        ("columns", columns(&column_data, ROOM, &plain)),
        ("matrix", matrix(&matrix_data, ROOM, &plain)),
        ("graph", graph(&graph_data, ROOM, &plain)),
        ("cloud", cloud(&cloud_data, ROOM, &plain)),
    ]
}

/// The titles and the texts of an SVG file that is well-formed.
fn read(svg: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = Reader::from_str(svg);
    let (mut open, mut titles, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut words = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                open.push(start.name().as_ref().to_owned());
                words.clear();
            }
            Event::Text(text) => words.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => {
                let sign = quick_xml::escape::resolve_xml_entity(&name);
                words.push_str(sign.expect("one of XML's own"));
            }
            Event::End(end) => {
                match end.name().as_ref() {
                    "title" => titles.push(words.clone()),
                    "text" => texts.push(words.clone()),
                    _ => {}
                }
                assert_eq!(open.pop().as_deref(), Some(end.name().as_ref()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    (titles, texts)
}

/// The files that are kept are those that come out. To keep new ones, run with `KEEP_PICTURES=1` and look at each.
#[test]
fn pictures_are_drawn_as_they_were() {
    for (name, scene) in all() {
        let svg = picture_svg(&scene);
        let path = Path::new("tests/files/pictures").join(name).with_extension("svg");
        if std::env::var_os("KEEP_PICTURES").is_some() {
            std::fs::write(&path, &svg).expect("written");
        }
        let kept = std::fs::read_to_string(&path).expect("the picture as it was");
        assert_eq!(svg, kept.replace("\r\n", "\n"), "{name}");
    }
}

#[test]
fn each_mark_says_its_figure_and_all_words_are_there() {
    for (name, scene) in all() {
        let (titles, _) = read(&picture_svg(&scene));
        let mut spoken = vec![scene.title.clone()];
        spoken.extend(scene.marks.iter().filter_map(|mark| mark.says.clone()));
        assert_eq!(titles, spoken, "{name}");
    }
    let (_, texts) = read(&picture_svg(&all()[0].1));
    assert!(texts.contains(&"Trust & <power>".to_owned()), "{texts:?}");
}

#[test]
fn strange_names_stay_well_formed_in_any_order() {
    let strange = ["]]><script>", "\0\u{1}\u{b}", "\"quoted\"", "a\nb\tc", "👩‍👩‍👧 שלום", "", "&amp;"];
    let words = strange.iter().zip(1..).map(|(text, count)| CloudWord {
        text: (*text).to_owned(),
        count,
        says: (*text).to_owned(),
        ..CloudWord::default()
    });
    let data = Cloud { title: strange.concat(), notes: Vec::new(), words: words.collect() };
    let scene = cloud(&data, ROOM, &text_width);
    let (titles, _) = read(&picture_svg(&scene));
    assert!(titles.contains(&"]]><script>".to_owned()));
    assert!(titles.contains(&"&amp;".to_owned()));
    picture_png(&scene, 1.0).expect("a picture");
}

#[test]
fn pixels_show_words_and_colours() {
    let scene = &all()[0].1;
    let once = picture_pixels(scene, 1.0).expect("pixels");
    assert_eq!((once.width, once.height), (480, scene.height.ceil() as usize));
    assert_eq!(once.rgba.len(), once.width * once.height * 4);
    let pixels = || once.rgba.chunks_exact(4);
    assert!(pixels().all(|pixel| pixel[3] == 255), "nothing behind the page shines through");
    assert!(pixels().any(|pixel| pixel[..3] == [29, 92, 126]), "the bars");
    let dark = pixels().filter(|pixel| pixel[..3].iter().all(|&channel| channel < 90)).count();
    assert!(dark > 200, "the words: {dark}");
    assert!(pixels().filter(|pixel| pixel[..3] == [255; 3]).count() > once.width * 20);
    assert_eq!(once, picture_pixels(scene, 1.0).expect("again"));
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let (_, scene) = &all()[3];
    let bytes = picture_png(scene, 2.0).expect("a picture");
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four"));
    assert_eq!(side(16), (scene.width * 2.0).ceil() as u32);
    assert_eq!(side(20), (scene.height * 2.0).ceil() as u32);
}

#[test]
fn a_picture_that_no_program_could_open_is_refused() {
    let scene = Scene { width: 40_000.0, height: 9_000.0, ..Scene::default() };
    let error = picture_png(&scene, 2.0).expect_err("too large");
    assert!(error.to_string().contains("export it as SVG"), "{error}");
}
