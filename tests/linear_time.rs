//! Texts that repeat themselves take no more time than others: what looks for turns, names and brackets never looks back far.

use std::time::{Duration, Instant};

use marginalia::domain::{Markup, MarkupKind, Span, Speaker};
use marginalia::text::turns::{Recognition, alike, recognise_in_notes, recognise_with};
use marginalia::text::{Text, brackets};

/// Far more than it takes, and far less than going over each piece for every other would.
const PATIENCE: Duration = Duration::from_secs(20);

fn soon(work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
}

#[test]
fn turns() {
    soon(|| {
        for piece in [
            "0:03\n",
            "Ann  0:03\n",
            "Ann  0:03\n\n",
            "Ann: a\n",
            "[Ann] ",
            "Q a\n",
            "**",
            "A\t",
            "\n",
            "[",
        ] {
            let text = Text::new(piece.repeat(5_000));
            let every = (0..text.length()).step_by(2);
            let bold =
                |at| Markup { span: Span { start: at, end: at + 1 }, kind: MarkupKind::Bold };
            recognise_with(&text, &every.map(bold).collect::<Vec<_>>(), Recognition::default());
            recognise_in_notes(&text);
        }
    });
}

#[test]
fn names() {
    let names: Vec<(Speaker, usize)> =
        (0..2_000).map(|at| (Speaker::from(format!("Participant Participant {at}")), 1)).collect();
    soon(|| assert!(alike(&names).is_empty()));
}

#[test]
fn square_brackets() {
    soon(|| {
        for string in ["[", "]", "[]", "[[a1]", "[a ", "[GP ID 5] "] {
            brackets(&Text::new(string.repeat(5_000)));
        }
    });
}
