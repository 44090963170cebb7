//! Which codes a picture is of.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::analysis::CodeCounts;
use crate::analysis::query::Condition;
use crate::domain::{CodeId, CodeTree};

/// How codes are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Which {
    /// Those at the top of the framework, each with everything below it.
    #[default]
    Top,
    /// Those directly below this one, each with everything below it, and the code itself.
    Below(CodeId),
    /// Those that are used most, each by itself.
    MostUsed,
}

/// A code as a picture counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The code.
    pub code: CodeId,
    /// Whether codes below it count.
    pub sub_codes: bool,
    /// Whether it stands among those below it, for what bears the code itself.
    pub is_itself: bool,
}

/// The codes of a picture. No code counts to two of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The codes in the order they are shown.
    pub entries: Vec<Entry>,
    /// How many more there are.
    pub left_out: usize,
}

/// Chooses at most `most` codes: the most used ones, in the order of the framework; of [`Which::MostUsed`] by use. Codes
/// that were put away are left out.
pub fn chosen(tree: &CodeTree, counts: &CodeCounts, which: Which, most: usize) -> Chosen {
    let below = |parent| {
        let codes = tree.children(parent).into_iter().filter(|code| !code.is_archived);
        codes.map(|code| Entry { code: code.id, sub_codes: true, is_itself: false })
    };
    let mut entries: Vec<Entry> = match which {
        Which::Top => below(None).collect(),
        Which::Below(code) => {
            let itself = Entry { code, sub_codes: false, is_itself: true };
            let itself = (counts.of(code).own > 0).then_some(itself);
            below(Some(code)).chain(itself).collect()
        }
        Which::MostUsed => {
            let used = |code: CodeId| counts.of(code).own > 0 && !tree.is_archived(code);
            let codes = tree.codes().iter().map(|code| code.id).filter(|&code| used(code));
            codes.map(|code| Entry { code, sub_codes: false, is_itself: false }).collect()
        }
    };
    let count = |entry: &Entry| {
        let count = counts.of(entry.code);
        if entry.sub_codes { count.with_sub_codes } else { count.own }
    };
    let left_out = entries.len().saturating_sub(most);
    if which == Which::MostUsed {
        entries.sort_by_key(|entry| Reverse(count(entry)));
        entries.truncate(most);
    } else if left_out > 0 {
        let mut by_use: Vec<usize> = (0..entries.len()).collect();
        by_use.sort_by_key(|&place| (Reverse(count(&entries[place])), place));
        by_use.truncate(most);
        by_use.sort_unstable();
        entries = by_use.into_iter().map(|place| entries[place]).collect();
    }
    Chosen { entries, left_out }
}

impl Entry {
    /// What it is called away from the tree.
    pub fn name(&self, tree: &CodeTree) -> String {
        let name = tree.telling_name(self.code);
        if self.is_itself { format!("{name} itself") } else { name }
    }

    /// What holds of the quotations that count to it.
    pub fn condition(&self) -> Condition {
        Condition::Code { code: self.code, sub_codes: self.sub_codes }
    }
}

impl Chosen {
    /// The place among the entries that each code counts to.
    pub(super) fn places(&self, tree: &CodeTree) -> HashMap<CodeId, usize> {
        let mut places = HashMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if entry.sub_codes {
                let codes = tree.with_sub_codes(entry.code);
                places.extend(codes.iter().map(|code| (code.id, place)));
            } else {
                places.insert(entry.code, place);
            }
        }
        places
    }

    /// Which codes are shown and how they count, in sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.entries.iter().any(|entry| entry.sub_codes) {
            notes.push("Each code with its sub-codes.".to_owned());
        } else if !self.entries.is_empty() {
            notes.push("Each code by itself, without its sub-codes.".to_owned());
        }
        if self.left_out > 0 {
            let more = crate::text::counted(self.left_out, "code", "codes");
            notes.push(format!("{more} used less often left out."));
        }
        notes
    }
}
