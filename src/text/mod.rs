//! A source's text and the positions in it.
//!
//! The only place that turns code points into bytes and back, that knows paragraphs, graphemes, words and
//! sentences, and that recognises turns and what stands in brackets; beside it how words are compared, numbers written and
//! the team's own texts in Markdown read. No I/O.

mod body;
mod boundaries;
mod brackets;
mod changes;
mod checksum;
pub mod clean;
mod compared;
mod dates;
mod diff;
mod figures;
mod find;
pub mod fold;
pub mod language;
pub mod markdown;
mod normal;
mod order;
mod passages;
mod pasted;
pub mod turns;
mod walk;

pub use body::{Paragraph, Text};
pub use brackets::{Bracket, bracket_class, brackets};
pub use changes::{ChangeSet, Edit, Mapped};
pub use checksum::sha256;
pub use compared::{Piece, compared};
pub use dates::{DateOrder, date_pattern, dates, read_date};
pub use diff::difference;
pub use figures::{capital, counted, grouped};
pub use normal::{Normalised, normalise};
pub use order::{NaturalKey, natural_key};
pub use passages::passages;
pub use pasted::cleaned as cleaned_paste;
pub use walk::Walk;
