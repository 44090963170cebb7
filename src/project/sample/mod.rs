//! The sample study that comes with the program: three practices on their way into one hub, so that a newcomer sees every
//! view filled. It is made by the same operations as any other study.

mod writing;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{EmptyCells, ExtractField, NewSource, Project, ProjectError, RegisterTable, Taking};
use crate::analysis::labels::{HouseStyle, Numbering};
use crate::domain::{QuotationId, SourceKind, Span};
use crate::import::survey::read_grid_bytes;
use crate::import::{CsvError, codebook, codings_csv};
use crate::store::StoreError;

/// Name and text of a source in `assets/sample/sources`.
macro_rules! sources {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../assets/sample/sources/", $name, ".txt")))),+]
    };
}

const SOURCES: [(&str, &str); 12] = sources![
    "Fieldnotes Executive meeting M10 Site 2",
    "Fieldnotes Public meeting M07 Site 3",
    "Fieldnotes Rota workshop M13 Site 1",
    "Fieldnotes Staff meeting M04 Site 2",
    "Interview Commissioner ID 149",
    "Interview GP ID 161 Site 1",
    "Interview GP ID 173 Site 2",
    "Interview Manager ID 152 Site 1",
    "Interview Nurse ID 158 Site 3",
    "Interview PPG Chair ID 170 Site 2",
    "Interview Receptionist ID 164 Site 2",
    "Interview Volunteer driver ID 176 Site 3",
];
const CODES: &str = include_str!("../../../assets/sample/codes.csv");
const CODINGS: &str = include_str!("../../../assets/sample/codings.csv");

/// The register, in the order in which its tables name one another.
const REGISTER: [(RegisterTable, &str); 5] = [
    (RegisterTable::Attributes, include_str!("../../../assets/sample/register/attributes.csv")),
    (RegisterTable::Cases, include_str!("../../../assets/sample/register/cases.csv")),
    (RegisterTable::People, include_str!("../../../assets/sample/register/people.csv")),
    (RegisterTable::Meetings, include_str!("../../../assets/sample/register/meetings.csv")),
    (RegisterTable::Sources, include_str!("../../../assets/sample/register/sources.csv")),
];
/// What was chosen for the report.
const EXTRACTS: &str = include_str!("../../../assets/sample/extracts.csv");
/// The output, and its house style.
const OUTPUT: (&str, &str) = ("Patients and place", "Our report");

/// Who made the study.
const CODER: &str = "Maya Lindqvist";

/// The codes under her number keys, from 1.
const QUICK_CODES: [&str; 5] = [
    "Reasons for merging > Survival",
    "Organisation > Governance > Trust between partners",
    "Working life > Roles and tasks > Tacit knowledge",
    "Patients and place > Access > Getting through",
    "Running the change > Consultation > Decided already",
];

/// What she noted beside the first quotation of a code.
const COMMENTS: [(&str, &str); 4] = [
    (
        "Reasons for merging > Survival > Retirement and recruitment",
        "Two accounts in one breath: the official one and the sum on the back of a pad. Compare with the Commissioner.",
    ),
    (
        "Working life > Roles and tasks > Tacit knowledge",
        "Nobody wrote this down anywhere. Ask at the next visit who would know it if she left.",
    ),
    (
        "Running the change > Consultation > Decided already",
        "Tom reads this as resignation, I read it as anger. To discuss.",
    ),
    (
        "Patients and place > Access > Travel",
        "Good candidate for the report: concrete, and it names no place.",
    ),
];

/// Writes the sample study to a new file and opens it. Fails when a file of that name exists; a failure leaves none
/// behind.
pub fn write(path: &Path) -> Result<Project, ProjectError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(path.to_owned()).into());
    }
    // Made under another name: a sample that was interrupted half way never stands under its own.
    let mut part = path.as_os_str().to_owned();
    part.push(".new");
    let part = PathBuf::from(part);
    let _ = fs::remove_file(&part);
    let made = fill(&part)
        .map_err(|error| at(error, path))
        .and_then(|()| fs::rename(&part, path).map_err(|error| io(path, &error)));
    if let Err(error) = made {
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    Project::open(path, Duration::ZERO)
}

