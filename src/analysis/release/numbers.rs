//! The numbers of people that an output prints: in labels, in tags, in what is said of others.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::pieces::Piece;
use super::{Ground, Part};
use crate::analysis::labels::plural;
use crate::analysis::phrases::words;
use crate::domain::SourceKind;

/// A number of a person in print.
#[derive(Debug)]
pub(super) struct PrintedNumber {
    /// Where it stands: the place of its piece, and bytes in it.
    pub piece: usize,
    /// The extract that it stands in or under, by its key.
    pub extract: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub value: u32,
    /// Whose it is, by place in the list of the release.
    pub person: Option<usize>,
    /// The role it is printed with, as it stands there.
    pub role: Option<String>,
}

/// All numbers in print, in its order.
pub(super) struct Numbers {
    pub all: Vec<PrintedNumber>,
    /// The roles of the register in one form each, by all of their forms in small letters.
    roles: HashMap<String, String>,
}

/// `ID 514`, `ID514`, `IDs 514, 518 and 520`.
static IDENTIFIED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bIDs?[\s:]{0,2}([0-9]{1,9})\b(?:(?:,\s?[0-9]{1,9})*\s(?:and|&)\s(?:ID\s?)?[0-9]{1,9}\b)?",
    )
    .expect("an expression that the tests use is sound")
});

impl Numbers {
    /// Looks for them in all pieces.
    pub fn new(ground: &Ground<'_>, pieces: &[Piece<'_>]) -> Self {
        let mut roles = HashMap::new();
        for person in ground.release.people {
            for role in [&person.role, &person.fine_role] {
                let one = as_compared(role);
                roles.insert(as_compared(&plural(role)), one.clone());
                roles.insert(one.clone(), one);
            }
        }
        roles.remove("");
        let mut by_value: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, person) in ground.release.people.iter().enumerate() {
            if let Some(value) = ground.number(person) {
                by_value.entry(value).or_default().push(at);
            }
        }
        let mut numbers = Self { all: Vec::new(), roles };
        for (at, piece) in pieces.iter().enumerate() {
            let mut found = numbers.identified(at, piece);
            if found.is_empty() {
                found = plain(ground, at, piece);
            }
            for one in &mut found {
                let candidates = by_value.get(&one.value).map_or(&[][..], Vec::as_slice);
                one.person = whose(ground, piece, one, candidates);
            }
            numbers.all.extend(found);
        }
        numbers
    }

    /// The numbers of a piece that stand behind `ID`.
    fn identified(&self, at: usize, piece: &Piece<'_>) -> Vec<PrintedNumber> {
        let string = piece.text.as_str();
        let is_label = matches!(piece.part, Part::Label(_));
        let mut found = Vec::new();
        for whole in IDENTIFIED.find_iter(string) {
            let role = role_before(&string[..whole.start()], !is_label)
                .map(|role| if is_label { self.known_end(role) } else { role }.to_owned());
            for word in words(whole.as_str()) {
                let digits = &whole.as_str()[word.start..word.end];
                let digits = digits.trim_start_matches(|c: char| !c.is_ascii_digit());
                let end = whole.start() + word.end;
                if let Ok(value) = digits.parse() {
                    let start = end - digits.len();
                    found.push(PrintedNumber {
                        piece: at,
                        extract: piece.extract.map(|extract| extract.key),
                        start,
                        end,
                        value,
                        person: None,
                        role: role.clone(),
                    });
                }
            }
        }
        found
    }

    /// The role of the register in which words end; all words when they end in none. What stands before a role in a label
    /// belongs to the style: `Interview with GP`.
    fn known_end<'t>(&self, words: &'t str) -> &'t str {
        let begins = words.match_indices(' ').map(|(at, _)| at + 1);
        let mut ends = std::iter::once(0).chain(begins).map(|at| &words[at..]);
        ends.find(|end| self.roles.contains_key(&as_compared(end))).unwrap_or(words)
    }

    /// A role in the form in which it is compared: the register's own in the singular, otherwise the words.
    pub fn role(&self, role: &str) -> String {
        let role = as_compared(role);
        self.roles.get(&role).cloned().unwrap_or(role)
    }
}

