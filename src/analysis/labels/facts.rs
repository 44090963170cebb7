//! What a label may say of one extract: what anybody may read, and apart from it what only the team may.
//!
//! A public template is given [`PublicFacts`] and nothing else, so it cannot print what is private.

use crate::domain::{Number, PartialDate, SourceKind};

/// What a role is called in print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleWords {
    /// For one person: `Lay member`.
    pub one: String,
    /// For several: `Lay members`. Where the register does not say, it is made by the rules of English.
    pub several: Option<String>,
}

/// What anybody may read of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicPerson {
    /// Their number.
    pub number: Option<Number>,
    /// Their role in the coarse grain: `Manager`.
    pub coarse_role: Option<RoleWords>,
    /// Their role in the fine grain: `Chief finance officer`.
    pub fine_role: Option<RoleWords>,
    /// What else is said of them: `without a formal role`.
    pub qualifier: Option<String>,
    /// The public values of their attributes, by the attributes' names.
    pub attributes: Vec<(String, String)>,
}

/// What anybody may read of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicMeeting {
    /// Its number, with the prefix of its series: `M51`.
    pub number: Option<Number>,
    /// What kind of meeting it was: `Executive meeting`.
    pub kind: Option<String>,
    /// When it was.
    pub date: Option<PartialDate>,
}

/// What anybody may read of an extract. Empty words count as none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicFacts {
    /// The kind of its source.
    pub kind: Option<SourceKind>,
    /// The study's own, finer word for that: `telephone interview`, `minutes`, `policy interview`.
    pub kind_word: Option<String>,
    /// The people it is of, in the order in which they are to be named.
    pub people: Vec<PublicPerson>,
    /// The meeting it is from.
    pub meeting: Option<PublicMeeting>,
    /// When what its source tells of took place.
    pub date: Option<PartialDate>,
    /// The round of the study.
    pub round: Option<String>,
    /// The year by which the round is known; where there is none, the year of the date.
    pub year: Option<u16>,
    /// The pseudonym of its case. It is printed only by a style that allows cases.
    pub case: Option<String>,
    /// The public values of the attributes of its source, case and meeting, by the attributes' names.
    pub attributes: Vec<(String, String)>,
    /// What is to be noted of it.
    pub note: Option<String>,
    /// Whether the output adds emphasis to its words, which the style may note.
    pub has_emphasis: bool,
}

/// What only the team may read of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrivatePerson {
    /// Their name.
    pub name: Option<String>,
    /// Their exact post.
    pub post: Option<String>,
    /// The exact values of their attributes, by the attributes' names.
    pub attributes: Vec<(String, String)>,
}

/// What only the team may read of an extract. Empty words count as none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrivateFacts {
    /// The people it is of, each at the place of the same person in [`PublicFacts::people`].
    pub people: Vec<PrivatePerson>,
    /// The site's real name.
    pub site: Option<String>,
    /// The source's name in the project.
    pub source: Option<String>,
    /// The name of the file that the source was read from.
    pub file: Option<String>,
    /// The exact date, where the public one is blurred.
    pub date: Option<PartialDate>,
    /// The exact values of the attributes of its source, case and meeting, by the attributes' names.
    pub attributes: Vec<(String, String)>,
}

/// What a template is filled with. A public one gets nothing private, only `()` in its place.
#[derive(Debug)]
pub struct Facts<'f, P = ()> {
    /// What anybody may read.
    pub public: &'f PublicFacts,
    /// What only the team may read: [`PrivateFacts`] for a template of the team.
    pub private: &'f P,
}

impl<P> Clone for Facts<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Facts<'_, P> {}

impl<'f> From<&'f PublicFacts> for Facts<'f> {
    fn from(public: &'f PublicFacts) -> Self {
        Self { public, private: &() }
    }
}
