//! All square brackets of the study with what each is, and putting that right.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::head::{action, narrowing, quiet, say};
use super::places::{Place, Places, folded};
use super::row::{MARGIN, NOTE, PlaceRows, one_line, shortened};
use super::{CheckView, Frame, Part, Room, Wanted, above_foot, slices, within};
use crate::app::desk::Desk;
use crate::app::figures::{counted, grouped};
use crate::app::list::{Drawn, Look};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{BracketClass, SourceId};
use crate::project::PlacedBracket;

/// The commands for the brackets under the pointer.
const MENU: &[&[&str]] = &[
    &["Open this place in its source", "Next place of these words", "Place of these words before"],
    &[
        "Call it a person",
        "Call it a redaction",
        "Call it an editorial insertion",
        "Call it non-verbal",
        "Call it context",
    ],
    &["Choose all with the same words", "Choose every row"],
];

/// The commands that say what a bracket is, with what their buttons say.
const CLASSES: [(&str, BracketClass); 5] = [
    ("Call it a person", BracketClass::Person),
    ("Call it a redaction", BracketClass::Redaction),
    ("Call it an editorial insertion", BracketClass::Insertion),
    ("Call it non-verbal", BracketClass::NonVerbal),
    ("Call it context", BracketClass::Context),
];

/// What stands at a bracket that a person classed.
const BY_HAND: &str = "put right by hand";

/// All square brackets.
#[derive(Default)]
pub(super) struct Brackets {
    pub(super) places: Places<BracketClass>,
}

/// Has sources looked through whose text has changed, and all of them when something was marked.
pub(super) fn keep_fresh(desk: &mut Desk) {
    let stamp = desk.snapshot.marked;
    slices::keep_fresh(
        desk,
        stamp,
        |view| &mut view.brackets.places.slices,
        |project, source| {
            let found = project.brackets(source)?;
            Ok(found.into_iter().map(|found| place(source, found)).collect())
        },
    );
}

fn place(source: SourceId, found: PlacedBracket) -> Arc<Place<BracketClass>> {
    Arc::new(Place {
        source,
        span: found.span,
        kind: found.class,
        key: folded(&found.words).into(),
        words: found.words,
        around: found.around,
        note: if found.is_said { BY_HAND.to_owned() } else { String::new() },
    })
}

/// Draws the list.
pub(super) fn draw(view: &mut CheckView, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    within(ui, frame.column, |ui| head(view, ui, frame));
    let CheckView { brackets, foot, .. } = view;
    let mut drawn = above_foot(ui, frame, foot, |ui, part| match part {
        Room::List => list(&mut brackets.places, ui, frame),
        Room::Foot => {
            below(&brackets.places, ui, wanted);
            Drawn::default()
        }
    });
    if drawn.is_opened {
        wanted.command = Some("Open this place in its source");
    }
    wanted.rows.append(&mut drawn.rows);
    wanted.menu = MENU;
}

fn head(view: &mut CheckView, ui: &mut Ui, frame: &Frame<'_>) {
    let places = &mut view.brackets.places;
    let all = frame.snapshot.sources.len();
    if narrowing(ui, places, &mut view.filters, all, ("bracket", "brackets")) {
        places.list.take_keyboard(true);
    }
    ui.add_space(space::INSIDE);
}

fn list(places: &mut Places<BracketClass>, ui: &mut Ui, frame: &Frame<'_>) -> Drawn {
    if places.rows().is_empty() {
        within(ui, frame.column, |ui| empty(places, ui));
    }
    let mut list = std::mem::take(&mut places.list);
    let right = |place: &Place<BracketClass>| place.note.clone();
    let mut rows = PlaceRows { rows: places.rows(), frame, right: &right };
    let look = Look {
        id: Part::Brackets.id(),
        name: "Square brackets",
        left: frame.column.left,
        width: frame.column.width,
        is_main: frame.free,
        guess: frame.page_size * 3.0 + NOTE + 2.0 * MARGIN,
    };
    let drawn = list.ui(ui, &look, &mut rows);
    places.list = list;
    drawn
}

fn empty(places: &Places<BracketClass>, ui: &mut Ui) {
    let filter = &places.filter;
    if filter.kind.is_some() || !filter.words.trim().is_empty() {
        say(ui, "No bracket is like that", "Take away what the list is narrowed to.");
    } else if places.slices.is_complete() {
        say(
            ui,
            "The square brackets of all texts stand here",
            "Each with what it is by its words: a person, a redaction, words put in to help reading, a sound, or what goes on. \
             There are none yet.",
        );
    }
}

/// Draws what the brackets at the cursor can be called.
fn below(places: &Places<BracketClass>, ui: &mut Ui, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    let Some(row) = places.row() else {
        quiet(ui, "Choose a bracket above to say what it is.");
        return;
    };
    let (place, count) = (row.place(), row.places.len());
    let chosen: usize = places.chosen().map(|row| row.places.len()).sum();
    let several = places.list.chosen().count();
    ui.horizontal_wrapped(|ui| {
        let bold = theme::interface_bold(size::BODY);
        let shown = match several {
            0 | 1 => shortened(&one_line(&place.words), 60),
            _ => counted(chosen, "bracket", "brackets"),
        };
        ui.label(RichText::new(shown).font(bold));
        let what = match (several, count) {
            (0 | 1, 1) => "is".to_owned(),
            (0 | 1, count) => format!("in {} places is", grouped(count)),
            _ => "are".to_owned(),
        };
        ui.label(RichText::new(what).color(theme.quiet));
    });
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        for (name, class) in CLASSES {
            action(ui, name, class.heading(), true, wanted);
        }
    });
    ui.horizontal_wrapped(|ui| {
        action(ui, "Open this place in its source", "Open in its source", true, wanted);
        if count > 1 {
            action(ui, "Next place of these words", "Next place", true, wanted);
        }
        if !places.filter.is_grouped {
            action(ui, "Choose all with the same words", "Choose the same words", true, wanted);
        }
    });
}
