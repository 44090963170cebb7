//! A source's text and the positions in it.
//!
//! The only place that turns code points into bytes and back, that knows paragraphs, graphemes, words and
//! sentences, and that recognises turns. No I/O.

mod body;
mod boundaries;
mod find;
mod normal;
pub mod turns;

pub use body::{Paragraph, Text};
pub use normal::{Normalised, normalise};
