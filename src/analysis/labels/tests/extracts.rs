//! Words and labels, set in the house styles.

use super::*;
use crate::domain::Span;
use crate::text::Text;

fn span(start: u32, end: u32) -> Span {
    Span { start, end }
}

/// Reads trims from a notation: `a ‹cut› b`, `a {put in} b`, `a ‹old|new› b`, `a *emphasis* b`. Gives the text and its trims.
pub(super) fn read(notation: &str) -> (Text, Trims) {
    let mut text = String::new();
    let mut trims = Trims::default();
    let (mut at, mut cut, mut emphasis) = (0, 0, None);
    let mut words: Option<String> = None;
    for c in notation.chars() {
        match (c, &mut words) {
            ('‹', _) => cut = at,
            ('›', None) => trims.cuts.push(span(cut, at)),
            ('{', _) => (cut, words) = (at, Some(String::new())),
            ('|', _) => words = Some(String::new()),
            ('›' | '}', Some(put)) => {
                trims
                    .insertions
                    .push(Insertion { span: span(cut, at), words: std::mem::take(put) });
                words = None;
            }
            ('*', _) => match emphasis.take() {
                None => emphasis = Some(at),
                Some(start) => trims.emphasis.push(span(start, at)),
            },
            (c, Some(put)) => put.push(c),
            (c, None) => {
                text.push(c);
                at += 1;
            }
        }
    }
    (Text::new(text), trims)
}

fn printed(style: &HouseStyle, notation: &str) -> String {
    let (text, trims) = read(notation);
    plain_text(&style.words(&text, text.span(), &trims, &[]).expect("sound trims"))
}

#[test]
fn cuts_are_shown_with_one_blank_on_either_side() {
    let style = HouseStyle::report();
    for (notation, words) in [
        ("I was ‹there yesterday and I ›saw it", "I was […] saw it"),
        ("I was‹ there yesterday and I› saw it", "I was […] saw it"),
        ("I was ‹there› yesterday", "I was […] yesterday"),
        ("I was ‹there yesterday›, you know.", "I was […], you know."),
        ("I was there‹ yesterday›.", "I was there […]."),
        ("We met (‹in spring› I think)", "We met ([…] I think)"),
        ("One.\n‹Two.›\nThree.", "One.\n[…]\nThree."),
        ("One. ‹Two.\nThree.› Four.", "One. […] Four."),
        ("‹Well, ›I went", "I went"),
        ("I went‹, you know›", "I went"),
        ("I ‹really› ‹truly› went", "I […] went"),
        ("I ‹really ›‹truly ›went", "I […] went"),
        ("  I went \n", "I went"),
        ("well… I ... ‹no› went ...", "well… I ... […] went ..."),
    ] {
        assert_eq!(printed(&style, notation), words, "{notation}");
    }
    let style =
        HouseStyle { ellipsis: Ellipsis { sign: "...".to_owned(), at_ends: true }, ..style };
    for (notation, words) in [
        ("‹Well, ›I went‹, you know›.", "... I went ...."),
        ("‹Well, ›I went‹, you know.›", "... I went ..."),
        ("‹ Well,\n›I went", "... I went"),
        ("‹Well,›\nI went", "...\nI went"),
    ] {
        assert_eq!(printed(&style, notation), words, "{notation}");
    }
    let silent = HouseStyle { ellipsis: Ellipsis { sign: String::new(), at_ends: true }, ..style };
    assert_eq!(printed(&silent, "I ‹really› went"), "I went");
}

#[test]
fn insertions_stand_in_brackets_between_words_or_in_their_place() {
    let style = HouseStyle::report();
    for (notation, words) in [
        ("they {the GPs} went", "they [the GPs] went"),
        ("they{the GPs} went", "they [the GPs] went"),
        ("they {the GPs}went", "they [the GPs] went"),
        ("They went{laughter}.", "They went [laughter]."),
        ("{Mostly}they went", "[Mostly] they went"),
        ("‹t|T›hey went", "[T]hey went"),
        ("at ‹Mayfield|the site›’s door", "at [the site]’s door"),
        ("colo{u}r", "colo[u]r"),
        ("they ‹er› {GPs}went", "they […] [GPs] went"),
        ("they {GPs}‹er› went", "they [GPs] […] went"),
        ("{a}{b}they", "[a] [b] they"),
    ] {
        assert_eq!(printed(&style, notation), words, "{notation}");
    }
}

