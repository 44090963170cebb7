//! Which memos are listed, and in which order.

use crate::analysis::links::plain;
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

/// The memos that are listed.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) filter: Filter,
    made: Option<(i64, Filter)>,
    rows: Vec<MemoId>,
}

impl Listing {
    /// Lists anew where the project or what is asked has changed; whether it did.
    pub(super) fn renew(&mut self, snapshot: &Snapshot) -> bool {
        let is_same = self
            .made
            .as_ref()
            .is_some_and(|(seq, filter)| *seq == snapshot.seq && *filter == self.filter);
        if !is_same {
            self.rows = listed(&snapshot.memos, &self.filter);
            self.made = Some((snapshot.seq, self.filter.clone()));
        }
        !is_same
    }

    pub(super) fn rows(&self) -> &[MemoId] {
        &self.rows
    }

    /// Asks for all memos, in the order that was chosen.
    pub(super) fn show_all(&mut self) {
        self.filter = Filter { order: self.filter.order, ..Filter::default() };
    }
}

fn listed(memos: &[Memo], filter: &Filter) -> Vec<MemoId> {
    let words = filter.words.trim().to_lowercase();
    let fits = |memo: &&Memo| {
        filter.kind.as_ref().is_none_or(|kind| *kind == memo.kind)
            && filter.status.is_none_or(|status| status == memo.status)
            && filter.coder.is_none_or(|coder| coder == memo.coder)
            && filter.about.is_none_or(|target| memo.mentions(target))
            && (words.is_empty() || says(memo, &words))
    };
    let mut found: Vec<&Memo> = memos.iter().filter(fits).collect();
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

/// Whether a memo, or what was said to it, holds all words, in small letters.
fn says(memo: &Memo, words: &str) -> bool {
    let texts = [memo.title.as_str(), &memo.text].into_iter();
    let texts = texts.chain(memo.comments.iter().map(|comment| comment.text.as_str()));
    let said: Vec<String> = texts.map(|text| plain(text).to_lowercase()).collect();
    words.split_whitespace().all(|word| said.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{LinkTo, Mention, written_link};

    fn memo(number: u128, title: &str, text: &str) -> Memo {
        Memo {
            id: Uuid::from_u128(number).into(),
            title: title.to_owned(),
            text: text.to_owned(),
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
        listed(memos, filter).into_iter().map(|id| id.uuid().as_u128()).collect()
    }

    #[test]
    fn pinned_memos_stand_first_and_the_latest_before_the_others() {
        let mut memos = [memo(1, "b", ""), memo(2, "a", ""), memo(3, "c", "")];
        memos[0].is_pinned = true;
        let by = |order| Filter { order, ..Filter::default() };
        assert_eq!(numbers(&memos, &by(Order::Latest)), [1, 3, 2]);
        assert_eq!(numbers(&memos, &by(Order::Oldest)), [1, 2, 3]);
        assert_eq!(numbers(&memos, &by(Order::Title)), [1, 2, 3]);
    }

    #[test]
    fn words_are_looked_for_as_they_are_read() {
        let code = Target::Code(Uuid::from_u128(9).into());
        let link = written_link(LinkTo::Object(code), "Lost trust");
        let mut memos = [memo(1, "", &format!("Why {link} matters")), memo(2, "Other", "code")];
        memos[0].mentions.push(Mention { target: code, is_written: true });
        let of = |words: &str| Filter { words: words.to_owned(), ..Filter::default() };
        assert_eq!(numbers(&memos, &of("MATTERS lost")), [1]);
        // The kind of a link is no word of the text.
        assert_eq!(numbers(&memos, &of("code")), [2]);
        assert_eq!(numbers(&memos, &Filter { about: Some(code), ..Filter::default() }), [1]);
    }
}
