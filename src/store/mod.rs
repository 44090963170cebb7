//! The project file: one SQLite file, its tables and its history.
//!
//! The only layer that knows SQL. All SQL of a table stands in that table's file; [`Store`] owns the connection,
//! [`Rows`] reads, [`Tx`] writes inside one step of the history.

mod attributes;
mod boards;
mod cases;
mod check;
mod coders;
mod codes;
mod codings;
mod error;
mod facts;
mod file;
mod flags;
mod framework;
mod framework_history;
mod held;
mod history;
mod key;
mod label_styles;
mod looked;
mod markup;
mod matrices;
mod meetings;
mod memos;
mod mentions;
mod migrations;
mod names;
mod originals;
mod outlines;
mod outputs;
mod patches;
mod people;
mod printings;
mod quick_codes;
mod quotations;
mod reading;
mod reasons;
mod saved_queries;
mod source_reads;
mod sources;
mod synonyms;
mod terms;
mod triggers;
mod turns;
mod versions;

use std::ops::Deref;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use attributes::{AttributeField, Holder};
pub use boards::CardField;
pub use cases::CaseField;
pub use codes::{CodeField, NewCode};
pub use error::StoreError;
pub use framework_history::{FrameworkRevisions, NamedSet, Revision, SentCodings};
pub use held::is_open_here;
pub use history::{NewStep, RowChange, Step, StepKind, Touched};
pub use key::{KeySource, fresh};
pub use matrices::MatrixField;
pub use meetings::MeetingField;
pub use memos::MemoField;
pub use mentions::{MentionIn, TextVersion};
pub use outlines::ItemField;
pub use outputs::{ExtractField, OutputField};
pub use people::PersonField;
pub use reading::Position;
pub use sources::{File, NewSource, NewText, SourceField};
pub use versions::Version;

/// An open project file. While it lives, nobody else can open the file.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Dropped last: the file is free once the connection is closed.
    _held: held::Held,
}

/// Reading access to the tables.
#[derive(Clone, Copy)]
pub struct Rows<'c> {
    connection: &'c Connection,
}

/// Writing access within one step of the history; everything that [`Rows`] reads can be read here too, with the
/// step's own changes.
pub struct Tx<'c> {
    rows: Rows<'c>,
}

impl<'c> Deref for Tx<'c> {
    type Target = Rows<'c>;

    fn deref(&self) -> &Rows<'c> {
        &self.rows
    }
}

impl Store {
    /// The file's path as it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The tables, for reading.
    pub fn read(&self) -> Rows<'_> {
        Rows { connection: &self.connection }
    }
}
