//! What texts of the team lead to: links as they stand in memos, summaries and outlines, and what is put beside those.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::by_word::by_word;
use super::{CaseId, CodeId, MeetingId, MemoId, PersonId, QuotationId, SourceId, SummaryId};

/// Something that a text can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum Target {
    /// A code.
    Code(CodeId),
    /// A quotation.
    Quote(QuotationId),
    /// A source.
    Source(SourceId),
    /// A case.
    Case(CaseId),
    /// A person.
    Person(PersonId),
    /// A meeting.
    Meeting(MeetingId),
    /// A memo.
    Memo(MemoId),
    /// A summary of the framework matrix.
    Summary(SummaryId),
}

impl Target {
    /// The word for its kind, in lower case; also how it is written and stored.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Code(_) => "code",
            Self::Quote(_) => "quote",
            Self::Source(_) => "source",
            Self::Case(_) => "case",
            Self::Person(_) => "person",
            Self::Meeting(_) => "meeting",
            Self::Memo(_) => "memo",
            Self::Summary(_) => "summary",
        }
    }

    /// Its key, whatever it is the key of.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Code(id) => id.uuid(),
            Self::Quote(id) => id.uuid(),
            Self::Source(id) => id.uuid(),
            Self::Case(id) => id.uuid(),
            Self::Person(id) => id.uuid(),
            Self::Meeting(id) => id.uuid(),
            Self::Memo(id) => id.uuid(),
            Self::Summary(id) => id.uuid(),
        }
    }

    /// What a kind's word and a key lead to; none for a word of no kind.
    pub fn of(kind: &str, key: Uuid) -> Option<Self> {
        Some(match kind {
            "code" => Self::Code(key.into()),
            "quote" => Self::Quote(key.into()),
            "source" => Self::Source(key.into()),
            "case" => Self::Case(key.into()),
            "person" => Self::Person(key.into()),
            "meeting" => Self::Meeting(key.into()),
            "memo" => Self::Memo(key.into()),
            "summary" => Self::Summary(key.into()),
            _ => return None,
        })
    }
}

/// What a number in a text counts, of the passages that carry a code or one below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountOf {
    /// The cases they come from.
    Cases,
    /// The people who said them.
    People,
    /// The sources they stand in.
    Sources,
    /// The passages themselves.
    Quotes,
}

impl CountOf {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Cases, Self::People, Self::Sources, Self::Quotes];

    /// The word for it, in lower case; also how it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::People => "people",
            Self::Sources => "sources",
            Self::Quotes => "quotes",
        }
    }
}

by_word!(CountOf);

/// What a link in a text is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkTo {
    /// Something of the project, by its name, as a way to it.
    Object(Target),
    /// A number that is counted whenever it is shown.
    Count(CountOf, CodeId),
}

impl LinkTo {
    /// What the text leads to: for a number, the code that it is counted of.
    pub const fn target(self) -> Target {
        match self {
            Self::Object(target) => target,
            Self::Count(_, code) => Target::Code(code),
        }
    }
}

impl fmt::Display for LinkTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object(target) => write!(f, "{}:{}", target.kind(), target.uuid()),
            Self::Count(of, code) => write!(f, "{}:{code}", of.word()),
        }
    }
}

/// A link as it stands in a stored text: `[[code:0192…|Trust]]`, `[[cases:0192…|5]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'t> {
    /// Where it stands, brackets and all; bytes of the text.
    pub range: Range<usize>,
    /// What it leads to; none where the brackets hold words alone.
    pub to: Option<LinkTo>,
    /// Its words, which stand for the thing when that is gone.
    pub words: &'t str,
}

/// The links of a text in order. What looks like one and is not closed on its line is none.
pub fn links(text: &str) -> impl Iterator<Item = Link<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let open = from + text.get(from..)?.find("[[")?;
            let inside = open + 2;
            let rest = text.get(inside..)?;
            // No further than to where a link can no longer end, or a text of brackets would be read over and over.
            let limit = rest.find(['\n', '[']).unwrap_or(rest.len());
            let Some(end) = rest[..limit].find("]]") else {
                from = open + 1;
                continue;
            };
            from = inside + end + 2;
            let inner = &rest[..end];
            let (to, words) = match inner.split_once('|') {
                Some((key, words)) => match read_key(key) {
                    Some(to) => (Some(to), words),
                    None => (None, inner),
                },
                None => (None, inner),
            };
            return Some(Link { range: open..from, to, words });
        }
    })
}

/// A stored text with words in the places of its links.
pub fn filled(stored: &str, mut words: impl FnMut(&Link<'_>) -> String) -> String {
    let mut filled = String::with_capacity(stored.len());
    let mut from = 0;
    for link in links(stored) {
        filled.push_str(&stored[from..link.range.start]);
        filled.push_str(&words(&link));
        from = link.range.end;
    }
    filled.push_str(&stored[from..]);
    filled
}

/// A link as it is stored. Brackets, line ends and bars in its words give way to what looks alike.
pub fn written_link(to: LinkTo, words: &str) -> String {
    format!("[[{to}|{}]]", plain_words(words))
}

/// Words as they can stand in a link.
pub fn plain_words(words: &str) -> String {
    let plain = words.chars().map(|c| match c {
        '[' => '(',
        ']' => ')',
        '|' => '/',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    });
    plain.collect::<String>().trim().to_owned()
}

fn read_key(key: &str) -> Option<LinkTo> {
    let (kind, key) = key.split_once(':')?;
    let key = Uuid::parse_str(key.trim()).ok()?;
    let count = CountOf::ALL.into_iter().find(|of| of.word() == kind);
    match count {
        Some(of) => Some(LinkTo::Count(of, key.into())),
        None => Target::of(kind, key).map(LinkTo::Object),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(number))
    }

    #[test]
    fn links_are_read_as_they_are_written() {
        let one = written_link(LinkTo::Object(Target::Code(code(7))), "Trust [in] people | us");
        let two = written_link(LinkTo::Count(CountOf::People, code(8)), "12");
        let text =
            format!("See {one}, where {two} people – [[Lost]] – [[open\nthere]] [x]] [[[a]]");
        let found: Vec<_> = links(&text).collect();
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].to, Some(LinkTo::Object(Target::Code(code(7)))));
        assert_eq!(found[0].words, "Trust (in) people / us");
        assert_eq!(&text[found[0].range.clone()], one);
        assert_eq!(found[1].to, Some(LinkTo::Count(CountOf::People, code(8))));
        assert_eq!((found[2].to, found[2].words), (None, "Lost"));
        assert_eq!((found[3].to, found[3].words), (None, "a"));
    }

    #[test]
    fn a_key_that_cannot_be_read_leaves_words() {
        let found: Vec<_> = links("[[code:nonsense|Trust]] [[site:1|x]] [[]]").collect();
        assert_eq!(
            found.iter().map(|link| link.words).collect::<Vec<_>>(),
            ["code:nonsense|Trust", "site:1|x", ""]
        );
        assert!(found.iter().all(|link| link.to.is_none()));
    }
}
