//! A source's text and the positions in it.
//!
//! The only place that turns code points into bytes and back, that knows paragraphs, graphemes, words and
//! sentences, and that recognises turns; beside it how numbers and lists of names are written. No I/O.

mod body;
mod boundaries;
mod changes;
mod checksum;
mod diff;
mod figures;
mod find;
mod normal;
mod order;
pub mod turns;

pub use body::{Paragraph, Text};
pub use changes::{ChangeSet, Edit, Mapped};
pub use checksum::sha256;
pub use diff::difference;
pub use figures::{counted, grouped};
pub use normal::{Normalised, normalise};
pub use order::{NaturalKey, natural_key};
