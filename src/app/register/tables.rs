//! The tables of the register as a spreadsheet shows them: the kinds of their columns, the words that are offered, what is
//! contradictory.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::Spoken;
use crate::analysis::matching::NameConflict;
use crate::app::spreadsheet::{Column, Data, Kind, Row};
use crate::domain::{Involvement, Person, PersonId, SourceKind, Subject, ValueKind, read_name};
use crate::project::{
    CellWords, RegisterColumn, RegisterLine, RegisterRow, RegisterTable, RowToWrite, Snapshot,
};
use crate::text::natural_key;

/// The key of a row in a spreadsheet.
pub(super) const fn key(row: RegisterRow) -> u128 {
    let uuid = match row {
        RegisterRow::Person(id) => id.uuid(),
        RegisterRow::Case(id) => id.uuid(),
        RegisterRow::Meeting(id) => id.uuid(),
        RegisterRow::Source(id) => id.uuid(),
        RegisterRow::Attribute(id) => id.uuid(),
    };
    uuid.as_u128()
}

/// The row of a table that has a key.
pub(super) fn row(table: RegisterTable, key: u128) -> RegisterRow {
    let uuid = uuid::Uuid::from_u128(key);
    match table {
        RegisterTable::People => RegisterRow::Person(uuid.into()),
        RegisterTable::Cases => RegisterRow::Case(uuid.into()),
        RegisterTable::Meetings => RegisterRow::Meeting(uuid.into()),
        RegisterTable::Sources => RegisterRow::Source(uuid.into()),
        RegisterTable::Attributes => RegisterRow::Attribute(uuid.into()),
    }
}

/// A table as a spreadsheet shows it, with what its columns stand for. `spoken` says what is quoted of whom, once that is
/// counted.
pub(super) fn made(
    snapshot: &Snapshot,
    table: RegisterTable,
    spoken: Option<&HashMap<String, Spoken>>,
    version: u64,
) -> (Data, Vec<RegisterColumn>) {
    let columns = table.columns(snapshot);
    let words = Words::new(snapshot);
    let mut taken = HashSet::new();
    let shown = columns.iter().map(|&column| {
        let mut name = column.heading(snapshot);
        // An attribute may be called as a column of the table itself.
        while !taken.insert(name.to_lowercase()) {
            name.push_str(" (attribute)");
        }
        let mut shown = Column::new(name, kind(column, table, snapshot, &words));
        shown.is_private = column.is_private(table, snapshot);
        shown.is_written = column.is_written();
        match column {
            RegisterColumn::Name if table == RegisterTable::Sources => shown.width = 260.0,
            RegisterColumn::Name => shown.width = 170.0,
            RegisterColumn::Series => shown.width = 72.0,
            RegisterColumn::Part | RegisterColumn::Case => shown.width = 110.0,
            _ => {}
        }
        shown
    });
    let shown: Vec<Column> = shown.collect();
    let mut lines = snapshot.register_lines(table, &columns);
    let extracts = columns.iter().position(|column| *column == RegisterColumn::Extracts);
    if let Some(extracts) = extracts {
        for line in &mut lines {
            let quotations = spoken.map(|all| {
                let spoken = all.get(&line.title.to_lowercase());
                spoken.map_or(0, |spoken| spoken.quotations).to_string()
            });
            line.cells[extracts].words = quotations.unwrap_or_else(|| "…".to_owned());
        }
    }
    let conflicts = Conflicts::new(snapshot);
    let rows = lines.into_iter().map(|line| one(snapshot, &conflicts, &columns, line));
    let rows: Vec<Row> = rows.collect();
    let conflicts = rows.iter().filter(|row| row.conflict.is_some()).count();
    let (words, can_grow) = (table.words(), table.can_grow());
    (Data { version, words, can_grow, columns: shown, rows, conflicts }, columns)
}

