//! Who each name in the texts is to be: as it seems, or as somebody said, and whether that is to be taken.

use std::collections::HashMap;

use crate::analysis::matching::{Match, Matching, SeenAs, SeenName, Suggestion, Why};
use crate::domain::{SourceId, Span};
use crate::project::Snapshot;
use crate::text::counted;

/// Names in the texts that are matched, and what was said of them.
#[derive(Default)]
pub(super) struct Names {
    matching: Matching,
    /// The matches that are not settled, by their places.
    open: Vec<usize>,
    /// What was said, by name.
    said: HashMap<String, Said>,
}

/// What somebody said of a name.
#[derive(Default)]
struct Said {
    /// Who it is, where they chose; nobody is [`Suggestion::Unclear`].
    who: Option<Suggestion>,
    is_ticked: Option<bool>,
}

impl Names {
    /// Takes a new matching; what was said of names stays said.
    pub(super) fn renew(&mut self, matching: Matching, snapshot: &Snapshot) {
        self.said.retain(|_, said| match said.who {
            Some(Suggestion::Person(id)) => snapshot.person(id).is_some(),
            _ => true,
        });
        self.matching = matching;
        let all = 0..self.matching.matches.len();
        self.open = all.filter(|&at| !self.is_settled(at, snapshot)).collect();
    }

    /// Whether taking a match would change nothing, and nobody needs to say anything.
    fn is_settled(&self, at: usize, snapshot: &Snapshot) -> bool {
        match self.who(at) {
            Suggestion::Interviewer => true,
            Suggestion::Person(id) => {
                let is_linked = |source: SourceId| {
                    snapshot.source(source).is_some_and(|info| info.people.contains(id))
                };
                let places = self.seen(at).places.iter();
                places.filter(|at| at.how == SeenAs::Speaks).all(|at| is_linked(at.source))
            }
            _ => false,
        }
    }

    /// How many names are not settled.
    pub(super) fn count(&self) -> usize {
        self.open.len()
    }

    /// The match of a row.
    fn of_row(&self, row: usize) -> &Match {
        &self.matching.matches[self.open[row]]
    }

    fn seen(&self, at: usize) -> &SeenName {
        &self.matching.matches[at].seen
    }

    /// The name in a row.
    pub(super) fn name(&self, row: usize) -> &str {
        &self.of_row(row).seen.name
    }

    /// The first place that has the name of a row.
    pub(super) fn place(&self, row: usize) -> Option<(SourceId, Span)> {
        self.of_row(row).seen.places.first().map(|at| (at.source, at.span))
    }

    /// Who a name is: as somebody said, else as it seems.
    fn who(&self, at: usize) -> &Suggestion {
        let one = &self.matching.matches[at];
        let said = self.said.get(&one.seen.name).and_then(|said| said.who.as_ref());
        said.unwrap_or(&one.suggestion)
    }

    /// The match whose person a name stands for: its own, or that of the name it is the same as.
    fn leader(&self, at: usize) -> usize {
        match self.who(at) {
            Suggestion::SameAs(leader) => *leader,
            _ => at,
        }
    }

    /// Whether there is somebody to be taken for a row.
    pub(super) fn can_tick(&self, row: usize) -> bool {
        self.is_somebody(self.open[row])
    }

    fn is_somebody(&self, at: usize) -> bool {
        matches!(self.who(self.leader(at)), Suggestion::Person(_) | Suggestion::New { .. })
    }

    /// Whether a row is to be taken. What is clear is, until somebody says otherwise.
    pub(super) fn is_ticked(&self, row: usize) -> bool {
        self.is_taken(self.open[row])
    }

    fn is_taken(&self, at: usize) -> bool {
        let one = &self.matching.matches[at];
        let said = self.said.get(&one.seen.name).and_then(|said| said.is_ticked);
        let is_clear = !matches!(one.why, Why::Spelling(_) | Why::TwoRoles | Why::Shared);
        said.unwrap_or(is_clear) && self.is_somebody(at)
    }

    /// Has a row taken or left. The name that it is the same as is taken with it; those that are the same are left with it.
    pub(super) fn tick(&mut self, row: usize, ticked: bool) {
        let at = self.open[row];
        self.set_ticked(at, ticked);
        if ticked {
            let leader = self.leader(at);
            self.set_ticked(leader, true);
            return;
        }
        self.leave_followers(at);
    }

    fn leave_followers(&mut self, leader: usize) {
        let all = 0..self.matching.matches.len();
        let followers: Vec<usize> =
            all.filter(|&at| at != leader && self.leader(at) == leader).collect();
        for follower in followers {
            self.set_ticked(follower, false);
        }
    }

    fn set_ticked(&mut self, at: usize, ticked: bool) {
        let name = self.seen(at).name.clone();
        self.said.entry(name).or_default().is_ticked = Some(ticked);
    }

    /// Says who the name of a row is, and has it taken; with nobody it is left.
    pub(super) fn say(&mut self, row: usize, who: Suggestion) {
        let name = self.name(row).to_owned();
        self.said.entry(name).or_default().who = Some(who);
        self.tick(row, self.can_tick(row));
    }

