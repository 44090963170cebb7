//! Marginalia: qualitative coding of interview transcripts and fieldnotes.
//!
//! The layers, and what each may know of the others, are described in `ARCHITECTURE.md`.

#![warn(missing_docs)]

pub mod analysis;
pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod project;
pub mod search;
pub mod store;
pub mod text;
