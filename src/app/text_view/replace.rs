//! Another text in place of the one that is shown, with everything on its words.

use std::sync::Arc;

use super::marks::Marks;
use super::pointer::Grip;
use super::{Pending, Position, TextView};
use crate::domain::{Markup, Span, Turn};
use crate::text::{ChangeSet, Text};

impl TextView {
    /// Shows another text, to which the changes lead from this one; with no changes, other turns or other markup of
    /// the same text.
    ///
    /// What is selected, found and coded stays on its words, and so does the line at the top of the view: an edit of a
    /// paragraph does not move the page. Where nothing is left of what was selected, the caret stands where it was.
    /// Codings stand where the changes bring them until [`Self::set_marks`].
    pub fn replace(
        &mut self,
        text: Text,
        turns: Arc<[Turn]>,
        markup: &[Markup],
        changes: &ChangeSet,
    ) {
        let top = self.seen.is_some().then(|| self.flow.top());
        let top = top.map(|(byte, offset)| {
            let at = self.text.code_point(byte);
            // Above the first line the view is at the head of the text, whatever that begins with.
            Position { at: if offset < 0.0 { 0 } else { moved(changes, at) }, offset }
        });
        self.select_moved(&text, changes);
        for hit in &mut self.hits {
            *hit = changes.map(*hit).span();
        }
        let mut marks = self.marks.all().to_vec();
        for mark in &mut marks {
            mark.span = changes.map(mark.span).span();
        }
        self.marks = Marks::new(&text, marks);
        match &mut self.pending {
            Some(Pending::Reveal(span)) => *span = changes.map(*span).span(),
            Some(Pending::Position(position)) => position.at = moved(changes, position.at),
            None => {}
        }
        self.grip = Grip::None;
        self.speakers = None;
        self.map.forget();
        self.flow.replace(text.clone(), &turns, markup);
        (self.text, self.turns) = (text, turns);
        if let Some(Position { at, offset }) = top {
            self.flow.show_at(self.text.byte(at), -offset);
            self.refresh_placed();
        }
    }

    /// Brings the selection to its words in the other text.
    fn select_moved(&mut self, text: &Text, changes: &ChangeSet) {
        let (span, after) = (self.selected.span(), self.selected.after);
        let is_backward = self.selected.head < self.selected.anchor;
        if span.is_empty() {
            let at = moved(changes, span.start);
            self.selected.set(text.snap(Span { start: at, end: at }));
            self.selected.after = after;
            return;
        }
        self.selected.set(text.snap(changes.map(span).span()));
        if is_backward {
            self.selected.turn_round();
        }
    }
}

/// Where a place has come to stand, after what was put in there. Among words that were replaced it stays as far from
/// the first of them as the new words reach.
fn moved(changes: &ChangeSet, at: u32) -> u32 {
    let within = changes.spans().find(|(old, _)| old.start < at && at < old.end);
    match within {
        Some((old, new)) => new.start + (at - old.start).min(new.len()),
        None => changes.place(at, true),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::MarkupKind;
    use crate::text::Edit;

    fn replaced(view: &mut TextView, span: Span, with: &str) {
        let changes = ChangeSet::new([Edit { span, with: with.to_owned() }]).expect("sound edits");
        let text = Text::new(changes.apply(view.text()));
        view.replace(text, Arc::from([]), &[], &changes);
    }

    #[test]
    fn what_was_found_stays_on_its_words() {
        let mut view = TextView::new(Text::new("one two three"), Arc::from([]), &[]);
        let (two, three) = (Span { start: 4, end: 7 }, Span { start: 8, end: 13 });
        view.set_hits(vec![two, three], Some(1));
        view.reveal(three);
        replaced(&mut view, two, "");
        // The place of the current one among them still holds.
        assert_eq!(view.hits, [Span { start: 4, end: 4 }, Span { start: 5, end: 10 }]);
        assert!(matches!(view.pending, Some(Pending::Reveal(span)) if span == view.hits[1]));
    }

    #[test]
    fn a_place_among_replaced_words_stays_near() {
        let edit = Edit { span: Span { start: 10, end: 20 }, with: "x".repeat(6) };
        let changes = ChangeSet::new([edit]).expect("sound edits");
        let places = [9, 10, 13, 19, 20, 30].map(|at| moved(&changes, at));
        assert_eq!(places, [9, 10, 13, 16, 16, 26]);
    }

    proptest! {
        #[test]
        fn what_is_selected_splits_no_grapheme(
            text in "(\\PC|\n|e\u{301}|👩‍👧|🇬🇧){0,60}", with in "(\u{301}|🇬|👧|x){0,6}",
            (a, b) in (0u32..80, 0u32..80), (from, to) in (0u32..80, 0u32..80),
        ) {
            let text = Text::new(text);
            let length = text.length();
            let marked = Markup { span: Span { start: 1, end: 99 }, kind: MarkupKind::Heading(1) };
            let mut view = TextView::new(text, Arc::from([]), &[marked]);
            view.select(Span::between(a.min(length), b.min(length)));
            replaced(&mut view, Span::between(from.min(length), to.min(length)), &with);
            let span = view.selection().unwrap_or(Span { start: view.caret(), end: view.caret() });
            prop_assert!(view.text().holds(span));
            prop_assert_eq!(view.text().snap(span), span);
        }
    }
}
