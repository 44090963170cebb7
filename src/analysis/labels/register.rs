//! From the register to what a label may say: whose words an extract holds, and the facts of it.

use std::collections::HashMap;
use std::sync::Arc;

use super::facts::{
    PrivateFacts, PrivatePerson, PublicFacts, PublicMeeting, PublicPerson, RoleWords,
};
use crate::analysis::speakers::{is_nobody, meeting_in, person_in, speakers};
use crate::domain::{
    Attribute, AttributeId, AttributeValue, Case, CaseId, Meeting, MeetingId, Number, PartialDate,
    Person, PersonId, SourceCodings, SourceInfo, SourceKind, Span, Subject, read_name,
};
use crate::text::turns::{is_interviewer, is_role};

/// The register of a study, to be asked of whom an extract is and what may be said of them.
#[derive(Debug, Default)]
pub struct Register {
    people: Arc<[Person]>,
    cases: Arc<[Case]>,
    meetings: Arc<[Meeting]>,
    attributes: Arc<[Attribute]>,
    /// Where people stand by the names that texts give them, in lower case.
    people_by_name: HashMap<String, usize>,
    people_by_number: HashMap<u32, usize>,
    people_by_id: HashMap<PersonId, usize>,
    cases_by_id: HashMap<CaseId, usize>,
    meetings_by_id: HashMap<MeetingId, usize>,
    meetings_by_number: HashMap<u32, usize>,
    attributes_by_id: HashMap<AttributeId, usize>,
}

/// Somebody whose words an extract holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice<'r> {
    /// A person of the register.
    Person(&'r Person),
    /// Somebody whom only the texts name so.
    Named(&'r str),
}

impl Voice<'_> {
    /// How the texts name them.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => &person.name,
            Self::Named(name) => name,
        }
    }
}

impl Register {
    /// Takes people, cases, meetings and attributes as the project keeps them.
    pub fn new(
        people: Arc<[Person]>,
        cases: Arc<[Case]>,
        meetings: Arc<[Meeting]>,
        attributes: Arc<[Attribute]>,
    ) -> Self {
        fn places<'t, T: 't, K: std::hash::Hash + Eq>(
            all: &'t [T],
            key: impl Fn(&'t T) -> Option<K>,
        ) -> HashMap<K, usize> {
            all.iter().enumerate().filter_map(|(at, one)| Some((key(one)?, at))).collect()
        }
        let of = |number: &Option<Number>, wanted: &str| {
            let number = number.as_ref()?;
            number.series.eq_ignore_ascii_case(wanted).then_some(number.number)
        };
        Self {
            people_by_name: places(&people, |one| Some(one.name.to_lowercase())),
            people_by_number: places(&people, |one| of(&one.number, "")),
            people_by_id: places(&people, |one| Some(one.id)),
            cases_by_id: places(&cases, |one| Some(one.id)),
            meetings_by_id: places(&meetings, |one| Some(one.id)),
            meetings_by_number: places(&meetings, |one| of(&one.number, "M")),
            attributes_by_id: places(&attributes, |one| Some(one.id)),
            people,
            cases,
            meetings,
            attributes,
        }
    }

    /// The person with this key.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people_by_id.get(&id).and_then(|&at| self.people.get(at))
    }

