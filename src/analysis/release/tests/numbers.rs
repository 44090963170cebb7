//! Numbers that lead to a site, and numbers with two roles.

use super::*;

/// Three sites of four people each, numbered by site: 10 to 13, 20 to 23, 30 to 33; people 0 to 11.
fn sites() -> Study {
    let mut study = Study::new();
    study.source("Talk about all", SourceKind::Interview);
    for site in 0..3 {
        let case = study.case(&format!("Site {}", site + 1), "");
        for number in 0..4 {
            study.person(&format!("GP {}", site * 10 + 10 + number)).case = Some(case);
        }
    }
    study
}

/// An extract of each of these people, by place.
fn quote(study: &mut Study, people: &[usize]) {
    for &person in people {
        let label = format!("[{}]", study.people[person].name);
        study.extract("We do what we can.", &label, &[person]);
    }
}

#[test]
fn a_number_near_the_name_of_a_site_is_found() {
    let mut study = sites();
    quote(&mut study, &[0, 4, 8]);
    study.prose.push((1, "In Site 2 the board met monthly:", 0));
    let said = study.said(FindingKind::NearSite);
    assert_eq!(
        said,
        ["The number 10 in the label of extract 1 stands 2 words from “Site 2” in the text \
             between extracts, and a reader may think that the person belongs there; move one of \
             them, or take one out."]
    );
    study.settings.distance = 12;
    let said = study.said(FindingKind::NearSite);
    assert_eq!(said.len(), 2);
    assert!(said[1].starts_with("The number 20 in the label of extract 2 stands 12 words"));
    assert!(said[1].contains("and the person belongs there"));
    study.settings.distance = 1;
    assert_eq!(study.of_kind(FindingKind::NearSite), []);
}

#[test]
fn real_names_of_sites_and_tags_within_extracts_count() {
    let mut study = sites();
    study.cases[0].real_name = Private::new("Marshfield CCG");
    study.extract("[GP ID 21]: not here. In Marshfield it is", "(fieldnotes M1)", &[5]);
    let found = study.of_kind(FindingKind::NearSite);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].people, [study.people[5].id]);
    assert_eq!(found[0].case, Some(study.cases[0].id));
    study.settings.allows_cases = true;
    assert_eq!(study.of_kind(FindingKind::NearSite), []);
}

#[test]
fn the_nearest_place_counts_once_for_each_number_and_site() {
    let mut study = sites();
    study.extract("Site 1 and Site 1 and Site 3", "[GP ID 10]", &[0]);
    let found = study.of_kind(FindingKind::NearSite);
    let distances: Vec<usize> = found.iter().map(|finding| finding.count).collect();
    assert_eq!(distances, [6, 3]);
}

#[test]
fn a_heading_reaches_to_the_next_of_its_level() {
    let mut study = sites();
    study.settings.distance = 0;
    quote(&mut study, &[0, 1, 4]);
    study.prose = vec![(0, "Site 1", 1), (1, "Trust", 2), (2, "Elsewhere", 1)];
    let found = study.of_kind(FindingKind::NearSite);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].extracts, [0, 1]);
    assert_eq!(found[0].place.map(|place| place.part), Some(Part::Prose(0)));
}

#[test]
fn labels_without_the_word_id_hold_the_numbers_of_their_people() {
    let mut study = sites();
    study.extract("In Site 2 it is", "(GP 20, 2013)", &[4]);
    assert_eq!(study.of_kind(FindingKind::NearSite)[0].people, [study.people[4].id]);
    study.extracts[0].label = "(GP 2013)".to_owned();
    assert_eq!(study.of_kind(FindingKind::NearSite), []);
    study.sources[0].kind = SourceKind::Fieldnote;
    study.extracts[0].label = "[Executive meeting 20 June]".to_owned();
    assert_eq!(study.of_kind(FindingKind::NearSite), []);
}

#[test]
fn numbers_given_site_by_site_are_found() {
    let mut study = sites();
    quote(&mut study, &[0, 2, 3, 4, 8]);
    assert_eq!(
        study.said(FindingKind::Run),
        ["All 3 numbers of Site 1 in print, 10, 12 and 13 (extracts 1, 2 and 3), stand side by \
             side with no number of another case between them; give numbers anew in shuffled order."]
    );
    // A number of the register between them, printed or not, parts them; one of no known case does not.
    study.person("GP 11").case = None;
    assert_eq!(study.of_kind(FindingKind::Run).len(), 1);
    study.people[1].case = Some(study.cases[1].id);
    assert_eq!(study.of_kind(FindingKind::Run), []);
}

