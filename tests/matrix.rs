//! Framework matrices out to a workbook and in again: nothing is lost, and what nobody knows is told.

use std::path::Path;

use marginalia::domain::{
    CodeId, LinkTo, Matrix, MatrixRow, MatrixSettings, QuotationId, RowsOf, SourceKind, Span,
    SummaryState, Target, written_link,
};
use marginalia::export::{TextTable, text_table_xlsx};
use marginalia::import::survey::{Sheet, read_grid_bytes};
use marginalia::project::{
    EmptyCells, MatrixField, MatrixPlan, NewCode, NewSource, Project, SummaryWords,
};
use tempfile::TempDir;

const TEXT: &str =
    "INT: And then?\nGP ID 161: We trust them less now. Nobody asked the patients.\n";

struct Study {
    project: Project,
    quotation: QuotationId,
    _folder: TempDir,
}

/// Two cases, Governance with Board and Time below it, and a matrix of both.
fn study() -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    let mut project = Project::create(&folder.path().join("Study.marginalia")).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let source = |name: &str| {
        let (name, text) = (name.to_owned(), TEXT.to_owned());
        NewSource::new(name, SourceKind::Interview, text, "UTF-8".to_owned(), Vec::new())
    };
    project.add_sources(&[source("Interview 1"), source("Interview 2")]).expect("sources");
    let sources: Vec<_> = project.snapshot().sources.iter().map(|info| info.id).collect();
    project.set_case(&sources[..1], "Site 1").expect("a case");
    project.set_case(&sources[1..], "Site 2").expect("a case");
    let mut make = |name: &str, parent| {
        let new = NewCode { parent, name: name.to_owned(), ..NewCode::default() };
        project.make_code(&new).expect("a code")
    };
    let governance = make("Governance", None);
    let board = make("Board", Some(governance));
    make("Time", Some(governance));
    let start = TEXT.find("We trust").expect("words") as u32;
    project.code(sources[0], Span { start, end: start + 22 }, &[board]).expect("a coding");
    let quotation = project.snapshot().quotations().next().expect("a quotation").1.id;
    project.add_matrix("Sites", RowsOf::Case, Some(governance)).expect("a matrix");
    Study { project, quotation, _folder: folder }
}

impl Study {
    fn matrix(&self) -> Matrix {
        self.project.snapshot().matrices[0].clone()
    }

    fn code(&self, path: &str) -> CodeId {
        self.project.snapshot().codes.resolve(path).expect("a code").id
    }

    fn row(&self, name: &str) -> MatrixRow {
        let snapshot = self.project.snapshot();
        MatrixRow::Case(snapshot.cases.iter().find(|case| case.name == name).expect("a case").id)
    }

    fn write(&mut self, row: &str, path: &str, text: &str, state: SummaryState) {
        let (row, code) = (self.row(row), self.code(path));
        let words = SummaryWords { row, code, text: text.to_owned(), state };
        self.project.write_summaries(&[words]).expect("written");
    }

    fn text(&self, row: &str, path: &str) -> Option<String> {
        let snapshot = self.project.snapshot();
        snapshot.summary(self.row(row), self.code(path)).map(|summary| summary.text.clone())
    }

    /// The matrix as a workbook reads it back, after `change` was made to what is written.
    fn back(&self, change: impl FnOnce(&mut TextTable)) -> Sheet {
        let mut table = self.project.snapshot().matrix_table(&self.matrix());
        change(&mut table);
        let (bytes, _) = text_table_xlsx(&table).expect("a workbook");
        let grid = read_grid_bytes("Matrix.xlsx", &bytes).expect("a workbook that can be read");
        grid.sheets.into_iter().next().expect("a sheet")
    }

    fn plan(&self, change: impl FnOnce(&mut TextTable)) -> MatrixPlan {
        let sheet = self.back(change);
        self.project.snapshot().plan_matrix(&self.matrix(), &sheet, EmptyCells::Stay)
    }

