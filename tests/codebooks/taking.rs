//! Frameworks taken into a project: what is foreseen, and what comes of it.

use marginalia::domain::{CodeId, Colour, Origin};
use marginalia::export::{CodebookFormat, codebook};
use marginalia::import::codebook::{Codebook, CodebookCode, read};
use marginalia::project::{NewCode, Placement, Project, ProjectError, Taking};
use tempfile::TempDir;

use crate::{NAMES, READ, paths, read_again};

fn project() -> (Project, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut project = Project::create(&folder.path().join("p.marginalia")).expect("a project");
    project.set_coder("Amara").expect("a coder");
    (project, folder)
}

fn code(path: &[&str], definition: &str) -> CodebookCode {
    CodebookCode {
        path: path.iter().map(|&name| name.to_owned()).collect(),
        definition: Some(definition.to_owned()).filter(|words| !words.is_empty()),
        ..CodebookCode::default()
    }
}

fn book(codes: impl IntoIterator<Item = CodebookCode>) -> Codebook {
    Codebook::new(codes).expect("a framework")
}

fn tree(project: &Project) -> Vec<String> {
    let codes = &project.snapshot().codes;
    codes.codes().iter().map(|code| codes.path_text(code.id)).collect()
}

fn id(project: &Project, path: &str) -> CodeId {
    project.snapshot().codes.resolve(path).expect(path).id
}

#[test]
fn a_framework_read_again_updates_what_is_there() {
    let (mut project, _folder) = project();
    let first = book([code(&["A"], "old"), code(&["A", "B"], ""), code(&["C"], "keep")]);
    let came = project.import_codebook(&first, Taking::Everything).expect("codes");
    assert_eq!((came.made, came.changed, came.unchanged, came.missing), (3, 0, 0, 0));
    let again = book([code(&["a"], "new"), code(&["a", "B", "D"], "")]);
    let before = project.snapshot().seq;
    let plan = project.plan_codebook(&again, Taking::Everything);
    assert_eq!(project.snapshot().seq, before, "a plan changes nothing");
    assert_eq!(plan.added, ["A > B > D"]);
    let change = &plan.changed[0];
    assert_eq!(
        (plan.changed.len(), change.path.as_str(), change.changes[0].field),
        (1, "A", "definition")
    );
    assert_eq!(
        (change.changes[0].before.as_str(), change.changes[0].after.as_str()),
        ("old", "new")
    );
    assert_eq!((plan.unchanged, plan.missing.as_slice()), (1, &["C".to_owned()][..]));
}

#[test]
fn keys_tell_renamed_and_moved_codes() {
    let (mut project, _folder) = project();
    project
        .import_codebook(
            &book([
                code(&["A"], "a"),
                code(&["A", "B"], "b"),
                code(&["A", "B", "C"], ""),
                code(&["X"], ""),
            ]),
            Taking::Everything,
        )
        .expect("codes");
    // B comes to stand above A: what was below hangs above now.
    let keyed = |path: &[&str], of: CodeId| CodebookCode { key: Some(of), ..code(path, "") };
    let (a, b) = (id(&project, "A"), id(&project, "B"));
    let turned =
        book([keyed(&["New B"], b), keyed(&["New B", "A"], a), code(&["New B", "C"], "c")]);
    let plan = project.plan_codebook(&turned, Taking::Everything);
    let fields: Vec<(&str, Vec<&str>)> = plan
        .changed
        .iter()
        .map(|code| (code.path.as_str(), code.changes.iter().map(|c| c.field).collect()))
        .collect();
    assert_eq!(
        fields,
        [("A > B", vec!["name", "place"]), ("A", vec!["place"]), ("A > B > C", vec!["definition"])]
    );
    project.import_codebook(&turned, Taking::Everything).expect("codes");
    assert_eq!(tree(&project), ["X", "New B", "New B > C", "New B > A"]);
    assert_eq!(id(&project, "New B"), b);
    // All of it is one step.
    project.undo().expect("undone");
    assert_eq!(tree(&project), ["A", "A > B", "A > B > C", "X"]);
}

#[test]
fn names_that_are_swapped_by_key_are_swapped() {
    let (mut project, _folder) = project();
    let first = book([code(&["A"], ""), code(&["B"], "")]);
    project.import_codebook(&first, Taking::Everything).expect("codes");
    let (a, b) = (id(&project, "A"), id(&project, "B"));
    let keyed = |name: &str, of: CodeId| CodebookCode { key: Some(of), ..code(&[name], "") };
    let swapped = book([keyed("B", a), keyed("A", b)]);
    let came = project.import_codebook(&swapped, Taking::Everything).expect("codes");
    assert_eq!((came.changed, came.made), (2, 0));
    assert_eq!((id(&project, "A"), id(&project, "B")), (b, a));
}

