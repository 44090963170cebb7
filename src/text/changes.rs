//! How one text becomes another, and where a span of the first stands in the second.
//!
//! Positions are mapped the way an editor maps its marks: what is put in at the edge of a span stays outside it, what
//! replaces a part of a span belongs to it.

use super::Text;
use crate::domain::Span;

/// One replacement: the words of a span give way to others. An empty span puts words in, no words take a span out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The span of the old text, in code points.
    pub span: Span,
    /// What stands there in the new text.
    pub with: String,
}

/// All replacements that lead from one text to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// By place; they neither overlap nor touch.
    hunks: Vec<Hunk>,
}

/// A replacement with its place in both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    old: Span,
    new: Span,
    with: String,
}

/// Where a span has come to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapped {
    /// Here; some of its words are still its own.
    Kept(Span),
    /// Every one of its words was replaced, and these stand in their place.
    Replaced(Span),
    /// Nothing is left of it; this is where it stood.
    Lost(u32),
}

impl Mapped {
    /// The span where it stands, or stood: empty when nothing is left.
    pub fn span(self) -> Span {
        match self {
            Self::Kept(span) | Self::Replaced(span) => span,
            Self::Lost(at) => Span { start: at, end: at },
        }
    }
}

impl ChangeSet {
    /// Takes replacements in any order. Those that touch become one; nothing when two overlap or one is reversed.
    pub fn new(edits: impl IntoIterator<Item = Edit>) -> Option<Self> {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
        for edit in edits {
            if edit.span.end < edit.span.start {
                return None;
            }
            if edit.span.is_empty() && edit.with.is_empty() {
                continue;
            }
            match joined.last_mut() {
                Some(last) if last.span.end > edit.span.start => return None,
                Some(last) if last.span.end == edit.span.start => {
                    last.span.end = edit.span.end;
                    last.with.push_str(&edit.with);
                }
                _ => joined.push(edit),
            }
        }
        let mut hunks = Vec::with_capacity(joined.len());
        // How far the new text is ahead of the old one before a hunk.
        let mut shift = 0i64;
        for Edit { span, with } in joined {
            let length = with.chars().count() as i64;
            let start = (i64::from(span.start) + shift) as u32;
            let new = Span { start, end: start + length as u32 };
            shift += length - i64::from(span.len());
            hunks.push(Hunk { old: span, new, with });
        }
        Some(Self { hunks })
    }

    /// Whether both texts are the same.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }

    /// The replacements, by place.
    pub fn edits(&self) -> impl Iterator<Item = Edit> {
        self.hunks.iter().map(|hunk| Edit { span: hunk.old, with: hunk.with.clone() })
    }

    /// Each replacement's span in the old text and in the new one, by place.
    pub fn spans(&self) -> impl Iterator<Item = (Span, Span)> {
        self.hunks.iter().map(|hunk| (hunk.old, hunk.new))
    }

    /// The new text.
    ///
    /// # Panics
    ///
    /// When the changes are not those of this text: one of them reaches past its end.
    pub fn apply(&self, old: &Text) -> String {
        let string = old.as_str();
        let mut new = String::with_capacity(string.len());
        let mut at = 0;
        for hunk in &self.hunks {
            assert!(old.holds(hunk.old), "the changes are those of this text");
            let bytes = old.bytes(hunk.old);
            new.push_str(&string[at..bytes.start]);
            new.push_str(&hunk.with);
            at = bytes.end;
        }
        new.push_str(&string[at..]);
        new
    }

    /// The changes that lead back, given the text that these led from.
    pub fn inverted(&self, old: &Text) -> Self {
        let back = |hunk: &Hunk| Hunk {
            old: hunk.new,
            new: hunk.old,
            with: old.slice(hunk.old).to_owned(),
        };
        Self { hunks: self.hunks.iter().map(back).collect() }
    }

