//! The register as tables: what their columns are, and what stands in each cell.

use std::collections::HashMap;

use super::RegisterTable;
use crate::domain::{
    Attribute, AttributeId, AttributeValue, Case, CaseId, Involvement, Meeting, MeetingId, Number,
    PartialDate, Person, PersonId, SourceId, SourceInfo, SourceKind, Subject, ValueKind,
};
use crate::project::Snapshot;
use crate::store::Holder;

/// A row of a table of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RegisterRow {
    /// A person.
    Person(PersonId),
    /// A case.
    Case(CaseId),
    /// A meeting.
    Meeting(MeetingId),
    /// A source.
    Source(SourceId),
    /// An attribute.
    Attribute(AttributeId),
}

impl RegisterRow {
    /// What has values of attributes in this row; nothing where it is an attribute itself.
    pub const fn holder(self) -> Option<Holder> {
        match self {
            Self::Person(id) => Some(Holder::Person(id)),
            Self::Case(id) => Some(Holder::Case(id)),
            Self::Meeting(id) => Some(Holder::Meeting(id)),
            Self::Source(id) => Some(Holder::Source(id)),
            Self::Attribute(_) => None,
        }
    }
}

/// A column of a table of the register. Several tables have some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RegisterColumn {
    /// What something is called.
    Name,
    /// The series of its number.
    Series,
    /// Its number.
    Number,
    /// The role of a person in the coarse grain.
    Role,
    /// Their role in the fine grain.
    FineRole,
    /// What is printed behind their role.
    Qualifier,
    /// How they come to be in the data.
    Part,
    /// The case to which something belongs.
    Case,
    /// Whether a person was recorded.
    Recorded,
    /// Whether that was written out.
    Transcribed,
    /// When they took their consent back.
    Withdrawn,
    /// What a person or case is called in the world.
    RealName,
    /// The exact post of a person.
    Post,
    /// The case of which another is a part.
    PartOf,
    /// Since when.
    PartSince,
    /// The case in which another went up.
    MergedInto,
    /// When.
    MergedAt,
    /// Whether the profile of a case may be printed.
    ProfilePublic,
    /// What kind of meeting or source it is.
    Kind,
    /// What labels call a source besides its kind.
    Form,
    /// When something took place.
    Date,
    /// Of which repeat of the study a source is.
    Round,
    /// How long a meeting took.
    Minutes,
    /// Who was at a meeting, or whom a source is of or about.
    People,
    /// The meeting of which a source tells.
    Meeting,
    /// How many sources there are.
    Sources,
    /// How many quotations there are in which a person speaks; not counted here.
    Extracts,
    /// The name of the file of a source.
    FileName,
    /// What has an attribute.
    Subject,
    /// What the values of an attribute are.
    ValueKind,
    /// The values to choose from.
    Choices,
    /// Whether the values of an attribute may be printed as they are.
    Public,
    /// A note of the team.
    Note,
    /// The value of an attribute.
    Value(AttributeId),
    /// What is printed in its place.
    PublicValue(AttributeId),
}

/// A row with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// Which it is.
    pub row: RegisterRow,
    /// How it is told from others.
    pub title: String,
    /// Its cells, by column.
    pub cells: Vec<RegisterCell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterCell {
    /// In words, as they are written back.
    pub words: String,
    /// How many values there are, where they have dates: the latest is shown.
    pub dates: usize,
}

