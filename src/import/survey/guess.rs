//! What the columns of a survey seem to be for, by their names and by what stands in them.
//!
//! Names count first, since people mean them: contact data, respondent, case, round. Then values: a column is of dates,
//! numbers, yes and no, or choices when nearly all of its cells are; what remains is text, and text is an open question
//! unless its name is that of a property. In doubt a column is contact data rather than a property, since a name that was
//! left out can be taken in later, and a question rather than a property, since an answer that is not text cannot be coded.

use std::collections::{HashMap, HashSet};

use super::dates::{self, Order};
use super::layout::Column;
use super::role::{AttributeKind, Role};
use super::sheet::Sheet;

/// A choice has at most so many characters.
const LONGEST_CHOICE: usize = 60;
/// A closed answer has at most so many values, and each comes twice on average.
const MOST_CHOICES: usize = 20;
/// A multiple choice offers at most so many choices.
const MOST_PARTS: usize = 30;
/// The number or name of a respondent, found by its values alone, has at most so many characters.
const LONGEST_ID: usize = 12;
/// Of a hundred cells so many must be dates, or numbers, for a column of them.
const NEARLY_ALL: usize = 90;

/// What separates choices, in the order they are tried; a comma may be a part of one choice.
const SEPARATORS: [char; 4] = [';', '|', '\n', ','];

/// Words of a short name that tell contact data.
const CONTACT: &[&str] = &[
    "address",
    "birth",
    "birthday",
    "contact",
    "dob",
    "email",
    "emails",
    "fax",
    "firstname",
    "forename",
    "ip",
    "ipaddress",
    "lastname",
    "latitude",
    "longitude",
    "mail",
    "mobile",
    "phone",
    "postcode",
    "signature",
    "surname",
    "tel",
    "telephone",
    "zip",
];
/// Words that make a name that of a person.
const PERSONS: &[&str] = &[
    "family",
    "first",
    "full",
    "given",
    "last",
    "middle",
    "my",
    "participant",
    "person",
    "recipient",
    "respondent",
    "your",
];
/// Names of the column that numbers respondents.
const RESPONDENT: &[&str] = &[
    "",
    "id",
    "key",
    "lfdn",
    "no",
    "nr",
    "number",
    "participant",
    "participant id",
    "participant no",
    "participant number",
    "participantid",
    "record id",
    "ref",
    "reference",
    "respondent",
    "respondent id",
    "respondent no",
    "respondent number",
    "respondentid",
    "response id",
    "responseid",
    "response no",
    "response number",
    "serial",
    "survey id",
    "token",
    "unique id",
    "user id",
];
const CASE: &[&str] = &[
    "case",
    "ccg",
    "hospital",
    "institution",
    "organisation",
    "organization",
    "pct",
    "practice",
    "school",
    "site",
    "trust",
];
const ROUND: &[&str] = &["phase", "round", "wave"];
const NAME: &[&str] = &["document", "file", "source"];
/// Words that may stand beside those of a case, a round, a name.
const BESIDE: &[&str] =
    &["a", "code", "id", "name", "no", "number", "of", "or", "survey", "the", "your"];
/// Words that name a property whose values are as many as respondents.
const PROPERTY: &[&str] = &[
    "age",
    "area",
    "department",
    "gender",
    "job",
    "language",
    "level",
    "occupation",
    "position",
    "region",
    "role",
    "sex",
    "size",
    "status",
    "title",
    "type",
    "year",
];
const YES_NO: &[&str] =
    &["yes", "no", "y", "n", "true", "false", "ja", "nein", "oui", "non", "sí", "si"];

