//! The project files that this process has open.
//!
//! POSIX drops every lock a process holds on a file as soon as the process closes any handle to it. So a file that is
//! open here must not even be looked at a second time: the register is asked first.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

static OPEN: LazyLock<Mutex<HashSet<PathBuf>>> = LazyLock::new(Mutex::default);

/// A place in the register, given back when it is dropped.
pub(super) struct Held(PathBuf);

impl Held {
    /// Registers a file; `None` when it is open in this process already. Every name of a file counts as the same.
    pub(super) fn new(path: &Path) -> Option<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let new = OPEN.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        new.then(|| Self(path))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        OPEN.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}