    /// The case with this key.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.cases_by_id.get(&id).and_then(|&at| self.cases.get(at))
    }

    /// The meeting with this key.
    pub fn meeting(&self, id: MeetingId) -> Option<&Meeting> {
        self.meetings_by_id.get(&id).and_then(|&at| self.meetings.get(at))
    }

    /// The person whom texts call so: by this very name, without regard to case, or by the number in it.
    pub fn person_called(&self, name: &str) -> Option<&Person> {
        let of_number =
            || read_name(name).and_then(|(_, number)| self.people_by_number.get(&number));
        let at = self.people_by_name.get(&name.trim().to_lowercase()).or_else(of_number)?;
        self.people.get(*at)
    }

    /// The meeting a source tells of: the one it is linked to, or the one whose number stands in its name.
    pub fn meeting_of(&self, info: &SourceInfo) -> Option<&Meeting> {
        info.meeting.and_then(|id| self.meeting(id)).or_else(|| {
            let at = self.meetings_by_number.get(&meeting_number(info)?.number)?;
            self.meetings.get(*at)
        })
    }

    /// Whose words stand in a span, each once, in their order: those whom the turns name; where they name nobody, those whom the
    /// source is of, or the one its name tells. Nobody where only interviewers speak.
    pub fn voices<'r>(
        &'r self,
        info: &'r SourceInfo,
        on: &'r SourceCodings,
        span: Span,
    ) -> Vec<Voice<'r>> {
        let mut voices: Vec<Voice<'r>> = Vec::new();
        let (mut asks, mut answers) = (false, false);
        for speaker in speakers(on, span) {
            if is_interviewer(speaker) {
                asks = true;
                continue;
            }
            let person = self.person_called(speaker);
            if person.is_none() && is_nobody(speaker) {
                answers = true;
                continue;
            }
            let voice = person.map_or(Voice::Named(speaker), Voice::Person);
            if !voices.contains(&voice) {
                voices.push(voice);
            }
        }
        // Notes and papers are of those who speak in them only.
        let is_of_people = !matches!(info.kind, SourceKind::Fieldnote | SourceKind::Document);
        if voices.is_empty() && (answers || !asks) && is_of_people {
            voices.extend(info.people.iter().filter_map(|&id| self.person(id)).map(Voice::Person));
            if voices.is_empty()
                && let Some(name) = person_in(&info.name)
            {
                voices.push(self.person_called(name).map_or(Voice::Named(name), Voice::Person));
            }
        }
        voices
    }

    /// What a label may say of a span, without notes and emphasis. Where only interviewers speak, it is the interviewer's.
    pub fn facts(&self, info: &SourceInfo, on: &SourceCodings, span: Span) -> PublicFacts {
        let mut facts = self.facts_of(info, &self.voices(info, on, span));
        if facts.people.is_empty() && speakers(on, span).iter().any(|name| is_interviewer(name)) {
            let one = "Interviewer".to_owned();
            let coarse_role = Some(RoleWords { one, several: None });
            facts.people.push(PublicPerson { coarse_role, ..PublicPerson::default() });
        }
        facts
    }

    /// What a label or a tag may say of what these people say in a source.
    pub fn facts_of(&self, info: &SourceInfo, voices: &[Voice<'_>]) -> PublicFacts {
        let meeting = self.meeting_of(info).map(|meeting| PublicMeeting {
            number: meeting.number.clone(),
            kind: Some(meeting.kind.clone()),
            date: meeting.date,
        });
        let meeting = meeting.or_else(|| {
            let number = meeting_number(info)?;
            Some(PublicMeeting { number: Some(number), ..PublicMeeting::default() })
        });
        let year = info.round.trim().parse().ok().filter(|year| (1900..2200).contains(year));
        PublicFacts {
            kind: Some(info.kind),
            kind_word: Some(info.form.clone()),
            people: voices.iter().map(|voice| self.public(*voice, info.date)).collect(),
            meeting,
            date: info.date,
            round: Some(info.round.clone()),
            year,
            case: info.case.and_then(|id| self.case(id)).map(|case| case.name.clone()),
            attributes: self.values(info, |attribute, value| value.printed(attribute)),
            note: None,
            has_emphasis: false,
        }
    }

    /// What only the team may read of what these people say in a source.
    pub fn private_facts_of(&self, info: &SourceInfo, voices: &[Voice<'_>]) -> PrivateFacts {
        let private = |voice: &Voice<'_>| match voice {
            Voice::Named(name) => {
                PrivatePerson { name: Some((*name).to_owned()), ..PrivatePerson::default() }
            }
            Voice::Person(person) => PrivatePerson {
                name: Some(if person.real_name.is_empty() {
                    person.name.clone()
                } else {
                    person.real_name.to_string()
                }),
                post: Some(person.post.to_string()),
                attributes: self
                    .named(&person.attributes, info.date, |_, value| Some(value.value.as_str())),
            },
        };
        PrivateFacts {
            people: voices.iter().map(private).collect(),
            site: info.case.and_then(|id| self.case(id)).map(|case| case.real_name.to_string()),
            source: Some(info.name.clone()),
            file: Some(info.file_name.clone()),
            date: info.date,
            attributes: self.values(info, |_, value| Some(value.value.as_str())),
        }
    }

    /// What anybody may read of somebody, as it was at a time.
    fn public(&self, voice: Voice<'_>, date: Option<PartialDate>) -> PublicPerson {
        let role = |words: &str| {
            let one = words.trim().to_owned();
            (!one.is_empty()).then_some(RoleWords { one, several: None })
        };
        match voice {
            Voice::Person(person) => {
                // What the register does not say yet, the name that texts give may tell.
                let (told_role, told) = read_name(&person.name).unzip();
                let told = told.filter(|number| !self.people_by_number.contains_key(number));
                let told = told.map(|number| Number { series: String::new(), number });
                let own_role = Some(person.role.as_str()).filter(|words| !words.trim().is_empty());
                PublicPerson {
                    number: person.number.clone().or(told),
                    coarse_role: own_role.or(told_role.as_deref()).and_then(role),
                    fine_role: role(&person.fine_role),
                    qualifier: Some(person.qualifier.clone()),
                    attributes: self.named(&person.attributes, date, |attribute, value| {
                        value.printed(attribute)
                    }),
                }
            }
            // Numbers and roles are for print; what may be a name is not.
            Voice::Named(name) => match read_name(name) {
                Some((words, number)) => PublicPerson {
                    number: Some(Number { series: String::new(), number }),
                    coarse_role: role(&words),
                    ..PublicPerson::default()
                },
                None if is_role(name) => {
                    PublicPerson { coarse_role: role(name), ..PublicPerson::default() }
                }
                None => PublicPerson::default(),
            },
        }
    }

    /// The values of a source, its case and its meeting, by the names of the attributes.
    fn values<'v>(
        &'v self,
        info: &'v SourceInfo,
        shown: impl Fn(&'v Attribute, &'v AttributeValue) -> Option<&'v str>,
    ) -> Vec<(String, String)> {
        let all = info.attributes.iter().chain(&info.inherited);
        let found = all.filter_map(|value| {
            let attribute = self.attribute(value)?;
            let is_of_person = attribute.subject == Subject::Person;
            let words = shown(attribute, value).filter(|_| !is_of_person)?;
            Some((attribute.name.clone(), words.to_owned()))
        });
        found.collect()
    }

    fn named<'v>(
        &'v self,
        values: &'v [AttributeValue],
        date: Option<PartialDate>,
        shown: impl Fn(&'v Attribute, &'v AttributeValue) -> Option<&'v str>,
    ) -> Vec<(String, String)> {
        let held = AttributeValue::as_of(values, date).into_iter();
        let found = held.filter_map(|value| {
            let attribute = self.attribute(value)?;
            Some((attribute.name.clone(), shown(attribute, value)?.to_owned()))
        });
        found.collect()
    }

    fn attribute(&self, value: &AttributeValue) -> Option<&Attribute> {
        self.attributes_by_id.get(&value.attribute).and_then(|&at| self.attributes.get(at))
    }
}

