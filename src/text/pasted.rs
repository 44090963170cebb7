//! Text from other programs as it is taken into a text in Markdown: its paragraphs stay paragraphs, its odd signs go.

/// Signs that programs put before the items of a list.
const BULLETS: [char; 6] = ['•', '·', '▪', '◦', '\u{f0b7}', '\u{f0a7}'];

/// What was pasted, with `\n` line ends and without control characters. Where its paragraphs are lines without an empty one
/// between them, as word processors give them, an empty line parts them, so that they are paragraphs in Markdown too; items of
/// lists, rows of tables and lines of code stay together.
pub fn cleaned(pasted: &str) -> String {
    let mut lines = String::with_capacity(pasted.len());
    let mut signs = pasted.chars().peekable();
    // A break that somebody made within a paragraph parts lines and no paragraphs.
    const WITHIN: char = '\u{b}';
    while let Some(sign) = signs.next() {
        match sign {
            '\r' => {
                signs.next_if_eq(&'\n');
                lines.push('\n');
            }
            '\n' | '\u{c}' | '\u{2029}' => lines.push('\n'),
            WITHIN | '\u{2028}' => lines.push(WITHIN),
            // The end of a cell of a table.
            '\u{7}' | '\t' => lines.push('\t'),
            // A hyphen at which no line ends.
            '\u{1e}' => lines.push('\u{2011}'),
            // What shows a word's possible break, a picture's place, or the order of bytes.
            '\u{ad}' | '\u{fffc}' | '\u{feff}' | '\u{200b}' => {}
            sign if sign.is_control() => {}
            sign => lines.push(sign),
        }
    }
    let is_parted = lines.contains("\n\n") || lines.contains("```");
    let mut cleaned = String::with_capacity(lines.len() + 16);
    let mut before: Option<&str> = None;
    for line in lines.split('\n') {
        if let Some(before) = before {
            cleaned.push('\n');
            let both = [before, line];
            if !is_parted && both.iter().all(|line| is_paragraph(line)) {
                cleaned.push('\n');
            }
        }
        match item(line) {
            Some(item) => {
                cleaned.push_str("- ");
                cleaned.push_str(item);
            }
            None => cleaned.push_str(line),
        }
        before = Some(line);
    }
    cleaned.replace(WITHIN, "\n")
}

/// The words of a line that is an item of a list in a word processor.
fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(BULLETS)?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// Whether a line is a paragraph, and neither empty, an item of a list, a row of a table, a heading, a quote nor code.
fn is_paragraph(line: &str) -> bool {
    let words = line.trim_start();
    let number = words.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let is_numbered = number.len() < words.len() && number.starts_with(['.', ')']);
    let begins = ["- ", "* ", "+ ", "> ", "#", "|", "    "];
    !words.is_empty()
        && !line.starts_with("    ")
        && !line.contains('\t')
        && !is_numbered
        && item(line).is_none()
        && !begins.iter().any(|begin| words.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_a_word_processor_stay_paragraphs() {
        let pasted = "One.\r\nTwo,\u{b}still two.\r\n•\ta\r\n•\tb\r\nThree.";
        assert_eq!(cleaned(pasted), "One.\n\nTwo,\nstill two.\n- a\n- b\nThree.");
        assert_eq!(cleaned("one word"), "one word");
        assert_eq!(cleaned("a\r\n\r\nb\nc"), "a\n\nb\nc");
    }

    #[test]
    fn markdown_stays_as_it_is() {
        for text in ["- a\n- b", "1. a\n2. b", "| a | b |\n|---|---|", "> a\n> b", "# A\nb\n\nc\nd"]
        {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn odd_signs_go() {
        assert_eq!(
            cleaned("so\u{ad}ft\u{0} \u{feff}well\u{1e}known\u{15}\u{fffc}"),
            "soft well\u{2011}known"
        );
        assert_eq!(cleaned("a\u{7}b"), "a\tb");
    }
}
