//! Files and tables on their way into a project: what is imported, what is not and why, and what stays as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use marginalia::domain::SourceKind;
use marginalia::project::{
    ImportWish, Job, Project, ProjectError, TableImport, Taking, read_table,
};
use tempfile::TempDir;

const TALK: &str = "INT: How did it come about?\nGP ID 161: We were told in March.\nINT: By whom?\nGP ID 161: The board.\n";

struct Study {
    folder: TempDir,
    project: Project,
}

impl Study {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut project =
            Project::create(&folder.path().join("Study.marginalia")).expect("a project");
        project.set_coder("Kim").expect("a coder");
        fs::create_dir(folder.path().join("files")).expect("a folder");
        Self { folder, project }
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.files().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn wish(&self) -> ImportWish {
        ImportWish { paths: vec![self.files()], ..ImportWish::default() }
    }

    fn names(&self) -> Vec<String> {
        self.project.snapshot().sources.iter().map(|source| source.name.clone()).collect()
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn every_file_is_accounted_for() {
    let mut study = Study::new();
    study.file("Talk 10.txt", TALK);
    study.file("Talk 2.md", "A letter from the board.");
    study.file("Copy of talk 10.txt", TALK);
    study.file("Observation at the desk.txt", "They queue.");
    study.file("Old.txt", b"Caf\xe9 \x96 the manager\x92s caf\xe9");
    study.file("Empty.txt", "");
    study.file("Picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    study.file("Broken.docx", "no archive");
    study.file("photo.jpg", "");
    let mut told = Vec::new();
    let report = study
        .project
        .import_files(&study.wish(), &mut |progress| told.push(progress.clone()))
        .expect("an import");

    let imported: Vec<_> =
        report.imported.iter().map(|file| (file.name.as_str(), file.kind, file.turns)).collect();
    assert_eq!(
        imported,
        [
            ("Copy of talk 10", SourceKind::Interview, 4),
            ("Observation at the desk", SourceKind::Fieldnote, 0),
            ("Old", SourceKind::Document, 0),
            ("Talk 2", SourceKind::Document, 0),
        ]
    );
    assert_eq!(report.already_there.len(), 1);
    assert_eq!(name(&report.already_there[0].path), "Talk 10.txt");
    assert_eq!(report.already_there[0].name, "Copy of talk 10");
    assert_eq!(report.doubtful.len(), 1);
    assert_eq!(report.doubtful[0].name, "Old");
    let mut refused: Vec<_> = report.refused.iter().map(|file| name(&file.path)).collect();
    refused.sort();
    assert_eq!(refused, ["Broken.docx", "Empty.txt", "Picture.txt"]);
    assert!(report.refused.iter().all(|file| !file.reason.is_empty()));
    assert_eq!(report.ignored.iter().map(|path| name(path)).collect::<Vec<_>>(), ["photo.jpg"]);
    assert_eq!(
        report.summary(),
        "Imported 4 sources; 1 already there; 1 to check; 3 refused; 1 of other formats passed over"
    );
    let last = told.last().expect("progress");
    assert_eq!((last.done, last.total), (8, 8));
    let json = serde_json::to_value(&report).expect("JSON");
    assert_eq!(json["imported"][0]["kind"], "interview");

    assert_eq!(study.project.undo().expect("an undo"), "Imported 4 sources");
    assert_eq!(study.names(), Vec::<String>::new());
}

#[test]
fn the_same_again_changes_nothing() {
    let mut study = Study::new();
    study.file("a.txt", "One text.");
    let wish = study.wish();
    study.project.import_files(&wish, &mut |_| ()).expect("an import");
    let before = study.project.snapshot().seq;
    let report = study.project.import_files(&wish, &mut |_| ()).expect("an import");
    assert_eq!((report.imported.len(), report.already_there.len()), (0, 1));
    assert_eq!(study.project.snapshot().seq, before, "no step for nothing");
}

#[test]
fn a_chosen_kind_is_that_of_all() {
    let mut study = Study::new();
    study.file("Talk.txt", TALK);
    let wish = ImportWish { kind: Some(SourceKind::Fieldnote), ..study.wish() };
    study.project.import_files(&wish, &mut |_| ()).expect("an import");
    assert_eq!(study.project.snapshot().sources[0].kind, SourceKind::Fieldnote);
}

#[test]
fn names_that_are_taken_get_a_number() {
    let mut study = Study::new();
    fs::create_dir(study.files().join("site")).expect("a folder");
    study.file("talk.txt", "One.");
    study.file("site/Talk.txt", "Two.");
    study.project.import_files(&study.wish(), &mut |_| ()).expect("an import");
    let mut names = study.names();
    names.sort_by_key(|name| name.to_lowercase());
    assert_eq!(names.len(), 2);
    assert!(names[1].ends_with(" (2)"), "{names:?}");
}

#[test]
fn a_cancelled_import_leaves_the_project_as_it_was() {
    let mut study = Study::new();
    for number in 0..20 {
        study.file(&format!("{number}.txt"), format!("Text {number}."));
    }
    let before = study.project.snapshot().seq;
    let wish = study.wish();

    let early = Job::new("Importing");
    early.cancel();
    assert!(read_table(&wish, &early).is_none());

    let late = Job::new("Importing");
    let read = read_table(&wish, &late).expect("what was read");
    assert_eq!(read.rows.len(), 20);
    late.cancel();
    assert_eq!(study.project.import_table(&read, &late).expect("no fault"), None);

    assert_eq!(study.project.snapshot().seq, before);
    assert_eq!(study.names(), Vec::<String>::new());
    drop(study.project);
    let path = study.folder.path().join("Study.marginalia");
    let project = Project::open(&path, Duration::from_secs(5)).expect("the project");
    assert!(project.snapshot().sources.is_empty());
    assert_eq!(project.check().expect("a check"), Vec::<String>::new());
}

#[test]
fn a_file_that_vanishes_is_refused_and_the_others_come() {
    let mut study = Study::new();
    let here = study.file("here.txt", "Words.");
    let gone = study.files().join("gone.txt");
    let wish = ImportWish { paths: vec![here, gone.clone()], ..ImportWish::default() };
    let report = study.project.import_files(&wish, &mut |_| ()).expect("an import");
    assert_eq!(study.names(), ["here"]);
    assert_eq!(report.refused.len(), 1);
    assert_eq!(report.refused[0].path, gone);
    assert!(report.refused[0].reason.contains("not there"), "{}", report.refused[0].reason);
}

#[test]
fn tables_are_told_apart_by_their_columns() {
    let mut study = Study::new();
    study.file("Talk.txt", TALK);
    study.project.import_files(&study.wish(), &mut |_| ()).expect("an import");
    let codes = study.folder.path().join("codes.csv");
    fs::write(&codes, "path,definition\nTrust,\"When, and in whom\"\nTrust > Board,\n")
        .expect("a file");
    let codings = study.folder.path().join("codings.csv");
    fs::write(
        &codings,
        "document,start,end,code,coder\nTalk,0,10,Trust > Board,Ben\nTalk,3,9,Trust,\n",
    )
    .expect("a file");
    let came = study.project.import_table_file(&codes).expect("codes");
    assert_eq!(came.summary(), "2 new codes");
    assert!(came.warnings().is_empty());
    let came = study.project.import_table_file(&codings).expect("codings");
    assert!(matches!(came, TableImport::Codings(_)));
    assert_eq!(came.summary(), "2 new codings; 2 new quotations; 1 new coder");
}

#[test]
fn errors_of_tables_name_row_and_file_and_change_nothing() {
    let mut study = Study::new();
    study.file("Talk.txt", TALK);
    study.project.import_files(&study.wish(), &mut |_| ()).expect("an import");
    let before = study.project.snapshot().seq;
    let table = study.folder.path().join("table.csv");
    for (words, said) in [
        ("path\nA\nA > \n", "Line 3: "),
        ("document,start,end,code,coder\nTalk,0,5,Nowhere,Ben\n", "Line 2: "),
        ("document,start,end,code,coder\nTalk,0,5000000,Nowhere,Ben\n", "Line 2: "),
        ("document,start,end,code,coder\nTalk,0,x,Nowhere,Ben\n", "Line 2: "),
        ("a,b\n1,2\n", "Line 1: the first line must name the columns"),
        ("path\n\"A\n", "Line 2: "),
    ] {
        fs::write(&table, words).expect("a file");
        let error = study.project.import_table_file(&table).expect_err(words);
        assert!(matches!(error, ProjectError::Table { .. }));
        let sentence = error.to_string();
        assert!(sentence.starts_with(said), "{sentence}");
        assert!(sentence.ends_with("table.csv"), "{sentence}");
    }
    let missing =
        study.project.import_codes_file(&study.files().join("none.csv"), Taking::Everything);
    assert!(missing.is_err_and(|error| error.to_string().starts_with("The table is not there")));
    let folder = study.project.import_codes_file(study.folder.path(), Taking::Everything);
    assert!(folder.is_err_and(|error| error.to_string().starts_with("This is no file")));
    assert_eq!(study.project.snapshot().seq, before);
}
