//! What is printed after a quote.
//!
//! A label names the speaker as the study numbers them and never the source's name, which may tell the site.

use crate::domain::{SourceCodings, SourceInfo, SourceKind, Span, Speaker};
use crate::text::turns::is_interviewer;

/// Who speaks within a span, each once, in order. A span that only touches a turn's marker does not count.
pub fn speakers(source: &SourceCodings, span: Span) -> Vec<&Speaker> {
    let first = source.turns.partition_point(|turn| turn.span.end <= span.start);
    let mut found: Vec<&Speaker> = Vec::new();
    for turn in source.turns[first..].iter().take_while(|turn| turn.span.start < span.end) {
        let words = Span { start: turn.span.start.saturating_add(turn.marker), end: turn.span.end };
        if let Some(speaker) = &turn.speaker
            && words.overlaps(span)
            && !found.contains(&speaker)
        {
            found.push(speaker);
        }
    }
    found
}

/// The label of a quotation: `[GP ID 161]` for what somebody said in an interview, `[Extract from fieldnotes, M10]`
/// for what was observed, `[Document]` for the rest.
pub fn label(info: &SourceInfo, source: &SourceCodings, span: Span) -> String {
    match info.kind {
        SourceKind::Interview => {
            let all = speakers(source, span);
            let asked: Vec<&str> =
                all.iter().map(|s| &***s).filter(|s| !is_interviewer(s)).collect();
            match asked.as_slice() {
                [] if !all.is_empty() => "[Interviewer]".to_owned(),
                [] => format!("[{}]", person_in(&info.name).unwrap_or("Interview")),
                [speaker] if is_nobody(speaker) => {
                    format!("[{}]", person_in(&info.name).unwrap_or("Interview"))
                }
                several => format!("[{}]", several.join("; ")),
            }
        }
        SourceKind::Fieldnote => match meeting_in(&info.name) {
            Some(number) => format!("[Extract from fieldnotes, {number}]"),
            None => "[Extract from fieldnotes]".to_owned(),
        },
        SourceKind::Document => "[Document]".to_owned(),
        SourceKind::Survey => "[Survey answer]".to_owned(),
        SourceKind::Template => "[Template]".to_owned(),
    }
}

/// Whether a marker says only that it is the person interviewed, or which of them: `A`, `R`, `P3`.
pub(super) fn is_nobody(speaker: &str) -> bool {
    let mut characters = speaker.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.all(|c| c.is_ascii_digit())
}

/// The role and number in a source's name: `Volunteer driver ID 176` in `Interview 12 Volunteer driver ID 176 Site 3`.
fn person_in(name: &str) -> Option<&str> {
    const BEFORE: [&str; 7] = ["interview", "transcript", "group", "focus", "with", "of", "site"];
    let id = name.find(" ID ")?;
    let digits = name[id + 4..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let mut role = id;
    for word in name[..id].rsplit(' ') {
        let is_role = !word.is_empty()
            && !word.contains(|c: char| c.is_ascii_digit() || "_-–,".contains(c))
            && !BEFORE.contains(&word.to_lowercase().as_str());
        if !is_role {
            break;
        }
        role = name[..role].rfind(word).unwrap_or(0);
    }
    Some(name[role..id + 4 + digits].trim_start())
}

/// The meeting's number in a source's name: `M10`.
fn meeting_in(name: &str) -> Option<&str> {
    name.split([' ', '_', ',', '(', ')']).find(|word| {
        word.strip_prefix('M').is_some_and(|rest| {
            !rest.is_empty() && rest.len() < 5 && rest.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::domain::{SourceId, Turn};

    fn turn(start: u32, end: u32, marker: u32, speaker: &str) -> Turn {
        Turn { span: Span { start, end }, marker, speaker: Some(Arc::from(speaker)), time: None }
    }

    fn labelled(name: &str, kind: SourceKind, turns: Vec<Turn>, start: u32, end: u32) -> String {
        let id = SourceId::new(Uuid::nil());
        let info = SourceInfo::new(id, name, kind);
        let source = SourceCodings { source: id, turns: turns.into(), quotations: Vec::new() };
        label(&info, &source, Span { start, end })
    }

    #[test]
    fn names_the_person_and_never_the_source() {
        let turns =
            || vec![turn(0, 20, 5, "INT"), turn(21, 60, 11, "GP ID 161"), turn(61, 99, 3, "A")];
        let name = "Interview 12 PN ID 100 Site 3";
        let interview = |start, end| labelled(name, SourceKind::Interview, turns(), start, end);
        assert_eq!(interview(30, 40), "[GP ID 161]");
        assert_eq!(interview(6, 40), "[GP ID 161]");
        assert_eq!(interview(6, 10), "[Interviewer]");
        assert_eq!(interview(70, 80), "[PN ID 100]");
        assert_eq!(interview(40, 80), "[GP ID 161; A]");
        assert!(is_nobody("A") && is_nobody("P12") && !is_nobody("GP") && !is_nobody("GP ID 1"));
        assert_eq!(
            person_in("Interview Volunteer driver ID 176 Site 3"),
            Some("Volunteer driver ID 176")
        );
        assert_eq!(person_in("Group 0049 PN ID 148"), Some("PN ID 148"));
        assert_eq!(person_in(" ID 7"), Some("ID 7"));
        assert_eq!(person_in("Site ID x"), None);
        assert_eq!(labelled("Bob", SourceKind::Interview, Vec::new(), 0, 5), "[Interview]");
        let notes = labelled("Board M10 Site 2", SourceKind::Fieldnote, Vec::new(), 0, 5);
        assert_eq!(notes, "[Extract from fieldnotes, M10]");
        assert_eq!(labelled("Plan", SourceKind::Document, Vec::new(), 0, 5), "[Document]");
    }
}
