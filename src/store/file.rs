//! Making, opening and copying project files.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::held::Held;
use super::migrations::{APPLICATION_ID, SCHEMA, VERSION, migrate};
use super::{Store, StoreError, triggers};
use crate::domain::ProjectId;

/// The first bytes of every SQLite file (<https://sqlite.org/fileformat.html>, section 1.3).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER: usize = 100;

impl Store {
    /// Makes a new project file and opens it. `now` is RFC 3339 in UTC. Fails when a file of that name exists.
    pub fn create(path: &Path, now: &str) -> Result<Self, StoreError> {
        check_free(path)?;
        // Made under another name and then renamed: a half-made project never stands under its own name.
        let part = sibling(path, ".part");
        let made = Self::write_new(&part, now)
            .and_then(|()| fs::rename(&part, path).map_err(|error| io(path, &error)));
        if let Err(error) = made {
            let _ = fs::remove_file(&part);
            let _ = fs::remove_file(sibling(&part, "-journal"));
            return Err(error);
        }
        Self::open(path, Duration::ZERO)
    }

    fn write_new(part: &Path, now: &str) -> Result<(), StoreError> {
        match fs::remove_file(part) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(io(part, &error)),
            _ => {}
        }
        File::create_new(part).map_err(|error| io(part, &error))?;
        let at = |error| StoreError::of_file(error, part);
        let connection = Connection::open(part).map_err(at)?;
        connection.execute_batch(SCHEMA).map_err(at)?;
        let facts =
            [("id", ProjectId::new(Uuid::now_v7()).to_string()), ("created_at", now.into())];
        for (name, value) in facts {
            super::facts::set(&connection, name, &value).map_err(at)?;
        }
        connection.close().map_err(|(_, error)| at(error))
    }

    /// Opens a project file for reading and writing, and keeps everybody else out until it is dropped. `wait` is how
    /// long to wait for another program to let go of it. Nothing is written unless the file is an older version's.
    pub fn open(path: &Path, wait: Duration) -> Result<Self, StoreError> {
        // Looking at the file would give up the lock on it, were it open here already.
        let held = Held::take(path).ok_or_else(|| StoreError::InUse {
            path: path.to_owned(),
            by: "this program".to_owned(),
        })?;
        inspect(path)?;
        let at = |error| StoreError::of_file(error, path);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(at)?;
        connection.busy_timeout(wait).map_err(at)?;
        let locked = connection.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000; BEGIN EXCLUSIVE; COMMIT;",
        );
        if let Err(error) = locked {
            return Err(match StoreError::of_file(error, path) {
                StoreError::InUse { path, by } => {
                    let by = opened_by(&path).unwrap_or(by);
                    StoreError::InUse { path, by }
                }
                other => other,
            });
        }
        connection.set_prepared_statement_cache_capacity(128);
        let version: i64 =
            connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(at)?;
        migrate(&connection, version).map_err(at)?;
        triggers::install(&connection).map_err(at)?;
        Ok(Self { connection, path: path.to_owned(), _held: held })
    }

    /// Writes a whole, compact copy of the project to a new file. Fails when a file of that name exists; leaves
    /// nothing behind when it fails.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        check_free(to)?;
        let part = sibling(to, ".part");
        let _ = fs::remove_file(&part);
        let Some(name) = part.to_str() else {
            let reason = "its name holds signs that are no text; choose another name".to_owned();
            return Err(StoreError::Io { path: to.to_owned(), reason });
        };
        let copied = self
            .connection
            .execute("VACUUM INTO ?1", [name])
            .map_err(|error| StoreError::of_file(error, to))
            .and_then(|_| {
                let copy =
                    Connection::open(&part).map_err(|error| StoreError::of_file(error, to))?;
                super::facts::set(&copy, "opened_by", "")
                    .map_err(|error| StoreError::of_file(error, to))?;
                drop(copy);
                let file = OpenOptions::new().write(true).open(&part).map_err(|e| io(to, &e))?;
                file.sync_all().map_err(|e| io(to, &e))?;
                fs::rename(&part, to).map_err(|e| io(to, &e))
            });
        if copied.is_err() {
            let _ = fs::remove_file(&part);
        }
        copied
    }
}

/// Whether a new file can stand at a path: nothing is there, and its folder is.
fn check_free(path: &Path) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !folder.is_dir() => Err(StoreError::NoFolder(folder.to_owned())),
        _ => Ok(()),
    }
}

/// Reads the header without touching the file, so that each way of being no usable project has its own sentence.
fn inspect(path: &Path) -> Result<(), StoreError> {
    let metadata = fs::metadata(path).map_err(|error| io(path, &error))?;
    if !metadata.is_file() {
        return Err(StoreError::NotAProject(path.to_owned()));
    }
    let mut header = Vec::with_capacity(HEADER);
    File::open(path)
        .and_then(|file| file.take(HEADER as u64).read_to_end(&mut header))
        .map_err(|error| io(path, &error))?;
    if header.len() < MAGIC.len() || &header[..MAGIC.len()] != MAGIC {
        return Err(StoreError::NotAProject(path.to_owned()));
    }
    if header.len() < HEADER {
        return Err(StoreError::Damaged(path.to_owned()));
    }
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if number(68) != APPLICATION_ID {
        return Err(StoreError::NotAProject(path.to_owned()));
    }
    if i64::from(number(60)) > VERSION {
        return Err(StoreError::Newer(path.to_owned()));
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let unfinished = fs::metadata(sibling(path, "-journal")).is_ok_and(|journal| journal.len() > 0);
    if metadata.len() < page * u64::from(number(28)) && !unfinished {
        return Err(StoreError::Damaged(path.to_owned()));
    }
    // Asked of the permission bits as well, since an administrator may write to anything.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let closed = metadata.permissions().readonly()
        || folder.is_some_and(|f| fs::metadata(f).is_ok_and(|m| m.permissions().readonly()));
    if closed {
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    OpenOptions::new().write(true).open(path).map_err(|error| io(path, &error))?;
    Ok(())
}

/// Who says in the file that they have it open. Read past the lock, so it may be missing or stale.
fn opened_by(path: &Path) -> Option<String> {
    let mut uri = String::from("file:");
    for byte in path.to_str()?.bytes() {
        match byte {
            b'?' | b'#' | b'%' => uri.push_str(&format!("%{byte:02x}")),
            _ => uri.push(char::from(byte)),
        }
    }
    if !path.to_str()?.is_ascii() {
        return None;
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags).ok()?;
    super::facts::get(&connection, "opened_by").ok().flatten().filter(|by| !by.is_empty())
}

/// The path with something put behind its file name.
fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn io(path: &Path, error: &std::io::Error) -> StoreError {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound => StoreError::Missing(path),
        ErrorKind::AlreadyExists => StoreError::Exists(path),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(path),
        ErrorKind::StorageFull => StoreError::DiskFull(path),
        _ => StoreError::Io { path, reason: error.to_string() },
    }
}
