//! The keys that take the keyboard through the window.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::{Study, study};

fn focused(study: &Study) -> String {
    let all = study.harness.root().children_recursive();
    let focused = all.map(|node| node.accesskit_node()).find(|node| node.is_focused());
    focused.map_or(String::new(), |node| format!("{:?} {:?}", node.role(), node.label()))
}

#[test]
fn one_key_goes_through_the_regions_and_another_back() {
    let mut study = study(|_| ());
    study.harness.get_by_label("Executive M10").click();
    study.settle();
    let mut step = |modifiers| {
        study.harness.key_press_modifiers(modifiers, Key::F6);
        study.settle();
        study.settle();
        focused(&study)
    };
    let forward: Vec<String> = (0..5).map(|_| step(Modifiers::NONE)).collect();
    assert_eq!(forward[0], forward[4], "{forward:?}");
    let back: Vec<String> = (0..4).map(|_| step(Modifiers::SHIFT)).collect();
    let mut returned = forward[..4].to_vec();
    returned.reverse();
    assert_eq!(back, returned);
    assert_eq!(
        forward[..4],
        [
            r#"TextInput Some("Name")"#,
            r#"Button Some("Read")"#,
            r#"ListBoxOption Some("Executive M10")"#,
            r#"Document Some("Executive M10")"#,
        ]
    );
}
