//! Who can be told from others, who is quoted too often, whose words may not be printed.

use proptest::prelude::*;

use super::*;
use crate::domain::{AttributeValue, Subject};

#[test]
fn withdrawn_consent_is_found_for_speakers_and_for_those_interviewed() {
    let mut study = Study::new();
    study.person("GP 1").consent.withdrawn = date("2013");
    study.person("GP 2");
    let gone = study.people[0].id;
    study.source("Talk about all", SourceKind::Interview).people = vec![gone];
    study.source("What was seen", SourceKind::Fieldnote).people = vec![gone];
    study.extract("Yes.", "[GP ID 2]", &[1]);
    study.extract("Yes.", "[fieldnotes]", &[1]).source = SourceId::new(id(1));
    study.extract("Yes.", "[fieldnotes]", &[1, 0]).source = SourceId::new(id(1));
    let found = study.of_kind(FindingKind::Withdrawn);
    let extracts: Vec<&[u32]> = found.iter().map(|finding| &*finding.extracts).collect();
    assert_eq!(extracts, [[0], [2]]);
    assert!(found.iter().all(|finding| !finding.can_be_accepted() && finding.people == [gone]));
    assert_eq!(
        found[0].sentence(),
        "GP ID 1 took consent back, and nothing they said is printed; take extract 1 out."
    );
}

#[test]
fn gaps_in_labels_and_quotations_printed_twice_are_found() {
    let mut study = Study::new();
    study.extract("One.", "[]", &[]).missing =
        vec![Missing::Field("role".to_owned()), Missing::Field("person".to_owned())];
    study.extract("Two.", "[GP ID 1]", &[]);
    let first = study.extracts[0].quotation;
    study.extract("Tw", "[GP ID 1]", &[]).quotation = first;
    assert_eq!(
        study.said(FindingKind::Missing),
        ["The label of extract 1 lacks role and person; add it to the register, or let the style \
             leave it out."]
    );
    assert_eq!(
        study.said(FindingKind::Twice),
        ["One quotation is printed in extracts 1 and 3; keep one of them."]
    );
}

#[test]
fn a_person_quoted_too_often_is_found_by_number_and_by_share() {
    let mut study = Study::new();
    for number in 1..=4 {
        study.person(&format!("GP {number}"));
    }
    for person in [0, 0, 1, 0, 2, 1, 3, 1] {
        study.extract("Yes.", "", &[person, person]);
    }
    let names = |study: &Study| -> Vec<(String, usize)> {
        let found = study.of_kind(FindingKind::TooOften);
        found.iter().map(|one| (one.what.to_string(), one.count)).collect()
    };
    assert_eq!(names(&study), []);
    study.settings.most_per_person = 2;
    assert_eq!(names(&study), [("GP ID 1".to_owned(), 3), ("GP ID 2".to_owned(), 3)]);
    study.settings.most_per_person = 3;
    assert_eq!(names(&study), []);
    study.settings.largest_share = 37;
    assert_eq!(names(&study).len(), 2);
    study.settings.largest_share = 38;
    assert_eq!(names(&study), []);
    study.settings.largest_share = 1;
    assert_eq!(names(&study).len(), 2, "one or two extracts are no portrait");
}

/// Five GPs of whom two have no formal role, and one nurse.
fn roles() -> Study {
    let mut study = Study::new();
    for number in 1..=5 {
        study.person(&format!("GP {number}"));
    }
    study.person("Nurse 6").fine_role = "Practice nurse".to_owned();
    for person in &mut study.people[3..5] {
        person.qualifier = "without a formal role".to_owned();
    }
    study.source("Talk about all", SourceKind::Interview);
    study.settings.shown = Shown::default();
    study
}

#[test]
fn too_few_who_share_what_is_printed_are_found() {
    let mut study = roles();
    study.extract("Yes.", "[GP ID 1]", &[0]);
    assert_eq!(study.of_kind(FindingKind::SmallCell), []);
    study.extract("Yes.", "[GP, without a formal role, ID 4]", &[3]);
    study.extract("Yes.", "[GP, without a formal role, ID 5]", &[4]);
    study.extract("Yes.", "[Nurse ID 6]", &[5]);
    assert_eq!(
        study.said(FindingKind::SmallCell),
        [
            "2 people of the register are “GP, without a formal role”, as extracts 2 and 3 show; \
             tell the role more coarsely, or leave a value out.",
            "One person of the register is “Nurse”, as extract 4 shows; tell the role more coarsely, \
             or leave a value out.",
        ]
    );
    study.settings.smallest_cell = 2;
    assert_eq!(study.of_kind(FindingKind::SmallCell).len(), 1);
    study.settings.shown.role = Some(Grain::Fine);
    assert_eq!(&*study.of_kind(FindingKind::SmallCell)[0].what, "Practice nurse");
    study.settings.shown.role = None;
    assert_eq!(study.of_kind(FindingKind::SmallCell), []);
}

