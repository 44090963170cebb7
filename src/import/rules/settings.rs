//! A study's rules of import as they are kept and passed on: a file of JSON.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Rule, defaults};
use crate::domain::SourceKind;
use crate::text::DateOrder;

/// So many rules are read at most.
const MOST: usize = 200;

/// How a study's files are read, recognised and cleaned. What a file of rules leaves out is as at the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportRules {
    /// What fills the columns of the import table; the first that fits wins.
    #[serde(deserialize_with = "rules")]
    pub rules: Vec<Rule>,
    /// The clean-up steps, by their names, for each kind of source.
    pub clean: BTreeMap<SourceKind, Vec<String>>,
    /// Spellings of speakers and the names they stand for.
    pub speakers: BTreeMap<String, String>,
    /// What a person in square brackets is.
    pub bracketed: Bracketed,
    /// Whether `3/4/2012` is the fourth of March.
    pub month_first: bool,
    /// Files up to so many megabytes (2^20 bytes) are kept in the project with their bytes; 0 keeps none.
    pub keep_files_up_to_mb: u32,
}

/// What a person in square brackets at the start of a line is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bracketed {
    /// They speak.
    #[default]
    Speakers,
    /// They are spoken of.
    Mentions,
}

impl Default for ImportRules {
    fn default() -> Self {
        Self {
            rules: defaults(),
            clean: BTreeMap::new(),
            speakers: BTreeMap::new(),
            bracketed: Bracketed::default(),
            month_first: false,
            keep_files_up_to_mb: 20,
        }
    }
}

impl ImportRules {
    /// Reads a file of rules.
    ///
    /// # Errors
    ///
    /// With the line, when it is no JSON, names something that is no setting, or holds a pattern that cannot be used.
    pub fn from_json(json: &str) -> Result<Self, RulesError> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        serde_json::from_str(json).map_err(|error| RulesError::new(&error))
    }

    /// The rules as a file, one line for each setting.
    pub fn to_json(&self) -> String {
        let mut json =
            serde_json::to_string_pretty(self).expect("rules are made of what JSON can hold");
        json.push('\n');
        json
    }

    /// In which order the numbers of a date stand.
    pub fn date_order(&self) -> DateOrder {
        if self.month_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }
}

/// Reads rules one by one, so that an error is told at its line and a list without end is refused early.
fn rules<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Rule>, D::Error> {
    struct Rules;

    impl<'de> Visitor<'de> for Rules {
        type Value = Vec<Rule>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a list of rules")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Rule>, A::Error> {
            let mut rules = Vec::new();
            while let Some(rule) = list.next_element()? {
                if rules.len() == MOST {
                    return Err(A::Error::custom(format!("there are more than {MOST} rules")));
                }
                rules.push(rule);
            }
            Ok(rules)
        }
    }

    deserializer.deserialize_seq(Rules)
}

/// A file of rules that cannot be used: the line, counted from 1, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {reason}")]
pub struct RulesError {
    /// The line.
    pub line: usize,
    /// What is wrong and what to do.
    pub reason: String,
}

impl RulesError {
    fn new(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = message.strip_suffix(&place).unwrap_or(&message);
        let reason = if error.is_data() {
            quoted(message)
        } else {
            format!("this is no JSON ({message}); look for a comma, bracket or quotation mark")
        };
        Self { line: error.line().max(1), reason }
    }
}

/// A message with typographic quotation marks for the grave accents that set names off in it.
fn quoted(message: &str) -> String {
    let mut parts = message.split('`');
    let mut quoted = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        quoted.push(if at % 2 == 0 { '“' } else { '”' });
        quoted.push_str(part);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut rules = ImportRules::default();
        assert_eq!(ImportRules::from_json(&rules.to_json()), Ok(rules.clone()));
        rules.rules.truncate(2);
        rules.clean.insert(SourceKind::Document, vec!["join-lines".to_owned()]);
        rules.speakers.insert("gp id161".to_owned(), "GP ID 161".to_owned());
        rules.bracketed = Bracketed::Mentions;
        rules.month_first = true;
        rules.keep_files_up_to_mb = 0;
        assert_eq!(ImportRules::from_json(&rules.to_json()), Ok(rules));
    }

    #[test]
    fn what_is_left_out_is_as_at_the_start() {
        let read = ImportRules::from_json("\u{feff}{\"month_first\": true}").expect("rules");
        assert_eq!(read, ImportRules { month_first: true, ..ImportRules::default() });
        assert_eq!(read.date_order(), DateOrder::MonthFirst);
        let read = ImportRules::from_json(
            r#"{"rules": [{"in": "lines", "pattern": "Ort: {case}"}], "bracketed": "mentions"}"#,
        )
        .expect("rules");
        assert_eq!(read.rules[0].pattern().to_string(), "Ort: {case}");
        assert_eq!(read.bracketed, Bracketed::Mentions);
    }

    #[test]
    fn errors_name_the_line_and_the_thing() {
        for (json, expected) in [
            (
                "{\n\"speekers\": {}}",
                "line 2: unknown field “speekers”, expected one of “rules”, “clean”, “speakers”, \
                 “bracketed”, “month_first”, “keep_files_up_to_mb”",
            ),
            (
                "{\"rules\": [\n{\"in\": \"name\", \"pattern\": \"{date}\"},\n{\"in\": \"name\", \
                 \"pattern\": \"to {dat}\"}]}",
                "line 3: the pattern “to {dat}” cannot be used (character 4): there is no field {dat}; \
                 use {kind}, {case}, {person}, {date}, {language}, {name}, {number} or {*}",
            ),
            (
                "{\"rules\": [{\"in\": \"header\", \"pattern\": \"{date}\"}]}",
                "line 1: unknown variant “header”, expected one of “name”, “folder”, “lines”",
            ),
            (
                "{\"clean\": {\"interviw\": []}}",
                "line 1: unknown variant “interviw”, expected one of “interview”, “fieldnote”, \
                 “document”, “survey”, “template”",
            ),
            (
                "{\"month_first\": true\n\"clean\": {}}",
                "line 2: this is no JSON (expected `,` or `}`); look for a comma, bracket or \
                 quotation mark",
            ),
            (
                "",
                "line 1: this is no JSON (EOF while parsing a value); look for a comma, bracket or \
                 quotation mark",
            ),
        ] {
            let error = ImportRules::from_json(json).expect_err(json);
            assert_eq!(error.to_string(), expected, "{json}");
        }
        let many = format!(
            "{{\"rules\": [{}]}}",
            vec!["{\"in\": \"name\", \"pattern\": \"{name}\"}"; MOST + 1].join(",")
        );
        let error = ImportRules::from_json(&many).expect_err("too many");
        assert_eq!(error.reason, "there are more than 200 rules");
    }

    proptest! {
        #[test]
        fn no_file_is_too_strange(json in "\\PC{0,60}|[\\[\\]{}\":,a-z0-9 ]{0,60}") {
            let _ = ImportRules::from_json(&json);
        }
    }
}
