//! Where each code is used: in how many sources and cases, of how many people, and when it was applied last.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::table::{Everybody, Study};
use crate::domain::{CaseId, CodeId, CodeTree};

/// Where a code is used, its sub-codes included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeUse {
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
    let everybody = Everybody::new(study);
    let mut used: HashMap<CodeId, CodeUse> = HashMap::new();
    let mut people: HashMap<CodeId, HashSet<u32>> = HashMap::new();
    let mut cases: HashMap<CodeId, HashSet<CaseId>> = HashMap::new();
    let mut who = Vec::new();
    for (info, on) in &study.sources {
        let mut here: HashSet<CodeId> = HashSet::new();
        // A quotation that lost its words waits for somebody to look.
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            everybody.who_says(info, on, quotation.span, &mut who);
            for coding in &quotation.codings {
                for code in upwards(study.tree, coding.code) {
                    here.insert(code);
                    let last = &mut used.entry(code).or_default().last;
                    if last.as_ref().is_none_or(|last| **last < *coding.at) {
                        *last = Some(Arc::clone(&coding.at));
                    }
                    people.entry(code).or_default().extend(&who);
                }
            }
        }
        for code in here {
            used.entry(code).or_default().sources += 1;
            cases.entry(code).or_default().extend(info.case);
        }
    }
    for (code, used) in &mut used {
        used.people = people.get(code).map_or(0, HashSet::len);
        used.cases = cases.get(code).map_or(0, HashSet::len);
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
