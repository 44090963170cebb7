//! Which memos are listed, and in which order.

use std::collections::HashMap;

use crate::domain::{CoderId, Memo, MemoId, MemoStatus, Target};
use crate::project::Snapshot;

/// What the list is ordered by; pinned memos stand first in each order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Those written last.
    #[default]
    Latest,
    /// Those begun first.
    Oldest,
    Title,
    Kind,
    Status,
    /// Those that were said most to.
    Comments,
}

impl Order {
    pub(super) const ALL: [Self; 6] =
        [Self::Latest, Self::Oldest, Self::Title, Self::Kind, Self::Status, Self::Comments];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Latest => "Latest first",
            Self::Oldest => "Oldest first",
            Self::Title => "By title",
            Self::Kind => "By kind",
            Self::Status => "By status",
            Self::Comments => "Most comments first",
        }
    }
}

/// What is asked of the memos that are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filter {
    pub(super) words: String,
    pub(super) kind: Option<String>,
    pub(super) status: Option<MemoStatus>,
    pub(super) coder: Option<CoderId>,
    pub(super) about: Option<Target>,
    pub(super) order: Order,
}

impl Filter {
    /// Whether it leaves any memo out.
    pub(super) fn narrows(&self) -> bool {
        *self != Self { order: self.order, ..Self::default() }
    }
}

/// What memos and what was said to them say, in small letters, with links by the names of now.
type Said = HashMap<MemoId, String>;

/// The memos that are listed.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) filter: Filter,
    made: Option<(i64, Filter, Option<MemoId>)>,
    rows: Vec<MemoId>,
    /// What they say after which step, once it was looked through.
    said: Option<(i64, Said)>,
}

impl Listing {
    /// Lists anew where the project or what is asked has changed; whether it did. `stays` is listed whether it fits or not.
    pub(super) fn renew(&mut self, snapshot: &Snapshot, stays: Option<MemoId>) -> bool {
        let is_same = self.made.as_ref().is_some_and(|(seq, filter, stayed)| {
            *seq == snapshot.seq && *filter == self.filter && *stayed == stays
        });
        if is_same {
            return false;
        }
        if self.said.as_ref().is_some_and(|(seq, _)| *seq != snapshot.seq) {
            self.said = None;
        }
        let none = Said::new();
        let said = match self.filter.words.trim() {
            "" => &none,
            _ => &self.said.get_or_insert_with(|| (snapshot.seq, said(snapshot))).1,
        };
        self.rows = listed(&snapshot.memos, &self.filter, stays, said);
        self.made = Some((snapshot.seq, self.filter.clone(), stays));
        true
    }

    pub(super) fn rows(&self) -> &[MemoId] {
        &self.rows
    }

    /// Asks for all memos, in the order that was chosen.
    pub(super) fn show_all(&mut self) {
        self.filter = Filter { order: self.filter.order, ..Filter::default() };
    }
}

fn listed(memos: &[Memo], filter: &Filter, stays: Option<MemoId>, said: &Said) -> Vec<MemoId> {
    let words = filter.words.to_lowercase();
    let says = |memo: &Memo| {
        let said = said.get(&memo.id).map_or("", String::as_str);
        words.split_whitespace().all(|word| said.contains(word))
    };
    let fits = |memo: &Memo| {
        filter.kind.as_ref().is_none_or(|kind| *kind == memo.kind)
            && filter.status.is_none_or(|status| status == memo.status)
            && filter.coder.is_none_or(|coder| coder == memo.coder)
            && filter.about.is_none_or(|target| memo.mentions(target))
            && says(memo)
    };
    let is_listed = |memo: &&Memo| stays == Some(memo.id) || fits(memo);
    let mut found: Vec<&Memo> = memos.iter().filter(is_listed).collect();
    // Memos come oldest first; each order leaves those that are equal by it with the latest first.
    if filter.order != Order::Oldest {
        found.sort_by(|one, other| other.changed_at.cmp(&one.changed_at));
    }
    match filter.order {
        Order::Latest | Order::Oldest => {}
        Order::Title => found.sort_by_cached_key(|memo| memo.heading().to_lowercase()),
        Order::Kind => found.sort_by(|one, other| one.kind.cmp(&other.kind)),
        Order::Status => found.sort_by_key(|memo| memo.status as u8),
        Order::Comments => found.sort_by_key(|memo| std::cmp::Reverse(memo.comments.len())),
    }
    found.sort_by_key(|memo| !memo.is_pinned);
    found.into_iter().map(|memo| memo.id).collect()
}

fn said(snapshot: &Snapshot) -> Said {
    let said = |memo: &Memo| {
        let comments = memo.comments.iter().map(|comment| &comment.text);
        let texts = std::iter::once(&memo.text).chain(comments);
        let texts = texts.map(|text| snapshot.on_screen(text));
        let all: Vec<String> = std::iter::once(memo.title.clone()).chain(texts).collect();
        (memo.id, all.join("\n").to_lowercase())
    };
    snapshot.memos.iter().map(said).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::Mention;

    fn memo(number: u128, title: &str) -> Memo {
        Memo {
            id: Uuid::from_u128(number).into(),
            title: title.to_owned(),
            text: String::new(),
            kind: "analytic".to_owned(),
            status: MemoStatus::Open,
            is_pinned: false,
            coder: Uuid::from_u128(1).into(),
            at: format!("2026-01-0{number}T00:00:00Z"),
            changed_at: format!("2026-01-0{number}T00:00:00Z"),
            mentions: Vec::new(),
            comments: Vec::new(),
        }
    }

    fn numbers(memos: &[Memo], filter: &Filter) -> Vec<u128> {
        let said = memos.iter().map(|memo| (memo.id, memo.title.clone())).collect();
        let listed = listed(memos, filter, Some(Uuid::from_u128(4).into()), &said);
        listed.into_iter().map(|id| id.uuid().as_u128()).collect()
    }

    #[test]
    fn pinned_memos_stand_first_and_the_latest_before_the_others() {
        let mut memos = [memo(1, "b"), memo(2, "a"), memo(3, "c")];
        memos[0].is_pinned = true;
        let by = |order| Filter { order, ..Filter::default() };
        assert_eq!(numbers(&memos, &by(Order::Latest)), [1, 3, 2]);
        assert_eq!(numbers(&memos, &by(Order::Oldest)), [1, 2, 3]);
        assert_eq!(numbers(&memos, &by(Order::Title)), [1, 2, 3]);
    }

    #[test]
    fn all_words_are_looked_for_and_what_is_written_stays() {
        let code = Target::Code(Uuid::from_u128(9).into());
        let mut memos = [memo(1, "lost trust matters"), memo(2, "other"), memo(3, "trust")];
        memos[0].mentions.push(Mention { target: code, is_written: true });
        let of = |words: &str| Filter { words: words.to_owned(), ..Filter::default() };
        assert_eq!(numbers(&memos, &of(" MATTERS lost ")), [1]);
        assert_eq!(numbers(&memos, &of("trust")), [3, 1]);
        assert_eq!(numbers(&memos, &Filter { about: Some(code), ..Filter::default() }), [1]);
        // The fourth is the one that is written.
        let memos = [memo(1, "trust"), memo(2, "other"), memo(4, "")];
        assert_eq!(numbers(&memos, &of("trust")), [4, 1]);
    }
}
