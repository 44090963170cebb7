//! Questions kept under names.

use crate::analysis::query::{self, Query};
use crate::domain::{SavedQuery, SavedQueryId};
use crate::project::{Project, ProjectError};

impl Project {
    /// Keeps a question under a name; where one is kept under it, that name stands for the new one from now on. Gives its key.
    pub fn save_query(&mut self, name: &str, query: &Query) -> Result<SavedQueryId, ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A saved question"));
        }
        let line = query::print_with_keys(query);
        match self.snapshot.saved_query_named(name).map(|saved| saved.id) {
            Some(id) => self.transact(&format!("Saved the question “{name}” anew"), |work| {
                work.tx.set_saved_query(id, &line)?;
                Ok(id)
            }),
            None => self.transact(&format!("Saved the question “{name}”"), |work| {
                Ok(work.tx.insert_saved_query(name, &line, work.coder, work.at)?)
            }),
        }
    }

    /// Gives a kept question another name. Fails when another one bears it.
    pub fn rename_saved_query(&mut self, id: SavedQueryId, name: &str) -> Result<(), ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A saved question"));
        }
        if self.snapshot.saved_query_named(name).is_some_and(|other| other.id != id) {
            return Err(ProjectError::QueryExists(name.to_owned()));
        }
        let before = self.saved_query(id)?.name.clone();
        self.transact(&format!("Renamed the question “{before}” to “{name}”"), |work| {
            Ok(work.tx.rename_saved_query(id, name)?)
        })
    }

    /// Keeps a question no longer. Questions that use it answer nothing in its place.
    pub fn delete_saved_query(&mut self, id: SavedQueryId) -> Result<(), ProjectError> {
        let name = self.saved_query(id)?.name.clone();
        self.transact(&format!("Deleted the question “{name}”"), |work| {
            Ok(work.tx.delete_saved_query(id)?)
        })
    }

    fn saved_query(&self, id: SavedQueryId) -> Result<&SavedQuery, ProjectError> {
        let found = self.snapshot.saved_queries.iter().find(|saved| saved.id == id);
        found.ok_or(ProjectError::Gone("This saved question"))
    }
}