    /// Where a place between two characters has come to stand; beside words put in exactly there, before them or after.
    pub fn place(&self, at: u32, after: bool) -> u32 {
        // The last hunk that begins at or before the place.
        let found = self.hunks.partition_point(|hunk| hunk.old.start <= at);
        let Some(hunk) = self.hunks[..found].last() else { return at };
        if at > hunk.old.end || (at == hunk.old.end && !hunk.old.is_empty()) {
            return at - hunk.old.end + hunk.new.end;
        }
        if hunk.old.is_empty() {
            return if after { hunk.new.end } else { hunk.new.start };
        }
        if at == hunk.old.start || !after { hunk.new.start } else { hunk.new.end }
    }

    /// Where a span has come to stand.
    pub fn map(&self, span: Span) -> Mapped {
        if span.is_empty() {
            let at = self.place(span.start, false);
            return Mapped::Kept(Span { start: at, end: at });
        }
        // A hunk that the span begins or ends in belongs to it; words put in at its edges do not.
        let start = match self.inside(span.start) {
            Some(hunk) => hunk.new.start,
            None => self.place(span.start, true),
        };
        let end = match self.inside(span.end) {
            Some(hunk) => hunk.new.end,
            None => self.place(span.end, false),
        };
        if end <= start {
            return Mapped::Lost(start);
        }
        let new = Span { start, end };
        let first = self.hunks.partition_point(|hunk| hunk.old.end <= span.start);
        let taken: u32 = self.hunks[first..]
            .iter()
            .take_while(|hunk| hunk.old.start < span.end)
            .filter_map(|hunk| hunk.old.intersection(span))
            .map(Span::len)
            .sum();
        if taken >= span.len() { Mapped::Replaced(new) } else { Mapped::Kept(new) }
    }

