//! Deeds on the register, for the history.

use marginalia::domain::{Number, Private, Subject};
use marginalia::project::{
    CaseField, Holder, MeetingField, NewValue, PersonField, Project, ProjectError,
};

use crate::pick;

/// Does something to the register; refusals are fine, faults are not. The numbers choose what, and to whom.
pub fn perform(project: &mut Project, a: u8, b: u8, c: u8) -> Result<(), ProjectError> {
    let snapshot = project.snapshot().clone();
    let people: Vec<_> = snapshot.people.iter().map(|one| one.id).collect();
    let cases: Vec<_> = snapshot.cases.iter().map(|one| one.id).collect();
    let meetings: Vec<_> = snapshot.meetings.iter().map(|one| one.id).collect();
    let sources: Vec<_> = snapshot.sources.iter().map(|one| one.id).collect();
    let attributes: Vec<_> = snapshot.attributes.iter().map(|one| one.id).collect();
    let gone = || ProjectError::Gone("This");
    let (person, other) = (pick(&people, b), pick(&people, c));
    let (case, whole) = (pick(&cases, b), pick(&cases, c));
    let meeting = pick(&meetings, b);
    let number = |series: &str| Number { series: series.to_owned(), number: u32::from(c % 4) };
    match a % 17 {
        0 => project.add_person(&format!("GP ID {}", c % 6)).map(drop),
        1 => project.add_case(&format!("Site {}", c % 4)).map(drop),
        2 => project.add_meeting(&[MeetingField::Number(Some(number("M")))]).map(drop),
        3 => {
            let field = PersonField::Number((!b.is_multiple_of(3)).then(|| number("")));
            project.change_people(&[(person.ok_or_else(gone)?, field)])
        }
        4 => {
            // Numbers and names passed round.
            let (one, two) = (person.ok_or_else(gone)?, other.ok_or_else(gone)?);
            let of = |id| snapshot.people.iter().find(|one| one.id == id).expect("there").clone();
            project.change_people(&[
                (one, PersonField::Number(of(two).number)),
                (two, PersonField::Number(of(one).number)),
                (one, PersonField::Name(of(two).name)),
                (two, PersonField::Name(of(one).name)),
            ])
        }
        5 => {
            let field = match c % 5 {
                0 => PersonField::RealName(Private::new("Ann")),
                1 => PersonField::FineRole("Chair".to_owned()),
                2 => PersonField::Case(case),
                3 => PersonField::Withdrawn("2013-02".parse().ok()),
                _ => PersonField::Recorded(Some(b.is_multiple_of(2))),
            };
            project.change_people(&[(person.ok_or_else(gone)?, field)])
        }
        6 => project.merge_people(person.ok_or_else(gone)?, &[other.ok_or_else(gone)?]),
        7 => project.delete_people(&[person.ok_or_else(gone)?]),
        8 => {
            let field = match c % 3 {
                0 => CaseField::PartOf(whole.map(|whole| (whole, None))),
                1 => CaseField::MergedInto(whole.map(|one| (one, "2012-05".parse().ok()))),
                _ => CaseField::Profile(Private::new("A town by the sea.")),
            };
            project.change_cases(&[(case.ok_or_else(gone)?, field)])
        }
        9 => project.delete_cases(&[case.ok_or_else(gone)?]),
        10 => {
            let field = match c % 3 {
                0 => MeetingField::Number(Some(number("M"))),
                1 => MeetingField::Kind("Executive".to_owned()),
                _ => MeetingField::Case(case),
            };
            project.change_meetings(&[(meeting.ok_or_else(gone)?, field)])
        }
        11 => {
            let there: Vec<_> = person.into_iter().chain(other).collect();
            project.set_people_of_meeting(meeting.ok_or_else(gone)?, &there)
        }
        12 => project.set_meeting_of(&[pick(&sources, c).ok_or_else(gone)?], meeting),
        13 => project.delete_meetings(&[meeting.ok_or_else(gone)?]),
        14 => {
            let subject = Subject::ALL[usize::from(b % 4)];
            project.add_attribute(subject, &format!("A{}", c % 3), &[]).map(drop)
        }
        15 => {
            let attribute = pick(&attributes, c).ok_or_else(gone)?;
            let subject = snapshot.attribute(attribute).ok_or_else(gone)?.subject;
            let holder = match subject {
                Subject::Source => Holder::Source(pick(&sources, b).ok_or_else(gone)?),
                Subject::Person => Holder::Person(person.ok_or_else(gone)?),
                Subject::Case => Holder::Case(case.ok_or_else(gone)?),
                Subject::Meeting => Holder::Meeting(meeting.ok_or_else(gone)?),
            };
            project.set_values(&[NewValue {
                holder,
                attribute,
                since: c.is_multiple_of(2).then(|| "2012".parse().ok()).flatten(),
                value: ["7", ""][usize::from(b % 2)].to_owned(),
                public: c.is_multiple_of(3).then(|| "1–10".to_owned()),
            }])
        }
        _ => project.delete_attributes(&[pick(&attributes, c).ok_or_else(gone)?]),
    }
}
