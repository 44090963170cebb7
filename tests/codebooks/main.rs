//! Code frameworks in and out: what is written reads in again as the same framework, what other programs write is read, and
//! what is broken is refused with a sentence.

mod programs;
mod schema;
mod taking;

use marginalia::domain::{Code, CodeId, CodeWords, Colour, Origin};
use marginalia::export::{CodebookFormat, CodebookReport, CodebookRow, codebook};
use marginalia::import::codebook::{Codebook, CodebookError, read};
use proptest::prelude::*;
use uuid::Uuid;

/// The formats that read in again.
const READ: [CodebookFormat; 4] =
    [CodebookFormat::Csv, CodebookFormat::Xlsx, CodebookFormat::Text, CodebookFormat::Qdc];

/// Names that have broken somebody's framework before.
const NAMES: [&str; 14] = [
    "A > B",
    "A",
    "B",
    "Doctor/patient",
    "Age > 60 / frail",
    " :: ",
    "a :: b\\",
    "| pipe",
    "😀 👩‍⚕️",
    "שלום (then) 12",
    "مرحبا",
    "=1+1, \"quoted\"; &amp; <b> ]]>",
    "# no _x0041_ heading",
    "-",
];

fn key(number: u128) -> CodeId {
    CodeId::new(Uuid::from_u128(number))
}

fn row(number: usize, path: &[&str]) -> CodebookRow {
    let name = path.last().copied().unwrap_or_default();
    let code = Code::new(key(number as u128 + 1), None, name, 0);
    CodebookRow::new(&code, path.iter().map(|&name| name.to_owned()).collect())
}

fn written(format: CodebookFormat, codes: &[CodebookRow]) -> Vec<u8> {
    let report = CodebookReport { codes: codes.to_vec(), ..CodebookReport::default() };
    codebook(format, &report).expect("a file").0
}

fn read_again(format: CodebookFormat, bytes: &[u8]) -> Result<Codebook, CodebookError> {
    read(&format!("codes.{}", format.extension()), bytes)
}

/// Reads in again what is written, and compares all that the format carries.
fn check_round_trip(format: CodebookFormat, codes: &[CodebookRow]) {
    let book = read_again(format, &written(format, codes)).expect("it reads in again");
    assert_eq!(book.warnings, [""; 0], "{format:?}");
    let paths = |path: &[String]| -> Vec<String> {
        path.iter().map(|name| name.trim().to_owned()).collect()
    };
    let expected: Vec<Vec<String>> = codes.iter().map(|code| paths(&code.path)).collect();
    let found: Vec<Vec<String>> = book.codes.iter().map(|code| code.path.clone()).collect();
    assert_eq!(found, expected, "{format:?}");
    for (read, code) in book.codes.iter().zip(codes) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let words = CodeWords {
            definition: text(&read.definition),
            include: text(&read.include),
            exclude: text(&read.exclude),
            question: text(&read.question),
        };
        assert_eq!(words, code.words, "{format:?}");
        if format != CodebookFormat::Text {
            assert_eq!((read.colour, read.key), (code.colour, Some(code.key)), "{format:?}");
            assert_eq!(read.is_applicable, Some(code.is_applicable), "{format:?}");
        }
        if matches!(format, CodebookFormat::Csv | CodebookFormat::Xlsx) {
            assert_eq!(read.origin, Some(code.origin), "{format:?}");
            assert_eq!(read.is_archived, Some(code.is_archived), "{format:?}");
        }
    }
}

/// A framework: for each code, which of the ones before it (or none) it hangs below, its name and what is said of it.
fn frameworks() -> impl Strategy<Value = Vec<CodebookRow>> {
    let names = prop_oneof![
        prop::sample::select(&NAMES[..]).prop_map(str::to_owned),
        "[a-zé>/:|\\\\\"&<;,# ]{1,8}",
    ];
    let words = || prop_oneof![Just(String::new()), "[a-z|:\\\\&<\"\n,;é ]{0,30}"];
    let code = (
        any::<prop::sample::Index>(),
        names,
        [words(), words(), words(), words()],
        any::<(Option<[u8; 3]>, bool, bool)>(),
        prop::sample::select(&Origin::ALL[..]),
    );
    prop::collection::vec(code, 1..25).prop_map(|codes| {
        // In the order of the tree: the children of each, from the top down.
        let mut made: Vec<CodebookRow> = Vec::new();
        for (number, (above, name, words, (colour, is_applicable, is_archived), origin)) in
            codes.into_iter().enumerate()
        {
            let name = name.trim();
            let above = above.index(made.len() + 1).checked_sub(1);
            let mut path = above.map_or_else(Vec::new, |at| made[at].path.clone());
            path.push(name.to_owned());
            // Of names that differ in capitals only the reader warns, as it should.
            let folded = |path: &[String]| path.join("\n").to_lowercase();
            let is_there = made.iter().any(|row| folded(&row.path) == folded(&path));
            if name.is_empty() || is_there || path.len() > 8 {
                continue;
            }
            let mut new = row(number, &path.iter().map(String::as_str).collect::<Vec<_>>());
            let [definition, include, exclude, question] =
                words.map(|words| words.trim().to_owned());
            new.words = CodeWords { definition, include, exclude, question };
            new.colour = colour.map(|[red, green, blue]| Colour { red, green, blue });
            (new.is_applicable, new.is_archived, new.origin) = (is_applicable, is_archived, origin);
            // Behind everything below the code above it.
            let depth = path.len() - 1;
            let place = match above {
                None => made.len(),
                Some(at) => (at + 1..made.len())
                    .find(|&other| made[other].path.len() <= depth)
                    .unwrap_or(made.len()),
            };
            made.insert(place, new);
        }
        made
    })
}

proptest! {
    // A failing case is printed; a file for it would need a library beside these tests.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_in_again(codes in frameworks()) {
        prop_assume!(!codes.is_empty());
        for format in READ {
            check_round_trip(format, &codes);
        }
    }

    #[test]
    fn no_damage_makes_a_reader_panic(
        codes in frameworks(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        prop_assume!(!codes.is_empty());
        for format in READ {
            let mut bytes = written(format, &codes);
            for (at, byte) in &damage {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let _ = read_again(format, &bytes);
        }
    }
}

#[test]
fn odd_names_and_long_words_read_in_again() {
    let mut codes: Vec<CodebookRow> =
        NAMES.iter().enumerate().map(|(number, name)| row(number, &[name.trim()])).collect();
    codes.push(row(20, &["Top"]));
    let below = NAMES.iter().enumerate();
    codes.extend(below.map(|(number, name)| row(number + 30, &["Top", name.trim()])));
    // “A > B” stands at the top and, as B, below A: the paths are printed alike.
    codes.insert(2, row(50, &["A", "B"]));
    codes[0].words.definition = "é\n".repeat(5_000) + "end";
    codes[1].colour = "#336699".parse().ok();
    for format in READ {
        check_round_trip(format, &codes);
    }
}

/// The printed paths of what was read.
fn paths(book: &Codebook) -> Vec<String> {
    book.codes.iter().map(|code| code.path.join(" > ")).collect()
}
