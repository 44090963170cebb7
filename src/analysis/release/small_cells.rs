//! People who can be told from the few who share what is printed of them.
//!
//! Every person of the register is looked at as the output would print them from each of the sources they are in. Those of whom the same
//! would be printed are alike, and nobody may be one of too few.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::finding::extracts_named;
use super::{Finding, FindingKind, Ground, Shown};
use crate::analysis::labels::Grain;
use crate::domain::{
    Attribute, AttributeValue, CaseId, MeetingId, PartialDate, Person, PersonId, SourceId,
    SourceInfo, Subject,
};
use crate::text::counted;

/// What an output prints of people, ready to be asked for.
struct Printing<'a> {
    ground: &'a Ground<'a>,
    shown: &'a Shown,
    attributes: Vec<&'a Attribute>,
    meetings: HashMap<MeetingId, &'a [AttributeValue]>,
}

impl<'a> Printing<'a> {
    fn new(ground: &'a Ground<'a>) -> Self {
        let shown = &ground.release.settings.shown;
        let attributes = ground.release.attributes.iter();
        let meetings = ground.release.meetings.iter();
        Self {
            ground,
            shown,
            attributes: attributes.filter(|one| shown.attributes.contains(&one.id)).collect(),
            meetings: meetings.map(|one| (one.id, &*one.attributes)).collect(),
        }
    }

    /// What is printed of a person in an extract from a source, each value in its place and empty where there is none.
    fn values(&self, person: &'a Person, source: Option<&'a SourceInfo>) -> Vec<&'a str> {
        let mut values: Vec<&str> = Vec::new();
        match self.shown.role {
            Some(Grain::Fine) if !person.fine_role.is_empty() => values.push(&person.fine_role),
            Some(_) => values.push(&person.role),
            None => {}
        }
        if self.shown.qualifier {
            values.push(&person.qualifier);
        }
        let date = source.and_then(|source| source.date);
        let case = self.case(person, source);
        for attribute in &self.attributes {
            let of: &[AttributeValue] = match attribute.subject {
                Subject::Person => &person.attributes,
                Subject::Case => case.map_or(&[], |(_, attributes)| attributes),
                Subject::Source => source.map_or(&[], |source| &source.attributes),
                Subject::Meeting => {
                    let meeting = source.and_then(|source| source.meeting);
                    meeting.and_then(|id| self.meetings.get(&id)).copied().unwrap_or_default()
                }
            };
            values.push(printed(attribute, of, date).unwrap_or_default());
        }
        if self.shown.case {
            values.push(case.map_or("", |(name, _)| name));
        }
        if self.shown.round {
            values.push(source.map_or("", |source| &source.round));
        }
        values
    }

    /// The case that is printed with a person: that of the source, otherwise their own.
    fn case(
        &self,
        person: &Person,
        source: Option<&SourceInfo>,
    ) -> Option<(&'a str, &'a [AttributeValue])> {
        let id: CaseId = source.and_then(|source| source.case).or(person.case)?;
        self.ground.case(id).map(|case| (&*case.name, &*case.attributes))
    }
}

/// The public value of an attribute that held at a time.
fn printed<'a>(
    attribute: &Attribute,
    values: &'a [AttributeValue],
    date: Option<PartialDate>,
) -> Option<&'a str> {
    let held = AttributeValue::as_of(values, date);
    held.into_iter().find(|value| value.attribute == attribute.id)?.printed(attribute)
}

/// Values in the form in which they are compared.
fn alike(values: &[&str]) -> String {
    values.iter().map(|value| value.trim().to_lowercase()).collect::<Vec<_>>().join("\0")
}

/// A combination of values that the output shows.
struct Cell<'a> {
    values: Vec<&'a str>,
    /// Those who speak in the extracts that show it.
    people: BTreeSet<PersonId>,
    extracts: Vec<u32>,
}