#[test]
fn emphasis_is_a_piece_of_its_own() {
    for (emphasis, italic_words, italic, bold) in [
        (Emphasis::Italic, false, true, false),
        (Emphasis::Italic, true, false, false),
        (Emphasis::Bold, true, true, true),
        (Emphasis::Bold, false, false, true),
        (Emphasis::BoldItalic, false, true, true),
    ] {
        let style = HouseStyle { emphasis, italic_words, ..HouseStyle::report() };
        let (text, trims) = read("we were *never ‹ever› told* that");
        let pieces = style.words(&text, text.span(), &trims, &[]).expect("sound");
        assert_eq!(plain_text(&pieces), "we were never […] told that");
        let found: Vec<(&str, PrintedAs)> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.what)).collect();
        assert_eq!(
            found,
            [
                ("we were ", PrintedAs::Words),
                ("never", PrintedAs::Emphasis),
                (" ", PrintedAs::Blank),
                ("[…]", PrintedAs::Cut),
                (" ", PrintedAs::Blank),
                ("told", PrintedAs::Emphasis),
                (" that", PrintedAs::Words),
            ]
        );
        for piece in pieces {
            let is_emphasis = piece.what == PrintedAs::Emphasis;
            let expected = if is_emphasis { (italic, bold) } else { (italic_words, false) };
            assert_eq!((piece.italic, piece.bold), expected);
        }
    }
}

#[test]
fn tags_stand_for_the_markers_of_speakers() {
    let style = HouseStyle::report();
    let text = Text::new("Q: And then?\nGP2: It was late.\nPM: Too late.");
    let tag = |start, end, text: &str| SpeakerTag { span: span(start, end), text: text.to_owned() };
    let tags = [tag(0, 3, ""), tag(13, 18, "[GP ID 512]-"), tag(31, 35, "[Manager ID 514] ")];
    let print = |quotation: Span, cuts: Vec<Span>| {
        let trims = Trims { cuts, ..Trims::default() };
        plain_text(&style.words(&text, quotation, &trims, &tags).expect("sound"))
    };
    let all = "And then?\n[GP ID 512]- It was late.\n[Manager ID 514] Too late.";
    assert_eq!(print(text.span(), vec![]), all);
    assert_eq!(print(span(13, 44), vec![]), &all[10..]);
    assert_eq!(print(span(13, 30), vec![span(0, 5)]), "It was late.");
    assert_eq!(print(span(13, 30), vec![span(3, 8)]), "[GP ID 512]- […] was late.");
    assert_eq!(print(span(13, 30), vec![span(0, 4)]), "It was late.");
    assert_eq!(print(span(18, 30), vec![]), "It was late.");
    assert_eq!(
        print(text.span(), vec![span(13, 30)]),
        "And then?\n[…]\n[Manager ID 514] Too late."
    );
}

