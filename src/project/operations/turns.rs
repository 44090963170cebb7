//! Turns: who speaks where, put right by hand.

use std::sync::Arc;

use crate::domain::{SourceId, Span, Turn};
use crate::project::{Project, ProjectError};
use crate::text::{counted, turns};

impl Project {
    /// Says who speaks in the turn that holds a place; nobody for words that are no one's speech.
    pub fn set_speaker(
        &mut self,
        source: SourceId,
        at: u32,
        speaker: Option<&str>,
    ) -> Result<(), ProjectError> {
        let speaker = speaker.map(str::trim).filter(|name| !name.is_empty());
        let label = match speaker {
            Some(name) => format!("Made “{name}” the speaker of a turn"),
            None => "Took the speaker from a turn".to_owned(),
        };
        self.change_turns(source, &label, |turns| {
            let at = holding(turns, at)?;
            turns[at].speaker = speaker.map(Arc::from);
            Ok(())
        })
    }

    /// Gives a speaker another name in some sources, or joins them to one who is there; the words of the texts stay. Gives
    /// how many turns that were.
    pub fn rename_speaker(
        &mut self,
        sources: &[SourceId],
        from: &[Arc<str>],
        to: &str,
    ) -> Result<usize, ProjectError> {
        let to = to.trim();
        if to.is_empty() {
            return Err(ProjectError::NoName("A speaker"));
        }
        let label = match from {
            [one] => format!("Renamed the speaker “{one}” to “{to}”"),
            many => format!("Joined {} as “{to}”", counted(many.len(), "speaker", "speakers")),
        };
        let new: Arc<str> = Arc::from(to);
        self.transact(&label, |work| {
            let mut renamed = 0;
            for &source in sources {
                let Some(on) = work.before.codings(source) else { continue };
                let mut turns = on.turns.to_vec();
                for turn in &mut turns {
                    if turn.speaker.as_ref().is_some_and(|name| *name != new && from.contains(name))
                    {
                        turn.speaker = Some(new.clone());
                        renamed += 1;
                    }
                }
                if turns[..] != on.turns[..] {
                    work.tx.set_turns(source, &turns)?;
                }
            }
            Ok(renamed)
        })
    }

    /// Begins a turn at a place, with a speaker or nobody; what stood before it stays with the turn before.
    pub fn split_turn(
        &mut self,
        source: SourceId,
        at: u32,
        speaker: Option<&str>,
    ) -> Result<(), ProjectError> {
        let text = self.text(source)?;
        let at = text.snap(Span { start: at, end: at }).start;
        let words = text.slice(Span { start: at, end: text.length() });
        let blank = words.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let at = at + blank;
        if at >= text.length() {
            return Err(ProjectError::NothingSelected);
        }
        let speaker = speaker.map(str::trim).filter(|name| !name.is_empty()).map(Arc::from);
        self.change_turns(source, "Split a turn", |turns| {
            if let Some(turn) = turns.iter_mut().find(|turn| turn.span.start == at) {
                turn.speaker = speaker;
                return Ok(());
            }
            let span = Span { start: at, end: at };
            turns.push(Turn { span, marker: 0, speaker, time: None });
            *turns = turns::ended(std::mem::take(turns), &text);
            Ok(())
        })
    }

    /// Joins the turn that holds a place to the one before it.
    pub fn join_turn(&mut self, source: SourceId, at: u32) -> Result<(), ProjectError> {
        let text = self.text(source)?;
        self.change_turns(source, "Joined a turn to the one before", |turns| {
            let at = holding(turns, at)?;
            if at == 0 {
                return Err(ProjectError::Gone("A turn before this one"));
            }
            turns.remove(at);
            *turns = turns::ended(std::mem::take(turns), &text);
            Ok(())
        })
    }

    /// Recognises the turns of sources anew; what was put right by hand is forgotten.
    pub fn recognise_turns(&mut self, sources: &[SourceId]) -> Result<(), ProjectError> {
        let label = match sources {
            [id] => {
                let info = self.snapshot.source(*id).ok_or(ProjectError::Gone("This source"))?;
                format!("Recognised the turns of “{}”", info.name)
            }
            many => format!("Recognised the turns of {} sources", many.len()),
        };
        let mut found = Vec::with_capacity(sources.len());
        for &source in sources {
            let info = self.snapshot.source(source).ok_or(ProjectError::Gone("This source"))?;
            let kind = info.kind;
            let text = self.text(source)?;
            found.push((source, super::bringing_in::turns_of(kind, &text)));
        }
        self.transact(&label, |work| {
            for (source, turns) in &found {
                work.tx.set_turns(*source, turns)?;
            }
            Ok(())
        })
    }

    fn change_turns(
        &mut self,
        source: SourceId,
        label: &str,
        change: impl FnOnce(&mut Vec<Turn>) -> Result<(), ProjectError>,
    ) -> Result<(), ProjectError> {
        self.transact(label, |work| {
            let on = work.before.codings(source).ok_or(ProjectError::Gone("This source"))?;
            let mut turns = on.turns.to_vec();
            change(&mut turns)?;
            Ok(work.tx.set_turns(source, &turns)?)
        })
    }
}

/// Where the turn that holds a place stands in the list; its end counts as its own.
fn holding(turns: &[Turn], at: u32) -> Result<usize, ProjectError> {
    let after = turns.partition_point(|turn| turn.span.start <= at);
    let found = after.checked_sub(1).filter(|&found| at <= turns[found].span.end);
    found.ok_or(ProjectError::Gone("A turn at this place"))
}
