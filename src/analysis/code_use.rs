//! Where each code is used: in how many sources and cases, of how many people, and when it was applied last.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{CaseId, CodeId, CodeTree, PersonId, SourceCodings, SourceInfo};

/// Where a code is used, its sub-codes included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeUse {
    /// Sources with a quotation that carries it.
    pub sources: usize,
    /// People of whom one carries it: who speaks where it begins, or where nobody speaks the people its source is of.
    pub people: usize,
    /// Cases of those sources.
    pub cases: usize,
    /// When it was applied last, RFC 3339 in UTC; nothing where it never was.
    pub last: Option<Arc<str>>,
}

/// A person as far as the counts can tell them apart.
#[derive(PartialEq, Eq, Hash, Clone)]
enum Somebody {
    Speaker(Arc<str>),
    Person(PersonId),
}

/// Counts where each code is used. Codes that are not used are left out. A speaker of one name is one person, whatever
/// source they speak in.
pub fn code_use<'s>(
    tree: &CodeTree,
    study: impl IntoIterator<Item = (&'s SourceInfo, &'s SourceCodings)>,
) -> HashMap<CodeId, CodeUse> {
    let mut used: HashMap<CodeId, CodeUse> = HashMap::new();
    let mut people: HashMap<CodeId, HashSet<Somebody>> = HashMap::new();
    let mut cases: HashMap<CodeId, HashSet<CaseId>> = HashMap::new();
    for (info, on) in study {
        let mut here: HashSet<CodeId> = HashSet::new();
        // A quotation that lost its words waits for somebody to look.
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            let speaker = on.turn_at(quotation.span.start).and_then(|turn| turn.speaker.clone());
            for coding in &quotation.codings {
                for code in upwards(tree, coding.code) {
                    here.insert(code);
                    let last = &mut used.entry(code).or_default().last;
                    if last.as_ref().is_none_or(|last| **last < *coding.at) {
                        *last = Some(Arc::clone(&coding.at));
                    }
                    let people = people.entry(code).or_default();
                    match &speaker {
                        Some(name) => {
                            people.insert(Somebody::Speaker(Arc::clone(name)));
                        }
                        None => people.extend(info.people.iter().copied().map(Somebody::Person)),
                    }
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
