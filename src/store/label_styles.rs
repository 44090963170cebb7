//! The table `label_style`.

use rusqlite::params;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::LabelStyleId;
use crate::domain::house_style::{HouseStyle, KeptStyle};

impl Rows<'_> {
    /// The project's own house styles, by name. One that cannot be read is left as an empty one of its name.
    pub fn label_styles(&self) -> Result<Vec<KeptStyle>, StoreError> {
        let sql = "SELECT id, name, style, screen FROM label_style ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let style: HouseStyle =
                serde_json::from_str(row.get_ref(2)?.as_str()?).unwrap_or_default();
            Ok(KeptStyle {
                id: get(row, 0)?,
                style: HouseStyle { name: row.get(1)?, ..style },
                is_on_screen: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Adds a house style; the caller has made sure that its name is free.
    pub fn insert_label_style(
        &self,
        style: &HouseStyle,
        at: &str,
    ) -> Result<LabelStyleId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO label_style (id, name, style, created_at) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![Key(id), style.name, json(style), at])?;
        Ok(id)
    }

    /// Changes a house style, its name too.
    pub fn set_label_style(&self, id: LabelStyleId, style: &HouseStyle) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE label_style SET name = ?2, style = ?3 WHERE id = ?1")?
            .execute(params![Key(id), style.name, json(style)])?;
        Ok(())
    }

    /// Says in which style the lists of the window show labels; in none of the project's own for `None`.
    pub fn set_screen_style(&self, id: Option<LabelStyleId>) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE label_style SET screen = (id IS ?1)")?
            .execute([id.map(Key)])?;
        Ok(())
    }

    /// Deletes a house style.
    pub fn delete_label_style(&self, id: LabelStyleId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM label_style WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }
}

/// A value as JSON. Plain data with names for keys always is.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}
