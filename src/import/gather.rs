//! From what a person chose, files and folders, to the files that can be read.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::survey::is_table;
use super::{Format, ImportError, Refusal};
use crate::text::natural_key;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Files to read, each once: in the order they were chosen, those of a folder in natural order (`2` before `10`).
    pub files: Vec<PathBuf>,
    /// What was chosen, or stands in a chosen folder, and cannot be read.
    pub refused: Vec<(PathBuf, ImportError)>,
    /// Files of other formats in the chosen folders.
    pub ignored: Vec<PathBuf>,
}

/// Looks through files and folders, folders to their depth. Hidden files and Word's lock files (`~$…`) in folders are
/// passed over; a file or folder that is reached twice, by a link or by name, is taken once.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut seen = HashSet::new();
    // Depth first by an own stack: a folder's depth is the chooser's, and must not be the program's.
    let mut open: Vec<(PathBuf, bool)> =
        paths.iter().rev().map(|path| (path.clone(), true)).collect();
    while let Some((path, chosen)) = open.pop() {
        match look(&path, &mut seen) {
            Ok(Found::Again) => {}
            Ok(Found::Folder(inside)) => open.extend(inside.into_iter().rev().map(|p| (p, false))),
            Ok(Found::File) => gathered.files.push(path),
            Err(Refusal::Unsupported | Refusal::WebArchive | Refusal::NotAFile) if !chosen => {
                gathered.ignored.push(path)
            }
            Err(reason) => {
                let error = ImportError::new(&path, reason);
                gathered.refused.push((path, error));
            }
        }
    }
    gathered
}

enum Found {
    /// A file that can be read, by its ending.
    File,
    /// What stands in a folder, in order.
    Folder(Vec<PathBuf>),
    /// Something that was met before.
    Again,
}

fn look(path: &Path, seen: &mut HashSet<PathBuf>) -> Result<Found, Refusal> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_dir() {
        if !is_table(path) {
            Format::of(path)?;
        }
        if !metadata.is_file() {
            return Err(Refusal::NotAFile);
        }
    }
    if !seen.insert(fs::canonicalize(path)?) {
        return Ok(Found::Again);
    }
    if !metadata.is_dir() {
        return Ok(Found::File);
    }
    let mut inside = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if !is_passed_over(&entry.file_name()) {
            inside.push(entry.path());
        }
    }
    inside.sort_by_cached_key(|path| (natural_key(&name(path)), path.clone()));
    Ok(Found::Folder(inside))
}

fn is_passed_over(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    type Result = std::result::Result<(), Box<dyn Error>>;

    fn names(paths: &[PathBuf]) -> Vec<String> {
        paths.iter().map(|path| name(path)).collect()
    }

    #[test]
    fn folders_are_looked_through() -> Result {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("site 2/deep"))?;
        fs::create_dir_all(at(".git"))?;
        for file in [
            "Interview 10.txt",
            "interview 2.DOCX",
            "~$terview 2.docx",
            ".hidden.txt",
            "photo.jpg",
            "notes.md",
            "site 2/deep/a.txt",
            ".git/b.txt",
            "no ending",
        ] {
            fs::write(at(file), "words")?;
        }
        let gathered =
            gather(&[folder.path().to_owned(), at("notes.md"), at("photo.jpg"), at("gone.txt")]);
        assert_eq!(
            names(&gathered.files),
            ["interview 2.DOCX", "Interview 10.txt", "notes.md", "a.txt"]
        );
        assert_eq!(names(&gathered.ignored), ["no ending", "photo.jpg"]);
        let reasons: Vec<_> =
            gathered.refused.iter().map(|(_, error)| error.reason.clone()).collect();
        assert_eq!(reasons, [Refusal::Unsupported, Refusal::Missing]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end() -> Result {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("in"))?;
        fs::write(at("in/a.txt"), "words")?;
        symlink(folder.path(), at("in/up"))?;
        symlink(at("in/a.txt"), at("again.txt"))?;
        symlink(at("nowhere"), at("lost.txt"))?;
        symlink(at("self.txt"), at("self.txt"))?;
        let gathered = gather(&[folder.path().to_owned()]);
        assert_eq!(names(&gathered.files), ["again.txt"]);
        assert_eq!(gathered.refused.len(), 2, "{gathered:?}");
        Ok(())
    }
}
