//! The register as tables: its people, cases, meetings, attributes, and what is known of sources, read from a spreadsheet and
//! written for one.
//!
//! What a table leaves out stays: an empty cell changes nothing, and nothing is deleted. The headings of what may not be
//! printed end in “(private)”; on the way in that makes no difference. Attributes have columns of their own, see `values`.

mod attributes;
mod cases;
mod list;
mod meetings;
mod people;
mod reading;
mod sources;
mod values;

use std::collections::{HashMap, HashSet};

use crate::domain::{
    Attribute, AttributeValue, Case, CaseId, Meeting, Person, SourceInfo, Subject,
};
use crate::export::{PrintedFigure, TableLine, TableReport};
use crate::import::survey::Sheet;
use crate::project::{Project, ProjectError, Snapshot, Work};
use crate::store::Holder;
use crate::text::{capital, counted};

use reading::{Reading, Row};
use values::Given;

/// A table of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RegisterTable {
    /// People, known by the names that the texts give them.
    #[default]
    People,
    /// Cases, known by their pseudonyms.
    Cases,
    /// Meetings, known by series and number; those without a number by kind, date and case.
    Meetings,
    /// Attributes, known by what has them and their names.
    Attributes,
    /// What is known of sources besides their texts; they are known by their names, and never made by a table.
    Sources,
}

impl RegisterTable {
    /// The word for one thing of it, and for several.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::People => ("person", "people"),
            Self::Cases => ("case", "cases"),
            Self::Meetings => ("meeting", "meetings"),
            Self::Attributes => ("attribute", "attributes"),
            Self::Sources => ("source", "sources"),
        }
    }

    /// The word for one thing of it, with its article.
    pub const fn one(self) -> &'static str {
        match self {
            Self::People => "a person",
            Self::Cases => "a case",
            Self::Meetings => "a meeting",
            Self::Attributes => "an attribute",
            Self::Sources => "a source",
        }
    }
}

/// What an empty cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EmptyCells {
    /// Nothing: what is there stays.
    #[default]
    Stay,
    /// That what is there goes, as far as it may be missing.
    Clear,
}

/// What a table would change, before it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterPlan {
    /// What the things that are new are called.
    pub new: Vec<String>,
    /// What those are called of which something changes.
    pub changed: Vec<String>,
    /// How many stay as they are.
    pub same: usize,
    /// The cases and people that are made because the table names them: `the case “Site 3”`.
    pub also_new: Vec<String>,
    /// The headings of columns that are not understood, and left out.
    pub unknown: Vec<String>,
    rows: Rows,
}

/// The rows of a table that change something.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rows {
    People(Vec<Planned<Person>>),
    Cases(Vec<Planned<Case>>),
    Meetings(Vec<Planned<Meeting>>),
    Attributes(Vec<Planned<Attribute>>),
    Sources(Vec<Planned<SourceInfo>>),
}

/// A row that changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Planned<T: Listed> {
    /// By what it is known, in lower case.
    key: String,
    /// What the table calls it.
    name: String,
    /// The thing, where it is there already.
    id: Option<T::Id>,
    facts: Vec<T::Fact>,
    values: Vec<Given>,
    /// The line of the file that it stands on.
    line: u64,
}

/// A column that a table always has.
#[derive(Debug, Clone, Copy)]
struct Column {
    heading: &'static str,
    is_public: bool,
}

const fn public(heading: &'static str) -> Column {
    Column { heading, is_public: true }
}

const fn private(heading: &'static str) -> Column {
    Column { heading, is_public: false }
}

