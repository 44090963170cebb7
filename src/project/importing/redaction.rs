//! Private words replaced in what is to come in, before anything is stored.

use crate::analysis::identifiers::{IdentifierKind, Terms, scan};
use crate::text::{ChangeSet, Edit, Text};

/// The changes that put the public words in the place of the private ones.
pub(super) fn changes(text: &Text, terms: &Terms) -> ChangeSet {
    let found = scan(text, terms).into_iter();
    let edits = found
        .filter(|finding| matches!(finding.kind, IdentifierKind::Term(_)))
        .map(|finding| Edit { span: finding.span, with: finding.replacement });
    ChangeSet::new(edits).unwrap_or_default()
}

/// Words with the public ones in the place of the private ones; nothing when none of these is among them.
pub(super) fn public(words: &str, terms: &Terms) -> Option<String> {
    let text = Text::new(words);
    let changes = changes(&text, terms);
    (!changes.is_empty()).then(|| changes.apply(&text))
}
