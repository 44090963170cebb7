//! Places of texts that are to be looked at: filtered, with the same words together or each by itself.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::slices::Slices;
use crate::analysis::identifiers::IdentifierKind;
use crate::app::list::List;
use crate::domain::{BracketClass, SourceId, Span};
use crate::project::Snapshot;

/// While sources are looked through, rows are made anew this often.
const PAUSE: Duration = Duration::from_millis(250);

/// What a place seems to be.
pub(super) trait Kind: Copy + Ord + Hash + Debug + Send + Sync + 'static {
    /// What it is called in a list, in sentence case.
    fn title(self) -> &'static str;
}

impl Kind for IdentifierKind {
    fn title(self) -> &'static str {
        Self::title(self)
    }
}

impl Kind for BracketClass {
    fn title(self) -> &'static str {
        self.heading()
    }
}

/// A place in a text that is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<K> {
    pub(super) source: SourceId,
    pub(super) span: Span,
    pub(super) kind: K,
    /// The words that stand there.
    pub(super) words: String,
    /// The words before them, and after them.
    pub(super) around: (String, String),
    /// The words without what makes no difference; see [`folded`].
    pub(super) key: Arc<str>,
    /// What is to be known of the place beside its kind: what may be put there, or who said so.
    pub(super) note: String,
}

/// Words as they are compared: in small letters, with one blank between them, and one kind of apostrophe and hyphen.
pub(super) fn folded(words: &str) -> String {
    let lower =
        words.to_lowercase().replace(['’', '‘', 'ʼ'], "'").replace(['‐', '‑', '-', '_'], " ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row of the list: one place, or all places of the same words.
pub(super) struct Row<K> {
    pub(super) places: Vec<Arc<Place<K>>>,
    /// The one of them that is shown.
    pub(super) shown: usize,
    /// In how many sources they are.
    pub(super) sources: usize,
}

impl<K> Row<K> {
    /// The place that is shown.
    pub(super) fn place(&self) -> &Arc<Place<K>> {
        &self.places[self.shown]
    }

    /// Whether it is of the same words as a place, and that is among its places.
    fn holds(&self, place: &Place<K>) -> bool {
        let same = |other: &Arc<Place<K>>| other.source == place.source && other.span == place.span;
        self.place().key == place.key && self.places.iter().any(same)
    }
}

/// What a row is known by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key<K> {
    /// The same words of one kind.
    Words(K, Arc<str>),
    /// A place.
    Place(SourceId, Span),
}

/// What rows are made by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter<K> {
    /// Whether the same words stand together.
    pub(super) is_grouped: bool,
    pub(super) kind: Option<K>,
    /// Only places whose words hold these.
    pub(super) words: String,
}

/// Places, and the list that shows them.
pub(super) struct Places<K> {
    pub(super) slices: Slices<Arc<Place<K>>>,
    pub(super) filter: Filter<K>,
    pub(super) list: List<Key<K>>,
    rows: Vec<Row<K>>,
    /// How many places there are of each kind, whatever kind is asked for.
    counts: Vec<(K, usize)>,
    /// In how many sources there are places of any kind.
    sources: usize,
    made_for: Option<(u64, Filter<K>)>,
    made_at: Option<Instant>,
}

impl<K: Kind> Default for Places<K> {
    fn default() -> Self {
        Self {
            slices: Slices::default(),
            filter: Filter { is_grouped: true, kind: None, words: String::new() },
            list: List::default(),
            rows: Vec::new(),
            counts: Vec::new(),
            sources: 0,
            made_for: None,
            made_at: None,
        }
    }
}

impl<K: Kind> Places<K> {
    /// The rows as they are shown.
    pub(super) fn rows(&self) -> &[Row<K>] {
        &self.rows
    }

    /// How many places there are of each kind that has any.
    pub(super) fn counts(&self) -> &[(K, usize)] {
        &self.counts
    }

    /// How many places there are of any kind, and in how many sources.
    pub(super) fn total(&self) -> (usize, usize) {
        (self.counts.iter().map(|(_, count)| count).sum(), self.sources)
    }

    /// The row at the cursor.
    pub(super) fn row(&self) -> Option<&Row<K>> {
        self.rows.get(self.list.cursor()?)
    }

    /// The place that is shown at the cursor.
    pub(super) fn place(&self) -> Option<&Arc<Place<K>>> {
        self.row().map(Row::place)
    }

