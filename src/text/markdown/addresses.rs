//! Addresses of pages: which ones may be followed, and where they stand in plain words.

use std::ops::Range;

/// The kinds of address that may be followed. Paths and scripts may not: nobody expects a click on a memo to run something.
const FOLLOWED: [&str; 3] = ["https://", "http://", "mailto:"];

/// Whether an address may be followed.
pub(super) fn is_followed(address: &str) -> bool {
    FOLLOWED.iter().any(|kind| {
        let start = address.get(..kind.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(kind)) && address.len() > kind.len()
    })
}

/// The pages that stand in plain words by their addresses, without the full stop or bracket behind them; bytes.
pub(super) fn addresses(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + words.get(from..)?.find("http")?;
            from = start + "http".len();
            let address = &words[start..];
            let kind = FOLLOWED[..2].iter().find(|kind| address.starts_with(**kind));
            let follows_letter =
                words[..start].chars().next_back().is_some_and(char::is_alphanumeric);
            let Some(kind) = kind.filter(|_| !follows_letter) else { continue };
            let end = kind.len() + length(&address[kind.len()..]);
            if end > kind.len() {
                from = start + end;
                return Some(start..from);
            }
        }
    })
}

/// How many bytes of these words belong to an address that has begun.
fn length(words: &str) -> usize {
    // How many brackets are open, round and square: one that closes none of them stands behind the address.
    let mut open = [0_usize; 2];
    let end = words.char_indices().find(|(_, c)| match c {
        '(' | '[' => {
            open[usize::from(*c == '[')] += 1;
            false
        }
        ')' | ']' => {
            let open = &mut open[usize::from(*c == ']')];
            let is_behind = *open == 0;
            *open = open.saturating_sub(1);
            is_behind
        }
        '<' | '>' | '"' | '“' | '”' | '«' | '»' | '‘' | '’' => true,
        c => c.is_whitespace() || c.is_control(),
    });
    let address = &words[..end.map_or(words.len(), |(at, _)| at)];
    address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '…']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_what_belongs_to_the_sentence() {
        let found = |words: &str| -> Vec<String> {
            addresses(words).map(|range| words[range].to_owned()).collect()
        };
        assert_eq!(
            found("See https://a.org/x_(y), (http://b.org) or “http://c.org/?q=1&r=[2]”."),
            ["https://a.org/x_(y)", "http://b.org", "http://c.org/?q=1&r=[2]"]
        );
        assert_eq!(found("http:// https://. xhttp://a.b httpshttp http"), [""; 0]);
        assert_eq!(found("http://a.b…"), ["http://a.b"]);
    }

    #[test]
    fn only_pages_and_mailboxes_are_followed() {
        for address in ["https://a.org", "HTTP://A.ORG", "mailto:a@b.c"] {
            assert!(is_followed(address), "{address}");
        }
        for address in ["javascript:alert(1)", "file:///etc/passwd", "a.docx", "http://", "é", ""]
        {
            assert!(!is_followed(address), "{address}");
        }
    }
}