#[test]
fn words_and_label_stand_as_the_style_says() {
    let label = |style: &HouseStyle, line: &str| {
        let labels = style.labels::<PublicField>().expect("a sound style");
        labels.label((&record(line)).into(), &NumberKey::default())
    };
    let set = |style: &HouseStyle, words: &str, line: &str| {
        let text = Text::new(words);
        let words = style.words(&text, text.span(), &Trims::default(), &[]).expect("sound");
        plain_text(&style.set(&words, &label(style, line)))
    };
    let gp = "kind: interview | person: GP #515";
    let report = HouseStyle::report();
    let placed = |place: Place| HouseStyle { place, ..HouseStyle::report() };
    let before = placed(Place { before_stop: true, ..Place::default() });
    let glued = placed(Place { glued: true, ..Place::default() });
    let own = placed(Place { own_line: true, before_stop: true, glued: true });
    let quoted = HouseStyle { marks: QuotationMarks::Single, ..before.clone() };
    for (style, words, expected) in [
        (&report, "Too far out.", "Too far out. [GP ID 515]"),
        (&glued, "Too far out.", "Too far out.[GP ID 515]"),
        (&own, "Too far out.", "Too far out.\n[GP ID 515]"),
        (&before, "Too far out.", "Too far out [GP ID 515]."),
        (&before, "Too far out", "Too far out [GP ID 515]"),
        (&before, "Too far out?", "Too far out? [GP ID 515]"),
        (&before, "Too far out...", "Too far out... [GP ID 515]"),
        (&before, "Too far out . .", "Too far out . . [GP ID 515]"),
        (&quoted, "Too far out.", "‘Too far out’ [GP ID 515]."),
    ] {
        assert_eq!(set(style, words, gp), expected);
    }
    let roles = HouseStyle::roles();
    let director = "kind: interview | person: Nurse/Director of nursing";
    assert_eq!(set(&roles, "Too far out.", director), "“Too far out.”\n(Director of nursing)");
    // Without a label there is none to move the stop behind.
    let none = HouseStyle { extracts: style_of("").extracts, ..before };
    assert_eq!(set(&none, "Too far out.", gp), "Too far out.");
}

#[test]
fn added_emphasis_is_noted_once_and_in_the_words_of_the_style() {
    let mut facts = record("kind: interview | person: GP #515");
    facts.has_emphasis = true;
    let report = HouseStyle::report();
    assert_eq!(labelled(&report, &facts).0, "[GP ID 515] (emphasis added)");
    facts.note = Some("emphasis added".to_owned());
    assert_eq!(labelled(&report, &facts).0, "[GP ID 515] (emphasis added)");
    facts.note = Some("translated".to_owned());
    assert_eq!(labelled(&report, &facts).0, "[GP ID 515] (translated; emphasis added)");
    let inside = Notes { inside: true, ..Notes::default() };
    let style = HouseStyle { notes: inside, ..HouseStyle::report() };
    assert_eq!(labelled(&style, &facts).0, "[GP ID 515, translated; emphasis added]");
    let style = HouseStyle { extracts: style_of("").extracts, ..style };
    assert_eq!(labelled(&style, &facts).0, "[translated; emphasis added]");
    let silent = Notes { emphasis: String::new(), ..Notes::default() };
    facts.note = None;
    assert_eq!(labelled(&HouseStyle { notes: silent, ..report }, &facts).0, "[GP ID 515]");
}

#[test]
fn pieces_know_what_they_are() {
    let style = HouseStyle {
        italic_labels: true,
        marks: QuotationMarks::Double,
        place: Place { before_stop: true, ..Place::default() },
        ..HouseStyle::article()
    };
    let labels = style.labels::<PublicField>().expect("a sound style");
    let facts = record("person: GP #5 | note: translated");
    let label = labels.label((&facts).into(), &NumberKey::default());
    let text = Text::new("Yes.");
    let words = style.words(&text, text.span(), &Trims::default(), &[]).expect("sound");
    let pieces = style.set(&words, &label);
    let found: Vec<(&str, PrintedAs, bool)> =
        pieces.iter().map(|piece| (piece.text.as_str(), piece.what, piece.italic)).collect();
    assert_eq!(
        found,
        [
            ("“", PrintedAs::Mark, true),
            ("Yes", PrintedAs::Words, true),
            ("”", PrintedAs::Mark, true),
            (" ", PrintedAs::Blank, false),
            ("[GP ID5", PrintedAs::Label, true),
            (", translated", PrintedAs::Note, true),
            ("]", PrintedAs::Label, true),
            (".", PrintedAs::Stop, false),
        ]
    );
}
