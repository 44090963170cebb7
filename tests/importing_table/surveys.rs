//! Surveys in the import table: a source for each respondent, with facts and answers.

use marginalia::domain::{AnswerState, SourceKind};
use marginalia::import::survey::{Column, Role};

use crate::study::{ANSWERS, Study, date, holds};

#[test]
fn a_survey_becomes_a_source_for_each_respondent() {
    let mut study = Study::new();
    study.write("Survey.csv", ANSWERS);
    let mut table = study.table();
    assert!(table.rows.is_empty());
    let survey = &mut table.surveys[0];
    let mut layout = survey.layout().clone();
    let roles = [
        ("Respondent no.", Role::Respondent),
        ("CCG", Role::Case),
        ("Completed on", Role::Date),
        ("E-mail", Role::Contact),
        ("Is your board quorate?", Role::Attribute),
        ("What has helped so far?", Role::Question),
        ("What stands in the way?", Role::Question),
    ];
    let guessed: Vec<Role> = layout.columns.iter().map(|column| column.role).collect();
    assert_eq!(guessed, roles.map(|(_, role)| role));
    layout.columns = roles.map(|(name, role)| Column::new(name, role)).to_vec();
    survey.set_layout(layout);
    let report = study.import(&table);
    assert_eq!(report.imported.len(), 3, "{report:?}");
    assert!(report.imported.iter().all(|file| file.kind == SourceKind::Survey));
    let named: Vec<String> =
        study.project.snapshot().sources.iter().map(|info| info.name.clone()).collect();
    assert_eq!(named, ["Respondent 7", "Respondent 8", "Respondent 12"]);
    assert_eq!(study.source("Respondent 7").date, date("2012-03-14"));
    assert_eq!(study.case("Respondent 12").as_deref(), Some("Site 3"));
    assert_eq!(study.people("Respondent 8").len(), 1);
    let quorate = |value: &str| vec![("Is your board quorate?".to_owned(), value.to_owned())];
    assert_eq!(study.attributes("Respondent 7"), quorate("Yes"));
    assert_eq!(study.attributes("Respondent 8"), quorate("No"));
    let (first, second) = (study.source("Respondent 7").id, study.source("Respondent 8").id);
    let (helped, way) =
        ("What has helped so far?".to_owned(), "What stands in the way?".to_owned());
    use AnswerState::{Given, NotAsked, Skipped};
    let time = "Time to talk.\n\nA manager who “knows” the place.".to_owned();
    let money = "Money and the merger of the practices".to_owned();
    assert_eq!(study.answers(first), [(helped.clone(), Given, time), (way.clone(), Given, money)]);
    let blank = study.answers(second);
    assert_eq!(
        blank.iter().map(|(question, state, _)| (question, *state)).collect::<Vec<_>>(),
        [(&helped, Skipped), (&way, NotAsked)]
    );
    // By whom a person could be reached is never imported, with the file neither.
    assert!(!holds(&study.into_bytes(), "example.org"));
}

#[test]
fn every_choice_of_a_multiple_choice_is_kept() {
    let mut study = Study::new();
    study.write("Survey.csv", "Respondent no.,Support needed,What has helped so far?\n1,Data; Money,Time to talk about all that has to be done\n2,Training,The people who have done it before us\n3,Money; Training; Data,Nothing that we could think of in the meeting\n");
    let mut table = study.table();
    let mut layout = table.surveys[0].layout().clone();
    layout.columns[1].role = Role::MultipleChoice;
    layout.columns[1].separator = Some(';');
    table.surveys[0].set_layout(layout);
    study.import(&table);
    let needed = |value: &str| vec![("Support needed".to_owned(), value.to_owned())];
    assert_eq!(study.attributes("Respondent 1"), needed("Data; Money"));
    assert_eq!(study.attributes("Respondent 2"), needed("Training"));
    assert_eq!(study.attributes("Respondent 3"), needed("Money; Training; Data"));
}

#[test]
fn a_survey_can_be_left_out_and_its_next_wave_goes_in_the_same_way() {
    let mut study = Study::new();
    study.write("Survey.csv", ANSWERS);
    let mut table = study.table();
    let layout = table.surveys[0].layout().clone();
    study.project.set_survey_layout(&layout).expect("kept");
    table.surveys[0].is_left_out = true;
    let report = study.import(&table);
    assert_eq!((report.imported.len(), study.project.snapshot().sources.len()), (0, 0));
    assert_eq!(study.project.survey_layout().expect("a layout"), Some(layout));
}