/// Opens the user's copy of the sample study, with whatever they did to it; makes it first when there is none.
pub fn open_or_create() -> Result<Project, ProjectError> {
    let folders = directories::ProjectDirs::from("", "", "marginalia");
    // Without a home folder a copy for this session is better than none.
    let folder = folders
        .map_or_else(|| std::env::temp_dir().join("marginalia"), |f| f.data_dir().to_owned());
    open_in(&folder)
}

fn open_in(folder: &Path) -> Result<Project, ProjectError> {
    let path = folder.join("Sample study.marginalia");
    if path.symlink_metadata().is_ok() {
        return Project::open(&path, Duration::from_secs(1));
    }
    fs::create_dir_all(folder).map_err(|error| io(folder, &error))?;
    write(&path)
}

/// The same error with the name that was asked for, where it has that of the file on its way.
fn at(error: ProjectError, path: &Path) -> ProjectError {
    let path = path.to_owned();
    match error {
        ProjectError::Store(StoreError::DiskFull(_)) => StoreError::DiskFull(path).into(),
        ProjectError::Store(StoreError::ReadOnly(_)) => StoreError::ReadOnly(path).into(),
        ProjectError::Store(StoreError::Io { reason, .. }) => {
            StoreError::Io { path, reason }.into()
        }
        other => other,
    }
}

fn io(path: &Path, error: &std::io::Error) -> ProjectError {
    StoreError::Io { path: path.to_owned(), reason: error.to_string() }.into()
}

fn fill(path: &Path) -> Result<(), ProjectError> {
    let mut project = Project::create(path)?;
    project.set_coder(CODER)?;
    let sources: Vec<NewSource> = SOURCES.iter().map(|(name, text)| source(name, text)).collect();
    project.add_sources(&sources)?;
    let codes = codebook::read("codes.csv", CODES.as_bytes());
    let codes = codes.map_err(|error| ProjectError::Codebook(error.to_string()))?;
    project.import_codebook(&codes, Taking::Everything)?;
    let codings = codings_csv::read(CODINGS.as_bytes()).map_err(row)?;
    project.import_codings(&codings)?;
    for (number, path) in (1..).zip(QUICK_CODES) {
        let code = project.snapshot.codes.resolve(path)?.id;
        project.set_quick_code(number, Some(code))?;
    }
    fill_register(&mut project)?;
    let findings = fill_output(&mut project)?;
    writing::fill(&mut project, &findings)?;
    for (path, comment) in COMMENTS {
        let code = project.snapshot.codes.resolve(path)?.id;
        let first = codings
            .iter()
            .find(|row| project.snapshot.codes.resolve(&row.code).is_ok_and(|c| c.id == code))
            .and_then(|row| {
                let source = project.snapshot.source_named(&row.document)?;
                let span = Span { start: row.start, end: row.end };
                let on = project.snapshot.codings(source.id)?;
                on.quotations.iter().find(|quotation| quotation.span == span)
            });
        if let Some(quotation) = first.map(|quotation| quotation.id) {
            project.comment_quotation(quotation, comment)?;
        }
    }
    Ok(())
}

fn fill_register(project: &mut Project) -> Result<(), ProjectError> {
    for (table, csv) in REGISTER {
        let grid = read_grid_bytes("register.csv", csv.as_bytes());
        let grid = grid.map_err(|error| ProjectError::Codebook(error.to_string()))?;
        for sheet in &grid.sheets {
            let plan = project.snapshot.plan_register(table, sheet, EmptyCells::Stay)?;
            project.take_register(&plan)?;
        }
    }
    Ok(())
}

