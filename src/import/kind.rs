//! What a source seems to be: an interview, a fieldnote, or not to be told.

use crate::domain::SourceKind;
use crate::text::{Text, turns};

/// So many paragraphs with words at the beginning are looked at as a header.
const HEADER_PARAGRAPHS: usize = 6;
/// A paragraph of a header has at most this many bytes.
const HEADER_BYTES: usize = 120;

/// Phrases, in lower case, that tell a fieldnote.
pub(super) const FIELDNOTE: &[&str] = &[
    "fieldnote",
    "fieldnotes",
    "field note",
    "field notes",
    "field diary",
    "observation",
    "observations",
    "observation notes",
    "meeting note",
    "meeting notes",
];
/// Words that tell a document, even one of a meeting.
const DOCUMENT: &[&str] = &["minutes", "agenda", "paper", "papers", "report", "policy"];
/// Words that tell an interview.
pub(super) const INTERVIEW: &[&str] =
    &["interview", "interviews", "transcript", "transcripts", "focus group"];

/// The kind that a source's name tells, or its header, or its turns, in this order.
pub(super) fn suggest(name: &str, text: &Text) -> Option<SourceKind> {
    by_words(name).or_else(|| {
        let turns = turns::recognise(text);
        let spoken = || turns.iter().filter(|turn| turn.speaker.is_some());
        // What is spoken may be about anything, so the header ends at the first turn.
        let header = spoken().next().map_or(text.length(), |turn| turn.span.start);
        by_header(text, header).or_else(|| {
            let asked =
                spoken().filter_map(|turn| turn.speaker.as_deref()).any(turns::is_interviewer);
            (spoken().count() >= 2 && asked).then_some(SourceKind::Interview)
        })
    })
}

fn by_header(text: &Text, end: u32) -> Option<SourceKind> {
    text.paragraphs()
        .iter()
        .take_while(|paragraph| paragraph.span.start < end)
        .map(|paragraph| text.as_str()[paragraph.bytes()].trim())
        .filter(|paragraph| !paragraph.is_empty())
        .take(HEADER_PARAGRAPHS)
        .take_while(|line| line.len() <= HEADER_BYTES && !line.ends_with(['.', '?', '!', '…']))
        .find_map(by_words)
}

fn by_words(text: &str) -> Option<SourceKind> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let plain = format!(" {} ", words.join(" "));
    let holds = |phrases: &[&str]| phrases.iter().any(|p| plain.contains(&format!(" {p} ")));
    if holds(FIELDNOTE) {
        Some(SourceKind::Fieldnote)
    } else if holds(INTERVIEW) {
        Some(SourceKind::Interview)
    } else if has_meeting_number(text) && !holds(DOCUMENT) {
        Some(SourceKind::Fieldnote)
    } else {
        None
    }
}

/// Whether the number of an observed meeting stands in it: `M51`.
fn has_meeting_number(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.strip_prefix('M').is_some_and(|number| {
            (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(name: &str, text: &str) -> Option<SourceKind> {
        suggest(name, &Text::new(text))
    }

    #[test]
    fn the_name_comes_first() {
        use SourceKind::{Fieldnote, Interview};
        for (name, kind) in [
            ("Fieldnote 0005 Site 5", Some(Fieldnote)),
            ("field_notes-March", Some(Fieldnote)),
            ("Observation of interview training", Some(Fieldnote)),
            ("M51 meeting notes", Some(Fieldnote)),
            ("M51 Executive meeting June 2014", Some(Fieldnote)),
            ("Members meeting minutes M56", None),
            ("Interview0049 GP", Some(Interview)),
            ("transcript_7", Some(Interview)),
            ("Interviewees", None),
            ("Board paper", None),
        ] {
            assert_eq!(suggested(name, "Some words."), kind, "{name}");
        }
    }

    #[test]
    fn then_the_header_then_the_turns() {
        assert_eq!(suggested("a", "Fieldnote 5\nSite: 3\n\nLong."), Some(SourceKind::Fieldnote));
        assert_eq!(suggested("a", "We saw an interview.\nInterview"), None);
        assert_eq!(suggested("a", "INT: The meeting notes\nGP: Yes"), Some(SourceKind::Interview));
        assert_eq!(suggested("a", "INT: Well?\nGP: Well."), Some(SourceKind::Interview));
        assert_eq!(suggested("a", "Mary: a.\nJohn: b.\nMary: c.\nJohn: d."), None);
        assert_eq!(suggested("a", ""), None);
    }
}
