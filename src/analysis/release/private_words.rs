//! Private words in an output: the names and posts of people, the names of sites, sources and files, terms, identifiers.

use std::collections::{HashMap, HashSet};

use super::finding::some;
use super::name_words::{
    is_generic, is_ordinary, name_parts, site_part, stands_as_name, tells_anything, without_titles,
};
use super::pieces::Piece;
use super::{Finding, FindingKind, Ground, Part, Place, Release};
use crate::analysis::identifiers::{self, Cleared, IdentifierKind};
use crate::analysis::phrases::{Phrases, longest, words};
use crate::domain::{SourceKind, is_abbreviation};

/// Whose words a phrase is, by place in the lists of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Person(usize),
    Case(usize),
    Source(usize),
}

/// One who owns a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ownership {
    kind: FindingKind,
    owner: Owner,
    /// Whether the phrase is only a part of what is private: a surname.
    is_part: bool,
}

/// A phrase that is private.
#[derive(Default)]
struct PrivatePhrase {
    owners: Vec<Ownership>,
    /// Whether it is a word that people use for other things too: it is found only where it stands as a name.
    is_ordinary: bool,
}

/// All that the register and the list of sources keep private, and the pseudonyms, made ready to be found.
pub(super) struct PrivateWords {
    phrases: Phrases,
    private: Vec<PrivatePhrase>,
}

/// A place where private words stand, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub start: usize,
    pub end: usize,
    kind: FindingKind,
    phrase: usize,
}

impl PrivateWords {
    /// Makes ready what is private in a study. What the register prints of anybody is not: a post that is also a public role is no
    /// private word, a source called as a person is called in the texts has no name of its own.
    pub fn new(release: &Release<'_>) -> Self {
        let mut ready = Self { phrases: Phrases::folded(), private: Vec::new() };
        let public = public_words(release, &ready.phrases);
        let roles = release.people.iter().flat_map(|person| [&person.role, &person.fine_role]);
        let roles: HashSet<String> = roles.map(|role| ready.phrases.key(role)).collect();
        for (at, person) in release.people.iter().enumerate() {
            ready.add_name(&person.real_name, Owner::Person(at), &roles);
        }
        ready.add_posts(release, &public);
        for (at, case) in release.cases.iter().enumerate() {
            let owner = Owner::Case(at);
            ready.add(&case.name, FindingKind::Pseudonym, owner, false);
            ready.add(&case.real_name, FindingKind::SiteName, owner, false);
            if let Some(part) = site_part(&case.real_name) {
                ready.add(&part, FindingKind::SiteName, owner, true);
            }
        }
        for (at, source) in release.sources.iter().enumerate() {
            let owner = Owner::Source(at);
            let file = source.file_name.trim();
            ready.add(file, FindingKind::FileName, owner, false);
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            for (name, kind) in
                [(source.name.as_str(), FindingKind::SourceName), (stem, FindingKind::FileName)]
            {
                if tells_source(name) && !public.contains(&ready.phrases.key(name)) {
                    ready.add(name, kind, owner, false);
                }
            }
        }
        ready
    }

    fn add(&mut self, phrase: &str, kind: FindingKind, owner: Owner, is_part: bool) {
        if !tells_anything(phrase) {
            return;
        }
        // Names of people are found in small letters too, even where the register has them in capitals.
        let in_capitals = kind != FindingKind::Name && is_abbreviation(phrase);
        let Some(number) = self.phrases.add(phrase, in_capitals) else { return };
        if number == self.private.len() {
            let is_ordinary = !in_capitals && is_ordinary(phrase);
            self.private.push(PrivatePhrase { owners: Vec::new(), is_ordinary });
        }
        let ownership = Ownership { kind, owner, is_part };
        let owners = &mut self.private[number].owners;
        // A whole name comes before its parts.
        if owners.last().is_none_or(|last| (last.kind, last.owner) != (kind, owner)) {
            owners.push(ownership);
        }
    }

    /// A person's name as it stands, without titles, turned round where it stands surname first, and those of its parts that are
    /// nobody's role.
    fn add_name(&mut self, name: &str, owner: Owner, roles: &HashSet<String>) {
        let parts = name_parts(&without_titles(name)).into_iter();
        let parts: Vec<String> =
            parts.filter(|part| !roles.contains(&self.phrases.key(part))).collect();
        let mut all = |words: &str, is_part| self.add(words, FindingKind::Name, owner, is_part);
        let plain = without_titles(name);
        all(name, false);
        all(&plain, false);
        if let Some((surname, others)) = plain.split_once(',') {
            all(&format!("{} {}", others.trim(), surname.trim()), false);
        }
        for part in parts {
            all(&part, true);
        }
    }

