//! Opening projects in a window.

use egui_kittest::kittest::Queryable;
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
