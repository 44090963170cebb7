//! What the commands of the check do.

use std::collections::HashSet;
use std::sync::Arc;

use super::terms::{self, Form};
use super::{Part, Tab, names};
use crate::app::Window;
use crate::app::desk::{Desk, Workspace};
use crate::app::notice::Notice;
use crate::domain::{BracketClass, SourceId, Span, Term, TermId, TermKind};
use crate::project::Identifier;

fn checking(window: &Window) -> Result<&Desk, &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    if desk.workspace == Workspace::Check { Ok(desk) } else { Err("Go to the check first") }
}

/// Whether words that may identify somebody are chosen.
pub fn has_name(window: &Window) -> Result<(), &'static str> {
    let check = &checking(window)?.check;
    let chosen = check.tab == Tab::Names && check.names.places.row().is_some();
    if chosen { Ok(()) } else { Err("Choose words in the list of names first") }
}

/// Whether all places of some words are known.
pub fn has_every_place(window: &Window) -> Result<(), &'static str> {
    has_name(window)?;
    let is_complete = checking(window)?.check.names.places.slices.is_complete();
    if is_complete { Ok(()) } else { Err("Wait until all sources were looked through") }
}

/// Whether a bracket is chosen.
pub fn has_bracket(window: &Window) -> Result<(), &'static str> {
    let check = &checking(window)?.check;
    let chosen = check.tab == Tab::Brackets && check.brackets.places.row().is_some();
    if chosen { Ok(()) } else { Err("Choose a bracket first") }
}

/// Whether words of either kind are chosen.
pub fn has_words(window: &Window) -> Result<(), &'static str> {
    has_name(window).or_else(|_| has_bracket(window)).map_err(|_| "Choose words in the list first")
}

/// Whether a quotation that is to be looked at is chosen.
pub fn has_moved(window: &Window) -> Result<(), &'static str> {
    let check = &checking(window)?.check;
    let chosen = check.tab == Tab::Quotations && check.moved.row().is_some();
    if chosen { Ok(()) } else { Err("Choose a quotation first") }
}

/// Whether a chosen quotation stands on words.
pub fn can_accept(window: &Window) -> Result<(), &'static str> {
    has_moved(window)?;
    let moved = checking(window)?.check.moved.chosen();
    let stands = moved.iter().any(|row| !row.span.is_empty());
    if stands { Ok(()) } else { Err("Nothing stands in its place; move it to other words") }
}

/// Whether a question is chosen.
pub fn has_question(window: &Window) -> Result<(), &'static str> {
    let check = &checking(window)?.check;
    let chosen = check.tab == Tab::Answers && check.answers.open.is_none();
    match chosen && check.answers.question().is_some() {
        true => Ok(()),
        false => Err("Choose a question first"),
    }
}

/// Whether the answers to a question are shown.
pub fn shows_answers(window: &Window) -> Result<(), &'static str> {
    let check = &checking(window)?.check;
    let shows = check.tab == Tab::Answers && check.answers.open.is_some();
    if shows { Ok(()) } else { Err("The questions are shown already") }
}

/// Whether a private term is chosen.
pub fn has_term(window: &Window) -> Result<(), &'static str> {
    let check = &checking(window)?.check;
    let chosen =
        check.tab == Tab::Names && check.terms.is_open && check.terms.at_cursor().is_some();
    if chosen { Ok(()) } else { Err("Choose a private term first") }
}

/// Whether a list of the check is shown.
pub fn is_checking(window: &Window) -> Result<(), &'static str> {
    checking(window).map(|_| ())
}

/// Whether something is chosen that stands in a source.
pub fn has_place(window: &Window) -> Result<(), &'static str> {
    place(checking(window)?).map(|_| ()).ok_or("Choose a row first")
}

/// Where the row at the cursor stands.
fn place(desk: &Desk) -> Option<(SourceId, Span)> {
    let check = &desk.check;
    match check.tab {
        Tab::Names => check.names.places.place().map(|place| (place.source, place.span)),
        Tab::Brackets => check.brackets.places.place().map(|place| (place.source, place.span)),
        Tab::Quotations => check.moved.row().map(|row| (row.source, row.span)),
        Tab::Answers => check.answers.answer().map(|answer| (answer.source, answer.span)),
    }
}

