//! The keys that take the keyboard through the window.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::{Study, study};

fn focused(study: &Study) -> String {
    let has = study.harness.query_all_by(|node| node.accesskit_node().is_focused());
    has.map(|node| {
        let node = node.accesskit_node();
        node.label().unwrap_or_else(|| format!("{:?}", node.role()))
    })
    .collect::<Vec<_>>()
    .join(", ")
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
    assert!(forward.contains(&"Sources".to_owned()), "{forward:?}");
    assert!(forward.contains(&"Read".to_owned()), "{forward:?}");
}
