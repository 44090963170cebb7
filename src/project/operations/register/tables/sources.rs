//! The table of what is known of sources besides their texts.

use super::list::in_one_cell;
use super::meetings::people;
use super::reading::{Row, written_date};
use super::{
    Column, Listed, Mention, Named, Planned, case_called, give, name_of_case, private, public,
    refused,
};
use crate::domain::{AttributeValue, Number, SourceId, SourceInfo, SourceKind, Subject};
use crate::project::{ProjectError, Snapshot, Work};
use crate::store::{Holder, SourceField};
use crate::text::language;

/// What a row says of a source. Cases and people stand by their names, made where there are none; no name is
/// no case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SourceFact {
    Field(SourceField),
    Case(String),
    People(Vec<String>),
}

impl Listed for SourceInfo {
    type Id = SourceId;
    type Fact = SourceFact;
    const COLUMNS: &'static [Column] = &[
        private("Name"),
        public("Kind"),
        public("Form"),
        public("Round"),
        private("Date"),
        private("Case"),
        private("People"),
        private("Meeting"),
        public("Language"),
    ];
    const NEEDED: &'static [&'static str] = &["Name"];
    const SUBJECT: Option<Subject> = Some(Subject::Source);

    fn all(snapshot: &Snapshot) -> &[Self] {
        &snapshot.sources
    }

    fn id(&self) -> SourceId {
        self.id
    }

    fn holder(id: SourceId) -> Option<Holder> {
        Some(Holder::Source(id))
    }

    fn values(&self) -> &[AttributeValue] {
        &self.attributes
    }

    fn cells(&self, snapshot: &Snapshot) -> Vec<String> {
        let people = self.people.iter().filter_map(|&person| snapshot.person(person));
        let meeting = snapshot.meetings.iter().find(|one| Some(one.id) == self.meeting);
        vec![
            self.name.clone(),
            self.kind.word().to_owned(),
            self.form.clone(),
            self.round.clone(),
            written_date(self.date),
            name_of_case(snapshot, self.case),
            in_one_cell(people.map(|person| person.name.as_str())),
            meeting.and_then(|one| one.number.as_ref()).map(Number::to_string).unwrap_or_default(),
            self.language.clone().unwrap_or_default(),
        ]
    }

    fn key(&self, _: &Snapshot) -> String {
        self.name.to_lowercase()
    }

    fn named(row: &Row<'_>) -> Result<Named, String> {
        Named::by_name(row.cell("Name"))
    }

    fn facts(row: &Row<'_>) -> Result<Vec<SourceFact>, String> {
        let kind = match row.words("Kind").as_deref() {
            None | Some("") => None,
            Some(word) => {
                let kind = word.to_lowercase().parse::<SourceKind>();
                let kind = kind.map_err(|error| error.to_string())?;
                Some(kind).filter(|kind| kind.word() != row.now("Kind"))
            }
        };
        let meeting = match row.words("Meeting").as_deref() {
            None => None,
            Some("") => Some(None),
            Some(words) => {
                let meeting = row.reading.snapshot.meeting_named(words);
                Some(Some(meeting.map_err(|error| error.to_string())?.id))
            }
        };
        let language = match row.words("Language").as_deref() {
            None => None,
            Some("") => Some(None),
            Some(word) => {
                let code = language::code(word)
                    .ok_or_else(|| format!("“{word}” is no language that is known here"))?;
                (code != row.now("Language")).then(|| Some(code.to_owned()))
            }
        };
        let fields = [
            kind.map(SourceField::Kind),
            row.words("Form").map(SourceField::Form),
            row.words("Round").map(SourceField::Round),
            row.date("Date")?.map(SourceField::Date),
            meeting.map(SourceField::Meeting),
            language.map(SourceField::Language),
        ];
        let case = row.name("Case").map(SourceFact::Case);
        let people = people(row).map(SourceFact::People);
        let fields = fields.into_iter().flatten().map(SourceFact::Field);
        Ok(fields.chain(case).chain(people).collect())
    }

    fn check(_: &Snapshot, rows: &mut [Planned<Self>]) -> Result<(), ProjectError> {
        match rows.iter().find(|row| row.id.is_none()) {
            Some(row) => Err(refused(row.line, &format!("there is no source “{}”", row.name))),
            None => Ok(()),
        }
    }

    fn mentions(fact: &SourceFact) -> Vec<Mention<'_>> {
        match fact {
            SourceFact::Case(name) => vec![Mention::Case(name)],
            SourceFact::People(names) => names.iter().map(|name| Mention::Person(name)).collect(),
            SourceFact::Field(_) => Vec::new(),
        }
    }
}

pub(super) fn take(work: &Work<'_>, rows: &[Planned<SourceInfo>]) -> Result<(), ProjectError> {
    for row in rows {
        let id = row.id.ok_or(ProjectError::Gone("This source"))?;
        for fact in &row.facts {
            match fact {
                SourceFact::Field(field) => work.tx.set_source(id, field)?,
                SourceFact::Case(name) => {
                    work.tx.set_source(id, &SourceField::Case(case_called(work, name)?))?;
                }
                SourceFact::People(names) => {
                    let people = names.iter().map(|name| work.tx.person_named(name, work.at));
                    work.tx.set_people(id, &people.collect::<Result<Vec<_>, _>>()?)?;
                }
            }
        }
        give(work, id, row)?;
    }
    Ok(())
}
