//! What was found, where, and how it is said.

use crate::analysis::identifiers::IdentifierKind;
use crate::analysis::labels::listed;
use crate::domain::{CaseId, PersonId, Private, Span, TermKind};
use crate::text::sha256;

/// What is wrong with an output. In the order in which findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Somebody who took their consent back speaks in it. It is never exported.
    Withdrawn,
    /// A person's name.
    Name,
    /// A person's exact post.
    Post,
    /// What a site is called in the world.
    SiteName,
    /// A private term of the project.
    Term(TermKind),
    /// What has the form of an identifier.
    Identifier(IdentifierKind),
    /// The name of a source.
    SourceName,
    /// The name of a file that a source was read from.
    FileName,
    /// The pseudonym of a case.
    Pseudonym,
    /// A number of a person that stands near the name of a site.
    NearSite,
    /// Numbers of a site that stand in a row.
    Run,
    /// A number of the project in an output that gives numbers anew.
    OldNumber,
    /// One number that is printed with two roles.
    TwoRoles,
    /// People of whom too few others share what is printed of them.
    SmallCell,
    /// A person who is quoted too often.
    TooOften,
    /// A gap in a label or tag.
    Missing,
    /// A quotation that is printed more than once.
    Twice,
}

impl FindingKind {
    /// The word for it; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Name => "name",
            Self::Post => "post",
            Self::SiteName => "site-name",
            Self::Term(_) => "term",
            Self::Identifier(kind) => kind.word(),
            Self::SourceName => "source-name",
            Self::FileName => "file-name",
            Self::Pseudonym => "pseudonym",
            Self::NearSite => "near-site",
            Self::Run => "run",
            Self::OldNumber => "old-number",
            Self::TwoRoles => "two-roles",
            Self::SmallCell => "small-cell",
            Self::TooOften => "too-often",
            Self::Missing => "missing",
            Self::Twice => "twice",
        }
    }

    /// What it is called in a list, in sentence case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Withdrawn => "Consent withdrawn",
            Self::Name => "Name of a person",
            Self::Post => "Exact post",
            Self::SiteName => "Name of a site",
            Self::Term(_) => "Private term",
            Self::Identifier(kind) => kind.title(),
            Self::SourceName => "Name of a source",
            Self::FileName => "Name of a file",
            Self::Pseudonym => "Pseudonym of a case",
            Self::NearSite => "Number near a site",
            Self::Run => "Numbers in a row",
            Self::OldNumber => "Number of the project",
            Self::TwoRoles => "One number, two roles",
            Self::SmallCell => "Too few alike",
            Self::TooOften => "Quoted too often",
            Self::Missing => "Gap in a label",
            Self::Twice => "Printed twice",
        }
    }

    /// Whether it may go out when somebody gives a reason. What was said by a person who took their consent back never may.
    pub const fn can_be_accepted(self) -> bool {
        !matches!(self, Self::Withdrawn)
    }
}

/// A part of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The words of the extract of this key.
    Words(u32),
    /// The label of the extract of this key.
    Label(u32),
    /// Words between extracts, by their place in [`super::Release::prose`].
    Prose(u32),
}

/// A stretch of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The part it stands in.
    pub part: Part,
    /// Where, in code points of that part's words.
    pub span: Span,
}

/// Something to be mended, or accepted with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands; none for what lies in several places or in none.
    pub place: Option<Place>,
    /// The extracts that it concerns, by their keys, in the order of print.
    pub extracts: Vec<u32>,
    /// The people whom it concerns.
    pub people: Vec<PersonId>,
    /// The case that it concerns.
    pub case: Option<CaseId>,
    /// What was found, for the team's screens: the words themselves, a number, a role.
    pub what: Private,
    /// How many it is about: people who are alike, extracts of a person, numbers in a row; otherwise 1.
    pub count: usize,
    /// By which it is known again when the output is checked the next time. It says nothing to a reader: ids and words are in it
    /// as a hash. It changes when the words around the place do, or when more of the same comes to it, so that what was accepted
    /// is looked at anew.
    pub key: String,
    /// What is to be read on the team's screens.
    pub(super) sentence: Private,
}

impl Finding {
    /// What was found, to which thing, and what to do: a sentence for the team, that may quote private words.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// Whether it may go out when somebody gives a reason.
    pub const fn can_be_accepted(&self) -> bool {
        self.kind.can_be_accepted()
    }

    /// A finding of no place yet, that concerns nobody. `known_by` is what its key is made of.
    pub(super) fn new(
        kind: FindingKind,
        what: impl Into<String>,
        known_by: &[&str],
        sentence: String,
    ) -> Self {
        let hash = sha256(&known_by.join("\0"));
        Self {
            kind,
            place: None,
            extracts: Vec::new(),
            people: Vec::new(),
            case: None,
            what: Private::new(what),
            count: 1,
            key: format!("{}:{}", kind.word(), &hash[..32]),
            sentence: Private::new(sentence),
        }
    }
}

/// More than this many things are counted instead of named.
const NAMED: usize = 6;

/// Some of many names, and how many there are besides: `a, b and 12 more`.
pub(super) fn some(names: impl IntoIterator<Item = String>) -> String {
    let mut names: Vec<String> = names.into_iter().collect();
    if names.len() > NAMED {
        let more = names.len() - (NAMED - 1);
        names.truncate(NAMED - 1);
        names.push(format!("{more} more"));
    }
    listed(&names)
}

/// Extracts as they are counted in the output: `extract 4`, `extracts 4, 7 and 12`.
pub(super) fn extracts_named(keys: &[u32]) -> String {
    let numbers = some(keys.iter().map(|key| (u64::from(*key) + 1).to_string()));
    format!("{} {numbers}", if keys.len() == 1 { "extract" } else { "extracts" })
}
