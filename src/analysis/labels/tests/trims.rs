//! Trims that hold, are refused, and follow the words they were made on.

use proptest::prelude::*;

use super::extracts::read;
use super::*;
use crate::domain::Span;
use crate::text::{ChangeSet, Edit, Text, difference};

fn span(start: u32, end: u32) -> Span {
    Span { start, end }
}

#[test]
fn what_cannot_be_printed_is_refused_with_its_place() {
    let text = Text::new("ab 👩‍👧 cd");
    let quotation = text.span();
    let cuts = |cuts: &[Span]| Trims { cuts: cuts.to_vec(), ..Trims::default() };
    let put = |start, end, words: &str| Trims {
        insertions: vec![Insertion { span: span(start, end), words: words.to_owned() }],
        ..Trims::default()
    };
    let check = |trims: &Trims| trims.check(&text, quotation);
    let cut = TrimKind::Cut;
    assert_eq!(check(&cuts(&[span(0, 2), span(2, 6)])), Ok(()));
    assert_eq!(
        check(&cuts(&[span(0, 99)])),
        Err(TrimError::Outside { kind: cut, span: span(0, 99) })
    );
    assert_eq!(
        check(&cuts(&[span(2, 1)])),
        Err(TrimError::Outside { kind: cut, span: span(2, 1) })
    );
    assert_eq!(check(&cuts(&[span(1, 1)])), Err(TrimError::Empty { kind: cut, span: span(1, 1) }));
    assert_eq!(check(&cuts(&[span(3, 4)])), Err(TrimError::Splits { kind: cut, span: span(3, 4) }));
    assert_eq!(
        check(&cuts(&[span(2, 6), span(0, 1)])),
        Err(TrimError::Overlaps { kind: cut, span: span(0, 1) })
    );
    assert_eq!(check(&cuts(&[quotation])), Err(TrimError::NothingLeft));
    assert_eq!(check(&put(0, 0, " ")), Err(TrimError::NoWords { span: span(0, 0) }));
    assert_eq!(check(&put(0, 0, "a\nb")), Err(TrimError::NoWords { span: span(0, 0) }));
    assert_eq!(check(&put(0, quotation.len(), "all")), Ok(()));
    let mut both = put(1, 1, "x");
    both.cuts.push(span(0, 2));
    let insertion = TrimKind::Insertion;
    assert_eq!(check(&both), Err(TrimError::Overlaps { kind: insertion, span: span(1, 1) }));
    assert_eq!(Trims::default().check(&text, span(0, 99)), Err(TrimError::NoQuotation));
    let error = check(&put(4, 4, "x")).expect_err("within a family");
    assert_eq!(error.to_string(), "The insertion at 4 splits a character; move its ends.");
    let json = serde_json::to_string(&both).expect("JSON");
    assert_eq!(serde_json::from_str::<Trims>(&json).expect("trims"), both);
}

#[test]
fn trims_follow_their_words() {
    // What stands before the quotation, its text with trims, and the same after an edit.
    for (before, after, lost) in [
        ("I ‹really› went *home*", "So I ‹really› went *home*", 0),
        ("I ‹really› went *home*", "I ‹really› went *homewards*", 1),
        ("I ‹really› went", "I went", 1),
        ("I *really* went", "I went", 1),
        ("I ‹really|truly› went", "I {truly}went", 1),
        ("I {they}went", "I {they}ran", 0),
        ("at ‹Ann› and ‹Bob›.", "at ‹Ann› and ‹Rob›.", 1),
    ] {
        let ((old, trims), (new, expected)) = (read(before), read(after));
        let changes = difference(&old, &new);
        let (mapped, gone) = trims.mapped(old.span(), &changes, new.span(), &new);
        // The quotation is the whole text, before and after.
        assert_eq!((mapped.cuts.len(), gone.len()), (expected.cuts.len(), lost), "{after}");
        let slices = |text: &Text, spans: &[Span]| -> Vec<String> {
            spans.iter().map(|&span| text.slice(span).to_owned()).collect()
        };
        if lost == 0 {
            assert_eq!(slices(&new, &mapped.emphasis).len(), expected.emphasis.len());
        }
        let words: Vec<&str> = mapped.insertions.iter().map(|one| one.words.as_str()).collect();
        let wanted: Vec<&str> = expected.insertions.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, wanted);
    }
}