/// Things of the register that a table lists.
trait Listed: Clone + std::fmt::Debug + PartialEq + Eq + 'static {
    /// Their key.
    type Id: Copy + std::fmt::Debug + PartialEq + Eq;
    /// What can be said of one in a column.
    type Fact: Clone + std::fmt::Debug + PartialEq + Eq;
    /// The columns that there always are.
    const COLUMNS: &'static [Column];
    /// The columns of which a table must have one at least.
    const NEEDED: &'static [&'static str];
    /// Whose attributes have columns in the table.
    const SUBJECT: Option<Subject>;

    fn all(snapshot: &Snapshot) -> &[Self];
    fn id(&self) -> Self::Id;
    fn holder(id: Self::Id) -> Option<Holder>;
    fn values(&self) -> &[AttributeValue];
    /// Its cells under [`Self::COLUMNS`].
    fn cells(&self, snapshot: &Snapshot) -> Vec<String>;
    /// Whether its cell in a column may be printed, where the column as a whole may not.
    fn is_cell_public(&self, _heading: &str) -> bool {
        false
    }
    /// By what a table knows it, in lower case.
    fn key(&self, snapshot: &Snapshot) -> String;
    /// The same, and its name for people, as a row gives them. The error is a sentence.
    fn named(row: &Row<'_>) -> Result<Named, String>;
    /// What a row says that is not so already. The error is a sentence.
    fn facts(row: &Row<'_>) -> Result<Vec<Self::Fact>, String>;
    /// Refuses rows that cannot stand together, and adds what follows from them.
    fn check(_snapshot: &Snapshot, _rows: &mut [Planned<Self>]) -> Result<(), ProjectError> {
        Ok(())
    }
    /// The cases and people that a fact names, which are made where there are none.
    fn mentions(fact: &Self::Fact) -> Vec<Mention<'_>>;
}

/// Something that is named by the way.
enum Mention<'a> {
    Case(&'a str),
    Person(&'a str),
}

/// What a row is about.
struct Named {
    /// By what the thing is known, in lower case.
    key: String,
    /// What people call it.
    name: String,
    /// Whether several things may be known by the same; they are told apart by their order.
    may_repeat: bool,
}

impl Named {
    /// What is known by its name. The error is a sentence.
    fn by_name(name: &str) -> Result<Self, String> {
        let (key, name) = (name.to_lowercase(), name.to_owned());
        match name.is_empty() {
            true => Err("the name is missing".to_owned()),
            false => Ok(Self { key, name, may_repeat: false }),
        }
    }
}

impl Snapshot {
    /// A table of the register. Without `private` it has only what may be printed, and people do not stand by their names.
    pub fn register_table(&self, table: RegisterTable, private: bool) -> TableReport {
        match table {
            RegisterTable::People => {
                let mut people: Vec<&Person> = self.people.iter().collect();
                if !private {
                    people.sort_by_key(|one| (one.number.is_none(), one.number.clone()));
                }
                self.written(table, &people, private)
            }
            RegisterTable::Cases => self.written(table, &of::<Case>(self), private),
            RegisterTable::Meetings => self.written(table, &of::<Meeting>(self), private),
            RegisterTable::Attributes => self.written(table, &of::<Attribute>(self), private),
            RegisterTable::Sources => self.written(table, &of::<SourceInfo>(self), private),
        }
    }

    fn written<T: Listed>(&self, table: RegisterTable, all: &[&T], private: bool) -> TableReport {
        let mut columns: Vec<String> = Vec::new();
        let mut rows: Vec<Vec<String>> = vec![Vec::new(); all.len()];
        let cells: Vec<Vec<String>> = all.iter().map(|one| one.cells(self)).collect();
        for (place, column) in T::COLUMNS.iter().enumerate() {
            let may_stand =
                |one: &T| private || column.is_public || one.is_cell_public(column.heading);
            if !private && !column.is_public && !all.iter().any(|one| may_stand(one)) {
                continue;
            }
            let mark = if private && !column.is_public { " (private)" } else { "" };
            columns.push(format!("{}{mark}", column.heading));
            for ((row, one), cells) in rows.iter_mut().zip(all).zip(&cells) {
                row.push(if may_stand(one) { cells[place].clone() } else { String::new() });
            }
        }
        if let Some(subject) = T::SUBJECT {
            let values: Vec<&[AttributeValue]> = all.iter().map(|one| one.values()).collect();
            for column in values::written(self, subject, T::COLUMNS, &values, private) {
                columns.push(column.heading);
                rows.iter_mut().zip(column.cells).for_each(|(row, cell)| row.push(cell));
            }
        }
        let line = |row: Vec<String>| {
            let mut cells = row.into_iter();
            TableLine {
                name: cells.next().unwrap_or_default(),
                figures: cells.map(PrintedFigure::Words).collect(),
            }
        };
        let mut columns = columns.into_iter();
        let (_, many) = table.words();
        let note = match private {
            true => "For the team only: columns marked (private) may not be printed.",
            false => "Only what may be printed.",
        };
        TableReport {
            title: capital(many),
            notes: vec![note.to_owned()],
            of_rows: columns.next().unwrap_or_default(),
            columns: columns.collect(),
            rows: rows.into_iter().map(line).collect(),
            is_even: false,
            totals: (0, 0),
        }
    }

    /// Reads a table and tells what it would change.
    ///
    /// # Errors
    /// When the column is missing by which its things are known, or a row says something that cannot be; the row is named.
    pub fn plan_register(
        &self,
        table: RegisterTable,
        sheet: &Sheet,
        empty: EmptyCells,
    ) -> Result<RegisterPlan, ProjectError> {
        let from = (sheet, empty);
        match table {
            RegisterTable::People => self.planned(from, Rows::People),
            RegisterTable::Cases => self.planned(from, Rows::Cases),
            RegisterTable::Meetings => self.planned(from, Rows::Meetings),
            RegisterTable::Attributes => self.planned(from, Rows::Attributes),
            RegisterTable::Sources => self.planned(from, Rows::Sources),
        }
    }

    /// Plans the rows of a table one by one, then looks at all of them together.
    fn planned<T: Listed>(
        &self,
        (sheet, empty): (&Sheet, EmptyCells),
        into: fn(Vec<Planned<T>>) -> Rows,
    ) -> Result<RegisterPlan, ProjectError> {
        let reading = Reading::new::<T>(self, sheet, empty)?;
        let all = T::all(self);
        let mut known: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, one) in all.iter().enumerate().rev() {
            known.entry(one.key(self)).or_default().push(place);
        }
        let mut seen: HashMap<String, u64> = HashMap::new();
        let (mut new, mut changed, mut same) = (Vec::new(), Vec::new(), 0);
        let mut rows: Vec<Planned<T>> = Vec::new();
        for mut row in reading.rows() {
            let line = row.line;
            let fault = |reason: String| refused(line, &reason);
            let Named { key, name, may_repeat } = T::named(&row).map_err(fault)?;
            if let Some(before) = seen.insert(key.clone(), line)
                && !may_repeat
            {
                return Err(fault(format!(
                    "“{name}” stands in the table twice, in row {before} too"
                )));
            }
            let one = known.get_mut(&key).and_then(Vec::pop).and_then(|place| all.get(place));
            row.now = one.map(|one| one.cells(self));
            let facts = T::facts(&row).map_err(fault)?;
            let values = row.values(one.map_or(&[], T::values)).map_err(fault)?;
            match one {
                Some(_) if facts.is_empty() && values.is_empty() => {
                    same += 1;
                    continue;
                }
                Some(_) => changed.push(name.clone()),
                None => new.push(name.clone()),
            }
            rows.push(Planned { key, name, id: one.map(T::id), facts, values, line });
        }
        T::check(self, &mut rows)?;
        let also_new = self.also_new(&rows);
        Ok(RegisterPlan {
            new,
            changed,
            same,
            also_new,
            unknown: reading.unknown,
            rows: into(rows),
        })
    }

    /// The cases and people that rows name and that are not there yet, each once, as they are told.
    fn also_new<T: Listed>(&self, rows: &[Planned<T>]) -> Vec<String> {
        let lower = |name: &str| name.trim().to_lowercase();
        let mut cases: HashSet<String> = self.cases.iter().map(|one| lower(&one.name)).collect();
        let mut people: HashSet<String> = self.people.iter().map(|one| lower(&one.name)).collect();
        if T::SUBJECT == Some(Subject::Case) {
            cases.extend(rows.iter().map(|row| lower(&row.name)));
        }
        let mut new = Vec::new();
        for mention in rows.iter().flat_map(|row| &row.facts).flat_map(T::mentions) {
            match mention {
                Mention::Case("") => {}
                Mention::Case(name) if cases.insert(lower(name)) => {
                    new.push(format!("the case “{name}”"));
                }
                Mention::Person(name) if people.insert(lower(name)) => {
                    new.push(format!("the person “{name}”"));
                }
                _ => {}
            }
        }
        new
    }
}

impl Project {
    /// Does what a plan says, as one step.
    ///
    /// # Errors
    /// When something is gone meanwhile.
    pub fn take_register(&mut self, plan: &RegisterPlan) -> Result<(), ProjectError> {
        let (one, many) = plan.table().words();
        let label = match (plan.new.as_slice(), plan.changed.as_slice()) {
            ([name], []) => format!("Added the {one} “{name}”"),
            ([], [name]) => format!("Changed the {one} “{name}”"),
            (new, changed) => {
                format!("Took {} from a table", counted(new.len() + changed.len(), one, many))
            }
        };
        self.transact(&label, |work| match &plan.rows {
            Rows::People(rows) => people::take(work, rows),
            Rows::Cases(rows) => cases::take(work, rows),
            Rows::Meetings(rows) => meetings::take(work, rows),
            Rows::Attributes(rows) => attributes::take(work, rows),
            Rows::Sources(rows) => sources::take(work, rows),
        })
    }
}

impl RegisterPlan {
    /// Which table it is of.
    pub const fn table(&self) -> RegisterTable {
        match self.rows {
            Rows::People(_) => RegisterTable::People,
            Rows::Cases(_) => RegisterTable::Cases,
            Rows::Meetings(_) => RegisterTable::Meetings,
            Rows::Attributes(_) => RegisterTable::Attributes,
            Rows::Sources(_) => RegisterTable::Sources,
        }
    }
}

/// All things of one kind.
fn of<T: Listed>(snapshot: &Snapshot) -> Vec<&T> {
    T::all(snapshot).iter().collect()
}

/// What is wrong with a row.
fn refused(line: u64, reason: &str) -> ProjectError {
    ProjectError::Row { line, reason: reason.trim_end_matches('.').to_owned() }
}

/// Gives a thing the values that its row has.
fn give<T: Listed>(work: &Work<'_>, id: T::Id, row: &Planned<T>) -> Result<(), ProjectError> {
    let Some(holder) = T::holder(id) else { return Ok(()) };
    for Given { attribute, since, value, public } in &row.values {
        work.tx.set_value(holder, *attribute, *since, value, public.as_deref())?;
    }
    Ok(())
}

/// The case of a name, made if there is none; none for no name.
fn case_called(work: &Work<'_>, name: &str) -> Result<Option<CaseId>, ProjectError> {
    let name = Some(name).filter(|name| !name.is_empty());
    Ok(name.map(|name| work.tx.case_named(name, work.at)).transpose()?)
}

/// The name of a case, where there is one.
fn name_of_case(snapshot: &Snapshot, case: Option<CaseId>) -> String {
    case.and_then(|case| snapshot.case(case)).map(|case| case.name.clone()).unwrap_or_default()
}
