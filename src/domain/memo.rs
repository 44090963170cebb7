//! Memos: what coders think of a code, a case, a passage or an idea, and what others say to it.

use serde::Serialize;

use super::by_word::by_word;
use super::{CoderId, Link, MemoCommentId, MemoId, Target, filled};

/// A dated text of a coder, in Markdown, linked to anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Memo {
    /// Its key.
    pub id: MemoId,
    /// Its title; may be empty.
    pub title: String,
    /// Its text: Markdown, with links as [`links`](super::links) reads them.
    pub text: String,
    /// What it is a memo of: one of [`MEMO_KINDS`], or a word of the team's own.
    pub kind: String,
    /// What became of it.
    pub status: MemoStatus,
    /// Whether it stands above the others.
    pub is_pinned: bool,
    /// Who wrote it.
    pub coder: CoderId,
    /// When it was begun, RFC 3339 in UTC.
    pub at: String,
    /// When its title or text was last written, RFC 3339 in UTC.
    pub changed_at: String,
    /// What it is about or leads to, in the order it was named.
    pub mentions: Vec<Mention>,
    /// What others said, oldest first.
    pub comments: Vec<MemoComment>,
}

/// The kinds of memos that every project has.
pub const MEMO_KINDS: [&str; 7] =
    ["analytic", "code", "source", "case", "project", "method", "meeting"];

/// What became of a memo in the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MemoStatus {
    /// It is still to be talked over.
    #[default]
    Open,
    /// The team agrees.
    Agreed,
    /// It did not hold.
    Dropped,
}

impl MemoStatus {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Open, Self::Agreed, Self::Dropped];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Agreed => "agreed",
            Self::Dropped => "dropped",
        }
    }
}

by_word!(MemoStatus);

/// Something that a memo, a summary or an item of an outline is about, rests on or leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Mention {
    /// What it is; it may be gone.
    pub target: Target,
    /// Whether it stands as a link in the text; otherwise it was put beside it.
    pub is_written: bool,
}

/// What somebody said to a memo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemoComment {
    /// Its key.
    pub id: MemoCommentId,
    /// Who said it.
    pub coder: CoderId,
    /// Their words; links may stand in them.
    pub text: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

impl Memo {
    /// Its title, or what its first line says with the words of its links in their places, or "Untitled".
    pub fn heading(&self) -> String {
        self.heading_with(|link| link.words.to_owned())
    }

    /// The same, with other words in the places of links.
    pub fn heading_with(&self, mut words: impl FnMut(&Link<'_>) -> String) -> String {
        let title = self.title.trim();
        if !title.is_empty() {
            return title.to_owned();
        }
        let lines = self.text.lines().map(|line| line.trim_start_matches(['#', ' ']));
        let mut lines = lines.map(|line| filled(line, &mut words).trim().to_owned());
        lines.find(|line| !line.is_empty()).unwrap_or_else(|| "Untitled".to_owned())
    }

    /// Whether it is about this or leads to it.
    pub fn mentions(&self, target: Target) -> bool {
        self.mentions.iter().any(|mention| mention.target == target)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{LinkTo, written_link};

    #[test]
    fn a_memo_without_a_title_is_called_by_the_words_of_its_first_line() {
        let code = LinkTo::Object(Target::Code(Uuid::from_u128(7).into()));
        let text =
            format!("\n{}\n## On {} \nMore", written_link(code, ""), written_link(code, "Trust"));
        let mut memo = Memo {
            id: Uuid::from_u128(1).into(),
            title: " ".to_owned(),
            text,
            kind: "analytic".to_owned(),
            status: MemoStatus::Open,
            is_pinned: false,
            coder: Uuid::from_u128(2).into(),
            at: String::new(),
            changed_at: String::new(),
            mentions: Vec::new(),
            comments: Vec::new(),
        };
        assert_eq!(memo.heading(), "On Trust");
        assert_eq!(memo.heading_with(|_| "[a code]".to_owned()), "[a code]");
        memo.title = "Why [[this]]".to_owned();
        assert_eq!(memo.heading(), "Why [[this]]");
        (memo.title, memo.text) = (String::new(), "# \n".to_owned());
        assert_eq!(memo.heading(), "Untitled");
    }
}
