//! Cases of the register.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{first_shared, named, same};
use crate::domain::{Case, CaseId};
use crate::project::{Project, ProjectError};
use crate::store::CaseField;
use crate::text::counted;

impl Project {
    /// Adds a case by its pseudonym.
    ///
    /// # Errors
    /// When there is a case of that name.
    pub fn add_case(&mut self, name: &str) -> Result<CaseId, ProjectError> {
        let name = named("A case", name)?;
        if self.snapshot.cases.iter().any(|one| same(&one.name, &name)) {
            return Err(ProjectError::NameTaken("a case", name));
        }
        let label = format!("Added the case “{name}”");
        self.transact(&label, |work| Ok(work.tx.case_named(&name, work.at)?))
    }

    /// Changes facts about cases, as one step.
    ///
    /// # Errors
    /// When two cases would bear one name, a case would be a part of itself or go up in itself, or one is gone.
    pub fn change_cases(&mut self, changes: &[(CaseId, CaseField)]) -> Result<(), ProjectError> {
        let mut names: HashMap<CaseId, String> = HashMap::new();
        let mut parts: HashMap<CaseId, Option<CaseId>> = HashMap::new();
        let mut merged: HashMap<CaseId, Option<CaseId>> = HashMap::new();
        for case in self.snapshot.cases.iter() {
            names.insert(case.id, case.name.clone());
            parts.insert(case.id, case.part_of.map(|(whole, _)| whole));
            merged.insert(case.id, case.merged_into.map(|(other, _)| other));
        }
        let mut changed = Vec::with_capacity(changes.len());
        for (id, field) in changes {
            self.case(*id)?;
            let mut field = field.clone();
            match &mut field {
                CaseField::Name(name) => {
                    *name = named("A case", name)?;
                    names.insert(*id, name.clone());
                }
                CaseField::PartOf(of) => drop(parts.insert(*id, of.map(|(whole, _)| whole))),
                CaseField::MergedInto(into) => drop(merged.insert(*id, into.map(|(one, _)| one))),
                _ => {}
            }
            changed.push((*id, field));
        }
        if let Some(name) = first_shared(names.iter().map(|(id, name)| (*id, name.as_str()))) {
            return Err(ProjectError::NameTaken("a case", name.to_owned()));
        }
        for leads in [&parts, &merged] {
            if let Some(id) = changes.iter().map(|(id, _)| *id).find(|id| leads_back(*id, leads)) {
                return Err(ProjectError::CaseInItself(self.case(id)?.name.clone()));
            }
        }
        let ids: HashSet<CaseId> = changes.iter().map(|(id, _)| *id).collect();
        let label = match changes {
            [(id, _), ..] if ids.len() == 1 => {
                format!("Changed the case “{}”", self.case(*id)?.name)
            }
            _ => format!("Changed {}", counted(ids.len(), "case", "cases")),
        };
        self.transact(&label, |work| {
            for (id, field) in &changed {
                if matches!(field, CaseField::Name(_)) {
                    // Names may be passed round: all are free before any is given again.
                    work.tx.set_case(*id, &CaseField::Name(id.to_string()))?;
                }
            }
            for (id, field) in &changed {
                work.tx.set_case(*id, field)?;
            }
            Ok(())
        })
    }

    /// Deletes cases. Their sources, people and meetings stay, and belong to none; what was written of them in matrices goes.
    ///
    /// # Errors
    /// When one of them is gone already.
    pub fn delete_cases(&mut self, ids: &[CaseId]) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => format!("Deleted the case “{}”", self.case(*id)?.name),
            many => format!("Deleted {}", counted(many.len(), "case", "cases")),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_case(id)?;
            }
            Ok(())
        })
    }

    fn case(&self, id: CaseId) -> Result<&Case, ProjectError> {
        self.snapshot.case(id).ok_or(ProjectError::Gone("This case"))
    }
}

/// Whether one comes back to a case by going from case to case.
pub(super) fn leads_back<K: Copy + Eq + Hash>(from: K, leads: &HashMap<K, Option<K>>) -> bool {
    let mut at = from;
    for _ in 0..=leads.len() {
        match leads.get(&at).copied().flatten() {
            Some(next) if next == from => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}
