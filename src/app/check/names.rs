//! Words that may identify somebody, and what is put in their place.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Key, RichText, TextEdit, Ui};

use super::head::{action, choose_text, narrowing, quiet, say};
use super::places::{Place, Places, folded};
use super::row::{MARGIN, NOTE, PlaceRows, one_line, shortened};
use super::{CheckView, Frame, Part, Room, Wanted, above_foot, slices, terms, within};
use crate::analysis::identifiers::{Finding, IdentifierKind};
use crate::app::desk::Desk;
use crate::app::figures::grouped;
use crate::app::list::{Drawn, Look};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{SourceId, Span, Term, TermKind};
use crate::project::Identifier;

/// The commands for the words under the pointer.
const MENU: &[&[&str]] = &[
    &["Open this place in its source", "Next place of these words", "Place of these words before"],
    &["Replace this one", "Replace all of these words", "Edit the replacement"],
    &["Never replace these words", "Make it a private term…"],
];

/// Words that may identify somebody.
#[derive(Default)]
pub(super) struct Names {
    pub(super) places: Places<IdentifierKind>,
    /// What is to be put in the place of words, where somebody wrote something else than is offered.
    drafts: HashMap<(IdentifierKind, Arc<str>), String>,
    /// Whether the line for the replacement is to take the keyboard in the next frame.
    pub(super) edits: bool,
}

impl Names {
    /// What is put in the place of words: what was written for them, else what is offered; never brackets within brackets.
    pub(super) fn replacement(&self, place: &Place<IdentifierKind>) -> String {
        let draft = self.drafts.get(&(place.kind, Arc::clone(&place.key)));
        let Some(draft) = draft.map(|draft| draft.trim()).filter(|draft| !draft.is_empty()) else {
            return place.note.clone();
        };
        let is_within = !place.note.starts_with('[');
        let bare = draft.strip_prefix('[').and_then(|draft| draft.strip_suffix(']'));
        bare.filter(|_| is_within).unwrap_or(draft).to_owned()
    }

    /// Follows what was replaced until the texts are looked through again: those places are gone, and those behind them stand
    /// elsewhere.
    pub(super) fn follow(&mut self, replaced: &[(Identifier, String)]) {
        let mut edits: HashMap<SourceId, Vec<(Span, i64)>> = HashMap::new();
        for (identifier, with) in replaced {
            let span = identifier.finding.span;
            let longer = with.chars().count() as i64 - i64::from(span.len());
            edits.entry(identifier.source).or_default().push((span, longer));
        }
        self.places.slices.change(|source, found| {
            let Some(edits) = edits.get(&source) else { return };
            found.retain(|place| edits.iter().all(|(span, _)| *span != place.span));
            for place in found {
                let before = edits.iter().filter(|(span, _)| span.end <= place.span.start);
                let by: i64 = before.map(|(_, longer)| longer).sum();
                let Span { start, end } = place.span;
                let moved = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(at);
                let place = Arc::make_mut(place);
                place.span = Span { start: moved(start), end: moved(end) };
            }
        });
    }

    /// Takes away the places of some words until the texts are looked through again.
    pub(super) fn drop_words(&mut self, keys: &[Arc<str>]) {
        self.places.slices.change(|_, found| found.retain(|place| !keys.contains(&place.key)));
    }
}

/// A place as the project knows it.
pub(super) fn identifier(place: &Place<IdentifierKind>) -> Identifier {
    let Place { source, span, kind, .. } = *place;
    Identifier {
        source,
        finding: Finding { span, kind, replacement: place.note.clone() },
        words: place.words.clone(),
        around: place.around.clone(),
    }
}

/// The term that says that words may stand as they are: the one that the project has for them, or a new one.
pub(super) fn harmless(place: &Place<IdentifierKind>, known: &[Term]) -> Term {
    let same = known.iter().find(|term| folded(&term.private) == *place.key);
    let private = same.map_or_else(|| one_line(&place.words), |term| term.private.clone());
    Term { private, public: None, kind: kind_of_term(place.kind) }
}

/// The kind of term that words would be.
pub(super) fn kind_of_term(kind: IdentifierKind) -> TermKind {
    match kind {
        IdentifierKind::Term(kind) => kind,
        _ => TermKind::Other,
    }
}

/// Has sources looked through whose text has changed, and all of them when the private terms have.
pub(super) fn keep_fresh(desk: &mut Desk) {
    // With the terms as they stand now, or everything would be looked through twice.
    if desk.check.terms.read_at != Some(desk.snapshot.seq) {
        return;
    }
    let terms = Arc::clone(&desk.check.terms.compiled);
    let stamp = desk.check.terms.stamp;
    slices::keep_fresh(
        desk,
        stamp,
        |view| &mut view.names.places.slices,
        move |project, source| {
            let found = project.scan(&[source], &terms)?;
            Ok(found.into_iter().map(place).collect())
        },
    );
}

fn place(found: Identifier) -> Arc<Place<IdentifierKind>> {
    let Finding { span, kind, replacement } = found.finding;
    Arc::new(Place {
        source: found.source,
        span,
        kind,
        key: folded(&found.words).into(),
        words: found.words,
        around: found.around,
        note: replacement,
    })
}

