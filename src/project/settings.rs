//! What a project remembers of how its material comes in: rules for the import table, layouts of surveys. Not part of the
//! history.

use super::{Project, ProjectError};
use crate::domain::SourceId;
use crate::import::rules::ImportRules;
use crate::import::survey::Layout;

/// The names of the settings in the file.
const RULES: &str = "import_rules";
const LAYOUT: &str = "survey_layout";

impl Project {
    /// The rules that fill in the import table: the project's own, else those that every project begins with.
    pub fn import_rules(&self) -> Result<ImportRules, ProjectError> {
        let json = self.store.read().setting(RULES)?;
        // What a newer version may have written there must not stand in the way of an import.
        Ok(json.and_then(|json| ImportRules::from_json(&json).ok()).unwrap_or_default())
    }

    /// Keeps the rules for the next import.
    pub fn set_import_rules(&self, rules: &ImportRules) -> Result<(), ProjectError> {
        Ok(self.store.set_setting(RULES, &rules.to_json())?)
    }

    /// The layout of the survey that came in last.
    pub fn survey_layout(&self) -> Result<Option<Layout>, ProjectError> {
        let json = self.store.read().setting(LAYOUT)?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Keeps the layout of a survey for its next wave.
    pub fn set_survey_layout(&self, layout: &Layout) -> Result<(), ProjectError> {
        let json = serde_json::to_string(layout).unwrap_or_default();
        Ok(self.store.set_setting(LAYOUT, &json)?)
    }

    /// The bytes of the file that a source was read from, where the project keeps them.
    pub fn original(&self, source: SourceId) -> Result<Option<Vec<u8>>, ProjectError> {
        let info = self.snapshot.source(source).ok_or(ProjectError::Gone("This source"))?;
        Ok(self.store.read().original(&info.file_sha256)?)
    }
}
