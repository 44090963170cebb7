//! The index of a project's words: where it lies, how it is written, how far in the history it has come.

use std::fs::{self, File};
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::AllQuery;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{IndexWriter, ReloadPolicy};
use thiserror::Error;
use uuid::Uuid;

use super::Query;
use super::cutter::{Cutter, line_analyser};
use super::entry::{ANALYSER, Entry, FORMAT, Fields, Kind, Target};
use super::reader::{Reader, Results, Scope};
use crate::domain::{CodeId, QuotationId, SourceId};

/// How many bytes of words are gathered before they go to the disk, by all threads together.
const BUDGET: usize = 120_000_000;

/// How many threads gather words at most: each takes its share of the budget, and makes parts of its own that a question
/// is put to.
const THREADS: usize = 4;

/// The file in the given folder that is locked while an index in it is open, and the folder beside it that holds the
/// index and nothing else, so that it may be emptied.
const LOCK: &str = "in-use.lock";
const WORDS: &str = "words";

/// Why a search could not be answered or prepared.
#[derive(Debug, Error)]
pub enum SearchError {
    /// What is on the disk cannot be read.
    #[error(
        "the words gathered for searching cannot be read; close the project and open it again: {0}"
    )]
    Unreadable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Nothing can be written to the disk.
    #[error("the words for searching cannot be kept; see whether the disk is full: {0}")]
    Unwritable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl SearchError {
    pub(super) fn reading(error: tantivy::TantivyError) -> Self {
        Self::Unreadable(Box::new(error))
    }

    fn writing(error: tantivy::TantivyError) -> Self {
        Self::Unwritable(Box::new(error))
    }
}

/// What is stored with each commit.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct State {
    format: u32,
    seq: i64,
}

/// The words of a project's sources, quotations, comments and definitions.
pub struct Index {
    index: tantivy::Index,
    fields: Fields,
    reader: Reader,
    /// Opened when something is first written, since it brings its own threads and memory.
    writer: Option<IndexWriter>,
    seq: Option<i64>,
    /// Held while the index is open; none in memory.
    lock: Option<File>,
}

impl Index {
    /// Opens the index in a folder, which is made if it is missing and closed to other users; in memory without one.
    ///
    /// What lies in the folder is made again when it is damaged or of another version: [`Self::seq`] then gives none.
    /// Where the folder cannot be written to, or another program holds it, the index lies in memory.
    ///
    /// # Errors
    /// When not even an index in memory can be made.
    pub fn open(folder: Option<&Path>) -> Result<Self, SearchError> {
        if let Some(folder) = folder {
            match Self::open_folder(folder) {
                Ok(index) => return Ok(index),
                Err(error) => tracing::warn!(%error, "the search index is kept in memory"),
            }
        }
        let (schema, fields) = Fields::schema();
        let index = tantivy::Index::create_in_ram(schema);
        Self::start(index, fields, None).map_err(SearchError::reading)
    }

    fn open_folder(folder: &Path) -> tantivy::Result<Self> {
        make_private(folder)?;
        let lock =
            File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
        lock.try_lock().map_err(io::Error::from)?;
        let words = folder.join(WORDS);
        if words.exists() {
            match Self::open_existing(&words) {
                Ok(index) => return Ok(Self { lock: Some(lock), ..index }),
                Err(error) => tracing::warn!(%error, "the search index is made again"),
            }
            fs::remove_dir_all(&words)?;
        }
        make_private(&words)?;
        let (schema, fields) = Fields::schema();
        let directory = MmapDirectory::open(&words)?;
        let index = tantivy::Index::create(directory, schema, Default::default())?;
        Ok(Self { lock: Some(lock), ..Self::start(index, fields, None)? })
    }

    /// The index that lies in a folder; an error if it is not to be trusted.
    fn open_existing(words: &Path) -> tantivy::Result<Self> {
        let (schema, fields) = Fields::schema();
        let index = tantivy::Index::open(MmapDirectory::open(words)?)?;
        if index.schema() != schema {
            return Err(corrupt("it holds other fields"));
        }
        let seq = match index.load_metas()?.payload {
            None => None,
            Some(payload) => match serde_json::from_str::<State>(&payload) {
                Ok(state) if state.format == FORMAT => Some(state.seq),
                _ => return Err(corrupt("it has another version")),
            },
        };
        // Reads all of it, which takes some milliseconds; a search in damaged words may do anything.
        if !index.validate_checksum()?.is_empty() {
            return Err(corrupt("its contents have changed"));
        }
        Self::start(index, fields, seq)
    }

