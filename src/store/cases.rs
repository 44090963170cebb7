//! The table `case`.

use rusqlite::{Row, ToSql, params};

use super::attributes::Holder;
use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx};
use crate::domain::{Case, CaseId, PartialDate, Private, Subject};

/// A fact about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseField {
    /// Its pseudonym; the caller has made sure that it is free.
    Name(String),
    /// What it is called in the world.
    RealName(Private),
    /// A description.
    Profile(Private),
    /// Whether that may be printed.
    ProfilePublic(bool),
    /// The case it is a part of, and since when.
    PartOf(Option<(CaseId, Option<PartialDate>)>),
    /// The case it went up in, and when.
    MergedInto(Option<(CaseId, Option<PartialDate>)>),
    /// A note of the team.
    Note(Private),
}

/// A date that is stored as text; a date that is none is left out.
pub(super) fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<PartialDate>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|date| date.parse().ok()))
}

impl Rows<'_> {
    /// All cases, by name.
    pub fn cases(&self) -> Result<Vec<Case>, StoreError> {
        let mut values = self.values_of(Subject::Case)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, real_name, profile, profile_public, part_of, part_since, merged_into,
                 merged_at, note FROM \"case\" ORDER BY name",
        )?;
        let rows = statement.query_map([], |row| {
            let id: CaseId = get(row, 0)?;
            let (part_since, merged_at) = (date(row, 6)?, date(row, 8)?);
            Ok(Case {
                id,
                name: row.get(1)?,
                real_name: Private::new(row.get::<_, String>(2)?),
                profile: Private::new(row.get::<_, String>(3)?),
                is_profile_public: row.get(4)?,
                part_of: get_optional(row, 5)?.map(|case| (case, part_since)),
                merged_into: get_optional(row, 7)?.map(|case| (case, merged_at)),
                note: Private::new(row.get::<_, String>(9)?),
                attributes: values.remove(&Holder::Case(id)).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// The case of this name, made if there is none.
    pub fn case_named(&self, name: &str, at: &str) -> Result<CaseId, StoreError> {
        self.named("case", name, at)
    }

    /// Changes a fact about a case.
    pub fn set_case(&self, id: CaseId, field: &CaseField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("case", column, &Key(id), value);
        let both = |columns: [&str; 2], of: &Option<(CaseId, Option<PartialDate>)>| {
            set(columns[0], &of.map(|(case, _)| Key(case)))?;
            set(columns[1], &of.and_then(|(_, date)| date).map(|date| date.to_string()))
        };
        match field {
            CaseField::Name(name) => set("name", name),
            CaseField::RealName(name) => set("real_name", &&**name),
            CaseField::Profile(profile) => set("profile", &&**profile),
            CaseField::ProfilePublic(is_public) => set("profile_public", is_public),
            CaseField::PartOf(of) => both(["part_of", "part_since"], of),
            CaseField::MergedInto(into) => both(["merged_into", "merged_at"], into),
            CaseField::Note(note) => set("note", &&**note),
        }
    }

    /// Deletes a case. What belonged to it stays, and belongs to none.
    pub fn delete_case(&self, id: CaseId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM \"case\" WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Writes a column of a row of a table of ours.
    pub(super) fn set(
        &self,
        table: &'static str,
        column: &str,
        id: &dyn ToSql,
        value: &dyn ToSql,
    ) -> Result<(), StoreError> {
        let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ?2 WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.execute(params![id, value])?;
        Ok(())
    }
}
