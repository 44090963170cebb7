//! A short text beside an earlier wording of it, in pieces that stayed, went and came.

use serde::Serialize;

use super::{Text, difference};

/// A stretch of two wordings laid over each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// Stands in both.
    Kept(String),
    /// Stood only in the earlier one.
    Gone(String),
    /// Stands only in the later one.
    New(String),
}

/// Two wordings laid over each other, word by word: the kept and the gone pieces give the earlier one, the kept and the
/// new ones the later one. What went stands before what came in its place.
pub fn compared(earlier: &str, later: &str) -> Vec<Piece> {
    let old = Text::new(earlier);
    let mut pieces = Vec::new();
    let mut add = |piece: fn(String) -> Piece, words: &str| {
        if !words.is_empty() {
            pieces.push(piece(words.to_owned()));
        }
    };
    let mut at = 0;
    for edit in difference(&old, &Text::new(later)).edits() {
        let bytes = old.bytes(edit.span);
        add(Piece::Kept, &earlier[at..bytes.start]);
        add(Piece::Gone, &earlier[bytes.clone()]);
        add(Piece::New, &edit.with);
        at = bytes.end;
    }
    add(Piece::Kept, &earlier[at..]);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tells_what_went_and_what_came() {
        let kept = |words: &str| Piece::Kept(words.to_owned());
        assert_eq!(
            compared("Waiting for a visit.", "Waiting for a nurse’s visit at home."),
            [
                kept("Waiting for a "),
                Piece::New("nurse’s ".to_owned()),
                kept("visit"),
                Piece::New(" at home".to_owned()),
                kept("."),
            ]
        );
        assert_eq!(compared("", "New"), [Piece::New("New".to_owned())]);
        assert_eq!(compared("", ""), []);
    }

    proptest! {
        #[test]
        fn both_wordings_are_whole(earlier in "[ab é\n.]{0,30}", later in "[ab é\n.]{0,30}") {
            let (mut old, mut new) = (String::new(), String::new());
            for piece in compared(&earlier, &later) {
                match piece {
                    Piece::Kept(words) => {
                        old.push_str(&words);
                        new.push_str(&words);
                    }
                    Piece::Gone(words) => old.push_str(&words),
                    Piece::New(words) => new.push_str(&words),
                }
            }
            prop_assert_eq!(old, earlier);
            prop_assert_eq!(new, later);
        }
    }
}
