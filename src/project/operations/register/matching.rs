//! Speakers and people tagged in the texts, matched to people of the register, and taken into it.

use std::collections::HashMap;

use crate::analysis::matching::{
    Matching, MeetingConflict, NameConflict, SeenAs, SeenNames, Suggestion, match_names,
    meeting_conflicts, name_conflicts, tagged,
};
use crate::domain::{BracketClass, PersonId, SourceId};
use crate::project::{Project, ProjectError, Snapshot};
use crate::store::PersonField;
use crate::text::{Text, brackets, counted, natural_key};

/// What came of taking a matching into the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Matched {
    /// People who are new.
    pub made: usize,
    /// Sources that are linked to people whom they were not linked to.
    pub linked: usize,
}

impl Snapshot {
    /// The people whose names say another role or number than their columns.
    pub fn register_conflicts(&self) -> Vec<NameConflict> {
        name_conflicts(&self.people)
    }

    /// The numbers of meetings that have two dates or kinds, in the register and in sources.
    pub fn meeting_conflicts(&self) -> Vec<MeetingConflict> {
        meeting_conflicts(&self.meetings, &self.sources)
    }
}

impl Project {
    /// Matches the speakers of all turns, and the people tagged in square brackets, to the people of the register; names come in
    /// natural order. `highest` is the highest number that was given out, where that is known.
    ///
    /// # Errors
    /// When a text cannot be read.
    pub fn match_people(&self, highest: Option<u32>) -> Result<Matching, ProjectError> {
        let snapshot = &self.snapshot;
        let mut seen = SeenNames::default();
        for info in snapshot.sources.iter() {
            let turns = snapshot.codings(info.id).map_or(&[][..], |on| &on.turns);
            for turn in turns {
                if let Some(speaker) = &turn.speaker {
                    seen.add(speaker, info.id, info.kind, SeenAs::Speaks, turn.span);
                }
            }
            // Not the texts kept in memory: a whole study read once would drive out those that are being read.
            let text = self.store.read().source_text(info.id)?;
            // Most texts tag nobody, and need not be divided.
            if !text.contains('[') || !text.contains("ID") {
                continue;
            }
            let text = Text::new(text);
            for bracket in brackets(&text) {
                let span = bracket.span;
                let before = turns.partition_point(|turn| turn.span.start <= span.start);
                let turn = before.checked_sub(1).and_then(|at| turns.get(at));
                // What begins a turn is its speaker, and was counted as that.
                let is_marker = turn.is_some_and(|turn| span.start < turn.span.start + turn.marker);
                if bracket.class == BracketClass::Person && !is_marker {
                    for name in tagged(text.slice(span)) {
                        seen.add(&name, info.id, info.kind, SeenAs::Tagged, span);
                    }
                }
            }
        }
        // What is written nearly the same stands together.
        let mut seen = seen.finish();
        seen.sort_by_cached_key(|one| natural_key(&one.name));
        Ok(match_names(seen, &snapshot.people, highest))
    }

    /// Takes a matching into the register, as one step: makes the people who are new, and links sources to the people who speak
    /// in them. Who was linked before stays so; who is only spoken of is not linked.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn take_matching(&mut self, matching: &Matching) -> Result<Matched, ProjectError> {
        let is_new = |suggestion: &Suggestion| matches!(suggestion, Suggestion::New { .. });
        let new = matching.matches.iter().filter(|one| is_new(&one.suggestion)).count();
        let label = match new {
            0 => "Linked sources to the people who speak in them".to_owned(),
            new => format!("Took {} from the texts", counted(new, "person", "people")),
        };
        self.transact(&label, |work| {
            let mut matched = Matched::default();
            let mut people: HashMap<usize, PersonId> = HashMap::new();
            for (at, one) in matching.matches.iter().enumerate() {
                match &one.suggestion {
                    Suggestion::Person(person) if work.before.person(*person).is_some() => {
                        people.insert(at, *person);
                    }
                    Suggestion::New { part, .. } => {
                        let is_there = work.before.person_named(&one.seen.name).is_ok();
                        // The role and the number are those in the name.
                        let person = work.tx.person_named(&one.seen.name, work.at)?;
                        if !is_there {
                            work.tx.set_person(person, &PersonField::Part(*part))?;
                            matched.made += 1;
                        }
                        people.insert(at, person);
                    }
                    _ => {}
                }
            }
            let mut speak: HashMap<SourceId, Vec<PersonId>> = HashMap::new();
            for (at, one) in matching.matches.iter().enumerate() {
                let Some(&person) = people.get(&matching.leader(at)) else { continue };
                for place in one.seen.places.iter().filter(|place| place.how == SeenAs::Speaks) {
                    speak.entry(place.source).or_default().push(person);
                }
            }
            for info in work.before.sources.iter() {
                let mut linked = info.people.clone();
                for &person in speak.get(&info.id).into_iter().flatten() {
                    if !linked.contains(&person) {
                        linked.push(person);
                    }
                }
                if linked.len() > info.people.len() {
                    work.tx.set_people(info.id, &linked)?;
                    matched.linked += 1;
                }
            }
            Ok(matched)
        })
    }
}