/// The number of the meeting that a source's name tells: `M10`.
fn meeting_number(info: &SourceInfo) -> Option<Number> {
    let number = meeting_in(&info.name)?.get(1..)?.parse().ok()?;
    Some(Number { series: "M".to_owned(), number })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::{HouseStyle, Labels, PublicField, on_screen};
    use super::*;
    use crate::domain::{Private, SourceId, Turn};

    fn turn(start: u32, end: u32, marker: u32, speaker: &str) -> Turn {
        Turn { span: Span { start, end }, marker, speaker: Some(Arc::from(speaker)), time: None }
    }

    fn labels() -> Labels<PublicField> {
        HouseStyle::report().labels().expect("a sound style")
    }

    fn labelled(
        register: &Register,
        info: &SourceInfo,
        turns: Vec<Turn>,
        start: u32,
        end: u32,
    ) -> String {
        let on = SourceCodings { source: info.id, turns: turns.into(), quotations: Vec::new() };
        on_screen(register, &labels(), info, &on, Span { start, end })
    }

    fn source(name: &str, kind: SourceKind) -> SourceInfo {
        SourceInfo::new(SourceId::new(Uuid::nil()), name, kind)
    }

    #[test]
    fn without_a_register_labels_say_what_the_texts_tell() {
        let turns =
            || vec![turn(0, 20, 5, "INT"), turn(21, 60, 11, "GP ID 161"), turn(61, 99, 3, "A")];
        let empty = Register::default();
        let info = source("Interview 12 PN ID 100 Site 3", SourceKind::Interview);
        let interview = |start, end| labelled(&empty, &info, turns(), start, end);
        assert_eq!(interview(30, 40), "[GP ID 161]");
        assert_eq!(interview(6, 40), "[GP ID 161]");
        assert_eq!(interview(6, 10), "[Interviewer]");
        assert_eq!(interview(70, 80), "[PN ID 100]");
        let told = |name: &str, kind| labelled(&empty, &source(name, kind), Vec::new(), 0, 5);
        assert_eq!(told("Bob", SourceKind::Interview), "[Interview]");
        let notes = "[Extract from fieldnotes meeting M10]";
        assert_eq!(told("Board M10 Site 2", SourceKind::Fieldnote), notes);
        assert_eq!(told("Board", SourceKind::Fieldnote), "[Fieldnote]");
        assert_eq!(told("Plan", SourceKind::Document), "[Document]");
        let chair = labelled(
            &empty,
            &source("Bob", SourceKind::Interview),
            vec![turn(0, 9, 6, "Chair")],
            7,
            9,
        );
        assert_eq!(chair, "[Chair]");
    }

    #[test]
    fn the_register_says_who_it_is() {
        let id = |n: u128| PersonId::new(Uuid::from_u128(n));
        let mut gp = Person::new(id(1), "GP ID 161");
        gp.role = "GP".to_owned();
        gp.number = Some(Number { series: String::new(), number: 161 });
        let mut chief = Person::new(id(2), "Chair");
        chief.role = "Manager".to_owned();
        chief.fine_role = "Chief finance officer".to_owned();
        chief.real_name = Private::new("Sam Secret");
        chief.number = Some(Number { series: String::new(), number: 7 });
        let register =
            Register::new(vec![gp, chief].into(), Arc::from([]), Arc::from([]), Arc::from([]));
        let info = source("Anything", SourceKind::Interview);
        let said =
            |speaker: &str| labelled(&register, &info, vec![turn(0, 30, 12, speaker)], 15, 20);
        assert_eq!(said("Chair"), "[Manager ID 7]");
        // However the texts write the number.
        assert_eq!(said("[GP ID161]"), "[GP ID 161]");
        let mut linked = info.clone();
        linked.people = vec![id(2)];
        assert_eq!(labelled(&register, &linked, vec![turn(0, 9, 3, "A")], 4, 8), "[Manager ID 7]");
        let on = SourceCodings {
            source: info.id,
            turns: vec![turn(0, 9, 6, "Chair")].into(),
            quotations: Vec::new(),
        };
        let voices = register.voices(&info, &on, Span { start: 6, end: 9 });
        let private = register.private_facts_of(&info, &voices);
        assert_eq!(private.people[0].name.as_deref(), Some("Sam Secret"));
        assert!(!format!("{:?}", register.facts_of(&info, &voices)).contains("Secret"));
    }
}
