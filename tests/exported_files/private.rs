//! What is private stays out of every file that is for everybody, whatever the report holds.

use marginalia::analysis::labels::Audience;
use marginalia::domain::{Private, SourceKind};
use marginalia::export::{
    Context, Format, PrintedQuote, PrivateLine, QuoteReport, QuoteSection, quotes,
};
use proptest::prelude::*;

use super::{content, stored_pieces, stored_text, written};

/// Words that stand nowhere else.
fn token() -> impl Strategy<Value = String> {
    "Q[a-z]{24}Z"
}

fn private_line() -> impl Strategy<Value = PrivateLine> {
    let list = || prop::collection::vec(token(), 0..3);
    let names = list().prop_map(|names| names.into_iter().map(Private::new).collect());
    // Places are numbers that stand nowhere else either.
    let place = 3_000_000_000..u32::MAX;
    (token(), token(), place.clone(), place, list(), names, list(), token()).prop_map(
        |(source, file, start, end, speakers, names, coders, comment)| PrivateLine {
            source,
            file,
            start,
            end,
            speakers,
            names,
            coders,
            comment,
        },
    )
}

fn tokens(line: &PrivateLine) -> Vec<String> {
    let mut tokens = vec![line.source.clone(), line.file.clone(), line.comment.clone()];
    tokens.extend([line.start, line.end].map(|place| place.to_string()));
    tokens.extend(line.speakers.iter().chain(&line.coders).cloned());
    tokens.extend(line.names.iter().map(|name| name.to_string()));
    tokens
}

fn random_quote() -> impl Strategy<Value = PrintedQuote> {
    let words = || prop::collection::vec(stored_text(), 0..3);
    let context = prop::option::of((stored_text(), stored_text()));
    (stored_pieces(), stored_text(), context, words(), words(), private_line()).prop_map(
        |(pieces, label, context, codes, values, private)| PrintedQuote {
            pieces,
            context: context.map(|(before, after)| Context { before, after }),
            codes,
            values,
            private: Some(private),
            ..PrintedQuote::new(SourceKind::Fieldnote, label.clone(), label)
        },
    )
}

fn random_report() -> impl Strategy<Value = QuoteReport> {
    let words = || prop::collection::vec(stored_text(), 0..3);
    let section = (words(), stored_text(), prop::collection::vec(random_quote(), 1..3))
        .prop_map(|(path, text, quotes)| QuoteSection { path, text, quotes });
    let sections = prop::collection::vec(section, 1..3);
    (stored_text(), words(), any::<bool>(), words(), sections).prop_map(
        |(title, notes, prints_codes, columns, sections)| QuoteReport {
            title,
            notes,
            prints_codes,
            columns,
            sections,
            ..QuoteReport::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_private_is_in_a_file_for_everybody(mut report in random_report()) {
        let quotes_of = |report: &QuoteReport| -> Vec<PrintedQuote> {
            report.sections.iter().flat_map(|section| section.quotes.clone()).collect()
        };
        let all: Vec<String> = quotes_of(&report)
            .iter()
            .filter_map(|quote| quote.private.as_ref())
            .flat_map(tokens)
            .collect();
        for format in Format::ALL {
            report.audience = Audience::Public;
            let public = content(&quotes(format, &report).expect("written"));
            for token in &all {
                prop_assert!(!public.contains(token), "{:?} holds {}", format, token);
            }
            prop_assert!(!public.contains("Private: "), "{:?}", format);
            // For the team, everything is there, and the file says so.
            report.audience = Audience::Team;
            let team = content(&quotes(format, &report).expect("written"));
            for token in &all {
                prop_assert!(team.contains(token), "{:?} lacks {}", format, token);
            }
            let says_so = match format {
                Format::Csv => team.contains("source (private),"),
                _ => team.contains("Private: this file names sources"),
            };
            prop_assert!(says_so, "{:?}", format);
        }
    }
}

#[test]
fn what_is_written_without_a_word_is_for_everybody() {
    for format in Format::ALL {
        let content = content(&written(format, &["We wait."]));
        for private in ["Miller", "Amara", "come back to this", "Private:", "(private)"] {
            assert!(!content.contains(private), "{format:?}: {private}");
        }
    }
}
