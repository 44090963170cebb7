//! Puts bytes on a disk so that a file is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use thiserror::Error;

/// Why a file could not be written. What stood there before is untouched, and nothing is left beside it.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The path names no file.
    #[error("this names a folder, not a file; add a file name: {}", .0.display())]
    NotAFile(PathBuf),
    /// The folder is not there.
    #[error("the folder does not exist; choose another or make it first: {}", .0.display())]
    NoFolder(PathBuf),
    /// No right to write there.
    #[error("you may not write in this folder; choose another: {}", .0.display())]
    Refused(PathBuf),
    /// The file that stands there is write-protected.
    #[error(
        "a write-protected file of this name is already there; choose another name, or lift its protection: {}",
        .0.display()
    )]
    Protected(PathBuf),
    /// No room.
    #[error("the disk is full; free some space or choose another place: {}", .0.display())]
    Full(PathBuf),
    /// Anything else that the system reports.
    #[error("the file could not be written ({reason}): {}", path.display())]
    Other {
        /// The file that was asked for.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

/// Writes a file: first a new one in the same folder, flushed to the disk, which then takes the name. So an old file
/// of that name stays whole until the new one is, and a failure leaves nothing behind. A symbolic link is followed.
///
/// # Errors
///
/// See [`WriteError`].
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_with(path, |file| file.write_all(bytes))
}

fn write_with(
    path: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), WriteError> {
    // Where the path is a link, the file that it leads to is replaced, not the link.
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(_) => path.to_owned(),
    };
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if old.is_dir() {
            return Err(WriteError::NotAFile(path.to_owned()));
        }
        // A rename would replace it all the same: it asks for rights on the folder only.
        if old.permissions().readonly() {
            return Err(WriteError::Protected(path.to_owned()));
        }
    }
    let Some(folder) = target.parent().filter(|_| target.file_name().is_some()) else {
        return Err(WriteError::NotAFile(path.to_owned()));
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let explained = |reason: io::Error| explain(path, folder, reason);
    let (mut file, temporary) = create_beside(folder).map_err(explained)?;
    let written = match old {
        // Who could not read the old file shall not read the new one.
        Some(old) => file.set_permissions(old.permissions()),
        None => Ok(()),
    }
    .and_then(|()| fill(&mut file))
    .and_then(|()| file.sync_all());
    drop(file);
    written.and_then(|()| temporary.take_name(&target)).map_err(explained)?;
    sync_folder(folder);
    Ok(())
}

/// A file on its way, removed again unless it takes its name.
struct Temporary {
    path: PathBuf,
    is_named: bool,
}

impl Temporary {
    fn take_name(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.is_named = true;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_named {
            // Best effort: the failure that led here is the one worth telling.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A new, empty file under a name that nothing else has.
fn create_beside(folder: &Path) -> io::Result<(File, Temporary)> {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        // Short, so that a long name of the target never makes it too long for the file system.
        let path = folder.join(format!(".marginalia-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, Temporary { path, is_named: false })),
            // Left by a program that was killed and had the same number.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Makes the new name itself last through a power cut, where the system lets a folder be opened.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        // The file is whole and has its name: not every file system can promise more.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

fn explain(path: &Path, folder: &Path, reason: io::Error) -> WriteError {
    match reason.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => WriteError::NoFolder(folder.to_owned()),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            WriteError::Refused(folder.to_owned())
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteError::Full(path.to_owned()),
        _ => WriteError::Other { path: path.to_owned(), reason },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failure_half_way_leaves_the_old_file_whole_and_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("quotes.csv");
        write_file(&path, b"old").expect("written");
        let error = write_with(&path, |file| {
            file.write_all(b"half of the n")?;
            Err(ErrorKind::StorageFull.into())
        })
        .expect_err("the disk is full");
        assert!(matches!(error, WriteError::Full(_)), "{error}");
        assert_eq!(fs::read(&path).expect("the old file"), b"old");
        assert_eq!(names(folder.path()), ["quotes.csv"]);
    }

    #[test]
    fn replaces_the_file_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        // The longest name that file systems take.
        let path = folder.path().join(format!("{}.csv", "n".repeat(251)));
        write_file(&path, b"a longer first text").expect("written");
        write_file(&path, b"second").expect("written again");
        assert_eq!(fs::read(&path).expect("the file"), b"second");
        assert_eq!(names(folder.path()).len(), 1);
    }
}