#[test]
fn attributes_cases_and_rounds_make_cells_smaller() {
    let mut study = roles();
    study.settings.shown.qualifier = false;
    let case = study.case("Site 1", "");
    study.people[0].case = Some(case);
    study.extract("Yes.", "[GP ID 1]", &[0]);
    assert_eq!(study.of_kind(FindingKind::SmallCell), []);
    study.settings.shown.case = true;
    assert_eq!(&*study.of_kind(FindingKind::SmallCell)[0].what, "GP, Site 1");
    study.settings.shown.case = false;

    study.settings.shown.round = true;
    study.sources[0].round = "Second".to_owned();
    assert_eq!(&*study.of_kind(FindingKind::SmallCell)[0].what, "GP, Second");
    study.sources[0].people = study.people[1..3].iter().map(|person| person.id).collect();
    assert_eq!(study.of_kind(FindingKind::SmallCell), []);
    study.settings.shown.round = false;

    let attribute = AttributeId::new(id(0));
    study
        .attributes
        .push(Attribute { subject: Subject::Person, ..Attribute::new(attribute, "Sex") });
    study.settings.shown.attributes.push(attribute);
    for (at, person) in study.people.iter_mut().enumerate() {
        let value = if at < 2 { "woman" } else { "man" };
        person.attributes.push(AttributeValue::new(attribute, value));
    }
    assert_eq!(study.of_kind(FindingKind::SmallCell), [], "private values are not printed");
    study.attributes[0].is_public = true;
    let found = study.of_kind(FindingKind::SmallCell);
    assert_eq!((found[0].count, &*found[0].what), (2, "GP, woman"));
    // What held when the source tells of is printed.
    study.sources[0].date = date("2012-05");
    study.people[0].attributes[0].since = date("2013");
    study.people[0].attributes.push(AttributeValue::new(attribute, "man"));
    assert_eq!(study.of_kind(FindingKind::SmallCell), []);
}

proptest! {
    /// Without sources, whoever shares all that is shown is counted; counted here one by one.
    #[test]
    fn cells_are_counted_as_one_would_by_hand(
        people in prop::collection::vec((0usize..3, 0usize..2, 0usize..3), 1..25),
        quoted in prop::collection::vec(0usize..25, 0..10),
        smallest in 0u32..6,
        shows in (any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let mut study = Study::new();
        let cases: Vec<CaseId> = (0..2).map(|at| study.case(&format!("Place {at}"), "")).collect();
        let facts = |&(role, qualifier, case): &(usize, usize, usize)| {
            (
                shows.0.then(|| ["", "GP", "Manager"][role]),
                shows.1.then(|| ["", "retired"][qualifier]),
                shows.2.then(|| ["", "Place 0", "Place 1"][case]),
            )
        };
        for one in &people {
            let person = study.person(["", "GP", "Manager"][one.0]);
            person.qualifier = ["", "retired"][one.1].to_owned();
            person.case = one.2.checked_sub(1).map(|at| cases[at]);
        }
        study.settings.smallest_cell = smallest;
        study.settings.shown = Shown {
            role: shows.0.then_some(Grain::Coarse),
            qualifier: shows.1,
            case: shows.2,
            ..Shown::default()
        };
        let quoted: Vec<usize> = quoted.into_iter().filter(|&at| at < people.len()).collect();
        for &at in &quoted {
            study.extract("Yes.", "", &[at]);
        }
        let mut expected: Vec<(usize, Vec<u32>)> = Vec::new();
        for (key, &at) in quoted.iter().enumerate() {
            let own = facts(&people[at]);
            let count = people.iter().filter(|one| facts(one) == own).count();
            let is_blank = [own.0, own.1, own.2].into_iter().flatten().all(str::is_empty);
            let same: Vec<u32> = (0..quoted.len())
                .filter(|&other| facts(&people[quoted[other]]) == own)
                .map(|other| other as u32)
                .collect();
            if count < smallest as usize && !is_blank && same[0] == key as u32 {
                expected.push((count, same));
            }
        }
        let found = study.of_kind(FindingKind::SmallCell);
        let found: Vec<(usize, Vec<u32>)> =
            found.into_iter().map(|one| (one.count, one.extracts)).collect();
        prop_assert_eq!(found, expected);
    }
}