#[test]
fn a_cycle_of_ids_is_cut() {
    let id = |number: u8| format!("00000000-0000-7000-8000-00000000000{number}");
    let (a, b) = (id(1), id(2));
    let table = format!("path,id\nA,{a}\nA > B,{b}\nA > B > C,{a}\nB,{b}\nD,7\n");
    let read = read("x.csv", table.as_bytes()).expect("codes");
    assert_eq!(paths(&read), ["A", "A > B", "A > B > C", "B", "D"]);
    let keys: Vec<bool> = read.codes.iter().map(|code| code.key.is_some()).collect();
    assert_eq!((keys, read.warnings.len()), (vec![true, true, false, false, false], 3));
    let (mut project, _folder) = project();
    project.import_codebook(&read, Taking::Everything).expect("codes");
    assert_eq!(tree(&project), paths(&read));
}

#[test]
fn a_name_that_is_taken_refuses_the_file() {
    let (mut project, _folder) = project();
    let first = book([code(&["A"], ""), code(&["B"], "")]);
    project.import_codebook(&first, Taking::Everything).expect("codes");
    let renamed = CodebookCode { key: Some(id(&project, "A")), ..code(&["B"], "changed") };
    let taken = book([code(&["New"], ""), renamed]);
    let before = project.snapshot().seq;
    let error = project.import_codebook(&taken, Taking::Everything).expect_err("taken");
    assert!(matches!(error, ProjectError::Codebook(_)), "{error}");
    assert!(error.to_string().starts_with("“B” would stand beside another code of that name"));
    assert_eq!(
        (project.snapshot().seq, tree(&project)),
        (before, vec!["A".to_owned(), "B".to_owned()])
    );
    // New codes alone can be taken.
    let came = project.import_codebook(&taken, Taking::OnlyNew).expect("codes");
    assert_eq!(
        (came.made, came.changed, tree(&project)),
        (1, 0, vec!["A".into(), "B".into(), "New".into()])
    );
}

#[test]
fn what_a_file_leaves_empty_stays() {
    let (mut project, _folder) = project();
    let full = CodebookCode {
        include: Some("here".to_owned()),
        question: Some("RQ".to_owned()),
        colour: "#336699".parse().ok(),
        origin: Some(Origin::Inductive),
        is_applicable: Some(false),
        is_archived: Some(true),
        ..code(&["A"], "said")
    };
    project.import_codebook(&book([full]), Taking::Everything).expect("codes");
    let before = project.snapshot().codes.codes()[0].clone();
    assert!(before.is_archived && !before.is_applicable && before.origin == Origin::Inductive);
    let seq = project.snapshot().seq;
    let came =
        project.import_codebook(&book([code(&["A"], "")]), Taking::Everything).expect("codes");
    assert_eq!((came.unchanged, came.changed), (1, 0));
    assert_eq!(project.snapshot().codes.codes()[0], before);
    assert_eq!(project.snapshot().seq, seq, "nothing was changed, so there is no step");
}

#[test]
fn a_project_comes_back_from_each_format_as_it_went() {
    let (mut from, _folder) = project();
    let mut last = None;
    for (number, name) in NAMES.iter().enumerate() {
        let parent = last.filter(|_| number % 3 != 0);
        let new = NewCode {
            parent,
            name: (*name).to_owned(),
            definition: format!("What “{name}” means\n\nand more"),
            include: "Here".to_owned(),
            colour: (number % 2 == 0).then_some(Colour { red: 1, green: 2, blue: 3 }),
            only_holds: number % 4 == 0,
            ..NewCode::default()
        };
        last = Some(from.make_code(&new).expect(name));
    }
    from.move_codes(last.as_slice(), Placement { parent: None, before: None }).expect("moved");
    from.add_to_set("Both", &[id(&from, "A > B"), id(&from, "-")]).expect("a set");
    let report = from.codebook_report("Codebook").expect("a report");
    for format in READ {
        let (bytes, _) = codebook(format, &report).expect("a file");
        let read = read_again(format, &bytes).expect("a framework");
        // Nothing is new or changed where it came from.
        let plan = from.plan_codebook(&read, Taking::Everything);
        let quiet = (plan.added.len(), plan.changed.len(), plan.missing.len(), plan.sets.len());
        assert_eq!(quiet, (0, 0, 0, 0), "{format:?} {plan:#?}");
        let (mut to, _folder) = project();
        to.import_codebook(&read, Taking::Everything).expect("codes");
        assert_eq!(tree(&to), tree(&from), "{format:?}");
        let sets = &to.snapshot().notes.sets;
        assert_eq!(sets.len(), usize::from(format == CodebookFormat::Qdc));
        if format != CodebookFormat::Text {
            let keys = |project: &Project| -> Vec<CodeId> {
                project.snapshot().codes.codes().iter().map(|code| code.id).collect()
            };
            assert_eq!(keys(&to), keys(&from), "{format:?}");
        }
    }
}
