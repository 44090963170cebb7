//! How trims are made: a person selects words and cuts, emphasises or restores them, or puts words in.

use crate::domain::{Insertion, Span, Trims};

impl Trims {
    /// Leaves words out. What was put in where they stand goes.
    pub fn cut(&mut self, span: Span) {
        self.take_out_insertions(span);
        add(&mut self.cuts, span);
        // What stood between two cuts that are one now is put before it.
        for one in self.insertions.iter_mut().filter(|one| one.span.is_empty()) {
            let at = one.span.start;
            if let Some(cut) = self.cuts.iter().find(|cut| cut.start < at && at < cut.end) {
                one.span = Span { start: cut.start, end: cut.start };
            }
        }
        self.insertions.sort_by_key(|one| (one.span.start, one.span.end));
    }

    /// Brings words back as they are: what was cut, put in or emphasised there.
    pub fn restore(&mut self, span: Span) {
        self.take_out_insertions(span);
        remove(&mut self.cuts, span);
        remove(&mut self.emphasis, span);
    }

    /// Emphasises words, or no longer where all of them are.
    pub fn emphasise(&mut self, span: Span) {
        let is_there =
            self.emphasis.iter().any(|one| one.start <= span.start && span.end <= one.end);
        if is_there {
            remove(&mut self.emphasis, span);
        } else {
            add(&mut self.emphasis, span);
        }
    }

    /// Puts words in, in the place of those of a span or between two where it is empty.
    pub fn insert(&mut self, span: Span, words: &str) {
        self.take_out_insertions(span);
        remove(&mut self.cuts, span);
        // Within a cut nothing can stand between words: it is put before it.
        let around = self.cuts.iter().find(|cut| cut.start < span.start && span.start < cut.end);
        let span = match around {
            Some(cut) if span.is_empty() => Span { start: cut.start, end: cut.start },
            _ => span,
        };
        let place = |span: Span| (span.start, span.end);
        let at = self.insertions.partition_point(|one| place(one.span) <= place(span));
        self.insertions.insert(at, Insertion { span, words: words.trim().to_owned() });
    }

    /// What is put in over a place, or right at it.
    pub fn insertion_at(&self, place: u32) -> Option<&Insertion> {
        self.insertions.iter().find(|one| one.span.start <= place && place <= one.span.end)
    }

    fn take_out_insertions(&mut self, span: Span) {
        self.insertions.retain(|one| {
            let touches = one.span.start == span.start && one.span.end == span.end;
            let is_within =
                one.span.is_empty() && span.start < one.span.start && one.span.start < span.end;
            !(touches || is_within || one.span.overlaps(span))
        });
    }
}

/// Adds a span to others that neither overlap nor touch.
fn add(spans: &mut Vec<Span>, new: Span) {
    if new.is_empty() {
        return;
    }
    let mut new = new;
    spans.retain(|one| {
        let is_apart = one.end < new.start || new.end < one.start;
        if !is_apart {
            new = Span { start: new.start.min(one.start), end: new.end.max(one.end) };
        }
        is_apart
    });
    let at = spans.partition_point(|one| one.start < new.start);
    spans.insert(at, new);
}

/// Takes a span out of others.
fn remove(spans: &mut Vec<Span>, gone: Span) {
    let left = spans.iter().flat_map(|one| {
        [
            Span { start: one.start, end: one.end.min(gone.start).max(one.start) },
            Span { start: one.start.max(gone.end).min(one.end), end: one.end },
        ]
    });
    let mut left: Vec<Span> = match gone.is_empty() {
        true => return,
        false => left.filter(|one| !one.is_empty()).collect(),
    };
    left.dedup();
    *spans = left;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::TrimError;
    use super::*;
    use crate::text::Text;

    #[derive(Debug, Clone)]
    enum Deed {
        Cut(Span),
        Restore(Span),
        Emphasise(Span),
        Insert(Span),
    }

    fn deed() -> impl Strategy<Value = Deed> {
        let span = (0u32..20, 0u32..20).prop_map(|(a, b)| Span { start: a.min(b), end: a.max(b) });
        (0..4u8, span).prop_map(|(what, span)| match what {
            0 => Deed::Cut(span),
            1 => Deed::Restore(span),
            2 => Deed::Emphasise(span),
            _ => Deed::Insert(span),
        })
    }

    proptest! {
        #[test]
        fn whatever_is_done_can_be_printed(deeds in prop::collection::vec(deed(), 0..12)) {
            let text = Text::new("Nobody asked us all.".to_owned());
            let whole = Span { start: 0, end: 20 };
            let mut trims = Trims::default();
            let mut cut = [false; 20];
            let mut emphasised = [false; 20];
            for deed in deeds {
                let all = |span: Span| span.start as usize..span.end as usize;
                match deed {
                    Deed::Cut(span) => {
                        trims.cut(span);
                        cut[all(span)].fill(true);
                    }
                    Deed::Restore(span) => {
                        trims.restore(span);
                        cut[all(span)].fill(false);
                        emphasised[all(span)].fill(false);
                    }
                    Deed::Emphasise(span) if span.is_empty() => {}
                    Deed::Emphasise(span) => {
                        trims.emphasise(span);
                        let on = !emphasised[all(span)].iter().all(|&on| on);
                        emphasised[all(span)].fill(on);
                    }
                    Deed::Insert(span) => {
                        trims.insert(span, "in");
                        cut[all(span)].fill(false);
                    }
                }
                let checked = trims.check(&text, whole);
                prop_assert!(
                    matches!(checked, Ok(()) | Err(TrimError::NothingLeft)),
                    "{checked:?} {trims:?}"
                );
                let holds = |spans: &[Span], at: u32| spans.iter().any(|s| s.start <= at && at < s.end);
                for at in 0..20u32 {
                    prop_assert_eq!(holds(&trims.cuts, at), cut[at as usize], "cut {} {:?}", at, trims);
                    prop_assert_eq!(holds(&trims.emphasis, at), emphasised[at as usize]);
                }
            }
        }
    }
}
