//! The form in which a text is stored.

/// A text in its stored form, and whether that took out a NUL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    /// The text: `\n` line ends, no byte order mark at the start, no NUL.
    pub text: String,
    /// How many NULs were replaced by U+FFFD.
    pub nuls: usize,
}

/// Brings a text into its stored form. `\r\n` and lone `\r` become `\n`, one U+FEFF at the very start is dropped,
/// U+0000 becomes U+FFFD (SQLite's text functions stop at NUL); every other character stays as it came.
pub fn normalise(text: &str) -> Normalised {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut nuls = 0;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\0' => {
                nuls += 1;
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
    Normalised { text: out, nuls }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_marks_and_nuls() {
        let Normalised { text, nuls } = normalise("\u{feff}a\r\nb\rc\n\0\u{feff}\u{2028}d\u{85}");
        assert_eq!(text, "a\nb\nc\n\u{fffd}\u{feff}\u{2028}d\u{85}");
        assert_eq!(nuls, 1);
        assert_eq!(normalise("\r\r\n\n").text, "\n\n\n");
    }
}