    fn start(mut index: tantivy::Index, fields: Fields, seq: Option<i64>) -> tantivy::Result<Self> {
        let analysers = TokenizerManager::default();
        analysers.register(ANALYSER, line_analyser());
        index.set_tokenizers(analysers);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let reader = Reader { reader, fields, targets: Default::default() };
        Ok(Self { index, fields, reader, writer: None, seq, lock: None })
    }

    /// Whether the index lies in memory and is gone when it is closed.
    pub fn is_in_memory(&self) -> bool {
        self.lock.is_none()
    }

    /// The sequence number in the project's history that the index has caught up with; none when nothing was ever
    /// committed, and everything is to be added.
    pub fn seq(&self) -> Option<i64> {
        self.seq
    }

    /// A handle for asking from another thread.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Asks; see [`Reader::search`].
    ///
    /// # Errors
    /// When the words on the disk cannot be read.
    pub fn search(
        &self,
        query: &Query,
        scope: &Scope<'_>,
        limit: usize,
    ) -> Result<Results, SearchError> {
        self.reader.search(query, scope, limit)
    }

    /// Everything that answers; see [`Reader::all`].
    ///
    /// # Errors
    /// When the words on the disk cannot be read.
    pub fn all(&self, query: &Query, kind: Option<Kind>) -> Result<Vec<Target>, SearchError> {
        self.reader.all(query, kind)
    }

    /// Begins to write. Nothing is seen of it before [`Writing::commit`].
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn begin(&mut self) -> Result<Writing<'_>, SearchError> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let threads = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS);
                let options = IndexWriterOptions::builder()
                    .memory_budget_per_thread(BUDGET / threads)
                    .num_worker_threads(threads)
                    .num_merge_threads(1)
                    .build();
                self.index.writer_with_options(options).map_err(SearchError::writing)?
            }
        };
        Ok(Writing { index: self, writer: Some(writer), committed: false })
    }
}

fn corrupt(what: &str) -> tantivy::TantivyError {
    tantivy::error::DataCorruption::comment_only(what.to_owned()).into()
}

/// Makes a folder if it is missing, and closes it to other users: words of interviews lie in it.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Changes to an index that are seen together, or, dropped without [`Self::commit`], not at all. Several threads may make
/// them.
pub struct Writing<'a> {
    index: &'a mut Index,
    /// There until the end.
    writer: Option<IndexWriter>,
    committed: bool,
}

impl Writing<'_> {
    /// Adds something to be found, cut into words by the cutter of this thread. It replaces nothing: remove first what stood
    /// in its place.
    ///
    /// # Errors
    /// When the disk is full or not to be written to.
    pub fn add(&self, cutter: &mut Cutter, entry: Entry<'_>) -> Result<(), SearchError> {
        let document = self.index.fields.document(cutter, &entry);
        let Some(writer) = &self.writer else { return Ok(()) };
        writer.add_document(document).map(drop).map_err(SearchError::writing)
    }

    /// Removes all that stands on a source: its passages, quotations and their comments.
    pub fn remove_source(&self, source: SourceId) {
        self.remove(source.uuid());
    }

    /// Removes a quotation and its comment.
    pub fn remove_quotation(&self, quotation: QuotationId) {
        self.remove(quotation.uuid());
    }

    /// Removes the name and definition of a code.
    pub fn remove_definition(&self, code: CodeId) {
        self.remove(code.uuid());
    }

    /// Removes a memo, a summary or an item of an outline.
    pub fn remove_writing(&self, key: Uuid) {
        self.remove(key);
    }

    fn remove(&self, key: Uuid) {
        let term = self.index.fields.key(key);
        if let Some(writer) = &self.writer {
            writer.delete_term(term);
        }
    }

    /// Removes everything.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn clear(&self) -> Result<(), SearchError> {
        // Not `delete_all_documents`, which spares what was added since the last commit.
        let Some(writer) = &self.writer else { return Ok(()) };
        writer.delete_query(Box::new(AllQuery)).map(drop).map_err(SearchError::writing)
    }

    /// Makes the changes last and seen by every [`Reader`], and notes that the index has caught up with the history
    /// to `seq`.
    ///
    /// # Errors
    /// When the disk is full or not to be written to; the index then stands as it stood before.
    pub fn commit(mut self, seq: i64) -> Result<(), SearchError> {
        self.try_commit(seq).map_err(SearchError::writing)
    }

    fn try_commit(&mut self, seq: i64) -> tantivy::Result<()> {
        let state = State { format: FORMAT, seq };
        let payload = serde_json::to_string(&state).map_err(io::Error::from)?;
        if let Some(writer) = &mut self.writer {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()?;
        }
        self.committed = true;
        self.index.seq = Some(seq);
        self.index.reader.reader.reload()
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        // A writer that goes takes along what it has not committed.
        // One that stays goes on to put parts of the index together.
        if self.committed {
            self.index.writer = self.writer.take();
        }
    }
}