    /// The rows that are chosen.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &Row<K>> {
        self.list.chosen().filter_map(|row| self.rows.get(row))
    }

    /// Shows another place of the row at the cursor.
    pub(super) fn step(&mut self, forward: bool) {
        if let Some(row) = self.list.cursor().and_then(|row| self.rows.get_mut(row)) {
            let count = row.places.len();
            row.shown = (row.shown + if forward { 1 } else { count - 1 }) % count;
        }
    }

    /// Chooses every row that has the words of the row at the cursor.
    pub(super) fn choose_same_words(&mut self) {
        let Some(key) = self.place().map(|place| Arc::clone(&place.key)) else { return };
        let same = (0..self.rows.len()).filter(|&row| self.rows[row].place().key == key);
        self.list.choose(same);
    }

    /// Chooses every row.
    pub(super) fn choose_all(&mut self) {
        self.list.choose(0..self.rows.len());
    }

    /// Makes the rows anew when what was found or what is asked for has changed. While sources are still being looked through,
    /// only every now and then.
    pub(super) fn renew(&mut self, ctx: &egui::Context, snapshot: &Snapshot) {
        let now = (self.slices.edition(), self.filter.clone());
        if self.made_for.as_ref() == Some(&now) {
            return;
        }
        let is_asked = self.made_for.as_ref().is_none_or(|(_, filter)| *filter != self.filter);
        let left = PAUSE.saturating_sub(self.made_at.map_or(PAUSE, |at| at.elapsed()));
        if !is_asked && self.slices.left() > 0 && !left.is_zero() {
            ctx.request_repaint_after(left);
            return;
        }
        let start_over = is_asked && self.made_for.is_some();
        self.made_for = Some(now);
        self.made_at = Some(Instant::now());
        let cursor =
            self.list.key().cloned().zip(self.row().map(|row| (row.shown, row.place().clone())));
        let wanted = folded(&self.filter.words);
        let mut counts: HashMap<K, usize> = HashMap::new();
        let mut last = None;
        self.sources = 0;
        let mut shown = Vec::new();
        for place in self.slices.all(snapshot) {
            if !wanted.is_empty() && !place.key.contains(&wanted) {
                continue;
            }
            *counts.entry(place.kind).or_default() += 1;
            self.sources += usize::from(last.replace(place.source) != Some(place.source));
            if self.filter.kind.is_none_or(|kind| kind == place.kind) {
                shown.push(Arc::clone(place));
            }
        }
        self.counts = counts.into_iter().collect();
        self.counts.sort_unstable();
        self.rows = if self.filter.is_grouped { together(shown) } else { apart(shown) };
        let (is_grouped, follows) = (self.filter.is_grouped, self.list.is_touched() && !start_over);
        let keys: Vec<Key<K>> = self.rows.iter().map(|row| key(row, is_grouped)).collect();
        self.list.renew(keys);
        if start_over {
            self.list.start_over();
        }
        // Words that have become of another kind stand in another row: the cursor goes with them.
        if let Some((key, (_, place))) = &cursor
            && follows
            && self.list.key() != Some(key)
            && let Some(row) = self.rows.iter().position(|row| row.holds(place))
        {
            self.list.go_to(row);
        }
        // The row at the cursor goes on to show the place it showed, or the next one.
        if let Some((key, (shown, place))) = cursor
            && self.list.key() == Some(&key)
            && let Some(row) = self.list.cursor().and_then(|row| self.rows.get_mut(row))
        {
            let same = row.places.iter().position(|other| *other == place);
            row.shown = same.unwrap_or(shown.min(row.places.len() - 1));
        }
    }
}

fn key<K: Kind>(row: &Row<K>, is_grouped: bool) -> Key<K> {
    let place = row.place();
    match is_grouped {
        true => Key::Words(place.kind, Arc::clone(&place.key)),
        false => Key::Place(place.source, place.span),
    }
}

/// One row for all places of the same words and kind, those of most places first.
fn together<K: Kind>(places: Vec<Arc<Place<K>>>) -> Vec<Row<K>> {
    let mut known: HashMap<(K, Arc<str>), usize> = HashMap::new();
    let mut rows: Vec<Row<K>> = Vec::new();
    for place in places {
        let at = *known.entry((place.kind, Arc::clone(&place.key))).or_insert(rows.len());
        if at == rows.len() {
            rows.push(Row { places: Vec::new(), shown: 0, sources: 0 });
        }
        let row = &mut rows[at];
        let is_other = row.places.last().is_none_or(|last| last.source != place.source);
        row.sources += usize::from(is_other);
        row.places.push(place);
    }
    rows.sort_by(|a, b| {
        let count = b.places.len().cmp(&a.places.len());
        count.then_with(|| a.place().key.cmp(&b.place().key))
    });
    rows
}

fn apart<K>(places: Vec<Arc<Place<K>>>) -> Vec<Row<K>> {
    let row = |place| Row { places: vec![place], shown: 0, sources: 1 };
    places.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(
        source: SourceId,
        start: u32,
        words: &str,
        kind: BracketClass,
    ) -> Arc<Place<BracketClass>> {
        Arc::new(Place {
            source,
            span: Span { start, end: start + 1 },
            kind,
            words: words.to_owned(),
            around: Default::default(),
            key: folded(words).into(),
            note: String::new(),
        })
    }

    #[test]
    fn the_same_words_of_one_kind_stand_together() {
        use BracketClass::{NonVerbal, Person};
        let [one, two] = [1, 2].map(|key| SourceId::new(uuid::Uuid::from_u128(key)));
        let rows = together(vec![
            place(one, 0, "[GP 1]", Person),
            place(one, 5, "[Laughs]", NonVerbal),
            place(two, 5, "[laughs]", NonVerbal),
            place(two, 9, "[laughs]", Person),
        ]);
        let shown: Vec<_> =
            rows.iter().map(|row| (&*row.place().key, row.places.len(), row.sources)).collect();
        assert_eq!(shown, [("[laughs]", 2, 2), ("[gp 1]", 1, 1), ("[laughs]", 1, 1)]);
    }

    #[test]
    fn words_are_compared_without_what_makes_no_difference() {
        assert_eq!(folded(" Anne-Marie\nO’Brien "), folded("ANNE MARIE O'Brien"));
        assert_ne!(folded("Ann"), folded("Anna"));
    }
}
