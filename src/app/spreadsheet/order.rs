//! Which rows are shown and in which order: filtered and sorted when that is asked for, not whenever a cell changes, so that a
//! row stays under the hand that fills it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Data, Kind, Row};
use crate::text::{NaturalKey, natural_key};

/// What rows are chosen and sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wish {
    /// Words that all stand in a row, in any of its columns that are shown.
    pub(super) filter: String,
    /// Whether only rows with a conflict are shown.
    pub(super) only_conflicts: bool,
    /// By the names of columns, the words of which one must stand there.
    pub(super) among: BTreeMap<String, BTreeSet<String>>,
    /// The name of the column that rows are sorted by, and whether the other way round.
    pub(super) sorted: Option<(String, bool)>,
    /// Whether private columns are shown, and looked through.
    pub(super) shows_private: bool,
}

impl Wish {
    /// Whether some rows may be left out.
    pub(super) fn narrows(&self) -> bool {
        !self.filter.trim().is_empty() || self.only_conflicts || !self.among.is_empty()
    }
}

/// The rows in their order.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The rows by their keys, also those that are gone: an undo brings them back to their places.
    keys: Vec<u128>,
    /// Their places in the data.
    pub(super) shown: Vec<usize>,
    made_for: Option<(u64, Wish)>,
    /// What is looked through, by row, and what it was gathered for.
    words: Vec<String>,
    gathered_for: Option<(u64, bool)>,
}

/// So many new rows at once come from elsewhere and are sorted in.
const MANY: usize = 20;

impl Order {
    /// Brings the order up to the data and the wish; whether rows may stand elsewhere now.
    pub(super) fn follow(&mut self, data: &Data, wish: &Wish) -> bool {
        match &self.made_for {
            Some((version, made)) if *version == data.version && made == wish => return false,
            Some((_, made)) if made == wish => self.keep(data, wish),
            _ => self.start(data, wish),
        }
        self.made_for = Some((data.version, wish.clone()));
        true
    }

    /// Puts a row at the end, where it was made.
    pub(super) fn push(&mut self, key: u128) {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
        // The rows that are shown follow with the data.
        if let Some((version, _)) = &mut self.made_for {
            *version = u64::MAX;
        }
    }

    /// Filters and sorts anew.
    fn start(&mut self, data: &Data, wish: &Wish) {
        let mut shown: Vec<usize> =
            (0..data.rows.len()).filter(|&at| self.passes(data, at, wish)).collect();
        if let Some((name, is_turned)) = &wish.sorted
            && let Some(column) = data.column(name)
        {
            sort(&mut shown, data, column, *is_turned);
        }
        self.keys = shown.iter().map(|&at| data.rows[at].key).collect();
        self.shown = shown;
    }

    /// Leaves each row where it is; new ones come to the end.
    fn keep(&mut self, data: &Data, wish: &Wish) {
        let places: HashMap<u128, usize> =
            data.rows.iter().enumerate().map(|(at, row)| (row.key, at)).collect();
        // What a filter hid cannot be told from what is new, and stays out.
        if !wish.narrows() {
            let known: HashSet<u128> = self.keys.iter().copied().collect();
            let all = data.rows.iter().map(|row| row.key);
            let new: Vec<u128> = all.filter(|key| !known.contains(key)).collect();
            if new.len() > MANY {
                return self.start(data, wish);
            }
            self.keys.extend(new);
        }
        self.shown = self.keys.iter().filter_map(|key| places.get(key).copied()).collect();
    }

    fn passes(&mut self, data: &Data, at: usize, wish: &Wish) -> bool {
        let row = &data.rows[at];
        if wish.only_conflicts && row.conflict.is_none() {
            return false;
        }
        for (name, words) in &wish.among {
            let Some(column) = data.column(name) else { continue };
            if !words.contains(&row.cells[column]) {
                return false;
            }
        }
        if wish.filter.trim().is_empty() {
            return true;
        }
        if self.gathered_for != Some((data.version, wish.shows_private)) {
            let gathered = |row| gathered(data, row, wish.shows_private);
            self.words = data.rows.iter().map(gathered).collect();
            self.gathered_for = Some((data.version, wish.shows_private));
        }
        let asked = wish.filter.to_lowercase();
        asked.split_whitespace().all(|word| self.words[at].contains(word))
    }
}

/// What is looked through in a row.
fn gathered(data: &Data, row: &Row, shows_private: bool) -> String {
    let mut words = String::new();
    for (column, cell) in data.columns.iter().zip(&row.cells) {
        if (shows_private || !column.is_private || column.name == data.columns[0].name)
            && !cell.is_empty()
        {
            words.push_str(&cell.to_lowercase());
            words.push('\n');
        }
    }
    words
}

