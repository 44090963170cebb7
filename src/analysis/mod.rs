//! Questions put to a study: retrieval, counts, labels. Pure functions over what they are given.

pub mod balance;
mod characteristics;
mod code_use;
mod concordance;
mod counts;
mod framework_diff;
pub mod identifiers;
pub mod labels;
pub mod links;
pub mod matching;
pub mod matrix;
pub mod methods;
mod phrases;
pub mod picture;
pub mod query;
mod queue;
pub mod release;
mod respondents;
mod speakers;
mod speaking;
pub mod table;
mod together;
mod word_counts;

pub use characteristics::{CharacterisedCase, characteristics};
pub use code_use::{CodeUse, code_use, use_of_any};
pub use concordance::{ConcordanceOrder, around, order_key};
pub use counts::{CodeCounts, Count, StudyPart, count, recount};
pub use framework_diff::{
    CodeDifference, CodeText, Differs, FrameworkDifference, OnlyIn, code_differences,
    framework_difference,
};
pub use queue::{
    PassageReach, QueuedPassage, answers_to, in_order, passage_around, questions, quotations_with,
    speakers_with_turns, turns_of,
};
pub use respondents::{RespondentType, Respondents, respondents};
pub use speakers::speakers;
pub use speaking::{Spoken, not_registered, spoken};
pub use together::often_with;
pub use word_counts::{ENGLISH_STOP_WORDS, WordCount, WordRow, WordTally, word_rows};
