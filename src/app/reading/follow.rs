//! Keeps the page with the project: when a text, its turns or what is marked in it have changed, the page shows them where
//! its reader stands.

use std::sync::Arc;

use super::Reading;
use crate::app::desk::Desk;
use crate::domain::{Markup, SourceId, Turn};
use crate::text::{ChangeSet, Text, difference};

/// What the page shows of the project, and what it has asked for.
#[derive(Default)]
pub(super) struct Followed {
    shown: Option<State>,
    asked: Option<State>,
    turns: Option<Arc<[Turn]>>,
}

/// A text and what is marked in it, as a snapshot names them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    sha256: String,
    marked: i64,
}

fn state(desk: &Desk, source: SourceId) -> Option<State> {
    let info = desk.snapshot.source(source)?;
    Some(State { sha256: info.sha256.clone(), marked: desk.snapshot.marked })
}

/// Notes that the page shows what the snapshot has.
pub(super) fn note(desk: &mut Desk, source: SourceId) {
    let state = state(desk, source);
    desk.reading.followed = Followed { shown: state, ..Followed::default() };
}

/// Asks for what has changed, once.
pub(super) fn follow(desk: &mut Desk, source: SourceId) {
    let wanted = state(desk, source);
    let followed = &mut desk.reading.followed;
    if followed.shown != wanted && followed.asked != wanted {
        followed.asked = wanted;
        desk.ask(
            move |project| Ok((project.text(source)?, project.markup(source)?)),
            move |desk, came: Result<_, crate::project::ProjectError>| {
                if desk.reading.source == Some(source)
                    && let Ok((text, markup)) = came
                {
                    show(desk, source, text, &markup);
                }
            },
        );
        return;
    }
    follow_turns(desk, source);
}

/// Has the page show other turns, when somebody put them right.
fn follow_turns(desk: &mut Desk, source: SourceId) {
    let Some(on) = desk.snapshot.codings(source) else { return };
    let source_sha256 = desk.snapshot.source(source).map(|info| &info.sha256);
    let Reading { followed, view: Some(view), .. } = &mut desk.reading else { return };
    // A coding gives the source new turns that are the old ones.
    if followed.shown.as_ref().map(|shown| &shown.sha256) != source_sha256
        || followed.turns.as_ref().is_some_and(|turns| Arc::ptr_eq(turns, &on.turns))
    {
        return;
    }
    followed.turns = Some(Arc::clone(&on.turns));
    if view.turns()[..] != on.turns[..] {
        // What is marked is asked for with them in the next frame.
        followed.shown = None;
        followed.asked = None;
    }
}

/// Shows a text that has changed where its reader stands.
pub(super) fn show(desk: &mut Desk, source: SourceId, text: Text, markup: &[Markup]) {
    let turns = match desk.snapshot.codings(source) {
        Some(on) => Arc::clone(&on.turns),
        None => Arc::from([]),
    };
    if let Some(view) = &mut desk.reading.view {
        let changes = match view.text().as_str() == text.as_str() {
            true => ChangeSet::default(),
            false => difference(view.text(), &text),
        };
        view.replace(text, turns, markup, &changes);
        desk.reading.marks.forget();
        super::editing::follow(desk, &changes);
    }
    note(desk, source);
}
