//! Which project files this program has open.
//!
//! A process loses its locks on a file as soon as it closes any handle of that file, even one that only read it (POSIX,
//! `fcntl`). Nothing in this program may therefore open a project past its [`Store`](super::Store): whoever is about to
//! open or replace a file that a person named asks here first.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static HELD: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file itself, however it is named; the path as it is where there is no file.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether this program has the project in this file open.
pub fn is_open_here(path: &Path) -> bool {
    all().contains(&real(path))
}

/// Notes that a file is open, until it is dropped.
pub(super) struct Held(PathBuf);

impl Held {
    /// Takes a file; nothing when it is taken already.
    pub(super) fn take(path: &Path) -> Option<Self> {
        let path = real(path);
        let mut all = all();
        if all.contains(&path) {
            return None;
        }
        all.push(path.clone());
        Some(Self(path))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        all().retain(|path| *path != self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_once_under_all_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Study.marginalia");
        fs::write(&path, "").expect("a file");
        let other_name = folder.path().join(".").join("Study.marginalia");
        let held = Held::take(&path).expect("taken");
        assert!(Held::take(&other_name).is_none());
        assert!(is_open_here(&other_name));
        drop(held);
        assert!(!is_open_here(&path));
        assert!(Held::take(&other_name).is_some());
    }
}
