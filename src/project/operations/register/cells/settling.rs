//! Nothing that is written is in another's way: names and numbers are borne once, no case lies within itself.

use std::collections::{HashMap, HashSet};

use super::super::RegisterTable;
use super::super::cases::leads_back;
use super::super::columns::RegisterRow;
use super::draft::Deed;
use super::{RowToWrite, Writing};
use crate::domain::{CaseId, Number, Subject};

/// Rows that would bear one name or number: the place of the draft where that was written, and what they are called.
type Bearers = Vec<(Option<usize>, String)>;

/// By what a name is told from others: attributes of different things may have one.
type NameKey = (Option<Subject>, String);

impl Writing<'_> {
    /// Puts the cells of each row together, and refuses what cannot be beside the others.
    pub(super) fn settle(&mut self) {
        for draft in &mut self.drafts {
            self.refused.extend(draft.put_together(self.snapshot));
        }
        self.names();
        self.numbers();
        self.name_the_nameless();
        if self.table == RegisterTable::Cases {
            self.circles();
        }
    }

    fn refuse(&mut self, place: usize, cell: usize, reason: String) {
        self.drafts[place].drop_cell(cell);
        self.refused.push((cell, reason));
    }

    /// Refuses a row that cannot be made, with all its cells.
    fn refuse_row(&mut self, place: usize, cell: usize, reason: String) {
        let cells = std::mem::take(&mut self.drafts[place].cells);
        self.drafts[place].clear();
        let told: HashSet<usize> = self.refused.iter().map(|(at, _)| *at).collect();
        let rest = "Waits for its row, which could not be made".to_owned();
        for at in cells.into_iter().filter(|at| !told.contains(at)) {
            self.refused.push((at, if at == cell { reason.clone() } else { rest.clone() }));
        }
    }

    /// The names of all rows of the table that are there.
    fn names_there(&self) -> Vec<(RowToWrite, NameKey, String)> {
        let named = |row, subject, name: &str| {
            (RowToWrite::There(row), (subject, name.trim().to_lowercase()), name.to_owned())
        };
        let all = self.snapshot;
        match self.table {
            RegisterTable::People => {
                let all = all.people.iter();
                all.map(|one| named(RegisterRow::Person(one.id), None, &one.name)).collect()
            }
            RegisterTable::Cases => {
                let all = all.cases.iter();
                all.map(|one| named(RegisterRow::Case(one.id), None, &one.name)).collect()
            }
            RegisterTable::Sources => {
                let all = all.sources.iter();
                all.map(|one| named(RegisterRow::Source(one.id), None, &one.name)).collect()
            }
            RegisterTable::Attributes => {
                let row = |id| RegisterRow::Attribute(id);
                let all = all.attributes.iter();
                all.map(|one| named(row(one.id), Some(one.subject), &one.name)).collect()
            }
            RegisterTable::Meetings => Vec::new(),
        }
    }

    /// Refuses names that two rows would bear.
    fn names(&mut self) {
        let (one, _) = self.table.words();
        let there = self.names_there();
        let is_attribute = self.table == RegisterTable::Attributes;
        loop {
            let mut bearers: HashMap<NameKey, Bearers> = HashMap::new();
            for (row, key, name) in &there {
                let place = self.places.get(row).copied();
                let draft = place.map(|place| &self.drafts[place]);
                let written = draft.and_then(|draft| draft.name.as_ref());
                let subject = draft.and_then(|draft| draft.subject).or(key.0);
                let key = match written {
                    Some((_, name)) => (subject, name.to_lowercase()),
                    None => (subject, key.1.clone()),
                };
                let place = place.filter(|_| written.is_some());
                bearers.entry(key).or_default().push((place, name.clone()));
            }
            for (place, draft) in self.drafts.iter().enumerate().filter(|(_, one)| one.is_new()) {
                let Some((_, name)) = &draft.name else { continue };
                let subject = is_attribute.then(|| draft.subject.unwrap_or_default());
                let key = (subject, name.to_lowercase());
                bearers.entry(key).or_default().push((Some(place), name.clone()));
            }
            let Some((place, other)) = one_too_many(bearers.into_values()) else { return };
            let Some((cell, name)) = self.drafts[place].name.clone() else { return };
            let said = match other.to_lowercase() == name.to_lowercase() {
                true => format!("There is already a {one} called “{name}”"),
                false => format!("“{other}” is to be called “{name}”, too"),
            };
            let said = said.replace("a attribute", "an attribute");
            match self.drafts[place].is_new() {
                true => self.refuse_row(place, cell, said),
                false => self.refuse(place, cell, said),
            }
        }
    }

    /// Refuses numbers that two rows would bear; those in names of new people are given where they are free.
    fn numbers(&mut self) {
        let there: Vec<(RowToWrite, Option<Number>, String)> = match self.table {
            RegisterTable::People => {
                let row = |id| RowToWrite::There(RegisterRow::Person(id));
                let all = self.snapshot.people.iter();
                all.map(|one| (row(one.id), one.number.clone(), one.name.clone())).collect()
            }
            RegisterTable::Meetings => {
                let row = |id| RowToWrite::There(RegisterRow::Meeting(id));
                let all = self.snapshot.meetings.iter();
                all.map(|one| (row(one.id), one.number.clone(), one.title())).collect()
            }
            _ => return,
        };
        let key = |number: &Number| (number.series.to_lowercase(), number.number);
        loop {
            let mut bearers: HashMap<(String, u32), Bearers> = HashMap::new();
            for (row, number, title) in &there {
                let place = self.places.get(row).copied();
                let place = place.filter(|&place| self.drafts[place].gives_number);
                let number = match place {
                    Some(place) => self.drafts[place].number.as_ref(),
                    None => number.as_ref(),
                };
                if let Some(number) = number {
                    bearers.entry(key(number)).or_default().push((place, title.clone()));
                }
            }
            for (place, draft) in self.drafts.iter().enumerate().filter(|(_, one)| one.is_new()) {
                if let Some(number) = draft.number.as_ref().filter(|_| draft.gives_number) {
                    let (one, _) = self.table.words();
                    let called = draft.name.as_ref().map(|(_, name)| name.clone());
                    let title = called.unwrap_or_else(|| format!("the new {one}"));
                    bearers.entry(key(number)).or_default().push((Some(place), title));
                }
            }
            let taken: HashSet<(String, u32)> = bearers.keys().cloned().collect();
            if let Some((place, other)) = one_too_many(bearers.into_values()) {
                let draft = &mut self.drafts[place];
                let said = draft.number.as_ref().map(ToString::to_string).unwrap_or_default();
                draft.gives_number = false;
                let cell = draft.number_cell();
                if let Some(cell) = cell {
                    self.refused.push((cell, format!("{said} is the number of “{other}” already")));
                }
                continue;
            }
            let mut taken = taken;
            for draft in &mut self.drafts {
                if let Some(number) = draft.number_in_name.take().filter(|_| draft.is_new())
                    && taken.insert(key(&number))
                {
                    draft.gives_number = true;
                    draft.number = Some(number);
                }
            }
            return;
        }
    }

    /// Gives new rows without a name one: role and number as texts give them, or `New person`, `New person 2`.
    fn name_the_nameless(&mut self) {
        let (one, _) = self.table.words();
        let mut taken: HashSet<String> =
            self.names_there().into_iter().map(|(_, (_, name), _)| name).collect();
        taken
            .extend(self.drafts.iter().filter_map(|one| Some(one.name.as_ref()?.1.to_lowercase())));
        for draft in self.drafts.iter_mut().filter(|draft| draft.is_new() && !draft.is_empty()) {
            if let Some((_, name)) = &draft.name {
                draft.title = name.clone();
                continue;
            }
            if self.table == RegisterTable::Meetings {
                draft.title = "A meeting".to_owned();
                continue;
            }
            let role = draft.deeds.iter().rev().find_map(|(_, deed)| match deed {
                Deed::Person(crate::store::PersonField::Role(role)) => Some(role.as_str()),
                _ => None,
            });
            let number = draft.number.as_ref().filter(|_| draft.gives_number);
            let first = match (role, number) {
                (Some(role), Some(number)) if number.series.is_empty() => {
                    format!("{role} ID {}", number.number).trim().to_owned()
                }
                _ => format!("New {one}"),
            };
            let mut others = (2..).map(|n| format!("New {one} {n}"));
            let mut name = first;
            while !taken.insert(name.to_lowercase()) {
                name = match others.next() {
                    Some(next) => next,
                    None => return,
                };
            }
            draft.title = name;
        }
    }

    /// Refuses a case that would lie within itself, or go up in itself.
    fn circles(&mut self) {
        for into in [false, true] {
            while let Some((place, cell, name)) = self.first_circle(into) {
                let said = match into {
                    true => format!("“{name}” would go up in itself"),
                    false => format!("“{name}” would be a part of itself"),
                };
                self.refuse(place, cell, said);
            }
        }
    }

    fn first_circle(&self, into: bool) -> Option<(usize, usize, String)> {
        // New rows can lead nowhere back unless another one leads to them: they take part under keys of their own.
        let mut keys: HashMap<String, usize> = HashMap::new();
        let mut names: Vec<String> = Vec::new();
        let mut leads: HashMap<usize, Option<usize>> = HashMap::new();
        let mut key = |name: &str, names: &mut Vec<String>| {
            *keys.entry(name.trim().to_lowercase()).or_insert_with(|| {
                names.push(name.to_owned());
                names.len() - 1
            })
        };
        let final_name = |id: CaseId, stored: &str| -> String {
            let place = self.places.get(&RowToWrite::There(RegisterRow::Case(id)));
            let draft = place.map(|&place| &self.drafts[place]);
            let written = draft.and_then(|draft| draft.name.as_ref());
            written.map_or_else(|| stored.to_owned(), |(_, name)| name.clone())
        };
        let by_id: HashMap<CaseId, String> =
            self.snapshot.cases.iter().map(|one| (one.id, final_name(one.id, &one.name))).collect();
        for one in self.snapshot.cases.iter() {
            let stored = if into { one.merged_into } else { one.part_of };
            let to = stored.and_then(|(to, _)| by_id.get(&to));
            let from = key(&by_id[&one.id], &mut names);
            let to = to.map(|to| key(to, &mut names));
            leads.insert(from, to);
        }
        let mut written = Vec::new();
        for (place, draft) in self.drafts.iter().enumerate() {
            let name = match draft.row {
                RowToWrite::There(RegisterRow::Case(id)) => by_id.get(&id).cloned(),
                _ => Some(draft.title.clone()),
            };
            let Some(name) = name else { continue };
            for (cell, deed) in &draft.deeds {
                let to = match deed {
                    Deed::PartOf(to, _) if !into => to,
                    Deed::MergedInto(to, _) if into => to,
                    _ => continue,
                };
                let from = key(&name, &mut names);
                let to = to.as_deref().map(|to| key(to, &mut names));
                leads.insert(from, to);
                written.push((place, *cell, from));
            }
        }
        let circle = written.into_iter().find(|(.., from)| leads_back(*from, &leads));
        circle.map(|(place, cell, from)| (place, cell, names[from].clone()))
    }
}

/// Among those who bear one name or number, somebody who was given it just now, and another who bears it: one who bore it
/// before, or was given it first.
fn one_too_many(groups: impl Iterator<Item = Bearers>) -> Option<(usize, String)> {
    let mut found: Option<(usize, String)> = None;
    for group in groups.filter(|group| group.len() > 1) {
        let stays = group.iter().position(|(place, _)| place.is_none());
        let stays = stays.or_else(|| {
            let first = group.iter().enumerate().min_by_key(|(_, (place, _))| *place);
            first.map(|(at, _)| at)
        });
        let goes = group.iter().enumerate().filter(|(at, _)| Some(*at) != stays);
        let goes = goes.filter_map(|(_, (place, _))| *place).min();
        if let (Some(goes), Some(stays)) = (goes, stays)
            && found.as_ref().is_none_or(|(place, _)| goes < *place)
        {
            found = Some((goes, group[stays].1.clone()));
        }
    }
    found
}
