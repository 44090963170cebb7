//! Sources: renamed, described, deleted.

use crate::domain::{PartialDate, SourceId, SourceKind, Subject};
use crate::project::{Project, ProjectError};
use crate::store::{Holder, SourceField};

impl Project {
    /// Gives a source another name. Fails when another source bears it.
    pub fn rename_source(&mut self, id: SourceId, name: &str) -> Result<(), ProjectError> {
        let old = self.snapshot.source(id).ok_or(ProjectError::Gone("This source"))?.name.clone();
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A source"));
        }
        if self
            .snapshot
            .sources
            .iter()
            .any(|other| other.id != id && other.name.to_lowercase() == name.to_lowercase())
        {
            return Err(ProjectError::SourceExists(name.to_owned()));
        }
        self.transact(&format!("Renamed “{old}” to “{name}”"), |work| {
            Ok(work.tx.set_source(id, &SourceField::Name(name.to_owned()))?)
        })
    }

    /// Says that sources are of another kind.
    pub fn set_source_kind(
        &mut self,
        ids: &[SourceId],
        kind: SourceKind,
    ) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => {
                let info = self.snapshot.source(*id).ok_or(ProjectError::Gone("This source"))?;
                let article = if kind == SourceKind::Interview { "an" } else { "a" };
                format!("Made “{}” {article} {kind}", info.name)
            }
            many => format!("Made {} sources {kind}s", many.len()),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.set_source(id, &SourceField::Kind(kind))?;
            }
            Ok(())
        })
    }

    /// Says when what sources tell of took place, or that it is not known.
    pub fn set_date(
        &mut self,
        ids: &[SourceId],
        date: Option<PartialDate>,
    ) -> Result<(), ProjectError> {
        let written = date.map(|date| date.to_string());
        self.set_field(ids, "date", written, SourceField::Date(date))
    }

    /// Says in which language sources are (ISO 639-1), or that it is not known.
    pub fn set_language(
        &mut self,
        ids: &[SourceId],
        language: Option<String>,
    ) -> Result<(), ProjectError> {
        self.set_field(ids, "language", language.clone(), SourceField::Language(language))
    }

    fn set_field(
        &mut self,
        ids: &[SourceId],
        what: &str,
        value: Option<String>,
        field: SourceField,
    ) -> Result<(), ProjectError> {
        let label = self.described(ids, what, value.as_deref())?;
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.set_source(id, &field)?;
            }
            Ok(())
        })
    }

    /// Says to which case sources belong, by its name; a new name makes a case, an empty one takes them out of theirs.
    pub fn set_case(&mut self, ids: &[SourceId], name: &str) -> Result<(), ProjectError> {
        let name = Some(name.trim()).filter(|name| !name.is_empty());
        let label = self.described(ids, "case", name)?;
        self.transact(&label, |work| {
            let case = name.map(|name| work.tx.case_named(name, work.at)).transpose()?;
            for &id in ids {
                work.tx.set_source(id, &SourceField::Case(case))?;
            }
            Ok(())
        })
    }

    /// Says which people sources are of or about, by their names; new names make people.
    pub fn set_people(&mut self, ids: &[SourceId], names: &[String]) -> Result<(), ProjectError> {
        let names: Vec<&str> =
            names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
        let all = names.join(", ");
        let label = self.described(ids, "people", Some(&*all).filter(|all| !all.is_empty()))?;
        self.transact(&label, |work| {
            let mut people = Vec::with_capacity(names.len());
            for name in &names {
                people.push(work.tx.person_named(name, work.at)?);
            }
            for &id in ids {
                work.tx.set_people(id, &people)?;
            }
            Ok(())
        })
    }

    /// Gives sources a value of an attribute; a new name makes an attribute, an empty value takes it away.
    pub fn set_attribute(
        &mut self,
        ids: &[SourceId],
        name: &str,
        value: &str,
    ) -> Result<(), ProjectError> {
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() {
            return Err(ProjectError::NoName("An attribute"));
        }
        let label = self.described(ids, name, Some(value).filter(|value| !value.is_empty()))?;
        self.transact(&label, |work| {
            let attribute = work.tx.attribute_named(Subject::Source, name, work.at)?;
            for &id in ids {
                work.tx.set_value(Holder::Source(id), attribute, None, value, None)?;
            }
            Ok(())
        })
    }

    /// A label for a fact given to sources: `Set the date of “Interview 3” to 2012-03`.
    fn described(
        &self,
        ids: &[SourceId],
        what: &str,
        value: Option<&str>,
    ) -> Result<String, ProjectError> {
        let of = match ids {
            [id] => {
                let info = self.snapshot.source(*id).ok_or(ProjectError::Gone("This source"))?;
                format!("“{}”", info.name)
            }
            many => format!("{} sources", many.len()),
        };
        Ok(match value {
            Some(value) => format!("Set the {what} of {of} to {value}"),
            None => format!("Cleared the {what} of {of}"),
        })
    }

    /// Deletes sources with everything that stands on them.
    pub fn delete_sources(&mut self, ids: &[SourceId]) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => {
                let info = self.snapshot.source(*id).ok_or(ProjectError::Gone("This source"))?;
                format!("Deleted the source “{}”", info.name)
            }
            many => format!("Deleted {} sources", many.len()),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_source(id)?;
            }
            Ok(())
        })
    }
}