/// Draws the list.
pub(super) fn draw(view: &mut CheckView, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    within(ui, frame.column, |ui| head(view, ui, frame));
    terms::draw(&mut view.terms, ui, frame, wanted);
    let CheckView { names, terms, foot, .. } = view;
    let mut is_written = false;
    let mut drawn = above_foot(ui, frame, foot, |ui, room| match room {
        Room::List => list(names, ui, frame),
        Room::Foot => {
            match terms.form {
                Some(_) => terms::form(terms, ui, frame.free, wanted),
                None => is_written = below(names, ui, wanted),
            }
            Drawn::default()
        }
    });
    if is_written {
        names.places.list.take_keyboard(true);
    }
    if drawn.is_opened {
        wanted.command = Some("Open this place in its source");
    }
    wanted.rows.append(&mut drawn.rows);
    wanted.menu = MENU;
}

fn head(view: &mut CheckView, ui: &mut Ui, frame: &Frame<'_>) {
    let places = &mut view.names.places;
    let all = frame.snapshot.sources.len();
    if narrowing(ui, places, &mut view.filters, all, ("place", "places")) {
        places.list.take_keyboard(true);
    }
    ui.add_space(space::TIGHT);
}

fn list(names: &mut Names, ui: &mut Ui, frame: &Frame<'_>) -> Drawn {
    if names.places.rows().is_empty() {
        within(ui, frame.column, |ui| empty(names, ui, frame));
    }
    let mut list = std::mem::take(&mut names.places.list);
    let right =
        |place: &Place<IdentifierKind>| format!("→ {}", shortened(&names.replacement(place), 60));
    let mut rows = PlaceRows { rows: names.places.rows(), frame, right: &right };
    let look = Look {
        id: Part::Names.id(),
        name: "Words that may identify somebody",
        left: frame.column.left,
        width: frame.column.width,
        is_main: frame.free,
        guess: frame.page_size * 3.0 + NOTE + 2.0 * MARGIN,
    };
    let drawn = list.ui(ui, &look, &mut rows);
    names.places.list = list;
    drawn
}

fn empty(names: &Names, ui: &mut Ui, frame: &Frame<'_>) {
    let filter = &names.places.filter;
    if frame.snapshot.sources.is_empty() {
        say(
            ui,
            "What may tell who somebody is stands here",
            "Import files first; they are looked through for names, addresses and numbers.",
        );
    } else if filter.kind.is_some() || !filter.words.trim().is_empty() {
        say(ui, "Nothing like that was found", "Take away what the list is narrowed to.");
    } else if names.places.slices.is_complete() {
        say(
            ui,
            "Nothing looks like a name, an address or a number",
            "E-mail and web addresses, phone and NHS numbers, postcodes and dates of birth are known by their form. Names of \
             people, places and organisations are known from the private terms above.",
        );
    }
}

/// Draws what can be done with the words at the cursor; whether the line for the replacement was left by a key.
fn below(names: &mut Names, ui: &mut Ui, wanted: &mut Wanted) -> bool {
    let theme = Theme::of(ui.ctx());
    let Some(row) = names.places.row() else {
        quiet(ui, "Choose words above to replace them.");
        return false;
    };
    let (place, count) = (Arc::clone(row.place()), row.places.len());
    let several = names.places.list.chosen().count();
    let words = (place.kind, Arc::clone(&place.key));
    let offered = names.drafts.get(&words).cloned().unwrap_or_else(|| place.note.clone());
    let mut written = offered.clone();
    let mut left = false;
    ui.horizontal(|ui| {
        let bold = theme::interface_bold(size::BODY);
        let shown = RichText::new(shortened(&one_line(&place.words), 60)).font(bold);
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() * 0.5);
            ui.add(egui::Label::new(shown).truncate());
        });
        ui.label(RichText::new("becomes").color(theme.quiet));
        let shown = TextEdit::singleline(&mut written).desired_width(220.0).show(ui);
        let line = shown.response.response.clone();
        line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Replacement"));
        if std::mem::take(&mut names.edits) {
            choose_text(ui, shown, offered.chars().count());
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        left = line.lost_focus() && (pressed(Key::Enter) || pressed(Key::Escape));
    });
    if written != offered {
        names.drafts.insert(words, written);
    }
    ui.add_space(space::TIGHT);
    let all = match several {
        0 | 1 if names.places.filter.is_grouped => format!("Replace all {}", grouped(count)),
        _ => "Replace all of these words".to_owned(),
    };
    let one = match several {
        0 | 1 => "Replace this one".to_owned(),
        _ => format!("Replace these {}", grouped(several)),
    };
    let is_complete = names.places.slices.is_complete();
    ui.horizontal_wrapped(|ui| {
        action(ui, "Replace this one", &one, true, wanted);
        action(ui, "Replace all of these words", &all, is_complete, wanted);
        action(ui, "Never replace these words", "Never", true, wanted);
        action(ui, "Make it a private term…", "Make it a private term…", true, wanted);
        action(ui, "Open this place in its source", "Open in its source", true, wanted);
        if count > 1 {
            action(ui, "Next place of these words", "Next place", true, wanted);
        }
    });
    left
}