/// What a cell is sorted by; the empty ones come last either way.
#[derive(Debug, PartialEq, PartialOrd)]
enum SortKey {
    Figure(f64),
    Words(NaturalKey),
}

fn sort(shown: &mut [usize], data: &Data, column: usize, is_turned: bool) {
    let kind = &data.columns[column].kind;
    let key = |at: usize| -> Option<SortKey> {
        let words = data.rows[at].cells[column].trim();
        if words.is_empty() {
            return None;
        }
        let is_figure = matches!(kind, Kind::Number | Kind::Figure);
        let figure = is_figure.then(|| words.parse::<f64>().ok()).flatten();
        Some(match (figure, kind) {
            (Some(figure), _) => SortKey::Figure(figure),
            (None, Kind::Choice(choices)) => {
                // Choices stand in an order of their own.
                let lower = words.to_lowercase();
                let place = choices.iter().position(|choice| choice.to_lowercase() == lower);
                SortKey::Figure(place.map_or(f64::MAX, |place| place as f64))
            }
            (None, _) => SortKey::Words(natural_key(words)),
        })
    };
    let keys: HashMap<usize, Option<SortKey>> = shown.iter().map(|&at| (at, key(at))).collect();
    shown.sort_by(|a, b| match (&keys[a], &keys[b]) {
        (None, None) => std::cmp::Ordering::Equal,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (Some(_), None) => std::cmp::Ordering::Less,
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
            if is_turned { order.reverse() } else { order }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    fn data(version: u64, rows: &[(u128, &str, &str)]) -> Data {
        let row = |&(key, name, number): &(u128, &str, &str)| {
            Row::new(key, name, vec![name.to_owned(), number.to_owned()])
        };
        Data {
            version,
            columns: vec![Column::new("Name", Kind::Text), Column::new("Number", Kind::Number)],
            rows: rows.iter().map(row).collect(),
            ..Data::default()
        }
    }

    fn names<'a>(order: &Order, data: &'a Data) -> Vec<&'a str> {
        order.shown.iter().map(|&at| data.rows[at].title.as_str()).collect()
    }

    #[test]
    fn numbers_are_sorted_as_numbers_and_empty_cells_come_last() {
        let all = data(1, &[(1, "A", "10"), (2, "B", ""), (3, "C", "9")]);
        let mut order = Order::default();
        let mut wish = Wish { sorted: Some(("Number".into(), false)), ..Wish::default() };
        order.follow(&all, &wish);
        assert_eq!(names(&order, &all), ["C", "A", "B"]);
        wish.sorted = Some(("Number".into(), true));
        order.follow(&all, &wish);
        assert_eq!(names(&order, &all), ["A", "C", "B"]);
    }

    #[test]
    fn a_row_stays_where_it_is_while_it_is_written() {
        let mut order = Order::default();
        let wish = Wish { sorted: Some(("Name".into(), false)), ..Wish::default() };
        order.follow(&data(1, &[(1, "A", ""), (2, "B", "")]), &wish);
        let renamed = data(2, &[(1, "Z", ""), (2, "B", "")]);
        assert!(order.follow(&renamed, &wish));
        assert_eq!(names(&order, &renamed), ["Z", "B"]);
        assert!(!order.follow(&renamed, &wish));
    }

    #[test]
    fn what_is_deleted_and_brought_back_stands_where_it_stood() {
        let mut order = Order::default();
        let wish = Wish::default();
        let all = data(1, &[(1, "A", ""), (2, "B", ""), (3, "C", "")]);
        order.follow(&all, &wish);
        order.follow(&data(2, &[(1, "A", ""), (3, "C", "")]), &wish);
        order.push(4);
        let back = data(3, &[(4, "0", ""), (1, "A", ""), (2, "B", ""), (3, "C", "")]);
        order.follow(&back, &wish);
        assert_eq!(names(&order, &back), ["A", "B", "C", "0"]);
    }

    #[test]
    fn rows_are_narrowed_by_words_and_by_values() {
        let all = data(1, &[(1, "GP ID 1", "1"), (2, "Manager ID 2", "2"), (3, "GP ID 12", "12")]);
        let mut order = Order::default();
        let mut wish = Wish { filter: "gp 2".into(), ..Wish::default() };
        order.follow(&all, &wish);
        assert_eq!(names(&order, &all), ["GP ID 12"]);
        wish.filter.clear();
        wish.among.insert("Number".into(), ["2".to_owned()].into());
        order.follow(&all, &wish);
        assert_eq!(names(&order, &all), ["Manager ID 2"]);
    }
}
