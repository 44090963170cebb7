//! Finds square brackets in a text and classes each by its words.
//!
//! What is searched and counted as speech depends on it: `[GP ID 515]` is a person, `[local area]` hides a place, `[those who
//! are]` helps to read, `[laughter]` is no word at all, `[Discussing the new site]` is the writer's own.

mod class;

pub use self::class::bracket_class;
use super::Text;
use super::turns::is_role;
use crate::domain::{BracketClass, Span};

/// What is longer between two brackets, in code points, is no remark but a text that happens to stand between them.
const LONGEST: u32 = 200;

/// A pair of square brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// From the opening bracket to behind the closing one.
    pub span: Span,
    /// What it does, as its words suggest.
    pub class: BracketClass,
    /// Whether it stands at the beginning of its paragraph, where a person opens a turn; elsewhere a person is a mention.
    pub opens: bool,
}

/// All pairs of square brackets in a text, in order: within one paragraph, the innermost where they are nested, with at most
/// 200 code points between them. Links and footnote marks of Markdown are none.
pub fn brackets(text: &Text) -> Vec<Bracket> {
    let mut found = Vec::new();
    for paragraph in text.paragraphs() {
        let string = &text.as_str()[paragraph.bytes()];
        // Where the last bracket opened: code point in the text and byte in the paragraph.
        let mut open = None;
        let mut is_first = true;
        for (at, (byte, c)) in (paragraph.span.start..).zip(string.char_indices()) {
            match c {
                '[' => open = Some((at, byte, std::mem::replace(&mut is_first, false))),
                ']' => {
                    if let Some((start, opening, opens)) = open.take()
                        && at - start <= LONGEST + 1
                        && let Some(class) = class_between(string, opening, byte, opens)
                    {
                        found.push(Bracket { span: Span { start, end: at + 1 }, class, opens });
                    }
                }
                c => is_first &= c.is_whitespace() || matches!(c, '*' | '_'),
            }
        }
    }
    found
}

/// The class of what stands between two brackets of a paragraph; none for Markdown's.
fn class_between(
    paragraph: &str,
    opening: usize,
    closing: usize,
    opens: bool,
) -> Option<BracketClass> {
    let words = &paragraph[opening + 1..closing];
    let after = &paragraph[closing + 1..];
    let address = after.strip_prefix('(').unwrap_or_default();
    let is_link = ["http:", "https:", "mailto:", "www.", "#", "/"];
    if words.starts_with('^') || is_link.iter().any(|start| address.starts_with(start)) {
        return None;
    }
    // A role without a number hides a person, unless a colon or a dash says that the person speaks: `[Lay member]: …`.
    let speaks =
        after.trim_start_matches(['*', '_', ' ', '\u{a0}']).starts_with([':', '：', '-', '–', '—']);
    let last = words.trim().rsplit(' ').next().unwrap_or_default();
    let is_speaker = opens && speaks && (is_role(words.trim()) || is_role(last));
    Some(if is_speaker { BracketClass::Person } else { bracket_class(words) })
}

#[cfg(test)]
mod tests;