    /// The posts that tell people apart: held by one, or by fewer than may be alike. Of a post with its place, such
    /// as `Finance director, Site 6`, also what stands before the comma.
    fn add_posts(&mut self, release: &Release<'_>, public: &HashSet<String>) {
        let mut holders: HashMap<String, Vec<(usize, &str, bool)>> = HashMap::new();
        for (at, person) in release.people.iter().enumerate() {
            let post: &str = person.post.trim();
            let head = post.split([',', ';', '(']).next().unwrap_or_default().trim();
            holders.entry(self.phrases.key(post)).or_default().push((at, post, false));
            if head != post && head.contains(char::is_whitespace) {
                holders.entry(self.phrases.key(head)).or_default().push((at, head, true));
            }
        }
        // What one person holds tells them, whatever is allowed.
        let few = release.settings.smallest_cell.max(2) as usize;
        let mut posts: Vec<(usize, &str, bool)> = holders
            .into_iter()
            .filter(|(key, people)| !public.contains(key) && people.len() < few)
            .flat_map(|(_, people)| people)
            .collect();
        posts.sort_unstable();
        for (at, post, is_head) in posts {
            self.add(post, FindingKind::Post, Owner::Person(at), is_head);
        }
    }

    /// Every place in a text where private words stand as such, by place; some may overlap. Words that may stand as they are are
    /// none, unless they are a pseudonym.
    pub fn mentions(&self, string: &str, cleared: &Cleared) -> Vec<Mention> {
        let found = self.phrases.find(string).into_iter().filter_map(|found| {
            let phrase = &self.private[found.phrase];
            let is_cleared = cleared.holds(found.start, found.end);
            let counts = |one: &&Ownership| !is_cleared || one.kind == FindingKind::Pseudonym;
            let kind = phrase.owners.iter().filter(counts).map(|one| one.kind).min()?;
            let stands = !phrase.is_ordinary || stands_as_name(string, found.start, found.end);
            stands.then_some(Mention {
                start: found.start,
                end: found.end,
                kind,
                phrase: found.phrase,
            })
        });
        found.collect()
    }

    /// The cases that a mention names, by their real name or pseudonym: where in bytes, and their place in the list of the release.
    pub fn sites(&self, mention: &Mention) -> impl Iterator<Item = (usize, usize, usize)> {
        let Mention { start, end, .. } = *mention;
        self.private[mention.phrase].owners.iter().filter_map(move |one| match one.owner {
            Owner::Case(at) => Some((start, end, at)),
            _ => None,
        })
    }

    /// Whether words in a label belong to the role of somebody who speaks: the `chair` in `GP locality chair` is nobody's post.
    fn is_of_role(&self, ground: &Ground<'_>, piece: &Piece<'_>, bytes: (usize, usize)) -> bool {
        let (Part::Label(_), Some(extract)) = (piece.part, piece.extract) else { return false };
        let words = format!(" {} ", self.phrases.key(&piece.text.as_str()[bytes.0..bytes.1]));
        let people = extract.people.iter().filter_map(|&id| ground.person(id));
        people
            .flat_map(|person| [&person.role, &person.fine_role, &person.qualifier])
            .any(|role| format!(" {} ", self.phrases.key(role)).contains(&words))
    }

    /// Whose words these are, as what was found.
    fn owners(&self, mention: &Mention) -> impl Iterator<Item = Ownership> {
        let owners = self.private[mention.phrase].owners.iter().copied();
        owners.filter(move |one| one.kind == mention.kind)
    }
}

/// The words that the register prints, as phrases are compared: they tell nothing that a reader may not know.
fn public_words(release: &Release<'_>, phrases: &Phrases) -> HashSet<String> {
    let mut public: HashSet<String> = HashSet::new();
    let mut add = |words: &str| public.insert(phrases.key(words));
    for person in release.people {
        for words in [&person.name, &person.role, &person.fine_role, &person.qualifier] {
            add(words);
        }
    }
    for meeting in release.meetings {
        add(&meeting.kind);
        add(&format!("{} meeting", meeting.kind));
        if let Some(number) = &meeting.number {
            add(&format!("{}{}", number.series, number.number));
        }
    }
    for source in release.sources {
        add(&source.form);
        add(&source.round);
    }
    for case in release.cases {
        add(&case.name);
    }
    for kind in SourceKind::ALL {
        add(kind.word());
        add(kind.heading());
    }
    public
}

