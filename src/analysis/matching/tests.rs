//! Names of the texts matched to people, by examples and against the obvious.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Meeting, MeetingId, Number, SourceId, SourceInfo, Span};

fn source(number: u128) -> SourceId {
    SourceId::new(Uuid::from_u128(number))
}

/// Names with how often each speaks in an interview of its own.
fn seen(names: &[(&str, usize)]) -> Vec<SeenName> {
    let mut seen = SeenNames::default();
    for (at, (name, times)) in names.iter().enumerate() {
        for turn in 0..*times as u32 {
            let span = Span { start: turn * 10, end: turn * 10 + 9 };
            seen.add(name, source(at as u128), SourceKind::Interview, SeenAs::Speaks, span);
        }
    }
    seen.finish()
}

fn person(id: u128, name: &str, role: &str, number: Option<u32>) -> Person {
    Person {
        role: role.to_owned(),
        number: number.map(|number| Number { series: String::new(), number }),
        ..Person::new(PersonId::new(Uuid::from_u128(id)), name)
    }
}

/// Each name with who it seems to be, in short.
fn told(matching: &Matching) -> Vec<String> {
    let suggestion = |one: &Match| match &one.suggestion {
        Suggestion::Person(id) => format!("person {}", id.uuid().as_u128()),
        Suggestion::New { role, number, part } => format!("new {role}|{number:?}|{part}"),
        Suggestion::SameAs(other) => format!("as {}", matching.matches[*other].seen.name),
        Suggestion::Unclear => "unclear".to_owned(),
        Suggestion::Interviewer => "asks".to_owned(),
    };
    matching.matches.iter().map(|one| format!("{}: {}", one.seen.name, suggestion(one))).collect()
}

#[test]
fn names_are_matched_by_name_number_and_spelling() {
    let people = [
        person(1, "GP ID 161", "GP", Some(161)),
        person(2, "Dr Webb", "Manager", Some(514)),
        person(3, "Margaret Hale", "", None),
    ];
    let names = [
        ("INT", 90),
        ("gp id 161", 40),
        ("GP  ID-161", 2),
        ("Manager, ID 514", 7),
        ("Margraet Hale", 3),
        ("Nurse ID 540", 8),
        ("Nurse ID540", 2),
        ("ID 540", 1),
        ("NurseID 540", 1),
        ("Chair", 4),
        ("R", 12),
        ("Johnathan Thornton", 5),
        ("Johnathan Thorntn", 1),
    ];
    let matching = match_names(seen(&names), &people, None);
    assert_eq!(
        told(&matching),
        [
            "INT: asks",
            "gp id 161: person 1",
            "GP  ID-161: person 1",
            "Manager, ID 514: person 2",
            "Margraet Hale: person 3",
            "Nurse ID 540: new Nurse|Some(540)|interviewed",
            "Nurse ID540: as Nurse ID 540",
            "ID 540: as Nurse ID 540",
            "NurseID 540: as Nurse ID 540",
            "Chair: unclear",
            "R: unclear",
            "Johnathan Thornton: new |None|interviewed",
            "Johnathan Thorntn: as Johnathan Thornton",
        ]
    );
    assert_eq!(matching.matches[4].why, Why::Spelling("Margaret Hale".to_owned()));
    assert_eq!(matching.conflicts, []);
}

#[test]
fn a_number_with_two_roles_is_told_with_its_places() {
    // 36 is two in the texts, 249 against the register.
    let people =
        [person(1, "GP ID 249", "GP", Some(249)), person(2, "Chair", "Lay member", Some(6))];
    let names =
        [("GP ID 36", 3), ("Manager ID 36", 9), ("Manager ID 249", 2), ("lay member ID 6", 1)];
    let matching = match_names(seen(&names), &people, None);
    let role = |role: &RoleOfNumber| format!("{} in {}", role.role, role.places.len());
    let conflicts: Vec<String> = matching
        .conflicts
        .iter()
        .map(|one| {
            let roles: Vec<String> = one.roles.iter().map(role).collect();
            format!("{}: {}", one.number, roles.join(", "))
        })
        .collect();
    assert_eq!(conflicts, ["36: Manager in 1, GP in 1", "249: GP in 0, Manager in 1"]);
    assert_eq!(matching.conflicts[1].roles[0].person, Some(people[0].id));
    assert_eq!(
        told(&matching),
        [
            "GP ID 36: unclear",
            "Manager ID 36: unclear",
            "Manager ID 249: unclear",
            "lay member ID 6: person 2"
        ]
    );
    // Two of the register with one number, which one of them has in the name only.
    let both = [person(1, "GP ID 36", "GP", Some(36)), person(2, "Manager ID 36", "Manager", None)];
    let matching = match_names(seen(&[("manager ID36", 1)]), &both, None);
    assert_eq!(told(&matching), ["manager ID36: person 2"]);
    let roles = &matching.conflicts[0].roles;
    assert_eq!(roles.iter().map(role).collect::<Vec<_>>(), ["Manager in 1", "GP in 0"]);
    assert_eq!(roles[0].person, Some(both[1].id));
    // A role in the fine grain agrees as well.
    let mut chair = person(1, "x", "GP", Some(36));
    chair.fine_role = "GP locality chair".to_owned();
    let names = [("GP ID 36", 1), ("GP locality chair ID 36", 1)];
    let matching = match_names(seen(&names), &[chair], None);
    assert_eq!(told(&matching), ["GP ID 36: person 1", "GP locality chair ID 36: person 1"]);
    assert_eq!(matching.conflicts, []);
}