    fn link(&self) -> String {
        written_link(LinkTo::Object(Target::Quote(self.quotation)), "We trust them less")
    }
}

fn words(words: &str) -> String {
    words.to_owned()
}

#[test]
fn a_workbook_that_nobody_touched_changes_nothing() {
    let mut study = study();
    let link = study.link();
    let text = format!("Less trust, see {link}.\n\n- since [[code:nonsense|x]]\n- **now**");
    study.write("Site 1", "Governance > Board", &text, SummaryState::Written);
    study.write("Site 2", "Governance > Board", "", SummaryState::NotAsked);
    study.write("Site 2", "Governance > Time", "", SummaryState::Nothing);
    let plan = study.plan(|_| {});
    assert_eq!((plan.changes(), plan.same), (0, 3), "{plan:?}");
    assert!(plan.unknown_rows.is_empty() && plan.unknown_columns.is_empty(), "{plan:?}");
}

#[test]
fn changed_cells_keep_their_links_and_are_one_step() {
    let mut study = study();
    let link = study.link();
    let text = format!("Less trust, see {link}.");
    study.write("Site 1", "Governance > Board", &text, SummaryState::Written);
    let plan = study.plan(|report| {
        report.rows[0][1] = words("Much less trust, see “We trust them less” and [[Time]].");
        report.rows[1][1] = words("not asked");
        report.rows[1][2] = words("They had time.");
    });
    assert_eq!(plan.changed, ["Site 1, Governance > Board"]);
    assert_eq!(plan.new, ["Site 2, Governance > Board", "Site 2, Governance > Time"]);
    assert_eq!(plan.loosened, 0);
    study.project.take_matrix(&plan).expect("taken");
    let written = study.text("Site 1", "Governance > Board").expect("a summary");
    let time = written_link(LinkTo::Object(Target::Code(study.code("Time"))), "Time");
    assert_eq!(written, format!("Much less trust, see {link} and {time}."));
    let snapshot = study.project.snapshot();
    let other = snapshot.summary(study.row("Site 2"), study.code("Governance > Board"));
    assert_eq!(other.map(|one| one.state), Some(SummaryState::NotAsked));
    study.project.undo().expect("undone");
    assert_eq!(study.text("Site 1", "Governance > Board"), Some(text));
    assert_eq!(study.text("Site 2", "Governance > Time"), None);
}

#[test]
fn what_a_lost_link_led_to_is_put_beside_the_summary() {
    let mut study = study();
    let text = format!("See {}.", study.link());
    study.write("Site 1", "Governance > Board", &text, SummaryState::Written);
    let plan = study.plan(|report| report.rows[0][1] = words("Another sentence."));
    assert_eq!(plan.loosened, 1);
    study.project.take_matrix(&plan).expect("taken");
    let snapshot = study.project.snapshot();
    let summary = snapshot.summary(study.row("Site 1"), study.code("Governance > Board"));
    let mentions = &summary.expect("a summary").mentions;
    assert_eq!(mentions.len(), 1);
    assert_eq!(mentions[0].target, Target::Quote(study.quotation));
}

#[test]
fn rows_and_columns_that_nobody_knows_are_told_and_empty_cells_empty_nothing() {
    let mut study = study();
    study.write("Site 1", "Governance > Board", "Trust.", SummaryState::Written);
    study.write("Site 1", "Governance > Time", "Late.", SummaryState::Written);
    let change = |report: &mut TextTable| {
        report.columns[1].name = "Old governance > Board".to_owned();
        report.columns[2].name = "Nowhere".to_owned();
        report.rows[0][1] = String::new();
        report.rows[1][0] = "Site 9".to_owned();
        report.rows[1].pop();
        report.rows[1][1] = words("Somewhere else.");
    };
    let plan = study.plan(change);
    assert_eq!(plan.changes(), 0);
    assert_eq!(plan.unknown_rows, ["Site 9 (1 cell with words)"]);
    assert_eq!(plan.unknown_columns, ["Nowhere (1 cell with words)"]);
    assert_eq!(plan.taken_as, ["Old governance > Board as Governance > Board"]);
    assert_eq!(plan.lacking, ["Site 2", "Governance > Time"]);
    let sheet = study.back(change);
    let matrix = study.matrix();
    let clearing = study.project.snapshot().plan_matrix(&matrix, &sheet, EmptyCells::Clear);
    assert_eq!(clearing.cleared, ["Site 1, Governance > Board"]);
    study.project.take_matrix(&clearing).expect("taken");
    assert_eq!(study.text("Site 1", "Governance > Board"), None);
    assert_eq!(study.text("Site 1", "Governance > Time").as_deref(), Some("Late."));
}