/// Opens the row at the cursor where it stands; Back returns to it.
pub fn open_in_source(window: &mut Window) {
    window.with_desk(|desk| {
        let Some((source, span)) = place(desk) else { return };
        let moved = match desk.check.tab {
            Tab::Quotations => desk.check.moved.row().map(|row| row.quotation),
            _ => None,
        };
        match moved {
            Some(quotation) => desk.open_quotation(source, quotation),
            None => desk.open_source(source, Some(span)),
        }
    });
}

/// Has the line that filters the list take the keyboard.
pub fn filter(window: &mut Window) {
    window.with_desk(|desk| desk.check.filters = true);
}

/// Has everything looked through again.
pub fn look_again(window: &mut Window) {
    window.with_desk(|desk| match desk.check.tab {
        Tab::Brackets => desk.check.brackets.places.slices.forget(),
        _ => desk.check.names.places.slices.forget(),
    });
}

/// Puts the same words together, or each place by itself.
pub fn group(window: &mut Window) {
    window.with_desk(|desk| {
        let check = &mut desk.check;
        let grouped = match check.tab {
            Tab::Brackets => &mut check.brackets.places.filter.is_grouped,
            _ => &mut check.names.places.filter.is_grouped,
        };
        *grouped = !*grouped;
    });
}

/// Shows another place of the same words.
pub fn step(window: &mut Window, forward: bool) {
    window.with_desk(|desk| match desk.check.tab {
        Tab::Brackets => desk.check.brackets.places.step(forward),
        _ => desk.check.names.places.step(forward),
    });
}

/// Chooses every row with the words of the one at the cursor.
pub fn choose_same_words(window: &mut Window) {
    window.with_desk(|desk| match desk.check.tab {
        Tab::Brackets => desk.check.brackets.places.choose_same_words(),
        _ => desk.check.names.places.choose_same_words(),
    });
}

/// Chooses every row.
pub fn choose_all(window: &mut Window) {
    window.with_desk(|desk| match desk.check.tab {
        Tab::Brackets => desk.check.brackets.places.choose_all(),
        _ => desk.check.names.places.choose_all(),
    });
}

/// Replaces the places that are shown in the chosen rows.
pub fn replace_one(window: &mut Window) {
    window.with_desk(|desk| {
        let names = &desk.check.names;
        let all = names.places.chosen().map(|row| {
            let place = row.place();
            (names::identifier(place), names.replacement(place))
        });
        let all = all.collect();
        replace(desk, all);
    });
}

/// Replaces the words of the chosen rows wherever they stand.
pub fn replace_all(window: &mut Window) {
    window.with_desk(|desk| {
        let names = &desk.check.names;
        let keys: HashSet<_> =
            names.places.chosen().map(|row| Arc::clone(&row.place().key)).collect();
        let all = names.places.slices.all(&desk.snapshot).filter(|place| keys.contains(&place.key));
        let all = all.map(|place| (names::identifier(place), names.replacement(place))).collect();
        replace(desk, all);
    });
}

fn replace(desk: &mut Desk, all: Vec<(Identifier, String)>) {
    desk.act(
        move |project| {
            let with: Vec<(&Identifier, &str)> =
                all.iter().map(|(identifier, with)| (identifier, with.as_str())).collect();
            project.replace_identifiers(&with).map(|count| (count, all))
        },
        |desk, replaced| {
            let Some((count, all)) = replaced else { return };
            if count == all.len() {
                desk.check.names.follow(&all);
                return;
            }
            desk.check.names.places.slices.forget();
            if count == 0 {
                let said = "Nothing was replaced: the text has changed meanwhile";
                desk.notice = Some(Notice::plain(said));
            }
        },
    );
}

/// Says that the words of the chosen rows may stand as they are.
pub fn never_replace(window: &mut Window) {
    window.with_desk(|desk| {
        let known: Vec<Term> =
            desk.check.terms.known.iter().map(|(_, term)| term.clone()).collect();
        let mut keys: Vec<Arc<str>> = Vec::new();
        let mut all: Vec<Term> = Vec::new();
        for place in desk.check.names.places.chosen().map(|row| row.place()) {
            if !keys.contains(&place.key) {
                keys.push(Arc::clone(&place.key));
                all.push(names::harmless(place, &known));
            }
        }
        desk.act(
            move |project| project.set_terms(&all),
            move |desk, done| {
                if done.is_some() {
                    desk.check.names.drop_words(&keys);
                }
            },
        );
    });
}

