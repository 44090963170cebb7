//! Where files are written.

use std::path::Path;

use marginalia::export::{WriteError, write_file};

#[test]
fn a_place_that_refuses_is_left_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("none").join("q.csv");
    let error = write_file(&missing, b"x").expect_err("no folder");
    assert!(matches!(error, WriteError::NoFolder(_)), "{error}");
    let error = write_file(folder.path(), b"x").expect_err("a folder");
    assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
    let error = write_file(Path::new(""), b"x").expect_err("nothing");
    assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);

    let protected = folder.path().join("q.csv");
    std::fs::write(&protected, b"old").expect("written");
    let mut rights = std::fs::metadata(&protected).expect("rights").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&protected, rights).expect("set");
    let error = write_file(&protected, b"new").expect_err("protected");
    assert!(matches!(error, WriteError::Protected(_)), "{error}");
    assert_eq!(std::fs::read(&protected).expect("the file"), b"old");
}

#[cfg(unix)]
#[test]
fn links_rights_and_read_only_folders_are_respected() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().join("real.csv");
    let link = folder.path().join("link.csv");
    fs::write(&real, b"old").expect("written");
    fs::set_permissions(&real, Permissions::from_mode(0o600)).expect("set");
    symlink(&real, &link).expect("linked");
    write_file(&link, b"new").expect("written");
    assert_eq!(fs::read(&real).expect("the file"), b"new");
    assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
    assert_eq!(fs::metadata(&real).expect("rights").permissions().mode() & 0o777, 0o600);

    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).expect("set");
    // The system's administrator may write everywhere: there is no refusal to see then.
    let may_write_all_the_same = fs::write(folder.path().join("probe"), b"").is_ok();
    let answer = write_file(&real, b"newer");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("set");
    if !may_write_all_the_same {
        let error = answer.expect_err("the folder refuses");
        assert!(matches!(error, WriteError::Refused(_)), "{error}");
        assert_eq!(fs::read(&real).expect("the file"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
