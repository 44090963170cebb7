//! The register: people, cases, meetings and attributes, and what sources take over from them.

use marginalia::domain::{
    Number, PersonId, Private, QuotationId, SourceId, SourceKind, Span, Subject, ValueKind,
};
use marginalia::project::{
    AttributeField, CaseField, Holder, MeetingField, NewSource, NewValue, PersonField, Project,
    RegisterTable, table_file,
};
use tempfile::TempDir;

fn project() -> (Project, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let mut project = Project::create(&folder.path().join("p.marginalia")).expect("a project");
    project.set_coder("Kim").expect("a coder");
    (project, folder)
}

fn source(project: &mut Project, name: &str, date: &str) -> (SourceId, QuotationId) {
    let new = NewSource {
        date: date.parse().ok(),
        ..NewSource::new(
            name.to_owned(),
            SourceKind::Interview,
            format!("{name}: some words"),
            "UTF-8".into(),
            Vec::new(),
        )
    };
    project.add_sources(&[new]).expect("a source");
    let snapshot = project.snapshot();
    let id = snapshot.sources.iter().find(|info| info.name == name).expect("the source").id;
    let quotation =
        project.code(id, Span { start: 0, end: 4 }, &[]).expect("a quotation").quotation;
    (id, quotation)
}

fn number(number: u32) -> PersonField {
    PersonField::Number(Some(Number { series: String::new(), number }))
}

fn person(project: &Project, id: PersonId) -> &marginalia::domain::Person {
    project.snapshot().people.iter().find(|one| one.id == id).expect("a person")
}

fn asked(project: &mut Project, line: &str) -> usize {
    let query = project.snapshot().read_query(line).expect(line);
    project.ask(&query).expect("answers").len()
}

#[test]
fn a_number_is_given_once_in_its_series() {
    let (mut project, _folder) = project();
    let gp = project.add_person("GP ID 36").expect("a person");
    assert_eq!(person(&project, gp).role, "GP");
    assert_eq!(person(&project, gp).number.as_ref().map(|one| one.number), Some(36));
    // The same number with another role: the person is there, the number is not taken over.
    let manager = project.add_person("Manager ID 36").expect("a person");
    assert_eq!(person(&project, manager).role, "Manager");
    assert_eq!(person(&project, manager).number, None);
    let refused = project.change_people(&[(manager, number(36))]).expect_err("taken");
    let said = "ID 36 would be the number of both “GP ID 36” and “Manager ID 36”";
    assert!(refused.to_string().starts_with(said), "{refused}");
    // Another series is another number; and two may be swapped in one step.
    let telephone = Number { series: "telephone interviewee".into(), number: 36 };
    let of_telephone = PersonField::Number(Some(telephone));
    project.change_people(&[(manager, of_telephone)]).expect("another series");
    project.change_people(&[(manager, number(37))]).expect("free");
    project.change_people(&[(manager, number(36)), (gp, number(37))]).expect("swapped");
    assert_eq!(person(&project, gp).number.as_ref().map(|one| one.number), Some(37));
    let refused = project.add_person("gp id 36").expect_err("the name is taken");
    assert_eq!(refused.to_string(), "There is already a person called “gp id 36”");
}

#[test]
fn who_turns_out_to_be_one_becomes_one() {
    let (mut project, _folder) = project();
    let (one, _) = source(&mut project, "First", "2012-03");
    let (two, _) = source(&mut project, "Second", "2012-04");
    project.set_people(&[one], &["GP ID 161".to_owned()]).expect("people");
    project.set_people(&[two], &["GP ID161".to_owned()]).expect("people");
    let [stays, goes] = ["GP ID 161", "GP ID161"].map(|name| {
        project.snapshot().people.iter().find(|one| one.name == name).expect("a person").id
    });
    let post = PersonField::Post(Private::new("Chair of the locality"));
    project.change_people(&[(goes, post)]).expect("a post");
    project.merge_people(stays, &[goes]).expect("merged");
    assert_eq!(&*person(&project, stays).post, "Chair of the locality");
    assert_eq!(project.snapshot().people.len(), 1);
    let of = |id| project.snapshot().source(id).expect("a source").people.clone();
    assert_eq!([of(one), of(two)], [vec![stays], vec![stays]]);
    project.undo().expect("undone");
    assert_eq!(project.snapshot().people.len(), 2);
}

