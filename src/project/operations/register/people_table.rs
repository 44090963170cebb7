//! The register of people as a table: read from a spreadsheet, and written for one.
//!
//! What a table leaves out stays: an empty cell changes nothing, and nobody is deleted.

use std::collections::{HashMap, HashSet};

use super::{first_shared_number, same, told};
use crate::domain::{CaseId, Number, Person, PersonId, Private, read_name};
use crate::project::{Project, ProjectError, Snapshot};
use crate::store::PersonField;
use crate::text::counted;

/// The columns of what may be printed.
pub const PUBLIC_COLUMNS: [&str; 6] =
    ["Series", "Number", "Role", "Fine role", "Qualifier", "Part"];

/// All columns, as they are written where what is private is asked for.
pub const ALL_COLUMNS: [&str; 14] = [
    "Name (private)",
    "Series",
    "Number",
    "Role",
    "Fine role",
    "Qualifier",
    "Part",
    "Case (private)",
    "Recorded",
    "Transcribed",
    "Withdrawn",
    "Real name (private)",
    "Post (private)",
    "Note (private)",
];

/// What a table of people would change, before it does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeoplePlan {
    /// The names of those who are new.
    pub new: Vec<String>,
    /// The names of those of whom something changes.
    pub changed: Vec<String>,
    /// How many stay as they are.
    pub same: usize,
    /// The headings of columns that are not understood, and left out.
    pub unknown: Vec<String>,
    rows: Vec<Planned>,
}

/// A row of the table that changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Planned {
    name: String,
    person: Option<PersonId>,
    fields: Vec<PersonField>,
    /// The case by its name, made where there is none.
    case: Option<String>,
}

impl Snapshot {
    /// The people as rows of [`PUBLIC_COLUMNS`], those with a number first, by series and number. Nothing in them is private.
    pub fn public_people(&self) -> Vec<[String; 6]> {
        let mut people: Vec<&Person> = self.people.iter().collect();
        people.sort_by_key(|one| (one.number.is_none(), one.number.clone()));
        people.into_iter().map(public).collect()
    }

    /// The people as rows of [`ALL_COLUMNS`], by name.
    pub fn all_people(&self) -> Vec<[String; 14]> {
        let yes_no = |yes: Option<bool>| match yes {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        let row = |one: &Person| {
            let [series, number, role, fine_role, qualifier, part] = public(one);
            let case = one.case.and_then(|case| self.case(case));
            [
                one.name.clone(),
                series,
                number,
                role,
                fine_role,
                qualifier,
                part,
                case.map(|case| case.name.clone()).unwrap_or_default(),
                yes_no(one.consent.recorded),
                yes_no(one.consent.transcribed),
                one.consent.withdrawn.map(|date| date.to_string()).unwrap_or_default(),
                one.real_name.to_string(),
                one.post.to_string(),
                one.note.to_string(),
            ]
        };
        self.people.iter().map(row).collect()
    }

    /// Reads a table of people, the first row with the headings of its columns, and tells what it would change. A person is
    /// found by the name that the texts give them.
    ///
    /// # Errors
    /// When there is no column of names, or a row says something that cannot be; the row is named.
    pub fn plan_people(
        &self,
        headings: &[String],
        rows: &[Vec<String>],
    ) -> Result<PeoplePlan, ProjectError> {
        let plain =
            |heading: &str| heading.trim().trim_end_matches("(private)").trim().to_lowercase();
        let known: Vec<String> = ALL_COLUMNS.iter().map(|column| plain(column)).collect();
        let columns: Vec<Option<usize>> = headings
            .iter()
            .map(|heading| known.iter().position(|column| *column == plain(heading)))
            .collect();
        let fault = |row: usize, reason: String| ProjectError::Row {
            // The headings stand in the first.
            line: row as u64 + 2,
            reason: reason.trim_end_matches('.').to_owned(),
        };
        if !columns.contains(&Some(0)) {
            return Err(fault(0, "there is no column “Name”".to_owned()));
        }
        let unknown = headings
            .iter()
            .zip(&columns)
            .filter(|(heading, column)| column.is_none() && !heading.trim().is_empty());
        let mut plan = PeoplePlan {
            unknown: unknown.map(|(heading, _)| heading.trim().to_owned()).collect(),
            ..PeoplePlan::default()
        };
        let mut seen: HashSet<String> = HashSet::new();
        for (at, cells) in rows.iter().enumerate() {
            let cell = |column: usize| {
                let place = columns.iter().position(|known| *known == Some(column));
                place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim())
            };
            let name = cell(0);
            if name.is_empty() {
                continue;
            }
            if !seen.insert(name.to_lowercase()) {
                return Err(fault(at, format!("“{name}” stands in the table twice")));
            }
            let known = self.people.iter().find(|one| same(&one.name, name));
            let read = Row { cell: &cell, known };
            let fields = read.fields().map_err(|reason| fault(at, reason))?;
            let case = Some(cell(7)).filter(|case| !case.is_empty());
            let is_there = |case: &str| {
                let id = known.and_then(|one| one.case);
                id.and_then(|id| self.case(id)).is_some_and(|known| same(&known.name, case))
            };
            let case = case.filter(|case| !is_there(case)).map(str::to_owned);
            match known {
                Some(_) if fields.is_empty() && case.is_none() => {
                    plan.same += 1;
                    continue;
                }
                Some(_) => plan.changed.push(name.to_owned()),
                None => plan.new.push(name.to_owned()),
            }
            let person = known.map(|one| one.id);
            plan.rows.push(Planned { name: name.to_owned(), person, fields, case });
        }
        self.check_numbers(&plan)?;
        self.give_numbers_in_names(&mut plan);
        Ok(plan)
    }

