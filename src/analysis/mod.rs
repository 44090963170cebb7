//! Questions put to a study: retrieval, counts, labels. Pure functions over what they are given.

mod code_use;
mod concordance;
mod counts;
mod framework_diff;
pub mod identifiers;
mod label;
pub mod labels;
pub mod picture;
pub mod query;
mod queue;
mod speaking;
pub mod table;
mod together;
mod word_counts;

pub use code_use::{CodeUse, code_use};
pub use concordance::{ConcordanceOrder, around, order_key};
pub use counts::{CodeCounts, Count, StudyPart, count, recount};
pub use framework_diff::{
    CodeDifference, CodeText, Differs, FrameworkDifference, OnlyIn, code_differences,
    framework_difference,
};
pub use label::{label, speakers};
pub use queue::{
    PassageReach, QueuedPassage, answers_to, in_order, passage_around, questions, quotations_with,
    speakers_with_turns, turns_of,
};
pub use speaking::{Spoken, not_registered, spoken};
pub use together::often_with;
pub use word_counts::{ENGLISH_STOP_WORDS, WordCount, WordRow, WordTally, word_rows};
