//! Which codes the tree shows: what is folded, what the filter leaves, and in which order they stand.

use std::collections::HashMap;
use std::sync::Arc;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{CodeId, CodeTree};

/// A framework larger than this is shown with its first two levels only, until its reader unfolds more.
const LARGE: usize = 60;

/// Which codes are folded. Remembered by code, so that a code that moves stays as it was.
#[derive(Default)]
pub struct Folds {
    /// What the reader chose.
    chosen: HashMap<CodeId, bool>,
    /// From this level on (0 is the top) codes are folded until somebody unfolds them; none before any code was seen.
    first: Option<u32>,
    /// Counts the changes.
    version: u64,
}

impl Folds {
    /// Looks at the framework for the first time, to see how much of it to show.
    fn meet(&mut self, codes: &CodeTree) {
        if self.first.is_none() && !codes.is_empty() {
            self.first = Some(if codes.len() > LARGE { 1 } else { u32::MAX });
        }
    }

    fn is_folded(&self, code: CodeId, depth: u32) -> bool {
        let first = self.first.unwrap_or(u32::MAX);
        self.chosen.get(&code).copied().unwrap_or(depth >= first)
    }

    /// Folds or unfolds a code.
    pub fn set(&mut self, code: CodeId, folded: bool) {
        if self.chosen.insert(code, folded) != Some(folded) {
            self.version += 1;
        }
    }

    /// Folds or unfolds every code.
    pub fn set_all(&mut self, folded: bool) {
        self.chosen.clear();
        self.first = Some(if folded { 0 } else { u32::MAX });
        self.version += 1;
    }

    /// Unfolds everything above a code, so that it can be seen.
    pub fn reveal(&mut self, codes: &CodeTree, code: CodeId) {
        // A code may be wanted before the tree was ever shown.
        self.meet(codes);
        for above in above(codes, code) {
            if self.is_folded(above, codes.depth(above)) {
                self.set(above, false);
            }
        }
    }
}

/// The codes above a code, the nearest first.
fn above(codes: &CodeTree, code: CodeId) -> Vec<CodeId> {
    let Some(at) = codes.position(code) else { return Vec::new() };
    let mut depth = codes.depth(code);
    let mut found = Vec::new();
    for other in codes.codes()[..at].iter().rev() {
        if depth == 0 {
            break;
        }
        if codes.depth(other.id) < depth {
            depth = codes.depth(other.id);
            found.push(other.id);
        }
    }
    found
}

/// Whether there is something below a code, and whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Nothing is below it.
    Leaf,
    /// What is below it is hidden.
    Folded,
    /// What is below it is shown.
    Unfolded,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: CodeId,
    /// How many codes stand above it.
    pub depth: u32,
    /// Whether what is below it is shown.
    pub fold: Fold,
    /// Whether it answers the filter, or only stands above a code that does.
    pub answers: bool,
    /// The letters of its name that the filter found, counted in grapheme clusters.
    pub found: Vec<u32>,
}

/// The rows that are shown. Made anew only when the framework, the folds or the filter change.
#[derive(Default)]
pub struct Rows {
    rows: Vec<Row>,
    places: HashMap<CodeId, usize>,
    made_of: Option<(Arc<CodeTree>, u64, String)>,
}

impl Rows {
    /// Brings the rows up to a framework, folds and filter. An empty filter shows everything that is not folded; a
    /// filter shows the codes that hold its words, with those above them, whatever is folded.
    pub fn renew(&mut self, codes: &Arc<CodeTree>, folds: &mut Folds, filter: &str) {
        folds.meet(codes);
        let filter = filter.trim();
        if let Some((old, version, text)) = &self.made_of
            && Arc::ptr_eq(old, codes)
            && *version == folds.version
            && text == filter
        {
            return;
        }
        self.rows =
            if filter.is_empty() { unfolded(codes, folds) } else { narrowed(codes, filter) };
        self.places = self.rows.iter().enumerate().map(|(i, row)| (row.code, i)).collect();
        self.made_of = Some((Arc::clone(codes), folds.version, filter.to_owned()));
    }

    /// The rows from top to bottom.
    pub fn all(&self) -> &[Row] {
        &self.rows
    }

    /// The place of a code's row; none when it is not shown.
    pub fn place(&self, code: CodeId) -> Option<usize> {
        self.places.get(&code).copied()
    }

    /// The place behind a code's row and the rows of everything below it.
    pub fn end(&self, code: CodeId) -> Option<usize> {
        let place = self.place(code)?;
        let depth = self.rows[place].depth;
        let below = self.rows[place + 1..].iter().take_while(|row| row.depth > depth).count();
        Some(place + 1 + below)
    }

    /// The row above a place that is one level higher.
    pub fn parent_of(&self, place: usize) -> Option<usize> {
        let depth = self.rows.get(place)?.depth;
        (0..place).rev().find(|&i| self.rows[i].depth < depth)
    }
}

fn unfolded(codes: &CodeTree, folds: &Folds) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(code) = codes.codes().get(at) {
        let depth = codes.depth(code.id);
        let size = codes.with_sub_codes(code.id).len();
        let fold = match size {
            1 => Fold::Leaf,
            _ if folds.is_folded(code.id, depth) => Fold::Folded,
            _ => Fold::Unfolded,
        };
        rows.push(Row { code: code.id, depth, fold, answers: true, found: Vec::new() });
        at += if fold == Fold::Folded { size } else { 1 };
    }
    rows
}