#[test]
fn hidden_columns_and_rows_that_come_again_are_read_once() {
    let mut study = study();
    study.write("Site 1", "Governance > Time", "Late.", SummaryState::Written);
    let sheet = study.back(|report| {
        report.rows[0][2] = words("Very late.");
        let mut again = report.rows[0].clone();
        again[2] = words("Early.");
        report.rows.push(again);
    });
    let id = study.matrix().id;
    let hidden = vec![study.code("Governance > Time")];
    let settings = MatrixSettings { hidden, ..MatrixSettings::default() };
    let fields = vec![MatrixField::Settings(settings)];
    study.project.change_matrix(id, fields).expect("hidden");
    let report = study.project.snapshot().matrix_table(&study.matrix());
    let columns: Vec<&str> = report.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(columns, ["Case", "Governance > Board", "Row key"]);
    assert!(report.notes.iter().any(|note| note == "Hidden columns: Governance > Time."));
    let matrix = study.matrix();
    let plan = study.project.snapshot().plan_matrix(&matrix, &sheet, EmptyCells::Stay);
    assert_eq!(plan.again, ["Site 1 (1 cell with words)"]);
    study.project.take_matrix(&plan).expect("taken");
    assert_eq!(study.text("Site 1", "Governance > Time").as_deref(), Some("Very late."));
}

#[test]
fn a_row_that_was_renamed_is_known_by_its_key() {
    let mut study = study();
    let sheet = study.back(|table| table.rows[1][1] = words("Trust."));
    let MatrixRow::Case(case) = study.row("Site 2") else { unreachable!() };
    let field = marginalia::project::CaseField::Name("Site B".to_owned());
    study.project.change_cases(&[(case, field)]).expect("renamed");
    let matrix = study.matrix();
    let plan = study.project.snapshot().plan_matrix(&matrix, &sheet, EmptyCells::Stay);
    assert_eq!(plan.renamed, ["Site 2, which is now Site B"]);
    study.project.take_matrix(&plan).expect("taken");
    assert_eq!(study.text("Site B", "Governance > Board").as_deref(), Some("Trust."));
}

#[test]
fn a_matrix_is_written_in_every_format_with_its_states_in_words() {
    let mut study = study();
    let text = format!("**Less** trust, see {}.", study.link());
    study.write("Site 1", "Governance > Board", &text, SummaryState::Written);
    study.write("Site 2", "Governance > Board", "", SummaryState::NotAsked);
    let snapshot = study.project.snapshot();
    let matrix = study.matrix();
    for ending in ["xlsx", "csv", "docx", "odt", "html", "md", "txt"] {
        let name = format!("Matrix.{ending}");
        let (bytes, warnings) = snapshot.matrix_file(&matrix, Path::new(&name)).expect(ending);
        assert!(!bytes.is_empty() && warnings.is_empty(), "{ending}: {warnings:?}");
        if ["csv", "html", "md", "txt"].contains(&ending) {
            let written = String::from_utf8(bytes).expect("UTF-8");
            for words in ["Site 1", "Board", "trust, see “We trust them less”.", "Not asked"] {
                assert!(written.contains(words), "{words} in {ending}: {written}");
            }
        }
    }
    assert!(snapshot.matrix_document(&matrix).is_landscape);
    assert!(snapshot.matrix_file(&matrix, Path::new("Matrix.png")).is_err());
}
