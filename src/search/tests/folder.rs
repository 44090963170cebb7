//! The index in a folder: reopened, damaged, of another version, held by another, not to be written to.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn filled(folder: &Path) {
    let mut index = Index::open(Some(folder)).unwrap();
    assert!(!index.is_in_memory());
    assert_eq!(index.seq(), None);
    add(&mut index, 7, &[(passage(1, 0), "word"), (passage(1, 1), "other")]);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(folder.join("words")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn stands_again_when_reopened() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("new").join("one");
    filled(&folder);
    let mut index = Index::open(Some(&folder)).unwrap();
    assert_eq!(index.seq(), Some(7));
    assert_eq!(found(&index, "word"), [passage(1, 0)]);
    let writing = index.begin().unwrap();
    writing.remove_source(source(1));
    drop(writing);
    drop(index);
    let index = Index::open(Some(&folder)).unwrap();
    assert_eq!((index.seq(), found(&index, "word").len()), (Some(7), 1));
}

#[cfg(unix)]
#[test]
fn is_closed_to_other_users() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("index");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    filled(&folder);
    for path in [folder.clone(), folder.join("words")] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn is_made_again_when_any_file_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path();
    filled(cache);
    let count = files(cache).len();
    for n in 0..count {
        for harm in ["cut", "changed", "emptied", "gone"] {
            let Some(file) = files(cache).get(n).cloned() else { continue };
            let bytes = fs::read(&file).unwrap();
            match harm {
                "cut" => fs::write(&file, &bytes[..bytes.len() / 2]).unwrap(),
                "changed" => {
                    fs::write(&file, bytes.iter().map(|b| b ^ 1).collect::<Vec<_>>()).unwrap()
                }
                "emptied" => fs::write(&file, []).unwrap(),
                _ => fs::remove_file(&file).unwrap(),
            }
            let index = Index::open(Some(cache)).unwrap();
            assert!(!index.is_in_memory(), "{harm} {}", file.display());
            match index.seq() {
                None => {
                    drop(index);
                    fs::remove_dir_all(cache.join("words")).unwrap();
                    filled(cache);
                }
                Some(_) => assert_eq!(found(&index, "word").len(), 1, "{harm} {}", file.display()),
            }
        }
    }
}

#[test]
fn is_made_again_when_another_version_made_it() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let meta = folder.path().join("words").join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let format = |number: u32| format!("{{\\\"format\\\":{number}");
    let older = text.replace(&format(crate::search::entry::FORMAT), &format(0));
    assert_ne!(older, text);
    fs::write(&meta, older).unwrap();
    let index = Index::open(Some(folder.path())).unwrap();
    assert_eq!((index.seq(), index.is_in_memory()), (None, false));
    assert_eq!(found(&index, "word"), []);
}

#[test]
fn lies_in_memory_while_another_holds_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let first = Index::open(Some(folder.path())).unwrap();
    let mut second = Index::open(Some(folder.path())).unwrap();
    assert!(second.is_in_memory() && second.seq().is_none());
    add(&mut second, 1, &[(passage(2, 0), "word")]);
    assert_eq!(found(&second, "word"), [passage(2, 0)]);
    assert_eq!(found(&first, "word"), [passage(1, 0)]);
    drop(first);
    assert!(!Index::open(Some(folder.path())).unwrap().is_in_memory());
}

#[test]
fn lies_in_memory_where_no_folder_can_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(Index::open(Some(&file.join("index"))).unwrap().is_in_memory());
    assert!(Index::open(Some(&file)).unwrap().is_in_memory());
}

#[test]
fn touches_nothing_else_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("thesis.txt");
    fs::write(&other, "mine").unwrap();
    filled(folder.path());
    fs::write(folder.path().join("words").join("meta.json"), "{}").unwrap();
    assert_eq!(Index::open(Some(folder.path())).unwrap().seq(), None);
    assert_eq!(fs::read_to_string(other).unwrap(), "mine");
}
