//! What the cells of one row say, put together: a number and its series are one fact, so are a value and what is printed for it.

use super::super::RegisterTable;
use super::super::attributes::has_values;
use super::super::columns::{RegisterColumn, RegisterRow, latest};
use super::RowToWrite;
use super::words::{choices, date, meeting, names, number, valued, yes_no};
use crate::domain::{
    Attribute, AttributeId, AttributeValue, Case, CaseId, Involvement, Meeting, Number,
    PartialDate, Person, Private, SourceInfo, SourceKind, Subject, ValueKind, read_name,
};
use crate::project::Snapshot;
use crate::store::{AttributeField, CaseField, MeetingField, PersonField, SourceField};

/// A fact that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    Person(PersonField),
    Case(CaseField),
    Meeting(MeetingField),
    Source(SourceField),
    Attribute(AttributeField),
    /// The case by its name, made where there is none.
    InCase(Option<String>),
    PartOf(Option<String>, Option<PartialDate>),
    MergedInto(Option<String>, Option<PartialDate>),
    /// People by their names, made where there are none.
    People(Vec<String>),
    Value {
        attribute: AttributeId,
        since: Option<PartialDate>,
        value: String,
        public: Option<String>,
    },
}

/// Another case, and a date.
type OtherCase = Option<(CaseId, Option<PartialDate>)>;

/// What was written in a cell, with the cell's place.
type Written<T> = Option<(usize, T)>;

/// A row on its way into the project.
#[derive(Debug, Default)]
struct Parts {
    series: Written<String>,
    number: Written<Option<u32>>,
    whole: Written<Option<String>>,
    whole_since: Written<Option<PartialDate>>,
    other: Written<Option<String>>,
    other_at: Written<Option<PartialDate>>,
    kind: Written<ValueKind>,
    choices: Written<Vec<String>>,
    subject: Written<Subject>,
    values: Vec<(AttributeId, Written<String>, Written<String>)>,
}

/// What is written in a row.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) row: RowToWrite,
    /// How the row is told from others; what a new one is to be called.
    pub(super) title: String,
    /// The places of all its cells.
    pub(super) cells: Vec<usize>,
    pub(super) name: Written<String>,
    /// Whether its number changes, to `number`.
    pub(super) gives_number: bool,
    pub(super) number: Option<Number>,
    /// The number in the name of somebody new, borne where it is free.
    pub(super) number_in_name: Option<Number>,
    pub(super) subject: Option<Subject>,
    pub(super) deeds: Vec<(usize, Deed)>,
    table: RegisterTable,
    parts: Parts,
}