impl RegisterTable {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::People, Self::Cases, Self::Meetings, Self::Sources, Self::Attributes];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Cases => "Cases",
            Self::Meetings => "Meetings",
            Self::Sources => "Sources",
            Self::Attributes => "Attributes",
        }
    }

    /// Whose attributes stand in its columns.
    pub const fn subject(self) -> Option<Subject> {
        match self {
            Self::People => Some(Subject::Person),
            Self::Cases => Some(Subject::Case),
            Self::Meetings => Some(Subject::Meeting),
            Self::Sources => Some(Subject::Source),
            Self::Attributes => None,
        }
    }

    /// Whether rows are made by writing into it. A source needs a text.
    pub const fn can_grow(self) -> bool {
        !matches!(self, Self::Sources)
    }

    /// Its columns, those of attributes last, by name.
    pub fn columns(self, snapshot: &Snapshot) -> Vec<RegisterColumn> {
        use RegisterColumn as C;
        let own: &[C] = match self {
            Self::People => &[
                C::Name,
                C::Series,
                C::Number,
                C::Role,
                C::FineRole,
                C::Qualifier,
                C::Part,
                C::Case,
                C::Recorded,
                C::Transcribed,
                C::Withdrawn,
                C::RealName,
                C::Post,
                C::Note,
                C::Sources,
                C::Extracts,
            ],
            Self::Cases => &[
                C::Name,
                C::RealName,
                C::PartOf,
                C::PartSince,
                C::MergedInto,
                C::MergedAt,
                C::ProfilePublic,
                C::Note,
                C::Sources,
            ],
            Self::Meetings => &[
                C::Number,
                C::Series,
                C::Kind,
                C::Date,
                C::Minutes,
                C::Case,
                C::People,
                C::Sources,
                C::Note,
            ],
            Self::Sources => &[
                C::Name,
                C::Kind,
                C::Form,
                C::Date,
                C::Round,
                C::Case,
                C::People,
                C::Meeting,
                C::FileName,
            ],
            Self::Attributes => {
                &[C::Name, C::Subject, C::ValueKind, C::Choices, C::Public, C::Note]
            }
        };
        let attributes = snapshot.attributes.iter();
        let attributes = attributes.filter(|one| Some(one.subject) == self.subject());
        let values = attributes.flat_map(|one| [C::Value(one.id), C::PublicValue(one.id)]);
        own.iter().copied().chain(values).collect()
    }
}

impl RegisterColumn {
    /// Its heading; an attribute's is its name.
    pub fn heading(self, snapshot: &Snapshot) -> String {
        let name = |id| snapshot.attribute(id).map_or("", |one| one.name.as_str());
        let heading = match self {
            Self::Name => "Name",
            Self::Series => "Series",
            Self::Number => "Number",
            Self::Role => "Role",
            Self::FineRole => "Fine role",
            Self::Qualifier => "Qualifier",
            Self::Part => "Part",
            Self::Case => "Case",
            Self::Recorded => "Recorded",
            Self::Transcribed => "Transcribed",
            Self::Withdrawn => "Withdrawn",
            Self::RealName => "Real name",
            Self::Post => "Post",
            Self::PartOf => "Part of",
            Self::PartSince => "Part since",
            Self::MergedInto => "Merged into",
            Self::MergedAt => "Merged at",
            Self::ProfilePublic => "Profile public",
            Self::Kind => "Kind",
            Self::Form => "Form",
            Self::Date => "Date",
            Self::Round => "Round",
            Self::Minutes => "Minutes",
            Self::People => "People",
            Self::Meeting => "Meeting",
            Self::Sources => "Sources",
            Self::Extracts => "Extracts",
            Self::FileName => "File",
            Self::Subject => "Subject",
            Self::ValueKind => "Type",
            Self::Choices => "Choices",
            Self::Public => "Public",
            Self::Note => "Note",
            Self::Value(id) => return name(id).to_owned(),
            Self::PublicValue(id) => return format!("{}, public", name(id)),
        };
        heading.to_owned()
    }

    /// Whether only the team may see what stands in it.
    pub fn is_private(self, table: RegisterTable, snapshot: &Snapshot) -> bool {
        match self {
            // Names in texts and of sources may tell who somebody is; those of attributes are headings.
            Self::Name | Self::Note => table != RegisterTable::Attributes,
            Self::Case
            | Self::RealName
            | Self::Post
            | Self::PartOf
            | Self::MergedInto
            | Self::People
            | Self::Meeting
            | Self::FileName
            | Self::Recorded
            | Self::Transcribed
            | Self::Withdrawn => true,
            Self::Value(id) => snapshot.attribute(id).is_none_or(|one| !one.is_public),
            _ => false,
        }
    }

    /// Whether it can be written in; the others are counted or come from elsewhere.
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::Sources | Self::Extracts | Self::FileName)
    }
}

/// What stands between several people or choices in one cell.
const BETWEEN: &str = "; ";