    /// Those who can be chosen besides people: whom the name seems to be, somebody new, nobody.
    pub(super) fn choices(&self, row: usize) -> Vec<Suggestion> {
        let one = self.of_row(row);
        let new = Suggestion::somebody_new(&one.seen);
        let mut choices = vec![one.suggestion.clone()];
        choices.extend([new, Suggestion::Unclear].into_iter().filter(|who| *who != one.suggestion));
        choices
    }

    /// Who the name of a row is.
    pub(super) fn who_of_row(&self, row: usize) -> &Suggestion {
        self.who(self.open[row])
    }

    /// How many rows are to be taken.
    pub(super) fn ticked(&self) -> usize {
        self.open.iter().filter(|&&at| self.is_taken(at)).count()
    }

    /// The matching with what is to be taken, and nothing else that would change anything.
    pub(super) fn to_take(&self) -> Matching {
        let mut taken = self.matching.clone();
        for &at in &self.open {
            taken.matches[at].suggestion = match self.is_taken(at) {
                true => self.who(at).clone(),
                false => Suggestion::Unclear,
            };
        }
        taken
    }

    /// Somebody who may be chosen for a row, in words.
    pub(super) fn words(&self, row: usize, who: &Suggestion, snapshot: &Snapshot) -> String {
        match who {
            Suggestion::Person(id) => {
                let name = snapshot.person(*id).map_or("", |person| &person.name);
                format!("is “{name}”")
            }
            Suggestion::New { role, number, part } => {
                let number = number.map(|number| format!("number {number}"));
                let known = [Some(role.clone()), number, Some(part.word().to_owned())];
                let known: Vec<String> =
                    known.into_iter().flatten().filter(|word| !word.is_empty()).collect();
                format!("new: {}", known.join(", "))
            }
            Suggestion::SameAs(other) => format!("the same as “{}”", self.seen(*other).name),
            Suggestion::Unclear if self.of_row(row).suggestion != Suggestion::Unclear => {
                "nobody".to_owned()
            }
            Suggestion::Unclear => "unclear".to_owned(),
            Suggestion::Interviewer => "an interviewer".to_owned(),
        }
    }

    /// Why the name of a row is who it is.
    pub(super) fn why(&self, row: usize) -> String {
        let one = self.of_row(row);
        match self.who_of_row(row) == &one.suggestion {
            true => one.why.words(),
            false => "as you say".to_owned(),
        }
    }

    /// How often the name of a row is seen.
    pub(super) fn figures(&self, row: usize) -> String {
        let seen = &self.of_row(row).seen;
        let (turns, tags) = (seen.turns(), seen.times() - seen.turns());
        let times = [(turns, "turn", "turns"), (tags, "tag", "tags")];
        let times: Vec<String> = times
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        format!("{} in {}", times.join(", "), counted(seen.sources(), "source", "sources"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::matching::{SeenNames, match_names};
    use crate::domain::SourceKind;

    /// Names that speak in a source each, none of them settled.
    fn names(all: &[&str]) -> Names {
        let mut seen = SeenNames::default();
        for (at, name) in (0..).zip(all) {
            let source = uuid::Uuid::from_u128(at).into();
            let span = Span { start: 0, end: 1 };
            seen.add(name, source, SourceKind::Interview, SeenAs::Speaks, span);
        }
        let matching = match_names(seen.finish(), &[], None);
        let open = (0..matching.matches.len()).collect();
        Names { matching, open, said: HashMap::new() }
    }

    fn ticked(names: &Names) -> Vec<&str> {
        let rows = (0..names.count()).filter(|&row| names.is_ticked(row));
        rows.map(|row| names.name(row)).collect()
    }

    #[test]
    fn what_is_the_same_is_taken_and_left_with_its_leader() {
        let mut names = names(&["GP ID 161", "GPID 161", "GP  ID 161", "Chair"]);
        assert_eq!(ticked(&names), ["GP ID 161"]);
        names.tick(1, true);
        assert_eq!(ticked(&names), ["GP ID 161", "GPID 161"]);
        names.tick(0, false);
        assert!(ticked(&names).is_empty());
        names.tick(2, true);
        assert_eq!(ticked(&names), ["GP ID 161", "GP  ID 161"]);
        names.say(0, Suggestion::Unclear);
        assert!(ticked(&names).is_empty());
        assert!(!names.can_tick(1) && !names.can_tick(3));
    }

    #[test]
    fn what_is_left_changes_nothing() {
        let mut names = names(&["GP ID 161", "GPID 161", "Chair"]);
        let all = |names: &Names| -> Vec<Suggestion> {
            names.to_take().matches.into_iter().map(|one| one.suggestion).collect()
        };
        let new = names.choices(0)[0].clone();
        assert_eq!(all(&names), [new.clone(), Suggestion::Unclear, Suggestion::Unclear]);
        let id = uuid::Uuid::from_u128(9).into();
        names.say(2, Suggestion::Person(id));
        names.tick(1, true);
        assert_eq!(all(&names), [new, Suggestion::SameAs(0), Suggestion::Person(id)]);
    }
}
