//! Keeps the words of a project from outliving it: each folder of words says whose they are, and folders whose project
//! file is gone are taken away.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// The file that holds the path of the project whose words lie beside it.
const OWNER: &str = "project";

/// Notes whose words a folder holds. A disk that refuses costs the search nothing: the folder then is only not cleared.
pub(super) fn note_owner(folder: &Path, project: &Path) {
    if let Ok(project) = std::path::absolute(project)
        && fs::read(folder.join(OWNER)).ok().as_deref()
            != Some(project.as_os_str().as_encoded_bytes())
    {
        let _ = fs::write(folder.join(OWNER), project.as_os_str().as_encoded_bytes());
    }
}

/// Takes away the words of projects whose files are gone. A project on a drive that is not there today loses only the
/// time that it takes to gather them again.
pub fn forget_gone(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let own = entry.path();
        let is_ours = entry.file_name().to_str().is_some_and(|name| Uuid::parse_str(name).is_ok());
        let owner = fs::read(own.join(OWNER)).ok().and_then(|path| String::from_utf8(path).ok());
        let Some(owner) = owner.filter(|_| is_ours).map(PathBuf::from) else { continue };
        let gone = fs::metadata(&owner).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        if gone {
            let _ = fs::remove_dir_all(&own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_with_their_project() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("Study.marginalia");
        fs::write(&project, "").expect("a file");
        let index = folder.path().join("index");
        let own = index.join(Uuid::from_u128(7).to_string());
        let strange = index.join("something else");
        for folder in [&own, &strange] {
            fs::create_dir_all(folder).expect("a folder");
            note_owner(folder, &project);
        }
        forget_gone(&index);
        assert!(own.exists());
        fs::remove_file(&project).expect("removed");
        forget_gone(&index);
        assert!(!own.exists() && strange.exists());
    }
}