impl Snapshot {
    /// The rows of a table with what stands in these columns, in the order of the project.
    pub fn register_lines(
        &self,
        table: RegisterTable,
        columns: &[RegisterColumn],
    ) -> Vec<RegisterLine> {
        let reader = Reader::new(self);
        let line = |row, title: String, cell: &dyn Fn(RegisterColumn) -> RegisterCell| {
            RegisterLine { row, title, cells: columns.iter().map(|column| cell(*column)).collect() }
        };
        match table {
            RegisterTable::People => {
                let all = self.people.iter();
                all.map(|one| {
                    line(RegisterRow::Person(one.id), one.name.clone(), &|column| {
                        reader.of_person(one, column)
                    })
                })
                .collect()
            }
            RegisterTable::Cases => {
                let all = self.cases.iter();
                all.map(|one| {
                    line(RegisterRow::Case(one.id), one.name.clone(), &|column| {
                        reader.of_case(one, column)
                    })
                })
                .collect()
            }
            RegisterTable::Meetings => {
                let all = self.meetings.iter();
                all.map(|one| {
                    line(RegisterRow::Meeting(one.id), one.title(), &|column| {
                        reader.of_meeting(one, column)
                    })
                })
                .collect()
            }
            RegisterTable::Sources => {
                let all = self.sources.iter();
                all.map(|one| {
                    line(RegisterRow::Source(one.id), one.name.clone(), &|column| {
                        reader.of_source(one, column)
                    })
                })
                .collect()
            }
            RegisterTable::Attributes => {
                let all = self.attributes.iter();
                all.map(|one| {
                    line(RegisterRow::Attribute(one.id), one.name.clone(), &|column| {
                        plain(of_attribute(one, column))
                    })
                })
                .collect()
            }
        }
    }
}

fn plain(words: impl Into<String>) -> RegisterCell {
    RegisterCell { words: words.into(), dates: 0 }
}