#[test]
fn what_lost_its_words_is_named() {
    let old = Text::new("Ann said that Bob went home.");
    let quotation = span(4, 28);
    let mut trims = Trims { cuts: vec![span(10, 13)], ..Trims::default() };
    trims.insertions.push(Insertion { span: span(14, 18), words: "ran".to_owned() });
    trims.emphasis.push(span(19, 23));
    assert_eq!(old.slice(span(14, 17)), "Bob");
    let edit = |start, end, with: &str| Edit { span: span(start, end), with: with.to_owned() };
    let edits =
        [edit(0, 3, "[Manager]"), edit(14, 17, "[a GP]"), edit(18, 23, ""), edit(23, 27, "")];
    let changes = ChangeSet::new(edits).expect("sound");
    let new = Text::new(changes.apply(&old));
    assert_eq!(new.as_str(), "[Manager] said that [a GP] .");
    let to = changes.map(quotation).span();
    let (mapped, lost) = trims.mapped(quotation, &changes, to, &new);
    assert_eq!(
        new.slice(span(to.start + mapped.cuts[0].start, to.start + mapped.cuts[0].end)),
        "[a GP]"
    );
    assert_eq!(mapped.insertions[0].span, span(17, 17));
    assert!(mapped.emphasis.is_empty());
    let told: Vec<(TrimKind, Option<Span>)> = lost.iter().map(|one| (one.kind, one.now)).collect();
    assert_eq!(
        told,
        [
            (TrimKind::Cut, Some(span(10, 16))),
            (TrimKind::Insertion, Some(span(17, 17))),
            (TrimKind::Emphasis, None),
        ]
    );
    assert_eq!(lost[1].words.as_deref(), Some("ran"));
    // All of the quotation goes, and everything with it, by name.
    let changes = ChangeSet::new([edit(0, 28, "")]).expect("sound");
    let (mapped, lost) = trims.mapped(quotation, &changes, span(0, 0), &Text::new(""));
    assert!(mapped.is_empty());
    assert_eq!(lost.len(), 3);
    assert!(lost.iter().all(|one| one.now.is_none()));
}

#[test]
fn a_quotation_whose_ends_are_moved_keeps_its_trims_in_place() {
    let text = Text::new("0123456789");
    let trims = Trims { cuts: vec![span(1, 3), span(5, 6)], ..Trims::default() };
    let (mapped, lost) = trims.mapped(span(2, 9), &ChangeSet::default(), span(0, 8), &text);
    assert_eq!(mapped.cuts, [span(3, 5), span(7, 8)]);
    assert!(lost.is_empty());
    let (mapped, lost) = trims.mapped(span(2, 9), &ChangeSet::default(), span(4, 8), &text);
    assert_eq!(mapped.cuts, [span(0, 1), span(3, 4)]);
    assert!(lost.is_empty());
    let (mapped, lost) = trims.mapped(span(2, 9), &ChangeSet::default(), span(5, 9), &text);
    assert_eq!((mapped.cuts, lost.len()), (vec![span(2, 3)], 1));
}

/// Trims that hold on a text, from random places.
fn sound(text: &Text, quotation: Span, places: &[(u32, u32, u8)]) -> Trims {
    let mut trims = Trims::default();
    let (mut at, mut emphasised) = (quotation.start, quotation.start);
    for &(skip, length, kind) in places {
        let first = if kind == 0 { emphasised } else { at };
        let found = text.snap(span(first + skip, first + skip + length));
        let start = found.start.clamp(first, quotation.end.max(first));
        let end = found.end.clamp(start, quotation.end.max(start));
        let found = span(start - quotation.start, end - quotation.start);
        match kind {
            0 if !found.is_empty() => (emphasised, _) = (end, trims.emphasis.push(found)),
            1 if !found.is_empty() => (at, _) = (end, trims.cuts.push(found)),
            2 => {
                trims.insertions.push(Insertion { span: found, words: "put".to_owned() });
                at = end;
            }
            _ => {}
        }
    }
    trims
}