/// Two house styles of the study's own, and the extracts that were chosen for a chapter; gives the finding that each one shows.
fn fill_output(project: &mut Project) -> Result<Vec<(QuotationId, String)>, ProjectError> {
    let (name, style) = OUTPUT;
    let report = HouseStyle { name: style.to_owned(), ..HouseStyle::commas() };
    project.keep_style(None, report)?;
    let paper = HouseStyle {
        name: "Our paper".to_owned(),
        numbers: Numbering::Shuffled,
        ..HouseStyle::article()
    };
    project.keep_style(None, paper)?;
    let output = project.add_output(name, style)?;
    let mut chosen = Vec::new();
    let mut said = Vec::new();
    let mut findings = Vec::new();
    for row in writing::rows("extracts.csv", EXTRACTS)? {
        let [document, start, end, code, stands_for, why, finding] = &row;
        let code = project.snapshot.codes.resolve(code)?.id;
        let source = project.snapshot.source_named(document).map(|info| info.id);
        let place = |words: &str| words.parse().unwrap_or_default();
        let span = Span { start: place(start), end: place(end) };
        let on = source.and_then(|source| project.snapshot.codings(source));
        let found = on.and_then(|on| on.quotations.iter().find(|one| one.span == span));
        let Some(quotation) = found else { continue };
        chosen.push((quotation.id, Some(code)));
        findings.push((quotation.id, finding.clone()));
        said.push((stands_for.parse().ok(), why.clone()));
    }
    let made = project.add_extracts(output, &chosen, false)?;
    let changes = made.into_iter().zip(said).flat_map(|(id, (stands_for, why))| {
        [(id, ExtractField::StandsFor(stands_for)), (id, ExtractField::Why(why))]
    });
    let changes = changes.collect();
    project.change_extracts(changes)?;
    Ok(findings)
}

fn source(name: &str, text: &str) -> NewSource {
    let kind = match name.starts_with("Interview") {
        true => SourceKind::Interview,
        false => SourceKind::Fieldnote,
    };
    NewSource::new(name.to_owned(), kind, text.to_owned(), "UTF-8".to_owned(), Vec::new())
}

fn row(error: CsvError) -> ProjectError {
    ProjectError::Row { line: error.line, reason: error.reason }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::normalise;

    #[test]
    fn every_view_is_filled() -> Result<(), ProjectError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sample.marginalia");
        let project = write(&path)?;
        let snapshot = project.snapshot();
        assert_eq!((snapshot.sources.len(), snapshot.codes.len()), (12, 30));
        assert_eq!((snapshot.totals().1, snapshot.coders.len()), (150, 2));
        let depths: HashSet<u32> =
            snapshot.codes.codes().iter().map(|code| snapshot.codes.depth(code.id)).collect();
        assert_eq!(depths, HashSet::from([0, 1, 2]));
        assert!(snapshot.codes.codes().iter().all(|code| !code.definition.is_empty()));
        let commented = snapshot.quotations().filter(|(_, q)| !q.comment.is_empty()).count();
        assert_eq!(commented, COMMENTS.len());
        let register = (snapshot.people.len(), snapshot.cases.len(), snapshot.meetings.len());
        assert_eq!((register, snapshot.attributes.len()), ((10, 3, 4), 4));
        assert!(snapshot.sources.iter().all(|info| info.date.is_some()));
        let styles: Vec<&str> = snapshot.styles.iter().map(|kept| &*kept.style.name).collect();
        assert_eq!(styles, ["Our paper", "Our report"]);
        let output = snapshot.output_named(OUTPUT.0).expect("the output");
        assert_eq!(output.extracts.len(), EXTRACTS.lines().count() - 1);
        assert!(output.extracts.iter().all(|one| one.stands_for.is_some()));
        assert_eq!(project.check()?, Vec::<String>::new());
        assert!(matches!(write(&path), Err(ProjectError::Store(StoreError::Exists(_)))));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
        Ok(())
    }

    #[test]
    fn the_copy_is_made_once_and_kept_as_it_is() -> Result<(), ProjectError> {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("data/marginalia");
        let mut project = open_in(&folder)?;
        assert!(project.undo()?.starts_with("Commented"));
        let path = project.snapshot().path.clone();
        drop(project);
        assert_eq!(open_in(&folder)?.snapshot().redo.as_deref(), Some("Commented a quotation"));
        fs::write(&path, "only words").expect("written");
        assert!(matches!(open_in(&folder), Err(ProjectError::Store(StoreError::NotAProject(_)))));
        assert_eq!(fs::read(&path).expect("the file"), b"only words");
        Ok(())
    }

    #[test]
    fn the_texts_stand_in_their_stored_form() {
        for (name, text) in SOURCES {
            assert_eq!(normalise(text).text, text, "{name}");
        }
    }
}