fn one(
    snapshot: &Snapshot,
    conflicts: &Conflicts<'_>,
    columns: &[RegisterColumn],
    line: RegisterLine,
) -> Row {
    let mut marks = Vec::new();
    let mut conflict = conflicts.of(snapshot, line.row);
    for (at, (column, cell)) in columns.iter().zip(&line.cells).enumerate() {
        let RegisterColumn::Value(id) = column else { continue };
        if cell.dates > 1 {
            let said = format!("{} values, each from a date on; this is the latest", cell.dates);
            marks.push((at, said));
        }
        let fault = snapshot.attribute(*id).and_then(|attribute| attribute.fault(&cell.words));
        if let Some(fault) = fault {
            marks.push((at, fault.clone()));
            conflict.get_or_insert(fault);
        }
    }
    if let Some(said) = &conflict {
        marks.push((0, said.clone()));
    }
    let cells = line.cells.into_iter().map(|cell| cell.words).collect();
    Row { conflict, marks, ..Row::new(key(line.row), line.title, cells) }
}

/// The cells that the names of people would fill: roles and numbers that stand in them and nowhere else. A number that somebody
/// bears is left out.
pub(super) fn told_by_names(snapshot: &Snapshot) -> Vec<CellWords> {
    let people = &snapshot.people;
    let mut taken: HashSet<u32> = people
        .iter()
        .filter_map(|one| one.number.as_ref().filter(|number| number.series.is_empty()))
        .map(|number| number.number)
        .collect();
    let mut cells = Vec::new();
    for one in people.iter() {
        let Some((role, number)) = read_name(&one.name) else { continue };
        let mut tell = |column, words| {
            let row = RowToWrite::There(RegisterRow::Person(one.id));
            cells.push(CellWords { row, column, words });
        };
        if one.role.is_empty() && !role.is_empty() {
            tell(RegisterColumn::Role, role);
        }
        if one.number.is_none() && taken.insert(number) {
            tell(RegisterColumn::Number, number.to_string());
        }
    }
    cells
}

/// The words that are offered in columns.
struct Words {
    cases: Arc<[String]>,
    people: Arc<[String]>,
    meetings: Arc<[String]>,
    roles: Arc<[String]>,
    fine_roles: Arc<[String]>,
    qualifiers: Arc<[String]>,
    series: Arc<[String]>,
    meeting_series: Arc<[String]>,
    kinds: Arc<[String]>,
    forms: Arc<[String]>,
    rounds: Arc<[String]>,
}

/// Different words, in natural order.
fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Arc<[String]> {
    let all: BTreeSet<&str> = words.filter(|words| !words.is_empty()).collect();
    let mut all: Vec<String> = all.into_iter().map(str::to_owned).collect();
    all.sort_by_cached_key(|words| natural_key(words));
    all.into()
}

impl Words {
    fn new(snapshot: &Snapshot) -> Self {
        let (people, meetings) = (&snapshot.people, &snapshot.meetings);
        let titles: Vec<String> = meetings.iter().map(|one| one.title()).collect();
        Self {
            cases: distinct(snapshot.cases.iter().map(|one| one.name.as_str())),
            people: distinct(people.iter().map(|one| one.name.as_str())),
            meetings: distinct(titles.iter().map(String::as_str)),
            roles: distinct(people.iter().map(|one| one.role.as_str())),
            fine_roles: distinct(people.iter().map(|one| one.fine_role.as_str())),
            qualifiers: distinct(people.iter().map(|one| one.qualifier.as_str())),
            series: distinct(people.iter().filter_map(|one| Some(&*one.number.as_ref()?.series))),
            meeting_series: distinct(
                meetings.iter().filter_map(|one| Some(&*one.number.as_ref()?.series)),
            ),
            kinds: distinct(meetings.iter().map(|one| one.kind.as_str())),
            forms: distinct(snapshot.sources.iter().map(|one| one.form.as_str())),
            rounds: distinct(snapshot.sources.iter().map(|one| one.round.as_str())),
        }
    }
}

fn all(words: impl Iterator<Item = &'static str>) -> Kind {
    Kind::Choice(words.map(str::to_owned).collect())
}

