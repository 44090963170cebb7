//! How often codes are used.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::{Code, CodeId, CodeTree, SourceCodings};

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

/// How often each code is used, and how much is coded in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeCounts {
    counts: HashMap<CodeId, Count>,
    quotations: usize,
    codings: usize,
}

impl CodeCounts {
    /// The figures of a code; all 0 for one that is not used.
    pub fn of(&self, code: CodeId) -> Count {
        self.counts.get(&code).copied().unwrap_or_default()
    }

    /// How many quotations there are, with codes or without.
    pub fn quotations(&self) -> usize {
        self.quotations
    }

    /// How many codings there are.
    pub fn codings(&self) -> usize {
        self.codings
    }
}

/// Counts the use of every code.
pub fn count<'a>(
    tree: &CodeTree,
    study: impl IntoIterator<Item = &'a SourceCodings>,
) -> CodeCounts {
    let mut tally = Tally::new(tree, &CodeCounts::default());
    study.into_iter().for_each(|source| tally.walk(source, |figure| *figure += 1));
    tally.counts()
}

/// One state of some sources of a study, and the framework at that time.
#[derive(Debug, Clone, Copy)]
pub struct StudyPart<'a> {
    /// The framework.
    pub tree: &'a CodeTree,
    /// What stands on the sources.
    pub sources: &'a [&'a SourceCodings],
}

/// The counts after a change, from those before it and what stood and stands on the changed sources. `None` when a code
/// hangs elsewhere than before: then the sources that did not change count differently, too.
pub fn recount(
    known: &CodeCounts,
    before: StudyPart<'_>,
    after: StudyPart<'_>,
) -> Option<CodeCounts> {
    let moved = after
        .tree
        .codes()
        .iter()
        .any(|code| before.tree.get(code.id).is_some_and(|old| old.parent != code.parent));
    if moved {
        return None;
    }
    let mut tally = Tally::new(before.tree, known);
    for source in before.sources {
        tally.walk(source, |figure| *figure = figure.saturating_sub(1));
    }
    let mut tally = Tally::new(after.tree, &tally.counts());
    for source in after.sources {
        tally.walk(source, |figure| *figure += 1);
    }
    Some(tally.counts())
}

/// Counts while sources are walked through. Every figure is a sum over quotations, so that sources can be added and
/// taken away.
struct Tally<'t> {
    tree: &'t CodeTree,
    /// The place of the code above each code.
    parents: Vec<Option<usize>>,
    figures: Vec<Count>,
    quotations: usize,
    codings: usize,
}

impl<'t> Tally<'t> {
    fn new(tree: &'t CodeTree, known: &CodeCounts) -> Self {
        // A code in a circle has its parent behind it: that one is not above it.
        let above = |(i, code): (usize, &Code)| {
            code.parent.and_then(|parent| tree.position(parent)).filter(|&parent| parent < i)
        };
        Self {
            tree,
            parents: tree.codes().iter().enumerate().map(above).collect(),
            figures: tree.codes().iter().map(|code| known.of(code.id)).collect(),
            quotations: known.quotations,
            codings: known.codings,
        }
    }

    /// Changes every figure to which a quotation or coding on the source adds one.
    fn walk(&mut self, source: &SourceCodings, change: impl Fn(&mut usize)) {
        let mut above: HashSet<usize> = HashSet::new();
        let mut own: HashSet<usize> = HashSet::new();
        // A quotation that lost its words waits for somebody to look; it is no quote that could be retrieved.
        for quotation in source.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            above.clear();
            own.clear();
            change(&mut self.quotations);
            for coding in &quotation.codings {
                change(&mut self.codings);
                let Some(i) = self.tree.position(coding.code) else { continue };
                change(&mut self.figures[i].codings);
                own.insert(i);
                let mut at = Some(i);
                while let Some(j) = at.filter(|&j| above.insert(j)) {
                    at = self.parents[j];
                }
            }
            own.iter().for_each(|&i| change(&mut self.figures[i].own));
            above.iter().for_each(|&i| change(&mut self.figures[i].with_sub_codes));
        }
    }

    fn counts(self) -> CodeCounts {
        let counts = self.tree.codes().iter().map(|code| code.id).zip(self.figures).collect();
        CodeCounts { counts, quotations: self.quotations, codings: self.codings }
    }
}
