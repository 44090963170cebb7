//! What the figures of the register count, opened.

use super::tables;
use crate::analysis::query::Condition;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::{MeetingId, PersonId, SourceId};
use crate::project::{RegisterColumn, RegisterRow, RegisterTable};

/// Opens what a figure counts: the quotes in which somebody speaks, or those of their sources; one source itself.
pub(super) fn open(desk: &mut Desk, table: RegisterTable, key: u128, column: &str) {
    let Some(column) = desk.register.column_named(table, column) else { return };
    match (tables::row(table, key), column) {
        (RegisterRow::Person(id), RegisterColumn::Extracts) => open_spoken(desk, id),
        (RegisterRow::Person(id), RegisterColumn::Sources) => open_sources_of(desk, id),
        (RegisterRow::Case(id), RegisterColumn::Sources) => {
            desk.open_quotes_of(&Condition::Case(id));
        }
        (RegisterRow::Meeting(id), RegisterColumn::Sources) => open_meeting(desk, id),
        _ => {}
    }
}

/// The quotes in which somebody speaks.
pub fn open_spoken(desk: &mut Desk, id: PersonId) {
    let Some(person) = desk.snapshot.person(id) else { return };
    let spoken = desk.register.spoken_by(&person.name);
    let names = spoken.map(|spoken| spoken.names.clone()).unwrap_or_default();
    let mut speakers: Vec<Condition> = names.into_iter().map(Condition::Speaker).collect();
    let condition = match speakers.len() {
        0 => Condition::Speaker(person.name.as_str().into()),
        1 => speakers.remove(0),
        _ => Condition::Any(speakers),
    };
    desk.open_quotes_of(&condition);
}

/// The source of somebody, or the quotes of their sources.
fn open_sources_of(desk: &mut Desk, id: PersonId) {
    let sources = desk.snapshot.sources.iter().filter(|info| info.people.contains(&id));
    match sources.map(|info| info.id).collect::<Vec<SourceId>>().as_slice() {
        [one] => desk.open_source(*one, None),
        _ => desk.open_quotes_of(&Condition::Person(id)),
    }
}

/// The sources of a meeting: the one there is, or their quotes.
fn open_meeting(desk: &mut Desk, id: MeetingId) {
    let sources = desk.snapshot.sources.iter().filter(|info| info.meeting == Some(id));
    match sources.map(|info| info.id).collect::<Vec<SourceId>>().as_slice() {
        [] => desk.notice = Some(Notice::plain("No source tells of this meeting")),
        [one] => desk.open_source(*one, None),
        all => {
            let any = all.iter().map(|&source| Condition::Source(source)).collect();
            desk.open_quotes_of(&Condition::Any(any));
        }
    }
}
