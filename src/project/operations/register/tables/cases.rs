//! The table of cases.

use std::collections::HashMap;

use super::super::cases::leads_back;
use super::reading::{Row, date, written_date, yes_or_no};
use super::{
    Column, Listed, Mention, Named, Planned, case_called, give, name_of_case, private, public,
    refused,
};
use crate::domain::{AttributeValue, Case, CaseId, PartialDate, Private, Subject};
use crate::project::{ProjectError, Snapshot, Work};
use crate::store::{CaseField, Holder};

/// What a row says of a case. Other cases stand by their names, made where there are none; no name is no case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CaseFact {
    Field(CaseField),
    PartOf(String, Option<PartialDate>),
    MergedInto(String, Option<PartialDate>),
}

impl Listed for Case {
    type Id = CaseId;
    type Fact = CaseFact;
    const COLUMNS: &'static [Column] = &[
        public("Name"),
        private("Real name"),
        private("Part of"),
        private("Part since"),
        private("Merged into"),
        private("Merged at"),
        private("Profile"),
        private("Profile public"),
        private("Note"),
    ];
    const NEEDED: &'static [&'static str] = &["Name"];
    const SUBJECT: Option<Subject> = Some(Subject::Case);

    fn all(snapshot: &Snapshot) -> &[Self] {
        &snapshot.cases
    }

    fn id(&self) -> CaseId {
        self.id
    }

    fn holder(id: CaseId) -> Option<Holder> {
        Some(Holder::Case(id))
    }

    fn values(&self) -> &[AttributeValue] {
        &self.attributes
    }

    fn cells(&self, snapshot: &Snapshot) -> Vec<String> {
        let other = |of: Option<(CaseId, Option<PartialDate>)>| {
            let name = name_of_case(snapshot, of.map(|(case, _)| case));
            [name, written_date(of.and_then(|(_, date)| date))]
        };
        let ([part_of, since], [merged_into, at]) = (other(self.part_of), other(self.merged_into));
        vec![
            self.name.clone(),
            self.real_name.to_string(),
            part_of,
            since,
            merged_into,
            at,
            self.profile.to_string(),
            yes_or_no(Some(self.is_profile_public)).to_owned(),
            self.note.to_string(),
        ]
    }

    fn is_cell_public(&self, heading: &str) -> bool {
        heading == "Profile" && self.is_profile_public && !self.profile.is_empty()
    }

    fn key(&self, _snapshot: &Snapshot) -> String {
        self.name.to_lowercase()
    }

    fn named(row: &Row<'_>) -> Result<Named, String> {
        Named::by_name(row.cell("Name"))
    }

    fn facts(row: &Row<'_>) -> Result<Vec<CaseFact>, String> {
        let private = |heading: &str| row.words(heading).map(Private::new);
        let fields = [
            private("Real name").map(CaseField::RealName),
            private("Profile").map(CaseField::Profile),
            row.yes_no("Profile public")?
                .map(|yes| CaseField::ProfilePublic(yes.unwrap_or_default())),
            private("Note").map(CaseField::Note),
        ];
        let others = [
            other(row, "Part of", "Part since")?.map(|(name, at)| CaseFact::PartOf(name, at)),
            other(row, "Merged into", "Merged at")?
                .map(|(name, at)| CaseFact::MergedInto(name, at)),
        ];
        let fields = fields.into_iter().flatten().map(CaseFact::Field);
        Ok(fields.chain(others.into_iter().flatten()).collect())
    }

    fn check(snapshot: &Snapshot, rows: &mut [Planned<Self>]) -> Result<(), ProjectError> {
        let led = |fact: &CaseFact, is_merged: bool| match fact {
            CaseFact::PartOf(name, _) if !is_merged => Some(name.to_lowercase()),
            CaseFact::MergedInto(name, _) if is_merged => Some(name.to_lowercase()),
            CaseFact::PartOf(..) | CaseFact::MergedInto(..) | CaseFact::Field(_) => None,
        };
        for is_merged in [false, true] {
            let mut leads: HashMap<String, Option<String>> = HashMap::new();
            for case in snapshot.cases.iter() {
                let to = if is_merged { case.merged_into } else { case.part_of };
                let name = name_of_case(snapshot, to.map(|(case, _)| case)).to_lowercase();
                leads.insert(case.name.to_lowercase(), Some(name).filter(|name| !name.is_empty()));
            }
            for row in rows.iter() {
                if let Some(to) = row.facts.iter().find_map(|fact| led(fact, is_merged)) {
                    leads.insert(row.key.clone(), Some(to).filter(|to| !to.is_empty()));
                }
            }
            let leads: HashMap<&str, Option<&str>> =
                leads.iter().map(|(from, to)| (from.as_str(), to.as_deref())).collect();
            for row in rows.iter() {
                if leads_back(row.key.as_str(), &leads) {
                    let fault = ProjectError::CaseInItself(row.name.clone());
                    return Err(refused(row.line, &fault.to_string()));
                }
            }
        }
        Ok(())
    }

    fn mentions(fact: &CaseFact) -> Vec<Mention<'_>> {
        match fact {
            CaseFact::PartOf(name, _) | CaseFact::MergedInto(name, _) => vec![Mention::Case(name)],
            CaseFact::Field(_) => Vec::new(),
        }
    }
}

/// Another case with a date, from two columns; none where nothing of them is new. The error is a sentence.
fn other(
    row: &Row<'_>,
    of: &str,
    at: &str,
) -> Result<Option<(String, Option<PartialDate>)>, String> {
    let (name, written) = (row.cell(of), row.cell(at));
    let given = date(written)?;
    if row.is_cleared(of) {
        return Ok(Some((String::new(), None)));
    }
    if name.is_empty() && given.is_none() && !row.is_cleared(at) {
        return Ok(None);
    }
    let is_same = name.is_empty() || super::super::same(name, row.now(of));
    let name = if is_same { row.now(of) } else { name };
    if name.is_empty() {
        return Err(format!("“{written}” stands in “{at}”, but no case in “{of}”"));
    }
    let known = row.now(at).parse().ok().filter(|_| is_same);
    let date = given.or(known.filter(|_| !row.is_cleared(at)));
    let is_so = is_same && date == known;
    Ok((!is_so).then(|| (name.to_owned(), date)))
}

pub(super) fn take(work: &Work<'_>, rows: &[Planned<Case>]) -> Result<(), ProjectError> {
    for row in rows {
        let id = match row.id {
            Some(id) => id,
            None => work.tx.case_named(&row.name, work.at)?,
        };
        for fact in &row.facts {
            let field = match fact {
                CaseFact::Field(field) => field.clone(),
                CaseFact::PartOf(name, since) => {
                    CaseField::PartOf(case_called(work, name)?.map(|case| (case, *since)))
                }
                CaseFact::MergedInto(name, at) => {
                    CaseField::MergedInto(case_called(work, name)?.map(|case| (case, *at)))
                }
            };
            work.tx.set_case(id, &field)?;
        }
        give(work, id, row)?;
    }
    Ok(())
}