/// The rows of the codes that answer a filter: each word stands in the name or in a name above it, and at least one
/// in the name itself.
fn narrowed(codes: &CodeTree, filter: &str) -> Vec<Row> {
    let mut words = Words::new(filter);
    let mut rows: Vec<Row> = Vec::new();
    let mut wanted: Vec<bool> = Vec::new();
    // The rows above the one that is looked at, and which words they hold.
    let mut above: Vec<(usize, Vec<bool>)> = Vec::new();
    for code in codes.codes() {
        let depth = codes.depth(code.id);
        above.truncate(depth as usize);
        let (mut held, found) = words.find(&code.name);
        let own = held.iter().any(|&held| held);
        if let Some((_, higher)) = above.last() {
            for (held, &higher) in held.iter_mut().zip(higher) {
                *held |= higher;
            }
        }
        let answers = own && held.iter().all(|&held| held);
        if answers {
            for &(place, _) in &above {
                wanted[place] = true;
            }
        }
        above.push((rows.len(), held));
        wanted.push(answers);
        rows.push(Row { code: code.id, depth, fold: Fold::Leaf, answers, found });
    }
    let mut shown: Vec<Row> =
        rows.into_iter().zip(wanted).filter_map(|(row, wanted)| wanted.then_some(row)).collect();
    for i in 1..shown.len() {
        if shown[i].depth > shown[i - 1].depth {
            shown[i - 1].fold = Fold::Unfolded;
        }
    }
    shown
}

/// The words of a filter, looked for without regard to case and accents.
pub struct Words {
    words: Vec<Atom>,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Words {
    /// Takes the words of a filter.
    pub fn new(filter: &str) -> Self {
        let word = |word| {
            let kind = AtomKind::Substring;
            Atom::new(word, CaseMatching::Ignore, Normalization::Smart, kind, false)
        };
        Self {
            words: filter.split_whitespace().map(word).collect(),
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// Which of the words stand in a name, and where: places of grapheme clusters, in order.
    pub fn find(&mut self, name: &str) -> (Vec<bool>, Vec<u32>) {
        let mut found = Vec::new();
        let name = Utf32Str::new(name, &mut self.letters);
        let held = self
            .words
            .iter()
            .map(|word| word.indices(name, &mut self.matcher, &mut found).is_some())
            .collect();
        found.sort_unstable();
        found.dedup();
        (held, found)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::Code;

    fn id(n: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(n))
    }

    fn tree() -> Arc<CodeTree> {
        let codes = [
            (1, None, "Access"),
            (2, Some(1), "Same-day demand"),
            (3, Some(1), "Élan"),
            (4, None, "Mergers"),
            (5, Some(4), "Time"),
            (6, Some(5), "Lost time"),
        ];
        let code = |(n, parent, name): (u128, Option<u128>, &str)| {
            Code::new(id(n), parent.map(id), name, n as u32)
        };
        Arc::new(CodeTree::new(codes.into_iter().map(code).collect()))
    }

    fn shown(rows: &Rows) -> Vec<u128> {
        rows.all().iter().map(|row| row.code.uuid().as_u128()).collect()
    }

    #[test]
    fn folding_hides_what_is_below() {
        let (codes, mut folds, mut rows) = (tree(), Folds::default(), Rows::default());
        rows.renew(&codes, &mut folds, "");
        assert_eq!(shown(&rows), [1, 2, 3, 4, 5, 6]);
        assert_eq!(rows.end(id(4)), Some(6));
        assert_eq!(rows.parent_of(5), Some(4));
        folds.set(id(4), true);
        rows.renew(&codes, &mut folds, "");
        assert_eq!(shown(&rows), [1, 2, 3, 4]);
        folds.reveal(&codes, id(6));
        rows.renew(&codes, &mut folds, "");
        assert_eq!(shown(&rows), [1, 2, 3, 4, 5, 6]);
        folds.set_all(true);
        rows.renew(&codes, &mut folds, "");
        assert_eq!(shown(&rows), [1, 4]);
    }

    #[test]
    fn a_filter_shows_codes_with_those_above_them() {
        let (codes, mut folds, mut rows) = (tree(), Folds::default(), Rows::default());
        folds.set(id(4), true);
        rows.renew(&codes, &mut folds, "TIME");
        assert_eq!(shown(&rows), [4, 5, 6]);
        assert!(!rows.all()[0].answers && rows.all()[1].answers);
        assert_eq!(rows.all()[2].found, [5, 6, 7, 8]);
        rows.renew(&codes, &mut folds, "merg lost");
        assert_eq!(shown(&rows), [4, 5, 6]);
        rows.renew(&codes, &mut folds, "elan");
        assert_eq!(shown(&rows), [1, 3]);
        rows.renew(&codes, &mut folds, "nothing such");
        assert!(rows.all().is_empty());
        rows.renew(&codes, &mut folds, " ");
        assert_eq!(shown(&rows), [1, 2, 3, 4]);
    }

    #[test]
    fn a_large_framework_starts_with_two_levels() {
        let mut codes = tree().codes().to_vec();
        let extra = (7..80).map(|n| Code { id: id(n), parent: None, ..codes[0].clone() });
        let extra: Vec<Code> = extra.collect();
        codes.extend(extra);
        let (codes, mut folds, mut rows) =
            (Arc::new(CodeTree::new(codes)), Folds::default(), Rows::default());
        rows.renew(&codes, &mut folds, "");
        assert!(rows.place(id(5)).is_some() && rows.place(id(6)).is_none());
    }

    #[test]
    fn a_code_of_a_large_framework_is_revealed_before_the_tree_was_shown() {
        let (codes, mut folds, mut rows) = (tree(), Folds::default(), Rows::default());
        let extra = (7..80).map(|n| Code { id: id(n), parent: None, ..codes.codes()[0].clone() });
        let codes = CodeTree::new(codes.codes().iter().cloned().chain(extra).collect());
        folds.reveal(&codes, id(6));
        rows.renew(&Arc::new(codes), &mut folds, "");
        assert!(rows.place(id(6)).is_some());
    }
}
