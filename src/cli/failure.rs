//! Why a command could not be done, and the exit status that says so.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::export::ExportError;
use crate::project::ProjectError;

/// Characters of a question that are shown from the place on that cannot be understood.
const SHOWN: usize = 24;

/// Why a command failed; one sentence for standard error.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// The project, or what it refused.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// What was asked for has no such format.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A search that cannot be understood.
    #[error("{0}")]
    Question(String),
    /// Standard output.
    #[error("the answer could not be printed ({0})")]
    Print(#[from] io::Error),
    /// Something that was asked for and cannot be.
    #[error("{0}")]
    Wrong(String),
    /// A file with rules or a layout, or one that could not be read.
    #[error("{reason}: {}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Nowhere to put a new file.
    #[error("the folder does not exist; choose another or make it first: {}", .0.display())]
    NoFolder(PathBuf),
    /// A word that is neither a command nor a file.
    #[error("“{0}” is neither a command nor a project file; marginalia --help lists the commands")]
    NoCommand(String),
    /// The file that was to be opened in the window.
    #[error("there is no file at {}", .0.display())]
    Missing(PathBuf),
}

impl Failure {
    /// A question that cannot be understood from a place on, in code points.
    pub fn at_place(line: &str, at: usize, message: &str) -> Self {
        let place: String = line.chars().skip(at).take(SHOWN).collect();
        match place.trim() {
            "" => Self::Question(message.to_owned()),
            place => Self::Question(format!("{message} Here: {place}")),
        }
    }

    /// 1 for what failed, 2 for what was asked wrongly.
    pub fn status(&self) -> u8 {
        match self {
            Self::Export(
                ExportError::UnknownFormat(_)
                | ExportError::UnknownDocument(_)
                | ExportError::UnknownTable(_)
                | ExportError::UnknownPicture(_),
            )
            | Self::NoCommand(_) => 2,
            _ => 1,
        }
    }

    /// Whether it is only that nobody reads on, as with `| head`.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Print(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
