//! Pictures of a study, timed: counting and layout of each, and its file.
//!
//! `cargo bench --bench pictures` makes a study of 242 sources (7 MB), 120 codes and 12,000 codings of its own;
//! `cargo bench --bench pictures -- programme` one ten times as large.

mod corpus;

use std::time::Instant;

use marginalia::analysis::picture::{Room, Which};
use marginalia::export::{PictureFormat, picture};
use marginalia::project::{ImportWish, PictureAsk, PictureKind, Project, Taking};

use corpus::write_study;

const ROOM: Room = Room { width: 1_120.0, height: 700.0 };

fn main() {
    let times = if std::env::args().any(|argument| argument == "programme") { 10 } else { 1 };
    let folder = tempfile::tempdir().expect("a folder");
    write_study(folder.path(), times);
    let file = folder.path().join("Study.marginalia");
    let mut project = Project::create(&file).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let wish = ImportWish { paths: vec![folder.path().join("texts")], ..ImportWish::default() };
    project.import_files(&wish, &mut |_| ()).expect("an import");
    let codes = folder.path().join("codes.csv");
    project.import_codes_file(&codes, Taking::Everything).expect("codes");
    project.import_codings_file(&folder.path().join("codings.csv")).expect("codings");
    let snapshot = project.snapshot().clone();
    let (_, codings) = snapshot.totals();
    println!(
        "{} sources, {} codes, {codings} codings",
        snapshot.sources.len(),
        snapshot.codes.len()
    );
    let source = snapshot.sources.first().map(|info| info.id);
    for (name, kind) in [
        ("bars", PictureKind::Bars),
        ("along a source", PictureKind::Source),
        ("over time", PictureKind::Study),
        ("heat map", PictureKind::HeatMap),
        ("network", PictureKind::Network),
        ("cloud", PictureKind::Cloud),
        ("words", PictureKind::Words),
    ] {
        let which = Which::MostUsed;
        let asked = PictureAsk { kind, which, most: 50, source, ..PictureAsk::default() };
        let since = Instant::now();
        let figures = project.picture(&asked).expect("figures");
        let counted = since.elapsed();
        let since = Instant::now();
        let scene = figures.scene(ROOM, true);
        let laid_out = since.elapsed();
        let files = [PictureFormat::Svg, PictureFormat::Png].map(|format| {
            let since = Instant::now();
            picture(format, &scene).expect("a file");
            since.elapsed()
        });
        let [counted, laid_out, svg, png] = [counted, laid_out, files[0], files[1]]
            .map(|time| format!("{:>8.1} ms", time.as_secs_f64() * 1e3));
        println!("{name:<16} counted {counted}   laid out {laid_out}   SVG {svg}   PNG {png}");
    }
}
