//! Meetings of the register.

use std::collections::{HashMap, HashSet};

use super::first_shared_number;
use crate::domain::{Meeting, MeetingId, Number, PersonId, SourceId};
use crate::project::{Project, ProjectError};
use crate::store::{MeetingField, SourceField};
use crate::text::counted;

impl Project {
    /// Adds a meeting with what is known of it.
    ///
    /// # Errors
    /// When another meeting bears the number.
    pub fn add_meeting(&mut self, fields: &[MeetingField]) -> Result<MeetingId, ProjectError> {
        for field in fields {
            if let MeetingField::Number(Some(number)) = field {
                let number = trimmed(number);
                let taken =
                    self.snapshot.meetings.iter().find(|one| {
                        one.number.as_ref().is_some_and(|other| is_same(other, &number))
                    });
                if let Some(taken) = taken {
                    let new = "the new meeting".to_owned();
                    return Err(ProjectError::NumberTaken(number.to_string(), taken.title(), new));
                }
            }
        }
        self.transact("Added a meeting", |work| {
            let id = work.tx.insert_meeting(work.at)?;
            for field in fields {
                work.tx.set_meeting(id, &plain(field))?;
            }
            Ok(id)
        })
    }

    /// Changes facts about meetings, as one step.
    ///
    /// # Errors
    /// When two meetings would bear one number of a series, or one is gone.
    pub fn change_meetings(
        &mut self,
        changes: &[(MeetingId, MeetingField)],
    ) -> Result<(), ProjectError> {
        let mut numbers: HashMap<MeetingId, Option<Number>> = HashMap::new();
        for (id, field) in changes {
            self.meeting(*id)?;
            if let MeetingField::Number(number) = plain(field) {
                numbers.insert(*id, number);
            }
        }
        let number = |one: &Meeting| numbers.get(&one.id).unwrap_or(&one.number).clone();
        let all = self.snapshot.meetings.iter().map(|one| (one.id, number(one)));
        if let Some((one, other, number)) = first_shared_number(all) {
            let (one, other) = (self.meeting(one)?.title(), self.meeting(other)?.title());
            return Err(ProjectError::NumberTaken(number.to_string(), one, other));
        }
        let ids: HashSet<MeetingId> = changes.iter().map(|(id, _)| *id).collect();
        let label = format!("Changed {}", counted(ids.len(), "meeting", "meetings"));
        self.transact(&label, |work| {
            // Numbers may be passed round: all are free before any is given again.
            for id in numbers.keys() {
                work.tx.set_meeting(*id, &MeetingField::Number(None))?;
            }
            for (id, field) in changes {
                work.tx.set_meeting(*id, &plain(field))?;
            }
            Ok(())
        })
    }

    /// Says who was at a meeting.
    ///
    /// # Errors
    /// When the meeting is gone.
    pub fn set_people_of_meeting(
        &mut self,
        id: MeetingId,
        people: &[PersonId],
    ) -> Result<(), ProjectError> {
        let label = format!("Set who was at {}", self.meeting(id)?.title());
        self.transact(&label, |work| Ok(work.tx.set_people_of_meeting(id, people)?))
    }

    /// Says which meeting sources tell of, or were papers of; none takes them out of theirs.
    ///
    /// # Errors
    /// When the meeting is gone.
    pub fn set_meeting_of(
        &mut self,
        sources: &[SourceId],
        meeting: Option<MeetingId>,
    ) -> Result<(), ProjectError> {
        let count = counted(sources.len(), "source", "sources");
        let label = match meeting {
            Some(id) => format!("Put {count} with {}", self.meeting(id)?.title()),
            None => format!("Took {count} out of their meetings"),
        };
        self.transact(&label, |work| {
            for &source in sources {
                work.tx.set_source(source, &SourceField::Meeting(meeting))?;
            }
            Ok(())
        })
    }

    /// Deletes meetings. Their fieldnotes and papers stay.
    ///
    /// # Errors
    /// When one of them is gone already.
    pub fn delete_meetings(&mut self, ids: &[MeetingId]) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => format!("Deleted the meeting {}", self.meeting(*id)?.title()),
            many => format!("Deleted {}", counted(many.len(), "meeting", "meetings")),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_meeting(id)?;
            }
            Ok(())
        })
    }

    fn meeting(&self, id: MeetingId) -> Result<&Meeting, ProjectError> {
        self.snapshot.meeting(id).ok_or(ProjectError::Gone("This meeting"))
    }
}

fn trimmed(number: &Number) -> Number {
    Number { series: number.series.trim().to_owned(), number: number.number }
}

fn is_same(one: &Number, other: &Number) -> bool {
    one.number == other.number && one.series.to_lowercase() == other.series.to_lowercase()
}

/// A fact without blanks around its words.
fn plain(field: &MeetingField) -> MeetingField {
    match field {
        MeetingField::Number(number) => MeetingField::Number(number.as_ref().map(trimmed)),
        MeetingField::Kind(kind) => MeetingField::Kind(kind.trim().to_owned()),
        other => other.clone(),
    }
}
