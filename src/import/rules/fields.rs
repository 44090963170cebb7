//! What each field of a pattern may look like, and what its words mean.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::SourceKind;
use crate::import::kind::{FIELDNOTE, INTERVIEW};
use crate::text::language;

/// What stands between words: blanks and dashes; underscores are blanks by then.
pub(super) const GAP: &str = r"[\s\-–—]+";
/// Before a word; nothing that belongs to a word stands there.
pub(super) const START: &str = r"\b{start-half}";
/// After a word.
pub(super) const END: &str = r"\b{end-half}";

/// Phrases, in lower case, for kinds of sources.
const KINDS: [(SourceKind, &[&str]); 5] = [
    (SourceKind::Interview, INTERVIEW),
    (SourceKind::Fieldnote, FIELDNOTE),
    (
        SourceKind::Document,
        &[
            "meeting minutes",
            "minutes",
            "documents",
            "document",
            "board papers",
            "board paper",
            "agenda",
        ],
    ),
    (SourceKind::Survey, &["surveys", "survey", "questionnaires", "questionnaire"]),
    (SourceKind::Template, &["templates", "template"]),
];

/// What cases are called that bear a number or a letter.
const CASES: &str =
    "site|case|practice|organi[sz]ation|locality|school|ward|clinic|hospital|centre|center|team";

/// Words before a role's own: `practice nurse`, `telephone interviewee`.
const QUALIFIERS: &str = "other|senior|deputy|lead|practice|policy|telephone|lay|la|salaried|clinical|non-clinical|public|local|healthcare|health";

/// What people are called that bear a number without “ID”.
const NUMBERED: &str = "participant|respondent|interviewee|informant|speaker|person|patient|p";

/// What other things are called that bear an “ID”.
const NO_ROLES: &[&str] = &["meeting", "site", "case", "file", "recording"];

/// Words that tell of a file's state and not of a person.
const STATES: &[&str] = &[
    "anonymised",
    "anonymized",
    "checked",
    "clean",
    "copy",
    "corrected",
    "draft",
    "edited",
    "final",
    "redacted",
    "signed",
    "transcribed",
    "transcription",
    "verbatim",
];

/// A person's name has at most this many words.
const MOST_WORDS: usize = 6;
/// A name that begins without a capital has at most this many; more make a sentence.
const MOST_LOWER: usize = 3;
/// What fills a column has at most this many code points.
const LONGEST: usize = 100;

/// `{kind}` as a regular expression.
pub(super) fn kind() -> String {
    let mut phrases: Vec<&str> = KINDS.iter().flat_map(|(_, words)| *words).copied().collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases.join("|").replace(' ', GAP)
}

/// `{language}` as a regular expression.
pub(super) fn language() -> String {
    let words = language::all().iter().flat_map(|(code, name)| [*name, *code]);
    let mut words: Vec<String> = words.map(regex::escape).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.join("|").replace(' ', GAP)
}

/// A case that is called by its number, as a regular expression: `Site 3`.
pub(super) fn numbered_case() -> String {
    format!("{START}(?:{CASES})(?:{GAP})?#?(?:[0-9]{{1,3}}[a-z]?|{START}[a-z]){END}")
}

/// People who are called by their numbers, as a regular expression: `GP ID 102`, `P3`, `GP ID 102 and Nurse ID 3`.
pub(super) fn numbered_people() -> String {
    // Letters but for the rarest, and a few signs: exact classes of Unicode make expressions ten times as large.
    let word = r"(?-i:[A-Za-z\u{c0}-\u{1fff}\u{2c00}-\u{d7ff}'’]+)";
    let role = format!("(?:(?:{QUALIFIERS}){GAP})?(?:{word}{GAP})?id(?:{GAP})?#?[0-9]{{1,6}}");
    let person = format!("{START}(?:{role}|(?:{NUMBERED})(?:{GAP})?#?[0-9]{{1,4}}[a-z]?){END}");
    format!(r"{person}(?:(?:\s*[,&]\s*|\s+(?:{AND})\s+){person})*")
}

/// Words between the names of people.
const AND: &str = "and|und|et|en";

