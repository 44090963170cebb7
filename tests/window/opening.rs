//! Opening projects in a window.

use egui_kittest::kittest::Queryable;
use marginalia::app::{Settings, Window};
use marginalia::project::Project;

use crate::harness::study;

#[test]
fn what_is_asked_for_twice_is_opened_once_and_the_last_wish_is_met() {
    let mut study = study(|_| ());
    let (path, other) = (study.path.clone(), study.path.with_file_name("Other.marginalia"));
    drop(Project::create(&other).expect("a project"));
    for wish in [&path, &path] {
        study.harness.state_mut().open_file(wish);
    }
    study.settle();
    assert!(study.harness.query_by_label_contains("in use").is_none());
    assert!(study.harness.state().open_source_id().is_some());
    // A file that cannot be opened says so and closes nothing.
    study.harness.state_mut().open_file(&path.with_file_name("Nowhere.marginalia"));
    study.settle();
    study.harness.get_by_label_contains("There is no file at");
    assert!(study.harness.state().open_source_id().is_some());
    for wish in [&path, &other] {
        study.harness.state_mut().open_file(wish);
    }
    study.settle();
    assert!(study.harness.query_by_label_contains("in use").is_none());
    assert!(study.harness.state().open_source_id().is_none(), "the other project is empty");
    assert!(Project::open(&path, std::time::Duration::ZERO).is_ok(), "the first was let go");
}

#[test]
fn who_codes_is_asked_once_and_typed_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    drop(Project::create(&path).expect("a project"));
    let opened = path.clone();
    let mut harness = egui_kittest::Harness::builder()
        .with_size([1280.0, 800.0])
        .allow_missing_glyphs()
        .build_eframe(move |creation| {
            let mut window = Window::new(&creation.egui_ctx, Settings::default());
            window.open_file(&opened);
            window
        });
    harness.run_ok();
    harness.event(egui::Event::Text("Mia Ford".to_owned()));
    harness.run_ok();
    harness.key_press(egui::Key::Enter);
    for _ in 0..200 {
        harness.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    harness.get_by_label_contains("Mia Ford");
    harness.get_by_label("Quotes");
}