/// The columns of a sheet with what they seem to be.
pub(super) fn columns(sheet: &Sheet) -> Vec<Column> {
    let mut facts: Vec<Facts<'_>> = sheet.header.iter().map(|_| Facts::default()).collect();
    for row in &sheet.rows {
        for (facts, cell) in facts.iter_mut().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            facts.see(cell);
        }
    }
    let mut taken = HashSet::new();
    let mut columns: Vec<Column> = Vec::with_capacity(facts.len());
    for (name, facts) in sheet.header.iter().zip(&facts) {
        let mut column = facts.column(name, sheet.rows.len());
        // Of several such columns the first is meant; the others are properties.
        if column.role.is_single() && !taken.insert(column.role) {
            column.role = Role::Attribute;
        }
        columns.push(column);
    }
    if !taken.contains(&Role::Respondent) {
        let numbered = |(column, facts): &(&mut Column, &Facts<'_>)| {
            matches!(column.role, Role::Attribute | Role::Question)
                && facts.are_ids(sheet.rows.len())
        };
        let first = columns.iter_mut().zip(&facts).take(3).find(numbered);
        if let Some((column, _)) = first {
            *column = Column::new(&column.name, Role::Respondent);
        }
    }
    columns
}

/// What stands in a column.
#[derive(Default)]
struct Facts<'a> {
    filled: usize,
    values: HashMap<&'a str, usize>,
    /// Characters of the longest cell.
    longest: usize,
    numbers: usize,
    dates: usize,
    contacts: usize,
    /// Cells of one word that holds a digit.
    keys: usize,
}

impl<'a> Facts<'a> {
    fn see(&mut self, cell: &'a str) {
        self.filled += 1;
        *self.values.entry(cell).or_insert(0) += 1;
        self.longest = self.longest.max(cell.chars().count());
        self.numbers += usize::from(is_number(cell));
        let is_date = dates::day(cell, Order::DayFirst).is_some()
            || dates::day(cell, Order::MonthFirst).is_some();
        self.dates += usize::from(is_date);
        self.contacts += usize::from(is_contact(cell));
        let is_key = cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(' ');
        self.keys += usize::from(is_key);
    }

    fn column(&self, name: &str, rows: usize) -> Column {
        let attribute = |kind| Column { kind, ..Column::new(name, Role::Attribute) };
        if let Some(role) = self.by_name(name, rows) {
            return Column::new(name, role);
        }
        if self.filled == 0 {
            return Column::new(name, Role::Ignore);
        }
        if self.are_nearly_all(self.dates) {
            return Column { kind: AttributeKind::Date, ..Column::new(name, Role::Date) };
        }
        if self.values.len() == 1 && self.filled == rows && rows > 1 {
            return Column::new(name, Role::Ignore);
        }
        if self.values.keys().all(|value| YES_NO.contains(&value.to_lowercase().as_str())) {
            return attribute(AttributeKind::YesNo);
        }
        if self.are_nearly_all(self.numbers) {
            return attribute(AttributeKind::Number);
        }
        if let Some(separator) = self.separator() {
            let separator = Some(separator);
            let kind = AttributeKind::Choice;
            return Column { kind, separator, ..Column::new(name, Role::MultipleChoice) };
        }
        let choices = self.values.len();
        // A box that was ticked or not has the choice itself as its only value.
        let is_ticked = choices == 1 && self.values.keys().all(|value| name.contains(value));
        let is_closed = self.longest <= LONGEST_CHOICE
            && (is_ticked || choices <= MOST_CHOICES && choices * 2 <= self.filled);
        if is_closed {
            return attribute(AttributeKind::Choice);
        }
        let is_property = self.longest <= LONGEST_CHOICE
            && !name.ends_with('?')
            && words(name).iter().any(|word| PROPERTY.contains(&word.as_str()));
        match is_property {
            true => attribute(AttributeKind::Text),
            false => Column::new(name, Role::Question),
        }
    }

