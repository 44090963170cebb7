//! The table of meetings.

use super::list::{in_one_cell, of_one_cell};
use super::reading::{Row, date, written_date, written_number};
use super::{
    Column, Listed, Mention, Named, Planned, case_called, give, name_of_case, private, public,
};
use crate::domain::{AttributeValue, Meeting, MeetingId, Number, Private, Subject};
use crate::project::operations::register::{MEETINGS, same_names};
use crate::project::{ProjectError, Snapshot, Work};
use crate::store::{Holder, MeetingField};

/// What a row says of a meeting. Cases and people stand by their names, made where there are none; no name
/// is no case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MeetingFact {
    Field(MeetingField),
    Case(String),
    People(Vec<String>),
}

impl Listed for Meeting {
    type Id = MeetingId;
    type Fact = MeetingFact;
    const COLUMNS: &'static [Column] = &[
        public("Series"),
        public("Number"),
        public("Kind"),
        public("Date"),
        public("Minutes"),
        private("Case"),
        private("People"),
        private("Note"),
    ];
    const NEEDED: &'static [&'static str] = &["Number", "Kind", "Date"];
    const SUBJECT: Option<Subject> = Some(Subject::Meeting);

    fn all(snapshot: &Snapshot) -> &[Self] {
        &snapshot.meetings
    }

    fn id(&self) -> MeetingId {
        self.id
    }

    fn holder(id: MeetingId) -> Option<Holder> {
        Some(Holder::Meeting(id))
    }

    fn values(&self) -> &[AttributeValue] {
        &self.attributes
    }

    fn cells(&self, snapshot: &Snapshot) -> Vec<String> {
        let [series, number] = match &self.number {
            // Of no series, which is not the one that is meant where none is written.
            Some(number) if number.series.is_empty() => [String::new(), number.to_string()],
            number => written_number(number.as_ref()),
        };
        let people: Vec<&str> = self
            .people
            .iter()
            .filter_map(|&person| snapshot.person(person))
            .map(|person| person.name.as_str())
            .collect();
        vec![
            series,
            number,
            self.kind.clone(),
            written_date(self.date),
            self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            name_of_case(snapshot, self.case),
            in_one_cell(people),
            self.note.to_string(),
        ]
    }

    fn key(&self, snapshot: &Snapshot) -> String {
        match &self.number {
            Some(number) => key_of_number(number),
            None => {
                let case = name_of_case(snapshot, self.case);
                key_of_others(&self.kind, &written_date(self.date), &case)
            }
        }
    }

    fn named(row: &Row<'_>) -> Result<Named, String> {
        if let Some(number) = row.number(MEETINGS)? {
            return Ok(Named {
                key: key_of_number(&number),
                name: number.to_string(),
                may_repeat: false,
            });
        }
        let (kind, date) = (row.cell("Kind"), written_date(date(row.cell("Date"))?));
        if kind.is_empty() && date.is_empty() {
            return Err("no meeting is named; give its number, its kind or its date".to_owned());
        }
        Ok(Named {
            key: key_of_others(kind, &date, row.cell("Case")),
            name: [kind, &date].join(" ").trim().to_owned(),
            may_repeat: true,
        })
    }

    fn facts(row: &Row<'_>) -> Result<Vec<MeetingFact>, String> {
        let number = row.number(MEETINGS)?.filter(|_| row.now("Number").is_empty());
        let fields = [
            number.map(|number| MeetingField::Number(Some(number))),
            row.words("Kind").map(MeetingField::Kind),
            row.date("Date")?.map(MeetingField::Date),
            row.whole_number("Minutes")?.map(MeetingField::Minutes),
            row.words("Note").map(|note| MeetingField::Note(Private::new(note))),
        ];
        let case = row.name("Case").map(MeetingFact::Case);
        let people = people(row).map(MeetingFact::People);
        let fields = fields.into_iter().flatten().map(MeetingFact::Field);
        Ok(fields.chain(case).chain(people).collect())
    }

    fn mentions(fact: &MeetingFact) -> Vec<Mention<'_>> {
        match fact {
            MeetingFact::Case(name) => vec![Mention::Case(name)],
            MeetingFact::People(names) => names.iter().map(|name| Mention::Person(name)).collect(),
            MeetingFact::Field(_) => Vec::new(),
        }
    }
}

/// The people in a row, where they are others now; nobody where they are cleared.
pub(super) fn people(row: &Row<'_>) -> Option<Vec<String>> {
    let people = of_one_cell(row.cell("People"));
    let now = of_one_cell(row.now("People"));
    let is_said = !people.is_empty() || row.is_cleared("People");
    (is_said && !same_names(&people, &now)).then_some(people)
}

fn key_of_number(number: &Number) -> String {
    format!("{} {}", number.series.trim().to_lowercase(), number.number)
}

fn key_of_others(kind: &str, date: &str, case: &str) -> String {
    // No number has a line break before it.
    [kind, date, case].map(|part| format!("\n{}", part.trim().to_lowercase())).concat()
}

pub(super) fn take(work: &Work<'_>, rows: &[Planned<Meeting>]) -> Result<(), ProjectError> {
    for row in rows {
        let id = match row.id {
            Some(id) => id,
            None => work.tx.insert_meeting(work.at)?,
        };
        for fact in &row.facts {
            match fact {
                MeetingFact::Field(field) => work.tx.set_meeting(id, field)?,
                MeetingFact::Case(name) => {
                    work.tx.set_meeting(id, &MeetingField::Case(case_called(work, name)?))?;
                }
                MeetingFact::People(names) => {
                    let people = names.iter().map(|name| work.tx.person_named(name, work.at));
                    work.tx.set_people_of_meeting(id, &people.collect::<Result<Vec<_>, _>>()?)?;
                }
            }
        }
        give(work, id, row)?;
    }
    Ok(())
}
