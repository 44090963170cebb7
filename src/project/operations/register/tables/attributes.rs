//! The table of attributes: what they are, without their values.

use super::list::{in_one_cell, of_one_cell};
use super::reading::{Row, yes_or_no};
use super::{Column, Listed, Mention, Named, Planned, private, public};
use crate::domain::{Attribute, AttributeId, AttributeValue, Subject, UnknownWord, ValueKind};
use crate::project::{ProjectError, Snapshot, Work};
use crate::store::{AttributeField, Holder};

impl Listed for Attribute {
    type Id = AttributeId;
    type Fact = AttributeField;
    const COLUMNS: &'static [Column] = &[
        public("Of"),
        public("Name"),
        public("Type"),
        private("Choices"),
        public("Public"),
        private("Note"),
    ];
    const NEEDED: &'static [&'static str] = &["Name"];
    const SUBJECT: Option<Subject> = None;

    fn all(snapshot: &Snapshot) -> &[Self] {
        &snapshot.attributes
    }

    fn id(&self) -> AttributeId {
        self.id
    }

    fn holder(_: AttributeId) -> Option<Holder> {
        None
    }

    fn values(&self) -> &[AttributeValue] {
        &[]
    }

    fn cells(&self, _: &Snapshot) -> Vec<String> {
        vec![
            self.subject.word().to_owned(),
            self.name.clone(),
            self.kind.word().to_owned(),
            in_one_cell(self.choices.iter().map(String::as_str)),
            yes_or_no(Some(self.is_public)).to_owned(),
            self.note.clone(),
        ]
    }

    fn is_cell_public(&self, heading: &str) -> bool {
        // The words to choose from are values, and as private as those.
        heading == "Choices" && self.is_public && !self.choices.is_empty()
    }

    fn key(&self, _: &Snapshot) -> String {
        key(self.subject, &self.name)
    }

    fn named(row: &Row<'_>) -> Result<Named, String> {
        let Named { name, .. } = Named::by_name(row.cell("Name"))?;
        let subject = row.cell("Of").parse::<Subject>().map_err(|UnknownWord(word, all)| {
            format!("“{word}” stands in “Of”; write what has “{name}”: {all}")
        })?;
        Ok(Named { key: key(subject, &name), name, may_repeat: false })
    }

    fn facts(row: &Row<'_>) -> Result<Vec<AttributeField>, String> {
        let word = match row.cell("Type") {
            "" => row.now("Type"),
            word => word,
        };
        let kind = match word {
            "" => ValueKind::default(),
            word => word.parse().map_err(|error: UnknownWord| error.to_string())?,
        };
        let choices = match of_one_cell(row.cell("Choices")) {
            none if none.is_empty() => of_one_cell(row.now("Choices")),
            choices => choices,
        };
        let has_choices = matches!(kind, ValueKind::Choice | ValueKind::OrderedChoice);
        if has_choices && choices.is_empty() {
            return Err(format!("a {kind} needs the words to choose from, in “Choices”"));
        }
        let choices = if has_choices { choices } else { Vec::new() };
        let is_so = kind.word() == row.now("Type") && choices == of_one_cell(row.now("Choices"));
        let kind = (!is_so).then_some(AttributeField::Kind(kind, choices));
        let is_public = row.yes_no("Public")?;
        let is_public = is_public.map(|yes| AttributeField::Public(yes.unwrap_or_default()));
        let note = row.words("Note").map(AttributeField::Note);
        Ok([kind, is_public, note].into_iter().flatten().collect())
    }

    fn mentions(_: &AttributeField) -> Vec<Mention<'_>> {
        Vec::new()
    }
}

fn key(subject: Subject, name: &str) -> String {
    format!("{subject} {}", name.to_lowercase())
}

pub(super) fn take(work: &Work<'_>, rows: &[Planned<Attribute>]) -> Result<(), ProjectError> {
    for row in rows {
        let id = match row.id {
            Some(id) => id,
            None => {
                // Its key begins with what has it.
                let subject = row.key.split(' ').next().and_then(|word| word.parse().ok());
                work.tx.attribute_named(subject.unwrap_or_default(), &row.name, work.at)?
            }
        };
        for field in &row.facts {
            work.tx.set_attribute(id, field)?;
        }
    }
    Ok(())
}