    /// What the name says, where the values do not speak against it.
    fn by_name(&self, name: &str, rows: usize) -> Option<Role> {
        let words = words(name);
        let holds = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_of = |list: &[&str]| {
            let beside =
                |word: &String| [list, BESIDE].iter().any(|list| list.contains(&word.as_str()));
            holds(list) && words.iter().all(beside)
        };
        let is_name = || {
            let names = words.iter().any(|word| word == "name" || word == "names");
            names && (words.len() == 1 || holds(PERSONS))
        };
        let is_short = words.len() <= 4 && !name.ends_with('?');
        if self.contacts * 2 > self.filled || is_short && holds(CONTACT) {
            return Some(Role::Contact);
        }
        let are_short = self.longest <= LONGEST_CHOICE && self.filled > 0;
        if are_short && is_of(CASE) {
            return Some(Role::Case);
        }
        if is_short && is_name() {
            return Some(Role::Contact);
        }
        if !are_short {
            return None;
        }
        let is_whole = self.filled * 10 >= rows * 9;
        let are_distinct = self.values.len() == self.filled;
        let joined = words.join(" ");
        if RESPONDENT.contains(&joined.as_str()) && is_whole && (are_distinct || words.len() > 1) {
            return Some(Role::Respondent);
        }
        if is_of(ROUND) {
            return Some(Role::Round);
        }
        (is_of(NAME) && are_distinct).then_some(Role::Name)
    }

    fn are_nearly_all(&self, some: usize) -> bool {
        some * 100 >= self.filled * NEARLY_ALL
    }

    fn are_ids(&self, rows: usize) -> bool {
        rows > 1
            && self.values.len() == rows
            && self.keys == rows
            && self.longest <= LONGEST_ID
            && self.dates == 0
    }

    /// What separates the choices, if one in ten cells or more holds several and they come again in other combinations.
    fn separator(&self) -> Option<char> {
        SEPARATORS.into_iter().find(|&separator| {
            let several: usize = self
                .values
                .iter()
                .filter(|(value, _)| value.contains(separator))
                .map(|(_, count)| count)
                .sum();
            if several == 0 || several * 10 < self.filled {
                return false;
            }
            let mut choices = HashSet::new();
            let mut named = 0;
            for (value, count) in &self.values {
                for choice in parts(value, separator) {
                    if choice.chars().count() > LONGEST_CHOICE {
                        return false;
                    }
                    choices.insert(choice);
                    if choices.len() > MOST_PARTS {
                        return false;
                    }
                    named += count;
                }
            }
            // “Yes, definitely” and “Yes, probably” are two choices and no combinations of three.
            let combine = separator != ',' || choices.len() < self.values.len();
            combine && choices.len() > 1 && named >= choices.len() * 2
        })
    }
}

/// The choices that a cell names.
pub(super) fn parts(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    cell.split(separator).map(str::trim).filter(|choice| !choice.is_empty())
}

