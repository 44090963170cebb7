//! Framework matrices out to a workbook and in again: nothing is lost, and what nobody knows is told. And what becomes of summaries
//! when codes and people merge.

use std::path::Path;

use marginalia::domain::{
    CodeId, CountOf, LinkTo, Matrix, MatrixRow, MatrixSettings, QuotationId, RowsOf, SourceKind,
    Span, Subject, Summary, SummaryState, Target, written_link,
};
use marginalia::export::{TextTable, text_table_xlsx};
use marginalia::import::survey::{Sheet, read_grid_bytes};
use marginalia::project::{
    EmptyCells, Holder, MatrixField, MatrixPlan, NewCode, NewMemo, NewSource, NewValue,
    PersonField, Project, SummaryWords, Wording,
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

fn object(target: Target, words: &str) -> String {
    written_link(LinkTo::Object(target), words)
}

fn summary(project: &Project, row: MatrixRow, code: CodeId) -> Option<Summary> {
    project.snapshot().summary(row, code).cloned()
}

fn write(project: &mut Project, row: MatrixRow, code: CodeId, text: &str, state: SummaryState) {
    let words = SummaryWords { row, code, text: text.to_owned(), state };
    project.write_summaries(&[words]).expect("written");
}

#[test]
fn who_turns_out_to_be_one_has_the_summaries_the_values_and_the_links_of_both() {
    let mut study = study();
    let (board, time) = (study.code("Board"), study.code("Time"));
    let project = &mut study.project;
    let [stays, goes] = ["GP ID 1", "GP ID1"].map(|name| project.add_person(name).expect(name));
    let [of_stays, of_goes] = [stays, goes].map(MatrixRow::Person);
    let link = object(Target::Quote(study.quotation), "We trust them less");
    write(project, of_stays, board, "Less trust.", SummaryState::Written);
    write(project, of_goes, board, &format!("See {link}."), SummaryState::Written);
    write(project, of_goes, time, "", SummaryState::NotAsked);
    let attribute = |project: &mut Project, name: &str| {
        project.add_attribute(Subject::Person, name, &[]).expect("an attribute")
    };
    let (size, age) = (attribute(project, "Size"), attribute(project, "Age"));
    let value = |of, attribute, value: &str, since: &str| NewValue {
        holder: Holder::Person(of),
        attribute,
        value: value.to_owned(),
        public: None,
        since: since.parse().ok(),
    };
    let values = [
        value(stays, size, "small", ""),
        value(goes, size, "large", "2012"),
        value(goes, age, "50", ""),
        value(goes, age, "51", "2013"),
    ];
    project.set_values(&values).expect("values");
    let about = summary(project, of_goes, board).expect("a summary").id;
    let text = format!(
        "{} and {}",
        object(Target::Person(goes), "him"),
        object(Target::Summary(about), "his")
    );
    let memo = project.add_memo(&NewMemo { text, ..NewMemo::default() }).expect("a memo");
    project.comment_on_memo(memo, &object(Target::Person(goes), "Him?")).expect("a comment");

    project.merge_people(stays, &[goes]).expect("merged");
    let both = summary(project, of_stays, board).expect("a summary");
    assert_eq!(both.text, format!("Less trust.\n\nSee {link}."));
    assert!(both.mentions.iter().any(|mention| mention.target == Target::Quote(study.quotation)));
    let other = summary(project, of_stays, time).expect("a summary");
    assert_eq!(other.state, SummaryState::NotAsked);
    let snapshot = project.snapshot();
    let person = snapshot.person(stays).expect("a person");
    let mut values: Vec<&str> = person.attributes.iter().map(|one| one.value.as_str()).collect();
    values.sort_unstable();
    assert_eq!(values, ["50", "51", "small"]);
    let memo = snapshot.memo(memo).expect("a memo");
    let to_summary = object(Target::Summary(both.id), "his");
    assert_eq!(memo.text, format!("{} and {to_summary}", object(Target::Person(stays), "him")));
    assert!(memo.mentions(Target::Person(stays)) && memo.mentions(Target::Summary(both.id)));
    assert_eq!(memo.comments[0].text, object(Target::Person(stays), "Him?"));
    project.undo().expect("undone");
    assert_eq!(summary(project, of_goes, board).expect("a summary").id, about);
}

#[test]
fn summaries_of_merged_codes_stand_together_and_know_what_is_new_to_them() {
    let mut study = study();
    let (board, time) = (study.code("Board"), study.code("Time"));
    let (one, two) = (study.row("Site 1"), study.row("Site 2"));
    let project = &mut study.project;
    write(project, one, time, "", SummaryState::Written);
    write(project, two, time, "", SummaryState::NotAsked);
    write(project, two, board, "", SummaryState::Nothing);
    let goes = summary(project, two, board).expect("a summary");
    let text = object(Target::Summary(goes.id), "there");
    let memo = project.add_memo(&NewMemo { text, ..NewMemo::default() }).expect("a memo");
    let matrix = project.snapshot().matrices[0].clone();
    let new = |project: &Project, row, code| {
        let grid = project.snapshot().matrix_grid(&matrix);
        let (row, column) = grid.place(row, code).expect("a place");
        grid.cell(row, column).expect("a cell").new_passages()
    };
    assert_eq!(new(project, one, time), 0);
    project.merge_codes(&[board], time, Wording::All).expect("merged");
    // The passage was coded before the summary was written, which did not speak of it.
    assert_eq!(new(project, one, time), 1);
    let both = summary(project, two, time).expect("a summary");
    assert_eq!((both.state, both.written_at <= goes.written_at), (SummaryState::Nothing, true));
    let snapshot = project.snapshot();
    let memo = snapshot.memo(memo).expect("a memo");
    assert_eq!(memo.text, object(Target::Summary(both.id), "there"));
    assert!(memo.mentions(Target::Summary(both.id)));
}

#[test]
fn a_passage_that_only_a_comment_leads_to_stays() {
    let mut study = study();
    let board = study.code("Board");
    let link = study.link();
    let memo = study.project.add_memo(&NewMemo::default()).expect("a memo");
    study.project.comment_on_memo(memo, &format!("Look at {link}")).expect("a comment");
    study.project.uncode(&[study.quotation], board).expect("uncoded");
    assert!(study.project.snapshot().quotation(study.quotation).is_some());
    let comment = study.project.snapshot().memo(memo).expect("a memo").comments[0].id;
    study.project.change_memo_comment(comment, "Never mind").expect("other words");
    assert!(study.project.snapshot().quotation(study.quotation).is_none());
    let board = object(Target::Code(board), "Board");
    study.project.comment_on_memo(memo, &board).expect("a comment");
    let (from, into) = (study.code("Board"), study.code("Time"));
    study.project.merge_codes(&[from], into, Wording::All).expect("merged");
    let snapshot = study.project.snapshot();
    let comments = &snapshot.memo(memo).expect("a memo").comments;
    assert_eq!(comments[1].text, object(Target::Code(into), "Board"));
}

#[test]
fn words_of_somebody_who_withdrew_and_old_numbers_stand_in_no_cell() {
    let mut study = study();
    let person = study.project.add_person("GP ID 161").expect("a person");
    let withdrawn = PersonField::Withdrawn("2013-02".parse().ok());
    study.project.change_people(&[(person, withdrawn)]).expect("withdrawn");
    let count = written_link(LinkTo::Count(CountOf::Cases, study.code("Board")), "Board");
    let text = format!("In 2012 in {count} of 12 sites, see {}.", study.link());
    study.write("Site 1", "Governance > Board", &text, SummaryState::Written);
    let said = study.project.snapshot().matrix_table(&study.matrix()).rows[0][1].clone();
    assert_eq!(said, "In 2012 in 1 of 12 sites, see [left out: consent was withdrawn].");
    // The number has changed since the workbook was written; elsewhere words have.
    let sheet = study.back(|table| table.rows[0][1] = said.replace("in 1 of", "in 7 of"));
    let plan = study.project.snapshot().plan_matrix(&study.matrix(), &sheet, EmptyCells::Stay);
    assert_eq!((plan.changes(), plan.same), (0, 1), "{plan:?}");
    let plan = study.plan(|table| {
        table.rows[0][1] = said.replace("in 1 of", "since then in 7 of");
    });
    assert_eq!(plan.loosened, 0);
    study.project.take_matrix(&plan).expect("taken");
    let text = text.replace("in [[", "since then in [[");
    assert_eq!(study.text("Site 1", "Governance > Board"), Some(text));
}

#[test]
fn an_attribute_that_is_called_as_a_hidden_column_is_stays_an_attribute() {
    let mut study = study();
    study.write("Site 1", "Governance > Time", "Late.", SummaryState::Written);
    let project = &mut study.project;
    let id = project.add_attribute(Subject::Case, "governance > time", &[]).expect("an attribute");
    let hidden = vec![project.snapshot().codes.resolve("Time").expect("a code").id];
    let settings = MatrixSettings { hidden, attributes: vec![id], ..MatrixSettings::default() };
    let fields = vec![MatrixField::Settings(settings)];
    let matrix = project.snapshot().matrices[0].id;
    project.change_matrix(matrix, fields).expect("laid out");
    let MatrixRow::Case(case) = study.row("Site 1") else { unreachable!() };
    let holder = Holder::Case(case);
    let value = "Small".to_owned();
    let new = NewValue { holder, attribute: id, value, public: None, since: None };
    study.project.set_values(&[new]).expect("a value");
    let plan = study.plan(|_| {});
    assert_eq!((plan.changes(), plan.unknown_columns.len()), (0, 0), "{plan:?}");
}

#[test]
fn a_cell_that_only_rests_on_something_is_neither_cleared_nor_kept_when_that_goes() {
    let mut study = study();
    let (row, code) = (study.row("Site 1"), study.code("Board"));
    let target = Target::Quote(study.quotation);
    study.project.rest_summary_on(row, code, target, true).expect("put beside");
    let sheet = study.back(|_| {});
    let plan = study.project.snapshot().plan_matrix(&study.matrix(), &sheet, EmptyCells::Clear);
    assert_eq!((plan.changes(), plan.same), (0, 1), "{plan:?}");
    study.project.rest_summary_on(row, code, target, false).expect("taken away");
    assert_eq!(summary(&study.project, row, code), None);
    // Words stay, whatever else goes, and whatever is said of the cell.
    study.write("Site 1", "Governance > Board", "Trust.", SummaryState::Written);
    study.project.rest_summary_on(row, code, target, true).expect("put beside");
    study.project.rest_summary_on(row, code, target, false).expect("taken away");
    study.project.set_summary_state(row, code, SummaryState::Nothing).expect("a state");
    let told = summary(&study.project, row, code).expect("a summary");
    assert_eq!((told.text.as_str(), told.state), ("Trust.", SummaryState::Nothing));
    let plan = study.plan(|table| table.rows[0][1] = words("Not asked"));
    study.project.take_matrix(&plan).expect("taken");
    let told = summary(&study.project, row, code).expect("a summary");
    assert_eq!((told.text.as_str(), told.state), ("Trust.", SummaryState::NotAsked));
}

#[test]
fn a_row_that_was_copied_above_its_original_and_columns_that_differ_by_capitals_are_known() {
    let mut study = study();
    let parent = Some(study.code("Governance"));
    let new = NewCode { parent, name: "board".to_owned(), ..NewCode::default() };
    let small = study.project.make_code(&new).expect("a code");
    let row = study.row("Site 1");
    study.write("Site 1", "Governance > Board", "Trust.", SummaryState::Written);
    write(&mut study.project, row, small, "Doubt.", SummaryState::Written);
    let plan = study.plan(|table| {
        let mut copy = table.rows[0].clone();
        copy[0] = words("Site 1b");
        copy[1] = words("Something else.");
        table.rows.insert(0, copy);
    });
    assert_eq!((plan.changes(), plan.same), (0, 2), "{plan:?}");
    assert_eq!(plan.unknown_rows, ["Site 1b (2 cells with words)"]);
    assert!(plan.renamed.is_empty() && plan.unknown_columns.is_empty(), "{plan:?}");
}