#[test]
fn most_numbers_of_a_site_in_a_row_are_enough() {
    let mut study = sites();
    let site = study.cases[0].id;
    study.person("GP 90").case = Some(site);
    quote(&mut study, &[0, 1, 2, 4, 12]);
    let found = study.of_kind(FindingKind::Run);
    assert_eq!((found.len(), found[0].count, &*found[0].what), (1, 3, "10–12"));
    assert!(found[0].sentence().starts_with("3 of the 4 numbers of Site 1"));
    for number in [91, 93] {
        study.person(&format!("GP {number}")).case = Some(site);
    }
    study.person("GP 92").case = Some(study.cases[1].id);
    quote(&mut study, &[13, 14]);
    assert_eq!(study.of_kind(FindingKind::Run), []);
}

#[test]
fn who_has_no_case_belongs_to_the_one_they_are_heard_in() {
    let mut study = sites();
    let site = study.people[0].case;
    study.people[..4].iter_mut().for_each(|person| person.case = None);
    quote(&mut study, &[0, 1, 2, 4]);
    assert_eq!(study.of_kind(FindingKind::Run), []);
    study.extracts[..3].iter_mut().for_each(|extract| extract.case = site);
    assert_eq!(study.of_kind(FindingKind::Run)[0].case, site);
    study.prose.push((0, "Site 1", 0));
    let said = study.said(FindingKind::NearSite);
    assert!(said[0].contains("and the person belongs there"), "{said:?}");
}

#[test]
fn one_site_alone_or_two_numbers_are_no_run() {
    let mut study = sites();
    quote(&mut study, &[0, 1, 2]);
    assert_eq!(study.of_kind(FindingKind::Run), []);
    study.extracts.clear();
    quote(&mut study, &[0, 1, 4, 5]);
    assert_eq!(study.of_kind(FindingKind::Run), []);
}

#[test]
fn parts_of_a_case_count_as_the_case() {
    let mut study = sites();
    let whole = study.cases[0].id;
    study.cases[1].part_of = Some((whole, None));
    quote(&mut study, &[0, 1, 4, 8]);
    let found = study.of_kind(FindingKind::Run);
    assert_eq!((found.len(), found[0].case, found[0].count), (1, Some(whole), 3));
    study.cases[0].part_of = Some((study.cases[1].id, None));
    study.check();
}

#[test]
fn numbers_given_anew_are_those_that_count() {
    let mut study = sites();
    let anew = [(0, 1), (1, 5), (2, 9), (4, 2), (5, 6), (8, 3)];
    study.numbers = Some(anew.iter().map(|&(at, number)| (study.people[at].id, number)).collect());
    for (at, number) in anew {
        study.extract("We do.", &format!("[GP ID {number}]"), &[at]);
    }
    assert_eq!(study.check(), []);
    let block = [(0, 1), (1, 2), (2, 3), (4, 4)];
    study.numbers = Some(block.iter().map(|&(at, number)| (study.people[at].id, number)).collect());
    study.extracts.clear();
    for (at, number) in block {
        study.extract("We do.", &format!("[GP ID {number}]"), &[at]);
    }
    assert_eq!(study.of_kind(FindingKind::Run).len(), 1);
    study.extract("as [GP ID 33] and [GP ID 4] said in 2012 and 10 more", "", &[]);
    let old = study.of_kind(FindingKind::OldNumber);
    assert_eq!(old.iter().map(|one| &*one.what).collect::<Vec<_>>(), ["33"]);
    study.numbers = None;
    assert_eq!(study.of_kind(FindingKind::OldNumber), []);
}

#[test]
fn one_number_with_two_roles_is_found() {
    let mut study = Study::new();
    study.person("GP 36");
    study.person("Manager 514");
    study.person("Manager 518");
    study.person("caller telephone interviewee 36");
    study.source("Talk about all", SourceKind::Interview);
    study.extract("Yes.", "[GP ID 36]", &[0]);
    study.extract("Yes.", "[Interview with gp, ID36, 2013]", &[0]);
    study.extract("Yes.", "[Managers ID 514 and 518]", &[1, 2]);
    study.extract("[manager ID 514]: Yes. (ID 518 agreed) what GP ID 514 said", "", &[1]);
    study.extract("Yes.", "[telephone interviewee ID 36]", &[3]);
    assert_eq!(study.of_kind(FindingKind::TwoRoles), []);
    study.extract("[Lay member ID 514]- No. [GP ID 36 and Nurse ID 518] left", "", &[]);
    assert_eq!(
        study.said(FindingKind::TwoRoles),
        [
            "The number 514 is printed as “Managers” and “Lay member” in extracts 3, 4 and 6; a \
             number is one person in one role, so correct the register or the words.",
            "The number 518 is printed as “Managers” and “Nurse” in extracts 3 and 6; a number is \
             one person in one role, so correct the register or the words.",
        ]
    );
}
