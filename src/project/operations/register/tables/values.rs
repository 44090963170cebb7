//! The values of attributes in a table of the register.
//!
//! An attribute has a column of its name for its exact values, and one of its name with “(public)” behind for what is printed
//! in their place. Values that hold from a time on have columns of their own: `Size since 2012-05`, `Size since 2012-05
//! (public)`. So each thing keeps to one row, and a value is where its name and its date say. An attribute whose name would be
//! taken for another column stands under `Attribute: Number`.

use std::collections::BTreeSet;

use super::Column;
use super::reading::{Row, attributes_of, date, plain, yes_no, yes_or_no};
use crate::domain::{Attribute, AttributeId, AttributeValue, PartialDate, Subject, ValueKind};
use crate::project::Snapshot;
use crate::project::operations::register::attributes::fitting;

/// What stands before the name of an attribute that would be taken for another column.
const PREFIX: &str = "Attribute: ";

/// A value that a row gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub attribute: AttributeId,
    pub since: Option<PartialDate>,
    pub value: String,
    pub public: Option<String>,
}

/// What a column of an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    pub attribute: AttributeId,
    pub since: Option<PartialDate>,
    pub is_public: bool,
}

/// A column of an attribute on its way out.
pub(super) struct Written {
    pub heading: String,
    /// One for each thing.
    pub cells: Vec<String>,
}

/// Reads a heading, which is plain already; none where it names no attribute.
pub(super) fn read(heading: &str, attributes: &[&Attribute]) -> Option<Heading> {
    let name = heading.strip_prefix(&*PREFIX.to_lowercase()).unwrap_or(heading);
    let named = |name: &str| {
        attributes.iter().find(|attribute| plain(&attribute.name) == name).map(|one| one.id)
    };
    // A name may itself end like a date or a mark.
    let (is_public, bare) = match name.strip_suffix("(public)") {
        Some(bare) if named(name).is_none() => (true, bare.trim_end()),
        _ => (false, name),
    };
    if let Some(attribute) = named(bare) {
        return Some(Heading { attribute, since: None, is_public });
    }
    let (name, since) = bare.rsplit_once(" since ")?;
    let (attribute, since) = (named(name)?, date(since).ok()??);
    Some(Heading { attribute, since: Some(since), is_public })
}

/// The columns of all attributes of things of a kind; `values` are those of each thing. Without `private`, only what may be
/// printed.
pub(super) fn written(
    snapshot: &Snapshot,
    subject: Subject,
    columns: &[Column],
    values: &[&[AttributeValue]],
    private: bool,
) -> Vec<Written> {
    let attributes = attributes_of(snapshot, Some(subject));
    let mut written = Vec::new();
    for attribute in &attributes {
        let is_it = |value: &&AttributeValue| value.attribute == attribute.id;
        let all = values.iter().flat_map(|values| values.iter()).filter(is_it);
        let mut times: BTreeSet<Option<PartialDate>> = all.map(|value| value.since).collect();
        if times.is_empty() {
            times.insert(None);
        }
        for since in times {
            let of = |values: &[AttributeValue]| {
                let mut values = values.iter().filter(is_it);
                values.find(|value| value.since == since).cloned()
            };
            let of_each: Vec<Option<AttributeValue>> = values.iter().map(|all| of(all)).collect();
            let replaced = |value: &AttributeValue| value.public.is_some();
            let has_public = of_each.iter().flatten().any(replaced);
            let is_private = !attribute.is_public || has_public;
            let name = heading(attribute, since, columns, &attributes);
            if private || attribute.is_public {
                let mark = if private && is_private { " (private)" } else { "" };
                let may_stand = |value: &AttributeValue| private || !replaced(value);
                let cells = of_each.iter().map(|value| {
                    let value = value.as_ref().filter(|value| may_stand(value));
                    value.map(|value| value.value.clone()).unwrap_or_default()
                });
                written.push(Written { heading: format!("{name}{mark}"), cells: cells.collect() });
            }
            if has_public {
                let cells = of_each.iter().map(|value| {
                    value.as_ref().and_then(|value| value.public.clone()).unwrap_or_default()
                });
                let heading = format!("{name} (public)");
                written.push(Written { heading, cells: cells.collect() });
            }
        }
    }
    written
}

/// The name of an attribute as a heading, with the time from which its values hold.
fn heading(
    attribute: &Attribute,
    since: Option<PartialDate>,
    columns: &[Column],
    attributes: &[&Attribute],
) -> String {
    let name = plain(&attribute.name);
    let is_column = columns.iter().any(|column| column.heading.to_lowercase() == name);
    let itself = Heading { attribute: attribute.id, since: None, is_public: false };
    let is_itself = !is_column && read(&name, attributes) == Some(itself);
    let prefix = if is_itself { "" } else { PREFIX };
    match since {
        Some(since) => format!("{prefix}{} since {since}", attribute.name),
        None => format!("{prefix}{}", attribute.name),
    }
}

/// The values that a row gives and that are not so already. The error is a sentence.
pub(super) fn given(row: &Row<'_>, now: &[AttributeValue]) -> Result<Vec<Given>, String> {
    let mut all: Vec<Given> = Vec::new();
    for (heading, place) in &row.reading.values {
        let cell = row.at(*place);
        let attribute = row.reading.snapshot.attribute(heading.attribute);
        let is_said = !cell.is_empty() || row.clears();
        let Some(attribute) = attribute.filter(|_| is_said) else { continue };
        let is_it = |one: &Given| one.attribute == attribute.id && one.since == heading.since;
        let at = all.iter().position(is_it).unwrap_or_else(|| {
            let is_it =
                |one: &&AttributeValue| one.attribute == attribute.id && one.since == heading.since;
            let known = now.iter().find(is_it);
            all.push(Given {
                attribute: attribute.id,
                since: heading.since,
                value: known.map(|known| known.value.clone()).unwrap_or_default(),
                public: known.and_then(|known| known.public.clone()),
            });
            all.len() - 1
        });
        match heading.is_public {
            true => all[at].public = Some(cell.to_owned()).filter(|cell| !cell.is_empty()),
            false => {
                all[at].value = exact(attribute, cell)?;
                // What stood for a value goes with it.
                all[at].public = all[at].public.take().filter(|_| !cell.is_empty());
            }
        }
    }
    for given in &all {
        if given.value.is_empty() && given.public.is_some() {
            let attribute = row.reading.snapshot.attribute(given.attribute);
            return Err(format!(
                "“{}” has no value of “{}” that it could stand for; write that as well",
                given.public.as_deref().unwrap_or_default(),
                attribute.map_or("", |attribute| &attribute.name)
            ));
        }
    }
    let is_so = |given: &Given| {
        let is_it =
            |one: &&AttributeValue| (one.attribute, one.since) == (given.attribute, given.since);
        match now.iter().find(is_it) {
            Some(one) => (&one.value, &one.public) == (&given.value, &given.public),
            None => given.value.is_empty(),
        }
    };
    all.retain(|given| !is_so(given));
    Ok(all)
}

/// A value as its attribute writes it. The error is a sentence.
fn exact(attribute: &Attribute, cell: &str) -> Result<String, String> {
    // Spreadsheets have their own words for these.
    let written = match attribute.kind {
        ValueKind::YesNo => yes_no(cell).ok().flatten().map(|yes| yes_or_no(Some(yes)).to_owned()),
        ValueKind::Date => date(cell).ok().flatten().map(|date| date.to_string()),
        _ => None,
    };
    fitting(attribute, written.as_deref().unwrap_or(cell))
}
