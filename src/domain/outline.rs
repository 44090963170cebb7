//! The outline of an output: headings, findings and paragraphs, and how findings were tested.

use serde::Serialize;

use super::by_word::by_word;
use super::{
    Arrangement, CodeId, CoderId, CounterSearchId, Extract, ExtractId, ItemId, Mention, Output,
    Target,
};

/// A heading, a finding or a paragraph of an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its key.
    pub id: ItemId,
    /// What it stands under; at the top where none.
    pub parent: Option<ItemId>,
    /// What it is.
    pub kind: ItemKind,
    /// The words of a heading, the sentence of a finding; empty for a paragraph.
    pub title: String,
    /// The text below: Markdown, with links as [`links`](super::links) reads them.
    pub text: String,
    /// How far a finding is.
    pub state: ItemState,
    /// Who put it in.
    pub coder: CoderId,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The codes a finding is about, the memos and summaries it rests on, and what its text leads to.
    pub mentions: Vec<Mention>,
    /// Each time somebody looked for examples that contradict it, oldest first.
    pub counter_searches: Vec<CounterSearch>,
}

/// What an item of an outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// A heading, which holds what stands below it.
    Heading,
    /// Something the study found, with the quotations that show it.
    Finding,
    /// Text between others.
    Paragraph,
}

impl ItemKind {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Heading, Self::Finding, Self::Paragraph];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Finding => "finding",
            Self::Paragraph => "paragraph",
        }
    }

    /// Whether an item of this kind can hold one of the other: paragraphs hold nothing, findings no headings.
    pub const fn holds(self, other: Self) -> bool {
        match self {
            Self::Heading => true,
            Self::Finding => !matches!(other, Self::Heading),
            Self::Paragraph => false,
        }
    }
}

/// How far a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemState {
    /// Somebody thought of it.
    #[default]
    Idea,
    /// It is written down with its evidence.
    Draft,
    /// It was tested against the data.
    Tested,
    /// The team agrees.
    Agreed,
}

impl ItemState {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Idea, Self::Draft, Self::Tested, Self::Agreed];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Draft => "draft",
            Self::Tested => "tested",
            Self::Agreed => "agreed",
        }
    }
}

by_word!(ItemKind, ItemState);

/// Somebody looked for examples that contradict a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CounterSearch {
    /// Its key.
    pub id: CounterSearchId,
    /// Who looked.
    pub coder: CoderId,
    /// What they found; may be empty.
    pub found: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

impl Item {
    /// The codes it is about, put beside it.
    pub fn codes(&self) -> impl Iterator<Item = CodeId> {
        self.mentions.iter().filter(|mention| !mention.is_written).filter_map(|mention| {
            match mention.target {
                Target::Code(code) => Some(code),
                _ => None,
            }
        })
    }

    /// What it is called in a list: its title, or else how its text begins.
    pub fn heading(&self) -> &str {
        let mut lines = std::iter::once(self.title.trim()).chain(self.text.lines().map(str::trim));
        lines.find(|line| !line.is_empty()).unwrap_or_default()
    }
}

impl Output {
    /// The item with this key.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Whether an item is another or stands anywhere under it.
    pub fn is_under(&self, item: ItemId, above: ItemId) -> bool {
        let mut at = Some(item);
        while let Some(id) = at {
            if id == above {
                return true;
            }
            at = self.item(id).and_then(|item| item.parent);
        }
        false
    }

    /// How many items of the outline an item stands under. What stands under nothing that is there stands at the top, as the head
    /// of a chapter does.
    pub fn depth(&self, item: ItemId) -> usize {
        let parent = |id: ItemId| self.item(id).and_then(|item| item.parent);
        let is_there = |id: &ItemId| self.item(*id).is_some();
        std::iter::successors(parent(item).filter(is_there), |&id| parent(id).filter(is_there))
            .count()
    }

    /// The items that stand directly under one, or at the top.
    pub fn items_under(&self, parent: Option<ItemId>) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.parent == parent)
    }

    /// The part of it that stands under an item, as an output of its own: what is printed, checked or weighed of one chapter.
    pub fn chapter(&self, item: ItemId) -> Self {
        let items: Vec<Item> =
            self.items.iter().filter(|one| self.is_under(one.id, item)).cloned().collect();
        let is_there = |id: ItemId| items.iter().any(|one| one.id == id);
        let extracts = self.extracts.iter().filter(|one| one.item.is_some_and(is_there));
        let extracts = extracts.cloned().collect();
        Self { items, extracts, ..self.clone() }
    }

    /// Whether its outline is what is printed: in any arrangement but its own, the extracts stand under the headings of that.
    pub fn prints_outline(&self) -> bool {
        self.settings.arrangement == Arrangement::Own && !self.items.is_empty()
    }

    /// Whether an extract stands nowhere in the outline.
    pub fn is_unplaced(&self, extract: ExtractId) -> bool {
        let found = self.extracts.iter().find(|one| one.id == extract);
        found.is_some_and(|one| one.item.is_none_or(|item| self.item(item).is_none()))
    }

    /// The extracts that stand under an item, or nowhere, in their order.
    pub fn extracts_under(&self, item: Option<ItemId>) -> impl Iterator<Item = &Extract> {
        self.extracts.iter().filter(move |extract| extract.item == item)
    }
}