/// Words in small letters, with one blank between them.
fn as_compared(words: &str) -> String {
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The extracts that numbers stand in, each once, in the order of print.
pub(super) fn in_extracts<'n>(numbers: impl IntoIterator<Item = &'n PrintedNumber>) -> Vec<u32> {
    let mut extracts: Vec<u32> = numbers.into_iter().filter_map(|one| one.extract).collect();
    extracts.dedup();
    extracts
}

/// The role that stands before an `ID`. Within what somebody says it is one only behind a bracket: `[GP ID 515]`.
fn role_before(before: &str, in_brackets: bool) -> Option<&str> {
    let before = before.trim_end().trim_end_matches(',');
    let at = before.rfind(['[', ']', '(', ')', ';', ',', ':', '\n'])?;
    let is_bracket = before[at..].starts_with(['[', '(']);
    let start = if in_brackets && !is_bracket { return None } else { at + 1 };
    let role = &before[start..];
    // Behind another number: `[GP ID 5 and Manager ID 6]`.
    let role = &role[role.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1)..];
    let role = role.trim();
    let role = ["and ", "& "].iter().find_map(|sign| role.strip_prefix(sign)).unwrap_or(role);
    (!role.is_empty()).then_some(role)
}

/// The numbers in a label whose style does not say `ID`: those of the people whom it names. Labels of fieldnotes and papers hold
/// the numbers of meetings.
fn plain(ground: &Ground<'_>, at: usize, piece: &Piece<'_>) -> Vec<PrintedNumber> {
    let (Part::Label(_), Some(extract)) = (piece.part, piece.extract) else { return Vec::new() };
    let kind = ground.sources.get(&extract.source).map(|source| source.kind);
    if matches!(kind, Some(SourceKind::Fieldnote | SourceKind::Document)) {
        return Vec::new();
    }
    let string = piece.text.as_str();
    let people = || extract.people.iter().filter_map(|&id| ground.person(id));
    let found = words(string).filter_map(|word| {
        let run = &string[word.start..word.end];
        let digits = run.trim_start_matches(|c: char| !c.is_ascii_digit());
        let prefix = &run[..run.len() - digits.len()];
        let value: u32 = digits.parse().ok()?;
        let is_of = |series: &str| prefix.is_empty() || prefix.eq_ignore_ascii_case(series);
        people()
            .find(|person| {
                let series = person.number.as_ref().map_or("", |number| &number.series);
                ground.number(person) == Some(value) && is_of(series)
            })
            .map(|_| PrintedNumber {
                piece: at,
                extract: Some(extract.key),
                start: word.end - digits.len(),
                end: word.end,
                value,
                person: None,
                role: None,
            })
    });
    found.collect()
}

/// Whose number it is, of those who have it in one series or another: of the people of the extract, or of the series that stands
/// there, or of the people of the study.
fn whose(
    ground: &Ground<'_>,
    piece: &Piece<'_>,
    number: &PrintedNumber,
    candidates: &[usize],
) -> Option<usize> {
    if candidates.len() < 2 {
        return candidates.first().copied();
    }
    let people = ground.release.people;
    let series = |at: usize| people[at].number.as_ref().map_or("", |number| number.series.as_str());
    let role = number.role.as_deref().unwrap_or_default();
    let is_named = |at: usize| !series(at).is_empty() && series(at).eq_ignore_ascii_case(role);
    let speaks =
        |at: usize| piece.extract.is_some_and(|extract| extract.people.contains(&people[at].id));
    let all = || candidates.iter().copied();
    all()
        .find(|&at| is_named(at))
        .or_else(|| all().find(|&at| speaks(at)))
        .or_else(|| all().find(|&at| series(at).is_empty()))
}
