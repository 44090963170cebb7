//! What fuzzing has found, replayed: files in `tests/files/finds/TARGET/` are read as the fuzz target reads them. What ever
//! made a reader fail is kept there, and beside it some of the inputs that took each reader furthest.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "../fuzz/src/lib.rs"]
mod targets;

/// No file may take longer; a build without optimisation is some ten times as slow as the program.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn nothing_that_was_found_is_found_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/finds");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let of_target = entry.expect("an entry").path();
        let name = of_target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (_, target) = targets::TARGETS
            .into_iter()
            .find(|(target, _)| *target == name)
            .unwrap_or_else(|| panic!("there is no target {name}"));
        for find in fs::read_dir(&of_target).expect("its finds") {
            let path = find.expect("an entry").path();
            let bytes = fs::read(&path).expect("a find");
            let since = Instant::now();
            let is_sound = catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_ok();
            if !is_sound || since.elapsed() > LONGEST {
                wrong.push(path);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_target_is_replayed() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml"));
    let manifest = manifest.expect("the targets");
    let names: Vec<&str> =
        manifest.split("[[bin]]").skip(1).filter_map(|target| target.split('"').nth(1)).collect();
    assert_eq!(names, targets::TARGETS.map(|(name, _)| name));
}
