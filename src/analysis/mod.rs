//! Questions put to a study: retrieval, counts, labels. Pure functions over what they are given.

mod counts;
pub mod identifiers;
mod label;
mod retrieval;
mod together;

pub use counts::{CodeCounts, Count, StudyPart, count, recount};
pub use label::{label, speakers};
pub use retrieval::{AskedCodings, QuoteQuery, QuoteRow, retrieve};
pub use together::often_with;
