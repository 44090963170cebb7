//! What questions speak of, by the names people know it by.

use super::{Field, LineError};
use crate::domain::{
    AttributeId, CaseId, CodeId, CodeSetId, CoderId, PersonId, SavedQueryId, SourceId, Speaker,
};

/// The names of a project's things, to read and to write questions.
///
/// Each pair of functions leads from a name to a key and back. Names are compared exactly first, then without regard to case.
pub trait Names {
    /// The code at a path, or of a name that only one code bears. The error is a sentence.
    fn code(&self, path: &str) -> Result<CodeId, String>;
    /// The path of a code.
    fn code_path(&self, id: CodeId) -> Option<String>;
    /// The set of codes of this name.
    fn code_set(&self, name: &str) -> Option<CodeSetId>;
    /// The name of a set of codes.
    fn code_set_name(&self, id: CodeSetId) -> Option<&str>;
    /// The coder of this name.
    fn coder(&self, name: &str) -> Option<CoderId>;
    /// The name of a coder.
    fn coder_name(&self, id: CoderId) -> Option<&str>;
    /// The source of this name.
    fn source(&self, name: &str) -> Option<SourceId>;
    /// The name of a source.
    fn source_name(&self, id: SourceId) -> Option<&str>;
    /// The case of this name.
    fn case(&self, name: &str) -> Option<CaseId>;
    /// The name of a case.
    fn case_name(&self, id: CaseId) -> Option<&str>;
    /// The person of this name.
    fn person(&self, name: &str) -> Option<PersonId>;
    /// The name of a person.
    fn person_name(&self, id: PersonId) -> Option<&str>;
    /// The attribute of this name.
    fn attribute(&self, name: &str) -> Option<AttributeId>;
    /// The name of an attribute.
    fn attribute_name(&self, id: AttributeId) -> Option<&str>;
    /// The question that is kept under this name.
    fn saved(&self, name: &str) -> Option<SavedQueryId>;
    /// The name of a question that is kept.
    fn saved_name(&self, id: SavedQueryId) -> Option<&str>;
    /// The speaker as the turns name them.
    fn speaker(&self, name: &str) -> Option<Speaker>;

    /// Whether words can be looked for, as the search reads them. The place of an error is counted from the start of the words.
    fn check_words(&self, words: &str) -> Result<(), LineError>;
    /// Whether a regular expression can be looked for. The place of an error is counted from its start.
    fn check_pattern(&self, pattern: &str) -> Result<(), LineError>;
    /// What can stand behind a field, to be offered while a question is written.
    fn values(&self, field: Field) -> Vec<String>;
    /// The names of all attributes.
    fn attributes(&self) -> Vec<String>;
    /// The values that an attribute has.
    fn attribute_values(&self, id: AttributeId) -> Vec<String>;
}
