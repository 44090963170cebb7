//! Where codes are used: in how many sources and cases, of how many people, and when they were applied last.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use super::table::{Everybody, Study};
use crate::domain::{CaseId, CodeId, CodeTree};

/// Where a code is used, its sub-codes included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeUse {
    /// Quotations that carry it.
    pub quotations: usize,
    /// Sources with a quotation that carries it.
    pub sources: usize,
    /// Different people who say what carries it: see [`Cells::People`](super::table::Cells::People).
    pub people: usize,
    /// Cases of those sources.
    pub cases: usize,
    /// When it was applied last, RFC 3339 in UTC; nothing where it never was.
    pub last: Option<Arc<str>>,
}

/// Counts where each code is used. Codes that are not used are left out. People are told apart as in tables of people.
pub fn code_use(study: &Study<'_>) -> HashMap<CodeId, CodeUse> {
    let upwards: HashMap<CodeId, Vec<CodeId>> =
        study.tree.codes().iter().map(|code| (code.id, upwards(study.tree, code.id))).collect();
    used(study, &upwards)
}

/// Counts where any of some codes are used, for several such groups of codes: what carries two codes of a group counts once.
pub fn use_of_any(study: &Study<'_>, groups: &[Vec<CodeId>]) -> Vec<CodeUse> {
    let in_groups = |code| {
        let upwards = upwards(study.tree, code);
        let holds = |group: &Vec<CodeId>| group.iter().any(|code| upwards.contains(code));
        (0..groups.len()).filter(|&at| holds(&groups[at])).collect()
    };
    let counted: HashMap<CodeId, Vec<usize>> =
        study.tree.codes().iter().map(|code| (code.id, in_groups(code.id))).collect();
    let mut used = used(study, &counted);
    (0..groups.len()).map(|at| used.remove(&at).unwrap_or_default()).collect()
}

/// Counts each code for what it stands for.
fn used<K: Copy + Eq + Hash>(
    study: &Study<'_>,
    stands_for: &HashMap<CodeId, Vec<K>>,
) -> HashMap<K, CodeUse> {
    let everybody = Everybody::new(study);
    let mut used: HashMap<K, CodeUse> = HashMap::new();
    let mut people: HashMap<K, HashSet<u32>> = HashMap::new();
    let mut cases: HashMap<K, HashSet<CaseId>> = HashMap::new();
    let mut who = Vec::new();
    for (info, on) in &study.sources {
        let mut here: HashSet<K> = HashSet::new();
        // A quotation that lost its words waits for somebody to look.
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            everybody.who_says(info, on, quotation.span, &mut who);
            let mut carried: HashSet<K> = HashSet::new();
            for coding in &quotation.codings {
                for &key in stands_for.get(&coding.code).into_iter().flatten() {
                    let found = used.entry(key).or_default();
                    if found.last.as_ref().is_none_or(|last| **last < *coding.at) {
                        found.last = Some(Arc::clone(&coding.at));
                    }
                    if carried.insert(key) {
                        found.quotations += 1;
                        people.entry(key).or_default().extend(&who);
                    }
                }
            }
            here.extend(carried);
        }
        for key in here {
            used.entry(key).or_default().sources += 1;
            cases.entry(key).or_default().extend(info.case);
        }
    }
    for (key, used) in &mut used {
        used.people = people.get(key).map_or(0, HashSet::len);
        used.cases = cases.get(key).map_or(0, HashSet::len);
    }
    used
}

/// A code and those above it.
fn upwards(tree: &CodeTree, code: CodeId) -> Vec<CodeId> {
    let mut found = Vec::new();
    let mut at = tree.get(code);
    // Codes that hang in a circle end where they began.
    while let Some(code) = at.filter(|code| !found.contains(&code.id)) {
        found.push(code.id);
        at = code.parent.and_then(|parent| tree.get(parent));
    }
    found
}