pub(super) fn check(ground: &Ground<'_>, findings: &mut Vec<Finding>) {
    let printing = Printing::new(ground);
    let mut order: Vec<String> = Vec::new();
    let mut cells: HashMap<String, Cell<'_>> = HashMap::new();
    let mut quoted: HashMap<SourceId, Vec<PersonId>> = HashMap::new();
    for extract in ground.release.extracts {
        let source = ground.sources.get(&extract.source).copied();
        for person in extract.people.iter().filter_map(|&id| ground.person(id)) {
            quoted.entry(extract.source).or_default().push(person.id);
            let values = printing.values(person, source);
            if values.iter().all(|value| value.trim().is_empty()) {
                continue;
            }
            let key = alike(&values);
            let cell = cells.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Cell { values, people: BTreeSet::new(), extracts: Vec::new() }
            });
            cell.people.insert(person.id);
            if cell.extracts.last() != Some(&extract.key) {
                cell.extracts.push(extract.key);
            }
        }
    }
    if cells.is_empty() {
        return;
    }
    let sharing = sharing(&printing, &quoted);
    for key in order {
        let Some(cell) = cells.remove(&key) else { continue };
        let count = sharing.get(&key).map_or(0, HashSet::len);
        if (count as u64) < u64::from(ground.release.settings.smallest_cell) {
            findings.push(say(&key, count, cell));
        }
    }
}

/// The people of the register by what would be printed of them, from any of the sources they are in: that they are linked to,
/// whose meeting they attended, or from which they are quoted.
fn sharing(
    printing: &Printing<'_>,
    quoted: &HashMap<SourceId, Vec<PersonId>>,
) -> HashMap<String, HashSet<PersonId>> {
    let release = printing.ground.release;
    let attended: HashMap<MeetingId, &[PersonId]> =
        release.meetings.iter().map(|meeting| (meeting.id, &*meeting.people)).collect();
    let mut sharing: HashMap<String, HashSet<PersonId>> = HashMap::new();
    let mut seen: HashSet<PersonId> = HashSet::new();
    for source in release.sources {
        let present = source.meeting.and_then(|id| attended.get(&id)).copied().unwrap_or_default();
        let quoted = quoted.get(&source.id).map_or(&[][..], Vec::as_slice);
        let all: HashSet<PersonId> =
            source.people.iter().chain(present).chain(quoted).copied().collect();
        for person in all.into_iter().filter_map(|id| printing.ground.person(id)) {
            seen.insert(person.id);
            let key = alike(&printing.values(person, Some(source)));
            sharing.entry(key).or_default().insert(person.id);
        }
    }
    for person in release.people.iter().filter(|person| !seen.contains(&person.id)) {
        let key = alike(&printing.values(person, None));
        sharing.entry(key).or_default().insert(person.id);
    }
    // Whoever is quoted from a source that is not in the list is alike to themselves at least.
    let known = &printing.ground.sources;
    let unlisted = quoted.iter().filter(|(source, _)| !known.contains_key(source));
    for person in unlisted.flat_map(|(_, ids)| ids).filter_map(|&id| printing.ground.person(id)) {
        let key = alike(&printing.values(person, None));
        sharing.entry(key).or_default().insert(person.id);
    }
    sharing
}

fn say(key: &str, count: usize, cell: Cell<'_>) -> Finding {
    let values: Vec<&str> =
        cell.values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let values = values.join(", ");
    let sentence = format!(
        "{} of the register {} “{values}”, as {} {}; tell the role more coarsely, or leave a value \
         out.",
        if count == 1 { "One person".to_owned() } else { counted(count, "person", "people") },
        if count == 1 { "is" } else { "are" },
        extracts_named(&cell.extracts),
        if cell.extracts.len() == 1 { "shows" } else { "show" },
    );
    let known_by = [key, &count.to_string()];
    let mut finding = Finding::new(FindingKind::SmallCell, values, &known_by, sentence);
    finding.count = count;
    finding.extracts = cell.extracts;
    finding.people = cell.people.into_iter().collect();
    finding
}