fn kind(column: RegisterColumn, table: RegisterTable, snapshot: &Snapshot, words: &Words) -> Kind {
    use RegisterColumn as C;
    let offered = |words: &Arc<[String]>| Kind::Offered(Arc::clone(words));
    match column {
        C::Series if table == RegisterTable::Meetings => offered(&words.meeting_series),
        C::Series => offered(&words.series),
        C::Number | C::Minutes => Kind::Number,
        C::Role => offered(&words.roles),
        C::FineRole => offered(&words.fine_roles),
        C::Qualifier => offered(&words.qualifiers),
        C::Part => all(Involvement::ALL.into_iter().map(Involvement::word)),
        C::Case | C::PartOf | C::MergedInto => offered(&words.cases),
        C::Recorded | C::Transcribed | C::ProfilePublic | C::Public => Kind::YesNo,
        C::Withdrawn | C::PartSince | C::MergedAt | C::Date => Kind::Date,
        C::Kind if table == RegisterTable::Sources => {
            all(SourceKind::ALL.into_iter().map(SourceKind::word))
        }
        C::Kind => offered(&words.kinds),
        C::Form => offered(&words.forms),
        C::Round => offered(&words.rounds),
        C::People => Kind::Several(Arc::clone(&words.people)),
        C::Meeting => offered(&words.meetings),
        C::Sources | C::Extracts => Kind::Figure,
        C::Subject => all(Subject::ALL.into_iter().map(Subject::word)),
        C::ValueKind => all(ValueKind::ALL.into_iter().map(ValueKind::word)),
        C::Note | C::Choices => Kind::Prose,
        C::Name | C::RealName | C::Post | C::FileName | C::PublicValue(_) => Kind::Text,
        C::Value(id) => match snapshot.attribute(id) {
            Some(attribute) => match attribute.kind {
                ValueKind::Text => Kind::Text,
                ValueKind::Number => Kind::Number,
                ValueKind::YesNo => Kind::YesNo,
                ValueKind::Date => Kind::Date,
                ValueKind::Choice | ValueKind::OrderedChoice => {
                    Kind::Choice(attribute.choices.clone().into())
                }
            },
            None => Kind::Text,
        },
    }
}

/// The people whose names say something else than their columns, each with what they say.
pub(super) fn names_against_columns(snapshot: &Snapshot) -> Vec<(&Person, String)> {
    let numbered = snapshot.people.iter().filter_map(|one| {
        let number = one.number.as_ref().filter(|number| number.series.is_empty())?;
        Some((number.number, one))
    });
    let by_number: HashMap<u32, &Person> = numbered.collect();
    let said = |conflict: &NameConflict, person: &Person| {
        if let Some(role) = &conflict.role {
            let known = if person.role.is_empty() { &person.fine_role } else { &person.role };
            return Some(format!("The name says {role}, the role is {known}"));
        }
        let number = conflict.number?;
        match &person.number {
            Some(known) => {
                Some(format!("The name says ID {number}, the number is {}", known.number))
            }
            None => {
                let bearer = by_number.get(&number)?;
                Some(format!("The name says ID {number}, which is “{}”", bearer.name))
            }
        }
    };
    let all = snapshot.register_conflicts().into_iter().filter_map(|conflict| {
        let person = snapshot.person(conflict.person)?;
        Some((person, said(&conflict, person)?))
    });
    all.collect()
}

/// What contradicts what.
struct Conflicts<'a> {
    /// What names say against columns.
    names: HashMap<PersonId, String>,
    people: HashMap<PersonId, &'a Person>,
}

impl<'a> Conflicts<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        let names = names_against_columns(snapshot).into_iter();
        Self {
            names: names.map(|(person, said)| (person.id, said)).collect(),
            people: snapshot.people.iter().map(|one| (one.id, one)).collect(),
        }
    }

    fn of(&self, snapshot: &Snapshot, row: RegisterRow) -> Option<String> {
        match row {
            RegisterRow::Person(id) => self.names.get(&id).cloned(),
            RegisterRow::Source(id) => {
                let info = snapshot.source(id)?;
                let case = info.case?;
                let stray = info.people.iter().filter_map(|person| self.people.get(person));
                let stray = stray.filter(|person| person.case.is_some_and(|other| other != case));
                let stray = stray.map(|person| person.name.as_str()).next()?;
                Some(format!("“{stray}” belongs to another case than the source"))
            }
            RegisterRow::Case(_) | RegisterRow::Meeting(_) | RegisterRow::Attribute(_) => None,
        }
    }
}
