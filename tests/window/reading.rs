//! The window: reading.

use egui_kittest::kittest::Queryable;

use crate::harness::study;

#[test]
fn opens_a_project() {
    let study = study(|_| ());
    study.harness.get_by_label("Quotes");
}