/// The kind of source that words tell.
pub(super) fn kind_of(words: &str) -> Option<SourceKind> {
    let words = spaced(words).to_lowercase();
    KINDS.iter().find(|(_, phrases)| phrases.contains(&words.as_str())).map(|(kind, _)| *kind)
}

/// People who are called by their numbers; nothing if the number is that of something else.
pub(super) fn people_of(words: &str) -> Option<Vec<String>> {
    let people: Vec<String> = persons(words).iter().map(|person| spaced(person)).collect();
    let is_role = |person: &String| {
        let lower = person.to_lowercase();
        let role =
            lower.rsplit_once("id").and_then(|(before, _)| before.trim_end().rsplit(' ').next());
        role.is_none_or(|role| !NO_ROLES.contains(&role) && kind_of(role).is_none())
    };
    people.iter().all(is_role).then_some(people)
}

/// Words that may be anything, without the signs around them.
pub(super) fn free(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let shown =
        words.trim_matches(|c: char| is_dash(c) || matches!(c, ' ' | ',' | ';' | ':' | '|'));
    let sound = shown.contains(char::is_alphanumeric) && shown.chars().count() <= LONGEST;
    sound.then(|| shown.to_owned())
}

/// People named in any way. In the name of a file, a number alone or what tells of the file's state names nobody.
pub(super) fn free_people(words: &str, in_name: bool) -> Option<Vec<String>> {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        let whole = format!("(?i)^(?:{})$", numbered_case());
        Regex::new(&whole).expect("the expression of cases is sound")
    });
    let people: Vec<String> = persons(words)
        .iter()
        .filter_map(|person| free(if in_name { without_state(person) } else { person }))
        .collect();
    let is_person = |person: &String| {
        let words = person.split(' ').count();
        let is_phrase = person.starts_with(char::is_lowercase) && words > MOST_LOWER;
        let named = !in_name || person.contains(char::is_alphabetic);
        let is_case = CASE.is_match(person);
        named && !is_case && !is_phrase && words <= MOST_WORDS && kind_of(person).is_none()
    };
    (!people.is_empty() && people.iter().all(is_person)).then_some(people)
}

/// The persons in words that name several. A word for “and” between two words that are not both written with a capital
/// or both without belongs to one name: `Director of finance and strategy`.
fn persons(words: &str) -> Vec<String> {
    let mut persons: Vec<Vec<&str>> = vec![Vec::new()];
    let parted = words.replace(',', " , ").replace('&', " & ");
    let all: Vec<&str> = parted.split_whitespace().collect();
    let is_capital = |word: &str| !word.starts_with(char::is_lowercase);
    for (at, &word) in all.iter().enumerate() {
        let is_and = AND.split('|').any(|and| word.eq_ignore_ascii_case(and));
        let first = persons.last().and_then(|person| person.first());
        let alike = || match (first, all.get(at + 1)) {
            (Some(first), Some(next)) => is_capital(first) == is_capital(next),
            _ => false,
        };
        if matches!(word, "," | "&") || is_and && alike() {
            persons.push(Vec::new());
        } else if let Some(person) = persons.last_mut() {
            person.push(word);
        }
    }
    persons.iter().filter(|p| !p.is_empty()).map(|person| person.join(" ")).collect()
}

/// Words without those at their end that tell of a file's state: `final`, `v2`, `(1)`.
fn without_state(words: &str) -> &str {
    let is_before = |c: char| c.is_whitespace() || is_dash(c) || matches!(c, '.' | '(');
    let is_end = |c: char| is_before(c) || c == ')';
    let mut kept = words;
    loop {
        let rest = kept.trim_end_matches(is_end);
        let last = rest.rsplit(is_end).next().unwrap_or_default();
        let lower = last.to_lowercase();
        let version = lower.strip_prefix('v').unwrap_or(&lower);
        let is_version = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit());
        if !is_version && !STATES.contains(&lower.as_str()) {
            return kept;
        }
        kept = rest[..rest.len() - last.len()].trim_end_matches(is_before);
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// Words with single blanks where blanks and dashes stood.
pub(super) fn spaced(words: &str) -> String {
    let words: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || is_dash(c))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
