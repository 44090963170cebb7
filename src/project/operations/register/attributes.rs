//! Attributes of the register, and their values.

use super::{named, same};
use crate::domain::{Attribute, AttributeId, AttributeValue, PartialDate, Subject, ValueKind};
use crate::project::{Project, ProjectError, Snapshot};
use crate::store::{AttributeField, Holder};
use crate::text::counted;

/// A value that is given to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewValue {
    /// To what.
    pub holder: Holder,
    /// Of which attribute.
    pub attribute: AttributeId,
    /// From when on it holds; from the beginning where this is empty.
    pub since: Option<PartialDate>,
    /// The value; an empty one takes it away.
    pub value: String,
    /// What is printed in its place.
    pub public: Option<String>,
}

impl Project {
    /// Adds an attribute for things of one kind.
    ///
    /// # Errors
    /// When they have one of that name.
    pub fn add_attribute(
        &mut self,
        subject: Subject,
        name: &str,
        fields: &[AttributeField],
    ) -> Result<AttributeId, ProjectError> {
        let name = named("An attribute", name)?;
        let mut all = self.snapshot.attributes.iter();
        if all.any(|one| one.subject == subject && same(&one.name, &name)) {
            return Err(ProjectError::NameTaken("an attribute", name));
        }
        let label = format!("Added the attribute “{name}”");
        self.transact(&label, |work| {
            let id = work.tx.attribute_named(subject, &name, work.at)?;
            for field in fields {
                work.tx.set_attribute(id, field)?;
            }
            Ok(id)
        })
    }

    /// Changes a fact about an attribute. Values that do not fit another kind stay as they are, and are shown as faults.
    ///
    /// # Errors
    /// When another attribute of the same things bears the name, or it is gone.
    pub fn change_attribute(
        &mut self,
        id: AttributeId,
        field: &AttributeField,
    ) -> Result<(), ProjectError> {
        let attribute = self.attribute(id)?.clone();
        let field = match field {
            AttributeField::Name(name) => {
                let name = named("An attribute", name)?;
                let mut others = self.snapshot.attributes.iter().filter(|one| one.id != id);
                if others.any(|one| one.subject == attribute.subject && same(&one.name, &name)) {
                    return Err(ProjectError::NameTaken("an attribute", name));
                }
                AttributeField::Name(name)
            }
            AttributeField::Kind(kind, choices) => {
                let choices: Vec<String> = choices
                    .iter()
                    .map(|choice| choice.trim().to_owned())
                    .filter(|choice| !choice.is_empty())
                    .collect();
                let is_choice = matches!(kind, ValueKind::Choice | ValueKind::OrderedChoice);
                if is_choice && choices.is_empty() {
                    return Err(ProjectError::NoWords("A choice"));
                }
                AttributeField::Kind(*kind, if is_choice { choices } else { Vec::new() })
            }
            AttributeField::Subject(_) if has_values(&self.snapshot, id) => {
                let said = format!("“{}” has values; make another attribute.", attribute.name);
                return Err(ProjectError::NoValue(said));
            }
            other => other.clone(),
        };
        let label = format!("Changed the attribute “{}”", attribute.name);
        self.transact(&label, |work| Ok(work.tx.set_attribute(id, &field)?))
    }

    /// Gives values, as one step. A choice is written as the attribute has it.
    ///
    /// # Errors
    /// When a value is none of its attribute's, or the attribute belongs to other things.
    pub fn set_values(&mut self, values: &[NewValue]) -> Result<(), ProjectError> {
        let mut written = Vec::with_capacity(values.len());
        for new in values {
            let attribute = self.attribute(new.attribute)?;
            if attribute.subject != new.holder.subject() {
                let of = attribute.subject.word();
                return Err(ProjectError::NoValue(format!(
                    "“{}” is an attribute of a {of}.",
                    attribute.name
                )));
            }
            let value = fitting(attribute, &new.value).map_err(ProjectError::NoValue)?;
            written.push((new, value));
        }
        let label = match values {
            [one] => format!(
                "Set “{}” of a {}",
                self.attribute(one.attribute)?.name,
                one.holder.subject()
            ),
            many => format!("Set {}", counted(many.len(), "value", "values")),
        };
        self.transact(&label, |work| {
            for (new, value) in &written {
                let public = new.public.as_deref().map(str::trim).filter(|words| !words.is_empty());
                work.tx.set_value(new.holder, new.attribute, new.since, value, public)?;
            }
            Ok(())
        })
    }

    /// Deletes attributes with all their values.
    ///
    /// # Errors
    /// When one of them is gone already.
    pub fn delete_attributes(&mut self, ids: &[AttributeId]) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => format!("Deleted the attribute “{}”", self.attribute(*id)?.name),
            many => format!("Deleted {}", counted(many.len(), "attribute", "attributes")),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_attribute(id)?;
            }
            Ok(())
        })
    }

    fn attribute(&self, id: AttributeId) -> Result<&Attribute, ProjectError> {
        self.snapshot.attribute(id).ok_or(ProjectError::Gone("This attribute"))
    }
}

/// A value without blanks around it, a choice as its attribute writes it. The error is a sentence.
pub(super) fn fitting(attribute: &Attribute, value: &str) -> Result<String, String> {
    if let Some(fault) = attribute.fault(value) {
        return Err(fault);
    }
    let value = value.trim();
    let choice = attribute.choices.iter().find(|choice| same(choice, value));
    Ok(choice.map_or(value, |choice| choice).to_owned())
}

/// Whether anything has a value of an attribute.
pub(super) fn has_values(snapshot: &Snapshot, id: AttributeId) -> bool {
    let has = |values: &[AttributeValue]| values.iter().any(|value| value.attribute == id);
    snapshot.people.iter().any(|one| has(&one.attributes))
        || snapshot.cases.iter().any(|one| has(&one.attributes))
        || snapshot.meetings.iter().any(|one| has(&one.attributes))
        || snapshot.sources.iter().any(|one| has(&one.attributes))
}
