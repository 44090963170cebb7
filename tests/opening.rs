//! Opening one file twice.

use std::time::Duration;

use marginalia::project::Project;

#[test]
fn a_second_opening_in_one_program_leaves_the_first_its_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    let first = Project::create(&path).expect("a project");
    let again = Project::open(&path, Duration::ZERO).err().expect("a refusal").to_string();
    assert!(again.contains("in use by this program"), "{again}");
    // Another program must still find the file in use.
    let other = std::process::Command::new(env!("CARGO_BIN_EXE_marginalia"))
        .arg("info")
        .arg(&path)
        .output()
        .expect("the program");
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&other.stderr).contains("in use"));
    drop(first);
    Project::open(&path, Duration::ZERO).expect("the project");
}

#[test]
fn a_new_file_needs_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nowhere/Study.marginalia");
    let said = Project::create(&missing).err().expect("a refusal").to_string();
    assert!(said.starts_with("There is no folder"), "{said}");
    let project = Project::create(&folder.path().join("Study.marginalia")).expect("a project");
    let said = project.save_copy(&missing).expect_err("a refusal").to_string();
    assert!(said.starts_with("There is no folder"), "{said}");
}
