//! Who speaks within a span, and whom the names of speakers and sources tell of.

use crate::domain::{SourceCodings, Span, Speaker};

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

/// Whether a marker says only that it is the person interviewed, or which of them: `A`, `R`, `P3`.
pub(super) fn is_nobody(speaker: &str) -> bool {
    let mut characters = speaker.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.all(|c| c.is_ascii_digit())
}

/// The role and number in a source's name: `Volunteer driver ID 176` in `Interview 12 Volunteer driver ID 176 Site 3`.
pub(super) fn person_in(name: &str) -> Option<&str> {
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
pub(super) fn meeting_in(name: &str) -> Option<&str> {
    name.split([' ', '_', ',', '(', ')']).find(|word| {
        word.strip_prefix('M').is_some_and(|rest| {
            !rest.is_empty() && rest.len() < 5 && rest.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_of_people_and_meetings() {
        assert!(is_nobody("A") && is_nobody("P12") && !is_nobody("GP") && !is_nobody("GP ID 1"));
        let person = "Volunteer driver ID 176";
        assert_eq!(person_in("Interview Volunteer driver ID 176 Site 3"), Some(person));
        assert_eq!(person_in("Group 0049 PN ID 148"), Some("PN ID 148"));
        assert_eq!(person_in(" ID 7"), Some("ID 7"));
        assert_eq!(person_in("Site ID x"), None);
        assert_eq!(meeting_in("Board M10 Site 2"), Some("M10"));
        assert_eq!(meeting_in("Board (M1), Monday"), Some("M1"));
        assert_eq!(meeting_in("MRI M12345 Max"), None);
    }
}
