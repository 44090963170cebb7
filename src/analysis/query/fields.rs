//! The words by which questions are written.

use super::{Comparison, Distance, Given, Relation, Rows, Trait, Unit};

/// What a condition is about, as it is written before the sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// A code with those below it; with `=`, only itself.
    Code,
    /// A set of codes.
    Set,
    /// Who applied the code.
    Coder,
    /// When the code was applied.
    Coded,
    /// How many coders applied the code.
    Coders,
    /// What it was picked out as.
    Flag,
    /// Something that is true of it.
    Is,
    /// The kind of its source.
    Kind,
    /// Its source.
    Source,
    /// The case of its source.
    Case,
    /// A person its source is of or about.
    Person,
    /// Who speaks in it.
    Speaker,
    /// When that took place.
    Date,
    /// The language of its source.
    Language,
    /// A question that is kept.
    Saved,
    /// What is asked for.
    Find,
    /// Which part is given.
    Give,
}

impl Field {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 17] = [
        Self::Code,
        Self::Speaker,
        Self::Case,
        Self::Kind,
        Self::Person,
        Self::Date,
        Self::Coder,
        Self::Flag,
        Self::Is,
        Self::Set,
        Self::Saved,
        Self::Source,
        Self::Coded,
        Self::Coders,
        Self::Language,
        Self::Find,
        Self::Give,
    ];

    /// The word it is written by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Set => "set",
            Self::Coder => "coder",
            Self::Coded => "coded",
            Self::Coders => "coders",
            Self::Flag => "flag",
            Self::Is => "is",
            Self::Kind => "kind",
            Self::Source => "source",
            Self::Case => "case",
            Self::Person => "person",
            Self::Speaker => "speaker",
            Self::Date => "date",
            Self::Language => "language",
            Self::Saved => "saved",
            Self::Find => "find",
            Self::Give => "give",
        }
    }

    /// What it asks, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Code => "bears this code or one below it; code= for the code alone",
            Self::Set => "bears a code of this set",
            Self::Coder => "was coded by them",
            Self::Coded => "was coded then: 2026-03, 2026-03-14..2026-04, or with < and >",
            Self::Coders => "by so many coders: coders:1, coders>=2",
            Self::Flag => "was flagged so",
            Self::Is => {
                "coded, commented, flagged, linked, or new: coded by others since you looked"
            }
            Self::Kind => "stands in an interview, a fieldnote, a document …",
            Self::Source => "stands in this source",
            Self::Case => "belongs to this case",
            Self::Person => "is of or about this person",
            Self::Speaker => "this speaker speaks in it",
            Self::Date => "took place then: 2012-02, 2011-10..2012-02, or with < and >",
            Self::Language => "is in this language",
            Self::Saved => "answers this saved question",
            Self::Find => "quotations or turns",
            Self::Give => "whole, common or turn: which part is shown",
        }
    }

    /// The field of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(word))
    }
}

impl Rows {
    /// Both, as they are offered.
    pub const ALL: [Self; 2] = [Self::Quotations, Self::Turns];

    /// The word for them.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Quotations => "quotations",
            Self::Turns => "turns",
        }
    }
}

impl Given {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Common, Self::Turn];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Common => "common",
            Self::Turn => "turn",
        }
    }

    /// What is shown then, in words for people.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Whole => "the whole passage",
            Self::Common => "the common part",
            Self::Turn => "the whole turn",
        }
    }
}

impl Trait {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::Coded, Self::Commented, Self::Flagged, Self::Linked, Self::New];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coded => "coded",
            Self::Commented => "commented",
            Self::Flagged => "flagged",
            Self::Linked => "linked",
            Self::New => "new",
        }
    }
}

impl Comparison {
    /// All of them, longer signs first.
    pub(super) const ALL: [Self; 5] = [Self::UpTo, Self::From, Self::Under, Self::Over, Self::Is];

    /// The sign it is written by.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::Under => "<",
            Self::UpTo => "<=",
            Self::Over => ">",
            Self::From => ">=",
        }
    }

    /// Whether it holds of one thing and another.
    pub fn holds<T: PartialOrd>(self, one: &T, other: &T) -> bool {
        match self {
            Self::Is => one == other,
            Self::Under => one < other,
            Self::UpTo => one <= other,
            Self::Over => one > other,
            Self::From => one >= other,
        }
    }
}

impl Unit {
    /// All of them, the nearest first.
    pub const ALL: [Self; 5] =
        [Self::Characters, Self::Words, Self::Sentences, Self::Paragraphs, Self::Turns];

    /// The letter it is written by.
    pub const fn letter(self) -> char {
        match self {
            Self::Characters => 'c',
            Self::Words => 'w',
            Self::Sentences => 's',
            Self::Paragraphs => 'p',
            Self::Turns => 't',
        }
    }

    /// The word for several.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Words => "words",
            Self::Sentences => "sentences",
            Self::Paragraphs => "paragraphs",
            Self::Turns => "turns",
        }
    }
}

impl Distance {
    /// What is meant where none is named: the same paragraph.
    pub const SAME_PARAGRAPH: Self = Self { count: 0, unit: Unit::Paragraphs };
}

impl Relation {
    /// All of them, as they are offered; those with a distance mean the same paragraph.
    pub const ALL: [Self; 7] = [
        Self::Meets,
        Self::Near(Distance::SAME_PARAGRAPH),
        Self::Within,
        Self::Around,
        Self::Overlaps,
        Self::Before(Distance::SAME_PARAGRAPH),
        Self::After(Distance::SAME_PARAGRAPH),
    ];

    /// The word it is written by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Meets => "meets",
            Self::Overlaps => "overlaps",
            Self::Within => "within",
            Self::Around => "around",
            Self::Near(_) => "near",
            Self::Before(_) => "before",
            Self::After(_) => "after",
        }
    }

    /// What it asks, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Meets => "shares at least one character with …",
            Self::Overlaps => "overlaps …, and neither lies within the other",
            Self::Within => "lies within …",
            Self::Around => "holds … within it",
            Self::Near(_) => "meets …, or stands near it: near/5w, near/2s, near/0p, near/1t",
            Self::Before(_) => "is followed by …",
            Self::After(_) => "follows …",
        }
    }

    /// How far apart the two may be; none where they share characters.
    pub const fn distance(self) -> Option<Distance> {
        match self {
            Self::Near(distance) | Self::Before(distance) | Self::After(distance) => Some(distance),
            _ => None,
        }
    }

    /// The same relation with another distance, where it has one.
    pub const fn at(self, distance: Distance) -> Self {
        match self {
            Self::Near(_) => Self::Near(distance),
            Self::Before(_) => Self::Before(distance),
            Self::After(_) => Self::After(distance),
            other => other,
        }
    }

    /// The relation of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.word().eq_ignore_ascii_case(word))
    }
}
