//! What can go wrong with a project file.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a project file could not be opened, read or written. Each is one sentence for the person at the screen.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no file.
    #[error("There is no file at {}", .0.display())]
    Missing(PathBuf),
    /// There is no folder to put a new file in.
    #[error("There is no folder {}; make it first, or choose another", .0.display())]
    NoFolder(PathBuf),
    /// A file stands where a new one should be made.
    #[error("A file of this name is already there, and was left as it is: {}", .0.display())]
    Exists(PathBuf),
    /// The file is something else.
    #[error("This file is not a Marginalia project: {}", .0.display())]
    NotAProject(PathBuf),
    /// Written by a later version of the program.
    #[error(
        "This project was made by a newer version of Marginalia; update the program to open it (nothing was changed): {}",
        .0.display()
    )]
    Newer(PathBuf),
    /// Somebody has it open.
    #[error("This project is in use by {by}; close it there first: {}", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who, and on which computer, as far as the file tells.
        by: String,
    },
    /// The file or its folder may not be written.
    #[error(
        "This project cannot be written to, because the file or its folder is read-only; copy it to a folder of your own and open the copy: {}",
        .0.display()
    )]
    ReadOnly(PathBuf),
    /// The file is cut short or its pages contradict each other.
    #[error("This project file is damaged and was left as it is; open a backup copy of it instead: {}", .0.display())]
    Damaged(PathBuf),
    /// No room.
    #[error("The disk is full, so the last change was not saved; the project is as it was before. Free some space and do it again: {}", .0.display())]
    DiskFull(PathBuf),
    /// Anything else the file system says.
    #[error("The file could not be used ({reason}): {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// Something that was to be changed is not there any more.
    #[error("{0} is no longer in the project")]
    Gone(&'static str),
    /// An undo that would overwrite a later change.
    #[error("“{label}” cannot be undone, because {reason}")]
    CannotUndo {
        /// The step's label.
        label: String,
        /// Why not.
        reason: &'static str,
    },
    /// A fault inside a statement; a mistake of the program, not of the person.
    #[error("The project could not be read or written ({0})")]
    Sql(#[from] rusqlite::Error),
}

impl StoreError {
    /// Turns what SQLite says of a file into the sentence that fits.
    pub(super) fn of_file(error: rusqlite::Error, path: &Path) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::InUse { path, by: "another program".to_owned() }
            }
            Some(ErrorCode::NotADatabase) => Self::NotAProject(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            Some(ErrorCode::DiskFull) => Self::DiskFull(path),
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => {
                Self::Io { path, reason: error.to_string() }
            }
            _ => Self::Sql(error),
        }
    }

    /// Gives a statement's fault the file it happened in, where that makes a better sentence.
    pub(crate) fn at(self, path: &Path) -> Self {
        match self {
            Self::Sql(error) => Self::of_file(error, path),
            other => other,
        }
    }
}
