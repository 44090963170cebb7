//! What is said of a code, as one text: for formats that have a single place for it.
//!
//! The definition stands first. The rules and the question follow where there are any, each below a line of its own that
//! names it; read again, these lines part the text as it was. Whoever opens the file elsewhere simply reads on.

/// The lines above the parts after the definition, in their order.
const HEADINGS: [&str; 3] = ["When to use:", "When not to use:", "Research question:"];

/// What is said of a code; each part may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeWords {
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub include: String,
    /// When not to use it.
    pub exclude: String,
    /// The research question it serves.
    pub question: String,
}

impl CodeWords {
    /// All of it as one text; empty where nothing is said.
    pub fn in_one(&self) -> String {
        let mut text = self.definition.clone();
        for (heading, part) in HEADINGS.iter().zip([&self.include, &self.exclude, &self.question]) {
            if !part.is_empty() {
                let gap = if text.is_empty() { "" } else { "\n\n" };
                text.push_str(&format!("{gap}{heading}\n{part}"));
            }
        }
        text
    }

    /// The parts of a text: each of the lines above begins its part where it stands alone and in order. Blanks and empty
    /// lines around the parts are dropped.
    pub fn parted(text: &str) -> Self {
        let mut parts: [String; 4] = Default::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            match HEADINGS[at..].iter().position(|heading| *heading == line.trim()) {
                Some(further) => at += further + 1,
                None => parts[at].push_str(line),
            }
        }
        let [definition, include, exclude, question] = parts.map(|part| part.trim().to_owned());
        Self { definition, include, exclude, question }
    }

    /// Whether the text reads again as the same parts: not where a line within a part looks like the name of one.
    pub fn can_be_parted(&self) -> bool {
        let trimmed = |part: &String| part.trim().to_owned();
        let Self { definition, include, exclude, question } = Self::parted(&self.in_one());
        [definition, include, exclude, question]
            == [&self.definition, &self.include, &self.exclude, &self.question].map(trimmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(definition: &str, include: &str, exclude: &str, question: &str) -> CodeWords {
        let [definition, include, exclude, question] =
            [definition, include, exclude, question].map(str::to_owned);
        CodeWords { definition, include, exclude, question }
    }

    #[test]
    fn parts_come_apart_as_they_went_together() {
        let all = words("Getting in.\n\nAnd out.", "Doors", "Windows\nRoofs", "RQ 2");
        assert_eq!(
            all.in_one(),
            "Getting in.\n\nAnd out.\n\nWhen to use:\nDoors\n\nWhen not to use:\nWindows\nRoofs\n\n\
             Research question:\nRQ 2"
        );
        for words in [all, words("", "", "", ""), words("", "a", "", "b"), words("a", "", "", "")] {
            assert_eq!(CodeWords::parted(&words.in_one()), words);
            assert!(words.can_be_parted());
        }
    }

    #[test]
    fn a_line_that_looks_like_a_heading_is_noticed() {
        assert!(!words("a\nWhen to use:\nb", "c", "", "").can_be_parted());
        assert!(!words("", "", "", "a\n").in_one().is_empty());
        assert!(words("When to use: doors", "", "", "When to use:").can_be_parted());
    }
}
