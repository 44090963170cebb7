//! A cloud of words: the more often a word stands, the larger it is set. No two touch.

use super::scene::{Anchor, Bounds, EDGE, Form, Measure, Opens, Role, Room, Scene, Words, words};
use crate::domain::Colour;

/// What is drawn as a cloud.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cloud {
    /// What the picture is called.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// The words, in any order.
    pub words: Vec<CloudWord>,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CloudWord {
    /// The word, or a few.
    pub text: String,
    /// How often it stands.
    pub count: usize,
    /// Its colour; ink without one.
    pub colour: Option<Colour>,
    /// What it says when one points at it, as a sentence.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}

const SMALLEST: f32 = 11.0;
const LARGEST: f32 = 54.0;
/// From this size on words are in their colour.
const COLOURED: f32 = 20.0;
/// The least height of the cloud itself.
const LEAST: f32 = 240.0;
/// Between words.
const APART: f32 = 3.0;

/// Lays out a cloud. The size of a word goes with the root of its count, so that its area goes with the count. Words
/// are set from the most frequent on, each as near to the middle as it has room, going outwards on a spiral; one that has
/// no room is left out, and how many were is said.
pub fn cloud(data: &Cloud, room: Room, measure: Measure<'_>) -> Scene {
    let mut order: Vec<&CloudWord> =
        data.words.iter().filter(|word| word.count > 0 && !word.text.trim().is_empty()).collect();
    order.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let headed = |notes: &[String]| Scene::headed(&data.title, notes, room.width, measure);
    let (scene, top) = headed(&data.notes);
    let field = |top: f32, width: f32| Bounds {
        left: EDGE,
        top,
        right: width - EDGE,
        bottom: (room.height - EDGE).max(top + LEAST),
    };
    let set = set(&order, field(top, scene.width), measure);
    let left_out = order.len() - set.len();
    let mut notes = data.notes.clone();
    if left_out > 0 {
        let many = crate::text::counted(left_out, "more has", "more have");
        notes.push(format!("{many} no room here; a larger window shows more."));
    }
    // The sentence takes room itself, and what it moves down is all that stands.
    let (mut scene, lower) = headed(&notes);
    let lowest = set.iter().map(|(_, words)| words.bounds().bottom).fold(top, f32::max);
    for (word, mut words) in set {
        words.y += lower - top;
        // Colours of codes are told from the page, but are too light to read small words in.
        let colour = word.colour.filter(|_| words.size >= COLOURED);
        let role = colour.map_or(Role::Ink, Role::Code);
        scene.mark(vec![Form::Words(words).in_ink(role)], &word.says, word.opens.as_ref());
    }
    scene.height = (lowest + lower - top + EDGE).max(field(lower, scene.width).bottom + EDGE);
    scene
}

/// The words that have room, each where it stands.
fn set<'w>(
    order: &[&'w CloudWord],
    field: Bounds,
    measure: Measure<'_>,
) -> Vec<(&'w CloudWord, Words)> {
    let Some(most) = order.first().map(|word| word.count) else { return Vec::new() };
    // The largest word takes no more than half of the width.
    let widths = order.iter().map(|word| {
        let share = (word.count as f64 / most as f64).sqrt() as f32;
        measure(&word.text, LARGEST, false) * share
    });
    let widest = widths.fold(1.0, f32::max);
    let largest = (LARGEST * (field.right - field.left) * 0.5 / widest).clamp(SMALLEST, LARGEST);
    let middle = ((field.left + field.right) / 2.0, (field.top + field.bottom) / 2.0);
    // Words are wide: a flat spiral sets them beside each other, not only one above the other.
    let flat = (field.bottom - field.top) / (field.right - field.left).max(1.0) * 0.7;
    let flat = flat.clamp(0.3, 0.7);
    let mut set: Vec<(&CloudWord, Words)> = Vec::new();
    let mut taken: Vec<Bounds> = Vec::new();
    for word in order {
        let share = (word.count as f64 / most as f64).sqrt() as f32;
        let size = (largest * share).max(SMALLEST);
        let mut words = words((0.0, 0.0), &*word.text, size, Anchor::Middle, measure);
        // Turns of the spiral lie as far apart as small words are tall; a turn is walked in steps of about that length.
        let mut turned: f32 = 0.0;
        let found = loop {
            let radius = 1.4 * turned;
            if radius > field.right - field.left {
                break None;
            }
            words.x = middle.0 + radius * turned.cos();
            words.y = middle.1 + radius * turned.sin() * flat;
            let own = words.bounds();
            let within = own.left >= field.left
                && own.right <= field.right
                && own.top >= field.top
                && own.bottom <= field.bottom;
            let wide = Bounds {
                left: own.left - APART,
                top: own.top,
                right: own.right + APART,
                bottom: own.bottom,
            };
            if within && !taken.iter().any(|other| other.overlaps(wide)) {
                break Some(own);
            }
            turned += 5.0 / radius.max(5.0);
        };
        if let Some(own) = found {
            taken.push(own);
            set.push((word, words));
        }
    }
    set
}