/// Whether the name of a source or file says something by itself: more than a number, a letter or two, or a word of the trade
/// such as `Notes`.
fn tells_source(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let is_one = words(name).nth(1).is_none();
    name.chars().any(char::is_alphabetic)
        && letters > 3
        && !(is_one && (is_generic(name) || is_ordinary(name)))
}

/// What was found in a piece, before it is said.
#[derive(Clone, Copy)]
enum Candidate<'a> {
    Private(&'a Mention),
    Form(&'a identifiers::Finding, usize, usize),
}

impl Candidate<'_> {
    fn bytes(&self) -> (usize, usize) {
        match self {
            Self::Private(mention) => (mention.start, mention.end),
            Self::Form(_, start, end) => (*start, *end),
        }
    }

    fn kind(&self) -> FindingKind {
        match self {
            Self::Private(mention) => mention.kind,
            Self::Form(found, ..) => match found.kind {
                IdentifierKind::Term(kind) => FindingKind::Term(kind),
                kind => FindingKind::Identifier(kind),
            },
        }
    }
}

/// Finds the private words in all pieces: one finding for a place, the longest that stands there. Pseudonyms may stand between
/// extracts, and in labels where the settings allow it.
pub(super) fn check(
    ground: &Ground<'_>,
    private: &PrivateWords,
    pieces: &[Piece<'_>],
    findings: &mut Vec<Finding>,
) {
    for piece in pieces {
        let may_name_case = match piece.part {
            Part::Words(_) => false,
            Part::Label(_) => ground.release.settings.allows_cases,
            Part::Prose(_) => true,
        };
        let mentions = piece.mentions.iter().map(Candidate::Private);
        let forms = piece.identifiers.iter().map(|found| {
            let bytes = piece.text.bytes(found.span);
            Candidate::Form(found, bytes.start, bytes.end)
        });
        let all: Vec<Candidate<'_>> = mentions.chain(forms).collect();
        for found in longest(all, Candidate::bytes, Candidate::kind) {
            let may_stand = match found.kind() {
                FindingKind::Pseudonym => may_name_case,
                FindingKind::Post => private.is_of_role(ground, piece, found.bytes()),
                _ => false,
            };
            if may_stand {
                continue;
            }
            findings.push(say(ground, private, piece, found));
        }
    }
}

/// The finding for what stands at a place.
fn say(
    ground: &Ground<'_>,
    private: &PrivateWords,
    piece: &Piece<'_>,
    found: Candidate<'_>,
) -> Finding {
    let (start, end) = found.bytes();
    let kind = found.kind();
    let words = &piece.text.as_str()[start..end];
    let owners: Vec<Ownership> = match found {
        Candidate::Private(mention) => private.owners(mention).collect(),
        Candidate::Form(..) => Vec::new(),
    };
    let is_part = owners.iter().all(|one| one.is_part);
    let part = if is_part { "part of " } else { "" };
    let whose = || {
        some(owners.iter().map(|one| match one.owner {
            Owner::Person(at) => ground.release.people[at].name.clone(),
            Owner::Case(at) => format!("“{}”", ground.release.cases[at].name),
            Owner::Source(at) => format!("“{}”", ground.release.sources[at].name),
        }))
    };
    let what = match found {
        Candidate::Form(found, ..) => match found.kind {
            IdentifierKind::Term(_) => {
                format!("is a private term, for which {} is printed", found.replacement)
            }
            kind => format!("has the form of an identifier ({})", kind.descriptor()),
        },
        Candidate::Private(_) => match kind {
            FindingKind::Name => format!("is {part}the name of {}", whose()),
            FindingKind::Post => format!("is {part}the exact post of {}", whose()),
            FindingKind::SiteName => format!("is {part}the real name of {}", whose()),
            FindingKind::Pseudonym => "tells the case".to_owned(),
            FindingKind::SourceName => "is the name of a source".to_owned(),
            _ => format!("is the name of the file that {} was read from", whose()),
        },
    };
    let sentence = format!("“{words}” in {} {what}; {}.", piece.name(), piece.way_out());
    let known_by = [&piece.known_by(), words, piece.around(start, end)];
    let mut finding = Finding::new(kind, words, &known_by, sentence);
    finding.place = Some(Place { part: piece.part, span: piece.text.span_of(start..end) });
    finding.extracts = piece.extract.iter().map(|extract| extract.key).collect();
    for one in owners {
        match one.owner {
            Owner::Person(at) => finding.people.push(ground.release.people[at].id),
            Owner::Case(at) => finding.case = Some(ground.release.cases[at].id),
            Owner::Source(_) => {}
        }
    }
    finding
}