proptest! {
    #[test]
    fn cuts_leave_all_other_words_and_nothing_of_their_own(
        string in "([a-c .,]|é|👩‍👧|\n){1,40}",
        a in 0u32..40,
        b in 0u32..40,
        places in prop::collection::vec((0u32..6, 0u32..6, 0u8..3), 0..6),
    ) {
        let text = Text::new(string);
        let quotation = text.snap(Span::between(a.min(text.length()), b.min(text.length())));
        let trims = sound(&text, quotation, &places);
        match trims.check(&text, quotation) {
            Err(error) => prop_assert_eq!(error, TrimError::NothingLeft),
            Ok(()) => {
                let style = HouseStyle::report();
                let pieces = style.words(&text, quotation, &trims, &[]).expect("checked");
                // Reference: each character of the quotation that nothing took away, blanks apart.
                let kept: String = (0..quotation.len())
                    .filter(|&at| !trims.cuts.iter().any(|cut| cut.holds(at)))
                    .filter(|&at| !trims.insertions.iter().any(|one| one.span.holds(at)))
                    .map(|at| text.slice(span(quotation.start + at, quotation.start + at + 1)))
                    .collect();
                let words: String = pieces
                    .iter()
                    .filter(|piece| matches!(piece.what, PrintedAs::Words | PrintedAs::Emphasis))
                    .map(|piece| piece.text.as_str())
                    .collect();
                let bare = |words: &str| words.split_whitespace().collect::<String>();
                prop_assert_eq!(bare(&words), bare(&kept));
                let put = pieces.iter().filter(|piece| piece.what == PrintedAs::Insertion).count();
                prop_assert_eq!(put, trims.insertions.len());
                let emphasised: String = trims
                    .emphasis
                    .iter()
                    .flat_map(|span| span.start..span.end)
                    .filter(|&at| !trims.cuts.iter().any(|cut| cut.holds(at)))
                    .filter(|&at| !trims.insertions.iter().any(|one| one.span.holds(at)))
                    .map(|at| text.slice(span(quotation.start + at, quotation.start + at + 1)))
                    .collect();
                let found: String = pieces
                    .iter()
                    .filter(|piece| piece.what == PrintedAs::Emphasis)
                    .map(|piece| piece.text.as_str())
                    .collect();
                prop_assert_eq!(bare(&found), bare(&emphasised));
                let all = plain_text(&pieces);
                prop_assert_eq!(all.trim(), all.as_str());
                prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            }
        }
    }

    #[test]
    fn tags_take_the_place_of_markers_and_of_nothing_else(
        cuts in prop::collection::vec((0u32..5, 1u32..5), 0..5),
        quotation in (0u32..20, 0u32..20),
    ) {
        let text = Text::new("A: bcde\nF: ghij\nK: lm");
        let quotation = Span::between(quotation.0, quotation.1);
        let places: Vec<(u32, u32, u8)> = cuts.iter().map(|&(skip, length)| (skip, length, 1)).collect();
        let trims = sound(&text, quotation, &places);
        let markers = [span(0, 3), span(8, 11), span(16, 19)];
        let tags = markers.map(|span| SpeakerTag { span, text: "T".to_owned() });
        if let Ok(pieces) = HouseStyle::report().words(&text, quotation, &trims, &tags) {
            let is_blank = |at: u32| text.slice(span(at, at + 1)).trim().is_empty();
            let is_left = |at: u32| !trims.cuts.iter().any(|cut| cut.holds(at - quotation.start));
            let expected: Vec<bool> = markers
                .iter()
                .filter_map(|marker| marker.intersection(quotation))
                .map(|marker| (marker.start..marker.end).any(|at| is_left(at) && !is_blank(at)))
                .filter(|&is_tagged| is_tagged)
                .collect();
            let found = pieces.iter().filter(|piece| piece.what == PrintedAs::Speaker).count();
            prop_assert_eq!(found, expected.len());
            let words: String = pieces
                .iter()
                .filter(|piece| piece.what == PrintedAs::Words)
                .flat_map(|piece| piece.text.chars().filter(|c| !c.is_whitespace()))
                .collect();
            let kept: String = (quotation.start..quotation.end)
                .filter(|&at| is_left(at) && !markers.iter().any(|marker| marker.holds(at)))
                .flat_map(|at| text.slice(span(at, at + 1)).chars().filter(|c| !c.is_whitespace()))
                .collect();
            prop_assert_eq!(words, kept);
        }
    }

    #[test]
    fn an_edit_drops_no_trim_in_silence(
        string in "([a-c ]|é|👩‍👧){1,30}",
        a in 0u32..30,
        b in 0u32..30,
        places in prop::collection::vec((0u32..6, 0u32..6, 0u8..3), 0..6),
        edits in prop::collection::vec((0u32..8, 0u32..6, "[a-c👩\u{200d}]{0,4}"), 0..5),
    ) {
        let old = Text::new(string);
        let from = old.snap(Span::between(a.min(old.length()), b.min(old.length())));
        let trims = sound(&old, from, &places);
        let mut at = 0;
        let mut sorted = Vec::new();
        for (skip, length, with) in edits {
            let start = (at + skip).min(old.length());
            let end = (start + length).min(old.length());
            sorted.push(Edit { span: span(start, end), with });
            at = end + 1;
            if at > old.length() {
                break;
            }
        }
        let changes = ChangeSet::new(sorted).expect("sound");
        let new = Text::new(changes.apply(&old));
        let to = new.snap(changes.map(from).span());
        let (mapped, lost) = trims.mapped(from, &changes, to, &new);
        let checked = mapped.check(&new, to);
        prop_assert!(matches!(checked, Ok(()) | Err(TrimError::NothingLeft)), "{:?}", checked);
        let gone = |kind| lost.iter().filter(|one| one.kind == kind && one.now.is_none()).count();
        prop_assert_eq!(mapped.cuts.len() + gone(TrimKind::Cut), trims.cuts.len());
        prop_assert_eq!(mapped.insertions.len() + gone(TrimKind::Insertion), trims.insertions.len());
        prop_assert_eq!(mapped.emphasis.len() + gone(TrimKind::Emphasis), trims.emphasis.len());
        if changes.is_empty() && !from.is_empty() {
            prop_assert_eq!(mapped, trims);
            prop_assert!(lost.is_empty());
        }
    }
}