    /// The hunk that replaces the characters on both sides of a place.
    fn inside(&self, at: u32) -> Option<&Hunk> {
        let found = self.hunks.partition_point(|hunk| hunk.old.start < at);
        self.hunks[..found].last().filter(|hunk| at < hunk.old.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edit(start: u32, end: u32, with: &str) -> Edit {
        Edit { span: Span { start, end }, with: with.to_owned() }
    }

    /// Reads `«` and `»` as the ends of a span.
    fn marked(notation: &str) -> (String, Span) {
        let start = notation.chars().position(|c| c == '«').expect("a start") as u32;
        let end = notation.chars().position(|c| c == '»').expect("an end") as u32 - 1;
        (notation.replace(['«', '»'], ""), Span { start, end })
    }

    fn mapped(notation: &str, edits: Vec<Edit>) -> (String, Mapped) {
        let (text, span) = marked(notation);
        let changes = ChangeSet::new(edits).expect("sound edits");
        let new = changes.apply(&Text::new(text));
        (new, changes.map(span))
    }

    #[test]
    fn spans_follow_their_words() {
        for (before, edits, after) in [
            ("We «trust» them", vec![edit(0, 0, "Now ")], "Now We «trust» them"),
            ("We «trust» them", vec![edit(3, 3, "do ")], "We do «trust» them"),
            ("We «trust» them", vec![edit(8, 8, "ed")], "We «trust»ed them"),
            ("We «trust» them", vec![edit(5, 6, "oo")], "We «troost» them"),
            ("We «trust» them", vec![edit(0, 5, "I t")], "«I tust» them"),
            ("We «trust» them", vec![edit(6, 10, "p")], "We «trup»hem"),
            ("We «trust» them", vec![edit(3, 4, "")], "We «rust» them"),
            ("We «trust» them", vec![edit(9, 13, "you")], "We «trust» you"),
            ("We «trust» them", vec![edit(2, 3, ""), edit(8, 9, "")], "We«trust»them"),
        ] {
            let (text, span) = marked(after);
            assert_eq!(mapped(before, edits), (text, Mapped::Kept(span)), "{before} -> {after}");
        }
    }

    #[test]
    fn what_was_replaced_whole_is_told() {
        let (text, span) = marked("Said «[GP]» today");
        assert_eq!(
            mapped("Said «Ann» today", vec![edit(5, 8, "[GP]")]),
            (text, Mapped::Replaced(span))
        );
        let (text, span) = marked("«All new» day");
        assert_eq!(
            mapped("Said «Ann» today", vec![edit(0, 11, "All new ")]).1,
            Mapped::Replaced(Span { end: 8, ..span })
        );
        assert_eq!(text, "All new day");
    }

    #[test]
    fn what_vanished_is_lost_at_its_place() {
        assert_eq!(mapped("Said «Ann» today", vec![edit(4, 9, "")]).1, Mapped::Lost(4));
        assert_eq!(mapped("«Ann» today", vec![edit(0, 3, "")]).1, Mapped::Lost(0));
    }

    #[test]
    fn edits_that_overlap_are_refused() {
        assert!(ChangeSet::new([edit(0, 3, ""), edit(2, 4, "")]).is_none());
        assert!(ChangeSet::new([edit(3, 2, "")]).is_none());
        assert!(ChangeSet::new([edit(0, 0, "")]).is_some_and(|changes| changes.is_empty()));
    }

    /// Edits of a text of this length, none touching another.
    fn edits(length: u32) -> impl Strategy<Value = Vec<Edit>> {
        prop::collection::vec((0..=length, 0u32..6, "[a-cé😀]{0,5}"), 0..6).prop_map(move |parts| {
            let mut at = 0;
            let mut edits = Vec::new();
            let mut parts = parts;
            parts.sort_by_key(|part| part.0);
            for (start, span, with) in parts {
                let start = start.max(at);
                let end = (start + span).min(length);
                if start <= length {
                    edits.push(Edit { span: Span { start, end }, with });
                    at = end + 1;
                }
            }
            edits
        })
    }

    proptest! {
        #[test]
        fn changes_lead_there_and_back(string in "[a-cé😀]{0,30}", seed in 0u32..31, all in edits(30)) {
            let text = Text::new(string);
            let all: Vec<Edit> = all.into_iter().filter(|edit| text.holds(edit.span)).collect();
            let changes = ChangeSet::new(all).expect("sound edits");
            let new = Text::new(changes.apply(&text));
            let back = changes.inverted(&text);
            prop_assert_eq!(back.apply(&new), text.as_str());
            prop_assert_eq!(&back.inverted(&new), &changes);
            for (old, now) in changes.spans() {
                prop_assert!(text.holds(old) && new.holds(now));
            }
            let at = seed.min(text.length());
            prop_assert!(changes.place(at, false) <= changes.place(at, true));
            prop_assert!(changes.place(at, true) <= new.length());
        }

        #[test]
        fn spans_keep_what_nobody_touched(string in "[a-cé😀]{1,30}", a in 0u32..31, b in 0u32..31, all in edits(30)) {
            let text = Text::new(string);
            let span = Span::between(a.min(text.length()), b.min(text.length()));
            let all: Vec<Edit> = all.into_iter().filter(|edit| text.holds(edit.span)).collect();
            let changes = ChangeSet::new(all).expect("sound edits");
            let new = Text::new(changes.apply(&text));
            let mapped = changes.map(span);
            prop_assert!(new.holds(mapped.span()));
            // Reference: which old characters of the span live on, and where.
            let mut kept = Vec::new();
            for at in span.start..span.end {
                if changes.spans().all(|(old, _)| !old.holds(at)) {
                    kept.push(changes.place(at, true));
                }
            }
            match mapped {
                Mapped::Kept(now) => {
                    for at in &kept {
                        prop_assert!(now.holds(*at));
                    }
                    prop_assert!(span.is_empty() || !kept.is_empty());
                }
                Mapped::Replaced(_) | Mapped::Lost(_) => prop_assert!(kept.is_empty()),
            }
        }
    }
}