/// The words of a name in lower case; `StartDate` has two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        let ends = !c.is_alphanumeric() || was_lower && c.is_uppercase();
        if ends {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_number(cell: &str) -> bool {
    let bare = cell.trim_end_matches('%').trim();
    let is_plain = |number: &str| number.parse().is_ok_and(|number: f64| number.is_finite());
    is_plain(bare) || is_plain(&bare.replacen(',', ".", 1))
}

/// Whether a cell is an address or a number under which a person or a computer is reached.
fn is_contact(cell: &str) -> bool {
    let is_mail = || {
        cell.split_once('@').is_some_and(|(before, after)| {
            !before.is_empty() && after.contains('.') && !cell.contains(' ')
        })
    };
    let is_phone = || {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        (9..=15).contains(&digits)
            && cell.starts_with(['0', '+', '('])
            && cell.bytes().all(|b| b.is_ascii_digit() || b" +-()/".contains(&b))
    };
    let is_computer = || cell.parse::<std::net::Ipv4Addr>().is_ok();
    cell.len() <= 100 && (is_mail() || is_phone() || is_computer())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The column of a name whose cells are these, each as often as said.
    fn guessed(name: &str, cells: &[(&str, usize)]) -> (Role, AttributeKind, Option<char>) {
        let cells = cells.iter().flat_map(|&(cell, times)| std::iter::repeat_n(cell, times));
        let rows = cells.map(|cell| vec![cell.to_owned()]).collect();
        let sheet =
            Sheet { name: String::new(), header: vec![name.to_owned()], rows, lines: Vec::new() };
        let column = columns(&sheet).remove(0);
        (column.role, column.kind, column.separator)
    }

    #[test]
    fn names_and_values_tell() {
        use AttributeKind::{Choice, Date as Day, Number, Text, YesNo};
        use Role::*;
        let long = "We were told that it would be looked at again, and then nobody came back.";
        for (name, cells, role, kind) in [
            ("Respondent ID", &[("12", 1), ("13", 1)][..], Respondent, Text),
            ("ResponseId", &[("R_1a", 1), ("R_2b", 1)], Respondent, Text),
            ("V1", &[("101", 1), ("102", 1), ("103", 1)], Respondent, Text),
            ("E-mail", &[("", 3)], Contact, Text),
            ("How can we reach you?", &[("a@b.uk", 2), ("c.d@e.org", 1)], Contact, Text),
            ("Q9", &[("0161 496 0000", 2), ("none", 1)], Contact, Text),
            ("Name", &[("Ann", 1), ("Bob", 1)], Contact, Text),
            ("RecipientLastName", &[("Ann", 1), ("Bob", 1)], Contact, Text),
            ("Date of birth", &[("1/2/1960", 3)], Contact, Text),
            ("IPAddress", &[("10.0.0.1", 3)], Contact, Text),
            ("Name of your CCG", &[("Site 1", 2), ("Site 2", 1)], Case, Text),
            ("Site", &[("Site 1", 3)], Case, Text),
            ("Wave", &[("2", 4)], Round, Text),
            ("EndDate", &[("14/03/2012", 2), ("15/03/2012", 1)], Date, Day),
            ("Consent given", &[("Yes", 4)], Ignore, Text),
            ("Left over", &[("", 4)], Ignore, Text),
            ("Are you a GP?", &[("Yes", 3), ("no", 1), ("", 1)], Attribute, YesNo),
            ("List size", &[("12000", 1), ("9,5", 1), ("7 %", 1)], Attribute, Number),
            ("Your role", &[("GP", 3), ("Manager", 3)], Attribute, Choice),
            (
                "Agree",
                &[("Yes, definitely", 3), ("Yes, probably", 3), ("No", 2)],
                Attribute,
                Choice,
            ),
            ("Needs: Training", &[("Training", 1), ("", 5)], Attribute, Choice),
            ("Job title", &[("Chair", 1), ("Nurse", 1), ("Clerk", 1)], Attribute, Text),
            ("What helped?", &[("Money", 1), ("Time", 1), (long, 1)], Question, Text),
            ("Priority 1", &[("Beds", 1), ("Out of hours", 1), ("Drugs", 1)], Question, Text),
            ("How did you address this?", &[(long, 1), ("We met.", 1)], Question, Text),
        ] {
            assert_eq!(guessed(name, cells), (role, kind, None), "{name}");
        }
    }

    #[test]
    fn multiple_choices_know_their_separator() {
        let semicolons = [("Data;Money", 2), ("Data; Time", 1), ("Time", 2)];
        let commas =
            [("Data, Money", 2), ("Data", 1), ("Time", 2), ("Money, Time", 1), ("Money", 1)];
        for (cells, separator) in [(&semicolons[..], ';'), (&commas[..], ',')] {
            let expected = (Role::MultipleChoice, AttributeKind::Choice, Some(separator));
            assert_eq!(guessed("What support do you need?", cells), expected);
        }
    }

    #[test]
    fn of_two_dates_the_first_is_the_date() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let sheet = Sheet {
            name: String::new(),
            header: row("StartDate", "EndDate"),
            rows: vec![row("2012-03-14", "2012-03-15")],
            lines: vec![2],
        };
        let roles: Vec<_> = columns(&sheet).iter().map(|c| (c.role, c.kind)).collect();
        let date = AttributeKind::Date;
        assert_eq!(roles, [(Role::Date, date), (Role::Attribute, date)]);
    }
}
