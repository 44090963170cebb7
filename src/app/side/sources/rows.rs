//! The rows of the list: groups by kind and the sources that pass the filter, made anew when the project or the filter
//! has changed.

use std::collections::{HashMap, HashSet};

use super::progress::Progress;
use crate::domain::{ReadState, SourceId, SourceInfo, SourceKind};
use crate::project::Snapshot;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Row {
    /// The head of a group.
    Group(SourceKind),
    /// A source.
    Source(SourceId),
}

/// What the rows were made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    seq: i64,
    filter: String,
    /// How many sources are unread, where only those are listed.
    unread: Option<usize>,
    folded: HashSet<SourceKind>,
}

/// The rows, top to bottom.
#[derive(Default)]
pub(super) struct Rows {
    made: Option<Made>,
    rows: Vec<Row>,
    /// Where each source stands in the snapshot.
    places: HashMap<SourceId, usize>,
    /// Sources of each kind that pass the filter, in the order of [`SourceKind::ALL`].
    counts: [usize; SourceKind::ALL.len()],
}

impl Rows {
    /// Makes the rows anew if anything has changed; whether it had.
    pub(super) fn renew(
        &mut self,
        snapshot: &Snapshot,
        filter: &str,
        unread: Option<&Progress>,
        folded: &HashSet<SourceKind>,
    ) -> bool {
        let is_same = self.made.as_ref().is_some_and(|made| {
            made.seq == snapshot.seq
                && made.filter == filter
                && made.unread == unread.map(Progress::left)
                && made.folded == *folded
        });
        if is_same {
            return false;
        }
        self.made = Some(Made {
            seq: snapshot.seq,
            filter: filter.to_owned(),
            unread: unread.map(Progress::left),
            folded: folded.clone(),
        });
        let filter = filter.to_lowercase();
        let words: Vec<&str> = filter.split_whitespace().collect();
        let mut groups = SourceKind::ALL.map(|_| Vec::new());
        self.places.clear();
        for (place, info) in snapshot.sources.iter().enumerate() {
            self.places.insert(info.id, place);
            let name = info.name.to_lowercase();
            let is_wanted = unread.is_none_or(|it| it.of(info.id) != ReadState::Read);
            if is_wanted && words.iter().all(|word| name.contains(word)) {
                groups[info.kind as usize].push(Row::Source(info.id));
            }
        }
        self.counts = std::array::from_fn(|group| groups[group].len());
        self.rows.clear();
        for (kind, sources) in SourceKind::ALL.into_iter().zip(groups) {
            if !sources.is_empty() {
                self.rows.push(Row::Group(kind));
                // What was found is shown, folded or not.
                if !words.is_empty() || unread.is_some() || !folded.contains(&kind) {
                    self.rows.extend(sources);
                }
            }
        }
        true
    }

    /// The rows, top to bottom.
    pub(super) fn all(&self) -> &[Row] {
        &self.rows
    }

    /// Where a row stands.
    pub(super) fn position(&self, row: Row) -> Option<usize> {
        self.rows.iter().position(|&other| other == row)
    }

    /// How many sources of a kind pass the filter.
    pub(super) fn count(&self, kind: SourceKind) -> usize {
        self.counts[kind as usize]
    }

    /// What is known of a source.
    pub(super) fn info<'a>(
        &self,
        snapshot: &'a Snapshot,
        source: SourceId,
    ) -> Option<&'a SourceInfo> {
        self.places.get(&source).and_then(|&place| snapshot.sources.get(place))
    }

    /// Whether a source is in the project.
    pub(super) fn knows(&self, source: SourceId) -> bool {
        self.places.contains_key(&source)
    }

    /// The first row after `after` (wrapping around) whose name begins with what was typed; if none does, that holds it.
    pub(super) fn typed(
        &self,
        snapshot: &Snapshot,
        typed: &str,
        after: Option<usize>,
    ) -> Option<Row> {
        let typed = typed.to_lowercase();
        let from = after.map_or(0, |after| after + 1).min(self.rows.len());
        let turned = || self.rows[from..].iter().chain(&self.rows[..from]).copied();
        let name = |row: &Row| match *row {
            Row::Group(_) => None,
            Row::Source(id) => self.info(snapshot, id).map(|info| info.name.to_lowercase()),
        };
        let begins = |row: &Row| name(row).is_some_and(|name| name.starts_with(&typed));
        let holds = |row: &Row| name(row).is_some_and(|name| name.contains(&typed));
        turned().find(begins).or_else(|| turned().find(holds))
    }
}
