//! Marginalia: qualitative coding of interview transcripts and fieldnotes.
//!
//! The layers, and what each may know of the others, are described in `ARCHITECTURE.md`.

pub mod domain;
pub mod import;
pub mod text;
