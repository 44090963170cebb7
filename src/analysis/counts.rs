//! How often codes are used.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::{CodeId, CodeTree, SourceCodings};

/// How often one code is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Quotations that bear the code itself.
    pub own: usize,
    /// Quotations that bear the code or one below it, each counted once.
    pub with_sub_codes: usize,
    /// Codings with the code itself: a quotation that two coders gave the code counts twice.
    pub codings: usize,
}

/// How often each code is used.
#[derive(Debug, Clone, Default)]
pub struct CodeCounts {
    counts: HashMap<CodeId, Count>,
}

impl CodeCounts {
    /// The figures of a code; all 0 for one that is not used.
    pub fn of(&self, code: CodeId) -> Count {
        self.counts.get(&code).copied().unwrap_or_default()
    }
}

/// Counts the use of every code.
pub fn count<'a>(
    tree: &CodeTree,
    study: impl IntoIterator<Item = &'a SourceCodings>,
) -> CodeCounts {
    let mut figures = vec![Count::default(); tree.len()];
    let parents: Vec<Option<usize>> = tree
        .codes()
        .iter()
        .enumerate()
        .map(|(i, code)| code.parent.and_then(|p| tree.position(p)).filter(|&p| p < i))
        .collect();
    let mut above: HashSet<usize> = HashSet::new();
    let mut own: HashSet<usize> = HashSet::new();
    for quotation in study.into_iter().flat_map(|source| &source.quotations) {
        above.clear();
        own.clear();
        for coding in &quotation.codings {
            let Some(i) = tree.position(coding.code) else { continue };
            figures[i].codings += 1;
            own.insert(i);
            let mut at = Some(i);
            while let Some(j) = at.filter(|&j| above.insert(j)) {
                at = parents[j];
            }
        }
        for &i in &own {
            figures[i].own += 1;
        }
        for &i in &above {
            figures[i].with_sub_codes += 1;
        }
    }
    let counts = tree.codes().iter().map(|code| code.id).zip(figures).collect();
    CodeCounts { counts }
}