#[test]
fn numbers_beyond_the_others_are_told() {
    let beyond = |names: &[(&str, usize)], highest| -> Vec<(u32, u32)> {
        let found = match_names(seen(names), &[person(1, "GP", "GP", Some(340))], highest);
        found.beyond.iter().map(|one| (one.number, one.highest)).collect()
    };
    let names = [("GP ID 1", 1), ("GP ID 347", 1), ("GP ID 348", 1)];
    assert_eq!(beyond(&names, Some(347)), [(348, 347)]);
    assert_eq!(beyond(&names[1..], None), []);
    // A figure too many.
    assert_eq!(beyond(&[("GP ID 347", 1), ("GP ID 3481", 1)], None), [(3481, 347)]);
}

#[test]
fn tags_name_people_by_number() {
    assert_eq!(tagged("[GP ID515]"), ["GP ID515"]);
    assert_eq!(tagged("[Managers ID 514 and 518]"), ["Manager ID 514", "Manager ID 518"]);
    assert_eq!(tagged("[IDs 3, 4 or 5]"), ["ID 3", "ID 4", "ID 5"]);
    for none in ["[GP]", "[laughter]", "[COVID 19 and 20]", "[point 3 and 4]", "[ID]", "[]"] {
        assert!(tagged(none).is_empty(), "{none}");
    }
}

#[test]
fn how_somebody_comes_to_be_in_the_data_is_read_from_the_places() {
    let part = |places: &[(SourceKind, SeenAs)]| {
        let mut seen = SeenNames::default();
        for (at, (kind, how)) in places.iter().enumerate() {
            seen.add("GP ID 1", source(at as u128), *kind, *how, Span { start: 0, end: 1 });
        }
        match match_names(seen.finish(), &[], None).matches.remove(0).suggestion {
            Suggestion::New { part, .. } => part,
            other => panic!("{other:?}"),
        }
    };
    use {SeenAs::*, SourceKind::*};
    assert_eq!(part(&[(Interview, Tagged)]), Involvement::Mentioned);
    assert_eq!(part(&[(Interview, Tagged), (Fieldnote, Tagged)]), Involvement::Observed);
    assert_eq!(part(&[(Fieldnote, Speaks), (Interview, Speaks)]), Involvement::Interviewed);
}

#[test]
fn names_that_say_something_else_than_the_columns_are_told() {
    let mut telephone = person(4, "GP ID 9", "Manager", None);
    telephone.number = Some(Number { series: "telephone interviewee".to_owned(), number: 3 });
    let people = [
        person(1, "GP ID 12", "Manager", Some(12)),
        person(2, "Manager ID 12", "Manager", None),
        person(3, "GP ID 5", "gp", Some(5)),
        telephone,
        person(5, "ID 6", "GP", Some(7)),
        person(6, "GP ID 8", "", Some(8)),
        // Not yet given, and free.
        person(7, "GP ID 88", "GP", None),
    ];
    let told: Vec<(u128, Option<String>, Option<u32>)> = name_conflicts(&people)
        .into_iter()
        .map(|one| (one.person.uuid().as_u128(), one.role, one.number))
        .collect();
    assert_eq!(told, [(1, Some("GP".to_owned()), None), (2, None, Some(12)), (5, None, Some(6))]);
}

fn meeting(id: u128, number: u32, kind: &str, date: &str) -> Meeting {
    Meeting {
        number: Some(Number { series: "M".to_owned(), number }),
        kind: kind.to_owned(),
        date: date.parse().ok(),
        ..Meeting::new(MeetingId::new(Uuid::from_u128(id)))
    }
}