/// Has the words at the cursor written as a private term.
pub fn make_term(window: &mut Window) {
    window.with_desk(|desk| {
        let check = &mut desk.check;
        let Some(place) = check.names.places.place() else { return };
        let known = check.terms.known.iter();
        let mut known =
            known.filter(|(_, term)| super::places::folded(&term.private) == *place.key);
        let public = check.names.replacement(place);
        let public = public.trim_matches(['[', ']']).to_owned();
        check.terms.form = Some(match known.next() {
            Some((id, term)) => Form::new(Some(*id), term),
            None => {
                let private = super::row::one_line(&place.words);
                let kind = names::kind_of_term(place.kind);
                Form::new(None, &Term { private, public: Some(public), kind })
            }
        });
    });
}

/// Has the line for the replacement take the keyboard.
pub fn edit_replacement(window: &mut Window) {
    window.with_desk(|desk| desk.check.names.edits = true);
}

/// Unfolds the private terms and goes to them, or folds them again.
pub fn show_terms(window: &mut Window) {
    super::go_to(window, Tab::Names);
    window.with_desk(|desk| {
        let check = &mut desk.check;
        check.terms.is_open = !check.terms.is_open;
        let goes_there = check.terms.is_open && !check.terms.known.is_empty();
        check.focus(if goes_there { Part::Terms } else { Part::Names });
    });
}

/// Has a new private term written.
pub fn add_term(window: &mut Window) {
    super::go_to(window, Tab::Names);
    window.with_desk(|desk| {
        desk.check.terms.is_open = true;
        let term = Term { private: String::new(), public: None, kind: TermKind::Name };
        desk.check.terms.form = Some(Form::new(None, &term));
    });
}

/// Has the private term at the cursor written anew.
pub fn edit_term(window: &mut Window) {
    window.with_desk(|desk| {
        let terms = &mut desk.check.terms;
        terms.form = terms.at_cursor().map(|(id, term)| Form::new(Some(*id), term));
    });
}

/// Keeps a private term that was written.
pub(super) fn keep_term(window: &mut Window, of: Option<TermId>, term: Term) {
    window.with_desk(|desk| {
        desk.check.terms.form = None;
        let is_listed = of.is_some() && desk.check.terms.is_open;
        desk.check.focus(if is_listed { Part::Terms } else { Part::Names });
        desk.just_do(move |project| match of {
            Some(id) => project.change_term(id, &term),
            None => project.set_terms(&[term]),
        });
    });
}

/// Deletes the chosen private terms.
pub fn delete_terms(window: &mut Window) {
    window.with_desk(|desk| {
        let chosen = desk.check.terms.chosen();
        desk.check.focus(Part::Terms);
        desk.just_do(move |project| project.delete_terms(&chosen));
    });
}

/// Has the private terms read, for whoever wants to know how many there are.
pub fn keep_terms_fresh(desk: &mut Desk) {
    terms::keep_fresh(desk);
}

/// Says what the chosen brackets are, or those of the chosen words.
pub fn class(window: &mut Window, class: BracketClass) {
    window.with_desk(|desk| {
        let chosen = desk.check.brackets.places.chosen().flat_map(|row| &row.places);
        let places: Vec<(SourceId, Span)> =
            chosen.map(|place| (place.source, place.span)).collect();
        let touched: HashSet<SourceId> = places.iter().map(|(source, _)| *source).collect();
        let before = desk.snapshot.marked;
        desk.act(
            move |project| project.class_brackets(&places, class),
            move |desk, done| {
                if done.is_some() {
                    let now = desk.snapshot.marked;
                    desk.check.brackets.places.slices.adopt(before, now, &touched);
                }
            },
        );
    });
}

/// Says that the chosen quotations are right where they stand.
pub fn accept(window: &mut Window) {
    window.with_desk(|desk| {
        let chosen: Vec<_> = desk.check.moved.chosen().iter().map(|row| row.quotation).collect();
        desk.just_do(move |project| project.accept_place(&chosen));
    });
}

/// Deletes the chosen quotations.
pub fn delete_moved(window: &mut Window) {
    window.with_desk(|desk| {
        let chosen: Vec<_> = desk.check.moved.chosen().iter().map(|row| row.quotation).collect();
        desk.just_do(move |project| project.delete_quotations(&chosen));
    });
}

/// Shows the answers to the question at the cursor.
pub fn show_answers(window: &mut Window) {
    window.with_desk(|desk| {
        let question = desk.check.answers.question().cloned();
        desk.check.answers.show(question);
        desk.check.take_keyboard();
    });
}

/// Shows the questions again.
pub fn back_to_questions(window: &mut Window) {
    window.with_desk(|desk| {
        desk.check.answers.show(None);
        desk.check.take_keyboard();
    });
}