#[test]
fn sources_have_the_properties_of_their_case_as_they_were_then() {
    let (mut project, _folder) = project();
    let (early, _) = source(&mut project, "Early", "2011-10");
    let (late, _) = source(&mut project, "Late", "2012-06-01");
    project.set_case(&[early, late], "Site 3").expect("a case");
    let case = project.snapshot().cases[0].id;
    let kind = AttributeField::Kind(ValueKind::Number, Vec::new());
    let size = project.add_attribute(Subject::Case, "Size", &[kind]).expect("an attribute");
    let value = |since: &str, value: &str| NewValue {
        holder: Holder::Case(case),
        attribute: size,
        since: since.parse().ok(),
        value: value.to_owned(),
        public: None,
    };
    project.set_values(&[value("", "100"), value("2012-05", "250")]).expect("values");
    assert_eq!(asked(&mut project, "Size=100"), 1);
    assert_eq!(asked(&mut project, "Size>200"), 1);
    let refused = project.set_values(&[value("", "many")]).expect_err("no number");
    assert_eq!(refused.to_string(), "“many” is no value of “Size”; write a number");
    project.set_case(&[late], "").expect("no case");
    assert_eq!(asked(&mut project, "Size>0"), 1);
    let elsewhere = NewValue { holder: Holder::Source(early), ..value("", "1") };
    assert!(project.set_values(&[elsewhere]).is_err());
}

#[test]
fn a_case_is_no_part_of_itself() {
    let (mut project, _folder) = project();
    let [one, two, three] =
        ["Site 1", "Site 2", "Site 3"].map(|name| project.add_case(name).expect("a case"));
    let part_of = |whole| CaseField::PartOf(Some((whole, "2012-05".parse().ok())));
    project.change_cases(&[(one, part_of(two)), (two, part_of(three))]).expect("parts");
    let refused = project.change_cases(&[(three, part_of(one))]).expect_err("a circle");
    assert!(refused.to_string().contains("cannot be a part of itself"), "{refused}");
    assert!(project.change_cases(&[(one, part_of(one))]).is_err());
    let name = |name: &str| CaseField::Name(name.to_owned());
    project.change_cases(&[(one, name("Site 2")), (two, name("Site 1"))]).expect("swapped");
    assert!(project.change_cases(&[(one, name("site 3"))]).is_err());
}

#[test]
fn meetings_have_numbers_of_their_own() {
    let (mut project, _folder) = project();
    let (fieldnote, _) = source(&mut project, "Notes", "2012-03");
    let numbered = |n| MeetingField::Number(Some(Number { series: "M".into(), number: n }));
    let kind = MeetingField::Kind("Executive".into());
    let date = MeetingField::Date("2012-03".parse().ok());
    let meeting = project.add_meeting(&[numbered(10), kind, date]).expect("a meeting");
    assert_eq!(project.snapshot().meetings[0].title(), "M10 Executive 2012-03");
    let refused = project.add_meeting(&[numbered(10)]).expect_err("taken").to_string();
    assert!(refused.starts_with("M10 would be the number of both “M10 Executive 2012-03”"));
    project.add_person("GP ID 10").expect("a person of the same number");
    let gp = project.snapshot().people[0].id;
    project.set_people_of_meeting(meeting, &[gp]).expect("people");
    project.set_meeting_of(&[fieldnote], Some(meeting)).expect("its notes");
    assert_eq!(project.snapshot().source(fieldnote).expect("a source").meeting, Some(meeting));
    project.delete_meetings(&[meeting]).expect("deleted");
    assert_eq!(project.snapshot().source(fieldnote).expect("a source").meeting, None);
    project.undo().expect("undone");
    assert_eq!(project.snapshot().meetings[0].people, [gp]);
}

