//! Things of one kind over time, from the steps that changed them.

use std::collections::HashMap;
use std::hash::Hash;

use crate::domain::{Code, CodeId, CodeTree, PATH_SEPARATOR};
use crate::store::Revision;

/// Things with a key, as they are and as they were.
pub(super) struct Timeline<K, T> {
    now: HashMap<K, T>,
    /// Of each thing, what each step made of it, by step.
    changes: HashMap<K, Vec<Revision<T>>>,
}

impl<K: Copy + Eq + Hash, T: Clone> Timeline<K, T> {
    /// Takes the things that are there, and everything that was ever done to them and to those that are gone, in order.
    pub fn new(
        now: impl IntoIterator<Item = T>,
        revisions: Vec<Revision<T>>,
        key: impl Fn(&T) -> K,
    ) -> Self {
        let now = now.into_iter().map(|thing| (key(&thing), thing)).collect();
        let mut changes: HashMap<K, Vec<Revision<T>>> = HashMap::new();
        for revision in revisions {
            let Some(thing) = revision.before.as_ref().or(revision.after.as_ref()) else {
                continue;
            };
            let of_thing = changes.entry(key(thing)).or_default();
            match of_thing.last_mut() {
                // What a step did to a thing in several strokes is one change.
                Some(last) if last.step == revision.step => last.after = revision.after,
                _ => of_thing.push(revision),
            }
        }
        // What a step made and took away again was never there.
        for of_thing in changes.values_mut() {
            of_thing.retain(|change| change.before.is_some() || change.after.is_some());
        }
        changes.retain(|_, of_thing| !of_thing.is_empty());
        Self { now, changes }
    }

    /// What steps made of a thing, in order.
    pub fn changes_of(&self, key: K) -> &[Revision<T>] {
        self.changes.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Every thing that was ever changed, with what steps made of it.
    pub fn all_changes(&self) -> impl Iterator<Item = (K, &[Revision<T>])> {
        self.changes.iter().map(|(&key, changes)| (key, changes.as_slice()))
    }

    /// A thing as it stood after a step; none while it was not there.
    pub fn at(&self, key: K, step: i64) -> Option<&T> {
        let changes = self.changes_of(key);
        let made = changes.partition_point(|change| change.step <= step);
        match (made.checked_sub(1), changes.first()) {
            (Some(last), _) => changes[last].after.as_ref(),
            (None, Some(first)) => first.before.as_ref(),
            (None, None) => self.now.get(&key),
        }
    }

    /// A thing as it stood after a step, or else when it was last there before, or else when it first was.
    pub fn about(&self, key: K, step: i64) -> Option<&T> {
        let changes = self.changes_of(key);
        let made = changes.partition_point(|change| change.step <= step);
        self.at(key, step).or_else(|| {
            let known = changes[..made].last().or(changes.first())?;
            known.after.as_ref().or(known.before.as_ref())
        })
    }

    /// Everything that stood after a step, in no particular order.
    pub fn all_at(&self, step: i64) -> Vec<T> {
        let untouched = self.now.keys().filter(|&key| !self.changes.contains_key(key));
        let keys = self.changes.keys().chain(untouched);
        keys.filter_map(|&key| self.at(key, step).cloned()).collect()
    }
}

impl Timeline<CodeId, Code> {
    /// The framework as it stood after a step.
    pub fn tree_at(&self, step: i64) -> CodeTree {
        CodeTree::new(self.all_at(step))
    }

    /// The name of a code at the time of a step.
    pub fn name(&self, code: CodeId, step: i64) -> String {
        self.about(code, step).map(|code| code.name.clone()).unwrap_or_default()
    }

    /// The path of a code at the time of a step.
    pub fn path(&self, code: CodeId, step: i64) -> String {
        let mut names = Vec::new();
        let mut above = Some(code);
        let mut seen = Vec::new();
        while let Some(code) = above.filter(|code| !seen.contains(code)) {
            seen.push(code);
            let Some(known) = self.about(code, step) else { break };
            names.push(known.name.as_str());
            above = known.parent;
        }
        names.reverse();
        names.join(PATH_SEPARATOR)
    }
}
