//! Who says what is quoted, as far as names tell people apart.

use std::collections::HashMap;

use super::Study;
use crate::analysis::speakers::{is_nobody, speakers};
use crate::domain::{PersonId, SourceCodings, SourceInfo, Span, Speaker};
use crate::text::turns::is_interviewer;

/// What the name of a speaker tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Who it is.
    Person(u32),
    /// It is somebody who asks.
    Interviewer,
    /// Only that it is the person interviewed: `A`, `P3`.
    Nobody,
}

/// Somebody.
pub(super) struct Somebody {
    /// As the texts name them.
    pub(super) name: String,
    /// The names under which they speak.
    pub(super) speakers: Vec<Speaker>,
    /// Them, as sources are of or about them.
    pub(super) person: Option<PersonId>,
}

/// The people of a study by number. The same name, without regard to case, is the same person.
pub(in crate::analysis) struct Everybody {
    pub(super) all: Vec<Somebody>,
    by_person: HashMap<PersonId, u32>,
    by_speaker: HashMap<Speaker, Told>,
}

impl Everybody {
    pub(in crate::analysis) fn new(study: &Study<'_>) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut all: Vec<Somebody> = Vec::new();
        let mut by_person = HashMap::new();
        for person in study.people {
            let number = *numbers.entry(person.name.to_lowercase()).or_insert(all.len() as u32);
            by_person.insert(person.id, number);
            if number as usize == all.len() {
                let (name, person) = (person.name.clone(), Some(person.id));
                all.push(Somebody { name, speakers: Vec::new(), person });
            }
        }
        let mut by_speaker: HashMap<Speaker, Told> = HashMap::new();
        for turn in study.sources.iter().flat_map(|(_, on)| on.turns.iter()) {
            let Some(speaker) = &turn.speaker else { continue };
            if by_speaker.contains_key(speaker) {
                continue;
            }
            let told = if is_interviewer(speaker) {
                Told::Interviewer
            } else if is_nobody(speaker) {
                Told::Nobody
            } else {
                let number = *numbers.entry(speaker.to_lowercase()).or_insert(all.len() as u32);
                if number as usize == all.len() {
                    let name = speaker.to_string();
                    all.push(Somebody { name, speakers: Vec::new(), person: None });
                }
                all[number as usize].speakers.push(speaker.clone());
                Told::Person(number)
            };
            by_speaker.insert(speaker.clone(), told);
        }
        Self { all, by_person, by_speaker }
    }

    /// Who says what stands in a span: those whom the turns name; where they name nobody, those whom the source is of or
    /// about; nobody where only interviewers speak.
    pub(in crate::analysis) fn who_says(
        &self,
        info: &SourceInfo,
        on: &SourceCodings,
        span: Span,
        found: &mut Vec<u32>,
    ) {
        found.clear();
        let mut asks = false;
        let mut answers = false;
        for told in speakers(on, span).into_iter().filter_map(|name| self.by_speaker.get(name)) {
            match told {
                Told::Person(number) if !found.contains(number) => found.push(*number),
                Told::Person(_) => {}
                Told::Interviewer => asks = true,
                Told::Nobody => answers = true,
            }
        }
        if found.is_empty() && (answers || !asks) {
            self.people_of(info, found);
        }
    }

    /// Who has a part in a source: those who speak in it, and those it is of or about.
    pub(super) fn in_source(&self, info: &SourceInfo, on: &SourceCodings) -> Vec<u32> {
        let mut found = Vec::new();
        self.people_of(info, &mut found);
        for speaker in on.turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
            if let Some(Told::Person(number)) = self.by_speaker.get(speaker)
                && !found.contains(number)
            {
                found.push(*number);
            }
        }
        found
    }

    /// The number of a person of the register.
    pub(in crate::analysis) fn number(&self, person: PersonId) -> Option<u32> {
        self.by_person.get(&person).copied()
    }

    fn people_of(&self, info: &SourceInfo, found: &mut Vec<u32>) {
        for number in info.people.iter().filter_map(|person| self.by_person.get(person)) {
            if !found.contains(number) {
                found.push(*number);
            }
        }
    }
}