    /// Gives those who are new the numbers in their names, where the table gives them none and nobody else will bear it.
    fn give_numbers_in_names(&self, plan: &mut PeoplePlan) {
        let mut taken: HashSet<u32> = HashSet::new();
        let mut take = |number: Option<&Number>| {
            taken.extend(number.filter(|one| one.series.is_empty()).map(|one| one.number));
        };
        let of_row = |person: PersonId| plan.rows.iter().find(|row| row.person == Some(person));
        for one in self.people.iter() {
            let given = of_row(one.id).and_then(|row| given_number(&row.fields));
            take(given.as_ref().unwrap_or(&one.number).as_ref());
        }
        for row in plan.rows.iter().filter(|row| row.person.is_none()) {
            take(given_number(&row.fields).flatten().as_ref());
        }
        for row in plan.rows.iter_mut().filter(|row| row.person.is_none()) {
            let has_number = given_number(&row.fields).is_some();
            let Some((_, number)) = read_name(&row.name).filter(|_| !has_number) else { continue };
            if taken.insert(number) {
                let number = Number { series: String::new(), number };
                row.fields.push(PersonField::Number(Some(number)));
            }
        }
    }

    /// Refuses a plan by which two people would bear one number.
    fn check_numbers(&self, plan: &PeoplePlan) -> Result<(), ProjectError> {
        let new: HashMap<PersonId, Option<Number>> = plan
            .rows
            .iter()
            .filter_map(|row| Some((row.person?, given_number(&row.fields)?)))
            .collect();
        // Each is told by its place: those who are there, then those who are new.
        let there = self.people.iter().map(|one| new.get(&one.id).unwrap_or(&one.number).clone());
        let added = plan.rows.iter().filter(|row| row.person.is_none());
        let names: Vec<&str> = self.people.iter().map(|one| one.name.as_str()).collect();
        let names: Vec<&str> =
            names.into_iter().chain(added.clone().map(|row| row.name.as_str())).collect();
        let all = there.chain(added.map(|row| given_number(&row.fields).flatten()));
        match first_shared_number(all.enumerate()) {
            Some((one, other, number)) => Err(ProjectError::NumberTaken(
                told(&number),
                names[one].to_owned(),
                names[other].to_owned(),
            )),
            None => Ok(()),
        }
    }
}

impl Project {
    /// Does what a plan says, as one step.
    ///
    /// # Errors
    /// When somebody is gone meanwhile.
    pub fn take_people(&mut self, plan: &PeoplePlan) -> Result<(), ProjectError> {
        let label = format!(
            "Took {} from a table",
            counted(plan.new.len() + plan.changed.len(), "person", "people")
        );
        self.transact(&label, |work| {
            let mut ids = Vec::with_capacity(plan.rows.len());
            for row in &plan.rows {
                let id = match row.person {
                    Some(id) => id,
                    None => work.tx.person_named(&row.name, work.at)?,
                };
                // Numbers may be passed round: all are free before any is given again, those in new names as well.
                if row.person.is_none() || given_number(&row.fields).is_some() {
                    work.tx.set_person(id, &PersonField::Number(None))?;
                }
                ids.push(id);
            }
            for (row, id) in plan.rows.iter().zip(ids) {
                for field in &row.fields {
                    work.tx.set_person(id, field)?;
                }
                if let Some(case) = &row.case {
                    let case: CaseId = work.tx.case_named(case, work.at)?;
                    work.tx.set_person(id, &PersonField::Case(Some(case)))?;
                }
            }
            Ok(())
        })
    }
}

