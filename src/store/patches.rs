//! What the history keeps of a change within a long text: the stretch that differs, not the text.
//!
//! A source of half a megabyte in which a word is corrected must not grow the file by a megabyte. The triggers ask
//! [`FUNCTION`] for the stretch; [`restored`] puts it back.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use serde_json::{Map, Value as Json, json};

/// The SQL function `stretch(a, b)`: where text `a` differs from text `b`, as JSON with the code points before the stretch
/// and its words in `a`.
pub(super) const FUNCTION: &str = "stretch";

/// Makes the function known to a connection.
pub(super) fn install(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function(FUNCTION, 2, flags, |context| {
        let (a, b) = (context.get_raw(0).as_str()?, context.get_raw(1).as_str()?);
        let (start, end) = differing(a, b);
        Ok(json!({ "at": a[..start].chars().count(), "text": &a[start..end] }).to_string())
    })
}

/// The bytes of `a` outside of what it has in common with `b` at both ends; whole characters.
fn differing(a: &str, b: &str) -> (usize, usize) {
    let mut start = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    while !a.is_char_boundary(start) {
        start -= 1;
    }
    let longest = a.len().min(b.len()) - start;
    let ends = a.bytes().rev().zip(b.bytes().rev());
    let mut end = ends.take(longest).take_while(|(a, b)| a == b).count();
    while !a.is_char_boundary(a.len() - end) {
        end -= 1;
    }
    (start, a.len() - end)
}

/// The text before a change, from the text after it and the stretches of both; nothing when they do not fit.
pub(super) fn restored(
    text: &str,
    before: &Map<String, Json>,
    after: &Map<String, Json>,
) -> Option<String> {
    let words = |stretch: &'_ Map<String, Json>| stretch.get("text")?.as_str().map(str::to_owned);
    let at = usize::try_from(after.get("at")?.as_u64()?).ok()?;
    let (before, after) = (words(before)?, words(after)?);
    let byte = match text.char_indices().nth(at) {
        Some((byte, _)) => byte,
        None => (text.chars().count() == at).then_some(text.len())?,
    };
    let rest = text[byte..].strip_prefix(after.as_str())?;
    Some([&text[..byte], &before, rest].concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretch(a: &str, b: &str) -> Map<String, Json> {
        let (start, end) = differing(a, b);
        let json = json!({ "at": a[..start].chars().count(), "text": &a[start..end] });
        json.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn only_what_differs_is_kept() {
        assert_eq!(stretch("We trust them", "We truly trust them")["text"], "");
        assert_eq!(stretch("We truly trust them", "We trust them")["text"], "ly tru");
        // These differ in their last byte only.
        assert_eq!(stretch("né", "nè")["text"], "é");
        assert_eq!(
            restored("nè!", &stretch("né", "nè"), &stretch("nè", "né")),
            Some("né!".to_owned())
        );
        assert_eq!(restored("no", &stretch("né", "nè"), &stretch("nè", "né")), None);
    }

    proptest! {
        #[test]
        fn a_text_comes_back(a in "[abé😀]{0,12}", b in "[abé😀]{0,12}") {
            prop_assert_eq!(restored(&b, &stretch(&a, &b), &stretch(&b, &a)), Some(a));
        }
    }
}
