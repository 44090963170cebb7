//! How long the window's frames take while files are read and brought in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use marginalia::app::Window;
use marginalia::project::Project;

use super::opened;
use super::{median, milliseconds, say};

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops a folder of files on the window of an empty project, then brings in what the import table says.
pub fn frames(project: &Path, files: &Path) {
    drop(Project::create(project).expect("a project"));
    let mut harness = opened::window(project);
    opened::settle(&mut harness);
    harness.input_mut().dropped_files.push(Arc::new(Dropped(files.to_owned())));
    told("  frames of the window while reading", settled(&mut harness));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    told("  frames of the window while bringing in", settled(&mut harness));
    drop(harness);
    let project = Project::open(project, Duration::from_secs(5)).expect("the project");
    assert!(project.snapshot().sources.len() > 200, "the window brought the files in");
}

/// Draws sixty frames a second until nothing is awaited; how long each took, without the work of the graphics card.
fn settled(harness: &mut Harness<'static, Window>) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut quiet = 0;
    while quiet < 3 {
        let since = Instant::now();
        harness.step();
        let time = since.elapsed();
        times.push(time);
        quiet = if harness.state().is_settled() { quiet + 1 } else { 0 };
        thread::sleep(Duration::from_micros(16_667).saturating_sub(time));
    }
    times
}

fn told(what: &str, times: Vec<Duration>) {
    let worst = times.iter().max().copied().unwrap_or_default();
    let count = times.len();
    let figure = format!("{} / {}", milliseconds(median(times)), milliseconds(worst));
    say(what, figure, &format!("median / worst of {count}; a frame has 16.7 ms"));
}