/// The number that some fields give, or take away.
fn given_number(fields: &[PersonField]) -> Option<Option<Number>> {
    fields.iter().rev().find_map(|field| match field {
        PersonField::Number(number) => Some(number.clone()),
        _ => None,
    })
}

fn public(one: &Person) -> [String; 6] {
    let (series, number) = match &one.number {
        Some(Number { series, number }) => (series.clone(), number.to_string()),
        None => (String::new(), String::new()),
    };
    let part = one.part.word().to_owned();
    [series, number, one.role.clone(), one.fine_role.clone(), one.qualifier.clone(), part]
}

/// A row that is read for a person, who may be there already.
struct Row<'a> {
    cell: &'a dyn Fn(usize) -> &'a str,
    known: Option<&'a Person>,
}

impl Row<'_> {
    /// What it says that is not so already. The error is a sentence.
    fn fields(&self) -> Result<Vec<PersonField>, String> {
        let cell = self.cell;
        let mut fields = Vec::new();
        let mut add = |is_so: bool, field: PersonField| {
            if !is_so {
                fields.push(field);
            }
        };
        let words = |column: usize, known: fn(&Person) -> &str| {
            let new = cell(column);
            (!new.is_empty()).then(|| (self.known.is_some_and(|one| known(one) == new), new))
        };
        if !cell(2).is_empty() {
            let number = cell(2).parse().map_err(|_| format!("“{}” is no number", cell(2)))?;
            let number = Number { series: cell(1).to_owned(), number };
            let is_so = self.known.is_some_and(|one| one.number.as_ref() == Some(&number));
            add(is_so, PersonField::Number(Some(number)));
        }
        if let Some((is_so, role)) = words(3, |one| &one.role) {
            add(is_so, PersonField::Role(role.to_owned()));
        }
        if let Some((is_so, role)) = words(4, |one| &one.fine_role) {
            add(is_so, PersonField::FineRole(role.to_owned()));
        }
        if let Some((is_so, qualifier)) = words(5, |one| &one.qualifier) {
            add(is_so, PersonField::Qualifier(qualifier.to_owned()));
        }
        if !cell(6).is_empty() {
            let part =
                cell(6).parse().map_err(|error: crate::domain::UnknownWord| error.to_string())?;
            add(self.known.is_some_and(|one| one.part == part), PersonField::Part(part));
        }
        let yes_no = |column: usize| match cell(column).to_lowercase().as_str() {
            "" => Ok(None),
            "yes" | "y" | "1" | "true" => Ok(Some(true)),
            "no" | "n" | "0" | "false" => Ok(Some(false)),
            other => Err(format!("“{other}” is neither yes nor no")),
        };
        if let Some(yes) = yes_no(8)? {
            let is_so = self.known.is_some_and(|one| one.consent.recorded == Some(yes));
            add(is_so, PersonField::Recorded(Some(yes)));
        }
        if let Some(yes) = yes_no(9)? {
            let is_so = self.known.is_some_and(|one| one.consent.transcribed == Some(yes));
            add(is_so, PersonField::Transcribed(Some(yes)));
        }
        if !cell(10).is_empty() {
            let date = cell(10).parse().map_err(|_| {
                format!("“{}” is no date; write 2012, 2012-03 or 2012-03-14", cell(10))
            })?;
            let is_so = self.known.is_some_and(|one| one.consent.withdrawn == Some(date));
            add(is_so, PersonField::Withdrawn(Some(date)));
        }
        if let Some((is_so, name)) = words(11, |one| &one.real_name) {
            add(is_so, PersonField::RealName(Private::new(name)));
        }
        if let Some((is_so, post)) = words(12, |one| &one.post) {
            add(is_so, PersonField::Post(Private::new(post)));
        }
        if let Some((is_so, note)) = words(13, |one| &one.note) {
            add(is_so, PersonField::Note(Private::new(note)));
        }
        Ok(fields)
    }
}