fn notes(id: u128, name: &str, date: &str) -> SourceInfo {
    let info = SourceInfo::new(source(id), name, SourceKind::Fieldnote);
    SourceInfo { date: date.parse().ok(), ..info }
}

#[test]
fn one_number_on_two_meetings_is_told() {
    let meetings = [
        meeting(1, 13, "Governing body", "2011-09"),
        meeting(2, 14, "Executive", "2012-03"),
        meeting(3, 15, "", "2012"),
    ];
    let linked = SourceInfo { meeting: Some(meetings[1].id), ..notes(6, "Notes M15", "") };
    let sources = [
        notes(1, "Executive meeting March 2012 M13", ""),
        notes(2, "M14 executive", "2012-03-14"),
        notes(3, "M1 governing body", "2011-01"),
        notes(4, "M1 executive", "2012-01"),
        notes(5, "M15 locality", "2012-06-02"),
        linked,
        notes(7, "M140 and PM10", ""),
    ];
    use MeetingDiffers::{Date, Kind, Link};
    let found = meeting_conflicts(&meetings, &sources);
    let told: Vec<(u32, Vec<MeetingDiffers>, usize)> = found
        .iter()
        .map(|one| (one.number.number, one.differs.clone(), one.readings.len()))
        .collect();
    assert_eq!(told, [(1, vec![Date, Kind], 2), (13, vec![Date, Kind], 2), (15, vec![Link], 3)]);
    assert_eq!(found[1].readings[0].from, ReadFrom::Register(meetings[0].id));
    // A year holds its months.
    assert_eq!(meeting_conflicts(&meetings[2..], &sources[4..5]), []);
}

fn names() -> impl Strategy<Value = Vec<(String, usize)>> {
    let name = "(GP|Manager|gp|)( |  |, )?ID ?[1-6]|Chair|INT|(Ann|John) Thornton[a-c]?";
    prop::collection::vec((name, 1usize..4), 0..14)
}

fn counted(names: &[(String, usize)]) -> Vec<SeenName> {
    seen(&names.iter().map(|(name, times)| (name.as_str(), *times)).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn suggestions_hold_together(names in names(), known in names()) {
        let people: Vec<Person> = known
            .iter()
            .enumerate()
            .map(|(at, (name, _))| {
                let (role, number) = read_name(name).unzip();
                let number = number.filter(|_| at % 2 == 0);
                person(at as u128, name, &role.unwrap_or_default(), number)
            })
            .collect();
        let seen = counted(&names);
        let matching = match_names(seen.clone(), &people, None);
        // Each name once, with all of its places.
        let matched: Vec<SeenName> = matching.matches.iter().map(|one| one.seen.clone()).collect();
        prop_assert_eq!(matched, seen);
        let number_of = |person: &Person| person.number.as_ref().map(|known| known.number);
        let mut new = HashSet::new();
        for one in &matching.matches {
            match &one.suggestion {
                Suggestion::SameAs(other) => {
                    let other = &matching.matches[*other];
                    prop_assert!(!matches!(other.suggestion, Suggestion::SameAs(_)));
                    prop_assert!(other.seen.name != one.seen.name);
                }
                // Nobody is made twice, and nobody who is there.
                Suggestion::New { number: Some(number), .. } => {
                    prop_assert!(new.insert(*number));
                    prop_assert!(!people.iter().any(|person| number_of(person) == Some(*number)));
                }
                Suggestion::Person(id) => {
                    let person = people.iter().find(|person| person.id == *id).expect("one");
                    let digits = |name: &str| -> Option<u32> {
                        name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()
                    };
                    let its = digits(&one.seen.name);
                    prop_assert!(its == number_of(person) || its == digits(&person.name));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn conflicts_are_those_that_the_obvious_finds(names in names()) {
        let seen = counted(&names);
        let found = match_names(seen.clone(), &[], None);
        for number in 1..=6 {
            let roles: HashSet<String> = seen
                .iter()
                .filter_map(|one| read_name(&one.name))
                .filter(|(role, its)| *its == number && !role.is_empty())
                .map(|(role, _)| role.to_lowercase())
                .collect();
            let conflict = found.conflicts.iter().find(|one| one.number == number);
            let told = conflict.map(|one| one.roles.len());
            prop_assert_eq!(told, Some(roles.len()).filter(|count| *count > 1));
        }
    }
}