/// A row that is there.
enum Known<'a> {
    Person(&'a Person),
    Case(&'a Case),
    Meeting(&'a Meeting),
    Source(&'a SourceInfo),
    Attribute(&'a Attribute),
}

impl<'a> Known<'a> {
    fn find(snapshot: &'a Snapshot, row: RegisterRow) -> Option<Self> {
        match row {
            RegisterRow::Person(id) => snapshot.person(id).map(Self::Person),
            RegisterRow::Case(id) => snapshot.case(id).map(Self::Case),
            RegisterRow::Meeting(id) => snapshot.meeting(id).map(Self::Meeting),
            RegisterRow::Source(id) => snapshot.source(id).map(Self::Source),
            RegisterRow::Attribute(id) => snapshot.attribute(id).map(Self::Attribute),
        }
    }

    fn title(&self) -> String {
        match self {
            Self::Person(one) => one.name.clone(),
            Self::Case(one) => one.name.clone(),
            Self::Meeting(one) => one.title(),
            Self::Source(one) => one.name.clone(),
            Self::Attribute(one) => one.name.clone(),
        }
    }

    fn number(&self) -> Option<&'a Number> {
        match self {
            Self::Person(one) => one.number.as_ref(),
            Self::Meeting(one) => one.number.as_ref(),
            _ => None,
        }
    }

    fn values(&self) -> &'a [AttributeValue] {
        match self {
            Self::Person(one) => &one.attributes,
            Self::Case(one) => &one.attributes,
            Self::Meeting(one) => &one.attributes,
            Self::Source(one) => &one.attributes,
            Self::Attribute(_) => &[],
        }
    }
}

impl Draft {
    /// A row of which nothing is written yet. The error is a sentence.
    pub(super) fn new(
        snapshot: &Snapshot,
        table: RegisterTable,
        row: RowToWrite,
    ) -> Result<Self, String> {
        let (one, _) = table.words();
        let title = match row {
            RowToWrite::There(row) => match Known::find(snapshot, row) {
                Some(known) => known.title(),
                None => return Err(format!("This {one} is no longer in the project")),
            },
            RowToWrite::New(_) if !table.can_grow() => {
                return Err("A source needs a text; import it".to_owned());
            }
            RowToWrite::New(_) => String::new(),
        };
        Ok(Self {
            row,
            title,
            cells: Vec::new(),
            name: None,
            gives_number: false,
            number: None,
            number_in_name: None,
            subject: None,
            deeds: Vec::new(),
            table,
            parts: Parts::default(),
        })
    }

    pub(super) fn is_new(&self) -> bool {
        matches!(self.row, RowToWrite::New(_))
    }

    /// Whether nothing is written, or nothing of what was is right.
    pub(super) fn is_empty(&self) -> bool {
        self.name.is_none() && !self.gives_number && self.deeds.is_empty() && self.subject.is_none()
    }

    /// Lets go of everything that is written.
    pub(super) fn clear(&mut self) {
        self.name = None;
        self.gives_number = false;
        self.number_in_name = None;
        self.subject = None;
        self.deeds.clear();
    }

    /// Lets go of what was written in a cell.
    pub(super) fn drop_cell(&mut self, cell: usize) {
        self.deeds.retain(|(at, _)| *at != cell);
        if self.name.as_ref().is_some_and(|(at, _)| *at == cell) {
            self.name = None;
        }
    }

    /// The cell by which its number was given: that of the number, or that of the series.
    pub(super) fn number_cell(&self) -> Option<usize> {
        let number = self.parts.number.as_ref().map(|(at, _)| *at);
        number.or(self.parts.series.as_ref().map(|(at, _)| *at))
    }

    /// Takes what was written in a cell. The error is a sentence.
    pub(super) fn take(
        &mut self,
        snapshot: &Snapshot,
        at: usize,
        column: RegisterColumn,
        words: &str,
    ) -> Result<(), String> {
        use RegisterColumn as C;
        use RegisterTable as T;
        let parts = &mut self.parts;
        let text = || words.to_owned();
        let private = || Private::new(words);
        let name = || Some(text()).filter(|name| !name.is_empty());
        let deed = match (self.table, column) {
            (T::Meetings, C::Name) => return Err("A meeting has no name".to_owned()),
            (_, C::Name) if words.is_empty() => {
                let (one, _) = self.table.words();
                return Err(format!("A {one} needs a name").replace("A attribute", "An attribute"));
            }
            (_, C::Name) => {
                self.name = Some((at, text()));
                return Ok(());
            }
            // `M10` in the place of a series is both.
            (T::Meetings, C::Series)
                if parts.number.is_none() && words.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                let (series, number) = number(words, true)?;
                parts.number = Some((at, number));
                parts.series = series.map(|series| (at, series));
                return Ok(());
            }
            (T::People | T::Meetings, C::Series) => {
                parts.series = Some((at, text()));
                return Ok(());
            }
            (T::People | T::Meetings, C::Number) => {
                let (series, number) = number(words, self.table == T::Meetings)?;
                parts.number = Some((at, number));
                if let Some(series) = series {
                    parts.series = Some((at, series));
                }
                return Ok(());
            }
            (T::People, C::Role) => Deed::Person(PersonField::Role(text())),
            (T::People, C::FineRole) => Deed::Person(PersonField::FineRole(text())),
            (T::People, C::Qualifier) => Deed::Person(PersonField::Qualifier(text())),
            (T::People, C::Part) => {
                let part = match words {
                    "" => Involvement::default(),
                    word => word.parse().map_err(|error| format!("{error}"))?,
                };
                Deed::Person(PersonField::Part(part))
            }
            (T::People, C::Recorded) => Deed::Person(PersonField::Recorded(yes_no(words)?)),
            (T::People, C::Transcribed) => Deed::Person(PersonField::Transcribed(yes_no(words)?)),
            (T::People, C::Withdrawn) => Deed::Person(PersonField::Withdrawn(date(words)?)),
            (T::People, C::RealName) => Deed::Person(PersonField::RealName(private())),
            (T::People, C::Post) => Deed::Person(PersonField::Post(private())),
            (T::People, C::Note) => Deed::Person(PersonField::Note(private())),
            (T::People | T::Meetings | T::Sources, C::Case) => Deed::InCase(name()),
            (T::Cases, C::RealName) => Deed::Case(CaseField::RealName(private())),
            (T::Cases, C::Note) => Deed::Case(CaseField::Note(private())),
            (T::Cases, C::ProfilePublic) => {
                Deed::Case(CaseField::ProfilePublic(yes_no(words)?.unwrap_or_default()))
            }
            (T::Cases, C::PartOf) => {
                parts.whole = Some((at, name()));
                return Ok(());
            }
            (T::Cases, C::PartSince) => {
                parts.whole_since = Some((at, date(words)?));
                return Ok(());
            }
            (T::Cases, C::MergedInto) => {
                parts.other = Some((at, name()));
                return Ok(());
            }
            (T::Cases, C::MergedAt) => {
                parts.other_at = Some((at, date(words)?));
                return Ok(());
            }
            (T::Meetings, C::Kind) => Deed::Meeting(MeetingField::Kind(text())),
            (T::Meetings, C::Date) => Deed::Meeting(MeetingField::Date(date(words)?)),
            (T::Meetings, C::Minutes) => Deed::Meeting(MeetingField::Minutes(match words {
                "" => None,
                words => Some(words.parse().map_err(|_| {
                    format!("“{words}” is no number of minutes; write one such as 90")
                })?),
            })),
            (T::Meetings, C::Note) => Deed::Meeting(MeetingField::Note(private())),
            (T::Meetings | T::Sources, C::People) => Deed::People(names(words)),
            (T::Sources, C::Kind) => Deed::Source(SourceField::Kind(
                words.to_lowercase().parse::<SourceKind>().map_err(|error| format!("{error}"))?,
            )),
            (T::Sources, C::Form) => Deed::Source(SourceField::Form(text())),
            (T::Sources, C::Date) => Deed::Source(SourceField::Date(date(words)?)),
            (T::Sources, C::Round) => Deed::Source(SourceField::Round(text())),
            (T::Sources, C::Meeting) => {
                Deed::Source(SourceField::Meeting(meeting(snapshot, words)?))
            }
            (T::Attributes, C::Subject) => {
                let subject = words.parse().map_err(|error| format!("{error}"))?;
                parts.subject = Some((at, subject));
                return Ok(());
            }
            (T::Attributes, C::ValueKind) => {
                let kind = match words {
                    "" => ValueKind::default(),
                    word => word.parse().map_err(|error| format!("{error}"))?,
                };
                parts.kind = Some((at, kind));
                return Ok(());
            }
            (T::Attributes, C::Choices) => {
                parts.choices = Some((at, choices(words)));
                return Ok(());
            }
            (T::Attributes, C::Public) => {
                Deed::Attribute(AttributeField::Public(yes_no(words)?.unwrap_or_default()))
            }
            (T::Attributes, C::Note) => Deed::Attribute(AttributeField::Note(text())),
            (_, C::Value(id) | C::PublicValue(id)) => {
                let attribute = snapshot.attribute(id);
                let attribute = attribute.ok_or("This attribute is no longer in the project")?;
                let place = parts.values.iter().position(|(known, ..)| *known == id);
                let place = place.unwrap_or_else(|| {
                    parts.values.push((id, None, None));
                    parts.values.len() - 1
                });
                let (_, value, public) = &mut parts.values[place];
                match column {
                    C::Value(_) => *value = Some((at, valued(attribute, words)?)),
                    _ => *public = Some((at, text())),
                }
                return Ok(());
            }
            _ => return Err("Nothing can be written here".to_owned()),
        };
        self.deeds.push((at, deed));
        Ok(())
    }

    /// Puts together what belongs together; gives the cells that say nothing alone, each with a sentence.
    pub(super) fn put_together(&mut self, snapshot: &Snapshot) -> Vec<(usize, String)> {
        let mut refused = Vec::new();
        let known = match self.row {
            RowToWrite::There(row) => Known::find(snapshot, row),
            RowToWrite::New(_) => None,
        };
        let known = known.as_ref();
        self.name_and_number(snapshot, known, &mut refused);
        self.other_cases(snapshot, known, &mut refused);
        self.kind_of_values(snapshot, known, &mut refused);
        let stored = known.map_or(&[][..], Known::values);
        for (attribute, value, public) in std::mem::take(&mut self.parts.values) {
            let before = latest(stored, attribute).0;
            let at = value.as_ref().or(public.as_ref()).map_or(0, |(at, _)| *at);
            let writes_public = public.as_ref().filter(|(_, words)| !words.is_empty());
            let words = value.map(|(_, words)| words);
            let words = words.or(before.map(|before| before.value.clone())).unwrap_or_default();
            if let (true, Some((at, _))) = (words.is_empty(), writes_public) {
                let said = "Write the exact value first; this is what is printed in its place";
                refused.push((*at, said.to_owned()));
                continue;
            }
            let printed = match public {
                Some((_, words)) => Some(words).filter(|words| !words.is_empty()),
                None => before.and_then(|before| before.public.clone()),
            };
            let since = before.and_then(|before| before.since);
            self.deeds.push((at, Deed::Value { attribute, since, value: words, public: printed }));
        }
        refused
    }

    fn name_and_number(
        &mut self,
        snapshot: &Snapshot,
        known: Option<&Known<'_>>,
        refused: &mut Vec<(usize, String)>,
    ) {
        let stored = known.and_then(Known::number);
        if self.parts.series.is_some() || self.parts.number.is_some() {
            let number = match &self.parts.number {
                Some((_, number)) => *number,
                None => stored.map(|stored| stored.number),
            };
            let series = match (&self.parts.series, stored) {
                (Some((_, series)), _) => series.clone(),
                (None, Some(stored)) => stored.series.clone(),
                (None, None) => usual_series(snapshot, self.table),
            };
            match (number, &self.parts.series) {
                (None, Some((at, series))) if !series.is_empty() => {
                    let said = "A series stands before a number; write the number, too";
                    refused.push((*at, said.to_owned()));
                }
                _ => {
                    self.gives_number = true;
                    self.number = number.map(|number| Number { series, number });
                }
            }
        }
        let in_name = self.name.as_ref().and_then(|(_, name)| read_name(name));
        if let (true, RegisterTable::People, Some((role, number))) =
            (self.is_new(), self.table, in_name)
        {
            let at = self.name.as_ref().map_or(0, |(at, _)| *at);
            // Before what is written of the role itself.
            self.deeds.insert(0, (at, Deed::Person(PersonField::Role(role))));
            let number = Number { series: String::new(), number };
            self.number_in_name = Some(number).filter(|_| !self.gives_number);
        }
    }

    fn other_cases(
        &mut self,
        snapshot: &Snapshot,
        known: Option<&Known<'_>>,
        refused: &mut Vec<(usize, String)>,
    ) {
        let stored = |of: fn(&Case) -> OtherCase| {
            let Some(Known::Case(case)) = known else { return (None, None) };
            let Some((other, date)) = of(case) else { return (None, None) };
            (snapshot.case(other).map(|other| other.name.clone()), date)
        };
        let mut put =
            |name: Written<Option<String>>,
             date: Written<Option<PartialDate>>,
             stored: (Option<String>, Option<PartialDate>),
             deed: fn(Option<String>, Option<PartialDate>) -> Deed| {
                let Some(at) = name.as_ref().map(|(at, _)| *at).or(date.map(|(at, _)| at)) else {
                    return;
                };
                let name = name.map_or(stored.0, |(_, name)| name);
                if let (None, Some((at, Some(_)))) = (&name, date) {
                    refused.push((at, "Write first which case that is".to_owned()));
                    return;
                }
                let date = date.map_or(stored.1, |(_, date)| date).filter(|_| name.is_some());
                self.deeds.push((at, deed(name, date)));
            };
        let parts = &mut self.parts;
        put(parts.whole.take(), parts.whole_since.take(), stored(|one| one.part_of), Deed::PartOf);
        put(
            parts.other.take(),
            parts.other_at.take(),
            stored(|one| one.merged_into),
            Deed::MergedInto,
        );
    }

    fn kind_of_values(
        &mut self,
        snapshot: &Snapshot,
        known: Option<&Known<'_>>,
        refused: &mut Vec<(usize, String)>,
    ) {
        let is_choice = |kind| matches!(kind, ValueKind::Choice | ValueKind::OrderedChoice);
        let stored = match known {
            Some(Known::Attribute(attribute)) => Some(*attribute),
            _ => None,
        };
        if let Some((at, subject)) = self.parts.subject.take() {
            match stored {
                Some(stored) if stored.subject == subject => {}
                Some(stored) if has_values(snapshot, stored.id) => {
                    let said = "It has values already; make another attribute for these";
                    refused.push((at, said.to_owned()));
                }
                Some(_) => {
                    let field = AttributeField::Subject(subject);
                    self.deeds.push((at, Deed::Attribute(field)));
                    self.subject = Some(subject);
                }
                None => self.subject = Some(subject),
            }
        }
        let (kind, choices) = (self.parts.kind.take(), self.parts.choices.take());
        let Some(at) = kind.as_ref().map(|(at, _)| *at).or(choices.as_ref().map(|(at, _)| *at))
        else {
            return;
        };
        let words = match &choices {
            Some((_, words)) => words.clone(),
            None => stored.map(|stored| stored.choices.clone()).unwrap_or_default(),
        };
        let before = stored.map(|stored| stored.kind).unwrap_or_default();
        let kind = match kind {
            Some((_, kind)) => kind,
            // Whoever writes words to choose from means a choice.
            None if !is_choice(before) && !words.is_empty() => ValueKind::Choice,
            None => before,
        };
        if is_choice(kind) && words.is_empty() {
            let said = "A choice needs words; write them under Choices, with a semicolon between";
            refused.push((at, said.to_owned()));
            return;
        }
        let words = if is_choice(kind) { words } else { Vec::new() };
        self.deeds.push((at, Deed::Attribute(AttributeField::Kind(kind, words))));
    }
}

/// The series in which a number is given that names none: that of the other meetings, which is M at first; none for people.
fn usual_series(snapshot: &Snapshot, table: RegisterTable) -> String {
    if table != RegisterTable::Meetings {
        return String::new();
    }
    let last = snapshot.meetings.iter().rev().find_map(|one| one.number.as_ref());
    last.map_or_else(|| "M".to_owned(), |number| number.series.clone())
}