fn yes_no(yes: Option<bool>) -> &'static str {
    match yes {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

fn date(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// The latest of the values of an attribute, and how many there are.
pub(super) fn latest(
    values: &[AttributeValue],
    attribute: AttributeId,
) -> (Option<&AttributeValue>, usize) {
    let of = || values.iter().filter(|value| value.attribute == attribute);
    (of().max_by_key(|value| value.since.map(|since| since.days()[0])), of().count())
}

/// What cells look up again and again.
struct Reader<'a> {
    cases: HashMap<CaseId, &'a str>,
    people: HashMap<PersonId, &'a str>,
    meetings: HashMap<MeetingId, String>,
    sources_of_person: HashMap<PersonId, usize>,
    sources_of_case: HashMap<CaseId, usize>,
    sources_of_meeting: HashMap<MeetingId, usize>,
}

impl<'a> Reader<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        let mut reader = Self {
            cases: snapshot.cases.iter().map(|one| (one.id, one.name.as_str())).collect(),
            people: snapshot.people.iter().map(|one| (one.id, one.name.as_str())).collect(),
            meetings: snapshot.meetings.iter().map(|one| (one.id, one.title())).collect(),
            sources_of_person: HashMap::new(),
            sources_of_case: HashMap::new(),
            sources_of_meeting: HashMap::new(),
        };
        for info in snapshot.sources.iter() {
            for person in &info.people {
                *reader.sources_of_person.entry(*person).or_default() += 1;
            }
            if let Some(case) = info.case {
                *reader.sources_of_case.entry(case).or_default() += 1;
            }
            if let Some(meeting) = info.meeting {
                *reader.sources_of_meeting.entry(meeting).or_default() += 1;
            }
        }
        reader
    }

    fn case(&self, case: Option<CaseId>) -> String {
        let name = case.and_then(|case| self.cases.get(&case));
        name.map(|name| (*name).to_owned()).unwrap_or_default()
    }

    fn people(&self, people: &[PersonId]) -> String {
        let names: Vec<&str> =
            people.iter().filter_map(|person| self.people.get(person).copied()).collect();
        names.join(BETWEEN)
    }

    fn of_person(&self, one: &Person, column: RegisterColumn) -> RegisterCell {
        use RegisterColumn as C;
        plain(match column {
            C::Name => one.name.clone(),
            C::Series | C::Number => of_number(one.number.as_ref(), column),
            C::Role => one.role.clone(),
            C::FineRole => one.fine_role.clone(),
            C::Qualifier => one.qualifier.clone(),
            C::Part => Involvement::word(one.part).to_owned(),
            C::Case => self.case(one.case),
            C::Recorded => yes_no(one.consent.recorded).to_owned(),
            C::Transcribed => yes_no(one.consent.transcribed).to_owned(),
            C::Withdrawn => date(one.consent.withdrawn),
            C::RealName => one.real_name.to_string(),
            C::Post => one.post.to_string(),
            C::Note => one.note.to_string(),
            C::Sources => count(self.sources_of_person.get(&one.id)),
            other => return of_values(&one.attributes, other),
        })
    }

    fn of_case(&self, one: &Case, column: RegisterColumn) -> RegisterCell {
        use RegisterColumn as C;
        plain(match column {
            C::Name => one.name.clone(),
            C::RealName => one.real_name.to_string(),
            C::PartOf => self.case(one.part_of.map(|(whole, _)| whole)),
            C::PartSince => date(one.part_of.and_then(|(_, since)| since)),
            C::MergedInto => self.case(one.merged_into.map(|(other, _)| other)),
            C::MergedAt => date(one.merged_into.and_then(|(_, at)| at)),
            C::ProfilePublic => yes_no(Some(one.is_profile_public)).to_owned(),
            C::Note => one.note.to_string(),
            C::Sources => count(self.sources_of_case.get(&one.id)),
            other => return of_values(&one.attributes, other),
        })
    }

    fn of_meeting(&self, one: &Meeting, column: RegisterColumn) -> RegisterCell {
        use RegisterColumn as C;
        plain(match column {
            C::Series | C::Number => of_number(one.number.as_ref(), column),
            C::Kind => one.kind.clone(),
            C::Date => date(one.date),
            C::Minutes => one.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            C::Case => self.case(one.case),
            C::People => self.people(&one.people),
            C::Sources => count(self.sources_of_meeting.get(&one.id)),
            C::Note => one.note.to_string(),
            other => return of_values(&one.attributes, other),
        })
    }

    fn of_source(&self, one: &SourceInfo, column: RegisterColumn) -> RegisterCell {
        use RegisterColumn as C;
        plain(match column {
            C::Name => one.name.clone(),
            C::Kind => SourceKind::word(one.kind).to_owned(),
            C::Form => one.form.clone(),
            C::Date => date(one.date),
            C::Round => one.round.clone(),
            C::Case => self.case(one.case),
            C::People => self.people(&one.people),
            C::Meeting => {
                let title = one.meeting.and_then(|meeting| self.meetings.get(&meeting));
                title.cloned().unwrap_or_default()
            }
            C::FileName => one.file_name.clone(),
            other => return of_values(&one.attributes, other),
        })
    }
}

fn of_number(number: Option<&Number>, column: RegisterColumn) -> String {
    match (number, column) {
        (Some(number), RegisterColumn::Series) => number.series.clone(),
        (Some(number), _) => number.number.to_string(),
        (None, _) => String::new(),
    }
}

fn count(count: Option<&usize>) -> String {
    count.copied().unwrap_or_default().to_string()
}

fn of_values(values: &[AttributeValue], column: RegisterColumn) -> RegisterCell {
    let (attribute, is_public) = match column {
        RegisterColumn::Value(id) => (id, false),
        RegisterColumn::PublicValue(id) => (id, true),
        _ => return RegisterCell::default(),
    };
    let (latest, count) = latest(values, attribute);
    let words = latest.and_then(|value| match is_public {
        true => value.public.clone(),
        false => Some(value.value.clone()),
    });
    RegisterCell { words: words.unwrap_or_default(), dates: if count > 1 { count } else { 0 } }
}

fn of_attribute(one: &Attribute, column: RegisterColumn) -> String {
    use RegisterColumn as C;
    match column {
        C::Name => one.name.clone(),
        C::Subject => one.subject.word().to_owned(),
        C::ValueKind => ValueKind::word(one.kind).to_owned(),
        C::Choices => one.choices.join(BETWEEN),
        C::Public => yes_no(Some(one.is_public)).to_owned(),
        C::Note => one.note.clone(),
        _ => String::new(),
    }
}
