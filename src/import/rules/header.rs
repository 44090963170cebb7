//! The first lines of a text, in which studies note what it is: `Site: Site 3`.

use crate::domain::Turn;
use crate::text::Text;

/// A header has at most this many lines with words.
const LINES: usize = 12;
/// A line of a header has at most this many code points.
const LONGEST: usize = 120;

/// The lines of a text's header, blank ones left out. It ends where somebody speaks (`turns` tell), at a line that is
/// too long for one, and at a sentence; a line with a colon may end like a sentence.
pub fn header<'a>(text: &'a Text, turns: &[Turn]) -> Vec<&'a str> {
    let spoken = turns.iter().find(|turn| turn.speaker.is_some());
    let end = spoken.map_or(u32::MAX, |turn| turn.span.start);
    text.paragraphs()
        .iter()
        .take_while(|paragraph| paragraph.span.start < end)
        .map(|paragraph| text.as_str()[paragraph.bytes()].trim())
        .filter(|line| !line.is_empty())
        .take(LINES)
        .take_while(|line| line.chars().nth(LONGEST).is_none())
        .take_while(|line| line.contains([':', '：']) || !line.ends_with(['.', '?', '!', '…']))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::turns;

    fn lines(string: &str) -> Vec<String> {
        let text = Text::new(string);
        header(&text, &turns::recognise(&text)).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_header_ends_where_the_text_begins() {
        for (text, expected) in [
            ("", vec![]),
            (
                "Fieldnote 5\n\n Site: 3\nDate: May\n\nThey met.\nSite: no",
                vec!["Fieldnote 5", "Site: 3", "Date: May"],
            ),
            ("Site: St. Ann etc.\nWe met.", vec!["Site: St. Ann etc."]),
            ("Site: 3\nINT: Well?\nGP: Yes.\nINT: So?\nDate: none", vec!["Site: 3"]),
            ("INT: Well?\nGP: Yes.\n", vec![]),
        ] {
            assert_eq!(lines(text), expected, "{text}");
        }
        assert_eq!(lines(&"Site\n".repeat(40)).len(), LINES);
        assert!(lines(&"é".repeat(LONGEST + 1)).is_empty());
    }
}