#[test]
fn no_public_table_holds_what_is_private() {
    let (mut project, _folder) = project();
    let secret = |number: usize| format!("qzx{number}w");
    let private = |number: usize| Private::new(secret(number));
    let (source, _) = source(&mut project, &secret(0), "2012-03");
    let case = project.add_case("Site 3").expect("a case");
    let other = project.add_case("Site 4").expect("a case");
    project
        .change_cases(&[
            (case, CaseField::RealName(private(1))),
            (case, CaseField::Profile(private(2))),
            (case, CaseField::Note(private(3))),
            (other, CaseField::Profile(Private::new("A printed profile"))),
            (other, CaseField::ProfilePublic(true)),
        ])
        .expect("a case");
    let person = project.add_person(&secret(4)).expect("a person");
    project
        .change_people(&[
            (person, PersonField::RealName(private(5))),
            (person, PersonField::Post(private(6))),
            (person, PersonField::Note(private(7))),
            (person, PersonField::Case(Some(case))),
            (person, number(12)),
        ])
        .expect("a person");
    let meeting = project.add_meeting(&[MeetingField::Note(private(8))]).expect("a meeting");
    project.set_people_of_meeting(meeting, &[person]).expect("people");
    project.set_meeting_of(&[source], Some(meeting)).expect("a meeting");
    let holders = [
        Holder::Source(source),
        Holder::Person(person),
        Holder::Case(case),
        Holder::Meeting(meeting),
    ];
    for (at, holder) in (10..).step_by(4).zip(holders) {
        let choice = AttributeField::Kind(ValueKind::Choice, vec![secret(at), secret(at + 1)]);
        let fields = [choice, AttributeField::Note(secret(at + 2))];
        let hidden = project.add_attribute(holder.subject(), "Hidden", &fields).expect("one");
        let banded = project.add_attribute(holder.subject(), "Banded", &[]).expect("one");
        let shown = AttributeField::Public(true);
        let shown = project.add_attribute(holder.subject(), "Shown", &[shown]).expect("one");
        let value = |attribute, value: String, public: Option<&str>, since: &str| NewValue {
            holder,
            attribute,
            since: since.parse().ok(),
            value,
            public: public.map(str::to_owned),
        };
        project
            .set_values(&[
                value(hidden, secret(at), None, ""),
                value(hidden, secret(at + 1), None, "2012"),
                value(banded, secret(at + 3), Some("a band"), ""),
                // What is printed in its place hides a value of a public attribute as well.
                value(shown, secret(at + 3), Some("a word"), ""),
                value(shown, "open".to_owned(), None, "2012-05"),
            ])
            .expect("values");
    }
    let snapshot = project.snapshot();
    let tables = [
        RegisterTable::People,
        RegisterTable::Cases,
        RegisterTable::Meetings,
        RegisterTable::Attributes,
        RegisterTable::Sources,
    ];
    let mut public: Vec<_> =
        tables.iter().map(|&table| snapshot.register_table(table, false)).collect();
    public.push(snapshot.respondent_report(true));
    public.push(snapshot.case_report(None));
    public.push(snapshot.case_report("2012-01".parse().ok()));
    for report in &public {
        let written = table_file(report, "a.csv".as_ref()).expect("CSV");
        let written = String::from_utf8(written).expect("UTF-8");
        assert!(!written.contains("qzx"), "{written}");
        assert!(!written.contains("(private)"), "{written}");
    }
    let csv = |report| String::from_utf8(table_file(report, "a.csv".as_ref()).expect("CSV"));
    let cases = csv(&public[1]).expect("UTF-8");
    assert!(cases.contains("A printed profile") && cases.contains("a band"), "{cases}");
    assert!(csv(&public[7]).expect("UTF-8").contains("a word"));
    assert!(csv(&public[6]).expect("UTF-8").contains("open"));
    // Asked for, all of it is there, and every column that holds any says so.
    for &table in &tables {
        let all = snapshot.register_table(table, true);
        let headings = std::iter::once(&all.of_rows).chain(&all.columns);
        for (column, heading) in headings.enumerate() {
            let holds = all.rows.iter().any(|line| match column {
                0 => line.name.contains("qzx"),
                column => line.figures[column - 1].plain().contains("qzx"),
            });
            assert!(!holds || heading.ends_with("(private)"), "{heading}");
        }
    }
}
